"""R6: judgements with reasons and evidence, that agree with the figures."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from medborgarlofte.codelists import Effect, Verdict
from medborgarlofte.findings import Severity
from medborgarlofte.model import (
    Agreement,
    Assessment,
    FollowUp,
    Indicator,
    Place,
    Promise,
)
from medborgarlofte.model._goal_indicators import GoalIndicators
from medborgarlofte.model.movement import SinceBaseline

from ._exemplary import exemplary
from ._facts import Facts
from ._practice import changed, judged, made, with_follow_up
from ._registry import MOST_FINDINGS, MOST_NAMED, Hit, check, counted_only, hit
from ._short import Short, follow_up_of
from ._sources import BRA_FOLLOW_UP, BRA_MEASURES

WARNING, INFO = Severity.WARNING, Severity.INFO

_FINAL: Final = (Verdict.KEPT, Verdict.PARTLY_KEPT, Verdict.NOT_KEPT, Verdict.CANNOT_BE_ASSESSED)
_SHORT: Final = (Verdict.PARTLY_KEPT, Verdict.NOT_KEPT)
_ON_FACTS: Final = (Verdict.KEPT, *_SHORT)


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
    agreement, _follow_up = with_follow_up(agreement)
    bare = judged(agreement, fulfilment=Verdict.KEPT, reason=None)
    return bare, "/follow_ups/0/assessments/0/fulfilment"


@check(
    "R606", "kept-but-count-short", WARNING,
    message=(
        "löftet bedöms som uppfyllt, men åtagandet {id} är det inte: redovisat {count}, lovat {number}",
        "the promise is judged as kept, but the commitment {id} is not met: {count} reported, {number} promised",
    ),
    why=(
        "Den som jämför siffrorna slutar lita på omdömena.",
        "Whoever compares the figures stops trusting the verdicts.",
    ),
    mend=("Ändra omdömet till delvis uppfyllt, eller rätta antalet.", "Change the verdict to partly kept, or mend the count."),
    hint=("av redovisningarna pekas de {named} första ut", "of the reports the first {named} are pointed at"),
)  # fmt: skip
def kept_but_count_short(facts: Facts) -> Iterator[Hit]:
    """Where a promise is judged as kept, what was counted is certainly not too little."""
    agreement, short, told = facts.agreement, Short(facts), 0
    for place, assessment in facts.of(Assessment):
        promise = agreement.find(Promise, assessment.promise or "")
        if assessment.fulfilment is not Verdict.KEPT or promise is None:
            continue
        missed = short.of(place, promise)
        if told >= MOST_FINDINGS and missed:  # one promise may be judged again and again
            yield counted_only(place, len(missed))
            continue
        told += len(missed)
        for name, number, count in missed:
            params: dict[str, Any] = {"id": name, "count": count.count, "number": number}
            if count.reports > MOST_NAMED:
                params["named"] = MOST_NAMED
            yield hit(place, "fulfilment", related=count.where, **params)


@kept_but_count_short.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement = exemplary()  # what is promised and counted in it is known
    reports = agreement.follow_ups[0].commitment_reports
    few = changed(agreement, commitment_reports=[report.evolve(count=3) for report in reports])
    return few, "/follow_ups/0/assessments/0/fulfilment"


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
    source=BRA_FOLLOW_UP,
)  # fmt: skip
def kept_but_indicator_worse(facts: Facts) -> Iterator[Hit]:
    """A kept promise whose goal has moved away by then is said to have become worse.

    The first fifty indicators of its goals are looked at.
    """
    agreement, indicators = facts.agreement, GoalIndicators(facts.agreement)
    series: dict[str, SinceBaseline] = {}
    for place, assessment in facts.of(Assessment):
        promise = agreement.find(Promise, assessment.promise or "")
        if promise is None or not (
            assessment.fulfilment is Verdict.KEPT and assessment.effect is not Effect.WORSENED
        ):
            continue
        until = assessment.as_of.last_day if assessment.as_of else made(follow_up_of(place))
        for name in indicators.of(promise):
            where, indicator = facts.named("Indicator", name), agreement.find(Indicator, name)
            if where is None or indicator is None:
                continue
            if name not in series:
                series[name] = SinceBaseline(indicator)
            went = series[name].movement(until)
            if went is not None and not went.better:
                yield hit(
                    place,
                    "fulfilment",
                    related=(where.pointer("observations", went.number),),
                    id=name,
                    was=went.was,
                    now=went.now,
                )


@kept_but_indicator_worse.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement = exemplary()  # what is measured in it is known
    indicator, *others = agreement.indicators
    fallen = [observation.evolve(value=52) for observation in indicator.observations]
    worse = agreement.evolve(indicators=(indicator.evolve(observations=fallen), *others))
    return judged(worse, effect=Effect.UNCHANGED), "/follow_ups/0/assessments/0/fulfilment"


@check(
    "R608", "not-kept-without-decision", WARNING,
    message=("löften eller mål är inte helt uppfyllda, men inget beslut är fattat", "promises or goals are not wholly kept, but nothing was decided"),
    why=(
        "Uppföljningen ska leda vidare: styrgruppen ändrar åtgärder, tillför resurser eller omprövar.",
        "A follow-up is to lead on: the steering group changes measures, adds resources or reconsiders.",
    ),
    mend=("Lägg till vad som beslutades i decisions.", "Add what was decided in decisions."),
    source=BRA_MEASURES,
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
    agreement, _follow_up = with_follow_up(agreement)
    return changed(judged(agreement, fulfilment=Verdict.NOT_KEPT), decisions=()), "/follow_ups/0"


@check(
    "R609", "verdict-without-evidence", INFO,
    message=("omdömen utan belägg: {count}", "verdicts without evidence: {count}"),
    why=(
        "Med ett antal, en indikator eller ett dokument kan andra pröva omdömet.",
        "With a count, an indicator or a document others can test the verdict.",
    ),
    mend=("Lägg till belägg hos omdömet, ett redovisat antal eller uppföljningens dokument.", "Add evidence to the verdict, a count reported, or the document of the follow-up."),
)  # fmt: skip
def verdict_without_evidence(facts: Facts) -> Iterator[Hit]:
    """Each verdict rests on something: evidence, a count, the document of the follow-up."""
    evident = _Evident(facts)
    for place, follow_up in facts.of(FollowUp):
        counted = evident.in_(follow_up)
        bare = _pointers(
            place,
            (
                a.fulfilment in _ON_FACTS and not a.evidence and a.promise not in counted
                for a in follow_up.assessments
            ),
        )
        if bare and not follow_up.documents:
            yield hit(place, "assessments", related=bare, count=len(bare))


class _Evident:
    """The promises of which follow-ups have counted something."""

    def __init__(self, facts: Facts) -> None:
        self._agreement = facts.agreement
        self._parts: dict[str, tuple[frozenset[str], frozenset[str]]] = {}

    def in_(self, follow_up: FollowUp) -> set[str]:
        """Those judged in *follow_up* of which it has counted something."""
        judged = {a.promise for a in follow_up.assessments if a.promise}
        commitments = {r.commitment for r in follow_up.commitment_reports if r.count is not None}
        measures = {r.measure for r in follow_up.measure_reports if r.count is not None}
        found = set()
        for name in judged if commitments or measures else ():
            own, serving = self._parts_of(name)
            if not (own.isdisjoint(commitments) and serving.isdisjoint(measures)):
                found.add(name)
        return found

    def _parts_of(self, name: str) -> tuple[frozenset[str], frozenset[str]]:
        """The commitments and measures of a promise; it may be judged again and again."""
        if name not in self._parts:
            promise = self._agreement.find(Promise, name)
            own = promise.commitments if promise else ()
            serving = self._agreement.measures_for(promise) if promise else ()
            self._parts[name] = frozenset(c.id for c in own), frozenset(m.id for m in serving)
        return self._parts[name]


@verdict_without_evidence.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement, follow_up = with_follow_up(agreement)
    bare = Assessment(
        goal=agreement.goals[0],
        fulfilment=Verdict.PARTLY_KEPT,
        reason="Något fler är trygga.",
        as_of="2025-12-31",
        assessed_by=follow_up.by,
    )
    more = (*follow_up.assessments, bare)
    return changed(agreement, assessments=more, documents=()), "/follow_ups/0/assessments"


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
    agreement, _follow_up = with_follow_up(agreement)
    return changed(judged(agreement, assessed_by=()), by=()), "/follow_ups/0"
