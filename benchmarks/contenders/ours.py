"""This library, in each of its lanes."""

from typing import Final

from medborgarlofte import dumps, loads

from . import Contender

FAST: Final = "medborgarlofte[fast]"
PLAIN: Final = "medborgarlofte"


def lanes() -> tuple[Contender, ...]:
    """The lanes that this installation has."""
    return (Contender(PLAIN, loads, dumps),)
