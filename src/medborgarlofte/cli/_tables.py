"""``tables``: agreements as Parquet files, from JSON or JSON Lines."""

import click

from medborgarlofte.bulk import lines_to_parquet
from medborgarlofte.findings import shorten
from medborgarlofte.tabular import tables

from ._app import FOUND, OK, command
from ._files import Gathered, asked, is_lines
from ._help import Section
from ._options import FOLDERS, LANG, SEVERAL_EXAMPLES, files
from ._screen import lines_progress, told
from ._words import lacking


@command(
    "tables",
    Section.MANY,
    ("medborgarlofte tables avtal/ --to tabeller", "The agreements in a folder, as Parquet tables"),
    ("medborgarlofte tables register.jsonl --to register --workers 2", "A large JSON Lines file, by two processes"),
    found="A file or a line was no agreement and was passed over; which is told on standard error.",
    short="Write tables as Parquet.",
)  # fmt: skip
@files("words")
@SEVERAL_EXAMPLES
@click.option("--to", "folder", required=True, metavar="FOLDER", shell_complete=FOLDERS,
              help="Where to write them.")  # fmt: skip
@click.option("--overwrite", is_flag=True, help="Write over tables that are there.")
@click.option("--no-findings", is_flag=True, help="Do not check the agreements by the rules.")
@click.option(
    "--workers", type=click.IntRange(1, 256), default=1, show_default=True,
    help="Processes that work on a JSON Lines file; it then comes alone.",
)  # fmt: skip
@LANG
def tabling(
    words: tuple[str, ...], names: tuple[str, ...], folder: str, workers: int, lang: str, *,
    overwrite: bool, no_findings: bool,
) -> int:  # fmt: skip
    """Write the agreements in each FILE as Parquet tables to FOLDER.

    A JSON Lines file that comes alone is worked on piece by piece, so that it may be larger
    than the memory. It needs the extra tables, and pyarrow.
    """
    found = asked(words, names)
    try:
        if len(found) == 1 and is_lines(found[0]) and not names:
            return _from_lines(found[0], folder, workers, lang, overwrite, not no_findings)
        gathered = Gathered(found, names, lang)
        made = tables(list(gathered), "pyarrow", findings=not no_findings, lang=lang)
        made.write_parquet(folder, overwrite=overwrite)
    except ImportError:
        raise lacking("tables", "pyarrow") from None
    told([f"{gathered.read}: {folder}"])
    return FOUND if gathered.refused else OK


def _from_lines(
    file: str, folder: str, workers: int, lang: str, overwrite: bool, findings: bool
) -> int:
    with lines_progress(file) as done_so_far:
        done = lines_to_parquet(
            file,
            folder,
            workers=workers,
            findings=findings,
            lang=lang,
            overwrite=overwrite,
            progress=done_so_far,
        )
    for report in done.refused:
        first = report.findings[0]
        where = shorten(first.pointer or "/", 100)
        told([f"{first.line}: {first.code} {where}: {first.message(lang)}"])
    told([f"{done.agreements}: {folder}"])
    return FOUND if done.refused else OK
