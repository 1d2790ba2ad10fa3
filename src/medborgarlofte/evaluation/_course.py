"""How far a series of figures has come: what the answer is made of."""

from decimal import Decimal

from attrs import frozen

from medborgarlofte.model import Indicator, Observation, Target
from medborgarlofte.values import ClosedCodelist

from ._conclusion import Conclusion
from ._statistics import Interval, Line


class Course(ClosedCodelist):
    """Which way an indicator has gone since the baseline (utveckling)."""

    BETTER = "better", "åt det håll som önskas", "the way wanted"
    WORSE = "worse", "åt fel håll", "the wrong way"
    UNCHANGED = "unchanged", "oförändrat", "unchanged"
    UNKNOWN = "unknown", "går inte att säga", "cannot be told"


@frozen(kw_only=True)
class Progress(Conclusion):
    """How far one series of an indicator's figures has come (indikatorns utveckling).

    Made by :func:`progress`. Numbers are exact decimals in the unit of the indicator.

    Example:
        >>> from medborgarlofte import Agreement, Indicator, Observation, Target, progress
        >>> safe = Indicator(
        ...     name="Andel trygga", direction="up",
        ...     baseline=Observation(value=61, period="2023"),
        ...     observations=[Observation(value=64, period="2024")],
        ...     targets=[Target(value=70, due="2026")],
        ... )
        >>> plan = Agreement(title="Plan", kind="action_plan", indicators=[safe])
        >>> (series,) = progress(plan, safe)
        >>> series.change, series.share, series.reached
        (Decimal('3'), Decimal('0.3333333333333333333333333333'), False)

    Attributes:
        indicator: The indicator.
        area: The id of the area that the figures are about.
        subgroup: The group that they are about, such as ``women``.
        course: Which way it has gone.
        baseline: The value at the outset.
        latest: The latest value known.
        change: The latest value less the baseline, exactly.
        interval: What holds the true change, 95 times in 100; ``None`` where neither
            samples nor margins are given.
        may_be_chance: Whether there may be no true change; ``None`` where that cannot be told.
        target: The value to be reached: the next, or else the last.
        share: How much of the way from baseline to target has been gone; 1 is all of it.
        reached: Whether the target is reached.
        expected: Where a straight line from baseline to target would be at the time of the
            latest value: an expectation, never a figure measured.
        trend: The straight line through three values or more; its slope is for a year.
    """

    indicator: Indicator
    area: str | None = None
    subgroup: str | None = None
    course: Course = Course.UNKNOWN
    baseline: Observation | None = None
    latest: Observation | None = None
    change: Decimal | None = None
    interval: Interval | None = None
    may_be_chance: bool | None = None
    target: Target | None = None
    share: Decimal | None = None
    reached: bool | None = None
    expected: Decimal | None = None
    trend: Line | None = None
