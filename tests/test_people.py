"""Codes, numbers of persons, and languages: where the rules speak, and where they must not."""

import json
import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.se import orgnr, personnummer

from medborgarlofte import examples
from medborgarlofte.checking import validate
from medborgarlofte.checks import run
from medborgarlofte.checks._exemplary import ON
from medborgarlofte.checks.texts import _LANGUAGES, _MEANT
from medborgarlofte.data import municipalities
from medborgarlofte.findings import discreet, holds_personal_number, passes_luhn
from medborgarlofte.model import (
    Agreement,
    Area,
    Contact,
    Document,
    Party,
    Promise,
    Record,
    RegistrationNumber,
    Relation,
    Signatory,
)
from medborgarlofte.values import Text


def agreement(**given):
    return Agreement(**{"id": "l", "title": "Löften", "kind": "citizen_promise", **given})


def party(name="Exempel", kind="municipality", **given):
    return Party(**{"id": "p", "name": name, "kind": kind, **given})


def findings(document, code):
    return list(run(document, ON, [code]))


def found(document, code):
    return [f.pointer for f in findings(document, code)]


def all_found(document):
    return [(f.code, f.pointer) for f in validate(document, on=ON, profile="exchange")]


# ── K401, K402: municipalities ─────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "code", "suggestion", "mended"),
    [
        ("Västerås stad", "1908", "1980", True),
        ("Västerås", "0000", "1980", True),
        ("VÄSTERÅS  KOMMUN", "9999", "1980", True),
        ("Göteborgs Stad", "1408", "1480", True),
        ("Kalmar kommun", "0808", "0880", True),
        ("Region Gotland", "0908", "0980", True),
        ("City of Malmö", "1208", "1280", True),
        ("Ale kommun", "1400", "1440", True),
        ("Vesterås", "1908", "1980", False),  # one letter wrong
        ("Vätserås stad", "1908", "1980", False),  # two letters moved
        ("Goteborg", "1408", "1480", False),
        ("Jonkopings kommun", "0608", "0680", False),
        ("Habo kommun", "1111", "0643", True),
        ("Håbo kommun", "1111", "0305", True),
        ("Lokalpolisområde Torget", "1979", "1980", False),  # the nearest code
        ("Torget", "0001", "0114", False),
        ("Torget", "9999", "2584", False),
        ("x" * 10_000, "1981", None, None),  # a code that there is
    ],
)
def test_the_code_meant(name, code, suggestion, mended):
    for document, at in (
        (agreement(parties=[party(name, kind="police", municipality_code=code)]), "/parties/0"),
        (agreement(areas=[Area(id="a", name=name, municipality_code=code)]), "/areas/0"),
    ):
        told = [(f.pointer, f.params["suggestion"], f.mend) for f in findings(document, "K401")]
        where = f"{at}/municipality_code"
        mend = ({"op": "replace", "path": where, "value": suggestion},) if mended else None
        assert told == ([(where, suggestion, mend)] if suggestion else [])


def test_a_name_in_two_languages_may_name_two_municipalities():
    name = Text(sv="Västerås", en="Malmö")
    (finding,) = findings(agreement(parties=[party(name, municipality_code="1908")]), "K401")
    assert finding.mend is None


def test_every_municipality_may_bear_its_name():
    for code, one in municipalities().items():
        for name in (one.name, one.short_name, f"{one.short_name}s stad"):
            assert found(agreement(parties=[party(name, municipality_code=code)]), "K402") == []
            wrong = "1980" if code != "1980" else "0486"
            document = agreement(parties=[party(name, municipality_code=wrong)])
            (finding,) = findings(document, "K402")
            assert (finding.params["code"], finding.params["suggestion"]) == (wrong, code)


@pytest.mark.parametrize(
    ("name", "kind", "code"),
    [
        ("Trygghetsnämnden", "municipality", "1980"),
        ("Kommunstyrelsen i Strängnäs", "municipality", "1980"),
        ("Strängnäs", "police", "1980"),  # a police district may bear a town's name
        ("Region Uppsala", "municipality", "1980"),  # the region is no municipality
        ("Strängnäs", "municipality", None),
        ("Strängnäs", "municipality", "9999"),  # another rule's matter
        (Text(sv="Västerås stad", en="Strängnäs"), "municipality", "1980"),
    ],
)
def test_other_names_go_with_any_code(name, kind, code):
    assert found(agreement(parties=[party(name, kind, municipality_code=code)]), "K402") == []


# ── K403: organisation numbers ─────────────────────────────────────────────────

DIGITS = st.text(st.sampled_from("0123456789"), min_size=10, max_size=10)


@given(DIGITS)
def test_an_organisation_number_is_one_to_stdnum_too(digits):
    number = f"{digits[:6]}-{digits[6:]}"
    document = agreement(parties=[party(organisation_number=number)])
    assert (found(document, "K403") == []) is orgnr.is_valid(number)


def test_the_number_of_an_organisation_is_not_told():
    document = agreement(parties=[party(organisation_number="212000-0143")])
    (finding,) = findings(document, "K403")
    assert "0143" not in repr(finding)


# ── K404: personal identity numbers ────────────────────────────────────────────


def with_check_digit(nine):
    return next(nine + digit for digit in "0123456789" if passes_luhn(nine + digit))


@st.composite
def people(draw, plus=0):
    """Made-up numbers of people who were born in 1890: century and ten digits."""
    born = draw(st.dates(date(1890, 1, 1), date(1890, 12, 31)))
    serial = draw(st.integers(1, 999))
    return "18", with_check_digit(f"90{born.month:02}{born.day + plus:02}{serial:03}")


def writings(century, ten):
    day, last = ten[:6], ten[6:]
    wide = {ord(str(n)): 0xFF10 + n for n in range(10)}
    arabic = {ord(str(n)): 0x0660 + n for n in range(10)}
    return {
        "twelve digits": f"{century}{ten}",
        "twelve and a hyphen": f"{century}{day}-{last}",
        "twelve and a plus": f"{century}{day}+{last}",
        "ten digits": ten,
        "ten and a hyphen": f"{day}-{last}",
        "ten and a plus": f"{day}+{last}",
        "a space": f"{day} {last}",
        "a hard space": f"{century}{day}\u00a0{last}",
        "an en dash": f"{century}{day}\u2013{last}",
        "a spaced dash": f"{day} \u2014 {last}",
        "a hard hyphen": f"{day}\u2011{last}",
        "a minus": f"{day}\u2212{last}",
        "an underscore": f"{day}_{last}",
        "a date": f"{century}{day[:2]}-{day[2:4]}-{day[4:]}-{last}",
        "full width": f"{century}{day}\uff0d{last}".translate(wide),
        "Arabic digits": f"{century}{day}-{last}".translate(arabic),
        "zero width": "\u200b".join(f"{century}{day}-{last}"),
        "soft hyphens": f"{century}{day}\u00ad{last}",
        "joined words": "\u2060".join(ten),
        "a sentence": f"Åsa ({century}{day}-{last}), boende på Öster.",
        "an address": f"https://example.org/?pnr={century}{ten}&x=1",
        "after a number that is none": f"700101-1890-{day}-{last}",
        "after a year": f"2024 {day}-{last}",
    }


@given(people(), people(plus=60))
def test_every_writing_is_found(person, coordinated):
    assert personnummer.is_valid("".join(person))
    for century, ten in (person, coordinated):
        for writing, written in writings(century, ten).items():
            assert holds_personal_number(written), writing


MADE_UP = "9001189803"
WRITINGS = writings("18", MADE_UP)


@pytest.mark.parametrize("writing", WRITINGS)
def test_no_writing_is_ever_told(writing):
    (finding,) = findings(agreement(summary=WRITINGS[writing]), "K404")
    assert finding.pointer == "/summary"
    keeps_quiet(finding, MADE_UP)


def keeps_quiet(finding, ten):
    said = (
        finding.message("sv"),
        finding.message("en"),
        repr(finding),
        str(finding),
        json.dumps(finding.to_dict("sv")),
    )
    for words in said:
        assert ten[6:] not in words
        assert ten[:6] not in words


NUMBER = "18900118-9803"
PLACES = {
    "id": (agreement(promises=[Promise(id=f"x{NUMBER}", text="Vi lovar.")]), "/promises/0/id"),
    "the id of all": (agreement(id=NUMBER), "/id"),
    "reference": (
        agreement(
            areas=[Area(id="a", name="A")],
            promises=[Promise(id="x", text="Vi lovar.", areas=NUMBER)],
        ),
        "/promises/0/areas/0",
    ),
    "line": (agreement(signatories=[Signatory(name=f"Eva {NUMBER}")]), "/signatories/0/name"),
    "code": (
        agreement(promises=[Promise(id="x", text="V", themes=[NUMBER])]),
        "/promises/0/themes/0",
    ),
    "relation": (
        agreement(relations=[Relation(kind="amends", agreement=NUMBER)]),
        "/relations/0/agreement",
    ),
    "address": (
        agreement(documents=[Document(title="D", url=f"https://example.org/{NUMBER}.pdf")]),
        "/documents/0/url",
    ),
    "telephone": (agreement(contact=Contact(function="F", phone="9001189803")), "/contact/phone"),
    "translation": (agreement(aim=Text(sv="Trygghet", en=NUMBER)), "/aim/en"),
    "language tag": (agreement(aim=Text({"sv": "Trygghet", "sv-18900118-9803": "T"})), "/aim"),
    "value by such a tag": (agreement(aim=Text({"sv": "T", "sv-18900118-9803": NUMBER})), "/aim"),
    "key in a text": (agreement(aim=Text({"sv": "Trygghet", "x_" + NUMBER: 1})), "/aim"),
    "value in a text": (agreement(aim=Text({"sv": "Trygghet", "x_a": [1, NUMBER]})), "/aim/x_a/1"),
    "number in a text": (agreement(aim=Text({"sv": "T", "x_a": 189001189803})), "/aim/x_a"),
    "unknown field": (agreement(extensions={"x_a": {"b": NUMBER}}), "/x_a/b"),
    "key": (agreement(extensions={"x_a": {NUMBER: 1}}), "/x_a"),
    "below such a key": (agreement(extensions={"x_a": {NUMBER: [{"b": NUMBER}]}}), "/x_a"),
    "key at the top": (agreement(extensions={NUMBER: 1}), ""),
    "key of a part": (agreement(record=Record(extensions={NUMBER: NUMBER})), "/record"),
    "whole number": (agreement(extensions={"x_a": [0, 9001189803]}), "/x_a/1"),
    "longer number": (agreement(extensions={"x_a": 189001189803}), "/x_a"),
    "decimal": (agreement(extensions={"x_a": Decimal("189001189803.00")}), "/x_a"),
    "register, in words": (
        agreement(
            registration_numbers=[RegistrationNumber(number="1", extensions={"x_a": NUMBER})]
        ),
        "/registration_numbers/0/x_a",
    ),
}


@pytest.mark.parametrize("place", PLACES)
def test_wherever_it_stands(place):
    document, pointer = PLACES[place]
    told = findings(document, "K404")
    assert [f.pointer for f in told] == [pointer]
    for finding in told:
        keeps_quiet(finding, MADE_UP)


@pytest.mark.parametrize("place", PLACES)
def test_no_other_rule_of_ours_tells_it(place):
    document, _ = PLACES[place]
    for code in ("K401", "K402", "K403", "K405", "K406", "K407", "K408"):
        for finding in findings(document, code):
            keeps_quiet(finding, MADE_UP)


def test_it_is_not_told_by_the_rules_of_texts():
    tag = "xx-18900118-9803"
    document = agreement(
        language=tag,
        aim=Text({tag: "T", f"Eva {NUMBER}": "T"}),
        title=Text({tag: f"Lö\u200bften {NUMBER}"}),
        areas=[Area(id="a", name="18900118\u200b9803"), Area(id="b", name=Text(fi="Tori"))],
    )
    told = [f for code in ("K405", "K406", "K407", "K408") for f in findings(document, code)]
    assert {f.code for f in told} == {"K405", "K406", "K407", "K408"}
    for finding in told:
        keeps_quiet(finding, MADE_UP)


@pytest.mark.parametrize(
    "text",
    [
        "18900118-9804",  # the check digit
        "18901318-9801",  # month 13
        "900230-9807",  # 30 February
        "900160-0003",
        "900192-9803",
        "118900118-9803",
        "18900118-98033",
        "900118 98 03",
        "17900118-9803",
        "212000-0142",
        "2120000142",
        "16212000-0142",
        "2018-07-01-2020-06-30",
        "2018-07-01/2020-06-30",
        "2024-06-15T12:00:00.250000+02:00",
        "021-39 00 00",
        "+46 21 39 00 00",
        "070-123 45 67",
        "BRÅ 2023:196, 2013:5 och 2018:14",
        "1, 2, 3, 4, 5, 6, 7, 8, 9, 10",
        "Från 1 januari 2025 till 31 december 2026 gjordes 303 kontroller av 1 800",
        "\u00b9\u2078",
        "",
    ],
)
def test_other_digits_are_no_person(text):
    assert not holds_personal_number(text)


def test_leap_days():
    assert holds_personal_number(with_check_digit("960229123"))
    assert holds_personal_number(with_check_digit("000229123"))  # 2000
    assert not holds_personal_number(with_check_digit("970229123"))
    assert not holds_personal_number("19" + with_check_digit("000229123"))  # 1900
    assert holds_personal_number("20" + with_check_digit("000229123"))


@st.composite
def organisations(draw):
    first, third = draw(st.sampled_from("1235789")), draw(st.sampled_from("23456789"))
    rest = draw(st.text(st.sampled_from("0123456789"), min_size=7, max_size=7))
    return with_check_digit(f"{first}{rest[0]}{third}{rest[1:]}")


@given(organisations())
def test_an_organisation_is_never_taken_for_a_person(ten):
    assert orgnr.is_valid(ten)
    hyphen = f"{ten[:6]}-{ten[6:]}"
    for text in (ten, hyphen, f"16{ten}", f"16{hyphen}", f"Org.nr {hyphen}.", f"år 2020 {hyphen}"):
        assert not holds_personal_number(text)


@given(DIGITS, st.sampled_from(["", "18", "19", "20"]))
def test_what_is_found_is_a_person_to_stdnum_too(ten, century):
    text = f"{century}{ten[:6]}-{ten[6:]}"
    day = int(ten[4:6])
    plain = f"{century}{ten[:4]}{day - 60 if day > 60 else day:02}"
    try:
        date(int((century or "20") + plain[-6:-4]), int(plain[-4:-2]), int(plain[-2:]))
    except ValueError:
        born = False
    else:
        born = True
    assert holds_personal_number(text) is (born and orgnr.is_valid(ten))
    if day <= 31 and century:
        assert holds_personal_number(text) is personnummer.is_valid(text)


def test_numbers_of_registers_are_left_alone():
    document = agreement(
        registration_numbers=[RegistrationNumber(number=NUMBER)],
        parties=[party(organisation_number="900118-9803")],
    )
    assert found(document, "K404") == []


def test_numbers_that_mean_something_are_left_alone():
    document = agreement(extensions={"x_a": [True, 1, 9001189804, 90011898031, Decimal("1E+40")]})
    assert found(document, "K404") == []


def test_the_steps_to_a_number_end_before_it():
    assert discreet(("a", 1, NUMBER, "b")) == ("a", 1)
    assert discreet(("a", 9001189803, "b")) == ("a", 9001189803, "b")  # an index, not a key


@pytest.mark.parametrize(
    "text",
    [
        *("9" * 10**5, "9 " * 10**5, "900118 " * 10**5, "12-12-12-12-" * 10**5),
        *("1" + "\u200b" * 10**6, "\uff11å" * 10**5, "1a2b3c4d5e6f7g8h9" + "i" * 10**6),
        "900118-9804\n" * 10**4,
    ],
    ids=range(8),
)
def test_long_texts_are_soon_read(text):
    import time

    start = time.perf_counter()
    assert not holds_personal_number(text)
    assert time.perf_counter() - start < 5  # a square would be hours


# ── K405-K407: languages ───────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("tag", "suggestion"),
    [
        *((tag, None) for tag in ("en", "en-GB", "fi", "se", "fit", "rmy", "yi", "ar", "so", "ti")),
        *((tag, None) for tag in ("fa", "prs", "ku", "ckb", "sma", "swl", "zh-Hans", "sr-Latn-RS")),
        *((tag, None) for tag in ("sv-FI", "sw", "mul")),
        *(("eng", "en"), ("swe", "sv"), ("eng-GB", "en"), ("dk", "da"), ("som", "so")),
        *(("xx", "sv"), ("qqq", "sv")),
    ],
)
def test_a_tag_begins_with_a_language(tag, suggestion):
    document = agreement(aim=Text({"sv": "Trygghet", tag: "…"}))
    told = [(f.pointer, f.params["suggestion"]) for f in findings(document, "K405")]
    assert told == ([(f"/aim/{tag}", suggestion)] if suggestion else [])


def test_so_does_the_language_of_the_agreement():
    document = agreement(language="swe")
    assert [(f.pointer, f.params) for f in findings(document, "K405")] == [
        ("/language", {"tag": "swe", "suggestion": "sv"})
    ]


def test_the_lists_of_languages_agree():
    assert _LANGUAGES.isdisjoint(_MEANT)
    assert _LANGUAGES.issuperset(_MEANT.values())
    assert all(re.fullmatch("[a-z]{2,3}", code) for code in _LANGUAGES | _MEANT.keys())
    assert len([code for code in _LANGUAGES if len(code) == 2]) >= 183


@pytest.mark.parametrize(
    ("language", "text", "missing"),
    [
        ("sv", "Trygghet", False),
        ("sv", {"sv": "Trygghet"}, False),
        ("sv", {"sv": "Trygghet", "en": "Safety"}, False),
        ("sv", {"en": "Safety"}, True),
        ("sv", {"sv-SE": "Trygghet"}, True),  # whoever asks for sv is not answered by it
        ("en-GB", {"en": "Safety"}, False),
        ("en-GB", {"en-GB": "Safety"}, False),
        ("en-GB", {"en-US": "Safety"}, True),
        ("en", {"sv": "Trygghet"}, True),
        ("sv", {"Svenska": "Trygghet"}, True),
    ],
)
def test_every_text_is_there_in_the_language_of_all(language, text, missing):
    document = agreement(language=language, aim=text)
    assert found(document, "K406") == (["/aim"] if missing else [])


@pytest.mark.parametrize(
    ("key", "told"),
    [
        *((key, True) for key in ("SV", "sv_SE", "Svenska", "s", "", "en-", "åå", "a/b~c")),
        *((key, False) for key in ("sv", "en-GB", "x_not", "x_")),
    ],
)
def test_a_key_is_a_language(key, told):
    document = agreement(aim=Text({"sv": "Trygghet", key: "…"}))
    escaped = key.replace("~", "~0").replace("/", "~1")
    assert found(document, "K407") == ([f"/aim/{escaped}"] if told else [])


# ── K408: what nobody sees ─────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "character", "clean"),
    [
        ("Tor\u200bget", "U+200B", "Torget"),
        ("Tor\u00adget", "U+00AD", "Torget"),
        ("\ufeffTorget", "U+FEFF", "Torget"),
        ("Torget\u200e", "U+200E", "Torget"),
        ("Torget \u061c\u200f", "U+061C", "Torget "),
        ("T\u2060o\u2064r\u200dg\u200cet", "U+2060", "Torget"),
        ("Torget\U000e0041\U000e007f", "U+E0041", "Torget"),
        ("\u200cTorget", "U+200C", "Torget"),
        ("å\u200b\u200dä", "U+200B", "åä"),
        ("\u200b\u200b", "U+200B", None),  # nothing would be left of it
    ],
)
def test_a_name_has_nothing_unseen(name, character, clean):
    places = {
        "/areas/0/name": agreement(areas=[Area(id="a", name=name)]),
        "/areas/0/name/en": agreement(areas=[Area(id="a", name=Text(sv="Torget", en=name))]),
        "/signatories/0/name": agreement(signatories=[Signatory(name=name)]),
        "/title": agreement(title=name),
    }
    for pointer, document in places.items():
        (finding,) = findings(document, "K408")
        assert (finding.pointer, finding.params) == (pointer, {"character": character})
        mend = {"op": "replace", "path": pointer, "value": clean}
        assert finding.mend == (None if clean is None else (mend,))


@pytest.mark.parametrize(
    "name",
    [
        "Torget",
        "Åmål–Säffle, 5 % (‘Öster’)",
        "\u0645\u06cc\u200c\u0634\u0648\u062f",  # Persian is spelt with it
        "\U0001f46e\u200d\u2640\ufe0f",  # a policewoman
    ],
)
def test_what_is_seen_is_left_alone(name):
    assert found(agreement(title=name), "K408") == []


def test_running_text_may_have_soft_hyphens():
    assert found(agreement(summary="Trygghets\u00advandringar"), "K408") == []


@given(st.text(st.sampled_from("aåب \u200b\u200c\u200d\u00ad\u2060\ufeff\u061c"), min_size=1))
def test_a_mended_name_is_clean(name):
    if name.isspace():
        return
    for finding in findings(agreement(title=name), "K408"):
        if finding.mend:
            assert found(agreement(title=finding.mend[0]["value"]), "K408") == []


@pytest.mark.parametrize("name", examples.names())
def test_real_documents_have_none_of_it(name):
    assert all_found(examples.load(name)) == []
