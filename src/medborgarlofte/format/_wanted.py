"""What is wanted where something else stands: a small example, made of what a class says.

Nothing of the document is in it. What stands there only says which field it fits: for an
e-mail address, the example of a contact has one.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from medborgarlofte.values import FieldSpec, Kind, Part, fields_of

_LONGEST: Final = 60
"""Characters in an example; a longer one is not taken in at a glance."""

_BY_KIND: Final[Mapping[Kind, Any]] = {
    Kind.TEXT: "…",
    Kind.STRING: "…",
    Kind.DATE: "2024",
    Kind.NUMBER: 10,
    Kind.INTEGER: 10,
    Kind.BOOLEAN: True,
}
_BY_TARGET: Final[Mapping[str, str]] = {
    "Commitment": "vandringar",
    "Measure": "vandringar",
    "Party": "kommunen",
    "Promise": "narvaro",
}
_BY_FORM: Final[Mapping[str, str]] = {
    "currency": "SEK",
    "e-mail": "namn@example.se",
    "id": "ett-id",
    "url": "https://example.se/",
}


_TELLING: Final = {
    "e-mail": re.compile(r"[^@\s]+@[^@\s]+"),
    "url": re.compile(r"https?://\S+"),
}
"""Forms that few other texts have, and what shows them."""


def wanted(cls: type[Part], instead: object, *, many: bool = False) -> dict[str, str]:
    """What a message says of how to write a part of class *cls* in the place of *instead*.

    Args:
        cls: The class of what is wanted.
        instead: What stands there.
        many: Whether a list of such parts is wanted.
    """
    fits = _told_by(instead) if isinstance(instead, str) else None
    written = _written(cls, fits, many)  # type: ignore[arg-type]  # a class has a hash
    return {"example": written} if len(written) <= _LONGEST else {}


def _told_by(value: str) -> str | None:
    """The name of the form that *value* has, of those that few other texts have."""
    return next((name for name, looks in _TELLING.items() if looks.fullmatch(value[:300])), None)


@cache
def _written(cls: type[Part], fits: str | None, many: bool) -> str:
    """The example as JSON; made once, since a hostile document asks for it very often."""
    example: Any = _part(cls, fits)
    return json.dumps([example] if many else example, ensure_ascii=False)


def _part(cls: type[Part], fits: str | None) -> dict[str, Any]:
    specs = fields_of(cls)
    alike = [s for s in specs if fits and s.shape.form and s.shape.form.name == fits]
    shown = [s for s in specs if s.required or s in alike[:1]] or specs[:1]
    return {spec.key: _value(spec) for spec in shown}


def _value(spec: FieldSpec) -> Any:
    shape = spec.shape
    if shape.kind is Kind.PART:
        value: Any = _part(shape.type, None)
    elif shape.kind is Kind.CLOSED:
        value = next(iter(shape.type.codes()))  # type: ignore[attr-defined]  # a list of codes
    elif shape.codelist is not None:
        value = shape.codelist.codelist.codes()[0]
    elif shape.reference is not None:
        value = _BY_TARGET.get(shape.reference.target, "ett-id")
    elif shape.form is not None and shape.form.name in _BY_FORM:
        value = _BY_FORM[shape.form.name]
    else:
        value = _BY_KIND[shape.kind]
    return [value] if spec.many else value
