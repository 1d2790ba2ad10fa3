"""Why a text is no JSON, most likely: what people write by mistake, found where it stops."""

import json
import re
from collections.abc import Callable
from typing import Final

from attrs import frozen

_CLOSING: Final = re.compile(r",\s*[\]}]")
_WORD: Final = re.compile(r"(?:True|False|None|undefined|NULL|TRUE|FALSE)\b")
_JSON_WORD: Final = re.compile(r"(?:true|false|null)\b")
_NO_NUMBER: Final = re.compile(r"(?<![0-9])[+.][0-9]|-(?![0-9])|(?<=[0-9])[0-9.eExX]")
_BARE_DATE: Final = re.compile(r"(?<=[\s:,\[][0-9]{4})[-/][0-9]")
_IN_NUMBER: Final = re.compile(r"[0-9],\Z")
_LINE_BREAK: Final = re.compile(r"[\r\n]")

_FILE_NAME: Final = re.compile(r"[^\n\r\t{}\[\]\"]{1,250}\.[A-Za-z]{2,5}\s*")
_STARTS_OF_FILES: Final = ((b"PK\x03\x04", "zip-file"), (b"%PDF-", "pdf-file"))
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


def kind_of_file(data: bytes | str) -> str | None:
    """What *data* is where it is a file of another kind than JSON, as the code of a term."""
    start = data[:5].encode(errors="replace") if isinstance(data, str) else data[:5]
    for mark, kind in _STARTS_OF_FILES:
        if start.startswith(mark):
            return kind
    return "utf-16" if start.startswith(_UTF16) else None


def names_a_file(data: object) -> bool:
    """Whether *data* is a ``str`` that looks like the name of a file, not like JSON."""
    return isinstance(data, str) and _FILE_NAME.fullmatch(data) is not None


def place_of(error: json.JSONDecodeError, cause: str) -> tuple[int, int]:
    """Line and column to look at, from 1: a comma is missing after what stands before.

    One too many is what is looked at; Python 3.13 stops at it, and those before it after it.
    """
    at = error.pos
    before = error.doc[:at].rstrip()
    if cause == "missing-comma":
        at = len(before)
    elif cause == "trailing-comma" and before.endswith(","):
        at = len(before) - 1
    else:
        return error.lineno, error.colno
    return error.doc.count("\n", 0, at) + 1, at - error.doc.rfind("\n", 0, at)


@frozen
class _Stop:
    """Where the parser stopped, and what stands around it."""

    error: json.JSONDecodeError
    here: str
    before: str

    @classmethod
    def of(cls, error: json.JSONDecodeError) -> "_Stop":
        text, at = error.doc, error.pos
        return cls(error, text[at : at + 40].lstrip(), text[max(0, at - 200) : at].rstrip())

    def says(self, *messages: str) -> bool:
        return self.error.msg.startswith(messages)

    def fits(self, form: re.Pattern[str]) -> bool:
        return form.match(self.error.doc, self.error.pos) is not None

    def is_decimal_comma(self) -> bool:
        in_number = _IN_NUMBER.search(self.before) is not None and self.here[:1].isdecimal()
        return in_number and self.says("Expecting property name")

    def is_trailing_comma(self) -> bool:
        return self.fits(_CLOSING) or (self.before.endswith(",") and self.here[:1] in ("}", "]"))

    def is_bare_text(self) -> bool:
        """Where a value or a key begins, not the document: that is no JSON at all."""
        begins = self.error.pos > 0 and self.here[:1].isalpha()
        return begins and self.says("Expecting value", "Expecting property name")

    def is_quote_in_text(self) -> bool:
        """After a text stands no letter: then the text ended at a quotation mark in it."""
        letter = self.here[:1].isalpha() and not _JSON_WORD.match(self.here)
        return letter and self.before.endswith('"') and self.says("Expecting ','", "Expecting ':'")


_CAUSES: Final[tuple[tuple[str, Callable[[_Stop], bool]], ...]] = (
    ("empty-file", lambda stop: not stop.error.doc.strip()),
    ("decimal-comma", _Stop.is_decimal_comma),
    ("trailing-comma", _Stop.is_trailing_comma),
    ("bad-number", lambda stop: stop.fits(_NO_NUMBER)),
    ("single-quotes", lambda stop: stop.here.startswith("'")),
    ("smart-quotes", lambda stop: stop.here.startswith(("“", "”", "„", "»", "«", "’"))),
    ("comment", lambda stop: stop.here.startswith(("//", "/*", "#"))),
    ("more-after-end", lambda stop: stop.says("Extra data")),
    ("cut-off", lambda stop: stop.says("Unterminated string")),
    ("line-break-in-text", lambda stop: stop.says("Invalid control") and stop.fits(_LINE_BREAK)),
    ("control-character", lambda stop: stop.says("Invalid control")),
    ("bad-escape", lambda stop: stop.says("Invalid \\")),
    ("cut-off", lambda stop: not stop.here),
    ("no-json-word", lambda stop: _WORD.match(stop.here) is not None),
    ("text-without-quotes", _Stop.is_bare_text),
    ("date-without-quotes", lambda stop: stop.fits(_BARE_DATE)),
    ("quote-in-text", _Stop.is_quote_in_text),
    ("missing-comma", lambda stop: stop.says("Expecting ','")),
)
"""What people write by mistake, and how it is known; the first that fits is told."""


def cause_of(error: json.JSONDecodeError) -> str:
    """The likely cause of *error*, as the code of a term."""
    if error.pos == 0 and (kind := kind_of_file(error.doc)):
        return kind
    stop = _Stop.of(error)
    return next((cause for cause, is_it in _CAUSES if is_it(stop)), "unexpected")
