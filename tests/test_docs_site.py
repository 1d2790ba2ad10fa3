"""The site is built without a warning, its notebooks run, and its links lead somewhere."""

import inspect
import os
import re
import subprocess
import sys
from collections import Counter
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote

import pytest

import public
from medborgarlofte.values import Part, fields_of

ROOT = Path(__file__).resolve().parent.parent
BUILDERS = ("sphinx", "myst_nb", "furo", "ipykernel")
pytestmark = pytest.mark.skipif(
    not all(map(find_spec, BUILDERS)), reason="the extra docs is not installed"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("docs")
    run = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html",
         "-d", folder / "trees", ROOT / "docs", folder / "site"],
        check=False, capture_output=True, text=True, env={**os.environ, "PYDEVD_DISABLE_FILE_VALIDATION": "1"},
    )  # fmt: skip
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-3000:]
    return folder / "site"


def test_the_notebooks_have_run(site):
    page = (site / "notebooks" / "follow-up-a-year.html").read_text("utf-8")
    assert "20 av 8: uppfyllt" in page
    assert "Decimal('65')" in page


def test_every_link_within_the_site_leads_to_a_page_and_a_place_on_it(site):
    pages = {path.resolve(): path.read_text("utf-8") for path in site.rglob("*.html")}
    places = {path: set(re.findall(r'\bid="([^"]+)"', text)) for path, text in pages.items()}
    astray, followed = set(), 0
    for path, text in pages.items():
        for link in map(unescape, re.findall(r'\bhref="([^"]*)"', text)):
            target, _, place = link.partition("#")
            if re.match(r"\w+:", target):
                continue  # elsewhere
            followed += 1
            file = (path.parent / unquote(target.partition("?")[0])).resolve() if target else path
            if not file.exists() or (place and unquote(place) not in places.get(file, ())):
                astray.add(f"{path.relative_to(site.resolve())} → {link}")
    assert followed > 1000
    assert not astray, "\n".join(sorted(astray)[:40])


def test_each_public_name_is_shown_once_as_its_docstring_tells(site):
    pages = {path: path.read_text("utf-8") for path in (site / "reference" / "api").glob("*.html")}
    for name, value in public.names().items():
        shown = [
            text for text in pages.values() if f'id="{name}"' in text or "module-" + name in text
        ]
        assert len(shown) == 1, name
        if inspect.isclass(value):
            block = block_of(name, shown[0])
            term = re.search(r"\(([^()]+)\)", (value.__doc__ or "").partition("\n")[0])
            assert term is None or term[1] in block, f"{name}: {term[1]}"
    for path, text in pages.items():
        twice = [
            each
            for each, times in Counter(re.findall(r'\bid="([^"]+)"', text)).items()
            if times > 1
        ]
        assert not twice, f"{path.name}: {twice}"
        assert not re.findall(r">Type<|attr_dict|NOTHING", text), path.name


def block_of(name, text):
    """What a page shows of a class, its members and their words."""
    _, _, after = text.partition(f'id="{name}"')
    return re.split(rf'<dt class="[^"]*" id="(?!{re.escape(name)}\.)', after, maxsplit=1)[0]


def test_what_a_field_holds_is_a_link_to_its_page(site):
    pages = "".join(p.read_text("utf-8") for p in (site / "reference" / "api").glob("*.html"))
    followed = 0
    for name, cls in public.classes().items():
        if not (issubclass(cls, Part) and cls is not Part):
            continue
        block = block_of(name, pages)
        for spec in fields_of(cls):
            held = (spec.shape.codelist and spec.shape.codelist.codelist) or spec.shape.type
            target = spec.shape.reference.target if spec.shape.reference else held.__name__
            told = re.search(rf"<strong>{spec.name}</strong> \((.*?)\) –", block, re.DOTALL)
            assert told, f"{name}.{spec.name}"
            if target not in ("str", "int", "bool", "Decimal"):
                assert re.search(
                    rf'href="[^"]*#medborgarlofte\.(?:codelists\.)?{target}"', told[1]
                ), told[0]
                followed += 1
    assert followed > 150


def test_a_swedish_page_says_its_language(site):
    for page, language in (("sv/handledning.html", "sv"), ("tutorial.html", "en")):
        assert f' lang="{language}"' in (site / page).read_text("utf-8")
