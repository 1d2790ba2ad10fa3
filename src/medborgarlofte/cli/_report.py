"""``report``: the page for the public."""

from typing import Literal, cast

import click

from medborgarlofte.display.report import report
from medborgarlofte.format import write_atomically

from ._app import OK, agreements_in, main, print_out
from ._inputs import day


@main.command("report")
@click.argument("file")
@click.option("--to", type=click.Choice(["html", "md"]), default="html", show_default=True,
              help="HTML or Markdown.")  # fmt: skip
@click.option("-o", "--output", metavar="OUT", help="Write there instead of standard output.")
@click.option("--lang", type=click.Choice(["sv", "en"]), help="The language of the page.")
@click.option("--on", metavar="DAY", help="The day whose knowledge counts, YYYY-MM-DD.")
def reporting(file: str, to: str, output: str | None, lang: str | None, on: str | None) -> int:
    """Make a page for the public of the promises in FILE, and how they went. - is standard input.

    What is not for everyone is left out first. Exit status: 0, or 2 when the command could
    not run.
    """
    (agreement,) = agreements_in(file)
    form = cast("Literal['html', 'md']", to)
    page = report(agreement, str(day(on)), lang=lang, to=form)
    if output is None:
        print_out(page)
        return OK
    if output == file:
        raise click.ClickException("that would write over what was read; name another file")
    write_atomically(output, iter((page.encode(),)))
    return OK
