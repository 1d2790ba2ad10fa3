"""What became of it: follow-ups, planned and carried out."""

from decimal import Decimal
from typing import Annotated

from attrs import Factory, field, frozen
from attrs.converters import optional

from medborgarlofte.codelists import Effect, FollowUpKind, MeasureState, Verdict
from medborgarlofte.values import (
    Id,
    OpenList,
    Part,
    PartialDate,
    Period,
    Recurrence,
    Sensitivity,
    Text,
    many,
    says,
    slug,
    strict,
    to_id,
    to_ids,
    to_optional_date,
    to_optional_id,
    to_optional_number,
    to_optional_period,
    to_optional_text,
    to_text,
)

from .references import CommitmentRef, GoalRef, IndicatorRef, MeasureRef, PartyRef, PromiseRef
from .situation import Document


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class PlannedFollowUp(Part):
    """One follow-up as planned (planerad uppföljning).

    Example:
        >>> from medborgarlofte import examples
        >>> first = examples.load("trosa").follow_up_plan.planned[0]
        >>> str(first.covers), str(first.due)
        ('2018-T1', '2018-05')
    """

    covers: Period | None = field(
        default=None,
        converter=to_optional_period,
        metadata=says("Tiden som följs upp.", "The time it covers."),
    )
    due: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        metadata=says("När den ska redovisas.", "When it is to be reported."),
    )


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class FollowUpPlan(Part):
    """How the work is to be followed up (plan för uppföljning): how often, by whom, for whom.

    Example:
        >>> from medborgarlofte import examples
        >>> plan = examples.load("trosa").follow_up_plan
        >>> plan.recurrence.unit.label("en"), len(plan.planned)
        ('tertial', 6)
    """

    description: Text | None = field(
        default=None, converter=to_optional_text, metadata=says("Beskrivning.", "Description.")
    )
    recurrence: Recurrence | None = field(default=None, metadata=says("Hur ofta.", "How often."))
    kinds: tuple[Annotated[str, OpenList(FollowUpKind)], ...] = field(
        default=(),
        converter=to_ids,
        metadata=says("Sorter (öppen lista FollowUpKind).", "Kinds (open list FollowUpKind)."),
    )
    by: tuple[PartyRef, ...] = field(
        default=(),
        converter=to_ids,
        metadata=says("Parter som följer upp.", "Parties that follow up."),
    )
    reported_to: Text | None = field(
        default=None,
        converter=to_optional_text,
        metadata=says("Till vem det redovisas.", "To whom it is reported."),
    )
    planned: tuple[PlannedFollowUp, ...] = field(
        default=(),
        converter=many,
        metadata=says("De planerade tillfällena.", "The occasions planned."),
    )


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class MeasureReport(Part):
    """How far a measure has come (åtgärdsrapport).

    Example:
        >>> from medborgarlofte import Measure, MeasureReport
        >>> walks = Measure(title="Trygghetsvandringar")
        >>> report = MeasureReport(measure=walks, state="done", count=4)
        >>> report.measure, report.state.label("sv")
        ('trygghetsvandringar', 'genomförd')
    """

    measure: MeasureRef = field(converter=to_id, metadata=says("Åtgärden.", "The measure."))
    state: MeasureState | None = field(
        default=None,
        converter=optional(MeasureState),
        metadata=says("Läge.", "How far it has come."),
    )
    count: Decimal | None = field(
        default=None,
        converter=to_optional_number,
        metadata=says("Hur mycket som gjorts.", "How much has been done."),
    )
    comment: Text | None = field(
        default=None,
        converter=to_optional_text,
        metadata=says("Kommentar.", "Comment.", sensitivity=Sensitivity.PARTNERS),
    )


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class CommitmentReport(Part):
    """How far a commitment has come (åtaganderapport).

    Example:
        >>> from medborgarlofte import examples
        >>> told = examples.load("strangnas").follow_ups[0].commitment_reports[0]
        >>> told.commitment, told.state.value, told.count
        ('grannsamverkan', 'done', Decimal('20'))
    """

    commitment: CommitmentRef = field(
        converter=to_id, metadata=says("Åtagandet.", "The commitment.")
    )
    state: MeasureState | None = field(
        default=None,
        converter=optional(MeasureState),
        metadata=says("Läge.", "How far it has come."),
    )
    count: Decimal | None = field(
        default=None,
        converter=to_optional_number,
        metadata=says(
            "Hur mycket som gjorts, i åtagandets enhet.",
            "How much has been done, in the unit of the commitment.",
        ),
    )
    unit: Text | None = field(
        default=None,
        converter=to_optional_text,
        metadata=says(
            "Vad som räknats, om åtagandet inte säger det.",
            "What was counted, where the commitment does not say.",
        ),
    )
    comment: Text | None = field(
        default=None, converter=to_optional_text, metadata=says("Kommentar.", "Comment.")
    )


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class Evidence(Part):
    """What a judgement rests on (belägg).

    Example:
        >>> from medborgarlofte import Assessment, Evidence
        >>> shown = Evidence(text="Fler svarar att de är trygga.", indicator="trygg-utomhus")
        >>> Assessment(goal="trygghet", effect="improved", evidence=[shown]).evidence[0].indicator
        'trygg-utomhus'
    """

    text: Text | None = field(
        default=None,
        converter=to_optional_text,
        metadata=says("Belägget i ord.", "The evidence in words."),
    )
    indicator: IndicatorRef | None = field(
        default=None, converter=to_optional_id, metadata=says("En indikator.", "An indicator.")
    )
    document: Document | None = field(default=None, metadata=says("Ett dokument.", "A document."))


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class Assessment(Part):
    """A judgement of a promise or goal (bedömning).

    Whether it was fulfilled and what became of the problem are two judgements, and
    they may differ.

    Example:
        >>> from medborgarlofte import examples
        >>> judged = examples.load("strangnas").follow_ups[0].assessments[0]
        >>> judged.fulfilment.label("sv"), str(judged.reason)
        ('uppfyllt', 'Fler nya områden kom till än vad som hade lovats.')
    """

    promise: PromiseRef | None = field(
        default=None,
        converter=to_optional_id,
        metadata=says("Löftet som bedöms.", "The promise judged."),
    )
    goal: GoalRef | None = field(
        default=None,
        converter=to_optional_id,
        metadata=says("Målet som bedöms.", "The goal judged."),
    )
    fulfilment: Verdict | None = field(
        default=None,
        converter=optional(Verdict),
        metadata=says("Om det uppfylldes.", "Whether it was fulfilled."),
    )
    effect: Effect | None = field(
        default=None,
        converter=optional(Effect),
        metadata=says("Vad som hände med problemet.", "What became of the problem."),
    )
    reason: Text | None = field(
        default=None, converter=to_optional_text, metadata=says("Skäl.", "The reason.")
    )
    as_of: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        metadata=says("Läget vid denna tid.", "As of this time."),
    )
    assessed_by: tuple[PartyRef, ...] = field(
        default=(), converter=to_ids, metadata=says("Parter som bedömt.", "Parties that judged.")
    )
    evidence: tuple[Evidence, ...] = field(
        default=(), converter=many, metadata=says("Belägg.", "Evidence.")
    )


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class Decision(Part):
    """What was decided after a follow-up (beslut).

    Example:
        >>> from medborgarlofte import Decision
        >>> Decision(text="Löftet förlängs ett år.", by="kommunen", date="2020-02").by
        ('kommunen',)
    """

    text: Text = field(converter=to_text, metadata=says("Beslutet.", "The decision."))
    by: tuple[PartyRef, ...] = field(
        default=(), converter=to_ids, metadata=says("Parter som beslutat.", "Parties that decided.")
    )
    date: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        metadata=says("När det beslutades.", "When it was decided."),
    )


def _id_of_follow_up(self: "FollowUp") -> str:
    said = self.period or self.date or self.title
    return slug(f"uppfoljning {said}" if said else "uppfoljning")


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class FollowUp(Part):
    """What became of promises and measures (uppföljning); one may cover many.

    Example:
        >>> from medborgarlofte import examples
        >>> follow_up = examples.load("strangnas").follow_up("uppfoljning-2019")
        >>> str(follow_up.period), len(follow_up.commitment_reports), len(follow_up.assessments)
        ('2019', 6, 3)

    Source: Brå, *Uppföljning och återkoppling*; NTU Lokal, where a first round of figures
    shows no change.
    """

    period: Period | None = field(
        default=None,
        converter=to_optional_period,
        metadata=says("Tiden som följs upp.", "The time it covers."),
    )
    date: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        metadata=says("När uppföljningen gjordes.", "When it was made."),
    )
    title: Text | None = field(
        default=None, converter=to_optional_text, metadata=says("Rubrik.", "Heading.")
    )
    id: Id = field(
        default=Factory(_id_of_follow_up, takes_self=True),
        metadata=says(
            "Id, unikt bland uppföljningarna.",
            "Its id, unique among the follow-ups.",
        ),
    )
    summary: Text | None = field(
        default=None, converter=to_optional_text, metadata=says("Sammanfattning.", "Summary.")
    )
    kinds: tuple[Annotated[str, OpenList(FollowUpKind)], ...] = field(
        default=(),
        converter=to_ids,
        metadata=says("Sorter (öppen lista FollowUpKind).", "Kinds (open list FollowUpKind)."),
    )
    by: tuple[PartyRef, ...] = field(
        default=(),
        converter=to_ids,
        metadata=says("Parter som följt upp.", "Parties that followed up."),
    )
    commitment_reports: tuple[CommitmentReport, ...] = field(
        default=(),
        converter=many,
        metadata=says("Hur det gått med åtagandena.", "How far the commitments have come."),
    )
    measure_reports: tuple[MeasureReport, ...] = field(
        default=(),
        converter=many,
        metadata=says("Hur det gått med åtgärderna.", "How far the measures have come."),
    )
    assessments: tuple[Assessment, ...] = field(
        default=(), converter=many, metadata=says("Bedömningar.", "Judgements.")
    )
    lessons: Text | None = field(
        default=None,
        converter=to_optional_text,
        metadata=says("Lärdomar.", "Lessons.", sensitivity=Sensitivity.PARTNERS),
    )
    decisions: tuple[Decision, ...] = field(
        default=(), converter=many, metadata=says("Beslut.", "Decisions.")
    )
    reported_to: Text | None = field(
        default=None,
        converter=to_optional_text,
        metadata=says("Till vem det återkopplats.", "To whom it was reported."),
    )
    documents: tuple[Document, ...] = field(
        default=(), converter=many, metadata=says("Dokument.", "Documents.")
    )
