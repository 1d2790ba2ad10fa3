"""Which way an indicator went: the latest value known against its baseline, nothing more.

How far, how surely and by how much expected is told by the indicator's progress. Here only
the sign counts, for the question whether a judgement and an indicator agree; a rule and the
evaluation ask it, and are to have one answer.
"""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from operator import itemgetter

from attrs import frozen

from medborgarlofte.codelists import Direction, MissingReason
from medborgarlofte.values.numbers import EXACT

from .goals import Indicator, Observation


@frozen
class Movement:
    """An indicator that went the way wanted, or the other (rörelse).

    Attributes:
        indicator: The indicator.
        before: Its baseline.
        after: The latest value of the same area and group, known by the day.
        number: Where that stands among the observations.
        was: The value of the baseline.
        now: The latest value.
        better: Whether it went the way wanted; otherwise it went the other.
    """

    indicator: Indicator
    before: Observation
    after: Observation
    number: int
    was: Decimal
    now: Decimal
    better: bool


class SinceBaseline:
    """What an indicator's observations say of the area and group of its baseline, by time."""

    def __init__(self, indicator: Indicator) -> None:
        self._indicator = indicator
        before = indicator.baseline
        self._later: list[tuple[date, int, Observation, Decimal]] = []
        self._broken = date.max  # by the first break, if there is any
        wanted = indicator.direction in (Direction.UP, Direction.DOWN)
        if before is None or before.value is None or not wanted:
            return
        outset = last_day(before) or date.min
        for number, one in enumerate(indicator.observations):
            day = last_day(one)
            if day is None or day <= outset or _about(one) != _about(before):
                continue
            if one.value is not None:
                self._later.append((day, number, one, one.value))
            elif one.missing is MissingReason.SERIES_BREAK:
                self._broken = min(self._broken, day)
        self._later.sort(key=itemgetter(0))

    def movement(self, until: date) -> Movement | None:
        """Which way it had gone by the day *until*; ``None`` where that cannot be told.

        It needs a direction wanted (up or down), a baseline, and a later value of the same area
        and group, with no break in the series between them, that differs by more than the
        margins of error that the two give.
        """
        before = self._indicator.baseline
        known = bisect_right(self._later, until, key=itemgetter(0))
        if not known or before is None or before.value is None:
            return None
        day, number, after, value = self._later[known - 1]
        if self._broken <= day:
            return None
        rise = EXACT.subtract(value, before.value)
        if not _is_certain(rise, (before, after)):
            return None
        better = (rise > 0) is (self._indicator.direction is Direction.UP)
        return Movement(self._indicator, before, after, number, before.value, value, better)


def _is_certain(rise: Decimal, of: Iterable[Observation]) -> bool:
    """Whether there is a *rise* or fall that is more than the margins of error explain."""
    total = Decimal(0)
    for observation in of:  # the errors of two samples add up as their squares do
        error = observation.margin_of_error or Decimal(0)
        total = EXACT.add(total, EXACT.multiply(error, error))
    return EXACT.multiply(rise, rise) > total


def _about(observation: Observation) -> tuple[str | None, str | None]:
    return observation.area, observation.subgroup


def last_day(observation: Observation) -> date | None:
    """The last day that *observation* is about, or else on which it was gathered."""
    if observation.period is not None and observation.period.last_day is not None:
        return observation.period.last_day
    return observation.collected.last_day if observation.collected else None
