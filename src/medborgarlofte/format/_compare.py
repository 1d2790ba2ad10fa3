"""What a change of the JSON Schema means for the version of the format."""

from collections.abc import Iterator
from enum import IntEnum
from typing import Any, Final

from attrs import frozen

__all__ = ["Difference", "Weight", "compare_schemas", "weight_of"]


class Weight(IntEnum):
    """Which number of the version has to change."""

    PATCH = 0
    """Only words have changed."""
    MINOR = 1
    """Every older document still fits, and newer ones may say more."""
    MAJOR = 2
    """Some document that fitted before no longer does, or means something else."""


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


_WORDS: Final = frozenset({"title", "description", "$comment", "examples", "$id"})


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


def weight_of(differences: list[Difference]) -> Weight:
    """The heaviest of *differences*."""
    return max((d.weight for d in differences), default=Weight.PATCH)


def _definition(old: Any, new: Any, name: str) -> Iterator[Difference]:
    if old is None:
        yield Difference(Weight.MINOR, name, "new")
    elif new is None:
        yield Difference(Weight.MAJOR, name, "gone")
    elif "properties" in old and "properties" in new:
        yield from _objects(old, new, name)
    else:
        yield from _values(old, new, name)


def _objects(old: dict[str, Any], new: dict[str, Any], name: str) -> Iterator[Difference]:
    before, after = old["properties"], new["properties"]
    for key in sorted({*before, *after}):
        place = f"{name}.{key}"
        if key not in after:
            yield Difference(Weight.MAJOR, place, "gone: older documents have it")
        elif key not in before:
            required = key in new.get("required", ())
            yield Difference(
                Weight.MAJOR if required else Weight.MINOR,
                place,
                "new and required: older documents lack it" if required else "new",
            )
        else:
            yield from _values(before[key], after[key], place)
    for key in sorted({*old.get("required", ())} ^ {*new.get("required", ())}):
        if key in before and key in after:
            now = key in new.get("required", ())
            # left out where it was required, no older reader would take it
            yield Difference(
                Weight.MAJOR, f"{name}.{key}", "now required" if now else "no longer required"
            )


def _values(old: dict[str, Any], new: dict[str, Any], place: str) -> Iterator[Difference]:
    for key in sorted({*old, *new}):
        before, after = old.get(key), new.get(key)
        if before == after:
            continue
        if key in _WORDS:
            yield Difference(Weight.PATCH, place, f"{key} is worded otherwise")
        elif key == "deprecated":
            yield Difference(Weight.MINOR, place, "deprecated" if after else "no longer deprecated")
        elif key == "enum" and before is not None and after is not None:
            # to a reader of the older version a new code is an error
            changed = sorted({*before} ^ {*after})
            yield Difference(Weight.MAJOR, place, f"closed list changed: {', '.join(changed)}")
        elif key == "items" and before is not None and after is not None:
            yield from _values(before, after, place)
        else:
            yield Difference(Weight.MAJOR, place, f"{key} has changed")
