"""The pages made from the code are those that the code makes; every code block runs."""

import importlib.util
import re
from pathlib import Path

import pytest

from medborgarlofte import examples, read, renew, write
from medborgarlofte.__main__ import main

DOCS = Path(__file__).resolve().parent.parent / "docs"


def generator():
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_pages_are_up_to_date():
    for name, text in generator().pages():
        path = DOCS / name
        assert path.exists(), f"docs/{name} is missing: run python docs/generate.py"
        assert path.read_text("utf-8") == text, f"docs/{name} is old: run python docs/generate.py"


def test_every_rule_is_proven_in_the_coverage_table():
    assert "**no**" not in (DOCS / "rules" / "coverage.md").read_text("utf-8")


def blocks():
    for path in sorted(DOCS.rglob("*.md")):
        text = path.read_text("utf-8")
        for number, block in enumerate(
            re.findall(r"```python\n(.*?)```", text, re.DOTALL), start=1
        ):
            yield pytest.param(path, block, id=f"{path.relative_to(DOCS)}:{number}")


@pytest.mark.parametrize(("path", "block"), list(blocks()))
def test_code_blocks_run(path, block, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    exec(compile(block, str(path), "exec"), {"__name__": "docs"})


def test_links_between_pages_lead_somewhere():
    for path in DOCS.rglob("*.md"):
        for target in re.findall(r"\]\(([^)#:\s]+\.md)", path.read_text("utf-8")):
            assert (path.parent / target).exists(), f"{path.name} → {target}"


def test_the_shell_lines_of_a_life_run(tmp_path, monkeypatch, capsys):
    """The commands in docs/living-agreements.md, one after the other, on real files."""
    monkeypatch.chdir(tmp_path)
    text = (DOCS / "living-agreements.md").read_text("utf-8")
    (lines,) = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    base = examples.load("vasteras")
    write(base, "vasteras.json")
    renewed = renew(base, "2027/2030").agreement
    write(renewed.evolve(signed="2026-12-10"), "kommunen.json")
    write(renewed.evolve(aim="Ett tryggare Västerås"), "polisen.json")
    for line in lines.splitlines():
        status = main(line.split()[1:])
        assert status == (1 if line.split()[1] == "diff" else 0), (line, capsys.readouterr())
    public = read("public.json")
    assert (str(public.signed), public.aim) == ("2026-12-10", "Ett tryggare Västerås")
