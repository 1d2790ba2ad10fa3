"""The bad example of a rule and the good one beside it, derived from what breaks it."""

from typing import Any

from attrs import frozen

from medborgarlofte.findings import Finding, Rule, rule_for
from medborgarlofte.format import to_tree
from medborgarlofte.model import Agreement

from ._exemplary import ON, exemplary
from ._facts import Facts
from ._registry import CHECKS

__all__ = ["Example", "example_of"]


@frozen
class Example:
    """What breaks a rule, and the same place where it is kept (exempel).

    Example:
        >>> from medborgarlofte.checks import example_of
        >>> example = example_of("K201")
        >>> example.pointer, example.bad
        ('/relations/0/period/end', {'start': '2023', 'end': '2020'})

    Attributes:
        pointer: Where, as a JSON Pointer; ``""`` is the whole document.
        bad: The object there, as JSON with its inner parts left out.
        good: The same object in an agreement that keeps the rule; ``None`` where there is
            none, because the rule is broken by something being there at all.
        finding: What is told of the bad one.
    """

    pointer: str
    bad: Any
    good: Any | None
    finding: Finding


def example_of(rule: Rule | str) -> Example | None:
    """The example of a consistency or practice rule; structure rules carry their own.

    Args:
        rule: The rule, or its code.

    Raises:
        AgreementError: S003 where there is none.

    Example:
        >>> from medborgarlofte.checks import example_of
        >>> example_of("R301").pointer, example_of("S301")
        ('/promises/0', None)
    """
    code = rule if isinstance(rule, str) else rule.code
    check = CHECKS.get(rule_for(code).code)
    if check is None or check.breaker is None:
        return None
    good = exemplary()
    broken, pointer = check.breaker(good)
    bad, kept = _object_at(broken, pointer), _object_at(good, pointer)
    hits = check.find(Facts(broken, ON))
    told = (hit.finding(check.rule, check.rule.severity) for hit in hits)
    return Example(
        pointer,
        _outline(bad),
        None if kept in (None, bad) else _outline(kept),
        next(finding for finding in told if finding.pointer == pointer),
    )


def _object_at(agreement: Agreement, pointer: str) -> Any:
    """The innermost object on the way to *pointer*; ``None`` where the way ends before it."""
    value: Any = to_tree(agreement)
    found = value
    for step in pointer.split("/")[1:]:
        if isinstance(value, list):
            if int(step) >= len(value):
                return None
            value = value[int(step)]
        elif isinstance(value, dict) and step in value:
            value = value[step]
        else:
            break
        if isinstance(value, dict):
            found = value
    return found


_DEPTH = 2


def _outline(value: Any, depth: int = 0) -> Any:
    """*value* with what lies deep replaced by an ellipsis."""
    if isinstance(value, dict):
        return (
            {k: _outline(v, depth + 1) for k, v in value.items()} if depth < _DEPTH else {"…": "…"}
        )
    if isinstance(value, list) and value:
        inner = isinstance(value[0], dict)
        return ["…"] if inner and depth >= 1 else [_outline(v, depth + 1) for v in value[:3]]
    return value
