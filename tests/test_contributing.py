"""The four changes that ``docs/contributing.md`` makes are made, in a copy of the repository."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "contributing.md"
HEADINGS = ("A new field", "A new code in a list", "A new rule", "A new version of the format")
BLOCK = re.DOTALL | re.MULTILINE
COPIED = ("src", "docs", "tests", "conformance", "pyproject.toml", "CHANGELOG.md", "README.md")


def section(heading):
    return PAGE.read_text("utf-8").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def steps(heading):
    """The patches, one a file, and the lines of shell of one change, in the order of the page."""
    for kind, body in re.findall(r"^```(diff|sh)\n(.*?)^```$", section(heading), BLOCK):
        between = r"(?=^--- )" if kind == "diff" else r"(?<=\n)"
        yield from ((kind, each) for each in re.split(between, body, flags=BLOCK) if each)


@pytest.fixture
def copy(tmp_path):
    """The repository as it stands, without what has been made of it."""
    made = shutil.ignore_patterns("__pycache__", "_build", ".*", "*.egg-info")
    for name in COPIED:
        source, target = ROOT / name, tmp_path / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=made)
        else:
            shutil.copy(source, target)
    return tmp_path


def run(folder, command, **given):
    """What *command* says; the library is the copy in *folder*, at its smallest."""
    tools = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    return subprocess.run(
        command, cwd=folder, check=False, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={
            **os.environ, "PATH": tools, "PYTHONPATH": str(folder / "src"),
            "MEDBORGARLOFTE_TESTS": "smoke", "PYTEST_ADDOPTS": "-p no:cacheprovider",
            "GIT_CEILING_DIRECTORIES": str(folder.parent),
        }, **given,
    )  # fmt: skip


def patched(folder, patch):
    return run(folder, ["git", "apply", "--recount", "--unidiff-zero", "-"], input=patch)


def test_the_page_makes_four_changes():
    kinds = {heading: {kind for kind, _ in steps(heading)} for heading in HEADINGS}
    assert all(both == {"diff", "sh"} for both in kinds.values())
    assert PAGE.read_text("utf-8").count("\n+++ b/") == sum(
        kind == "diff" for heading in HEADINGS for kind, _ in steps(heading)
    )


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_change_works_as_it_stands(heading, copy):
    for kind, body in steps(heading):
        done = patched(copy, body) if kind == "diff" else run(copy, body, shell=True)
        assert done.returncode == 0, f"{body}\n{done.stdout}"


@pytest.mark.parametrize("heading", HEADINGS[:2])
def test_without_the_change_its_test_fails(heading, copy):
    """What is tested is what was changed, and nothing that held before."""
    for _, body in steps(heading):
        if "+++ b/tests/" in body:
            assert patched(copy, body).returncode == 0
            name = re.search(r"^\+\+\+ b/(\S+)", body, BLOCK)[1]
    done = run(copy, [sys.executable, "-m", "pytest", "-q", name])
    assert done.returncode == pytest.ExitCode.TESTS_FAILED or "ERROR" in done.stdout
