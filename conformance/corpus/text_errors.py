"""Documents whose JSON text is wrong (S1): written by hand, byte for byte."""

from collections.abc import Iterator
from typing import Final

from . import Case, Expected, errors, findings_file

_HEAD: Final = (
    '{"medborgarlofte": "1.0", "id": "exempel", "title": "Ett exempel", '
    '"kind": "citizen_promise", "language": "sv"'
)
_MARK: Final = "\u0301"  # a combining acute accent


def _with(members: str) -> bytes:
    """The smallest agreement with *members* more, as they are written."""
    return f"{_HEAD}, {members}}}\n".encode()


# name, bytes, what it shows, clause, findings
_Row = tuple[str, bytes, str, str, tuple[Expected, ...]]

_SYNTAX: Final = errors(("S101", ""))
_ONE: Final = (
    ("S101-empty-file", b"", "an empty file"),
    ("S101-trailing-comma", f"{_HEAD},}}\n".encode(), "a comma after the last member"),
    ("S101-comment", f"{_HEAD}}} // klart\n".encode(), "a comment"),
    ("S101-single-quotes", b"{'medborgarlofte': '1.0'}\n", "strings in single quotes"),
    ("S101-cut-off", f'{_HEAD}, "aim": "Trygg'.encode(), "a file that ends too early"),
    ("S101-two-documents", f"{_HEAD}}}\n{_HEAD}}}\n".encode(), "two documents in one file"),
    ("S101-line-break-in-string", _with('"aim": "Tryggt\noch säkert"'), "a raw line break in a string"),
    ("S101-leading-zero", _with('"x_a": 01'), "a number that begins with a zero"),
    ("S101-plus-sign", _with('"x_a": +1'), "a number that begins with a plus"),
    ("S101-no-digit-after-point", _with('"x_a": 1.'), "a number that ends with its point"),
    ("S101-capital-true", _with('"x_a": True'), "a word that JSON does not have"),
    ("S101-bad-escape", _with('"x_a": "\\x41"'), "an escape that JSON does not have"),
)  # fmt: skip

_ROWS: Final[tuple[_Row, ...]] = (
    (
        "S102-latin-1",
        _with('"aim": "Fler trygga på torget"').decode().encode("latin-1"),
        "a file in ISO 8859-1",
        "4.2",
        errors(("S102", "")),
    ),
    (
        "S102-utf-16",
        b"\xff\xfe" + f"{_HEAD}}}\n".encode("utf-16-le"),
        "a file in UTF-16",
        "4.2",
        errors(("S102", "")),
    ),
    (
        "S103-byte-order-mark",
        b"\xef\xbb\xbf" + f"{_HEAD}}}\n".encode(),
        "a byte-order mark before a document that is otherwise right",
        "4.3",
        errors(("S103", "")),
    ),
    (
        "S105-level-65",
        _with(f'"x_a": {"[" * 64}{"]" * 64}'),
        "65 levels: one too many",
        "4.4",
        errors(("S105", "")),
    ),
    (
        "S106-repeated-key",
        _with('"aim": "A", "aim": "B"'),
        "a key twice in one object",
        "4.6",
        errors(("S106", "/aim")),
    ),
    (
        "S106-repeated-three-times",
        _with('"x_a": [{"b": 1, "b": 2, "b": 3}]'),
        "a key three times, inside a list: told once",
        "4.6",
        errors(("S106", "/x_a/0/b")),
    ),
    (
        "S106-repeated-by-escape",
        _with('"a\\u0069m": "A", "aim": "B"'),
        "a key twice, once written with an escape",
        "4.6",
        errors(("S106", "/aim")),
    ),
    (
        "S107-confusable-keys",
        _with('"x_p\u00e5": 1, "x_pa\u030a": 2'),
        "two keys that are one after normalisation (NFC); the second is told of",
        "4.7",
        errors(("S107", "/x_pa\u030a")),
    ),
    (
        "S117-key-of-201",
        _with(f'"x_{"a" * 199}": 1'),
        "a key of 201 characters",
        "4.8",
        errors(("S117", f"/x_{'a' * 199}")),
    ),
    (
        "S108-no-numbers",
        _with('"x_a": [NaN, Infinity, -Infinity]'),
        "words that some writers use for numbers that JSON cannot hold",
        "4.9",
        errors(("S108", "/x_a/0"), ("S108", "/x_a/1"), ("S108", "/x_a/2")),
    ),
    (
        "S109-number-of-41-characters",
        _with(f'"x_a": 0.5{"0" * 38}'),
        "a number written with 41 characters",
        "4.9",
        errors(("S109", "/x_a")),
    ),
    (
        "S110-loses-precision",
        _with('"x_a": [0.30000000000000001, 9007199254740993.0, 1e-400, 123456789012345678e1]'),
        "numbers that no double is the nearest to in so few digits",
        "4.9",
        errors(("S110", "/x_a/0"), ("S110", "/x_a/1"), ("S110", "/x_a/2"), ("S110", "/x_a/3")),
    ),
    (
        "S111-overflow",
        _with('"x_a": [1e400, -1e400, 1.8e308]'),
        "numbers larger than any double",
        "4.9",
        errors(("S111", "/x_a/0"), ("S111", "/x_a/1"), ("S111", "/x_a/2")),
    ),
    (
        "S112-integer-out-of-range",
        _with('"x_a": [9007199254740992, -9007199254740992, 197001019999999999]'),
        "integers beyond 2^53 - 1",
        "4.9",
        errors(("S112", "/x_a/0"), ("S112", "/x_a/1"), ("S112", "/x_a/2")),
    ),
    (
        "S113-negative-zero",
        _with('"x_a": [-0, -0.0, -0E5]'),
        "zero with a minus sign",
        "4.9",
        errors(("S113", "/x_a/0"), ("S113", "/x_a/1"), ("S113", "/x_a/2")),
    ),
    (
        "S114-forbidden-characters",
        _with(
            '"x_a": ["a\\u0000b", "a\\u000Bb", "a\x7fb", "a\\u0085b", "a\\u202Eb", "a\\u2066b", '
            '"a\\uFDD0b", "a\\uFFFFb"]'
        ),
        "control characters, characters that turn the direction of text, noncharacters",
        "4.10",
        errors(*(("S114", f"/x_a/{n}") for n in range(8))),
    ),
    (
        "S114-first-trouble-only",
        _with('"x_a": "\\u0001\\uD800\\u0002"'),
        "a string with several troubles: the first is told",
        "4.10",
        errors(("S114", "/x_a")),
    ),
    (
        "S115-lone-surrogates",
        _with('"x_a": ["\\uD800", "\\uDC00\\uD800", "a\\uDFFFb"]'),
        "halves of characters",
        "4.10",
        errors(("S115", "/x_a/0"), ("S115", "/x_a/1"), ("S115", "/x_a/2")),
    ),
    (
        "S116-31-combining-marks",
        _with(f'"x_a": "a{_MARK * 31}"'),
        "31 combining marks in a row",
        "4.10",
        errors(("S116", "/x_a")),
    ),
    (
        "S1-all-are-told",
        _with('"x_a": -0, "x_b": {"c": 1, "c": 1}, "x_d": [1e400, "\\u0000"]'),
        "what is wrong with keys, numbers and characters is told together",
        "3.3",
        errors(("S106", "/x_b/c"), ("S111", "/x_d/0"), ("S113", "/x_a"), ("S114", "/x_d/1")),
    ),
    (
        "S1-alone",
        b'{"medborgarlofte": "9.0", "id": -0}\n',
        "what is wrong with the text hides what is wrong with the version and the parts",
        "3.3",
        errors(("S113", "/id")),
    ),
    (
        "S399-more-in-the-text",
        _with(f'"x_a": [{", ".join(["-0"] * 103)}]'),
        "103 wrong numbers: a hundred are told, the rest are counted",
        "9.4",
        errors(*(("S113", f"/x_a/{n}") for n in range(100)), ("S399", "")),
    ),
)


def cases() -> Iterator[Case]:
    """Every document with a wrong text."""
    for name, data, shows in _ONE:
        yield _case(name, data, shows, "4.5", _SYNTAX)
    for row in _ROWS:
        yield _case(*row)


def _case(name: str, data: bytes, shows: str, clause: str, findings: tuple[Expected, ...]) -> Case:
    return Case(
        path=f"invalid/{name}.json",
        data=data,
        shows=shows,
        clauses=(clause,),
        findings=findings,
        beside={f"invalid/{name}.findings.json": findings_file(findings)},
    )
