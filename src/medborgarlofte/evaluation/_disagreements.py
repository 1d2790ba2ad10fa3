"""Where verdict, counts and indicators say different things: shown, never settled."""

from collections.abc import Iterator, Sequence

from attrs import frozen

from medborgarlofte.codelists import Effect, MeasureState, Verdict
from medborgarlofte.model import Assessment, FollowUp, Indicator, Promise
from medborgarlofte.model.movement import Movement, SinceBaseline
from medborgarlofte.values import ClosedCodelist

from ._because import because
from ._commitments import CommitmentStanding
from ._conclusion import Conclusion
from ._known import Known, Made, title_of
from .outcomes import Outcome


class DisagreementKind(ClosedCodelist):
    """Which two things contradict each other (sorts motsägelse)."""

    KEPT_BUT_SHORT = (
        "kept_but_short",
        "bedömt som uppfyllt, men ett åtagande är det inte",
        "judged kept, but a commitment is not met",
    )
    NOT_KEPT_BUT_MET = (
        "not_kept_but_met",
        "bedömt som ej uppfyllt, men alla åtaganden är uppfyllda",
        "judged not kept, but every commitment is met",
    )
    KEPT_BUT_WORSE = (
        "kept_but_worse",
        "bedömt som uppfyllt, men en indikator har försämrats",
        "judged kept, but an indicator got worse",
    )
    EFFECT_AND_INDICATOR = (
        "effect_and_indicator",
        "bedömd effekt och indikator går åt olika håll",
        "the effect judged and an indicator go different ways",
    )
    DONE_BUT_SHORT = (
        "done_but_short",
        "redovisat som genomfört, men antalet når inte upp",
        "reported as done, but the count is short",
    )
    VERDICTS_DIFFER = (
        "verdicts_differ",
        "två bedömningar av samma tid skiljer sig",
        "two judgements of the same time differ",
    )


@frozen(kw_only=True)
class Disagreement(Conclusion):
    """Two things that do not agree, with both of them among the reasons (motsägelse).

    Example:
        >>> from medborgarlofte import CommitmentReport, examples, standing
        >>> strangnas = examples.load("strangnas")
        >>> told = strangnas.follow_ups[0]
        >>> few = CommitmentReport(commitment="vandringar", state="done", count=3)
        >>> changed = strangnas.evolve(follow_ups=[told.evolve(commitment_reports=[few])])
        >>> for each in standing(changed, "trygghetsvandringar").disagreements:
        ...     print(each.kind.label("en"))
        reported as done, but the count is short
        judged kept, but a commitment is not met

    Attributes:
        kind: Which two things contradict each other.
    """

    kind: DisagreementKind


Judged = tuple[Made, FollowUp, Assessment]
_NOT_MET = (Outcome.SHORT, Outcome.OVER, Outcome.NOT_DONE)
_DONE = (Outcome.MET, Outcome.DONE_NOT_MEASURABLE)


def disagreements(
    known: Known,
    promise: Promise,
    judged: Sequence[Judged],
    commitments: Sequence[CommitmentStanding],
) -> Iterator[Disagreement]:
    """Where what is told of one promise does not agree.

    Args:
        known: The agreement, and the day.
        promise: The promise.
        judged: The judgements of the promise, the latest last.
        commitments: What became of its commitments.
    """
    for each in commitments:
        if each.state is MeasureState.DONE and each.outcome is Outcome.SHORT:
            yield _found(
                DisagreementKind.DONE_BUT_SHORT,
                "{name} är redovisat som genomfört, men {gap} fattas.",
                "{name} is reported as done, but is short by {gap}.",
                *each.pointers,
                name=title_of(each.commitment),
                gap=each.short_by,
            )
    with_verdict = [j for j in judged if j[2].fulfilment is not None]
    if with_verdict:
        *earlier, latest = with_verdict
        yield from _verdict_and_counts(known, latest[2], commitments)
        yield from _verdicts(known, latest, earlier)
    yield from _indicators(known, promise, judged)


def _verdict_and_counts(
    known: Known, judged: Assessment, commitments: Sequence[CommitmentStanding]
) -> Iterator[Disagreement]:
    verdict_at = known.at(judged, "fulfilment")
    unmet = [each for each in commitments if each.outcome in _NOT_MET]
    if judged.fulfilment is Verdict.KEPT and unmet:
        yield _found(
            DisagreementKind.KEPT_BUT_SHORT,
            "Löftet är bedömt som uppfyllt, men det är inte: {names}.",
            "The promise is judged kept, but these are not met: {names}.",
            verdict_at,
            *(p for each in unmet for p in each.pointers),
            names=tuple(title_of(each.commitment) for each in unmet),
        )
    outcomes = [each.outcome for each in commitments]
    all_done = Outcome.MET in outcomes and all(outcome in _DONE for outcome in outcomes)
    if judged.fulfilment is Verdict.NOT_KEPT and all_done:
        yield _found(
            DisagreementKind.NOT_KEPT_BUT_MET,
            "Löftet är bedömt som ej uppfyllt, men alla dess åtaganden är uppfyllda.",
            "The promise is judged not kept, but all its commitments are met.",
            verdict_at,
            *(p for each in commitments for p in each.pointers),
        )


def _verdicts(known: Known, latest: Judged, earlier: Sequence[Judged]) -> Iterator[Disagreement]:
    """Verdicts that may be of the same time as the latest, and are another."""
    others = [
        assessment
        for made, _, assessment in earlier
        if made.last >= latest[0].first and assessment.fulfilment is not latest[2].fulfilment
    ]
    if others:
        yield _found(
            DisagreementKind.VERDICTS_DIFFER,
            "Löftet är också bedömt som {others}, vid samma tid eller utan att det framgår "
            "vilket som är senast.",
            "The promise is also judged {others}, at the same time, or with nothing to tell "
            "which is the latest.",
            *(known.at(each, "fulfilment") for each in (latest[2], *others)),
            others=tuple(dict.fromkeys(each.fulfilment for each in others)),
        )


def _indicators(known: Known, promise: Promise, judged: Sequence[Judged]) -> Iterator[Disagreement]:
    """Indicators of the promise's goals, or named as evidence, that went another way.

    Of the goals' the first fifty are looked at.
    """
    verdict = next((a for _, _, a in reversed(judged) if a.fulfilment is not None), None)
    effect = next((a for _, _, a in reversed(judged) if a.effect is not None), None)
    names = [*known.goal_indicators.of(promise)]
    names += [e.indicator for a in (verdict, effect) if a for e in a.evidence if e.indicator]
    for name in dict.fromkeys(names):
        indicator = known.agreement.find(Indicator, name)
        went = None if indicator is None else known.once(_movement, indicator)
        if went is None:
            continue
        if verdict is not None and verdict.fulfilment is Verdict.KEPT and not went.better:
            yield _found(
                DisagreementKind.KEPT_BUT_WORSE,
                "Löftet är bedömt som uppfyllt, men {name} har försämrats, från {before} till "
                "{after}.",
                "The promise is judged kept, but {name} got worse, from {before} to {after}.",
                known.at(verdict, "fulfilment"),
                *_of(known, went),
                **_facts(went),
            )
        against = Effect.WORSENED if went.better else Effect.IMPROVED
        if effect is not None and effect.effect is against:
            yield _found(
                DisagreementKind.EFFECT_AND_INDICATOR,
                "Effekten är bedömd som {effect}, men {name} gick från {before} till {after}.",
                "The effect is judged {effect}, but {name} went from {before} to {after}.",
                known.at(effect, "effect"),
                *_of(known, went),
                effect=effect.effect,
                **_facts(went),
            )


def _movement(known: Known, indicator: Indicator) -> Movement | None:
    return SinceBaseline(indicator).movement(known.day)


def _of(known: Known, went: Movement) -> tuple[str | None, ...]:
    return known.at(went.before), known.at(went.after), known.at(went.indicator, "direction")


def _facts(went: Movement) -> dict[str, object]:
    return {"name": title_of(went.indicator), "before": went.was, "after": went.now}


def _found(
    kind: DisagreementKind, sv: str, en: str, *pointers: str | None, **facts: object
) -> Disagreement:
    return Disagreement(kind=kind, reasons=(because(kind.value, sv, en, *pointers, **facts),))
