"""``check``, ``show`` and ``explain``: what people and programs ask of a file."""

from collections import Counter
from pathlib import Path
from typing import Any

import click

from medborgarlofte.bulk import check_lines
from medborgarlofte.display.explaining import rule_page
from medborgarlofte.display.machine import FORMATS, Checked, as_json
from medborgarlofte.display.terminal import agreement_page, report_page
from medborgarlofte.findings import all_rules, rule_for

from ._app import FOUND, OK, console, main, print_out
from ._inputs import asked_for, checked, day, profile_of, reading_options
from ._tables import is_lines, progress_of


@main.command()
@reading_options
@click.option(
    "--format", "form", type=click.Choice(["text", *FORMATS]), default="text", show_default=True,
    help="For people, or for programs.",
)  # fmt: skip
@click.option(
    "--workers", type=click.IntRange(1, 256), default=1, show_default=True,
    help="Processes that work on a JSON Lines file.",
)  # fmt: skip
def check(form: str, workers: int, **asked: Any) -> int:
    """Tell all that is wrong with each FILE, or wanting. - is standard input.

    A JSON Lines file (.jsonl) is checked line by line: of each line that has something of
    error level all is told, of the others how often each rule was broken.
    """
    if any(map(is_lines, asked["files"])):
        return _check_lines(form, workers, asked)
    inputs, lang = asked_for(asked)
    if form == "text":
        page = console()
        for item in inputs:
            page.print(report_page(item.name, item.report, lang, item.places, item.agreement))
    else:
        print_out(FORMATS[form](checked(inputs), lang))
    return OK if all(item.report.ok for item in inputs) else FOUND


def _check_lines(form: str, workers: int, asked: dict[str, Any]) -> int:
    """Check the one file of many agreements, and tell of them as they come."""
    if len(asked["files"]) > 1 or asked["names"]:
        raise click.UsageError("a JSON Lines file comes alone")
    (file,), lang = asked["files"], asked["lang"]
    page, told, counts = console(), [], Counter[str]()
    status = OK
    with progress_of(file) as bar:
        task = bar.add_task("", total=Path(file).stat().st_size if Path(file).is_file() else None)
        lines = check_lines(file, workers=workers, profile=profile_of(asked), on=day(asked["on"]))
        for line in lines:
            bar.update(task, completed=line.end)
            counts.update(finding.code for finding in line.report)
            if form != "text":
                told.append(Checked(file, line.report, {}))
            elif not line.report.ok:
                name = f"{'rad' if lang == 'sv' else 'line'} {line.line}"
                page.print(report_page(name, line.report, lang, {}))
            status = status if line.report.ok else FOUND
    if form == "text":
        for code, count in counts.most_common():
            page.print(f"{count:8} {code} {rule_for(code).name}")
    else:
        print_out(FORMATS[form](told, lang))
    return status


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
