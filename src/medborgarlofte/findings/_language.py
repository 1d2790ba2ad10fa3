"""The languages that the library speaks, and that callers may ask for."""

from typing import Final

from ._kinds import wrong_input

BOTH: Final = ("sv", "en")
"""The languages that every message exists in."""


def to_language(lang: str) -> str:
    """*lang*, where the library has its words in it.

    A text of an agreement may be in any language, and is asked for by any tag; the words of
    the library are in two, and another is refused everywhere, so that none is given unasked.

    Raises:
        AgreementError: S003 where it is neither ``sv`` nor ``en``.

    Example:
        >>> from medborgarlofte.findings import to_language
        >>> to_language("sv")
        'sv'
    """
    if isinstance(lang, str) and lang in BOTH:
        return lang
    raise wrong_input(lang, "sv or en")
