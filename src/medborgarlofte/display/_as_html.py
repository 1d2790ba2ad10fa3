"""A page as HTML: elements are made, never pieced together, so that nothing goes unescaped."""

from collections.abc import Iterable, Sequence
from typing import Final
from xml.etree import ElementTree as ET

from ._page import (
    Block,
    Facts,
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

_Child = ET.Element | str


def element(tag: str, *children: _Child, **attributes: str) -> ET.Element:
    """An element with text and elements in it; ``class_`` is the attribute ``class``."""
    made = ET.Element(
        tag, {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    )
    for child in children:
        if isinstance(child, ET.Element):
            made.append(child)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + child
        else:
            made.text = (made.text or "") + child
    return made


def written(root: ET.Element) -> str:
    """*root* as HTML, escaped."""
    return ET.tostring(root, encoding="unicode", method="html")


def blocks(page: Iterable[Block], *, top: int = 1) -> list[ET.Element]:
    """The elements of *page*, whose first level of headings is *top*."""
    return [_block(block, top) for block in page]


def _block(block: Block, top: int) -> ET.Element:
    if isinstance(block, Heading):
        return element(f"h{min(block.level + top - 1, 6)}", *_line(block.line))
    if isinstance(block, Paragraph):
        return element("p", *_line(block.line))
    if isinstance(block, Facts):
        return element(
            "dl",
            *(
                element("div", element("dt", name), element("dd", *_line(line)))
                for name, line in block.rows
            ),
        )
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Items):
        return element(
            "ul",
            *(element("li", *_line(line), *blocks(inner, top=top)) for line, inner in block.items),
        )
    return element("details", element("summary", block.summary), *blocks(block.blocks, top=top))


def _table(table: Table) -> ET.Element:
    head = element("tr", *(element("th", name, scope="col") for name in table.head))
    rows = [_row(row) for row in table.rows]
    made = element(
        "table",
        element("caption", table.caption),
        element("thead", head),
        element("tbody", *rows),
    )
    # a table that is wider than the page is scrolled by itself, also with the keyboard
    return element("div", made, class_="wide", tabindex="0", role="group", aria_label=table.caption)


def _row(cells: Sequence[Line]) -> ET.Element:
    first, *others = cells
    return element(
        "tr",
        element("th", *_line(first), scope="row"),
        *(element("td", *_line(cell)) for cell in others),
    )


def _line(line: Line) -> list[_Child]:
    return [_inline(each) for each in line]


def _inline(each: Inline) -> _Child:
    if isinstance(each, Said):
        # isolated: a text that is written from right to left turns nothing around it
        return element("bdi", each.text, **({} if each.lang is None else {"lang": each.lang}))
    if isinstance(each, Strong):
        return element("strong", each.text)
    if isinstance(each, Link):
        return element("a", each.url, href=each.url, rel="noreferrer")
    return each


STYLE: Final = """
.medborgarlofte { line-height: 1.5; max-width: 60rem; overflow-wrap: anywhere; }
.medborgarlofte :is(h1, h2, h3, h4, h5, h6) { line-height: 1.25; margin: 1.25em 0 .4em; }
.medborgarlofte dl { margin: .5em 0; }
.medborgarlofte dl > div { display: flex; flex-wrap: wrap; gap: 0 1em; padding: .15em 0; }
.medborgarlofte dt { flex: 0 0 11em; font-weight: 600; }
.medborgarlofte dd { flex: 1 1 16em; margin: 0; }
.medborgarlofte .wide { overflow-x: auto; overflow-wrap: break-word; margin: .75em 0; }
.medborgarlofte table { border-collapse: collapse; width: 100%; font-size: inherit; }
.medborgarlofte caption { text-align: start; font-weight: 600; padding: .25em 0; }
.medborgarlofte :is(th, td) { text-align: start; vertical-align: top; padding: .35em .75em .35em 0;
  border-bottom: 1px solid color-mix(in srgb, currentColor 30%, transparent); background: none;
  hyphens: auto; }
.medborgarlofte tbody th { font-weight: 400; min-width: 9em; }
.medborgarlofte ul { padding-inline-start: 1.25em; margin: .4em 0; }
.medborgarlofte details { margin: .5em 0; }
.medborgarlofte summary { cursor: pointer; }
"""
