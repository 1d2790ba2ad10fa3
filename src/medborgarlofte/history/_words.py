"""Changes in words: "Löfte 3: minst 4 → minst 6 trygghetsvandringar"."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from medborgarlofte.findings import Words, shorten
from medborgarlofte.values import (
    ClosedCodelist,
    FieldSpec,
    Part,
    Quantity,
    Text,
    write_number,
)

from ._diff import Change, ChangeKind

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


def describe(change: Change, lang: str) -> str:
    """One sentence about *change*."""
    where = _where(change, lang)
    if change.kind is ChangeKind.MOVED:
        place = f"{_PLACE.in_language(lang)} {(change.index or 0) + 1}"
        return f"{where or _value(change.new, lang)}: {place}"
    old, new = _value(change.old, lang), _value(change.new, lang)
    if change.kind is ChangeKind.CHANGED:
        if isinstance(change.old, Quantity) and isinstance(change.new, Quantity):
            old = _without_unit(change.old, change.new, lang)
        return f"{where}: {old} → {new}"
    word = change.kind.label(lang)
    return f"{where}: {word} {new if change.kind is ChangeKind.ADDED else old}"


def _where(change: Change, lang: str) -> str:
    """The parts around the change and the field: "Löfte 3, åtagande 2, villkor"."""
    steps = []
    for cls, number in change.within:
        name = _PARTS.get(cls)
        word = name.in_language(lang) if name is not None else cls
        if number or cls == change.within[-1][0]:
            steps.append(f"{word} {number}" if number else word)
    value = change.new if change.old is None else change.old
    if not _speaks_for_itself(change, value):
        steps.append(_field(change.spec, change, lang))
    elif len(steps) > 1 and not change.within[-1][1]:
        steps.pop()  # an only commitment is what its promise is about
    where = ", ".join(steps)
    return where[:1].upper() + where[1:]


def _speaks_for_itself(change: Change, value: Any) -> bool:
    """A quantity needs no field's name, nor does a part that is there or gone as a whole."""
    if isinstance(value, Quantity):
        return True
    in_list = change.index is not None or isinstance(change.at[-1], int)
    return isinstance(value, Part) and in_list


def _field(spec: FieldSpec | None, change: Change, lang: str) -> str:
    """What the field is, by the first words of its description."""
    if spec is None:
        return shorten(str(change.at[-1]))
    words = spec.words.in_language(lang)
    for end in (";", ",", " (", "."):
        words = words.partition(end)[0]
    return words[:1].lower() + words[1:]


def _value(value: Any, lang: str) -> str:  # noqa: PLR0911  # one line for each kind
    if isinstance(value, Quantity):
        return value.words(lang)
    if isinstance(value, ClosedCodelist):
        return value.label(lang)
    if isinstance(value, bool):
        return (_YES if value else _NO).in_language(lang)
    if isinstance(value, Decimal):
        number = write_number(value)
        return number.replace(".", ",") if lang == "sv" else number
    if isinstance(value, Text):
        return _quoted(value.in_language(lang), lang)
    if isinstance(value, Part):
        named = (getattr(value, key, None) for key in ("title", "name", "text", "function"))
        said = next((text for text in named if text is not None), None)
        if said is not None:
            return _quoted(said.in_language(lang) if isinstance(said, Text) else said, lang)
        return shorten(str(value), _LONGEST)
    return shorten(str(value), _LONGEST)


def _quoted(text: str, lang: str) -> str:
    text = shorten(" ".join(text.split()), _LONGEST)
    return f"“{text}”" if lang == "en" else f"”{text}”"


def _without_unit(old: Quantity, new: Quantity, lang: str) -> str:
    """The old quantity without the unit and rate that the new one has too."""
    if old.unit == new.unit and old.per == new.per:
        old = old.evolve(unit=None, per=None)
    return old.words(lang)
