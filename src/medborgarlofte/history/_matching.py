"""Which item of one list is which item of another."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from medborgarlofte.values import (
    FieldSpec,
    Kind,
    Part,
    Period,
    Quantity,
    Recurrence,
    Text,
    fields_of,
)

from ._exact import written

ATOMIC: Final = (Period, Quantity, Recurrence)
"""Parts that change as one value: "minst 4" becomes "minst 6", not number 4 number 6."""

_NAMING: Final = (Kind.REFERENCE, Kind.OPEN)


def is_whole(spec: FieldSpec) -> bool:
    """Tell whether a field's value changes as one, instead of field by field."""
    return spec.shape.kind is not Kind.PART or issubclass(spec.shape.type, ATOMIC)


class Slot(NamedTuple):
    """What stands for one item in all versions of a list.

    Attributes:
        name: What the item is known by.
        number: Its number among those that are known by the same.
        added: How it is written, where it is not in the first version and has no id.
        is_sure: Whether nothing else can be meant by the name in any version.
    """

    name: Any
    number: int
    added: str = ""
    is_sure: bool = True


def slots_of(base: Sequence[Any], *others: Sequence[Any]) -> list[list[Slot]]:
    """A slot for each item of each version of a list: the same for the same item.

    A part is named by its id; one without, by what it refers to and the time that it is
    about; anything else by itself. Where several have one name, equal ones are the same;
    then what all the others have added alike; and then what is left, in its order.
    """
    sides = (base, *others)
    slots: list[dict[int, Slot]] = [{} for _ in sides]
    named: dict[Any, list[list[int]]] = {}
    for number, side in enumerate(sides):
        for index, item in enumerate(side):
            named.setdefault(name_of(item), [[] for _ in sides])[number].append(index)
    for name, places in named.items():
        if not isinstance(name, tuple) or all(len(found) == 1 for found in places):
            for found, slot_at in zip(places, slots, strict=True):
                slot_at.update((at, Slot(name, n)) for n, at in enumerate(found, 1))
            continue
        counted = [
            _counted(side[at] for at in found) for side, found in zip(sides, places, strict=True)
        ]
        for found, slot_at, own in zip(places, slots, _alike(name, *counted), strict=True):
            slot_at.update(zip(found, own, strict=True))
    return [[slot_at[at] for at in range(len(slot_at))] for slot_at in slots]


_Written = tuple[str, int]
"""How an item is written, and its number among those that are written so."""


def _counted(items: Iterable[Any]) -> list[_Written]:
    counts: dict[str, int] = {}
    found = []
    for item in items:
        form = written(item)
        counts[form] = counts.get(form, 0) + 1
        found.append((form, counts[form]))
    return found


def _alike(name: Any, base: list[_Written], *others: list[_Written]) -> Iterator[list[Slot]]:
    """Slots for the items that have the same *name*, in the first version and in the others."""
    known = {item: Slot(name, n, is_sure=False) for n, item in enumerate(base, 1)}
    yield list(known.values())
    added_by_all = set(others[0]).intersection(*others[1:]) if len(others) > 1 else set()
    for other in others:
        there = set(other)
        gone = iter([slot for item, slot in known.items() if item not in there])
        own = []
        for item in other:
            slot = known.get(item)
            if slot is None and item not in added_by_all:
                slot = next(gone, None)
            form, number = item
            own.append(slot or Slot(name, number, form, is_sure=False))
        yield own


def name_of(item: Any) -> Any:
    """What *item* is known by in its list."""
    if not isinstance(item, Part):
        return (written(item),) if isinstance(item, Text) and item.extensions else item
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
