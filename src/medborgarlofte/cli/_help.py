"""Commands that teach: one line of purpose, short paragraphs, examples, exit statuses.

The help, the reference in the docs and the tests all read what a command says here.
"""

import difflib
import inspect
import re
from collections.abc import Callable
from enum import StrEnum
from typing import Any, Final, NamedTuple, NoReturn

import click

from ._swedish import flat, said, stood_for
from ._words import Misused, language_of

OK, FOUND, CANNOT, INTERRUPTED, NO_READER = 0, 1, 2, 130, 141
"""Exit statuses. The last two are those that shells give to what SIGINT or SIGPIPE ended."""

EXITS: Final = {
    OK: "It went well, and nothing of error level was found.",
    FOUND: "It ran, and found something; each command says what.",
    CANNOT: "It could not run; one line on standard error says why.",
    INTERRUPTED: "It was interrupted (Ctrl-C).",
    NO_READER: "Whoever read its output went away (| head).",
}
"""The meaning of each exit status; a command makes 0 and 1 more precise."""

ENVIRONMENT: Final = {
    "MEDBORGARLOFTE_LANG": "The language, sv or en, where --lang is left out.",
    "NO_COLOR": "No colours, whatever it is set to.",
    "FORCE_COLOR": "Colours also where there is no terminal; CLICOLOR_FORCE does the same.",
    "CLICOLOR": "0 means no colours.",
    "COLUMNS": "How wide pages are, where it is not asked of the terminal.",
}
"""What the command line reads from its surroundings."""


CLOSING: Final = (
    "medborgarlofte COMMAND --help tells more of a command.",
    "På svenska: medborgarlofte --lang sv --help",
)
"""The last lines of the help; in Swedish the latter says how to have it in English."""


class Section(StrEnum):
    """Where a command stands in the help."""

    BEGIN = "Write and check"
    FOLLOW = "Follow up and tell"
    CHANGE = "Change and compare"
    MANY = "Many agreements"
    FORMAT = "The format"
    PROGRAM = "This program"


class Example(NamedTuple):
    """A line that can be run as it stands, and what it does."""

    line: str
    tells: str
    status: int = OK


def asked_language(ctx: click.Context) -> str:
    """The language that the whole line asks for."""
    root = ctx.find_root().obj
    return root if isinstance(root, str) else language_of(())


class _Taught(click.Command):
    """A help whose words are in the language asked for."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The usage line."""
        lang = asked_language(ctx)
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(
            ctx.command_path, stood_for(pieces, lang), prefix=f"{said('Usage', lang)}: "
        )

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What it does, in paragraphs."""
        lang = asked_language(ctx)
        for paragraph in paragraphs(self):
            formatter.write_paragraph()
            with formatter.indentation():
                formatter.write_text(said(paragraph, lang))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, under their heading."""
        lang = asked_language(ctx)
        with formatter.section(said("Options", lang)):
            formatter.write_dl(
                [
                    option_words(option, ctx, lang)
                    for option in self.get_params(ctx)
                    if isinstance(option, click.Option)
                ]
            )
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)


def paragraphs(command: click.Command) -> list[str]:
    """What *command* says of itself, each paragraph on one line."""
    return [flat(each) for each in re.split(r"\n\s*\n", inspect.cleandoc(command.help or ""))]


def option_words(option: click.Option, ctx: click.Context, lang: str) -> tuple[str, str]:
    """An option as it is written, and what it does."""
    written, told = option.get_help_record(ctx) or ("", "")
    told = told.replace(option.help or "", said(option.help or "", lang), 1)
    if lang == "sv":
        told = re.sub(r"\[default: ", "[förval: ", told).replace("[required]", "[krävs]")
    return stood_for(written, lang), told


class Command(_Taught):
    """A command with its place in the help, its examples, and what its exit statuses mean."""

    def __init__(
        self,
        *args: Any,
        section: Section,
        examples: tuple[Example, ...],
        found: str | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.section = section
        self.examples = examples
        self.found = found

    @property
    def exits(self) -> dict[int, str]:
        """What each exit status of this command means."""
        found = {FOUND: self.found} if self.found else {}
        return {OK: "It went well.", **found, CANNOT: EXITS[CANNOT]}

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Examples and exit statuses, after the options."""
        lang = asked_language(ctx)
        with formatter.section(said("Examples", lang)):
            for number, example in enumerate(self.examples):
                if number:
                    formatter.write_paragraph()
                formatter.write_text(f"# {said(example.tells, lang)}")
                formatter.write(f"{'':{formatter.current_indent}}{example.line}\n")
        with formatter.section(said("Exit status", lang)):
            formatter.write_dl(
                [(str(status), said(words, lang)) for status, words in self.exits.items()]
            )


class Commands(_Taught, click.Group):
    """The commands under headings, in an order that tells a story."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's form
        """The commands in the order of their sections, and as they were entered."""
        order = list(Section)
        return sorted(self.commands, key=lambda name: order.index(self._of(name).section))

    def _of(self, name: str) -> Command:
        command = self.commands[name]
        assert isinstance(command, Command)  # noqa: S101  # ours are entered by `command`
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """A list under each heading."""
        lang, width = asked_language(ctx), max(map(len, self.commands))
        for section in Section:
            with formatter.section(said(section.value, lang)):
                rows = [
                    (f"{name:{width}}", said(self._of(name).short_help or "", lang))
                    for name in self.list_commands(ctx)
                    if self._of(name).section is section
                ]
                formatter.write_dl(rows)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Exit statuses and the environment, then where to read on."""
        lang = asked_language(ctx)
        with formatter.section(said("Exit status", lang)):
            formatter.write_dl(
                [(str(status), said(words, lang)) for status, words in EXITS.items()]
            )
        with formatter.section(said("Environment", lang)):
            formatter.write_dl([(name, said(words, lang)) for name, words in ENVIRONMENT.items()])
        for line in CLOSING:
            formatter.write_paragraph()
            formatter.write_text(said(line, lang))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that was asked for; what is like it, where there is none."""
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            _no_such(args[0], list(self.commands), ctx)
        return super().resolve_command(ctx, args)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """As ever, but that the reader of the help is gone is no failure."""
        try:
            return super().make_context(*args, **kwargs)
        except BrokenPipeError:
            raise ReaderGoneError from None

    def invoke(self, ctx: click.Context) -> Any:
        """As ever, but click does not end the program where the reader is gone."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise ReaderGoneError from None


class ReaderGoneError(Exception):
    """Whoever read our output has gone; there is nobody left to tell."""


def _no_such(name: str, known: list[str], ctx: click.Context) -> NoReturn:
    like = difflib.get_close_matches(name, known, 3, 0.5)
    sv = f"; menade du {' eller '.join(like)}?" if like else f"; det finns {', '.join(known)}"
    en = f"; did you mean {' or '.join(like)}?" if like else f"; there are {', '.join(known)}"
    raise Misused(f"inget kommando heter {name}{sv}", f"no command is called {name}{en}", ctx)


def entered_in(group: click.Group) -> Callable[..., Callable[[Callable[..., Any]], click.Command]]:
    """A decorator that enters commands of ours in *group*."""

    def command(
        name: str,
        section: Section,
        *examples: tuple[str, str] | tuple[str, str, int],
        found: str | None = None,
        short: str | None = None,
    ) -> Callable[[Callable[..., Any]], click.Command]:
        return group.command(
            name,
            cls=Command,
            section=section,
            examples=tuple(
                Example(each[0], each[1], each[2] if len(each) == 3 else OK) for each in examples
            ),
            found=found,
            short_help=short,
        )

    return command
