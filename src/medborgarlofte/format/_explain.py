"""From a tree of JSON values to all that is wrong with it.

Each mistake gives one finding: a misspelt key is not also a missing one, and a wrong
version is told alone.
"""

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import islice
from types import MappingProxyType
from typing import Any, Final

from medborgarlofte.findings import Finding, Patch, Severity, pointer
from medborgarlofte.findings.structure import (
    BAD_VERSION,
    DEPRECATED_KEY,
    EMPTY,
    MISSING,
    MISSPELT,
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
    Shape,
    fields_of,
    is_language_tag,
)
from medborgarlofte.values.dates import DATE_PATTERN, no_date
from medborgarlofte.values.forms import ID_FORM, VERSION_PATTERN
from medborgarlofte.values.text import trouble_in_text

from ._parse import Walk
from ._read import is_usual
from ._wanted import wanted

VERSION_KEY: Final = "medborgarlofte"
_LIKE: Final = 0.75
"""How alike two keys must be for one to be taken as the other misspelt."""
_MOST_GUESSES: Final = 1000
"""Unknown keys of a document that are compared with the known ones: it takes long."""


def explain(tree: Any) -> list[Finding]:
    """All that is to be said of the structure of *tree*; no error means that it can be read."""
    about_version = list(_version_findings(tree))
    if any(f.severity is Severity.ERROR for f in about_version):
        return about_version
    walk = _Explanation()
    walk.part(Agreement, tree)
    return [*about_version, *walk.findings]


def _version_findings(tree: Any) -> Iterator[Finding]:
    if type(tree) is not dict:
        yield Finding.of(WRONG_ROOT, found=_json_type(tree))
        return
    if VERSION_KEY not in tree:
        misspelt = next(iter(_alike(VERSION_KEY, islice(tree, _MOST_GUESSES))), None)
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
    if told := told_of_version(written):
        yield told


def told_of_version(written: str) -> Finding | None:
    """What is to be said of the version *written*; nothing where it is this one.

    An error where it is another major version, and where it is an older one: those are
    migrated before they come here.
    """
    at = pointer([VERSION_KEY])
    major, minor = map(int, written.split("."))
    own_major, own_minor = map(int, FORMAT_VERSION.split("."))
    if (major, minor) == (own_major, own_minor):
        return None
    if major == own_major and minor > own_minor:
        return Finding.of(NEWER_MINOR, at, found=written)
    return Finding.of(OTHER_VERSION, at, found=written, supported=f"{own_major}.x")


_plans: dict[type, tuple[dict[str, FieldSpec], tuple[str, ...]]] = {}


def _plan(cls: type[Part]) -> tuple[dict[str, FieldSpec], tuple[str, ...]]:
    """The fields of *cls* by key, and the keys that must be there."""
    if cls not in _plans:
        specs = fields_of(cls)
        required = tuple(spec.key for spec in specs if spec.required)
        _plans[cls] = {spec.key: spec for spec in specs}, required
    return _plans[cls]


@cache
def _swedish_names(cls: type[Part]) -> dict[str, str]:
    """The keys of *cls* by the first word that is said of each in Swedish: *Löftena*."""
    named: dict[str, str] = {}
    for spec in fields_of(cls):
        named.setdefault(spec.words.sv.split()[0].strip(".,:;"), spec.key)
    return named


class _Explanation(Walk):
    """A walk through a document by the classes of the model."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[tuple[type[Part], dict[str, Any]]] = []
        self._guesses: dict[tuple[type[Part], str], list[str]] = {}
        self._by_words: dict[tuple[type[Part], str], list[str]] = {}

    def whose(self) -> dict[str, str | None]:
        """The nearest part that has an id, or else the agreement."""
        for cls, value in reversed(self._parts):
            name = value.get("id")
            if isinstance(name, str):
                # what is no id may be anything, and is not repeated
                is_id = ID_FORM.trouble_with(name) is None
                return {"entity": cls.__name__, "entity_id": name if is_id else None}
        return {"entity": self._parts[0][0].__name__} if self._parts else {}

    def part(self, cls: type[Part], value: Any) -> None:
        if is_usual(cls, value):
            return
        if type(value) is not dict:
            self._wrong_type("object", value, wanted(cls, value))
            return
        self._parts.append((cls, value))
        known, required = _plan(cls)
        misspelt = () if value.keys() <= known.keys() else self._unknown(cls, value)
        for key in required:
            if key not in value and key not in misspelt:
                self.tell(MISSING, {"key": key})
        for key, item in self.each(value.items()):
            if key in known:
                self._field(known[key], item)
                if known[key].deprecated:
                    self.tell(DEPRECATED_KEY, {"key": key})
        self._parts.pop()

    def _unknown(self, cls: type[Part], value: dict[str, Any]) -> set[str]:
        """Tell of the keys that *cls* does not know, and return those that they stand for."""
        known, _ = _plan(cls)
        misspelt: set[str] = set()
        for key in value:
            if key in known:
                continue
            meant = next(
                (k for k in self._guess(cls, key) if k not in value and k not in misspelt), None
            )
            if meant is None:
                perhaps = self._guess_by_words(cls, key, value)
                self.tell(UNKNOWN_KEY, {"key": key, **perhaps}, at=key)
                continue
            misspelt.add(meant)
            self.tell(
                MISSPELT,
                {"key": key, "suggestion": meant},
                at=key,
                severity=Severity.ERROR if known[meant].required else Severity.WARNING,
                mend=_rename(meant),
            )
        return misspelt

    def _guess(self, cls: type[Part], key: str) -> list[str]:
        """The keys that *key* may be meant to be, the most alike first."""
        if key.startswith("x_"):
            return []
        if (cls, key) not in self._guesses:
            if len(self._guesses) == _MOST_GUESSES:
                return []
            self._guesses[cls, key] = _alike(key, _plan(cls)[0])
        return self._guesses[cls, key]

    def _guess_by_words(
        self, cls: type[Part], key: str, beside: Mapping[str, Any]
    ) -> dict[str, str]:
        """The key whose field has a Swedish name like *key*, for the words of a message."""
        if key.startswith("x_"):
            return {}
        if (cls, key) not in self._by_words:
            if len(self._by_words) == _MOST_GUESSES:
                return {}
            names = _swedish_names(cls)  # type: ignore[arg-type]  # a class has a hash
            self._by_words[cls, key] = [names[name] for name in _alike(key, names)]
        for meant in self._by_words[cls, key]:
            if meant not in beside:
                return {"perhaps": meant}
        return {}

    def _field(self, spec: FieldSpec, value: Any) -> None:
        mend = None if spec.required else _remove
        if value is None:
            self.tell(NULL, mend=mend)
        elif not spec.many:
            self._one(spec.shape, value)
        elif type(value) is not list:
            self._wrong_type("array", value, _wanted_in_list(spec.shape, value))
        elif not value:
            self.tell(EMPTY, mend=mend)
        else:
            for _, item in self.each(enumerate(value)):
                self._one(spec.shape, item)

    def _one(self, shape: Shape, value: Any) -> None:
        if value is None:
            self.tell(NULL)
        elif shape.kind is Kind.PART:
            self.part(shape.type, value)
        elif type(value) not in _JSON_TYPES[shape.kind][0]:
            self._wrong_type(_JSON_TYPES[shape.kind][1], value)
        elif type(value) is dict:
            self._languages(value)
        elif shape.kind is Kind.TEXT:
            self._text(value)
        else:
            self._single(shape, value)

    def _single(self, shape: Shape, value: Any) -> None:
        if shape.kind is Kind.DATE:
            if not _DATE.fullmatch(value):
                self._tell_found(no_date(value))
        elif issubclass(shape.type, ClosedCodelist):
            if value not in shape.type.codes():
                hint = shape.hint(value)
                self.tell(
                    NOT_IN_CODELIST, {"allowed": shape.type.codes(), **hint}, mend=_code(hint)
                )
        elif shape.form is not None:
            self._tell_found(shape.form.trouble_with(value), shape.hint(value))
        elif shape.minimum is not None and value < shape.minimum:
            self.tell(OUT_OF_RANGE, {"minimum": shape.minimum})

    def _languages(self, value: dict[str, Any]) -> None:
        """A text in several languages; keys that are no languages are unknown fields."""
        if not value:
            self.tell(EMPTY)
        for key, text in self.each(value.items()):
            if is_language_tag(key):
                self._text(text)

    def _text(self, value: Any) -> None:
        if type(value) is str:
            self._tell_found(trouble_in_text(value))
        else:
            self._wrong_type("string", value)

    def _tell_found(
        self, finding: Finding | None, hint: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        if finding is not None:
            self.tell(finding.rule, {**finding.params, **hint}, mend=_code(hint))

    def _wrong_type(
        self, expected: str, value: Any, hint: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self.tell(WRONG_TYPE, {"expected": expected, "found": _json_type(value), **hint})


def _wanted_in_list(shape: Shape, value: Any) -> dict[str, str]:
    """An example of a list of parts; that of words and texts is told by the mend."""
    return wanted(shape.type, value, many=True) if shape.kind is Kind.PART else {}


_DATE: Final = re.compile(DATE_PATTERN)

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


def _alike(key: str, candidates: Iterable[str]) -> list[str]:
    """Those of *candidates* that look like *key*, the most alike first."""
    if len(key) > _LONGEST_WORD:
        return []
    plain = {_plain(known): known for known in candidates if len(known) <= _LONGEST_WORD}
    found = difflib.get_close_matches(_plain(key), plain, n=3, cutoff=_LIKE)
    return [plain[word] for word in found]


_LONGEST_WORD: Final = 60


def _plain(key: str) -> str:
    """*key* without case, accents and separators: ``Medborgarlöfte`` is ``medborgarlofte``."""
    letters = unicodedata.normalize("NFKD", key).casefold()
    return "".join(ch for ch in letters if ch.isalnum())


def _rename(meant: str) -> Callable[[str], Patch]:
    """What gives the key at a place the name *meant* instead."""
    return lambda at: ({"op": "move", "from": at, "path": f"{at.rpartition('/')[0]}/{meant}"},)


def _code(hint: Mapping[str, str]) -> Callable[[str], Patch] | None:
    """What puts the code in the place of its word, where the word is one."""
    if not hint:
        return None
    return lambda at: ({"op": "replace", "path": at, "value": hint["suggestion"]},)


def _remove(at: str) -> Patch:
    return ({"op": "remove", "path": at},)
