"""Many agreements at once: JSON Lines files checked and made into tables, in processes.

Lines are read in chunks, worked on by several processes and told of in the order of the file.
Only a few chunks are under way at any time, so that memory does not grow with the file.
"""

import contextlib
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from functools import partial
from typing import Any, Final, TypeVar

from attrs import define, field, frozen

from .checking import Day, Profile, day_of, validate
from .findings import AgreementError, Finding, Report, to_language, wrong_input
from .findings.structure import CANNOT_READ, WRONG_INPUT
from .format import AnyPath, loads, read_raw_lines

__all__ = ["CheckedLine", "Tabled", "check_lines", "lines_to_parquet"]

T = TypeVar("T")
Line = tuple[int, bytes | Finding]
"""A line with its number, or what keeps it from being kept."""

_CHUNK: Final = 2_000_000
"""Bytes that are sent to a process at a time."""
_AHEAD: Final = 2
"""Chunks under way for each process."""


@frozen
class CheckedLine:
    """What came of one line (rad) of a JSON Lines file.

    Example:
        >>> from medborgarlofte import check_lines, examples, write_lines
        >>> write_lines([examples.load("laxa")], "all.jsonl")
        >>> (checked,) = check_lines("all.jsonl", on="2019-01-01")
        >>> checked.line, checked.id, checked.report.ok
        (1, 'laxa-2018-2020', True)

    Attributes:
        line: Its number, counted from 1.
        id: The id of its agreement; ``None`` where there is none.
        report: What was found; its findings have the line.
        end: How many bytes of the file have been done when this line has.
    """

    line: int
    id: str | None
    report: Report
    end: int


def check_lines(
    path: AnyPath,
    *,
    workers: int = 1,
    profile: Profile | str = "bra",
    on: Day | None = None,
) -> Iterator[CheckedLine]:
    """Check each agreement in a JSON Lines file; a bad line does not stop the others.

    Args:
        path: The file. Blank lines are passed over.
        workers: How many processes work on it. With more than one, a script has to begin its
            own work under ``if __name__ == "__main__":``, as always with processes.
        profile: Which rules count: ``exchange``, ``publish``, ``bra``, or one of your own.
        on: The day that counts as today, as for :func:`validate`.

    Raises:
        AgreementError: S001 where the file cannot be read, S005 where there is no such
            profile, S003 where *workers* is no number of processes or *path* no path, S003 or
            S308 where *on* is no day.

    Example:
        >>> from medborgarlofte import check_lines, examples, write_lines
        >>> write_lines(map(examples.load, ("laxa", "trosa")), "all.jsonl")
        >>> [(checked.id, checked.report.ok) for checked in check_lines("all.jsonl")]
        [('laxa-2018-2020', True), ('trosa-2018-2019', True)]
    """
    validate("{}", profile=profile)  # a profile that is none is told of before anything is read
    work = partial(_check, profile=profile, on=day_of(on))
    for lines in in_order(_chunks(path), work, workers):
        yield from lines


def _check(chunk: "Chunk", profile: Profile | str, on: date) -> list[CheckedLine]:
    checked = []
    for (number, line), end in zip(chunk.lines, chunk.ends, strict=True):
        if isinstance(line, Finding):
            name, report = None, Report([line])
        else:
            name, report = _checked(line, profile, on)
        found = Report(finding.evolve(line=number) for finding in report)
        checked.append(CheckedLine(number, name, found, end))
    return checked


def _checked(line: bytes, profile: Profile | str, on: date) -> tuple[str | None, Report]:
    report = validate(line, profile=profile, on=on)
    try:
        return loads(line).id, report
    except AgreementError:
        return None, report


@frozen
class Chunk:
    """Some lines that follow each other.

    Attributes:
        lines: The lines, without those that are blank.
        ends: For each, how many bytes of the file it ends after.
    """

    lines: list[Line]
    ends: list[int]


def _chunks(path: AnyPath) -> Iterator[Chunk]:
    lines: list[Line] = []
    ends: list[int] = []
    size = end = 0
    for number, line, after in read_raw_lines(path):
        length, end = after - end, after
        if isinstance(line, bytes) and not line.strip(b" \t\r\n"):
            continue
        lines.append((number, line))
        ends.append(end)
        size += length
        if size >= _CHUNK:
            yield Chunk(lines, ends)
            lines, ends, size = [], [], 0
    if lines:
        yield Chunk(lines, ends)


def in_order(chunks: Iterable[Chunk], work: Callable[[Chunk], T], workers: int) -> Iterator[T]:
    """What *work* makes of each chunk, in their order, by as many processes as *workers*."""
    if isinstance(workers, bool) or not isinstance(workers, int) or not 1 <= workers <= 256:
        raise AgreementError.of(
            Finding.of(WRONG_INPUT, expected="1 to 256 workers", found=type(workers).__name__)
        )
    if workers == 1:
        yield from map(work, chunks)
        return
    # never forked: a library with threads of its own could be caught in the middle of things
    pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))
    under_way: deque[Future[T]] = deque()
    try:
        for chunk in chunks:
            under_way.append(pool.submit(work, chunk))
            if len(under_way) > workers * _AHEAD:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
    except BrokenProcessPool:
        raise AgreementError.of(
            Finding.of(CANNOT_READ, reason="a process that worked on it was ended")
        ) from None
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


# ── Tables ─────────────────────────────────────────────────────────────────────


@define
class Tabled:
    """What came of making tables of a file.

    Example:
        >>> from medborgarlofte import examples, lines_to_parquet, write_lines
        >>> write_lines([examples.load("strangnas")], "all.jsonl")
        >>> tabled = lines_to_parquet("all.jsonl", "tables", findings=False)
        >>> tabled.agreements, tabled.refused, tabled.rows["promises"]
        (1, [], 3)

    Attributes:
        agreements: How many agreements there were.
        refused: What was found in each line that is no agreement.
        rows: How many rows each table has.
    """

    agreements: int = 0
    refused: list[Report] = field(factory=list)
    rows: dict[str, int] = field(factory=dict)


def lines_to_parquet(
    path: AnyPath,
    folder: AnyPath,
    *,
    workers: int = 1,
    findings: bool = True,
    profile: Profile | str = "bra",
    on: Day | None = None,
    lang: str = "sv",
    overwrite: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Tabled:
    """Check the agreements of a JSON Lines file and write their tables as Parquet to *folder*.

    The tables are those of :func:`medborgarlofte.tabular.tables`, but for ``agreement_no``,
    which is the number of the line. They are written chunk by chunk, beside files that are
    there already, and put in their place when all is done.

    Args:
        path: The file.
        folder: Where the Parquet files are written.
        workers: How many processes work on it, as for :func:`check_lines`.
        findings: Whether the agreements are checked by the rules, for the table ``findings``.
        profile: Which rules count.
        on: The day that counts as today.
        lang: The language of the findings' messages, ``sv`` or ``en``.
        overwrite: Whether files of the same names may be written over.
        progress: Called with the bytes of the file that are done.

    Raises:
        AgreementError: S001 where the file cannot be read, S002 where the tables cannot be
            written or are there already, S003 where *path* or *folder* is no path or *lang* neither
            of the two, S005 where there is no such profile, S003 or S308 where *on* is no day.
        ImportError: where pyarrow or the extra ``tables`` is not installed.

    Example:
        >>> from medborgarlofte import examples, lines_to_parquet, read_parquet, write_lines
        >>> write_lines(map(examples.load, ("laxa", "trosa")), "all.jsonl")
        >>> _ = lines_to_parquet("all.jsonl", "tables", findings=False)
        >>> read_parquet("tables", "pyarrow")["agreements"]["agreement_id"].to_pylist()
        ['laxa-2018-2020', 'trosa-2018-2019']
    """
    validate("{}", profile=profile)
    to_language(lang)
    if progress is not None and not callable(progress):
        raise wrong_input(progress, "a function")
    work = partial(_flatten, findings=findings, profile=profile, on=day_of(on), lang=lang)
    done = Tabled()
    with _writing(folder, overwrite=overwrite) as files:
        for flat in in_order(_chunks(path), work, workers):
            done.agreements += flat.agreements
            done.refused += flat.refused
            for name, table in flat.tables.items():
                files[name].write_table(table)
                done.rows[name] = done.rows.get(name, 0) + table.num_rows
            if progress is not None:
                progress(flat.end)
    return done


@frozen
class _Flat:
    """The tables of one chunk: those that have rows."""

    agreements: int
    refused: list[Report]
    tables: dict[str, Any]
    end: int


def _flatten(chunk: Chunk, *, findings: bool, profile: Profile | str, on: date, lang: str) -> _Flat:
    from .tabular._frames import to_frame
    from .tabular._rows import Rows
    from .tabular._tables import FINDINGS, add_findings, no_findings, types_of

    rows, found, refused = Rows(), no_findings(), []
    for number, line in chunk.lines:
        try:
            agreement = loads(line) if isinstance(line, bytes) else None
        except AgreementError as error:
            refused.append(Report(f.evolve(line=number) for f in error.report))
            continue
        if agreement is None:
            assert isinstance(line, Finding)  # noqa: S101  # or there were an agreement
            refused.append(Report([line.evolve(line=number)]))
            continue
        rows.add(agreement, number)
        if findings:
            report = validate(agreement, profile=profile, on=on)
            add_findings(found, number, agreement.id, report, lang)
    cells = {**rows.cells(), FINDINGS: found}
    filled = {name: cells[name] for name in cells if next(iter(cells[name].values()))}
    tables = {name: to_frame(filled[name], types_of(name), "pyarrow") for name in filled}
    return _Flat(rows.count, refused, tables, chunk.ends[-1])


@contextlib.contextmanager
def _writing(folder: AnyPath, *, overwrite: bool) -> Iterator[dict[str, Any]]:
    """A Parquet file for each table, put in its place when all of them are written."""
    import pyarrow.parquet as pq

    from .tabular._folder import filled_at_once
    from .tabular._frames import to_frame
    from .tabular._plan import plans
    from .tabular._tables import FINDINGS, types_of

    names = {name: f"{name}.parquet" for name in (*plans(), FINDINGS)}
    files: dict[str, Any] = {}
    with filled_at_once(folder, names.values(), overwrite=overwrite) as made:
        try:
            for name, file in names.items():
                nothing = to_frame({c: [] for c in types_of(name)}, types_of(name), "pyarrow")
                files[name] = pq.ParquetWriter(made / file, nothing.schema)
            yield files
        finally:
            for open_file in files.values():
                open_file.close()
