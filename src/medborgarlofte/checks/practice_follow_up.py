"""R6: follow-ups: planned, made in time, of every promise, and told to people."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import accumulate, islice
from typing import Final

from medborgarlofte.findings import Severity
from medborgarlofte.model import (
    Agreement,
    FollowUp,
    FollowUpPlan,
    LegalBasis,
    Place,
    PlannedFollowUp,
    Promise,
)
from medborgarlofte.values import Precision, Recurrence

from ._breaking import fresh_id
from ._exemplary import exemplary
from ._facts import Facts
from ._practice import (
    ACTION_PLAN,
    changed,
    is_over_two_years,
    last_day,
    made,
    signings,
    with_follow_up,
)
from ._registry import MOST_FINDINGS, MOST_NAMED, Hit, check, counted_only, hit
from ._skipped import Skipped
from ._sources import BRA_2018, BRA_2023, BRA_AGREEMENT, BRA_FOLLOW_UP

WARNING, INFO = Severity.WARNING, Severity.INFO

_LAW: Final = (
    "Lag (2023:196), tvåårsregeln efter utredningens förslag; lagens paragraf är inte läst"
)

_GRACE: Final = timedelta(days=60)
"""Time to write down what became of it, where the plan gives no date."""


@check(
    "R601", "no-follow-up-plan", WARNING,
    message=("det framgår inte hur arbetet ska följas upp", "it is not said how the work is to be followed up"),
    why=(
        "En överenskommelse ska ange hur den följs upp; det som inte planeras blir sällan gjort.",
        "An agreement is to say how it is followed up; what is not planned is seldom done.",
    ),
    mend=("Beskriv i follow_up_plan hur uppföljningen går till, eller ange hur ofta eller när.", "Describe in follow_up_plan how it is done, or say how often or when."),
    source=BRA_AGREEMENT,
)  # fmt: skip
def no_follow_up_plan(facts: Facts) -> Iterator[Hit]:
    """A plan says how, how often or when."""
    plan = facts.agreement.follow_up_plan
    if plan is None:
        yield hit(facts.top)
    elif not (plan.description or plan.recurrence or plan.planned):
        yield hit(facts.top, "follow_up_plan")


@no_follow_up_plan.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    return agreement.evolve(follow_up_plan=None), ""


class _Covered:
    """The time that follow-ups cover, made ready to be asked of many times."""

    def __init__(self, follow_ups: Iterable[FollowUp]) -> None:
        spans = sorted(
            (f.period.first_day, f.period.last_day or date.max) for f in follow_ups if f.period
        )
        self._starts = [first for first, _ in spans]
        self._reached = list(accumulate((last for _, last in spans), max))
        # one that does not say what time it is about may be about any before it was made
        self._loose = max((made(f) for f in follow_ups if not f.period), default=date.min)
        self._latest = max(map(made, follow_ups), default=None)

    def any_of(self, first: date, last: date, since: date = date.min) -> bool:
        """Tell whether a follow-up may cover some day from *first* to *last*.

        One that names no period may where it was made *since* a day as well.
        """
        begun = bisect_right(self._starts, last)
        spans = begun > 0 and self._reached[begun - 1] >= first
        return spans or self._loose >= max(first, since)

    def made(self, since: date) -> bool:
        """Tell whether a follow-up may have been made *since* a day."""
        return self._latest is not None and self._latest >= since


@check(
    "R602", "follow-up-overdue", WARNING,
    message=(
        "planerade uppföljningar som saknas: {count}; den första skulle ha kommit {due}",
        "planned follow-ups that are missing: {count}; the first was due {due}",
    ),
    why=(
        "Arbetet rullar vidare utan att någon vet om det ger något.",
        "The work rolls on without anybody knowing whether it gives anything.",
    ),
    mend=("Gör uppföljningen, eller lägg till den om den redan är gjord.", "Make the follow-up, or add it where it has been made."),
    source=BRA_2023,
)  # fmt: skip
def follow_up_overdue(facts: Facts) -> Iterator[Hit]:
    """What the plan says should have come has come: each occasion, or else each turn.

    Told once, at the first that is missing: the later ones are the same lack.
    """
    covered = _Covered(facts.agreement.follow_ups)
    for place, plan in facts.of(FollowUpPlan):
        if plan.planned:
            missed = list(_missed_occasions(facts, covered))
        else:
            missed = list(_missed_turns(facts, covered, place, plan.recurrence))
        if missed:
            (first, key, due), *later = missed
            related = tuple(other.pointer(key) for other, _, _ in later if other is not first)
            yield hit(first, key, related=related, count=len(missed), due=due)


def _missed_occasions(facts: Facts, covered: _Covered) -> Iterator[tuple[Place, str, str]]:
    ended, since = facts.agreement.terminated, date.min
    planned = [(occ.due, occ.covers, place) for place, occ in facts.of(PlannedFollowUp) if occ.due]
    for due, covers, place in sorted(planned, key=lambda occasion: occasion[0]):
        if not due.is_before(facts.on):
            break
        if covers:
            met = covered.any_of(covers.first_day, covers.last_day or date.max, since)
        else:  # one that only has a day is met by what came since the one before
            met = covered.made(since)
        since = due.last_day + timedelta(days=1)
        begins = covers.start if covers else due
        if not met and not (ended and begins.is_after(ended)):
            yield place, "due", str(due)


_MOST_TURNS: Final = 1000  # more than anybody plans; it bounds the work on a strange file


def _missed_turns(
    facts: Facts, covered: _Covered, place: Place, recurrence: Recurrence | None
) -> Iterator[tuple[Place, str, str]]:
    period = facts.agreement.period
    if period is None or recurrence is None:
        return
    until, end = facts.on, last_day(facts.agreement, period)
    if end is not None and end < until:
        until = end + timedelta(days=1)  # the last turn is due the day after the agreement ends
    since = period.first_day
    for due in islice(recurrence.dates(since, until), _MOST_TURNS):
        if facts.on - due < _GRACE:
            return
        if not covered.any_of(since, due - timedelta(days=1)):
            yield place, "recurrence", due.isoformat()
        since = due


@follow_up_overdue.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement = exemplary()  # what its follow-ups leave uncovered is known
    plan = agreement.follow_up_plan or FollowUpPlan()
    missed = PlannedFollowUp(covers="2026-01", due="2026-02")
    broken = agreement.evolve(follow_up_plan=plan.evolve(planned=(*plan.planned, missed)))
    return broken, f"/follow_up_plan/planned/{len(plan.planned)}/due"


_LAW_IN_FORCE: Final = date(2023, 7, 1)


@check(
    "R603", "action-plan-not-followed-up", WARNING,
    message=(
        "åtgärdsplanen har inte följts upp på två år (sedan {since})",
        "the action plan has not been followed up for two years (since {since})",
    ),
    why=(
        "Lagen om kommuners ansvar för brottsförebyggande arbete läses så att planen följs upp minst vartannat år. Paragrafen är inte läst för denna regel, som därför bara varnar.",
        "The law on municipalities' crime prevention is read as asking for a follow-up at least every second year. Its section has not been read for this rule, which therefore only warns.",
    ),
    mend=("Följ upp planen, eller lägg till uppföljningen om den är gjord.", "Follow the plan up, or add the follow-up where it has been made."),
    source=_LAW,
)  # fmt: skip
def action_plan_not_followed_up(facts: Facts) -> Iterator[Hit]:
    """No two years pass without a follow-up while a plan lasts, counted from the law at the earliest."""
    agreement = facts.agreement
    if agreement.kind is not ACTION_PLAN:
        return
    known = [signed.last_day for signed, _ in signings(facts)]
    if agreement.period is not None:
        known.append(agreement.period.first_day)
    if not known:  # it may be new
        return
    since = max(*known, *map(made, agreement.follow_ups), _LAW_IN_FORCE)
    until = min(facts.on, last_day(agreement, agreement.period) or facts.on)
    if is_over_two_years(since, until):
        yield hit(facts.top, since=since.isoformat())


@action_plan_not_followed_up.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement = exemplary()
    law = LegalBasis(title="Lag om kommuners ansvar för brottsförebyggande arbete")
    return agreement.evolve(
        kind=ACTION_PLAN,
        legal_basis=(law,),
        signed=None,
        signatories=(),  # a plan is decided on
        period="2023/2026",
        measures=[measure.evolve(period="2023/2026") for measure in agreement.measures],
        follow_up_plan=FollowUpPlan(recurrence=Recurrence(unit=Precision.YEAR, interval=4)),
        follow_ups=(),
    ), ""


@check(
    "R604", "follow-up-skips-promise", WARNING,
    message=("uppföljningen bedömer inte alla löften som gällde: {ids} saknas", "the follow-up does not judge every promise in force: {ids} missing"),
    why=(
        "Det är lätt att bara berätta om de löften som gick bra.",
        "It is easy to tell only of the promises that went well.",
    ),
    mend=('Bedöm löftet också; "cannot_be_assessed" med ett skäl är också ett svar.', 'Judge the promise too; "cannot_be_assessed" with a reason is an answer as well.'),
    hint=("av dem som saknas nämns de {named} som började gälla först", "of those missing the {named} that came into force first are named"),
    source=BRA_FOLLOW_UP,
)  # fmt: skip
def follow_up_skips_promise(facts: Facts) -> Iterator[Hit]:
    """A follow-up that judges promises judges all that were in force in its time.

    Told at the first follow-up of each time; fifty are named at most.
    """
    skipped, told = Skipped(facts), 0
    for time in skipped.times:
        if told >= MOST_FINDINGS:  # of the others there is a count
            if skipped.any_by(time):
                yield counted_only(time.place, 1)
            continue
        names, pointers, is_all = skipped.by(time, MOST_NAMED)
        told += bool(names)
        if names and is_all:
            yield hit(time.place, "assessments", related=pointers, ids=names)
        elif names:
            yield hit(time.place, "assessments", related=pointers, ids=names, named=MOST_NAMED)


@follow_up_skips_promise.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement, _follow_up = with_follow_up(agreement)
    promise = agreement.promises[0]
    name = fresh_id(agreement)
    commitments = [
        commitment.evolve(id=f"{name}-atagande-{number}")
        for number, commitment in enumerate(promise.commitments)
    ]
    other = promise.evolve(id=name, period=None, commitments=commitments)
    broken = agreement.evolve(promises=(*agreement.promises, other))
    return broken, "/follow_ups/0/assessments"


@check(
    "R613", "promise-never-assessed", WARNING,
    message=("löften som har upphört utan att någon bedömt om de hölls: {ids}", "promises that have ended without anybody judging whether they were kept: {ids}"),
    why=(
        "De som fick löftena får aldrig veta hur det gick.",
        "Those who were given the promises never learn what became of them.",
    ),
    mend=("Bedöm löftena i en uppföljning.", "Judge the promises in a follow-up."),
    source=BRA_FOLLOW_UP,
)  # fmt: skip
def promise_never_assessed(facts: Facts) -> Iterator[Hit]:
    """Two months after a promise has certainly ended it has been judged.

    Told once of all; one that a follow-up of its time has skipped is told of there.
    """
    agreement = facts.agreement
    told = {a.promise for follow_up in agreement.follow_ups for a in follow_up.assessments}
    skipped = Skipped(facts)
    unjudged = []
    for place, promise in facts.of(Promise):
        end = last_day(agreement, promise.period or agreement.period)
        if promise.id in told or end is None or facts.on - end <= _GRACE:
            continue
        if not skipped.at_any_time(promise.id):
            unjudged.append((place.pointer(), promise.id))
    if unjudged:
        related, ids = zip(*unjudged, strict=True)
        yield hit(facts.top, "promises", related=related, ids=ids)


@promise_never_assessed.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement, _follow_up = with_follow_up(agreement)
    unjudged = [follow_up.evolve(assessments=()) for follow_up in agreement.follow_ups]
    first, *others = agreement.promises
    past = first.evolve(period="2025-01/2025-11")
    return agreement.evolve(promises=(past, *others), follow_ups=unjudged), "/promises"


@check(
    "R610", "not-reported-back", WARNING,
    message=("det framgår inte att någon fått veta hur det gick", "it is not said that anybody was told what became of it"),
    why=(
        "Utvärderingen fann att återkopplingen till invånare och medarbetare brast.",
        "The evaluation found that inhabitants and staff were not told enough.",
    ),
    mend=("Berätta för invånarna och styrgruppen, och ange det i reported_to.", "Tell the inhabitants and the steering group, and say so in reported_to."),
    source=BRA_2018,
)  # fmt: skip
def not_reported_back(facts: Facts) -> Iterator[Hit]:
    """Each follow-up is reported to somebody."""
    for place, follow_up in facts.of(FollowUp):
        if follow_up.reported_to is None:
            yield hit(place)


@not_reported_back.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement, _follow_up = with_follow_up(agreement)
    return changed(agreement, reported_to=None), "/follow_ups/0"


@check(
    "R611", "follow-up-without-date", INFO,
    message=("det framgår inte när uppföljningen gjordes", "it is not said when the follow-up was made"),
    why=(
        "Läsaren kan inte se om den kom i tid, eller vilken som är den senaste.",
        "Readers cannot see whether it came in time, or which is the latest.",
    ),
    mend=("Ange datumet så noga som det är känt; året räcker.", "Give the date as exactly as it is known; a year will do."),
)  # fmt: skip
def follow_up_without_date(facts: Facts) -> Iterator[Hit]:
    """Each follow-up says when it was made."""
    for place, follow_up in facts.of(FollowUp):
        if follow_up.date is None:
            yield hit(place)


@follow_up_without_date.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement, _follow_up = with_follow_up(agreement)
    return changed(agreement, date=None), "/follow_ups/0"
