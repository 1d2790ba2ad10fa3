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

MUTANTS_HEAD = """| package | places | tried | noticed | survived | share noticed |
|---|---:|---:|---:|---:|---:|
"""


def pages() -> Iterator[tuple[str, str]]:
    """Every table with its path below docs/."""
    yield "performance/limits.md", limits()
    yield "performance/mutation.md", mutants()


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
    return f"{way['seconds per megabyte']:.2f} | {way['times its size']:.1f}×"


def mutants() -> str:
    """The newest sample of mutants: how many of each package the tests noticed."""
    samples = json.loads((MEASURED / "mutation.json").read_bytes())
    sample = samples[max(samples, key=lambda name: int(name.removeprefix("seed ")))]
    rows = [MUTANTS_HEAD]
    for package, told in sample["packages"].items():
        noticed = told["killed"] + told["crashed at import"] + told["timeout"]
        share = f"{told['killed share']:.0%}".replace("%", " %")
        rows.append(
            f"| `{package}/` | {told['places']} | {told['sample']} | {noticed} "
            f"| {told['survived']} | {share} |\n"
        )
    low, high = (f"{100 * share:.0f}" for share in sample["95 % interval"])
    whole = f"{100 * sample['killed share']:.0f}"
    rows.append(
        f"\nOf all, weighed by the number of places: **{whole} %**, with an interval of 95 % from "
        f"{low} to {high} ({sample['date']}, the sample drawn last).\n"
    )
    return "".join(rows)
