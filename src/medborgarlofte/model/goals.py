"""What is to be reached, and the figures that show it."""

from decimal import Decimal
from typing import Annotated

from attrs import Factory, field, frozen
from attrs.converters import optional

from medborgarlofte.codelists import (
    Aggregation,
    Direction,
    GoalKind,
    IndicatorKind,
    MissingReason,
    Scale,
    Subgroup,
)
from medborgarlofte.values import (
    AtLeast,
    Id,
    OpenList,
    Part,
    PartialDate,
    Period,
    Text,
    many,
    says,
    slug,
    strict,
    to_ids,
    to_number,
    to_optional_date,
    to_optional_id,
    to_optional_number,
    to_optional_period,
    to_optional_text,
    to_text,
)

from .references import AreaRef, IndicatorRef, ProblemRef


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class Goal(Part):
    """What is to be reached (mål), such as less of a problem or more of a measure.

    Example:
        >>> from medborgarlofte import Goal, Indicator
        >>> felt = Indicator(name="Trygg utomhus i eget område", unit="procent")
        >>> goal = Goal(text="Fler känner sig trygga.", kind="effect", indicators=felt, due="2027")
        >>> goal.indicators
        ('trygg-utomhus-i-eget-omrade',)

    Source: Brå on goals: delimited, measurable, and SMART.
    """

    text: Text = field(
        converter=to_text, metadata=says("Målet som det står.", "The goal as worded.")
    )
    id: Id = field(
        default=Factory(lambda self: slug(str(self.text)), takes_self=True),
        metadata=says(
            "Id, unikt bland målen.",
            "Its id, unique among the goals.",
        ),
    )
    kind: GoalKind | None = field(
        default=None,
        converter=optional(GoalKind),
        metadata=says(
            "Sorts mål: effekt-, process- eller produktionsmål.",
            "What sort of goal: effect, process or production.",
        ),
    )
    problems: tuple[ProblemRef, ...] = field(
        default=(),
        converter=to_ids,
        metadata=says("Problem som målet gäller.", "Problems it is about."),
    )
    indicators: tuple[IndicatorRef, ...] = field(
        default=(),
        converter=to_ids,
        metadata=says(
            "Indikatorer som visar om målet nås.", "Indicators that show whether it is reached."
        ),
    )
    due: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        metadata=says("När målet ska vara nått.", "When it is to be reached."),
    )


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class Observation(Part):
    """A value measured, or the reason why there is none (mätvärde).

    Numbers are exact decimals, in the unit of the indicator: ``"61.5"`` with the unit percent is
    61.5 %. A gap is an observation too: one with *missing* instead of a value.

    Example:
        >>> from medborgarlofte import Observation
        >>> Observation(period="2024", value="61.5", sample_size=612, margin_of_error="3.9").value
        Decimal('61.5')
        >>> Observation(period="2023", missing="too_few").missing.label("sv")
        'för få svar'
    """

    value: Decimal | None = field(
        default=None,
        converter=to_optional_number,
        metadata=says("Värdet, i indikatorns enhet.", "The value, in the unit of the indicator."),
    )
    judgement: Text | None = field(
        default=None,
        converter=to_optional_text,
        metadata=says(
            "Omdöme i ord, för en kvalitativ indikator.",
            "Judgement in words, for a qualitative indicator.",
        ),
    )
    missing: MissingReason | None = field(
        default=None,
        converter=optional(MissingReason),
        metadata=says("Varför värdet saknas.", "Why the value is missing."),
    )
    period: Period | None = field(
        default=None,
        converter=to_optional_period,
        metadata=says("Tiden som värdet gäller.", "The time that the value is about."),
    )
    collected: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        metadata=says("När värdet samlades in.", "When it was gathered."),
    )
    area: AreaRef | None = field(
        default=None,
        converter=to_optional_id,
        metadata=says("Området som värdet gäller.", "The area that it is about."),
    )
    subgroup: Annotated[str, OpenList(Subgroup)] | None = field(
        default=None,
        metadata=says(
            "Undergrupp, t.ex. women (öppen lista Subgroup).",
            "Subgroup, such as women (open list Subgroup).",
        ),
    )
    sample_size: Annotated[int, AtLeast(0)] | None = field(
        default=None, metadata=says("Antal svarande.", "How many answered.")
    )
    margin_of_error: Decimal | None = field(
        default=None,
        converter=to_optional_number,
        metadata=says(
            "Felmarginal (95 %), i indikatorns enhet.",
            "Margin of error (95 %), in the unit of the indicator.",
        ),
    )
    source: Text | None = field(
        default=None,
        converter=to_optional_text,
        metadata=says(
            "Källa, om en annan än indikatorns.", "Source, where another than the indicator’s."
        ),
    )


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class Target(Part):
    """A value to be reached (målvärde), in the unit of the indicator.

    Example:
        >>> from medborgarlofte import Target
        >>> Target(value=70, due="2027").due.last_day
        datetime.date(2027, 12, 31)
    """

    value: Decimal = field(
        converter=to_number,
        metadata=says("Värdet, i indikatorns enhet.", "The value, in the unit of the indicator."),
    )
    due: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        metadata=says("När det ska vara nått.", "When it is to be reached."),
    )
    area: AreaRef | None = field(
        default=None,
        converter=to_optional_id,
        metadata=says("Området som det gäller.", "The area that it is about."),
    )
    subgroup: Annotated[str, OpenList(Subgroup)] | None = field(
        default=None, metadata=says("Undergrupp.", "Subgroup.")
    )


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class Indicator(Part):
    """A figure that shows whether things go as wanted (indikator), with the values measured.

    Example:
        >>> from medborgarlofte import Indicator, Observation, Target
        >>> felt = Indicator(
        ...     name="Trygg utomhus i eget område",
        ...     unit="procent",
        ...     direction="up",
        ...     baseline=Observation(period="2022", value=58),
        ...     targets=[Target(value=70, due="2027")],
        ...     observations=[Observation(period="2024", value="61.5")],
        ... )
        >>> felt.observations[0].value - felt.baseline.value
        Decimal('3.5')

    Source: Brå on goals that can be measured; Polisens trygghetsmätning, in which a low index
    is good.
    """

    name: Text = field(converter=to_text, metadata=says("Indikatorns namn.", "Its name."))
    id: Id = field(
        default=Factory(lambda self: slug(str(self.name)), takes_self=True),
        metadata=says(
            "Id, unikt bland indikatorerna.",
            "Its id, unique among the indicators.",
        ),
    )
    definition: Text | None = field(
        default=None,
        converter=to_optional_text,
        metadata=says("Vad som mäts och hur.", "What is measured, and how."),
    )
    kind: IndicatorKind | None = field(
        default=None,
        converter=optional(IndicatorKind),
        metadata=says(
            "Sorts indikator: effekt, process eller prestation.",
            "What sort of indicator: effect, process or production.",
        ),
    )
    scale: Scale | None = field(
        default=None,
        converter=optional(Scale),
        metadata=says(
            "Vad värdena är: antal, procent, index eller omdöme.",
            "What the values are: number, percentage, index, in words.",
        ),
    )
    unit: Text | None = field(
        default=None, converter=to_optional_text, metadata=says("Enhet.", "Unit.")
    )
    direction: Direction | None = field(
        default=None,
        converter=optional(Direction),
        metadata=says(
            "Önskad riktning: up, down eller keep.", "Direction wanted: up, down or keep."
        ),
    )
    aggregation: Aggregation | None = field(
        default=None,
        converter=optional(Aggregation),
        metadata=says(
            "Hur värden läggs ihop: sum, mean eller none.", "How values add up: sum, mean or none."
        ),
    )
    population: Text | None = field(
        default=None,
        converter=to_optional_text,
        metadata=says("Vilka den gäller.", "Whom it is about."),
    )
    source: Text | None = field(
        default=None,
        converter=to_optional_text,
        metadata=says(
            "Källa, t.ex. Polisens trygghetsmätning.", "Source, such as the police safety survey."
        ),
    )
    period: Period | None = field(
        default=None,
        converter=to_optional_period,
        metadata=says("När indikatorn mäts.", "When it is measured."),
    )
    baseline: Observation | None = field(
        default=None, metadata=says("Utgångsvärde.", "The value at the outset.")
    )
    targets: tuple[Target, ...] = field(
        default=(), converter=many, metadata=says("Målvärden.", "Values to be reached.")
    )
    observations: tuple[Observation, ...] = field(
        default=(), converter=many, metadata=says("Mätvärden.", "Values measured.")
    )
