"""What the rules ask of an agreement, found once for all of them."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import TypeVar

from medborgarlofte.model import Agreement, Place
from medborgarlofte.values import FieldSpec, JsonObject, Kind, Part, Text, fields_of

P = TypeVar("P", bound=Part)


class Facts:
    """An agreement as the rules see it, on a day.

    Attributes:
        agreement: The agreement.
        on: The day that counts as today.
    """

    def __init__(self, agreement: Agreement, on: date) -> None:
        self.agreement = agreement
        self.on = on

    @property
    def top(self) -> Place:
        """The agreement's own place."""
        return self.agreement.places[0]

    @cached_property
    def _by_class(self) -> dict[type[Part], list[Place]]:
        sorted_: dict[type[Part], list[Place]] = {}
        for place in self.agreement.places:
            sorted_.setdefault(type(place.part), []).append(place)
        return sorted_

    def of(self, cls: type[P]) -> Iterator[tuple[Place, P]]:
        """Every part of class *cls* with its place, in the order of the document."""
        for place in self._by_class.get(cls, ()):
            yield place, place.part  # type: ignore[misc]  # sorted by its class

    @cached_property
    def _by_name(self) -> dict[str, dict[str, Place]]:
        names: dict[str, dict[str, Place]] = {}
        for cls, places in self._by_class.items():
            if any(spec.name == "id" for spec in fields_of(cls)):
                known = names.setdefault(cls.__name__, {})
                for place in places:
                    known.setdefault(place.part.id, place)  # type: ignore[attr-defined]  # it has one
        return names

    def named(self, kind: str, name: str) -> Place | None:
        """The place of the part of class *kind* with the id *name*, if there is one."""
        return self._by_name.get(kind, {}).get(name)

    def kinds_named(self, name: str) -> tuple[str, ...]:
        """The classes that have a part with the id *name*."""
        return tuple(kind for kind, known in self._by_name.items() if name in known)

    def references(self) -> Iterator[tuple[Place, FieldSpec, tuple[str | int, ...], str]]:
        """Every reference to a part of this document: place, field, steps, and the id."""
        for cls, places in self._by_class.items():
            specs = [s for s in fields_of(cls) if s.shape.kind is Kind.REFERENCE]
            for place in places if specs else ():
                for spec in specs:
                    mark = spec.shape.reference
                    if mark and mark.elsewhere and getattr(place.part, mark.elsewhere) is not None:
                        continue  # it names a part of another document
                    value = getattr(place.part, spec.name)
                    if spec.many:
                        for index, name in enumerate(value):
                            yield place, spec, (spec.key, index), name
                    elif value is not None:
                        yield place, spec, (spec.key,), value

    def texts(self) -> Iterator[tuple[Place, tuple[str | int, ...], Text]]:
        """Every text in the document, with the steps to it."""
        for place, spec, steps, value in self._values(Kind.TEXT):
            del spec
            yield place, steps, value  # type: ignore[misc]  # of that kind

    def strings(self) -> Iterator[tuple[Place, tuple[str | int, ...], str, FieldSpec | None]]:
        """Every string in the document and in its unknown fields; field where known."""
        for place, steps, text in self.texts():
            if text.plain is not None:
                yield place, steps, text.plain, None
            for tag, words in text.translations:
                yield place, (*steps, tag), words, None
            yield from _strings_of(place, steps, text.extensions)
        for kind in (Kind.STRING, Kind.REFERENCE, Kind.OPEN):
            for place, spec, steps, value in self._values(kind):
                yield place, steps, value, spec  # type: ignore[misc]  # of that kind
        for place in self.agreement.places:
            if place.part.extensions:
                yield from _strings_of(place, (), place.part.extensions)

    def _values(
        self, kind: Kind
    ) -> Iterator[tuple[Place, FieldSpec, tuple[str | int, ...], object]]:
        for cls, places in self._by_class.items():
            for spec in fields_of(cls):
                if spec.shape.kind is not kind:
                    continue
                for place in places:
                    value = getattr(place.part, spec.name)
                    if spec.many:
                        for index, item in enumerate(value):
                            yield place, spec, (spec.key, index), item
                    elif value is not None:
                        yield place, spec, (spec.key,), value


def _strings_of(
    place: Place, steps: tuple[str | int, ...], value: object
) -> Iterator[tuple[Place, tuple[str | int, ...], str, FieldSpec | None]]:
    """The strings in an unknown field: its keys (told at their object), and its values."""
    if isinstance(value, str):
        yield place, steps, value, None
    elif isinstance(value, JsonObject):
        for key, item in value.items():
            yield place, steps, key, None
            yield from _strings_of(place, (*steps, key), item)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _strings_of(place, (*steps, index), item)
