"""Documents whose text is right and whose version (S2) or parts (S3) are wrong."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from . import HEAD, Case, Expected, agreement, errors, findings_file, written

_SPACES: Final = "\u00a0\u2003\t\n"


def _without(*keys: str, **members: Any) -> dict[str, Any]:
    return {key: value for key, value in agreement(**members).items() if key not in keys}


def _due(*dates: str) -> dict[str, Any]:
    """An agreement with a follow-up planned on each of *dates*."""
    return agreement(follow_up_plan={"planned": [{"due": date} for date in dates]})


def _each(code: str, where: str, count: int) -> tuple[Expected, ...]:
    return errors(*((code, where.format(n)) for n in range(count)))


_POLICE: Final = {"id": "polisen", "name": "Polisen", "kind": "police"}

_NO_DATES: Final = (
    "2024-13", "2024-00", "2024-02-30", "2023-02-29", "1900-02-29", "2024-04-31", "2024-01-00",
    "2024-01-32", "2024-W00", "2024-W54", "2023-W53", "2024-H0", "2024-H3", "2024-T4", "2024-Q5",
    "2024-q1", "2024-w07", "1899", "2201", "1899-12-31", "24", "02024", "20240101", "2024-1",
    "2024-1-1", "2024-W7", "2024-W07-1", "2024-Q1-01", "2024-", "2024/2025", "2024-06-15T12:00:00Z",
    " 2024", "2024 ", "2024-06\n", "\uff12\uff10\uff12\uff14", "2024\u201306", "juni 2024", "",
)  # fmt: skip

_NO_IDS: Final = ("Polisen", "l\u00f6fte", "-a", ".a", "_a", "a b", "a/b", "a\n", "a:b")

_VERSION: Final[tuple[tuple[str, Any, str, str, tuple[Expected, ...]], ...]] = (
    ("S201-list", [dict(HEAD)], "a list of agreements", "6.1", errors(("S201", ""))),
    ("S201-string", "medborgarlofte", "a string", "6.1", errors(("S201", ""))),
    ("S201-null", None, "null", "6.1", errors(("S201", ""))),
    ("S201-number", 1, "a number", "6.1", errors(("S201", ""))),
    (
        "S202-not-an-agreement",
        {"type": "FeatureCollection", "features": []},
        "an object of another format",
        "5.1",
        errors(("S202", "")),
    ),
    (
        "S202-empty-object",
        {},
        "an empty object: what is missing is not told",
        "5.1",
        errors(("S202", "")),
    ),
    (
        "S303-misspelt-version-key",
        {"medborgarl\u00f6fte": "1.0", "id": 5},
        "the version key misspelt: told alone",
        "5.1",
        errors(("S303", "/medborgarl\u00f6fte")),
    ),
    (
        "S203-version-is-a-number",
        agreement(medborgarlofte=Decimal("1.0"), kind=5),
        "the version as a number: told alone",
        "5.1",
        errors(("S203", "/medborgarlofte")),
    ),
    (
        "S203-version-in-another-form",
        agreement(medborgarlofte="1.0.0"),
        "a version of three numbers",
        "5.1",
        errors(("S203", "/medborgarlofte")),
    ),
    (
        "S203-version-with-leading-zero",
        agreement(medborgarlofte="01.0"),
        "a version with a leading zero",
        "5.1",
        errors(("S203", "/medborgarlofte")),
    ),
    (
        "S203-version-null",
        agreement(medborgarlofte=None),
        "null for the version",
        "5.1",
        errors(("S203", "/medborgarlofte")),
    ),
    (
        "S204-later-major",
        agreement(medborgarlofte="2.0", kind=5, parties=[]),
        "a later major version: told alone",
        "5.4",
        errors(("S204", "/medborgarlofte")),
    ),
    (
        "S204-much-later-major",
        agreement(medborgarlofte="10.0"),
        "majors are compared as numbers",
        "5.4",
        errors(("S204", "/medborgarlofte")),
    ),
)

_PARTS: Final[tuple[tuple[str, Any, str, str, tuple[Expected, ...]], ...]] = (
    ("S301-missing-title", _without("title"), "no title", "6.1", errors(("S301", ""))),
    (
        "S301-missing-several",
        _without("id", "title", "kind"),
        "three keys missing: three findings at one place",
        "6.1",
        errors(("S301", ""), ("S301", ""), ("S301", "")),
    ),
    (
        "S301-missing-in-a-part",
        agreement(
            parties=[{"id": "polisen", "name": "Polisen"}],
            measures=[{"id": "a", "title": "A", "volume": {"number": 4}}],
        ),
        "keys missing in parts: told of at the part",
        "6.1",
        errors(("S301", "/parties/0"), ("S301", "/measures/0/volume")),
    ),
    (
        "S302-number-for-text",
        agreement(title=5, summary=["A"], aim=True),
        "no text: a number, a list, true",
        "6.3",
        errors(("S302", "/title"), ("S302", "/summary"), ("S302", "/aim")),
    ),
    (
        "S302-string-for-number",
        agreement(
            measures=[
                {"id": "a", "title": "A", "volume": {"number": "7", "comparison": "exactly"}},
                {"id": "b", "title": "B", "volume": {"number": True, "comparison": "exactly"}},
            ]
        ),
        "no number: a string of digits, true",
        "6.3",
        errors(("S302", "/measures/0/volume/number"), ("S302", "/measures/1/volume/number")),
    ),
    (
        "S302-no-integer",
        agreement(
            situation={
                "sources": [
                    {"id": "a", "title": "A", "kind": "survey", "respondents": Decimal("240.0")},
                    {"id": "b", "title": "B", "kind": "survey", "respondents": Decimal("2E+2")},
                    {"id": "c", "title": "C", "kind": "survey", "respondents": True},
                ]
            }
        ),
        "no integer: written with a fraction or an exponent, though whole; true",
        "7.8",
        errors(*(("S302", f"/situation/sources/{n}/respondents") for n in range(3))),
    ),
    (
        "S302-no-boolean",
        agreement(signatories=[{"acting": "false"}, {"acting": 0}]),
        "no boolean: a string, a number",
        "6.3",
        errors(("S302", "/signatories/0/acting"), ("S302", "/signatories/1/acting")),
    ),
    (
        "S302-no-string",
        agreement(id=1, kind=["citizen_promise"], signed=2024, language={"sv": "sv"}),
        "no string: an id, a code, a date and a language of other types",
        "6.3",
        errors(("S302", "/id"), ("S302", "/kind"), ("S302", "/signed"), ("S302", "/language")),
    ),
    (
        "S302-no-object",
        agreement(period="2024", contact=["Kommunpolis"], parties=["polisen"]),
        "no object: a period and a contact and a party of other types",
        "6.3",
        errors(("S302", "/period"), ("S302", "/contact"), ("S302", "/parties/0")),
    ),
    (
        "S302-no-list",
        agreement(
            parties=dict(_POLICE),
            promises=[{"id": "a", "text": "A", "areas": "torget", "themes": "traffic"}],
        ),
        "no list: a single value does not stand for a list of one",
        "6.4",
        errors(("S302", "/parties"), ("S302", "/promises/0/areas"), ("S302", "/promises/0/themes")),
    ),
    (
        "S302-in-a-language-map",
        agreement(title={"sv": 5, "en": None}),
        "in a language map every language has a string",
        "7.1",
        errors(("S302", "/title/sv"), ("S302", "/title/en")),
    ),
    (
        "S303-misspelt-required-key",
        {**_without("title"), "titel": "Ett exempel"},
        "a required key misspelt: an error, and not also a missing key",
        "6.6",
        errors(("S303", "/titel")),
    ),
    (
        "S303-misspelt-optional-key",
        agreement(sumary="A", follow_upp=[1]),
        "optional keys misspelt: warnings; the values are kept and not read",
        "6.6",
        (("S303", "warning", "/sumary"), ("S303", "warning", "/follow_upp")),
    ),
    (
        "S305-null",
        agreement(title=None, summary=None, promises=None, themes=None),
        "null for a field; in an unknown key it is a value like any other",
        "6.2",
        (*errors(("S305", "/title"), ("S305", "/summary"), ("S305", "/promises")),
         ("S304", "info", "/themes")),
    ),
    (
        "S305-null-in-a-list",
        agreement(parties=[dict(_POLICE), None]),
        "null in a list",
        "6.2",
        errors(("S305", "/parties/1")),
    ),
    (
        "S306-empty",
        agreement(title="", summary={}, parties=[], signatories=[{"name": ""}]),
        "empty strings, lists and language maps",
        "6.2",
        errors(
            ("S306", "/title"), ("S306", "/summary"), ("S306", "/parties"),
            ("S306", "/signatories/0/name"),
        ),
    ),
    (
        "S306-only-blanks",
        agreement(id=" ", title=_SPACES, aim={"sv": "Tryggt", "en": " "}),
        "strings of nothing but blanks",
        "6.2",
        errors(("S306", "/id"), ("S306", "/title"), ("S306", "/aim/en")),
    ),
    (
        "S307-not-in-codelist",
        agreement(
            kind="medborgarl\u00f6fte",
            goals=[{"id": "a", "text": "A", "kind": "Effect"}, {"id": "b", "text": "B", "kind": ""}],
        ),
        "codes that closed lists do not have",
        "7.9",
        errors(("S307", "/kind"), ("S307", "/goals/0/kind"), ("S307", "/goals/1/kind")),
    ),
    (
        "S308-no-dates",
        _due(*_NO_DATES),
        "strings that are no dates",
        "7.5",
        _each("S308", "/follow_up_plan/planned/{}/due", len(_NO_DATES)),
    ),
    (
        "S309-no-ids",
        agreement(areas=[{"id": name, "name": "A"} for name in _NO_IDS]),
        "strings that are no ids",
        "7.3",
        _each("S309", "/areas/{}/id", len(_NO_IDS)),
    ),
    (
        "S309-no-reference",
        agreement(promises=[{"id": "a", "text": "A", "areas": ["Torget"]}]),
        "a reference has the form of an id",
        "7.4",
        errors(("S309", "/promises/0/areas/0")),
    ),
    (
        "S310-too-long",
        agreement(id="a" * 129, signatories=[{"name": "\u00e5" * 501}]),
        "an id of 129 characters, a line of 501",
        "11",
        errors(("S310", "/id"), ("S310", "/signatories/0/name")),
    ),
    (
        "S311-bad-forms",
        agreement(
            language="SV",
            parties=[
                {**_POLICE, "kind": "Polisen", "municipality_code": "180"},
                {**_POLICE, "id": "b", "organisation_number": "2021000076"},
            ],
            contact={"function": "A", "email": "kommunpolis", "url": "ftp://example.org/"},
            documents=[{"title": "A", "media_type": "PDF", "url": "https://example.org/a b"}],
            measures=[{"id": "a", "title": "A", "budget": {"amount": 1, "currency": "kr"}}],
            record={"created": "2024-06-15T12:00:00", "modified": "2024-06-15T24:00:00Z"},
            signatories=[{"name": "A\nB"}],
        ),
        "strings in other forms than their fields have",
        "7.2",
        errors(
            ("S311", "/language"),
            ("S311", "/parties/0/kind"),
            ("S311", "/parties/0/municipality_code"),
            ("S311", "/parties/1/organisation_number"),
            ("S311", "/contact/email"),
            ("S311", "/contact/url"),
            ("S311", "/documents/0/media_type"),
            ("S311", "/documents/0/url"),
            ("S311", "/measures/0/budget/currency"),
            ("S311", "/record/created"),
            ("S311", "/record/modified"),
            ("S311", "/signatories/0/name"),
        ),
    ),
    (
        "S312-out-of-range",
        agreement(
            situation={
                "sources": [{"id": "a", "title": "A", "kind": "survey", "respondents": -1}],
                "problems": [{"id": "a", "title": "A", "priority": 0}],
            },
            measures=[{"id": "a", "title": "A", "recurrence": {"unit": "week", "interval": 0}}],
        ),
        "integers below the least",
        "7.8",
        errors(
            ("S312", "/situation/sources/0/respondents"),
            ("S312", "/situation/problems/0/priority"),
            ("S312", "/measures/0/recurrence/interval"),
        ),
    ),
    (
        "S3-hides-contradictions",
        agreement(
            title=5,
            areas=[{"id": "torget", "name": "A"}, {"id": "torget", "name": "B"}],
        ),
        "where a part cannot be read, contradictions are not looked for",
        "3.3",
        errors(("S302", "/title")),
    ),
    (
        "S399-more-in-a-list",
        agreement(promises=[{"id": "a", "text": "A", "themes": list(range(105))}]),
        "105 wrong items: a hundred are told, the rest are counted",
        "9.4",
        (
            *_each("S302", "/promises/0/themes/{}", 100),
            *errors(("S399", "")),
        ),
    ),
)  # fmt: skip


def cases() -> Iterator[Case]:
    """Every document with a wrong version or a wrong part."""
    for name, value, shows, clause, findings in (*_VERSION, *_PARTS):
        yield Case(
            path=f"invalid/{name}.json",
            data=written(value),
            shows=shows,
            clauses=(clause,),
            findings=findings,
            beside={f"invalid/{name}.findings.json": findings_file(findings)},
        )
