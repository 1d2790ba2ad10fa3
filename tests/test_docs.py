"""The pages made from the code are those that the code makes; every code block runs.

A page whose first line is ``<!-- One session … -->`` runs from top to bottom in one empty folder.
What its blocks show is held against the ```text block that follows; in it a line ``…`` stands
for any lines. A ``{code-block}`` with a ``:caption:`` is a file of that name, and what stands in an
HTML comment runs unseen. The blocks of a recipe go on from each other, in a process of their own.
``python tests/test_docs.py docs/tutorial.md`` writes what they show anew.
"""

import contextlib
import importlib.util
import io
import os
import re
import subprocess
import sys
import tempfile
from importlib.metadata import metadata
from pathlib import Path

import pytest

from medborgarlofte import examples, read, renew, validate, write
from medborgarlofte.__main__ import main

DOCS = Path(__file__).resolve().parent.parent / "docs"
SESSION = "<!-- One session"
RECIPES = sorted((DOCS / "recipes").glob("*.md"))


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


def blocks_of(path):
    return re.findall(r"```python\n(.*?)```", path.read_text("utf-8"), re.DOTALL)


def blocks():
    for path in sorted(set(DOCS.rglob("*.md")) - set(RECIPES)):
        if path.read_text("utf-8").startswith(SESSION):
            continue  # below, as a whole
        for number, block in enumerate(blocks_of(path), start=1):
            yield pytest.param(path, block, id=f"{path.relative_to(DOCS)}:{number}")


@pytest.mark.parametrize(("path", "block"), list(blocks()))
def test_code_blocks_run(path, block, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    exec(compile(block, str(path), "exec"), {"__name__": "docs"})


@pytest.mark.parametrize("path", [p for p in RECIPES if blocks_of(p)], ids=lambda p: p.name)
def test_a_recipe_runs_from_top_to_bottom(path, tmp_path):
    """In a process of its own, since what it is a recipe for may be set up only once in one."""
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", "\n".join(blocks_of(path))],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr


class Session:
    """A page that somebody works through, in a folder of their own."""

    def __init__(self, page, folder):
        self.page, self.folder = page, folder
        self.names = {"__name__": "docs"}
        self.shown = None  # by the last block that ran

    def blocks(self, text):
        """Each block with its place, and what it shows where it is one that runs."""
        for block in re.finditer(BLOCK, text):
            language, options, body = block["language"], block["options"], block["body"]
            if language == "python":
                self.shown = self.python(body)
            elif language == "sh":
                self.shown = "".join(self.sh(line) for line in commands(body))
            elif language == "text" and self.shown is not None:
                yield block, body, self.shown
                self.shown = None
            elif caption := re.search(r":caption: (\S+)\n", options):
                (self.folder / caption[1]).write_text(body, encoding="utf-8")

    def python(self, code):
        with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.chdir(self.folder):
            exec(compile(code, str(self.page), "exec"), self.names)
        return out.getvalue()

    def sh(self, line):
        """What the shell shows; it ends with 0, or with the figure in its comment."""
        if line.startswith("pip install "):
            extras = re.search(r"medborgarlofte(?:\[(.*)\])?", line)[1]
            assert set((extras or "cli").split(",")) <= EXTRAS, line
            return ""
        tools = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
        run = subprocess.run(
            ["bash", "-c", line], cwd=self.folder,
            env={**os.environ, "PATH": tools, "COLUMNS": "80", "PYTHONUTF8": "1"},
            check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        )  # fmt: skip
        expected = re.search(r"# \D*(\d)\b", line)
        assert run.returncode == int(expected[1] if expected else 0), f"{line}\n{run.stdout}"
        return run.stdout


BLOCK = re.compile(
    r"^```(?:\{code-block\} )?(?P<language>\w+)\n(?P<options>(?::\w+:[^\n]*\n)*)\n?(?P<body>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
EXTRAS = set(metadata("medborgarlofte").get_all("Provides-Extra"))


def commands(body):
    return body.replace("\\\n", " ").splitlines()


def stripped(shown):
    """Without what no reader sees: spaces at the ends of lines, and empty lines at the end."""
    return "\n".join(line.rstrip() for line in shown.splitlines()).strip("\n")


def is_shown(expected, shown):
    """How wide the columns of a table are is another matter in each version of rich."""
    between = re.compile(r"(?<=\S) {2,}|^ {9,}", re.MULTILINE)
    expected, shown = (between.sub("  ", stripped(text)) for text in (expected, shown))
    lines = [
        r"(?:.*\n)*?" if line.strip() == "…" else re.escape(line) + r"\n"
        for line in expected.splitlines()
    ]
    return re.fullmatch("".join(lines), shown + "\n") is not None


def sessions():
    for path in sorted(DOCS.rglob("*.md")):
        if path.read_text("utf-8").startswith(SESSION):
            yield pytest.param(path, id=str(path.relative_to(DOCS)))


@pytest.mark.skipif(os.name == "nt", reason="the pages are worked through in a POSIX shell")
@pytest.mark.parametrize("page", list(sessions()))
def test_a_page_that_is_one_session_runs_and_shows_what_it_says(page, tmp_path):
    for _, expected, shown in Session(page, tmp_path).blocks(page.read_text("utf-8")):
        assert is_shown(expected, shown), f"{page.name} says:\n{expected}\nbut shown is:\n{shown}"


def common_mistakes():
    """The rows of the table in the Swedish guide: code, what is wrong, what is right."""
    text = (DOCS / "sv" / "handledning.md").read_text("utf-8")
    *_, good = re.findall(r":caption: loften.json\n\n(.*?)```", text, re.DOTALL)
    rows = re.findall(r"^\| \[(\w+)\]\(.*?\) \| `(.*?)` \| `(.*?)` \|", text, re.MULTILINE)
    yield from (pytest.param(good, *row, id=f"{row[0]}-{n}") for n, row in enumerate(rows))


@pytest.mark.parametrize(("good", "code", "wrong", "right"), list(common_mistakes()))
def test_a_common_mistake_is_told_by_the_code_that_the_guide_says(good, code, wrong, right):
    assert validate(good, profile="exchange").codes() == ()
    assert right in good
    assert code in validate(good.replace(right, wrong, 1), profile="exchange").codes()


def test_what_is_not_shown_is_told():
    assert is_shown("a\n…\nc\n", "a\nb \n\nc\n\n")
    assert not is_shown("a\n…\nc\n", "a\nb\nd\n")
    assert not is_shown("a\n", "a\nb\n")


def written_anew(page):
    """The page with what its blocks show now; a block with ``…`` stays as it is."""
    text = page.read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        found = list(Session(page, Path(folder)).blocks(text))
    for block, expected, shown in reversed(found):
        if "…" not in expected.split("\n"):
            start, end = block.span("body")
            text = f"{text[:start]}{stripped(shown)}\n{text[end:]}"
    page.write_text(text, encoding="utf-8")


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


if __name__ == "__main__":
    for each in sys.argv[1:]:
        written_anew(Path(each).resolve())
