"""msgspec with equal structs: frozen, strict; it cannot keep unknown fields."""

from decimal import Decimal
from typing import Annotated, Any

import msgspec

from medborgarlofte import Agreement
from medborgarlofte.values import Kind, Shape

from . import Contender
from ._shapes import LONGEST, build, string_form

_TEXT = Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST)]
_PLAIN: dict[Kind, Any] = {
    Kind.TEXT: _TEXT | dict[str, _TEXT],
    Kind.NUMBER: Decimal,
    Kind.INTEGER: int,
    Kind.BOOLEAN: bool,
}


def _annotate(shape: Shape) -> Any:
    if shape.kind is Kind.CLOSED:
        return shape.type
    if shape.kind in _PLAIN:
        return _PLAIN[shape.kind]
    pattern, longest = string_form(shape)
    return Annotated[str, msgspec.Meta(pattern=pattern, max_length=longest)]


def _make(name: str, fields: list[tuple[str, Any, bool, bool]]) -> type:
    made: list[Any] = []
    for key, one, many, required in fields:
        if many:
            made.append((key, Annotated[tuple[one, ...], msgspec.Meta(min_length=1)], ()))
        elif required:
            made.append((key, one))
        else:
            made.append((key, one | None, None))
    return msgspec.defstruct(name, made, frozen=True, kw_only=True, omit_defaults=True)


def contender() -> Contender:
    """A ``Decoder`` and an ``Encoder`` made once, as its documentation advises."""
    decoder = msgspec.json.Decoder(build(Agreement, _make, _annotate, {}))
    encoder = msgspec.json.Encoder(decimal_format="number")
    return Contender("msgspec", decoder.decode, encoder.encode)
