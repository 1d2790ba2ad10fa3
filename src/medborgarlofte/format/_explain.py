"""From a tree of JSON values to all that is wrong with it.

Each mistake gives one finding: a misspelt key is not also a missing one, and a wrong
version is told alone.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from attrs import field, frozen

from medborgarlofte.findings import AgreementError, Finding, Severity, pointer
from medborgarlofte.findings.structure import (
    BAD_VERSION,
    EMPTY,
    MISSING,
    MISSPELT,
    MORE,
    NEWER_MINOR,
    NOT_IN_CODELIST,
    NOT_OURS,
    NULL,
    OTHER_VERSION,
    OUT_OF_RANGE,
    UNKNOWN_KEY,
    WRONG_ROOT,
    WRONG_TYPE,
)
from medborgarlofte.model import FORMAT_VERSION, Agreement
from medborgarlofte.values import (
    ClosedCodelist,
    FieldSpec,
    Kind,
    Part,
    PartialDate,
    Shape,
    fields_of,
    is_language_tag,
)
from medborgarlofte.values.forms import ID_FORM, VERSION_PATTERN
from medborgarlofte.values.text import trouble_in_text

from ._parse import MOST_FINDINGS

VERSION_KEY: Final = "medborgarlofte"
_LIKE: Final = 0.75
"""How alike two keys must be for one to be taken as the other misspelt."""


def explain(tree: Any) -> list[Finding]:
    """All that is to be said of the structure of *tree*; no error means that it can be read."""
    about_version = list(_version_findings(tree))
    if any(f.severity is Severity.ERROR for f in about_version):
        return about_version
    return [*about_version, *_part(Agreement, tree, _Where())]


def _version_findings(tree: Any) -> Iterator[Finding]:
    if type(tree) is not dict:
        yield Finding.of(WRONG_ROOT, found=_json_type(tree))
        return
    if VERSION_KEY not in tree:
        misspelt = _nearest(VERSION_KEY, tree)
        if misspelt is None:
            yield Finding.of(NOT_OURS)
        else:
            yield Finding.of(MISSPELT, pointer([misspelt]), key=misspelt, suggestion=VERSION_KEY)
        return
    at = pointer([VERSION_KEY])
    written = tree[VERSION_KEY]
    if type(written) is not str or not re.fullmatch(VERSION_PATTERN, written):
        yield Finding.of(BAD_VERSION, at)
        return
    major, minor = map(int, written.split("."))
    own_major, own_minor = map(int, FORMAT_VERSION.split("."))
    if major != own_major:
        yield Finding.of(OTHER_VERSION, at, found=written, supported=f"{own_major}.x")
    elif minor > own_minor:
        yield Finding.of(NEWER_MINOR, at, found=written)


@frozen
class _Where:
    """Where the reader is: the steps from the top, and the nearest part with an id."""

    steps: tuple[str | int, ...] = ()
    entity: str | None = None
    entity_id: str | None = field(default=None)

    def __truediv__(self, step: str | int) -> "_Where":
        return _Where((*self.steps, step), self.entity, self.entity_id)

    def within(self, cls: type[Part], value: dict[str, Any]) -> "_Where":
        name = value.get("id")
        if not isinstance(name, str):
            return self if self.entity else _Where(self.steps, cls.__name__)
        # what is no id may be anything, and is not repeated
        return _Where(self.steps, cls.__name__, None if ID_FORM.trouble_with(name) else name)

    @property
    def pointer(self) -> str:
        return pointer(self.steps)

    def place(self, finding: Finding) -> Finding:
        return finding.evolve(entity=self.entity, entity_id=self.entity_id)


def _part(cls: type[Part], value: Any, where: _Where) -> Iterator[Finding]:
    if type(value) is not dict:
        yield where.place(_wrong_type("object", value, where))
        return
    where = where.within(cls, value)
    specs = fields_of(cls)
    known = {spec.key: spec for spec in specs}
    absent = [key for key in known if key not in value]
    for key in [key for key in value if key not in known]:
        meant = None if key.startswith("x_") else _nearest(key, absent)
        if meant is None:
            yield where.place(Finding.of(UNKNOWN_KEY, (where / key).pointer, key=key))
            continue
        absent.remove(meant)
        misspelt = Finding.of(MISSPELT, (where / key).pointer, key=key, suggestion=meant)
        severity = Severity.ERROR if known[meant].required else Severity.WARNING
        yield where.place(misspelt.evolve(severity=severity, mend=_rename(where, key, meant)))
    for key in absent:
        if known[key].required:
            yield where.place(Finding.of(MISSING, where.pointer, key=key))
    for spec in specs:
        if spec.key in value:
            yield from _field(spec, value[spec.key], where / spec.key)


def _field(spec: FieldSpec, value: Any, where: _Where) -> Iterator[Finding]:
    if value is None:
        yield where.place(Finding.of(NULL, where.pointer)).evolve(mend=_removal(spec, where))
    elif not spec.many:
        yield from _one(spec.shape, value, where)
    elif type(value) is not list:
        yield where.place(_wrong_type("array", value, where))
    elif not value:
        yield where.place(Finding.of(EMPTY, where.pointer)).evolve(mend=_removal(spec, where))
    else:
        yield from _capped(
            (
                finding
                for index, item in enumerate(value)
                for finding in _one(spec.shape, item, where / index)
            ),
            where,
        )


def _capped(findings: Iterator[Finding], where: _Where) -> Iterator[Finding]:
    """Tell the first findings of a list and count the rest, so that a report stays a report."""
    for told, finding in enumerate(findings, start=1):
        yield finding
        if told == MOST_FINDINGS:
            rest = sum(1 for _ in findings)
            if rest:
                yield where.place(Finding.of(MORE, where.pointer, count=rest))


def _one(shape: Shape, value: Any, where: _Where) -> Iterator[Finding]:
    if value is None:
        yield where.place(Finding.of(NULL, where.pointer))
    elif shape.kind is Kind.PART:
        yield from _part(shape.type, value, where)
    elif shape.kind is Kind.TEXT and type(value) is dict and value:
        for key, text in value.items():
            if is_language_tag(key) and (found := trouble_in_text_of_json(text, where / key)):
                yield where.place(found)
    elif found := _trouble(shape, value, where):
        yield where.place(found)


def trouble_in_text_of_json(value: Any, where: _Where) -> Finding | None:
    """As for any text, with JSON's name for what was found instead."""
    if type(value) is not str:
        return _wrong_type("string", value, where)
    return trouble_in_text(value, where.pointer)


def _trouble(shape: Shape, value: Any, where: _Where) -> Finding | None:  # noqa: PLR0911  # one line per kind
    at = where.pointer
    allowed, expected = _JSON_TYPES[shape.kind]
    if type(value) not in allowed:
        return _wrong_type(expected, value, where)
    if shape.kind is Kind.TEXT:
        return trouble_in_text(value, at) if value else Finding.of(EMPTY, at)
    if shape.kind is Kind.DATE:
        try:
            PartialDate.parse(value)
        except AgreementError as error:
            return error.report.findings[0].evolve(pointer=at)
        return None
    if shape.kind is Kind.CLOSED:
        codes = shape.type.codes() if issubclass(shape.type, ClosedCodelist) else ()
        return None if value in codes else Finding.of(NOT_IN_CODELIST, at, allowed=codes)
    if shape.form is not None:
        return shape.form.trouble_with(value, at)
    if shape.minimum is not None and value < shape.minimum:
        return Finding.of(OUT_OF_RANGE, at, minimum=shape.minimum)
    return None


_JSON_TYPES: Final[dict[Kind, tuple[tuple[type, ...], str]]] = {
    Kind.TEXT: ((str, dict), "text"),
    Kind.STRING: ((str,), "string"),
    Kind.REFERENCE: ((str,), "string"),
    Kind.OPEN: ((str,), "string"),
    Kind.CLOSED: ((str,), "string"),
    Kind.DATE: ((str,), "string"),
    Kind.NUMBER: ((int, Decimal), "number"),
    Kind.INTEGER: ((int,), "integer"),
    Kind.BOOLEAN: ((bool,), "boolean"),
}

_NAMES: Final[dict[type, str]] = {
    bool: "boolean",
    int: "integer",
    Decimal: "number",
    str: "string",
    list: "array",
    dict: "object",
    type(None): "null",
}


def _json_type(value: Any) -> str:
    return _NAMES[type(value)]


def _wrong_type(expected: str, value: Any, where: _Where) -> Finding:
    return Finding.of(WRONG_TYPE, where.pointer, expected=expected, found=_json_type(value))


def _nearest(key: str, candidates: Any) -> str | None:
    """The candidate that *key* was probably meant to be, or ``None``."""
    plain = {_plain(candidate): candidate for candidate in candidates if len(candidate) <= 60}
    if len(key) > 60:
        return None
    found = difflib.get_close_matches(_plain(key), plain, n=1, cutoff=_LIKE)
    return plain[found[0]] if found else None


def _plain(key: str) -> str:
    """*key* without case, accents and separators: ``Medborgarlöfte`` is ``medborgarlofte``."""
    letters = unicodedata.normalize("NFKD", key).casefold()
    return "".join(ch for ch in letters if ch.isalnum())


def _rename(where: _Where, key: str, meant: str) -> tuple[dict[str, Any], ...]:
    old, new = (where / key).pointer, (where / meant).pointer
    return ({"op": "move", "from": old, "path": new},)


def _removal(spec: FieldSpec, where: _Where) -> tuple[dict[str, Any], ...] | None:
    return None if spec.required else ({"op": "remove", "path": where.pointer},)
