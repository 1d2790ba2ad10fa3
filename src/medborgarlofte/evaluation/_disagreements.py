"""Where verdict, counts and indicators say different things: shown, never settled."""

from collections.abc import Sequence

from attrs import frozen

from medborgarlofte.model import Assessment, FollowUp, Promise
from medborgarlofte.values import ClosedCodelist

from ._commitments import CommitmentStanding
from ._conclusion import Conclusion
from ._known import Known, Made


class DisagreementKind(ClosedCodelist):
    """What says otherwise than what (sorts motsägelse)."""

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

    Attributes:
        kind: What says otherwise than what.
    """

    kind: DisagreementKind


def disagreements(
    known: Known,
    promise: Promise,
    judged: Sequence[tuple[Made, FollowUp, Assessment]],
    commitments: Sequence[CommitmentStanding],
) -> tuple[Disagreement, ...]:
    """Where what is told of *promise* does not agree."""
    del promise, judged, known, commitments
    return ()
