"""R6: follow-ups: planned, made in time, fair in their judgements, and told to people."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate, islice
from operator import attrgetter, gt, lt
from typing import Any, Final

from attrs import frozen

from medborgarlofte.codelists import Comparison, Direction, Effect, Rate, Verdict
from medborgarlofte.findings import Severity
from medborgarlofte.model import (
    Agreement,
    Assessment,
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
from medborgarlofte.values import Period, Precision, Quantity, Recurrence

from ._breaking import fresh_id
from ._exemplary import exemplary
from ._facts import Facts
from ._registry import Hit, check, hit
from .practice_agreement import (
    ACTION_PLAN,
    BRA_AGREEMENT,
    is_over_two_years,
    last_day,
    signings,
)

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
_LAW: Final = (
    "Lag (2023:196), tvåårsregeln efter utredningens förslag; lagens paragraf är inte läst"
)

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
        self._latest = max(map(_made, follow_ups), default=None)

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
    source=_BRA_2023,
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
    since = max(*known, *map(_made, agreement.follow_ups), _LAW_IN_FORCE)
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
    message=("löften som har upphört utan att någon bedömt om de hölls: {ids}", "promises that have ended without anybody judging whether they were kept: {ids}"),
    why=(
        "De som fick löftena får aldrig veta hur det gick.",
        "Those who were given the promises never learn what became of them.",
    ),
    mend=("Bedöm löftena i en uppföljning.", "Judge the promises in a follow-up."),
    source=_BRA_FOLLOW_UP,
)  # fmt: skip
def promise_never_assessed(facts: Facts) -> Iterator[Hit]:
    """Two months after a promise has certainly ended it has been judged.

    Told once of all; one that a follow-up of its time has skipped is told of there.
    """
    agreement = facts.agreement
    told = {a.promise for follow_up in agreement.follow_ups for a in follow_up.assessments}
    told.update(name for _, names in _skipped(facts) for name in names)
    unjudged = []
    for place, promise in facts.of(Promise):
        end = last_day(agreement, promise.period or agreement.period)
        if promise.id not in told and end is not None and facts.on - end > _GRACE:
            unjudged.append((place.pointer(), promise.id))
    if unjudged:
        related, ids = zip(*unjudged, strict=True)
        yield hit(facts.top, "promises", related=related, ids=ids)


@promise_never_assessed.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement, _follow_up = _with_follow_up(agreement)
    unjudged = [follow_up.evolve(assessments=()) for follow_up in agreement.follow_ups]
    first, *others = agreement.promises
    past = first.evolve(period="2025-01/2025-11")
    return agreement.evolve(promises=(past, *others), follow_ups=unjudged), "/promises"


# ── Fair judgements ────────────────────────────────────────────────────────────

_FINAL: Final = (Verdict.KEPT, Verdict.PARTLY_KEPT, Verdict.NOT_KEPT, Verdict.CANNOT_BE_ASSESSED)
_SHORT: Final = (Verdict.PARTLY_KEPT, Verdict.NOT_KEPT)
_ON_FACTS: Final = (Verdict.KEPT, *_SHORT)


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


_Counts = dict[tuple[int, str], tuple[Decimal, tuple[str, ...]]]


def _counts(facts: Facts) -> _Counts:
    """What each follow-up has counted of each commitment, and where that stands."""
    counts: _Counts = {}
    for place, report in facts.of(CommitmentReport):
        if report.count is not None:
            key = id(_follow_up_of(place)), report.commitment
            count, where = counts.get(key, (Decimal(0), ()))
            counts[key] = count + report.count, (*where, place.pointer("count"))
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


@check(
    "R606", "kept-but-count-short", WARNING,
    message=(
        "löftet bedöms som uppfyllt, men av åtagandet {id} är {count} redovisat mot lovade {number}",
        "the promise is judged as kept, but of the commitment {id} {count} is reported where {number} was promised",
    ),
    why=(
        "Den som jämför siffrorna slutar lita på omdömena.",
        "Whoever compares the figures stops trusting the verdicts.",
    ),
    mend=("Ändra omdömet till delvis uppfyllt, eller rätta antalet.", "Change the verdict to partly kept, or mend the count."),
)  # fmt: skip
def kept_but_count_short(facts: Facts) -> Iterator[Hit]:
    """Where a promise is judged as kept, what was counted is certainly not too little."""
    agreement, counts = facts.agreement, _counts(facts)
    for place, assessment in facts.of(Assessment):
        promise = agreement.find(Promise, assessment.promise or "")
        if assessment.fulfilment is not Verdict.KEPT or promise is None:
            continue
        follow_up, held = _follow_up_of(place), promise.period or agreement.period
        for commitment in promise.commitments:
            quantity, counted = commitment.quantity, counts.get((id(follow_up), commitment.id))
            if quantity is None or counted is None:
                continue
            count, where = counted
            number, fails = _needed(quantity, follow_up, held), _FAILS.get(quantity.comparison)
            if fails and number is not None and fails(count, number):
                yield hit(
                    place, "fulfilment", related=where, id=commitment.id, count=count, number=number
                )


@kept_but_count_short.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement = exemplary()  # what is promised and counted in it is known
    reports = agreement.follow_ups[0].commitment_reports
    few = _changed(agreement, commitment_reports=[report.evolve(count=3) for report in reports])
    return few, "/follow_ups/0/assessments/0/fulfilment"


def _day_of(observation: Observation) -> date | None:
    """The last day that *observation* is about, or else was gathered on."""
    said = observation.period or observation.collected
    return said.last_day if said else None


@frozen
class _Reading:
    """A value that compares with an indicator's baseline."""

    day: date
    pointer: str
    was: Decimal
    now: Decimal
    is_worse: bool


def _readings(place: Place, indicator: Indicator) -> list[_Reading]:
    """What was measured after the baseline, of the same area and people, by time."""
    first = indicator.baseline
    if first is None or first.value is None:
        return []
    since, found = _day_of(first) or date.min, []
    for index, one in enumerate(indicator.observations):
        day, alike = _day_of(one), (one.area, one.subgroup) == (first.area, first.subgroup)
        if one.value is not None and alike and day is not None and day > since:
            where, worse = place.pointer("observations", index), _is_worse(indicator, one)
            found.append(_Reading(day, where, first.value, one.value, worse))
    return sorted(found, key=lambda reading: reading.day)


def _is_worse(indicator: Indicator, now: Observation) -> bool:
    """Tell whether *now* lies in the direction not wanted, by more than chance explains."""
    was, wanted = indicator.baseline, indicator.direction
    if was is None or was.value is None or now.value is None:
        return False
    if wanted not in (Direction.UP, Direction.DOWN):
        return False
    fall = was.value - now.value if wanted is Direction.UP else now.value - was.value
    errors = (observation.margin_of_error or Decimal(0) for observation in (was, now))
    # the errors of two samples add up as their squares do
    return fall > 0 and fall * fall > sum(error * error for error in errors)


@check(
    "R607", "kept-but-indicator-worse", WARNING,
    message=(
        "löftet bedöms som uppfyllt, men indikatorn {id} har försämrats från {was} till {now}, och det sägs inte",
        "the promise is judged as kept, but the indicator {id} has become worse, from {was} to {now}, and that is not said",
    ),
    why=(
        "Ett löfte kan hållas utan att hjälpa; då ska båda sakerna sägas.",
        "A promise can be kept and not help; then both things are to be said.",
    ),
    mend=('Bedöm effekten också: "worsened".', 'Judge the effect as well: "worsened".'),
    source=_BRA_FOLLOW_UP,
)  # fmt: skip
def kept_but_indicator_worse(facts: Facts) -> Iterator[Hit]:
    """A kept promise whose goal has moved away by then is said to have become worse."""
    agreement = facts.agreement
    readings = {ind.id: _readings(place, ind) for place, ind in facts.of(Indicator)}
    for place, assessment in facts.of(Assessment):
        promise = agreement.find(Promise, assessment.promise or "")
        if promise is None or not (
            assessment.fulfilment is Verdict.KEPT and assessment.effect is not Effect.WORSENED
        ):
            continue
        until = assessment.as_of.last_day if assessment.as_of else _made(_follow_up_of(place))
        goals = [agreement.find(Goal, name) for name in promise.goals]
        for name in dict.fromkeys(name for goal in goals if goal for name in goal.indicators):
            known = readings.get(name, [])
            so_far = bisect_right(known, until, key=attrgetter("day"))
            if so_far and (last := known[so_far - 1]).is_worse:
                yield hit(
                    place,
                    "fulfilment",
                    related=(last.pointer,),
                    id=name,
                    was=last.was,
                    now=last.now,
                )


@kept_but_indicator_worse.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement = exemplary()  # what is measured in it is known
    indicator, *others = agreement.indicators
    fallen = [observation.evolve(value=52) for observation in indicator.observations]
    worse = agreement.evolve(indicators=(indicator.evolve(observations=fallen), *others))
    return _judged(worse, effect=Effect.UNCHANGED), "/follow_ups/0/assessments/0/fulfilment"


@check(
    "R608", "not-kept-without-decision", WARNING,
    message=("löften eller mål är inte helt uppfyllda, men inget beslut är fattat", "promises or goals are not wholly kept, but nothing was decided"),
    why=(
        "Uppföljningen ska leda vidare: styrgruppen ändrar åtgärder, tillför resurser eller omprövar.",
        "A follow-up is to lead on: the steering group changes measures, adds resources or reconsiders.",
    ),
    mend=("Lägg till vad som beslutades i decisions.", "Add what was decided in decisions."),
    source=_BRA_CARRY_OUT,
)  # fmt: skip
def not_kept_without_decision(facts: Facts) -> Iterator[Hit]:
    """Where something fell short, something is decided; told once a follow-up."""
    for place, follow_up in facts.of(FollowUp):
        short = _pointers(place, (a.fulfilment in _SHORT for a in follow_up.assessments))
        if short and not follow_up.decisions:
            yield hit(place, related=short)


def _pointers(place: Place, told: Iterable[bool]) -> tuple[str, ...]:
    """Where those judgements of the follow-up at *place* stand that are *told* of."""
    return tuple(place.pointer("assessments", at) for at, is_told in enumerate(told) if is_told)


@not_kept_without_decision.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement, _follow_up = _with_follow_up(agreement)
    return _changed(_judged(agreement, fulfilment=Verdict.NOT_KEPT), decisions=()), "/follow_ups/0"


@check(
    "R609", "verdict-without-evidence", INFO,
    message=("{count} omdömen saknar belägg", "{count} verdicts have no evidence"),
    why=(
        "Med ett antal, en indikator eller ett dokument kan andra pröva omdömet.",
        "With a count, an indicator or a document others can test the verdict.",
    ),
    mend=("Lägg till belägg hos omdömet, ett redovisat antal eller uppföljningens dokument.", "Add evidence to the verdict, a count reported, or the document of the follow-up."),
)  # fmt: skip
def verdict_without_evidence(facts: Facts) -> Iterator[Hit]:
    """Each verdict rests on something: evidence, a count, the document of the follow-up."""
    for place, follow_up in facts.of(FollowUp):
        counted = _counted(facts, follow_up)
        bare = _pointers(
            place,
            (
                a.fulfilment in _ON_FACTS and not a.evidence and a.promise not in counted
                for a in follow_up.assessments
            ),
        )
        if bare and not follow_up.documents:
            yield hit(place, "assessments", related=bare, count=len(bare))


def _counted(facts: Facts, follow_up: FollowUp) -> set[str]:
    """The promises judged in *follow_up* of which it has counted something."""
    agreement = facts.agreement
    judged = {a.promise for a in follow_up.assessments if a.promise}
    commitments = {r.commitment for r in follow_up.commitment_reports if r.count is not None}
    measures = {r.measure for r in follow_up.measure_reports if r.count is not None}
    return {
        name
        for name in judged
        if (promise := agreement.find(Promise, name)) is not None
        and (
            any(commitment.id in commitments for commitment in promise.commitments)
            or any(measure.id in measures for measure in agreement.measures_for(promise))
        )
    }


@verdict_without_evidence.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement, follow_up = _with_follow_up(agreement)
    bare = Assessment(
        goal=agreement.goals[0],
        fulfilment=Verdict.PARTLY_KEPT,
        reason="Något fler är trygga.",
        as_of="2025-12-31",
        assessed_by=follow_up.by,
    )
    more = (*follow_up.assessments, bare)
    return _changed(agreement, assessments=more, documents=()), "/follow_ups/0/assessments"


@check(
    "R612", "nobody-judged", INFO,
    message=("det framgår inte vem som gjort bedömningen", "it is not said who made the judgement"),
    why=(
        "Det är skillnad på att bedöma sig själv och att bli bedömd av andra.",
        "To judge oneself is not the same as to be judged by others.",
    ),
    mend=("Ange vilka parter som följt upp, eller vem som bedömt.", "Name the parties that followed up, or who judged."),
)  # fmt: skip
def nobody_judged(facts: Facts) -> Iterator[Hit]:
    """Each judgement is somebody's; those who followed up need not be named again."""
    for place, follow_up in facts.of(FollowUp):
        anonymous = _pointers(place, (not a.assessed_by for a in follow_up.assessments))
        if anonymous and not follow_up.by:
            yield hit(place, related=anonymous)


@nobody_judged.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement, _follow_up = _with_follow_up(agreement)
    return _changed(_judged(agreement, assessed_by=()), by=()), "/follow_ups/0"


@check(
    "R610", "not-reported-back", WARNING,
    message=("det framgår inte att någon fått veta hur det gick", "it is not said that anybody was told what became of it"),
    why=(
        "Utvärderingen fann att återkopplingen till invånare och medarbetare brast.",
        "The evaluation found that inhabitants and staff were not told enough.",
    ),
    mend=("Berätta för invånarna och styrgruppen, och ange det i reported_to.", "Tell the inhabitants and the steering group, and say so in reported_to."),
    source=_BRA_2018,
)  # fmt: skip
def not_reported_back(facts: Facts) -> Iterator[Hit]:
    """Each follow-up is reported to somebody."""
    for place, follow_up in facts.of(FollowUp):
        if follow_up.reported_to is None:
            yield hit(place)


@not_reported_back.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement, _follow_up = _with_follow_up(agreement)
    return _changed(agreement, reported_to=None), "/follow_ups/0"
