"""The figures of an indicator, taken apart by area and group, as facts that can be drawn."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from attrs import frozen

from medborgarlofte.codelists import Scale, Subgroup
from medborgarlofte.evaluation._statistics import margin_of_share
from medborgarlofte.model import Agreement, Area, Indicator, Observation
from medborgarlofte.values import PartialDate, Period

from ._frame import line, span
from ._words import figure, say

Key = tuple[str | None, str | None]
"""The area and the group that figures are about."""


@frozen
class Fact:
    """One figure, or the lack of one.

    Attributes:
        role: ``baseline``, ``measured`` or ``target``.
        when: The time that it is about; ``None`` where none is told.
        value: The figure; ``None`` where it is missing, or told in words.
        words: The judgement in words, or why the value is missing.
        missing: Whether it is missing.
        interval: What holds the true value, with 95 % confidence, where that is told.
    """

    role: str
    when: Period | PartialDate | None
    value: Decimal | None
    words: str = ""
    missing: bool = False
    interval: tuple[Decimal, Decimal] | None = None

    @property
    def span(self) -> tuple[date, date | None] | None:
        """The first day and the day after the last."""
        return None if self.when is None else span(self.when)


@frozen
class Series:
    """The figures about one area and one group.

    Attributes:
        label: What they are about, in words; empty where nothing is told.
        facts: The figures.
    """

    label: str
    facts: tuple[Fact, ...]


def series_of(agreement: Agreement, indicator: Indicator, lang: str) -> tuple[Series, ...]:
    """The figures of *indicator*, those that may be compared together."""
    by_key: dict[Key, list[Fact]] = {}
    for key, fact in _facts(agreement, indicator, lang):
        by_key.setdefault(key, []).append(fact)
    return tuple(
        Series(_label(agreement, key, lang, alone=len(by_key) == 1), tuple(facts))
        for key, facts in by_key.items()
    )


def _facts(agreement: Agreement, indicator: Indicator, lang: str) -> Iterator[tuple[Key, Fact]]:
    if indicator.baseline is not None:
        yield _fact("baseline", agreement, indicator, indicator.baseline, lang)
    for observation in indicator.observations:
        yield _fact("measured", agreement, indicator, observation, lang)
    for target in indicator.targets:
        yield (target.area, target.subgroup), Fact("target", target.due, target.value)


def _fact(
    role: str, agreement: Agreement, indicator: Indicator, observation: Observation, lang: str
) -> tuple[Key, Fact]:
    value, missing = observation.value, observation.missing
    words = line(observation.judgement, lang, agreement, 40) if observation.judgement else ""
    if value is None and not words:
        words = say("missing", lang) if missing is None else missing.label(lang)
    return (observation.area, observation.subgroup), Fact(
        role,
        observation.period or observation.collected,
        value,
        words if value is None else "",
        missing=value is None and observation.judgement is None,
        interval=interval(indicator, observation),
    )


def interval(indicator: Indicator, observation: Observation) -> tuple[Decimal, Decimal] | None:
    """What holds the true value of *observation*: by its margin of error, or its sample."""
    value, margin = observation.value, observation.margin_of_error
    if value is None:
        return None
    if margin is not None:
        return value - abs(margin), value + abs(margin)
    share, size = float(value) / 100, observation.sample_size
    if indicator.scale is not Scale.PERCENTAGE or not size or not 0 <= share <= 1:
        return None
    half = 100 * margin_of_share(share, size)
    return Decimal(100 * share - half), Decimal(100 * share + half)


def _label(agreement: Agreement, key: Key, lang: str, *, alone: bool) -> str:
    area_id, group = key
    area = None if area_id is None else agreement.find(Area, area_id)
    where = area_id if area is None else line(area.name, lang, agreement, 40)
    who = None if group is None else line(Subgroup.words_for(group, lang), lang, agreement, 40)
    words = ", ".join(filter(None, (where, who)))
    return words or ("" if alone else say("no_division", lang))


def unit_of(agreement: Agreement, indicator: Indicator, lang: str) -> str:
    """What the figures are counted in, for the axis."""
    if indicator.unit is not None:
        return line(indicator.unit, lang, agreement, 40)
    return say("percent", lang) if indicator.scale is Scale.PERCENTAGE else say("value", lang)


def told(fact: Fact, lang: str) -> str:
    """*fact* in words: "mål 70 till 2026-12"."""
    value = fact.words if fact.value is None else figure(fact.value, lang)
    role = "" if fact.role == "measured" else f"{say(fact.role, lang)} "
    if fact.when is None:
        return f"{role}{value}"
    if fact.role == "target":
        return f"{role}{value} {say('target_until', lang)} {fact.when}"
    return f"{role}{value} ({fact.when})"
