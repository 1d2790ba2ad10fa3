"""What callers give, and whether it is of the kind that was asked for."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeGuard, TypeVar

from ._error import AgreementError

T = TypeVar("T")


def require(value: object, kind: type[T], expected: str) -> T:
    """Return *value*, which must be a *kind*.

    Args:
        value: Anything.
        kind: The class that it must be of.
        expected: What was wanted, in English, for the message: ``"an id"``.

    Raises:
        AgreementError: S003 where it is not.

    Example:
        >>> from medborgarlofte.findings import require
        >>> require("trafik", str, "an id")
        'trafik'
    """
    if isinstance(value, kind):
        return value
    raise wrong_input(value, expected)


def require_each(values: object, kind: type[T], expected: str) -> tuple[T, ...]:
    """Return *values*, each of which must be a *kind*.

    Args:
        values: Anything.
        kind: The class that each must be of.
        expected: What was wanted, in English, for the message: ``"findings"``.

    Raises:
        AgreementError: S003 where they are something else.

    Example:
        >>> from medborgarlofte.findings import require_each
        >>> require_each(["R301", "R302"], str, "codes")
        ('R301', 'R302')
    """
    if not is_list(values):
        raise wrong_input(values, expected)
    return tuple([require(value, kind, expected) for value in values])


def is_list(values: object) -> TypeGuard[Iterable[Any]]:
    """Tell whether *values* are several things, and no string, mapping or class.

    Example:
        >>> from medborgarlofte.findings import is_list
        >>> is_list(["R301"]), is_list("R301")
        (True, False)
    """
    return isinstance(values, Iterable) and not isinstance(values, _NO_LISTS)


_NO_LISTS: Final = (str, bytes, bytearray, memoryview, Mapping, type)
"""What can be gone through, and is one thing all the same; a codelist is a class."""


def wrong_input(value: object, expected: str) -> AgreementError:
    """The error for *value*, where something else was *expected* (S003).

    Args:
        value: What was given; only its type is told.
        expected: What was wanted, in English, for the message.

    Example:
        >>> from medborgarlofte.findings import wrong_input
        >>> print(wrong_input(5, "a path"))
        S003 at the whole: expected a path, got int
    """
    from ._finding import Finding  # these need each other
    from .structure import WRONG_INPUT

    return AgreementError.of(Finding.of(WRONG_INPUT, expected=expected, found=type(value).__name__))
