"""The follow-ups that the plan asks for, and which of them have been made."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate, islice
from typing import Final

from attrs import frozen

from medborgarlofte.codelists import RelationKind
from medborgarlofte.model import Agreement, FollowUp, FollowUpPlan, PlannedFollowUp
from medborgarlofte.values import PartialDate, Period, Recurrence

from ._because import because
from ._conclusion import Conclusion, Reason
from ._covered import period_of
from ._known import Known, title_of, when_made

_MOST_TURNS: Final = 1000  # more than anybody plans; it bounds the work on a strange file
_LAST_DAY: Final = date(2200, 12, 31)
"""The last day that a date of the format can be."""
DAY: Final = timedelta(days=1)


@frozen(kw_only=True)
class Occasion(Conclusion):
    """A follow-up that the plan asks for (planerat uppföljningstillfälle).

    Example:
        >>> from medborgarlofte import evaluate, examples
        >>> first = evaluate(examples.load("trosa"), on="2018-10-01").planned_follow_ups[0]
        >>> str(first.covers), str(first.due), first.answered_by is None
        ('2018-T1', '2018-05', True)

    Attributes:
        covers: The time it is to cover; ``None`` where the plan does not say.
        due: When it is to be reported; ``None`` where the plan does not say.
        answered_by: The follow-up that answers it; ``None`` where none does yet.
        planned: Where it is planned by itself; ``None`` where it comes of how often.
    """

    covers: Period | None = None
    due: PartialDate | None = None
    answered_by: FollowUp | None = None
    planned: PlannedFollowUp | None = None


def occasions(known: Known) -> tuple[Occasion, ...]:
    """The follow-ups planned one by one, or else each turn of how often, by the day.

    Where the agreement has no end, the turns go on to the next after the day.
    """
    plan = known.agreement.follow_up_plan
    if plan is None:
        return ()
    if plan.planned:
        return _planned(known, plan)
    return tuple(_turns(known, plan, plan.recurrence)) if plan.recurrence else ()


def cut_short(agreement: Agreement) -> date | None:
    """The last day before it was ended or renewed early; ``None`` where it was not."""
    ends = [] if agreement.terminated is None else [agreement.terminated.last_day]
    ends += [
        relation.period.start.last_day - DAY
        for relation in agreement.relations
        if relation.kind is RelationKind.RENEWED_BY and relation.period is not None
    ]
    return min(ends, default=None)


# ── One by one ─────────────────────────────────────────────────────────────────


def _planned(known: Known, plan: FollowUpPlan) -> tuple[Occasion, ...]:
    days = [(o.due, n) for n, o in enumerate(plan.planned) if o.covers is None and o.due]
    days.sort(key=lambda pair: pair[0])
    answered = _answers_by_day(known, [day for day, _ in days])
    by_day_alone = dict(zip((n for _, n in days), answered, strict=True))
    answers = _Answers(known)
    found = []
    for number, occasion in enumerate(plan.planned):
        where = known.at(occasion)
        if occasion.covers is not None:
            answered_by, reasons = answers.to(occasion.covers, where)
        else:
            answered_by = by_day_alone.get(number)
            reasons = (_answered(known, answered_by, where),)
        found.append(
            Occasion(
                covers=occasion.covers,
                due=occasion.due,
                answered_by=answered_by,
                planned=occasion,
                reasons=reasons,
            )
        )
    return tuple(found)


def _answers_by_day(known: Known, days: list[PartialDate]) -> Iterator[FollowUp | None]:
    """What answers each of those that have a day alone: what came since the one before it.

    A follow-up answers one of them, and none whose successor was already due.
    """
    made = sorted(
        ((when_made(f), n) for n, f in enumerate(known.follow_ups) if when_made(f).first > date.min)
    )
    next_ = 0
    for number, _ in enumerate(days):
        since = days[number - 1].last_day if number else date.min
        until = days[number + 1].first_day if number + 1 < len(days) else date.max
        while next_ < len(made) and made[next_][0].last <= since:
            next_ += 1
        answered = next_ < len(made) and made[next_][0].last < until
        yield known.follow_ups[made[next_][1]] if answered else None
        next_ += answered


# ── Each turn ──────────────────────────────────────────────────────────────────


def _turns(known: Known, plan: FollowUpPlan, recurrence: Recurrence) -> Iterator[Occasion]:
    period = known.agreement.period
    if period is None:
        return
    end = None if period.until_replaced else period.last_day
    early = cut_short(known.agreement)
    last = min((day for day in (end, early) if day is not None), default=None)
    # the last turn is due the day after the agreement ends
    until = min(_LAST_DAY if last is None else last + DAY, _LAST_DAY)
    since = period.first_day
    where = known.at(plan, "recurrence")
    answers = _Answers(known)
    for due in islice(recurrence.dates(since, until), _MOST_TURNS):
        covers = period_of(since, due - DAY)
        answered_by, reasons = answers.to(covers, where)
        yield Occasion(
            covers=covers,
            due=PartialDate.of_day(due),
            answered_by=answered_by,
            reasons=reasons,
        )
        if last is None and due > known.day:
            return
        since = due


# ── What answers ───────────────────────────────────────────────────────────────


class _Answers:
    """The follow-ups made by the day, made ready to be asked of many times."""

    def __init__(self, known: Known) -> None:
        self.known = known
        timed = [(f, f.period) for f in known.follow_ups if f.period is not None]
        timed.sort(key=lambda pair: pair[1].first_day)
        self.starts = [period.first_day for _, period in timed]
        # of those that begin by a day: the one that tells of the latest, and that lasts longest
        follow_ups = [follow_up for follow_up, _ in timed]
        self.told = list(accumulate(follow_ups, _told_later))
        self.last = list(accumulate(follow_ups, _lasting_longer))
        self.exact = {(p.first_day, p.last_day): f for f, p in reversed(timed)}
        untimed = [f for f in known.follow_ups if f.period is None]
        self.untimed = max(untimed, key=lambda f: when_made(f).last, default=None)

    def to(self, covers: Period, where: str | None) -> tuple[FollowUp | None, tuple[Reason, ...]]:
        """The follow-up that covers all of *covers*, made when that had ended."""
        last = covers.last_day or date.max
        number = bisect_right(self.starts, covers.first_day)
        of_just_that = self.exact.get((covers.first_day, covers.last_day))
        reaching = self.told[number - 1] if number else None
        for follow_up in (of_just_that, reaching):
            if follow_up is not None and _told_until(follow_up) >= last:
                return follow_up, (_answered(self.known, follow_up, where),)
        return None, (_answered(self.known, None, where), *self.notes(covers, last, where))

    def notes(self, covers: Period, last: date, where: str | None) -> Iterator[Reason]:
        """What comes near to answering it, and why it does not."""
        number = bisect_right(self.starts, last)
        near = self.last[number - 1] if number else None
        if near is not None and _last_of(near) >= covers.first_day:
            yield because(
                "partly_covered",
                "Uppföljningen ”{of}” gäller en del av {covers}, eller gjordes före dess slut.",
                "The follow-up “{of}” covers a part of {covers}, or was made before its end.",
                self.known.at(near),
                where,
                of=title_of(near),
                covers=covers,
            )
        if self.untimed is not None and when_made(self.untimed).last >= last:
            yield because(
                "follow_up_without_time",
                "Uppföljningen ”{of}” säger inte vilken tid den gäller; den kan gälla {covers}.",
                "The follow-up “{of}” does not say what time it is of; it may be of {covers}.",
                self.known.at(self.untimed),
                where,
                of=title_of(self.untimed),
                covers=covers,
            )


def _last_of(follow_up: FollowUp) -> date:
    """The last day of the time that it covers."""
    period = follow_up.period
    return (period and period.last_day) or date.max


def _told_until(follow_up: FollowUp) -> date:
    """The last day that it can tell of: that of its time, or that on which it was made."""
    made = follow_up.date.last_day if follow_up.date else date.max
    return min(_last_of(follow_up), made)


def _told_later(one: FollowUp, other: FollowUp) -> FollowUp:
    return one if _told_until(one) >= _told_until(other) else other


def _lasting_longer(one: FollowUp, other: FollowUp) -> FollowUp:
    return one if _last_of(one) >= _last_of(other) else other


def _answered(known: Known, follow_up: FollowUp | None, where: str | None) -> Reason:
    if follow_up is None:
        return because(
            "not_followed_up",
            "Ingen uppföljning svarar mot planen här.",
            "No follow-up answers the plan here.",
            where,
        )
    return because(
        "followed_up",
        "Uppföljningen ”{of}” svarar mot planen.",
        "The follow-up “{of}” answers the plan.",
        known.at(follow_up),
        where,
        of=title_of(follow_up),
    )
