"""The house rules: style, types, floors, and what the README promises."""

import doctest
import importlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TOOLS = Path(sys.executable).parent


def run(tool, *argv):
    """Run one of the tools of this environment at the top of the repository."""
    found = shutil.which(tool, path=str(TOOLS))
    assert found, f"{tool} is not installed beside {sys.executable}"
    done = subprocess.run([found, *argv], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_style():
    run("ruff", "check", ".")


def test_format():
    run("ruff", "format", "--check", ".")


def test_types_by_mypy():
    run("mypy")


def test_types_by_pyright():
    run("pyright", "--pythonpath", sys.executable)


def test_imports_only_go_down():
    run("lint-imports")


def test_the_readme_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    readme = (ROOT / "README.md").read_text("utf-8")
    blocks = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    assert blocks
    for block in blocks:
        lines = [line for line in block.splitlines() if line.strip()]
        assert len(lines) <= 20
        exec(compile(block, "README.md", "exec"), {"__name__": "readme"})  # our own page


MODULES = [
    ".".join(path.relative_to(ROOT / "src").with_suffix("").parts)
    for path in sorted(ROOT.glob("src/**/*.py"))
    if path.name != "__main__.py"
]


@pytest.mark.parametrize("module", MODULES)
def test_docstring_examples_run(module, tmp_path, monkeypatch):
    """Also those of what is not public; tests/test_docstrings.py has the others by name."""
    home = importlib.import_module(module.removesuffix(".__init__"))
    for number, test in enumerate(doctest.DocTestFinder().find(home)):
        folder = tmp_path / str(number)
        folder.mkdir()
        monkeypatch.chdir(folder)  # an example may write a file
        assert doctest.DocTestRunner().run(test).failed == 0


def test_importing_needs_only_the_core():
    """The package imports where neither the extras nor pendulum's parser are wanted."""
    script = (
        "import sys, medborgarlofte\n"
        "heavy = {'click', 'rich', 'hypothesis', 'pendulum'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_nothing_invisible_in_the_sources():
    hidden = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
    for path in [*ROOT.glob("src/**/*.py"), *ROOT.glob("tests/**/*.py"), *ROOT.glob("*.md")]:
        assert not hidden.search(path.read_text("utf-8")), path


def test_no_source_file_is_long():
    """A file of over 400 lines needs a reason, given here."""
    reasons = {"structure.py": "one table: every structure code with its words in two languages"}
    for path in ROOT.glob("src/**/*.py"):
        lines = len(path.read_text("utf-8").splitlines())
        assert lines <= 400 or path.name in reasons, f"{path.name}: {lines}"
