"""Where follow-ups have counted less of a commitment than was promised."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from operator import gt, lt
from typing import Final

from attrs import define

from medborgarlofte.codelists import Comparison, Rate
from medborgarlofte.model import Commitment, CommitmentReport, FollowUp, Place, Promise
from medborgarlofte.values import Period, Quantity

from ._facts import Facts
from ._registry import MOST_NAMED


def follow_up_of(place: Place) -> FollowUp:
    """The follow-up that a judgement or report stands in."""
    part = place.parent.part if place.parent else None
    assert isinstance(part, FollowUp)  # noqa: S101  # they stand nowhere else
    return part


def _number_of(place: Place) -> int | None:
    """The number of that follow-up: two may be one object."""
    return place.parent.index if place.parent else None


@define
class Count:
    """What a follow-up has counted of a commitment, and where that stands."""

    count: Decimal = Decimal(0)
    where: tuple[str, ...] = ()
    reports: int = 0

    def add(self, place: Place, count: Decimal) -> None:
        """Add what the report at *place* says; so many are pointed at, and no more."""
        self.count += count
        self.reports += 1
        if len(self.where) < MOST_NAMED:
            self.where = (*self.where, place.pointer("count"))


def _counts(facts: Facts) -> dict[int | None, dict[str, Count]]:
    """What each follow-up has counted, by its number and then by the commitment."""
    counts: dict[int | None, dict[str, Count]] = {}
    for place, report in facts.of(CommitmentReport):
        if report.count is not None:
            counted = counts.setdefault(_number_of(place), {})
            counted.setdefault(report.commitment, Count()).add(place, report.count)
    return counts


def _needed(quantity: Quantity, follow_up: FollowUp, held: Period | None) -> Decimal | None:
    """The number that a count in *follow_up* is to reach; ``None`` where that is uncertain.

    A follow-up of a part of the time may have counted a part of the work.
    """
    time = follow_up.period
    if quantity.per in (None, Rate.PERIOD):
        began_before = held and time and held.first_day < time.first_day
        return None if began_before else quantity.number
    if time is None:  # made when all was over, it is about all of the time
        midway = held and follow_up.date and held.overlaps(follow_up.date)
        return None if midway or held is None else quantity.over(held)
    return quantity.over(time) if held is None or held.contains(time) else None


_FAILS: Final = {Comparison.AT_LEAST: lt, Comparison.EXACTLY: lt, Comparison.AT_MOST: gt}
"""More than exactly so many is no failure to the inhabitants; "about" has no border."""


_FEW: Final = 8


class Short:
    """The commitments of which follow-ups have counted too little.

    Asked of one follow-up after the other, in the order of the document.
    """

    def __init__(self, facts: Facts) -> None:
        self._whole = facts.agreement.period
        self._counts = _counts(facts)
        self._numbers: dict[str, dict[str, list[int]]] = {}
        self._found: dict[str, list[tuple[str, Decimal, Count]]] = {}
        self._in: int | None = None

    def of(self, place: Place, promise: Promise) -> list[tuple[str, Decimal, Count]]:
        """Those of *promise* in the follow-up of the judgement at *place*."""
        if len(promise.commitments) <= _FEW:
            return list(self._look(place, promise))
        if self._in != _number_of(place):
            self._in = _number_of(place)
            self._found.clear()
        if promise.id not in self._found:  # it may judge one promise again and again
            self._found[promise.id] = list(self._look(place, promise))
        return self._found[promise.id]

    def _look(self, place: Place, promise: Promise) -> Iterator[tuple[str, Decimal, Count]]:
        counts = self._counts.get(_number_of(place), {})
        follow_up, held = follow_up_of(place), promise.period or self._whole
        for commitment in self._counted(promise, counts):
            quantity, count = commitment.quantity, counts[commitment.id]
            if quantity is None:
                continue
            number, fails = _needed(quantity, follow_up, held), _FAILS.get(quantity.comparison)
            if fails and number is not None and fails(count.count, number):
                yield commitment.id, number, count

    def _counted(self, promise: Promise, counts: Mapping[str, Count]) -> Iterable[Commitment]:
        """The commitments of *promise* that are counted, by whichever there are fewer of."""
        if len(promise.commitments) <= len(counts):
            return [c for c in promise.commitments if c.id in counts]
        if promise.id not in self._numbers:
            known = self._numbers[promise.id] = {}
            for number, commitment in enumerate(promise.commitments):
                known.setdefault(commitment.id, []).append(number)
        known = self._numbers[promise.id]
        numbers = sorted(number for name in counts for number in known.get(name, ()))
        return [promise.commitments[number] for number in numbers]
