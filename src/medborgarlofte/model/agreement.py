"""The agreement: one document, all of it."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final

import attrs
from attrs import Factory, field, frozen

from medborgarlofte.codelists import AgreementKind
from medborgarlofte.findings import require
from medborgarlofte.values import (
    FormatVersion,
    Id,
    LanguageTag,
    PartialDate,
    Period,
    Text,
    many,
    says,
    slug,
    strict,
    to_optional_date,
    to_optional_period,
    to_optional_text,
    to_text,
)

from ._look_up import LooksUp
from .areas import Area
from .follow_up import FollowUp, FollowUpPlan
from .goals import Goal, Indicator
from .measures import Measure
from .parties import Contact, Party, Signatory
from .promises import Promise
from .record import Amendment, LegalBasis, Record, RegistrationNumber, Relation
from .situation import Document, Situation

FORMAT_VERSION: Final = "1.0"
"""The version of the format that this library writes."""


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class Agreement(LooksUp):
    """An agreement between police, municipality and others (samverkansöverenskommelse).

    Also a citizen promise of its own (medborgarlöfte) or an action plan (åtgärdsplan):
    one document, whole. Its parts stand in flat lists and name each other by id, so that
    one measure may serve several promises. What follows from the facts, such as whether
    it is in force, is not stored but told by :mod:`medborgarlofte.evaluation`.

    Look-ups by id are made once, at the first one.

    Example:
        >>> from medborgarlofte import Agreement, Measure, Promise
        >>> walks = Measure(title="Trygghetsvandringar")
        >>> promise = Promise(text="Vi går fyra trygghetsvandringar.", measures=walks)
        >>> agreement = Agreement(
        ...     title="Medborgarlöfte 2025",
        ...     kind="citizen_promise",
        ...     period="2025",
        ...     promises=[promise],
        ...     measures=[walks],
        ... )
        >>> agreement
        <Agreement medborgarlofte-2025, 2025: 1 promise>
        >>> [str(measure.title) for measure in agreement.measures_for(promise)]
        ['Trygghetsvandringar']

    Source: Brå, *Teckna samverkansöverenskommelse* and the steps around it; the act on the
    municipalities' responsibility for crime prevention, lag (2023:196); the model of the
    police for citizen promises, *Polisens nationella modell* (2016).
    """

    format_version: FormatVersion = field(
        default=FORMAT_VERSION,
        metadata=says("Formatets version.", "The version of the format.", key="medborgarlofte"),
    )
    title: Text = field(
        converter=to_text, metadata=says("Överenskommelsens titel.", "The title of the agreement.")
    )
    id: Id = field(
        default=Factory(lambda self: slug(str(self.title)), takes_self=True),
        metadata=says(
            "Id, unikt bland överenskommelser.",
            "Its id, unique among the agreements.",
        ),
    )
    kind: AgreementKind = field(
        converter=AgreementKind,
        metadata=says(
            "Sorts dokument: samverkansöverenskommelse, medborgarlöfte eller åtgärdsplan.",
            "What sort of document: cooperation agreement, citizen promise or action plan.",
        ),
    )
    language: LanguageTag = field(
        default="sv",
        metadata=says(
            "Språket som texterna är skrivna på.", "The language that plain texts are in."
        ),
    )
    summary: Text | None = field(
        default=None, converter=to_optional_text, metadata=says("Sammanfattning.", "Summary.")
    )
    aim: Text | None = field(
        default=None, converter=to_optional_text, metadata=says("Syfte.", "Aim.")
    )
    period: Period | None = field(
        default=None,
        converter=to_optional_period,
        metadata=says("När överenskommelsen gäller.", "When it holds."),
    )
    signed: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        metadata=says(
            "När den undertecknades; utelämnas när det inte är känt.",
            "When it was signed; left out where unknown.",
        ),
    )
    terminated: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        metadata=says("När den sades upp i förtid.", "When it was ended before its time."),
    )
    registration_numbers: tuple[RegistrationNumber, ...] = field(
        default=(),
        converter=many,
        metadata=says("Diarienummer.", "Numbers in registers of records."),
    )
    parties: tuple[Party, ...] = field(
        default=(), converter=many, metadata=says("Parterna.", "The parties.")
    )
    signatories: tuple[Signatory, ...] = field(
        default=(), converter=many, metadata=says("De som undertecknat.", "Those who signed.")
    )
    areas: tuple[Area, ...] = field(
        default=(), converter=many, metadata=says("Områdena.", "The areas.")
    )
    situation: Situation | None = field(
        default=None, metadata=says("Den lokala lägesbilden.", "The local situation picture.")
    )
    goals: tuple[Goal, ...] = field(
        default=(), converter=many, metadata=says("Målen.", "The goals.")
    )
    promises: tuple[Promise, ...] = field(
        default=(), converter=many, metadata=says("Löftena.", "The promises.")
    )
    measures: tuple[Measure, ...] = field(
        default=(), converter=many, metadata=says("Åtgärderna.", "The measures.")
    )
    indicators: tuple[Indicator, ...] = field(
        default=(), converter=many, metadata=says("Indikatorerna.", "The indicators.")
    )
    organisation: Text | None = field(
        default=None,
        converter=to_optional_text,
        metadata=says(
            "Hur samverkan är organiserad: styrgrupp, samordnare.",
            "How the cooperation is organised: steering group, coordinators.",
        ),
    )
    documentation: Text | None = field(
        default=None,
        converter=to_optional_text,
        metadata=says("Hur arbetet dokumenteras.", "How the work is documented."),
    )
    communication: Text | None = field(
        default=None,
        converter=to_optional_text,
        metadata=says("Hur löftena görs kända.", "How the promises are made known."),
    )
    follow_up_plan: FollowUpPlan | None = field(
        default=None,
        metadata=says("Hur arbetet ska följas upp.", "How the work is to be followed up."),
    )
    follow_ups: tuple[FollowUp, ...] = field(
        default=(), converter=many, metadata=says("Uppföljningarna.", "The follow-ups.")
    )
    amendments: tuple[Amendment, ...] = field(
        default=(),
        converter=many,
        metadata=says(
            "Ändringar som har gjorts medan den gäller.", "Changes agreed while it holds."
        ),
    )
    relations: tuple[Relation, ...] = field(
        default=(),
        converter=many,
        metadata=says(
            "Hur den står till andra överenskommelser.", "How it stands to other agreements."
        ),
    )
    documents: tuple[Document, ...] = field(
        default=(), converter=many, metadata=says("Dokument.", "Documents.")
    )
    legal_basis: tuple[LegalBasis, ...] = field(
        default=(), converter=many, metadata=says("Rättslig grund.", "Legal basis.")
    )
    contact: Contact | None = field(
        default=None, metadata=says("Vem man kan vända sig till.", "Whom to turn to.")
    )
    record: Record | None = field(
        default=None, metadata=says("Om filen själv.", "About the file itself.")
    )

    @cached_property
    def _hash(self) -> int:
        return hash(attrs.astuple(self, recurse=False))

    def __hash__(self) -> int:
        return self._hash

    def __repr__(self) -> str:
        period = f", {self.period}" if self.period else ""
        promises = "1 promise" if len(self.promises) == 1 else f"{len(self.promises)} promises"
        return f"<Agreement {self.id}{period}: {promises}>"


def require_agreement(value: object) -> Agreement:
    """Return *value*, which must be an agreement.

    Raises:
        AgreementError: S003 where it is not.

    Example:
        >>> from medborgarlofte import examples
        >>> from medborgarlofte.model import require_agreement
        >>> require_agreement(examples.load("laxa")).id
        'laxa-2018-2020'
    """
    return require(value, Agreement, "an Agreement")


def each_agreement(values: Iterable[Agreement]) -> Iterator[Agreement]:
    """Each of *values*, taken one at a time.

    Raises:
        AgreementError: S003 where they are something else than agreements.

    Example:
        >>> from medborgarlofte import examples
        >>> from medborgarlofte.model import each_agreement
        >>> next(each_agreement(map(examples.load, examples.names()))).id
        'laxa-2018-2020'
    """
    if isinstance(values, str | bytes | Mapping):
        require(values, Agreement, "agreements")
    given = require(values, Iterable, "agreements")  # type: ignore[type-abstract]  # a protocol
    return (require_agreement(value) for value in given)
