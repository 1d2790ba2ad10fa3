"""R5: indicators, with all that it takes to follow them and to believe them."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from medborgarlofte.codelists import Direction, Effect, GoalKind, IndicatorKind, Scale
from medborgarlofte.findings import Severity
from medborgarlofte.model import (
    Agreement,
    Assessment,
    FollowUp,
    Goal,
    Indicator,
    Observation,
    Promise,
    Target,
)

from ._breaking import fresh_id, with_added
from ._exemplary import exemplary
from ._facts import Facts
from ._registry import Hit, check, hit
from ._sources import BRA_AGREEMENT, BRA_PROMISES, BRA_SMART, NTU_LOCAL, POLICE_SURVEY
from .practice_goals import measured, untimed, with_goal, with_indicator

WARNING, INFO = Severity.WARNING, Severity.INFO


@check(
    "R511", "indicator-without-baseline", WARNING,
    message=("indikatorn har inget utgångsvärde", "the indicator has no baseline"),
    why=(
        "Utan utgångsvärde går det inte att säga att något har ökat eller minskat.",
        "Without a baseline nobody can say that anything went up or down.",
    ),
    mend=("Ange värdet vid början, eller varför det saknas.", "Give the value at the outset, or why there is none."),
)  # fmt: skip
def indicator_without_baseline(facts: Facts) -> Iterator[Hit]:
    """An indicator starts from a value; what is only counted as it is done starts from none."""
    for place, indicator in facts.of(Indicator):
        if indicator.baseline is None and indicator.kind in {IndicatorKind.EFFECT, None}:
            yield hit(place)


@indicator_without_baseline.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    whole = agreement if agreement.indicators else exemplary()
    first = whole.indicators[0]
    earlier = (first.baseline,) if first.baseline is not None else ()
    return with_indicator(
        whole,
        kind=IndicatorKind.EFFECT,
        baseline=None,
        observations=(*earlier, *first.observations),
    )


@check(
    "R512", "indicator-without-target", WARNING,
    message=("indikatorn har inget målvärde", "the indicator has no target"),
    why=(
        "Utan målvärde går det inte att säga om målet är nått.",
        "Without a target nobody can say whether the goal is reached.",
    ),
    mend=("Ange värdet som ska nås, och när.", "Give the value to be reached, and when."),
    source=BRA_AGREEMENT,
)  # fmt: skip
def indicator_without_target(facts: Facts) -> Iterator[Hit]:
    """An indicator has a target, unless it is in words or is to be kept where it was."""
    for place, indicator in facts.of(Indicator):
        kept = indicator.direction is Direction.KEEP and indicator.baseline is not None
        if not indicator.targets and not kept and _is_numeric(indicator):
            yield hit(place)


@indicator_without_target.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    return with_indicator(agreement, targets=(), direction=Direction.UP, scale=Scale.PERCENTAGE)


def _is_numeric(indicator: Indicator) -> bool:
    return indicator.scale is not Scale.QUALITATIVE


@check(
    "R513", "indicator-without-source", WARNING,
    message=("indikatorn har ingen källa", "the indicator has no source"),
    why=(
        "Den som ska följa upp måste veta var siffran finns.",
        "Whoever follows up must know where the figure is found.",
    ),
    mend=("Ange varifrån värdena hämtas.", "Say where the values are taken from."),
)  # fmt: skip
def indicator_without_source(facts: Facts) -> Iterator[Hit]:
    """An indicator says where its values come from, or each of its values does."""
    for place, indicator in facts.of(Indicator):
        values = _values(indicator)
        if indicator.source is None and not (values and all(v.source for v in values)):
            yield hit(place)


def _values(indicator: Indicator) -> list[Observation]:
    """What has been measured, from the baseline on; a reason for a missing value is none."""
    everything = (indicator.baseline, *indicator.observations)
    return [o for o in everything if o is not None and (o.value is not None or o.judgement)]


@indicator_without_source.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    whole = agreement if agreement.indicators else exemplary()
    first = whole.indicators[0]
    return with_indicator(
        whole,
        source=None,
        baseline=first.baseline and first.baseline.evolve(source=None),
        observations=[o.evolve(source=None) for o in first.observations],
    )


@check(
    "R514", "indicator-without-direction", WARNING,
    message=("indikatorn säger inte åt vilket håll den ska gå", "the indicator does not say which way it is to go"),
    why=(
        "Det syns inte på en siffra om högt är bra: i Polisens trygghetsmätning är lågt bra.",
        "A figure does not show whether high is good: in the police safety survey, low is.",
    ),
    mend=("Ange önskad riktning: up, down eller keep.", "Give the direction wanted: up, down or keep."),
    source=POLICE_SURVEY,
)  # fmt: skip
def indicator_without_direction(facts: Facts) -> Iterator[Hit]:
    """An indicator says which way is good, unless it is in words."""
    for place, indicator in facts.of(Indicator):
        if indicator.direction is None and _is_numeric(indicator):
            yield hit(place)


@indicator_without_direction.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    return with_indicator(agreement, direction=None, scale=Scale.PERCENTAGE)


@check(
    "R515", "target-without-due", WARNING,
    message=("målvärdet säger inte när det ska vara nått", "the target does not say when it is to be reached"),
    why=("Ett mål ska vara tidsbestämt.", "A goal is to be time-bound."),
    mend=("Ange när målvärdet, eller målet, ska vara nått.", "Say when the target, or the goal, is to be reached."),
    source=BRA_SMART,
)  # fmt: skip
def target_without_due(facts: Facts) -> Iterator[Hit]:
    """A target has a time, or the goal that it belongs to has.

    A goal that has no time at all is told of itself (R504), and not once for each target.
    """
    told = untimed(facts)
    settled = {
        name
        for _, goal in facts.of(Goal)
        if goal.due is not None or goal.id in told
        for name in goal.indicators
    }
    for place, indicator in facts.of(Indicator):
        if indicator.id in settled:
            continue
        for index, target in enumerate(indicator.targets):
            if target.due is None:
                yield hit(place, "targets", index)


@target_without_due.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    whole, _ = measured(agreement)
    targets = (Target(value=70, due="2026-12"), Target(value=68, subgroup="women"))
    broken, pointer = with_indicator(whole, targets=targets)
    goals = [goal.evolve(due=None) for goal in broken.goals]
    return broken.evolve(goals=goals), f"{pointer}/targets/1"


@check(
    "R516", "indicator-without-unit", INFO,
    message=("indikatorn har varken enhet eller skala", "the indicator has neither unit nor scale"),
    why=("Utan enhet är ett tal bara ett tal.", "Without a unit a number is only a number."),
    mend=("Ange enhet, eller skalan om den räcker: procent, index.", "Give the unit, or the scale where that is enough: percentage, index."),
)  # fmt: skip
def indicator_without_unit(facts: Facts) -> Iterator[Hit]:
    """An indicator says what its numbers are."""
    for place, indicator in facts.of(Indicator):
        if indicator.unit is None and indicator.scale is None:
            yield hit(place)


@indicator_without_unit.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    return with_indicator(agreement, unit=None, scale=None)


@check(
    "R517", "indicator-without-definition", INFO,
    message=("indikatorn säger inte vad som mäts och hur", "the indicator does not say what is measured, and how"),
    why=(
        "Två som räknar olika kan inte jämföra sina siffror.",
        "Two who count differently cannot compare their figures.",
    ),
    mend=("Skriv en definition.", "Write a definition."),
)  # fmt: skip
def indicator_without_definition(facts: Facts) -> Iterator[Hit]:
    """An indicator has a definition."""
    for place, indicator in facts.of(Indicator):
        if indicator.definition is None:
            yield hit(place)


@indicator_without_definition.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    return with_indicator(agreement, definition=None)


@check(
    "R518", "indicator-of-no-goal", INFO,
    message=("indikatorn hör inte till något mål", "the indicator belongs to no goal"),
    why=(
        "En siffra som inte hör till något mål säger inte vad som ska uppnås.",
        "A figure that belongs to no goal does not say what is to be reached.",
    ),
    mend=("Ange indikatorn hos målet som den mäter.", "Name the indicator at the goal that it measures."),
)  # fmt: skip
def indicator_of_no_goal(facts: Facts) -> Iterator[Hit]:
    """A goal names the indicator, where the agreement has goals."""
    if not facts.agreement.goals:
        return  # that there are no goals is told once, of the agreement
    named = {name for _, goal in facts.of(Goal) for name in goal.indicators}
    for place, indicator in facts.of(Indicator):
        if indicator.id not in named:
            yield hit(place)


@indicator_of_no_goal.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    whole = agreement if agreement.goals and agreement.indicators else exemplary()
    broken, at = with_added(whole, "indicators", whole.indicators[0].evolve(id=fresh_id(whole)))
    return broken, f"/indicators/{at}"


_CHANGE: Final = (Effect.IMPROVED, Effect.WORSENED)


@check(
    "R519", "single-measurement", INFO,
    message=(
        "en förändring anges, men ingen indikator har mätts mer än en gång",
        "a change is claimed, but no indicator has been measured more than once",
    ),
    why=(
        "En enda mätning kan inte visa någon förändring.",
        "A single measurement cannot show a change.",
    ),
    mend=(
        "Lägg till mätvärden från två tillfällen, eller skriv att effekten inte kan bedömas.",
        "Add values from two occasions, or say that the effect cannot be assessed.",
    ),
    source=NTU_LOCAL,
)  # fmt: skip
def single_measurement(facts: Facts) -> Iterator[Hit]:
    """A change that is claimed can be seen in an indicator, where there is one to see it in."""
    claims = [found for found in facts.of(Assessment) if found[1].effect in _CHANGE]
    if not claims:
        return
    # What is known of each: whether an indicator behind it was measured repeatedly.
    repeated = {i.id: _SETS[frozenset({_occasions(i) > 1})] for _, i in facts.of(Indicator)}
    by_goal = {g.id: _all_of(repeated, g.indicators) for _, g in facts.of(Goal)}
    by_promise = {p.id: _all_of(by_goal, p.goals) for _, p in facts.of(Promise)}
    for place, assessment in claims:
        known = _all_of(repeated, (evidence.indicator for evidence in assessment.evidence))
        known |= _all_of(by_goal, (assessment.goal,)) | _all_of(by_promise, (assessment.promise,))
        if known == {False}:
            yield hit(place, "effect")


def _all_of(known: dict[str, frozenset[bool]], names: Iterable[str | None]) -> frozenset[bool]:
    every = _NOTHING.union(*(known[name] for name in names if name in known))
    return _SETS[every]


_NOTHING: Final[frozenset[bool]] = frozenset()
_SETS: Final = {
    frozenset(found): frozenset(found) for found in ((), (True,), (False,), (True, False))
}
"""The four sets there are: one of each, however many parts are asked about."""


def _occasions(indicator: Indicator) -> int:
    """How many times it was measured: women and men in the same survey are one."""
    return len({value.period or value.collected or value for value in _values(indicator)})


@single_measurement.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    whole, _ = measured(agreement, observations=())
    goal = whole.goals[0]
    first, *others = whole.follow_ups or (FollowUp(period="2025"),)
    assessments = [*first.assessments] or [Assessment(goal=goal)]
    assessments[0] = assessments[0].evolve(effect=Effect.IMPROVED)
    follow_ups = (first.evolve(assessments=assessments), *others)
    return whole.evolve(follow_ups=follow_ups), "/follow_ups/0/assessments/0/effect"


_REPORTED: Final = re.compile(
    r"\banmäl(?:d|da|ningar|ningsstatistik)\b|brottsstatistik|reported (?:crime|offence)",
    re.IGNORECASE,
)


@check(
    "R520", "reported-crime-only", INFO,
    message=("effektmålet mäts bara med anmälda brott", "the effect goal is measured by reported crime alone"),
    why=(
        "Många brott anmäls inte, och ett löfte som lyckas kan göra att fler anmäls.",
        "Many crimes are not reported, and a promise that succeeds may make more be reported.",
    ),
    mend=(
        "Lägg till en enkät eller en observation som indikator.",
        "Add a survey or an observation as an indicator.",
    ),
    source=BRA_PROMISES,
)  # fmt: skip
def reported_crime_only(facts: Facts) -> Iterator[Hit]:
    """An effect goal rests on something besides the crimes that were reported."""
    reported = {i.id: _is_reported_crime(i) for _, i in facts.of(Indicator)}
    for place, goal in facts.of(Goal):
        known = [reported[name] for name in goal.indicators if name in reported]
        if goal.kind is GoalKind.EFFECT and known and all(known):
            yield hit(place, "indicators")


def _is_reported_crime(indicator: Indicator) -> bool:
    texts = (indicator.name, *([indicator.source] if indicator.source else []))
    return any(_REPORTED.search(said) for text in texts for said in text.strings())


@reported_crime_only.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    whole, _ = measured(agreement, source="Anmälda brott, Brå")
    broken, pointer = with_goal(whole, kind=GoalKind.EFFECT)
    return broken, f"{pointer}/indicators"
