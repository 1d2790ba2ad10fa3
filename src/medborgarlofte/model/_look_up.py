"""How the parts of an agreement are found: by id, by what they serve, by what is told of them."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, overload

from medborgarlofte.findings import AgreementError, Finding, require
from medborgarlofte.findings._near import no_such_id
from medborgarlofte.findings.structure import WRONG_INPUT
from medborgarlofte.values import Part, to_id

from .areas import Area
from .follow_up import Assessment, CommitmentReport, FollowUp, MeasureReport
from .goals import Goal, Indicator
from .measures import Measure
from .parties import Party
from .promises import Commitment, Promise
from .situation import Cause, Problem, Source
from .walk import Place, walk

P = TypeVar("P", bound=Part)


class LooksUp(Part):
    """The look-ups of :class:`Agreement`, made once, at the first one."""

    if TYPE_CHECKING:  # fields of the agreement

        @property
        def promises(self) -> tuple[Promise, ...]: ...
        @property
        def measures(self) -> tuple[Measure, ...]: ...
        @property
        def follow_ups(self) -> tuple[FollowUp, ...]: ...

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every part of the agreement with its place, in the order of the document.

        Example:
            >>> from medborgarlofte import examples
            >>> [place.pointer() for place in examples.load("laxa").places][:4]
            ['', '/period', '/parties/0', '/parties/1']
        """
        return tuple(walk(self))

    @cached_property
    def _by_id(self) -> dict[type[Part], dict[str, Place]]:
        """The place of the first part with each id, by its class; the rules ask it too."""
        index: dict[type[Part], dict[str, Place]] = {}
        for place in self.places:
            name = getattr(place.part, "id", None)
            if name is not None:
                index.setdefault(type(place.part), {}).setdefault(name, place)
        return index

    @cached_property
    def _seconds(self) -> dict[int, Part]:
        """The parts whose id an earlier one of their class has (K101), by identity.

        What names that id means the first: if each of them were given all that is told of it,
        work would grow as the square of a document with one id for everything.
        """
        return {
            id(place.part): place.part
            for place in self.places
            if (name := getattr(place.part, "id", None)) is not None
            and self._by_id[type(place.part)][name].part is not place.part
        }

    @cached_property
    def _measures_by_promise(self) -> dict[str, tuple[Measure, ...]]:
        order = {measure.id: number for number, measure in reversed([*enumerate(self.measures)])}
        firsts = (p for p in self.promises if id(p) not in self._seconds)
        named = {promise.id: set(promise.measures) for promise in firsts if promise.measures}
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
        """The part of class *kind* with the id *name*, or ``None`` where there is none.

        Args:
            kind: The class, such as ``Promise``.
            name: The id.

        Raises:
            AgreementError: S003 where *kind* is no class or *name* is no string.

        Example:
            >>> from medborgarlofte import Promise, examples
            >>> vasteras = examples.load("vasteras")
            >>> str(vasteras.find(Promise, "omradeskontor").text)[:46]
            'De västra stadsdelarna ska få ett områdeskonto'
            >>> vasteras.find(Promise, "finns-inte") is None
            True
        """
        named = self._by_id.get(require(kind, type, "a class"), {})
        place = named.get(require(name, str, "an id"))
        return None if place is None else place.part  # type: ignore[return-value]  # keyed by its class

    def _get(self, kind: type[P], name: str) -> P:
        found = self.find(kind, name)
        if found is None:
            raise AgreementError.of(no_such_id(kind.__name__, name, self._by_id.get(kind, ())))
        return found

    def party(self, name: str) -> Party:
        """The party (part) with the id *name*.

        Raises:
            AgreementError: S314 where there is none, S003 where *name* is no string.

        Example:
            >>> from medborgarlofte import examples
            >>> str(examples.load("vasteras").party("staden").name)
            'Västerås stad'
        """
        return self._get(Party, name)

    def area(self, name: str) -> Area:
        """The area (område) with the id *name*.

        Raises:
            AgreementError: S314 where there is none, S003 where *name* is no string.

        Example:
            >>> from medborgarlofte import examples
            >>> str(examples.load("vasteras").area("backby").name)
            'Bäckby'
        """
        return self._get(Area, name)

    def source(self, name: str) -> Source:
        """The source (underlag) with the id *name*.

        Raises:
            AgreementError: S314 where there is none, S003 where *name* is no string.

        Example:
            >>> from medborgarlofte import examples
            >>> vasteras = examples.load("vasteras")
            >>> vasteras.source(vasteras.situation.sources[0].id).kind
            'strategy'
        """
        return self._get(Source, name)

    def problem(self, name: str) -> Problem:
        """The problem (problem) with the id *name*.

        Raises:
            AgreementError: S314 where there is none, S003 where *name* is no string.

        Example:
            >>> from medborgarlofte import examples
            >>> str(examples.load("malmo").problem("nedskrapning").title)
            'Mer nedskräpning på sommaren'
        """
        return self._get(Problem, name)

    def cause(self, name: str) -> Cause:
        """The cause (orsak) with the id *name*, in whichever problem it stands.

        Raises:
            AgreementError: S314 where there is none, S003 where *name* is no string.

        Example:
            >>> from medborgarlofte import Agreement, Cause, Problem, Situation
            >>> dark = Cause(id="morker", text="Gången är mörk.")
            >>> situation = Situation(problems=[Problem(title="Klotter", causes=[dark])])
            >>> agreement = Agreement(title="Tunneln", kind="action_plan", situation=situation)
            >>> agreement.cause("morker") == dark
            True
        """
        return self._get(Cause, name)

    def goal(self, name: str) -> Goal:
        """The goal (mål) with the id *name*.

        Raises:
            AgreementError: S314 where there is none, S003 where *name* is no string.

        Example:
            >>> from medborgarlofte import Agreement, Goal
            >>> safer = Goal(id="tryggare", text="Fler känner sig trygga.")
            >>> Agreement(title="Plan", kind="action_plan", goals=[safer]).goal("tryggare") == safer
            True
        """
        return self._get(Goal, name)

    def promise(self, name: str) -> Promise:
        """The promise (löfte) with the id *name*.

        Raises:
            AgreementError: S314 where there is none, S003 where *name* is no string.

        Example:
            >>> from medborgarlofte import AgreementError, examples
            >>> strangnas = examples.load("strangnas")
            >>> str(strangnas.promise("trygghetsvandringar").text)
            'Vi går trygghetsvandringar kring två stationer.'
            >>> try:
            ...     strangnas.promise("finns-inte")
            ... except AgreementError as error:
            ...     print(error.report.codes())
            ('S314',)
        """
        return self._get(Promise, name)

    def commitment(self, name: str) -> Commitment:
        """The commitment (åtagande) with the id *name*, in whichever promise it stands.

        Raises:
            AgreementError: S314 where there is none, S003 where *name* is no string.

        Example:
            >>> from medborgarlofte import examples
            >>> examples.load("strangnas").commitment("grannsamverkan").quantity.number
            Decimal('8')
        """
        return self._get(Commitment, name)

    def measure(self, name: str) -> Measure:
        """The measure (åtgärd) with the id *name*.

        Raises:
            AgreementError: S314 where there is none, S003 where *name* is no string.

        Example:
            >>> from medborgarlofte import Agreement, Measure
            >>> walks = Measure(title="Trygghetsvandringar")
            >>> plan = Agreement(title="Plan", kind="action_plan", measures=[walks])
            >>> plan.measure("trygghetsvandringar") == walks
            True
        """
        return self._get(Measure, name)

    def indicator(self, name: str) -> Indicator:
        """The indicator (indikator) with the id *name*.

        Raises:
            AgreementError: S314 where there is none, S003 where *name* is no string.

        Example:
            >>> from medborgarlofte import Agreement, Indicator
            >>> felt = Indicator(name="Trygg utomhus")
            >>> plan = Agreement(title="Plan", kind="action_plan", indicators=[felt])
            >>> plan.indicator("trygg-utomhus") == felt
            True
        """
        return self._get(Indicator, name)

    def follow_up(self, name: str) -> FollowUp:
        """The follow-up (uppföljning) with the id *name*.

        Raises:
            AgreementError: S314 where there is none, S003 where *name* is no string.

        Example:
            >>> from medborgarlofte import examples
            >>> examples.load("strangnas").follow_up("uppfoljning-2019").date
            PartialDate('2020-01')
        """
        return self._get(FollowUp, name)

    def measures_for(self, promise: Promise | str) -> tuple[Measure, ...]:
        """The measures that serve *promise*, whichever of the two names the other.

        Of several promises with one id (K101), a measure that names it means the first.

        Args:
            promise: The promise, or its id.

        Raises:
            AgreementError: S302 where it is neither.

        Example:
            >>> from medborgarlofte import Agreement, Measure, Promise
            >>> promises = [Promise(id="synas", text="Vi syns.")]
            >>> walks = Measure(title="Fotpatrull", promises="synas")  # it names the promise
            >>> plan = Agreement(
            ...     title="Plan", kind="action_plan", promises=promises, measures=[walks]
            ... )
            >>> plan.measures_for("synas") == (walks,)
            True
        """
        if id(promise) in self._seconds and isinstance(promise, Promise):
            own = (self.find(Measure, name) for name in promise.measures)
            return tuple(measure for measure in own if measure is not None)
        return self._measures_by_promise.get(to_id(promise), ())

    def promises_for(self, measure: Measure | str) -> tuple[Promise, ...]:
        """The promises that *measure* serves, whichever of the two names the other.

        Args:
            measure: The measure, or its id.

        Raises:
            AgreementError: S302 where it is neither.

        Example:
            >>> from medborgarlofte import Agreement, Measure, Promise
            >>> walks = Measure(id="patrull", title="Fotpatrull")
            >>> promises = [Promise(text="Vi syns.", measures="patrull")]
            >>> plan = Agreement(
            ...     title="Plan", kind="action_plan", promises=promises, measures=[walks]
            ... )
            >>> plan.promises_for(walks) == tuple(promises)
            True
        """
        return self._promises_by_measure.get(to_id(measure), ())

    def assessments_of(self, subject: Promise | Goal) -> Sequence[tuple[FollowUp, Assessment]]:
        """The judgements (bedömningar) of a promise or goal, each with its follow-up, in order.

        Of several with one id (K101), what is told of it is told of the first.

        Args:
            subject: The promise or goal.

        Raises:
            AgreementError: S003 where it is neither.

        Example:
            >>> from medborgarlofte import examples
            >>> strangnas = examples.load("strangnas")
            >>> for follow_up, judged in strangnas.assessments_of(strangnas.promise("trafik")):
            ...     print(follow_up.id, judged.fulfilment)
            uppfoljning-2019 kept
        """
        return self._told(subject, (Promise, Goal))

    @overload
    def reports_on(self, subject: Commitment) -> Sequence[tuple[FollowUp, CommitmentReport]]: ...
    @overload
    def reports_on(self, subject: Measure) -> Sequence[tuple[FollowUp, MeasureReport]]: ...
    def reports_on(
        self, subject: Commitment | Measure
    ) -> Sequence[tuple[FollowUp, CommitmentReport]] | Sequence[tuple[FollowUp, MeasureReport]]:
        """What the follow-ups report (rapporter) of a commitment or measure, in document order.

        Of several with one id (K101), what is told of it is told of the first.

        Args:
            subject: The commitment or measure.

        Raises:
            AgreementError: S003 where it is neither.

        Example:
            >>> from medborgarlofte import examples
            >>> strangnas = examples.load("strangnas")
            >>> for follow_up, told in strangnas.reports_on(strangnas.commitment("vandringar")):
            ...     print(follow_up.period, told.state, told.count)
            2019 done 4
        """
        return self._told(subject, (Commitment, Measure))

    def _told(
        self, subject: Any, kinds: tuple[type[Part], type[Part]]
    ) -> tuple[tuple[FollowUp, Any], ...]:
        if not isinstance(subject, kinds):
            expected = " or ".join(kind.__name__ for kind in kinds)
            found = type(subject).__name__
            raise AgreementError.of(Finding.of(WRONG_INPUT, expected=expected, found=found))
        if id(subject) in self._seconds:
            return ()
        name: str = subject.id  # type: ignore[attr-defined]  # each of these kinds has one
        return tuple(self._told_of.get((type(subject), name), ()))
