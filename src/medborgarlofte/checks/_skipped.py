"""Which promises the follow-ups leave out, found without trying each promise with each of them."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Final

from attrs import define

from medborgarlofte.model import FollowUp, Place, Promise
from medborgarlofte.values import Period

from ._facts import Facts

Names = tuple[str, ...]
Pointers = tuple[str, ...]
_Span = tuple[date, date]
_ALWAYS: _Span = (date.min, date.max)


class Overlaps:
    """Spans of days, made ready to be asked which of them another span meets.

    They stand by their first day, and above each two of them the later of their last days, and
    so on to the top: so only those that it meets, and the way to them, are looked at. Days
    are numbers here, in a tenth of the room.
    """

    def __init__(self, spans: Iterable[_Span]) -> None:
        firsts, lasts = array("i"), array("i")
        for first, last in spans:
            firsts.append(first.toordinal())
            lasts.append(last.toordinal())
        self._order = array("q", sorted(range(len(firsts)), key=firsts.__getitem__))
        self._starts = array("i", (firsts[at] for at in self._order))
        self._depth = max(len(firsts) - 1, 0).bit_length()
        leaves = 1 << self._depth
        self._latest = array("i", bytes(2 * leaves * firsts.itemsize))
        for leaf, at in enumerate(self._order, start=leaves):
            self._latest[leaf] = lasts[at]
        for node in range(leaves - 1, 0, -1):
            self._latest[node] = max(self._latest[2 * node], self._latest[2 * node + 1])

    def met_by(self, first: date, last: date) -> Iterator[int]:
        """The indexes of the spans with a day from *first* to *last*, the earliest begun first."""
        begun, leaves = bisect_right(self._starts, last.toordinal()), 1 << self._depth
        earliest = first.toordinal()
        waiting = [1]
        while waiting:
            node = waiting.pop()
            under = self._depth - node.bit_length() + 1
            if self._latest[node] < earliest or (node << under) - leaves >= begun:
                continue
            if under:
                waiting += (2 * node + 1, 2 * node)
            else:
                yield self._order[node - leaves]


_FEW: Final = 8


@define(eq=False, weakref_slot=False)
class Time:
    """Follow-ups of one time.

    Attributes:
        place: Where the first of them stands.
    """

    place: Place
    _judged: str | tuple[str, ...] | set[str] = ()  # most often one: more for each is felt

    @property
    def period(self) -> Period | None:
        """The time; ``None`` where they do not say."""
        follow_up = self.place.part
        assert isinstance(follow_up, FollowUp)  # noqa: S101  # it is made of no other
        return follow_up.period

    def add(self, names: Iterable[str]) -> None:
        """Take up that a follow-up of this time judges the promises of those *names*."""
        if isinstance(self._judged, set):
            self._judged.update(names)
            return
        known = (self._judged,) if isinstance(self._judged, str) else self._judged
        judged = {*known, *names}
        if len(judged) > _FEW:
            self._judged = judged
        else:
            self._judged = judged.pop() if len(judged) == 1 else tuple(judged)

    def judges(self, name: str) -> bool:
        """Tell whether a follow-up of this time judges the promise with the id *name*."""
        return name == self._judged if isinstance(self._judged, str) else name in self._judged


class Skipped:
    """The promises that were in force in the time of a follow-up that does not judge them.

    Several may share the promises of one time between them: the police's and the
    municipality's own. Of promises with one id the first counts, as it does for what refers
    to it.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self.times = facts.once(_times)
        self._last: str | None = None
        self._pointers: dict[str, str] = {}  # many times may skip the same

    @cached_property
    def _names(self) -> list[str]:
        return list(dict.fromkeys(promise.id for promise in self._facts.agreement.promises))

    @cached_property
    def _in_force(self) -> Overlaps:
        return Overlaps(_span(self._held(name)) for name in self._names)

    @cached_property
    def _said(self) -> list[Time]:
        return [time for time in self.times if time.period is not None]

    @cached_property
    def _followed(self) -> Overlaps:
        return Overlaps(_span(time.period) for time in self._said)

    @cached_property
    def _unsaid(self) -> Time | None:
        return next((time for time in self.times if time.period is None), None)

    def by(self, time: Time, most: int) -> tuple[Names, Pointers, bool]:
        """Those that are skipped at *time*, the *most* that began first, and whether that is all.

        They stand in the order of the document.
        """
        met = self._lasting() if time.period is None else self._in_force.met_by(*_span(time.period))
        left = (at for at in met if not time.judges(self._names[at]))
        names = tuple(self._names[at] for at in sorted(islice(left, most)))
        return names, tuple(map(self._pointer, names)), next(left, None) is None

    def any_by(self, time: Time) -> bool:
        """Tell whether any is skipped at *time*; most often one that was skipped before is."""
        last = self._last
        if last is not None and time.period is not None and not time.judges(last):
            (first, end), (begun, over) = _span(time.period), _span(self._held(last))
            if begun <= end and first <= over:
                return True
        names, _, _ = self.by(time, 1)
        self._last = names[0] if names else last
        return bool(names)

    def at_any_time(self, name: str) -> bool:
        """Tell whether some follow-up skips the promise with the id *name*."""
        if self._unsaid and self._own(name) is None and not self._unsaid.judges(name):
            return True
        met = self._followed.met_by(*_span(self._held(name)))
        return any(not self._said[at].judges(name) for at in met)

    def _pointer(self, name: str) -> str:
        if name not in self._pointers:
            self._pointers[name] = self._place(name).pointer()
        return self._pointers[name]

    def _lasting(self) -> Iterator[int]:
        """Those that were in force whenever it was: they last as long as the agreement."""
        return (at for at, name in enumerate(self._names) if self._own(name) is None)

    def _place(self, name: str) -> Place:
        place = self._facts.named("Promise", name)
        assert place is not None  # noqa: S101  # asked only of those that there are
        return place

    def _own(self, name: str) -> Period | None:
        promise = self._place(name).part
        assert isinstance(promise, Promise)  # noqa: S101  # it was asked for by its class
        return promise.period

    def _held(self, name: str) -> Period | None:
        return self._own(name) or self._facts.agreement.period


def _times(facts: Facts) -> list[Time]:
    times: dict[int | None, Time] = {}
    for place, follow_up in facts.of(FollowUp):
        if names := [a.promise for a in follow_up.assessments if a.promise]:
            when = None if follow_up.period is None else _days(follow_up.period)
            if when not in times:
                times[when] = Time(place)
            times[when].add(names)
    return list(times.values())


def _days(period: Period) -> int:
    """The first and the last day as one number: of many periods the least that can be kept."""
    first, last = _span(period)
    return first.toordinal() << 32 | last.toordinal()


def _span(period: Period | None) -> _Span:
    return _ALWAYS if period is None else (period.first_day, period.last_day or date.max)
