"""``evaluate`` and ``due``: what follows from an agreement, and what is to be done."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from medborgarlofte import examples
from medborgarlofte.display.evaluating import due_page, evaluation_page
from medborgarlofte.evaluation import DueItem, Evaluation, as_data, evaluate, to_ics
from medborgarlofte.findings import AgreementError
from medborgarlofte.format import loads, read
from medborgarlofte.model import Agreement
from medborgarlofte.values import PartialDate, Precision

from ._app import OK, console, main, print_out


def _asking(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of both commands."""
    for option in (
        click.option("--on", metavar="DAY", help="The day that counts as today, YYYY-MM-DD."),
        click.option(
            "--lang", type=click.Choice(["sv", "en"]), default="sv", show_default=True,
            help="The language of what is shown.",
        ),
        click.option("--example", metavar="NAME", help="A shipped example instead of a file."),
        click.argument("file", required=False),
    ):  # fmt: skip
        command = option(command)
    return command


@main.command("evaluate")
@_asking
@click.option(
    "--to", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="For people, or for programs.",
)  # fmt: skip
def evaluating(file: str | None, example: str | None, on: str | None, lang: str, form: str) -> int:
    """Tell what follows from FILE on a day, and why: status, promises, measures, what is due.

    - is standard input. Only what had been told by the day counts; it is the present day
    in Sweden where --on is left out.
    """
    evaluation = _evaluation(file, example, on)
    if form == "json":
        print_out(evaluation.to_dict(lang))
    else:
        console().print(evaluation_page(evaluation, lang))
    return OK


@main.command("due")
@_asking
@click.option(
    "--to", "form", type=click.Choice(["text", "json", "ics"]), default="text",
    show_default=True, help="For people, for programs, or as a calendar.",
)  # fmt: skip
@click.option("-o", "--output", metavar="OUT", help="Write there instead of standard output.")
def dues(
    file: str | None,
    example: str | None,
    on: str | None,
    lang: str,
    form: str,
    output: str | None,
) -> int:
    """Tell what is overdue in FILE and what comes next, by day. - is standard input."""
    due = _evaluation(file, example, on).due
    if form == "ics":
        _put(_calendar(due, lang), output)
    elif output is not None:
        raise click.UsageError("-o is for --to ics")
    elif form == "json":
        print_out({"due": [as_data(item, lang) for item in due]})
    else:
        console().print(due_page(due, lang))
    return OK


def _calendar(due: Sequence[DueItem], lang: str) -> bytes:
    try:
        return to_ics(due, lang)
    except ImportError as error:
        raise click.ClickException(str(error)) from None


def _put(data: bytes, output: str | None) -> None:
    if output is None:
        click.echo(data, nl=False)
    else:
        Path(output).write_bytes(data)


def _evaluation(file: str | None, example: str | None, on: str | None) -> Evaluation:
    day = None if on is None else _day(on)
    return evaluate(_agreement(file, example), day)


def _day(text: str) -> PartialDate:
    try:
        day = PartialDate.parse(text)
    except AgreementError:
        day = None
    if day is None or day.precision is not Precision.DAY:
        raise click.BadParameter("a day is written YYYY-MM-DD", param_hint="--on")
    return day


def _agreement(file: str | None, example: str | None) -> Agreement:
    if (file is None) is (example is None):
        raise click.UsageError("name a file, - for standard input, or --example NAME")
    if example is not None:
        return examples.load(example)
    return loads(sys.stdin.buffer.read()) if file == "-" else read(str(file))
