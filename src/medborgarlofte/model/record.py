"""What surrounds an agreement: registers, relations, laws, changes, and the file itself."""

from attrs import field, frozen

from medborgarlofte.codelists import RelationKind, WithheldReason
from medborgarlofte.values import (
    FormatVersion,
    Id,
    Line,
    Part,
    PartialDate,
    Period,
    Sensitivity,
    Text,
    Timestamp,
    Url,
    many,
    says,
    strict,
    to_ids,
    to_optional_date,
    to_optional_id,
    to_optional_period,
    to_optional_text,
    to_text,
)

from .references import PartyRef


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class RegistrationNumber(Part):
    """A number in a register of records (diarienummer).

    Example:
        >>> from medborgarlofte import RegistrationNumber
        >>> RegistrationNumber(number="KS 2019/00123", party="kommunen").number
        'KS 2019/00123'
    """

    number: Line = field(metadata=says("Numret.", "The number."))
    party: PartyRef | None = field(
        default=None,
        converter=to_optional_id,
        metadata=says("Parten vars diarium det är.", "The party whose register it is."),
    )


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class Relation(Part):
    """How this agreement stands to another (relation).

    Example:
        >>> from medborgarlofte import examples
        >>> relation = examples.load("vasteras").relations[0]
        >>> relation.kind.label("sv"), str(relation.title)
        ('förnyar', 'Tidigare medborgarlöften i Västerås')
    """

    kind: RelationKind = field(
        converter=RelationKind,
        metadata=says(
            "Sorts samband: förnyar, ersätter, ingår i, kompletterar eller ändrar.",
            "What sort of relation: renews, replaces, is part of, supplements or amends.",
        ),
    )
    agreement: Line | None = field(
        default=None,
        metadata=says("Den andra överenskommelsens id.", "The id of the other agreement."),
    )
    title: Text | None = field(
        default=None,
        converter=to_optional_text,
        metadata=says("Den andra överenskommelsens titel.", "The title of the other agreement."),
    )
    period: Period | None = field(
        default=None,
        converter=to_optional_period,
        metadata=says("Den andra överenskommelsens period.", "The period of the other agreement."),
    )
    url: Url | None = field(default=None, metadata=says("Webbadress.", "Web address."))


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class LegalBasis(Part):
    """A law or decision that an agreement rests on (rättslig grund).

    Example:
        >>> from medborgarlofte import LegalBasis
        >>> law = LegalBasis(
        ...     title="Lag om kommuners ansvar för brottsförebyggande arbete", number="SFS 2023:196"
        ... )
        >>> law.number
        'SFS 2023:196'
    """

    title: Text = field(
        converter=to_text,
        metadata=says("Lagens eller beslutets namn.", "The name of the law or decision."),
    )
    number: Line | None = field(
        default=None,
        metadata=says("Beteckning, t.ex. SFS 2023:196.", "Its designation, such as SFS 2023:196."),
    )
    url: Url | None = field(default=None, metadata=says("Webbadress.", "Web address."))


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class FieldPath(Part):
    """A field of a part, by name and without its value (uppgiftens plats).

    Example:
        >>> from medborgarlofte import FieldPath
        >>> FieldPath(entity="Promise", entity_id="vandringar", key="contact/email")
        FieldPath(entity='Promise', entity_id='vandringar', key='contact/email')
    """

    entity: Line = field(
        metadata=says("Sorts del, t.ex. Promise.", "The class of the part, such as Promise.")
    )
    entity_id: Id | None = field(
        default=None, metadata=says("Delens id, om den har ett.", "Its id, where it has one.")
    )
    key: Line | None = field(
        default=None,
        metadata=says(
            "Nyckeln, t.ex. contact/email; utelämnas för hela delen.",
            "The key, such as contact/email; left out for the whole part.",
        ),
    )


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class Amendment(Part):
    """A change that has been agreed while the agreement holds (ändring, tillägg).

    Example:
        >>> from medborgarlofte import Amendment, FieldPath
        >>> longer = Amendment(
        ...     text="Löftet om vandringar gäller ett år till.",
        ...     date="2025-11",
        ...     changes=[FieldPath(entity="Promise", entity_id="vandringar", key="period")],
        ... )
        >>> longer.date.last_day
        datetime.date(2025, 11, 30)
    """

    text: Text = field(
        converter=to_text, metadata=says("Vad som har ändrats.", "What has been changed.")
    )
    date: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        metadata=says("När ändringen beslutades.", "When it was agreed."),
    )
    by: tuple[PartyRef, ...] = field(
        default=(),
        converter=to_ids,
        metadata=says("Parter som har beslutat ändringen.", "Parties that agreed to it."),
    )
    changes: tuple[FieldPath, ...] = field(
        default=(),
        converter=many,
        metadata=says("Uppgifter som har ändrats.", "The fields that have been changed."),
    )


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class Withheld(Part):
    """Something that stands in the original and not in this file (borttagen uppgift).

    Entered by :func:`medborgarlofte.redact`, so that a reader sees that something is left out.

    Example:
        >>> from medborgarlofte import Contact, examples, redact
        >>> contact = Contact(function="Kommunpolis", phone="114 14")
        >>> public = redact(examples.load("vasteras").evolve(contact=contact), "public").agreement
        >>> [(each.place.key, each.reason.value) for each in public.record.withheld]
        [('contact/phone', 'sensitive')]
    """

    place: FieldPath = field(
        metadata=says("Var uppgiften stod.", "Where it stood."),
    )
    reason: WithheldReason = field(
        converter=WithheldReason,
        metadata=says("Varför den är borttagen.", "Why it has been withheld."),
    )
    profile: Sensitivity = field(
        converter=Sensitivity,
        metadata=says("Vilka filen är avsedd för.", "Whom the file is meant for."),
    )


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class Record(Part):
    """About the file itself, not about what is agreed (uppgifter om filen).

    Example:
        >>> from medborgarlofte import examples
        >>> record = examples.load("vasteras").record
        >>> record.licence
        'CC0-1.0'
    """

    publisher: Text | None = field(
        default=None,
        converter=to_optional_text,
        metadata=says("Den som ger ut filen.", "Who publishes the file."),
    )
    note: Text | None = field(
        default=None, converter=to_optional_text, metadata=says("Anmärkning.", "A note.")
    )
    source_page: Url | None = field(
        default=None,
        metadata=says("Sidan som uppgifterna kommer från.", "The page that the facts come from."),
    )
    source: Text | None = field(
        default=None,
        converter=to_optional_text,
        metadata=says("Källan i ord.", "The source in words."),
    )
    created: Timestamp | None = field(
        default=None, metadata=says("När filen skapades.", "When the file was made.")
    )
    modified: Timestamp | None = field(
        default=None, metadata=says("När filen ändrades.", "When the file was changed.")
    )
    original_version: FormatVersion | None = field(
        default=None,
        metadata=says(
            "Formatversionen som filen först skrevs i, om den har gjorts om.",
            "The format version that the file was first written in, where it was converted.",
        ),
    )
    licence: Line | None = field(
        default=None,
        metadata=says(
            "Licens för uppgifterna, t.ex. CC0-1.0.", "Licence of the data, such as CC0-1.0."
        ),
    )
    withheld: tuple[Withheld, ...] = field(
        default=(),
        converter=many,
        metadata=says(
            "Vad som har tagits bort ur filen, och varför.",
            "What has been withheld from the file, and why.",
        ),
    )
