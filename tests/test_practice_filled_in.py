"""R119: what a starting file asks for has been filled in."""

import json
from pathlib import Path

import pytest

from medborgarlofte import examples, loads, redact, validate
from medborgarlofte.checks._exemplary import ON, exemplary
from medborgarlofte.checks.practice_filled_in import WITHHELD
from medborgarlofte.codelists import AgreementKind
from medborgarlofte.history import _masking
from medborgarlofte.values import Text


def found(agreement, profile="bra"):
    return [f.pointer for f in validate(agreement, on=ON, profile=profile) if f.code == "R119"]


@pytest.fixture
def run(run, monkeypatch, tmp_path):
    """In a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return run


@pytest.mark.parametrize("kind", AgreementKind.codes())
@pytest.mark.parametrize(("lang", "asked"), [("sv", ()), ("en", ("--municipality", "0486"))])
def test_every_text_of_a_starting_file_is_found_and_none_of_its_advice(run, kind, lang, asked):
    raw = run("new", "-", "--kind", kind, "--lang", lang, *asked)[1]
    wanted = {pointer for pointer, text in _texts(json.loads(raw)) if "[" in text}
    assert len(wanted) > 20
    for profile in ("bra", "publish"):
        assert set(found(loads(raw), profile)) == wanted
    assert found(loads(raw), "exchange") == []


def _texts(tree, pointer=""):
    if isinstance(tree, str):
        yield pointer, tree
    for key, item in tree.items() if isinstance(tree, dict) else ():
        if key != "x_help":
            yield from _texts(item, f"{pointer}/{key}")
    for index, item in enumerate(tree) if isinstance(tree, list) else ():
        yield from _texts(item, f"{pointer}/{index}")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("[Vad arbetet ska leda till.]", True),
        (" [Egna ord]\n", True),
        ("Löfte för [Kommunens namn] 2027", True),
        ("Promise for [The name of the municipality]", True),
        ("Fler [sic] ska vara trygga", False),
        ("[1] och [2]", False),
        ("[…]", False),
        ("[]", False),
        *((mask, False) for mask in WITHHELD),
    ],
)
def test_brackets_around_a_whole_text_are_to_be_filled_in(text, asked):
    assert found(exemplary().evolve(aim=text)) == (["/aim"] if asked else [])
    both = Text(sv=text, en="More are to be safe.")
    assert found(exemplary().evolve(aim=both)) == (["/aim/sv"] if asked else [])


def test_what_stands_where_something_is_withheld_is_no_place_to_fill_in():
    assert set(_masking._MASKS.values()) == set(WITHHELD)
    for name in examples.names():
        assert found(redact(examples.load(name)).agreement) == []


def test_a_starting_file_is_not_ready_to_publish(run):
    run("new", "a b.json", "--period", "2027")
    ask = ("check", "a b.json", "--profile", "publish", "--on", "2026-12-01")
    assert run(*ask)[0] == 0
    assert run(*ask, "--strict")[0] == 1


NOT_READY = {
    "sv": "a b.json är inte klar: 29 texter att fylla i [inom hakparenteser]; se medborgarlofte check 'a b.json'\n",
    "en": "a b.json is not ready: 29 texts to fill in [in brackets]; see medborgarlofte check 'a b.json' --lang en\n",
}


def test_a_page_of_what_is_not_ready_says_so_beside_it(run):
    run("new", "a b.json", "--period", "2027")
    for command in ("report", "show"):
        for lang in ("sv", "en"):
            status, out, err = run(command, "a b.json", "--on", "2026-12-01", "--lang", lang)
            assert (status, err) == (0, NOT_READY[lang])
            assert "är inte klar" not in out
            assert "is not ready" not in out
    text = examples.source("laxa").decode()
    text = text.replace('"start": "2018-07-01"', '"start": "2021-07-01"', 1)
    Path("fel.json").write_text(text, "utf-8")
    for command in ("report", "show"):
        assert "fel.json är inte klar: " in run(command, "fel.json")[2]
        assert " fel;" in run(command, "fel.json")[2]
        assert run(command, "--example", "laxa")[2] == ""
    Path("hel.json").write_bytes(examples.source("laxa"))
    assert run("report", "hel.json")[2] == ""
