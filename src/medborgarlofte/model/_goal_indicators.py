"""The indicators of the goals that promises serve, found once for all who ask."""

from collections.abc import Iterable
from itertools import chain, islice
from typing import Final

from .agreement import Agreement
from .goals import Goal
from .promises import Promise

MOST_INDICATORS: Final = 50
"""Indicators looked at for one promise: many promises may serve a goal that has many."""


class GoalIndicators:
    """The ids of the indicators of the goals of each promise, each once, in their order."""

    def __init__(self, agreement: Agreement) -> None:
        self._agreement = agreement
        self._by_goal: dict[str, tuple[str, ...]] = {}
        self._by_promise: dict[int, tuple[Promise, tuple[str, ...]]] = {}

    def of(self, promise: Promise) -> tuple[str, ...]:
        """Those of *promise*, the first fifty."""
        if len(promise.goals) < 2:  # the same list for all that serve one goal
            return self._of_goal(promise.goals[0]) if promise.goals else ()
        if id(promise) not in self._by_promise:  # it may be judged again and again
            names = self._of_goals(promise.goals)
            self._by_promise[id(promise)] = promise, names
        return self._by_promise[id(promise)][1]

    def _of_goals(self, goals: Iterable[str]) -> tuple[str, ...]:
        names = chain.from_iterable(map(self._of_goal, dict.fromkeys(goals)))
        return _first(names)

    def _of_goal(self, name: str) -> tuple[str, ...]:
        if name not in self._by_goal:
            goal = self._agreement.find(Goal, name)
            self._by_goal[name] = _first(goal.indicators if goal else ())
        return self._by_goal[name]


def _first(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(islice(dict.fromkeys(names), MOST_INDICATORS))
