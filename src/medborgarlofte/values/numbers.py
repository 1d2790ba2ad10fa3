"""Exact numbers: decimal, never rounded, and no more than RFC 8785 can carry.

A number is kept with the digits it was written with (1.50 stays 1.50). What a
double cannot carry exactly is refused, so that canonical bytes never round.
"""

import math
import re
from decimal import Context, Decimal
from typing import Any, Final

from medborgarlofte.findings import AgreementError, Finding, Rule
from medborgarlofte.findings.structure import (
    INTEGER_OUT_OF_RANGE,
    NAN_OR_INFINITY,
    NEGATIVE_ZERO,
    NUMBER_LOSES_PRECISION,
    NUMBER_OVERFLOW,
    NUMBER_TOO_LONG,
    WRONG_TYPE,
)

LONGEST_NUMBER: Final = 40
"""Characters; the longest double in shortest form needs 24."""
LARGEST_INTEGER: Final = 2**53 - 1
"""The largest whole number that every JSON reader keeps (I-JSON, RFC 7493)."""
EXACT: Final = Context(prec=800)
"""Reckons without rounding: all the digits that two numbers of the format can differ by."""

_JSON_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")


def parse_integer(text: str) -> int | Rule:
    """Read a JSON whole number, or return the rule that it breaks."""
    if len(text) > LONGEST_NUMBER:
        return NUMBER_TOO_LONG
    if text == "-0":
        return NEGATIVE_ZERO
    value = int(text)
    return value if abs(value) <= LARGEST_INTEGER else INTEGER_OUT_OF_RANGE


def parse_decimal(text: str) -> Decimal | Rule:
    """Read a JSON number with a fraction or exponent, or return the rule that it breaks."""
    if len(text) > LONGEST_NUMBER:
        return NUMBER_TOO_LONG
    double = float(text)  # first: its size bounds what Decimal is asked to do
    if math.isinf(double):
        return NUMBER_OVERFLOW
    if double == 0:
        mantissa = text.lower().partition("e")[0]
        if mantissa.strip("-0."):
            return NUMBER_LOSES_PRECISION
        return NEGATIVE_ZERO if text.startswith("-") else Decimal(mantissa)
    exact = Decimal(text)
    return exact if Decimal(repr(double)) == exact else NUMBER_LOSES_PRECISION


def write_number(value: Decimal | int) -> str:
    """Write *value* as a JSON number with all its digits and no others.

    Example:
        >>> from decimal import Decimal
        >>> from medborgarlofte.values import write_number
        >>> write_number(Decimal("1.50"))
        '1.50'
    """
    if isinstance(value, int):
        return str(value)
    text = str(value)
    if "E" not in text:
        return text
    plain = format(value, "f")
    exponent = value.as_tuple().exponent
    # a positive exponent (1E+2) has fewer digits than its plain form would claim
    return plain if exponent <= 0 and len(plain) <= LONGEST_NUMBER else text  # type: ignore[operator]  # finite


def number_in_words(value: Decimal | int, lang: str, *, signed: bool = False) -> str:
    """*value* as people read it: in Swedish with a decimal comma.

    Args:
        value: The number, with all its digits.
        lang: ``sv`` for Swedish, otherwise English.
        signed: Whether to write a plus sign too.

    Example:
        >>> from decimal import Decimal
        >>> from medborgarlofte.values.numbers import number_in_words
        >>> number_in_words(Decimal("6.50"), "sv", signed=True)
        '+6,50'
    """
    number = f"{'+' if signed and value >= 0 else ''}{write_number(value)}"
    return number.replace(".", ",") if lang == "sv" else number


def to_number(value: Decimal | float | str, at: str = "") -> Decimal:
    """Make an exact number of *value*; a float counts as what it is written as.

    Args:
        value: The number, or how it is written.
        at: The JSON Pointer that a finding is to have.

    Raises:
        AgreementError: S108-S113 where it is not finite or cannot be carried exactly,
            S302 where it is no number.

    Example:
        >>> from medborgarlofte.values import to_number
        >>> to_number(0.1), to_number("1.50")
        (Decimal('0.1'), Decimal('1.50'))
    """
    text = _written(value, at)
    whole = text.lstrip("-").isdecimal() and text.isascii()
    parsed = parse_integer(text) if whole else parse_decimal(text)
    if isinstance(parsed, Rule):
        raise AgreementError.of(Finding.of(parsed, at, **limit_of(parsed)))
    return parsed if isinstance(parsed, Decimal) else Decimal(parsed)


def limit_of(rule: Rule) -> dict[str, int]:
    """What the message of *rule*, which a number breaks, is filled with."""
    return {"limit": LONGEST_NUMBER} if rule is NUMBER_TOO_LONG else {}


def to_optional_number(value: Decimal | float | str | None) -> Decimal | None:
    """Make a number of *value*, as :func:`to_number`; ``None`` stays ``None``.

    Raises:
        AgreementError: S108-S113 or S302, as :func:`to_number`.

    Example:
        >>> from medborgarlofte.values import to_optional_number
        >>> to_optional_number(None) is None
        True
    """
    return None if value is None else to_number(value)


def _written(value: object, at: str) -> str:
    if isinstance(value, bool) or not isinstance(value, Decimal | int | float | str):
        found = "boolean" if isinstance(value, bool) else type(value).__name__
        raise AgreementError.of(Finding.of(WRONG_TYPE, at, expected="number", found=found))
    if isinstance(value, int):
        if abs(value) > LARGEST_INTEGER:  # before str(): very long integers cannot be written
            raise AgreementError.of(Finding.of(INTEGER_OUT_OF_RANGE, at))
        return str(value)
    if isinstance(value, str):
        if not _JSON_NUMBER.fullmatch(value):
            raise AgreementError.of(Finding.of(WRONG_TYPE, at, expected="number", found="string"))
        return value
    if not (value.is_finite() if isinstance(value, Decimal) else math.isfinite(value)):
        raise AgreementError.of(Finding.of(NAN_OR_INFINITY, at))
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) <= LARGEST_INTEGER and value != 0
        return str(int(value)) if whole else repr(value)
    return str(value)


def in_doubles(tree: Any) -> Any:
    """*tree*, JSON, in the numbers of other libraries, which know no exact ones.

    A double carries each of ours, so that the number stays the same; 61.50 becomes 61.5.

    Example:
        >>> from decimal import Decimal
        >>> from medborgarlofte.values.numbers import in_doubles
        >>> in_doubles([Decimal("61.50"), Decimal("1E+2"), Decimal("1E+20")])
        [61.5, 100, 1e+20]
    """
    if isinstance(tree, dict):
        return {key: in_doubles(item) for key, item in tree.items()}
    if isinstance(tree, list):
        return [in_doubles(item) for item in tree]
    if not isinstance(tree, Decimal):
        return tree
    # what is larger is no integer to us, however it is written: it stays a double
    whole = tree.as_tuple().exponent >= 0 and abs(tree) <= LARGEST_INTEGER  # type: ignore[operator]  # finite
    return int(tree) if whole else float(tree)
