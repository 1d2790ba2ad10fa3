"""What the pages say of the project is so: words, dependencies, floors, decisions, contents."""

import re
import tomllib
from pathlib import Path

from medborgarlofte import codelists, model
from medborgarlofte.values import Part

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
OURS = ("test", "bench", "fuzz", "mutation", "docs", "dev")
"""The extras that no user needs."""


def test_every_class_and_codelist_is_in_the_glossary_with_its_swedish_term():
    text = (DOCS / "glossary.md").read_text("utf-8")
    classes = [name for name in model.__all__ if is_part(getattr(model, name))]
    assert len(classes) > 30
    for name in (*classes, *codelists.__all__):
        assert re.search(rf"^\| [^|]*\w[^|]* \| \[`{name}`\]", text, re.MULTILINE), name


def is_part(value):
    return isinstance(value, type) and issubclass(value, Part)


def names(requirements):
    found = {re.match(r"[\w-]+", each)[0] for each in requirements}
    return found - {"medborgarlofte"}


def told_of():
    """The packages in each table of the page, by heading."""
    text = (DOCS / "dependencies.md").read_text("utf-8")
    _, *parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return {
        heading: re.findall(r"^\| \[?([\w-]+)(?:\]\(\S+\))? \| (\S.*?) \|", part, re.MULTILINE)[1:]
        for heading, part in zip(parts[::2], parts[1::2], strict=True)
    }


def test_each_dependency_is_told_of_and_none_that_is_gone():
    core, users, *ours = told_of().values()
    extras = PROJECT["project"]["optional-dependencies"]
    assert {name for name, _ in core} == names(PROJECT["project"]["dependencies"])
    assert {(re.match(r"`(\w+)`", why)[1], name) for name, why in users} == {
        (extra, name) for extra in extras if extra not in OURS for name in names(extras[extra])
    }
    for extra, rows in zip(OURS, ours, strict=True):
        assert [name for name, _ in rows]
        assert {name for name, _ in rows} == names(extras[extra])
        assert len({name for name, _ in rows}) == len(rows)


def test_every_room_of_the_house_is_on_a_floor_that_is_drawn():
    source = ROOT / "src" / "medborgarlofte"
    rooms = {
        path.stem
        for path in source.iterdir()
        if (path.suffix == ".py" or (path / "__init__.py").exists())
        and path.stem not in ("__init__", "_version")
    }
    drawn = (DOCS / "pictures" / "floors.html").read_text("utf-8")
    told = (DOCS / "pictures" / "floors.md").read_text("utf-8")
    assert set(re.findall(r'class="name">(\w+)<', drawn)) == rooms
    assert set(re.findall(r"\| `(\w+)(?:/|\.py)` \|", told)) == rooms


def test_each_decision_is_in_the_index_and_has_its_three_parts():
    index = (DOCS / "decisions" / "index.md").read_text("utf-8")
    pages = sorted((DOCS / "decisions").glob("0*.md"))
    assert [path.name for path in pages] == re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", index)
    for path in pages:
        text = path.read_text("utf-8")
        assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [
            "Context",
            "Decision",
            "Consequences",
        ]
        assert f"[{text.splitlines()[0][2:]}]({path.name})" in index
