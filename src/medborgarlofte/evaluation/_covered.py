"""Which counts may be added: those of follow-ups whose times do not overlap."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from attrs import frozen

from medborgarlofte.model import CommitmentReport, FollowUp, MeasureReport
from medborgarlofte.values import PartialDate, Period

Report = CommitmentReport | MeasureReport


@frozen(kw_only=True)
class Counted:
    """A count that a follow-up tells of a certain time.

    Attributes:
        follow_up: The follow-up.
        report: What it says; it has a count.
        first: The first day that the count is about.
        last: The last.
        order: Which of the reports it is, by when they were made.
        early: Whether it was made before that time had ended.
        whole: Whether the time is the promise's, since the follow-up says none.
    """

    follow_up: FollowUp
    report: Report
    first: date
    last: date
    order: int
    early: bool = False
    whole: bool = False

    @property
    def count(self) -> Decimal:
        """How many."""
        return self.report.count or Decimal()

    @property
    def days(self) -> int:
        """How many days the count is about."""
        return (self.last - self.first).days + 1


def apart(counts: Iterable[Counted]) -> tuple[Counted, ...]:
    """Of *counts*, those that tell of the most days and of none twice, by time.

    Of several ways to do that, the one with the fewest counts, then the latest told.
    """
    by_end = sorted(counts, key=lambda c: (c.last, c.order))
    ends = [c.last for c in by_end]
    # Of the best way with none, with the first, with the first two and so on: how good it is, and
    # how many stood to choose from before its last; -1 where it leaves the last of those out.
    # The way itself is gone back at the end: kept for each it would fill a square.
    scores, before = [(0, 0, 0)], [-1]
    for number, counted in enumerate(by_end):
        rest = min(bisect_left(ends, counted.first), number)
        days, fewness, order = scores[rest]
        score = (days + counted.days, fewness - 1, order + counted.order)
        is_better = score > scores[number]
        scores.append(score if is_better else scores[number])
        before.append(rest if is_better else -1)
    chosen: list[Counted] = []
    number = len(by_end)
    while number:
        if before[number] < 0:
            number -= 1
        else:
            chosen.append(by_end[number - 1])
            number = before[number]
    return tuple(reversed(chosen))


def runs(counts: Sequence[Counted]) -> tuple[Period, ...]:
    """The time that *counts*, given by time and apart, are about; what adjoins is joined."""
    spans: list[tuple[date, date]] = []
    for counted in counts:
        if spans and counted.first == spans[-1][1] + timedelta(days=1):
            spans[-1] = (spans[-1][0], counted.last)
        else:
            spans.append((counted.first, counted.last))
    named = {(c.first, c.last): c.follow_up.period for c in counts if not c.whole}
    return tuple(named.get(span) or period_of(*span) for span in spans)


def period_of(first: date, last: date) -> Period:
    """The period from *first* to *last*, named as a year, tertial or month where it is one."""
    year, month = first.year, first.month
    for name in (
        f"{year}",
        f"{year}-H{(month + 5) // 6}",
        f"{year}-T{(month + 3) // 4}",
        f"{year}-Q{(month + 2) // 3}",
        f"{year}-{month:02}",
    ):
        known = PartialDate.parse(name)
        if (known.first_day, known.last_day) == (first, last):
            return Period(start=known, end=known)
    return Period(start=PartialDate.of_day(first), end=PartialDate.of_day(last))
