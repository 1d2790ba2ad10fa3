"""Codelists: words that programs compare, with the words that people read.

A closed list is all there is; its members are what a field holds. An open list names
what is common; a field may hold any other short code as well.
"""

from enum import StrEnum
from functools import cache
from typing import Final, NoReturn, Self

from medborgarlofte.findings import AgreementError, Finding, Words, require, to_language
from medborgarlofte.findings.structure import NOT_IN_CODELIST


class Codelist(StrEnum):
    """A list of codes, each with a word in Swedish and one in English (kodlista).

    Example:
        >>> from medborgarlofte.codelists import Verdict
        >>> [code.label("sv") for code in Verdict][:2]
        ['uppfyllt', 'delvis uppfyllt']
    """

    _words: Words

    def __init_subclass__(cls) -> None:
        """Let the docstring of a list tell its codes, with their words in both languages."""
        said = "".join(
            f"        {code.value}: {code._words.sv}, {code._words.en}\n" for code in cls
        )
        if said:
            cls.__doc__ = f"{(cls.__doc__ or '').rstrip()}\n\n    Codes:\n{said}"

    def __new__(cls, code: str, sv: str = "", en: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member._words = Words(sv, en)
        return member

    def label(self, lang: str = "sv") -> str:
        """The code in words.

        Args:
            lang: ``sv`` or ``en``.

        Raises:
            AgreementError: S003 where *lang* is neither.

        Example:
            >>> from medborgarlofte.codelists import Verdict
            >>> Verdict.KEPT.label("sv"), Verdict.KEPT.label("en")
            ('uppfyllt', 'kept')
        """
        return self._words.in_language(lang)

    @classmethod
    def codes(cls) -> tuple[str, ...]:
        """The codes, in the order of the list.

        Example:
            >>> from medborgarlofte.codelists import Verdict
            >>> Verdict.codes()
            ('kept', 'partly_kept', 'not_kept', 'ongoing', 'cannot_be_assessed')
        """
        return tuple(member.value for member in cls)

    @classmethod
    def _missing_(cls, value: object) -> NoReturn:
        # never repeated, but where it is a word of the list's own
        hint = hint_of(cls, value) if isinstance(value, str) else {}
        raise AgreementError.of(Finding.of(NOT_IN_CODELIST, allowed=cls.codes(), **hint))


_SPACES: Final = str.maketrans("_-", "  ")
_PLAIN_LETTERS: Final = str.maketrans("åäöéü", "aaoeu")


def _folded(word: str) -> str:
    return word.casefold().translate(_SPACES)


def _spellings(word: str) -> tuple[str, str]:
    folded = _folded(word)
    return folded, folded.translate(_PLAIN_LETTERS)


@cache
def _by_word(codelist: type[Codelist]) -> dict[str, Codelist]:
    """The codes of a list by their words; of two with the same word, the first."""
    found: dict[str, Codelist] = {}
    for code in codelist:
        for word in (code.value, code.label("sv"), code.label("en")):
            for spelling in _spellings(word):
                found.setdefault(spelling, code)
    return found


def hint_of(codelist: type[Codelist], word: str) -> dict[str, str]:
    """What a message says of *word*, where it is the label of a code: the label and the code.

    Case does not matter, nor whether words are joined by spaces, ``_`` or ``-``, nor the dots
    and rings of å, ä and ö, which no code can have.

    Example:
        >>> from medborgarlofte.codelists import PartyKind
        >>> from medborgarlofte.values.codes import hint_of
        >>> hint_of(PartyKind, "Polis")
        {'meant': 'polis', 'suggestion': 'police'}
        >>> hint_of(PartyKind, "police"), hint_of(PartyKind, "orkester")
        ({}, {})
    """
    folded = _folded(word)
    meant = _by_word(codelist).get(folded)
    if meant is None or meant == word:
        return {}
    labels = (meant.label("sv"), meant.label("en"))
    label = next((label for label in labels if folded in _spellings(label)), word)
    return {"meant": label, "suggestion": meant.value}


class ClosedCodelist(Codelist):
    """A list that is all there is (sluten kodlista): any other code is refused.

    Example:
        >>> from medborgarlofte.codelists import Verdict
        >>> Verdict("kept") is Verdict.KEPT
        True

    Raises:
        AgreementError: S307 where a code is none of the list's.
    """


class OpenCodelist(Codelist):
    """A list of what is common (öppen kodlista): other codes are allowed, and shown as they are.

    Example:
        >>> from medborgarlofte import Party
        >>> Party(name="Hyresgästföreningen", kind="tenants").kind
        'tenants'
    """

    @classmethod
    def words_for(cls, code: str, lang: str = "sv") -> str:
        """The label of a code, or the code itself where the list has none.

        Args:
            code: A code of the list, or another.
            lang: ``sv`` or ``en``.

        Raises:
            AgreementError: S003 where *code* is no text or *lang* neither of the two.

        Example:
            >>> from medborgarlofte.codelists import PartyKind
            >>> PartyKind.words_for("municipality", "sv"), PartyKind.words_for("x_band", "sv")
            ('kommun', 'x_band')
        """
        known = require(code, str, "a code") in cls._value2member_map_
        chosen = to_language(lang)
        return cls(code).label(chosen) if known else code
