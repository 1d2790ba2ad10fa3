"""Frozen JSON: what unknown fields are kept as.

Lists become tuples, objects :class:`JsonObject`, numbers ``int`` or ``Decimal``. Two
values are equal where JSON would call them so: 1 equals 1.0, and neither equals true.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from medborgarlofte.findings import AgreementError, Finding, pointer
from medborgarlofte.findings.structure import (
    CONFUSABLE_KEYS,
    KEY_TOO_LONG,
    TOO_DEEP,
    TOO_LARGE,
    WRONG_TYPE,
)

from ._characters import trouble_in
from .numbers import LARGEST_INTEGER, to_number

DEEPEST: Final = 64
"""How deep a document may nest."""
LONGEST_KEY: Final = 200
"""Characters in a key."""


class JsonObject(Mapping[str, Any]):
    """A JSON object that cannot change: a mapping with a hash.

    Example:
        >>> from medborgarlofte.values import JsonObject
        >>> JsonObject({"x_ward": "Öster"}) == JsonObject({"x_ward": "Öster"})
        True
    """

    __slots__ = ("_hash", "_items")

    def __init__(self, items: Mapping[str, Any]) -> None:
        frozen = _freeze(items, (), [MOST_VALUES])
        if not isinstance(frozen, JsonObject):
            raise AgreementError.of(
                Finding.of(WRONG_TYPE, expected="object", found=type(items).__name__)
            )
        self._items: dict[str, Any] = frozen._items
        self._hash: int | None = None

    @classmethod
    def _of(cls, items: dict[str, Any]) -> "JsonObject":
        made = cls.__new__(cls)
        made._items = items
        made._hash = None
        return made

    def __getitem__(self, key: str) -> Any:
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, JsonObject):
            return NotImplemented
        return self is other or _identity(self) == _identity(other)

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = hash(_identity(self)) if self._items else 0
        return self._hash

    def __repr__(self) -> str:
        return f"JsonObject({self._items!r})"

    def __reduce__(self) -> tuple[type, tuple[dict[str, Any]]]:
        return (type(self), (self._items,))

    def __deepcopy__(self, memo: object) -> "JsonObject":
        return self


MOST_VALUES: Final = 5_000_000
"""As many as the largest document can hold: each takes two bytes at least."""

EMPTY: Final = JsonObject._of({})
"""No unknown fields."""


def to_extensions(value: Mapping[str, Any]) -> JsonObject:
    """Freeze *value* for an ``extensions`` field.

    Raises:
        AgreementError: S302 where it is no mapping or holds what JSON cannot, S104 where it
            is too much, S105 where it is too deep, or another structure code of what stands
            in it.

    Example:
        >>> from medborgarlofte.values import to_extensions
        >>> to_extensions({"x_wards": ["Öster", "Väster"]})
        JsonObject({'x_wards': ('Öster', 'Väster')})
    """
    if isinstance(value, JsonObject):
        return value
    if not isinstance(value, Mapping):
        raise AgreementError.of(
            Finding.of(WRONG_TYPE, expected="object", found=type(value).__name__)
        )
    return JsonObject(value) if value else EMPTY


def freeze_parsed(value: dict[str, Any] | list[Any]) -> Any:
    """Freeze *value*, JSON that the reader has already checked, without checking it again.

    An object is taken over, not copied, and what it held is let go of: it may be large.

    Example:
        >>> from medborgarlofte.values import freeze_parsed
        >>> freeze_parsed(["Öster", {"x": 1}])
        ('Öster', JsonObject({'x': 1}))
    """
    if isinstance(value, list):
        return tuple([freeze_parsed(item) if type(item) in _HOLDS_MORE else item for item in value])
    for key, item in value.items():
        if type(item) in _HOLDS_MORE:
            value[key] = freeze_parsed(item)
    return JsonObject._of(value)


_HOLDS_MORE: Final = frozenset((dict, list))


def _identity(value: Any) -> Any:
    """What *value* is compared by: order-free objects, true kept apart from 1."""
    if isinstance(value, JsonObject):
        return ("object", frozenset((k, _identity(v)) for k, v in value._items.items()))
    if isinstance(value, tuple):
        return tuple(_identity(item) for item in value)
    if isinstance(value, bool):
        return ("boolean", value)
    return value


def _freeze(value: Any, at: tuple[str | int, ...], left: list[int]) -> Any:
    if len(at) > DEEPEST:
        raise AgreementError.of(Finding.of(TOO_DEEP, limit=DEEPEST))
    left[0] -= 1
    if left[0] < 0:  # a few lists within each other, each of them twice, are as many
        raise AgreementError.of(Finding.of(TOO_LARGE, limit=2 * MOST_VALUES))
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        _refuse(trouble_in(value, pointer(at)))
        return str.__str__(value)
    if isinstance(value, int):
        to_number(value, pointer(at))
        return int(value)
    if isinstance(value, float | Decimal):
        exact = to_number(value, pointer(at))
        whole = isinstance(value, float) and value.is_integer() and abs(value) <= LARGEST_INTEGER
        return int(exact) if whole else exact
    if isinstance(value, Mapping):
        _refuse_twins(value, at)
        return JsonObject._of({_key(k, at): _freeze(v, (*at, k), left) for k, v in value.items()})
    if isinstance(value, list | tuple):
        return tuple(_freeze(item, (*at, index), left) for index, item in enumerate(value))
    raise AgreementError.of(
        Finding.of(WRONG_TYPE, pointer(at), expected="JSON", found=type(value).__name__)
    )


def _key(key: object, at: tuple[str | int, ...]) -> str:
    if not isinstance(key, str):
        raise AgreementError.of(
            Finding.of(WRONG_TYPE, pointer(at), expected="string", found=type(key).__name__)
        )
    if len(key) > LONGEST_KEY:
        raise AgreementError.of(Finding.of(KEY_TOO_LONG, pointer(at), limit=LONGEST_KEY))
    _refuse(trouble_in(key, pointer(at)))
    return key


def _refuse_twins(value: Mapping[Any, Any], at: tuple[str | int, ...]) -> None:
    """Refuse keys that look the same, as the reader does."""
    seen: dict[str, str] = {}
    for key in value:
        if isinstance(key, str) and not key.isascii():
            if trouble := trouble_in(key, pointer(at)):
                _refuse(trouble)
            if seen.setdefault(unicodedata.normalize("NFC", key), key) != key:
                _refuse(Finding.of(CONFUSABLE_KEYS, pointer(at), key=key))


def _refuse(finding: Finding | None) -> None:
    if finding is not None:
        raise AgreementError.of(finding)
