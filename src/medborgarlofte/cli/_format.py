"""``schema`` and ``migrate``: the format itself, and files of its older versions."""

from typing import Any

import click

from medborgarlofte.findings import AgreementError, Report, report_schema, shorten
from medborgarlofte.format import examine, json_schema, parse, read_bytes, write
from medborgarlofte.format._compare import (
    compare_schemas,
    is_schema_of_format,
    next_version,
    version_of,
    weight_of,
)

from ._app import FOUND, OK, command
from ._files import asked, bytes_of, is_lines
from ._help import Section
from ._history import put_out
from ._options import FILES, LANG, OUTPUT, files
from ._screen import print_out, told, with_progress
from ._start import is_advice, without_advice
from ._words import LANGUAGES, Cannot, Misused, naming


@command(
    "schema",
    Section.FORMAT,
    ("medborgarlofte schema > medborgarlofte.schema.json", "The JSON Schema of the format, to a file"),
    ("medborgarlofte schema --report", "The schema of what check --format json prints"),
    ("medborgarlofte schema --since aldre.schema.json", "What has changed since an older one"),
    found="With --since: the version number does not say what has changed.",
    short="Print the JSON Schema of the format.",
)  # fmt: skip
@click.option("--report", is_flag=True, help="The schema of a report instead.")
@click.option("--since", metavar="FILE", shell_complete=FILES,
              help="Tell what has changed since that schema instead.")  # fmt: skip
@LANG
def schema(since: str | None, lang: str, *, report: bool) -> int:  # noqa: ARG001  # the help asks for it
    """Print the JSON Schema (2020-12) of the format.

    With --since: each difference, and whether together they ask for a patch, minor or major
    version. That is for those who write tools, and in English.
    """
    if since is not None:
        with naming(since):
            old = parse(read_bytes(since))
        return _changes(old)
    print_out(report_schema() if report else json_schema())
    return OK


def _changes(old: Any) -> int:
    """Tell what has changed from the schema *old* to this version's."""
    if not is_schema_of_format(old):
        raise Cannot("det är inget schema för formatet", "that is no schema of this format")
    new = json_schema()
    differences = compare_schemas(old, new)
    weight = weight_of(differences)
    for difference in differences:
        click.echo(shorten(str(difference), 200))
    wanted = next_version(version_of(old), weight)
    click.echo(f"{weight.name.lower()}: {wanted} is due, {version_of(new)} it is")
    return OK if version_of(new) == wanted else FOUND


@command(
    "migrate",
    Section.FORMAT,
    ("medborgarlofte migrate gammal.json -o ny.json", "An older file in the present version"),
    ("medborgarlofte migrate avtal/ --in-place", "Every file in a folder, written over"),
    ("medborgarlofte migrate loften.json --in-place --without-guidance", "A file of `medborgarlofte new`, without its advice"),
    found="Something keeps a file from being an agreement; it is left as it was.",
    short="Write files anew in the present version of the format.",
)  # fmt: skip
@files("words")
@OUTPUT
@click.option("--in-place", is_flag=True, help="Write over each FILE itself.")
@click.option("--without-guidance", is_flag=True, help="Leave out the advice of a starting file.")
@LANG
def migrate(
    words: tuple[str, ...], output: str | None, lang: str, *, in_place: bool, without_guidance: bool
) -> int:
    """Write each FILE anew in the present version of the format.

    What was done is told on standard error. Several files need --in-place.
    """
    found = asked(words)
    _agree(found, output, in_place=in_place)
    well = [
        _migrated(file, found, output, lang, in_place, without_guidance)
        for file in with_progress(found)
    ]
    return OK if all(well) else FOUND


def _agree(found: list[str], output: str | None, *, in_place: bool) -> None:
    """Whether what was asked for can be, before anything is read."""
    if in_place and output is not None:
        raise Misused(
            "--in-place skriver över FIL: utelämna --output",
            "--in-place writes over FILE: leave --output out",
        )
    if in_place and "-" in found:
        raise Misused(
            "--in-place kräver en fil, inte standard in",
            "--in-place needs a file, not standard input",
        )
    if len(found) > 1 and not in_place:
        raise Misused("flera filer kräver --in-place", "several files need --in-place")
    if any(map(is_lines, found)):
        raise Misused("migrate tar inga JSON Lines-filer", "migrate takes no JSON Lines files")


def _migrated(
    file: str, found: list[str], output: str | None, lang: str, in_place: bool, bare: bool
) -> bool:
    """Whether *file* could be written anew."""
    beside = f"{shorten(file, 200)}: " if len(found) > 1 else ""
    try:
        agreement, report = examine(bytes_of(file))
    except AgreementError as error:
        if len(found) > 1:
            _tell(error.report, lang, beside)
            return False
        first = error.report.findings[0]
        name = shorten(file, 200)
        raise Cannot(*(f"{name}: {first.message(lang)}" for lang in LANGUAGES)) from None
    if agreement is not None and bare:
        agreement = without_advice(agreement)
        report = Report(finding for finding in report if not is_advice(finding.pointer))
    _tell(report, lang, beside)
    if agreement is None:
        return False
    if in_place:
        with naming(file):
            write(agreement, file)
    else:
        put_out(agreement, output, kept=(file,))
    return True


def _tell(report: Report, lang: str, beside: str) -> None:
    told(f"{beside}{each.code} {each.pointer or '/'}: {each.message(lang)}" for each in report)
