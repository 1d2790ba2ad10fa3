"""The places that an agreement is about."""

from typing import Annotated

from attrs import Factory, field, frozen

from medborgarlofte.codelists import AreaClass, AreaKind, StatisticalSystem
from medborgarlofte.values import (
    Id,
    Line,
    MunicipalityCode,
    OpenList,
    Part,
    PartialDate,
    Text,
    many,
    says,
    slug,
    strict,
    to_date,
    to_optional_id,
    to_text,
)

from .references import AreaRef


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class StatisticalCode(Part):
    """A code in a system of statistical areas (statistisk områdeskod).

    Example:
        >>> from medborgarlofte import Area, StatisticalCode
        >>> code = StatisticalCode(system="regso", code="1980R012")
        >>> Area(name="Råby", statistical_codes=[code]).statistical_codes[0].system
        'regso'

    Source: the statistical areas of SCB: DeSO and RegSO.
    """

    system: Annotated[str, OpenList(StatisticalSystem)] = field(
        metadata=says("Indelningen, t.ex. deso.", "The system, such as deso.")
    )
    code: Line = field(metadata=says("Koden.", "The code."))


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class Classification(Part):
    """A class that the police gave an area in one list (polisens klassning).

    Example:
        >>> from medborgarlofte import Area, Classification
        >>> listed = Classification(area_class="vulnerable", year="2023")
        >>> Area(name="Råby", classifications=[listed]).classifications[0].year
        PartialDate('2023')

    Source: the national list of vulnerable areas by the Police Authority, made anew each
    second year.
    """

    area_class: Annotated[str, OpenList(AreaClass)] = field(
        metadata=says("Klassen, t.ex. vulnerable.", "The class, such as vulnerable.")
    )
    year: PartialDate = field(
        converter=to_date, metadata=says("Listans år.", "The year of the list.")
    )


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class Area(Part):
    """A place that something is about (område); areas nest.

    Example:
        >>> from medborgarlofte import examples
        >>> vasteras = examples.load("vasteras")
        >>> raby = vasteras.area("raby")
        >>> str(raby.name), raby.part_of
        ('Råby', 'vastra-stadsdelarna')
    """

    name: Text = field(converter=to_text, metadata=says("Områdets namn.", "The name of the area."))
    id: Id = field(
        default=Factory(lambda self: slug(str(self.name)), takes_self=True),
        metadata=says(
            "Id, unikt bland områdena.",
            "Its id, unique among the areas.",
        ),
    )
    kind: Annotated[str, OpenList(AreaKind)] | None = field(
        default=None,
        metadata=says(
            "Sorts område (öppen lista AreaKind).", "What sort of place (open list AreaKind)."
        ),
    )
    part_of: AreaRef | None = field(
        default=None,
        converter=to_optional_id,
        metadata=says("Området som detta ligger i.", "The area that this one lies in."),
    )
    municipality_code: MunicipalityCode | None = field(
        default=None, metadata=says("Kommunkod, fyra siffror.", "Municipality code, four digits.")
    )
    statistical_codes: tuple[StatisticalCode, ...] = field(
        default=(),
        converter=many,
        metadata=says("Statistiska områdeskoder.", "Codes of statistical areas."),
    )
    classifications: tuple[Classification, ...] = field(
        default=(),
        converter=many,
        metadata=says(
            "Polisens klassningar, med listans år.",
            "Classes given by the police, with the year of the list.",
        ),
    )
