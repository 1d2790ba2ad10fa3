"""Mutation testing: does the suite notice when the code is wrong?

``python tests/mutation`` spoils the code of the packages in one place at a time, by Cosmic Ray's
operators and four of our own (``operators.py``), and runs the tests that coverage says execute
the spoilt statement. A mutant that no test notices *survived*, and is read by a person: it needs
a test, or the code is not needed, or nobody could ever tell the difference (``judged.toml``).

All mutants would take days, so a sample by chance is drawn: as many from each package, and the
whole weighs each package by its number of places. What is written is ``docs/performance/
mutation.json``; every survivor stands there with its place and what is judged of it.

Needs ``pip install cosmic-ray``, and once ``python tests/mutation --learn``: the suite under
coverage, about ten minutes. Then::

    python tests/mutation --seed 1          # a sample of 70 places a package
    python tests/mutation --only values/    # what one may use while writing tests
    python tests/mutation --unspoilt        # that the tests pass as they are run here
"""

import argparse
import datetime as dt
import json
import math
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from covering import KEPT, learn, suite, tests_for
from mutants import PACKAGES, ROOT, Mutant, Site, sample, sites
from trials import Outcome, trials

RESULTS: Final = ROOT / "docs" / "performance" / "mutation.json"
JUDGED: Final = Path(__file__).with_name("judged.toml")
_Z: Final = 1.96


def main() -> int:
    """Draw, try, tell."""
    parser = argparse.ArgumentParser(prog="python tests/mutation", description=__doc__)
    parser.add_argument("--learn", action="store_true", help="which test runs which line")
    parser.add_argument("--unspoilt", action="store_true", help="that every test passes here")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=70, help="places from each package (70)")
    parser.add_argument("--only", default="", help="files whose path begins so; writes nothing")
    parser.add_argument("--again", action="store_true", help="the survivors of the seed, once more")
    parser.add_argument("--budget", type=float, default=40, help="seconds of tests a mutant (40)")
    asked = parser.parse_args()
    KEPT.mkdir(exist_ok=True)
    if asked.learn:
        learn()
        return 0
    if asked.unspoilt:
        return _unspoilt()
    found = {package: sites(package) for package in PACKAGES if package in asked.only + package}
    drawn = [
        mutant
        for package, places in found.items()
        for mutant in sample(places, asked.each, asked.seed)
        if mutant.site.path.startswith(asked.only)
    ]
    if asked.again:
        drawn = [mutant for mutant in drawn if _place(mutant) in _survivors(asked.seed)]
    results = list(_tried(drawn, asked.budget))
    if not asked.only and not asked.again:
        counts = {package: len(places) for package, places in found.items()}
        _keep(asked.seed, _summary(results, counts))
    return 0


def _tried(drawn: list[Mutant], budget: float) -> Iterator[tuple[Mutant, Outcome]]:
    work = ((mutant, tests_for(mutant, budget)) for mutant in drawn)
    for number, (mutant, outcome, word) in enumerate(trials(work), 1):
        yield mutant, outcome
        said = f"{number}/{len(drawn)} {_place(mutant)} {mutant.operator}: {outcome}"
        sys.stdout.write(f"{said}  {word[:100]}\n")
        if outcome in (Outcome.SURVIVED, Outcome.UNTESTED):
            before, after = mutant.change()
            sys.stdout.write(f"    - {before}\n    + {after}\n")
        sys.stdout.flush()


def _unspoilt() -> int:
    """Whether the tests pass as they are run here; else they would seem to kill."""
    nothing = Mutant(Site("unspoilt", 0, 0, ""), "", 0)
    tests = sorted(suite().values(), key=lambda test: test.seconds)
    halves = [(nothing, tests[::2]), (nothing, tests[1::2])]
    outcomes = [(outcome, word) for _, outcome, word in trials(halves)]
    sys.stdout.write(f"{outcomes}\n")
    return any(outcome is not Outcome.SURVIVED for outcome, _ in outcomes)


def _place(mutant: Mutant) -> str:
    return f"{mutant.site.path}:{mutant.site.line}:{mutant.site.column}"


def _survivors(seed: int) -> set[str]:
    kept = json.loads(RESULTS.read_bytes())[f"seed {seed}"]
    return {survivor["at"] for survivor in kept["survivors"]}


def _judgement(mutant: Mutant) -> dict[str, str]:
    before, after = mutant.change()
    for said in tomllib.loads(JUDGED.read_text("utf-8")).get("mutant", ()):
        if (said["file"], said["before"], said["after"]) == (mutant.site.path, before, after):
            return {"judged": said["judged"], "why": said["why"]}
    return {"judged": "open"}


def _summary(results: list[tuple[Mutant, Outcome]], counts: dict[str, int]) -> dict[str, Any]:
    survivors = [
        {
            "at": _place(mutant),
            "operator": mutant.operator,
            "before": mutant.change()[0],
            "after": mutant.change()[1],
            **_judgement(mutant),
        }
        for mutant, outcome in results
        if outcome in (Outcome.SURVIVED, Outcome.UNTESTED)
    ]
    equivalent = Counter(s["at"].split("/")[0] for s in survivors if s["judged"] == "equivalent")
    packages = {
        package: _package(
            Counter(outcome for mutant, outcome in results if mutant.package == package),
            equivalent[package],
            counts[package],
        )
        for package in PACKAGES
    }
    every = sum(counts.values())
    share = sum(p["killed share"] * p["places"] for p in packages.values()) / every
    variance = sum(
        (p["places"] / every) ** 2 * p["killed share"] * (1 - p["killed share"]) / p["judged"]
        for p in packages.values()
    )
    return {
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "sample": len(results),
        "killed share": round(share, 3),
        "95 % interval": [round(share - _Z * math.sqrt(variance), 3),
                          round(min(1, share + _Z * math.sqrt(variance)), 3)],
        "packages": packages,
        "survivors": survivors,
    }  # fmt: skip


def _package(outcomes: Counter[Outcome], equivalent: int, places: int) -> dict[str, Any]:
    lived = outcomes[Outcome.SURVIVED] + outcomes[Outcome.UNTESTED]
    judged = outcomes.total() - equivalent
    return {
        "places": places,
        "sample": outcomes.total(),
        **{outcome.value: outcomes[outcome] for outcome in Outcome},
        "equivalent": equivalent,
        "judged": judged,
        "killed share": round((outcomes.total() - lived) / judged, 3),
    }


def _keep(seed: int, summary: dict[str, Any]) -> None:
    kept = json.loads(RESULTS.read_bytes()) if RESULTS.exists() else {}
    kept[f"seed {seed}"] = summary
    RESULTS.write_text(json.dumps(kept, ensure_ascii=False, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
