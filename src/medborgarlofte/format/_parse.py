"""From bytes to a tree of JSON values: strict, bounded, and telling where.

The parser is the standard library's. Around it stands what it lets through: sizes and
depths without bound, keys that occur twice, numbers that are rounded, characters that
no text may hold. What is wrong becomes a finding with its JSON Pointer.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final, NoReturn

from medborgarlofte.findings import AgreementError, Finding, Rule, pointer
from medborgarlofte.findings.structure import (
    BOM,
    CONFUSABLE_KEYS,
    DUPLICATE_KEY,
    KEY_TOO_LONG,
    LONE_SURROGATE,
    MORE,
    NAN_OR_INFINITY,
    NOT_UTF8,
    SYNTAX,
    TOO_DEEP,
    TOO_LARGE,
    WRONG_INPUT,
)
from medborgarlofte.values import DEEPEST, LONGEST_KEY, trouble_in
from medborgarlofte.values.numbers import parse_decimal, parse_integer, refusal

LARGEST: Final = 10_000_000
"""Bytes in a document."""
MOST_FINDINGS: Final = 100
"""Findings told of one list, or of one text; the rest are counted."""


class _BadNumber:
    """Stands in the tree for a number that may not stand there."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule


class _Twice(dict[str, Any]):
    """An object in which keys occur more than once."""

    repeated: list[str]


def parse(data: bytes | bytearray | memoryview | str) -> Any:
    """Return the JSON value that *data* is: dict, list, str, int, Decimal, bool or None.

    Raises:
        AgreementError: S003 where *data* is no text or bytes; S1.. where it is no JSON
            that everybody reads alike.
    """
    text = _decode(data)
    _refuse_depth(text)
    troubled = False

    def number(parsed: int | Decimal | Rule) -> Any:
        nonlocal troubled
        if isinstance(parsed, Rule):
            troubled = True
            return _BadNumber(parsed)
        return parsed

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal troubled
        made = dict(pairs)
        if len(made) == len(pairs):
            return made
        troubled = True
        twice = _Twice(made)
        seen: set[str] = set()
        twice.repeated = [key for key, _ in pairs if key in seen or seen.add(key)]  # type: ignore[func-returns-value]  # add() is how it is remembered
        return twice

    try:
        tree = json.loads(
            text,
            object_pairs_hook=members,
            parse_int=lambda written: number(parse_integer(written)),
            parse_float=lambda written: number(parse_decimal(written)),
            parse_constant=lambda _: number(NAN_OR_INFINITY),
        )
    except json.JSONDecodeError as error:
        _refuse(Finding.of(SYNTAX, line=error.lineno, column=error.colno))
    if troubled or _needs_a_closer_look(text):
        _refuse_all(_troubles(tree, ()))
    return tree


def _decode(data: object) -> str:
    if isinstance(data, str):
        if len(data) > LARGEST:
            _refuse(Finding.of(TOO_LARGE, limit=LARGEST))
        try:
            size = len(data.encode())
        except UnicodeEncodeError:
            _refuse(Finding.of(LONE_SURROGATE))
        text = data
    elif isinstance(data, bytes | bytearray | memoryview):
        raw = bytes(data)
        size = len(raw)
        if size > LARGEST:
            _refuse(Finding.of(TOO_LARGE, limit=LARGEST))
        try:
            text = raw.decode()
        except UnicodeDecodeError as error:
            _refuse(Finding.of(NOT_UTF8, offset=error.start))
    else:
        _refuse(Finding.of(WRONG_INPUT, expected="bytes or str", found=type(data).__name__))
    if size > LARGEST:
        _refuse(Finding.of(TOO_LARGE, limit=LARGEST))
    if text.startswith("\ufeff"):
        _refuse(Finding.of(BOM))
    return text


# Possessive, and the closing quote is optional: linear whatever the text.
_STRING: Final = re.compile(r'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
_BRACKET: Final = re.compile(r"[\[\]{}]")


def _refuse_depth(text: str) -> None:
    """Refuse deep nesting before the parser meets it: deep enough, it kills the process."""
    if text.count("[") + text.count("{") <= DEEPEST:
        return
    depth = 0
    for bracket in _BRACKET.findall(_STRING.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        if depth > DEEPEST:
            _refuse(Finding.of(TOO_DEEP, limit=DEEPEST))


_LONG_KEY: Final = re.compile(rf'"[^"\\]{{{LONGEST_KEY + 1},}}"\s*:')


def _needs_a_closer_look(text: str) -> bool:
    """Tell whether any string may hold what it must not; false for ordinary texts."""
    return (
        "\\" in text
        or "\x7f" in text
        or (
            not text.isascii()
            and (_has_trouble(text) or not unicodedata.is_normalized("NFC", text))
        )
        or _LONG_KEY.search(text) is not None
    )


def _has_trouble(text: str) -> bool:
    return trouble_in(text) is not None


def _troubles(value: Any, at: tuple[str | int, ...]) -> Iterator[Finding]:
    if isinstance(value, str):
        if finding := trouble_in(value, pointer(at)):
            yield finding
    elif isinstance(value, _BadNumber):
        yield refusal(value.rule, pointer(at))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _troubles(item, (*at, index))
    elif isinstance(value, dict):
        yield from _troubles_of_keys(value, at)
        for key, item in value.items():
            yield from _troubles(item, (*at, key))


def _troubles_of_keys(value: dict[str, Any], at: tuple[str | int, ...]) -> Iterator[Finding]:
    if isinstance(value, _Twice):
        for key in dict.fromkeys(value.repeated):
            yield Finding.of(DUPLICATE_KEY, pointer((*at, key)), key=key)
    alike: dict[str, str] = {}
    for key in value:
        if len(key) > LONGEST_KEY:
            yield Finding.of(KEY_TOO_LONG, pointer((*at, key)), limit=LONGEST_KEY)
        elif finding := trouble_in(key, pointer((*at, key))):
            yield finding
        elif alike.setdefault(unicodedata.normalize("NFC", key), key) != key:
            yield Finding.of(CONFUSABLE_KEYS, pointer((*at, key)), key=key)


def _refuse(finding: Finding) -> NoReturn:
    raise AgreementError.of(finding) from None


def _refuse_all(findings: Iterator[Finding]) -> None:
    """Raise the first findings, and say how many more there are."""
    first = [finding for _, finding in zip(range(MOST_FINDINGS), findings, strict=False)]
    if not first:
        return
    rest = sum(1 for _ in findings)
    more = [Finding.of(MORE, count=rest)] if rest else []
    raise AgreementError.of(*first, *more)
