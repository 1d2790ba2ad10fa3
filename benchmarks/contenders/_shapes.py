"""What the fields of the model are, in terms that every library knows."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from medborgarlofte.values import Kind, Part, Shape, fields_of
from medborgarlofte.values.dates import DATE_PATTERN
from medborgarlofte.values.text import LONGEST_TEXT

LONGEST: Final = LONGEST_TEXT
"""Characters in a text."""


def string_form(shape: Shape) -> tuple[str | None, int]:
    """The pattern, anchored, and the greatest length of a string of *shape*."""
    if shape.kind is Kind.DATE:
        return f"^(?:{DATE_PATTERN})$", 10
    if shape.form is None:
        raise ValueError(shape)
    return shape.form.pattern and f"^(?:{shape.form.pattern})$", shape.form.longest


def plain_number(value: Decimal) -> int | float:
    """A number as JSON has it; libraries that know no better write a Decimal as a string."""
    return int(value) if value == value.to_integral_value() else float(value)


def build(
    cls: type[Part],
    make: Callable[[str, list[tuple[str, Any, bool, bool]]], type],
    annotate: Callable[[Shape], Any],
    made: dict[type, type],
) -> type:
    """Make another library's class of *cls*, its inner classes first.

    Args:
        cls: The class.
        make: Makes one of a name and its fields: key, type of one value, many, required.
        annotate: The type of one value that is no part.
        made: The classes made so far.
    """
    if cls not in made:
        fields = []
        for spec in fields_of(cls):
            shape = spec.shape
            part = shape.kind is Kind.PART
            one = build(shape.type, make, annotate, made) if part else annotate(shape)
            fields.append((spec.key, one, spec.many, spec.required))
        made[cls] = make(cls.__name__, fields)
    return made[cls]
