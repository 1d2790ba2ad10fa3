"""How deep a document is nested, told from its bytes before any parser meets them."""

import re
from typing import Final

from medborgarlofte.values import DEEPEST

_NO_MARK: Final = bytes(byte for byte in range(256) if byte not in b'"[]{}')
# Possessive, and the closing quote is optional: linear whatever the text.
_STRING: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)


def is_shallow(raw: bytes) -> bool:
    """Tell whether *raw* is nested no deeper than a document may be.

    Deep nesting kills a process before any parser can refuse it. Where brackets do not
    match, the answer is about the brackets, and a parser has its own to say.
    """
    if raw.count(b"[") + raw.count(b"{") <= DEEPEST:
        return True
    marks = raw.translate(None, _NO_MARK)
    if b'\\"' not in raw:
        # no quote is escaped, so a string without brackets leaves a pair of quotes here,
        # and one with brackets leaves a single quote on each side of them
        marks = marks.replace(b'""', b"")
    if b'"' in marks:
        marks = _STRING.sub(b"", raw).translate(None, _NO_MARK)
    left = marks
    for _ in range(DEEPEST // 2):  # each time, what is innermost goes: one level or two
        if not left:
            return True
        left = left.replace(b"[]", b"").replace(b"{}", b"")
    return not left or not _is_too_deep(marks)


def _is_too_deep(brackets: bytes) -> bool:
    depth = 0
    for bracket in brackets:
        depth += 1 if bracket in b"[{" else -1
        if depth > DEEPEST:
            return True
    return False
