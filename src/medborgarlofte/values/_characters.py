"""Which characters no text may hold, wherever it comes from."""

import re
import unicodedata
from typing import Final

from medborgarlofte.findings import Finding, Rule
from medborgarlofte.findings.structure import COMBINING_RUN, FORBIDDEN_CHARACTER, LONE_SURROGATE

LONGEST_COMBINING_RUN: Final = 30
"""As in Unicode's Stream-Safe Text Format; beyond it, NFC takes quadratic time."""

# C0 but for tab and line breaks, DEL, C1; what turns the direction of text (Trojan
# Source); noncharacters of the basic plane; half characters.
_FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff"
    "\ud800-\udfff]"
)
SPACES: Final = r"\t\n\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""What counts as blank, as the inside of a character class: ``\\s`` differs by language."""

# Combining marks begin at U+0300; a long run above it is only then looked at closely.
_LONG_RUN: Final = re.compile(f"[\u0300-\U0010ffff]{{{LONGEST_COMBINING_RUN + 1},}}")


def trouble_in(text: str, pointer: str = "") -> Finding | None:
    r"""Return what is wrong with the characters of a text, if anything.

    Args:
        text: The text.
        pointer: The JSON Pointer that a finding is to have.

    Example:
        >>> from medborgarlofte.values import trouble_in
        >>> trouble_in("Torget"), trouble_in("\x00", "/title").code
        (None, 'S114')
    """
    broken = broken_by(text)
    return None if broken is None else Finding.of(broken[0], pointer, **broken[1])


def broken_by(text: str) -> tuple[Rule, dict[str, str | int]] | None:
    """The rule that the characters of *text* break, if any, and what its message needs."""
    if text.isascii() and text.isprintable():
        return None
    if found := _FORBIDDEN.search(text):
        character = found[0]
        if "\ud800" <= character <= "\udfff":
            return LONE_SURROGATE, {}
        return FORBIDDEN_CHARACTER, {"character": f"U+{ord(character):04X}"}
    for candidate in _LONG_RUN.finditer(text):
        run = 0
        for character in candidate[0]:
            run = run + 1 if unicodedata.combining(character) else 0
            if run > LONGEST_COMBINING_RUN:
                return COMBINING_RUN, {"limit": LONGEST_COMBINING_RUN}
    return None


_BACKSLASH: Final = ord("\\")
_ORDINARY: Final = (
    bytes(byte for byte in range(0x20, 0x7F) if byte != _BACKSLASH)
    + b"\t\n\r"
    + bytes(range(0x80, 0xC0))  # what follows a first byte
    + b"\xc3\xc4\xc5"  # the first byte of U+00C0 to U+017F: letters of Europe
)
_ODD: Final = {
    # signs like § and °; not control characters, soft hyphens or small figures
    0xC2: re.compile(rb"\xc2(?![\xa0-\xac\xae-\xb1\xb4-\xb8\xba\xbb\xbf])"),
    0xE2: re.compile(rb"\xe2(?!\x80[\x90-\xa6])"),  # dashes and quotes; not bidi marks
    _BACKSLASH: re.compile(rb'\\(?![nrt"\\/])'),  # no \u: it may be anything
}
"""First bytes of other characters that are common, with what is not ordinary among them."""


def is_ordinary(raw: bytes) -> bool:
    r"""Tell whether *raw*, text or JSON in UTF-8, surely has nothing odd in it.

    Then every character is visible and allowed, in normal form (NFC), and figures are 0-9.

    Example:
        >>> from medborgarlofte.values import is_ordinary
        >>> is_ordinary("Västerås".encode()), is_ordinary(b"\x00")
        (True, False)
    """
    odd = raw.translate(None, _ORDINARY)
    return not odd or all(
        byte in _ODD and _ODD[byte].search(raw) is None for byte in dict.fromkeys(odd)
    )
