"""Makes the reference of the command line, and the man page, of the commands themselves."""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

import click

from medborgarlofte.cli import main
from medborgarlofte.cli._help import (
    ENVIRONMENT,
    EXITS,
    Command,
    Section,
    option_words,
    paragraphs,
)
from medborgarlofte.cli._swedish import said

MADE = "<!-- Made by docs/generate.py of the commands; do not edit. -->\n"
HEAD = """# Commands

Every command with its options, examples and exit statuses, as `medborgarlofte COMMAND --help` tells
them; with `--lang sv`, or without `--lang` at all, it tells them in Swedish.
[The command line](../command-line.md) says how they are used together. As a man page:
`man medborgarlofte`, where the package is installed in a place that `man` looks in.

"""
MAN_HEAD: Final = r""".\" Made by docs/generate.py of the commands; do not edit.
.TH MEDBORGARLOFTE 1 "" "medborgarlofte" "User Commands"
.SH NAME
medborgarlofte \- cooperation agreements and citizen promises: written, checked, followed up
.SH SYNOPSIS
.B medborgarlofte
[\fIOPTIONS\fR] \fICOMMAND\fR [\fIARGS\fR]...
.SH DESCRIPTION
"""


def pages() -> Iterator[tuple[str, str]]:
    """The reference and the man page with their paths below docs/."""
    yield "reference/command-line.md", MADE + reference()
    yield "man/medborgarlofte.1", man()


def commands() -> Iterator[tuple[Section, list[tuple[Command, click.Context]]]]:
    """The commands under their headings."""
    for section in Section:
        found = [each for each in main.commands.values() if isinstance(each, Command)]
        yield (
            section,
            [(each, _context(each)) for each in found if each.section is section],
        )


def _context(command: click.Command) -> click.Context:
    top = click.Context(main, info_name="medborgarlofte", obj="en", **main.context_settings)
    if command is main:
        return top
    return click.Context(command, info_name=command.name, parent=top)


def _usage(command: click.Command, ctx: click.Context) -> str:
    return " ".join([ctx.command_path, *command.collect_usage_pieces(ctx)])


def _options(command: click.Command, ctx: click.Context) -> list[tuple[str, str]]:
    return [
        option_words(each, ctx, "en")
        for each in command.get_params(ctx)
        if isinstance(each, click.Option)
    ]


# ── Markdown ───────────────────────────────────────────────────────────────────


def reference() -> str:
    """The page of all commands."""
    parts = [HEAD, "| command | does | på svenska |\n|---|---|---|\n"]
    for command, _ in chain.from_iterable(found for _, found in commands()):
        short = command.short_help or ""
        cells = (f"[`{command.name}`](#{command.name})", short, said(short, "sv"))
        parts.append(f"| {' | '.join(cells)} |\n")
    parts += ["\n## For all commands\n\n", *_paragraphs(main)]
    parts += _table("option", _options(main, _context(main)))
    parts += _table("exit status", [(str(status), words) for status, words in EXITS.items()])
    parts += _table("environment", list(ENVIRONMENT.items()))
    for section, found in commands():
        parts.append(f"## {section.value}\n\n")
        for command, ctx in found:
            parts += _command(command, ctx)
    return "".join(parts).rstrip("\n") + "\n"


def _command(command: Command, ctx: click.Context) -> Iterator[str]:
    yield f'<a id="{command.name}"></a>\n### {command.name}\n\n'
    yield f"```text\n{_usage(command, ctx)}\n```\n\n"
    yield from _paragraphs(command)
    yield from _table("option", _options(command, ctx))
    yield "```sh\n"
    yield "\n".join(f"# {example.tells}\n{example.line}\n" for example in command.examples)
    yield "```\n\n"
    yield from _table("exit status", [(str(s), words) for s, words in command.exits.items()])


def _paragraphs(command: click.Command) -> Iterator[str]:
    for paragraph in paragraphs(command):
        yield "\n".join(re.split(r"(?<=\.) (?=[A-Z])", _code(paragraph))) + "\n\n"


def _table(head: str, rows: list[tuple[str, str]]) -> Iterator[str]:
    yield f"| {head} | |\n|---|---|\n"
    for row in rows:
        name, words = (" ".join(each.split()).replace("|", "\\|") for each in row)
        yield f"| `{name}` | {_code(words)} |\n"
    yield "\n"


def _code(text: str) -> str:
    """*text* with what is typed as code, so that no typographer takes its hyphens and quotes."""
    typed = re.compile(
        r'(?<!\w)(?:--[a-z][\w-]*(?: ics)?|"[^" ]*\*[^" ]*"|eval "\$[^"]*"|-(?=[,.)]))'
    )
    parts = text.split("`")
    parts[::2] = (typed.sub(lambda match: f"`{match[0]}`", part) for part in parts[::2])
    return "`".join(parts)


# ── The man page ───────────────────────────────────────────────────────────────


def man() -> str:
    """The man page, as roff."""
    parts = [MAN_HEAD, *_man_paragraphs(main), ".SH OPTIONS\n", *_man_options(main)]
    for section, found in commands():
        parts.append(f".SH {section.value.upper()}\n")
        for command, ctx in found:
            parts += [f".SS {_roff(_usage(command, ctx))}\n", *_man_paragraphs(command)]
            parts += _man_options(command)
            for example in command.examples:
                parts.append(f".PP\n{_roff(example.tells)}:\n.PP\n.nf\n.RS\n")
                parts.append(f"{_roff(example.line)}\n.RE\n.fi\n")
            if command.found:
                parts.append(f".PP\nExit status 1: {_roff(command.found)}\n")
    parts += [".SH EXIT STATUS\n", *_man_list([(str(s), words) for s, words in EXITS.items()])]
    parts += [".SH ENVIRONMENT\n", *_man_list(list(ENVIRONMENT.items()))]
    return "".join(parts)


def _man_options(command: click.Command) -> Iterator[str]:
    return _man_list(_options(command, _context(command)))


def _man_list(rows: list[tuple[str, str]]) -> Iterator[str]:
    for name, words in rows:
        yield f".TP\n.B {_roff(name)}\n{_roff(words)}\n"


def _man_paragraphs(command: click.Command) -> Iterator[str]:
    for paragraph in paragraphs(command):
        yield f".PP\n{_roff(paragraph)}\n"


def _roff(text: str) -> str:
    """*text* so that nothing in it is a command of roff."""
    text = " ".join(text.split()).replace("\\", r"\e").replace("-", r"\-").replace("'", r"\(aq")
    text = text.replace("`", "").replace('"', r"\(dq")
    return "".join(char if ord(char) < 128 else rf"\[u{ord(char):04X}]" for char in text)
