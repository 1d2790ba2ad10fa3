"""The application: its name, its exit statuses, and one clear line when it cannot run."""

import contextlib
import io
import os
import sys
from collections.abc import Sequence
from typing import Final

import click

from medborgarlofte._version import __version__
from medborgarlofte.findings import AgreementError, shorten
from medborgarlofte.format import reason

from ._help import CANNOT, FOUND, INTERRUPTED, NO_READER, OK, Commands, ReaderGoneError, entered_in
from ._options import LANG
from ._words import in_words, language_of

__all__ = ["CANNOT", "FOUND", "INTERRUPTED", "NO_READER", "OK", "command", "main", "run"]

_NAME: Final = "medborgarlofte"


def run(argv: Sequence[str] | None = None) -> int:
    """Run the command line with *argv* and return its exit status.

    It is 0 where all is well, 1 where something was found, 2 where it could not be done.

    Example:
        >>> from medborgarlofte.cli import run
        >>> run(["check", "no-such-file.json"])
        2
    """
    words = list(sys.argv[1:] if argv is None else argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # an older code page has no ✗ and no →
            stream.reconfigure(errors="replace")
    try:
        status = _run(words, language_of(words))
        sys.stdout.flush()
    except (ReaderGoneError, BrokenPipeError):
        with contextlib.suppress(OSError):  # what waits to be written has nowhere to go
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NO_READER
    return status


def _run(words: list[str], lang: str) -> int:
    try:
        result = main.main(
            args=words or ["--help"], prog_name=_NAME, standalone_mode=False, obj=lang
        )
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except click.ClickException as error:
        return _cannot(in_words(error, lang))
    except AgreementError as error:
        return _cannot(error.report.findings[0].message(lang))
    except (ReaderGoneError, BrokenPipeError):
        raise
    except OSError as error:
        return _cannot(reason(error))
    return int(result or OK)


def _cannot(why: str) -> int:
    sys.stderr.write(f"{_NAME}: {shorten(' '.join(why.split()), 2000)}\n")
    return CANNOT


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name=_NAME)
@LANG
def main(lang: str) -> None:  # every command asks for the language of the line
    """Read, check and show cooperation agreements and citizen promises.

    FILE is a JSON file; a JSON Lines file (.jsonl) with an agreement on each line; a folder,
    which stands for all such files in it; a quoted pattern such as "avtal/*.json"; or -,
    standard input. OUT may be -, standard output.
    """


command = entered_in(main)
