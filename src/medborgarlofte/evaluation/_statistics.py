"""The little statistics that survey figures need, by the standard library alone.

Two independent samples; a straight line through points. Held against scipy and statsmodels
in the tests.
"""

import math
from collections.abc import Sequence
from statistics import NormalDist
from typing import Final

from attrs import frozen

CONFIDENCE: Final = 0.95
"""How sure the intervals are, as are the margins of error that documents give."""
_Z: Final = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)


@frozen
class Interval:
    """The interval that holds the true difference, 95 times in 100 (konfidensintervall).

    Example:
        >>> from medborgarlofte.evaluation import Interval
        >>> found = Interval(low=-1.2, high=7.2)
        >>> found.low < 0 < found.high  # there may be no change
        True

    Attributes:
        low: The lower end, in the unit of the indicator.
        high: The upper end.
    """

    low: float
    high: float

    @property
    def holds_zero(self) -> bool:
        """Whether there may be no difference at all."""
        return self.low <= 0 <= self.high


def difference_of_shares(before: float, n_before: int, after: float, n_after: int) -> Interval:
    """Of two independent shares (0 to 1), the difference *after* − *before* (Wald)."""
    spread = before * (1 - before) / n_before + after * (1 - after) / n_after
    half = _Z * math.sqrt(spread)
    return Interval(after - before - half, after - before + half)


def margin_of_share(share: float, size: int) -> float:
    """The margin of error of one share (0 to 1) among *size* who answered."""
    return _Z * math.sqrt(share * (1 - share) / size)


def difference_with_margins(
    before: float, m_before: float, after: float, m_after: float
) -> Interval:
    """Of two independent values with margins of error, the difference *after* − *before*."""
    half = math.hypot(m_before, m_after)
    return Interval(after - before - half, after - before + half)


@frozen
class Line:
    """A straight line through points, by least squares (trend).

    Example:
        >>> from medborgarlofte import Agreement, Indicator, Observation, progress
        >>> fear = Indicator(
        ...     name="Andel otrygga",
        ...     observations=[
        ...         Observation(value=value, period=str(year))
        ...         for year, value in ((2021, 40), (2022, 38), (2023, 36))
        ...     ],
        ... )
        >>> plan = Agreement(title="Plan", kind="action_plan", indicators=[fear])
        >>> round(progress(plan, fear)[0].trend.slope, 1)
        -2.0

    Attributes:
        slope: How much it rises for each unit along.
        standard_error: Of the slope; 0 where the points lie on a line.
    """

    slope: float
    standard_error: float


def line_through(points: Sequence[tuple[float, float]]) -> Line | None:
    """The line through *points*; ``None`` where there are fewer than three, or no line fits."""
    try:
        return _fitted(points) if len(points) >= 3 else None
    except OverflowError:  # figures beyond anything that is measured
        return None


def _fitted(points: Sequence[tuple[float, float]]) -> Line | None:
    count = len(points)
    mean_x = math.fsum(x for x, _ in points) / count
    mean_y = math.fsum(y for _, y in points) / count
    xx = math.fsum((x - mean_x) ** 2 for x, _ in points)
    if xx == 0:
        return None
    slope = math.fsum((x - mean_x) * (y - mean_y) for x, y in points) / xx
    left = math.fsum((y - mean_y - slope * (x - mean_x)) ** 2 for x, y in points)
    return Line(slope, math.sqrt(left / (count - 2) / xx))
