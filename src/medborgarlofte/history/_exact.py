"""Whether two values are written alike: 2.5 equals 2.50, and is not the same."""

from decimal import Decimal
from typing import Any

from medborgarlofte.format import value_to_tree
from medborgarlofte.values import write_number


def is_same(one: Any, other: Any) -> bool:
    """Tell whether two values are equal, and are written to JSON with the same digits."""
    if one is other:
        return True
    if one != other:
        return False
    if isinstance(one, tuple) and isinstance(other, tuple):  # a list of the model, or of JSON
        return all(map(is_same, one, other))
    return written(one) == written(other)


def written(value: Any) -> str:
    """A string that is the same for two values exactly when they are (see :func:`is_same`)."""
    return repr(_with_digits(value_to_tree(value)))


def _with_digits(tree: Any) -> Any:
    """*tree* with each number as it is written: a whole one may be of two types in Python."""
    if isinstance(tree, dict):
        return {key: _with_digits(item) for key, item in tree.items()}
    if isinstance(tree, list):
        return [_with_digits(item) for item in tree]
    if isinstance(tree, int | Decimal) and not isinstance(tree, bool):
        return (write_number(tree),)
    return tree
