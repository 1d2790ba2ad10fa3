"""Named, typed tables of many agreements, and agreements of tables again."""

from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from typing import Any, Final, Literal

from attrs import field, frozen

from medborgarlofte.checking import Day, Profile, validate
from medborgarlofte.findings import AgreementError, Finding, Report, require, to_language
from medborgarlofte.findings.structure import CANNOT_READ, WRONG_INPUT
from medborgarlofte.format import AnyPath, reason, to_path
from medborgarlofte.model import Agreement, each_agreement

from ._folder import filled_at_once
from ._frames import BACKENDS, from_frame, narwhals, to_frame
from ._plan import NUMBER, Type, plans
from ._rebuilt import rebuilt
from ._rows import Columns, Rows

Backend = Literal["pandas", "polars", "pyarrow"]

FINDINGS: Final = "findings"
_FINDING_TYPES: Final[dict[str, Type]] = {
    NUMBER: Type.INTEGER,
    "agreement_id": Type.STRING,
    "pointer": Type.STRING,
    "code": Type.STRING,
    "severity": Type.STRING,
    "level": Type.STRING,
    "entity": Type.STRING,
    "entity_id": Type.STRING,
    "message": Type.STRING,
}


def types_of(name: str) -> dict[str, Type]:
    """The columns of the table *name* with what each holds."""
    return _FINDING_TYPES if name == FINDINGS else plans()[name].types


@frozen(repr=False)
class Tables(Mapping[str, Any]):
    """Data frames by name (tabeller): ``tables["promises"]`` or ``tables.promises``.

    Every table is there, with its columns and their types, also where it has no row.

    Example:
        >>> from medborgarlofte import examples, tables
        >>> made = tables([examples.load("trosa")], "polars", findings=False)
        >>> len(made), made.promises["title"].to_list()[:2]
        (61, ['Trafikkontroller', 'Trafikmiljö'])

    Attributes:
        backend: The library whose data frames they are.
    """

    _frames: Mapping[str, Any] = field(alias="frames")
    backend: Backend

    def __getitem__(self, name: str) -> Any:
        return self._frames[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._frames)

    def __len__(self) -> int:
        return len(self._frames)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self._frames:
            raise AttributeError(name)
        return self._frames[name]

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._frames]

    def counts(self) -> dict[str, int]:
        """How many rows each table has, by its name.

        Example:
            >>> from medborgarlofte import examples, tables
            >>> tables([examples.load("trosa")], "polars", findings=False).counts()["promises"]
            3
        """
        return {name: len(frame) for name, frame in self.items()}

    def __repr__(self) -> str:
        filled = (f"{name} {count}" for name, count in self.counts().items() if count)
        return f"<Tables in {self.backend}: {', '.join(filled) or 'no rows'}>"

    def write_parquet(self, folder: AnyPath, *, overwrite: bool = False) -> None:
        """Write each table to a Parquet file of its name.

        Args:
            folder: Where the files are put; made where it is not there.
            overwrite: Whether files of the same names may be written over.

        Raises:
            AgreementError: S002 where it cannot be written, or is there and *overwrite* is not
                given; S003 where *folder* is no path.
            ImportError: where the extra ``tables`` is not installed.

        Example:
            >>> from pathlib import Path
            >>> from medborgarlofte import examples, tables
            >>> tables([examples.load("trosa")], "polars").write_parquet("tables")
            >>> Path("tables/promises.parquet").exists()
            True
        """
        files = {f"{name}.parquet": frame for name, frame in self.items()}
        with filled_at_once(folder, files, overwrite=overwrite) as made:
            for file, frame in files.items():
                narwhals().from_native(frame, eager_only=True).write_parquet(made / file)


def tables(
    agreements: Iterable[Agreement],
    backend: Backend | None = None,
    *,
    findings: bool = True,
    profile: Profile | str = "bra",
    on: Day | None = None,
    lang: str = "sv",
) -> Tables:
    """Make tables of agreements (tabeller): of promises, of observations, of findings and more.

    The tables and their columns follow from the classes. A part is a row; a part that stands
    alone in a field is in columns of the row around it (``period_start``); a list of plain
    values is a table of its own (``promises_themes``). ``agreement_no`` is the agreement's
    place among *agreements*; with it and the ids (``promise_id``) tables are joined.

    Args:
        agreements: The agreements; they are taken one at a time.
        backend: ``pandas``, ``polars`` or ``pyarrow``; the first of them that is installed
            where left out.
        findings: Whether they are checked too, for the table ``findings``.
        profile: Which rules count.
        on: The day that counts as today for the rules.
        lang: The language of the findings' messages, ``sv`` or ``en``.

    Raises:
        AgreementError: S003 where *agreements*, *backend*, *on* or *lang* is something else, S005
            where there is no such profile.
        ImportError: where the extra ``tables`` is not installed.

    Example:
        >>> from medborgarlofte import examples, tables
        >>> made = tables([examples.load("strangnas")], "polars", findings=False)
        >>> made.commitments["quantity_number"].to_list()
        [8.0, 2.0, 4.0, None, None, None]
    """
    chosen = _backend(backend)
    to_language(lang)
    rows = Rows()
    found = no_findings()
    for agreement in each_agreement(agreements):
        if findings:
            report = validate(agreement, profile=profile, on=on)
            add_findings(found, rows.count, agreement.id, report, lang)
        rows.add(agreement)
    return framed({**rows.cells(), FINDINGS: found}, chosen)


def framed(cells: Mapping[str, Columns], backend: Backend) -> Tables:
    """Data frames of the cells of every table."""
    frames = {name: to_frame(cells[name], types_of(name), backend) for name in cells}
    return Tables(frames, backend)


def add_findings(cells: Columns, number: int, name: str, report: Report, lang: str) -> None:
    """Add the findings of one agreement to *cells*."""
    for row in report.to_rows(lang):
        whose = {NUMBER: number, "agreement_id": name}
        for column, values in cells.items():
            values.append(whose.get(column, row.get(column)))


def no_findings() -> Columns:
    """The table of findings without a row."""
    return {name: [] for name in _FINDING_TYPES}


def _backend(backend: str | None) -> Backend:
    if backend is None:
        there = next((name for name in BACKENDS if find_spec(name) is not None), None)
        if there is None:
            raise ImportError("tables need pandas, polars or pyarrow")
        return there  # type: ignore[return-value]  # one of them
    if backend not in BACKENDS:
        expected = ", ".join(BACKENDS)
        raise AgreementError.of(Finding.of(WRONG_INPUT, expected=expected, found="something else"))
    return backend  # type: ignore[return-value]  # one of them


def from_tables(tables: Mapping[str, Any]) -> list[Agreement]:
    """Make agreements of tables again: ``from_tables(tables(agreements)) == agreements``.

    Nothing is lost on the way. Rows may have been taken out; what stood in a row that is
    gone goes with it. What follows from other columns is not read: a date's first and last
    day, and a number beside its digits.

    Args:
        tables: Data frames by the names of the tables.

    Raises:
        AgreementError: S003 where *tables* are none, or a row does not say where it belongs or
            a cell holds something else than its column; S301 or another structure code where
            what is left of one is no agreement.
        ImportError: where the extra ``tables`` is not installed.

    Example:
        >>> from medborgarlofte import examples, from_tables, tables
        >>> trosa = examples.load("trosa")
        >>> from_tables(tables([trosa], "polars")) == [trosa]
        True
    """
    given = require(tables, Mapping, "tables")  # type: ignore[type-abstract]  # a protocol
    cells = {
        name: from_frame(frame, types_of(name)) for name, frame in given.items() if name in plans()
    }
    return list(rebuilt(cells))


def read_parquet(folder: AnyPath, backend: Backend | None = None) -> Tables:
    """Read the tables that :meth:`Tables.write_parquet` wrote.

    Args:
        folder: Where the Parquet files are.
        backend: ``pandas``, ``polars`` or ``pyarrow``; the first of them that is installed
            where left out.

    Raises:
        AgreementError: S001 where a file cannot be read, S003 where *folder* is no path or
            *backend* none of the three.
        ImportError: where the extra ``tables`` is not installed.

    Example:
        >>> from medborgarlofte import examples, from_tables, read_parquet, tables
        >>> tables([examples.load("trosa")], "pyarrow").write_parquet("tables")
        >>> from_tables(read_parquet("tables", "polars"))[0].id
        'trosa-2018-2019'
    """
    chosen = _backend(backend)
    where = to_path(folder)
    nw = narwhals()
    frames = {}
    try:
        for name in (*plans(), FINDINGS):
            path = (where / f"{name}.parquet").resolve(strict=True)
            read = nw.read_parquet(str(path), backend=chosen).to_native()
            columns = from_frame(read, types_of(name))
            frames[name] = to_frame(columns, types_of(name), chosen)
    except Exception as error:  # noqa: BLE001  # each library has errors of its own for rubbish
        raise AgreementError.of(Finding.of(CANNOT_READ, reason=reason(error))) from None
    return Tables(frames, chosen)
