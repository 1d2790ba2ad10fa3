"""The docs site: Markdown pages and executed notebooks. Built without network."""

import os
import sys
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))  # for api.py, which makes pages of docstrings

project = "medborgarlofte"
release = version_of("medborgarlofte")
language = "en"

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "api"]
source_suffix = {".md": "myst-nb"}
exclude_patterns = [  # tables that pages include
    "_build",
    "performance/limits.md",
    "performance/mutation.md",
    "pictures/floors.md",
]
suppress_warnings = [
    "misc.highlighting_failure",
    "myst.xref_missing",
]  # broken JSON is shown; some links are to files of the repository

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
nb_execution_mode = "force"
if os.environ.get("MEDBORGARLOFTE_DOCS") == "quick":  # to look at pages while they are written
    nb_execution_mode = "off"
    suppress_warnings.append("myst-nb.lexer")
nb_execution_raise_on_error = True
nb_execution_in_temp = True
nb_execution_timeout = 120

autodoc_default_options = {"members": True}
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
autodoc_typehints_format = "short"
napoleon_custom_sections = [("Codes", "params_style")]
napoleon_use_ivar = True
napoleon_use_rtype = False
python_maximum_signature_line_length = 100
python_use_unqualified_type_names = True
toc_object_entries_show_parents = "hide"
nitpicky = True
nitpick_ignore_regex = [
    ("py:.*", r"(?!medborgarlofte).*"),  # other libraries' pages are not here
    ("py:class", r"medborgarlofte(?:\.\w+)*\._\w+\.[A-Z]"),  # variables of types
    ("py:class", r"medborgarlofte\..*\.(?:Around|Facts|HasId|Hit|Step)"),  # forms for type checkers
]

html_show_copyright = False  # the licence says whose it is
html_theme = "furo"
html_title = "medborgarlofte"
html_theme_options = {"top_of_page_buttons": []}  # no second way to read the same page
html_show_sourcelink = False
html_static_path = ["_static"]
html_css_files = ["custom.css"]


def for_everyone(_app: Any, page: str, _template: str, context: dict[str, Any], _: Any) -> None:
    """What axe-core missed in the theme: a page says its language, and headings their rank."""
    if page.startswith("sv/"):
        context["language"] = "sv"
    tree = context.get("furo_navigation_tree", "")
    context["furo_navigation_tree"] = tree.replace(
        'role="heading"', 'role="heading" aria-level="2"'
    )


def setup(app: Any) -> None:
    """Called by Sphinx; after the theme has made its tree."""
    app.connect("html-page-context", for_everyone, priority=900)
