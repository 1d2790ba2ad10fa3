"""What reaches a screen: colours where they are wanted, progress where somebody watches."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import click
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.segment import Segment

from medborgarlofte.findings import shorten
from medborgarlofte.format import pretty

from ._help import ReaderGoneError

_FEW: Final = 20
"""So many files are done before a bar could be read."""


class Page(Console):
    """A page for people: what it shows is never markup, and no line ends in blanks."""

    def __init__(self) -> None:
        environment = _asked_of_colours(os.environ)
        super().__init__(highlight=False, emoji=False, markup=False, **environment)

    def show(self, *parts: RenderableType) -> None:
        """Print *parts*, one below the other."""
        for part in parts:
            self.print(_Trimmed(part), end="")

    def on_broken_pipe(self) -> None:
        """Rich would end the program with the status of something found."""
        raise ReaderGoneError


def _asked_of_colours(environment: Mapping[str, str]) -> dict[str, Any]:
    """What NO_COLOR, CLICOLOR, CLICOLOR_FORCE and FORCE_COLOR ask for together.

    No colours comes before forced ones, and whoever asks for neither has them on a
    terminal only.
    """
    if environment.get("NO_COLOR"):
        return {"no_color": True, "color_system": None}
    forced = environment.get("FORCE_COLOR", "") or environment.get("CLICOLOR_FORCE", "")
    if forced not in ("", "0"):
        return {"force_terminal": True}
    if environment.get("CLICOLOR") == "0" or environment.get("FORCE_COLOR") == "0":
        return {"no_color": True, "color_system": None}
    return {"force_terminal": sys.stdout.isatty()}


class _Trimmed:
    """Something to show, without the blanks that fill its lines."""

    def __init__(self, part: RenderableType) -> None:
        self.part = part

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in console.render_lines(self.part, options, pad=False):
            yield from _trimmed(line)
            yield Segment.line()


def _trimmed(line: Sequence[Segment]) -> list[Segment]:
    kept = [segment for segment in line if segment.text]
    while kept and not kept[-1].text.rstrip(" "):
        kept.pop()
    if kept:
        kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip(" "))
    return kept


def print_out(data: Any) -> None:
    """Write *data* to standard output: text as it is, anything else as JSON."""
    click.echo(data if isinstance(data, str) else pretty(data), nl=False)


def progress_of() -> Progress:
    """A bar on standard error, and only where that is a terminal.

    What is printed meanwhile goes above the bar where both are on one screen, and untouched
    to its own place where it is piped.
    """
    screen = Console(stderr=True)
    watched = sys.stderr.isatty() and screen.is_terminal
    return Progress(
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
        console=screen,
        disable=not watched,
        transient=True,
        redirect_stdout=watched and sys.stdout.isatty(),
    )


def with_progress(files: Sequence[str]) -> Iterator[str]:
    """Each of *files*, with a bar where there are many that names the one at work."""
    if len(files) < _FEW:
        yield from files
        return
    with progress_of() as bar:
        task = bar.add_task("", total=len(files))
        for number, file in enumerate(files):
            bar.update(task, completed=number, description=_short(file))
            yield file


def _short(file: str) -> str:
    return shorten(Path(file).name or file, 30)


@contextmanager
def lines_progress(file: str) -> Iterator[Any]:
    """A function to tell how many bytes of *file* are done."""
    with progress_of() as bar:
        task = bar.add_task(
            _short(file), total=Path(file).stat().st_size if Path(file).is_file() else None
        )
        yield lambda end: bar.update(task, completed=end)


def told(lines: Iterable[str]) -> None:
    """Tell *lines* on standard error, each on one line."""
    for line in lines:
        click.echo(shorten(line, 2000), err=True)
