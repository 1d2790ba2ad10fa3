"""``chart``: a picture of agreements, without a browser."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from medborgarlofte.checking import today
from medborgarlofte.model import Agreement

from ._app import FOUND, OK, command
from ._files import Gathered
from ._help import Section
from ._inputs import day
from ._options import FILES, LANG, SEVERAL_EXAMPLES, files
from ._words import Cannot, Misused, lacking

_KINDS = ("timeline", "indicator", "verdicts", "multiples")


@command(
    "chart",
    Section.MANY,
    ("medborgarlofte chart avtal.json -o tidslinje.svg --on 2026-03-01", "A timeline of one agreement, with a day marked"),
    ("medborgarlofte chart avtal/ --kind verdicts -o omdomen.png", "The verdicts of many, year by year"),
    found="A file could not be read and was passed over.",
    short="Draw a picture of one agreement, or of many.",
)  # fmt: skip
@files()
@SEVERAL_EXAMPLES
@click.option(
    "--kind",
    type=click.Choice(_KINDS),
    default="timeline",
    show_default=True,
    help="Of one agreement: timeline, indicator; of many: verdicts, multiples.",
)
@click.option("--indicator", metavar="NAME", help="The indicator: its id, or its name.")
@click.option(
    "--on",
    metavar="DAY",
    help="The day whose knowledge counts; the timeline marks it.",
)
@LANG
@click.option(
    "-o", "--output", required=True, metavar="PICTURE", shell_complete=FILES,
    help="An .svg or .png file.",
)  # fmt: skip
def chart(
    files: Sequence[str],
    names: Sequence[str],
    kind: str,
    indicator: str | None,
    on: str | None,
    lang: str,
    output: str,
) -> int:
    """Draw the agreement in FILE as a picture, or many agreements as one.

    It needs the extra charts, and neither a browser nor the network.
    """
    if Path(output).suffix.lower() not in (".svg", ".png"):
        raise Misused("bilden är en .svg- eller .png-fil", "the picture is an .svg or a .png file")
    if kind in ("indicator", "multiples") and indicator is None:
        raise Misused(f"--kind {kind} kräver --indicator", f"--kind {kind} needs --indicator")
    gathered = Gathered(files, names, lang)
    agreements = list(gathered)
    if kind in ("timeline", "indicator") and len(agreements) > 1:
        raise Misused(
            f"--kind {kind} är av en överenskommelse", f"--kind {kind} is of one agreement"
        )
    if kind in ("timeline", "indicator") and not agreements:
        raise Cannot("det finns ingen överenskommelse att rita", "there is no agreement to draw")
    try:
        _draw(agreements, kind, indicator or "", on, lang, output)
    except ImportError:
        raise lacking("charts") from None
    return FOUND if gathered.refused else OK


def _draw(
    agreements: Sequence[Agreement],
    kind: str,
    indicator: str,
    on: str | None,
    lang: str,
    output: str,
) -> None:
    from medborgarlofte import charts

    marked = None if on is None else day(on)
    drawn: Any
    if kind == "timeline":
        drawn = charts.timeline(agreements[0], lang=lang, on=marked)
    elif kind == "indicator":
        drawn = charts.indicator_chart(agreements[0], indicator, lang=lang)
    elif kind == "verdicts":
        drawn = charts.verdicts(agreements, lang=lang, on=marked or today())
    else:
        drawn = charts.small_multiples(agreements, indicator, lang=lang)
    charts.save(drawn, output)
