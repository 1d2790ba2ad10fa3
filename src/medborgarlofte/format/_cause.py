"""Why a text is no JSON, most likely: what people write by mistake, found where it stops."""

import json
import re
from typing import Final

_CLOSING: Final = re.compile(r",\s*[\]}]")
_WORD: Final = re.compile(r"(?:True|False|None|undefined|NULL|TRUE|FALSE)\b")
_JSON_WORD: Final = re.compile(r"(?:true|false|null)\b")
_NO_NUMBER: Final = re.compile(r"(?<![0-9])[+.][0-9]|-(?![0-9])|(?<=[0-9])[0-9.eExX]")
_IN_NUMBER: Final = re.compile(r"[0-9],\Z")
_BY_START: Final = (
    ("single-quotes", ("'",)),
    ("smart-quotes", ("“", "”", "„", "»", "«", "’")),
    ("comment", ("//", "/*", "#")),
)
_BY_MESSAGE: Final = (
    ("Extra data", "more-after-end"),
    ("Unterminated string", "cut-off"),
    ("Invalid control character", "line-break-in-text"),
    ("Invalid \\", "bad-escape"),
)


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
    """Line and column to look at, from 1: a comma is missing after what stands before."""
    if cause != "missing-comma":
        return error.lineno, error.colno
    before = error.doc[: error.pos].rstrip()
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def cause_of(error: json.JSONDecodeError) -> str:  # noqa: C901, PLR0911  # one return a cause
    """The likely cause of *error*, as the code of a term."""
    text, here = error.doc, error.doc[error.pos : error.pos + 40].lstrip()
    before = text[max(0, error.pos - 200) : error.pos].rstrip()
    if not text.strip():
        return "empty-file"
    if error.pos == 0 and (kind := kind_of_file(text)):
        return kind
    if _is_decimal_comma(error.msg, before, here):
        return "decimal-comma"
    if _CLOSING.match(text, error.pos) or (before.endswith(",") and here[:1] in ("}", "]")):
        return "trailing-comma"
    if _NO_NUMBER.match(text, error.pos):
        return "bad-number"
    for cause, starts in _BY_START:
        if here.startswith(starts):
            return cause
    if error.msg.startswith("Invalid control") and text[error.pos] not in "\r\n":
        return "control-character"
    for message, cause in _BY_MESSAGE:
        if error.msg.startswith(message):
            return cause
    if not here:
        return "cut-off"
    if _WORD.match(here):
        return "no-json-word"
    if _is_quote_in_text(error.msg, before, here):
        return "quote-in-text"
    return "missing-comma" if error.msg.startswith("Expecting ','") else "unexpected"


def _is_decimal_comma(message: str, before: str, here: str) -> bool:
    in_number = _IN_NUMBER.search(before) is not None and here[:1].isdecimal()
    return in_number and message.startswith("Expecting property name")


def _is_quote_in_text(message: str, before: str, here: str) -> bool:
    """After a text stands no letter: then the text ended at a quotation mark in it."""
    letter = here[0].isalpha() and not _JSON_WORD.match(here)
    return (
        letter and before.endswith('"') and message.startswith(("Expecting ','", "Expecting ':'"))
    )
