"""``overview``: many agreements at a glance."""

from collections.abc import Iterator

import click
from rich.table import Table
from rich.text import Text as Styled

from medborgarlofte.display.views import html, markdown
from medborgarlofte.evaluation import By, Overview, Result, Shares
from medborgarlofte.evaluation.overview import group_label, overview
from medborgarlofte.findings import Words, shorten

from ._app import FOUND, OK, command
from ._files import Gathered
from ._help import Section
from ._inputs import day
from ._options import LANG, SEVERAL_EXAMPLES, files
from ._screen import Page, print_out


@command(
    "overview",
    Section.MANY,
    ("medborgarlofte overview avtal/ --by county", "What came of the promises, county by county"),
    ("medborgarlofte overview register.jsonl --to json", "The same of a JSON Lines file, as data"),
    found="A file or a line could not be read and was passed over; which is told on standard error.",
    short="Count what came of the promises in many agreements.",
)  # fmt: skip
@files("words")
@SEVERAL_EXAMPLES
@click.option("--by", type=click.Choice([by.value for by in By]), default="municipality",
              show_default=True, help="What the promises are grouped by.")  # fmt: skip
@click.option("--to", type=click.Choice(["text", "json", "html", "md"]), default="text",
              show_default=True, help="For people, or for programs.")  # fmt: skip
@click.option("--on", metavar="DAY", help="The day whose knowledge counts, YYYY-MM-DD.")
@LANG
def over(
    words: tuple[str, ...], names: tuple[str, ...], by: str, to: str, on: str | None, lang: str
) -> int:
    """Count what came of the promises in each FILE."""
    gathered = Gathered(words, names, lang)
    found = overview(gathered, None if on is None else str(day(on)))
    if to == "html":
        print_out(f"{html(found, lang)}\n")
    elif to == "md":
        print_out(markdown(found, lang))
    elif to == "json":
        print_out(_as_data(found, by))
    else:
        Page().show(_page(found, by, lang), *_repeated(found, lang))
    return FOUND if gathered.refused else OK


def _as_data(found: Overview, by: str) -> dict[str, object]:
    groups = {name: _counts(shares) for name, shares in found.by(by).items()}
    return {
        "agreements": found.agreements,
        "total": _counts(found.total),
        "by": by,
        "groups": groups,
        "in_several_groups": found.several[By(by)],
        "repeated": found.repeated,
    }


def _counts(shares: Shares) -> dict[str, int]:
    return {"promises": shares.promises, **{r.value: shares.counts.get(r, 0) for r in Result}}


def _page(found: Overview, by: str, lang: str) -> Table:
    table = Table(box=None, padding=(0, 1), pad_edge=False)
    table.add_column("", no_wrap=True, min_width=12, overflow="ellipsis")
    table.add_column("löften" if lang == "sv" else "promises", justify="right")
    for result in Result:
        table.add_column(result.label(lang), justify="right", overflow="fold")
    for name, shares in found.by(by).items():
        table.add_row(*_row(group_label(by, name, lang), shares))
    table.add_section()
    table.add_row(*_row("alla" if lang == "sv" else "all", found.total), style="bold")
    return table


def _repeated(found: Overview, lang: str) -> Iterator[Styled]:
    """The ids that several agreements have: perhaps one of them was counted twice."""
    if found.repeated:
        ids = ", ".join(f"{shorten(name)} ×{n}" for name, n in found.repeated.items())
        said = Words(
            "Samma id flera gånger, alla räknade", "The same id several times, all counted"
        )
        yield Styled(f"{said.in_language(lang)}: {ids}")


def _row(name: str, shares: Shares) -> list[str]:
    counts = (shares.counts.get(result, 0) for result in Result)
    return [name, str(shares.promises), *(str(count) if count else "–" for count in counts)]
