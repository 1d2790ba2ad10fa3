"""R6: follow-ups: planned, made in time, fair in their judgements, and told to people."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate, islice
from typing import Any, Final

from medborgarlofte.codelists import Comparison, Direction, Effect, Rate, Verdict
from medborgarlofte.findings import Severity
from medborgarlofte.model import (
    Agreement,
    Assessment,
    Commitment,
    CommitmentReport,
    FollowUp,
    FollowUpPlan,
    Goal,
    Indicator,
    LegalBasis,
    Observation,
    Place,
    PlannedFollowUp,
    Promise,
)
from medborgarlofte.values import PartialDate, Period, Precision, Quantity, Recurrence

from ._breaking import fresh_id
from ._exemplary import exemplary
from ._facts import Facts
from ._registry import Hit, check, hit
from .practice_agreement import ACTION_PLAN, BRA_AGREEMENT, last_day, signings

WARNING, INFO = Severity.WARNING, Severity.INFO

_BRA_FOLLOW_UP: Final = (
    "Brå, Uppföljning och återkoppling: https://bra.se/forebygga-brott"
    "/arbeta-brottsforebyggande/uppfoljning.html"
)
_BRA_CARRY_OUT: Final = (
    "Brå, Genomför åtgärderna: https://bra.se/forebygga-brott/samverkan/genomforande"
    "/genomfor-atgarderna.html"
)
_BRA_2018: Final = (
    "Brå 2018:14, Utvärdering av medborgarlöften: https://bra.se/om-bra/nytt-fran-bra/arkiv"
    "/nyheter/2018-12-14-utvardering-av-medborgarloften.html"
)
_BRA_2023: Final = (
    "Brå 2023, Ny lag träder i kraft: https://bra.se/om-bra/nytt-fran-bra/arkiv/nyheter"
    "/2023-07-01-ny-lag-trader-i-kraft---en-milstolpe-for-det-brottsforebyggande-arbetet.html"
)
_LAW: Final = "Lag (2023:196), tvåårsregeln efter utredningens förslag; lagens paragraf är inte läst"

_GRACE: Final = timedelta(days=60)
"""Time to write down what became of it, where the plan gives no date."""


def _with_follow_up(agreement: Agreement) -> tuple[Agreement, FollowUp]:
    """*agreement* and its first follow-up; the exemplary one's where it lacks parts.

    What is broken must have been whole: a judgement of a promise with a goal and a number.
    """
    follow_up = agreement.follow_ups[0] if agreement.follow_ups else FollowUp()
    if follow_up.assessments and follow_up.commitment_reports and follow_up.period:
        promise = agreement.find(Promise, follow_up.assessments[0].promise or "")
        if promise is not None and promise.goals and promise.commitments:
            return agreement, follow_up
    return _with_follow_up(exemplary())


def _changed(agreement: Agreement, **changes: Any) -> Agreement:
    """*agreement* with *changes* in its first follow-up."""
    first, *others = agreement.follow_ups
    return agreement.evolve(follow_ups=(first.evolve(**changes), *others))


def _judged(agreement: Agreement, **changes: Any) -> Agreement:
    """*agreement* with *changes* in the first judgement of its first follow-up."""
    first, *others = agreement.follow_ups[0].assessments
    return _changed(agreement, assessments=(first.evolve(**changes), *others))


# ── When ───────────────────────────────────────────────────────────────────────


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


def _made(follow_up: FollowUp) -> date:
    """The last day on which it can have been made; where no time is told, that is any."""
    said = follow_up.date or (follow_up.period.end if follow_up.period else None)
    return date.max if said is None else said.last_day


class _Covered:
    """The time that follow-ups cover, made ready to be asked of many times."""

    def __init__(self, follow_ups: Iterable[FollowUp]) -> None:
        spans = sorted(
            (f.period.first_day, f.period.last_day or date.max) for f in follow_ups if f.period
        )
        self._starts = [first for first, _ in spans]
        self._reached = list(accumulate((last for _, last in spans), max))
        # one that does not say what time it is about may be about any before it was made
        self._loose = max((_made(f) for f in follow_ups if not f.period), default=date.min)
        self._latest = max(map(_made, follow_ups), default=date.min)

    def any_of(self, first: date, last: date) -> bool:
        """Tell whether a follow-up may cover some day from *first* to *last*."""
        begun = bisect_right(self._starts, last)
        return self._loose >= first or (begun > 0 and self._reached[begun - 1] >= first)

    def made_after(self, day: date) -> bool:
        """Tell whether a follow-up may have been made after *day*."""
        return self._latest > day


@check(
    "R602", "follow-up-overdue", WARNING,
    message=(
        "en uppföljning som skulle ha kommit {due} saknas",
        "a follow-up that was due {due} is missing",
    ),
    why=(
        "Arbetet rullar vidare utan att någon vet om det ger något.",
        "The work rolls on without anybody knowing whether it gives anything.",
    ),
    mend=("Gör uppföljningen, eller lägg till den om den redan är gjord.", "Make the follow-up, or add it where it has been made."),
    source=_BRA_2023,
)  # fmt: skip
def follow_up_overdue(facts: Facts) -> Iterator[Hit]:
    """What the plan says should have come has come: each occasion, or else each turn."""
    covered = _Covered(facts.agreement.follow_ups)
    for place, plan in facts.of(FollowUpPlan):
        if plan.planned:
            yield from _missed_occasions(facts, covered)
        elif plan.recurrence is not None:
            yield from _missed_turn(facts, covered, place, plan.recurrence)


def _missed_occasions(facts: Facts, covered: _Covered) -> Iterator[Hit]:
    planned = [(occ.due, occ, place) for place, occ in facts.of(PlannedFollowUp) if occ.due]
    previous = date.min
    for due, occasion, place in sorted(planned, key=lambda one: one[0]):
        if not due.is_before(facts.on):
            break
        covers, ended = occasion.covers, facts.agreement.terminated
        begins = covers.start if covers else due
        if covers:
            met = covered.any_of(covers.first_day, covers.last_day or date.max)
        else:  # an occasion that only has a day is met by what came since the one before
            met = covered.made_after(previous)
        previous = due.last_day
        if not met and not (ended and begins.is_after(ended)):
            yield hit(place, "due", due=str(due))


_MOST_TURNS: Final = 1000  # more often than anybody plans; it bounds the work on a strange file


def _missed_turn(
    facts: Facts, covered: _Covered, place: Place, recurrence: Recurrence
) -> Iterator[Hit]:
    """The first turn that nothing covers; the later ones are the same lack."""
    agreement = facts.agreement
    if agreement.period is None or (recurrence.interval or 1) < 1:
        return
    until, end = facts.on - _GRACE, last_day(agreement, agreement.period)
    if end is not None and end < until:
        until = end + timedelta(days=1)  # a turn that ends with the agreement is due the day after
    first = agreement.period.first_day
    for due in islice(recurrence.dates(first, until), _MOST_TURNS):
        if not covered.any_of(first, due - timedelta(days=1)):
            yield hit(place, "recurrence", due=due.isoformat())
            return
        first = due


@follow_up_overdue.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement = exemplary()  # what its follow-ups leave uncovered is known
    plan = agreement.follow_up_plan or FollowUpPlan()
    missed = PlannedFollowUp(covers="2026-01", due="2026-02")
    broken = agreement.evolve(follow_up_plan=plan.evolve(planned=(*plan.planned, missed)))
    return broken, f"/follow_up_plan/planned/{len(plan.planned)}/due"


_LAW_IN_FORCE: Final = date(2023, 7, 1)
_TWO_YEARS: Final = timedelta(days=731)  # one of them with a leap day


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
    since = max(*known, *map(_made, agreement.follow_ups), _LAW_IN_FORCE)
    until = min(facts.on, last_day(agreement, agreement.period) or facts.on)
    if until - since > _TWO_YEARS:
        yield hit(facts.top, since=since.isoformat())


@action_plan_not_followed_up.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement = exemplary()
    law = LegalBasis(title="Lag om kommuners ansvar för brottsförebyggande arbete")
    return agreement.evolve(
        kind=ACTION_PLAN,
        legal_basis=(law,),
        signed=None,
        signatories=[signatory.evolve(signed=None) for signatory in agreement.signatories],
        period="2023/2026",
        measures=[measure.evolve(period="2023/2026") for measure in agreement.measures],
        follow_up_plan=FollowUpPlan(recurrence=Recurrence(unit=Precision.YEAR, interval=4)),
        follow_ups=(),
    ), ""


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
    agreement, _follow_up = _with_follow_up(agreement)
    return _changed(agreement, date=None), "/follow_ups/0"


# ── Every promise ──────────────────────────────────────────────────────────────


def _skipped(facts: Facts) -> Iterator[tuple[Place, list[str]]]:
    """The promises that follow-ups of one time leave out, at the first of those follow-ups.

    Several may share the promises of one time between them: the police's and the
    municipality's own.
    """
    by_time: dict[str, list[tuple[Place, FollowUp]]] = {}
    for place, follow_up in facts.of(FollowUp):
        if any(assessment.promise for assessment in follow_up.assessments):
            by_time.setdefault(str(follow_up.period), []).append((place, follow_up))
    for together in by_time.values():
        place, first = together[0]
        judged = {a.promise for _, follow_up in together for a in follow_up.assessments}
        left = [p for p in facts.agreement.promises if p.id not in judged]
        if skipped := [p.id for p in left if _is_due(p, facts.agreement, first.period)]:
            yield place, skipped


def _is_due(promise: Promise, agreement: Agreement, followed: Period | None) -> bool:
    """Tell whether *promise* was in force in the time *followed* up, as far as is certain."""
    held = promise.period or agreement.period
    if held is None or followed is None:
        return promise.period is None  # as long as the agreement, whenever that is
    return held.overlaps(followed)


@check(
    "R604", "follow-up-skips-promise", WARNING,
    message=("uppföljningen bedömer inte alla löften som gällde: {ids} saknas", "the follow-up does not judge every promise in force: {ids} missing"),
    why=(
        "Det är lätt att bara berätta om de löften som gick bra.",
        "It is easy to tell only of the promises that went well.",
    ),
    mend=('Bedöm löftet också; "cannot_be_assessed" med ett skäl är också ett svar.', 'Judge the promise too; "cannot_be_assessed" with a reason is an answer as well.'),
    source=_BRA_FOLLOW_UP,
)  # fmt: skip
def follow_up_skips_promise(facts: Facts) -> Iterator[Hit]:
    """A follow-up that judges promises judges all that were in force in its time."""
    for place, names in _skipped(facts):
        promises = (facts.named("Promise", name) for name in names)
        related = tuple(promise.pointer() for promise in promises if promise)
        yield hit(place, "assessments", related=related, ids=tuple(names))


@follow_up_skips_promise.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement, _follow_up = _with_follow_up(agreement)
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
    message=("löftet gällde till {ended}, men ingen har bedömt om det hölls", "the promise held until {ended}, but nobody has judged whether it was kept"),
    why=(
        "Den som fick löftet får aldrig veta hur det gick.",
        "Those who were given the promise never learn what became of it.",
    ),
    mend=("Bedöm löftet i en uppföljning.", "Judge the promise in a follow-up."),
    source=_BRA_2018,
)  # fmt: skip
def promise_never_assessed(facts: Facts) -> Iterator[Hit]:
    """Two months after a promise has certainly ended it has been judged.

    One that a follow-up of its time has skipped is told of there.
    """
    agreement = facts.agreement
    told = {a.promise for follow_up in agreement.follow_ups for a in follow_up.assessments}
    told.update(name for _, names in _skipped(facts) for name in names)
    for place, promise in facts.of(Promise):
        end = last_day(agreement, promise.period or agreement.period)
        if promise.id not in told and end is not None and facts.on - end > _GRACE:
            yield hit(place, ended=end.isoformat())


@promise_never_assessed.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement, _follow_up = _with_follow_up(agreement)
    unjudged = [follow_up.evolve(assessments=()) for follow_up in agreement.follow_ups]
    first, *others = agreement.promises
    past = first.evolve(period="2025-01/2025-11")
    return agreement.evolve(promises=(past, *others), follow_ups=unjudged), "/promises/0"


# ── Fair judgements ────────────────────────────────────────────────────────────

_FINAL: Final = (Verdict.KEPT, Verdict.PARTLY_KEPT, Verdict.NOT_KEPT, Verdict.CANNOT_BE_ASSESSED)
_SHORT: Final = (Verdict.PARTLY_KEPT, Verdict.NOT_KEPT)


def _follow_up_of(place: Place) -> FollowUp:
    """The follow-up that a judgement or report stands in."""
    part = place.parent.part if place.parent else None
    assert isinstance(part, FollowUp)  # noqa: S101  # they stand nowhere else
    return part


@check(
    "R605", "verdict-without-reason", WARNING,
    message=("omdömet har inget skäl", "the verdict has no reason"),
    why=(
        "Ett omdöme utan skäl går varken att pröva eller lära av.",
        "A verdict without a reason can be neither tested nor learnt from.",
    ),
    mend=("Skriv skälet i reason.", "Write the reason in reason."),
)  # fmt: skip
def verdict_without_reason(facts: Facts) -> Iterator[Hit]:
    """Each verdict says why; that something is going on needs no reason."""
    for place, assessment in facts.of(Assessment):
        if assessment.fulfilment in _FINAL and assessment.reason is None:
            yield hit(place, "fulfilment")


@verdict_without_reason.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement, _follow_up = _with_follow_up(agreement)
    bare = _judged(agreement, fulfilment=Verdict.KEPT, reason=None)
    return bare, "/follow_ups/0/assessments/0/fulfilment"


def _counts(facts: Facts) -> dict[tuple[FollowUp, str], tuple[Decimal, tuple[str, ...]]]:
    """What each follow-up has counted of each commitment, and where that stands."""
    counted: dict[tuple[int, str], tuple[Decimal, tuple[str, ...]]] = {}
    for place, report in facts.of(CommitmentReport):
        if report.count is not None:
            key = id(_follow_up_of(place)), report.commitment
            count, pointers = counted.get(key, (Decimal(0), ()))
            counted[key] = count + report.count, (*pointers, place.pointer("count"))
    return counted


def _needed(quantity: Quantity, follow_up: FollowUp, held: Period | None) -> Decimal | None:
    """The number that a count in *follow_up* is to be held against; ``None`` if uncertain.

    A follow-up of a part of the time may have counted a part of the work.
    """
    time = follow_up.period
    if quantity.per in (None, Rate.PERIOD):
        later = time is not None and held is not None and time.first_day > held.first_day
        return None if later else quantity.number
    if time is None:
        ended = held is not None and follow_up.date is not None and held.overlaps(follow_up.date)
        time = None if ended else held
    if time is None or (held is not None and not held.contains(time)):
        return None
    return quantity.over(time)
