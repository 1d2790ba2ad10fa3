"""What the practice rules share: their sources, and small questions about time and kind."""

from datetime import date
from typing import Any, Final

from medborgarlofte.codelists import AgreementKind, RelationKind
from medborgarlofte.model import (
    Agreement,
    FollowUp,
    LegalBasis,
    Place,
    Problem,
    Promise,
    Signatory,
    Situation,
)
from medborgarlofte.values import PartialDate, Period

from ._exemplary import exemplary
from ._facts import Facts
from ._registry import Hit, hit

COOPERATION: Final = AgreementKind.COOPERATION_AGREEMENT
ACTION_PLAN: Final = AgreementKind.ACTION_PLAN


def signings(facts: Facts) -> list[tuple[PartialDate, Place]]:
    """Every known date of signing, the agreement's own first, with where it stands."""
    own = facts.agreement.signed
    dated = [] if own is None else [(own, facts.top)]
    return dated + [(s.signed, place) for place, s in facts.of(Signatory) if s.signed is not None]


def last_day(agreement: Agreement, period: Period | None) -> date | None:
    """The last day that *period* lasts, cut short where *agreement* was; ``None`` if open."""
    ends = [] if agreement.terminated is None else [agreement.terminated.last_day]
    if period is not None and period.last_day is not None and not period.until_replaced:
        ends.append(period.last_day)
    return min(ends, default=None)


def is_over_two_years(since: date, until: date) -> bool:
    """Tell whether more than two years lie between; 29 February counts as the day it is."""
    return (since.year + 2, since.month, since.day) < (until.year, until.month, until.day)


def stands_alone(agreement: Agreement) -> bool:
    """Whether it is no part of another agreement, that may say what this one does not."""
    within = (RelationKind.PART_OF, RelationKind.SUPPLEMENTS)
    return not any(relation.kind in within for relation in agreement.relations)


def made(follow_up: FollowUp) -> date:
    """The last day on which it can have been made; where no time is told, that is any."""
    said = follow_up.date or (follow_up.period.end if follow_up.period else None)
    return date.max if said is None else said.last_day


def of_several(facts: Facts, key: str, found: list[tuple[Place, str]]) -> Hit:
    """One hit at the list *key* of the picture, for what is wanting in several of its parts."""
    ((situation, _),) = facts.of(Situation)
    related = tuple(place.pointer() for place, _ in found)
    return hit(situation, key, related=related, ids=tuple(name for _, name in found))


# ── For the functions that break rules ─────────────────────────────────────────


def without_promises(agreement: Agreement) -> Agreement:
    """*agreement* without its promises and all that refers to them."""
    return agreement.evolve(
        promises=(),
        measures=[measure.evolve(promises=()) for measure in agreement.measures],
        follow_ups=[
            follow_up.evolve(
                commitment_reports=(),
                assessments=[a for a in follow_up.assessments if a.promise is None],
            )
            for follow_up in agreement.follow_ups
        ],
    )


def as_plan(agreement: Agreement) -> Agreement:
    """*agreement* as an action plan: promises would miss the dialogue behind them."""
    law = LegalBasis(title="Lag om kommuners ansvar för brottsförebyggande arbete")
    plan = without_promises(agreement)
    return plan.evolve(kind=ACTION_PLAN, legal_basis=(law,), relations=())


def with_situation(agreement: Agreement) -> tuple[Agreement, Situation, Problem]:
    """*agreement*, its picture and its first problem; the exemplary one's where it lacks parts.

    What is broken must have been whole: a date of signing, sources, a problem with causes,
    a goal that meets it and measures that act on causes.
    """
    situation = agreement.situation
    if situation is not None and situation.problems and situation.sources and agreement.signed:
        problem = situation.problems[0]
        met = any(problem.id in goal.problems for goal in agreement.goals)
        acted_on = any(measure.causes for measure in agreement.measures)
        if len(problem.causes) > 1 and met and acted_on:
            return agreement, situation, problem
    return with_situation(exemplary())


def with_follow_up(agreement: Agreement) -> tuple[Agreement, FollowUp]:
    """*agreement* and its first follow-up; the exemplary one's where it lacks parts.

    What is broken must have been whole: a judgement of a promise with a goal and a number.
    """
    follow_up = agreement.follow_ups[0] if agreement.follow_ups else FollowUp()
    if follow_up.assessments and follow_up.commitment_reports and follow_up.period:
        promise = agreement.find(Promise, follow_up.assessments[0].promise or "")
        if promise is not None and promise.goals and promise.commitments:
            return agreement, follow_up
    return with_follow_up(exemplary())


def changed(agreement: Agreement, **changes: Any) -> Agreement:
    """*agreement* with *changes* in its first follow-up."""
    first, *others = agreement.follow_ups
    return agreement.evolve(follow_ups=(first.evolve(**changes), *others))


def judged(agreement: Agreement, **changes: Any) -> Agreement:
    """*agreement* with *changes* in the first judgement of its first follow-up."""
    first, *others = agreement.follow_ups[0].assessments
    return changed(agreement, assessments=(first.evolve(**changes), *others))
