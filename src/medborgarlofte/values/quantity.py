"""Exact quantities: "at least 4 safety walks", "at least 1 per day"."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal
from operator import eq, ge, le
from typing import Final

from attrs import field, frozen
from attrs.converters import optional

from medborgarlofte.findings import require, to_language

from .codes import ClosedCodelist
from .dates import DAYS_IN, MONTHS_IN, Precision
from .numbers import EXACT, number_in_words, to_number
from .part import Part, says, strict
from .period import Period, Rate
from .text import Text, to_optional_text


class Comparison(ClosedCodelist):
    """How a count is held against a number (jämförelse)."""

    AT_LEAST = "at_least", "minst", "at least"
    AT_MOST = "at_most", "högst", "at most"
    EXACTLY = "exactly", "exakt", "exactly"
    ABOUT = "about", "omkring", "about"


@frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
class Quantity(Part):
    """A number of something, and how it is to be held against what is counted (mängd).

    Example:
        >>> from medborgarlofte import Period, Quantity
        >>> walks = Quantity.at_least(4, "trygghetsvandringar", per="year")
        >>> walks.words("sv")
        'minst 4 trygghetsvandringar per år'
        >>> walks.over(Period.parse("2024/2025")), walks.is_met_by(7, Period.parse("2024/2025"))
        (Decimal('8'), False)
    """

    number: Decimal = field(
        converter=to_number,
        metadata=says("Talet, exakt.", "The number, exact."),
    )
    comparison: Comparison = field(
        converter=Comparison,
        metadata=says(
            "Jämförelse: minst, högst, exakt eller omkring.",
            "Comparison: at least, at most, exactly, about.",
        ),
    )
    unit: Text | None = field(
        default=None,
        converter=to_optional_text,
        metadata=says("Vad som räknas.", "What is counted."),
    )
    per: Rate | None = field(
        default=None,
        converter=optional(Rate),
        metadata=says("Takten: per dag … per år, eller under perioden.", "The rate."),
    )

    @classmethod
    def at_least(
        cls, number: Decimal | int | str, unit: str | Text | None = None, per: str | None = None
    ) -> "Quantity":
        """At least so many (minst).

        Args:
            number: The number, exact: ``4``, ``"2.5"`` or a ``Decimal``.
            unit: What is counted, in words.
            per: The rate, a code of ``Rate``: ``day``, ``week``, ``month``, ``quarter``,
                ``tertial``, ``half_year``, ``year`` or ``period``.

        Raises:
            AgreementError: S302 or another structure code where one of them cannot be held.

        Example:
            >>> from medborgarlofte import Quantity
            >>> Quantity.at_least(1, "trafikkontroll", per="day").words("sv")
            'minst 1 trafikkontroll per dag'
        """
        return cls(number=number, comparison=Comparison.AT_LEAST, unit=unit, per=per)

    @classmethod
    def at_most(
        cls, number: Decimal | int | str, unit: str | Text | None = None, per: str | None = None
    ) -> "Quantity":
        """At most so many (högst).

        Args:
            number: As of :meth:`at_least`.
            unit: What is counted, in words.
            per: The rate, as of :meth:`at_least`.

        Raises:
            AgreementError: S302 or another structure code where one of them cannot be held.

        Example:
            >>> from medborgarlofte import Quantity
            >>> Quantity.at_most(10, "anmälningar", per="month").words("sv")
            'högst 10 anmälningar per månad'
        """
        return cls(number=number, comparison=Comparison.AT_MOST, unit=unit, per=per)

    @classmethod
    def exactly(
        cls, number: Decimal | int | str, unit: str | Text | None = None, per: str | None = None
    ) -> "Quantity":
        """Exactly so many (exakt).

        Args:
            number: As of :meth:`at_least`.
            unit: What is counted, in words.
            per: The rate, as of :meth:`at_least`.

        Raises:
            AgreementError: S302 or another structure code where one of them cannot be held.

        Example:
            >>> from medborgarlofte import Quantity
            >>> Quantity.exactly("2.5", "tjänster").words("sv")
            'exakt 2,5 tjänster'
        """
        return cls(number=number, comparison=Comparison.EXACTLY, unit=unit, per=per)

    @classmethod
    def about(
        cls, number: Decimal | int | str, unit: str | Text | None = None, per: str | None = None
    ) -> "Quantity":
        """About so many (omkring); whether a count keeps it cannot be told.

        Args:
            number: As of :meth:`at_least`.
            unit: What is counted, in words.
            per: The rate, as of :meth:`at_least`.

        Raises:
            AgreementError: S302 or another structure code where one of them cannot be held.

        Example:
            >>> from medborgarlofte import Quantity
            >>> Quantity.about(20, "besök").is_met_by(19) is None
            True
        """
        return cls(number=number, comparison=Comparison.ABOUT, unit=unit, per=per)

    def over(self, period: Period) -> Decimal | None:
        """How many that makes over *period*: 1 per day over 2018 makes 365.

        ``None`` where it cannot be told: the period is open, or is no whole number of
        the rate's units (a rate per month over a period of weeks).

        Raises:
            AgreementError: S003 where *period* is no period.

        Example:
            >>> from medborgarlofte import Period, Quantity
            >>> Quantity.at_least(1, per="day").over(Period.parse("2018"))
            Decimal('365')
        """
        require(period, Period, "a period")
        if self.per is None or self.per is Rate.PERIOD:
            return self.number
        units = _units_in(period, Precision(self.per.value))
        return None if units is None else EXACT.multiply(self.number, Decimal(units))

    def is_met_by(self, count: Decimal | int, period: Period | None = None) -> bool | None:
        """Tell whether a count keeps it.

        ``None`` where that cannot be told: "about" has no border, and a rate needs a
        period that makes a whole number of its units.

        Args:
            count: How many there were.
            period: The time over which they were counted; needed where there is a rate.

        Raises:
            AgreementError: S302 where *count* is no number, S108-S113 where it is none that
                JSON can carry, S003 where *period* is no period.

        Example:
            >>> from medborgarlofte import Quantity
            >>> Quantity.at_least(4).is_met_by(5), Quantity.at_least(4, per="month").is_met_by(5)
            (True, None)
        """
        counted = to_number(count)
        whole = self.number if self.per in (None, Rate.PERIOD) else None
        needed = whole if period is None else self.over(period)
        if self.comparison is Comparison.ABOUT or needed is None:
            return None
        return _HOLDS[self.comparison](counted, needed)

    def words(self, lang: str = "sv") -> str:
        """The quantity in words.

        Args:
            lang: ``sv`` or ``en``.

        Raises:
            AgreementError: S003 where *lang* is neither.

        Example:
            >>> from medborgarlofte import Quantity
            >>> Quantity.at_least("1.5", {"sv": "kontroller", "en": "checks"}).words("sv")
            'minst 1,5 kontroller'
        """
        unit = None if self.unit is None else self.unit.in_language(to_language(lang))
        rate = None if self.per is None else self.per.label(lang)
        number = number_in_words(self.number, lang)
        return " ".join(filter(None, (self.comparison.label(lang), number, unit, rate)))


_HOLDS: Final[Mapping[Comparison, Callable[[Decimal, Decimal], bool]]] = {
    Comparison.AT_LEAST: ge,
    Comparison.AT_MOST: le,
    Comparison.EXACTLY: eq,
}


def _units_in(period: Period, unit: Precision) -> int | None:
    """How many whole *units* make up *period* exactly, or ``None``."""
    import pendulum  # heavy to import, and needed for calendar arithmetic only

    first, last, days = period.first_day, period.last_day, period.days
    if last is None or days is None or days < 1:
        return None
    if unit in DAYS_IN:
        return days // DAYS_IN[unit] if days % DAYS_IN[unit] == 0 else None
    after = last + timedelta(days=1)
    months = (after.year - first.year) * 12 + after.month - first.month
    if pendulum.date(first.year, first.month, first.day).add(months=months) != after:
        return None
    return months // MONTHS_IN[unit] if months % MONTHS_IN[unit] == 0 else None
