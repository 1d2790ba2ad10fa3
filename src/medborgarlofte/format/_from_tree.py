"""From JSON that somebody else has parsed: as strict with it as with the text."""

import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from medborgarlofte.findings import AgreementError, Finding, Rule
from medborgarlofte.findings.structure import (
    INTEGER_OUT_OF_RANGE,
    NAN_OR_INFINITY,
    TOO_DEEP,
    TOO_LARGE,
    WRONG_TYPE,
)
from medborgarlofte.values import DEEPEST, LONGEST_KEY, MOST_VALUES
from medborgarlofte.values.numbers import LARGEST_INTEGER, parse_decimal

from ._parse import LARGEST, CloserLook


def as_parsed(value: Any) -> Any:
    """*value* as our own parser would have given it, in objects and lists of its own.

    A float becomes the number that it is written as.

    Raises:
        AgreementError: S302 where JSON has no such value; S1.. as the parser, but for what
            the other parser has done already: a key that was repeated, a number that was
            rounded.
    """
    look = _Look()
    tree = look.taken(value)
    look.at(tree)
    if look.findings:
        raise AgreementError.of(*look.findings)
    return tree


class _Look(CloserLook):
    """What can be wrong with values, and with JSON."""

    _left = MOST_VALUES

    def taken(self, value: Any) -> Any:  # noqa: PLR0911  # one return a kind
        if len(self.steps) > DEEPEST:  # one that holds itself is so as well
            raise AgreementError.of(Finding.of(TOO_DEEP, limit=DEEPEST))
        self._left -= 1
        if self._left < 0:  # a few lists within each other, each of them twice, are as many
            raise AgreementError.of(Finding.of(TOO_LARGE, limit=LARGEST))
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, str):
            return str.__str__(value)
        if isinstance(value, int):
            return int(value) if abs(value) <= LARGEST_INTEGER else INTEGER_OUT_OF_RANGE
        if isinstance(value, float | Decimal):
            return _exact(value)
        if isinstance(value, Mapping):
            members = [(self._key(key), item) for key, item in value.items()]
            # what is within a key that is too long is not looked at: each place would repeat it
            return {
                key: self.taken(item) if len(key) <= LONGEST_KEY else None
                for key, item in self.each(members)
            }
        if isinstance(value, list | tuple):
            return [self.taken(item) for _, item in self.each(enumerate(value))]
        self.tell(WRONG_TYPE, {"expected": "JSON", "found": type(value).__name__})
        return None

    def _key(self, key: object) -> str:
        if isinstance(key, str):
            return str.__str__(key)
        self.tell(WRONG_TYPE, {"expected": "string", "found": type(key).__name__})
        return ""


def _exact(value: float | Decimal) -> Decimal | Rule:
    """The number, or the rule that it breaks."""
    if isinstance(value, Decimal):
        return parse_decimal(str(value)) if value.is_finite() else NAN_OR_INFINITY
    return parse_decimal(float.__repr__(value)) if math.isfinite(value) else NAN_OR_INFINITY
