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
    """Return what is wrong with the characters of *text*, if anything."""
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
