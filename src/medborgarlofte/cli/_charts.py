"""``chart``: a picture of agreements, without a browser."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from medborgarlofte import examples
from medborgarlofte.checking import today
from medborgarlofte.format import loads, read
from medborgarlofte.model import Agreement

from ._app import OK, main
from ._inputs import day

_KINDS = ("timeline", "indicator", "verdicts", "multiples")


@main.command("chart")
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option(
    "--example", "names", multiple=True, metavar="NAME", help="A shipped example instead of a file."
)
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
    help="A day to mark on the timeline; the day that counts as today for verdicts.",
)
@click.option(
    "--lang",
    type=click.Choice(["sv", "en"]),
    default="sv",
    show_default=True,
    help="The language of the words.",
)
@click.option("-o", "--output", required=True, metavar="PICTURE", help="An .svg or .png file.")
def chart(
    files: Sequence[str],
    names: Sequence[str],
    kind: str,
    indicator: str | None,
    on: str | None,
    lang: str,
    output: str,
) -> int:
    """Draw the agreement in FILE as a picture, or many agreements as one. - is standard input."""
    if Path(output).suffix.lower() not in (".svg", ".png"):
        raise click.UsageError("the picture is an .svg or a .png file")
    if kind in ("indicator", "multiples") and indicator is None:
        raise click.UsageError(f"--kind {kind} needs --indicator")
    agreements = _agreements(files, names)
    if kind in ("timeline", "indicator") and len(agreements) > 1:
        raise click.UsageError(f"--kind {kind} is of one agreement")
    try:
        _draw(agreements, kind, indicator or "", on, lang, output)
    except ImportError as error:
        raise click.ClickException(str(error)) from None
    return OK


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


def _agreements(files: Sequence[str], names: Sequence[str]) -> list[Agreement]:
    if not files and not names:
        raise click.UsageError("name a file, - for standard input, or --example NAME")
    return [
        *(examples.load(name) for name in names),
        *(loads(sys.stdin.buffer.read()) if file == "-" else read(file) for file in files),
    ]
