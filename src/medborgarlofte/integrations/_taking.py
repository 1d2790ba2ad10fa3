"""What the integrations have in common: an agreement of whatever it comes as."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from medborgarlofte.checking import Profile, chosen_profile, validate
from medborgarlofte.findings import AgreementError, Finding
from medborgarlofte.findings.structure import INTEGER_OUT_OF_RANGE, NUMBER_TOO_LONG, WRONG_INPUT
from medborgarlofte.format import from_tree, loads, to_tree
from medborgarlofte.model import Agreement
from medborgarlofte.values import numbers
from medborgarlofte.values.numbers import LARGEST_INTEGER

_TEXT: Final = (str, bytes, bytearray, memoryview)
"""What JSON comes as, before it is parsed."""


def taken(value: object, profile: Profile | str | None = None, on: date | None = None) -> Agreement:
    """The agreement that *value* is: JSON as text or bytes, JSON already parsed, or itself.

    Args:
        value: What there is.
        profile: The rules that it is asked to keep; none beside those of structure where
            left out.
        on: The day that counts as today.

    Raises:
        AgreementError: where it cannot be read, or breaks a rule at error level.
    """
    if isinstance(value, Agreement):
        agreement = value
    elif isinstance(value, _TEXT):
        agreement = loads(value)
    elif isinstance(value, Mapping):
        agreement = from_tree(value)
    else:
        found = type(value).__name__
        raise AgreementError.of(
            Finding.of(WRONG_INPUT, expected="JSON or an Agreement", found=found)
        )
    if profile is not None:
        validate(agreement, profile=profile, on=on).raise_for_errors()
    return agreement


def optional_profile(profile: Profile | str | None) -> Profile | None:
    """The profile that is meant, where one is.

    Raises:
        AgreementError: S005 where there is no such profile.
    """
    return None if profile is None else chosen_profile(profile)


def shown(text: str) -> str:
    """*text* with halves of characters as escapes, which cannot be sent or shown otherwise."""
    return text.encode("utf-8", "backslashreplace").decode()


def in_doubles(agreement: Agreement) -> dict[str, Any]:
    """The JSON of *agreement* in the numbers of other libraries, which know no exact ones."""
    tree: dict[str, Any] = numbers.in_doubles(to_tree(agreement))
    return tree


# ── Databases ──────────────────────────────────────────────────────────────────


def from_database(value: Any) -> Agreement:
    """The agreement in a JSON column, whatever the database has made of its numbers.

    PostgreSQL writes out 1E+300 with all its zeros, which is no integer to us.

    Raises:
        AgreementError: where what stands there is no agreement.
    """
    if not isinstance(value, _TEXT):
        return from_tree(_shortened(value))
    try:
        return loads(value)
    except AgreementError as error:
        if not _WRITTEN_OUT.issuperset(error.report.codes()):
            raise
    text = value if isinstance(value, str) else bytes(value)
    return from_tree(json.loads(text, parse_float=Decimal, parse_int=_whole))


_WRITTEN_OUT: Final = frozenset((INTEGER_OUT_OF_RANGE.code, NUMBER_TOO_LONG.code))
"""What a number with all its zeros is refused for; whatever else is wrong stays wrong."""


def _shortened(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _shortened(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_shortened(item) for item in value]
    if isinstance(value, int) and LARGEST_INTEGER < abs(value) < _BEYOND_DOUBLES:
        return _whole(str(value))
    return value


def _whole(digits: str) -> int | Decimal:
    if len(digits) <= _LONGEST_WHOLE and abs(int(digits)) <= LARGEST_INTEGER:
        return int(digits)
    short = digits.rstrip("0")
    return Decimal(f"{short}E+{len(digits) - len(short)}")


_LONGEST_WHOLE: Final = len(str(-LARGEST_INTEGER))
_BEYOND_DOUBLES: Final = 10**309
