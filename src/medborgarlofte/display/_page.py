"""What a page is made of, before it is HTML or Markdown: headings, facts, tables, lists.

Text of a document only ever stands in :class:`Said` or a plain string; whoever writes the page
escapes it. Nothing here is markup.
"""

from collections.abc import Sequence

from attrs import field, frozen

from medborgarlofte.values import Text


@frozen
class Said:
    """Something that a document says, and the language that it is in."""

    text: str
    lang: str | None = None


@frozen
class Strong:
    """A word that is to be seen first."""

    text: str


@frozen
class Link:
    """A web address of the document, http or https."""

    url: str


Inline = str | Said | Strong | Link
Line = Sequence[Inline]


@frozen
class Heading:
    """A heading; the page's own is of level 1."""

    level: int
    line: Line


@frozen
class Paragraph:
    """A few words."""

    line: Line


@frozen
class Facts:
    """Pairs of what and which."""

    rows: Sequence[tuple[str, Line]]


@frozen
class Table:
    """Rows under headings, with a caption that says what they are."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[Line]]


@frozen
class Items:
    """A list; an item may have blocks of its own below its line."""

    items: Sequence[tuple[Line, Sequence["Block"]]]


@frozen
class Fold:
    """Blocks that are shown when asked for."""

    summary: str
    blocks: Sequence["Block"] = field()


Block = Heading | Paragraph | Facts | Table | Items | Fold


def said(text: Text | None, lang: str, own: str) -> Said:
    """*text* in the language *lang* of the page, or another that it has, which is told.

    Args:
        text: The text; none gives an empty one.
        lang: The language of the page.
        own: The language of the agreement, which plain texts are in.
    """
    if text is None:
        return Said("")
    words = text.in_language(lang, plain=own)
    named = next((tag for tag, each in text.translations if each == words), own)
    return Said(words, None if named.partition("-")[0] == lang else named)
