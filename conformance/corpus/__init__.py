"""The corpus as data: each case with its bytes, what it shows, and what is expected of it."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from attrs import field, frozen

Expected = tuple[str, str, str]
"""A finding: code, severity, pointer."""

HEAD: Final[Mapping[str, Any]] = {
    "medborgarlofte": "1.0",
    "id": "exempel",
    "title": "Ett exempel",
    "kind": "citizen_promise",
    "language": "sv",
}
"""The smallest agreement: what every document must have."""


@frozen(kw_only=True)
class Case:
    """One document of the corpus.

    Attributes:
        path: Where it stands, below the folder of the version.
        data: Its bytes, to the last one.
        shows: What it shows, in one line.
        clauses: The clauses of the specification that it shows.
        findings: What a checker finds; ``None`` where the kind of case has no such file.
        beside: Other files that belong to it, by their paths.
    """

    path: str
    data: bytes
    shows: str
    clauses: tuple[str, ...]
    findings: tuple[Expected, ...] | None = None
    beside: Mapping[str, bytes] = field(factory=dict)


def agreement(**members: Any) -> dict[str, Any]:
    """The smallest agreement with *members* more, or with others in their place."""
    return {**HEAD, **members}


def written(value: Any) -> bytes:
    """*value* as JSON for people: two spaces, and what fits on a line on one line."""
    return (_json(value, 0) + "\n").encode()


_WIDTH: Final = 100


def _json(value: Any, depth: int) -> str:
    line = _line(value)
    inner = value.values() if isinstance(value, dict) else value
    flat = not isinstance(value, dict | list) or not any(
        isinstance(item, dict | list) for item in inner
    )
    if flat and depth and len(line) + 2 * depth <= _WIDTH:
        return line
    if not isinstance(value, dict | list) or not value:
        return line
    indent = "\n" + "  " * (depth + 1)
    if isinstance(value, dict):
        opening, closing = "{", "}"
        items = [f"{_line(key)}: {_json(item, depth + 1)}" for key, item in value.items()]
    else:
        opening, closing = "[", "]"
        items = [_json(item, depth + 1) for item in value]
    return f"{opening}{indent}{f',{indent}'.join(items)}\n{'  ' * depth}{closing}"


def _line(value: Any) -> str:
    """*value* on one line; an exact number with the digits that it has."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_line(k)}: {_line(v)}' for k, v in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_line, value))}]"
    if isinstance(value, Decimal):
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def in_order(findings: Sequence[Expected]) -> tuple[Expected, ...]:
    """*findings* by code, pointer and severity: the order that the files have them in."""
    return tuple(sorted(findings, key=lambda found: (found[0], found[2], found[1])))


def findings_file(findings: Sequence[Expected]) -> bytes:
    """The expected findings as JSON."""
    return written(
        [
            {"code": code, "severity": severity, "pointer": pointer}
            for code, severity, pointer in in_order(findings)
        ]
    )


def errors(*found: tuple[str, str]) -> tuple[Expected, ...]:
    """Findings of error level: code and pointer of each."""
    return tuple((code, "error", pointer) for code, pointer in found)
