"""The help, and what it says: every example runs, and all of it is there in Swedish."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from medborgarlofte import dumps, examples, write_lines
from medborgarlofte.__main__ import main
from medborgarlofte.cli import _help, _swedish
from medborgarlofte.cli import main as cli
from medborgarlofte.cli._words import in_words
from medborgarlofte.format import json_schema

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = dict(cli.commands)
LINES = [
    pytest.param(name, example, id=f"{name}-{number}")
    for name, command in COMMANDS.items()
    for number, example in enumerate(command.examples, 1)
]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The files that the examples of the help speak of."""
    monkeypatch.chdir(tmp_path)
    laxa, old = examples.load("laxa"), examples.load("strangnas")
    (tmp_path / "avtal").mkdir()
    for name in ("laxa", "trosa"):
        (tmp_path / "avtal" / f"{name}.json").write_bytes(examples.source(name))
    (tmp_path / "avtal.json").write_text(dumps(laxa), "utf-8")
    (tmp_path / "gammal.json").write_text(dumps(old), "utf-8")
    (tmp_path / "ny.json").write_text(dumps(old.evolve(title="Ny titel")), "utf-8")
    (tmp_path / "var.json").write_text(dumps(old.evolve(aim="Nytt syfte")), "utf-8")
    (tmp_path / "aldre.schema.json").write_text(json.dumps(json_schema()), "utf-8")
    write_lines([laxa, old], tmp_path / "register.jsonl")
    assert main(["new", "loften.json"]) == 0
    return tmp_path


def shell(line):
    """Run *line* as a shell does, with the command of this environment."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        line, shell=True, capture_output=True, check=False, env={**os.environ, "PATH": path}
    )


@pytest.mark.parametrize(("name", "example"), LINES)
def test_every_example_runs(folder, capsys, name, example):
    if name == "new":
        (folder / "loften.json").unlink()
    if name == "conformance":
        shutil.copytree(ROOT / "conformance" / "1.0", folder / "conformance" / "1.0")
        assert main(["conformance", "conformance/1.0", "--write-results", "resultat.json"]) == 0
        capsys.readouterr()
    if re.search(r"[|>]", example.line):
        done = shell(example.line)
        assert done.returncode == example.status, done.stderr
        return
    program, command, *words = shlex.split(example.line)
    assert (program, command) == ("medborgarlofte", name)
    assert main([command, *words]) == example.status
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_teaches(name):
    command = COMMANDS[name]
    assert command.examples
    assert command.short_help.endswith(".")
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, option.name
    for example in command.examples:
        assert len(f"  {example.line}") <= 82, "it is to be read on a terminal"


def texts():
    """All that the help is made of, in English."""
    yield from ("Usage", "Options", "Arguments", "Examples", "Exit status", "Environment")
    yield from (section.value for section in _help.Section)
    yield from (*_help.EXITS.values(), *_help.ENVIRONMENT.values(), *_help.CLOSING)
    yield "Show this message and exit."
    for command in (cli, *COMMANDS.values()):
        yield from _help.paragraphs(command)
        yield from (p.help for p in command.params if isinstance(p, click.Option))
        if command is not cli:
            yield command.short_help
            yield from (example.tells for example in command.examples)
            yield from command.exits.values()


def test_all_of_the_help_is_there_in_swedish_and_nothing_is_left_over():
    wanted = {_swedish.flat(text) for text in texts()}
    assert set(_swedish.catalogue()["texts"]) == wanted


def test_what_stands_for_something_has_a_swedish_word():
    used = {
        word
        for command in (cli, *COMMANDS.values())
        for param in command.params
        for word in re.findall(r"[A-Z]{3,}", f"{param.metavar or ''} ")
    }
    assert used <= set(_swedish.catalogue()["words"])


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_the_help_is_in_the_language_asked_for(run, monkeypatch, name):
    asked = [name] if name else []
    status, swedish, err = run(*asked, "--help")
    assert (status, err) == (0, "")
    assert swedish.startswith("Användning: medborgarlofte")
    assert "Visa den här hjälpen." in swedish
    english = run("--lang", "en", *asked, "--help")[1]
    assert english.startswith("Usage: medborgarlofte")
    assert not set("åäö") & set(re.sub(r"Strängnäs|På svenska", "", english))
    assert english == run(*asked, "--help", "--lang", "en")[1] if name else True
    monkeypatch.setenv("MEDBORGARLOFTE_LANG", "en")
    assert run(*asked, "--help")[1] == english
    for page in (swedish, english):
        lines = page.splitlines()
        assert all(len(line) <= 82 for line in lines)
        assert not any(line.endswith(" ") for line in lines)
        assert not re.search(r":\n\n?\S", page), "a heading with nothing under it"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_says_what_each_exit_status_means(run, name):
    _, page, _ = run(name, "--help", "--lang", "en")
    statuses = re.findall(r"^  (\d+)  \S", page.partition("Exit status:")[2], re.MULTILINE)
    assert statuses == [str(status) for status in COMMANDS[name].exits]


MISUSED = [
    (("shw",), "inget kommando heter shw; menade du show?", "did you mean show?"),
    (("xyzzy",), "det finns new, check", "there are new, check"),
    (("check",), "ange en fil, en mapp", "name a file, a folder"),
    (("check", "a", "--nonsens"), "--nonsens finns inte", "there is no --nonsens"),
    (("check", "a", "--stric"), "menade du --strict?", "did you mean --strict?"),
    (("check", "a", "--format", "xml"), "välj bland text, json", "choose among text, json"),
    (("check", "a", "--workers", "x"), "ett heltal, 1–256", "a whole number, 1–256"),
    (("check", "a", "--workers", "0"), "ett heltal, 1–256", "a whole number, 1–256"),
    (("check", "a", "--strict=1"), "--strict tar inget värde", "--strict takes no value"),
    (("check", "a", "--format"), "ska ett värde stå", "is to be followed by a value"),
    (("check", "-", "-"), "bara läsas en gång", "read only once"),
    (("check", "a*.json"), "inga filer av slaget .json", "no files of the kind .json"),
    (("check", "--on", "i går", "a"), "en dag skrivs ÅÅÅÅ-MM-DD", "a day is written YYYY-MM-DD"),
    (("check", "borta.json"), "borta.json: filen kan inte", "borta.json: the file cannot"),
    (("diff", "a"), "NY saknas", "NEW is missing"),
    (("diff", "a", "b", "c"), "för många ord: c", "too many words: c"),
    (("renew", "a"), "--period saknas", "--period is missing"),
    (("new",), "UT saknas", "OUT is missing"),
    (("explain", "R999x"), "ingen regel heter så", "no rule is called so"),
    (("explain", "duplicat-id"), "menade du duplicate-id eller", "did you mean duplicate-id or"),
    (("chart", "a", "-o", "a.gif"), "bilden är en .svg", "the picture is an .svg"),
    (("chart", "a", "--kind", "indicator", "-o", "a.svg"), "kräver --indicator", "needs --indic"),
    (("migrate", "-", "--in-place"), "kräver en fil", "needs a file"),
    (("check", "--example", "atlantis"), "inget sådant exempel", "no such example"),
    (("check", "a", "--ignore", "XX"), "ingen regel heter XX", "no rule is called XX"),
    (("check", "a", "--profile", "b"), "--profile b: filen kan", "--profile b: the file cannot"),
    (("renew", "a", "--period", "snart"), "snart: inget datum", "snart: no date"),
    (("conformance", "a"), "väntade en mapp med en manifest.json", "expected a folder with a man"),
    (
        ("chart", "--example", "laxa", "--kind", "indicator", "--indicator", "x", "-o", "a.svg"),
        "det finns ingen indikator med det id:t",
        "there is no indicator with that id",
    ),
    (("completion", "ksh"), "välj bland bash", "choose among bash"),
    (("--",), "ange ett kommando", "name a command"),
    (("evaluate", "--", "--lang=en"), "filen kan inte läsas", "the file cannot be read"),
    (("evaluate", "a", "--on", "i går"), "en dag skrivs ÅÅÅÅ-MM-DD", "a day is written YYYY-MM-DD"),
    (("show", "a.jsonl"), "en överenskommelse i taget", "one agreement at a time"),
    (("migrate", "a.jsonl"), "tar inga JSON Lines-filer", "takes no JSON Lines files"),
    (
        ("conformance", "a", "--results", "b", "--write-results", "c"),
        "utelämna --results",
        "leave --results out",
    ),
]


@pytest.mark.parametrize(("argv", "sv", "en"), MISUSED, ids=lambda value: str(value)[:30])
def test_what_cannot_be_is_told_in_the_language_asked_for(run, tmp_path, monkeypatch, argv, sv, en):
    monkeypatch.chdir(tmp_path)
    for asked, words, others in (([], sv, en), (["--lang", "en"], en, sv)):
        status, out, err = run(*asked, *argv)
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert err.startswith("medborgarlofte: ")
        assert words in err
        assert others not in err
        assert ("--lang en)" in err) is ("--help" in err and bool(asked))


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize(
    "error",
    [
        click.UsageError("Something new."),
        click.BadParameter("Something new.", param=click.Option(["--id"], type=click.UUID)),
    ],
    ids=lambda error: type(error).__name__,
)
def test_what_click_says_that_we_have_no_words_for_is_told_in_its_own(error, lang):
    assert in_words(error, lang) == error.format_message()
    assert "Something new." in in_words(error, lang)


@pytest.mark.parametrize(
    ("argv", "environment", "lang"),
    [
        (("explain", "K102"), None, "sv"),
        (("--lang", "en", "explain", "K102"), None, "en"),
        (("explain", "K102", "--lang=en"), None, "en"),
        (("explain", "K102"), "en", "en"),
        (("--lang", "sv", "explain", "K102"), "en", "sv"),
        (("--lang", "en", "explain", "K102", "--lang", "sv"), "en", "sv"),
        (("explain", "K102"), "de", "sv"),
    ],
)
def test_the_language_is_the_nearest_that_was_asked_for(run, monkeypatch, argv, environment, lang):
    if environment is not None:
        monkeypatch.setenv("MEDBORGARLOFTE_LANG", environment)
    status, out, err = run(*argv)
    assert (status, err) == (0, "")
    assert ("Varför" in out, "Why" in out) == (lang == "sv", lang == "en")
