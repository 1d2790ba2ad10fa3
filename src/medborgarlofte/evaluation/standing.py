"""How a promise stands: the latest judgement of it, its counts, and where they disagree."""

from collections.abc import Sequence

from attrs import frozen

from medborgarlofte.checking import Day, day_of
from medborgarlofte.codelists import Effect, Verdict
from medborgarlofte.findings import Shown
from medborgarlofte.model import Agreement, Assessment, FollowUp, Promise, require_agreement
from medborgarlofte.values import PartialDate

from ._because import because, exactly
from ._commitments import CommitmentStanding, commitment_standing
from ._conclusion import Conclusion, Reason
from ._disagreements import Disagreement, disagreements
from ._known import Known, Made, when_made

Judged = tuple[Made, FollowUp, Assessment]


@frozen(kw_only=True)
class Standing(Conclusion, Shown):
    """How a promise stands on a day (hur ett löfte står sig).

    Example:
        >>> from medborgarlofte import examples, standing
        >>> stands = standing(examples.load("strangnas"), "trafik", on="2020-02-01")
        >>> print(stands.why("sv"))
        Senaste omdömet är: uppfyllt (2020-01; av vem framgår inte).
        Trafikkontroller, utan angivet antal: 303 redovisade; inget antal är lovat att mäta mot.
        En mopedinsats: redovisat som genomfört; inget antal är lovat att mäta mot.
        Ett trafiksäkerhetsråd: redovisat som genomfört; inget antal är lovat att mäta mot.

    Attributes:
        promise: The promise.
        assessment: The latest judgement that gives a verdict, or else the latest;
            ``None`` where there is none.
        follow_up: The follow-up that it stands in.
        effect: What became of the problem, by the latest judgement that says so.
        commitments: What became of each commitment.
        disagreements: Where verdict, counts and indicators say different things.
    """

    promise: Promise
    assessment: Assessment | None = None
    follow_up: FollowUp | None = None
    effect: Effect | None = None
    commitments: tuple[CommitmentStanding, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()

    @property
    def verdict(self) -> Verdict | None:
        """The latest verdict; ``None`` where none is given."""
        return None if self.assessment is None else self.assessment.fulfilment

    @property
    def assessed_by(self) -> tuple[str, ...]:
        """The ids of the parties that judged, or else of those that followed up."""
        if self.assessment is None:
            return ()
        return self.assessment.assessed_by or (self.follow_up.by if self.follow_up else ())

    @property
    def as_of(self) -> PartialDate | None:
        """The time that the judgement is of, or else when it was made."""
        if self.assessment is None:
            return None
        return self.assessment.as_of or (self.follow_up.date if self.follow_up else None)


def standing(agreement: Agreement, promise: Promise | str, on: Day | None = None) -> Standing:
    """How *promise* stands, by what had been told by the day *on*; by all where left out.

    A judgement without a date is taken as made when its follow-up was; of two that are
    as late, the later in the document counts.

    Args:
        agreement: The agreement.
        promise: The promise, or its id.
        on: The day whose knowledge counts.

    Raises:
        AgreementError: S314 where there is no such promise, S003 where *agreement* is none,
            or *promise* neither a promise nor an id, S003 or S308 where *on* is no day.

    Example:
        >>> from medborgarlofte import examples, standing
        >>> stands = standing(examples.load("strangnas"), "trygghetsvandringar")
        >>> stands.verdict.label("en"), str(stands.as_of)
        ('kept', '2020-01')
        >>> stands.commitments[0].count
        Decimal('4')
    """
    known = Known(require_agreement(agreement), None if on is None else day_of(on))
    return standing_of(known, _own(known.agreement, promise))


def _own(agreement: Agreement, promise: Promise | str) -> Promise:
    """The promise of *agreement* that is meant: itself, an equal one, or the one of that id."""
    if not isinstance(promise, Promise):
        return agreement.promise(promise)
    same = (each for each in agreement.promises if each is promise)
    equal = (each for each in agreement.promises if each == promise)
    return next(same, None) or next(equal, None) or agreement.promise(promise.id)


def standings(agreement: Agreement, on: Day | None = None) -> tuple[Standing, ...]:
    """How each promise stands, in the order of the document; as :func:`standing`.

    Args:
        agreement: The agreement.
        on: The day whose knowledge counts; all that is told where left out.

    Raises:
        AgreementError: S003 where *agreement* is none, S003 or S308 where *on* is no day.

    Example:
        >>> from medborgarlofte import examples
        >>> from medborgarlofte.evaluation import standings
        >>> [stands.verdict.value for stands in standings(examples.load("strangnas"))]
        ['kept', 'kept', 'kept']
    """
    known = Known(require_agreement(agreement), None if on is None else day_of(on))
    return tuple(standing_of(known, promise) for promise in agreement.promises)


def standing_of(known: Known, promise: Promise) -> Standing:
    """How *promise* stands, as far as is *known*."""
    judged = judgements(known, promise)
    latest = next((j for j in reversed(judged) if j[2].fulfilment is not None), None)
    latest = latest or (judged[-1] if judged else None)
    effect = next((j[2].effect for j in reversed(judged) if j[2].effect is not None), None)
    commitments = tuple(commitment_standing(known, promise, c) for c in promise.commitments)
    differing = tuple(disagreements(known, promise, judged, commitments))
    return Standing(
        promise=promise,
        assessment=latest[2] if latest else None,
        follow_up=latest[1] if latest else None,
        effect=effect,
        commitments=commitments,
        disagreements=differing,
        reasons=(
            *_why(known, promise, latest),
            *(reason for each in commitments for reason in each.reasons),
            *(reason for each in differing for reason in each.reasons),
        ),
    )


def judgements(known: Known, promise: Promise) -> Sequence[Judged]:
    """The judgements made by the day, the latest last, each with when it was made."""
    made = []
    for follow_up, assessment in known.agreement.assessments_of(promise):
        of = assessment.as_of
        when = when_made(follow_up) if of is None else Made(of.last_day, of.first_day)
        if known.has_been_made(follow_up) and when.first <= known.day:
            made.append((when, follow_up, assessment))
    return sorted(made, key=lambda judged: judged[0].last)


def _why(known: Known, promise: Promise, latest: Judged | None) -> Sequence[Reason]:
    """What the verdict, or that there is none, follows from."""
    if latest is None or latest[2].fulfilment is None:
        where = known.at(promise) if latest is None else known.at(latest[2])
        if not known.agreement.assessments_of(promise) or latest is not None:
            rule, sv, en = "no_verdict", "Löftet är inte bedömt.", "The promise is not judged."
        else:
            rule = "no_verdict_yet"
            sv = "Löftet är inte bedömt senast {on}."
            en = "The promise is not judged by {on}."
        return (because(rule, sv, en, where, on=known.day),)
    _, follow_up, assessment = latest
    when = assessment.as_of or follow_up.date
    by = assessment.assessed_by or follow_up.by
    sv, en = "Senaste omdömet är: {verdict}", "The latest verdict is: {verdict}"
    sv += " ({when}, av {by})." if by else " ({when}; av vem framgår inte)."
    en += " ({when}, by {by})." if by else " ({when}; by whom is not told)."
    where = known.at(assessment, "as_of") if assessment.as_of else known.at(follow_up)
    reasons = [
        because(
            "latest_verdict",
            sv if when else sv.replace("{when}", "odaterat"),
            en if when else en.replace("{when}", "undated"),
            known.at(assessment, "fulfilment"),
            where,
            verdict=assessment.fulfilment,
            when=when,
            by=known.parties(by),
        )
    ]
    date_ = follow_up.date
    if date_ is not None and not exactly(date_) and date_.last_day > known.day:
        reasons.append(
            because(
                "follow_up_perhaps_later",
                "Uppföljningen gjordes {date}; om det var senast {on} framgår inte.",
                "The follow-up was made {date}; whether by {on} is not told.",
                known.at(follow_up, "date"),
                date=date_,
                on=known.day,
            )
        )
    return reasons
