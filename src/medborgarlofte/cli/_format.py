"""``schema`` and ``migrate``: the format itself, and files of its older versions."""

from pathlib import Path
from typing import Any

import click

from medborgarlofte.findings import Report, report_schema
from medborgarlofte.findings._wording import shorten
from medborgarlofte.format import examine, json_schema, parse, read_bytes, write
from medborgarlofte.format._compare import (
    compare_schemas,
    is_schema_of_format,
    next_version,
    version_of,
    weight_of,
)

from ._app import FOUND, OK, bytes_of, main, print_out
from ._history import put_out


@main.command()
@click.option("--report", is_flag=True, help="The schema of a report instead.")
@click.option("--since", metavar="FILE", help="Tell what has changed since that schema instead.")
def schema(since: str | None, *, report: bool) -> int:
    """Print the JSON Schema (2020-12) of the format.

    With --since: each difference, and whether together they ask for a patch, minor or major
    version. Exit status: 0 when the version number says so, 1 when it does not.
    """
    if since is not None:
        return _changes(parse(read_bytes(since)))
    print_out(report_schema() if report else json_schema())
    return OK


def _changes(old: Any) -> int:
    """Tell what has changed from the schema *old* to this version's."""
    if not is_schema_of_format(old):
        raise click.ClickException("that is no schema of this format")
    new = json_schema()
    differences = compare_schemas(old, new)
    weight = weight_of(differences)
    for difference in differences:
        click.echo(shorten(str(difference), 200))
    wanted = next_version(version_of(old), weight)
    click.echo(f"{weight.name.lower()}: {wanted} is due, {version_of(new)} it is")
    return OK if version_of(new) == wanted else FOUND


@main.command()
@click.argument("file")
@click.option("-o", "--output", metavar="FILE", help="Write there instead of standard output.")
@click.option("--in-place", is_flag=True, help="Write over FILE itself.")
@click.option("--lang", type=click.Choice(["sv", "en"]), default="sv", show_default=True,
              help="The language of what is told.")  # fmt: skip
def migrate(file: str, output: str | None, lang: str, *, in_place: bool) -> int:
    """Write FILE anew in the present version of the format. - is standard input.

    What was done is told on standard error. Exit status: 0 when it could be converted, 1
    when something keeps it from being an agreement, 2 when the command could not run.
    """
    if in_place and output is not None:
        raise click.UsageError("--in-place writes over FILE: leave --output out")
    if in_place and file == "-":
        raise click.UsageError("--in-place needs a file, not standard input")
    agreement, report = examine(bytes_of(file))
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
