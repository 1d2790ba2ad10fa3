"""Figures that were measured, as the tables that pages include."""

import json
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

MEASURED = Path(__file__).resolve().parent / "performance"

LIMITS_HEAD = """| shape of the document | `loads`, s/MB | its size | `validate`, s/MB | its size |
|---|---:|---:|---:|---:|
"""


def pages() -> Iterator[tuple[str, str]]:
    """Every table with its path below docs/."""
    yield "performance/limits.md", limits()


def limits() -> str:
    """Seconds and memory of the costliest inputs."""
    measured = json.loads((MEASURED / "limits.json").read_bytes())
    rows = [LIMITS_HEAD]
    for case, ways in groupby(measured, itemgetter("case")):
        cells = "".join(f" {figures(way)} |" for way in ways)
        rows.append(f"| {case} |{cells}\n")
    return "".join(rows)


def figures(way: dict[str, Any]) -> str:
    """The two cells of one way of asking."""
    return f"{way['seconds per megabyte']:.2f} | {way['times its size']:.0f}×"
