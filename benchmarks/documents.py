"""The documents that are read and written: three sizes, each in three states.

Made of the shipped examples and the agreement that the rules are proven on, so that the
texts, the figures and the dates are of the kind that real files have. The same in every run.
"""

import json
from collections.abc import Iterator
from typing import Any, Final

from attrs import frozen

from medborgarlofte import Agreement, examples
from medborgarlofte.checks._exemplary import exemplary
from medborgarlofte.format import pretty, to_tree
from medborgarlofte.values import Kind, Part, fields_of

SIZES: Final = ("2 kB", "15 kB", "500 kB")
"""The sizes by name."""


@frozen
class Documents:
    """One document in its three states, as files would have it.

    Attributes:
        size: The name of its size.
        valid: As it should be.
        unknown: The same, with an unknown field in every part that has an id.
        broken: The same as *valid*, with the month 13 in the last beginning of a period.
    """

    size: str
    valid: bytes
    unknown: bytes
    broken: bytes


def documents(size: str) -> Documents:
    """The documents of *size*, one of :data:`SIZES`."""
    tree = _tree(size)
    valid = pretty(tree).encode()
    for number, (_, part) in enumerate(_parts(Agreement, tree)):
        if "id" in part:
            part["x_source"] = {"system": "ärenden", "row": number, "checked": [True, None]}
    before, after = valid.rsplit(b'"start": "', 1)
    broken = before + b'"start": "2018-13' + after[after.index(b'"') :]
    return Documents(size, valid, pretty(tree).encode(), broken)


def _tree(size: str) -> dict[str, Any]:
    """The document of *size*, as JSON values."""
    if size == "2 kB":
        return _example("laxa")
    tree = to_tree(exemplary())
    tree["period"]["start"] = "2016"  # so that it holds when the others were followed up
    if size == "15 kB":
        for name in ("laxa", "strangnas", "trosa"):
            _join(tree, _renamed(_example(name), f"{name}-"))
        return tree
    for turn in range(1, 19):
        _join(tree, _renamed(to_tree(exemplary()), f"{turn}-"))
        for name in examples.names():
            _join(tree, _renamed(_example(name), f"{turn}-{name}-"))
    return tree


def _example(name: str) -> dict[str, Any]:
    tree: dict[str, Any] = json.loads(examples.source(name))
    return tree


def _join(tree: dict[str, Any], other: dict[str, Any]) -> None:
    """Add the lists of *other* to those of *tree*, its situation's lists among them."""
    for key, value in other.items():
        if isinstance(value, list):
            tree.setdefault(key, []).extend(value)
    if "situation" in other and "situation" in tree:
        _join(tree["situation"], other["situation"])


def _renamed(tree: dict[str, Any], prefix: str) -> dict[str, Any]:
    """*tree* with every id and every reference beginning with *prefix*."""
    for cls, part in _parts(Agreement, tree):
        for spec in fields_of(cls):
            if spec.key not in part or not (spec.shape.kind is Kind.REFERENCE or spec.key == "id"):
                continue
            value = part[spec.key]
            part[spec.key] = [prefix + v for v in value] if spec.many else prefix + value
    return tree


def _parts(cls: type[Part], tree: dict[str, Any]) -> Iterator[tuple[type[Part], dict[str, Any]]]:
    """Every object in *tree* that the model knows, with its class."""
    yield cls, tree
    for spec in fields_of(cls):
        if spec.shape.kind is Kind.PART and spec.key in tree:
            inner: type[Part] = spec.shape.type
            for item in tree[spec.key] if spec.many else [tree[spec.key]]:
                yield from _parts(inner, item)
