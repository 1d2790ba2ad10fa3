"""K3: figures that cannot be true together."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final

from medborgarlofte.codelists import Aggregation, Direction, MissingReason, Scale, Subgroup
from medborgarlofte.findings import Severity
from medborgarlofte.model import (
    Agreement,
    Area,
    Assessment,
    CommitmentReport,
    FollowUp,
    Indicator,
    Measure,
    MeasureReport,
    Observation,
    Target,
)
from medborgarlofte.values import Quantity, Text

from ._breaking import fresh_id, with_added
from ._facts import Facts
from ._registry import Hit, check, hit, removal

ERROR, WARNING = Severity.ERROR, Severity.WARNING

Span = tuple[date, date | None]


def _span(observation: Observation) -> Span | None:
    """The days that it is about, however they are written; ``None`` where none are told."""
    period = observation.period
    return None if period is None else (period.first_day, period.last_day)


def _values(indicator: Indicator) -> Iterator[tuple[tuple[str | int, ...], Decimal]]:
    """Every number that the indicator holds, with the steps to it."""
    if indicator.baseline is not None and indicator.baseline.value is not None:
        yield ("baseline", "value"), indicator.baseline.value
    for number, target in enumerate(indicator.targets):
        yield ("targets", number, "value"), target.value
    for number, observation in enumerate(indicator.observations):
        if observation.value is not None:
            yield ("observations", number, "value"), observation.value


def _with_indicator(agreement: Agreement, **given: Any) -> tuple[Agreement, str]:
    """*agreement* with one more indicator; and the pointer to it."""
    indicator = Indicator(id=fresh_id(agreement), name="Anmälda bråk på torget", **given)
    added, at = with_added(agreement, "indicators", indicator)
    return added, f"/indicators/{at}"


def _of(value: int, period: str = "2025", **more: Any) -> Observation:
    return Observation(value=value, period=period, **more)


# ── Values on their scale ──────────────────────────────────────────────────────


@check(
    "K301", "percentage-out-of-range", ERROR,
    message=("{value} är ingen andel i procent", "{value} is no share in per cent"),
    why=("En andel ligger mellan 0 och 100 procent.", "A share lies between 0 and 100 per cent."),
    mend=(
        "Rätta värdet. Är det en förändring i procent eller ett antal, ändra indikatorns scale.",
        "Mend the value. If it is a change in per cent or a count, change the indicator’s scale.",
    ),
)  # fmt: skip
def percentage_out_of_range(facts: Facts) -> Iterator[Hit]:
    """A percentage is at least 0 and at most 100."""
    for place, indicator in facts.of(Indicator):
        if indicator.scale is Scale.PERCENTAGE:
            for steps, value in _values(indicator):
                if not 0 <= value <= 100:
                    yield hit(place, *steps, value=value)


@percentage_out_of_range.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    broken, at = _with_indicator(agreement, scale=Scale.PERCENTAGE, observations=[_of(104)])
    return broken, f"{at}/observations/0/value"


@check(
    "K305", "qualitative-with-numbers", ERROR,
    message=("indikatorn ges i ord men har värdet {value}", "the indicator is told in words but has the value {value}"),
    why=("Ett tal utan skala går inte att tolka.", "A number without a scale cannot be understood."),
    mend=(
        "Skriv omdömet i judgement, eller ändra indikatorns scale.",
        "Write the judgement in judgement, or change the indicator’s scale.",
    ),
)  # fmt: skip
def qualitative_with_numbers(facts: Facts) -> Iterator[Hit]:
    """An indicator in words has no numbers."""
    for place, indicator in facts.of(Indicator):
        if indicator.scale is Scale.QUALITATIVE:
            for steps, value in _values(indicator):
                yield hit(place, *steps, value=value)


@qualitative_with_numbers.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    broken, at = _with_indicator(agreement, scale=Scale.QUALITATIVE, observations=[_of(4)])
    return broken, f"{at}/observations/0/value"


@check(
    "K306", "target-against-direction", ERROR,
    message=(
        "målvärdet {target} går åt fel håll från utgångsvärdet {baseline}",
        "the target {target} goes the wrong way from the baseline {baseline}",
    ),
    why=(
        "Målet och den önskade riktningen säger emot varandra.",
        "The target and the direction wanted contradict each other.",
    ),
    mend=("Rätta målvärdet, utgångsvärdet eller direction.", "Mend the target, the baseline or direction."),
)  # fmt: skip
def target_against_direction(facts: Facts) -> Iterator[Hit]:
    """A target for the area and group of the baseline lies in the direction wanted from it."""
    for place, indicator in facts.of(Indicator):
        before = indicator.baseline
        if before is None or before.value is None or indicator.scale is Scale.QUALITATIVE:
            continue
        for number, target in enumerate(indicator.targets):
            if (target.area, target.subgroup) != (before.area, before.subgroup):
                continue
            if _goes_wrong(indicator.direction, target.value - before.value):
                related = (place.pointer("baseline", "value"), place.pointer("direction"))
                steps, values = ("targets", number, "value"), (target.value, before.value)
                yield hit(place, *steps, related=related, target=values[0], baseline=values[1])


def _goes_wrong(wanted: Direction | None, change: Decimal) -> bool:
    if wanted is Direction.KEEP:
        return change != 0
    return (wanted is Direction.UP and change < 0) or (wanted is Direction.DOWN and change > 0)


@target_against_direction.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    broken, at = _with_indicator(
        agreement, direction=Direction.DOWN, baseline=_of(12, "2024"), targets=[Target(value=15)]
    )
    return broken, f"{at}/targets/0/value"


# ── Values that add up ─────────────────────────────────────────────────────────


_PAIRS: Final = ((Subgroup.WOMEN, Subgroup.MEN), (Subgroup.GIRLS, Subgroup.BOYS))


def _groups(indicator: Indicator) -> Iterator[dict[str | None, tuple[int, Decimal]]]:
    """Values of one time, area and source by their subgroup; ``None`` is the total."""
    groups: dict[tuple[Span, str | None, Text | None], dict[str | None, tuple[int, Decimal]]] = {}
    for number, seen in enumerate(indicator.observations):
        span = _span(seen)
        if span is not None and seen.value is not None:
            group = groups.setdefault((span, seen.area, seen.source), {})
            group.setdefault(seen.subgroup, (number, seen.value))
    yield from groups.values()


def _adds_up(total: Decimal, parts: list[Decimal], *, alone: bool) -> bool:
    """Whether *parts* make *total*; where there are more groups, no more than that."""
    over, rounding = sum(parts) - total, _rounding(total, *parts)
    slack = 3 * rounding if rounding < Decimal("0.5") else 0  # whole numbers are exact
    return over <= slack and (not alone or over >= -slack)


def _lies_between(total: Decimal, parts: list[Decimal], *, alone: bool) -> bool:
    """Whether *total* can be the mean of *parts*; where there are more groups, anything can."""
    slack = _rounding(total, *parts)
    return not alone or min(parts) - slack <= total <= max(parts) + slack


def _rounding(*values: Decimal) -> Decimal:
    """How far from the truth the roughest of *values* may be: half its last digit."""
    return Decimal(5).scaleb(max(int(v.as_tuple().exponent) for v in values) - 1)


@check(
    "K302", "subgroups-cannot-give-total", ERROR,
    message=(
        "totalen {total} går inte ihop med delgruppernas {parts}",
        "the total {total} cannot come of the groups’ {parts}",
    ),
    why=(
        "Minst ett av värdena är fel, och ingen kan se vilket.",
        "At least one of the values is wrong, and nobody can see which.",
    ),
    mend=(
        "Kontrollera värdena mot källan. Kommer de från olika källor, ange det i source.",
        "Check the values against the source. If they have different sources, say so in source.",
    ),
)  # fmt: skip
def subgroups_cannot_give_total(facts: Facts) -> Iterator[Hit]:
    """Women and men sum up to the total, or the total lies between them if it is a mean."""
    for place, indicator in facts.of(Indicator):
        sums = indicator.aggregation is Aggregation.SUM
        if sums and indicator.scale is Scale.NUMBER:
            fits = _adds_up
        elif indicator.aggregation is Aggregation.MEAN or (
            indicator.scale is Scale.PERCENTAGE and not sums
        ):
            fits = _lies_between
        else:
            continue
        for group in _groups(indicator):
            for pair in _PAIRS:
                if not {None, *pair} <= group.keys():
                    continue
                (at, total), *halves = (group[name] for name in (None, *pair))
                if not fits(total, [value for _, value in halves], alone=len(group) == 3):
                    related = tuple(place.pointer("observations", n, "value") for n, _ in halves)
                    parts, steps = tuple(str(v) for _, v in halves), ("observations", at, "value")
                    yield hit(place, *steps, related=related, total=total, parts=parts)


@subgroups_cannot_give_total.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    broken, at = _with_indicator(
        agreement,
        scale=Scale.NUMBER,
        aggregation=Aggregation.SUM,
        observations=[_of(90), _of(40, subgroup=Subgroup.WOMEN), _of(60, subgroup=Subgroup.MEN)],
    )
    return broken, f"{at}/observations/0/value"


@check(
    "K303", "summed-not-summable", WARNING,
    message=(
        "{value} är summan av {count} områdens värden, men indikatorn går inte att summera",
        "{value} is the sum of the values of {count} areas, but the indicator cannot be summed",
    ),
    why=(
        "Andelar, medelvärden och index blir fel när de läggs ihop.",
        "Shares, means and indexes go wrong when they are added.",
    ),
    mend=(
        "Hämta värdet för hela området ur källan. Går det att summera, ändra aggregation till sum.",
        "Take the value of the whole from the source. If it may be summed, set aggregation to sum.",
    ),
)  # fmt: skip
def summed_not_summable(facts: Facts) -> Iterator[Hit]:
    """A value for the whole is not just the sum of the areas', unless values may be summed."""
    for place, indicator in facts.of(Indicator):
        if indicator.aggregation not in (Aggregation.NONE, Aggregation.MEAN):
            continue
        sums: dict[tuple[Span | None, str | None], tuple[Decimal, int]] = {}
        for seen in indicator.observations:
            if seen.area is not None and seen.value is not None:
                key = (_span(seen), seen.subgroup)
                total, count = sums.get(key, (Decimal(0), 0))
                sums[key] = (total + seen.value, count + 1)
        for number, seen in enumerate(indicator.observations):
            total, count = sums.get((_span(seen), seen.subgroup), (Decimal(0), 0))
            whole = seen.area is None and seen.period is not None and seen.value
            if whole and count > 1 and whole == total:
                yield hit(place, "observations", number, "value", value=total, count=count)


@summed_not_summable.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    one, two = fresh_id(agreement, "norr"), fresh_id(agreement, "soder")
    agreement, _ = with_added(
        agreement, "areas", Area(id=one, name="Norr"), Area(id=two, name="Söder")
    )
    broken, at = _with_indicator(
        agreement,
        aggregation=Aggregation.NONE,
        observations=[_of(64), _of(30, area=one), _of(34, area=two)],
    )
    return broken, f"{at}/observations/0/value"


# ── Values, and the lack of them ───────────────────────────────────────────────


@check(
    "K304", "value-and-missing", ERROR,
    message=("värdet finns, men sägs saknas", "there is a value, and it is said to be missing"),
    why=("Antingen finns värdet eller så saknas det.", "Either there is a value or it is missing."),
    mend=("Ta bort missing, eller värdet.", "Take missing away, or the value."),
)  # fmt: skip
def value_and_missing(facts: Facts) -> Iterator[Hit]:
    """A value that is there is not missing."""
    for place, seen in facts.of(Observation):
        if seen.value is not None and seen.missing is not None:
            yield hit(place, "missing", mend=removal(place, "missing"))


@value_and_missing.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    both = _of(12, missing=MissingReason.NOT_YET)
    broken, at = _with_indicator(agreement, observations=[both])
    return broken, f"{at}/observations/0/missing"


@check(
    "K307", "empty-observation", ERROR,
    message=("mätvärdet är tomt", "the observation is empty"),
    why=(
        "Ett tomt mätvärde säger varken vad som mättes eller varför värdet saknas.",
        "An empty observation tells neither what was measured nor why it is missing.",
    ),
    mend=(
        "Ange value, judgement eller missing, eller ta bort mätvärdet.",
        "Give value, judgement or missing, or take the observation away.",
    ),
)  # fmt: skip
def empty_observation(facts: Facts) -> Iterator[Hit]:
    """An observation is a value, a judgement in words, or the reason why there is none."""
    for place, seen in facts.of(Observation):
        if seen.value is None and seen.judgement is None and seen.missing is None:
            yield hit(place)


@empty_observation.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    broken, at = _with_indicator(agreement, observations=[Observation(period="2025")])
    return broken, f"{at}/observations/0"


@check(
    "K308", "negative-count", ERROR,
    message=("antalet {number} är mindre än noll", "the count {number} is below zero"),
    why=("Det går inte att göra något färre än noll gånger.", "Nothing can be done fewer than no times."),
    mend=("Rätta talet.", "Mend the number."),
)  # fmt: skip
def negative_count(facts: Facts) -> Iterator[Hit]:
    """What is promised, and what is reported as done, is zero or more."""
    for place, quantity in facts.of(Quantity):
        if quantity.number < 0:
            yield hit(place, "number", number=quantity.number)
    reports: tuple[type[CommitmentReport | MeasureReport], ...] = (CommitmentReport, MeasureReport)
    for cls in reports:
        for place, report in facts.of(cls):
            if report.count is not None and report.count < 0:
                yield hit(place, "count", number=report.count)


@negative_count.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    fewer = Quantity.at_least(-4, "trygghetsvandringar")
    measure = Measure(id=fresh_id(agreement), title="Trygghetsvandringar", volume=fewer)
    broken, at = with_added(agreement, "measures", measure)
    return broken, f"/measures/{at}/volume/number"


@check(
    "K310", "negative-margin", ERROR,
    message=("felmarginalen {margin} är mindre än noll", "the margin of error {margin} is below zero"),
    why=("En felmarginal är ett avstånd åt båda hållen.", "A margin of error is a distance both ways."),
    mend=("Ange felmarginalen utan minustecken.", "Give the margin without the minus sign."),
)  # fmt: skip
def negative_margin(facts: Facts) -> Iterator[Hit]:
    """A margin of error is zero or more."""
    for place, seen in facts.of(Observation):
        if seen.margin_of_error is not None and seen.margin_of_error < 0:
            yield hit(place, "margin_of_error", margin=seen.margin_of_error)


@negative_margin.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    broken, at = _with_indicator(agreement, observations=[_of(12, margin_of_error=-3)])
    return broken, f"{at}/observations/0/margin_of_error"


@check(
    "K309", "assessment-of-nothing", ERROR,
    message=(
        "en bedömning ska ange ett löfte eller ett mål, men den här anger {count}",
        "a judgement is to name one promise or goal, but this one names {count}",
    ),
    why=("Det måste framgå vad omdömet gäller.", "It must be told what the verdict is about."),
    mend=("Ange promise eller goal, och bara det ena.", "Give promise or goal, and only one of them."),
)  # fmt: skip
def assessment_of_nothing(facts: Facts) -> Iterator[Hit]:
    """A judgement is of one thing."""
    for place, assessment in facts.of(Assessment):
        if (assessment.promise is None) is (assessment.goal is None):
            yield hit(place, count=0 if assessment.promise is None else 2)


@assessment_of_nothing.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    follow_up = FollowUp(id=fresh_id(agreement), assessments=[Assessment(fulfilment="kept")])
    broken, at = with_added(agreement, "follow_ups", follow_up)
    return broken, f"/follow_ups/{at}/assessments/0"
