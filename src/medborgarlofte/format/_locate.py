"""Where in the text a JSON Pointer points: line and column, for people and editors."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
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
    for here, offset, _ in _walk(text):
        if here in wanted:
            found.setdefault(here, offset)
    lines = _Lines(text)
    return {name: lines.at(offset) for name, offset in found.items()}


def lines_of(text: str, pointers: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """The lines, as text, of the keys at each of *pointers*, which may be there several times."""
    found: dict[str, list[str]] = {}
    lines = _Lines(text)
    for here, offset, at_key in _walk(text):
        if at_key and here in pointers:
            found.setdefault(here, []).append(str(lines.at(offset)[0]))
    return {name: tuple(dict.fromkeys(numbers)) for name, numbers in found.items()}


def _walk(text: str) -> Iterator[tuple[str, int, bool]]:
    """Pointer and offset of every key and value, and whether a key stands there."""
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
            yield pointer(steps), token.start(), at_key
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


class _Lines:
    """The lines of a text by where they begin, found once for all that is located in it."""

    def __init__(self, text: str) -> None:
        self._starts = array("q", [0])
        self._starts.extend(found.end() for found in re.finditer("\n", text))

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of what stands at *offset*, from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
