"""``schema`` and ``migrate``: the format itself, and files of its older versions."""

from pathlib import Path

import click

from medborgarlofte.findings import Report, report_schema
from medborgarlofte.format import examine, json_schema, parse, read_bytes, write

from ._app import FOUND, OK, main, print_out
from ._history import put_out


@main.command()
@click.option("--report", is_flag=True, help="The schema of a report instead.")
def schema(*, report: bool) -> int:
    """Print the JSON Schema (2020-12) of the format."""
    print_out(report_schema() if report else json_schema())
    return OK


@main.command()
@click.argument("file")
@click.option("-o", "--output", metavar="FILE", help="Write there instead of standard output.")
@click.option("--in-place", is_flag=True, help="Write over FILE itself.")
@click.option("--lang", type=click.Choice(["sv", "en"]), default="sv", show_default=True,
              help="The language of what is told.")  # fmt: skip
def migrate(file: str, output: str | None, lang: str, *, in_place: bool) -> int:
    """Write FILE anew in the present version of the format.

    What was done is told on standard error. Exit status: 0 when it could be converted, 1
    when something keeps it from being an agreement, 2 when the command could not run.
    """
    agreement, report = examine(parse(read_bytes(file)))
    _tell(report, lang)
    if agreement is None:
        return FOUND
    if in_place:
        write(agreement, Path(file))
    else:
        put_out(agreement, output, kept=(file,))
    return OK


def _tell(report: Report, lang: str) -> None:
    for finding in report:
        click.echo(f"{finding.code} {finding.pointer or '/'}: {finding.message(lang)}", err=True)
