"""Agreements to rows; :mod:`._rebuilt` makes agreements of them again."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from itertools import repeat
from typing import Any, Final

from attrs import define, field, frozen

from medborgarlofte.format import compact, to_tree
from medborgarlofte.model import Agreement
from medborgarlofte.values import (
    PartialDate,
    to_text,
    write_number,
)

from ._plan import NUMBER, POINTER, POSITION, UNKNOWN, Form, Plan, has_id, id_column, plans

Columns = dict[str, list[Any]]
"""The cells of a table by column."""


def empty() -> dict[str, Columns]:
    """Every table without a row."""
    return {name: {column: [] for column in plan.types} for name, plan in plans().items()}


Cell = Callable[[Any, str], Any]


@frozen
class _Level:
    """What to do with the members of an object, by their keys.

    Attributes:
        cells: The columns that a plain value gives, with what makes their cells.
        parts: For a part that stands alone: the column that says that it is there, and its level.
        lists: The tables of lists: of parts, or of plain values.
        unknown: The column of members that no class knows.
    """

    cells: dict[str, list[tuple[str, Cell]]]
    parts: dict[str, tuple[str, "_Level"]]
    lists: dict[str, tuple[Plan, bool]]
    unknown: str


@define
class Rows:
    """Rows that grow, one agreement at a time.

    A column is only as long as its last cell that holds something, until :meth:`cells` asks
    for all: most cells of most rows are empty.

    Attributes:
        count: How many agreements they are of.
    """

    _tables: dict[str, Columns] = field(factory=empty)
    _lengths: dict[str, int] = field(factory=lambda: dict.fromkeys(plans(), 0))
    count: int = 0

    def add(self, agreement: Agreement, number: int | None = None) -> None:
        """Add the rows of *agreement*, which has *number* or else the next."""
        number = self.count if number is None else number
        keys = {NUMBER: number, id_column(Agreement): agreement.id}
        self.count += 1
        self._part(plans()["agreements"], to_tree(agreement), keys, "", agreement.language)

    def cells(self) -> dict[str, Columns]:
        """The cells of every table, each column as long as its table."""
        for name, columns in self._tables.items():
            nothing = _nothing(name)
            for column, cells in columns.items():
                _fill(cells, self._lengths[name], nothing.get(column))
        return self._tables

    def _part(
        self, plan: Plan, item: dict[str, Any], keys: dict[str, Any], at: str, lang: str
    ) -> None:
        if at:
            keys = {**keys, POINTER: at}
            own = _id_column_of(plan)
            if own is not None:
                keys[own] = item["id"]
        row = self._row(plan, keys)
        self._members(plan, _level(plan.name), item, row, keys, at, lang)

    def _row(self, plan: Plan, keys: dict[str, Any]) -> int:
        """Begin a row with its keys, and return its number."""
        row = self._lengths[plan.name]
        self._lengths[plan.name] = row + 1
        columns = self._tables[plan.name]
        for key in plan.keys:
            columns[key].append(keys.get(key))
        return row

    def _members(
        self, plan: Plan, level: _Level, item: dict[str, Any], row: int, keys: dict[str, Any],
        at: str, lang: str,
    ) -> None:  # fmt: skip
        columns, unknown = self._tables[plan.name], None
        nothing = _nothing(plan.name)
        for key, value in item.items():
            if key in level.cells:
                for name, make in level.cells[key]:
                    made = make(value, lang)
                    if made is not None:
                        _fill(columns[name], row, nothing.get(name))
                        columns[name].append(made)
            elif key in level.parts:
                name, inside = level.parts[key]
                _fill(columns[name], row, False)  # what the cells are
                columns[name].append(True)
                self._members(plan, inside, value, row, keys, f"{at}/{key}", lang)
            elif key in level.lists:
                self._list(*level.lists[key], value, keys, f"{at}/{key}", lang)
            else:
                unknown = {**(unknown or {}), key: value}
        if unknown is not None:
            _fill(columns[level.unknown], row, None)
            columns[level.unknown].append(compact(unknown))

    def _list(
        self, plan: Plan, of_parts: bool, items: list[Any], keys: dict[str, Any], at: str, lang: str
    ) -> None:
        for number, item in enumerate(items):
            if of_parts:
                self._part(plan, item, keys, f"{at}/{number}", lang)
            else:
                self._value(plan, {**keys, POSITION: number}, item, lang)

    def _value(self, plan: Plan, keys: dict[str, Any], value: Any, lang: str) -> None:
        row = self._row(plan, keys)
        columns = self._tables[plan.name]
        for column in plan.columns:
            made = _MAKERS[column.form](value, lang)
            if made is not None:
                _fill(columns[column.name], row, None)
                columns[column.name].append(made)


def _fill(cells: list[Any], length: int, nothing: Any) -> None:
    missing = length - len(cells)
    if missing:
        cells.extend(repeat(nothing, missing))


@cache
def _nothing(table: str) -> dict[str, Any]:
    """What an empty cell holds, where it is not ``None``: a part is there or it is not."""
    return {c.name: False for c in plans()[table].columns if c.form is Form.THERE}


@cache
def _id_columns() -> dict[str, str]:
    return {
        plan.name: id_column(plan.cls)
        for plan in plans().values()
        if plan.cls is not None and plan.cls is not Agreement and has_id(plan.cls)
    }


def _id_column_of(plan: Plan) -> str | None:
    return _id_columns().get(plan.name)


@cache
def _level(table: str, path: tuple[str, ...] = ()) -> _Level:
    """What to do with the members of the object at *path* in a row of *table*."""
    plan = plans()[table]
    cells: dict[str, list[tuple[str, Cell]]] = {} if path else {"id": []}  # it is a key
    parts: dict[str, tuple[str, _Level]] = {}
    unknown = UNKNOWN
    for column in plan.columns:
        if column.form is Form.UNKNOWN:
            unknown = column.name if column.path == path else unknown
        elif column.path[:-1] == path and column.form is Form.THERE:
            parts[column.path[-1]] = column.name, _level(table, column.path)
        elif column.path[:-1] == path:
            cells.setdefault(column.path[-1], []).append((column.name, _MAKERS[column.form]))
    lists = {
        inner.path[-1]: (plans()[inner.table], inner.cls is not None)
        for inner in plan.inner
        if inner.path[:-1] == path
    }
    return _Level(cells, parts, lists, unknown)


def _in_own_language(value: Any, lang: str) -> str:
    return value if type(value) is str else to_text(value).in_language(lang)


def _day_of(last: bool) -> Cell:
    def day(value: str, _: str) -> date:
        known = PartialDate.parse(value)
        return known.last_day if last else known.first_day

    return day


_MAKERS: Final[Mapping[Form, Cell]] = {
    Form.PLAIN: lambda value, _: value,
    Form.TEXT: _in_own_language,
    Form.LANGUAGES: lambda value, _: None if type(value) is str else compact(value),
    Form.FIRST_DAY: _day_of(last=False),
    Form.LAST_DAY: _day_of(last=True),
    Form.NUMBER: lambda value, _: float(value),
    Form.DIGITS: lambda value, _: write_number(value),
}
