"""Who agrees, who signs, who carries what, and whom to turn to."""

from collections.abc import Iterable
from typing import Annotated

from attrs import Factory, field, frozen
from attrs.converters import optional

from medborgarlofte.codelists import PartyKind, PoliceLevel, Role
from medborgarlofte.values import (
    Email,
    Id,
    Line,
    MunicipalityCode,
    OpenList,
    OrganisationNumber,
    Part,
    PartialDate,
    Period,
    Sensitivity,
    Text,
    Url,
    many,
    says,
    slug,
    strict,
    to_id,
    to_optional_date,
    to_optional_id,
    to_optional_period,
    to_optional_text,
    to_text,
)

from .references import PartyRef


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class EarlierName(Part):
    """A name that a party had before (tidigare namn).

    Example:
        >>> from medborgarlofte import EarlierName, Party
        >>> party = Party(
        ...     name="Region Västmanland",
        ...     kind="region",
        ...     earlier_names=[EarlierName(name="Landstinget Västmanland", period="1900/2016")],
        ... )
        >>> str(party.earlier_names[0].name)
        'Landstinget Västmanland'
    """

    name: Text = field(converter=to_text, metadata=says("Namnet.", "The name."))
    period: Period | None = field(
        default=None,
        converter=to_optional_period,
        metadata=says("När parten hade namnet.", "When the party had it."),
    )


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class Party(Part):
    """One who takes part in an agreement (part).

    A body and, where it is one, the unit of it that signs: any level of the police may,
    and so may a city district or a company.

    Example:
        >>> from medborgarlofte import examples
        >>> city = examples.load("vasteras").party("staden")
        >>> str(city.name), city.kind, city.municipality_code
        ('Västerås stad', 'municipality', '1980')

    Source: Brå, *Gemensamma förberedelser*, for who signs; SCB for the codes of municipalities.
    """

    name: Text = field(converter=to_text, metadata=says("Partens namn.", "The name of the party."))
    id: Id = field(
        default=Factory(lambda self: slug(str(self.name)), takes_self=True),
        metadata=says(
            "Id, unikt bland parterna.",
            "Its id, unique among the parties.",
        ),
    )
    kind: Annotated[str, OpenList(PartyKind)] = field(
        metadata=says(
            "Sorts part (öppen lista PartyKind).", "What sort of body (open list PartyKind)."
        )
    )
    municipality_code: MunicipalityCode | None = field(
        default=None,
        metadata=says("Kommunkod, fyra siffror (SCB).", "Municipality code, four digits (SCB)."),
    )
    organisation_number: OrganisationNumber | None = field(
        default=None,
        metadata=says("Organisationsnummer, NNNNNN-NNNN.", "Organisation number, NNNNNN-NNNN."),
    )
    police_level: PoliceLevel | None = field(
        default=None,
        converter=optional(PoliceLevel),
        metadata=says("Nivå inom polisen.", "Level within the police."),
    )
    part_of: PartyRef | None = field(
        default=None,
        converter=to_optional_id,
        metadata=says("Parten som denna ingår i.", "The party that this one is part of."),
    )
    name_period: Period | None = field(
        default=None,
        converter=to_optional_period,
        metadata=says("När parten har haft sitt namn.", "When the party has had its name."),
    )
    earlier_names: tuple[EarlierName, ...] = field(
        default=(),
        converter=many,
        metadata=says("Namn som parten haft tidigare.", "Names that the party had before."),
    )


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class Participation(Part):
    """A party and the part it takes (medverkan).

    Used for who gives a promise and for who carries out a measure.

    Example:
        >>> from medborgarlofte import Participation, Party, Promise
        >>> police = Party(name="Lokalpolisområde Västerås", kind="police")
        >>> promise = Promise(text="Vi syns.", promisors=[Participation(party=police, role="lead")])
        >>> promise.promisors[0].party
        'lokalpolisomrade-vasteras'
    """

    party: PartyRef = field(converter=to_id, metadata=says("Parten.", "The party."))
    role: Role | None = field(
        default=None,
        converter=optional(Role),
        metadata=says("Roll: ansvarig eller medverkande.", "Role: lead or contributor."),
    )
    part: Text | None = field(
        default=None,
        converter=to_optional_text,
        metadata=says("Vad just denna part gör.", "What this party does."),
    )
    unit: Text | None = field(
        default=None,
        converter=to_optional_text,
        metadata=says(
            "Enhet eller funktion inom parten.", "The unit or function within the party."
        ),
    )


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class Contact(Part):
    """A function that people may turn to (kontaktfunktion); never a private person.

    Example:
        >>> from medborgarlofte import Contact
        >>> Contact(function="Kommunpolis", email="kommunpolis@example.se").email
        'kommunpolis@example.se'
    """

    function: Text = field(
        converter=to_text,
        metadata=says(
            "Funktionen, t.ex. kommunpolis.", "The function, such as municipal police officer."
        ),
    )
    party: PartyRef | None = field(
        default=None,
        converter=to_optional_id,
        metadata=says("Parten som funktionen hör till.", "The party it belongs to."),
    )
    email: Email | None = field(
        default=None,
        metadata=says(
            "E-postadress till funktionen.",
            "E-mail address of the function.",
            sensitivity=Sensitivity.PARTNERS,
        ),
    )
    phone: Line | None = field(
        default=None,
        metadata=says(
            "Telefonnummer till funktionen.",
            "Telephone number of the function.",
            sensitivity=Sensitivity.PARTNERS,
        ),
    )
    url: Url | None = field(default=None, metadata=says("Webbadress.", "Web address."))


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class Signatory(Part):
    """An official who signs for a party (undertecknare).

    Example:
        >>> from medborgarlofte import examples
        >>> [(each.party, str(each.role)) for each in examples.load("vasteras").signatories]
        [('staden', 'Kommunstyrelsens ordförande'), ('polisen', 'Chef för lokalpolisområdet')]
    """

    name: Line | None = field(
        default=None,
        metadata=says("Namnet på den som undertecknar.", "The name of the one who signs."),
    )
    party: PartyRef | None = field(
        default=None,
        converter=to_optional_id,
        metadata=says("Parten som hen undertecknar för.", "The party signed for."),
    )
    role: Text | None = field(
        default=None,
        converter=to_optional_text,
        metadata=says(
            "Befattning, t.ex. kommunstyrelsens ordförande.",
            "The office held, such as chair of the municipal executive board.",
        ),
    )
    acting: bool | None = field(
        default=None,
        metadata=says(
            "Tillförordnad: sant för den som är det.", "Acting in the office: true for one who is."
        ),
    )
    political_affiliation: Line | None = field(
        default=None, metadata=says("Parti, t.ex. S.", "Political party, such as S.")
    )
    signed: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        metadata=says("När hen undertecknade.", "When this official signed."),
    )


def to_participations(
    values: "Iterable[Participation | Party | str] | Participation | Party | str",
) -> tuple[Participation, ...]:
    """Make participations of parties or their ids; a single one counts as a list of one.

    Raises:
        AgreementError: S302 where they are something else.
    """
    if isinstance(values, Participation | Party | str):
        values = (values,)
    return tuple(
        value if isinstance(value, Participation) else Participation(party=value)
        for value in many(values)
    )
