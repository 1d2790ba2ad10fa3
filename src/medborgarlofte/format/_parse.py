"""From bytes to a tree of JSON values: strict, bounded, and telling where.

The parser is the standard library's. Around it stands what it lets through: sizes and
depths without bound, keys that occur twice, numbers that are rounded, characters that
no text may hold. What is wrong becomes a finding with its JSON Pointer.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final, NoReturn, TypeVar

from medborgarlofte.findings import (
    AgreementError,
    Finding,
    ParamValue,
    Patch,
    Rule,
    Severity,
    pointer,
)
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
from medborgarlofte.values import DEEPEST, LONGEST_KEY
from medborgarlofte.values._characters import broken_by
from medborgarlofte.values.numbers import limit_of, parse_decimal, parse_integer

from ._cause import cause_of, kind_of_file, names_a_file, place_of
from ._depth import is_shallow
from ._locate import lines_of

LARGEST: Final = 10_000_000
"""Bytes in a document."""
MOST_FINDINGS: Final = 100
"""Findings told of one rule in one document; the rest are counted."""


Step = TypeVar("Step", str, int)
V = TypeVar("V")


class _Twice(dict[str, Any]):
    """An object in which keys occur more than once."""

    repeated: list[str]


def parse(data: bytes | bytearray | memoryview | str) -> Any:
    """Return the JSON value that *data* is: dict, list, str, int, Decimal, bool or None.

    Raises:
        AgreementError: S003 where *data* is no text or bytes; S101 to S117 where it is no
            JSON that everybody reads alike.

    Source: RFC 8259, and I-JSON (RFC 7493) for what readers would read differently.

    Example:
        >>> from medborgarlofte.format import parse
        >>> parse(b'{"number": 1.50}')
        {'number': Decimal('1.50')}
    """
    text = _decode(data)
    if not is_shallow(text.encode()):
        _refuse(Finding.of(TOO_DEEP, limit=DEEPEST))
    troubled = False

    def number(parsed: int | Decimal | Rule) -> int | Decimal | Rule:
        # The rule that a number breaks stands in its place until it is told.
        nonlocal troubled
        troubled = troubled or isinstance(parsed, Rule)
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
        cause = "file-name" if names_a_file(data) else cause_of(error)
        line, column = place_of(error, cause)
        _refuse(Finding.of(SYNTAX, line=line, column=column, cause=cause))
    if troubled or _needs_a_closer_look(text):
        look = CloserLook()
        look.at(tree)
        if look.findings:
            raise AgreementError.of(*_with_lines(look.findings, text))
    return tree


_SHORT: Final = 200_000
"""Characters of a text in which the lines of what stands twice are looked for: it takes long."""


def _with_lines(findings: list[Finding], text: str) -> Iterator[Finding]:
    """*findings*, with the lines of keys that occur more than once."""
    twice = {f.pointer for f in findings if f.code == DUPLICATE_KEY.code}
    lines = lines_of(text, twice) if twice and len(text) <= _SHORT else {}
    for finding in findings:
        told = lines.get(finding.pointer, ()) if finding.code == DUPLICATE_KEY.code else ()
        more = {**finding.params, "lines": told}
        yield finding.evolve(parameters=more) if len(told) > 1 else finding


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
            line, kind = raw.count(b"\n", 0, error.start) + 1, kind_of_file(raw)
            more = {"cause": kind} if kind else {}
            _refuse(Finding.of(NOT_UTF8, offset=error.start, line=line, **more))
    else:
        _refuse(Finding.of(WRONG_INPUT, expected="bytes or str", found=type(data).__name__))
    if size > LARGEST:
        _refuse(Finding.of(TOO_LARGE, limit=LARGEST))
    if text.startswith("\ufeff"):
        _refuse(Finding.of(BOM))
    return text


_LONG_KEY: Final = re.compile(rf'"[^"\\]{{{LONGEST_KEY + 1},}}"\s*:')


def _needs_a_closer_look(text: str) -> bool:
    """Tell whether any string may hold what it must not; false for ordinary texts."""
    return (
        "\\" in text
        or "\x7f" in text
        or (
            not text.isascii()
            and (broken_by(text) is not None or not unicodedata.is_normalized("NFC", text))
        )
        or _LONG_KEY.search(text) is not None
    )


class Walk:
    """A walk through a JSON value that tells what is wrong, and where.

    A hostile document breaks rules faster than findings can be made. So of each rule the
    first hundred are told, and of the others there is a count.

    Attributes:
        steps: The way from the top to where the walk is.
    """

    def __init__(self) -> None:
        self.steps: list[str | int] = []
        self._told: list[Finding] = []
        self._counts: dict[tuple[str, Severity], int] = {}

    def tell(
        self,
        rule: Rule,
        params: Mapping[str, ParamValue] = MappingProxyType({}),
        *,
        at: str | None = None,
        severity: Severity | None = None,
        mend: Callable[[str], Patch] | None = None,
    ) -> None:
        """Tell that *rule* is broken here, or by the key *at* of what is here."""
        weight = severity or rule.severity
        kind = (rule.code, weight)
        count = self._counts[kind] = self._counts.get(kind, 0) + 1
        if count <= MOST_FINDINGS:
            place = pointer(self.steps if at is None else (*self.steps, at))
            finding = Finding.of(rule, place, **params).evolve(
                severity=weight, mend=mend and mend(place), **self.whose()
            )
            self._told.append(finding)

    def each(self, items: Iterable[tuple[Step, V]]) -> Iterator[tuple[Step, V]]:
        """Go to each of *items*, the members of an object or the numbered items of a list."""
        self.steps.append("")
        for step, item in items:
            self.steps[-1] = step
            yield step, item
        self.steps.pop()

    def whose(self) -> dict[str, str | None]:
        """The part that the walk is in: its class and its id, as a finding has them."""
        return {}

    @property
    def findings(self) -> list[Finding]:
        """What was told, and how many more there are."""
        more = [
            Finding.of(MORE, count=count - MOST_FINDINGS).evolve(severity=severity)
            for (_, severity), count in self._counts.items()
            if count > MOST_FINDINGS
        ]
        return [*self._told, *more]


class CloserLook(Walk):
    """What the standard library lets through, found in the tree that it made."""

    def at(self, value: Any) -> None:
        if isinstance(value, str):
            if broken := broken_by(value):
                self.tell(*broken)
        elif isinstance(value, Rule):
            self.tell(value, limit_of(value))
        elif isinstance(value, list):
            for _, item in self.each(enumerate(value)):
                self.at(item)
        elif isinstance(value, dict):
            self._at_keys(value)
            for key, item in self.each(value.items()):
                if len(key) <= LONGEST_KEY:  # else every place within would repeat the key
                    self.at(item)

    def _at_keys(self, value: dict[str, Any]) -> None:
        if isinstance(value, _Twice):
            for key in dict.fromkeys(value.repeated):
                self.tell(DUPLICATE_KEY, {"key": key}, at=key)
        alike: dict[str, str] = {}
        for key in value:
            if len(key) > LONGEST_KEY:
                self.tell(KEY_TOO_LONG, {"limit": LONGEST_KEY}, at=key)
            elif broken := broken_by(key):
                self.tell(*broken, at=key)
            elif alike.setdefault(unicodedata.normalize("NFC", key), key) != key:
                self.tell(CONFUSABLE_KEYS, {"key": key}, at=key)


def _refuse(finding: Finding) -> NoReturn:
    error = AgreementError.of(finding)
    try:
        raise error
    finally:
        error.__context__ = None  # what failed in the standard library holds the whole text
