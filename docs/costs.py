"""Measures anew what the dependencies cost, in docs/dependencies.md: ``python docs/costs.py``.

The time is that of ``import`` in a fresh Python, the median of eleven; where a package needs
others, theirs is in it. The size is that of its files and of all that it pulls, as installed.
"""

import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

PAGE = Path(__file__).resolve().parent / "dependencies.md"
ROW = re.compile(
    r"^\| \[([\w-]+)\]\((.*?)\) \| (.*?) \| `([\w.]+)` \| [^|]* \| [^|]* \|$", re.MULTILINE
)
TIMES = 11


def milliseconds(module: str) -> float:
    """How long it takes to import *module* in a fresh interpreter."""
    code = f"import time; t = time.perf_counter(); import {module}; print(time.perf_counter() - t)"
    runs = (subprocess.check_output([sys.executable, "-c", code]) for _ in range(TIMES))  # noqa: S603
    return statistics.median(map(float, runs)) * 1000


def pulled(name: str, found: set[str] | None = None) -> set[str]:
    """*name* and every distribution that it needs here, without extras."""
    found = set() if found is None else found
    for need in distribution(name).requires or ():
        asked = Requirement(need)
        if asked.marker is None or asked.marker.evaluate({"extra": ""}):
            other = asked.name.lower().replace("_", "-")
            if other not in found:
                found.add(other)
                pulled(other, found)
    return {name, *found}


def sizes(names: set[str]) -> Iterator[int]:
    """The bytes of every file of the distributions."""
    for name in names:
        try:
            files = distribution(name).files or ()
        except PackageNotFoundError:
            continue
        yield from (path.stat().st_size for f in files if (path := Path(str(f.locate()))).is_file())


def row(found: re.Match[str]) -> str:
    """One row of the page with its costs measured."""
    name, link, why, module = found.groups()
    names = pulled(name)
    others = ", ".join(sorted(names - {name}))
    size = f"{sum(sizes(names)) / 1e6:.1f} MB{f', with {others}' if others else ''}"
    return f"| [{name}]({link}) | {why} | `{module}` | {milliseconds(module):.0f} ms | {size} |"


if __name__ == "__main__":
    PAGE.write_text(ROW.sub(row, PAGE.read_text("utf-8")), encoding="utf-8")
