"""``check``, ``show`` and ``explain``: what people and programs ask of a file."""

from typing import Any

import click

from medborgarlofte.display.explaining import rule_page
from medborgarlofte.display.machine import FORMATS, as_json
from medborgarlofte.display.terminal import agreement_page, report_page
from medborgarlofte.findings import all_rules, rule_for

from ._app import FOUND, OK, console, main, print_out
from ._inputs import asked_for, checked, day, reading_options


@main.command()
@reading_options
@click.option(
    "--format", "form", type=click.Choice(["text", *FORMATS]), default="text", show_default=True,
    help="For people, or for programs.",
)  # fmt: skip
def check(form: str, **asked: Any) -> int:
    """Tell all that is wrong with each FILE, or wanting. - is standard input."""
    inputs, lang = asked_for(asked)
    if form == "text":
        page = console()
        for item in inputs:
            page.print(report_page(item.name, item.report, lang, item.places, item.agreement))
    else:
        print_out(FORMATS[form](checked(inputs), lang))
    return OK if all(item.report.ok for item in inputs) else FOUND


@main.command()
@reading_options
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="For people, or for programs.",
)  # fmt: skip
def show(form: str, **asked: Any) -> int:
    """Show each FILE as a readable page. - is standard input."""
    inputs, lang = asked_for(asked)
    on = day(asked["on"])
    if form == "json":
        print_out({**as_json(checked(inputs), lang), "agreements": [i.tree for i in inputs]})
    else:
        page = console()
        for item in inputs:
            if item.agreement is None:
                page.print(report_page(item.name, item.report, lang, item.places))
            else:
                page.print(agreement_page(item.agreement, item.report, on, lang))
    return OK if all(item.report.ok for item in inputs) else FOUND


@main.command()
@click.argument("code")
@click.option("--lang", type=click.Choice(["sv", "en"]), default="sv", show_default=True)
def explain(code: str, lang: str) -> int:
    """Explain the rule CODE: what it finds, why, and how it is mended."""
    try:
        rule = rule_for(code.upper())
    except KeyError:
        known = ", ".join(rule.code for rule in all_rules())
        raise click.ClickException(f"no rule has that code; there are {known}") from None
    console().print(rule_page(rule, lang))
    return OK
