"""``python -m benchmarks``: measure, print, and write the page of the docs."""

import argparse
import json
import os
import platform
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import attrs

from . import runs
from .contenders import contenders, ours
from .contenders.peers import peers
from .documents import SIZES, documents
from .facts import facts
from .goals import SIZE, Goal, goals
from .page import page
from .picture import draw

DOCS: Final = Path(__file__).resolve().parent.parent / "docs"
_LIBRARIES: Final = (
    "medborgarlofte", "attrs", "cattrs", "pydantic", "msgspec", "orjson", "mashumaro", "pystac",
    "stix2", "cyclonedx-python-lib",
)  # fmt: skip


def main() -> int:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=30, help="interleaved rounds (30)")
    parser.add_argument("--size", action="append", choices=SIZES, help="only this; writes nothing")
    parser.add_argument("--draw", action="store_true", help="make the page anew, measure nothing")
    parser.add_argument("--dry", action="store_true", help="write nothing")
    asked = parser.parse_args()
    if asked.draw:
        results = json.loads((DOCS / "performance" / "results.json").read_bytes())
    else:
        results = measure(asked.rounds, asked.size or SIZES)
        sys.stdout.write(page(results))
    if not asked.dry and not asked.size:
        write(results)
    return 0


def measure(rounds: int, sizes: tuple[str, ...]) -> dict[str, Any]:
    """All results, as they are written."""
    every, lanes = contenders(), ours.lanes()
    figures = list(_figures(rounds, sizes))
    middle = documents(SIZE)
    memory = {c.name: runs.memory(c.load, middle.valid) for c in every}
    walks = runs.walks_for_look_ups(middle)
    reached = goals(figures, memory, walks, fast=ours.FAST, plain=ours.PLAIN)
    return {
        "rounds": rounds,
        "machine": {
            "python": f"{platform.python_implementation()} {platform.python_version()}",
            "system": f"{platform.system()} {platform.machine()}",
            "cores": os.cpu_count(),
        },
        "versions": {name: version(name) for name in _LIBRARIES},
        "lanes": [lane.name for lane in lanes],
        "goals": [_goal(goal) for goal in reached],
        "facts": {c.name: facts(c, middle) for c in every},
        "memory": memory,
        "figures": [_rounded(attrs.asdict(figure)) for figure in figures],
    }


def _figures(rounds: int, sizes: tuple[str, ...]) -> Iterator[runs.Figure]:
    every, lanes = contenders(), ours.lanes()
    for size in sizes:
        sys.stderr.write(f"{size} …\n")
        document = documents(size)
        yield from runs.loading_and_dumping(every, document, rounds)
        yield from runs.checking(lanes, document, rounds)
        yield from runs.looking_up(document, rounds)
        if size == SIZE:
            yield from runs.other_libraries(peers(), document, rounds)
    yield from runs.importing(min(rounds, 20))


def write(results: dict[str, Any]) -> None:
    """Write the results, the picture and the page."""
    folder = DOCS / "performance"
    folder.mkdir(exist_ok=True)
    text = json.dumps(results, ensure_ascii=False, indent=1)
    (folder / "results.json").write_text(f"{text}\n", encoding="utf-8")
    draw(results, folder / "compared.svg")
    (DOCS / "performance.md").write_text(page(results), encoding="utf-8")


def _goal(goal: Goal) -> dict[str, Any]:
    return _rounded({**attrs.asdict(goal), "met": goal.met})


def _rounded(value: Any) -> Any:
    """Four digits say all that a measurement can."""
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    return float(f"{value:.4g}") if isinstance(value, float) else value


if __name__ == "__main__":
    sys.exit(main())
