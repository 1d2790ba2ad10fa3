"""The recipes that are files for other programs: what stands in them is held against the library."""

import re
import shlex
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest
import yaml

from medborgarlofte import dumps, examples, validate, write
from medborgarlofte.__main__ import main
from medborgarlofte.display.machine import Checked, as_github
from medborgarlofte.findings import Finding, Report
from medborgarlofte.findings.structure import DUPLICATE_KEY

ROOT = Path(__file__).resolve().parent.parent
RECIPES = ROOT / "docs" / "recipes"


def block(page, language):
    (found,) = re.findall(
        rf"```{language}\n(.*?)```", (RECIPES / page).read_text("utf-8"), re.DOTALL
    )
    return found


# ── GitHub Actions ─────────────────────────────────────────────────────────────


def annotation(line):
    """What the runner makes of a line of output, written from GitHub's description."""
    command, properties, message = re.fullmatch(r"::(\w+) (.*?)::(.*)", line).groups()
    told = dict(pair.split("=", 1) for pair in properties.split(","))
    return command, {key: unescaped(value) for key, value in told.items()}, unescaped(message)


def unescaped(text):
    for written, meant in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(written, meant)
    return text


def test_an_annotation_says_what_the_finding_says(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    text = dumps(examples.load("vasteras")).replace('"acting": true', '"acting": "true"')
    Path("50%, a:b.json").write_text(text, "utf-8")
    assert main(["check", "--format", "github", "50%, a:b.json", "--lang", "en"]) == 1
    lines = capsys.readouterr().out.splitlines()
    command, where, message = annotation(lines[0])
    line = next(n for n, row in enumerate(text.splitlines(), start=1) if '"acting": "true"' in row)
    assert (command, where["file"], where["line"]) == ("error", "50%, a:b.json", str(line))
    assert text.splitlines()[line - 1][int(where["col"]) - 1 :].startswith('"acting"')
    assert where["title"].startswith("S302 ")
    assert message.endswith("[/signatories/1/acting]")


def test_warnings_and_notes_have_their_own_command():
    reports = [validate(examples.load(name), on=date(2026, 3, 1)) for name in examples.names()]
    lines = as_github([Checked("a.json", report, {}) for report in reports], "sv").splitlines()
    commands = {"error": "error", "warning": "warning", "info": "notice"}
    findings = [finding for report in reports for finding in report]
    assert [annotation(line)[0] for line in lines] == [commands[f.severity] for f in findings]
    assert {f.severity for f in findings} >= {"warning", "info"}


@pytest.mark.parametrize("key", ["a\nb", "a\r\n::error::b", "%0A", "::", "a,line=9", "å:%25"])
def test_what_stands_in_a_document_cannot_write_a_command_of_its_own(key):
    finding = Finding.of(DUPLICATE_KEY, f"/{key}", key=key)
    written = as_github([Checked(f"{key}.json", Report([finding]), {})], "sv")
    (line,) = re.split(r"[\r\n]+", written.removesuffix("\n"))
    command, where, message = annotation(line)
    assert (command, where["file"], where["line"]) == ("error", f"{key}.json", "1")
    assert message == f"{finding.message('sv')} [/{key}]"


def test_json_lines_are_annotated_at_their_line(tmp_path, capsys):
    path = tmp_path / "alla.jsonl"
    good = dumps(examples.load("laxa"), on_one_line=True)
    path.write_text(f'{good}\n{{"medborgarlofte": "1.0"}}\n', "utf-8")
    assert main(["check", "--format", "github", "--profile", "exchange", str(path)]) == 1
    found = [annotation(line) for line in capsys.readouterr().out.splitlines()]
    assert {where["line"] for command, where, _ in found if command == "error"} == {"2"}


def test_the_workflow_checks_what_it_says(tmp_path, monkeypatch, capsys):
    workflow = yaml.safe_load(block("github-actions.md", "yaml"))
    steps = workflow["jobs"]["check"]["steps"]
    (command,) = [s["run"] for s in steps if s.get("run", "").startswith("medborgarlofte ")]
    monkeypatch.chdir(tmp_path)
    Path("agreements").mkdir()
    write(examples.load("vasteras"), "agreements/vasteras.json")
    argv = command.split()[1:-1]
    pattern = command.split()[-1]
    assert main([*argv, *map(str, Path().glob(pattern))]) == 0
    assert "file=agreements/vasteras.json," in capsys.readouterr().out
    Path("agreements/trasig.json").write_text("{", "utf-8")
    assert main([*argv, *map(str, Path().glob(pattern))]) == 1


# ── pre-commit ─────────────────────────────────────────────────────────────────


@pytest.fixture
def hook():
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    return hook


def test_the_hook_runs_the_command_line(hook, tmp_path, capsys):
    """pre-commit splits the entry and puts the arguments and the files behind it."""
    config = yaml.safe_load(block("pre-commit.md", "yaml"))
    (used,) = config["repos"][0]["hooks"]
    assert used["id"] == hook["id"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    name, *argv = shlex.split(hook["entry"])
    assert name in project["scripts"]
    for extra in re.findall(r"\.\[(\w+)\]", " ".join(hook["additional_dependencies"])):
        assert extra in project["optional-dependencies"]
    good, broken = tmp_path / "good.json", tmp_path / "broken.json"
    write(examples.load("vasteras"), good)
    broken.write_text("{}", "utf-8")
    assert main([*argv, *used.get("args", []), str(good)]) == 0
    assert main([*argv, *used.get("args", []), str(good), str(broken)]) == 1
    assert "S202" in capsys.readouterr().out


def test_the_hook_is_given_the_files_that_the_recipe_names():
    config = yaml.safe_load(block("pre-commit.md", "yaml"))
    (used,) = config["repos"][0]["hooks"]
    assert re.search(used["files"], "agreements/vasteras.json")
    assert not re.search(used["files"], "package.json")


# ── marimo ─────────────────────────────────────────────────────────────────────


@pytest.fixture
def notebook(tmp_path):
    """The notebook of the recipe, saved as the recipe says."""
    page = (RECIPES / "notebooks.md").read_text("utf-8")
    (found,) = re.findall(r"```\{code-block\} python\n:caption: (\S+)\n\n(.*?)```", page, re.DOTALL)
    path = tmp_path / found[0]
    path.write_text(found[1], "utf-8")
    return path


def test_the_notebook_is_one_to_marimo_and_shows_what_the_library_says(notebook):
    def marimo(*argv):
        command = [sys.executable, "-m", "marimo", *argv]
        run = subprocess.run(
            command, cwd=notebook.parent, check=False, capture_output=True, text=True
        )
        assert run.returncode == 0, run.stdout + run.stderr

    marimo("check", "--strict", notebook.name)
    marimo("export", "html", notebook.name, "-o", "loften.html", "--no-include-code")
    page = (notebook.parent / "loften.html").read_text("utf-8")
    assert "20 av 8: uppfyllt" in page
    assert "R201" in page


@pytest.mark.parametrize("name", examples.names())
def test_the_cells_run_with_each_agreement(notebook, name):
    text = notebook.read_text("utf-8").replace('value="strangnas"', f'value="{name}"')
    names = {"__name__": "loften", "__file__": str(notebook)}
    notebook.write_text(text, "utf-8")  # marimo reads the cells from the file
    exec(compile(text, str(notebook), "exec"), names)
    outputs, defined = names["app"].run()
    agreement = examples.load(name)
    assert defined["agreement"] == agreement
    assert any(isinstance(shown, Report) and shown.findings for shown in outputs)
    assert agreement in outputs
