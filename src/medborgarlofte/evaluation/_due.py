"""What is overdue, and what comes next."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from attrs import frozen

from medborgarlofte.codelists import Verdict
from medborgarlofte.findings import Words
from medborgarlofte.model import Goal, Indicator
from medborgarlofte.model.measures import OVER
from medborgarlofte.model.movement import last_day
from medborgarlofte.values import ClosedCodelist, Part, PartialDate, Period

from ._because import because, days_in_words, in_words
from ._conclusion import Conclusion, Reason
from ._known import Known, title_of, when_made
from ._measures import MeasureStanding
from ._occasions import Occasion, cut_short
from .outcomes import Outcome
from .standing import Standing

Series = tuple[str | None, str | None]
"""The area and the group that figures are of."""


class DueKind(ClosedCodelist):
    """What sort of thing is due (vad som förfaller)."""

    FOLLOW_UP = "follow_up", "uppföljning", "follow-up"
    GOAL = "goal", "mål", "goal"
    TARGET = "target", "målvärde", "target"
    COMMITMENT = "commitment", "åtagande", "commitment"
    MEASURE = "measure", "åtgärd", "measure"
    AGREEMENT = "agreement", "överenskommelse", "agreement"


class DueState(ClosedCodelist):
    """Whether the day has passed (läge)."""

    OVERDUE = "overdue", "försenat", "overdue"
    NOW = "now", "nu", "now"
    COMING = "coming", "kommer", "coming"


@frozen(kw_only=True)
class DueItem(Conclusion):
    """Something that is to be done by a day (något som förfaller).

    Example:
        >>> from medborgarlofte import evaluate, examples
        >>> item = evaluate(examples.load("trosa"), on="2018-10-01").due[0]
        >>> item.kind.label("sv"), str(item.due), item.state.label("sv"), item.days_left
        ('uppföljning', '2018-05', 'försenat', -123)

    Attributes:
        kind: What sort of thing it is.
        title: What it is called, in Swedish and English.
        due: When, as exactly as it is known.
        state: Whether that has passed, is now, or comes.
        on: The day that counts as today.
        by: The ids of the parties that it lies with.
        pointer: Where it stands in the document.
        agreement: The id of the agreement.
        key: What tells it from all else of that agreement, whatever day it is due.
    """

    kind: DueKind
    title: Words
    due: PartialDate
    state: DueState
    on: date
    by: tuple[str, ...] = ()
    pointer: str = ""
    agreement: str = ""
    key: str = ""

    @property
    def days_left(self) -> int:
        """How many days are left to the last that it may be done; negative where overdue."""
        return (self.due.last_day - self.on).days


class Dues:
    """What is due of one agreement by a day."""

    def __init__(
        self,
        known: Known,
        promises: Sequence[Standing],
        measures: Sequence[MeasureStanding],
        follow_ups: Sequence[Occasion],
    ) -> None:
        self.known = known
        self.promises = promises
        self.measures = measures
        self.follow_ups = follow_ups

    def items(self) -> tuple[DueItem, ...]:
        """What is overdue and what comes, by the last day that it may be done."""
        early = cut_short(self.known.agreement)
        found = (
            *self.of_follow_ups(),
            *self.of_goals(),
            *self.of_targets(),
            *self.of_commitments(),
            *self.of_measures(),
            *self.of_agreement(),
        )
        lasting = [i for i in found if early is None or i.due.first_day <= early]
        return tuple(sorted(lasting, key=lambda i: (i.due.last_day, i.due.first_day)))

    # ── Each sort ──────────────────────────────────────────────────────────────

    def of_follow_ups(self) -> Iterator[DueItem]:
        plan = self.known.agreement.follow_up_plan
        for occasion in self.follow_ups:
            covers = occasion.covers
            due = occasion.due or (_end(covers) if covers else None)
            if due is None or occasion.answered_by is not None:
                continue
            reasons = occasion.reasons
            if occasion.due is None:
                untold = because(
                    "day_not_told",
                    "När den ska redovisas framgår inte; tiden som den gäller slutar {end}.",
                    "When it is to be reported is not told; the time that it covers ends {end}.",
                    self.known.at(occasion.planned),
                    end=due,
                )
                reasons = (untold, *reasons)
            title = Words("Uppföljning", "Follow-up")
            if covers is not None:
                title = in_words("Uppföljning av {of}", "Follow-up of {of}", of=covers)
            part = occasion.planned or (plan.recurrence if plan else None)
            name = str(covers or occasion.due)
            state = _state(due, self.known.day)
            if occasion.due is None and state is DueState.OVERDUE:
                state = DueState.NOW  # no day is set: it may be made from now on, and is not late
            yield self.item(
                DueKind.FOLLOW_UP, title, due, part, name, *reasons,
                by=plan.by if plan else (), state=state,
            )  # fmt: skip

    def of_goals(self) -> Iterator[DueItem]:
        for goal in self.known.agreement.goals:
            if goal.due is not None and not self.is_judged(goal, goal.due):
                title = in_words("Mål: {text}", "Goal: {text}", text=title_of(goal))
                why = because(
                    "goal_not_judged",
                    "Målet är inte bedömt som uppfyllt, och inte bedömt efter {due}.",
                    "The goal is not judged as reached, and not judged after {due}.",
                    self.known.at(goal, "due"),
                    due=goal.due,
                )
                yield self.item(DueKind.GOAL, title, goal.due, goal, goal.id, why)

    def is_judged(self, goal: Goal, due: PartialDate) -> bool:
        """Whether it is judged reached, or how it went is judged when it was due."""
        for follow_up, assessment in self.known.told(self.known.agreement.assessments_of(goal)):
            when = assessment.as_of
            day = when_made(follow_up).last if when is None else when.last_day
            verdict = assessment.fulfilment
            late = verdict in (Verdict.PARTLY_KEPT, Verdict.NOT_KEPT) and day >= due.first_day
            if verdict is Verdict.KEPT or late:
                return True
        return False

    def of_targets(self) -> Iterator[DueItem]:
        for indicator in self.known.agreement.indicators:
            latest = self.latest_values(indicator)
            for target in indicator.targets:
                if target.due is None:
                    continue
                measured = latest.get((target.area, target.subgroup))
                if measured is not None and measured >= target.due.first_day:
                    continue
                title = in_words(
                    "Målvärde {value} för {indicator}",
                    "Target {value} for {indicator}",
                    value=target.value,
                    indicator=title_of(indicator),
                )
                why = because(
                    "target_not_measured",
                    "Inget värde från {due} eller senare är redovisat.",
                    "No value from {due} or later is reported.",
                    self.known.at(target, "due"),
                    self.known.at(indicator),
                    due=target.due,
                )
                name = "/".join(
                    filter(None, (indicator.id, str(target.due), target.area, target.subgroup))
                )
                yield self.item(DueKind.TARGET, title, target.due, target, name, why)

    def latest_values(self, indicator: Indicator) -> Mapping[Series, date]:
        """The day of the latest known value of each area and group."""
        latest: dict[Series, date] = {}
        for each in indicator.observations:
            day, series = last_day(each) or date.min, (each.area, each.subgroup)
            known = each.value is not None or each.judgement is not None
            if known and day <= self.known.day:
                latest[series] = max(day, latest.get(series, day))
        return latest

    def of_commitments(self) -> Iterator[DueItem]:
        closed = (Outcome.MET, Outcome.DONE_NOT_MEASURABLE, Outcome.NOT_DONE)
        for standing in self.promises:
            for each in standing.commitments:
                commitment = each.commitment
                if commitment.due is None or each.outcome in closed:
                    continue
                title = in_words(
                    "Åtagande: {text}", "Commitment: {text}", text=title_of(commitment)
                )
                yield self.item(
                    DueKind.COMMITMENT, title, commitment.due, commitment, commitment.id,
                    *each.reasons, by=commitment.by,
                )  # fmt: skip

    def of_measures(self) -> Iterator[DueItem]:
        for standing in self.measures:
            measure = standing.measure
            end = None if measure.period is None else _end(measure.period)
            if end is None or standing.state in OVER:
                continue
            title = in_words("Åtgärden slutar: {of}", "The measure ends: {of}",
                             of=title_of(measure))  # fmt: skip
            by = tuple(participation.party for participation in measure.responsible)
            yield self.item(
                DueKind.MEASURE, title, end, measure, measure.id, *standing.reasons, by=by
            )

    def of_agreement(self) -> Iterator[DueItem]:
        """That the agreement ends; nothing is late where it has ended."""
        agreement = self.known.agreement
        end = None if agreement.period is None else _end(agreement.period)
        if end is None or end.is_before(self.known.day):
            return
        title = in_words("Slutar gälla: {of}", "Ends: {of}", of=title_of(agreement))
        why = because(
            "period_ends",
            "Dess period slutar {end}.",
            "Its period ends {end}.",
            "/period/end",
            end=end,
        )
        yield self.item(DueKind.AGREEMENT, title, end, agreement, "", why)

    # ── One item ───────────────────────────────────────────────────────────────

    def item(
        self,
        kind: DueKind,
        title: Words,
        due: PartialDate,
        part: Part | None,
        name: str,
        *reasons: Reason,
        by: tuple[str, ...] = (),
        state: DueState | None = None,
    ) -> DueItem:
        state = state or _state(due, self.known.day)
        return DueItem(
            kind=kind,
            title=title,
            due=due,
            state=state,
            on=self.known.day,
            by=by,
            pointer=self.known.at(part) or "",
            agreement=self.known.agreement.id,
            key=f"{kind.value}/{name}",
            reasons=(self.when(state, due, part), *reasons),
        )

    def when(self, state: DueState, due: PartialDate, part: Part | None) -> Reason:
        """How far the day is away."""
        rule, sv, en = {
            DueState.OVERDUE: (
                "day_has_passed",
                "Förföll {due}, för {days} sedan.",
                "It was due {due}, {days} ago.",
            ),
            DueState.NOW: ("day_is_now", "Förfaller {due}.", "It is due {due}."),
            DueState.COMING: (
                "day_comes",
                "Förfaller {due}, om {days}.",
                "It is due {due}, in {days}.",
            ),
        }[state]
        days = days_in_words(abs((due.last_day - self.known.day).days))
        return because(rule, sv, en, self.known.at(part), due=due, days=days)


def _state(due: PartialDate, on: date) -> DueState:
    if due.is_before(on):
        return DueState.OVERDUE
    return DueState.NOW if due.contains(on) else DueState.COMING


def _end(period: Period) -> PartialDate | None:
    """The last day of *period*; ``None`` where it is open or holds until replaced."""
    last = None if period.until_replaced else period.last_day
    return None if last is None else PartialDate.of_day(last)
