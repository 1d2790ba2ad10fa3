"""The site is built without a warning, and its notebooks run."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BUILDERS = ("sphinx", "myst_nb", "furo", "ipykernel")


@pytest.mark.skipif(not all(map(find_spec, BUILDERS)), reason="the extra docs is not installed")
def test_the_site_is_built_and_its_notebooks_run(tmp_path):
    run = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html",
         "-d", tmp_path / "trees", ROOT / "docs", tmp_path / "site"],
        check=False, capture_output=True, text=True, env={**os.environ, "PYDEVD_DISABLE_FILE_VALIDATION": "1"},
    )  # fmt: skip
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-3000:]
    page = (tmp_path / "site" / "notebooks" / "follow-up-a-year.html").read_text("utf-8")
    assert "20 av 8: uppfyllt" in page
    assert "Decimal('65')" in page
