"""Rows to agreements again, also where somebody has edited the tables meanwhile."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

from medborgarlofte.findings import AgreementError, Finding, pointer
from medborgarlofte.findings.structure import KEY_TAKEN, WRONG_INPUT, WRONG_TYPE
from medborgarlofte.format import compact, loads, parse
from medborgarlofte.model import Agreement
from medborgarlofte.values import FieldSpec, Kind, Part, fields_of, to_number

from ._plan import NUMBER, POINTER, POSITION, Column, Form, Plan, has_id, id_column, plans
from ._rows import Columns

Row = Mapping[str, Any]
Places = dict[tuple[int, str], dict[str, Any]]
"""The objects that have rows, by the number of their agreement and their pointer."""


def rebuilt(tables: Mapping[str, Columns]) -> Iterator[Agreement]:
    """The agreements that *tables* hold, in order.

    Raises:
        AgreementError: S003 where a row does not say where it belongs; as ``loads`` where what
            is left of one is no agreement.
    """
    trees: dict[int, dict[str, Any]] = {}
    places: Places = {}
    for row in _rows(tables, "agreements", NUMBER, id_column(Agreement)):
        if row[NUMBER] in trees:
            raise _refused(f"one row for each {NUMBER}", "several")
        tree = _object(plans()["agreements"], row, "")
        tree["id"] = row[id_column(Agreement)]
        trees[row[NUMBER]] = places[row[NUMBER], ""] = tree
    for plan, row in _outermost_first(tables):
        *outer, key, _ = row[POINTER].split("/")
        item = _object(plan, row, row[POINTER])
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


def _outermost_first(tables: Mapping[str, Columns]) -> list[tuple[Plan, Row]]:
    """The rows that are parts, each after what it stands in, and lists in order."""
    rows = [
        (plan, row)
        for plan in plans().values()
        if plan.cls is not None and plan.cls is not Agreement
        for row in _placed(tables, plan, plan.cls)
    ]

    def place(placed: tuple[Plan, Row]) -> tuple[int, list[tuple[int, str]]]:
        steps = placed[1][POINTER].split("/")
        return len(steps), [(int(s), "") if s.isdecimal() else (-1, s) for s in steps]

    return sorted(rows, key=place)


def _object_around(places: Places, number: int, steps: list[str]) -> dict[str, Any] | None:
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


def _put_values(plan: Plan, tables: Mapping[str, Columns], places: Places) -> None:
    every = ((outer, inner) for outer in plans().values() for inner in outer.inner)
    cls, path = next((o.cls, i.path) for o, i in every if i.table == plan.name)
    assert cls is not None  # noqa: S101  # what has lists is a class
    rows = _placed(tables, plan, cls, POSITION)
    for row in sorted(rows, key=lambda row: (row[NUMBER], row[POSITION])):
        at = row.get(POINTER) or ""
        item = places.get((row[NUMBER], at))
        if item is None:
            continue
        for step in path[:-1]:
            item = item.setdefault(step, {})
        item.setdefault(path[-1], []).append(_value(plan.columns, row, f"{at}{pointer(path)}"))


# ── Where a row belongs ────────────────────────────────────────────────────────


def _rows(tables: Mapping[str, Columns], name: str, *needed: str) -> Iterator[Row]:
    """The rows of a table; each has to say what is *needed*."""
    columns = tables.get(name)
    if not columns:
        return
    for column in needed:
        if column not in columns:
            raise _refused(f"the column {column} in {name}", "none")
        if any(cell is None for cell in columns[column]):
            raise _refused(f"{column} in every row of {name}", "an empty cell")
    for cells in zip(*columns.values(), strict=True):
        yield dict(zip(columns, cells, strict=True))


def _placed(
    tables: Mapping[str, Columns], plan: Plan, cls: type[Part], *needed: str
) -> Iterator[Row]:
    """The rows of a table of parts of *cls*, or of values in them, which say where they stand."""
    own = [id_column(cls)] if plan.cls is not None and has_id(cls) else []
    where = [] if cls is Agreement else [POINTER]
    for row in _rows(tables, plan.name, NUMBER, *where, *own, *needed):
        if where and _class_at(row[POINTER]) is not cls:
            raise _refused(f"a pointer to a {cls.__name__} in {plan.name}", "another")
        yield row


def _refused(expected: str, found: str) -> AgreementError:
    return AgreementError.of(Finding.of(WRONG_INPUT, expected=expected, found=found))


def _class_at(place: str) -> type[Part] | None:
    """The class of the parts in the list that *place* leads into; ``None`` where it is none."""
    steps = place.split("/")
    cls: type[Part] = Agreement
    ends_in_list = False
    before, *keys = steps
    while keys:
        spec = _parts_of(cls).get(keys.pop(0))  # type: ignore[arg-type]  # a class has a hash
        if spec is None:
            return None
        cls, ends_in_list = spec.shape.type, spec.many
        if ends_in_list and not (keys and _NUMBER.fullmatch(keys.pop(0))):
            return None
    return cls if ends_in_list and not before else None


_NUMBER: Final = re.compile("0|[1-9][0-9]{0,8}")


@cache
def _parts_of(cls: type[Part]) -> dict[str, FieldSpec]:
    return {spec.key: spec for spec in fields_of(cls) if spec.shape.kind is Kind.PART}


# ── What a row says ────────────────────────────────────────────────────────────


def _object(plan: Plan, row: Row, at: str) -> dict[str, Any]:
    """The object that *row* tells of, without its lists."""
    made: dict[str, Any] = {}
    for column in plan.columns:
        cell = row.get(column.name)
        if cell is None or column.form in _DERIVED:
            continue
        place = f"{at}{pointer(column.path)}"
        if column.form is Form.UNKNOWN:
            _reach(made, column.path).update(_unknown(plan, column, cell, place))
        elif column.form is Form.THERE:
            if cell:
                _reach(made, column.path)
        else:
            *outer, key = column.path
            _reach(made, outer)[key] = _json(column, cell, place)
    return made


_DERIVED: Final = (Form.FIRST_DAY, Form.LAST_DAY, Form.NUMBER)
"""What follows from the column beside it, which has all of it."""


def _reach(made: dict[str, Any], path: Sequence[str]) -> dict[str, Any]:
    for key in path:
        made = made.setdefault(key, {})
    return made


def _unknown(plan: Plan, column: Column, cell: str, at: str) -> dict[str, Any]:
    """The members in a cell that no class knows."""
    members = _parsed(cell, at)
    if not isinstance(members, dict):
        found = "array" if isinstance(members, list) else type(members).__name__
        raise AgreementError.of(Finding.of(WRONG_TYPE, at, expected="object", found=found))
    for key in members:
        if key in _known_keys(plan.name, column.path):
            raise AgreementError.of(Finding.of(KEY_TAKEN, at, key=key))
    return members


@cache
def _known_keys(table: str, path: tuple[str, ...]) -> frozenset[str]:
    """What the class of the object at *path* in a row of *table* has fields for."""
    plan, depth = plans()[table], len(path)
    told = [*(column.path for column in plan.columns), *(inner.path for inner in plan.inner)]
    keys = {each[depth] for each in told if len(each) > depth and each[:depth] == path}
    return frozenset(keys if path else {"id", *keys})


def _json(column: Column, cell: Any, at: str) -> Any:
    """The JSON value of *cell*."""
    if column.form is Form.LANGUAGES:
        return _parsed(cell, at)
    if column.form is Form.DIGITS:
        return to_number(cell, at)
    return cell


def _parsed(cell: str, at: str) -> Any:
    try:
        return parse(cell)
    except AgreementError as error:
        told = (finding.evolve(pointer=at + finding.pointer) for finding in error.report)
        raise AgreementError.of(*told) from None


def _value(columns: tuple[Column, ...], row: Row, at: str) -> Any:
    """One plain value: the last of its columns that holds it whole."""
    whole = [c for c in columns if c.form not in _DERIVED and row.get(c.name) is not None]
    if not whole:
        raise _refused("a value in every row", f"none for {at}")
    return _json(whole[-1], row[whole[-1].name], at)
