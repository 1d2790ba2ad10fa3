"""Which way an indicator went: the latest value known against its baseline, nothing more.

How far, how surely and by how much expected is told by the indicator's progress. Here only
the sign counts, for the question whether a judgement and an indicator agree.
"""

from datetime import date
from decimal import Decimal

from attrs import frozen

from medborgarlofte.codelists import Direction, MissingReason
from medborgarlofte.model import Indicator, Observation

from ._known import Known


@frozen
class Movement:
    """An indicator that went the way wanted, or the other (rörelse).

    Attributes:
        indicator: The indicator.
        before: Its baseline.
        after: The latest value of the same area and group, known by the day.
        better: Whether it went the way wanted; otherwise it went the other.
    """

    indicator: Indicator
    before: Observation
    after: Observation
    better: bool


def movement(known: Known, indicator: Indicator) -> Movement | None:
    """Which way *indicator* went; ``None`` where that cannot be told, or it stands still.

    It needs a direction wanted (up or down), a baseline, and a later value of the same area
    and group with no break in the series between them.
    """
    before = indicator.baseline
    wanted = indicator.direction
    if before is None or before.value is None or wanted not in (Direction.UP, Direction.DOWN):
        return None
    outset = last_day(before)
    later = [
        (day, observation)
        for observation in indicator.observations
        if (observation.area, observation.subgroup) == (before.area, before.subgroup)
        and (day := last_day(observation)) is not None
        and (outset is None or outset < day)
        and day <= known.day
    ]
    if any(observation.missing is MissingReason.SERIES_BREAK for _, observation in later):
        return None
    measured = [(day, o.value, o) for day, o in later if o.value is not None]
    if not measured:
        return None
    _, value, after = max(measured, key=lambda each: each[0])
    rise = _sign(value, before.value)
    if rise == 0:
        return None
    return Movement(indicator, before, after, (rise > 0) is (wanted is Direction.UP))


def _sign(value: Decimal, before: Decimal) -> int:
    return (value > before) - (value < before)


def last_day(observation: Observation) -> date | None:
    """The last day that it is about, or else on which it was gathered."""
    if observation.period is not None and observation.period.last_day is not None:
        return observation.period.last_day
    return observation.collected.last_day if observation.collected else None
