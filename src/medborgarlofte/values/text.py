"""Text in one language or several."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from medborgarlofte.findings import AgreementError, Finding, is_list, pointer, require
from medborgarlofte.findings.structure import EMPTY as EMPTY_FOUND
from medborgarlofte.findings.structure import TOO_LONG, WRONG_TYPE

from ._characters import trouble_in
from ._json import EMPTY, JsonObject, to_extensions

LONGEST_TEXT: Final = 100_000
"""Characters in a text."""

LANGUAGE_TAG: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
"""The shape of a language tag (BCP 47), as far as this format uses it."""


@lru_cache(maxsize=256)
def is_language_tag(key: str) -> bool:
    """Tell whether *key* has the shape of a language tag (BCP 47), such as ``sv`` or ``en-GB``.

    Example:
        >>> from medborgarlofte.values import is_language_tag
        >>> is_language_tag("en-GB"), is_language_tag("x_ward")
        (True, False)
    """
    return LANGUAGE_TAG.fullmatch(key) is not None


def trouble_in_text(value: object, at: str = "", longest: int = LONGEST_TEXT) -> Finding | None:
    """Return what keeps *value* from being a text, if anything."""
    if not isinstance(value, str):
        return Finding.of(WRONG_TYPE, at, expected="string", found=type(value).__name__)
    if not value or value.isspace():
        return Finding.of(EMPTY_FOUND, at)
    if len(value) > longest:
        return Finding.of(TOO_LONG, at, limit=longest)
    return trouble_in(value, at)


def _checked(value: object, at: str = "") -> str:
    if finding := trouble_in_text(value, at):
        raise AgreementError.of(finding)
    return str.__str__(value)  # pyright: ignore[reportArgumentType]  # what is no string is in trouble


class Text(str):  # noqa: SLOT000  # a subclass has more
    """Text in one language or several (text, språktabell).

    ``Text("Fler vandringar")`` is plain: it is in the agreement's own language.
    ``Text(sv="Fler vandringar", en="More walks")`` or ``Text({"en-GB": "More walks"})``
    names the languages. It is written to JSON in the form that it was given.

    It is a string: the plain text, or else the Swedish one, or the English, or the first.
    A plain text equals its string; one that names its languages equals only its like.

    Example:
        >>> from medborgarlofte import Promise, Text
        >>> text = Text(sv="Vi går fyra vandringar.", en="We take four walks.")
        >>> text.languages, text.in_language("en")
        (('en', 'sv'), 'We take four walks.')
        >>> Promise(text="Vi går fyra vandringar.").text == "Vi går fyra vandringar."
        True

    Raises:
        AgreementError: S302 where it is no text, S306 where it is empty, S310 where it is longer
            than 100,000 characters, S114-S116 where it holds characters that no text may hold.
    """

    def __new__(  # noqa: PYI034  # a subclass, where languages are named
        cls, text: "str | Mapping[str, Any] | None" = None, /, **translations: str
    ) -> "Text":
        if isinstance(text, Text) and not translations:
            return text
        if isinstance(text, str):
            if translations:
                raise AgreementError.of(
                    Finding.of(WRONG_TYPE, expected="text", found="string and translations")
                )
            return plain_text(_checked(text))
        if text is not None and not isinstance(text, Mapping):
            raise AgreementError.of(
                Finding.of(WRONG_TYPE, expected="text", found=type(text).__name__)
            )
        for key in translations:  # members that are no language come with a mapping only
            if not is_language_tag(key):
                raise AgreementError.of(Finding.of(WRONG_TYPE, expected="language tag", found=key))
        return _translated({**(text or {}), **translations})

    @property
    def plain(self) -> str | None:
        """The text, where no language is named; otherwise ``None``."""
        return str.__str__(self)

    @property
    def translations(self) -> tuple[tuple[str, str], ...]:
        """Pairs of language tag (BCP 47) and text, sorted by tag; none where it is plain."""
        return ()

    @property
    def extensions(self) -> JsonObject:
        """Members of the language map whose keys are no language tags."""
        return EMPTY

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages named; empty for plain text."""
        return tuple(tag for tag, _ in self.translations)

    def in_language(self, lang: str, *fallback: str, plain: str = "sv") -> str:
        """Return the text in *lang*, else in the first of *fallback* there is, else in any.

        A tag such as ``en-GB`` is also answered by ``en``. A plain text stands for the
        language *plain*, and being all there is, it is always the answer.

        Args:
            lang: A language tag (BCP 47), such as ``sv`` or ``en-GB``.
            *fallback: Further tags, the next best first.
            plain: The language that a plain text is in.

        Raises:
            AgreementError: S003 where one of them is no text.

        Example:
            >>> from medborgarlofte import Text
            >>> Text(sv="Vandring", en="Walk").in_language("fi", "en")
            'Walk'
        """
        wanted = [require(tag, str, "a language tag") for tag in (lang, *fallback, plain)]
        return _in_language(self.translations, *wanted) or str.__str__(self)

    def has(self, lang: str, *, plain: str = "sv") -> bool:
        """Tell whether there is a text in a language.

        Args:
            lang: A language tag (BCP 47), such as ``sv``.
            plain: The language that a plain text is in.

        Example:
            >>> from medborgarlofte import Text
            >>> Text("Vandring").has("sv"), Text("Vandring").has("en")
            (True, False)
        """
        return lang in (self.languages or (plain,))

    def strings(self) -> tuple[str, ...]:
        """Every string in it, whatever the language.

        Example:
            >>> from medborgarlofte import Text
            >>> Text(sv="Vandring", en="Walk").strings()
            ('Walk', 'Vandring')
        """
        return tuple(text for _, text in self.translations) or (str.__str__(self),)

    def __repr__(self) -> str:
        return f"Text({str.__repr__(self)})"


class _Translated(Text):
    """A text that names its languages."""

    __slots__ = ("_extensions", "_pairs")

    _pairs: tuple[tuple[str, str], ...]
    _extensions: JsonObject

    @property
    def plain(self) -> None:
        return None

    @property
    def translations(self) -> tuple[tuple[str, str], ...]:
        return self._pairs

    @property
    def extensions(self) -> JsonObject:
        return self._extensions

    def has(self, lang: str, *, plain: str = "sv") -> bool:  # noqa: ARG002  # nothing is plain
        return lang in self.languages

    def strings(self) -> tuple[str, ...]:
        return tuple(text for _, text in self._pairs)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Translated) and (
            (self._pairs, self._extensions) == (other._pairs, other._extensions)
        )

    def __ne__(self, other: object) -> bool:  # the one of str knows the string only
        return not self == other

    def __hash__(self) -> int:
        return hash((self._pairs, self._extensions))

    def __repr__(self) -> str:
        return f"Text({dict(self._pairs)!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return _translated, ({**dict(self._pairs), **self._extensions},)


def is_plain(text: Text) -> bool:
    """Tell whether *text* names no language; quicker than to ask for ``plain``, a copy.

    Example:
        >>> from medborgarlofte import Text
        >>> from medborgarlofte.values import is_plain
        >>> is_plain(Text("Vandring")), is_plain(Text(sv="Vandring"))
        (True, False)
    """
    return type(text) is Text


def plain_text(checked: str) -> Text:
    """A plain text of a string that is known to be one."""
    return str.__new__(Text, checked)


def translated_text(checked: Mapping[str, str], extensions: JsonObject = EMPTY) -> Text:
    """A text of strings that are known to be texts, by language."""
    pairs = tuple(sorted(checked.items()))
    own = checked.get("sv") or checked.get("en") or (pairs[0][1] if pairs else "")
    made = str.__new__(_Translated, own)
    made._pairs, made._extensions = pairs, extensions  # noqa: SLF001  # it is made here
    return made


def _translated(given: Mapping[str, Any]) -> Text:
    if not given:
        raise AgreementError.of(Finding.of(EMPTY_FOUND))
    texts = {
        key: _checked(value, pointer([key]))
        for key, value in given.items()
        if isinstance(key, str) and is_language_tag(key)
    }
    others = {key: value for key, value in given.items() if key not in texts}
    return translated_text(texts, to_extensions(others))


def _in_language(pairs: tuple[tuple[str, str], ...], *wanted: str) -> str | None:
    """The text of the first of the languages *wanted* that there is."""
    by_tag = dict(pairs)
    for lang in wanted:
        for tag in (lang, lang.partition("-")[0]):
            if tag in by_tag:
                return by_tag[tag]
    return None


def to_text(value: "str | Mapping[str, Any] | Text") -> Text:
    """Make a :class:`Text` of *value*, a string or a mapping from language tag to string.

    Raises:
        AgreementError: S302 where it is something else, or as :class:`Text`.

    Example:
        >>> from medborgarlofte.values import to_text
        >>> to_text({"sv": "Vandring", "en": "Walk"})
        Text({'en': 'Walk', 'sv': 'Vandring'})
    """
    if isinstance(value, Text):
        return value
    if isinstance(value, str | Mapping):
        return Text(value)
    raise AgreementError.of(Finding.of(WRONG_TYPE, expected="text", found=type(value).__name__))


def to_optional_text(value: "str | Mapping[str, Any] | Text | None") -> Text | None:
    """Make a text of *value*, as :func:`to_text`; ``None`` stays ``None``.

    Raises:
        AgreementError: S302 where it is something else, or as :class:`Text`.

    Example:
        >>> from medborgarlofte.values import to_optional_text
        >>> to_optional_text(None) is None
        True
    """
    return None if value is None else to_text(value)


def to_texts(values: "Any") -> tuple[Text, ...]:
    """Make a tuple of texts of *values*; a single one counts as a list of one.

    Raises:
        AgreementError: S302 where one of them is something else, or as :class:`Text`.

    Example:
        >>> from medborgarlofte.values import to_texts
        >>> to_texts("Unga")
        (Text('Unga'),)
    """
    if not is_list(values):
        return (to_text(values),)
    return tuple([to_text(value) for value in values])
