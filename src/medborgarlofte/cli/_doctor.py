"""``doctor``: what is there, what is wanting, and how to get it."""

import click
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text as Styled

from medborgarlofte.findings import Words

from ._app import OK, command
from ._health import Health, State, health
from ._help import Section
from ._options import LANG
from ._screen import Page, print_out

_STYLES = {State.WELL: "green", State.ABSENT: "dim", State.OLD: "yellow", State.TOLD: ""}
_SIGNS = {State.WELL: "✓", State.ABSENT: "–", State.OLD: "!", State.TOLD: " "}
_TITLES = {
    "program": Words("Programmet", "The program"),
    "extras": Words("Tillägg", "Extras"),
    "frames": Words(
        "Dataramar för tillägget tables; en räcker", "Data frames for the extra tables; one will do"
    ),
    "terminal": Words("Terminalen", "The terminal"),
    "data": Words("Det som följer med", "What comes with it"),
}


@command(
    "doctor",
    Section.PROGRAM,
    ("medborgarlofte doctor", "What is installed, what is not, and how to get it"),
    ("medborgarlofte doctor --format json --lang en", "The same as data, to go with a report of an error"),
    short="Tell what is installed, and what to install.",
)  # fmt: skip
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="For people, or for programs.",
)  # fmt: skip
@LANG
def doctor(form: str, lang: str) -> int:
    """Tell which extras are there, and what to install for those that are not.

    Also versions, the Python, the terminal, and the data that come with the library. Nothing
    is fetched and nothing is sent. The exit status is 0 whatever is wanting.
    """
    found = health()
    if form == "json":
        print_out(found.as_data(lang))
    else:
        Page().show(*_page(found, lang))
    return OK


def _page(found: Health, lang: str) -> list[RenderableType]:
    parts: list[RenderableType] = []
    for name, facts in found.facts.items():
        if parts:
            parts.append("")
        parts.append(Styled(_TITLES[name].in_language(lang), "bold"))
        table = Table.grid(padding=(0, 1))
        table.add_column(no_wrap=True)
        table.add_column(no_wrap=True, min_width=14)
        table.add_column(overflow="fold")
        for fact in facts:
            style = _STYLES[fact.state]
            said = Styled(fact.value.in_language(lang))
            if fact.advice is not None:
                said.append(f"\n→ {fact.advice.in_language(lang)}", "bold")
            table.add_row(
                Styled(_SIGNS[fact.state], style), Styled(fact.name.in_language(lang)), said
            )
        parts.append(table)
    return parts
