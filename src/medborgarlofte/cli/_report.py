"""``report``: the page for the public."""

from typing import Literal, cast

import click

from medborgarlofte.checking import validate
from medborgarlofte.display.report import report
from medborgarlofte.format import write_atomically

from ._app import OK, command
from ._files import one_agreement, one_file
from ._help import Section, asked_language
from ._history import spare
from ._inputs import day
from ._options import EXAMPLE, OUTPUT, file
from ._screen import print_out
from ._unready import tell_unready
from ._words import LANGUAGES, naming


@command(
    "report",
    Section.FOLLOW,
    ("medborgarlofte report avtal.json -o sida.html", "The page for the public, as one HTML file"),
    ("medborgarlofte report --example strangnas --to md --lang sv", "As Markdown, in Swedish"),
    short="Make the page for the public.",
)
@file(required=False)
@EXAMPLE
@click.option("--to", type=click.Choice(["html", "md"]), default="html", show_default=True,
              help="HTML or Markdown.")  # fmt: skip
@OUTPUT
@click.option("--lang", type=click.Choice(LANGUAGES),
              help="The language of the page; that of the agreement where it is left out.")  # fmt: skip
@click.option("--on", metavar="DAY", help="The day whose knowledge counts, YYYY-MM-DD.")
def reporting(
    file: str | None, example: str | None, to: str, output: str | None, lang: str | None,
    on: str | None,
) -> int:  # fmt: skip
    """Make a page for the public of the promises in FILE, and how they went.

    What is not for everyone is left out first. The page is one file, with nothing to fetch
    from elsewhere.
    """
    file = None if file is None else one_file(file)
    form = cast("Literal['html', 'md']", to)
    agreement, known = one_agreement(file, example), day(on)
    page = report(agreement, str(known), lang=lang, to=form)
    if file is not None:  # the examples are what they are
        found = validate(agreement, profile="publish", on=known)
        tell_unready(file, found, lang or asked_language(click.get_current_context()))
    if output is None or output == "-":
        print_out(page)
        return OK
    spare(output, *([] if file is None else [file]))
    with naming(output):
        write_atomically(output, iter((page.encode(),)))
    return OK
