"""The promises to the inhabitants, and what exactly they bind to."""

from typing import Annotated

from attrs import Factory, field, frozen

from medborgarlofte.codelists import Method, Theme
from medborgarlofte.values import (
    Id,
    Line,
    OpenList,
    Part,
    PartialDate,
    Period,
    Quantity,
    Text,
    Url,
    many,
    says,
    slug,
    strict,
    to_id,
    to_ids,
    to_optional_date,
    to_optional_period,
    to_optional_text,
    to_text,
    to_texts,
)

from .parties import Contact, Participation, to_participations
from .references import (
    AreaRef,
    GoalRef,
    MeasureRef,
    PartyRef,
    ProblemRef,
    PromiseHereOrElsewhere,
    SourceRef,
)


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class Commitment(Part):
    """One thing that a promise binds to (åtagande), with a number or without.

    A number makes it possible to tell afterwards whether it was kept.

    Example:
        >>> from medborgarlofte import examples
        >>> walks = examples.load("strangnas").commitment("vandringar")
        >>> walks.quantity.words("sv")
        'minst 4 trygghetsvandringar'
        >>> walks.quantity.is_met_by(3)
        False
    """

    text: Text = field(
        converter=to_text, metadata=says("Åtagandet som det står.", "The commitment as worded.")
    )
    id: Id = field(
        default=Factory(lambda self: slug(str(self.text)), takes_self=True),
        metadata=says(
            "Id, unikt bland åtagandena.",
            "Its id, unique among the commitments.",
        ),
    )
    quantity: Quantity | None = field(
        default=None,
        metadata=says(
            "Hur mycket: minst 4, minst 1 per dag …", "How much: at least 4, at least 1 per day …"
        ),
    )
    method: Annotated[str, OpenList(Method)] | None = field(
        default=None,
        metadata=says(
            "Arbetssätt (öppen lista Method).",
            "Way of working (open list Method).",
        ),
    )
    by: tuple[PartyRef, ...] = field(
        default=(),
        converter=to_ids,
        metadata=says("Parter som bär åtagandet.", "Parties that carry it."),
    )
    areas: tuple[AreaRef, ...] = field(
        default=(), converter=to_ids, metadata=says("Områden.", "Areas.")
    )
    target_groups: tuple[Text, ...] = field(
        default=(), converter=to_texts, metadata=says("Målgrupper.", "Target groups.")
    )
    due: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        metadata=says("När det ska vara gjort.", "When it is to be done."),
    )


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class Continuation(Part):
    """The promise that another one carries on (fortsättning).

    Example:
        >>> from medborgarlofte import Continuation, Promise
        >>> earlier = Continuation(promise="vandringar", agreement="laxa-2018-2020")
        >>> Promise(text="Vi fortsätter vandra.", continues=earlier).continues.promise
        'vandringar'
    """

    promise: PromiseHereOrElsewhere = field(
        converter=to_id, metadata=says("Löftets id.", "The id of the promise.")
    )
    agreement: Line | None = field(
        default=None,
        metadata=says(
            "Den andra överenskommelsens id, om löftet står där.",
            "The id of the other agreement, where it stands there.",
        ),
    )
    url: Url | None = field(
        default=None, metadata=says("Webbadress till löftet.", "Web address of the promise.")
    )


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class Promise(Part):
    """A promise to the inhabitants (medborgarlöfte): what the parties undertake.

    What it binds to, one thing at a time, are its commitments; what is done to keep it are its
    measures; whether it was kept stands in a follow-up.

    Example:
        >>> from medborgarlofte import Commitment, Promise, Quantity
        >>> promise = Promise(
        ...     text="Vi går fyra trygghetsvandringar om året.",
        ...     themes="perceived_safety",
        ...     commitments=[
        ...         Commitment(text="Vandringar", quantity=Quantity.at_least(4, per="year"))
        ...     ],
        ... )
        >>> promise.id
        'vi-gar-fyra-trygghetsvandringar-om-aret'
        >>> promise.commitments[0].quantity.words("en")
        'at least 4 per year'

    Source: Brå, *Formulera medborgarlöften*, and the evaluation *Utvärdering av medborgarlöften*
    (2018:14).
    """

    text: Text = field(
        converter=to_text, metadata=says("Löftet som det står.", "The promise as worded.")
    )
    id: Id = field(
        default=Factory(lambda self: slug(str(self.text)), takes_self=True),
        metadata=says(
            "Id, unikt bland löftena.",
            "Its id, unique among the promises.",
        ),
    )
    title: Text | None = field(
        default=None, converter=to_optional_text, metadata=says("Kort rubrik.", "A short heading.")
    )
    aim: Text | None = field(
        default=None,
        converter=to_optional_text,
        metadata=says("Vad löftet ska leda till.", "What it is to lead to."),
    )
    promisors: tuple[Participation, ...] = field(
        default=(),
        converter=to_participations,
        metadata=says("Vilka som lovar, och deras del.", "Who gives the promise, and their part."),
    )
    period: Period | None = field(
        default=None,
        converter=to_optional_period,
        metadata=says(
            "När löftet gäller, om en annan tid än överenskommelsens.",
            "When it holds, where not as long as the agreement.",
        ),
    )
    themes: tuple[Annotated[str, OpenList(Theme)], ...] = field(
        default=(),
        converter=to_ids,
        metadata=says("Teman (öppen lista Theme).", "Themes (open list Theme)."),
    )
    areas: tuple[AreaRef, ...] = field(
        default=(), converter=to_ids, metadata=says("Områden.", "Areas.")
    )
    target_groups: tuple[Text, ...] = field(
        default=(), converter=to_texts, metadata=says("Målgrupper.", "Target groups.")
    )
    sources: tuple[SourceRef, ...] = field(
        default=(),
        converter=to_ids,
        metadata=says("Underlag som löftet bygger på.", "Sources it is built on."),
    )
    problems: tuple[ProblemRef, ...] = field(
        default=(),
        converter=to_ids,
        metadata=says("Problem som löftet möter.", "Problems it meets."),
    )
    goals: tuple[GoalRef, ...] = field(
        default=(), converter=to_ids, metadata=says("Mål som löftet tjänar.", "Goals it serves.")
    )
    commitments: tuple[Commitment, ...] = field(
        default=(), converter=many, metadata=says("Vad löftet binder till.", "What it binds to.")
    )
    measures: tuple[MeasureRef, ...] = field(
        default=(),
        converter=to_ids,
        metadata=says("Åtgärder som uppfyller löftet.", "Measures that fulfil it."),
    )
    continues: Continuation | None = field(
        default=None,
        metadata=says("Löftet som detta fortsätter.", "The promise that this one carries on."),
    )
    contact: Contact | None = field(
        default=None, metadata=says("Vem man kan vända sig till.", "Whom to turn to.")
    )
