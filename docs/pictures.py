"""Draws the pictures of charts.md anew: ``python docs/pictures.py``.

The figures of indicators are made up; the agreements are the shipped examples.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from medborgarlofte import Agreement, Indicator, Observation, Party, Target, examples
from medborgarlofte.charts import indicator_chart, save, small_multiples, timeline, verdicts

PICTURES = Path(__file__).resolve().parent / "pictures"


def pictures() -> Iterator[tuple[str, Any]]:
    """Every picture with its name."""
    yield "chart-timeline-strangnas", timeline(examples.load("strangnas"))
    yield "chart-timeline-trosa", timeline(examples.load("trosa"), lang="en")
    yield "chart-indicator", indicator_chart(exempelstad(), "andel-trygga-pa-torget")
    every = [examples.load(name) for name in examples.names()]
    yield "chart-verdicts", verdicts(every, on="2025-12-31")
    yield "chart-multiples", small_multiples(towns(), "Andel trygga", lang="en", columns=2)


def exempelstad() -> Agreement:
    """The agreement that charts.md builds."""
    safe = Indicator(
        name={"sv": "Andel trygga på torget", "en": "Share who feel safe in the square"},
        unit="procent",
        direction="up",
        baseline=Observation(value="54.5", period="2019", margin_of_error="3.1"),
        targets=[Target(value=70, due="2025")],
        observations=[
            Observation(value="57.25", period="2020", margin_of_error="2.9"),
            Observation(missing="too_few", period="2021"),
            Observation(value="61.5", period="2022-H1", margin_of_error="2.7"),
            Observation(value=66, period="2023-10", margin_of_error="2.5"),
        ],
    )
    return Agreement(title="Exempelstad", kind="cooperation_agreement", indicators=[safe])


def towns() -> Iterator[Agreement]:
    """Four made-up agreements with one indicator."""
    figures = {"A": (61, 62, None, 66), "B": (70, 68, 71, 75), "C": (74, None, None, 78)}
    for letter, values in {**figures, "D": (52, 54, 57, 56)}.items():
        first, *later = values
        observed = [
            Observation(missing="not_measured", period=f"{year}")
            if value is None
            else Observation(value=value, period=f"{year}", margin_of_error=2)
            for year, value in enumerate(later, start=2020)
        ]
        indicator = Indicator(
            name={"sv": "Andel trygga", "en": "Share who feel safe"},
            unit={"sv": "procent", "en": "per cent"},
            direction="up",
            baseline=Observation(value=first, period="2019"),
            targets=[Target(value=first + 10, due="2024")],
            observations=observed,
        )
        yield Agreement(
            title=f"Exempelstad {letter}",
            kind="cooperation_agreement",
            parties=[Party(name=f"Exempelstad {letter}", kind="municipality")],
            indicators=[indicator],
        )


def main() -> int:
    """Draw them all."""
    PICTURES.mkdir(exist_ok=True)
    for name, chart in pictures():
        save(chart, PICTURES / f"{name}.svg")
    return 0


if __name__ == "__main__":
    sys.exit(main())
