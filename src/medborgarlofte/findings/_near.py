"""What one asked for and is not there, told with what is nearest."""

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice
from typing import Final

from ._finding import Finding
from .structure import NO_SUCH_ID

_NEAR: Final = 200
"""Ids that one is compared with, and characters of it: it takes long."""


def no_such_id(entity: str, asked: object, known: Iterable[str]) -> Finding:
    """That there is no part of class *entity* with the id *asked*, with the nearest of *known*.

    Example:
        >>> from medborgarlofte.findings._near import no_such_id
        >>> no_such_id("Promise", "trafk", ["narvaro", "trafik"]).message("en")
        'there is no promise with that id; you wrote trafk; did you mean trafik?'
    """
    ids = islice(known, _NEAR) if isinstance(asked, str) and len(asked) <= _NEAR else ()
    near = get_close_matches(str(asked), ids, n=1)
    hint = {"asked": str(asked), "suggestion": near[0]} if near else {}
    return Finding.of(NO_SUCH_ID, entity=entity, **hint)
