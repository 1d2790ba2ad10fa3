"""``tables``: agreements as Parquet files, from JSON or JSON Lines."""

from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from medborgarlofte.bulk import lines_to_parquet
from medborgarlofte.findings import shorten
from medborgarlofte.tabular import tables

from ._app import FOUND, OK, agreements_in, main

_LINES = (".jsonl", ".ndjson")


def is_lines(file: str) -> bool:
    """Whether *file* is a JSON Lines file, by its name."""
    return Path(file).suffix.lower() in _LINES


def progress_of(file: str) -> Progress:
    """A bar for the bytes of *file*, on standard error, and only where that is a terminal."""
    screen = Console(stderr=True)
    return Progress(
        TextColumn(shorten(Path(file).name, 40)),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=screen,
        disable=not screen.is_terminal,
        transient=True,
    )


@main.command("tables")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--to", "folder", required=True, metavar="FOLDER", help="Where to write them.")
@click.option("--overwrite", is_flag=True, help="Write over tables that are there.")
@click.option("--no-findings", is_flag=True, help="Do not check the agreements by the rules.")
@click.option(
    "--workers", type=click.IntRange(1, 256), default=1, show_default=True,
    help="Processes that work on a JSON Lines file.",
)  # fmt: skip
@click.option("--lang", type=click.Choice(["sv", "en"]), default="sv", show_default=True,
              help="The language of the findings.")  # fmt: skip
def tabling(
    files: tuple[str, ...], folder: str, workers: int, lang: str, *, overwrite: bool,
    no_findings: bool,
) -> int:  # fmt: skip
    """Write each FILE's agreements as Parquet tables to FOLDER; a JSON Lines file comes alone.

    Exit status: 0, or 1 when a line was no agreement and was passed over, or 2 when the
    command could not run.
    """
    for file in files:
        if is_lines(file):
            if files != (file,):
                raise click.UsageError("a JSON Lines file comes alone")
            return _from_lines(file, folder, workers, lang, overwrite, not no_findings)
    made = tables(agreements_in(*files), "pyarrow", findings=not no_findings, lang=lang)
    made.write_parquet(folder, overwrite=overwrite)
    click.echo(f"{len(files)}: {folder}", err=True)
    return OK


def _from_lines(
    file: str, folder: str, workers: int, lang: str, overwrite: bool, findings: bool
) -> int:
    with progress_of(file) as bar:
        task = bar.add_task("", total=Path(file).stat().st_size if Path(file).is_file() else None)
        done = lines_to_parquet(
            file,
            folder,
            workers=workers,
            findings=findings,
            lang=lang,
            overwrite=overwrite,
            progress=lambda end: bar.update(task, completed=end),
        )
    for report in done.refused:
        first = report.findings[0]
        where = shorten(first.pointer or "/", 100)
        click.echo(f"{first.line}: {first.code} {where}: {first.message(lang)}", err=True)
    click.echo(f"{done.agreements}: {folder}", err=True)
    return FOUND if done.refused else OK
