"""A rule is one function beside its code, its words, and a way to break it."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from attrs import define, frozen

from medborgarlofte.findings import (
    OWN_SOURCE,
    Finding,
    ParamValue,
    Patch,
    Rule,
    Severity,
    Words,
    register,
)
from medborgarlofte.model import Agreement, Place

from ._facts import Facts

MOST_FINDINGS: Final = 1000
"""Findings told of one rule in one agreement; the rest are counted."""

MOST_NAMED: Final = 50
"""Places named at one finding, where each of many findings may have as many as there are."""

Breaker = Callable[[Agreement], tuple[Agreement, str]]
"""Makes an agreement that breaks a rule, of one that does not: it, and the pointer."""


@frozen(eq=False)
class Hit:
    """A place where a rule is broken; the registry knows which rule it was.

    It may stand for several, *times* over, where no more than their count is told.
    """

    place: Place
    steps: tuple[str | int, ...]
    params: dict[str, ParamValue]
    related: tuple[str, ...]
    mend: Patch | None
    times: int = 1

    def finding(self, rule: Rule, severity: Severity) -> Finding:
        """The finding that this is, for *rule*."""
        entity = self.place.entity.part
        return Finding(
            code=rule.code,
            severity=severity,
            pointer=self.place.pointer(*self.steps),
            entity=type(entity).__name__,
            entity_id=getattr(entity, "id", None),
            parameters=self.params,
            related=self.related,
            mend=self.mend,
        )


def hit(
    place: Place,
    *steps: str | int,
    related: tuple[str, ...] = (),
    mend: Patch | None = None,
    **params: ParamValue,
) -> Hit:
    """Say that the rule is broken at *place*, or at *steps* inside it.

    Args:
        place: The part that breaks it.
        steps: Key and index inside the part, where one value is to blame.
        related: Pointers to other places that take part.
        mend: A JSON Patch that mends it, where one is safe.
        params: What the message is filled with. Never a text of the document.
    """
    return Hit(place, steps, params, related, mend)


def counted_only(place: Place, times: int) -> Hit:
    """Say that the rule is broken *times* over at *place*, past the findings that are told."""
    return Hit(place, (), {}, (), None, times)


def removal(place: Place, *steps: str | int) -> Patch:
    """A mend that takes the value at *steps* away."""
    return ({"op": "remove", "path": place.pointer(*steps)},)


def replacement(place: Place, *steps: str | int, value: Any) -> Patch:
    """A mend that puts *value* in the place of the one at *steps*."""
    return ({"op": "replace", "path": place.pointer(*steps), "value": value},)


@define(eq=False)
class Check:
    """A rule, what finds it, and what breaks it (kontroll).

    Example:
        >>> from medborgarlofte.checks import CHECKS
        >>> CHECKS["K201"].rule.name, CHECKS["K201"].breaker is not None
        ('period-reversed', True)

    Attributes:
        rule: The rule.
        find: Gives a hit for each place that breaks it.
        breaker: Makes an agreement that breaks it, of one that does not: the agreement and
            the JSON Pointer to the place. ``None`` until :meth:`broken_by` names it.
    """

    rule: Rule
    find: Callable[[Facts], Iterator[Hit]]
    breaker: Breaker | None = None

    def broken_by(self, breaker: Breaker) -> Breaker:
        """Name the function *breaker* that breaks this rule: the proof, and the bad example.

        Used as a decorator below the function that finds it.

        Example:
            >>> from medborgarlofte.checks import CHECKS, Check
            >>> copy = Check(CHECKS["K201"].rule, CHECKS["K201"].find)
            >>> copy.broken_by(CHECKS["K201"].breaker) is copy.breaker
            True
        """
        self.breaker = breaker
        return breaker


CHECKS: Final[dict[str, Check]] = {}
"""Every consistency and practice rule by its code."""


def check(
    code: str,
    name: str,
    severity: Severity,
    *,
    message: tuple[str, str],
    why: tuple[str, str],
    mend: tuple[str, str],
    source: str = OWN_SOURCE,
    hint: tuple[str, str] | None = None,
) -> Callable[[Callable[[Facts], Iterator[Hit]]], Check]:
    """Enter the function below as the rule *code*.

    Args:
        code: Frozen for ever: K… for consistency, R… for practice.
        name: Short and stable, such as ``duplicate-id``.
        severity: Its weight unless a profile says otherwise.
        message: What is wrong, in Swedish and English; ``{name}`` is filled in.
        why: Why it matters, in Swedish and English.
        mend: The smallest change that mends it, in Swedish and English.
        source: The norm or evaluation behind it; left out where it is the project's own.
        hint: What is added to the message where the hit has all that fills it.
    """

    def enter(find: Callable[[Facts], Iterator[Hit]]) -> Check:
        rule = register(
            Rule(
                code=code,
                name=name,
                severity=severity,
                message=Words(*message),
                why=Words(*why),
                mend=Words(*mend),
                source=source,
                hint=None if hint is None else Words(*hint),
            )
        )
        CHECKS[code] = Check(rule, find)
        return CHECKS[code]

    return enter
