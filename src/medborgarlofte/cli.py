"""The command line: thin, quiet, and clear about what went wrong."""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

import click
from attrs import evolve, frozen
from rich.console import Console

from . import __version__, examples
from .checking import PROFILES, Profile, today, validate
from .display.machine import FORMATS, Checked, as_json
from .display.terminal import agreement_page, report_page
from .findings import AgreementError, Report, all_rules, rule_for
from .format import read_bytes
from .format._files import reason
from .format._locate import locate
from .model import Agreement
from .values import PartialDate

OK, FOUND, CANNOT = 0, 1, 2
"""Exit statuses: nothing of error level, something, and could not run."""

_NAME: Final = "medborgarlofte"


def run(argv: Sequence[str] | None = None) -> int:  # noqa: PLR0911  # one return a way to end
    """Run the command line with *argv* and return its exit status."""
    try:
        result = main.main(
            args=None if argv is None else list(argv), prog_name=_NAME, standalone_mode=False
        )
    except click.exceptions.Exit as stop:
        return int(stop.exit_code)
    except click.Abort:
        return _cannot("avbrutet, interrupted")
    except click.ClickException as error:
        return _cannot(error.format_message())
    except AgreementError as error:
        return _cannot(error.report.findings[0].message("en"))
    except BrokenPipeError:
        sys.stderr.close()  # the reader has gone; nothing more to say
        return OK
    except OSError as error:
        return _cannot(reason(error))
    return int(result or OK)


def _cannot(why: str) -> int:
    sys.stderr.write(f"{_NAME}: {' '.join(why.split())}\n")
    return CANNOT


@frozen
class Input:
    """One document to look at.

    Attributes:
        name: What it is called on the page.
        data: Its bytes.
        report: What was found.
        agreement: The agreement, where it could be read.
    """

    name: str
    data: bytes
    report: Report
    agreement: Agreement | None

    @property
    def places(self) -> Mapping[str, tuple[int, int]]:
        """Line and column of what was found; none where the text is no JSON."""
        if any(finding.code[:2] in ("S0", "S1") for finding in self.report):
            return {}
        return locate(self.data.decode(), {finding.pointer for finding in self.report})

    @property
    def tree(self) -> Any:
        """The document as plain JSON; ``None`` where it could not be read."""
        return None if self.agreement is None else json.loads(self.data)


def _inputs(files: Sequence[str], names: Sequence[str], profile: Profile, on: date) -> list[Input]:
    """Read what was asked for; a file that cannot be read ends the run."""
    if not files and not names:
        raise click.UsageError("name a file, - for standard input, or --example NAME")
    documents = [(f"example {name}", examples.source(name)) for name in names]
    for file in files:
        if file == "-":
            documents.append(("-", sys.stdin.buffer.read()))
            continue
        try:
            documents.append((file, read_bytes(file)))
        except AgreementError as error:
            found = error.report.findings[0]
            if found.code == "S001":
                raise click.ClickException(f"{file}: {found.message('en')}") from None
            documents.append((file, b""))
    return [_look(name, data, profile, on) for name, data in documents]


def _look(name: str, data: bytes, profile: Profile, on: date) -> Input:
    from .format import loads

    report = validate(data, profile=profile, on=on)
    try:
        agreement: Agreement | None = loads(data)
    except AgreementError:
        agreement = None
    return Input(name, data, report, agreement)


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every command which reads documents has."""
    for option in (
        click.option("--on", metavar="DAY", help="The day that counts as today, YYYY-MM-DD."),
        click.option("--strict", is_flag=True, help="Warnings count as errors."),
        click.option("--ignore", multiple=True, metavar="CODE", help="Leave a rule out."),
        click.option("--select", multiple=True, metavar="CODE", help="Ask only these rules."),
        click.option(
            "--profile", metavar="NAME|FILE", default="bra", show_default=True,
            help=f"Which rules count: {', '.join(PROFILES)}, or a TOML file.",
        ),
        click.option("--lang", type=click.Choice(["sv", "en"]), default="sv", show_default=True,
                     help="The language of what is shown."),
        click.option("--example", "names", multiple=True, metavar="NAME",
                     help="A shipped example instead of a file."),
        click.argument("files", nargs=-1, metavar="[FILE]..."),
    ):  # fmt: skip
        command = option(command)
    return command


def _profile(name: str, select: Sequence[str], ignore: Sequence[str], *, strict: bool) -> Profile:
    chosen = PROFILES[name] if name in PROFILES else Profile.load(name)
    return evolve(
        chosen,
        select=tuple(select) or chosen.select,
        ignore=(*chosen.ignore, *ignore),
        strict=strict or chosen.strict,
    )


def _day(text: str | None) -> date:
    if text is None:
        return today()
    try:
        return PartialDate.parse(text).first_day
    except AgreementError:
        raise click.BadParameter("a day is written YYYY-MM-DD", param_hint="--on") from None


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name=_NAME)
def main() -> None:
    """Read, check and show cooperation agreements and citizen promises.

    Exit status: 0 when nothing of error level was found, 1 when something was, 2 when
    the command could not run.
    """


@main.command()
@_options
@click.option(
    "--format", "form", type=click.Choice(["text", *FORMATS]), default="text", show_default=True,
    help="For people, or for programs.",
)  # fmt: skip
def check(form: str, **asked: Any) -> int:
    """Tell all that is wrong with each FILE, or wanting. - is standard input."""
    inputs, lang = _asked(asked)
    if form == "text":
        console = _console()
        for item in inputs:
            console.print(report_page(item.name, item.report, lang, item.places, item.agreement))
    else:
        _print(FORMATS[form](_checked(inputs), lang))
    return OK if all(item.report.ok for item in inputs) else FOUND


@main.command()
@_options
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="For people, or for programs.",
)  # fmt: skip
def show(form: str, **asked: Any) -> int:
    """Show each FILE as a readable page. - is standard input."""
    inputs, lang = _asked(asked)
    on = _day(asked["on"])
    if form == "json":
        _print({**as_json(_checked(inputs), lang), "agreements": [i.tree for i in inputs]})
    else:
        console = _console()
        for item in inputs:
            if item.agreement is None:
                console.print(report_page(item.name, item.report, lang, item.places))
            else:
                console.print(agreement_page(item.agreement, item.report, on, lang))
    return OK if all(item.report.ok for item in inputs) else FOUND


@main.command()
@click.argument("code")
@click.option("--lang", type=click.Choice(["sv", "en"]), default="sv", show_default=True)
def explain(code: str, lang: str) -> int:
    """Explain the rule CODE: what it finds, why, and how it is mended."""
    from .display.explaining import rule_page

    try:
        rule = rule_for(code.upper())
    except KeyError:
        known = ", ".join(rule.code for rule in all_rules())
        raise click.ClickException(f"no rule has that code; there are {known}") from None
    _console().print(rule_page(rule, lang))
    return OK


def _asked(asked: dict[str, Any]) -> tuple[list[Input], str]:
    profile = _profile(asked["profile"], asked["select"], asked["ignore"], strict=asked["strict"])
    inputs = _inputs(asked["files"], asked["names"], profile, _day(asked["on"]))
    return inputs, asked["lang"]


def _checked(inputs: Sequence[Input]) -> list[Checked]:
    return [Checked(item.name, item.report, item.places) for item in inputs]


def _print(data: Any) -> None:
    text = data if isinstance(data, str) else f"{json.dumps(data, ensure_ascii=False, indent=2)}\n"
    click.echo(text, nl=False)


def _console() -> Console:
    return Console(highlight=False, emoji=False, markup=False)
