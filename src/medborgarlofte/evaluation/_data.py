"""Conclusions as data for other programs, drawn from their classes."""

import math
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from attrs import asdict, fields

from medborgarlofte.findings import Words, require, to_language
from medborgarlofte.values import Codelist, Part, PartialDate, Period
from medborgarlofte.values.numbers import in_doubles

from ._conclusion import Conclusion
from ._statistics import Interval, Line
from .completeness import Element

if TYPE_CHECKING:
    from .standing import Standing


def as_data(conclusion: Conclusion, lang: str = "sv") -> dict[str, Any]:
    """*conclusion* as JSON-ready data: codes, numbers, dates as text, ids for parts.

    Everything that it says is there, and its reasons. Numbers are as JSON libraries know them,
    2.50 as 2.5; the exact ones stand in the conclusion itself.

    Args:
        conclusion: A conclusion, such as a standing or a status.
        lang: The language of the reasons, ``sv`` or ``en``.

    Raises:
        AgreementError: S003 where *conclusion* is none, or *lang* neither of the two.

    Example:
        >>> from medborgarlofte import examples, status
        >>> from medborgarlofte.evaluation import as_data
        >>> as_data(status(examples.load("laxa"), "2020-07-01"), "en")["status"]
        'expired'
    """
    cls = type(require(conclusion, Conclusion, "a conclusion"))
    to_language(lang)
    names = [a.name for a in fields(cls) if a.name != "reasons"]
    for base in takewhile(lambda base: base is not Conclusion, cls.__mro__):
        names += [n for n, value in vars(base).items() if isinstance(value, property)]
    data = {
        name: value
        for name in dict.fromkeys(names)
        if (value := _plain(getattr(conclusion, name), lang)) is not None
    }
    data["reasons"] = [
        {
            "rule": reason.rule,
            "message": reason.words.in_language(lang),
            "pointers": list(reason.pointers),
        }
        for reason in conclusion.reasons
    ]
    return data


def as_rows(stands: "Standing", lang: str) -> list[dict[str, Any]]:
    """A flat row for each commitment of a promise; one without, where it has none."""
    head = {"promise_id": stands.promise.id, "verdict": _plain(stands.verdict, lang)}
    empty = dict.fromkeys(("commitment_id", "outcome", "count", "needed", "short_by"))
    return [
        {
            **head,
            "commitment_id": tally.commitment.id,
            "outcome": tally.outcome.value,
            "count": _float(tally.count),
            "needed": _float(tally.needed),
            "short_by": _float(tally.short_by),
            "why": tally.why(lang),
        }
        for tally in stands.commitments
    ] or [{**head, **empty, "why": stands.why(lang)}]


def _float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)


def _number(value: Decimal | Fraction) -> float | str:
    number: float = in_doubles(value) if isinstance(value, Decimal) else float(value)
    return number if math.isfinite(number) else str(value)  # a sum, beyond any double


def _plain(value: object, lang: str) -> Any:  # noqa: PLR0911  # one line a kind
    if isinstance(value, Conclusion):
        return as_data(value, lang)
    if isinstance(value, Period | PartialDate | date):
        return str(value)
    if isinstance(value, Decimal | Fraction):
        return _number(value)
    if isinstance(value, Element):
        return value.name
    if isinstance(value, Part):
        return getattr(value, "id", None)  # one without an id is what the reasons point at
    if isinstance(value, Codelist):
        return value.value
    if isinstance(value, Words):
        return value.in_language(lang)
    if isinstance(value, Interval | Line):
        return asdict(value)
    if isinstance(value, tuple):
        return [_plain(item, lang) for item in value]
    return value
