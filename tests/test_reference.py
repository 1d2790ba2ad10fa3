"""The reference of the library: every public name on one page, as the docstrings tell it."""

import re
from collections import Counter
from pathlib import Path

import public

PAGES = Path(__file__).resolve().parent.parent / "docs" / "reference" / "api"
DIRECTIVE = re.compile(r"^\.\. auto\w+:: (medborgarlofte[\w.]*)$", re.MULTILINE)


def told():
    """Each name that a page tells of, as often as it does."""
    return [
        name for page in sorted(PAGES.glob("*.md")) for name in DIRECTIVE.findall(page.read_text())
    ]


def test_every_public_name_is_on_exactly_one_page():
    times = Counter(told())
    nowhere = sorted(set(public.names()) - set(times))
    assert not nowhere, f"public, and on no page of docs/reference/api: {', '.join(nowhere)}"
    strange = sorted(set(times) - set(public.names()))
    assert not strange, f"on a page, and not public: {', '.join(strange)}"
    twice = [name for name, count in times.items() if count > 1]
    assert not twice, twice


def test_every_page_is_in_the_index_of_the_reference():
    index = (PAGES / "index.md").read_text("utf-8")
    for page in set(PAGES.glob("*.md")) - {PAGES / "index.md"}:
        title = page.read_text("utf-8").partition("\n")[0].removeprefix("# ")
        assert f"[{title}]({page.name})" in index
        assert f"\n{page.stem}\n" in index
