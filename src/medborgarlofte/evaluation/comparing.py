"""Which indicators of different agreements may be compared, and why others may not."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Final

from attrs import frozen

from medborgarlofte.findings import Words, require
from medborgarlofte.model import Agreement, Indicator, each_agreement
from medborgarlofte.values import Period, Text

from ._because import because
from ._conclusion import Conclusion, Reason
from ._first_fit import FirstFit, Span


@frozen(kw_only=True)
class Comparability(Conclusion):
    """Whether two indicators may be compared (jämförbarhet).

    Example:
        >>> from medborgarlofte import Indicator, comparable
        >>> fear = Indicator(name="Otrygga", unit="procent", direction="down")
        >>> found = comparable(fear, Indicator(name="Otrygga"))
        >>> found.comparable is None
        True
        >>> print(found.why("en").splitlines()[0])
        Whether they agree is not told: unit.

    Attributes:
        comparable: ``True``, ``False``, or ``None`` where the facts do not say.
    """

    comparable: bool | None


def _plain(value: Any) -> Any:
    """*value* as it is compared: texts without regard to case and blanks."""
    if isinstance(value, Text):
        return " ".join(value.in_language("sv").casefold().split()).rstrip(".")
    return value


_MUST_AGREE: Final[tuple[tuple[str, Words, Callable[[Indicator], Any]], ...]] = (
    ("unit", Words("enhet", "unit"), lambda each: each.unit),
    ("scale", Words("skala", "scale"), lambda each: each.scale),
    ("definition", Words("definition", "definition"), lambda each: each.definition),
    ("population", Words("vilka den gäller", "group it is about"), lambda each: each.population),
    ("direction", Words("önskad riktning", "direction wanted"), lambda each: each.direction),
)


def comparable(one: Indicator, other: Indicator) -> Comparability:
    """Whether *one* may be compared with *other*, of whatever agreements; and why not.

    Unit, scale, definition, population and direction have to be the same. Where one of the
    two does not say, it cannot be told. Their periods have to overlap, where both are told.

    Args:
        one: An indicator.
        other: Another, of the same agreement or not.

    Raises:
        AgreementError: S003 where they are no indicators.

    Example:
        >>> from medborgarlofte import Indicator, comparable
        >>> share = Indicator(name="Trygga", unit="procent", scale="percentage")
        >>> number = Indicator(name="Trygga", unit="personer", scale="number")
        >>> comparable(share, number).comparable
        False
        >>> print(comparable(share, number).reasons[0].words.en)
        The unit differs: procent and personer.
    """
    pair = require(one, Indicator, "an Indicator"), require(other, Indicator, "an Indicator")
    differing: list[Reason] = []
    untold: list[Reason] = []
    for name, words, read in _MUST_AGREE:
        values = [read(each) for each in pair]
        if any(value is None for value in values):
            untold.append(
                because(
                    f"{name}_not_told",
                    "Det framgår inte om de är lika: {what}.",
                    "Whether they agree is not told: {what}.",
                    what=words,
                )
            )
        elif _plain(values[0]) != _plain(values[1]):
            differing.append(
                because(
                    f"{name}_differs",
                    "De skiljer sig, {what}: {one} och {other}.",
                    "The {what} differs: {one} and {other}.",
                    what=words,
                    one=values[0],
                    other=values[1],
                )
            )
    periods = [each.period for each in pair]
    if periods[0] is not None and periods[1] is not None and not periods[0].overlaps(periods[1]):
        differing.append(
            because(
                "periods_apart",
                "De mäts under olika tid: {one} och {other}.",
                "They are measured at different times: {one} and {other}.",
                one=periods[0],
                other=periods[1],
            )
        )
    verdict = False if differing else None if untold else True
    agreeing = because("all_agree", "Allt stämmer överens.", "All of it agrees.")
    return Comparability(comparable=verdict, reasons=(*differing, *untold) or (agreeing,))


@frozen
class Compared:
    """Indicators that may be compared with each other (jämförbara indikatorer).

    Made by :func:`comparable_indicators`.

    Example:
        >>> from medborgarlofte import Agreement, Indicator, comparable_indicators
        >>> safe = Indicator(
        ...     name="Trygga",
        ...     unit="procent",
        ...     scale="percentage",
        ...     direction="up",
        ...     definition="Andel som svarar trygg",
        ...     population="Invånare 16–84 år",
        ... )
        >>> plans = [
        ...     Agreement(title=place, kind="action_plan", indicators=[safe])
        ...     for place in ("Norr", "Söder")
        ... ]
        >>> (group,) = comparable_indicators(plans)
        >>> str(group.name), [agreement.id for agreement, indicator in group.members]
        ('Trygga', ['norr', 'soder'])

    Attributes:
        name: The name of the first.
        members: Pairs of an agreement and its indicator.
    """

    name: Text
    members: tuple[tuple[Agreement, Indicator], ...]


def comparable_indicators(agreements: Iterable[Agreement]) -> tuple[Compared, ...]:
    """The groups of indicators, two or more of the same name, that may all be compared.

    Each is in the first group, by where that began, of which it may be compared with all. One
    whose period ends before it begins (K201) is in none.

    Args:
        agreements: The agreements, taken one at a time.

    Raises:
        AgreementError: S003 where they are no agreements.

    Example:
        >>> from medborgarlofte import comparable_indicators, examples
        >>> comparable_indicators(examples.load(name) for name in examples.names())
        ()
    """
    alike: dict[tuple[Any, ...], list[_Numbered]] = {}
    number = 0
    for agreement in each_agreement(agreements):
        for indicator in agreement.indicators:
            facts = [read(indicator) for _, _, read in _MUST_AGREE]
            if not any(fact is None for fact in facts):
                key = (_plain(indicator.name), *map(_plain, facts))
                alike.setdefault(key, []).append((number, agreement, indicator))
            number += 1
    groups = [group for found in alike.values() for group in _of_one_time(found)]
    groups.sort(key=lambda group: group[0][0])  # by the first of each, as they came
    return tuple(
        Compared(group[0][2].name, tuple((agreement, each) for _, agreement, each in group))
        for group in groups
        if len(group) > 1
    )


_Numbered = tuple[int, Agreement, Indicator]


def _of_one_time(alike: Sequence[_Numbered]) -> Iterable[list[_Numbered]]:
    """Those that say the same, in groups whose periods all overlap."""
    spans = [_span(indicator.period) for _, _, indicator in alike]
    fit = FirstFit(span for span in spans if span[0] <= span[1])
    groups: dict[int, list[_Numbered]] = {}
    for each, span in zip(alike, spans, strict=True):
        if span[0] <= span[1]:
            groups.setdefault(fit.group_of(span), []).append(each)
    return groups.values()


def _span(period: Period | None) -> Span:
    if period is None:
        return date.min, date.max
    return period.first_day, period.last_day or date.max
