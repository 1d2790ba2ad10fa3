"""Documents and what becomes of them: canonical bytes, round trips, migrations."""

import hashlib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import cycle
from pathlib import Path
from typing import Any, Final

from medborgarlofte import examples, validate
from medborgarlofte.format import canonical, loads, parse

from . import HEAD, Case, agreement, findings_file, written
from .valid import source

_ROOT: Final = Path(__file__).resolve().parent.parent.parent
_GOLDEN: Final = _ROOT / "tests" / "migrations"
"""Where the library keeps its migrated documents: a folder for each older version."""

_NUMBERS: Final = (
    "0", "0.0", "0E5", "1.0", "1.50", "1E+2", "100", "1e2", "-2.5", "0.000001", "0.0000001", "1E-7",
    "1E+20", "1E+21", "1e21", "9007199254740991", "-9007199254740991",
    "5E-324", "2.2250738585072014E-308", "1.7976931348623157E+308", "0.1", "333333333.3333333",
    "4.35", "1E23", "0.30", "12345.678e-2",
)  # fmt: skip
# RFC 8785 sorts by UTF-16 units: U+1F600 (D83D DE00) comes before U+FB33 and U+FF5E
_KEYS: Final = (
    "x_\ufb33", "x_\U0001f600", "x_\uff5e", "x_\u00e5", "x_a\u030a_", "x_z", "x_Z", "x_", "x_1",
    "x_10", "x_2", "x_\u20ac", "\u00f6", "", "/", "~", "A",
)  # fmt: skip

_HEAD_TEXT: Final = written(dict(HEAD)).decode().rstrip()[:-2]

# name, bytes, what it shows
_CANONICAL: Final[tuple[tuple[str, bytes, str], ...]] = (
    (
        "order-of-keys",
        written({**dict(reversed([*HEAD.items()])), **dict.fromkeys(_KEYS, 1)}),
        "keys are sorted by their UTF-16 code units, at every level",
    ),
    (
        "numbers",
        f'{_HEAD_TEXT},\n  "x_a": [{", ".join(_NUMBERS)}]\n}}\n'.encode(),
        "numbers are written as ECMAScript writes them",
    ),
    (
        "strings",
        written(
            agreement(
                title="Å ä ö, och med kombinerande tecken: A\u030a a\u0308 o\u0308",
                aim='rad\nrad\r\n\tcitat " bakstreck \\ snedstreck / \u2028 \u20ac 🇸🇪 <>&',
            )
        ),
        "strings are written with as few escapes as JSON allows, and are not normalised",
    ),
    (
        "escapes",
        f'{_HEAD_TEXT},\n  "x_\\u00e5\\/": "\\u00e5\\/\\u0022\\u005c\\ud83d\\ude00\\u000a"\n}}\n'.encode(),
        "characters that were written as escapes",
    ),
    (
        "nested",
        written(
            agreement(
                promises=[
                    {"text": {"sv": "Trygga torg", "en": "Safe squares"}, "id": "b"},
                    {"text": "A", "id": "a"},
                ],
                x_a={"b": [], "a": {}, "c": [[{"b": None, "a": False}]]},
            )
        ),
        "lists keep their order; empty lists and objects of one's own stay",
    ),
    (
        "white-space",
        written(dict(HEAD)).replace(b"\n", b"\r\n\t "),
        "white space between the parts of the text is left out",
    ),
)  # fmt: skip

_ANY_JSON: Final[tuple[Any, ...]] = (
    None, True, False, 0, 1, -1, Decimal("1.50"), Decimal("1E+2"), Decimal("-0.001"), "", "text",
    "1", "true", "null", "2024-13", [], {}, [None, [True, {"a": []}]], {"a": None, "id": 5},
)  # fmt: skip
_AWKWARD: Final = (
    "", " ", ".", "/", "~", "~1", "0", "-1", "a b", "a.b", "$ref", "__proto__", "constructor",
    "toString", "length", "\u00e5", "a\u0308", "\u540d", "\U0001f600", '"', "\\", "'", "<b>",
    "=1+1", "null", "true",
)  # fmt: skip

_ROUNDTRIP: Final[tuple[tuple[str, Any, str], ...]] = (
    (
        "types",
        agreement(x_values=list(_ANY_JSON)),
        "values of every JSON type, that are easily taken for one another",
    ),
    (
        "awkward-keys",
        agreement(x_keys=dict.fromkeys(_AWKWARD, 1), **dict.fromkeys(_AWKWARD[:8], False)),
        "keys that programs have trouble with",
    ),
    (
        "language-maps",
        agreement(
            title={"sv": "A", "x_note": {"by": [1, None]}, "EN": "B"},
            aim={"en": "B", "sv": "A", "x_a": False},
        ),
        "members of language maps whose keys are no language tags",
    ),
    (
        "newer-minor-version",
        agreement(
            medborgarlofte="1.7",
            weather={"sun": Decimal("1.50")},
            parties=[{"id": "a", "name": "A", "kind": "robot", "model": {"year": "2150"}}],
        ),
        "a newer minor version with fields that are new in it: also the version is kept",
    ),
)  # fmt: skip


def _marked(value: Any, values: Iterator[Any]) -> Any:
    """*value* with one more key in every object, its value of the next JSON type."""
    if isinstance(value, dict):
        inner = {key: _marked(item, values) for key, item in value.items()}
        return {**inner, "x_own": next(values)}
    return [_marked(item, values) for item in value] if isinstance(value, list) else value


def canonical_cases() -> Iterator[Case]:
    """Documents with their canonical bytes and digests."""
    named = [(name, examples.source(name), f"the example {name}") for name in examples.names()]
    everything = ("everything", source("everything"), "every class and every field")
    for name, data, shows in (*_CANONICAL, everything, *named):
        bytes_ = canonical(loads(data))
        sha256 = hashlib.sha256(bytes_).hexdigest()
        yield Case(
            path=f"canonical/{name}.json",
            data=data,
            shows=shows,
            clauses=("8.3", "8.4"),
            beside={
                f"canonical/{name}.canonical": bytes_,
                f"canonical/{name}.sha256": f"{sha256}\n".encode(),
            },
        )


def roundtrip_cases() -> Iterator[Case]:
    """Documents that are the same value after they have been read and written."""
    everything = _marked(parse(source("everything")), cycle(_ANY_JSON))
    shows = "a key of one's own in every object that there is"
    for name, value, words in (*_ROUNDTRIP, ("everywhere", everything, shows)):
        yield Case(
            path=f"roundtrip/{name}.json",
            data=written(value),
            shows=words,
            clauses=("6.5", "8.1"),
        )


def migrate_cases() -> Iterator[Case]:
    """The library's own migrated documents, old and new, where it has any."""
    for old, new in _golden():
        name = f"migrate/{old.parent.name}-{old.name.partition('.')[0]}"
        data = old.read_bytes()
        found = validate(data, profile="exchange", on=date(2026, 1, 1))
        findings = tuple((f.code, f.severity.value, f.pointer) for f in found)
        yield Case(
            path=f"{name}.json",
            data=data,
            shows=f"a document of version {old.parent.name}, and what becomes of it",
            clauses=("5.2",),
            findings=findings,
            beside={
                f"{name}.expected.json": new.read_bytes(),
                f"{name}.findings.json": findings_file(findings),
            },
        )


def _golden() -> Iterator[tuple[Path, Path]]:
    """Pairs of files, such as ``0.9/minimal.in.json`` and ``0.9/minimal.out.json``."""
    for new in sorted(path for end in _MIGRATED for path in _GOLDEN.glob(f"*/*{end}.json")):
        stem, end, _ = new.name.rsplit(".", 2)
        olds = (new.with_name(f"{stem}{old}.json") for old in _MIGRATED[f".{end}"])
        yield from ((old, new) for old in olds if old.exists())


_MIGRATED: Final = {".out": (".in", ""), ".expected": ("",)}
"""How the migrated file of a pair is named, and how the old one beside it may be."""
