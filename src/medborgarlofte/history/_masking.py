"""Taking what is withheld out of strings: values that stand elsewhere too, and persons' numbers.

A value is found however it is written: in capitals or not, with other spaces, hyphens or
accents, inside a web address or an id, in the genitive. "021-39 00 00" is found in
"ring +46 21 390000".
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from html import unescape
from typing import Final
from urllib.parse import unquote

from medborgarlofte.codelists import WithheldReason
from medborgarlofte.findings import holds_personal_number
from medborgarlofte.values import write_number

from ._beginnings import Beginnings

_BRIEF: Final = "[…]"  # no letter and no figure, so that no value is ever found in it
_MASKS: Final = {"sv": "[uppgift borttagen]", "en": "[withheld]"}

_LEAST: Final = 4  # letters and figures
_LEAST_FIGURES: Final = 5  # so that a year is no secret
_LONG: Final = 12  # what is shorter counts only where it stands as words of its own

_ALSO: Final = str.maketrans({"æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o"})
_DIGITS: Final = re.compile(r"\d(?:[\W_]{0,2}\d){9,}")
_PHONE: Final = re.compile(
    r"(?<![0-9])(?<![0-9]-)(?:\+46|0046|0)(?: ?\(0\))?(?P<number>[0-9 /()-]{6,})"
)
_NEXT_PHONE: Final = re.compile(r"[ /(]+(?:\+46|0046|0)(?=[1-9])")
_LEAST_IN_PHONE: Final = 6  # figures, without the 0 of the area
_GAPS: Final = re.compile(r"(\s+)")
_MOST_TURNS: Final = 6  # of decoding


def _bare(text: str) -> tuple[str, Sequence[int]]:
    """The small letters and figures of *text*, and where each of them stands."""
    letters: list[str] = []
    places: list[int] = []
    for at, character in enumerate(text):
        for letter in _plain(character):
            if letter.isalnum():
                letters.append(letter)
                places.append(at)
    return "".join(letters), places


def _plain(character: str) -> str:
    if character.isascii():
        return character.lower()
    plain = unicodedata.normalize("NFKD", character.translate(_ALSO)).casefold()
    return "".join(str(int(c)) if c.isdecimal() else c for c in plain)


def _ways_to_write(value: str | int | Decimal) -> Iterator[str]:
    """*value* bare, as it may stand elsewhere; nothing where it tells nothing by itself."""
    if isinstance(value, str):
        # one plain word ("Genomfört", "kommunen") is not told by standing elsewhere too
        word = value.strip(" .!?")
        if word.isalpha() and (word.islower() or word.istitle()) and len(word) < _LONG:
            return
        yield _bare(value)[0]
        for phone in _PHONE.finditer(value):
            # of two with only a space between them, each is found, and both together
            for written in (phone["number"], *_NEXT_PHONE.split(phone["number"])):
                number = _bare(written)[0]
                if len(number) >= _LEAST_IN_PHONE:
                    yield from (f"{prefix}{number}" for prefix in ("", "0", "46", "0046"))
    else:
        yield _bare(write_number(value))[0]
        if isinstance(value, Decimal):
            yield _bare(write_number(value.normalize()))[0]
            if value == value.to_integral_value():
                yield str(abs(int(value)))


def _read(text: str) -> list[str]:
    """*text*, and what it says when it is decoded, once or more: eva%2540xy.se, eva&#64;xy.se."""
    ways = [text]
    for _ in range(_MOST_TURNS):
        before = text
        for decode in (unquote, unescape):
            if (decoded := decode(text)) != text:
                text = decoded
                ways.append(text)
        if text == before:
            break
    return ways


def _tells(bare: str) -> bool:
    return len(bare) >= (_LEAST_FIGURES if bare.isdecimal() else _LEAST)


class Masker:
    """Knows what is withheld, and takes it out of strings."""

    def __init__(self, values: Iterable[str | int | Decimal] = ()) -> None:
        ways: set[str] = set()
        self._open: set[str] = set()  # what more letters may follow: "Eva Linds"
        for value in values:
            own = [way for way in _ways_to_write(value) if _tells(way)]
            ways.update(own)
            if isinstance(value, str) and len(value.split()) > 1:
                self._open.update(own)
        self._starts = frozenset(way[:_LEAST] for way in ways)
        self._ways = Beginnings(ways)

    def found_in(self, text: str) -> tuple[WithheldReason, ...]:
        """Why *text* cannot be shown as it is; empty where it can."""
        return self._why(_read(text))

    def _why(self, ways: Sequence[str]) -> tuple[WithheldReason, ...]:
        reasons = []
        if any(map(holds_personal_number, ways)):
            reasons.append(WithheldReason.PERSONAL_NUMBER)
        # what is coded still, after all turns, may hide anything
        if self._starts and (
            any(next(self._spans(way), None) for way in ways)
            or unescape(unquote(ways[-1])) != ways[-1]
        ):
            reasons.append(WithheldReason.REPEATED)
        return tuple(reasons)

    def clean(self, text: str, lang: str, longest: int) -> str:
        """*text* with a mask in the place of what is withheld.

        Args:
            text: The text.
            lang: The language that it is in, for the mask.
            longest: How long it may be.
        """
        mask = _MASKS.get(lang.partition("-")[0], _BRIEF)
        mask = _BRIEF if self.found_in(mask) else mask
        made = _DIGITS.sub(lambda run: mask if holds_personal_number(run[0]) else run[0], text)
        made = "".join(mask if self._is_coded(word) else word for word in _GAPS.split(made))
        pieces: list[str] = []
        last = 0
        for start, end in self._spans(made):
            if start >= last:
                pieces += (made[last:start], mask)
            last = max(last, end)
        made = "".join((*pieces, made[last:]))
        # what is left may by chance join to something withheld; then nothing of it is kept
        return mask if self.found_in(made) or len(made) > longest else made

    def _is_coded(self, word: str) -> bool:
        """Whether *word* holds something withheld that only decoding shows."""
        ways = _read(word)
        return len(ways) > 1 and bool(self._why(ways[1:]))

    def _spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where in *text* something withheld stands, from the first to the last."""
        if not self._starts:
            return
        bare, places = _bare(text)
        at = 0
        while at <= len(bare) - _LEAST:
            if bare[at : at + _LEAST] in self._starts:
                for way in self._ways.at(bare, at):
                    start, end = places[at], places[at + len(way) - 1] + 1
                    is_open = way in self._open
                    if _stands_alone(way, text, start, end, is_open=is_open):
                        while end < len(text) and _goes_on(text[end], is_open=is_open):
                            end += 1
                        yield start, end
                        at += len(way) - 1
                        break
            at += 1


def _goes_on(character: str, *, is_open: bool) -> bool:
    """Whether it belongs to what stands before it: an accent, or an ending."""
    return bool(unicodedata.combining(character)) or (is_open and character.isalpha())


def _stands_alone(way: str, text: str, start: int, end: int, *, is_open: bool) -> bool:
    """Whether it is no part of a longer number, nor, being short, of a longer word.

    Where it *is_open*, being of several words, its last word may be longer.
    """
    before, after = text[start - 1 : start], text[end : end + 1]
    if len(way) < _LONG and (before.isalnum() or (after.isalnum() and not is_open)):
        return False
    return not (way[0].isdecimal() and before.isdecimal()) and not (
        way[-1].isdecimal() and after.isdecimal()
    )
