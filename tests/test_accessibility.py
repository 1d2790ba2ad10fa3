"""The pages as a browser sees them, judged by axe-core. Skipped where there is no browser."""

import html
import json
import re
import shutil
import subprocess

import pytest

from medborgarlofte import evaluate, examples, report
from medborgarlofte.checks._exemplary import exemplary
from medborgarlofte.display import views

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def axe(tmp_path_factory):
    """The source of axe-core, from npm."""
    npm = shutil.which("npm")
    folder = tmp_path_factory.mktemp("axe")
    try:
        subprocess.run(
            [npm, "install", "--silent", "--prefix", folder, "axe-core@4"], check=True, timeout=60
        )
    except (TypeError, OSError, subprocess.SubprocessError):
        pytest.skip("axe-core cannot be fetched from npm")
    return (folder / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")


def violations(page, axe, path, *, dark):
    """What axe-core holds against *page*, in a light or dark browser."""
    run = "axe.run().then(r => { document.body.innerHTML = ''; document.body.append(JSON.stringify(r.violations)) })"
    path.write_text(page.replace("</body>", f"<script>{axe}</script><script>{run}</script></body>"))
    scheme = 0 if dark else 1
    shown = subprocess.run(
        [
            BROWSER, "--headless=new", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000",
            f"--blink-settings=preferredColorScheme={scheme}", "--dump-dom", path.as_uri(),
        ],
        check=True, capture_output=True, timeout=120,
    ).stdout.decode()  # fmt: skip
    body = re.search(r"<body[^>]*>(.*)</body>", shown, re.DOTALL)[1]
    return [(each["id"], each["impact"]) for each in json.loads(html.unescape(body))]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("name", [*examples.names(), "exemplary"])
def test_nothing_is_held_against_the_report(name, lang, dark, axe, tmp_path):
    agreement = exemplary() if name == "exemplary" else examples.load(name)
    page = report(agreement, "2026-02-01", lang=lang)
    assert violations(page, axe, tmp_path / "page.html", dark=dark) == []


def test_nothing_is_held_against_the_notebook_views(axe, tmp_path):
    agreement = exemplary()
    shown = "".join(views.html(each) for each in (agreement, evaluate(agreement, "2026-02-01")))
    page = (
        '<!DOCTYPE html><html lang="sv"><head><title>x</title></head><body><main><h1>x</h1>'
        f"<h2>y</h2>{shown}</main></body></html>"
    )
    assert violations(page, axe, tmp_path / "page.html", dark=False) == []


def test_a_page_with_faults_is_told_of(axe, tmp_path):
    """The judge is awake: a picture without words and grey on grey are found."""
    page = '<html><body><img src="x"><p style="color:#ccc;background-color:#fff">Grey words on white</p></body></html>'
    found = dict(violations(page, axe, tmp_path / "page.html", dark=False))
    assert {"image-alt", "color-contrast", "html-has-lang"} <= set(found)
