"""What is told of broken JSON: where it stops, and most likely why."""

import calendar
import json

import pytest

from medborgarlofte import (
    Agreement,
    AgreementError,
    PartialDate,
    Party,
    Period,
    evaluate,
    examples,
    validate,
)
from medborgarlofte.codelists import Verdict
from medborgarlofte.format._cause import cause_of, place_of
from medborgarlofte.format._explain import _Explanation
from medborgarlofte.format._wanted import wanted
from medborgarlofte.values import Kind, fields_of

HEAD = '{"medborgarlofte": "1.0", "id": "a"'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "filen är tom"),
        ("  \n", "filen är tom"),
        (HEAD + ",}", "ett komma för mycket"),
        (HEAD + ', "x_a": [1, 2,\n ]}', "ett komma för mycket"),
        (HEAD, "filen slutar för tidigt"),
        (HEAD + ', "title": "Tryggt', "filen slutar för tidigt"),
        (HEAD + ' "title": "A"}', "ett komma saknas"),
        (HEAD + ", 'title': 'A'}", 'texter står inom "raka" citattecken'),
        (HEAD + ', “title”: "A"}', "citattecknen ska vara raka"),
        (HEAD + ', // rubrik\n"title": "A"}', "kommentarer finns inte i JSON"),
        (HEAD + ', "x_a": True}', "ordet skrivs true, false eller null"),
        (HEAD + ', "title": "A\nB"}', "citattecknet som avslutar texten saknas"),
        (HEAD + ', "title": "A,\n"summary": "B"}', "citattecknet som avslutar texten saknas"),
        (HEAD + ', "title": "Vi ska "synas" vid torget"}', 'inne i en text skrivs \\"'),
        (HEAD + ', "x_a": ["Vi "syns" här"]}', 'inne i en text skrivs \\"'),
        (HEAD + ', "x_a": ["a" true]}', "ett komma saknas"),
        (HEAD + ', "x_a": ["a" 5]}', "ett komma saknas"),
        (HEAD + ', "x_a": 10,5}', "decimaltal skrivs med punkt"),
        (HEAD + ', "x_a": 10, x_b: 5}', "texter och nycklar står inom citattecken"),
        (HEAD + ', "x_a": polis}', "texter och nycklar står inom citattecken"),
        (HEAD + ', "x_a": [Å]}', "texter och nycklar står inom citattecken"),
        ('{medborgarlofte: "1.0"}', "texter och nycklar står inom citattecken"),
        ("medborgarlofte: 1.0", "något annat väntades här"),  # YAML
        (HEAD + ', "signed": 2024-06-15}', "ett datum står inom citattecken"),
        (HEAD + ', "x_a": [2024/2025]}', "ett datum står inom citattecken"),
        ("fil.json", 'skriv Path("…")'),
        ("mapp/min fil.docx", 'skriv Path("…")'),
        (b"fil.json", "något annat väntades här"),
        (b"PK\x03\x04abc", "Word-, Excel- eller zip"),
        (b"%PDF-1.7 abc", "filen är en PDF"),
        (HEAD + ', "title": "A\\x"}', "omvänt snedstreck"),
        (HEAD + "}" + HEAD + "}", "det står mer efter slutet"),
        (HEAD + ', "title": "A\tB"}', "en tabb, skrivs \\t"),
        (HEAD + ', "x_a": 007}', "så skrivs inget tal"),
        (HEAD + ', "x_a": 0x1A}', "så skrivs inget tal"),
        (HEAD + ', "x_a": +1}', "så skrivs inget tal"),
        (HEAD + ', "x_a": 1.}', "så skrivs inget tal"),
        (HEAD + ', "x_a": .5}', "så skrivs inget tal"),
        (HEAD + ', "x_a": -.5}', "så skrivs inget tal"),
        (HEAD + ', "x_a": 1e}', "så skrivs inget tal"),
        (HEAD + ', "x_a": [1 2]}', "ett komma saknas"),
        (HEAD + ', "x_a": [1-2]}', "ett komma saknas"),
        ("007", "så skrivs inget tal"),
        (HEAD + ', "x_a": ?}', "något annat väntades här"),
    ],
)
def test_the_likely_cause_is_told(text, words):
    (finding,) = validate(text)
    assert finding.code == "S101"
    assert words in finding.message("sv")
    assert finding.message("en") != finding.message("sv")


def test_a_comma_too_many_is_pointed_at_by_every_version_of_python():
    doc = HEAD + ",\n\n}"
    at = len(HEAD)
    stops = [
        json.JSONDecodeError("Expecting property name enclosed in double quotes", doc, at + 3),
        json.JSONDecodeError("Illegal trailing comma before end of object", doc, at),
    ]
    assert {cause_of(stop) for stop in stops} == {"trailing-comma"}
    assert {place_of(stop, "trailing-comma") for stop in stops} == {(1, at + 1)}
    (finding,) = validate(doc)
    assert (finding.params["line"], finding.params["column"]) == (1, at + 1)


def test_a_comma_that_is_missing_is_missing_after_what_stands_before():
    (finding,) = validate(HEAD + '\n\n  "title": "A"}')
    assert (finding.params["line"], finding.params["column"]) == (1, len(HEAD) + 1)


@pytest.mark.parametrize(
    ("part", "sv", "mend"),
    [
        ('"kind": "medborgarlöfte"', "medborgarlöfte skrivs citizen_promise", "citizen_promise"),
        ('"kind": "Citizen-Promise"', "citizen promise skrivs citizen_promise", "citizen_promise"),
        ('"parties": [{"id": "k", "name": "K", "kind": "Polis"}]', "polis skrivs police", "police"),
    ],
)
def test_a_word_that_is_no_code_is_told_with_its_code(part, sv, mend):
    whole = f'{{"medborgarlofte": "1.0", "id": "a", "title": "A", "language": "sv", {part}}}'
    (finding,) = (f for f in validate(whole) if f.code in ("S307", "S311"))
    assert finding.message("sv").endswith(f"; {sv}")
    assert finding.message("en").endswith(f"; {sv.replace('skrivs', 'is written')}")
    assert [step["value"] for step in finding.mend] == [mend]


def test_what_is_no_word_of_the_list_is_not_repeated():
    whole = '{"medborgarlofte": "1.0", "id": "a", "title": "A", "language": "sv", "kind": "avtal"}'
    (finding,) = validate(whole).errors
    assert finding.message("sv").endswith("action_plan")
    assert finding.mend is None


def test_in_python_too_the_code_is_told():
    with pytest.raises(AgreementError, match="polis is written police"):
        Party(name="A", kind="Polis")
    with pytest.raises(AgreementError, match="uppfyllt is written kept"):
        Verdict("uppfyllt")


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("löften", "promises"),
        ("Löftena", "promises"),
        ("område", "areas"),
        ("sammanfattning", "summary"),
        ("åtgarder", "measures"),
        ("mål", "goals"),
        ("orkester", None),
        ("x_löften", None),
    ],
)
def test_a_swedish_key_is_told_with_the_key_of_the_format(key, meant):
    whole = {"medborgarlofte": "1.0", "id": "a", "title": "A", "kind": "citizen_promise"}
    report = validate(json.dumps({**whole, key: 1, "language": "sv"}), profile="exchange")
    (finding,) = report
    assert (finding.code, finding.params.get("perhaps")) == ("S304", meant)
    assert finding.message("sv").endswith(f"; {key} skrivs {meant}?" if meant else "som den är")
    assert finding.message("en").endswith(f"; is {key} written {meant}?" if meant else "as it is")


def test_a_key_that_is_there_already_is_not_meant_once_more():
    whole = {"medborgarlofte": "1.0", "id": "a", "title": "A", "kind": "citizen_promise"}
    tree = {**whole, "language": "sv", "summary": "S", "sammanfattning": "T"}
    (finding,) = validate(json.dumps(tree), profile="exchange")
    assert "perhaps" not in finding.params


@pytest.mark.parametrize(
    ("part", "example"),
    [
        ('"period": "2015-10"', '{"start": "2024"}'),
        ('"contact": "a@b.se"', '{"function": "…", "email": "namn@example.se"}'),
        ('"contact": "https://a.se"', '{"function": "…", "url": "https://example.se/"}'),
        ('"contact": "Kommunpolisen"', '{"function": "…"}'),
        ('"promises": [{"id": "a", "text": "A", "promisors": ["p"]}]', '{"party": "kommunen"}'),
        ('"promises": [{"id": "a", "text": "A", "promisors": "p"}]', '[{"party": "kommunen"}]'),
        ('"promises": [{"id": "a", "text": "A", "themes": "traffic"}]', None),
        ('"title": 5', None),
    ],
)
def test_what_is_wanted_is_shown_by_an_example(part, example):
    (finding,) = (f for f in validate(f"{HEAD}, {part}}}") if f.code == "S302")
    assert finding.params.get("example") == example
    for lang, says in (("sv", "till exempel"), ("en", "for example")):
        assert finding.message(lang).endswith(f"; {says} {example}") is (example is not None)


def test_every_example_of_what_is_wanted_can_be_read():
    shown = 0
    for cls in {part for spec in fields_of(Agreement) for part in reached(spec)}:
        for instead in (5, "a", "a@b.se", "https://a.se"):
            if said := wanted(cls, instead):
                shown += 1
                part = json.loads(said["example"])
                assert explained(cls, part) == [], said
    assert shown > 100


def reached(spec):
    if spec.shape.kind is Kind.PART:
        yield spec.shape.type
        for inner in fields_of(spec.shape.type):
            yield from reached(inner)


def explained(cls, part):
    walk = _Explanation()
    walk.part(cls, part)
    return walk.findings


def test_a_missing_comma_is_told_where_it_is_to_stand():
    (finding,) = validate('{\n  "title": "A"  \n\n  "kind": "B"\n}')
    assert finding.message("sv").startswith("inte giltig JSON, rad 2, kolumn 15: ett komma saknas")


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (HEAD.encode() + ',\n"title": "Löften"}'.encode("cp1252"), 2, None),
        (b"PK\x03\x04\n\xff", 2, "Word-, Excel- eller zip"),
        (b"%PDF-1.7\n%\xe2\xe3", 2, "filen är en PDF"),
        (HEAD.encode("utf-16"), 1, "sparad som UTF-16"),
    ],
)
def test_what_is_no_utf8_is_told_with_its_line(data, line, words):
    (finding,) = validate(data)
    assert finding.code == "S102"
    assert f"rad {line}, byte " in finding.message("sv")
    assert f"line {line}, byte " in finding.message("en")
    assert (";" in finding.message("sv")) is (words is not None)
    assert (words or "") in finding.message("sv")


def test_a_repeated_key_is_told_with_its_lines():
    (finding,) = validate(HEAD + ',\n"x_a": {"b": "c", "c": 1},\n\n"x_a": 2}')
    assert finding.message("sv") == "nyckeln x_a förekommer flera gånger; på raderna 2, 4"
    (finding,) = validate(HEAD + ', "x_a": "x_a", "x_a": 2}')
    assert finding.message("en") == "the key x_a occurs more than once"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("15 januari 2016", "2016-01-15"),
        ("den 15 jan. 2016", "2016-01-15"),
        ("January 15, 2016", "2016-01-15"),
        ("15/1 2016", "2016-01-15"),
        ("20160115", "2016-01-15"),
        ("2016/1/5", "2016-01-05"),
        ("2016-1-5", "2016-01-05"),
        ("2016-01-15T10:00:00Z", "2016-01-15"),
        ("15.01.2016", "2016-01-15"),
        ("Maj 2016", "2016-05"),
        ("2016-5", "2016-05"),
        ("3/4/2016", None),  # of April, or of March
        ("30 februari 2016", None),
        ("15 janvier 1016", None),
        ("18900118", None),
        ("i höst", None),
        ("٢٠١٦٠١١٥", None),
    ],
)
def test_a_date_in_another_form_is_told_in_that_of_the_format(written, meant):
    whole = {"medborgarlofte": "1.0", "id": "a", "title": "A", "kind": "citizen_promise"}
    (finding,) = validate(json.dumps({**whole, "language": "sv", "signed": written})).errors
    assert (finding.code, finding.params.get("suggestion")) == ("S308", meant)
    assert finding.message("sv").endswith(f"; menade du {meant}?") is (meant is not None)
    with pytest.raises(AgreementError) as caught:
        PartialDate(written)
    assert caught.value.report.findings[0].params.get("suggestion") == meant


SWEDISH = ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
           "oktober", "november", "december")  # fmt: skip


@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_is_known_by_its_name_in_both_languages_and_by_three_letters(number):
    for name in (SWEDISH[number - 1], calendar.month_name[number]):
        for written in (name, name[:3], f"{name[:3]}.", name.upper()):
            with pytest.raises(AgreementError) as caught:
                PartialDate(f"3 {written} 2020")
            assert caught.value.report.findings[0].params["suggestion"] == f"2020-{number:02}-03"
    with pytest.raises(AgreementError) as caught:
        PartialDate(f"3 {SWEDISH[number - 1]}x 2020")
    assert "suggestion" not in caught.value.report.findings[0].params


@pytest.mark.parametrize("written", ["2016-2019", "2016–2019", "2016 - 2019", "2016 till 2019"])
def test_a_period_with_a_dash_is_told_with_a_slash(written):
    with pytest.raises(AgreementError, match=r"did you mean 2016/2019\?"):
        Period.parse(written)
    assert str(Period.parse("2016-01")) == "2016-01"


@pytest.mark.parametrize(("asked", "meant"), [("trafk", "trafik"), ("orkester", None)])
def test_an_id_that_is_not_there_is_told_with_the_nearest(asked, meant):
    agreement = examples.load("strangnas")
    evaluation = evaluate(agreement, on="2020-02-01")
    for look_up in (agreement.promise, evaluation.promise):
        with pytest.raises(AgreementError) as caught:
            look_up(asked)
        (finding,) = caught.value.report
        assert finding.params.get("suggestion") == meant
        told = "du skrev trafk; menade du trafik?"
        assert finding.message("sv").endswith(told) is (meant is not None)
