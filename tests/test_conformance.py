"""The corpus is what its builder makes, shows every code, and is passed; the specification holds."""

import importlib.util
import json
import re
import shutil
import subprocess
import unicodedata
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from medborgarlofte import AgreementError, canonical, dumps, json_schema, loads, validate
from medborgarlofte.codelists import __all__ as codelists
from medborgarlofte.conformance import _difference, judge, load_results, own_results
from medborgarlofte.findings import Level, all_rules
from medborgarlofte.model import Agreement
from medborgarlofte.values import ClosedCodelist, PartialDate, fields_of
from medborgarlofte.values import forms as library_forms
from medborgarlofte.values.forms import Form

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "conformance" / "1.0"
DOCS = ROOT / "docs"


HEAD = {
    "medborgarlofte": "1.0",
    "id": "a",
    "title": "A",
    "kind": "citizen_promise",
    "language": "sv",
}


def module(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.fixture(scope="module")
def build():
    return module(ROOT / "conformance" / "build.py")


@pytest.fixture(scope="module")
def own():
    return own_results(CORPUS)


def as_json(value):
    return json.loads(json.dumps(value, default=float))


def documents(kind):
    return sorted(
        path
        for path in (CORPUS / kind).glob("*.json")
        if not path.name.endswith((".findings.json", ".expected.json"))
    )


# ── The corpus ─────────────────────────────────────────────────────────────────


def test_the_corpus_is_what_its_builder_makes(build):
    there = {str(p.relative_to(CORPUS)): p.read_bytes() for p in CORPUS.rglob("*") if p.is_file()}
    made = build.files()
    assert made.keys() == there.keys()
    assert [name for name in made if made[name] != there[name]] == []


def test_every_code_has_a_document_or_a_reason(build):
    shown = {
        finding["code"]
        for path in CORPUS.rglob("*.findings.json")
        for finding in json.loads(path.read_bytes())
    }
    codes = {rule.code for rule in all_rules() if rule.level is not Level.PRACTICE}
    assert codes - shown == build.NOT_SHOWN.keys()
    readme = (ROOT / "conformance" / "README.md").read_text("utf-8")
    for code, why in build.NOT_SHOWN.items():
        assert f"| {code} | {why} |" in readme


def test_documents_that_are_accepted_have_no_error():
    for path in (CORPUS / "valid").glob("*.findings.json"):
        assert {f["severity"] for f in json.loads(path.read_bytes())} == {"info"}, path.name
    for path in documents("invalid"):
        findings = json.loads(path.with_suffix(".findings.json").read_bytes())
        assert {f["severity"] for f in findings} & {"error", "warning"}, path.name


def valid_agreements():
    return [loads(path.read_bytes()) for path in documents("valid")]


def test_every_field_and_every_closed_code_is_used():
    used, codes = set(), set()
    for agreement in valid_agreements():
        for place in agreement.places:
            for spec in fields_of(type(place.part)):
                value = getattr(place.part, spec.name)
                if value not in (None, ()):
                    used.add((type(place.part), spec.key))
                    if isinstance(value, ClosedCodelist):
                        codes.add((type(value), value.value))
    classes = module(DOCS / "generate.py")._classes()
    assert {(cls, spec.key) for cls in classes for spec in fields_of(cls)} == used
    from medborgarlofte import codelists as lists

    closed = [getattr(lists, name) for name in codelists]
    assert {
        (c, code) for c in closed if issubclass(c, ClosedCodelist) for code in c.codes()
    } == codes


def test_this_library_passes(own):
    jsonschema.validate(as_json(own), json.loads((CORPUS / "results.schema.json").read_bytes()))
    outcome = judge(CORPUS, own)
    assert outcome.failures == ()
    assert set(outcome.counts) == {
        kind
        for kind in ("valid", "invalid", "canonical", "migrate", "roundtrip")
        if documents(kind)
    }


def test_canonical_bytes_agree_with_an_independent_implementation():
    for path in documents("canonical"):
        plain = json.loads(path.read_bytes(), parse_float=float)
        assert path.with_suffix(".canonical").read_bytes() == rfc8785.dumps(plain), path.name


def test_numbers_keep_their_digits():
    for path in documents("roundtrip"):
        numbers = [str(n) for n in parse_numbers(path.read_bytes())]
        again = [str(n) for n in parse_numbers(dumps(loads(path.read_bytes())).encode())]
        assert sorted(numbers) == sorted(again), path.name


def parse_numbers(data):
    found = []
    json.loads(data, parse_int=found.append, parse_float=found.append)
    return found


def test_a_document_of_the_largest_size():
    largest = (CORPUS / "valid" / "minimal.json").read_bytes().ljust(10_000_000)
    assert loads(largest).id == "exempel"
    assert validate(largest + b" ").codes() == ("S104",)


def test_equal_is_what_has_equal_canonical_forms():
    agreements = valid_agreements()
    for one in agreements:
        for other in agreements:
            assert (one == other) is (canonical(one) == canonical(other))


# ── The runner ─────────────────────────────────────────────────────────────────


@pytest.fixture
def run(run):
    return lambda *argv: run("conformance", *argv)


def test_running_it(run, tmp_path):
    out = tmp_path / "results.json"
    status, page, err = run(ROOT / "conformance", "--write-results", out)
    assert (status, err) == (0, "")
    assert re.search(r"^invalid +\d\d\d +0$", page, re.MULTILINE)
    status, page, _ = run(CORPUS, "--results", out)
    assert status == 0
    assert load_results(out) == own_results(CORPUS)


WRONG = {
    "valid/minimal.json": {"accepted": False, "findings": []},
    "invalid/S301-missing-several.json": {
        "accepted": False,
        "findings": [{"code": "S301", "severity": "error", "pointer": ""}] * 2,
    },
    "canonical/numbers.json": {"sha256": "0" * 64},
    "roundtrip/types.json": None,
    "invalid/S201-null.json": {"accepted": False},
    "valid/made-up.json": {"accepted": True, "findings": []},
}


@pytest.mark.parametrize("name", list(WRONG))
def test_one_wrong_result_fails_and_is_named(run, tmp_path, own, name):
    results = {**own["results"], name: WRONG[name]}
    if name == "roundtrip/types.json":
        value = json.loads(json.dumps(own["results"][name]["value"], default=float))
        value["x_values"][1] = 1  # true, once
        results[name] = {"value": value}
    path = tmp_path / "results.json"
    path.write_text(json.dumps({**own, "results": results}, default=float), "utf-8")
    status, page, _ = run(CORPUS, "--results", path)
    failures = page.splitlines()[2 + len(judge(CORPUS, own).counts) :]
    assert status == 1
    assert len(failures) == 1
    assert failures[0].startswith(f"{name}: ")


def test_a_reader_is_not_asked_for_findings(own):
    results = {n: {"accepted": r["accepted"]} for n, r in own["results"].items() if "accepted" in r}
    migrated = {n: r for n, r in own["results"].items() if n.startswith("migrate/")}
    outcome = judge(CORPUS, {**own, "levels": ["reader"], "results": results | migrated})
    assert outcome.ok
    assert "canonical" not in outcome.counts


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"corpus": "0.1"}',
        '{"corpus": "1.0", "implementation": "a", "levels": ["a"], "results": {}}',
        '{"corpus": "1.0", "implementation": "a", "levels": [], "results": {}}',
        '{"corpus": "1.0", "implementation": "a", "levels": [[]], "results": {}}',
        '{"corpus": "1.0", "implementation": "a", "levels": ["reader"], "results": []}',
    ],
)
def test_what_holds_no_results(run, tmp_path, text):
    path = tmp_path / "results.json"
    path.write_text(text, "utf-8")
    status, page, err = run(CORPUS, "--results", path)
    assert (status, page) == (2, "")
    assert err.startswith("medborgarlofte: ")


def test_what_is_no_corpus(run, tmp_path):
    for argv in ([tmp_path], [tmp_path / "nowhere"], [CORPUS, "--results", tmp_path / "nowhere"]):
        status, page, err = run(*argv)
        assert (status, page) == (2, "")
        assert err.startswith("medborgarlofte: ")


@pytest.mark.skipif(shutil.which("node") is None, reason="Node is not on this machine")
def test_a_reader_in_another_language_passes(tmp_path):
    schema, out = tmp_path / "schema.json", tmp_path / "results.json"
    schema.write_text(json.dumps(json_schema()), "utf-8")
    reader = [shutil.which("node"), ROOT / "conformance" / "reader.mjs", schema, CORPUS, out]
    subprocess.run(reader, check=True)
    results = load_results(out)
    failures = judge(CORPUS, results).failures
    assert [f for f in failures if not f.path.startswith(("invalid/K", "migrate/"))] == []
    assert judge(CORPUS, {**results, "levels": ["writer"]}).ok


@pytest.mark.parametrize("value", [5, None, [], {"accepted": 1, "findings": 5, "value": 5}])
def test_results_of_any_shape_are_judged(own, value):
    results = dict.fromkeys(own["results"], value)
    outcome = judge(CORPUS, {**own, "results": results})
    assert len({failure.path for failure in outcome.failures}) == len(results)


@pytest.mark.parametrize(
    ("one", "other", "at"),
    [
        ({"a": 1}, {"a": 1, "b": 2}, ("b",)),
        ({"a": {"b": 1}}, {"a": {}}, ("a", "b")),
        ({"a": [1, 2]}, {"a": [1]}, ("a",)),
        ({"a": [1, 2]}, {"a": [1, 3]}, ("a", 1)),
        ([1], [1], None),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, None),
        (1, Decimal("1.0"), None),
        (1, True, ()),
        ("a", "b", ()),
        (None, {}, ()),
    ],
)
def test_where_two_values_differ(one, other, at):
    assert _difference(one, other, ()) == at


# ── The specification ──────────────────────────────────────────────────────────


SPECIFICATION = (DOCS / "specification.md").read_text("utf-8")


def test_every_clause_is_on_the_conformance_page_and_shown_by_something():
    clauses = module(DOCS / "generate.py").clauses()
    numbered = re.findall(r"^#{2,3} ([0-9.]+) ", SPECIFICATION, re.MULTILINE)
    assert list(clauses) == [n for n in numbered if "." in n or n == "11"]
    page = (DOCS / "conformance.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| \[([0-9.]+)\]\(\S+\) [^|]+\| (.+) \|$", page, re.MULTILINE))
    assert rows.keys() == clauses.keys()
    informative = {"1.1", "1.2", "1.3", "1.4"}
    if not documents("migrate"):
        informative.add("5.2")
    assert {number for number, row in rows.items() if row == "– | –"} == informative


def test_the_clauses_that_documents_name_exist():
    clauses = module(DOCS / "generate.py").clauses()
    for case in json.loads((CORPUS / "manifest.json").read_bytes())["cases"]:
        assert set(case["clauses"]) <= clauses.keys(), case["path"]


def test_the_tests_that_the_conformance_page_names_exist():
    page = (DOCS / "conformance.md").read_text("utf-8")
    named = re.findall(r"`(test_\w+\.py)::(\w+)`", page)
    assert named
    for file, test in named:
        assert f"def {test}(" in (ROOT / "tests" / file).read_text("utf-8"), (file, test)


def test_links_into_the_specification_lead_somewhere():
    anchors = set(re.findall(r'<a id="([^"]+)">', SPECIFICATION))
    for path in [DOCS / "specification.md", DOCS / "conformance.md"]:
        text = path.read_text("utf-8")
        for target in re.findall(r"\]\((?:specification\.md)?#([^)]+)\)", text):
            assert target in anchors, (path.name, target)
    for name in ("model", "codelists"):
        text = (DOCS / "reference" / f"{name}.md").read_text("utf-8")
        for page, target in re.findall(r"\]\(([a-z]*)(?:\.md)?#([^)]+)\)", text):
            there = (DOCS / "reference" / f"{page or name}.md").read_text("utf-8")
            assert f'<a id="{target}"></a>' in there, target


def test_the_specification_names_every_code_with_its_severity(build):
    told = set(re.findall(r"\b[SK][0-9]{3}\b", SPECIFICATION))
    for first, last in re.findall(r"\b([SK][0-9]{3}) to ([SK][0-9]{3})\b", SPECIFICATION):
        told |= {f"{first[0]}{n}" for n in range(int(first[1:]), int(last[1:]) + 1)}
    rules = {r.code: r for r in all_rules() if r.level is not Level.PRACTICE}
    assert rules.keys() - told <= build.NOT_SHOWN.keys()
    assert told <= rules.keys()
    section = SPECIFICATION.partition("### 9.3")[2].partition("<a id")[0]
    notes, _, warnings = section.partition("`info`; S303")
    for code, rule in rules.items():
        if code in build.NOT_SHOWN or code in ("S303", "S399"):
            continue
        expected = "info" if code in notes else "warning" if code in warnings else "error"
        assert rule.severity.value == expected, code


def likeness(known, other):
    """As clause 6.6 says it."""

    def matches(one, two):
        length, begins = 0, (0, 0)
        for i in range(len(one)):
            for j in range(len(two)):
                k = 0
                while i + k < len(one) and j + k < len(two) and one[i + k] == two[j + k]:
                    k += 1
                if k > length:
                    length, begins = k, (i, j)
        if not length:
            return 0
        i, j = begins
        before = matches(one[:i], two[:j])
        return before + length + matches(one[i + length :], two[j + length :])

    plain = [
        "".join(ch for ch in unicodedata.normalize("NFKD", key).casefold() if ch.isalnum())
        for key in (known, other)
    ]
    return 2 * matches(*plain) / sum(map(len, plain)) if any(plain) else 1


@given(st.data())
def test_the_likeness_of_keys_is_that_of_the_specification(data):
    known = [spec.key for spec in fields_of(Agreement)]
    required = {spec.key for spec in fields_of(Agreement) if spec.required}
    word = data.draw(st.sampled_from(known))
    change = st.sampled_from(["", "s", "_", "E", "å", "er", word[:3], word[-3:]])
    at, cut = data.draw(st.integers(0, len(word))), data.draw(st.integers(0, 3))
    key = word[:at] + data.draw(change) + word[at + cut :]
    if key in known or key.startswith("x_"):
        return
    there = data.draw(st.sets(st.sampled_from(known))) | required
    tree = {k: v for k, v in HEAD.items() if k in there}
    report = validate(json.dumps({**tree, key: 1}), profile="exchange")
    like = [k for k in known if likeness(k, key) >= 0.75]
    best = sorted(sorted(like, reverse=True), key=lambda k: -likeness(k, key))[:3]
    meant = next((k for k in best if k not in tree), None)
    told = {f.code: f.params.get("suggestion") for f in report if f.code in ("S303", "S304")}
    assert told == ({"S304": None} if meant is None else {"S303": meant})


# ── The grammar ────────────────────────────────────────────────────────────────


def grammar():  # noqa: C901  # one branch per kind of element
    """The ABNF of the specification as regular expressions, by rule name (RFC 5234)."""
    text = "\n".join(re.findall(r"```abnf\n(.*?)```", SPECIFICATION, re.DOTALL))
    text = re.sub(r" *;.*", "", text)
    text = re.sub(r"\n +", " ", text)
    rules = dict(re.split(r"\s+=\s+", line, maxsplit=1) for line in text.splitlines() if line)
    rules["DIGIT"] = "%x30-39"

    def pattern(body):  # one branch per kind of element
        out = []
        token = re.compile(
            r'(?P<count>\d*\*\d*|\d+)?(?:"(?P<text>[^"]*)"|%x(?P<hex>[0-9A-F.]+)(?:-(?P<to>[0-9A-F]+))?'
            r"|(?P<name>[A-Za-z][A-Za-z0-9-]*)|(?P<open>[(\[])|(?P<close>[)\]]))|(?P<bar>/)|\s+"
        )
        at, counts = 0, []
        while at < len(body):
            found = token.match(body, at)
            assert found, body[at:]
            at = found.end()
            if found["bar"]:
                out.append("|")
            elif found["open"]:
                out.append("(?:")
                counts.append("0*1" if found["open"] == "[" else found["count"])
            elif found["close"]:
                out.append(")" + times(counts.pop()))
            elif found["text"] is not None:
                assert not re.search("[a-z]", found["text"], re.IGNORECASE)  # ABNF ignores case
                out.append(f"(?:{re.escape(found['text'])}){times(found['count'])}")
            elif found["hex"]:
                chars = [chr(int(h, 16)) for h in found["hex"].split(".")]
                one = (
                    f"[{re.escape(chars[0])}-{re.escape(chr(int(found['to'], 16)))}]"
                    if found["to"]
                    else re.escape("".join(chars))
                )
                out.append(f"(?:{one}){times(found['count'])}")
            elif found["name"]:
                out.append(f"(?:{pattern(rules[found['name']])}){times(found['count'])}")
        return "".join(out)

    def times(count):
        if not count:
            return ""
        least, star, most = count.partition("*")
        return f"{{{least or 0},{most}}}" if star else f"{{{least}}}"

    return {name: re.compile(pattern(body)) for name, body in rules.items()}


GRAMMAR = grammar()
CALLED = {"language": "language-tag", "format version": "version"}
FORMS = {
    CALLED.get(mark.name, mark.name.replace(" ", "-")): mark
    for alias in vars(library_forms).values()
    for mark in getattr(alias, "__metadata__", ())
    if isinstance(mark, Form)
} | {"code": library_forms.CODE_FORM}


def is_date(text):
    try:
        PartialDate.parse(text)
    except AgreementError:
        return False
    return True


NEAR_DATES = st.from_regex(
    r"[12][0189][0-9]{2}(-?[HTQWhtqw]?[0-9]{1,2}(-[0-9]{1,2})?)?", fullmatch=True
)


@given(st.one_of(st.from_regex(GRAMMAR["date"], fullmatch=True), NEAR_DATES, st.text(max_size=10)))
def test_the_grammar_of_dates_is_that_of_the_library(text):
    by_grammar = GRAMMAR["date"].fullmatch(text) is not None
    if by_grammar and not is_date(text):  # the conditions that the grammar leaves to the calendar
        assert text.endswith("W53") or GRAMMAR["day"].fullmatch(text)
        assert int(text[-2:]) in (29, 30, 31, 53)
    else:
        assert by_grammar == is_date(text)


def test_every_day_and_week_by_the_grammar():
    from datetime import date, timedelta

    day = date(1900, 1, 1)
    while day.year < 2201:
        assert GRAMMAR["day"].fullmatch(str(day))
        day += timedelta(days=37)
    for year in range(1900, 2201):
        long = date(year, 12, 28).isocalendar().week == 53
        assert is_date(f"{year}-W53") is long
        assert is_date(f"{year}-02-29") is (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))


@pytest.mark.parametrize("name", sorted(FORMS.keys() - {"line", "e-mail", "url"}))
@given(data=st.data())
def test_the_grammar_of_the_other_forms_is_that_of_the_library(name, data):
    form = FORMS[name]
    text = data.draw(
        st.one_of(
            st.from_regex(GRAMMAR[name], fullmatch=True),
            st.from_regex(form.pattern, fullmatch=True),
            st.text(max_size=12),
        )
    )
    by_grammar = GRAMMAR[name].fullmatch(text) is not None
    if name == "timestamp" and by_grammar and not is_date(text[:10]):
        by_grammar = False
    assert by_grammar == (re.fullmatch(form.pattern, text) is not None)


@pytest.mark.parametrize(
    ("name", "around"),
    [
        ("e-mail", "{}@a.se"),
        ("e-mail", "a@{}.se"),
        ("e-mail", "a@{}"),
        ("e-mail", "a@b.{}"),
        ("e-mail", "a@b.c{}d"),
        ("url", "https://{}"),
        ("url", "http://a{}b"),
        ("url", "http{}://a"),
    ],
)
def test_the_grammar_of_addresses_is_that_of_the_library(name, around):
    pattern = re.compile(FORMS[name].pattern)
    for point in (*range(0x20, 0xD800), *range(0xE000, 0x11000), 0x10FFFF):
        text = around.format(chr(point))
        by_grammar = GRAMMAR[name].fullmatch(text)
        assert bool(by_grammar) == bool(pattern.fullmatch(text)), text


def test_the_forms_have_the_longest_that_the_specification_says():
    table = dict(re.findall(r"^\| `([a-z-]+)` \| (\d+) \|", SPECIFICATION, re.MULTILINE))
    assert table == {name: str(form.longest) for name, form in FORMS.items()}
