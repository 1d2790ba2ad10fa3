"""What the rules ask of an agreement, found once for all of them."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, cached_property
from itertools import chain, islice, repeat
from typing import Any, Final, TypeVar, cast

from medborgarlofte.model import Agreement, Place
from medborgarlofte.values import (
    FieldSpec,
    JsonObject,
    Kind,
    OpenCodelist,
    Part,
    Text,
    fields_of,
    is_ordinary,
    is_plain,
)

P = TypeVar("P", bound=Part)
T = TypeVar("T")
Steps = tuple[str | int, ...]
"""Keys and indexes that lead from a part to a value in it."""
_PIECE: Final = 10_000
"""Strings looked at together."""


class Facts:
    """An agreement as the rules see it, on a day.

    Attributes:
        agreement: The agreement.
        on: The day that counts as today.
    """

    def __init__(self, agreement: Agreement, on: date) -> None:
        self.agreement = agreement
        self.on = on
        self._found: dict[object, object] = {}

    def once(self, find: Callable[["Facts"], T]) -> T:
        """What *find* finds, which is asked once, however many rules want it."""
        if find not in self._found:
            self._found[find] = find(self)
        return cast("T", self._found[find])

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
        by_class = self.agreement._by_id  # noqa: SLF001  # one index: a large document has many ids
        return {cls.__name__: known for cls, known in by_class.items()}

    def named(self, kind: str, name: str) -> Place | None:
        """The place of the part of class *kind* with the id *name*, if there is one."""
        return self._by_name.get(kind, {}).get(name)

    def kinds_named(self, name: str) -> tuple[str, ...]:
        """The classes that have a part with the id *name*."""
        return tuple(kind for kind, known in self._by_name.items() if name in known)

    def references(self) -> Iterator[tuple[Place, FieldSpec, Steps, str]]:
        """Every reference to a part of this document: place, field, steps, and the id."""
        for column in self._columns[Kind.REFERENCE]:
            mark = column.spec.shape.reference
            beside = None if mark is None else mark.elsewhere
            for place, steps, name in column:
                if beside is None or getattr(place.part, beside) is None:
                    yield place, column.spec, steps, name

    def codes_of_no_list(self) -> Iterator[tuple[Place, FieldSpec, Steps, str]]:
        """Every code in the place of one of an open list that the list does not have."""
        for column in self._columns[Kind.OPEN]:
            mark = column.spec.shape.codelist
            known = frozenset() if mark is None else _codes(mark.codelist)
            if not known.issuperset(column.values):  # most often one look, for a whole column
                for place, steps, code in column:
                    if code not in known:
                        yield place, column.spec, steps, code

    def texts(self) -> Iterator[tuple[Place, Steps, Text]]:
        """Every text in the document, with the steps to it."""
        return chain.from_iterable(self._columns[Kind.TEXT])

    @cached_property
    def _has_several(self) -> bool:
        return not all(map(is_plain, (text for _, _, text in self.texts())))

    def texts_in_several_languages(self) -> Iterator[tuple[Place, Steps, Text]]:
        """Every text that is a language map, with the steps to it."""
        if self._has_several:  # few documents have any
            yield from (found for found in self.texts() if not is_plain(found[2]))

    def strings(self) -> Iterator[tuple[Place, Steps, str, FieldSpec | None]]:
        """Every string in the document and in its unknown fields; field where known."""
        for place, steps, text in self.texts():
            if is_plain(text):
                yield place, steps, text, None
                continue
            for tag, words in text.translations:
                yield place, (*steps, tag), words, None
            yield from _strings_of(place, steps, text.extensions)
        for kind in (Kind.STRING, Kind.REFERENCE, Kind.OPEN):
            for column in self._columns[kind]:
                for place, steps, value in column:
                    yield place, steps, value, column.spec
        for place in self.agreement.places:
            if place.part.extensions:
                yield from _strings_of(place, (), place.part.extensions)

    @cached_property
    def said(self) -> list[str]:
        """Every string, language tag and key of an unknown field, with NUL between them.

        What is not found here stands nowhere: one look instead of one for each string. It is
        in pieces, since a copy of all that a large document says is felt.
        """
        several = self.texts_in_several_languages()
        strings = chain(
            (string for _, _, string, _ in self.strings()),
            (tag for _, _, text in several for tag in text.languages),
        )
        return ["\0".join(some) for some in iter(lambda: list(islice(strings, _PIECE)), [])]

    @cached_property
    def is_ordinary(self) -> bool:
        """Whether every character is surely visible, and every figure one of 0-9."""
        return all(is_ordinary(piece.replace("\0", "\n").encode()) for piece in self.said)

    @cached_property
    def has_unknown(self) -> bool:
        """Whether there are unknown fields."""
        return any(place.part.extensions for place in self.agreement.places) or any(
            text.extensions for _, _, text in self.texts_in_several_languages()
        )

    @cached_property
    def _columns(self) -> dict[Kind, list["_Column"]]:
        """Every value that is no part, by its kind and then by its field."""
        columns: dict[Kind, list[_Column]] = {kind: [] for kind in Kind}
        for cls, places in self._by_class.items():
            for spec in fields_of(cls):
                if spec.shape.kind is not Kind.PART:
                    columns[spec.shape.kind].append(_Column(spec, places))
        return columns


@cache
def _codes(codelist: type[OpenCodelist]) -> frozenset[str]:
    return frozenset(codelist.codes())


class _Column:
    """The values of one field, wherever it stands, with the places and the steps to them.

    Lists: a large document has so many values that a tuple for each is felt.
    """

    def __init__(self, spec: FieldSpec, places: list[Place]) -> None:
        self.spec = spec
        self._places: list[Place] = []
        self._steps: list[Steps] = []  # empty where each has the same
        self.values: list[Any] = []
        (self._add_lists if spec.many else self._add)(spec.name, places)

    def _add(self, name: str, places: list[Place]) -> None:
        values = [getattr(place.part, name) for place in places]
        self.values = [value for value in values if value is not None]
        if len(self.values) == len(places):  # as for all that is required: no list of its own
            self._places = places
        else:
            self._places = [p for p, v in zip(places, values, strict=True) if v is not None]

    def _add_lists(self, name: str, places: list[Place]) -> None:
        numbered: list[Steps] = []  # one for each index, not for each value
        for place in places:
            values = getattr(place.part, name)
            while len(numbered) < len(values):
                numbered.append((self.spec.key, len(numbered)))
            self._places += [place] * len(values)
            self._steps += numbered[: len(values)]
            self.values += values

    def __iter__(self) -> Iterator[tuple[Place, Steps, Any]]:
        same = repeat((self.spec.key,), len(self.values))
        return zip(self._places, self._steps or same, self.values, strict=True)


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
