"""Documents made from others by rule: a key taken out, a value of another type put in.

The whole agreement is made from the classes themselves, so that a new field of the format
is tried here without a word.
"""

import copy
import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from attrs import frozen

from medborgarlofte import Agreement
from medborgarlofte.values import FieldSpec, Kind, Part, fields_of

_SAMPLES: dict[str, Any] = {
    "id": "a",
    "code": "b",
    "line": "En rad",
    "language": "sv",
    "url": "https://example.se/löfte",
    "e-mail": "namn@example.se",
    "municipality code": "1980",
    "organisation number": "212000-0142",
    "timestamp": "2024-06-15T12:00:00Z",
    "media type": "application/pdf",
    "currency": "SEK",
    "format version": "1.0",
    Kind.TEXT: {"sv": "Löfte", "en": "Promise"},
    Kind.DATE: "2024-06",
    Kind.NUMBER: 2,
    Kind.INTEGER: 3,
    Kind.BOOLEAN: True,
}
"""A value for each form of string, and for each kind of other value."""


def _value(spec: FieldSpec) -> Any:
    shape = spec.shape
    if shape.kind is Kind.PART:
        one = whole(shape.type)
    elif shape.kind is Kind.CLOSED:
        one = shape.type.codes()[0]
    else:
        one = copy.copy(_SAMPLES[shape.form.name if shape.form else shape.kind])
    return [one] if spec.many else one


def whole(cls: type[Part] = Agreement) -> dict[str, Any]:
    """An object in which every field of *cls* stands, and of every class within it."""
    return {spec.key: _value(spec) for spec in fields_of(cls)}


@frozen
class Place:
    """Where a field stands in a tree.

    Attributes:
        steps: The way there.
        spec: What the class says of the field.
    """

    steps: tuple[str | int, ...]
    spec: FieldSpec

    @property
    def pointer(self) -> str:
        return pointer(self.steps)

    @property
    def parent(self) -> str:
        return pointer(self.steps[:-1])

    @property
    def is_version(self) -> bool:
        return self.pointer == "/medborgarlofte"


def pointer(steps: Sequence[str | int]) -> str:
    """A JSON Pointer; no key of ours needs escaping."""
    return "".join(f"/{step}" for step in steps)


def places(
    tree: Any, cls: type[Part] = Agreement, steps: tuple[str | int, ...] = ()
) -> Iterator[Place]:
    """Every field that stands in *tree*, the whole of it first."""
    for spec in fields_of(cls):
        if spec.key not in tree:
            continue
        here = (*steps, spec.key)
        yield Place(here, spec)
        if spec.shape.kind is Kind.PART:
            held = tree[spec.key]
            within = enumerate(held) if spec.many else [(None, held)]
            for index, item in within:
                inner = here if index is None else (*here, index)
                yield from places(item, spec.shape.type, inner)


def objects(tree: Any, steps: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to every object in *tree*, language maps too."""
    if isinstance(tree, dict):
        yield steps
    if isinstance(tree, dict | list):
        items = tree.items() if isinstance(tree, dict) else enumerate(tree)
        for step, item in items:
            yield from objects(item, (*steps, step))


def at(tree: Any, steps: Sequence[str | int]) -> Any:
    """What stands in *tree* at the end of *steps*."""
    for step in steps:
        tree = tree[step]
    return tree


def replaced(tree: Any, steps: Sequence[str | int], value: Any) -> Any:
    """*tree* with *value* at the end of *steps*; what lies beside the way is shared with it."""
    if not steps:
        return value
    step, *rest = steps
    made = copy.copy(tree)
    made[step] = replaced(tree[step], rest, value) if rest else value
    return made


def without(tree: Any, steps: Sequence[str | int]) -> Any:
    """*tree* with the key at the end of *steps* missing."""
    *way, key = steps
    return replaced(tree, way, {k: v for k, v in at(tree, way).items() if k != key})


def written(tree: Any) -> str:
    """*tree* as JSON, by the standard library."""
    return json.dumps(tree, ensure_ascii=False)


def read(text: str | bytes) -> Any:
    """JSON as a tree, by the standard library."""
    return json.loads(text, parse_float=Decimal)


def exactly(value: Any) -> Any:
    """*value* type by type and digit by digit: 1 == 1.0 == True in Python, and not here.

    The order of members says nothing and is left out.
    """
    if isinstance(value, dict):
        return {key: exactly(item) for key, item in value.items()}
    if isinstance(value, list):
        return [exactly(item) for item in value]
    kind = Decimal if isinstance(value, float) else type(value)
    return (kind.__name__, str(value))


JSON_VALUES: dict[str, Any] = {
    "null": None,
    "boolean": True,
    "integer": 1,
    "number": 1.5,
    "string": "x",
    "array": [1, 1.0, True, None, "x", {}, []],
    "object": {"x": {"y": [False, 0, "0", None]}},
}
"""One value of each type that JSON has."""

_TYPES: dict[Kind, tuple[str, ...]] = {
    Kind.TEXT: ("string", "object"),
    Kind.NUMBER: ("integer", "number"),
    Kind.INTEGER: ("integer",),
    Kind.BOOLEAN: ("boolean",),
    Kind.PART: ("object",),
}


def right_types(spec: FieldSpec) -> tuple[str, ...]:
    """The types of JSON that *spec* may be of; all that is not listed is a string."""
    return ("array",) if spec.many else _TYPES.get(spec.shape.kind, ("string",))
