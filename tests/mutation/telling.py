"""What came of a sample: counted, held against what has been judged of the survivors, kept."""

import datetime as dt
import json
import math
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any, Final

from mutants import PACKAGES, ROOT, Mutant
from trials import Outcome

RESULTS: Final = ROOT / "docs" / "performance" / "mutation.json"
JUDGED: Final = Path(__file__).with_name("judged.toml")
LIVED: Final = (Outcome.SURVIVED, Outcome.UNTESTED)
_Z: Final = 1.96


def kept() -> dict[str, Any]:
    """The samples that have been tried, by name."""
    return json.loads(RESULTS.read_bytes()) if RESULTS.exists() else {}


def place(mutant: Mutant) -> str:
    """Where it stands, with the line and the column."""
    return f"{mutant.site.path}:{mutant.site.line}:{mutant.site.column}"


def keep(seed: int, results: list[tuple[Mutant, Outcome]], places: dict[str, int]) -> None:
    """Write the sample, beside those that there are."""
    told = [
        {
            "at": place(mutant),
            "operator": mutant.operator,
            "before": mutant.change()[0],
            "after": mutant.change()[1],
        }
        for mutant, outcome in results
        if outcome in LIVED
    ]
    counted = {
        package: Counter(outcome.value for mutant, outcome in results if mutant.package == package)
        for package in PACKAGES
    }
    sample = {
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "packages": {
            package: {
                "places": places[package],
                "sample": counts.total(),
                **{outcome.value: counts[outcome.value] for outcome in Outcome},
            }
            for package, counts in counted.items()
        },
        "survivors": told,
    }
    write({**kept(), f"seed {seed}": sample})


def write(samples: dict[str, Any]) -> None:
    """Write all *samples*, judged anew by what is said in ``judged.toml``."""
    said = {
        (each["file"], each["before"], each["after"]): each
        for each in tomllib.loads(JUDGED.read_text("utf-8"))["mutant"]
    }
    for sample in samples.values():
        for survivor in sample["survivors"]:
            key = survivor["at"].split(":")[0], survivor["before"], survivor["after"]
            judgement = said.get(key, {"judged": "open"})
            survivor |= {name: judgement[name] for name in ("judged", "why") if name in judgement}
        _reckon(sample)
    RESULTS.write_text(json.dumps(samples, ensure_ascii=False, indent=2) + "\n", "utf-8")


def _reckon(sample: dict[str, Any]) -> None:
    """Shares of what could be killed: of the mutants that are not just the same."""
    packages = sample["packages"]
    same = Counter(
        each["at"].split("/")[0] for each in sample["survivors"] if each["judged"] == "equivalent"
    )
    share = variance = 0.0
    every = sum(figures["places"] for figures in packages.values())
    for package, figures in packages.items():
        figures["equivalent"] = same[package]
        real = figures["sample"] - same[package]
        killed = figures["sample"] - sum(figures[outcome.value] for outcome in LIVED)
        figures["killed share"] = round(killed / real, 3)
        weight = figures["places"] / every
        share += weight * killed / real
        variance += weight**2 * (killed + 1) * (real - killed + 1) / ((real + 2) ** 2 * (real + 3))
    half = _Z * math.sqrt(variance)
    sample["killed share"] = round(share, 3)
    sample["95 % interval"] = [round(share - half, 3), round(min(1.0, share + half), 3)]
