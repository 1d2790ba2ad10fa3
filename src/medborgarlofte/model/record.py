"""What surrounds an agreement: registers, relations, laws, and the file itself."""

from attrs import field, frozen

from medborgarlofte.codelists import RelationKind
from medborgarlofte.values import (
    Line,
    Part,
    Period,
    Text,
    Timestamp,
    Url,
    says,
    strict,
    to_optional_id,
    to_optional_period,
    to_optional_text,
    to_text,
)

from .references import PartyRef


@frozen(kw_only=True, repr=False, field_transformer=strict)
class RegistrationNumber(Part):
    """A number in a register of records (diarienummer)."""

    number: Line = field(metadata=says("Numret.", "The number."))
    party: PartyRef | None = field(
        default=None,
        converter=to_optional_id,
        metadata=says("Parten vars diarium det är.", "The party whose register it is."),
    )


@frozen(kw_only=True, repr=False, field_transformer=strict)
class Relation(Part):
    """How this agreement stands to another (relation)."""

    kind: RelationKind = field(
        converter=RelationKind,
        metadata=says(
            "Förnyar, ersätter, ingår i, kompletterar eller ändrar.",
            "Renews, replaces, is part of, supplements or amends.",
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


@frozen(kw_only=True, repr=False, field_transformer=strict)
class LegalBasis(Part):
    """A law or decision that an agreement rests on (rättslig grund)."""

    title: Text = field(
        converter=to_text,
        metadata=says("Lagens eller beslutets namn.", "The name of the law or decision."),
    )
    number: Line | None = field(
        default=None,
        metadata=says("Beteckning, t.ex. SFS 2023:196.", "Its designation, such as SFS 2023:196."),
    )
    url: Url | None = field(default=None, metadata=says("Webbadress.", "Web address."))


@frozen(kw_only=True, repr=False, field_transformer=strict)
class Record(Part):
    """About the file itself, not about what is agreed (uppgifter om filen)."""

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
    licence: Line | None = field(
        default=None,
        metadata=says(
            "Licens för uppgifterna, t.ex. CC0-1.0.", "Licence of the data, such as CC0-1.0."
        ),
    )
