"""Going through every part of a document, each with its place."""

from collections.abc import Iterator
from functools import cache

from attrs import frozen

from medborgarlofte.findings import pointer
from medborgarlofte.values import Kind, Part, fields_of


@frozen(eq=False, weakref_slot=False)
class Place:
    """A part and where it stands (plats).

    Example:
        >>> from medborgarlofte import examples
        >>> place = examples.load("laxa").places[2]
        >>> place.pointer(), place.steps, place.parent.pointer()
        ('/parties/0', ('parties', 0), '')

    Attributes:
        part: The part.
        parent: The place of the part that it stands in; ``None`` at the top.
        key: The key that it has there; empty at the top.
        index: Its index, where the key holds a list.
    """

    part: Part
    parent: "Place | None" = None
    key: str = ""
    index: int | None = None

    @property
    def steps(self) -> tuple[str | int, ...]:
        """Keys and indexes that lead to it from the top."""
        if self.parent is None:
            return ()
        own = (self.key,) if self.index is None else (self.key, self.index)
        return (*self.parent.steps, *own)

    def pointer(self, *more: str | int) -> str:
        """Its JSON Pointer (RFC 6901), or that of something *more* inside it.

        Example:
            >>> from medborgarlofte import examples
            >>> examples.load("laxa").places[2].pointer("name")
            '/parties/0/name'
        """
        return pointer((*self.steps, *more))

    @property
    def entity(self) -> "Place":
        """The nearest place, itself or around it, whose part has an id."""
        place = self
        while place.parent is not None and getattr(place.part, "id", None) is None:
            place = place.parent
        return place


def walk(part: Part) -> Iterator[Place]:
    """Every part in *part*, itself first, in the order of the document.

    Example:
        >>> from medborgarlofte import Measure
        >>> from medborgarlofte.model import walk
        >>> [place.pointer() for place in walk(Measure(title="Vandring", period="2025"))]
        ['', '/period']
    """
    return _walk(Place(part))


def _walk(here: Place) -> Iterator[Place]:
    yield here
    for name, key, many in _fields_with_parts(type(here.part)):  # type: ignore[arg-type]  # a class has a hash
        value = getattr(here.part, name)
        if many:
            for index, item in enumerate(value):
                yield from _walk(Place(item, here, key, index))
        elif value is not None:
            yield from _walk(Place(value, here, key))


@cache
def _fields_with_parts(cls: type[Part]) -> tuple[tuple[str, str, bool], ...]:
    """The fields of *cls* that hold parts: attribute, key, and whether it is a list."""
    return tuple(
        (spec.name, spec.key, spec.many) for spec in fields_of(cls) if spec.shape.kind is Kind.PART
    )
