"""How far an indicator has come: one series of figures at a time, and how sure that is."""

import math
from collections.abc import Iterator
from datetime import date
from decimal import Context, Decimal
from typing import Final

from medborgarlofte.checking import Day, day_of
from medborgarlofte.codelists import Direction, MissingReason, Scale, Subgroup
from medborgarlofte.findings import BOTH, AgreementError, Words
from medborgarlofte.findings._near import no_such_id
from medborgarlofte.model import Agreement, Area, Indicator, Observation, Target, require_agreement
from medborgarlofte.model.movement import last_day
from medborgarlofte.values.numbers import EXACT, number_in_words

from ._because import because
from ._conclusion import Reason
from ._course import Course, Progress
from ._known import Known
from ._statistics import Interval, Line, difference_of_shares, difference_with_margins, line_through

Key = tuple[str | None, str | None]
"""The area and the subgroup that figures are about: only the same may be compared."""

_YEAR: Final = 365.2425
# Whatever context the caller has set: quotients are long enough.
_LONG: Final = Context(prec=28)


def progress(
    agreement: Agreement, indicator: Indicator | str, on: Day | None = None
) -> tuple[Progress, ...]:
    """How far *indicator* has come, by what was known on the day *on*; by all where left out.

    One answer for each area and subgroup that figures are about: those of different ones are
    never compared. Missing values stay missing.

    Args:
        agreement: The agreement.
        indicator: The indicator, or its id.
        on: The day whose knowledge counts.

    Raises:
        AgreementError: S314 where there is no such indicator, S003 where *agreement* is none,
            S003 or S308 where *on* is no day.

    Example:
        >>> from medborgarlofte import Agreement, Indicator, Observation, Target, progress
        >>> safe = Indicator(
        ...     name="Andel trygga", scale="percentage", direction="up",
        ...     baseline=Observation(value=61, period="2023", sample_size=400),
        ...     observations=[Observation(value=64, period="2024", sample_size=400)],
        ...     targets=[Target(value=70, due="2026")],
        ... )
        >>> plan = Agreement(title="Plan", kind="action_plan", indicators=[safe])
        >>> (series,) = progress(plan, safe)
        >>> str(series.change), series.course.label("en"), series.may_be_chance
        ('3', 'the way wanted', True)
    """
    known = Known(require_agreement(agreement), None if on is None else day_of(on))
    name = indicator if isinstance(indicator, str) else getattr(indicator, "id", None)
    found = known.agreement.find(Indicator, name) if isinstance(name, str) else None
    if found is None:
        raise AgreementError.of(no_such_id("Indicator", name, (i.id for i in agreement.indicators)))
    return progress_of(known, found)


def progress_of(known: Known, indicator: Indicator) -> tuple[Progress, ...]:
    """How far *indicator* has come, as far as is *known*."""
    return tuple(_Series(known, indicator, key).progress() for key in _keys(indicator))


def _keys(indicator: Indicator) -> tuple[Key, ...]:
    """What its figures are about, in the order of the document; the whole where it has none."""
    outset = [] if indicator.baseline is None else [indicator.baseline]
    keys = [(o.area, o.subgroup) for o in (*outset, *indicator.observations)]
    keys += [(t.area, t.subgroup) for t in indicator.targets]
    return tuple(dict.fromkeys(keys)) or ((None, None),)


class _Series:
    """The figures of one area and subgroup, and what follows from them."""

    def __init__(self, known: Known, indicator: Indicator, key: Key) -> None:
        self.known, self.indicator, self.key = known, indicator, key
        self.reasons: list[Reason] = []
        baseline = indicator.baseline
        self.baseline = baseline if baseline is not None and _key(baseline) == key else None
        self.told = [(last_day(o), o) for o in indicator.observations if _key(o) == key]
        timed = [(day, o) for day, o in self.told if day is not None and day <= known.day]
        self.measured = sorted(
            ((day, o.value, o) for day, o in timed if o.value is not None), key=lambda m: m[0]
        )
        gaps = [(day, o) for day, o in timed if o.value is None and o.missing is not None]
        self.missing = [o for _, o in gaps]
        self.breaks = [(day, o) for day, o in gaps if o.missing is MissingReason.SERIES_BREAK]

    def progress(self) -> Progress:
        latest = self.measured[-1][2] if self.measured else None
        before = None if self.baseline is None else self.baseline.value
        comparable = self._may_compare(latest, before)
        change = interval = None
        outset, after = self.baseline, None if latest is None else latest.value
        if comparable and outset and latest and before is not None and after is not None:
            change = EXACT.subtract(after, before)
            interval = self._interval(outset, before, latest, after)
        chance = None if interval is None else interval.holds_zero
        course = self._course(change)
        self._tell_change(change, latest, interval, chance)
        target = self._target(latest)
        share, reached = self._way(target, latest, before if comparable else None)
        expected = self._expected(target, latest, before) if comparable else None
        trend = self._trend()
        self._tell_what_is_missing()
        area, subgroup = self.key
        return Progress(
            indicator=self.indicator, area=area, subgroup=subgroup, course=course,
            baseline=self.baseline, latest=latest, change=change, interval=interval,
            may_be_chance=chance, target=target, share=share, reached=reached,
            expected=expected, trend=trend, reasons=tuple(self.reasons),
        )  # fmt: skip

    def _because(self, rule: str, sv: str, en: str, *pointers: str | None, **facts: object) -> None:
        self.reasons.append(because(rule, sv, en, *pointers, **facts))

    def _at(self, part: Observation | Target | Indicator | None) -> str | None:
        return self.known.at(part)

    def _may_compare(self, latest: Observation | None, before: Decimal | None) -> bool:
        """Whether the latest value may be held against the baseline; why not is told."""
        where = self._at(self.indicator)
        if self.indicator.scale is Scale.QUALITATIVE:
            self._because(
                "in_words_only",
                "Indikatorn bedöms i ord.",
                "The indicator is judged in words.",
                where,
            )
        elif before is None:
            self._because(
                "no_baseline",
                "Det finns inget utgångsvärde{who}.", "There is no baseline{who}.",
                where, who=self._who(),
            )  # fmt: skip
        elif latest is None:
            self._because(
                "no_observation",
                "Inget är mätt{who} efter utgångsvärdet.", "Nothing{who} has been measured since.",
                where, who=self._who(),
            )  # fmt: skip
        elif (broken := self._break(self._outset(), self.measured[-1][0])) is not None:
            self._because(
                "series_break",
                "Tidsserien är bruten: värdena går inte att jämföra.",
                "The series is broken: the values cannot be compared.",
                self._at(broken), self._at(self.baseline), self._at(latest),
            )  # fmt: skip
        else:
            outset = self._outset()
            if outset is None or self.measured[-1][0] > outset:
                return True
            self._because(
                "nothing_since_baseline",
                "Det senaste värdet är inte senare än utgångsvärdet.",
                "The latest value is no later than the baseline.",
                self._at(self.baseline), self._at(latest),
            )  # fmt: skip
        return False

    def _who(self) -> Words:
        """The area and the group that the figures are about, in brackets."""
        area_id, group = self.key
        area = None if area_id is None else self.known.agreement.find(Area, area_id)

        def words(lang: str) -> str:
            named = [area.name.in_language(lang) if area is not None else area_id]
            named += [Subgroup.words_for(group, lang)] if group is not None else []
            said = ", ".join(filter(None, named))
            return f" ({said})" if said else ""

        return Words(*map(words, BOTH))

    def _outset(self) -> date | None:
        """The last day that the baseline is about."""
        return None if self.baseline is None else last_day(self.baseline)

    def _break(self, first: date | None, last: date) -> Observation | None:
        """What keeps a value of the day *first* apart from one of *last*."""
        between = (o for day, o in self.breaks if (first is None or first < day) and day <= last)
        return next(between, None)

    def _interval(
        self, outset: Observation, before: Decimal, latest: Observation, after: Decimal
    ) -> Interval | None:
        """The interval that holds the true change, by margins of error or else by sample sizes."""
        margins = outset.margin_of_error, latest.margin_of_error
        if margins[0] is not None and margins[1] is not None:
            found = difference_with_margins(
                float(before), abs(float(margins[0])), float(after), abs(float(margins[1]))
            )
            return found if math.isfinite(found.low) and math.isfinite(found.high) else None
        sizes = outset.sample_size, latest.sample_size
        shares = tuple(_LONG.divide(value, Decimal(100)) for value in (before, after))
        of_samples = self.indicator.scale is Scale.PERCENTAGE and all(0 <= s <= 1 for s in shares)
        if not of_samples or not sizes[0] or not sizes[1]:
            return None
        found = difference_of_shares(float(shares[0]), sizes[0], float(shares[1]), sizes[1])
        return Interval(100 * found.low, 100 * found.high)

    def _course(self, change: Decimal | None) -> Course:
        direction = self.indicator.direction
        if change is None:
            return Course.UNKNOWN
        if direction is None:
            self._because(
                "no_direction",
                "Önskad riktning är inte angiven.", "The direction wanted is not told.",
                self._at(self.indicator),
            )  # fmt: skip
            return Course.UNKNOWN
        if change == 0:
            return Course.UNCHANGED
        if direction is Direction.KEEP:
            return Course.WORSE
        return Course.BETTER if (change > 0) is (direction is Direction.UP) else Course.WORSE

    def _tell_change(
        self, change: Decimal | None, latest: Observation | None, interval: Interval | None,
        chance: bool | None,
    ) -> None:  # fmt: skip
        if change is None or latest is None or self.baseline is None:
            return
        where = self._at(self.baseline), self._at(latest)
        self._because(
            "change_since_baseline",
            "{indicator}{who}: från {before} till {after}, {change}.",
            "{indicator}{who}: from {before} to {after}, {change}.",
            *where, indicator=self.indicator.name, who=self._who(), before=self.baseline.value,
            after=latest.value, change=_signed(change),
        )  # fmt: skip
        if interval is None:
            self._because(
                "uncertainty_not_given",
                "Hur säkra värdena är framgår inte: antal svarande eller felmarginal saknas.",
                "How sure the values are is not told: sample sizes or margins are missing.",
                *where,
            )  # fmt: skip
            return
        ends = {"low": _rounded(interval.low), "high": _rounded(interval.high)}
        if chance:
            self._because(
                "change_may_be_chance",
                "Förändringen kan bero på slumpen (95 %: {low} till {high}).",
                "The change may be chance (95 %: {low} to {high}).",
                *where, **ends,
            )  # fmt: skip
        else:
            self._because(
                "change_beyond_chance",
                "Förändringen är större än slumpen förklarar (95 %: {low} till {high}).",
                "The change is beyond what chance explains (95 %: {low} to {high}).",
                *where, **ends,
            )  # fmt: skip

    def _target(self, latest: Observation | None) -> Target | None:
        """The next target at the time of the latest value; else the last."""
        targets = [t for t in self.indicator.targets if (t.area, t.subgroup) == self.key]
        if not targets:
            return None
        day = None if latest is None else last_day(latest)
        dated = sorted(
            ((t.due.last_day, t) for t in targets if t.due is not None), key=lambda pair: pair[0]
        )
        ahead = [t for due, t in dated if day is None or due >= day]
        return ahead[0] if ahead else dated[-1][1] if dated else targets[0]

    def _way(
        self, target: Target | None, latest: Observation | None, before: Decimal | None
    ) -> tuple[Decimal | None, bool | None]:
        """How much of the way to the target has been gone, and whether it is reached."""
        if target is None or latest is None or latest.value is None:
            return None, None
        where = self._at(target), self._at(latest), self._at(self.baseline)
        reached = self._is_reached(target.value, latest.value, before)
        if before is None or target.value == before:
            return None, reached
        gone, way = (EXACT.subtract(value, before) for value in (latest.value, target.value))
        share = _LONG.divide(gone, way)
        if share < 0:
            self._because(
                "away_from_target",
                "Det har gått åt andra hållet, bort från målet {target}.",
                "It has gone the other way, away from the target {target}.",
                *where, target=target.value,
            )  # fmt: skip
        else:
            self._because(
                "share_of_the_way",
                "Av vägen till målet {target} är {share} procent avklarade.",
                "Of the way to the target {target}, {share} per cent has been gone.",
                *where, target=target.value, share=_rounded(100 * float(share), 0),
            )  # fmt: skip
        return share, reached

    def _is_reached(self, target: Decimal, value: Decimal, before: Decimal | None) -> bool | None:
        direction = self.indicator.direction
        if direction is Direction.UP:
            return value >= target
        if direction is Direction.DOWN:
            return value <= target
        if direction is Direction.KEEP:
            return value == target
        if before is None or before == target:
            return None
        return value >= target if target > before else value <= target

    def _expected(
        self, target: Target | None, latest: Observation | None, before: Decimal | None
    ) -> Decimal | None:
        if target is None or target.due is None or latest is None or before is None:
            return None
        outset = self._outset()
        now, due = last_day(latest), target.due.last_day
        if outset is None or now is None or due <= outset:
            return None
        gone = min((now - outset).days, (due - outset).days)
        way = EXACT.multiply(EXACT.subtract(target.value, before), Decimal(gone))
        expected = _LONG.add(before, _LONG.divide(way, Decimal((due - outset).days)))
        self._because(
            "expected_by_now",
            "På en rak linje till målet väntas {expected} vid den tiden; {after} är mätt.",
            "On a straight line to the target {expected} is expected by then; {after} is measured.",
            self._at(self.baseline), self._at(target), self._at(latest),
            expected=_rounded(expected), after=latest.value,
        )  # fmt: skip
        return expected

    def _trend(self) -> Line | None:
        """The line through all values, the baseline too where it has a time."""
        points = [(day, value, o) for day, value, o in self.measured]
        outset = self._outset()
        if outset is not None and self.baseline is not None and self.baseline.value is not None:
            points.insert(0, (outset, self.baseline.value, self.baseline))
        days = [day for day, _, _ in points]
        if days and self._break(min(days), max(days)) is not None:
            return None
        line = line_through([(_in_years(day), float(value)) for day, value, _ in points])
        if line is not None:
            self._because(
                "trend",
                "Trenden genom {count} värden är {slope} om året (medelfel {error}).",
                "The trend through {count} values is {slope} a year (standard error {error}).",
                *(self._at(o) for _, _, o in points),
                count=str(len(points)), slope=_signed(_rounded(line.slope, 2)),
                error=_rounded(line.standard_error, 2),
            )  # fmt: skip
        return line

    def _tell_what_is_missing(self) -> None:
        for each in self.missing:
            if each.missing is not None and each.missing is not MissingReason.SERIES_BREAK:
                self._because(
                    "value_missing", "Ett värde saknas: {why}.", "A value is missing: {why}.",
                    self._at(each), why=each.missing,
                )  # fmt: skip
        for day, each in self.told:
            if day is None:
                self._because(
                    "value_without_time",
                    "Ett värde säger inte vilken tid det gäller och räknas inte.",
                    "A value does not say what time it is about, and does not count.",
                    self._at(each),
                )  # fmt: skip


def _key(observation: Observation) -> Key:
    return observation.area, observation.subgroup


def _in_years(day: date) -> float:
    return day.toordinal() / _YEAR


def _signed(change: Decimal) -> Words:
    return Words(*(number_in_words(change, lang, signed=True) for lang in BOTH))


def _rounded(number: Decimal | float, places: int = 1) -> Decimal:
    """*number* as it is told in words."""
    return Decimal(f"{float(number):.{places}f}")


def indicators_of(known: Known) -> Iterator[Progress]:
    """How far each series of each indicator has come, in the order of the document."""
    for indicator in known.agreement.indicators:
        yield from progress_of(known, indicator)
