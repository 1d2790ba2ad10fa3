"""``evaluate`` and ``due``: what follows from an agreement, and what is to be done."""

from collections.abc import Callable, Sequence
from typing import Any

import click

from medborgarlofte.display.evaluating import due_page, evaluation_page
from medborgarlofte.evaluation import DueItem, Evaluation, as_data, evaluate, to_ics
from medborgarlofte.format import write_atomically

from ._app import OK, command
from ._files import one_agreement
from ._help import Section
from ._inputs import day
from ._options import EXAMPLE, LANG, ON, OUTPUT, file
from ._screen import Page, print_out
from ._words import Misused, lacking, naming


def _asking(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of both commands."""
    for option in (ON, LANG, EXAMPLE, file(required=False)):
        command = option(command)
    return command


@command(
    "evaluate",
    Section.FOLLOW,
    ("medborgarlofte evaluate avtal.json --on 2025-12-31", "What follows from a file by that day, and why"),
    ("medborgarlofte evaluate --example strangnas --to json --lang en", "The same of an example, as data"),
    short="Tell what follows from a file on a day, and why.",
)  # fmt: skip
@_asking
@click.option(
    "--to", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="For people, or for programs.",
)  # fmt: skip
def evaluating(file: str | None, example: str | None, on: str | None, lang: str, form: str) -> int:
    """Tell what follows from FILE on a day, and why: status, promises, measures, what is due.

    Only what had been told by the day counts; it is the present day in Sweden where --on is
    left out.
    """
    evaluation = _evaluation(file, example, on)
    if form == "json":
        print_out(evaluation.to_dict(lang))
    else:
        Page().show(evaluation_page(evaluation, lang))
    return OK


@command(
    "due",
    Section.FOLLOW,
    ("medborgarlofte due avtal.json", "What is overdue, and what comes next"),
    ("medborgarlofte due avtal.json --to ics -o loften.ics", "The same as a calendar to subscribe to"),
    short="Tell what is overdue and what comes next.",
)  # fmt: skip
@_asking
@click.option(
    "--to", "form", type=click.Choice(["text", "json", "ics"]), default="text",
    show_default=True, help="For people, for programs, or as a calendar.",
)  # fmt: skip
@OUTPUT
def dues(
    file: str | None,
    example: str | None,
    on: str | None,
    lang: str,
    form: str,
    output: str | None,
) -> int:
    """Tell what is overdue in FILE and what comes next, by day.

    A calendar (--to ics) needs the extra calendar.
    """
    if output is not None and form != "ics":
        raise Misused("-o hör till --to ics", "-o is for --to ics")
    due = _evaluation(file, example, on).due
    if form == "ics":
        _put(_calendar(due, lang), output)
    elif form == "json":
        print_out({"due": [as_data(item, lang) for item in due]})
    else:
        Page().show(due_page(due, lang))
    return OK


def _calendar(due: Sequence[DueItem], lang: str) -> bytes:
    try:
        return to_ics(due, lang)
    except ImportError:
        raise lacking("calendar") from None


def _put(data: bytes, output: str | None) -> None:
    if output is None or output == "-":
        click.echo(data, nl=False)
    else:
        with naming(output):
            write_atomically(output, iter((data,)))


def _evaluation(file: str | None, example: str | None, on: str | None) -> Evaluation:
    when = day(on)
    return evaluate(one_agreement(file, example), when)
