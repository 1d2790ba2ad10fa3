"""The application: its name, its exit statuses, and one clear line when it cannot run."""

import io
import os
import sys
from collections.abc import Sequence
from typing import Any, Final

import click
from rich.console import Console

from medborgarlofte._version import __version__
from medborgarlofte.findings import AgreementError, shorten
from medborgarlofte.format import loads, pretty, read_bytes, reason
from medborgarlofte.model import Agreement

OK, FOUND, CANNOT = 0, 1, 2
"""The exit statuses, for nothing of error level, something, and could not run."""

_NAME: Final = "medborgarlofte"


def run(argv: Sequence[str] | None = None) -> int:  # noqa: PLR0911  # one return a way to end
    """Run the command line with *argv* and return its exit status.

    It is 0 where all is well, 1 where something was found, 2 where it could not be done.

    Example:
        >>> from medborgarlofte.cli import run
        >>> run(["check", "no-such-file.json"])
        2
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # an older code page has no ✗ and no →
            stream.reconfigure(errors="replace")
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
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader has gone
        return OK
    except OSError as error:
        return _cannot(reason(error))
    return int(result or OK)


def _cannot(why: str) -> int:
    sys.stderr.write(f"{_NAME}: {' '.join(why.split())}\n")
    return CANNOT


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name=_NAME)
def main() -> None:
    """Read, check and show cooperation agreements and citizen promises.

    Exit status: 0 when nothing of error level was found, 1 when something was, 2 when
    the command could not run.
    """


def bytes_of(file: str) -> bytes:
    """What is in *file*; ``-`` is standard input."""
    return sys.stdin.buffer.read() if file == "-" else read_bytes(file)


def agreements_in(*files: str) -> list[Agreement]:
    """The agreements in *files*; what keeps one from being read names its file."""
    if files.count("-") > 1:
        raise click.UsageError("standard input (-) can be read only once")
    found = []
    for file in files:
        try:
            found.append(loads(bytes_of(file)))
        except AgreementError as error:
            first = error.report.findings[0]
            where = f" at {shorten(first.pointer, 100)}" if first.pointer else ""
            why = f"{shorten(file, 200)}: {first.code}{where}: {first.message('en')}"
            raise click.ClickException(why) from None
    return found


def print_out(data: Any) -> None:
    """Write *data* to standard output: text as it is, anything else as JSON."""
    click.echo(data if isinstance(data, str) else pretty(data), nl=False)


def console() -> Console:
    """A page for people: colours only on a terminal, and what it shows is never markup."""
    return Console(highlight=False, emoji=False, markup=False)
