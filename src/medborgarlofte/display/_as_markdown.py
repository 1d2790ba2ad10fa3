"""A page as Markdown (CommonMark with tables), in which the document's text is only text."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from ._page import (
    Block,
    Facts,
    Fold,
    Heading,
    Inline,
    Items,
    Line,
    Link,
    Paragraph,
    Said,
    Strong,
    Table,
)

_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>&|~#!{}()^$=@:])")
_LISTS: Final = re.compile(r"^(\d{1,9})([.)])|^([-+=])")


def escaped(text: str) -> str:
    """*text* on one line, with everything escaped that Markdown could take for markup."""
    line = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    line = re.sub(r"(?i)\bwww\.", lambda found: f"{found[0][:-1]}\\.", line)
    return _LISTS.sub(lambda found: f"{found[1] or ''}\\{found[2] or found[3]}", line)


def markdown(page: Iterable[Block]) -> str:
    """*page* as Markdown."""
    return "\n\n".join("\n".join(_block(block)) for block in page) + "\n"


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * block.level} {_line(block.line)}"
    elif isinstance(block, Paragraph):
        yield _line(block.line)
    elif isinstance(block, Facts):
        for name, line in block.rows:
            yield f"- **{escaped(name)}:** {_line(line)}"
    elif isinstance(block, Items):
        for line, inner in block.items:
            yield f"- {_line(line)}"
            yield from (f"  {row}" if row else "" for row in _below(inner))
    elif isinstance(block, Fold):
        yield f"**{escaped(block.summary)}**"
        yield from _below(block.blocks)
    else:
        yield from _table(block)


def _below(page: Iterable[Block]) -> Iterator[str]:
    for each in page:
        yield ""
        yield from _block(each)


def _table(table: Table) -> Iterator[str]:
    yield f"**{escaped(table.caption)}**"
    yield ""
    yield f"| {' | '.join(map(escaped, table.head))} |"
    yield f"|{' --- |' * len(table.head)}"
    for row in table.rows:
        yield f"| {' | '.join(map(_line, row))} |"


def _line(line: Line) -> str:
    return "".join(map(_inline, line))


def _inline(each: Inline) -> str:
    if isinstance(each, Strong):
        return f"**{escaped(each.text)}**"
    if isinstance(each, Link):
        return escaped(each.url)
    return escaped(each.text) if isinstance(each, Said) else _spaced(each)


def _spaced(text: str) -> str:
    """*text* escaped, with a blank kept at either end: words are put beside it."""
    before = " " if text[:1].isspace() else ""
    after = " " if len(text) > 1 and text[-1:].isspace() else ""
    return f"{before}{escaped(text)}{after}"
