"""Where in the text a JSON Pointer points: line and column, for people and editors."""

import re
from collections.abc import Collection, Mapping
from json import loads
from typing import Final

from medborgarlofte.findings import pointer

_TOKEN: Final = re.compile(r'[{}\[\],:]|"(?:[^"\\]|\\.)*+"|[^\s{}\[\],:"]++')


def locate(text: str, pointers: Collection[str]) -> Mapping[str, tuple[int, int]]:
    r"""Line and column, from 1, of the value at each of *pointers* that is there.

    A member of an object is found at its key, so that the line is the one to look at.

    Args:
        text: JSON that was parsed already.
        pointers: JSON Pointers (RFC 6901).

    Example:
        >>> from medborgarlofte.format import locate
        >>> locate('{\n  "title": "Plan"\n}', ["/title"])
        {'/title': (2, 3)}
    """
    wanted = set(pointers)
    found: dict[str, int] = {}
    steps: list[str | int] = []  # the step that each open list or object has come to
    kinds: list[str] = []
    expects_key = False
    for token in _TOKEN.finditer(text):
        first = token[0][0]
        at_key = expects_key and first == '"'
        if at_key:
            steps[-1] = loads(token[0])
            expects_key = False
        if at_key or first not in ",:]}":
            here = pointer(steps)
            if here in wanted:
                found.setdefault(here, token.start())
        if first in "{[":
            kinds.append(first)
            steps.append(0 if first == "[" else "")
            expects_key = first == "{"
        elif first in "}]":
            kinds.pop()
            steps.pop()
            expects_key = False
        elif first == "," and kinds[-1] == "{":
            expects_key = True
        elif first == ",":
            steps[-1] = int(steps[-1]) + 1
    return {name: _line_and_column(text, offset) for name, offset in found.items()}


def _line_and_column(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
