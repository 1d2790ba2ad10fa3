"""The options that several commands have, and what a shell may complete them with."""

from collections.abc import Callable, Iterable
from typing import Any, Final

import click
from click.shell_completion import CompletionItem

from medborgarlofte import examples
from medborgarlofte.findings import all_rules

from ._help import asked_language
from ._words import LANGUAGES

Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def among(candidates: Callable[[], Iterable[tuple[str, str]]]) -> Completer:
    """Complete with *candidates*: each a word, and what it is."""

    def complete(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
        return [
            CompletionItem(word, help=told or None)
            for word, told in candidates()
            if word.casefold().startswith(begun.casefold())
        ]

    return complete


def _files(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
    return [CompletionItem(begun, type="file")]


def _folders(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
    return [CompletionItem(begun, type="dir")]


FILES: Final = _files
FOLDERS: Final = _folders
EXAMPLES: Final = among(lambda: ((name, "") for name in examples.names()))
CODES: Final = among(lambda: ((rule.code, rule.name) for rule in all_rules()))
CODES_AND_NAMES: Final = among(
    lambda: (
        pair for rule in all_rules() for pair in ((rule.code, rule.name), (rule.name, rule.code))
    )
)


def _language() -> str:
    return asked_language(click.get_current_context())


LANG: Final = click.option(
    "--lang", type=click.Choice(LANGUAGES), default=_language, show_default=False,
    help="The language of what is told: Swedish where it is left out.",
)  # fmt: skip
EXAMPLE: Final = click.option(
    "--example", metavar="NAME", help="A shipped example instead of a file.",
    shell_complete=EXAMPLES,
)  # fmt: skip
SEVERAL_EXAMPLES: Final = click.option(
    "--example", "names", multiple=True, metavar="NAME", shell_complete=EXAMPLES,
    help="A shipped example instead of a file; may be given again.",
)  # fmt: skip
OUTPUT: Final = click.option(
    "-o", "--output", metavar="OUT", shell_complete=FILES,
    help="Write there instead of to standard output (-).",
)  # fmt: skip
ON: Final = click.option("--on", metavar="DAY", help="The day that counts as today, YYYY-MM-DD.")


def files(name: str = "files") -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Any number of files, folders and patterns."""
    return click.argument(name, nargs=-1, metavar="[FILE]...", shell_complete=FILES)


def file(
    name: str = "file", *, required: bool = True
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """One file."""
    return click.argument(
        name,
        required=required,
        metavar=name.upper() if required else f"[{name.upper()}]",
        shell_complete=FILES,
    )
