"""The follow-ups that the plan asks for, and which of them have been made."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
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
    by_day = sorted(
        (o for o in plan.planned if o.covers is None and o.due is not None),
        key=lambda occasion: occasion.due or PartialDate.of_day(_LAST_DAY),
    )
    answers = dict(zip(map(id, by_day), _answers_by_day(known, by_day), strict=True))
    found = []
    for occasion in plan.planned:
        where = known.at(occasion)
        if occasion.covers is not None:
            answered_by, reasons = _answer_to(known, occasion.covers, where)
        else:
            answered_by = answers.get(id(occasion))
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


def _answers_by_day(known: Known, planned: list[PlannedFollowUp]) -> Iterator[FollowUp | None]:
    """What answers each of those that have a day alone: what came since the one before it.

    A follow-up answers one of them, and none whose successor was already due.
    """
    made = sorted(
        ((when_made(f), n) for n, f in enumerate(known.follow_ups) if when_made(f).first > date.min)
    )
    days = [occasion.due for occasion in planned if occasion.due is not None]
    for number, _ in enumerate(days):
        since = days[number - 1].last_day if number else date.min
        until = days[number + 1].first_day if number + 1 < len(days) else date.max
        fitting = [each for each in made if since < each[0].last < until]
        if fitting:
            made.remove(fitting[0])
        yield known.follow_ups[fitting[0][1]] if fitting else None


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
    for due in islice(recurrence.dates(since, until), _MOST_TURNS):
        covers = period_of(since, due - DAY)
        answered_by, reasons = _answer_to(known, covers, where)
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


def _answer_to(
    known: Known, covers: Period, where: str | None
) -> tuple[FollowUp | None, tuple[Reason, ...]]:
    """The first follow-up that covers all of *covers*, made when that had ended."""
    end = covers.last_day or date.max
    notes = []
    for follow_up in known.follow_ups:
        made, of = when_made(follow_up), follow_up.period
        if of is not None and of.contains(covers) and (made.last >= end or covers.is_open):
            return follow_up, (_answered(known, follow_up, where),)
        about = {"of": title_of(follow_up), "covers": covers}
        if of is not None and of.overlaps(covers):
            notes.append(
                because(
                    "partly_covered",
                    "Uppföljningen ”{of}” gäller en del av tiden {covers}, eller gjordes före "
                    "dess slut.",
                    "The follow-up “{of}” is of part of the time {covers}, or was made before "
                    "its end.",
                    known.at(follow_up),
                    where,
                    **about,
                )
            )
        elif of is None and made.last >= end:
            notes.append(
                because(
                    "follow_up_without_time",
                    "Uppföljningen ”{of}” säger inte vilken tid den gäller; om {covers} är "
                    "uppföljt framgår inte.",
                    "The follow-up “{of}” does not say what time it is of; whether {covers} has "
                    "been followed up is not told.",
                    known.at(follow_up),
                    where,
                    **about,
                )
            )
    return None, (_answered(known, None, where), *notes)


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
