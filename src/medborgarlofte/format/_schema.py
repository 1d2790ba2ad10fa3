r"""The JSON Schema (2020-12) of the format, made from the classes.

Patterns are written so that every dialect reads them alike: no ``\s`` or ``\d``, and
``(?![\s\S])`` instead of ``$``, which lets a last newline through in some.
"""

import copy
from collections.abc import Mapping
from typing import Any, Final

from medborgarlofte.model import FORMAT_VERSION, Agreement
from medborgarlofte.values import (
    ClosedCodelist,
    Codelist,
    FieldSpec,
    Kind,
    Part,
    Shape,
    fields_of,
)
from medborgarlofte.values._characters import SPACES
from medborgarlofte.values.dates import DATE_PATTERN
from medborgarlofte.values.forms import Form
from medborgarlofte.values.text import LANGUAGE_TAG, LONGEST_TEXT

__all__ = ["NOT_EXPRESSIBLE", "SCHEMA_ID", "json_schema"]

SCHEMA_ID: Final = f"urn:medborgarlofte:schema:{FORMAT_VERSION}"
"""The schema's own name; it changes with the version of the format."""

NOT_EXPRESSIBLE: Final[Mapping[str, str]] = {
    "S302": "a whole number written with a fraction of zero (1.0): to JSON Schema an integer",
    "S1": "what concerns the JSON text: encoding, repeated keys, numbers that would be rounded, "
    "characters that no text may hold, depth and size",
}
"""What the structure rules refuse and the schema cannot: by code, or by the first of a group."""

_DATE_EXAMPLES: Final = [
    "2019", "2019-H1", "2018-T2", "2019-Q3", "2019-02", "2019-W07", "2019-02-14",
]  # fmt: skip
_END: Final = r"(?![\s\S])"


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) that every agreement of this format version fits.

    It says what the structure rules (S2, S3) say, in any language that has a validator.
    What concerns the JSON text itself (S1) no schema can say.

    Example:
        >>> from medborgarlofte import json_schema
        >>> schema = json_schema()
        >>> schema["title"], schema["required"]
        ('Agreement', ['medborgarlofte', 'id', 'title', 'kind', 'language'])
    """
    top = _object(Agreement)
    major = FORMAT_VERSION.partition(".")[0]
    version = top["properties"]["medborgarlofte"]
    version["pattern"] = _whole(rf"{major}\.(?:0|[1-9][0-9]{{0,2}})")
    version["examples"] = [FORMAT_VERSION]
    return copy.deepcopy(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": SCHEMA_ID,
            **top,
            "$defs": {
                "Text": _TEXT,
                "PartialDate": {
                    "title": "Date as exactly as it is known / Datum med sin noggrannhet",
                    "type": "string",
                    "pattern": _whole(DATE_PATTERN),
                    "examples": _DATE_EXAMPLES,
                },
                **{cls.__name__: _object(cls) for cls in _parts_of(Agreement)},
            },
        }
    )


def _whole(pattern: str) -> str:
    return f"^(?:{pattern}){_END}"


_PLAIN: Final = {
    "type": "string",
    "maxLength": LONGEST_TEXT,
    "pattern": f"[^{SPACES}]",  # something that is not blank
}
_TEXT: Final[Mapping[str, Any]] = {
    "title": "Text in one language or several / Text på ett språk eller flera",
    "description": (
        "A string is in the language of the agreement; an object has a language tag for each. / "
        "En sträng är på överenskommelsens språk; ett objekt har en språkkod för varje."
    ),
    "oneOf": [
        _PLAIN,
        {
            "type": "object",
            "minProperties": 1,
            "patternProperties": {_whole(LANGUAGE_TAG.pattern): _PLAIN},
        },
    ],
    "examples": ["Fler trygghetsvandringar", {"sv": "Fler vandringar", "en": "More walks"}],
}


def _parts_of(cls: type[Part], seen: dict[type[Part], None] | None = None) -> list[type[Part]]:
    """The classes that *cls* is made of, sorted by name."""
    seen = {} if seen is None else seen
    for spec in fields_of(cls):
        held = spec.shape.type
        if spec.shape.kind is Kind.PART and held not in seen:
            seen[held] = None
            _parts_of(held, seen)
    return sorted(seen, key=lambda part: part.__name__)


def _object(cls: type[Part]) -> dict[str, Any]:
    """The schema of one class; members that it does not know are allowed."""
    specs = fields_of(cls)
    schema: dict[str, Any] = {
        "title": cls.__name__,
        "description": (cls.__doc__ or "").partition("\n")[0],
        "type": "object",
        "properties": {spec.key: _property(spec) for spec in specs},
    }
    if required := [spec.key for spec in specs if spec.required]:
        schema["required"] = required
    return schema


def _property(spec: FieldSpec) -> dict[str, Any]:
    words: dict[str, Any] = {"description": f"{spec.words.en} / {spec.words.sv}"}
    if spec.deprecated:
        words["deprecated"] = True
    one = _value(spec.shape)
    if spec.many:
        return {**words, "type": "array", "minItems": 1, "items": one}
    return {**words, **one}


def _value(shape: Shape) -> dict[str, Any]:  # noqa: PLR0911  # one line per kind
    if shape.kind is Kind.PART:
        return {"$ref": f"#/$defs/{shape.type.__name__}"}
    if shape.kind is Kind.TEXT:
        return {"$ref": "#/$defs/Text"}
    if shape.kind is Kind.DATE:
        return {"$ref": "#/$defs/PartialDate"}
    if shape.kind in (Kind.NUMBER, Kind.INTEGER):
        bound = {} if shape.minimum is None else {"minimum": shape.minimum}
        return {"type": shape.kind.value, **bound}
    if shape.kind is Kind.CLOSED and issubclass(shape.type, ClosedCodelist):
        return {"type": "string", "enum": list(shape.type.codes()), "$comment": _labels(shape.type)}
    if shape.form is None:  # no string, which has one
        return {"type": "boolean"}
    string = _string(shape.form)
    if shape.codelist is not None:
        known = shape.codelist.codelist
        return {**string, "examples": list(known.codes()), "$comment": _labels(known)}
    if shape.reference is not None:
        return {**string, "$comment": f"The id of a {shape.reference.target}."}
    return string


def _string(form: Form) -> dict[str, Any]:
    blank = f"(?=[\\s\\S]*[^{SPACES}])"  # as for any text: not only blanks
    pattern = f"^{blank}(?:{form.pattern}){_END}"
    return {"type": "string", "maxLength": form.longest, "pattern": pattern}


def _labels(codelist: type[Codelist]) -> str:
    kind = "Closed list" if issubclass(codelist, ClosedCodelist) else "Open list"
    told = "; ".join(f"{c.value}: {c.label('en')} / {c.label('sv')}" for c in codelist)
    return f"{kind} {codelist.__name__}. {told}"
