"""How docstrings become pages: their order, their types as links, names as users write them."""

import inspect
import re
import sys
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any, Final

import attrs
from sphinx.domains.python import PyObject
from sphinx.pycode import ModuleAnalyzer
from sphinx.util.nodes import make_refnode
from sphinx.util.typing import restify

import medborgarlofte
from medborgarlofte import codelists, evaluation, values
from medborgarlofte.findings import Shown
from medborgarlofte.model import __all__ as model_names
from medborgarlofte.values import Part

OURS: Final = "medborgarlofte"
SECTION: Final = re.compile(r"(Args|Attributes|Codes|Example|Raises|Returns|Yields):$")
ATTRIBUTE: Final = re.compile(r"    (\w+)(?: \((.+?)\))?: (.*)")
CLASS: Final = re.compile(r"\b[A-Z]\w+\b")
INLINE: Final = ("attribute", "data", "property")
MOST: Final = 8
"""Names of a class that are shown; of a longer list only those that must be given."""
QUALIFIED: Final = re.compile(r"~?(?:\b[a-z_]\w*\.)+([A-Za-z]\w*)")


def sections(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """The parts of a docstring with their titles; what has none is prose."""
    title, held = "", list[str]()
    for line in lines:
        if (found := SECTION.match(line)) or (title and line and not line.startswith(" ")):
            yield title, held
            title, held = found[1] if found else "", []
        held.append(line)
    yield title, held


def in_order(_app: Any, what: str, name: str, thing: Any, _options: Any, lines: list[str]) -> None:
    """Put the example last, and say of each attribute what it holds, before Napoleon reads it."""
    if what == "data":
        lines[:] = words_below(name.rpartition(".")[2], thing)
    if what in INLINE:
        lines[:0] = ["..", ""]  # so that Napoleon takes nothing before a colon for a type
        return
    told = [(title, held) for title, held in sections(lines) if any(held)]
    hints = types_of(thing) if what == "class" else {}
    ordered = [
        *(held for title, held in told if not title),
        *(with_types(held, hints) if title == "Attributes" else held
          for title, held in told if title not in ("", "Example")),
        *(held for title, held in told if title == "Example"),
    ]  # fmt: skip
    lines[:] = [line for held in ordered for line in (*held, "")]
    if what == "class" and (base := base_of(thing)):
        lines += [f"Builds on :class:`~{base.__module__}.{base.__name__}`.", ""]
    if isinstance(thing, type) and thing.__name__ in model_names and issubclass(thing, Part):
        lines.append(f"In a file: `{thing.__name__} <{anchor(thing)}>`__.")


def base_of(thing: type) -> type | None:
    """The public class that a class builds on; every part builds on the same."""
    above = (each for each in thing.__mro__[1:] if each is not Shown and is_public(each))
    found = next(above, None)
    return None if found is Part else found


def words_below(name: str, value: Any) -> list[str]:
    """What stands below a plain value in the module that is its home."""
    for module in (each for each in sys.modules if each.startswith(OURS)):
        if vars(sys.modules[module]).get(name) is value:
            found = ModuleAnalyzer.for_module(module).find_attr_docs().get(("", name))
            if found:
                return found
    return []


def anchor(thing: type) -> str:
    """Where the model of the format tells of a class, from a page of this reference."""
    return f"../model.html#{thing.__name__.lower()}"


def types_of(cls: Any) -> Mapping[str, str]:
    """What each field of a class holds, as reStructuredText."""
    if not attrs.has(cls) or issubclass(cls, Part):
        return {}  # a part says it itself, in the words of the format
    return {each.name: restify(each.type, mode="smart") for each in attrs.fields(cls) if each.type}


def with_types(held: list[str], hints: Mapping[str, str]) -> Iterator[str]:
    """The lines of a section *Attributes*, with what each holds, as links."""
    for line in held:
        found = ATTRIBUTE.fullmatch(line)
        said = found and (linked(found[2]) if found[2] else hints.get(found[1]))
        yield f"    {found[1]} ({said}): {found[3]}" if found and said else line


def linked(said: str) -> str:
    """Words such as ``list of Promise``, with classes as links."""
    return CLASS.sub(
        lambda name: f":class:`~{OURS}.{name[0]}`" if is_ours(name[0]) else name[0], said
    )


def is_ours(name: str) -> bool:
    """Whether the library has a class of that name."""
    return name in (*medborgarlofte.__all__, *codelists.__all__)


def signature(
    _app: Any, what: str, _name: str, thing: Any, _options: Any, said: str | None, gives: str | None
) -> tuple[str | None, str | None]:
    """How it is called: of a class the names only, since what they hold stands below."""
    if what in ("class", "exception") and isinstance(thing, type):
        if issubclass(thing, Enum) or thing is Part:
            return "", None
        if issubclass(thing, Part):
            needed = [each.name for each in attrs.fields(thing) if each.default is attrs.NOTHING]
            return f"(*, {', '.join([*needed, '…'])})", None
        return called(thing), None
    return said and QUALIFIED.sub(as_imported, said), gives and QUALIFIED.sub(as_imported, gives)


def as_imported(name: re.Match[str]) -> str:
    """A class as users import it, where it is at the top; of others' classes the last name."""
    path, last = name[0].removeprefix("~"), name[1]
    if not path.startswith(OURS):
        return last
    at_top = getattr(medborgarlofte, last, None)
    home = getattr(at_top, "__module__", "")
    return f"~{OURS}.{last}" if path in (f"{home}.{last}", f"{OURS}.{last}") else f"~{path}"


def called(thing: type) -> str:
    """The names that a class takes; ``=…`` where one may be left out."""
    names, only_named = [], False
    inside = {f.alias for f in attrs.fields(thing) if f.name[0] == "_"} if attrs.has(thing) else {}
    for name, each in inspect.signature(thing).parameters.items():
        if name in inside:
            continue
        if each.kind is each.KEYWORD_ONLY and not only_named:
            only_named = True
            names.append("*")
        star = {each.VAR_POSITIONAL: "*", each.VAR_KEYWORD: "**"}.get(each.kind, "")
        names.append(f"{star}{name}{'' if star or each.default is each.empty else '=…'}")
    if len(names) > MOST:
        names = [*(name for name in names if not name.endswith("=…")), "…"]
    return f"({', '.join(names)})"


def is_public(cls: type) -> bool:
    """Whether users can import a class."""
    return cls.__module__.startswith(OURS) and any(
        getattr(home, cls.__name__, None) is cls for home in (medborgarlofte, values, evaluation)
    )


def found_by_last_name(app: Any, env: Any, node: Any, shown: Any) -> Any:
    """The page of one of our names that is meant by its last word, or by where it is at home."""
    target = node.get("reftarget", "")
    if node.get("refdomain") != "py" or not (target.startswith(OURS) or "." not in target):
        return None
    last = target.rpartition(".")[2]
    objects = env.get_domain("py").objects
    likely = sorted(
        (name.count("."), name) for name, entry in objects.items()
        if name.rpartition(".")[2] == last and not entry.aliased and entry.objtype != "attribute"
    )  # fmt: skip
    if not likely:
        return None
    entry = objects[likely[0][1]]
    return make_refnode(
        app.builder, node["refdoc"], entry.docname, entry.node_id, shown, likely[0][1]
    )


def setup(app: Any) -> None:
    """Called by conf.py."""
    app.connect("autodoc-process-docstring", in_order, priority=400)  # before Napoleon
    app.connect("autodoc-process-signature", signature)

    app.connect("missing-reference", found_by_last_name)
    for each in PyObject.doc_field_types:
        if each.name == "variable":
            each.label = "Attributes"
