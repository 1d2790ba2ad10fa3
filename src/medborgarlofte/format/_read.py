"""From a tree of JSON values to an agreement: quick, strict, and without a word.

What it refuses, it only refuses; :mod:`._explain` says why. Both must accept and refuse
the same documents. A reader is made once of each class, from what the class says of its
fields. A part that is read holds what its document says and nothing else, so that reading
it takes one dictionary; what the document leaves out, the class answers for.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any, Final

from medborgarlofte.findings import AgreementError
from medborgarlofte.model import Agreement
from medborgarlofte.values import (
    LONGEST_KEY,
    FieldSpec,
    JsonObject,
    Kind,
    Part,
    PartialDate,
    Shape,
    Text,
    fields_of,
    freeze_parsed,
)
from medborgarlofte.values.dates import parse_date
from medborgarlofte.values.numbers import LARGEST_INTEGER
from medborgarlofte.values.text import LONGEST_TEXT, is_language_tag, translated_text


class Refused(Exception):  # noqa: N818  # no error: the explaining reader makes one
    """The document cannot become an agreement; the explaining reader says why."""


class Tally:
    """What was met while reading.

    Attributes:
        members: How many members the objects had in all.
        zeros: Whether a whole number was 0, which may have been written ``-0``.
        last: Whether nobody looks at the tree again, so that what has been read of a list is
            let go of at once: a large document is not held twice.
    """

    __slots__ = ("last", "members", "zeros")

    def __init__(self, *, last: bool = False) -> None:
        self.members = 0
        self.zeros = False
        self.last = last

    def meet_unusual(self) -> None:
        """Something was read that there is something to tell of; here that is no matter."""


class NothingUnusual(Tally):
    """Refuses what is unusual as soon as it is met: the rest need not be read."""

    __slots__ = ()

    def meet_unusual(self) -> None:
        raise Refused


Read = Callable[[Any, Tally], Any]


def to_agreement(tree: Any, tally: Tally | None = None) -> Agreement:
    """Make an agreement of *tree*, which is taken over: the objects in it are no longer its own.

    Raises:
        Refused: where it is none.
    """
    return to_part(Agreement, tree, Tally(last=True) if tally is None else tally)  # type: ignore[return-value]  # of that class


def to_part(cls: type[Part], tree: Any, tally: Tally) -> Part:
    """Make a part of class *cls* of *tree*.

    Raises:
        Refused: where it is none.
    """
    try:
        return _part_reader(cls)(tree, tally)  # type: ignore[arg-type,no-any-return]  # a class has a hash
    except (AgreementError, TypeError):  # a list where a code or a date should be has no hash
        raise Refused from None


def is_usual(cls: type[Part], tree: Any) -> bool:
    """Tell whether *tree* is a part of class *cls* of which there is nothing to tell."""
    try:
        to_part(cls, tree, NothingUnusual())
    except Refused:
        return False
    return True


@cache
def _part_reader(cls: type[Part]) -> Read:
    specs = fields_of(cls)
    known = {spec.key: _field_reader(spec) for spec in specs}
    required = frozenset(spec.key for spec in specs if spec.required)
    renamed = [(spec.key, spec.name) for spec in specs if spec.key != spec.name]
    make, fill = cls.__new__, object.__setattr__

    def read(value: Any, tally: Tally) -> Part:
        if type(value) is not dict:
            raise Refused
        tally.members += len(value)
        if value.keys() <= known.keys():
            held = {key: known[key](item, tally) for key, item in value.items()}
        else:
            held = with_unknown(value, tally)
        if not held.keys() >= required:
            raise Refused
        for key, name in renamed:
            if key in held:
                held[name] = held.pop(key)
        part = make(cls)
        fill(part, "__dict__", held)
        return part

    def with_unknown(value: dict[str, Any], tally: Tally) -> dict[str, Any]:
        tally.meet_unusual()
        unknown = {key: item for key, item in value.items() if key not in known}
        held = {key: known[key](item, tally) for key, item in value.items() if key in known}
        held["extensions"] = _unknown(unknown, tally)
        tally.members -= len(unknown)  # counted twice
        return held

    return read


def _field_reader(spec: FieldSpec) -> Read:
    one = _reader(spec.shape)

    def many(value: Any, tally: Tally) -> tuple[Any, ...]:
        if type(value) is not list or not value:
            raise Refused
        if not tally.last:
            return tuple([one(item, tally) for item in value])
        for index, item in enumerate(value):
            value[index] = one(item, tally)
        return tuple(value)

    def deprecated(value: Any, tally: Tally) -> Any:
        tally.meet_unusual()
        return read(value, tally)

    read = many if spec.many else one
    return deprecated if spec.deprecated else read


def _reader(shape: Shape) -> Read:
    """What reads one value of *shape*."""
    if shape.kind is Kind.PART:
        return _part_reader(shape.type)
    if shape.kind is Kind.CLOSED:
        return _code_reader({member.value: member for member in shape.type})  # type: ignore[attr-defined]  # a list of codes
    if shape.form is not None:
        return _string_reader(shape.form.pattern, shape.form.longest)
    if shape.kind is Kind.INTEGER:
        return _integer_reader(shape.minimum)
    return _READERS[shape.kind]


def _text(value: Any, tally: Tally) -> Text:
    if type(value) is dict:
        return _text_in_languages(value, tally)
    if type(value) is not str or not value or value.isspace() or len(value) > LONGEST_TEXT:
        raise Refused
    return _new(Text, value)  # its characters were looked at when the document was parsed


_new: Final = str.__new__  # what plain_text does, without a call: there are many texts


def _text_in_languages(value: dict[str, Any], tally: Tally) -> Text:
    texts = {key: item for key, item in value.items() if is_language_tag(key)}
    for item in texts.values():
        if type(item) is not str or not item or item.isspace() or len(item) > LONGEST_TEXT:
            raise Refused
    tally.members += len(texts)
    if len(texts) == len(value):
        if not texts:
            raise Refused
        return translated_text(texts)
    unknown = {key: item for key, item in value.items() if key not in texts}
    return translated_text(texts, _unknown(unknown, tally))


def _date(value: Any, _: Tally) -> PartialDate:
    return parse_date(value)


def _number(value: Any, tally: Tally) -> Decimal:
    if type(value) is Decimal:
        return value
    return Decimal(_whole(value, tally))


def _boolean(value: Any, _: Tally) -> bool:
    if type(value) is not bool:
        raise Refused
    return value


_READERS: Final[dict[Kind, Read]] = {
    Kind.TEXT: _text,
    Kind.DATE: _date,
    Kind.NUMBER: _number,
    Kind.BOOLEAN: _boolean,
}


def _whole(value: Any, tally: Tally) -> int:
    if type(value) is not int or not -LARGEST_INTEGER <= value <= LARGEST_INTEGER:
        raise Refused
    if value == 0:
        tally.zeros = True
    return value


def _integer_reader(minimum: int | None) -> Read:
    def read(value: Any, tally: Tally) -> int:
        number = _whole(value, tally)
        if minimum is not None and number < minimum:
            raise Refused
        return number

    return read


def _code_reader(members: dict[str, Any]) -> Read:
    def read(value: Any, _: Tally) -> Any:
        member = members.get(value)
        if member is None:
            raise Refused
        return member

    return read


def _string_reader(pattern: str, longest: int) -> Read:
    fits = re.compile(pattern).fullmatch

    def word(value: Any, _: Tally) -> str:
        if type(value) is not str or len(value) > longest or not fits(value):
            raise Refused
        return value

    def line(value: Any, tally: Tally) -> str:
        if not word(value, tally) or value.isspace():
            raise Refused
        return value  # type: ignore[no-any-return]  # a word, just seen

    return line if fits(" ") else word


def _unknown(members: dict[str, Any], tally: Tally) -> JsonObject:
    """The unknown *members* of a part or a language map, as they are kept."""
    _look_at(members, tally)
    return freeze_parsed(members)  # type: ignore[no-any-return]  # of an object, an object


def _look_at(value: Any, tally: Tally) -> None:
    if isinstance(value, dict):
        tally.members += len(value)
        for key, item in value.items():
            if len(key) > LONGEST_KEY:
                raise Refused
            _look_at(item, tally)
    elif isinstance(value, list):
        for item in value:
            _look_at(item, tally)
    elif type(value) is int:
        _whole(value, tally)
