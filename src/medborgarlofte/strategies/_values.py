"""Strategies for the values that agreements are made of.

Each is made once: making one takes longer than drawing from it.
"""

import string
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Final

from hypothesis import strategies as st

from medborgarlofte.values import (
    Form,
    JsonObject,
    PartialDate,
    Period,
    Text,
    is_language_tag,
    to_extensions,
    trouble_in,
)

_SENTENCES: Final = (
    "Vi går minst fyra trygghetsvandringar.",
    "Polisen ska synas i centrum på fredags- och lördagskvällar.",
    "Fler ska känna sig trygga på väg hem.",
    "Kommunen lyser upp gångtunnlarna vid stationen.",
    "Åtgärden följs upp varje tertial.",
    "Grannsamverkan startar i två nya områden.",
    "Skolan, föräldrar och polis möts om ungas kvällar.",
    "Ölförsäljningen på torget kontrolleras.",
    "Ängsgatan är mörk; belysningen ska bytas.",
    "Löftet gäller hela året.",
)

# No digits: a made-up text must not look like a personal identity number by chance.
_LETTERS: Final = string.ascii_letters + "åäöÅÄÖé –-.,;:!?()\"'\n/&<>=+@#%*"


@cache
def swedish() -> st.SearchStrategy[str]:
    """Strings that look like the real thing, or like nothing at all.

    Example:
        >>> from hypothesis import given
        >>> from medborgarlofte.strategies import swedish
        >>> @given(swedish())
        ... def test_drawn(text):
        ...     assert text.strip()
    """
    anything = st.text(st.sampled_from(_LETTERS), min_size=1, max_size=40)
    return st.one_of(st.sampled_from(_SENTENCES), anything).filter(lambda text: not text.isspace())


@cache
def texts(language: str = "sv", others: tuple[str, ...] = ("en", "fi")) -> st.SearchStrategy[Text]:
    """Texts (:class:`medborgarlofte.Text`), plain or with translations.

    Args:
        language: The language that each is in, whatever else it is in.
        others: The languages that it may be in as well.

    Example:
        >>> from hypothesis import given
        >>> from medborgarlofte.strategies import texts
        >>> @given(texts())
        ... def test_drawn(text):
        ...     assert text.has("sv")
    """
    plain = swedish().map(Text)
    translated = st.builds(
        lambda own, more: Text({language: own, **more}),
        swedish(),
        st.dictionaries(st.sampled_from(others), swedish(), max_size=2),
    )
    return st.one_of(plain, translated)


@cache
def ids() -> st.SearchStrategy[str]:
    """Ids of parts.

    Example:
        >>> from hypothesis import given
        >>> from medborgarlofte import Promise
        >>> from medborgarlofte.strategies import ids
        >>> @given(ids())
        ... def test_drawn(name):
        ...     assert Promise(id=name, text="Vi syns.").id == name
    """
    first, rest = string.ascii_lowercase, string.ascii_lowercase + "._-"
    return st.builds(
        lambda head, tail: head + tail,
        st.sampled_from(first),
        st.text(st.sampled_from(rest), max_size=12),
    )


@cache
def numbers(least: int | None = None, most: int | None = None) -> st.SearchStrategy[Decimal]:
    """Exact numbers that JSON carries, with and without decimals, as 1.50.

    Args:
        least: The least number; -1,000,000 where left out.
        most: The largest; 1,000,000 where left out.

    Example:
        >>> from hypothesis import given
        >>> from medborgarlofte import Quantity
        >>> from medborgarlofte.strategies import numbers
        >>> @given(numbers(1))
        ... def test_drawn(number):
        ...     assert Quantity.at_least(1).is_met_by(number)
    """
    decimals = st.decimals(
        min_value=-(10**6) if least is None else least,
        max_value=10**6 if most is None else most,
        places=2,
    )
    whole = st.integers(-(10**6) if least is None else least, 10**6 if most is None else most)
    made = st.one_of(whole.map(Decimal), decimals)
    return made.filter(lambda number: bool(number) or not number.is_signed())  # no minus zero


@cache
def partial_dates(first: int = 1990, last: int = 2040) -> st.SearchStrategy[PartialDate]:
    """Dates of every precision.

    Args:
        first: The first year that they are of.
        last: The last year.

    Example:
        >>> from hypothesis import given
        >>> from medborgarlofte import PartialDate
        >>> from medborgarlofte.strategies import partial_dates
        >>> @given(partial_dates())
        ... def test_drawn(date):
        ...     assert PartialDate(str(date)) == date
    """

    def written(form: str, least: int, most: int) -> st.SearchStrategy[str]:
        return st.builds(form.format, st.integers(first, last), st.integers(least, most))

    days = st.dates(date(first, 1, 1), date(last, 12, 31)).map(date.isoformat)
    return st.one_of(
        written("{:04}", 0, 0),
        written("{:04}-H{}", 1, 2),
        written("{:04}-T{}", 1, 3),
        written("{:04}-Q{}", 1, 4),
        written("{:04}-{:02}", 1, 12),
        written("{:04}-W{:02}", 1, 52),
        days,
    ).map(PartialDate.parse)


@cache
def periods(first: int = 1990, last: int = 2040) -> st.SearchStrategy[Period]:
    """Periods that end on or after the day they begin, and open ones.

    Args:
        first: The first year that their dates are of.
        last: The last year.

    Example:
        >>> from hypothesis import given
        >>> from medborgarlofte.strategies import periods
        >>> @given(periods())
        ... def test_drawn(period):
        ...     assert period.is_open or period.first_day <= period.last_day
    """
    dates = partial_dates(first, last)
    closed = st.tuples(dates, dates).map(_in_order)
    opened = st.builds(
        lambda start, until: Period(start=start, until_replaced=until),
        dates,
        st.sampled_from([None, True]),
    )
    return st.one_of(closed, opened)


def _in_order(pair: tuple[PartialDate, PartialDate]) -> Period:
    start, end = sorted(pair, key=lambda d: (d.last_day, d.first_day))
    return Period(start=start, end=end)


@cache
def json_values() -> st.SearchStrategy[Any]:
    """Any JSON value of moderate size; numbers are ``int`` or ``Decimal``.

    Example:
        >>> from hypothesis import given
        >>> from medborgarlofte import Promise
        >>> from medborgarlofte.strategies import json_values
        >>> @given(json_values())
        ... def test_kept(value):
        ...     Promise(text="Vi syns.", extensions={"x_own": value})
    """
    words = st.text(max_size=20).filter(lambda text: trouble_in(text) is None)
    leaves = st.one_of(
        st.none(),
        st.booleans(),
        # ten digits could by chance be a person's
        st.integers(-(10**9) + 1, 10**9 - 1),
        numbers(),
        words,
    )

    def deeper(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        return st.one_of(st.lists(inner, max_size=3), st.dictionaries(words, inner, max_size=3))

    return st.recursive(leaves, deeper, max_leaves=6)


@cache
def extensions() -> st.SearchStrategy[JsonObject]:
    """Unknown fields, with names that no class has.

    Example:
        >>> from hypothesis import given
        >>> from medborgarlofte import Promise
        >>> from medborgarlofte.strategies import extensions
        >>> @given(extensions())
        ... def test_kept(unknown):
        ...     assert Promise(text="Vi syns.", extensions=unknown).extensions == unknown
    """
    names = st.text(st.sampled_from(string.ascii_lowercase + "åäö /~$"), max_size=8)
    own = names.map(lambda name: f"x_{name}").filter(lambda name: not is_language_tag(name))
    return st.dictionaries(own, json_values(), min_size=1, max_size=2).map(to_extensions)


@cache
def of_form(form: Form) -> st.SearchStrategy[str]:
    """ASCII strings that have *form*."""
    fitting = st.from_regex(form.pattern, fullmatch=True, alphabet=st.characters(codec="ascii"))
    return fitting.filter(lambda text: form.trouble_with(text) is None)
