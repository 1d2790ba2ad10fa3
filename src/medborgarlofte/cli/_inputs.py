"""What a command is asked to look at: files, standard input, examples; and by which rules."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import click
from attrs import evolve, frozen

from medborgarlofte import examples
from medborgarlofte.checking import PROFILES, Profile, today, validate
from medborgarlofte.display.machine import Checked
from medborgarlofte.findings import AgreementError, Report
from medborgarlofte.findings.structure import MIGRATED
from medborgarlofte.format import loads, locate, to_tree
from medborgarlofte.model import Agreement
from medborgarlofte.values import PartialDate

from ._app import bytes_of


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
        """Line and column of what was found; none where the text is no JSON.

        Nor where it was migrated: the findings are then of a document that is in no file.
        """
        if any(f.code[:2] in ("S0", "S1") or f.code == MIGRATED.code for f in self.report):
            return {}
        return locate(self.data.decode(), {finding.pointer for finding in self.report})

    @property
    def tree(self) -> Any:
        """The document as JSON, migrated where it was older; ``None`` where it is not read."""
        return None if self.agreement is None else to_tree(self.agreement)


def _inputs(files: Sequence[str], names: Sequence[str], profile: Profile, on: date) -> list[Input]:
    """Read what was asked for; one that cannot be read among several does not end the run."""
    if not files and not names:
        raise click.UsageError("name a file, - for standard input, or --example NAME")
    inputs = [_look(f"example {name}", examples.source(name), profile, on) for name in names]
    for file in files:
        try:
            inputs.append(_look(file, bytes_of(file), profile, on))
        except AgreementError as error:
            found = error.report.findings[0]
            if len(files) == 1 and found.code == "S001":
                raise click.ClickException(f"{file}: {found.message('en')}") from None
            inputs.append(Input(file, b"", error.report, None))
    return inputs


def _look(name: str, data: bytes, profile: Profile, on: date) -> Input:
    report = validate(data, profile=profile, on=on)
    try:
        agreement: Agreement | None = loads(data)
    except AgreementError:
        agreement = None
    return Input(name, data, report, agreement)


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
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


def day(text: str | None) -> date:
    if text is None:
        return today()
    try:
        return PartialDate.parse(text).first_day
    except AgreementError:
        raise click.BadParameter("a day is written YYYY-MM-DD", param_hint="--on") from None


def profile_of(asked: dict[str, Any]) -> Profile:
    return _profile(asked["profile"], asked["select"], asked["ignore"], strict=asked["strict"])


def asked_for(asked: dict[str, Any]) -> tuple[list[Input], str]:
    inputs = _inputs(asked["files"], asked["names"], profile_of(asked), day(asked["on"]))
    return inputs, asked["lang"]


def checked(inputs: Sequence[Input]) -> list[Checked]:
    return [Checked(item.name, item.report, item.places) for item in inputs]
