"""Why a text is no JSON, most likely: what people write by mistake, found where it stops."""

import json
import re
from typing import Final

_CLOSING: Final = re.compile(r",\s*[\]}]")
_WORD: Final = re.compile(r"(?:True|False|None|undefined|NULL|TRUE|FALSE)\b")
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


def cause_of(error: json.JSONDecodeError) -> str:  # noqa: PLR0911  # one return a cause
    """The likely cause of *error*, as the code of a term."""
    text, here = error.doc, error.doc[error.pos : error.pos + 40].lstrip()
    before = text[max(0, error.pos - 200) : error.pos].rstrip()
    if not text.strip():
        return "empty-file"
    if _CLOSING.match(text, error.pos) or (before.endswith(",") and here[:1] in ("}", "]")):
        return "trailing-comma"
    for cause, starts in _BY_START:
        if here.startswith(starts):
            return cause
    for message, cause in _BY_MESSAGE:
        if error.msg.startswith(message):
            return cause
    if not here:
        return "cut-off"
    if _WORD.match(here):
        return "no-json-word"
    return "missing-comma" if error.msg.startswith("Expecting ','") else "unexpected"
