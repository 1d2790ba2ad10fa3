"""The site is built without a warning, its notebooks run, and its links lead somewhere."""

import os
import re
import subprocess
import sys
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote

import pytest

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


def test_a_swedish_page_says_its_language(site):
    for page, language in (("sv/handledning.html", "sv"), ("tutorial.html", "en")):
        assert f' lang="{language}"' in (site / page).read_text("utf-8")
