"""``renew`` and ``redact``: an agreement for another time, or for other readers."""

import click

from medborgarlofte.checking import validate
from medborgarlofte.codelists import Sensitivity
from medborgarlofte.findings import shorten
from medborgarlofte.format import write
from medborgarlofte.history import redact, renew
from medborgarlofte.model import Agreement, Withheld
from medborgarlofte.values import Period

from ._app import FOUND, OK, command
from ._files import one_agreement, one_file
from ._help import Section
from ._history import put_out
from ._inputs import day
from ._options import EXAMPLE, LANG, OUTPUT, file
from ._screen import told
from ._words import Misused, naming

_IN_PLACE = click.option("--in-place", is_flag=True, help="Write over FILE itself.")


@command(
    "renew",
    Section.CHANGE,
    ("medborgarlofte renew avtal.json --period 2027/2030 -o nytt.json", "The agreement that follows, for four years"),
    ("medborgarlofte renew --example strangnas --period 2020 --promises unfinished", "Only the promises that were not kept go on"),
    found="The new agreement has findings of error level.",
    short="Make the agreement that follows another.",
)  # fmt: skip
@file(required=False)
@EXAMPLE
@click.option("--period", required=True, help="When the new one is to hold, such as 2027/2030.")
@click.option(
    "--promises", type=click.Choice(["all", "unfinished"]), default="all", show_default=True,
    help="Which promises go on: all, or those that are not judged kept.",
)  # fmt: skip
@click.option("--on", metavar="DAY", help="Judgements and reports later than DAY do not count.")
@click.option("--id", "name", help="The id of the new agreement.")
@click.option("--title", help="Its title.")
@OUTPUT
@_IN_PLACE
@LANG
def renewing(
    file: str | None, example: str | None, period: str, promises: str, on: str | None,
    name: str | None, title: str | None, output: str | None, in_place: bool, lang: str,
) -> int:  # fmt: skip
    """Make a new agreement that renews the one in FILE.

    Follow-ups, signatures and dates stay behind: they belong to the old one. What is left
    behind is told on standard error.
    """
    file, target = _places(file, output, in_place)
    with naming(f"--period {period}"):
        when = Period.parse(period)
    renewal = renew(
        one_agreement(file, example),
        when,
        on=None if on is None else day(on),
        promises="unfinished" if promises == "unfinished" else "all",
        id=name,
        title=title,
    )
    told(f"{shorten(each.pointer, 100)}: {each.why.label(lang)}" for each in renewal.dropped)
    return _finish(renewal.agreement, file, target, in_place, lang)


@command(
    "redact",
    Section.CHANGE,
    ("medborgarlofte redact avtal.json -o offentlig.json", "A copy for everyone"),
    ("medborgarlofte redact --example vasteras --profile partners", "A copy for those who take part"),
    found="The copy has findings of error level.",
    short="Leave out what is not for everyone, and say so.",
)  # fmt: skip
@file(required=False)
@EXAMPLE
@click.option(
    "--profile", type=click.Choice(Sensitivity.codes()), default="public", show_default=True,
    help="Whom the copy is for.",
)  # fmt: skip
@OUTPUT
@_IN_PLACE
@LANG
def redacting(
    file: str | None, example: str | None, profile: str, output: str | None, in_place: bool,
    lang: str,
) -> int:  # fmt: skip
    """Make a copy of FILE for other readers, without what is not for them.

    What is withheld, and why, is told on standard error and in the copy itself
    (record.withheld).
    """
    file, target = _places(file, output, in_place)
    redaction = redact(one_agreement(file, example), profile)
    told(f"{_place(withheld)}: {withheld.reason.label(lang)}" for withheld in redaction.withheld)
    return _finish(redaction.agreement, file, target, in_place, lang)


def _place(withheld: Withheld) -> str:
    place = withheld.place
    words = (place.entity, place.entity_id, place.key)
    return " ".join(shorten(word) for word in words if word is not None)


def _places(file: str | None, output: str | None, in_place: bool) -> tuple[str | None, str | None]:
    """What to read and where to write; told before anything is read."""
    file = None if file is None else one_file(file)
    if not in_place:
        return file, output
    if file is None or file == "-":
        raise Misused(
            "--in-place kräver en fil, inte standard in",
            "--in-place needs a file, not standard input",
        )
    if output is not None:
        raise Misused(
            "--in-place skriver över FIL: utelämna -o", "--in-place writes over FILE: leave -o out"
        )
    return file, file


def _finish(
    agreement: Agreement, file: str | None, target: str | None, in_place: bool, lang: str
) -> int:
    """Write the agreement, and tell what is wrong with it, as it was with what was read."""
    report = validate(agreement, profile="exchange")
    told(
        f"{each.code} {shorten(each.pointer or '/', 100)}: {each.message(lang)}"
        for each in report.errors
    )
    if in_place and target is not None:
        with naming(target):
            write(agreement, target)
    else:
        put_out(agreement, target, kept=() if file is None else (file,))
    return OK if report.ok else FOUND
