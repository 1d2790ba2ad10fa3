"""Where in the text a JSON Pointer points: line and column, for people and editors."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from json import loads
from typing import Final

from attrs import define, field

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
    found: dict[str, int] = {}
    for here, offset, _ in _walk(text, pointers):
        found.setdefault(here, offset)
    lines = _Lines(text)
    return {name: lines.at(offset) for name, offset in found.items()}


def lines_of(text: str, pointers: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """The lines, as text, of the keys at each of *pointers*, which may be there several times."""
    found: dict[str, list[str]] = {}
    lines = _Lines(text)
    for here, offset, at_key in _walk(text, pointers):
        if at_key:
            found.setdefault(here, []).append(str(lines.at(offset)[0]))
    return {name: tuple(dict.fromkeys(numbers)) for name, numbers in found.items()}


@define(eq=False)
class _Wanted:
    """What is looked for at a place and within it: a key may be long, and is read but once."""

    pointer: str | None = None
    within: "dict[str, _Wanted]" = field(factory=dict)

    @classmethod
    def of(cls, pointers: Iterable[str]) -> "_Wanted":
        top = cls()
        for each in pointers:
            node = top
            start, *steps = each.split("/")
            for step in steps:
                node = node.within.setdefault(step, cls())
            if not start:
                node.pointer = each
        return top

    def at(self, step: str | int) -> "_Wanted | None":
        return self.within.get(pointer([step])[1:]) if self.within else None


def _walk(text: str, pointers: Iterable[str]) -> Iterator[tuple[str, int, bool]]:
    """Each of *pointers* and its offset, and whether a key stands there; then its value's."""
    here: _Wanted | None = _Wanted.of(pointers)
    around: list[_Wanted | None] = []  # the open lists and objects, where any of them is wanted
    counts: list[int | None] = []  # how far each open list has come; none in objects
    expects_key = False
    for token in _TOKEN.finditer(text):
        first = token[0][0]
        at_key = expects_key and first == '"'
        if at_key:
            here = None if around[-1] is None else around[-1].at(loads(token[0]))
            expects_key = False
        if here is not None and here.pointer is not None and (at_key or first not in ",:]}"):
            yield here.pointer, token.start(), at_key
        if first in "{[":
            around.append(here if here is not None and here.within else None)
            counts.append(0 if first == "[" else None)
            expects_key = first == "{"
            here = None if expects_key or around[-1] is None else around[-1].at(0)
        elif first in "}]":
            around.pop()
            counts.pop()
            expects_key = False
        elif first == ",":
            count = counts[-1]
            expects_key = count is None
            if count is not None:
                counts[-1] = count + 1
                here = None if around[-1] is None else around[-1].at(count + 1)


class _Lines:
    """The lines of a text by where they begin, found once for all that is located in it."""

    def __init__(self, text: str) -> None:
        self._starts = array("q", [0])
        self._starts.extend(found.end() for found in re.finditer("\n", text))

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of what stands at *offset*, from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
