"""pydantic v2 with equal models: frozen, strict, unknown fields kept."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, create_model

from medborgarlofte import Agreement
from medborgarlofte.values import Kind, Shape

from . import Contender
from ._shapes import LONGEST, build, plain_number, string_form

_TEXT = Annotated[str, Field(min_length=1, max_length=LONGEST)]
_PLAIN: dict[Kind, Any] = {
    Kind.TEXT: _TEXT | dict[str, _TEXT],
    Kind.NUMBER: Annotated[Decimal, PlainSerializer(plain_number, when_used="json")],
    Kind.INTEGER: int,
    Kind.BOOLEAN: bool,
}


def _annotate(shape: Shape) -> Any:
    if shape.kind is Kind.CLOSED:
        return shape.type
    if shape.kind in _PLAIN:
        return _PLAIN[shape.kind]
    pattern, longest = string_form(shape)
    return Annotated[str, Field(pattern=pattern, max_length=longest)]


def _make(name: str, fields: list[tuple[str, Any, bool, bool]]) -> type[BaseModel]:
    made: dict[str, Any] = {}
    for key, one, many, required in fields:
        if many:
            made[key] = (Annotated[tuple[one, ...], Field(strict=False, min_length=1)], ())
        elif required:
            made[key] = (one, ...)
        else:
            made[key] = (one | None, None)
    config = ConfigDict(strict=True, frozen=True, extra="allow")
    return create_model(name, __config__=config, **made)


def contender() -> Contender:
    """``model_validate_json`` and ``model_dump_json``."""
    model: type[BaseModel] = build(Agreement, _make, _annotate, {})
    return Contender(
        "pydantic",
        model.model_validate_json,
        lambda made: made.model_dump_json(exclude_unset=True),
    )
