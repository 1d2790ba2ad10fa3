"""Findings and reports: stable, bounded, and as useful to programs as to people."""

import json
import pickle
import random
import xml.etree.ElementTree as ET
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from medborgarlofte import AgreementError, Finding, Profile, Report, Severity, examples, validate
from medborgarlofte.checking import PROFILES
from medborgarlofte.checks._exemplary import ON, exemplary
from medborgarlofte.display.machine import Checked, as_github, as_json, as_junit, as_sarif
from medborgarlofte.findings import all_rules, pointer, register, report_schema, rule_for
from medborgarlofte.findings._wording import word
from medborgarlofte.findings.structure import MISSING, TOO_LONG, UNKNOWN_KEY
from medborgarlofte.format import _locate, dumps, from_tree, locate, parse
from medborgarlofte.model import Agreement
from medborgarlofte.strategies import agreements
from medborgarlofte.strategies._nearly import _VERSION, _places, _spoil
from medborgarlofte.values import Kind

RULES = Path(__file__).resolve().parent.parent / "docs" / "rules"
BROKEN = b'{"medborgarlofte": "1.0", "titel": "x", "kind": 5, "id": "a", "signed": "2024-02-30"}'


def test_a_report_is_data():
    report = validate(BROKEN)
    assert not report.ok
    assert report.codes() == ("S301", "S302", "S303", "S308")
    assert {code: len(found) for code, found in report.by_code().items()} == dict.fromkeys(
        report.codes(), 1
    )
    assert report.summary() == {"error": 4, "warning": 0, "info": 0}
    assert [row["pointer"] for row in report.to_rows()] == ["", "/kind", "/titel", "/signed"]
    assert len(report) == len(list(report)) == 4
    with pytest.raises(AgreementError) as caught:
        report.raise_for_errors()
    assert caught.value.report == report
    validate(exemplary(), on=ON).raise_for_errors()


def test_one_mistake_is_one_finding():
    report = validate(BROKEN.replace(b"titel", b"title"))
    assert report.codes() == ("S301", "S302", "S308")


WANTED = {
    Kind.TEXT: "text", Kind.STRING: "string", Kind.REFERENCE: "string", Kind.OPEN: "string",
    Kind.CLOSED: "string", Kind.DATE: "string", Kind.NUMBER: "number", Kind.INTEGER: "integer",
    Kind.BOOLEAN: "boolean", Kind.PART: "object",
}  # fmt: skip
FOUND = {
    "string": "5", "integer": 5, "number": 1.5, "boolean": True, "array": [[]], "object": {"a": 1},
}  # fmt: skip


def of_the_type(kind, found):
    also = {Kind.TEXT: ("string", "object"), Kind.NUMBER: ("integer", "number")}
    return found in also.get(kind, (WANTED[kind],))


def test_what_was_wanted_and_what_was_found_is_told_of_every_field():
    text = dumps(exemplary())
    for steps, spec in _places(json.loads(text), Agreement):
        kind, within = spec.shape.kind, spec.key != _VERSION
        for found, value in FOUND.items() if within else ():
            if of_the_type(kind, found) or (spec.many and found == "array"):
                continue
            tree = json.loads(text)
            _spoil(tree, steps, spec, value)
            (finding,) = validate(json.dumps(tree)).errors
            wanted = "array" if spec.many else WANTED[kind]
            assert (finding.params["expected"], finding.params["found"]) == (wanted, found), steps
            if len(steps) == 1 and steps != ("id",):
                assert (finding.entity, finding.entity_id) == ("Agreement", tree["id"])


def test_a_text_in_a_language_is_a_string():
    tree = json.loads(dumps(exemplary()))
    tree["title"] = {"sv": "Plan", "en": 5}
    (finding,) = validate(json.dumps(tree)).errors
    assert (finding.pointer, finding.params) == (
        "/title/en",
        {"expected": "string", "found": "integer"},
    )


def test_what_has_no_id_is_told_of_the_nearest_that_has_one_or_of_the_agreement():
    told = validate('{"medborgarlofte": "1.0", "kind": 5, "period": {"start": 5}}').errors
    assert {(f.entity, f.entity_id) for f in told} == {("Agreement", None)}
    promise = '{"id": "a", "text": "A", "commitments": [{"text": 5}], "period": {"start": 5}}'
    told = validate(f'{{"medborgarlofte": "1.0", "promises": [{promise}]}}').errors
    assert {(f.entity, f.entity_id) for f in told if f.pointer[:2] == "/p"} == {("Promise", "a")}


def test_a_report_is_the_same_in_any_order():
    findings = list(validate(examples.load("vasteras"), on=ON))
    assert len(findings) > 5
    for seed in range(5):
        random.Random(seed).shuffle(findings)
        assert Report(findings) == validate(examples.load("vasteras"), on=ON)
        assert [f.severity.rank for f in Report(findings)] == sorted(
            f.severity.rank for f in findings
        )


def test_findings_are_frozen_and_can_be_sent_elsewhere():
    finding = Finding.of(MISSING, "/a", key="title")
    with pytest.raises(AttributeError):
        finding.code = "S999"
    assert pickle.loads(pickle.dumps(finding)) == finding
    assert hash(finding) == hash(Finding.of(MISSING, "/a", key="title"))
    error = pickle.loads(pickle.dumps(AgreementError.of(finding)))
    assert error.report == Report([finding])


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_reports_fit_their_own_schema(lang):
    jsonschema.Draft202012Validator.check_schema(report_schema())
    check = jsonschema.Draft202012Validator(report_schema())
    for data in (BROKEN, b"{", b'{"a":1,"a":2}', dumps(exemplary())):
        check.validate(json.loads(json.dumps(validate(data, on=ON).to_dict(lang))))


@given(st.text(min_size=1))
def test_what_a_message_shows_is_short_and_printable(key):
    for lang in ("sv", "en"):
        message = Finding.of(UNKNOWN_KEY, key=key).message(lang)
        assert message.isprintable()
        assert len(message) < 500


def test_messages_speak_both_languages():
    finding = Finding.of(TOO_LONG, limit=500)
    assert finding.message("sv") == "längre än 500 tecken"
    assert finding.message("en") == "longer than 500 characters"


def test_ten_thousand_findings_stay_usable():
    many = [Finding.of(MISSING, f"/promises/{n}", key="text") for n in range(10_000)]
    report = Report(reversed(many))
    assert report.findings == tuple(many)
    assert len(str(AgreementError(report))) < 1000
    assert len(report.to_rows()) == 10_000


def test_an_error_never_repeats_the_input():
    secret = "hemligt-18900118-9803"
    for data in (
        f'{{"medborgarlofte":"1.0","title":"{secret}","kind":"{secret}","id":"{secret} ","signed":"{secret}"}}',
        f'{{"a": "{secret}"',
        f'{{"medborgarlofte":"{secret}"}}',
    ):
        report = validate(data)
        assert not report.ok
        with pytest.raises(AgreementError) as caught:
            report.raise_for_errors()
        told = [
            str(caught.value),
            repr(caught.value),
            repr(caught.value.args),
            repr(report.to_dict()),
        ]
        assert not any(secret in text for text in told)
        assert caught.value.__cause__ is None


# ── Profiles ───────────────────────────────────────────────────────────────────


def test_profiles_choose_and_weigh():
    vasteras = examples.load("vasteras")
    assert validate(vasteras, profile="exchange", on=ON).codes() == ()
    everything = set(validate(vasteras, on=ON).codes())
    published = set(validate(vasteras, profile="publish", on=ON).codes())
    assert published < everything
    assert {"R104", "R308"} <= published
    without = validate(vasteras, profile=Profile(ignore=("R3",)), on=ON).codes()
    assert set(without) == {code for code in everything if not code.startswith("R3")}
    heavy = Profile(select=("promise-without-measure",), severity={"R301": Severity.ERROR})
    report = validate(vasteras, profile=heavy, on=ON)
    assert report.summary() == {"error": 4, "warning": 0, "info": 0}
    assert not validate(vasteras, profile=Profile(strict=True), on=ON).ok


def test_profiles_name_rules_that_there_are():
    known = {rule.name for rule in all_rules()}
    for profile in PROFILES.values():
        for selector in profile.select:
            assert selector in {"K", "R"} | known


TOML = """
profile = "exchange"
select = ["K", "R301"]
ignore = ["K104"]
strict = true
[severity]
promise-without-measure = "error"
K104 = "info"
"""


@pytest.mark.parametrize("head", ["", "[tool.medborgarlofte]\n"])
def test_a_profile_in_toml(tmp_path, head):
    path = tmp_path / "profil.toml"
    text = TOML if not head else head + TOML.replace("[severity]", "[tool.medborgarlofte.severity]")
    path.write_text(text)
    profile = Profile.load(path)
    assert profile.select == ("K", "R301")
    assert profile.strict
    assert validate(examples.load("vasteras"), profile=profile, on=ON).summary()["error"] == 4


@pytest.mark.parametrize(
    "text",
    [
        "=",
        "urval = 1",
        'select = "R"',
        "strict = 1",
        'profile = "min"',
        '[severity]\nR301 = "fel"',
        "tool = 1",
        "[tool]\nmedborgarlofte = 1",
    ],
)
def test_what_is_no_profile_is_refused(tmp_path, text):
    path = tmp_path / "profil.toml"
    path.write_text(text)
    with pytest.raises(AgreementError) as caught:
        Profile.load(path)
    assert caught.value.report.codes() == ("S005",)


def test_an_unknown_profile_is_our_error():
    with pytest.raises(AgreementError) as caught:
        validate(b"{}", profile="min")
    assert caught.value.report.codes() == ("S005",)


# ── Line and column ────────────────────────────────────────────────────────────


def pointers(value, at=""):
    yield at, value
    items = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, item in items:
        step = str(key).replace("~", "~0").replace("/", "~1")
        yield from pointers(item, f"{at}/{step}")


@given(agreements(unknown_fields=True), st.sampled_from([None, 0, 2]))
def test_every_value_is_found_in_the_text(agreement, indent):
    tree = json.loads(dumps(agreement))
    text = json.dumps(tree, ensure_ascii=False, indent=indent)
    wanted = dict(pointers(tree))
    found = locate(text, wanted)
    assert found.keys() == wanted.keys()
    lines = text.split("\n")
    decoder = json.JSONDecoder()
    for place, (line, column) in found.items():
        rest = "\n".join([lines[line - 1][column - 1 :], *lines[line : line + 1]])
        last = place.rpartition("/")[2].replace("~1", "/").replace("~0", "~")
        value = wanted[place]
        if rest.startswith('"') and rest.startswith(json.dumps(last, ensure_ascii=False)):
            continue  # a member, found at its key
        if not isinstance(value, dict | list):
            assert decoder.raw_decode(rest)[0] == value


def test_places_are_only_looked_up_in_what_was_parsed():
    text = '{"a": [1, {"b~/c": "x,]}\\""}], "d": {}}'
    parse(text)
    assert locate(text, ["", "/a/1/b~0~1c", "/d", "/finns/inte"]) == {
        "": (1, 1),
        "/a/1/b~0~1c": (1, 12),
        "/d": (1, 32),
    }


def test_what_comes_after_an_object_in_a_list_is_no_key():
    text = '[{"a": 1}, "b", [], {"c": {}}, "d"]'
    assert locate(text, ["/1", "/2", "/3", "/3/c", "/4", "/b", "/d"]) == {
        "/1": (1, 12), "/2": (1, 17), "/3": (1, 21), "/3/c": (1, 22), "/4": (1, 32),
    }  # fmt: skip


def test_a_value_is_not_taken_for_a_key():
    text = '{"a": "b", "c": ["d", "e"], "f": {"g": "h"}}'
    names = ["/a", "/b", "/c", "/d", "/c/0", "/c/1", "/f", "/f/g", "/f/h", "/g"]
    places = {"/a": 2, "/c": 12, "/c/0": 18, "/c/1": 23, "/f": 29, "/f/g": 35}
    assert locate(text, names) == {name: (1, column) for name, column in places.items()}


def test_a_long_key_is_read_once_however_much_stands_within(monkeypatch):
    lengths = []

    def counted(steps):
        lengths.append(len(pointer(steps)))
        return pointer(steps)

    monkeypatch.setattr(_locate, "pointer", counted)
    text = f'{{"{"k" * 9999}": [{", ".join("1" * 99)}], "b": [1, 2]}}'
    wanted = [f"/{'k' * 9999}", f"/{'k' * 9999}/98", "/b/1", "/b/2", "b", "b/1"]
    found = locate(text, wanted)
    assert found == {wanted[0]: (1, 2), wanted[1]: (1, 10300), "/b/1": (1, 10313)}
    assert sum(lengths) < 11_000


def test_within_a_key_that_is_too_long_nothing_is_told():
    """Each place would repeat the key, and a document may be all key."""
    within = f'{{"{"k" * 201}": [1e999, {{"a": 1, "a": 2}}]}}'
    for text in (within, f'{{"a": {within}}}'):
        assert validate(text).codes() == ("S117",)
    with pytest.raises(AgreementError) as caught:
        from_tree({"k" * 201: [object(), float("nan")]})
    assert caught.value.report.codes() == ("S117",)


# ── For other programs ─────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def files():
    text = dumps(examples.load("vasteras")).replace('"acting": true', '"acting": "true"')
    reports = [validate(text, on=ON), validate(examples.load("laxa"), on=ON), validate(b"{", on=ON)]
    names = ["mapp/a b.json", "å:,%.json", "-"]
    places = [locate(text, {f.pointer for f in reports[0]}), {}, {}]
    return [Checked(*one) for one in zip(names, reports, places, strict=True)]


def test_json_for_programs(files):
    data = json.loads(json.dumps(as_json(files, "en")))
    jsonschema.validate(data, report_schema(), cls=jsonschema.Draft202012Validator)
    assert {f["file"] for f in data["findings"]} == {file.name for file in files}


def test_sarif_is_valid(files):
    """Judged by an independent model of SARIF 2.1.0."""
    from sarif_pydantic import Sarif

    log = json.loads(json.dumps(as_sarif(files, "sv")))
    Sarif.model_validate(log)
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert sum(len(file.report) for file in files) == len(run["results"])
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region["startLine"] >= 1


def test_sarif_fits_its_json_schema(files, sarif_schema):
    jsonschema.validate(as_sarif(files, "sv"), sarif_schema)


@pytest.fixture(scope="session")
def sarif_schema(tmp_path_factory):
    """The schema by OASIS, as a package of the npm registry carries it."""
    import shutil
    import subprocess
    import tarfile

    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not on this machine")
    folder = tmp_path_factory.mktemp("sarif")
    packed = subprocess.run(
        [npm, "pack", "--silent", "@microsoft/jest-sarif@1.0.0-beta.0"],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    if packed.returncode:
        pytest.skip("the npm registry cannot be reached")
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        file = archive.extractfile("package/lib/schemas/sarif-2.1.0-rtm.5.json")
        return json.loads(file.read())


def test_junit_counts_failures(files):
    top = ET.fromstring(as_junit(files, "sv"))
    suites = top.findall("testsuite")
    assert [int(s.get("failures")) for s in suites] == [1, 0, 1]
    for suite in suites:
        assert int(suite.get("tests")) == len(suite.findall("testcase"))
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))


def test_github_annotations_are_one_line_each(files):
    lines = as_github(files, "sv").splitlines()
    assert len(lines) == sum(len(file.report) for file in files)
    assert lines[0].startswith("::error file=mapp/a b.json,line=")
    assert any("file=å%3A%2C%25.json" in line for line in lines)


def test_every_rule_can_be_looked_up():
    for rule in all_rules():
        assert rule_for(rule.code) is rule
    with pytest.raises(AgreementError, match="S003"):
        rule_for("K000")


def test_a_personal_number_in_a_key_is_not_told():
    number = "18900118-9803"
    twice = f'{{"medborgarlofte": "1.0", "{number}": 1, "{number}": 2}}'
    unknown = examples.source("laxa").replace(b"{", f'{{"{number}": {{"id": "a"}}, '.encode(), 1)
    for document in (twice, unknown):
        report = validate(document)
        assert len(report)
        assert number not in repr(report)
        assert number not in str(report.to_dict())


def test_a_report_is_printed_as_lines_that_people_read():
    report = validate(examples.source("laxa").replace(b'"title"', b'"titel"', 1))
    assert str(report) == "S303 error at /titel: unknown key titel; did you mean title?"
    assert str(validate(examples.load("vasteras"), profile="exchange")) == "nothing found"
    several = validate(examples.load("vasteras"), on=ON)
    assert str(several).splitlines() == [str(finding) for finding in several]
    assert len(several) > 5


def test_a_code_means_one_thing_only():
    with pytest.raises(ValueError, match="the code S301 is taken"):
        register(MISSING)


def test_that_there_is_none_of_a_class_is_said_in_words():
    assert word("det finns {kind:no}", {"kind": "Area"}, "sv") == "det finns inget område"
    assert word("there is {kind:no}", {"kind": "Party"}, "en") == "there is no party"
    assert word("{kind:no}", {"kind": "Okänd"}, "sv") == "ingen Okänd"
    hostile = word("{kind:no}", {"kind": "\x1b[2J" * 50}, "en")
    assert hostile.isprintable()
    assert len(hostile) < 400


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_the_page_of_a_rule_says_what_the_rule_does(rule):
    """Its name, which profiles and programs know it by, above all."""
    page = (RULES / f"{rule.code}.md").read_text("utf-8")
    assert f"# {rule.code} {rule.name}\n" in page
    words = [each for pair in (rule.why, rule.mend) for each in (pair.sv, pair.en)]
    own = rule.source == "medborgarlofte"
    source = "The project's own rule." if own else rule.source
    assert all(each in page for each in [*words, f"## Source\n\n{source}\n"])
