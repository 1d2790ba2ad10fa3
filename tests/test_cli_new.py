"""The commands that help one begin: ``new``, ``doctor`` and ``completion``."""

import json
import os
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from medborgarlofte import data, examples, loads, validate
from medborgarlofte.cli import _health
from medborgarlofte.cli._new import quoted_for_shell
from medborgarlofte.codelists import AgreementKind
from medborgarlofte.model import Agreement

DAY = ("--on", "2026-12-01")


@pytest.fixture
def run(run, monkeypatch, tmp_path):
    """In a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return run


@pytest.mark.parametrize("kind", AgreementKind.codes())
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_starting_file_is_valid_and_teaches(run, kind, lang):
    asked = ("--kind", kind, "--municipality", "strängnäs", "--period", "2027/2030")
    status, out, err = run("new", "a b.json", *asked, "--lang", lang)
    assert (status, err) == (0, "")
    assert f"medborgarlofte check {quoted_for_shell('a b.json')}" in out
    raw = Path("a b.json").read_bytes()
    assert f"medborgarlofte check {quoted_for_shell('a b.json')}" in json.loads(raw)["x_help"][2]
    agreement = loads(raw)
    assert agreement.kind.value == kind
    assert agreement.language == lang
    assert agreement.id == "strangnas-2027-2030"
    assert agreement.title.endswith("Strängnäs kommun 2027–2030")
    assert [party.municipality_code for party in agreement.parties] == [None, "0486"]
    assert "x_help" in agreement.extensions
    assert "$" not in raw.decode()
    report = validate(agreement, on="2026-12-01")
    assert report.ok
    assert {f.code for f in report if f.severity == "warning"} <= {"R101", "R119", "R521"}


def test_what_is_left_of_a_starting_file_is_told_and_the_advice_is_no_finding(run):
    run("new", "a.json", "--period", "2027")
    status, out, _ = run("check", "a.json", *DAY)
    assert status == 0
    assert "S304" not in out
    assert re.search(r"Kvar från startfilen – råd \(x_help\): 11; att fylla i .*: \d+\n", out)
    assert "Left of the starting file" in run("check", "a.json", "--lang", "en", *DAY)[1]
    assert "S304" not in run("show", "a.json", *DAY)[1]
    codes = json.loads(run("check", "a.json", "--format", "json", *DAY)[1])["findings"]
    assert any(finding["code"] == "S304" for finding in codes)  # programs are told everything


def test_the_advice_is_taken_away_when_it_has_done_its_work(run):
    run("new", "a.json", "--period", "2027")
    status, out, err = run("migrate", "a.json", "--in-place", "--without-guidance")
    assert (status, out, err) == (0, "", "")
    bare = Path("a.json").read_text("utf-8")
    assert "x_help" not in bare
    assert loads(bare) == loads(run("new", "-", "--period", "2027", "--without-guidance")[1])
    assert "råd (x_help)" not in run("check", "a.json", *DAY)[1]


def test_brackets_of_somebody_elses_are_not_what_is_left(run):
    text = examples.source("laxa").decode().replace('"title": "', '"title": "[sic] ', 1)
    Path("a.json").write_text(text, "utf-8")
    assert "startfilen" not in run("check", "a.json")[1]


@pytest.mark.parametrize("name", examples.names())
def test_a_shipped_example_is_written_as_it_is(run, name):
    status, out, _ = run("new", "a.json", "--example", name)
    assert status == 0
    assert "medborgarlofte show a.json" in out
    assert Path("a.json").read_bytes() == examples.source(name)
    assert run("new", "-", "--example", name)[1].encode() == examples.source(name)


def test_nothing_is_written_over_without_being_told(run, tmp_path):
    there = tmp_path / "a.json"
    there.write_text("mitt")
    (tmp_path / "lank.json").symlink_to("borta.json")
    for name in ("a.json", "lank.json"):
        for asked in ((), ("--example", "laxa")):
            status, out, err = run("new", name, *asked)
            assert (status, out) == (2, "")
            assert "finns redan" in err
    assert there.read_text() == "mitt"
    assert not (tmp_path / "borta.json").exists()
    assert run("new", "a.json", "--force")[0] == 0
    assert isinstance(loads(there.read_bytes()), Agreement)


@pytest.mark.parametrize(
    ("asked", "sv", "en"),
    [
        (("--municipality", "Strengnäs"), "menade du Strängnäs", "did you mean Strängnäs"),
        (("--municipality", "9999"), "ingen kommun heter 9999", "no municipality is called 9999"),
        (("--period", "snart"), "--period: skriv 2027", "--period: write 2027"),
        (("--period", "2027/.."), "--period: skriv 2027", "--period: write 2027"),
        (("--example", "laxa", "--period", "2027"), "utelämna de andra", "leave the other"),
    ],
)
def test_what_cannot_be_begun_is_told_in_both_languages(run, tmp_path, asked, sv, en):
    for lang, words in (("sv", sv), ("en", en)):
        status, out, err = run("new", "a.json", *asked, "--lang", lang)
        assert (status, out) == (2, "")
        assert words in err
    assert not list(tmp_path.iterdir())


def test_next_year_where_no_period_is_told(run, monkeypatch):
    from datetime import date

    monkeypatch.setattr("medborgarlofte.cli._new.today", lambda: date(2026, 5, 4))
    assert str(loads(run("new", "-")[1]).period) == "2027"


def test_the_doctor_tells_and_is_content(run):
    status, out, err = run("doctor")
    assert (status, err) == (0, "")
    for word in ("medborgarlofte", "Python", "attrs", "msgspec", "teckenkodning", "290 i 21 län"):
        assert word in out
    told = json.loads(run("doctor", "--format", "json", "--lang", "en")[1])
    assert list(told) == ["program", "extras", "frames", "terminal", "data"]
    assert {fact["name"] for fact in told["extras"]} == set(_health.EXTRAS)
    assert all(fact["state"] == "ok" for fact in told["extras"])


def versions(there):
    """What is installed is what is *there*, and nothing else."""

    def version(name):
        if name not in there:
            raise PackageNotFoundError(name)
        return there[name]

    return version


def test_the_doctor_says_what_to_install(run, monkeypatch):
    there = {"click": "8.2.0", "rich": "12.0", "attrs": "26.1.0"}
    monkeypatch.setattr(_health, "version", versions(there))
    status, out, _ = run("doctor")
    assert status == 0
    assert '→ pip install "medborgarlofte[charts]"' in out
    assert '→ pip install --upgrade "medborgarlofte[cli]"' in out
    assert "minst 14.3 behövs" in " ".join(out.split())
    told = json.loads(run("doctor", "--format", "json")[1])
    states = {fact["name"]: fact["state"] for fact in told["extras"]}
    assert states["cli"] == "old"
    assert states["fast"] == "absent"


def test_the_doctor_also_tells_of_what_runs_from_its_source(run, monkeypatch):
    """Nothing is written then of what it needs; what to install for each extra is told."""
    monkeypatch.setattr(_health, "requires", versions({}))
    status, out, err = run("doctor")
    assert (status, err) == (0, "")
    assert "290 i 21 län" in out
    for extra in _health.EXTRAS:
        assert f'→ pip install "medborgarlofte[{extra}]"' in out
    monkeypatch.setattr(_health, "requires", lambda _: None)  # and so for one that needs nothing
    assert run("doctor")[1] == out


def test_the_doctor_knows_every_extra_for_users():
    for_ourselves = {"", "bench", "dev", "docs", "fuzz", "mutation", "test"}
    assert set(_health.needed()) - for_ourselves == set(_health.EXTRAS)


@pytest.mark.parametrize(
    ("found", "wanted", "older"),
    [("1.9", "1.10", True), ("2", "1.31", False), ("1.0.0", "1", False), ("1.7rc1", "1.8", True)],
)
def test_versions_are_compared_by_their_numbers(found, wanted, older):
    assert _health.is_older(found, wanted) is older


def test_the_doctor_says_so_where_signs_cannot_be_shown():
    done = subprocess.run(
        [sys.executable, "-m", "medborgarlofte", "doctor"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        check=False,
    )
    assert done.returncode == 0
    assert b"PYTHONUTF8=1" in done.stdout


def test_the_division_told_of_is_the_one_since_2007():
    assert str(data.IN_FORCE_SINCE) == "2007-01-01"
    assert data.municipalities()["0331"].short_name == "Heby"  # it was 1917 before


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_what_makes_a_shell_complete(run, shell):
    status, out, err = run("completion", shell)
    assert (status, err) == (0, "")
    assert out.startswith("# ")
    assert "_MEDBORGARLOFTE_COMPLETE" in out


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("medborgarlofte ev", {"evaluate"}),
        ("medborgarlofte check --pro", {"--profile"}),
        ("medborgarlofte check --example v", {"vasteras"}),
        ("medborgarlofte check --profile e", {"exchange"}),
        ("medborgarlofte check --ignore R30", {f"R30{n}" for n in range(1, 10)}),
        ("medborgarlofte explain duplicate-i", {"duplicate-id"}),
        ("medborgarlofte new a.json --municipality Sträng", {"Strängnäs"}),
        ("medborgarlofte check --profile e.toml", {"e.toml"}),
        ("medborgarlofte conformance kon", {"kon"}),
        ("medborgarlofte completion f", {"fish"}),
    ],
)
def test_words_are_completed(words, wanted):
    """As bash asks; the answer is a line of kind and word for each candidate."""
    done = subprocess.run(
        [sys.executable, "-m", "medborgarlofte"],
        capture_output=True,
        text=True,
        env={
            **os.environ,
            "_MEDBORGARLOFTE_COMPLETE": "bash_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split()) - 1),
            "PYTHONUTF8": "1",
        },
        check=True,
    )
    assert {line.partition(",")[2] for line in done.stdout.split()} == wanted
