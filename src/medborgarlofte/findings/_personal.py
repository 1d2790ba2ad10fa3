"""Personal identity numbers: how they are found, and how they are kept out of what we say."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from itertools import takewhile
from typing import Final, TypeVar

Step = TypeVar("Step", bound=str | int)

# What nobody sees: characters that Unicode lets a display ignore.
_INVISIBLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
_FOREIGN_DIGIT: Final = re.compile(r"(?![0-9])\d")
_TEN_DIGITS: Final = re.compile(r"(?:\d\D*+){10}")
# YYMMDD or YYYYMMDD, perhaps with hyphens as in a date, and four digits more. Found by
# looking ahead, so that one number that is none cannot hide another that begins in it.
# Where there are hyphens no further may follow: 2018-07-01-2020-06-30 is a period.
_WRITTEN: Final = re.compile(
    r"(?<![0-9])(?=(1[89]|20)?([0-9]{2})(-)?([0-9]{2})(?(3)-)([0-9]{2})"
    r"(?(3)[-+]| ?[-+_\u2010-\u2015\u2212]? ?)([0-9]{4})(?!(?(3)-?)[0-9]))"
)


def passes_luhn(digits: str) -> bool:
    """Tell whether the last of *digits* checks the others (ISO/IEC 7812-1, annex B).

    Example:
        >>> from medborgarlofte.findings import passes_luhn
        >>> passes_luhn("2120000142"), passes_luhn("2120000143")
        (True, False)
    """
    doubled = (int(digit) * (1 + n % 2) for n, digit in enumerate(reversed(digits)))
    return sum(sum(divmod(number, 10)) for number in doubled) % 10 == 0


def cannot_hold(text: str) -> bool:
    """Tell at a glance whether *text* surely has too few figures for any number."""
    return text.isascii() and _TEN_DIGITS.search(text) is None


def holds_personal_number(text: str) -> bool:
    """Tell whether a personal identity or coordination number stands in *text*.

    That is a day of birth (plus 60 in a coordination number) and four digits, the last of
    which checks the others; in any digits, with any dash or none, visible or not
    (personnummer: 18 § folkbokföringslagen 1991:481; samordningsnummer).

    Example:
        >>> from medborgarlofte.findings import holds_personal_number
        >>> holds_personal_number("2018-07-01–2020-06-30")
        False
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    if not _TEN_DIGITS.search(text):
        return False
    if not text.isascii():
        text = _FOREIGN_DIGIT.sub(lambda digit: str(int(digit[0])), _INVISIBLE.sub("", text))
    return any(map(_is_person, _WRITTEN.finditer(text)))


def _is_person(found: re.Match[str]) -> bool:
    century, year, _, month, day, last = found.groups()
    born = int(day) - 60 if int(day) > 60 else int(day)
    try:
        date(int((century or "20") + year), int(month), born)  # 2000, too, was a leap year
    except ValueError:
        return False
    return passes_luhn(year + month + day + last)


def discreet(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The *steps* to a place, up to the first key that holds a personal identity number.

    Example:
        >>> from medborgarlofte.findings import discreet
        >>> discreet(["parties", 0, "name"])
        ('parties', 0, 'name')
    """
    return tuple(takewhile(lambda s: isinstance(s, int) or not holds_personal_number(s), steps))
