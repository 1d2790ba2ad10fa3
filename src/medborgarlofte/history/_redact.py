"""The same agreement for other readers: without what is not for them, and saying so."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import count, filterfalse
from typing import Any, Final, TypeVar

from attrs import frozen

from medborgarlofte.codelists import Sensitivity, WithheldReason
from medborgarlofte.findings import holds_personal_number
from medborgarlofte.model import Agreement, FieldPath, Record, Withheld, require_agreement, walk
from medborgarlofte.values import FieldSpec, JsonObject, Kind, Part, Text, fields_of
from medborgarlofte.values.text import LONGEST_TEXT

from ._masking import Masker

P = TypeVar("P", bound=Part)
Names = dict[tuple[str, str], str]  # by class and id

_NOTHING_LEFT: Final = "[…]"
_CODE: Final = "withheld"


@frozen
class Redaction:
    """An agreement for certain readers (version med borttagna uppgifter).

    Example:
        >>> from medborgarlofte import Budget, Measure, examples, redact
        >>> cost = Budget(amount=125000, currency="SEK")
        >>> laxa = examples.load("laxa").evolve(measures=[Measure(title="Vandra", budget=cost)])
        >>> redaction = redact(laxa, "public")
        >>> redaction.agreement.measures[0].budget is None
        True
        >>> [each.place.key for each in redaction.withheld]
        ['budget']

    Attributes:
        agreement: The agreement without what is not for them. Its ``record.withheld``
            says what that is, and why.
        withheld: What was withheld now: where it stood and why, never what it was.
    """

    agreement: Agreement
    withheld: tuple[Withheld, ...] = ()


def redact(agreement: Agreement, profile: Sensitivity | str = "public") -> Redaction:
    """Make a copy of *agreement* for the readers that *profile* names.

    Each field of the model says whom it is for. What is not for these readers is left
    out; where the same value stands in another text too, it is masked there. Unknown
    fields are for the parties alone. Personal identity numbers are for nobody.

    Args:
        agreement: The agreement, which stays as it is.
        profile: ``public`` (everyone), ``partners`` or ``internal``.

    Raises:
        AgreementError: S307 where there is no such profile, S003 where *agreement* is none.

    Example:
        >>> from medborgarlofte import Agreement, Contact, redact
        >>> desk = Contact(function="Kommunpolis", email="kommunpolis@example.org")
        >>> plan = Agreement(title="Löften", kind="citizen_promise", contact=desk)
        >>> redaction = redact(plan)
        >>> redaction.agreement.contact
        Contact(function='Kommunpolis')
        >>> [(w.place.key, w.reason.label("en")) for w in redaction.withheld]
        [('contact/email', 'it is not for everyone')]
    """
    require_agreement(agreement)
    reader = Sensitivity(profile)
    log = _Log(reader)
    opened = _Opened(reader, log)
    kept = opened.part(agreement, _Place(agreement))
    cleaned = _Cleaned(agreement, kept, Masker(opened.values), log)
    redacted = cleaned.agreement()
    withheld = log.told(cleaned.renamed)
    if withheld:
        record = redacted.record or Record()
        told = dict.fromkeys((*record.withheld, *withheld))
        redacted = redacted.evolve(record=record.evolve(withheld=tuple(told)))
    return Redaction(redacted, withheld)


# ── Where something stands ─────────────────────────────────────────────────────


class _Place:
    """The part with an id that something stands in, and the keys that lead to it."""

    def __init__(self, part: Part, around: "_Place | None" = None, key: str | None = None) -> None:
        name = getattr(part, "id", None)
        self.entity: tuple[str, str]
        self.keys: tuple[str, ...]
        if name is not None or around is None:
            self.entity, self.keys = (type(part).__name__, str(name)), ()
        else:
            self.entity = around.entity
            self.keys = around.keys if key is None else (*around.keys, key)


class _Log:
    """What has been withheld, each place and reason once."""

    def __init__(self, reader: Sensitivity) -> None:
        self.reader = reader
        self._told: dict[tuple[tuple[str, str], tuple[str, ...], WithheldReason], None] = {}

    def add(self, place: _Place, key: str | None, *reasons: WithheldReason) -> None:
        keys = place.keys if key is None else (*place.keys, key)
        self._told.update(dict.fromkeys((place.entity, keys, reason) for reason in reasons))

    def told(self, renamed: Names) -> tuple[Withheld, ...]:
        """All of it as data, by the ids that the parts have now."""
        return tuple(
            Withheld(
                place=FieldPath(
                    entity=entity[0],
                    entity_id=renamed.get(entity, entity[1]),
                    key="/".join(keys) or None,
                ),
                reason=reason,
                profile=self.reader,
            )
            for entity, keys, reason in self._told
        )


# ── First: what is not for these readers is taken out ──────────────────────────


class _Opened:
    """Takes out the fields that are not for these readers, and remembers their values."""

    def __init__(self, reader: Sensitivity, log: _Log) -> None:
        self.reader = reader
        self.log = log
        self.values: list[str | int | Decimal] = []
        self.hides_unknown = not reader.may_read(Sensitivity.INTERNAL)

    def part(self, part: P, place: _Place) -> P:
        updates: dict[str, Any] = {}
        for spec in fields_of(type(part)):
            value = getattr(part, spec.name)
            if value is None or (spec.many and not value):
                continue
            if not self.reader.may_read(spec.sensitivity):
                self.values += _values_of(part, spec)
                self.log.add(place, spec.key, WithheldReason.SENSITIVE)
                updates[spec.name] = () if spec.many else None
            elif spec.shape.kind in (Kind.PART, Kind.TEXT):
                items = [self.item(v, place, spec.key) for v in (value if spec.many else (value,))]
                updates[spec.name] = items if spec.many else items[0]
        if part.extensions and self.hides_unknown:
            self.unknown(part.extensions, place, None)
            updates["extensions"] = {}
        return part.evolve(**updates)

    def item(self, item: Any, place: _Place, key: str) -> Any:
        """A part or a text in the field *key*."""
        if isinstance(item, Part):
            return self.part(item, _Place(item, place, key))
        if not (item.extensions and self.hides_unknown):
            return item
        self.unknown(item.extensions, place, key)
        return _text(dict(item.translations))

    def unknown(self, fields: JsonObject, place: _Place, key: str | None) -> None:
        self.values += _values_in(fields)
        self.log.add(place, key, WithheldReason.UNKNOWN_FIELD)


def _text(translations: dict[str, Any]) -> Text:
    return Text(translations or _NOTHING_LEFT)


_NAMING: Final = (Kind.REFERENCE, Kind.OPEN, Kind.CLOSED)
"""Ids and codes name what is known anyway; their values are no secrets of their own."""


def _values_of(part: Part, spec: FieldSpec) -> Iterator[str | int | Decimal]:
    """The strings and numbers in a field that tell something."""
    if spec.name != "id" and spec.shape.kind not in _NAMING:
        yield from _values_in(getattr(part, spec.name))


def _values_in(value: Any) -> Iterator[str | int | Decimal]:
    if isinstance(value, Text):
        yield from value.strings()
        yield from _values_in(value.extensions)
    elif isinstance(value, str | int | Decimal) and not isinstance(value, bool):
        yield value
    elif isinstance(value, Part):
        for spec in fields_of(type(value)):
            yield from _values_of(value, spec)
        yield from _values_in(value.extensions)
    elif isinstance(value, JsonObject | tuple):
        for item in value.values() if isinstance(value, JsonObject) else value:
            yield from _values_in(item)


# ── Then: what is left is cleaned of it ────────────────────────────────────────


class _Cleaned:
    """Masks what is withheld in all that is left, and lets go of what refers to it."""

    def __init__(self, old: Agreement, kept: Agreement, masker: Masker, log: _Log) -> None:
        self.kept = kept
        self.masker = masker
        self.log = log
        left = _names_in(kept)
        self.gone = _names_in(old) - left
        self.renamed: Names = {}
        taken = {name for _, name in left}
        fresh = filterfalse(taken.__contains__, (f"{_CODE}-{n}" for n in count(1)))
        for cls, name in sorted(left):
            if masker.found_in(name):
                self.renamed[cls, name] = next(fresh)

    def agreement(self) -> Agreement:
        cleaned = self.part(self.kept, _Place(self.kept))
        assert cleaned is not None  # noqa: S101  # it refers to nothing, and has to be
        return cleaned

    def part(self, part: P, place: _Place) -> P | None:
        """*part* without what is withheld; ``None`` where it goes with what it refers to."""
        updates: dict[str, Any] = {}
        for spec in fields_of(type(part)):
            value = getattr(part, spec.name)
            if value is None or (spec.many and not value):
                continue
            clean = [
                self.value(part, spec, item, place) for item in (value if spec.many else (value,))
            ]
            there = [item for item in clean if item is not None]
            if not spec.many and not there and (spec.required or self._is_about(part, spec)):
                return None
            updates[spec.name] = there if spec.many else (there or [None])[0]
        extensions = self.unknown(part.extensions, place, None)
        return part.evolve(**updates, extensions=extensions)

    @staticmethod
    def _is_about(part: Part, spec: FieldSpec) -> bool:
        """A value of an area is about that area; an area is more than what it lies in."""
        return spec.shape.kind is Kind.REFERENCE and getattr(part, "id", None) is None

    def value(self, part: Part, spec: FieldSpec, item: Any, place: _Place) -> Any:
        """One value of a field; ``None`` where nothing of it may be left."""
        kind = spec.shape.kind
        if kind is Kind.PART:
            cleaned = self.part(item, _Place(item, place, spec.key))
            if cleaned is None:
                self.log.add(place, spec.key, WithheldReason.REFERENCE)
            return cleaned
        if kind is Kind.TEXT:
            return self.text(item, place, spec.key)
        if spec.name == "id":
            return self.name(type(part).__name__, item, place, spec.key)
        if kind is Kind.REFERENCE:
            return self.reference(part, spec, item, place)
        if kind in (Kind.STRING, Kind.OPEN):
            return self.string(spec, item, place)
        return self.number(item, place, spec.key)

    def number(self, item: Any, place: _Place, key: str) -> Any:
        """A number, or what else tells nothing, such as a date or a code of a closed list."""
        if isinstance(item, int | Decimal) and _is_person(item):
            self.log.add(place, key, WithheldReason.PERSONAL_NUMBER)
            return None
        return item

    def name(self, cls: str, name: str, place: _Place, key: str) -> str:
        if (cls, name) not in self.renamed:
            return name
        self.log.add(place, key, *self.masker.found_in(name))
        return self.renamed[cls, name]

    def reference(self, part: Part, spec: FieldSpec, name: str, place: _Place) -> str | None:
        mark = spec.shape.reference
        assert mark is not None  # noqa: S101  # that is what makes it a reference
        target = (mark.target, name)
        if mark.elsewhere is not None and getattr(part, mark.elsewhere) is not None:
            return self.string(spec, name, place)  # it names a part of another document
        if target in self.gone:
            if spec.many or not self._is_about(part, spec):
                self.log.add(place, spec.key, WithheldReason.REFERENCE)
            return None
        return self.renamed.get(target) or self.string(spec, name, place)

    def string(self, spec: FieldSpec, item: str, place: _Place) -> str | None:
        """A string; one with a form of its own is whole or not there at all."""
        reasons = () if spec.name == "format_version" else self.masker.found_in(item)
        if not reasons:
            return item
        self.log.add(place, spec.key, *reasons)
        form = spec.shape.form
        if form is not None and form.name == "line":
            return self.masker.clean(item, self.kept.language, form.longest)
        if not spec.required:
            return None
        if spec.shape.kind is Kind.OPEN:
            return _CODE
        return item.partition("-")[0] if spec.name == "language" else None

    def text(self, text: Text, place: _Place, key: str) -> Text:
        """A text in every language, cleaned; the tags of the languages too."""
        if text.plain is not None:
            return Text(self.words(text.plain, self.kept.language, place, key))
        pairs: dict[str, Any] = {}
        for tag, words in text.translations:
            reasons = self.masker.found_in(tag)
            self.log.add(place, key, *reasons)
            shown = tag.partition("-")[0] if reasons else tag
            pairs.setdefault(shown, self.words(words, shown, place, key))
        return _text({**self.unknown(text.extensions, place, key), **pairs})

    def words(self, words: str, lang: str, place: _Place, key: str) -> str:
        reasons = self.masker.found_in(words)
        self.log.add(place, key, *reasons)
        return self.masker.clean(words, lang, LONGEST_TEXT) if reasons else words

    def unknown(self, fields: JsonObject, place: _Place, key: str | None) -> dict[str, Any]:
        """Unknown fields, but for those that hold a personal identity number."""
        kept = {name: value for name, value in fields.items() if not self.holds({name: value})}
        if len(kept) < len(fields):
            self.log.add(place, key, WithheldReason.PERSONAL_NUMBER)
        return kept

    def holds(self, value: Any) -> bool:
        if isinstance(value, JsonObject | dict):
            return any(map(self.holds, (*value.keys(), *value.values())))
        if isinstance(value, tuple):
            return any(map(self.holds, value))
        if isinstance(value, int | Decimal):
            return _is_person(value)
        return isinstance(value, str) and bool(self.masker.found_in(value))


def _is_person(number: int | Decimal) -> bool:
    """Whether *number* is a personal identity number that has been written as a number."""
    size = abs(Decimal(number))
    return 10**9 <= size < 10**12 and size == int(size) and holds_personal_number(str(int(size)))


def _names_in(agreement: Agreement) -> set[tuple[str, str]]:
    """Every id with its class."""
    parts = (place.part for place in walk(agreement))
    return {(type(p).__name__, p.id) for p in parts if getattr(p, "id", None) is not None}  # type: ignore[attr-defined]  # they have one
