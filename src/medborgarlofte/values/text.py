"""Text in one language or several."""

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from attrs import field, frozen

from medborgarlofte.findings import AgreementError, Finding, pointer
from medborgarlofte.findings.structure import EMPTY as EMPTY_FOUND
from medborgarlofte.findings.structure import TOO_LONG, WRONG_TYPE

from ._characters import trouble_in
from ._json import EMPTY, JsonObject, to_extensions

LONGEST_TEXT: Final = 100_000
"""Characters in a text."""

LANGUAGE_TAG: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
"""The shape of a language tag (BCP 47), as far as this format uses it."""


def is_language_tag(key: str) -> bool:
    """Tell whether *key* has the shape of a language tag, such as ``sv`` or ``en-GB``."""
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


def _checked(value: str, at: str = "") -> str:
    if finding := trouble_in_text(value, at):
        raise AgreementError.of(finding)
    return str.__str__(value)


@frozen(init=False, repr=False)
class Text:
    """Text in one language or several (text, språktabell).

    ``Text("Fler vandringar")`` is plain: it is in the agreement's own language.
    ``Text(sv="Fler vandringar", en="More walks")`` or ``Text({"en-GB": "More walks"})``
    names the languages. It is written to JSON in the form that it was given.

    Attributes:
        plain: The text, where no language is named.
        translations: Pairs of language tag (BCP 47) and text, sorted by tag.
        extensions: Members of the language map whose keys are no language tags.

    Raises:
        AgreementError: S306 where it is empty, S310 where it is longer than 100,000
            characters, S114-S116 where it holds characters that no text may hold.
    """

    plain: str | None
    translations: tuple[tuple[str, str], ...]
    extensions: JsonObject = field(default=EMPTY)

    if TYPE_CHECKING:  # made by attrs

        def __attrs_init__(
            self, plain: str | None, pairs: tuple[tuple[str, str], ...], kept: JsonObject
        ) -> None: ...

    def __init__(
        self, text: "str | Mapping[str, Any] | None" = None, /, **translations: str
    ) -> None:
        if isinstance(text, str):
            if translations:
                raise AgreementError.of(
                    Finding.of(WRONG_TYPE, expected="text", found="string and translations")
                )
            self.__attrs_init__(_checked(text), (), EMPTY)
            return
        for key in translations:  # members that are no language come with a mapping only
            if not is_language_tag(key):
                raise AgreementError.of(Finding.of(WRONG_TYPE, expected="language tag", found=key))
        given = {**(text or {}), **translations}
        if not given:
            raise AgreementError.of(Finding.of(EMPTY_FOUND))
        pairs = sorted(
            (key, _checked(value, pointer([key])))
            for key, value in given.items()
            if isinstance(key, str) and is_language_tag(key)
        )
        known = {key for key, _ in pairs}
        others = {key: value for key, value in given.items() if key not in known}
        self.__attrs_init__(None, tuple(pairs), to_extensions(others))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages named; empty for plain text."""
        return tuple(tag for tag, _ in self.translations)

    def in_language(self, lang: str, *fallback: str, plain: str = "sv") -> str:
        """Return the text in *lang*, else in the first of *fallback* there is, else in any.

        A tag such as ``en-GB`` is also answered by ``en``. A plain text stands for the
        language *plain*, and being all there is, it is always the answer.
        """
        if self.plain is not None:
            return self.plain
        by_tag = dict(self.translations)
        for wanted in (lang, *fallback, plain):
            for tag in (wanted, wanted.partition("-")[0]):
                if tag in by_tag:
                    return by_tag[tag]
        return self.translations[0][1] if self.translations else ""

    def has(self, lang: str, *, plain: str = "sv") -> bool:
        """Tell whether there is a text in *lang*; a plain text is in the language *plain*."""
        return lang == plain if self.plain is not None else lang in self.languages

    def __str__(self) -> str:
        return self.in_language("sv", "en")

    def __repr__(self) -> str:
        if self.plain is not None:
            return f"Text({self.plain!r})"
        return f"Text({dict(self.translations)!r})"

    def strings(self) -> tuple[str, ...]:
        """Every string in it, whatever the language."""
        return (self.plain,) if self.plain is not None else tuple(t for _, t in self.translations)


def to_text(value: "str | Mapping[str, Any] | Text") -> Text:
    """Make a :class:`Text` of a string, or of a mapping from language tag to string."""
    if isinstance(value, Text):
        return value
    if isinstance(value, str | Mapping):
        return Text(value)
    raise AgreementError.of(Finding.of(WRONG_TYPE, expected="text", found=type(value).__name__))


def to_optional_text(value: "str | Mapping[str, Any] | Text | None") -> Text | None:
    """As :func:`to_text`; ``None`` stays ``None``."""
    return None if value is None else to_text(value)


def to_texts(values: "Any") -> tuple[Text, ...]:
    """Make a tuple of texts; a single one counts as a list of one."""
    if isinstance(values, str | Text | Mapping) or not isinstance(values, Iterable):
        return (to_text(values),)
    return tuple([to_text(value) for value in values])
