"""The public names and how they are called: what changes here is told in the changelog.

``python tests/test_api.py`` writes ``tests/api.txt`` anew, once ``CHANGELOG.md`` names all that
changed, above the newest release.
"""

import difflib
import inspect
import re
from pathlib import Path

import attrs

import medborgarlofte

SNAPSHOT = Path(__file__).with_name("api.txt")
CHANGELOG = Path(__file__).resolve().parent.parent / "CHANGELOG.md"


def called(function):
    """How *function* is called: its parameters by name, those that may be left out with =…."""
    shown, only_named = [], False
    for name, parameter in inspect.signature(function).parameters.items():
        if name in ("self", "cls"):
            continue
        if parameter.kind is parameter.KEYWORD_ONLY and not only_named:
            only_named = True
            shown.append("*")
        star = {parameter.VAR_POSITIONAL: "*", parameter.VAR_KEYWORD: "**"}.get(parameter.kind, "")
        may_be_left_out = parameter.default is not inspect.Parameter.empty
        shown.append(f"{star}{name}{'=…' if may_be_left_out else ''}")
    return f"({', '.join(shown)})"


def lines():
    """A line for each public name, and for each public method of a class."""
    for name in sorted(medborgarlofte.__all__):
        value = getattr(medborgarlofte, name)
        if inspect.isfunction(value):
            yield f"{name}{called(value)}"
        elif not inspect.isclass(value):
            yield name
        else:
            made = attrs.has(value) and "__init__" in vars(value)
            yield f"class {name}{called(value) if made else ''}"
            fields = [field.name for field in attrs.fields(value)] if attrs.has(value) else []
            for key in sorted({*dir(value), *fields}):
                member = getattr(value, key, None)
                if not key.startswith("_") and (key in fields or _is_ours(value, key)):
                    yield f"  {key}{called(member) if callable(member) else ''}"


def _is_ours(cls, key):
    """Whether *key* is said by a class of this library, not by one that it builds on."""
    home = next((each for each in cls.__mro__ if key in vars(each)), object)
    return home.__module__.startswith("medborgarlofte")


def now():
    return "".join(f"{line}\n" for line in lines())


def untold(before, after, changelog):
    """The names that changed from *before* to *after*, and that no unreleased section tells of."""
    released = re.compile(r"\n## \[.+\] - \d{4}-\d\d-\d\d\n")
    told = set(re.findall(r"\w+", released.split(changelog)[0]))
    changed = {
        re.findall(r"\w+", line[2:].replace("class ", ""))[0]
        for line in difflib.ndiff(before.splitlines(), after.splitlines())
        if line[:1] in "+-"
    }
    return sorted(changed - told)


def test_the_public_names_are_as_they_were():
    assert now() == SNAPSHOT.read_text("utf-8"), (
        "The public names have changed. If that is meant: tell of it in CHANGELOG.md, a removal or "
        "another way to call as Changed, and run python tests/test_api.py."
    )


def test_what_changed_must_be_told():
    before = "class Promise\n  text\nloads(data)\nread(path)\n"
    after = "class Promise\n  heading\n  text\nloads(data, *, strict=…)\n"
    told = "# Changelog\n\n## [Unreleased]\n\n- `Promise.heading`\n"
    assert untold(before, before, told) == []
    assert untold(before, after, told) == ["loads", "read"]
    assert untold(before, after, f"{told}- `loads` and `read`\n") == []
    assert untold(before, after, f"{told}\n## [0.1.0] - 2026-12-01\n\n- `loads` and `read`\n") == [
        "loads",
        "read",
    ]


if __name__ == "__main__":
    if missing := untold(SNAPSHOT.read_text("utf-8"), now(), CHANGELOG.read_text("utf-8")):
        raise SystemExit(f"CHANGELOG.md does not tell of {', '.join(missing)}")
    SNAPSHOT.write_text(now(), "utf-8")
