"""Changes in words: "Löfte 3: minst 4 → minst 6 trygghetsvandringar"."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from medborgarlofte.findings import Words, shorten
from medborgarlofte.format import canonical_bytes, value_to_tree
from medborgarlofte.values import (
    ClosedCodelist,
    Codelist,
    FieldSpec,
    Part,
    PartialDate,
    Period,
    Quantity,
    Text,
    fields_of,
)
from medborgarlofte.values.numbers import number_in_words

from ._diff import Around, Change, ChangeKind

_PARTS: Final[Mapping[str, Words]] = {
    "Amendment": Words("ändring", "amendment"),
    "Area": Words("område", "area"),
    "Assessment": Words("bedömning", "judgement"),
    "Cause": Words("orsak", "cause"),
    "Commitment": Words("åtagande", "commitment"),
    "CommitmentReport": Words("åtaganderapport", "commitment report"),
    "Decision": Words("beslut", "decision"),
    "Document": Words("dokument", "document"),
    "FollowUp": Words("uppföljning", "follow-up"),
    "Goal": Words("mål", "goal"),
    "Indicator": Words("indikator", "indicator"),
    "Measure": Words("åtgärd", "measure"),
    "MeasureReport": Words("åtgärdsrapport", "measure report"),
    "Observation": Words("mätvärde", "observation"),
    "Participation": Words("medverkan", "participation"),
    "Party": Words("part", "party"),
    "PlannedFollowUp": Words("planerad uppföljning", "planned follow-up"),
    "Problem": Words("problem", "problem"),
    "Promise": Words("löfte", "promise"),
    "Relation": Words("relation", "relation"),
    "Signatory": Words("undertecknare", "signatory"),
    "Source": Words("underlag", "source"),
    "Target": Words("målvärde", "target"),
}
_YES: Final = Words("ja", "yes")
_NO: Final = Words("nej", "no")
_PLACE: Final = Words("flyttat till plats", "moved to place")
_LONGEST: Final = 80
_SHORT: Final = 40
_MOST_SAID: Final = 4


def describe(change: Change, lang: str) -> str:
    """One sentence about *change*."""
    where = _where(change, lang)
    if change.kind is ChangeKind.MOVED:
        place = f"{_PLACE.in_language(lang)} {(change.index or 0) + 1}"
        return f"{where or words_of(change.new, lang)}: {place}"
    old, new = (words_of(value, lang, change.spec) for value in (change.old, change.new))
    if change.kind is ChangeKind.CHANGED:
        if isinstance(change.old, Quantity) and isinstance(change.new, Quantity):
            old = _without_unit(change.old, change.new, lang)
        return f"{where}: {old} → {new}"
    word = change.kind.label(lang)
    return f"{where}: {word} {new if change.kind is ChangeKind.ADDED else old}"


def _where(change: Change, lang: str) -> str:
    """The parts around the change and the field: "Löfte 3, åtagande 2, villkor"."""
    value = change.new if change.old is None else change.old
    whole = _is_whole_item(change, value)
    steps = []
    for around in change.within:
        last = around is change.within[-1]
        if around.spec is not None:
            steps.append(label(around.spec, lang))
        elif around.number or last or _own_name(around.part):
            named = "" if last and whole and change.kind is not ChangeKind.MOVED else around.part
            steps.append(_numbered(around, named, lang))
    if isinstance(value, Quantity):  # it speaks for itself
        if len(steps) > 1 and not change.within[-1].number and change.within[-1].spec is None:
            steps.pop()  # an only commitment is what its promise is about
    elif not whole:
        steps.append(
            shorten(str(change.at[-1])) if change.spec is None else label(change.spec, lang)
        )
    where = ", ".join(steps)
    if change.spec is None and len(steps) == 1:
        return where  # a name that is not ours to change
    return where[:1].upper() + where[1:]


def _numbered(around: Around, named: Part | str, lang: str) -> str:
    """The part with its number and its name: "indikator 2 ”Trygga på torget”"."""
    cls = type(around.part).__name__
    word = _PARTS[cls].in_language(lang) if cls in _PARTS else cls
    number = str(around.number) if around.number else ""
    name = _own_name(named) if isinstance(named, Part) else None
    return " ".join(filter(None, (word, number, name and _quoted(name, lang, _SHORT))))


def _own_name(part: Part) -> Text | None:
    """The title or name of *part*: short, unlike what it says in full."""
    return getattr(part, "title", None) or getattr(part, "name", None)


def _is_whole_item(change: Change, value: Any) -> bool:
    """Whether a part of a list was added, removed or moved as a whole."""
    in_list = change.index is not None or isinstance(change.at[-1], int)
    return isinstance(value, Part) and in_list


def label(spec: FieldSpec, lang: str) -> str:
    """What a field is, by the first words of its description: they are written as a label."""
    words = spec.words.in_language(lang)
    for end in (";", ":", ",", " (", "."):
        words = words.partition(end)[0]
    return words[:1].lower() + words[1:]


def words_of(value: Any, lang: str, spec: FieldSpec | None = None) -> str:  # noqa: PLR0911  # one line for each kind
    if isinstance(value, Quantity):
        return value.words(lang)
    if isinstance(value, ClosedCodelist):
        return value.label(lang)
    if isinstance(value, bool):
        return (_YES if value else _NO).in_language(lang)
    if isinstance(value, Decimal):
        return number_in_words(value, lang)
    if isinstance(value, Text):
        return _quoted(value, lang)
    if isinstance(value, Period):
        return str(value).replace("/..", "–").replace("/", "–")
    if isinstance(value, Part):
        return _part(value, lang)
    if spec is not None and spec.shape.codelist is not None:
        return spec.shape.codelist.codelist.words_for(str(value), lang)
    if isinstance(value, str | PartialDate):
        return shorten(str(value), _LONGEST)
    return shorten(canonical_bytes(value_to_tree(value)).decode(), _LONGEST)


def plainly(value: Any) -> str:
    """*value* in no language: a part by its name, text or id, anything else as it is written."""
    if isinstance(value, Codelist | Text | PartialDate | Period):
        return str(value)
    named = (_said_by(value) or getattr(value, "id", None)) if isinstance(value, Part) else None
    return str(named or canonical_bytes(value_to_tree(value)).decode())


def _said_by(part: Part) -> Text | str | None:
    """What *part* is called, or else what it says."""
    said = (getattr(part, key, None) for key in ("title", "name", "text", "function"))
    return next((text for text in said if text is not None), None)


def _part(part: Part, lang: str) -> str:
    """A part by its name or its text, or else by the first things that it says."""
    if said := _said_by(part):
        return _quoted(said, lang)
    says = []
    for spec in fields_of(type(part)):
        value = getattr(part, spec.name)
        values = value if spec.many else () if value is None else (value,)
        says += [
            _quoted(item, lang, _SHORT) if isinstance(item, Text) else words_of(item, lang, spec)
            for item in values
        ]
    more = [] if len(says) <= _MOST_SAID else ["…"]
    return shorten(", ".join([*says[:_MOST_SAID], *more]) or "–", _LONGEST)


def _quoted(said: str, lang: str, longest: int = _LONGEST) -> str:
    text = said.in_language(lang) if isinstance(said, Text) else said
    text = shorten(" ".join(text.split()), longest)
    return f"“{text}”" if lang == "en" else f"”{text}”"


def _without_unit(old: Quantity, new: Quantity, lang: str) -> str:
    """The old quantity without the unit and rate that the new one has too."""
    if old.unit == new.unit and old.per == new.per:
        old = old.evolve(unit=None, per=None)
    return old.words(lang)
