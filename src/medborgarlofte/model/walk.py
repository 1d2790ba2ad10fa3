"""Going through every part of a document, each with its place."""

from collections.abc import Iterator
from functools import cache

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
    for name, key, many in _fields_with_parts(type(part)):  # type: ignore[arg-type]  # a class has a hash
        value = getattr(part, name)
        if many:
            for index, item in enumerate(value):
                yield from _walk(item, (*steps, key, index), here)
        elif value is not None:
            yield from _walk(value, (*steps, key), here)


@cache
def _fields_with_parts(cls: type[Part]) -> tuple[tuple[str, str, bool], ...]:
    """The fields of *cls* that hold parts: attribute, key, and whether it is a list."""
    return tuple(
        (spec.name, spec.key, spec.many) for spec in fields_of(cls) if spec.shape.kind is Kind.PART
    )
