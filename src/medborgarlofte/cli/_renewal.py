"""``renew`` and ``redact``: an agreement for another time, or for other readers."""

import click

from medborgarlofte.checking import validate
from medborgarlofte.codelists import Sensitivity
from medborgarlofte.findings import shorten
from medborgarlofte.format import write
from medborgarlofte.history import redact, renew
from medborgarlofte.model import Agreement, Withheld

from ._app import FOUND, OK, agreements_in, main
from ._history import put_out
from ._inputs import day

_OUTPUT = click.option(
    "-o", "--output", metavar="OUT", help="Write there instead of standard output."
)
_IN_PLACE = click.option("--in-place", is_flag=True, help="Write over FILE itself.")
_LANG = click.option(
    "--lang", type=click.Choice(["sv", "en"]), default="sv", show_default=True,
    help="The language of what is told.",
)  # fmt: skip


@main.command("renew")
@click.argument("file")
@click.option("--period", required=True, help="When the new one is to hold, such as 2027/2030.")
@click.option(
    "--promises", type=click.Choice(["all", "unfinished"]), default="all", show_default=True,
    help="Which promises go on: all, or those that are not judged kept.",
)  # fmt: skip
@click.option("--on", metavar="DAY", help="Judgements and reports later than DAY do not count.")
@click.option("--id", "name", help="The id of the new agreement.")
@click.option("--title", help="Its title.")
@_OUTPUT
@_IN_PLACE
@_LANG
def renewing(
    file: str, period: str, promises: str, on: str | None, name: str | None, title: str | None,
    output: str | None, in_place: bool, lang: str,
) -> int:  # fmt: skip
    """Make a new agreement that renews the one in FILE. - is standard input.

    What is left behind is told on standard error. Exit status: 0, or 1 when the new
    agreement has findings of error level, or 2 when the command could not run.
    """
    target = _target(file, output, in_place)
    renewal = renew(
        _read(file),
        period,
        on=None if on is None else day(on),
        promises="unfinished" if promises == "unfinished" else "all",
        id=name,
        title=title,
    )
    for dropped in renewal.dropped:
        click.echo(f"{shorten(dropped.pointer, 100)}: {dropped.why.label(lang)}", err=True)
    return _finish(renewal.agreement, file, target, in_place, lang)


@main.command("redact")
@click.argument("file")
@click.option(
    "--profile", type=click.Choice(Sensitivity.codes()), default="public", show_default=True,
    help="Whom the copy is for.",
)  # fmt: skip
@_OUTPUT
@_IN_PLACE
@_LANG
def redacting(file: str, profile: str, output: str | None, in_place: bool, lang: str) -> int:
    """Make a copy of FILE for other readers, without what is not for them. - is standard input.

    What is withheld, and why, is told on standard error and in the copy itself
    (record.withheld). Exit status: 0, or 1 when the copy has findings of error level,
    or 2 when the command could not run.
    """
    target = _target(file, output, in_place)
    redaction = redact(_read(file), profile)
    for withheld in redaction.withheld:
        click.echo(f"{_place(withheld)}: {withheld.reason.label(lang)}", err=True)
    return _finish(redaction.agreement, file, target, in_place, lang)


def _place(withheld: Withheld) -> str:
    place = withheld.place
    words = (place.entity, place.entity_id, place.key)
    return " ".join(shorten(word) for word in words if word is not None)


def _target(file: str, output: str | None, in_place: bool) -> str | None:
    """Where to write; told before anything is read."""
    if not in_place:
        return output
    if file == "-":
        raise click.UsageError("--in-place needs a file, not standard input")
    if output is not None:
        raise click.UsageError("--in-place writes over FILE: leave -o out")
    return file


def _read(file: str) -> Agreement:
    (agreement,) = agreements_in(file)
    return agreement


def _finish(agreement: Agreement, file: str, target: str | None, in_place: bool, lang: str) -> int:
    """Write the agreement, and tell what is wrong with it, as it was with what was read."""
    report = validate(agreement, profile="exchange")
    for finding in report.errors:
        where = shorten(finding.pointer or "/", 100)
        click.echo(f"{finding.code} {where}: {finding.message(lang)}", err=True)
    if in_place and target is not None:
        write(agreement, target)
    else:
        put_out(agreement, target, kept=(file,))
    return OK if report.ok else FOUND
