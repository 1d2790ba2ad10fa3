"""Which promises the follow-ups leave out, found without trying each promise with each of them."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
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
    so on to the top: so only those that it meets, and the way to them, are looked at.
    """

    def __init__(self, spans: Sequence[_Span]) -> None:
        self._order = sorted(range(len(spans)), key=lambda at: spans[at][0])
        self._starts = [spans[at][0] for at in self._order]
        self._depth = max(len(spans) - 1, 0).bit_length()
        leaves = 1 << self._depth
        ends = [spans[at][1] for at in self._order]
        self._latest = [date.min] * leaves + ends + [date.min] * (leaves - len(ends))
        for node in range(leaves - 1, 0, -1):
            self._latest[node] = max(self._latest[2 * node : 2 * node + 2])

    def met_by(self, first: date, last: date) -> Iterator[int]:
        """The indexes of the spans with a day from *first* to *last*, the earliest begun first."""
        begun, leaves = bisect_right(self._starts, last), 1 << self._depth
        waiting = [1]
        while waiting:
            node = waiting.pop()
            under = self._depth - node.bit_length() + 1
            if self._latest[node] < first or (node << under) - leaves >= begun:
                continue
            if under:
                waiting += (2 * node + 1, 2 * node)
            else:
                yield self._order[node - leaves]


_FEW: Final = 8


@define(eq=False)
class Time:
    """Follow-ups of one time.

    Attributes:
        place: Where the first of them stands.
        period: The time; ``None`` where they do not say.
    """

    place: Place
    period: Period | None
    _judged: tuple[str, ...] | set[str] = ()  # most often so few that a set for each is felt

    def add(self, names: Iterable[str]) -> None:
        """Take up that a follow-up of this time judges the promises of those *names*."""
        if isinstance(self._judged, set):
            self._judged.update(names)
        else:
            judged = {*self._judged, *names}
            self._judged = judged if len(judged) > _FEW else tuple(judged)

    def judges(self, name: str) -> bool:
        """Tell whether a follow-up of this time judges the promise with the id *name*."""
        return name in self._judged


class Skipped:
    """The promises that were in force in the time of a follow-up that does not judge them.

    Several may share the promises of one time between them: the police's and the
    municipality's own. Of promises with one id the first counts, as it does for what refers
    to it.
    """

    def __init__(self, facts: Facts) -> None:
        self._whole = facts.agreement.period
        self._places: dict[str, Place] = {}
        for place, promise in facts.of(Promise):
            self._places.setdefault(promise.id, place)
        self._names = list(self._places)
        self._in_force = Overlaps([self._span(name) for name in self._names])
        self._pointers: dict[str, str] = {}  # many times may skip the same
        self.times = _times(facts)
        self._unsaid = next((time for time in self.times if time.period is None), None)
        self._said = [time for time in self.times if time.period is not None]
        self._followed = Overlaps([_span(time.period) for time in self._said])

    def by(self, time: Time, most: int) -> tuple[Names, Pointers, bool]:
        """Those that are skipped at *time*, the *most* that began first, and whether that is all.

        They stand in the order of the document.
        """
        met = self._lasting() if time.period is None else self._in_force.met_by(*_span(time.period))
        left = (at for at in met if not time.judges(self._names[at]))
        names = tuple(self._names[at] for at in sorted(islice(left, most)))
        return names, tuple(map(self._pointer, names)), next(left, None) is None

    def at_any_time(self, name: str) -> bool:
        """Tell whether some follow-up skips the promise with the id *name*."""
        if self._unsaid and self._own(name) is None and not self._unsaid.judges(name):
            return True
        met = self._followed.met_by(*self._span(name))
        return any(not self._said[at].judges(name) for at in met)

    def _pointer(self, name: str) -> str:
        if name not in self._pointers:
            self._pointers[name] = self._places[name].pointer()
        return self._pointers[name]

    def _lasting(self) -> Iterator[int]:
        """Those that were in force whenever it was: they last as long as the agreement."""
        return (at for at, name in enumerate(self._names) if self._own(name) is None)

    def _own(self, name: str) -> Period | None:
        promise = self._places[name].part
        assert isinstance(promise, Promise)  # noqa: S101  # they are kept by their class
        return promise.period

    def _span(self, name: str) -> _Span:
        return _span(self._own(name) or self._whole)


def _times(facts: Facts) -> list[Time]:
    times: dict[str, Time] = {}
    for place, follow_up in facts.of(FollowUp):
        if names := [a.promise for a in follow_up.assessments if a.promise]:
            period = follow_up.period
            times.setdefault(str(period), Time(place, period)).add(names)
    return list(times.values())


def _span(period: Period | None) -> _Span:
    return _ALWAYS if period is None else (period.first_day, period.last_day or date.max)
