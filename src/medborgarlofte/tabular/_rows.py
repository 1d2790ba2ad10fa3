"""Agreements to rows, and rows to agreements again."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import repeat
from typing import Any, Final

from attrs import define, field, frozen

from medborgarlofte.format import compact, loads, parse, to_tree
from medborgarlofte.model import Agreement
from medborgarlofte.values import (
    PartialDate,
    to_text,
    write_number,
)

from ._plan import NUMBER, POINTER, POSITION, UNKNOWN, Column, Form, Plan, has_id, id_column, plans

Columns = dict[str, list[Any]]
"""The cells of a table by column."""


def empty() -> dict[str, Columns]:
    """Every table without a row."""
    return {name: {column: [] for column in plan.types} for name, plan in plans().items()}


# ── To rows ────────────────────────────────────────────────────────────────────

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


# ── And back ───────────────────────────────────────────────────────────────────


def rebuilt(tables: Mapping[str, Columns]) -> Iterator[Agreement]:
    """The agreements that *tables* hold, in order.

    Raises:
        AgreementError: where what is left of one is no agreement.
    """
    trees: dict[int, dict[str, Any]] = {}
    places: dict[tuple[int, str], dict[str, Any]] = {}
    for row in _rows(tables, "agreements"):
        tree = _object(plans()["agreements"], row)
        tree["id"] = row[id_column(Agreement)]
        trees[row[NUMBER]] = places[row[NUMBER], ""] = tree
    for name, row in _outermost_first(tables):
        plan = plans()[name]
        steps = row[POINTER].split("/")
        *outer, key, _ = steps
        item = _object(plan, row)
        if plan.cls is not None and has_id(plan.cls):
            item["id"] = row[id_column(plan.cls)]
        around = _object_around(places, row[NUMBER], outer)
        if around is not None:
            around.setdefault(key, []).append(item)
            places[row[NUMBER], row[POINTER]] = item
    for plan in plans().values():
        if plan.cls is None:
            _put_values(plan, tables, places)
    for number in sorted(trees):
        yield loads(compact(trees[number]))


def _outermost_first(tables: Mapping[str, Columns]) -> list[tuple[str, dict[str, Any]]]:
    """The rows that are parts, each after what it stands in, and lists in order."""
    rows = [
        (name, row)
        for name, plan in plans().items()
        if plan.cls is not None and plan.cls is not Agreement
        for row in _rows(tables, name)
    ]

    def place(named: tuple[str, dict[str, Any]]) -> tuple[int, list[tuple[int, str]]]:
        steps = named[1][POINTER].split("/")
        return len(steps), [(int(s), "") if s.isdecimal() else (-1, s) for s in steps]

    return sorted(rows, key=place)


def _object_around(
    places: dict[tuple[int, str], dict[str, Any]], number: int, steps: list[str]
) -> dict[str, Any] | None:
    """The object at *steps*: one with a row, or one that is told of in the row around it."""
    inside: list[str] = []
    while True:
        item = places.get((number, "/".join(steps)))
        if item is not None:
            break
        if not steps or steps[-1].isdecimal():  # a part of a list, whose row is gone
            return None
        inside.insert(0, steps.pop())
    for key in inside:
        item = item.setdefault(key, {})
    return item


def _put_values(
    plan: Plan, tables: Mapping[str, Columns], places: dict[tuple[int, str], dict[str, Any]]
) -> None:
    every = (inner for outer in plans().values() for inner in outer.inner)
    inner = next(each for each in every if each.table == plan.name)
    for row in sorted(_rows(tables, plan.name), key=lambda row: (row[NUMBER], row[POSITION])):
        item = places.get((row[NUMBER], row.get(POINTER) or ""))
        if item is None:
            continue
        *outer, key = inner.path
        for step in outer:
            item = item.setdefault(step, {})
        item.setdefault(key, []).append(_value(plan.columns, row))


def _rows(tables: Mapping[str, Columns], name: str) -> Iterator[dict[str, Any]]:
    columns = tables.get(name)
    if not columns:
        return
    for cells in zip(*columns.values(), strict=True):
        yield dict(zip(columns, cells, strict=True))


def _object(plan: Plan, row: Mapping[str, Any]) -> dict[str, Any]:
    """The object that *row* tells of, without its lists."""
    made: dict[str, Any] = {}
    for column in plan.columns:
        cell = row.get(column.name)
        if cell is None or column.form in _DERIVED:
            continue
        if column.form is Form.UNKNOWN:
            _reach(made, column.path).update(parse(cell))
        elif column.form is Form.THERE:
            if cell:
                _reach(made, column.path)
        else:
            *outer, key = column.path
            _reach(made, outer)[key] = _json(column, cell)
    return made


_DERIVED: Final = (Form.FIRST_DAY, Form.LAST_DAY, Form.NUMBER)
"""What follows from the column beside it, which has all of it."""


def _reach(made: dict[str, Any], path: Iterable[str]) -> dict[str, Any]:
    for key in path:
        made = made.setdefault(key, {})
    return made


def _json(column: Column, cell: Any) -> Any:
    """The JSON value of *cell*."""
    if column.form is Form.LANGUAGES:
        return parse(cell)
    if column.form is Form.DIGITS:
        return Decimal(cell)
    return cell


def _value(columns: tuple[Column, ...], row: Mapping[str, Any]) -> Any:
    """One plain value: the last of its columns that holds it whole."""
    whole = [c for c in columns if c.form not in _DERIVED and row.get(c.name) is not None]
    return _json(whole[-1], row[whole[-1].name])
