"""Measuring side by side: interleaved rounds in one process, told as ratios with their spread.

A machine is faster one second and slower the next. So every round runs every case once, in
an order drawn anew, and a ratio is always of two times of the same round.
"""

import gc
import random
import statistics
from collections.abc import Callable, Mapping, Sequence
from time import perf_counter
from typing import Final

from attrs import frozen

LEAST: Final = 0.002
"""Seconds that a case runs in one round, by being repeated."""

Case = Callable[[], object]


@frozen
class Spread:
    """A median and the quartiles around it.

    Attributes:
        low: The first quartile.
        median: The median.
        high: The third quartile.
    """

    low: float
    median: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Spread":
        """The spread of *values*."""
        if len(values) == 1:
            return cls(values[0], values[0], values[0])
        return cls(*statistics.quantiles(values, n=4, method="inclusive"))


def interleaved(
    cases: Mapping[str, Case], rounds: int, least: float = LEAST
) -> dict[str, list[float]]:
    """Seconds that one call of each case takes, one figure for each round.

    Every case is warmed up first. The collector of garbage is on, as it is in people's programs,
    and has just run before each case; what was there before the measuring is not its business.
    """
    repeats = {name: _repeats(case, least) for name, case in cases.items()}
    seconds: dict[str, list[float]] = {name: [] for name in cases}
    order = list(cases)
    gc.collect()
    gc.freeze()
    try:
        for number in range(rounds):
            random.Random(number).shuffle(order)  # noqa: S311  # an order, not a secret
            for name in order:
                seconds[name].append(_time(cases[name], repeats[name]))
    finally:
        gc.unfreeze()
    return seconds


def ratios(seconds: Sequence[float], reference: Sequence[float]) -> Spread:
    """How many times as long as the *reference*, round by round."""
    return Spread.of([one / other for one, other in zip(seconds, reference, strict=True)])


def _time(case: Case, repeats: int) -> float:
    gc.collect()
    began = perf_counter()
    for _ in range(repeats):
        case()
    return (perf_counter() - began) / repeats


def _repeats(case: Case, least: float) -> int:
    case()
    took = min(_time(case, 1) for _ in range(3))
    return max(1, round(least / took))
