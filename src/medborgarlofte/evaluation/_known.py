"""An agreement as it is known on a day: what has been told by then, and where it stands."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache, cached_property
from operator import is_not
from typing import Any, Final, TypeVar, cast

from attrs import frozen

from medborgarlofte.findings import BOTH, Words
from medborgarlofte.findings._wording import MOST_SHOWN
from medborgarlofte.model import (
    Agreement,
    Contact,
    Evidence,
    FollowUp,
    Participation,
    Party,
)
from medborgarlofte.model._goal_indicators import GoalIndicators
from medborgarlofte.values import Kind, Part, Period, Text, fields_of

S = TypeVar("S", bound=Part)
T = TypeVar("T")


@frozen(order=True)
class Made:
    """When something was told, as exactly as it is known.

    Attributes:
        last: The last day on which it may have been.
        first: The first.
    """

    last: date
    first: date


def when_made(follow_up: FollowUp) -> Made:
    """When *follow_up* was made.

    One without a date is taken as made when the time that it covers had ended; one that
    says neither, before anything else.
    """
    if follow_up.date is not None:
        return Made(follow_up.date.last_day, follow_up.date.first_day)
    if follow_up.period is not None:
        day = follow_up.period.last_day or follow_up.period.first_day
        return Made(day, day)
    return Made(date.min, date.min)


_NEVER_TOLD: Final = (Contact, Evidence, Participation, Period)
"""Parts that no reason points at by themselves; they may stand in many places."""


def _told_apart(agreement: Agreement) -> Agreement:
    """*agreement*, equal, but with no object in two places: a part is known by its object."""
    told = [id(p.part) for p in agreement.places if not isinstance(p.part, _NEVER_TOLD)]
    return agreement if len(set(told)) == len(told) else _own(agreement, set())


def _own(part: S, seen: set[int]) -> S:
    """*part*, or a copy where it or something in it has been *seen* elsewhere."""
    changed: dict[str, Any] = {}
    for name, many in _fields_told(type(part)):  # type: ignore[arg-type]  # a class has a hash
        value = getattr(part, name)
        if not value:
            continue
        if many:
            items = tuple([_own(item, seen) for item in value])
            if any(map(is_not, items, value)):
                changed[name] = items
        elif (own := _own(value, seen)) is not value:
            changed[name] = own
    if not changed and id(part) not in seen:
        seen.add(id(part))
        return part
    # as it is, so it need not be checked again
    copy = object.__new__(type(part))
    vars(copy).update(part.__getstate__(), **changed)
    return copy


@cache
def _fields_told(cls: type[Part]) -> tuple[tuple[str, bool], ...]:
    return tuple(
        (spec.name, spec.many)
        for spec in fields_of(cls)
        if spec.shape.kind is Kind.PART and not issubclass(spec.shape.type, _NEVER_TOLD)
    )


class Known:
    """An agreement, and the day whose knowledge counts.

    Attributes:
        agreement: The agreement, each part of it an object of its own.
        on: The day; ``None`` where all that is told counts, whenever it was.
    """

    def __init__(self, agreement: Agreement, on: date | None) -> None:
        self.agreement = _told_apart(agreement)
        self.on = on
        self._given = agreement
        self._found: dict[tuple[object, int], object] = {}

    def once(self, find: Callable[["Known", S], T], part: S) -> T:
        """What *find* finds of a *part* of the agreement, asked once however many refer to it."""
        key = find, id(part)
        if key not in self._found:
            self._found[key] = find(self, part)
        return cast("T", self._found[key])

    @property
    def day(self) -> date:
        """The day, the last of all where none is given."""
        return date.max if self.on is None else self.on

    @cached_property
    def goal_indicators(self) -> GoalIndicators:
        """The indicators of the goals that each promise serves."""
        return GoalIndicators(self.agreement)

    @cached_property
    def _pointers(self) -> dict[int, str]:
        found: dict[int, str] = {}
        for place in self.agreement.places:
            found.setdefault(id(place.part), place.pointer())
        return found

    @cached_property
    def _given_pointers(self) -> dict[int, str]:
        """Where the parts first stand of the agreement that was given, for who has those."""
        found: dict[int, str] = {}
        for place in self._given.places:
            found.setdefault(id(place.part), place.pointer())
        return found

    def at(self, part: Part | None, *more: str | int) -> str | None:
        """Where *part* stands, or something *more* in it; ``None`` where it is not there."""
        where = None if part is None else self._pointers.get(id(part))
        if where is None and self._given is not self.agreement:
            where = self._given_pointers.get(id(part))
        return where if where is None else "/".join((where, *map(str, more)))

    def has_been_made(self, follow_up: FollowUp) -> bool:
        """Whether *follow_up* may have been made by the day."""
        return when_made(follow_up).first <= self.day

    @cached_property
    def follow_ups(self) -> tuple[FollowUp, ...]:
        """The follow-ups made by the day, in the order of the document."""
        return tuple(f for f in self.agreement.follow_ups if self.has_been_made(f))

    def told(self, said: Iterable[tuple[FollowUp, S]]) -> list[tuple[FollowUp, S]]:
        """What was *said* by the day, the earliest first; in document order where as late."""
        counted = [(f, each) for f, each in said if self.has_been_made(f)]
        return sorted(counted, key=lambda pair: when_made(pair[0]).last)

    def parties(self, names: Sequence[str]) -> tuple[Text | str, ...]:
        """What the parties with those ids are called, as many as words have room for.

        All that a follow-up judges is judged by the same, who may be many.
        """
        shown = names[: MOST_SHOWN + 1]
        found = ((name, self.agreement.find(Party, name)) for name in shown)
        return tuple(name if party is None else party.name for name, party in found)


def title_of(part: Part) -> Words:
    """What a part is called, in its own words: its title, name or text; or else its id."""
    for key in ("title", "name", "text"):
        said = getattr(part, key, None)
        if isinstance(said, Text):
            return Words(*(said.in_language(lang).rstrip(" .") for lang in BOTH))
    name = str(getattr(part, "id", ""))
    return Words(name, name)
