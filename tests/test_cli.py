"""The command line as people and programs meet it."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from medborgarlofte import AgreementError, dumps, examples, json_schema, loads, validate
from medborgarlofte.__main__ import main
from medborgarlofte.findings import all_rules

DAY = ("--on", "2026-03-01")


@pytest.fixture
def run(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    return run


@pytest.fixture
def broken(tmp_path):
    """Västerås with a misspelt key and a value of the wrong type."""
    text = dumps(examples.load("vasteras")).replace('"title"', '"titel"', 1)
    path = tmp_path / "trasig åäö.json"
    path.write_text(text.replace('"acting": true', '"acting": "true"'), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", examples.names())
@pytest.mark.parametrize("command", ["check", "show"])
def test_every_example_is_checked_and_shown(run, command, name):
    status, out, err = run(command, "--example", name, *DAY)
    assert (status, err) == (0, "")
    assert out.strip()


def test_the_page_says_who_promises_what(run):
    _, out, _ = run("show", "--example", "strangnas", *DAY)
    page = " ".join(out.split())
    for said in (
        "Medborgarlöfte för Strängnäs 2019",
        "har löpt ut",
        "Strängnäs kommun",
        "Bärs av: Polisen; Strängnäs kommun",
        "minst 8 nya områden med grannsamverkan",
        "→ 20 (genomförd)",
        "Omdöme: uppfyllt",
        "Iakttagelser",
    ):
        assert said in page


def test_the_page_in_english(run):
    _, out, _ = run("show", "--example", "vasteras", "--lang", "en", *DAY)
    assert "cannot be told" in out
    assert "Carried by" in out
    assert "Bärs av" not in out


def test_findings_for_people(run, broken):
    status, out, _ = run("check", str(broken), *DAY)
    assert status == 1
    assert "S303" in out
    assert "menade du title?" in out
    assert "S302" in out
    assert "/signatories/1/acting" in out
    assert "2 fel" in out


def test_a_finding_tells_line_and_column(run, broken):
    _, out, _ = run("check", str(broken), "--format", "json", *DAY)
    found = {f["code"]: f for f in json.loads(out)["findings"]}
    lines = broken.read_text("utf-8").splitlines()
    for code, key in (("S303", '"titel"'), ("S302", '"acting"')):
        line, column = found[code]["line"], found[code]["column"]
        assert lines[line - 1][column - 1 :].startswith(key)


def test_findings_for_programs(run, broken):
    status, out, _ = run("check", str(broken), "--format", "json", "--lang", "en", *DAY)
    data = json.loads(out)
    assert status == 1
    assert data["ok"] is False
    assert data["summary"]["error"] == 2
    for finding in data["findings"]:
        assert {"code", "severity", "pointer", "message"} <= finding.keys()
    assert not any("finns" in f["message"] for f in data["findings"])


def test_show_for_programs_gives_the_agreement_too(run):
    _, out, _ = run("show", "--example", "laxa", "--format", "json", *DAY)
    (agreement,) = json.loads(out)["agreements"]
    assert agreement["id"] == "laxa-2018-2020"


def test_several_pages_are_apart_and_what_is_no_agreement_shows_why(run, broken):
    status, out, _ = run("show", "--example", "laxa", "--example", "trosa", *DAY)
    first, second = (run("show", "--example", name, *DAY)[1] for name in ("laxa", "trosa"))
    assert (status, out) == (0, f"{first}\n{second}")
    status, out, _ = run("show", str(broken), *DAY)
    assert status == 1
    assert "trasig åäö.json" in out
    assert "menade du title?" in out


def test_strict_turns_warnings_into_errors(run):
    assert run("check", "--example", "vasteras", *DAY)[0] == 0
    assert run("check", "--example", "vasteras", "--strict", *DAY)[0] == 1
    assert run("check", "--example", "vasteras", "--strict", "--profile", "exchange", *DAY)[0] == 0
    assert run("check", "--example", "vasteras", "--strict", "--ignore", "R", *DAY)[0] == 0


def test_several_files_and_standard_input(run, broken, monkeypatch, tmp_path):
    import io

    good = tmp_path / "bra.json"
    good.write_bytes(examples.source("laxa"))
    status, out, _ = run("check", str(good), str(broken), "--format", "json", *DAY)
    assert status == 1
    assert {f["file"] for f in json.loads(out)["findings"]} >= {str(broken)}
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(examples.source("laxa"))))
    status, out, _ = run("check", "-", *DAY)
    assert status == 0


@pytest.mark.parametrize(
    "argv",
    [
        ("check", "finns-inte.json"),
        ("check",),
        ("check", "--example", "atlantis"),
        ("check", "--lang", "de", "--example", "laxa"),
        ("check", "--on", "i går", "--example", "laxa"),
        ("check", "--format", "xml", "--example", "laxa"),
        ("shw", "--example", "laxa"),
        ("check", "--nonsense"),
        ("check", "--workers", "0", "--example", "laxa"),
        ("check", "--format"),
        ("check", "--strict=yes", "--example", "laxa"),
        ("diff", "a.json"),
        ("diff", "a.json", "b.json", "c.json"),
        ("check", "-", "-"),
        ("explain", "S000"),
    ],
)
def test_what_cannot_run_says_so_in_one_line(run, argv):
    status, out, err = run(*argv)
    assert status == 2
    assert out == ""
    assert err.startswith("medborgarlofte: ")
    assert err.count("\n") == 1


def test_a_file_that_is_no_json_is_a_finding_and_no_failure(run, tmp_path):
    path = tmp_path / "sida.html"
    path.write_text("<!doctype html>")
    status, out, _ = run("check", str(path))
    assert status == 1
    assert "S101" in out


def test_hostile_text_reaches_no_terminal_raw(run, tmp_path):
    path = tmp_path / "fientlig.json"
    path.write_text('{"medborgarlofte": "1.0", "\\u001b[2J[bold]": 1}')
    _, out, _ = run("check", str(path))
    assert "\x1b" not in out


def test_a_key_is_shown_as_it_is_and_not_as_markup(run, tmp_path):
    path = tmp_path / "markup.json"
    path.write_text(
        '{"medborgarlofte": "1.0", "id": "a", "title": "[red]A[/red]", "kind": "action_plan",'
        ' "language": "sv", "[bold]x": 1}'
    )
    _, out, _ = run("show", str(path))
    assert "[red]A[/red]" in out
    assert "[bold]x" in run("check", str(path))[1]


def test_a_rule_is_explained(run):
    status, out, _ = run("explain", "k101")
    assert status == 0
    assert "duplicate-id" in out
    assert "Varför" in out


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_no_explanation_shows_what_is_to_be_filled_in(run, rule, lang):
    status, out, err = run("explain", rule.name, "--lang", lang)
    assert (status, err) == (0, "")
    assert out.startswith(f"{rule.code} {rule.name}")
    assert not re.search(r"\{\w+(:\w+)?\}", out)


def test_an_explanation_tells_what_would_be_told(run):
    assert "→ det finns inget område med id:t ingen-1" in run("explain", "K102")[1]
    assert "→ there is no area with the id ingen-1" in run("explain", "K102", "--lang", "en")[1]
    assert "det finns ingen del med id:t …" in run("explain", "K102")[1]


def test_rules_are_listed_by_the_beginning_of_their_code(run):
    _, out, _ = run("explain", "R3")
    assert [line.split()[0] for line in out.splitlines() if line[0] != " "] == [
        rule.code for rule in all_rules() if rule.code.startswith("R3")
    ]


def test_as_a_module():
    done = subprocess.run(
        [sys.executable, "-m", "medborgarlofte", "check", "--example", "vasteras"],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0


def test_help_teaches(run):
    status, out, _ = run("--help")
    assert status == 0
    for word in ("check", "show", "Slutstatus"):
        assert word in out


def test_one_file_that_cannot_be_read_does_not_end_the_run(tmp_path, capsys):
    good = tmp_path / "laxa.json"
    good.write_bytes(examples.source("laxa"))
    argv = ["check", str(good), str(tmp_path / "borta.json"), str(good), "--profile", "exchange"]
    assert main(argv) == 1
    told = capsys.readouterr().out
    assert told.count("S001") == 1
    assert told.count("Inget att anmärka på.") == 2
    assert main(["check", str(tmp_path / "borta.json")]) == 2
    assert "borta.json" in capsys.readouterr().err


@pytest.mark.parametrize("missing", ["click", "rich"])
def test_without_its_extra_the_command_line_says_so(run, monkeypatch, missing):
    monkeypatch.setitem(sys.modules, missing, None)
    status, out, err = run("check")
    assert (status, out) == (2, "")
    assert "pip install 'medborgarlofte[cli]'" in err


@pytest.mark.parametrize(
    ("missing", "argv", "extra", "install"),
    [
        ("altair", ("chart", "-o", "ut.svg"), "charts", "medborgarlofte[charts]"),
        ("icalendar", ("due", "--to", "ics"), "calendar", "medborgarlofte[calendar]"),
        ("narwhals", ("tables", "--to", "ut"), "tables", "medborgarlofte[tables]"),
        ("pyarrow", ("tables", "--to", "ut"), "tables", 'medborgarlofte[tables]" pyarrow'),
    ],
)
def test_without_its_extra_a_command_says_how_to_install_it(
    run, monkeypatch, tmp_path, missing, argv, extra, install
):
    monkeypatch.setitem(sys.modules, missing, None)
    monkeypatch.chdir(tmp_path)
    asked = (*argv, "--example", "laxa")
    for lang, words in (("sv", "det kräver tillägget"), ("en", "that needs the extra")):
        status, out, err = run(*asked, "--lang", lang)
        assert (status, out) == (2, "")
        assert f"{words} {extra}: pip install" in err
        assert install in err
    assert not list(tmp_path.iterdir())


CORPUS = Path(__file__).parents[1] / "conformance" / "1.0"


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("sv", "Motsägelser och god praxis prövas när"),
        ("en", "Contradictions and good practice are"),
    ],
)
def test_that_no_more_was_asked_is_told_where_the_text_is_no_agreement(run, tmp_path, lang, words):
    files = [
        *sorted((CORPUS / "invalid").glob("[SK]*.json"))[::3],
        *(CORPUS / "valid").glob("*.json"),
    ]
    seen = set()
    for file in (each for each in files if ".findings" not in each.name):
        stopped = not validate(file.read_bytes()).ok and loads_or_none(file.read_bytes()) is None
        seen.add(stopped)
        said = " ".join(run("check", str(file), "--lang", lang)[1].split())
        assert (words in said) is stopped, file.name
    assert seen == {True, False}
    missing = tmp_path / "mapp"
    missing.mkdir()
    (missing / "a.json").write_text("{", "utf-8")
    assert words not in run("check", str(missing / "b.json"), "--lang", lang)[1]


def loads_or_none(data):
    try:
        return loads(data)
    except AgreementError:
        return None


@pytest.mark.parametrize("kind", [("timeline",), ("indicator", "--indicator", "x")])
def test_no_agreement_is_nothing_to_draw(run, tmp_path, kind):
    empty = tmp_path / "inga.jsonl"
    empty.write_bytes(b"")
    status, out, err = run("chart", str(empty), "--kind", *kind, "-o", str(tmp_path / "a.svg"))
    assert (status, out) == (2, "")
    assert err == "medborgarlofte: det finns ingen överenskommelse att rita\n"


@pytest.mark.parametrize(
    "argv",
    [("check",), ("show",), ("evaluate",), ("due",), ("report", "-o", "a.html"),
     ("chart", "-o", "a.svg"), ("overview",)],
    ids=lambda argv: argv[0],
)  # fmt: skip
@pytest.mark.parametrize("day", ["2020", "2020-02", "2020-02-30", "x", ""])
def test_no_year_or_month_is_taken_for_a_day(run, tmp_path, monkeypatch, argv, day):
    monkeypatch.chdir(tmp_path)
    status, out, err = run(*argv, "--example", "laxa", "--on", day)
    assert (status, out) == (2, "")
    assert "en dag skrivs ÅÅÅÅ-MM-DD" in err


@pytest.mark.parametrize(
    ("place", "key", "value"),
    [
        (("$defs",), "Text", 5),
        (("$defs", "Promise"), "properties", 5),
        (("$defs", "Promise", "properties"), "text", []),
        (("$defs", "Promise"), "required", 5),
        (("$defs", "Promise"), "required", [{}]),
        (("properties", "promises"), "items", [1]),
        (("properties", "kind"), "enum", 5),
    ],
)
def test_what_is_no_schema_of_the_format_all_through_is_said_to_be_none(
    run, tmp_path, place, key, value
):
    schema = inner = json_schema()
    for step in place:
        inner = inner[step]
    inner[key] = value
    path = tmp_path / "schema.json"
    path.write_text(json.dumps(schema), "utf-8")
    status, out, err = run("schema", "--since", str(path))
    assert (status, out) == (2, "")
    assert err == "medborgarlofte: det är inget schema för formatet\n"


def test_codes_that_are_no_texts_are_compared_all_the_same(run, tmp_path):
    schema = json_schema()
    schema["properties"]["kind"]["enum"] = [{}]
    path = tmp_path / "schema.json"
    path.write_text(json.dumps(schema), "utf-8")
    status, out, _ = run("schema", "--since", str(path))
    assert status == 1
    assert "closed list" in out
