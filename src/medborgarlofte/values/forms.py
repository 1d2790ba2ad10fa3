"""Strings with a form: ids, references, codes, addresses.

A field says its form in its type: ``Annotated[str, Form(...)]``. The reader, the JSON
Schema and the generators of tests all read it there.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Annotated, Any, Final, Protocol

from attrs import frozen

from medborgarlofte.findings import AgreementError, Finding, Rule, is_list, require
from medborgarlofte.findings.structure import BAD_FORM, BAD_ID, WRONG_TYPE

from ._characters import SPACES
from .codes import OpenCodelist
from .dates import DAY_PATTERN
from .text import LANGUAGE_TAG, trouble_in_text


@frozen
class Form:
    """What a string must look like.

    Example:
        >>> from medborgarlofte.values import Form
        >>> ward = Form(name="ward", expected="four digits", pattern="[0-9]{4}")
        >>> ward.trouble_with("0486") is None, ward.trouble_with("486").code
        (True, 'S311')

    Attributes:
        name: What it is called in the specification.
        expected: How to write it, shown in findings.
        pattern: A regular expression that all of it matches.
        longest: The most characters it may have.
        rule: The finding when it does not fit.
    """

    name: str
    expected: str
    pattern: str
    longest: int = 500
    rule: Rule = BAD_FORM

    def trouble_with(self, value: str, at: str = "") -> Finding | None:
        """Return what keeps a string from having this form, if anything.

        Args:
            value: The string.
            at: The JSON Pointer that a finding is to have.

        Example:
            >>> from medborgarlofte.values import Form
            >>> Form(name="ward", expected="digits", pattern="[0-9]+").trouble_with("Öster").code
            'S311'
        """
        if finding := trouble_in_text(value, at, self.longest):
            return finding
        if re.fullmatch(self.pattern, value):
            return None
        params = {} if self.rule is BAD_ID else {"expected": self.expected}
        return Finding.of(self.rule, at, **params)


@frozen
class Reference:
    """Marks a string as the id of another part of the same document.

    Example:
        >>> from typing import Annotated
        >>> from medborgarlofte.values import Reference
        >>> PartyRef = Annotated[str, Reference("Party")]  # the type of a field

    Attributes:
        target: The class that it refers to, by name, such as ``Party``.
        elsewhere: A field beside it that, when set, names another document.
    """

    target: str
    elsewhere: str | None = None


@frozen
class OpenList:
    """Marks a string as a code of an open codelist.

    Example:
        >>> from typing import Annotated
        >>> from medborgarlofte.codelists import Theme
        >>> from medborgarlofte.values import OpenList
        >>> ThemeCode = Annotated[str, OpenList(Theme)]  # the type of a field

    Attributes:
        codelist: The list.
    """

    codelist: type[OpenCodelist]


@frozen
class AtLeast:
    """Marks a number as bounded below.

    Example:
        >>> from typing import Annotated
        >>> from medborgarlofte.values import AtLeast
        >>> Count = Annotated[int, AtLeast(0)]  # the type of a field

    Attributes:
        minimum: The least that it may be.
    """

    minimum: int


ID_FORM: Final = Form(
    "id", "a–z, 0–9, . - _", r"[a-z0-9][a-z0-9._-]{0,127}", longest=128, rule=BAD_ID
)
CODE_FORM: Final = Form("code", "code", r"[a-z0-9][a-z0-9_-]{0,63}", 64)

Id = Annotated[str, ID_FORM]
"""The name of a part within its document (id)."""
Line = Annotated[str, Form("line", "line", r"[^\n\r]*", 500)]
"""A short string on one line."""
LanguageTag = Annotated[str, Form("language", "sv, en, en-GB …", LANGUAGE_TAG.pattern, 35)]
"""A language tag (BCP 47)."""
Url = Annotated[str, Form("url", "https://…", f'https?://[^{SPACES}"<>\\\\^`{{|}}]+', 2000)]
"""A web address, http or https."""
Email = Annotated[
    str,
    Form("e-mail", "namn@example.se", f"[^@{SPACES}]{{1,64}}@[^@{SPACES}]+[.][^@.{SPACES}]+", 254),
]
"""An e-mail address."""
MunicipalityCode = Annotated[str, Form("municipality code", "four-digits", "[0-9]{4}", 4)]
"""A municipality's four digits (kommunkod), by SCB."""
OrganisationNumber = Annotated[
    str, Form("organisation number", "NNNNNN-NNNN", "[0-9]{6}-[0-9]{4}", 11)
]
"""An organisation number (organisationsnummer)."""
Timestamp = Annotated[
    str,
    Form(
        "timestamp",
        "2024-06-15T12:00:00Z",
        rf"{DAY_PATTERN}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{{1,6}})?"
        r"(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])",
        40,
    ),
]
"""A moment with its offset from UTC (RFC 3339), kept as written."""
MediaType = Annotated[str, Form("media type", "application/pdf", r"[a-z]+/[a-z0-9.+-]+", 100)]
"""A media type (RFC 6838)."""
Currency = Annotated[str, Form("currency", "SEK", "[A-Z]{3}", 3)]
"""A currency (ISO 4217)."""
VERSION_PATTERN: Final = r"(?:0|[1-9][0-9]{0,2})\.(?:0|[1-9][0-9]{0,2})"
FormatVersion = Annotated[str, Form("format version", "1.0", VERSION_PATTERN, 7)]
"""A version of the format."""


class HasId(Protocol):
    """Anything that a reference may be made to."""

    @property
    def id(self) -> str:
        """Its id."""
        ...


def to_id(value: "str | HasId") -> str:
    """The id of *value*: a string is one already, a part of an agreement has one.

    Raises:
        AgreementError: S302 where it is neither.

    Example:
        >>> from medborgarlofte import Measure
        >>> from medborgarlofte.values import to_id
        >>> to_id(Measure(title="Vandring"))
        'vandring'
    """
    if isinstance(value, str):
        return str.__str__(value)  # plain, where it is a member of a codelist
    name = getattr(value, "id", None)
    if isinstance(name, str):
        return name
    raise AgreementError.of(Finding.of(WRONG_TYPE, expected="id", found=type(value).__name__))


def to_optional_id(value: "str | HasId | None") -> str | None:
    """The id of *value*, as :func:`to_id`; ``None`` stays ``None``.

    Raises:
        AgreementError: S302 where it has none.

    Example:
        >>> from medborgarlofte.values import to_optional_id
        >>> to_optional_id(None) is None
        True
    """
    return None if value is None else to_id(value)


def to_ids(values: "Iterable[str | HasId] | str | HasId") -> tuple[str, ...]:
    """The ids of *values*; a single one counts as a list of one.

    Raises:
        AgreementError: S302 where one of them has none.

    Example:
        >>> from medborgarlofte import Measure
        >>> from medborgarlofte.values import to_ids
        >>> to_ids([Measure(title="Vandring"), "fotpatrull"])
        ('vandring', 'fotpatrull')
    """
    if not is_list(values):
        return (to_id(values),)  # type: ignore[arg-type]  # what has no id is refused there
    return tuple([to_id(value) for value in values])


def many(values: Iterable[Any]) -> tuple[Any, ...]:
    """A tuple of *values*; a string is no list.

    Raises:
        AgreementError: S302 where they are no list.

    Example:
        >>> from medborgarlofte.values import many
        >>> many(["norr", "söder"])
        ('norr', 'söder')
    """
    if not is_list(values):
        raise AgreementError.of(
            Finding.of(WRONG_TYPE, expected="array", found=type(values).__name__)
        )
    return tuple(values)


_LONGEST_SLUG: Final = 60


def slug(text: str) -> str:
    """Make an id of a title: small ASCII letters, words joined by hyphens.

    Of *text*, what is longer than 60 characters is cut after a word; what has no letter
    gives ``"x"``.

    Raises:
        AgreementError: S003 where it is no text.

    Example:
        >>> from medborgarlofte import slug
        >>> slug("Trygghetsvandring på Öster")
        'trygghetsvandring-pa-oster'
    """
    text = require(text, str, "a title")
    plain = unicodedata.normalize("NFKD", text.translate(_NO_NFKD)[:1000]).encode("ascii", "ignore")
    words = re.findall("[a-z0-9]+", plain.decode("ascii").lower())
    made = ""
    for word in words:
        longer = f"{made}-{word}" if made else word[:_LONGEST_SLUG]
        if len(longer) > _LONGEST_SLUG:
            break
        made = longer
    return made or "x"


# Letters that no decomposition makes ASCII.
_NO_NFKD: Final = str.maketrans({"æ": "ae", "Æ": "ae", "ø": "o", "Ø": "o", "ß": "ss", "–": "-"})
