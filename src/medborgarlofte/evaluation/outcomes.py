"""What became of something promised in numbers."""

from decimal import Decimal

from attrs import frozen

from medborgarlofte.codelists import MeasureState
from medborgarlofte.values import ClosedCodelist, Period
from medborgarlofte.values.numbers import EXACT

from ._conclusion import Conclusion


class Outcome(ClosedCodelist):
    """What became of something promised in numbers, as far as facts tell (utfall)."""

    MET = "met", "uppfyllt", "met"
    SHORT = "short", "når inte upp", "short"
    OVER = "over", "mer än lovat", "over"
    NOT_YET = "not_yet", "ännu inte, tid återstår", "not yet, time remains"
    DONE_NOT_MEASURABLE = (
        "done_not_measurable",
        "gjort, men inte mätbart mot löftet",
        "done, but not measurable against the promise",
    )
    NOT_DONE = "not_done", "inte gjort", "not done"
    CANNOT_BE_TOLD = "cannot_be_told", "går inte att säga", "cannot be told"
    NOT_REPORTED = "not_reported", "inte redovisat", "not reported"


@frozen(kw_only=True)
class Tally(Conclusion):
    """What was counted against what was promised (avstämning).

    Example:
        >>> from medborgarlofte import evaluate, examples
        >>> stands = evaluate(examples.load("strangnas"), on="2020-02-01").promises[0]
        >>> tally = stands.commitments[0]
        >>> tally.outcome.label("sv"), tally.count, tally.needed, tally.difference
        ('uppfyllt', Decimal('20'), Decimal('8'), Decimal('12'))

    Attributes:
        outcome: What became of it.
        count: How many were counted; ``None`` where no count is told that may be used.
        needed: How many were needed over the time covered; ``None`` where no number
            follows from the promise.
        covered: The time that the count is about.
        state: How far it had come by the latest report that says so.
    """

    outcome: Outcome
    count: Decimal | None = None
    needed: Decimal | None = None
    covered: tuple[Period, ...] = ()
    state: MeasureState | None = None

    @property
    def difference(self) -> Decimal | None:
        """How many more were counted than were needed; negative where fewer."""
        if self.count is None or self.needed is None:
            return None
        return EXACT.subtract(self.count, self.needed)

    @property
    def short_by(self) -> Decimal | None:
        """How many are lacking, where it is short; ``None`` otherwise."""
        if self.outcome is not Outcome.SHORT or self.count is None or self.needed is None:
            return None
        return EXACT.subtract(self.needed, self.count)
