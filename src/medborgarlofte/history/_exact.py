"""Whether two values are written alike: 2.5 equals 2.50, and is not the same."""

from typing import Any

from medborgarlofte.format import value_to_tree


def is_same(one: Any, other: Any) -> bool:
    """Tell whether two values are equal to the last digit, and of the same type all through."""
    if one is other:
        return True
    if one != other:
        return False
    if isinstance(one, tuple) and isinstance(other, tuple):  # a list of the model, or of JSON
        return all(map(is_same, one, other))
    return written(one) == written(other)


def written(value: Any) -> str:
    """A string that is the same for two values exactly when they are (see :func:`is_same`)."""
    return repr(value_to_tree(value))
