"""attrs classes read by cattrs as it comes, over orjson: neither strict nor lossless."""

from decimal import Decimal
from typing import Any

import attrs
from cattrs.preconf.orjson import make_converter

from medborgarlofte import Agreement
from medborgarlofte.values import Kind, Shape

from . import Contender
from ._shapes import build, plain_number

_Text = str | dict[str, str]
_PLAIN: dict[Kind, Any] = {
    Kind.TEXT: _Text,
    Kind.NUMBER: Decimal,
    Kind.INTEGER: int,
    Kind.BOOLEAN: bool,
}


def _annotate(shape: Shape) -> Any:
    return shape.type if shape.kind is Kind.CLOSED else _PLAIN.get(shape.kind, str)


def _make(name: str, fields: list[tuple[str, Any, bool, bool]]) -> type:
    made: dict[str, Any] = {}
    for key, one, many, required in fields:
        if many:
            made[key] = attrs.field(type=tuple[one, ...], default=())
        elif required:
            made[key] = attrs.field(type=one)
        else:
            made[key] = attrs.field(type=one | None, default=None)
    return attrs.make_class(name, made, frozen=True, slots=True, kw_only=True)


def contender() -> Contender:
    """The converter for orjson, told what a text and a number are, and to leave defaults out."""
    converter = make_converter(omit_if_default=True)
    converter.register_structure_hook(_Text, lambda value, _: value)
    converter.register_structure_hook(_Text | None, lambda value, _: value)
    converter.register_structure_hook(Decimal, lambda value, _: Decimal(str(value)))
    converter.register_unstructure_hook(Decimal, plain_number)
    cls = build(Agreement, _make, _annotate, {})
    return Contender("cattrs + orjson", lambda data: converter.loads(data, cls), converter.dumps)
