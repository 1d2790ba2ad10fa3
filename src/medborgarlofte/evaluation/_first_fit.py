"""Spans of days in groups that all overlap, each in the first that it fits, as they come."""

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date
from typing import Final

Span = tuple[date, date]

_NONE: Final = sys.maxsize  # after every group


class FirstFit:
    """Groups of spans that all overlap each other.

    A span fits a group where it meets the days that all of the group have in common. A group is
    begun by what meets no other, and its common days only get fewer: so those of two groups
    never meet, and the groups stand side by side in time. A tree over their first days tells
    the first of the groups that a span meets.
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts = sorted({first for first, _ in spans})
        self._leaves = 1 << len(self._starts).bit_length()  # one more at least than there are
        self._least = [_NONE] * (2 * self._leaves)
        self._common: list[Span] = []

    def group_of(self, span: Span) -> int:
        """The number of the group that *span* is in from now on, a new one where it fits none."""
        fitting = self._fitting(span)
        if fitting == _NONE:
            fitting = len(self._common)
            self._common.append(span)
        else:
            first, last = self._common[fitting]
            self._enter(first, _NONE)
            self._common[fitting] = max(first, span[0]), min(last, span[1])
        self._enter(self._common[fitting][0], fitting)
        return fitting

    def _fitting(self, span: Span) -> int:
        """The first of the groups that *span* fits, or else ``_NONE``.

        All that begin after its first day, by its last, do; of those that begin earlier only
        the last may reach it.
        """
        begun, ended = (bisect_right(self._starts, day) for day in span)
        least = self._least_of(begun, ended)
        before = self._last_before(begun)
        if before is not None and self._common[before][1] >= span[0]:
            least = min(least, before)
        return least

    def _enter(self, first: date, group: int) -> None:
        """Let *group* stand where the days from *first* on begin."""
        node = self._leaves + bisect_left(self._starts, first)
        self._least[node] = group
        while node > 1:
            node //= 2
            self._least[node] = min(self._least[2 * node : 2 * node + 2])

    def _last_before(self, end: int) -> int | None:
        """The group that is the last to begin before the place *end*."""
        node = self._leaves + end
        while node > 1:
            if node % 2 and self._least[node - 1] != _NONE:
                node -= 1
                while node < self._leaves:
                    node = 2 * node + (self._least[2 * node + 1] != _NONE)
                return self._least[node]
            node //= 2
        return None

    def _least_of(self, low: int, high: int) -> int:
        """The first of the groups that begin from *low* to before *high*."""
        least = _NONE
        low, high = low + self._leaves, high + self._leaves
        while low < high:
            if low % 2:
                least = min(least, self._least[low])
                low += 1
            if high % 2:
                high -= 1
                least = min(least, self._least[high])
            low, high = low // 2, high // 2
        return least
