"""Which of many strings begin at a place in a text, found without trying each of them."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

_HEAD: Final = 64


class Beginnings:
    """Strings, by their first 64 letters, and those that go on by their next, and so on."""

    def __init__(self, strings: Iterable[str]) -> None:
        self._top = _Node()
        waiting: list[tuple[_Node, int, Sequence[str]]] = [(self._top, 0, [*strings])]
        while waiting:  # not by recursion: a string may be as long as a document
            node, start, some = waiting.pop()
            longer = node.take(some, start)
            for head, several in longer.items():
                if len(several) > 1:
                    node.more[head] = _Node()
                    waiting.append((node.more[head], start + _HEAD, several))

    def at(self, text: str, at: int) -> Iterator[str]:
        """The strings that begin at that place in *text*, the longest first."""
        way: list[tuple[_Node, str]] = []
        node: _Node | None = self._top
        start = at
        while node is not None:
            head = text[start : start + _HEAD]
            way.append((node, head))
            alone = node.alone.get(head)
            if alone is not None and text.startswith(alone, at):
                yield alone
            node = node.more.get(head)
            start += _HEAD
        for node, head in reversed(way):
            yield from node.ending(head)


class _Node:
    """Strings that have all before a certain place in common."""

    __slots__ = ("_heads", "_shorter", "_wholes", "alone", "more")

    def take(self, strings: Sequence[str], start: int) -> dict[str, list[str]]:
        """Take up *strings*, alike until *start*; those that go on after the next 64 letters."""
        self._wholes: dict[str, str] = {}
        longer: dict[str, list[str]] = {}
        for string in strings:
            head = string[start : start + _HEAD]
            if len(string) > start + _HEAD:
                longer.setdefault(head, []).append(string)
            else:
                self._wholes[head] = string
        self._heads = sorted(self._wholes)
        self._shorter: dict[str, str | None] = {}
        chain: list[str] = []
        for head in self._heads:  # sorted, so what begins it came just before it
            while chain and not head.startswith(chain[-1]):
                chain.pop()
            self._shorter[head] = chain[-1] if chain else None
            chain.append(head)
        self.alone = {head: some[0] for head, some in longer.items() if len(some) == 1}
        self.more: dict[str, _Node] = {}
        return longer

    def ending(self, text: str) -> Iterator[str]:
        """The strings that end in what begins *text*, the longest first.

        In sorted order, whatever begins *text* begins all that stands between it and
        *text*: so only what begins the nearest one before need be tried.
        """
        before = bisect_right(self._heads, text)
        head = self._heads[before - 1] if before else None
        while head is not None:
            if text.startswith(head):
                yield self._wholes[head]
            head = self._shorter[head]
