"""Documents that every reader accepts, from the smallest to one with every field."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from medborgarlofte import examples

from . import HEAD, Case, Expected, agreement, findings_file, written

_SOURCES: Final = Path(__file__).parent / "sources"


def _year(year: str, **more: Any) -> dict[str, Any]:
    return {"start": year, "end": year, **more}


_POLICE: Final = {"id": "polisen", "name": "Polisen", "kind": "police"}
_TOWN: Final = {"id": "kommunen", "name": "Kommunen", "kind": "municipality"}

_DATES: Final = (
    "2019", "1900", "2200", "2019-H1", "2019-H2", "2018-T1", "2018-T2", "2018-T3", "2019-Q1",
    "2019-Q2", "2019-Q3", "2019-Q4", "2019-01", "2019-12", "2019-W01", "2019-W52", "2020-W53",
    "2015-W53", "2019-02-14", "2000-02-29", "2024-02-29", "1900-01-01", "2200-12-31",
)  # fmt: skip

_CLOSED: Final = agreement(
    kind="action_plan",
    parties=[
        {**_POLICE, "id": f"p{n}", "police_level": level}
        for n, level in enumerate(("authority", "region", "district", "local_district"))
    ],
    situation={
        "problems": [
            {
                "id": "a",
                "title": "A",
                "causes": [
                    {"id": factor, "text": "A", "factor": factor}
                    for factor in ("offender", "object", "control")
                ],
            }
        ]
    },
    goals=[{"id": k, "text": "A", "kind": k} for k in ("effect", "process", "production")],
    promises=[
        {
            "id": "a",
            "text": "A",
            "promisors": [
                {"party": "p0", "role": "lead"},
                {"party": "p1", "role": "contributor"},
            ],
            "commitments": [
                {"id": f"c{n}", "text": "A", "quantity": {"number": 1, "comparison": c, "per": p}}
                for n, (c, p) in enumerate(
                    (
                        ("at_least", "day"),
                        ("at_most", "week"),
                        ("exactly", "month"),
                        ("about", "quarter"),
                        ("at_least", "tertial"),
                        ("at_least", "half_year"),
                        ("at_least", "year"),
                        ("at_least", "period"),
                    )
                )
            ],
        }
    ],
    measures=[
        {
            "id": f"m{n}",
            "title": "A",
            "prevention": ("social", "situational")[n % 2],
            "recurrence": {"unit": unit},
        }
        for n, unit in enumerate(
            ("year", "half_year", "tertial", "quarter", "month", "week", "day")
        )
    ],
    indicators=[
        {"id": "a", "name": "A", "kind": "effect", "scale": "number", "direction": "up",
         "aggregation": "sum"},
        {"id": "b", "name": "B", "kind": "process", "scale": "percentage", "direction": "down",
         "aggregation": "mean"},
        {"id": "c", "name": "C", "kind": "production", "scale": "index", "direction": "keep",
         "aggregation": "none"},
        {"id": "d", "name": "D", "scale": "qualitative", "observations": [
            {"missing": reason}
            for reason in ("not_measured", "not_yet", "too_few", "confidential", "series_break")
        ]},
    ],
    follow_ups=[
        {
            "id": f"u{n}",
            "date": f"{2020 + n}",
            "measure_reports": [{"measure": "m0", "state": state}],
            "assessments": [{"promise": "a", "fulfilment": verdict, "effect": effect}],
        }
        for n, (state, verdict, effect) in enumerate(
            (
                ("planned", "kept", "improved"),
                ("ongoing", "partly_kept", "unchanged"),
                ("done", "not_kept", "worsened"),
                ("changed", "ongoing", "cannot_be_assessed"),
                ("not_done", "cannot_be_assessed", "improved"),
                ("cancelled", "kept", "improved"),
            )
        )
    ],
    relations=[
        {"kind": kind, "title": "A"}
        for kind in ("renews", "replaces", "renewed_by", "part_of", "supplements", "amends")
    ],
    record={
        "withheld": [
            {"place": {"entity": "Measure"}, "reason": reason, "profile": profile}
            for reason, profile in (
                ("sensitive", "public"),
                ("unknown_field", "partners"),
                ("repeated", "internal"),
                ("reference", "public"),
                ("personal_number", "public"),
            )
        ]
    },
)  # fmt: skip

_NFC: Final = "Trygghetsvandring på Öster, med kaféer vid ån"
_NFD: Final = "Trygghetsvandring pa\u030a O\u0308ster, med kafe\u0301er vid a\u030an"

# name, document, what it shows, clauses
_WRITTEN: Final[tuple[tuple[str, Any, str, tuple[str, ...]], ...]] = (
    ("minimal", dict(HEAD), "what every document must have, and no more", ("6.1",)),
    (
        "kind-cooperation-agreement",
        agreement(kind="cooperation_agreement"),
        "an agreement without promises, dates and parties: nothing is known of them",
        ("6.1", "6.2"),
    ),
    (
        "dates",
        agreement(follow_up_plan={"planned": [{"due": date} for date in _DATES]}),
        "dates of every precision, at the first and last year, leap days, weeks 53",
        ("7.5",),
    ),
    (
        "periods",
        agreement(
            period={"start": "2020"},
            promises=[
                {"id": f"l{n}", "text": "A", "period": period}
                for n, period in enumerate(
                    (
                        _year("2021"),
                        {"start": "2021-06", "end": "2021-08"},
                        {"start": "2020-07-01", "end": "2022-06-30"},
                        {"start": "2021-T1", "end": "2021-Q4"},
                        {"start": "2021", "end": "2021-03"},
                        {"start": "2022"},
                        {"start": "2022", "until_replaced": True},
                        {"start": "2022", "end": "2023", "until_replaced": False},
                    )
                )
            ],
        ),
        "periods: a year, a season, two years, mixed precisions, open, until replaced",
        ("7.7",),
    ),
    ("closed-codes", _CLOSED, "every code of every closed list", ("7.9",)),
    (
        "open-codes",
        agreement(
            parties=[{**_POLICE, "kind": "taxi_company"}],
            areas=[{"id": "a", "name": "A", "kind": "0-zon"}],
            promises=[
                {"id": "a", "text": "A", "themes": ["traffic", "e-scooters", "x" * 64]},
            ],
        ),
        "codes of one's own in open lists, one of 64 characters",
        ("7.9",),
    ),
    (
        "language-maps",
        agreement(
            title={"sv": "Löften", "en": "Promises", "en-GB": "Promises", "se": "Lohpádusat"},
            aim={"fit": "Turvalinen", "sr-Latn-RS": "Sigurno", "sv": "Tryggt"},
            summary="Bara på svenska.",
            promises=[{"id": "a", "text": {"sv": "Trygga torg"}, "target_groups": [
                {"sv": "Alla", "fi": "Kaikki"}, "Unga"]}],
        ),
        "texts in one language and in several, side by side",
        ("7.1",),
    ),
    (
        "another-language",
        agreement(language="fi", title="Turvallinen tori", aim={"fi": "Turvallinen tori"}),
        "an agreement in Finnish: plain strings are in its language",
        ("7.1",),
    ),
    (
        "language-of-a-region",
        agreement(language="en-GB", title={"en": "Safe squares"}),
        "for en-GB a text in en will do",
        ("7.1", "10.4"),
    ),
    (
        "language-map-with-unknown-member",
        agreement(title={"sv": "Löften", "x_audio": {"url": None, "seconds": 31}}),
        "a member of a language map whose key is no language tag is kept, and needs no text",
        ("7.1",),
    ),
    ("swedish-nfc", agreement(title=_NFC), "Swedish letters in one character each", ("7.1",)),
    (
        "swedish-nfd",
        agreement(title=_NFD),
        "the same letters with combining marks: another string, kept as it is",
        ("7.1",),
    ),
    (
        "characters",
        agreement(
            title="Flagga 🇸🇪, familj 👨\u200d👩\u200d👧, ﷺ och \U0010ffff",
            aim="Rad ett\nrad två\r\n\tindraget\u2028och mer",
            summary="a" + "\u0301" * 30,
        ),
        "line breaks, tabs, emoji, 30 combining marks in a row",
        ("4.10",),
    ),
    (
        "numbers",
        agreement(
            indicators=[
                {
                    "id": "a",
                    "name": "A",
                    "observations": [
                        {"value": Decimal(text), "period": _year(str(2000 + n))}
                        for n, text in enumerate(
                            (
                                "0", "0.0", "1.50", "1E+2", "-2.5", "0.1", "0.30", "9007199254740991",
                                "-9007199254740991", "1E+21", "5E-324", "1.7976931348623157E+308",
                                "0.000001", "1E-7", "123456789012345.6",
                            )
                        )
                    ],
                }
            ]
        ),
        "numbers at the edges of what is carried exactly; 1.50 and 1E+2 are as good as 1.5 and 100",
        ("4.9", "7.8"),
    ),
    (
        "integers",
        agreement(
            situation={
                "sources": [
                    {"id": f"s{n}", "title": "A", "kind": "survey", "respondents": respondents}
                    for n, respondents in enumerate((0, 1, 9007199254740991))
                ],
                "problems": [{"id": "a", "title": "A", "priority": 1}],
            }
        ),
        "integers at their least and largest",
        ("7.8",),
    ),
    (
        "ids",
        agreement(
            id="0",
            areas=[{"id": "a" * 128, "name": "A"}, {"id": "1.2_3-4", "name": "B"}],
            goals=[{"id": "samma", "text": "A"}],
            promises=[
                {"id": "samma", "text": "A", "goals": ["samma"], "measures": ["samma"]},
            ],
            measures=[{"id": "samma", "title": "A"}],
        ),
        "ids of 1 and of 128 characters; the same id for parts of different classes",
        ("7.3", "7.4"),
    ),
    (
        "references",
        agreement(
            parties=[_POLICE, {**_TOWN, "part_of": "lanet"}, {**_TOWN, "id": "lanet"}],
            promises=[
                {"id": "a", "text": "A", "measures": ["m1"]},
                {"id": "b", "text": "B", "continues": {"promise": "a"}},
                {"id": "c", "text": "C", "continues": {"promise": "c", "agreement": "annan-2023"}},
            ],
            measures=[{"id": "m1", "title": "A"}, {"id": "m2", "title": "B", "promises": ["a"]}],
            relations=[{"kind": "renews", "agreement": "annan-2023"}],
        ),
        "a measure named by its promise, a promise by its measure; a promise of another document",
        ("7.4", "10.1"),
    ),
    (
        "forms",
        agreement(
            contact={
                "function": "A",
                "email": "namn.efternamn+a@sub.example.se",
                "url": "http://exempel.example/%C3%A5?a=1&b=[2]#c",
                "phone": "+46 21-39 00 00",
            },
            parties=[{**_POLICE, "organisation_number": "202100-0076"}],
            documents=[{"title": "A", "media_type": "application/vnd.oasis.opendocument.text"}],
            measures=[{"id": "a", "title": "A", "budget": {"amount": 0, "currency": "EUR"}}],
            registration_numbers=[{"number": "20180701-0203"}, {"number": "KS 2024/417 § 12"}],
            record={
                "created": "2024-02-29T00:00:00Z",
                "modified": "2024-12-31T23:59:59.123456-00:30",
                "licence": "a" * 500,
            },
        ),
        "strings in each of the forms; a line of 500 characters",
        ("7.2",),
    ),
    (
        "unknown-keys",
        agreement(
            x_ours=[None, True, 1, "a", {}],
            tillagg={"a": None},
            parties=[{**_POLICE, "x_logo": "https://example.org/a.svg"}],
            period=_year("2025", note=""),
        ),
        "keys that the format does not know, at the top and in parts, with any value",
        ("6.5",),
    ),
    (
        "newer-minor-version",
        agreement(medborgarlofte="1.999", weather={"sun": True}),
        "a newer minor version: read, what is new in it kept, and noted",
        ("5.3",),
    ),
    (
        "dates-that-may-be-true",
        agreement(
            period=_year("2019"),
            signed="2019",
            terminated="2019",
            promises=[
                {"id": "a", "text": "A", "period": {"start": "2019", "end": "2019-03"}},
                {"id": "b", "text": "B", "period": {"start": "2019"}},
            ],
            follow_ups=[
                {
                    "id": "u",
                    "date": "2019",
                    "assessments": [
                        {"promise": "a", "fulfilment": "kept", "as_of": "2019-12-31"},
                        {"promise": "b", "fulfilment": "kept", "as_of": "2019-06"},
                    ],
                }
            ],
            relations=[{"kind": "renews", "period": _year("2019")}],
        ),
        "dates known to the year: rules of time speak only where it is certain",
        ("7.6", "10.2"),
    ),
    (
        "figures-that-may-be-true",
        agreement(
            indicators=[
                {"id": "a", "name": "A", "scale": "percentage", "observations": [
                    {"value": 0, "period": _year("2023")},
                    {"value": 100, "period": _year("2024")},
                    {"value": 66, "period": _year("2025")},
                    {"value": 62, "period": _year("2025"), "subgroup": "women"},
                    {"value": 70, "period": _year("2025"), "subgroup": "men"},
                ]},
                {"id": "b", "name": "B", "scale": "number", "aggregation": "sum", "observations": [
                    {"value": 105, "period": _year("2025")},
                    {"value": 40, "period": _year("2025"), "subgroup": "women"},
                    {"value": 60, "period": _year("2025"), "subgroup": "men"},
                    {"value": 5, "period": _year("2025"), "subgroup": "other"},
                ]},
                {"id": "c", "name": "C", "scale": "percentage", "direction": "up",
                 "baseline": {"value": 61}, "targets": [
                     {"value": 61}, {"value": 50, "subgroup": "women"}]},
            ],
        ),
        "figures at the borders of what the rules find wrong",
        ("10.3",),
    ),
    (
        "two-parties-judge-apart",
        agreement(
            parties=[_POLICE, _TOWN],
            promises=[{"id": "a", "text": "A"}],
            follow_ups=[
                {
                    "id": "u",
                    "assessments": [
                        {"promise": "a", "fulfilment": "kept", "assessed_by": ["polisen"]},
                        {"promise": "a", "fulfilment": "partly_kept", "assessed_by": ["kommunen"]},
                    ],
                }
            ],
        ),
        "two verdicts at one time are no contradiction where each has its own judge",
        ("10.2",),
    ),
)  # fmt: skip

_MINIMAL: Final = written(dict(HEAD)).decode()

# name, bytes, what it shows, clauses
_RAW: Final[tuple[tuple[str, bytes, str, tuple[str, ...]], ...]] = (
    (
        "order-of-keys",
        b'{"language": "sv", "kind": "action_plan", "title": "A", "id": "a", "medborgarlofte": "1.0"}',
        "the order of keys means nothing, and no line break need stand at the end",
        ("6.1", "8.2"),
    ),
    (
        "white-space",
        _MINIMAL.replace("\n", "\r\n\t ").encode(),
        "white space between the parts of the text means nothing",
        ("4.5",),
    ),
    (
        "escapes",
        _MINIMAL.replace("Ett exempel", r"\u00c5 \/ \" \\ \ud83d\ude00 \n \t")
        .replace('"id"', '"\\u0069d"')
        .encode(),
        "characters written as escapes are those characters, in keys too",
        ("4.5",),
    ),
    (
        "level-64",
        (_MINIMAL.rstrip()[:-2] + f',\n  "x_a": {"[" * 63}{"]" * 63}\n}}\n').encode(),
        "64 levels: as many as there may be",
        ("4.4",),
    ),
    (
        "key-of-200",
        (_MINIMAL.rstrip()[:-2] + f',\n  "x_{"a" * 198}": 1\n}}\n').encode(),
        "a key of 200 characters",
        ("4.8",),
    ),
    (
        "number-of-40-characters",
        (_MINIMAL.rstrip()[:-2] + f',\n  "x_a": 0.5{"0" * 37}\n}}\n').encode(),
        "a number written with 40 characters",
        ("4.9",),
    ),
)  # fmt: skip

_NOTED: Final[dict[str, tuple[Expected, ...]]] = {
    "unknown-keys": tuple(
        ("S304", "info", at) for at in ("/x_ours", "/tillagg", "/parties/0/x_logo", "/period/note")
    ),
    "newer-minor-version": (
        ("S205", "info", "/medborgarlofte"),
        ("S304", "info", "/weather"),
    ),
    "level-64": (("S304", "info", "/x_a"),),
    "key-of-200": (("S304", "info", f"/x_{'a' * 198}"),),
    "number-of-40-characters": (("S304", "info", "/x_a"),),
}
"""What is told of documents that are accepted: notes only."""

_BY_HAND: Final = (
    ("everything", "every class and every field, all of it made up", ("6.7", "7.10")),
    ("kungsbacka-2016", "Kungsbacka 2016, encoded with nothing but the specification", ("2.4",)),
    ("gnosjo", "Gnosjö, encoded with nothing but the specification", ("2.4",)),
)


def source(name: str) -> bytes:
    """A document that is written by hand."""
    return (_SOURCES / f"{name}.json").read_bytes()


def cases() -> Iterator[Case]:
    """Every document that is accepted."""
    for name, value, shows, clauses in _WRITTEN:
        yield _case(name, written(value), shows, clauses)
    for name, data, shows, clauses in _RAW:
        yield _case(name, data, shows, clauses)
    for name, shows, clauses in _BY_HAND:
        yield _case(name, source(name), shows, clauses)
    for name in examples.names():
        shows = f"the example {name} of the library: a real agreement"
        yield _case(f"example-{name}", examples.source(name), shows, ("6.7",))


def _case(name: str, data: bytes, shows: str, clauses: tuple[str, ...]) -> Case:
    findings = _NOTED.get(name, ())
    file = {f"valid/{name}.findings.json": findings_file(findings)} if findings else {}
    return Case(
        path=f"valid/{name}.json",
        data=data,
        shows=shows,
        clauses=clauses,
        findings=findings,
        beside=file,
    )
