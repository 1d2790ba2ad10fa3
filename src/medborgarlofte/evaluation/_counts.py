"""The counts that follow-ups tell of one thing: of what time, and how many together."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property, reduce

from attrs import frozen

from medborgarlofte.model import FollowUp
from medborgarlofte.values import Period
from medborgarlofte.values.numbers import EXACT

from ._covered import Counted, Report, apart, runs
from ._known import when_made


@frozen(kw_only=True)
class Time:
    """The time in which something is to be done.

    Attributes:
        period: The period that says so; ``None`` where none does.
        last: The last day; ``None`` where the end is open or not told.
    """

    period: Period | None = None
    last: date | None = None

    def remains(self, on: date) -> bool:
        """Whether it is not over on the day *on*, as far as is told."""
        return self.period is not None and (self.last is None or on <= self.last)


class Counts:
    """What is told of one commitment or measure, and how many that makes.

    Attributes:
        told: What the follow-ups say of it, the earliest first.
        time: The time in which it is to be done.
        on: The day whose knowledge counts.
    """

    def __init__(self, told: Sequence[tuple[FollowUp, Report]], time: Time, on: date) -> None:
        self.told = told
        self.time = time
        self.on = on

    @cached_property
    def dated(self) -> list[Counted]:
        """The counts whose time is told."""
        return [
            counted
            for order, (follow_up, report) in enumerate(self.told)
            if report.count is not None
            and (counted := self.counted(order, follow_up, report)) is not None
        ]

    def counted(self, order: int, follow_up: FollowUp, report: Report) -> Counted | None:
        made, period = when_made(follow_up), follow_up.period
        if period is None:  # then it may be about the whole time, where that had ended
            own, last = self.time.period, self.time.last
            made_after = made.last if follow_up.date is not None else self.on
            if own is None or last is None or made_after < last or last < own.first_day:
                return None
            return Counted(follow_up=follow_up, report=report, first=own.first_day, last=last,
                           order=order, whole=True)  # fmt: skip
        if period.last_day is None or period.last_day < period.first_day:
            return None
        return Counted(
            follow_up=follow_up,
            report=report,
            first=period.first_day,
            last=period.last_day,
            order=order,
            early=made.last < period.last_day,
        )

    @cached_property
    def chosen(self) -> tuple[Counted, ...]:
        """The counts that are used: they tell of no day twice."""
        return apart(self.dated)

    @cached_property
    def loose(self) -> Report | None:
        """The latest count whose time is not told, where there is no other."""
        counts = [report for _, report in self.told if report.count is not None]
        return counts[-1] if counts and not self.dated else None

    @cached_property
    def count(self) -> Decimal | None:
        """How many were counted."""
        if self.loose is not None:
            return self.loose.count
        return reduce(EXACT.add, (c.count for c in self.chosen)) if self.chosen else None

    @cached_property
    def covered(self) -> tuple[Period, ...]:
        """The time that the count is about."""
        return runs(self.chosen)

    @cached_property
    def early(self) -> bool:
        """Whether some of the count was told before its time had ended."""
        return any(counted.early for counted in self.chosen)

    @property
    def used(self) -> tuple[Report, ...]:
        """The reports whose counts are used."""
        return tuple(c.report for c in self.chosen) or tuple(filter(None, (self.loose,)))

    @property
    def untimed(self) -> int:
        """How many counts are left out since they do not say what time they are about."""
        said = sum(report.count is not None for _, report in self.told)
        return said - len(self.dated) - (self.loose is not None)

    def sticks_out(self) -> bool:
        """Whether the count is also about time that was not promised."""
        own, last = self.time.period, self.time.last
        if own is None or not self.chosen:
            return False
        after = last is not None and self.chosen[-1].last > last
        return after or self.chosen[0].first < own.first_day

    def is_of_all(self) -> bool:
        """Whether the count is of all the time in which it is to be done, and that is over."""
        own, last = self.time.period, self.time.last
        if own is None or last is None or self.early or len(self.covered) != 1:
            return False
        return self.chosen[0].first <= own.first_day and last <= self.chosen[-1].last
