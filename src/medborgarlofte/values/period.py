"""Periods of time, their last day included."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from attrs import field, frozen

from medborgarlofte.findings import AgreementError, Finding, require
from medborgarlofte.findings.structure import BAD_FORM, WRONG_TYPE

from .codes import ClosedCodelist
from .dates import (
    DAYS_IN,
    MONTHS_IN,
    PartialDate,
    Precision,
    no_period,
    to_date,
    to_day,
    to_optional_date,
)
from .forms import AtLeast
from .part import Part, says, strict


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class Period(Part):
    """A period of time, its last day included (period, giltighetstid).

    ``Period.parse("2020/2023")`` is four years, ``"2019"`` one, ``"2018-07-01/2020-06-30"``
    two; ``"2021-01/.."`` has no end. Fields that hold a period take such a text as well.

    Example:
        >>> from medborgarlofte import Period
        >>> period = Period.parse("2018-07-01/2020-06-30")
        >>> period.days, period.last_day, period.is_open
        (731, datetime.date(2020, 6, 30), False)
    """

    start: PartialDate = field(
        converter=to_date,
        metadata=says("När den börjar (första dagen).", "When it begins (its first day)."),
    )
    end: PartialDate | None = field(
        default=None,
        converter=to_optional_date,
        metadata=says(
            "När den slutar (sista dagen räknas in); utelämnas när slutet är öppet.",
            "When it ends (the last day is included); left out where the end is open.",
        ),
    )
    until_replaced: bool | None = field(
        default=None,
        metadata=says(
            "Tills vidare: gäller tills den ersätts.", "Until replaced: holds until it is replaced."
        ),
    )

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read *text*: ``start/end``, ``start/..`` (open) or one date that is all of it.

        Raises:
            AgreementError: S308 where a date is none, S311 where there are too many, S003
                where it is no text.

        Example:
            >>> from medborgarlofte import Period
            >>> Period.parse("2020/2023").first_day, Period.parse("2021-01/..").last_day
            (datetime.date(2020, 1, 1), None)
        """
        start, slash, end = require(text, str, "a period, such as 2020/2023").partition("/")
        if "/" in end:
            raise AgreementError.of(Finding.of(BAD_FORM, expected="2020/2023"))
        if end == "..":
            return cls(start=to_date(start))
        if not slash and (told := no_period(start)):
            raise AgreementError.of(told)
        return cls(start=to_date(start), end=to_date(end if slash else start))

    @property
    def first_day(self) -> date:
        """The first day that lies in it."""
        return self.start.first_day

    @property
    def last_day(self) -> date | None:
        """The last day that lies in it; ``None`` where it is open."""
        return None if self.end is None else self.end.last_day

    @property
    def is_open(self) -> bool:
        """Whether no end is known."""
        return self.end is None

    @property
    def days(self) -> int | None:
        """How many days, both ends included; ``None`` where it is open."""
        last = self.last_day
        return None if last is None else (last - self.first_day).days + 1

    def contains(self, other: "Period | PartialDate | date") -> bool:
        """Tell whether all of *other* lies within this period.

        Raises:
            AgreementError: S003 where *other* is neither a period nor a date.

        Example:
            >>> from medborgarlofte import PartialDate, Period
            >>> Period.parse("2020/2023").contains(PartialDate("2021-T1"))
            True
        """
        first, last = _span(other)
        if first < self.first_day:
            return False
        own = self.last_day
        return own is None or (last is not None and last <= own)

    def overlaps(self, other: "Period | PartialDate | date") -> bool:
        """Tell whether any day lies both in this period and in *other*.

        Raises:
            AgreementError: S003 where *other* is neither a period nor a date.

        Example:
            >>> from medborgarlofte import Period
            >>> Period.parse("2018/2020").overlaps(Period.parse("2020/.."))
            True
        """
        first, last = _span(other)
        own = self.last_day
        return (own is None or first <= own) and (last is None or self.first_day <= last)

    def years(self, until: date | None = None) -> tuple[PartialDate, ...]:
        """The calendar years that it touches.

        Args:
            until: The last day that counts; an open period needs it.

        Raises:
            AgreementError: S302 where the period is open and *until* is left out, S003 where
                *until* is no date.

        Example:
            >>> from medborgarlofte import Period
            >>> [str(year) for year in Period.parse("2018-07-01/2020-06-30").years()]
            ['2018', '2019', '2020']
        """
        return tuple(PartialDate.parse(f"{year:04}") for year in self._years(until))

    def months(self, until: date | None = None) -> tuple[PartialDate, ...]:
        """The calendar months that it touches.

        Args:
            until: The last day that counts; an open period needs it.

        Raises:
            AgreementError: S302 where the period is open and *until* is left out, S003 where
                *until* is no date.

        Example:
            >>> from datetime import date
            >>> from medborgarlofte import Period
            >>> [str(month) for month in Period.parse("2019-11/..").months(date(2020, 1, 15))]
            ['2019-11', '2019-12', '2020-01']
        """
        last = self._end(until)
        months = (f"{y:04}-{m:02}" for y in self._years(until) for m in range(1, 13))
        return tuple(
            month
            for month in map(PartialDate.parse, months)
            if month.last_day >= self.first_day and month.first_day <= last
        )

    def _years(self, until: date | None) -> range:
        return range(self.first_day.year, self._end(until).year + 1)

    def _end(self, until: date | None) -> date:
        ends = [to_day(day) for day in (self.last_day, until) if day is not None]
        if not ends:
            raise AgreementError.of(
                Finding.of(
                    WRONG_TYPE, expected="until (a day), as the period is open", found="None"
                )
            )
        return min(ends)

    def __str__(self) -> str:
        if self.end == self.start:
            return str(self.start)
        return f"{self.start}/{self.end or '..'}"

    def __repr__(self) -> str:
        if self.until_replaced is None and not self.extensions:
            return f"Period.parse({str(self)!r})"
        return super().__repr__()


def _span(value: Period | PartialDate | date) -> tuple[date, date | None]:
    if isinstance(value, Period | PartialDate):
        return value.first_day, value.last_day
    day = to_day(value)
    return day, day


def to_period(value: "Period | PartialDate | str") -> Period:
    """Make a :class:`Period` of *value*, its text or one date.

    Raises:
        AgreementError: S308 where a date is none, S311 where there are too many, S302 where
            it is something else.

    Example:
        >>> from medborgarlofte.values import to_period
        >>> to_period("2020/2023").days
        1461
    """
    if isinstance(value, Period):
        return value
    if isinstance(value, PartialDate):
        return Period(start=value, end=value)
    if isinstance(value, str):
        return Period.parse(value)
    raise AgreementError.of(Finding.of(WRONG_TYPE, expected="object", found=type(value).__name__))


def to_optional_period(value: "Period | PartialDate | str | None") -> Period | None:
    """Make a period of *value*, as :func:`to_period`; ``None`` stays ``None``.

    Raises:
        AgreementError: S308 or S311 where a text is no period, S302 where it is something else.

    Example:
        >>> from medborgarlofte.values import to_optional_period
        >>> to_optional_period(None) is None
        True
    """
    return None if value is None else to_period(value)


class Rate(ClosedCodelist):
    """How often something is promised (takt)."""

    DAY = "day", "per dag", "per day"
    WEEK = "week", "per vecka", "per week"
    MONTH = "month", "per månad", "per month"
    QUARTER = "quarter", "per kvartal", "per quarter"
    TERTIAL = "tertial", "per tertial", "per tertial"
    HALF_YEAR = "half_year", "per halvår", "per half-year"
    YEAR = "year", "per år", "per year"
    PERIOD = "period", "under perioden", "during the period"


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class Recurrence(Part):
    """How often something comes round (återkommande).

    Example:
        >>> from medborgarlofte import Recurrence
        >>> Recurrence(unit="month", interval=2).unit.label("sv")
        'månad'
    """

    unit: Precision = field(
        converter=Precision,
        metadata=says("Tidsenhet.", "The unit of time."),
    )
    interval: Annotated[int, AtLeast(1)] | None = field(
        default=None,
        metadata=says(
            "Hur många enheter som går mellan gångerna; utelämnas för varje.",
            "How many units lie between; left out for every one.",
        ),
    )

    def dates(self, start: date, until: date) -> Iterator[date]:
        """The days on which it is due, after *start* and up to *until*.

        Counted from *start* each time, so that 31 January plus two months is 31 March.

        Args:
            start: The day from which it is counted; not due itself.
            until: The last day that counts.

        Raises:
            AgreementError: S003 where *start* or *until* is no date.

        Example:
            >>> from datetime import date
            >>> from medborgarlofte import Recurrence
            >>> every_other = Recurrence(unit="month", interval=2)
            >>> [str(day) for day in every_other.dates(date(2025, 1, 31), date(2025, 6, 30))]
            ['2025-03-31', '2025-05-31']
        """
        return self._dates(to_day(start), to_day(until))

    def _dates(self, start: date, until: date) -> Iterator[date]:
        import pendulum  # heavy to import, and needed for calendar arithmetic only

        first = pendulum.date(start.year, start.month, start.day)
        every = self.interval or 1
        months = MONTHS_IN.get(self.unit)
        count = 1
        while True:
            steps = count * every
            try:
                due = (
                    first.add(months=months * steps)
                    if months
                    else first.add(days=DAYS_IN[self.unit] * steps)
                )
            except (ValueError, OverflowError):  # past the last day that a date can be
                return
            if due > until:
                return
            yield date(due.year, due.month, due.day)
            count += 1
