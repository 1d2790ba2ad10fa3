"""What is built and installed: the same bytes each time, nothing more than is said, all of it locked."""

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from medborgarlofte import __version__

pytest.importorskip("hatchling", reason="needs the extra dev")
packaging = pytest.importorskip("packaging.requirements")
versions = pytest.importorskip("packaging.version")

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCK = ROOT / "requirements.lock"
SOURCES = ("src", "docs/man", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md")


def build(folder, kind):
    """The wheel or sdist built of a copy of the sources in *folder*."""
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, folder / name, ignore=ignored)
        else:
            shutil.copyfile(source, folder / name)
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", "dist"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    (built,) = (folder / "dist").iterdir()
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return build(tmp_path_factory.mktemp("wheel"), "wheel")


@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_two_builds_have_the_same_bytes(kind, tmp_path):
    one, other = tmp_path / "one", tmp_path / "a longer name"
    one.mkdir()
    other.mkdir()
    first, second = build(one, kind), build(other, kind)
    assert first.name == second.name
    assert first.read_bytes() == second.read_bytes()


def test_the_wheel_holds_the_package_and_nothing_else(wheel):
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    (beside,) = (top for top in tops if top.endswith(".data"))
    others = {top for top in tops if not top.endswith((".dist-info", ".data"))}
    assert others == {"medborgarlofte"}
    assert {n for n in zipfile.ZipFile(wheel).namelist() if n.startswith(beside)} == {
        f"{beside}/data/share/man/man1/medborgarlofte.1"
    }
    names = {n for n in zipfile.ZipFile(wheel).namelist() if n.startswith("medborgarlofte/")}
    ours = {
        str(path.relative_to(ROOT / "src").as_posix())
        for path in (ROOT / "src" / "medborgarlofte").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert names == ours
    assert "medborgarlofte/py.typed" in names


def test_the_core_needs_three_libraries(wheel):
    (metadata,) = (n for n in zipfile.ZipFile(wheel).namelist() if n.endswith("METADATA"))
    text = zipfile.ZipFile(wheel).read(metadata).decode()
    needed = [line for line in text.splitlines() if line.startswith("Requires-Dist:")]
    core = {re.split(r"[ >=]+", line)[1] for line in needed if "extra ==" not in line}
    assert core == {"attrs", "cattrs", "pendulum"}


def test_the_version_has_its_section_in_the_changelog():
    """While it is developed the section has no day; once it is released it has one."""
    version = versions.Version(__version__)
    unreleased, newest, *_ = (ROOT / "CHANGELOG.md").read_text("utf-8").split("\n## ")[1:]
    assert unreleased.startswith("[Unreleased]\n")
    name, when = re.match(r"\[(.+)\] - (.+)\n", newest).groups()
    assert name == version.base_version
    assert bool(re.fullmatch(r"20\d\d-\d\d-\d\d", when)) is not version.is_prerelease


def locked():
    """The versions in the lock, and how many hashes each has."""
    found = {}
    for block in re.split(r"\n(?=[a-z0-9])", LOCK.read_text("utf-8")):
        if match := re.match(r"([a-z0-9._-]+)==([^\s;]+)", block):
            found[match[1]] = match[2], block.count("--hash=sha256:")
    return found


def test_every_locked_version_has_a_hash():
    assert len(locked()) > 50
    assert all(hashes for _, hashes in locked().values())
    assert "://" not in LOCK.read_text("utf-8")


def test_the_lock_holds_all_that_the_development_needs():
    extras = PROJECT["optional-dependencies"]
    for needed in [*PROJECT["dependencies"], *(n for many in extras.values() for n in many)]:
        asked = packaging.Requirement(needed)
        if asked.name == PROJECT["name"]:
            continue
        version, _ = locked()[re.sub(r"[-_.]+", "-", asked.name).lower()]
        assert asked.specifier.contains(version), needed
