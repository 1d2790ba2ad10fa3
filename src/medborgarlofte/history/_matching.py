"""Which item of one list is which item of another."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any, Final

from medborgarlofte.values import FieldSpec, Kind, Part, Period, Quantity, Recurrence, fields_of

ATOMIC: Final = (Period, Quantity, Recurrence)
"""Parts that change as one value: "minst 4" becomes "minst 6", not number 4 number 6."""

_NAMING: Final = (Kind.REFERENCE, Kind.OPEN)


def is_whole(spec: FieldSpec) -> bool:
    """Tell whether a field's value changes as one, instead of field by field."""
    return spec.shape.kind is not Kind.PART or issubclass(spec.shape.type, ATOMIC)


def names_of(items: Sequence[Any]) -> list[tuple[Any, int]]:
    """A name for each item, different for each; the same in two lists for the same thing.

    A part is named by its id; one without, by what it refers to and the time that it is
    about; anything else by itself. Items of the same name are counted.
    """
    counts: dict[Any, int] = {}
    names = []
    for item in items:
        name = name_of(item)
        counts[name] = counts.get(name, 0) + 1
        names.append((name, counts[name]))
    return names


def name_of(item: Any) -> Any:
    """What *item* is known by in its list."""
    if not isinstance(item, Part):
        return item
    own = getattr(item, "id", None)
    if own is not None:
        return own
    return tuple(
        getattr(item, spec.name)
        for spec in fields_of(type(item))
        if not spec.many and (spec.shape.kind in _NAMING or spec.shape.type is Period)
    )


def stays(order: Sequence[int]) -> set[int]:
    """The most numbers of *order* that already stand in ascending order; the others moved."""
    tails: list[int] = []  # the least last number of an ascending run of each length
    before: dict[int, int | None] = {}
    ends: list[int] = []
    for number in order:
        place = bisect_left(tails, number)
        if place == len(tails):
            tails.append(number)
            ends.append(number)
        else:
            tails[place] = number
            ends[place] = number
        before[number] = ends[place - 1] if place else None
    kept: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept
