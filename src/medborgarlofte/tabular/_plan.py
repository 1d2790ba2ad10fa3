"""Which tables there are, and what stands in their columns: all of it from the classes.

A class whose parts stand in lists is a table, with a row for each part. A part that stands
alone in a field is told in columns of the part around it (``period_start``). A list of plain
values is a table of its own, with a row for each value (``promises_themes``).
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import Final

from attrs import field, frozen

from medborgarlofte.model import Agreement
from medborgarlofte.values import FieldSpec, Kind, Part, fields_of


class Type(StrEnum):
    """What a column holds; every column may also hold nothing."""

    STRING = "string"
    INTEGER = "integer"
    FLOAT = "float"
    BOOLEAN = "boolean"
    DATE = "date"


class Form(StrEnum):
    """How the cells of a field come from its JSON, and go back."""

    PLAIN = "plain"
    THERE = "there"  # whether a part is there at all
    TEXT = "text"  # in the agreement's own language
    LANGUAGES = "languages"  # all of a text in several languages, as JSON
    FIRST_DAY = "first day"
    LAST_DAY = "last day"
    NUMBER = "number"
    DIGITS = "digits"  # a number as it is written
    UNKNOWN = "unknown"  # unknown fields, as JSON


@frozen
class Column:
    """One column.

    Attributes:
        name: What it is called.
        type: What it holds.
        path: Keys that lead to the value, from the object that the row is about.
        form: How the value becomes a cell.
    """

    name: str
    type: Type
    path: tuple[str, ...]
    form: Form = Form.PLAIN


@frozen
class Inner:
    """A list in the object that a row is about: of parts, or of plain values."""

    path: tuple[str, ...]
    table: str
    cls: type[Part] | None = None


@frozen
class Plan:
    """One table.

    Attributes:
        name: What it is called.
        cls: The class that its rows are about; ``None`` where they are plain values.
        keys: The columns that say which agreement, and which parts the row stands in.
        columns: The columns with what is said.
        inner: The lists that have tables of their own.
    """

    name: str
    cls: type[Part] | None
    keys: tuple[str, ...]
    columns: tuple[Column, ...]
    inner: tuple[Inner, ...] = field(default=())

    @property
    def types(self) -> dict[str, Type]:
        """The type of each column, keys first."""
        keys = {name: Type.INTEGER if name in _NUMBERS else Type.STRING for name in self.keys}
        return keys | {column.name: column.type for column in self.columns}


NUMBER: Final = "agreement_no"
"""Which agreement, counted from 0: the one key that is unique whatever the ids are."""
POINTER: Final = "pointer"
"""Where in the document the part stands, as a JSON Pointer."""
POSITION: Final = "position"
"""Where in its list, counted from 0."""
_NUMBERS: Final = (NUMBER, POSITION)
UNKNOWN: Final = "extensions"


@cache
def plans() -> dict[str, Plan]:
    """Every table by its name, in the order of the classes."""
    made: dict[str, Plan] = {}
    parents = _parents()
    for cls in _classes_in_lists():
        name = table_of(cls)
        keys = _keys(cls, parents)
        inner = tuple(_inner(cls, name))
        made[name] = Plan(name, cls, keys, tuple(_columns(cls)), inner)
        for each in inner:
            if each.cls is None:
                spec = _spec_at(cls, each.path)
                made[each.table] = Plan(each.table, None, (*keys, POSITION), _value_columns(spec))
    return made


def table_of(cls: type[Part]) -> str:
    """The name of the table of *cls*: as its lists are called, or its name in the plural."""
    if cls is Agreement:
        return "agreements"
    lists = {spec.name for _, spec in _lists() if spec.shape.type is cls}
    return lists.pop() if len(lists) == 1 else f"{_snake(cls)}s"


def id_column(cls: type[Part] | str) -> str:
    """The column with the id of a part of class *cls*."""
    return f"{_snake(cls)}_id"


def _snake(cls: type[Part] | str) -> str:
    name = cls if isinstance(cls, str) else cls.__name__
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


@cache
def _lists() -> tuple[tuple[type[Part], FieldSpec], ...]:
    """Every list of parts in the model, with the class that has it."""
    found, seen = [], []
    waiting: list[type[Part]] = [Agreement]
    while waiting:
        cls = waiting.pop(0)
        seen.append(cls)
        for spec in fields_of(cls):
            if spec.shape.kind is Kind.PART:
                if spec.many:
                    found.append((cls, spec))
                if spec.shape.type not in (*seen, *waiting):
                    waiting.append(spec.shape.type)
    return tuple(found)


def _classes_in_lists() -> tuple[type[Part], ...]:
    return tuple(dict.fromkeys([Agreement, *(spec.shape.type for _, spec in _lists())]))


@cache
def _parents() -> dict[type[Part], set[type[Part]]]:
    """For each class, the classes that a part of it may stand in."""
    parents: dict[type[Part], set[type[Part]]] = {}
    waiting: list[type[Part]] = [Agreement]
    while waiting:
        cls = waiting.pop()
        for spec in fields_of(cls):
            if spec.shape.kind is Kind.PART:
                if spec.shape.type not in parents:
                    waiting.append(spec.shape.type)
                parents.setdefault(spec.shape.type, set()).add(cls)
    return parents


def has_id(cls: type[Part]) -> bool:
    """Whether the parts of *cls* have ids."""
    return any(spec.name == "id" for spec in fields_of(cls))


def _keys(cls: type[Part], parents: dict[type[Part], set[type[Part]]]) -> tuple[str, ...]:
    """Which agreement, the ids of what it stands in and its own, and where."""
    around: list[type[Part]] = []
    waiting = [cls]
    while waiting:
        for outer in sorted(parents.get(waiting.pop(), ()), key=lambda each: each.__name__):
            if outer not in around and outer is not Agreement:
                around.append(outer)
                waiting.append(outer)
    outside = [id_column(each) for each in around if has_id(each) and each is not cls]
    own = [id_column(cls)] if has_id(cls) and cls is not Agreement else []
    where = [] if cls is Agreement else [POINTER]
    return (NUMBER, id_column(Agreement), *sorted(outside), *own, *where)


def _columns(cls: type[Part], path: tuple[str, ...] = (), prefix: str = "") -> Iterator[Column]:
    for spec in fields_of(cls):
        at, name = (*path, spec.key), f"{prefix}{spec.name}"
        if spec.many or (spec.name == "id" and not path):
            continue
        if spec.shape.kind is Kind.PART:
            yield Column(name, Type.BOOLEAN, at, Form.THERE)
            yield from _columns(spec.shape.type, at, f"{name}_")
        else:
            yield from _cells(spec, at, name)
    yield Column(f"{prefix}{UNKNOWN}", Type.STRING, path, Form.UNKNOWN)


def _cells(spec: FieldSpec, at: tuple[str, ...], name: str) -> Iterator[Column]:
    """The columns of one plain value."""
    kind = spec.shape.kind
    if kind is Kind.TEXT:
        yield Column(name, Type.STRING, at, Form.TEXT)
        yield Column(f"{name}_languages", Type.STRING, at, Form.LANGUAGES)
    elif kind is Kind.DATE:
        yield Column(name, Type.STRING, at)
        yield Column(f"{name}_first_day", Type.DATE, at, Form.FIRST_DAY)
        yield Column(f"{name}_last_day", Type.DATE, at, Form.LAST_DAY)
    elif kind is Kind.NUMBER:
        yield Column(name, Type.FLOAT, at, Form.NUMBER)
        yield Column(f"{name}_digits", Type.STRING, at, Form.DIGITS)
    elif kind is Kind.REFERENCE:
        yield Column(f"{name}_id", Type.STRING, at)
    else:
        yield Column(name, _TYPES.get(kind, Type.STRING), at)


_TYPES: Final = {Kind.INTEGER: Type.INTEGER, Kind.BOOLEAN: Type.BOOLEAN}


def _value_columns(spec: FieldSpec) -> tuple[Column, ...]:
    """The columns of a list of plain values: what each refers to, or what it is."""
    reference = spec.shape.reference
    if reference is not None:
        return (Column(id_column(reference.target), Type.STRING, ()),)
    return tuple(_cells(spec, (), "value"))


def _inner(
    cls: type[Part], table: str, path: tuple[str, ...] = (), prefix: str = ""
) -> Iterator[Inner]:
    for spec in fields_of(cls):
        at, name = (*path, spec.key), f"{prefix}{spec.name}"
        if spec.shape.kind is Kind.PART and spec.many:
            yield Inner(at, table_of(spec.shape.type), spec.shape.type)
        elif spec.shape.kind is Kind.PART:
            yield from _inner(spec.shape.type, table, at, f"{name}_")
        elif spec.many:
            yield Inner(at, f"{table}_{name}")


def _spec_at(cls: type[Part], path: tuple[str, ...]) -> FieldSpec:
    *outer, last = path
    for key in outer:
        cls = next(spec.shape.type for spec in fields_of(cls) if spec.key == key)
    return next(spec for spec in fields_of(cls) if spec.key == last)
