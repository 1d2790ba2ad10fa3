"""From a tree of JSON values to an agreement: quick, strict, and without a word.

What it refuses, it only refuses; :mod:`._explain` says why. Both must accept and refuse
the same documents. cattrs compiles the readers from the classes.
"""

import types
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any, Union, get_args, get_origin

import attrs
import cattrs
from cattrs.gen import make_dict_structure_fn, override

from medborgarlofte.model import Agreement
from medborgarlofte.values import (
    ClosedCodelist,
    Part,
    PartialDate,
    Text,
    fields_of,
    freeze_parsed,
)


class Refused(Exception):  # noqa: N818  # no error: the explaining reader makes one
    """The document cannot become an agreement; the explaining reader says why."""


def to_agreement(tree: Any) -> Agreement:
    """Make an agreement of *tree*.

    Raises:
        Refused: where it is none.
    """
    try:
        return _reader.structure(tree, Agreement)
    except (Refused, cattrs.BaseValidationError, ValueError, TypeError, KeyError):
        raise Refused from None


def _strict(*allowed: type) -> Callable[[Any, Any], Any]:
    """Let values of exactly these types through; ``True`` is no ``int`` here."""

    def hook(value: Any, _: Any) -> Any:
        if type(value) not in allowed:
            raise Refused
        return value

    return hook


def _part_reader(cls: type[Part]) -> Callable[[Any, Any], Part]:
    specs = fields_of(cls)
    known = frozenset(spec.key for spec in specs)
    required = frozenset(spec.key for spec in specs if spec.required)
    renamed = {spec.name: override(rename=spec.key) for spec in specs if spec.name != spec.key}
    build = make_dict_structure_fn(
        cls,
        _reader,
        _cattrs_detailed_validation=False,
        extensions=override(omit=True),
        **renamed,  # type: ignore[arg-type]  # fields, not options
    )

    def hook(value: Any, _: Any) -> Part:
        if type(value) is not dict or not value.keys() >= required:
            raise Refused
        part = build(value, cls)
        if value.keys() <= known:
            return part
        unknown = {key: freeze_parsed(item) for key, item in value.items() if key not in known}
        return attrs.evolve(part, extensions=freeze_parsed(unknown))

    return hook


def _list_reader(annotation: Any) -> Callable[[Any, Any], tuple[Any, ...]]:
    item = get_args(annotation)[0]
    read = _reader.get_structure_hook(item)

    def hook(value: Any, _: Any) -> tuple[Any, ...]:
        if type(value) is not list or not value:
            raise Refused
        return tuple([read(element, item) for element in value])

    return hook


def _optional_reader(annotation: Any) -> Callable[[Any, Any], Any]:
    """A key that may be absent is read like any other when it is there: null is no value."""
    (held,) = (arg for arg in get_args(annotation) if arg is not types.NoneType)
    read = _reader.get_structure_hook(held)
    return lambda value, _: read(value, held)


def _has_origin(*origins: Any) -> Callable[[Any], bool]:
    return lambda annotation: get_origin(annotation) in origins


def _is_part(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Part)


_reader = cattrs.Converter(detailed_validation=False)
_reader.register_structure_hook_factory(_is_part, _part_reader)
_reader.register_structure_hook_factory(_has_origin(tuple), _list_reader)
_reader.register_structure_hook_factory(_has_origin(Union, types.UnionType), _optional_reader)
_reader.register_structure_hook_factory(_has_origin(Annotated), lambda t: _strict(get_args(t)[0]))
_reader.register_structure_hook_func(
    lambda t: isinstance(t, type) and issubclass(t, ClosedCodelist), _strict(str)
)
_reader.register_structure_hook(Text, _strict(str, dict))
_reader.register_structure_hook(PartialDate, _strict(str))
_reader.register_structure_hook(Decimal, _strict(int, Decimal))
_reader.register_structure_hook(bool, _strict(bool))
_reader.register_structure_hook(int, _strict(int))
