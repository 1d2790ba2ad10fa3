"""What the rules ask of an agreement, found once for all of them."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from medborgarlofte.model import Agreement, Place
from medborgarlofte.values import FieldSpec, JsonObject, Kind, Part, Text, fields_of, is_ordinary

P = TypeVar("P", bound=Part)
Steps = tuple[str | int, ...]
"""Keys and indexes that lead from a part to a value in it."""


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

    @cached_property
    def _references(self) -> list[tuple[Place, FieldSpec, Steps, str]]:
        return [
            (place, spec, steps, name)
            for place, spec, steps, name in self._by_kind[Kind.REFERENCE]
            if not _is_elsewhere(place, spec)
        ]

    def references(self) -> Iterator[tuple[Place, FieldSpec, Steps, str]]:
        """Every reference to a part of this document: place, field, steps, and the id."""
        return iter(self._references)

    @cached_property
    def _texts(self) -> list[tuple[Place, Steps, Text]]:
        return [(place, steps, text) for place, _, steps, text in self._by_kind[Kind.TEXT]]

    def texts(self) -> Iterator[tuple[Place, Steps, Text]]:
        """Every text in the document, with the steps to it."""
        return iter(self._texts)

    @cached_property
    def _in_several(self) -> list[tuple[Place, Steps, Text]]:
        return [found for found in self._texts if found[2].plain is None]

    def texts_in_several_languages(self) -> Iterator[tuple[Place, Steps, Text]]:
        """Every text that is a language map, with the steps to it."""
        return iter(self._in_several)

    @cached_property
    def _strings(self) -> list[tuple[Place, Steps, str, FieldSpec | None]]:
        return list(self._find_strings())

    def strings(self) -> Iterator[tuple[Place, Steps, str, FieldSpec | None]]:
        """Every string in the document and in its unknown fields; field where known."""
        return iter(self._strings)

    @cached_property
    def said(self) -> str:
        """Every string, language tag and key of an unknown field, with NUL between them.

        What is not found here stands nowhere: one look instead of one for each string.
        """
        strings = [string for _, _, string, _ in self._strings]
        tags = [tag for _, _, text in self._in_several for tag in text.languages]
        return "\0".join([*strings, *tags])

    @cached_property
    def is_ordinary(self) -> bool:
        """Whether every character is surely visible, and every figure one of 0-9."""
        return is_ordinary(self.said.replace("\0", "\n").encode())

    @cached_property
    def has_unknown(self) -> bool:
        """Whether there are unknown fields."""
        return any(place.part.extensions for place in self.agreement.places) or any(
            text.extensions for _, _, text in self._in_several
        )

    def _find_strings(self) -> Iterator[tuple[Place, Steps, str, FieldSpec | None]]:
        for place, steps, text in self._texts:
            if text.plain is not None:
                yield place, steps, text.plain, None
                continue
            for tag, words in text.translations:
                yield place, (*steps, tag), words, None
            yield from _strings_of(place, steps, text.extensions)
        for kind in (Kind.STRING, Kind.REFERENCE, Kind.OPEN):
            for place, spec, steps, value in self._by_kind[kind]:
                yield place, steps, value, spec
        for place in self.agreement.places:
            if place.part.extensions:
                yield from _strings_of(place, (), place.part.extensions)

    @cached_property
    def _by_kind(self) -> dict[Kind, list[tuple[Place, FieldSpec, Steps, Any]]]:
        """Every value that is no part, by its kind."""
        found: dict[Kind, list[tuple[Place, FieldSpec, Steps, Any]]] = {k: [] for k in Kind}
        for cls, places in self._by_class.items():
            for spec in fields_of(cls):
                if spec.shape.kind is Kind.PART:
                    continue
                values = found[spec.shape.kind]
                for place in places:
                    value = getattr(place.part, spec.name)
                    if value is None:
                        continue
                    if not spec.many:
                        values.append((place, spec, (spec.key,), value))
                        continue
                    for index, item in enumerate(value):
                        values.append((place, spec, (spec.key, index), item))
        return found


def _is_elsewhere(place: Place, spec: FieldSpec) -> bool:
    """Whether the reference *spec* at *place* names a part of another document."""
    mark = spec.shape.reference
    beside = None if mark is None else mark.elsewhere
    return beside is not None and getattr(place.part, beside) is not None


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
