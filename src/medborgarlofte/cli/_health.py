"""What :mod:`._doctor` tells of: versions, extras, the terminal, the data."""

import os
import platform
import re
import shutil
import sys
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, requires, version
from typing import Any, Final

from attrs import frozen

from medborgarlofte import examples
from medborgarlofte._version import __version__
from medborgarlofte.data import IN_FORCE_SINCE, counties, municipalities
from medborgarlofte.findings import BOTH, Words, all_rules
from medborgarlofte.model import FORMAT_VERSION

from ._screen import Page
from ._words import VARIABLE, language_of

_NAME: Final = "medborgarlofte"
_NEEDS: Final = re.compile(
    r"^([\w.-]+) *(?:\[.*?\])? *(?:>= *([\w.]+))?[^;\n]*(?:;(.*))?$", re.MULTILINE
)
_EXTRA: Final = re.compile(r"extra\s*==\s*['\"]([\w-]+)['\"]")

EXTRAS: Final = {
    "cli": Words("kommandoraden", "the command line"),
    "fast": Words("snabbare läsning", "quicker reading"),
    "tables": Words("tabeller och Parquet", "tables and Parquet"),
    "charts": Words("diagram som SVG och PNG", "charts as SVG and PNG"),
    "calendar": Words("kalenderfiler (due --to ics)", "calendar files (due --to ics)"),
    "pydantic": Words("pydantic-modeller och FastAPI", "pydantic models and FastAPI"),
    "django": Words("ett fält i Django", "a field in Django"),
    "sqlalchemy": Words("en kolumn i SQLAlchemy", "a column in SQLAlchemy"),
    "testing": Words("tester av det ni bygger", "tests of what you build"),
}
"""The extras for those who use the library, and what each is for."""

FRAMES: Final = ("pandas", "polars", "pyarrow")
"""What the extra tables makes its tables with; one of them is enough."""


class State(StrEnum):
    """How it is with something."""

    WELL = "ok"
    ABSENT = "absent"
    OLD = "old"
    TOLD = "told"


@frozen
class Fact:
    """One thing that is told.

    Attributes:
        name: What it is about.
        value: What there is.
        state: Whether it is well.
        advice: What to do, where something is wanting.
    """

    name: Words
    value: Words
    state: State = State.TOLD
    advice: Words | None = None


@frozen
class Health:
    """All that is told, under the names of its sections."""

    facts: dict[str, list[Fact]]

    def as_data(self, lang: str) -> dict[str, Any]:
        """As JSON: for each section its facts."""
        return {
            section: [
                {
                    "name": fact.name.in_language(lang),
                    "value": fact.value.in_language(lang),
                    "state": fact.state.value,
                    **({"advice": fact.advice.in_language(lang)} if fact.advice else {}),
                }
                for fact in facts
            ]
            for section, facts in self.facts.items()
        }


def health() -> Health:
    """Look at what is installed here, and tell."""
    needs = needed()
    return Health(
        {
            "program": _program(needs.get("", {})),
            "extras": [_extra(name, needs.get(name, {})) for name in EXTRAS],
            "frames": _frames(needs.get("test", {})),
            "terminal": _terminal(),
            "data": _data(),
        }
    )


def _both(text: str) -> Words:
    return Words(text, text)


def needed() -> dict[str, dict[str, str]]:
    """For each extra, and for the core (``""``), what is needed and from which version."""
    found: dict[str, dict[str, str]] = {}
    try:
        lines = requires(_NAME) or []
    except PackageNotFoundError:  # run from its source, without being installed
        lines = []
    for name, least, marker in _NEEDS.findall("\n".join(lines)):
        extra = _EXTRA.search(marker)
        found.setdefault(extra[1] if extra else "", {})[name] = least
    return found


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def is_older(found: str, wanted: str) -> bool:
    """Whether version *found* is before *wanted*, by their numbers."""
    return _numbers(found) < _numbers(wanted)


def _numbers(text: str) -> tuple[int, ...]:
    """The leading numbers of a version, without zeros at its end: 1.0 is 1."""
    head = re.match(r"[0-9.]*", text)
    numbers = [int(each) for each in (head[0] if head else "").split(".") if each]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def _program(core: dict[str, str]) -> list[Fact]:
    return [
        Fact(_both(_NAME), _both(__version__), State.WELL),
        Fact(
            _both("Python"),
            _both(f"{platform.python_version()} ({platform.system()} {platform.machine()})"),
            State.WELL,
        ),
        *(_package(name, wanted) for name, wanted in core.items()),
    ]


def _package(name: str, wanted: str) -> Fact:
    found = _installed(name)
    if found is None:
        return Fact(
            _both(name),
            Words("finns inte", "is not there"),
            State.ABSENT,
            _both(f"pip install {_quoted(name, wanted)}"),
        )
    if wanted and is_older(found, wanted):
        return Fact(
            _both(name),
            Words(f"{found}; minst {wanted} behövs", f"{found}; at least {wanted} is needed"),
            State.OLD,
            _both(f"pip install --upgrade {_quoted(name, wanted)}"),
        )
    return Fact(_both(name), _both(found), State.WELL)


def _quoted(name: str, wanted: str) -> str:
    return f'"{name}>={wanted}"' if wanted else name


def _extra(name: str, needs: dict[str, str]) -> Fact:
    parts = [_package(each, wanted) for each, wanted in needs.items()]
    purpose = EXTRAS[name]
    advice = _both(f'pip install "{_NAME}[{name}]"')
    if not parts or any(part.state is State.ABSENT for part in parts):
        return Fact(_both(name), purpose, State.ABSENT, advice)
    old = [part for part in parts if part.state is State.OLD]
    said = {
        lang: f"{purpose.in_language(lang)}: "
        + ", ".join(f"{p.name.in_language(lang)} {p.value.in_language(lang)}" for p in parts)
        for lang in BOTH
    }
    words = Words(said["sv"], said["en"])
    if old:
        return Fact(
            _both(name), words, State.OLD, _both(f'pip install --upgrade "{_NAME}[{name}]"')
        )
    return Fact(_both(name), words, State.WELL)


def _frames(needs: dict[str, str]) -> list[Fact]:
    return [_package(name, needs.get(name, "")) for name in FRAMES]


def _terminal() -> list[Fact]:
    encoding = sys.stdout.encoding or "ascii"
    wide = shutil.get_terminal_size().columns
    page = Page()
    colours = page.color_system is not None and not page.no_color
    try:
        "åäö ✓ ✗ → –".encode(encoding)
        reads = Fact(Words("teckenkodning", "encoding"), _both(encoding), State.WELL)
    except (UnicodeEncodeError, LookupError):
        advice = (
            Words("sätt PYTHONUTF8=1, eller kör chcp 65001", "set PYTHONUTF8=1, or run chcp 65001")
            if os.name == "nt"
            else Words(
                "sätt PYTHONUTF8=1, eller LANG=sv_SE.UTF-8", "set PYTHONUTF8=1, or LANG=en_GB.UTF-8"
            )
        )
        reads = Fact(
            Words("teckenkodning", "encoding"),
            Words(
                f"{encoding}; alla tecken går inte att visa",
                f"{encoding}; some signs cannot be shown",
            ),
            State.OLD,
            advice,
        )
    lang = language_of([])
    return [
        reads,
        Fact(
            Words("terminal", "terminal"),
            Words(f"ja, {wide} tecken bred", f"yes, {wide} columns")
            if sys.stdout.isatty()
            else Words(
                "nej, det som skrivs går någon annanstans", "no, what is written goes elsewhere"
            ),
        ),
        Fact(Words("färger", "colours"), Words("ja", "yes") if colours else Words("nej", "no")),
        Fact(
            Words("språk", "language"),
            Words(f"{lang} ({VARIABLE})", f"{lang} ({VARIABLE})")
            if os.environ.get(VARIABLE)
            else Words(
                f"{lang}, om --lang inte säger annat", f"{lang}, unless --lang says otherwise"
            ),
        ),
    ]


def _data() -> list[Fact]:
    names = examples.names()
    return [
        Fact(Words("filformat", "file format"), _both(FORMAT_VERSION)),
        Fact(
            Words("regler", "rules"),
            Words(
                f"{len(all_rules())} med svensk och engelsk text",
                f"{len(all_rules())}, in Swedish and English",
            ),
        ),
        Fact(
            Words("kommuner", "municipalities"),
            Words(
                f"{len(municipalities())} i {len(counties())} län; indelningen från {IN_FORCE_SINCE}",
                f"{len(municipalities())} in {len(counties())} counties, as divided since {IN_FORCE_SINCE}",
            ),
        ),
        Fact(Words("exempel", "examples"), _both(", ".join(names))),
    ]
