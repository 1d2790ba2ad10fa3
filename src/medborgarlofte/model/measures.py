"""What is done: measures, by whom, when and where."""

from decimal import Decimal
from typing import Annotated, Final

from attrs import Factory, field, frozen
from attrs.converters import optional

from medborgarlofte.codelists import MeasureState, Method, Prevention
from medborgarlofte.values import (
    Currency,
    Id,
    OpenList,
    Part,
    Period,
    Quantity,
    Recurrence,
    Sensitivity,
    Text,
    says,
    slug,
    strict,
    to_ids,
    to_number,
    to_optional_period,
    to_optional_text,
    to_text,
    to_texts,
)

from .parties import Participation, to_participations
from .references import AreaRef, CauseRef, GoalRef, PromiseRef

OVER: Final = (MeasureState.DONE, MeasureState.NOT_DONE, MeasureState.CANCELLED)
"""The states after which nothing more is to come of a measure."""


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class Budget(Part):
    """What a measure may cost (budget).

    Example:
        >>> from medborgarlofte import Budget
        >>> Budget(amount="125000.50", currency="SEK").amount
        Decimal('125000.50')
    """

    amount: Decimal = field(converter=to_number, metadata=says("Beloppet.", "The amount."))
    currency: Currency = field(metadata=says("Valuta, t.ex. SEK.", "Currency, such as SEK."))


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class Measure(Part):
    """Something that is done (åtgärd), once or again and again, for one promise or several.

    Example:
        >>> from medborgarlofte import Measure, Participation, Quantity
        >>> walks = Measure(
        ...     title="Trygghetsvandringar kring stationerna",
        ...     period="2025",
        ...     volume=Quantity.at_least(4, "vandringar"),
        ...     responsible=[Participation(party="kommunen", role="lead")],
        ... )
        >>> walks.id
        'trygghetsvandringar-kring-stationerna'
        >>> walks.volume.words("sv")
        'minst 4 vandringar'

    Source: Brå, *Upprätta åtgärdsplan* and *Välj åtgärder som påverkar orsakerna*.
    """

    title: Text = field(
        converter=to_text, metadata=says("Åtgärden, kort.", "The measure, briefly.")
    )
    id: Id = field(
        default=Factory(lambda self: slug(str(self.title)), takes_self=True),
        metadata=says(
            "Id, unikt bland åtgärderna.",
            "Its id, unique among the measures.",
        ),
    )
    description: Text | None = field(
        default=None, converter=to_optional_text, metadata=says("Beskrivning.", "Description.")
    )
    method: Annotated[str, OpenList(Method)] | None = field(
        default=None,
        metadata=says("Arbetssätt (öppen lista Method).", "Way of working (open list Method)."),
    )
    prevention: Prevention | None = field(
        default=None,
        converter=optional(Prevention),
        metadata=says(
            "Sorts prevention: social eller situationell.",
            "What sort of prevention: social or situational.",
        ),
    )
    responsible: tuple[Participation, ...] = field(
        default=(),
        converter=to_participations,
        metadata=says("Ansvarig och medverkande.", "Who leads and who contributes."),
    )
    period: Period | None = field(
        default=None,
        converter=to_optional_period,
        metadata=says("När åtgärden genomförs.", "When it is carried out."),
    )
    recurrence: Recurrence | None = field(
        default=None, metadata=says("Hur ofta den återkommer.", "How often it comes round.")
    )
    areas: tuple[AreaRef, ...] = field(
        default=(), converter=to_ids, metadata=says("Områden.", "Areas.")
    )
    target_groups: tuple[Text, ...] = field(
        default=(), converter=to_texts, metadata=says("Målgrupper.", "Target groups.")
    )
    volume: Quantity | None = field(default=None, metadata=says("Hur mycket.", "How much."))
    budget: Budget | None = field(
        default=None, metadata=says("Budget.", "Budget.", sensitivity=Sensitivity.INTERNAL)
    )
    promises: tuple[PromiseRef, ...] = field(
        default=(),
        converter=to_ids,
        metadata=says(
            "Löften som åtgärden tjänar; sambandet kan lika gärna stå hos löftet.",
            "Promises it serves; the promise may name the measure instead.",
        ),
    )
    goals: tuple[GoalRef, ...] = field(
        default=(), converter=to_ids, metadata=says("Mål som åtgärden tjänar.", "Goals it serves.")
    )
    causes: tuple[CauseRef, ...] = field(
        default=(),
        converter=to_ids,
        metadata=says("Orsaker som åtgärden påverkar.", "Causes it acts on."),
    )
    documentation: Text | None = field(
        default=None,
        converter=to_optional_text,
        metadata=says("Hur genomförandet dokumenteras.", "How it is documented."),
    )
