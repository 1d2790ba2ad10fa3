"""Dataclasses read by mashumaro over orjson: neither strict nor lossless."""

import dataclasses
from decimal import Decimal
from typing import Any

from mashumaro.config import BaseConfig
from mashumaro.mixins.orjson import DataClassORJSONMixin

from medborgarlofte import Agreement
from medborgarlofte.values import Kind, Shape

from . import Contender
from ._shapes import build, plain_number

_PLAIN: dict[Kind, Any] = {
    Kind.TEXT: str | dict[str, str],
    Kind.NUMBER: Decimal,
    Kind.INTEGER: int,
    Kind.BOOLEAN: bool,
}


class _Config(BaseConfig):
    omit_default = True
    serialization_strategy = {  # noqa: RUF012  # as its documentation writes it
        Decimal: {"serialize": plain_number, "deserialize": lambda value: Decimal(str(value))}
    }


def _annotate(shape: Shape) -> Any:
    return shape.type if shape.kind is Kind.CLOSED else _PLAIN.get(shape.kind, str)


def _make(name: str, fields: list[tuple[str, Any, bool, bool]]) -> type:
    made: list[Any] = []
    for key, one, many, required in fields:
        if many:
            made.append((key, tuple[one, ...], dataclasses.field(default=())))
        elif required:
            made.append((key, one))
        else:
            made.append((key, one | None, dataclasses.field(default=None)))
    return dataclasses.make_dataclass(
        name,
        made,
        bases=(DataClassORJSONMixin,),
        namespace={"Config": _Config},
        frozen=True,
        kw_only=True,
    )


def contender() -> Contender:
    """``from_json`` and ``to_jsonb``."""
    cls: Any = build(Agreement, _make, _annotate, {})
    return Contender("mashumaro", cls.from_json, lambda made: made.to_jsonb())
