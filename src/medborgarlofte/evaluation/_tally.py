"""What has been counted, held against what was promised."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import reduce

from medborgarlofte.codelists import MeasureState
from medborgarlofte.model import Commitment, FollowUp, Measure
from medborgarlofte.values import Comparison, Quantity, Rate, Text
from medborgarlofte.values.numbers import EXACT

from ._because import because
from ._conclusion import Reason
from ._counts import Counts, Time
from ._covered import Report
from ._known import Known, title_of
from .outcomes import Outcome, Tally


class Tallying:
    """One commitment or measure, what is told of it, and what follows."""

    def __init__(
        self,
        known: Known,
        part: Commitment | Measure,
        quantity: Quantity | None,
        told: Sequence[tuple[FollowUp, Report]],
        time: Time,
    ) -> None:
        self.known = known
        self.part = part
        self.quantity = quantity
        self.told = told
        self.time = time
        self.counts = Counts(told, time, known.day)
        with_state = [report for _, report in told if report.state is not None]
        self.latest = with_state[-1] if with_state else None
        self.state = self.latest.state if self.latest else None

    def tally(self) -> Tally:
        """What follows."""
        count = self.counts.count
        if not self.told:
            return self.concluded(
                Outcome.NOT_REPORTED,
                self.why("not_reported", "inget är redovisat", "nothing is reported"),
            )
        if self.quantity is None:
            return self.without_number(count)
        if count is None:
            return self.without_count()
        return self.against(self.quantity, count)

    # ── What follows ───────────────────────────────────────────────────────────

    def without_number(self, count: Decimal | None) -> Tally:
        """Nothing that a count could be held against."""
        if count == 0 and self.state is None:
            why = self.why("counted_none", "inga är redovisade", "none are reported")
            return self.concluded(Outcome.NOT_DONE, why)
        if self.state is None and count is not None and count > 0:
            done = True
        else:
            done = self.state is MeasureState.DONE
        if not done:
            return self.by_state()
        told = ("redovisat som genomfört", "reported as done")
        if count is not None:
            told = ("{count} redovisade", "{count} reported")
        why = self.why(
            "no_number_promised",
            f"{told[0]}; inget antal är lovat att mäta mot",
            f"{told[1]}; no number is promised to measure against",
        )
        return self.concluded(Outcome.DONE_NOT_MEASURABLE, why)

    def without_count(self) -> Tally:
        """A number is promised, and none is reported."""
        if self.state is not MeasureState.DONE:
            return self.by_state()
        why = self.why(
            "done_without_count",
            "redovisat som genomfört utan antal; {promise} kan inte prövas",
            "reported as done without a count; {promise} cannot be tested",
        )
        return self.concluded(Outcome.DONE_NOT_MEASURABLE, why)

    def by_state(self) -> Tally:
        """What the latest state says, where it is not done."""
        if self.state is None:
            why = self.why(
                "no_state_told",
                "redovisat, men varken läge eller antal framgår",
                "reported, but neither its state nor a count is told",
            )
            return self.concluded(Outcome.CANNOT_BE_TOLD, why)
        outcome = Outcome.CANNOT_BE_TOLD
        if self.state in (MeasureState.NOT_DONE, MeasureState.CANCELLED):
            outcome = Outcome.NOT_DONE
        elif self.time.remains(self.known.day):
            outcome = Outcome.NOT_YET
        why = self.why("state_told", "läget är: {state}", "its state is: {state}")
        return self.concluded(outcome, why)

    def against(self, quantity: Quantity, count: Decimal) -> Tally:
        """The count against the number."""
        needed = self.needed(quantity)
        if needed is None:
            return self.concluded(Outcome.CANNOT_BE_TOLD, self.no_number_follows())
        if quantity.comparison is Comparison.ABOUT:
            why = self.why(
                "about_has_no_border",
                "{count} redovisade mot {promise}, som inte har någon skarp gräns",
                "{count} reported against {promise}, which has no sharp border",
            )
            return self.concluded(Outcome.CANNOT_BE_TOLD, why, needed=needed)
        if self.counts.sticks_out():
            why = self.why(
                "covers_more_than_promised",
                "{count} redovisade för {covered}, men tiden är {time}",
                "{count} reported for {covered}, but the time is {time}",
            )
            return self.concluded(Outcome.CANNOT_BE_TOLD, why)
        outcome = self.outcome(quantity, count, needed)
        return self.concluded(outcome, self.compared(outcome, count, needed), needed=needed)

    def needed(self, quantity: Quantity) -> Decimal | None:
        """How many had to be done over the time that the count is about."""
        if not _has_rate(quantity):
            return quantity.number
        parts = [quantity.over(period) for period in self.counts.covered]
        known = [part for part in parts if part is not None]
        return reduce(EXACT.add, known) if known and len(known) == len(parts) else None

    def no_number_follows(self) -> Reason:
        if not self.counts.covered:
            return self.why(
                "time_not_told",
                "{count} redovisade, men inte för vilken tid; {promise} ger då inget antal",
                "{count} reported, but not for what time; {promise} then makes no number",
            )
        return self.why(
            "no_whole_number_of_units",
            "{count} redovisade för {covered}; {promise} ger inget helt antal för den tiden",
            "{count} reported for {covered}; {promise} makes no whole number for that time",
        )

    def outcome(self, quantity: Quantity, count: Decimal, needed: Decimal) -> Outcome:
        """Met, short or over; where the count is not of all the time, only what is certain."""
        least = quantity.comparison is Comparison.AT_LEAST
        if least and count >= needed:
            return Outcome.MET
        if not least and count > needed:
            return Outcome.OVER
        # a rate binds in every part of the time; any other number in the whole of it
        final = not self.counts.early if _has_rate(quantity) else self.counts.is_of_all()
        if final:
            within = quantity.comparison is Comparison.AT_MOST or count == needed
            return Outcome.MET if within else Outcome.SHORT
        remains = self.time.remains(self.known.day)
        return Outcome.NOT_YET if remains else Outcome.CANNOT_BE_TOLD

    # ── Why ────────────────────────────────────────────────────────────────────

    def compared(self, outcome: Outcome, count: Decimal, needed: Decimal) -> Reason:
        """Why a count that has a number to be held against came out so."""
        rule, sv, en = {
            Outcome.MET: ("count_meets_promise", "", ""),
            Outcome.SHORT: ("count_falls_short", "; {gap} fattas", "; short by {gap}"),
            Outcome.OVER: ("count_exceeds_promise", "; {gap} för många", "; {gap} too many"),
            Outcome.NOT_YET: ("time_remains", "; tid återstår", "; time remains"),
        }.get(
            outcome,
            (
                "part_of_time_not_reported",
                "; all tid är inte redovisad",
                "; not all of the time is reported",
            ),
        )
        of_time = (" för {covered}", " for {covered}") if self.counts.covered else ("", "")
        return self.why(
            rule,
            f"{{count}} redovisade{of_time[0]}, {{needed}} behövs ({{promise}}){sv}",
            f"{{count}} reported{of_time[1]}, {{needed}} needed ({{promise}}){en}",
            needed=needed,
            gap=EXACT.abs(EXACT.subtract(count, needed)),
        )

    def why(self, rule: str, sv: str, en: str, **more: object) -> Reason:
        """A reason about this part; it names the part, and points at what was used."""
        used: Sequence[Report | None] = self.counts.used
        if not used:
            used = (self.latest,) if self.latest else [report for _, report in self.told[-1:]]
        facts: dict[str, object] = {
            "name": title_of(self.part),
            "count": self.counts.count,
            "promise": self.quantity,
            "covered": self.counts.covered,
            "state": self.state,
            "time": self.time.period,
        }
        return because(
            rule,
            f"{{name}}: {sv}.",
            f"{{name}}: {en}.",
            *map(self.known.at, used),
            self.known.at(self.quantity),
            self.known.at(self.part),
            **(facts | more),
        )

    def notes(self) -> Iterator[Reason]:
        """How the count came to be, where that is not plain."""
        counts = self.counts
        if len(counts.chosen) > 1:
            yield self.why(
                "counts_added",
                "räknat ihop från {number} uppföljningar, vars tider inte överlappar varandra",
                "added up from {number} follow-ups, whose times do not overlap",
                number=len(counts.chosen),
            )
        if len(counts.dated) > len(counts.chosen):
            yield self.why(
                "overlapping_counts_left_out",
                "{number} redovisningar till gäller tid som överlappar och är inte inräknade",
                "{number} more reports are of time that overlaps, and are not counted in",
                number=len(counts.dated) - len(counts.chosen),
            )
        if counts.untimed:
            yield self.why(
                "untimed_counts_left_out",
                "{number} redovisningar säger inte vilken tid de gäller och är inte inräknade",
                "{number} reports do not say what time they are of, and are not counted in",
                number=counts.untimed,
            )
        if any(counted.whole for counted in counts.chosen):
            yield self.why(
                "taken_for_the_whole_time",
                "uppföljningen säger inte vilken tid den gäller; den räknas för hela tiden, "
                "{time}, som har gått",
                "the follow-up does not say what time it is of; it is counted for the whole time, "
                "{time}, which has passed",
            )
        if counts.early:
            yield self.why(
                "told_before_its_end",
                "redovisat innan tiden hade gått",
                "reported before that time had passed",
            )
        if self.quantity and _has_rate(self.quantity) and counts.chosen and not counts.is_of_all():
            known = self.time.period is not None
            yield self.why(
                "part_of_the_time",
                "prövat för {covered}, inte för hela tiden" + (", {time}" if known else ""),
                "tested for {covered}, not for the whole time" + (", {time}" if known else ""),
            )
        yield from self.other_units()

    def other_units(self) -> Iterator[Reason]:
        """That something else than what was promised may have been counted."""
        promised = self.quantity.unit if self.quantity else None
        for report in self.counts.used:
            unit = getattr(report, "unit", None)
            if isinstance(unit, Text) and promised is not None and not _alike(unit, promised):
                yield self.why(
                    "unit_differs",
                    "redovisat i {unit}, lovat i {promised}",
                    "reported in {unit}, promised in {promised}",
                    unit=unit,
                    promised=promised,
                )
                return

    def concluded(self, outcome: Outcome, *reasons: Reason, needed: Decimal | None = None) -> Tally:
        return Tally(
            outcome=outcome,
            count=self.counts.count,
            needed=needed,
            covered=self.counts.covered,
            state=self.state,
            reasons=(*reasons, *self.notes()),
        )


def _has_rate(quantity: Quantity) -> bool:
    return quantity.per not in (None, Rate.PERIOD)


def _alike(one: Text, other: Text) -> bool:
    return not {s.casefold() for s in one.strings()}.isdisjoint(
        s.casefold() for s in other.strings()
    )
