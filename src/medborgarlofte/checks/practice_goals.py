"""R5: goals that name a movement, and that something measures."""

import re
from collections.abc import Iterator
from typing import Any, Final

from medborgarlofte.codelists import GoalKind, IndicatorKind
from medborgarlofte.findings import Severity
from medborgarlofte.model import (
    Agreement,
    Goal,
    Indicator,
    Problem,
)
from medborgarlofte.values import Text

from ._breaking import fresh_id, with_added
from ._exemplary import exemplary
from ._facts import Facts
from ._registry import Hit, check, hit
from ._sources import BRA_AGREEMENT, BRA_FOLLOW_UP, BRA_SMART
from ._swedish import phrases_in, swedish

WARNING, INFO = Severity.WARNING, Severity.INFO

_GOALS: Final = "Brå, om mål"


def untimed(facts: Facts) -> set[str]:
    """The ids of the goals with no time, neither their own nor that of a target."""
    timed = {i.id for _, i in facts.of(Indicator) if any(target.due for target in i.targets)}
    return {g.id for _, g in facts.of(Goal) if g.due is None and timed.isdisjoint(g.indicators)}


def with_goal(agreement: Agreement, **changes: Any) -> tuple[Agreement, str]:
    """*agreement*, or the exemplary one where it has no goal, with its first one changed."""
    whole = agreement if agreement.goals else exemplary()
    first, *others = whole.goals
    return whole.evolve(goals=(first.evolve(**changes), *others)), "/goals/0"


def with_indicator(agreement: Agreement, **changes: Any) -> tuple[Agreement, str]:
    """The same for its first indicator."""
    whole = agreement if agreement.indicators else exemplary()
    first, *others = whole.indicators
    return whole.evolve(indicators=(first.evolve(**changes), *others)), "/indicators/0"


def measured(agreement: Agreement, **changes: Any) -> tuple[Agreement, Indicator]:
    """An agreement whose first goal has one indicator, its first, with *changes*."""
    whole = agreement if agreement.goals and agreement.indicators else exemplary()
    whole, _ = with_indicator(whole, **changes)
    whole, _ = with_goal(whole, indicators=whole.indicators[0].id)
    return whole, whole.indicators[0]


_WEAK: Final = (
    "verka för", "verkar för", "arbeta för", "arbetar för", "värna", "värnar", "främja", "främjar",
    "sträva efter", "strävar efter", "slå vakt om", "slår vakt om",
)  # fmt: skip
# A number that is no year, or a word for more or less.
_MOVEMENT: Final = re.compile(
    r"\b(?!(?:19|20)\d\d\b)\d|procent|\b(?:öka|ökning|minsk|halver|fördubbl|sjunk|stiga|stiger"
    r"|fler|färre|mer\b|mindre|högre|lägre|bättre|tryggare|säkrare)"
)


@check(
    "R501", "goal-names-no-movement", WARNING,
    message=("målet anger ingen rörelse ({words})", "the goal names no movement ({words})"),
    why=(
        "Det går alltid att säga att man har verkat för något; ett mål säger vad som ska bli annorlunda.",
        "One can always say that one has worked for something; a goal says what is to be different.",
    ),
    mend=(
        "Skriv vad som ska öka, minska eller behållas, och hur mycket.",
        "Say what is to go up, go down or be kept, and by how much.",
    ),
    source=_GOALS,
)  # fmt: skip
def goal_names_no_movement(facts: Facts) -> Iterator[Hit]:
    """A goal says what is to change; "work for fewer thefts" does, for all its weak verb."""
    for place, goal in facts.of(Goal):
        text = swedish(facts, goal.text).casefold()
        weak = phrases_in(text, _WEAK)
        if weak and not _MOVEMENT.search(text):
            yield hit(place, "text", words=weak)


@goal_names_no_movement.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    text = Text(
        sv="Vi ska verka för trygghet på torget.", en="We will work for safety in the square."
    )
    broken, pointer = with_goal(agreement, text=text)
    return broken, f"{pointer}/text"


@check(
    "R502", "goal-not-measurable", WARNING,
    message=("målet har ingen indikator", "the goal has no indicator"),
    why=(
        "Målen ska vara avgränsade och mätbara: någon siffra ska visa om målet är nått.",
        "Goals are to be bounded and measurable: some figure is to show whether it is reached.",
    ),
    mend=("Ange en indikator för målet.", "Name an indicator for the goal."),
    source=BRA_AGREEMENT,
)  # fmt: skip
def goal_not_measurable(facts: Facts) -> Iterator[Hit]:
    """A goal names an indicator; that there are none at all is told of the agreement (R521)."""
    if _lacks_indicators(facts.agreement):
        return
    for place, goal in facts.of(Goal):
        if not goal.indicators:
            yield hit(place)


@goal_not_measurable.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    whole = agreement if agreement.goals and agreement.indicators else exemplary()
    unmeasured = whole.goals[0].evolve(id=fresh_id(whole), indicators=(), due="2026")
    broken, at = with_added(whole, "goals", unmeasured)
    return broken, f"/goals/{at}"


@check(
    "R503", "no-effect-goal", WARNING,
    message=("inget av målen är ett effektmål", "none of the goals is an effect goal"),
    why=(
        "Uppföljningen ska visa om problemen påverkades, inte bara vad som gjordes.",
        "The follow-up is to show whether the problems were affected, not only what was done.",
    ),
    mend=(
        "Lägg till ett mål för vad som ska bli bättre för invånarna.",
        "Add a goal for what is to become better for the inhabitants.",
    ),
    source=BRA_FOLLOW_UP,
)  # fmt: skip
def no_effect_goal(facts: Facts) -> Iterator[Hit]:
    """One goal is an effect goal; a goal of unknown kind may be it."""
    kinds = {goal.kind for goal in facts.agreement.goals}
    if kinds and not kinds & {GoalKind.EFFECT, None}:
        yield hit(facts.top, "goals")


@no_effect_goal.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    whole = agreement if agreement.goals else exemplary()
    return whole.evolve(goals=[g.evolve(kind=GoalKind.PROCESS) for g in whole.goals]), "/goals"


@check(
    "R504", "goal-without-due", WARNING,
    message=("målet säger inte när det ska vara nått", "the goal does not say when it is to be reached"),
    why=("Ett mål ska vara tidsbestämt.", "A goal is to be time-bound."),
    mend=(
        "Ange när målet, eller ett av dess målvärden, ska vara nått.",
        "Say when the goal, or one of its targets, is to be reached.",
    ),
    source=BRA_SMART,
)  # fmt: skip
def goal_without_due(facts: Facts) -> Iterator[Hit]:
    """A goal has a time, or a target of its indicators has."""
    without = untimed(facts)
    for place, goal in facts.of(Goal):
        if goal.id in without:
            yield hit(place)


@goal_without_due.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    whole, indicator = measured(agreement)
    targets = [t.evolve(due=None) for t in indicator.targets]
    return with_goal(with_indicator(whole, targets=targets)[0], due=None)


@check(
    "R505", "goal-without-problem", INFO,
    message=("målet är inte kopplat till något problem", "the goal is linked to no problem"),
    why=("Ett mål ska gälla ett problem som är prioriterat.", "A goal is to be about a problem in focus."),
    mend=("Ange problemet som målet gäller.", "Name the problem that it is about."),
    source=BRA_SMART,
)  # fmt: skip
def goal_without_problem(facts: Facts) -> Iterator[Hit]:
    """A goal is about a problem, where the agreement names any."""
    if next(facts.of(Problem), None) is None:
        return  # that no problem is named is told once, of the situation
    for place, goal in facts.of(Goal):
        if not goal.problems:
            yield hit(place)


@goal_without_problem.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    # One more goal: the problem of the first must not be left without one.
    has_problem = agreement.situation is not None and agreement.situation.problems
    whole = agreement if agreement.goals and has_problem else exemplary()
    broken, at = with_added(whole, "goals", whole.goals[0].evolve(id=fresh_id(whole), problems=()))
    return broken, f"/goals/{at}"


@check(
    "R506", "effect-goal-measured-by-production", WARNING,
    message=(
        "effektmålets indikatorer mäter bara vad som görs, inte vad det leder till",
        "the indicators of the effect goal only measure what is done, not what comes of it",
    ),
    why=(
        "Att mycket görs visar inte att problemet har minskat.",
        "That much is done does not show that the problem is smaller.",
    ),
    mend=(
        "Ange en indikator som mäter effekten, eller kalla målet produktionsmål.",
        "Name an indicator of the effect, or call it a production goal.",
    ),
    source=BRA_FOLLOW_UP,
)  # fmt: skip
def effect_goal_measured_by_production(facts: Facts) -> Iterator[Hit]:
    """An indicator of an effect goal measures the effect; one of unknown kind may."""
    kind_of = {indicator.id: indicator.kind for _, indicator in facts.of(Indicator)}
    for place, goal in facts.of(Goal):
        kinds = {kind_of[name] for name in goal.indicators if name in kind_of}
        if goal.kind is GoalKind.EFFECT and kinds and not kinds & {IndicatorKind.EFFECT, None}:
            yield hit(place, "indicators")


@effect_goal_measured_by_production.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    whole, _ = measured(agreement, kind=IndicatorKind.PRODUCTION)
    broken, pointer = with_goal(whole, kind=GoalKind.EFFECT)
    return broken, f"{pointer}/indicators"


@check(
    "R507", "goal-without-kind", INFO,
    message=(
        "målet säger inte om det är effekt-, process- eller produktionsmål",
        "the goal does not say whether it is an effect, process or production goal",
    ),
    why=("De tre sorterna följs upp på olika sätt.", "The three kinds are followed up in different ways."),
    mend=("Ange målets sort.", "Give the kind of the goal."),
    source=_GOALS,
)  # fmt: skip
def goal_without_kind(facts: Facts) -> Iterator[Hit]:
    """A goal is of one of Brå's three kinds."""
    for place, goal in facts.of(Goal):
        if goal.kind is None:
            yield hit(place)


@goal_without_kind.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    return with_goal(agreement, kind=None)


@check(
    "R521", "no-indicator", WARNING,
    message=("överenskommelsen har ingen indikator", "the agreement has no indicator"),
    why=(
        "Utan någon siffra att följa går det inte att se om löftena gör skillnad.",
        "Without any figure to follow nobody can see whether the promises make a difference.",
    ),
    mend=(
        "Ange minst en indikator: vad som mäts, utgångsvärde, målvärde och källa.",
        "Name at least one indicator: what is measured, its baseline, target and source.",
    ),
    source=BRA_AGREEMENT,
)  # fmt: skip
def no_indicator(facts: Facts) -> Iterator[Hit]:
    """An agreement with promises has a figure that shows what comes of them."""
    if _lacks_indicators(facts.agreement):
        yield hit(facts.top)


def _lacks_indicators(agreement: Agreement) -> bool:
    return bool(agreement.promises) and not agreement.indicators


@no_indicator.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    whole = agreement if agreement.promises else exemplary()
    goals = [goal.evolve(indicators=()) for goal in whole.goals]
    return whole.evolve(indicators=(), goals=goals), ""
