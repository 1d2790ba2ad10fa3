"""What a change of the JSON Schema means for the version of the format.

The measure is the promise of a minor version, in both directions: every older document is
read by newer programs, and every newer one by older programs, which keep what they do not know.
So even what widens a value is a major change: an older reader would refuse the document.
"""

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import Any, Final

from attrs import frozen

from medborgarlofte.values.forms import VERSION_PATTERN

__all__ = [
    "Difference",
    "Weight",
    "compare_schemas",
    "is_schema_of_format",
    "next_version",
    "version_of",
    "weight_of",
]


class Weight(IntEnum):
    """Which number of the version has to change."""

    PATCH = 0
    """Only words have changed."""
    MINOR = 1
    """Every older document still fits, and newer ones may say more."""
    MAJOR = 2
    """Some document no longer fits, older or newer, or means something else."""


@frozen
class Difference:
    """One difference between two schemas.

    Attributes:
        weight: What it means for the version.
        place: Where in the schema, such as ``Promise.text``.
        reason: What it is.
    """

    weight: Weight
    place: str
    reason: str

    def __str__(self) -> str:
        return f"{self.weight.name.lower()}: {self.place}: {self.reason}"


_WORDS: Final = frozenset({"title", "description", "$comment", "examples"})
_SELF: Final = frozenset({"$id", "$schema", "$defs", "properties", "required"})
"""What is compared on its own, or not at all."""


def compare_schemas(old: dict[str, Any], new: dict[str, Any]) -> list[Difference]:
    """Every difference between two schemas of the format, made by :func:`json_schema`."""
    return [
        *_objects(old, new, "Agreement"),
        *(
            difference
            for name in sorted({*old["$defs"], *new["$defs"]})
            for difference in _definition(old["$defs"].get(name), new["$defs"].get(name), name)
        ),
    ]


def weight_of(differences: Sequence[Difference]) -> Weight:
    """The heaviest of *differences*."""
    return max((d.weight for d in differences), default=Weight.PATCH)


def is_schema_of_format(value: Any) -> bool:
    """Tell whether *value* looks like a schema made by :func:`json_schema`, all through."""
    return (
        _is_object(value)
        and isinstance(value.get("$defs"), dict)
        and "properties" in value
        and all(map(_is_object, value["$defs"].values()))
        and re.fullmatch(f"urn:medborgarlofte:schema:{VERSION_PATTERN}", str(value.get("$id")))
        is not None
    )


def _is_object(schema: Any) -> bool:
    if not _is_value(schema):
        return False
    properties, required = schema.get("properties", {}), schema.get("required", [])
    return (
        isinstance(properties, dict)
        and all(map(_is_value, properties.values()))
        and isinstance(required, list)
        and all(isinstance(key, str) for key in required)
    )


def _is_value(schema: Any) -> bool:
    """Whether what is compared keyword by keyword is there in its form, down to the items."""
    while isinstance(schema, dict):
        if not all(isinstance(schema.get(key, []), list) for key in ("enum", "examples")):
            return False
        if "items" not in schema:
            return True
        schema = schema["items"]
    return False


def version_of(schema: dict[str, Any]) -> str:
    """The version of the format that *schema* is of, by its own name."""
    return str(schema["$id"]).rpartition(":")[2]


def next_version(released: str, weight: Weight) -> str:
    """The version that comes after *released* when what has changed is of *weight*."""
    major, minor = map(int, released.split("."))
    if weight is Weight.MAJOR:
        return f"{major + 1}.0"
    return f"{major}.{minor + (weight is Weight.MINOR)}"


def _definition(old: Any, new: Any, name: str) -> Iterator[Difference]:
    if old is None:
        yield Difference(Weight.MINOR, name, "new")
    elif new is None:
        yield Difference(Weight.MAJOR, name, "gone")
    else:
        yield from _objects(old, new, name)


def _objects(old: dict[str, Any], new: dict[str, Any], name: str) -> Iterator[Difference]:
    yield from _values(_without_self(old), _without_self(new), name)
    before, after = old.get("properties", {}), new.get("properties", {})
    required, now_required = old.get("required", ()), new.get("required", ())
    for key in sorted({*before, *after}):
        place = f"{name}.{key}"
        if key not in after:
            yield Difference(Weight.MAJOR, place, "gone: older documents have it")
        elif key in before:
            yield from _values(before[key], after[key], place)
        elif key in now_required:
            yield Difference(Weight.MAJOR, place, "new and required: older documents lack it")
        else:
            yield Difference(Weight.MINOR, place, "new")
    for key in sorted({*required} ^ {*now_required}):
        if key in before and key in after:
            why = (
                "now required: older documents may lack it"
                if key in now_required
                else "no longer required: older readers refuse documents without it"
            )
            yield Difference(Weight.MAJOR, f"{name}.{key}", why)


def _without_self(schema: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if key not in _SELF}


def _values(old: dict[str, Any], new: dict[str, Any], place: str) -> Iterator[Difference]:
    """What differs between the rest of two schemas, keyword by keyword."""
    for key in sorted({*old, *new}):
        before, after = old.get(key), new.get(key)
        if before == after:
            continue
        if key == "$comment" and _REFERENCE in f"{before}{after}":
            yield Difference(Weight.MAJOR, place, "it refers to something else")
        elif key == "examples" and _OPEN in str(new.get("$comment")):
            yield _codes(before, after, place, "open list", Weight.MINOR)
        elif key in _WORDS:
            yield Difference(Weight.PATCH, place, f"{key} is worded otherwise")
        elif key == "deprecated":
            yield Difference(Weight.MINOR, place, "deprecated" if after else "no longer deprecated")
        elif key == "enum" and before is not None and after is not None:
            # a new one is major too: an older reader knows all the codes there are
            yield _codes(before, after, place, "closed list", Weight.MAJOR)
        elif key == "items" and before is not None and after is not None:
            yield from _values(before, after, place)
        else:
            yield Difference(Weight.MAJOR, place, f"{key} has changed")


_REFERENCE: Final = "The id of a "
_OPEN: Final = "Open list"


def _codes(before: Any, after: Any, place: str, what: str, weight: Weight) -> Difference:
    """How a codelist has changed; its order alone is a matter of words."""
    old, new = set(map(str, before or ())), set(map(str, after or ()))
    changed = [
        f"{word} {', '.join(sorted(codes))}"
        for word, codes in (("with", new - old), ("without", old - new))
        if codes
    ]
    if not changed:
        return Difference(Weight.PATCH, place, f"{what} in another order")
    return Difference(weight, place, f"{what} {', '.join(changed)}")
