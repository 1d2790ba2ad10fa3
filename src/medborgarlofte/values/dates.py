"""Dates as exactly as they are known.

Documents say "2019", "first tertial of 2018" or "February 2019". A
:class:`PartialDate` keeps what was written, and knows the first and the last day that
it covers. The grammar is small and its own; nothing is guessed.
"""

import re
from calendar import isleap
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache, total_ordering
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from medborgarlofte.findings import AgreementError, Finding
from medborgarlofte.findings.structure import BAD_DATE, WRONG_INPUT, WRONG_TYPE

from ._meant import meant_as_period, meant_by
from .codes import ClosedCodelist

EARLIEST_YEAR: Final = 1900
LATEST_YEAR: Final = 2200


class Precision(ClosedCodelist):
    """How exactly a date is known (noggrannhet)."""

    YEAR = "year", "år", "year"
    HALF_YEAR = "half_year", "halvår", "half-year"
    TERTIAL = "tertial", "tertial", "tertial"
    QUARTER = "quarter", "kvartal", "quarter"
    MONTH = "month", "månad", "month"
    WEEK = "week", "vecka", "week"
    DAY = "day", "dag", "day"


DAYS_IN: Final = {Precision.DAY: 1, Precision.WEEK: 7}
"""The units that are counted in days."""
MONTHS_IN: Final = {
    Precision.MONTH: 1,
    Precision.QUARTER: 3,
    Precision.TERTIAL: 4,
    Precision.HALF_YEAR: 6,
    Precision.YEAR: 12,
}
"""The units that are counted in months."""

_GRAMMAR: Final = re.compile(
    r"(?P<year>[0-9]{4})"
    r"(?:-(?:H(?P<half_year>[12])|T(?P<tertial>[1-3])|Q(?P<quarter>[1-4])"
    r"|W(?P<week>[0-9]{2})|(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?))?"
)


def _years(fits: Callable[[int], bool]) -> str:
    """The years that *fits* holds for, as alternatives of a pattern."""
    by_century: dict[str, list[str]] = {}
    for year in range(EARLIEST_YEAR, LATEST_YEAR + 1):
        if fits(year):
            by_century.setdefault(f"{year // 100}", []).append(f"{year % 100:02}")
    return "|".join(f"{century}(?:{'|'.join(ends)})" for century, ends in by_century.items())


def _has_week_53(year: int) -> bool:
    return date(year, 12, 28).isocalendar().week == 53


_ANY_YEAR: Final = "(?:19[0-9]{2}|2[01][0-9]{2}|2200)"
DAY_PATTERN: Final = (
    f"(?:{_ANY_YEAR}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    f"|(?:{_years(isleap)})-02-29)"
)
"""Every day from 1900 to 2200, and nothing else, as a regular expression."""
DATE_PATTERN: Final = (
    f"(?:{DAY_PATTERN}|{_ANY_YEAR}(?:-(?:H[12]|T[1-3]|Q[1-4]|0[1-9]|1[0-2]"
    f"|W(?:0[1-9]|[1-4][0-9]|5[0-2])))?|(?:{_years(_has_week_53)})-W53)"
)
"""Every date of this format, and nothing else, for readers in other languages."""


def _months(year: int, first: int, count: int) -> tuple[date, date]:
    after = first + count  # the month after the last, 13 for January of the next year
    last = date(year + after // 13, after if after < 13 else 1, 1) - timedelta(days=1)
    return date(year, first, 1), last


def _week(year: int, number: int) -> tuple[date, date]:
    return date.fromisocalendar(year, number, 1), date.fromisocalendar(year, number, 7)


@total_ordering
@frozen(init=False, order=False)
class PartialDate:
    """A date as exactly as it is known (datum med sin noggrannhet).

    ``PartialDate("2019-02")`` is a month; any field that holds a date takes its text as well.

    Dates are ordered by their first day, then by their last: a month comes before
    the year that it begins. Use :meth:`is_before` where only certainty counts.

    Example:
        >>> from medborgarlofte import PartialDate
        >>> tertial = PartialDate("2019-T2")
        >>> tertial.first_day, tertial.last_day
        (datetime.date(2019, 5, 1), datetime.date(2019, 8, 31))
        >>> tertial.precision.label("sv"), tertial < PartialDate("2019-09")
        ('tertial', True)

    Attributes:
        text: As written: ``2019``, ``2019-H1`` (half-year), ``2019-T2`` (tertial, four
            months), ``2019-Q3`` (quarter), ``2019-02`` (month), ``2019-W07`` (ISO week)
            or ``2019-02-14``. Years 1900-2200.
        precision: How exact it is.
        first_day: The first day it covers.
        last_day: The last day it covers.

    Raises:
        AgreementError: S308 where the text is no date, S302 where it is no text.

    Source: ISO 8601 for years, months, weeks and days; H, T and Q are this format's.
    """

    text: str
    precision: Precision = field(eq=False)
    first_day: date = field(eq=False)
    last_day: date = field(eq=False)

    if TYPE_CHECKING:  # made by attrs

        def __attrs_init__(
            self, text: str, precision: Precision, first_day: date, last_day: date
        ) -> None: ...

    def __init__(self, text: str) -> None:
        self.__attrs_init__(*_taken_apart(text))

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read *text*; the same as ``PartialDate(text)``, and quicker for a text met before.

        Raises:
            AgreementError: S308 where it is no date, S302 where it is no text.

        Example:
            >>> from medborgarlofte import PartialDate
            >>> PartialDate.parse("2019-W07").first_day
            datetime.date(2019, 2, 11)
        """
        if not isinstance(text, str):
            raise AgreementError.of(
                Finding.of(WRONG_TYPE, expected="string", found=type(text).__name__)
            )
        return parse_date(str.__str__(text))

    @classmethod
    def of_day(cls, day: date) -> "PartialDate":
        """The date *day*, exactly.

        Raises:
            AgreementError: S003 where it is no date, S308 where it is outside 1900-2200.

        Example:
            >>> from datetime import date
            >>> from medborgarlofte import PartialDate
            >>> PartialDate.of_day(date(2019, 2, 14))
            PartialDate('2019-02-14')
        """
        day = to_day(day)
        return cls.parse(f"{day.year:04}-{day.month:02}-{day.day:02}")

    def contains(self, other: "PartialDate | date") -> bool:
        """Tell whether all of *other* lies within this date.

        Raises:
            AgreementError: S003 where *other* is no date.

        Example:
            >>> from medborgarlofte import PartialDate
            >>> PartialDate("2019").contains(PartialDate("2019-T1"))
            True
        """
        first, last = _span(other)
        return self.first_day <= first and last <= self.last_day

    def overlaps(self, other: "PartialDate | date") -> bool:
        """Tell whether any day lies both in this date and in *other*.

        Raises:
            AgreementError: S003 where *other* is no date.

        Example:
            >>> from medborgarlofte import PartialDate
            >>> PartialDate("2019-T1").overlaps(PartialDate("2019-Q2"))
            True
        """
        first, last = _span(other)
        return self.first_day <= last and first <= self.last_day

    def is_before(self, other: "PartialDate | date") -> bool:
        """Tell whether this is certainly before *other*: no day of it is later or equal.

        Raises:
            AgreementError: S003 where *other* is no date.

        Example:
            >>> from medborgarlofte import PartialDate
            >>> PartialDate("2019").is_before(PartialDate("2019-12"))
            False
        """
        return self.last_day < _span(other)[0]

    def is_after(self, other: "PartialDate | date") -> bool:
        """Tell whether this is certainly after *other*: no day of it is earlier or equal.

        Raises:
            AgreementError: S003 where *other* is no date.

        Example:
            >>> from medborgarlofte import PartialDate
            >>> PartialDate("2020-01").is_after(PartialDate("2019"))
            True
        """
        return self.first_day > _span(other)[1]

    @property
    def days(self) -> int:
        """How many days it covers, both ends included."""
        return (self.last_day - self.first_day).days + 1

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return (self.first_day, self.last_day) < (other.first_day, other.last_day)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"PartialDate({self.text!r})"


def _span(value: PartialDate | date) -> tuple[date, date]:
    if isinstance(value, PartialDate):
        return value.first_day, value.last_day
    day = to_day(value)
    return day, day


def to_day(value: date) -> date:
    """The plain day of *value*: a date-time counts as the day it says, and compares with none.

    Raises:
        AgreementError: S003 where it is no date.

    Example:
        >>> from datetime import datetime
        >>> from medborgarlofte.values import to_day
        >>> to_day(datetime.fromisoformat("2025-03-01T12:00:00+01:00"))
        datetime.date(2025, 3, 1)
    """
    if not isinstance(value, date):
        raise AgreementError.of(
            Finding.of(WRONG_INPUT, expected="a date", found=type(value).__name__)
        )
    return date(value.year, value.month, value.day)


@lru_cache(maxsize=4096)
def parse_date(text: str) -> PartialDate:
    """The date *text*, of which the quick reader knows that it is a string or has no hash."""
    return PartialDate(text)


def no_date(text: str) -> Finding:
    """That *text* is no date, with the one that it may be meant to be."""
    meant = meant_by(text, _is_date)
    return Finding.of(BAD_DATE, **({} if meant is None else {"suggestion": meant}))


def no_period(text: str) -> Finding | None:
    """That *text* is no date, where it is a period with a dash for the slash."""
    meant = meant_as_period(text, _is_date)
    return None if meant is None else Finding.of(BAD_DATE, suggestion=meant)


_FITS: Final = re.compile(DATE_PATTERN)


def _is_date(text: str) -> bool:
    return _FITS.fullmatch(text) is not None


def _taken_apart(text: str) -> tuple[str, Precision, date, date]:
    """The text, how exact it is, and the first and last day that it covers."""
    if not isinstance(text, str):
        raise AgreementError.of(
            Finding.of(WRONG_TYPE, expected="string", found=type(text).__name__)
        )
    found = _GRAMMAR.fullmatch(text) if len(text) <= 10 else None
    if found is None:
        raise AgreementError.of(no_date(text))
    precision = Precision(str(found.lastgroup))
    year = int(found["year"])
    try:
        if not EARLIEST_YEAR <= year <= LATEST_YEAR:
            raise AgreementError.of(Finding.of(BAD_DATE))
        if precision is Precision.DAY:
            first = last = date(year, int(found["month"]), int(found["day"]))
        elif precision is Precision.YEAR:
            first, last = date(year, 1, 1), date(year, 12, 31)
        elif precision is Precision.WEEK:
            first, last = _week(year, int(found["week"]))
        else:
            count, number = MONTHS_IN[precision], int(found[precision.value])
            first, last = _months(year, (number - 1) * count + 1, count)
    except ValueError:  # 30 February, month 13, week 53 of a short year
        raise AgreementError.of(Finding.of(BAD_DATE)) from None
    return str.__str__(text), precision, first, last


def to_date(value: "PartialDate | date | str") -> PartialDate:
    """Make a :class:`PartialDate` of *value*, its text or a day.

    Raises:
        AgreementError: S308 where a text is no date, S302 where it is something else.

    Example:
        >>> from medborgarlofte.values import to_date
        >>> to_date("2019-T1").last_day
        datetime.date(2019, 4, 30)
    """
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, date):
        return PartialDate.of_day(value)
    return PartialDate.parse(value)


def to_optional_date(value: "PartialDate | date | str | None") -> PartialDate | None:
    """Make a date of *value*, as :func:`to_date`; ``None`` stays ``None``.

    Raises:
        AgreementError: S308 where a text is no date, S302 where it is something else.

    Example:
        >>> from medborgarlofte.values import to_optional_date
        >>> to_optional_date(None) is None
        True
    """
    return None if value is None else to_date(value)
