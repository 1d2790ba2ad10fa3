"""A new agreement that renews an old one: what goes on, and what is left behind."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any, Final, Literal, TypeVar

from attrs import fields, frozen

from medborgarlofte.checking import Day, day_of
from medborgarlofte.checks import run
from medborgarlofte.codelists import MeasureState, RelationKind, Verdict
from medborgarlofte.evaluation import Standing, standings
from medborgarlofte.evaluation._known import Known
from medborgarlofte.evaluation._measures import latest_with_state
from medborgarlofte.findings import AgreementError, Finding, discreet, pointer
from medborgarlofte.findings.structure import WRONG_INPUT
from medborgarlofte.model import (
    Agreement,
    Continuation,
    Indicator,
    Measure,
    Promise,
    Record,
    Relation,
    Target,
    require_agreement,
)
from medborgarlofte.values import (
    EMPTY,
    ClosedCodelist,
    JsonObject,
    Part,
    PartialDate,
    Period,
    Text,
    to_period,
)

from ._naming import renewed_id, renewed_title

P = TypeVar("P", bound=Part)
Steps = tuple[str | int, ...]
Choice = Literal["all", "unfinished"] | Callable[[Standing], bool]
"""Which promises go on: all, those not yet kept, or those that a function says yes to."""


class LeftBehind(ClosedCodelist):
    """Why something is not carried forward (skäl till att något inte förs vidare)."""

    SIGNING = "signing", "hör till undertecknandet", "belongs to the signing"
    FOLLOW_UP = (
        "follow_up",
        "hör till uppföljningen av den förra tiden",
        "belongs to the follow-up of the earlier time",
    )
    TIME = "time", "gällde den förra tiden", "was about the earlier time"
    FILE = "file", "hör till den förra handlingen", "belongs to the earlier document"
    NOT_CHOSEN = "not_chosen", "löftet förs inte vidare", "the promise does not go on"
    OVER = "over", "åtgärden är genomförd eller avbruten", "the measure is done or cancelled"
    SERVES_NONE = (
        "serves_none",
        "tjänar inget löfte som förs vidare",
        "serves no promise that goes on",
    )


@frozen(kw_only=True)
class Dropped:
    """Something of the old agreement that the new one does not have (lämnas kvar).

    Example:
        >>> from medborgarlofte import examples, renew
        >>> dropped = renew(examples.load("laxa"), "2020-07-01/2022-06-30").dropped[0]
        >>> dropped.pointer, dropped.why.label("sv")
        ('/signed', 'hör till undertecknandet')

    Attributes:
        pointer: Where it stands in the old agreement, as a JSON Pointer.
        entity: The class of the part that it is, or that it belongs to.
        entity_id: That part's id.
        why: Why it is left behind; ``why.label("sv")`` says it in words.
    """

    pointer: str
    entity: str
    entity_id: str
    why: LeftBehind


@frozen
class Renewal:
    """A renewed agreement (förnyelse).

    Example:
        >>> from medborgarlofte import examples, renew
        >>> renewal = renew(examples.load("strangnas"), "2020/2021", promises="unfinished")
        >>> renewal.agreement, len(renewal.dropped)
        (<Agreement strangnas-2020-2021, 2020/2021: 0 promises>, 8)

    Attributes:
        agreement: The new agreement, not yet signed.
        dropped: What of the old one is left behind, in the order in which it was met.
    """

    agreement: Agreement
    dropped: tuple[Dropped, ...] = ()


def renew(
    agreement: Agreement,
    period: Period | PartialDate | str,
    *,
    on: Day | None = None,
    promises: Choice = "all",
    id: str | None = None,
    title: str | Mapping[str, str] | Text | None = None,
) -> Renewal:
    """Make a new agreement for *period* that renews *agreement*, which stays as it is.

    Args:
        agreement: The agreement to renew.
        period: When the new one is to hold.
        on: The day whose knowledge counts: later judgements and reports are not looked at.
        promises: Which go on: ``"all"``, ``"unfinished"`` (all but those judged kept), or
            a function that is given the standing of each.
        id: The id of the new agreement; made of the old id and the years where left out.
        title: Its title; the old one with the years of *period* where left out.

    Raises:
        AgreementError: K201 or K207 where *period* cannot be, K210 where it begins before
            what it renews, S003 where *promises* is none of these or *id* is the old one's,
            S308 where *on* is no date, S302 or another structure code where *period*, *id* or
            *title* cannot be what it is to be.

    Example:
        >>> from medborgarlofte import examples, renew
        >>> renewal = renew(examples.load("strangnas"), "2020/2021")
        >>> renewal.agreement
        <Agreement strangnas-2020-2021, 2020/2021: 3 promises>
        >>> renewal.agreement.promises[0].continues.agreement
        'strangnas-2019'
        >>> renewal.dropped[0].why.label("en")
        'belongs to the signing'
    """
    if id == require_agreement(agreement).id:
        raise AgreementError.of(
            Finding.of(WRONG_INPUT, expected="an id of its own", found="the old agreement's")
        )
    time = to_period(period)
    work = _Renewing(agreement, None if on is None else day_of(on), _chooser(promises))
    new = work.renewed(
        period=time,
        id=renewed_id(agreement, time) if id is None else id,
        title=renewed_title(agreement, time) if title is None else title,
    )
    _refuse_impossible_time(new)
    return Renewal(new, tuple(work.dropped))


def _chooser(promises: Choice) -> Callable[[Standing], bool]:
    if promises == "all":
        return lambda _: True
    if promises == "unfinished":
        return _is_unfinished
    if callable(promises) and not isinstance(promises, type):  # a class gives no answer
        return promises
    raise AgreementError.of(
        Finding.of(
            WRONG_INPUT, expected="all, unfinished or a function", found=type(promises).__name__
        )
    )


def _is_unfinished(stands: Standing) -> bool:
    return stands.assessment is None or stands.assessment.fulfilment is not Verdict.KEPT


def _refuse_impossible_time(new: Agreement) -> None:
    """The time was given by the caller: what is wrong with it is told, and nothing made."""
    found = [
        finding
        for code, place in (("K201", "/period/"), ("K207", "/period/"), ("K210", "/relations/0/"))
        for finding in run(new, date.min, (code,))
        if finding.pointer.startswith(place)
    ]
    if found:
        raise AgreementError.of(*found)


_LEFT: Final[Mapping[str, LeftBehind]] = {
    "summary": LeftBehind.FILE,
    "signed": LeftBehind.SIGNING,
    "terminated": LeftBehind.TIME,
    "registration_numbers": LeftBehind.SIGNING,
    "signatories": LeftBehind.SIGNING,
    "follow_ups": LeftBehind.FOLLOW_UP,
    "amendments": LeftBehind.FILE,
    "documents": LeftBehind.FILE,
    "extensions": LeftBehind.FILE,
}
"""The fields of the agreement itself that are of the old one alone; any other goes on."""

_OF_THE_OLD_FILE: Final = tuple(
    a.name for a in fields(Record) if a.name not in ("publisher", "licence")
)
"""What a new file does not have in common with the old one."""

_LASTING: Final = (RelationKind.PART_OF, RelationKind.SUPPLEMENTS)
"""How a renewed agreement still stands to others."""

_OVER: Final = (MeasureState.DONE, MeasureState.CANCELLED)


class _Renewing:
    """One renewal under way; takes down what is left behind."""

    def __init__(
        self, old: Agreement, on: date | None, goes_on: Callable[[Standing], bool]
    ) -> None:
        self.old = old
        self.known = Known(old, on)
        self.dropped: list[Dropped] = []
        chosen = [stands.promise for stands in standings(old, on) if goes_on(stands)]
        self.promises = frozenset(promise.id for promise in chosen)
        self.over = frozenset(m.id for m in old.measures if self._is_over(m))
        self.measures = frozenset(
            m.id for m in old.measures if m.id not in self.over and self._serves(m)
        )

    def _is_over(self, measure: Measure) -> bool:
        """Whether the latest report by the day that tells its state says that it is over."""
        latest = latest_with_state(self.known.told(self.old.reports_on(measure)))
        return latest is not None and latest[1].state in _OVER

    def _serves(self, measure: Measure) -> bool:
        """Whether it serves a promise that goes on, or none, but the agreement as a whole."""
        served = self.old.promises_for(measure)
        return not served or any(promise.id in self.promises for promise in served)

    def renewed(self, **new: Any) -> Agreement:
        """The new agreement, with its *new* id, title and period."""
        old = self.old
        kept = self.without(old, (), **_LEFT)
        relation = Relation(
            kind=RelationKind.RENEWS, agreement=old.id, title=old.title, period=old.period
        )
        return kept.evolve(
            **new,
            goals=[
                self.without(goal, ("goals", n), due=LeftBehind.TIME)
                for n, goal in enumerate(old.goals)
            ],
            indicators=[self.indicator(each, n) for n, each in enumerate(old.indicators)],
            promises=[
                self.promise(each, n)
                for n, each in enumerate(old.promises)
                if self.goes_on(each, ("promises", n), self.promises, LeftBehind.NOT_CHOSEN)
            ],
            measures=[
                self.measure(each, n)
                for n, each in enumerate(old.measures)
                if self.goes_on(
                    each,
                    ("measures", n),
                    self.measures,
                    LeftBehind.OVER if each.id in self.over else LeftBehind.SERVES_NONE,
                )
            ],
            follow_up_plan=self.only_part("follow_up_plan", planned=LeftBehind.TIME),
            relations=[relation, *self.relations()],
            record=self.only_part("record", **dict.fromkeys(_OF_THE_OLD_FILE, LeftBehind.FILE)),
        )

    # ── Parts ──────────────────────────────────────────────────────────────────

    def promise(self, promise: Promise, number: int) -> Promise:
        at = ("promises", number)
        kept = self.without(promise, at, period=LeftBehind.TIME, continues=LeftBehind.FILE)
        return kept.evolve(
            commitments=[
                self.without(each, (*at, "commitments", n), due=LeftBehind.TIME)
                for n, each in enumerate(promise.commitments)
            ],
            measures=[name for name in promise.measures if name in self.measures],
            continues=Continuation(promise=promise.id, agreement=self.old.id),
        )

    def measure(self, measure: Measure, number: int) -> Measure:
        time = LeftBehind.TIME
        kept = self.without(measure, ("measures", number), period=time, budget=time)
        return kept.evolve(promises=[name for name in measure.promises if name in self.promises])

    def indicator(self, indicator: Indicator, number: int) -> Indicator:
        """The indicator with its baseline; what was measured since is the old one's."""
        at = ("indicators", number)
        kept = self.without(
            indicator, at, period=LeftBehind.TIME, observations=LeftBehind.FOLLOW_UP
        )
        last = _last_targets(indicator.targets)
        targets = []
        for n, target in enumerate(indicator.targets):
            where = (*at, "targets", n)
            if n in last:
                targets.append(self.without(target, where, indicator, due=LeftBehind.TIME))
            else:
                self.leave(indicator, where, LeftBehind.TIME)
        return kept.evolve(targets=targets)

    def relations(self) -> list[Relation]:
        """How the agreement stands to others, but for those that it followed on."""
        kept = []
        for n, relation in enumerate(self.old.relations):
            if relation.kind in _LASTING:
                kept.append(relation)
            else:
                self.leave(self.old, ("relations", n), LeftBehind.FILE)
        return kept

    def only_part(self, name: str, **left: LeftBehind) -> Any:
        """The agreement's one part of that *name*; none where nothing is left of it."""
        part = getattr(self.old, name)
        if part is None:
            return None
        kept = self.without(part, (name,), self.old, **left)
        return None if kept != part and kept == type(part)() else kept

    # ── What is left behind ────────────────────────────────────────────────────

    def without(self, part: P, at: Steps, entity: Part | None = None, /, **left: LeftBehind) -> P:
        """*part* without the fields that are *left* behind, each with why.

        Args:
            part: The part.
            at: The steps to it.
            entity: The part with an id that it stands in, where it has none.
            left: Why each field is left behind, by its name.
        """
        empty: dict[str, Any] = {}
        for name, why in left.items():
            value = getattr(part, name)
            if value in (None, (), EMPTY):
                continue
            if isinstance(value, JsonObject):
                empty[name] = EMPTY
                for key in value:
                    self.leave(entity or part, discreet((*at, key)), why)
            else:
                empty[name] = () if isinstance(value, tuple) else None
                self.leave(entity or part, (*at, name), why)
        return part.evolve(**empty) if empty else part

    def goes_on(
        self,
        part: Promise | Measure,
        at: Steps,
        kept: Collection[str],
        why: LeftBehind,
    ) -> bool:
        """Whether *part* is among those *kept*; if not, it is taken down."""
        if part.id in kept:
            return True
        self.leave(part, at, why)
        return False

    def leave(self, entity: Any, at: Steps, why: LeftBehind) -> None:
        """Take down that what stands *at* those steps is left behind."""
        self.dropped.append(
            Dropped(pointer=pointer(at), entity=type(entity).__name__, entity_id=entity.id, why=why)
        )


def _last_targets(targets: tuple[Target, ...]) -> set[int]:
    """The last target of each area and group: without their days the others contradict it."""
    days = [target.due.last_day if target.due else date.max for target in targets]
    last: dict[tuple[str | None, str | None], date] = {}
    for target, day in zip(targets, days, strict=True):
        key = (target.area, target.subgroup)
        last[key] = max(last.get(key, day), day)
    return {n for n, t in enumerate(targets) if days[n] == last[t.area, t.subgroup]}
