"""How a reason gets its words: filled with facts, in both languages, cut short and escaped."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from medborgarlofte.findings import Words
from medborgarlofte.findings._wording import MOST_SHOWN, word
from medborgarlofte.values import Codelist, PartialDate, Period, Quantity, Text
from medborgarlofte.values.numbers import number_in_words

from ._conclusion import Reason


def because(rule: str, sv: str, en: str, *pointers: str | None, **facts: Any) -> Reason:
    """A reason by *rule*, its templates filled with *facts*.

    Args:
        rule: The name of the rule.
        sv: The template in Swedish.
        en: The template in English.
        pointers: Where the facts stand; ``None`` for those of no place.
        facts: What the templates name: texts, codes, numbers, dates, periods, quantities.
    """
    known = tuple(dict.fromkeys(p for p in pointers if p is not None))
    return Reason(rule, in_words(sv, en, **facts), known)


def in_words(sv: str, en: str, **facts: Any) -> Words:
    """The two templates, filled with *facts*; each fact is one short line."""
    return Words(word(sv, _told(facts, "sv"), "sv"), word(en, _told(facts, "en"), "en"))


def _told(facts: Mapping[str, Any], lang: str) -> dict[str, object]:
    return {name: told(value, lang) for name, value in facts.items()}


def told(value: object, lang: str) -> str | tuple[str, ...]:  # noqa: PLR0911  # one line a kind
    """One fact in words."""
    if isinstance(value, Text | Words):
        return value.in_language(lang)
    if isinstance(value, Codelist):
        return value.label(lang)
    if isinstance(value, Decimal):
        return number_in_words(value, lang)
    if isinstance(value, Quantity):
        return value.words(lang)
    if isinstance(value, Period):
        return _period(value, lang)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return tuple(str(told(item, lang)) for item in value[: MOST_SHOWN + 1])
    return str(value)


def _period(period: Period, lang: str) -> str:
    if period.end is None:
        if period.until_replaced:
            return f"{period.start} " + ("tills vidare" if lang == "sv" else "until replaced")
        return ("från " if lang == "sv" else "from ") + str(period.start)
    return str(period.start) if period.end == period.start else f"{period.start}–{period.end}"


def days_in_words(number: int) -> Words:
    """A number of days in words."""
    return Words("1 dag", "1 day") if number == 1 else Words(f"{number} dagar", f"{number} days")


def exactly(value: PartialDate) -> bool:
    """Whether a date is known to the day."""
    return value.first_day == value.last_day
