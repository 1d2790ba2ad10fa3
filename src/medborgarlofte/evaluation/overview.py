"""Many agreements at once: how many promises were kept, by whom, about what and when."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Final

from attrs import define, field, frozen

from medborgarlofte.checking import Day, day_of
from medborgarlofte.codelists import Theme, Verdict
from medborgarlofte.data import counties, municipalities
from medborgarlofte.findings import Shown, Words
from medborgarlofte.model import Agreement, Promise, each_agreement, require_agreement
from medborgarlofte.values import ClosedCodelist

from ._known import Known
from .standing import Standing, standing_of


def _as(verdict: Verdict) -> tuple[str, str, str]:
    return verdict.value, verdict.label("sv"), verdict.label("en")


class Result(ClosedCodelist):
    """What came of a promise: its last verdict, or that there is none (resultat)."""

    KEPT = _as(Verdict.KEPT)
    PARTLY_KEPT = _as(Verdict.PARTLY_KEPT)
    NOT_KEPT = _as(Verdict.NOT_KEPT)
    ONGOING = _as(Verdict.ONGOING)
    CANNOT_BE_ASSESSED = _as(Verdict.CANNOT_BE_ASSESSED)
    NOT_JUDGED = "not_judged", "inte bedömt", "not judged"


class By(ClosedCodelist):
    """What promises are grouped by (grupp)."""

    MUNICIPALITY = "municipality", "kommun", "municipality"
    COUNTY = "county", "län", "county"
    THEME = "theme", "tema", "theme"
    YEAR = "year", "år", "year"


UNKNOWN: Final = ""
"""The group of what does not say."""


@frozen
class Shares:
    """Promises by what came of them (andelar), counted and never averaged.

    Example:
        >>> from medborgarlofte import examples, overview
        >>> total = overview([examples.load("strangnas"), examples.load("laxa")]).total
        >>> total.promises, total.counts["kept"], total.share("kept")
        (7, 3, Fraction(3, 7))

    Attributes:
        counts: How many came to each result.
    """

    counts: Mapping[Result, int]

    @property
    def promises(self) -> int:
        """How many promises there are."""
        return sum(self.counts.values())

    @property
    def judged(self) -> int:
        """How many of them have a verdict of kept, partly kept or not kept."""
        return sum(self.counts.get(each, 0) for each in _VERDICTS)

    def share(self, result: Result | str) -> Fraction | None:
        """How many of all came to *result*, exactly; ``None`` where there are no promises.

        Args:
            result: A :class:`Result` or its code, such as ``kept``.

        Raises:
            AgreementError: S307 where there is no such result.

        Example:
            >>> from medborgarlofte import examples, overview
            >>> overview([examples.load("strangnas"), examples.load("laxa")]).total.share("kept")
            Fraction(3, 7)
        """
        count = self.counts.get(Result(result), 0)
        return Fraction(count, self.promises) if self.promises else None

    def share_of_judged(self, result: Result | str) -> Fraction | None:
        """How many of those that have a verdict came to *result*; ``None`` where none has one.

        Args:
            result: A :class:`Result` or its code, such as ``kept``.

        Raises:
            AgreementError: S307 where there is no such result.

        Example:
            >>> from medborgarlofte import examples, overview
            >>> total = overview([examples.load("strangnas"), examples.load("laxa")]).total
            >>> total.share_of_judged("kept")
            Fraction(1, 1)
        """
        count = self.counts.get(Result(result), 0)
        return Fraction(count, self.judged) if self.judged else None


_VERDICTS: Final = (Result.KEPT, Result.PARTLY_KEPT, Result.NOT_KEPT)


@define(repr=False)
class Overview(Shown):
    """Many agreements, counted (översikt).

    A promise of several themes counts in each, one that several municipalities give in each of
    them, and one that holds for several years in each year; so groups may add up to more than
    there are promises. ``total`` counts each once. What does not say is in the group ``""``.

    Which municipalities give a promise is told by its promisors; where none of them is a
    municipality, as when the police promise alone, it counts for those that are parties.

    Example:
        >>> from medborgarlofte import examples, overview
        >>> found = overview(examples.load(name) for name in examples.names())
        >>> found.agreements, found.total.promises
        (6, 20)
        >>> sorted(found.by("county"))
        ['04', '12', '18', '19', '25']

    Attributes:
        agreements: How many agreements there are.
        several: By each way to group, how many promises are in more than one group.
    """

    agreements: int = 0
    _total: Counter[Result] = field(factory=Counter)
    _groups: dict[By, dict[str, Counter[Result]]] = field(factory=lambda: {by: {} for by in By})
    several: Counter[By] = field(factory=Counter)
    _ids: Counter[str] = field(factory=Counter)

    def __repr__(self) -> str:
        counts = (f"{n} {r.label('en')}" for r in Result if (n := self._total[r]))
        told = ", ".join((f"{self._total.total()} promises", *counts))
        return f"<Overview of {self.agreements} agreements: {told}>"

    @property
    def total(self) -> Shares:
        """All their promises, each counted once."""
        return Shares(dict(self._total))

    @property
    def repeated(self) -> dict[str, int]:
        """The ids that several of the agreements have, with how many have it; each counts."""
        return {name: count for name, count in sorted(self._ids.items()) if count > 1}

    def by(self, what: By | str) -> dict[str, Shares]:
        """The promises by municipality or county (their codes), theme or year, in order.

        Raises:
            AgreementError: S307 where *what* is none of these.
        """
        groups = self._groups[By(what)]
        return {name: Shares(dict(groups[name])) for name in sorted(groups)}

    def add(self, agreement: Agreement, on: Day | None = None) -> None:
        """Count *agreement* too, by what was known of it on the day *on*.

        Args:
            agreement: The agreement.
            on: The day whose knowledge counts; all that is told where left out.

        Raises:
            AgreementError: S003 where *agreement* is none or *on* is no day, S308 where *on*
                is a text that is no date.

        Example:
            >>> from medborgarlofte import Overview, examples
            >>> found = Overview()
            >>> found.add(examples.load("trosa"))
            >>> found.agreements, found.total.promises
            (1, 3)
        """
        known = Known(require_agreement(agreement), None if on is None else day_of(on))
        self.agreements += 1
        self._ids[agreement.id] += 1
        givers = _Givers(known.agreement)
        for promise in known.agreement.promises:
            standing = standing_of(known, promise)
            result = _result(standing)
            self._total[result] += 1
            for by in By:
                told = _names(by, known.agreement, standing.promise, givers)
                names = tuple(dict.fromkeys(told)) or (UNKNOWN,)
                if len(names) > 1:
                    self.several[by] += 1
                for name in names:
                    self._groups[by].setdefault(name, Counter())[result] += 1


def _result(standing: Standing) -> Result:
    verdict: Verdict | None = standing.verdict
    return Result.NOT_JUDGED if verdict is None else Result(verdict.value)


class _Givers:
    """The municipalities that give the promises of an agreement, by their codes."""

    def __init__(self, agreement: Agreement) -> None:
        self._codes: dict[str, str] = {}
        told: dict[str, None] = {}  # each once: many parties may be of one municipality
        for party in agreement.parties:
            code = party.municipality_code
            if code is not None and code in municipalities():
                self._codes.setdefault(party.id, code)
                told[code] = None
        self._parties = tuple(told)

    def of(self, promise: Promise) -> Iterable[str]:
        """The codes of those that give *promise*, or else of all that are parties."""
        own = [self._codes[p.party] for p in promise.promisors if p.party in self._codes]
        return own or self._parties


def _names(by: By, agreement: Agreement, promise: Promise, givers: _Givers) -> Iterator[str]:
    """The groups that a promise is in."""
    if by is By.THEME:
        yield from promise.themes
    elif by is By.YEAR:
        period = promise.period or agreement.period
        if period is not None and period.last_day is not None:
            yield from (str(year) for year in period.years())
        elif period is not None:
            yield str(period.first_day.year)
    else:
        for code in givers.of(promise):
            yield code if by is By.MUNICIPALITY else municipalities()[code].county.code


def group_label(by: By | str, name: str, lang: str = "sv") -> str:
    """What a group is called: a municipality's name for its code, a theme's label."""
    what = By(by)
    if name == UNKNOWN:
        return _NOT_TOLD.in_language(lang)
    if what is By.MUNICIPALITY and name in municipalities():
        return municipalities()[name].short_name
    if what is By.COUNTY and name in counties():
        return counties()[name].short_name
    return Theme.words_for(name, lang) if what is By.THEME else name


_NOT_TOLD: Final = Words("framgår inte", "not told")


def overview(agreements: Iterable[Agreement], on: Day | None = None) -> Overview:
    """Count what came of the promises of many agreements, taken one at a time.

    Args:
        agreements: The agreements.
        on: The day whose knowledge counts; all that is told where left out.

    Raises:
        AgreementError: S003 where they are no agreements, S003 or S308 where *on* is no day.

    Example:
        >>> from medborgarlofte import examples, overview
        >>> found = overview([examples.load("strangnas"), examples.load("lulea")])
        >>> found.total.promises, found.total.share("kept"), found.total.share_of_judged("kept")
        (8, Fraction(3, 8), Fraction(1, 1))
        >>> {name: shares.promises for name, shares in found.by("year").items()}
        {'2018': 5, '2019': 3}
    """
    made = Overview()
    for agreement in each_agreement(agreements):
        made.add(agreement, on)
    return made
