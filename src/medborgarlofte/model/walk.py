"""Going through every part of a document, each with its place."""

from collections.abc import Iterator

from attrs import frozen

from medborgarlofte.findings import pointer
from medborgarlofte.values import Kind, Part, fields_of


@frozen(eq=False)
class Place:
    """A part and where it stands.

    Attributes:
        part: The part.
        steps: Keys and indexes that lead to it from the top.
        parent: The place of the part that it stands in; ``None`` at the top.
    """

    part: Part
    steps: tuple[str | int, ...]
    parent: "Place | None"

    def pointer(self, *more: str | int) -> str:
        """Its JSON Pointer, or that of something *more* inside it."""
        return pointer((*self.steps, *more))

    @property
    def entity(self) -> "Place":
        """The nearest place, itself or around it, whose part has an id."""
        place = self
        while place.parent is not None and getattr(place.part, "id", None) is None:
            place = place.parent
        return place


def walk(part: Part) -> Iterator[Place]:
    """Every part in *part*, itself first, in the order of the document."""
    return _walk(part, (), None)


def _walk(part: Part, steps: tuple[str | int, ...], parent: Place | None) -> Iterator[Place]:
    here = Place(part, steps, parent)
    yield here
    for spec in fields_of(type(part)):
        if spec.shape.kind is not Kind.PART:
            continue
        value = getattr(part, spec.name)
        if spec.many:
            for index, item in enumerate(value):
                yield from _walk(item, (*steps, spec.key, index), here)
        elif value is not None:
            yield from _walk(value, (*steps, spec.key), here)
