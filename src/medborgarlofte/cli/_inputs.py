"""What a command is asked to look at: files, standard input, examples; and by which rules."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import click
import click.shell_completion
from attrs import evolve, frozen

from medborgarlofte import examples
from medborgarlofte.checking import PROFILES, Profile, day_of, validate
from medborgarlofte.display.machine import Checked
from medborgarlofte.findings import AgreementError, Report, Words, all_rules, shorten
from medborgarlofte.findings.structure import MIGRATED
from medborgarlofte.format import loads, locate, to_tree
from medborgarlofte.model import Agreement

from ._files import bytes_of
from ._options import CODES, FILES, LANG, ON, SEVERAL_EXAMPLES, among, files
from ._screen import with_progress
from ._words import LANGUAGES, Cannot, Misused, naming


@frozen
class Input:
    """One document to look at.

    Attributes:
        name: What it is called in the formats for programs.
        data: Its bytes.
        report: What was found.
        agreement: The agreement, where it could be read.
        example: The name of the example that it is, where it is one.
    """

    name: str
    data: bytes
    report: Report
    agreement: Agreement | None
    example: str | None = None

    def title(self, lang: str) -> str:
        """What it is called on a page."""
        if self.example is None:
            return shorten(self.name, len(self.name))
        return f"{Words('exempel', 'example').in_language(lang)} {self.example}"

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


def looked_at(files: Sequence[str], told: dict[str, Any], of: int | None = None) -> list[Input]:
    """Read and check *files* and the examples in *told*.

    One that cannot be read among several (*of* in all) does not hide the others.
    """
    names, profile, on = told["names"], profile_of(told), day(told["on"])
    inputs = [
        evolve(_look(f"example {name}", examples.source(name), profile, on), example=name)
        for name in names
    ]
    for file in with_progress(files):
        try:
            inputs.append(_look(file, bytes_of(file), profile, on))
        except AgreementError as error:
            found = error.report.findings[0]
            if (of or len(files) + len(names)) == 1 and found.code == "S001":
                name = shorten(file, 200)
                raise Cannot(*(f"{name}: {found.message(lang)}" for lang in LANGUAGES)) from None
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
    """The options that every command which checks documents has."""
    for option in (
        ON,
        click.option("--strict", is_flag=True, help="Warnings count as errors."),
        click.option(
            "--ignore", multiple=True, metavar="CODE", shell_complete=CODES,
            help="Leave a rule out, by its code or the beginning of it; may be given again.",
        ),
        click.option(
            "--select", multiple=True, metavar="CODE", shell_complete=CODES,
            help="Ask only these rules; may be given again.",
        ),
        click.option(
            "--profile", metavar="NAME|FILE", default="bra", show_default=True,
            shell_complete=_complete_profile,
            help=f"Which rules count: {', '.join(PROFILES)}, or a TOML file.",
        ),
        LANG,
        SEVERAL_EXAMPLES,
        files(),
    ):  # fmt: skip
        command = option(command)
    return command


def _complete_profile(
    ctx: click.Context, param: click.Parameter, begun: str
) -> list[click.shell_completion.CompletionItem]:
    return among(lambda: ((name, "") for name in PROFILES))(ctx, param, begun) or FILES(
        ctx, param, begun
    )


def _profile(name: str, select: Sequence[str], ignore: Sequence[str], *, strict: bool) -> Profile:
    for selector in (*select, *ignore):
        if not any(rule.name == selector or rule.code.startswith(selector) for rule in all_rules()):
            name = shorten(selector)
            raise Misused(f"ingen regel heter {name}", f"no rule is called {name}")
    with naming(f"--profile {name}"):
        chosen = PROFILES[name] if name in PROFILES else Profile.load(name)
    return evolve(
        chosen,
        select=tuple(select) or chosen.select,
        ignore=(*chosen.ignore, *ignore),
        strict=strict or chosen.strict,
    )


def day(text: str | None) -> date:
    """The day that *text* is; today, where there is none. No year or month is taken for one."""
    try:
        return day_of(text)
    except AgreementError:
        raise Misused(
            "--on: en dag skrivs ÅÅÅÅ-MM-DD", "--on: a day is written YYYY-MM-DD"
        ) from None


def profile_of(asked: dict[str, Any]) -> Profile:
    """Which rules count, by the options of :func:`reading_options`."""
    return _profile(asked["profile"], asked["select"], asked["ignore"], strict=asked["strict"])


def checked(inputs: Sequence[Input]) -> list[Checked]:
    """What was found, as the formats for programs take it."""
    return [Checked(item.name, item.report, item.places) for item in inputs]
