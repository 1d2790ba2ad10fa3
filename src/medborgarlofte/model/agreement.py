"""The agreement: one document, all of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, TypeVar, overload

import attrs
from attrs import Factory, field, frozen

from medborgarlofte.codelists import AgreementKind
from medborgarlofte.findings import AgreementError, Finding, require
from medborgarlofte.findings.structure import NO_SUCH_ID
from medborgarlofte.values import (
    FormatVersion,
    Id,
    LanguageTag,
    Part,
    PartialDate,
    Period,
    Text,
    many,
    says,
    slug,
    strict,
    to_id,
    to_optional_date,
    to_optional_period,
    to_optional_text,
    to_text,
)

from .areas import Area
from .follow_up import Assessment, CommitmentReport, FollowUp, FollowUpPlan, MeasureReport
from .goals import Goal, Indicator
from .measures import Measure
from .parties import Contact, Party, Signatory
from .promises import Commitment, Promise
from .record import Amendment, LegalBasis, Record, RegistrationNumber, Relation
from .situation import Cause, Document, Problem, Situation, Source
from .walk import Place, walk

P = TypeVar("P", bound=Part)

FORMAT_VERSION: Final = "1.0"
"""The version of the format that this library writes."""


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class Agreement(Part):
    """An agreement between police, municipality and others (samverkansöverenskommelse).

    Also a citizen promise of its own (medborgarlöfte) or an action plan (åtgärdsplan):
    one document, whole. Its parts stand in flat lists and name each other by id, so that
    one measure may serve several promises. What follows from the facts, such as whether
    it is in force, is not stored but told by :mod:`medborgarlofte.evaluation`.

    Look-ups by id are made once, at the first one.
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

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every part of the agreement with its place, in the order of the document."""
        return tuple(walk(self))

    @cached_property
    def _by_id(self) -> dict[type[Part], dict[str, Part]]:
        index: dict[type[Part], dict[str, Part]] = {}
        for place in self.places:
            name = getattr(place.part, "id", None)
            if name is not None:
                index.setdefault(type(place.part), {}).setdefault(name, place.part)
        return index

    @cached_property
    def _measures_by_promise(self) -> dict[str, tuple[Measure, ...]]:
        order = {measure.id: number for number, measure in reversed([*enumerate(self.measures)])}
        named = {promise.id: set(promise.measures) for promise in self.promises if promise.measures}
        for measure in self.measures:
            for promise_id in measure.promises:
                named.setdefault(promise_id, set()).add(measure.id)
        return {
            promise_id: tuple(self.measures[n] for n in sorted(order[i] for i in ids if i in order))
            for promise_id, ids in named.items()
        }

    @cached_property
    def _promises_by_measure(self) -> dict[str, tuple[Promise, ...]]:
        served: dict[str, list[Promise]] = {}
        for promise in self.promises:
            for measure in self.measures_for(promise):
                served.setdefault(measure.id, []).append(promise)
        return {measure_id: tuple(promises) for measure_id, promises in served.items()}

    @cached_property
    def _told_of(self) -> dict[tuple[type[Part], str], list[tuple[FollowUp, Any]]]:
        """What the follow-ups say of each promise, goal, commitment and measure."""
        told: dict[tuple[type[Part], str], list[tuple[FollowUp, Any]]] = {}
        for follow_up in self.follow_ups:
            for cls, name, said in (
                *((Promise, a.promise, a) for a in follow_up.assessments),
                *((Goal, a.goal, a) for a in follow_up.assessments),
                *((Commitment, r.commitment, r) for r in follow_up.commitment_reports),
                *((Measure, r.measure, r) for r in follow_up.measure_reports),
            ):
                if name is not None:
                    told.setdefault((cls, name), []).append((follow_up, said))
        return told

    def find(self, kind: type[P], name: str) -> P | None:
        """The part of class *kind* with the id *name*, or ``None``."""
        return self._by_id.get(kind, {}).get(require(name, str, "an id"))  # type: ignore[return-value]  # keyed by its class

    def _get(self, kind: type[P], name: str) -> P:
        found = self.find(kind, name)
        if found is None:
            raise AgreementError.of(Finding.of(NO_SUCH_ID, entity=kind.__name__))
        return found

    def party(self, name: str) -> Party:
        """The party with the id *name*; ``AgreementError`` (S314) where there is none."""
        return self._get(Party, name)

    def area(self, name: str) -> Area:
        """The area with the id *name*."""
        return self._get(Area, name)

    def source(self, name: str) -> Source:
        """The source with the id *name*."""
        return self._get(Source, name)

    def problem(self, name: str) -> Problem:
        """The problem with the id *name*."""
        return self._get(Problem, name)

    def cause(self, name: str) -> Cause:
        """The cause with the id *name*."""
        return self._get(Cause, name)

    def goal(self, name: str) -> Goal:
        """The goal with the id *name*."""
        return self._get(Goal, name)

    def promise(self, name: str) -> Promise:
        """The promise with the id *name*."""
        return self._get(Promise, name)

    def commitment(self, name: str) -> Commitment:
        """The commitment with the id *name*."""
        return self._get(Commitment, name)

    def measure(self, name: str) -> Measure:
        """The measure with the id *name*."""
        return self._get(Measure, name)

    def indicator(self, name: str) -> Indicator:
        """The indicator with the id *name*."""
        return self._get(Indicator, name)

    def follow_up(self, name: str) -> FollowUp:
        """The follow-up with the id *name*."""
        return self._get(FollowUp, name)

    def measures_for(self, promise: Promise | str) -> tuple[Measure, ...]:
        """The measures that serve *promise*, whichever of the two names the other."""
        return self._measures_by_promise.get(to_id(promise), ())

    def promises_for(self, measure: Measure | str) -> tuple[Promise, ...]:
        """The promises that *measure* serves, whichever of the two names the other."""
        return self._promises_by_measure.get(to_id(measure), ())

    def assessments_of(self, subject: Promise | Goal) -> Sequence[tuple[FollowUp, Assessment]]:
        """The judgements of a promise or goal with their follow-ups, in document order."""
        return tuple(self._told_of.get((type(subject), subject.id), ()))

    @overload
    def reports_on(self, subject: Commitment) -> Sequence[tuple[FollowUp, CommitmentReport]]: ...
    @overload
    def reports_on(self, subject: Measure) -> Sequence[tuple[FollowUp, MeasureReport]]: ...
    def reports_on(
        self, subject: Commitment | Measure
    ) -> Sequence[tuple[FollowUp, CommitmentReport]] | Sequence[tuple[FollowUp, MeasureReport]]:
        """What the follow-ups report of a commitment or measure, in document order."""
        return tuple(self._told_of.get((type(subject), subject.id), ()))

    def __repr__(self) -> str:
        period = f", {self.period}" if self.period else ""
        return f"<Agreement {self.id}{period}: {len(self.promises)} promises>"


def require_agreement(value: object) -> Agreement:
    """Return *value*, which must be an agreement; ``AgreementError`` (S003) where it is not."""
    return require(value, Agreement, "an Agreement")


def each_agreement(values: Iterable[Agreement]) -> Iterator[Agreement]:
    """Each of *values*, taken one at a time.

    Raises:
        AgreementError: S003 where they are something else than agreements.
    """
    if isinstance(values, str | bytes | Mapping):
        require(values, Agreement, "agreements")
    given = require(values, Iterable, "agreements")  # type: ignore[type-abstract]  # a protocol
    return (require_agreement(value) for value in given)
