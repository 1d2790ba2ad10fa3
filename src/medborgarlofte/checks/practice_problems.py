"""R2: problems, their causes, and whether anything is done about them."""

from collections.abc import Iterator

from medborgarlofte.codelists import AgreementKind, CauseFactor
from medborgarlofte.findings import Severity
from medborgarlofte.model import Agreement, Cause, Problem, Situation

from ._breaking import fresh_id
from ._facts import Facts
from ._practice import COOPERATION, of_several, stands_alone, with_situation
from ._registry import Hit, check, hit
from ._sources import BRA_2023, BRA_ACTION_PLAN, BRA_AGREEMENT, BRA_CAUSES, BRA_PRIORITIES

WARNING, INFO = Severity.WARNING, Severity.INFO


@check(
    "R204", "no-problem", WARNING,
    message=("lägesbilden pekar inte ut något problem", "the situation picture points out no problem"),
    why=(
        "En överenskommelse ska beskriva vilka problem som är i fokus; åtgärder utan problem går inte att värdera.",
        "An agreement is to describe the problems in focus; measures without a problem cannot be valued.",
    ),
    mend=("Lägg till de problem som prioriteras.", "Add the problems that have priority."),
    source=BRA_AGREEMENT,
)  # fmt: skip
def no_problem(facts: Facts) -> Iterator[Hit]:
    """The picture leads to problems in focus."""
    for place, situation in facts.of(Situation):
        if not situation.problems:
            yield hit(place)


@no_problem.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement, situation, _problem = with_situation(agreement)
    promises = [promise.evolve(problems=()) for promise in agreement.promises]
    measures = [measure.evolve(causes=()) for measure in agreement.measures]
    goals = [goal.evolve(problems=()) for goal in agreement.goals]
    bare = situation.evolve(problems=())
    broken = agreement.evolve(situation=bare, promises=promises, measures=measures, goals=goals)
    return broken, "/situation"


@check(
    "R205", "problem-without-cause", WARNING,
    message=("problemet {id} har ingen trolig orsak angiven", "the problem {id} has no likely cause named"),
    why=(
        "Åtgärder ska påverka orsaker; varje prioriterat problem ska ha en orsaksanalys.",
        "Measures are to act on causes; each problem in focus is to have its causes analysed.",
    ),
    mend=("Lägg till problemets troliga orsaker i causes.", "Add the likely causes of the problem in causes."),
    source=BRA_AGREEMENT,
)  # fmt: skip
def problem_without_cause(facts: Facts) -> Iterator[Hit]:
    """Each problem has a likely cause."""
    for place, problem in facts.of(Problem):
        if not problem.causes:
            yield hit(place, id=problem.id)


@problem_without_cause.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement, situation, problem = with_situation(agreement)
    # beside an analysed problem, so that measures still have causes to act on
    other = problem.evolve(id=fresh_id(agreement), causes=())
    more = situation.evolve(problems=(*situation.problems, other))
    promises = [p.evolve(problems=(*p.problems, other.id)) for p in agreement.promises]
    at = len(situation.problems)
    return agreement.evolve(situation=more, promises=promises), f"/situation/problems/{at}"


def _met(facts: Facts) -> tuple[set[str], set[str]]:
    """The problems that a goal, promise or measure meets, and the causes that measures name."""
    agreement = facts.agreement
    causes = {name for measure in agreement.measures for name in measure.causes}
    problems = {name for goal in agreement.goals for name in goal.problems}
    problems.update(name for promise in agreement.promises for name in promise.problems)
    for _, problem in facts.of(Problem):
        if any(cause.id in causes for cause in problem.causes):
            problems.add(problem.id)
    return problems, causes


@check(
    "R206", "problem-nobody-addresses", WARNING,
    message=("inget mål, löfte eller åtgärd möter problemet {id}", "no goal, promise or measure meets the problem {id}"),
    why=(
        "Sambandet mellan problem och åtgärd saknas ofta; då vet ingen om arbetet gör nytta.",
        "The link from problem to measure is often missing; then nobody knows whether the work helps.",
    ),
    mend=("Ange problemet hos de mål eller löften som möter det, eller dess orsaker hos åtgärderna.", "Name the problem in the goals or promises that meet it, or its causes in the measures."),
    source=BRA_2023,
)  # fmt: skip
def problem_nobody_addresses(facts: Facts) -> Iterator[Hit]:
    """Each problem leads to something, where there is anything that it could lead to."""
    agreement = facts.agreement
    if not (agreement.goals or agreement.promises or agreement.measures):
        return
    met, _ = _met(facts)
    for place, problem in facts.of(Problem):
        if problem.id not in met:
            yield hit(place, id=problem.id)


@problem_nobody_addresses.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement, situation, problem = with_situation(agreement)
    name = fresh_id(agreement)
    other = problem.evolve(
        id=name,
        priority_reason="Många berörs.",
        causes=[Cause(id=f"{name}-orsak", text="Skymd sikt", factor=CauseFactor.OBJECT)],
    )
    more = situation.evolve(problems=(*situation.problems, other))
    return agreement.evolve(situation=more), f"/situation/problems/{len(situation.problems)}"


@check(
    "R207", "cause-unaddressed", INFO,
    message=("ingen åtgärd påverkar orsaken {id}", "no measure acts on the cause {id}"),
    why=(
        "En orsak som ingen påverkar finns kvar, och med den problemet.",
        "A cause that nobody acts on remains, and the problem with it.",
    ),
    mend=("Ange orsaken hos den åtgärd som påverkar den, eller skriv varför den lämnas.", "Name the cause in the measure that acts on it, or write why it is left."),
    source=BRA_ACTION_PLAN,
)  # fmt: skip
def cause_unaddressed(facts: Facts) -> Iterator[Hit]:
    """Where measures name causes, each cause of a problem that is met has its measure.

    Where no measure does, or nothing meets the problem, that is what is wanting.
    """
    met, acted_on = _met(facts)
    for place, cause in facts.of(Cause) if acted_on else ():
        problem = place.parent.part if place.parent else None
        if cause.id not in acted_on and isinstance(problem, Problem) and problem.id in met:
            yield hit(place, id=cause.id)


@cause_unaddressed.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement, situation, problem = with_situation(agreement)
    cause = Cause(id=fresh_id(agreement), text="Skymd sikt", factor=CauseFactor.OBJECT)
    wider = problem.evolve(causes=(*problem.causes, cause))
    more = situation.evolve(problems=(wider, *situation.problems[1:]))
    at = len(problem.causes)
    return agreement.evolve(situation=more), f"/situation/problems/0/causes/{at}"


@check(
    "R208", "problem-without-priority-reason", INFO,
    message=("det framgår inte varför problem prioriteras: {ids}", "it is not said why problems have priority: {ids}"),
    why=(
        "Med ett skäl går valet att förstå, och att ompröva.",
        "With a reason the choice can be understood, and reconsidered.",
    ),
    mend=("Ange skälet i priority_reason, t.ex. att många berörs.", "Give the reason in priority_reason, such as that many are concerned."),
    source=BRA_PRIORITIES,
)  # fmt: skip
def problem_without_priority_reason(facts: Facts) -> Iterator[Hit]:
    """Each problem in focus says why it is; told once for all those that do not."""
    found = [(place, p.id) for place, p in facts.of(Problem) if p.priority_reason is None]
    if found:
        yield of_several(facts, "problems", found)


@problem_without_priority_reason.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement, situation, problem = with_situation(agreement)
    problems = (problem.evolve(priority_reason=None), *situation.problems[1:])
    broken = agreement.evolve(situation=situation.evolve(problems=problems))
    return broken, "/situation/problems"


@check(
    "R212", "no-goal", WARNING,
    message=("inget mål är angivet", "no goal is named"),
    why=(
        "En överenskommelse ska ha avgränsade och mätbara mål; annars går det inte att säga om den lyckats.",
        "An agreement is to have bounded, measurable goals, or one cannot say whether it succeeded.",
    ),
    mend=("Lägg till mål i goals, med indikator och tid.", "Add goals in goals, with an indicator and a time."),
    source=BRA_AGREEMENT,
)  # fmt: skip
def no_goal(facts: Facts) -> Iterator[Hit]:
    """An agreement or plan has a goal, here or in the agreement that it is part of.

    What a promise of its own is to lead to is told by the promise.
    """
    agreement = facts.agreement
    needs_one = agreement.kind is not AgreementKind.CITIZEN_PROMISE and stands_alone(agreement)
    if needs_one and not agreement.goals:
        yield hit(facts.top)


@no_goal.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    broken = agreement.evolve(
        kind=COOPERATION,
        relations=(),
        goals=(),
        promises=[promise.evolve(goals=()) for promise in agreement.promises],
        measures=[measure.evolve(goals=()) for measure in agreement.measures],
        follow_ups=[
            follow_up.evolve(assessments=[a for a in follow_up.assessments if a.goal is None])
            for follow_up in agreement.follow_ups
        ],
    )
    return broken, ""


@check(
    "R213", "causes-one-sided", INFO,
    message=("alla orsaker hör till samma hörn i brottstriangeln", "all causes belong to one corner of the crime triangle"),
    why=(
        "Ett brott kräver en gärningsperson, ett objekt och brist på kontroll; en analys av alla tre ger fler vägar.",
        "A crime takes an offender, an object and a lack of control; to look at all three opens more ways.",
    ),
    mend=("Pröva om problemen också har orsaker av annat slag.", "See whether the problems have causes of another sort as well."),
    source=BRA_CAUSES,
)  # fmt: skip
def causes_one_sided(facts: Facts) -> Iterator[Hit]:
    """Several causes, each with its corner told, are not all of one."""
    factors = [cause.factor for _, cause in facts.of(Cause)]
    if len(factors) > 1 and None not in factors and len(set(factors)) == 1:
        for place, _ in facts.of(Situation):
            yield hit(place, "problems")


@causes_one_sided.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement, situation, _problem = with_situation(agreement)
    problems = [
        problem.evolve(causes=[c.evolve(factor=CauseFactor.CONTROL) for c in problem.causes])
        for problem in situation.problems
    ]
    broken = agreement.evolve(situation=situation.evolve(problems=problems))
    return broken, "/situation/problems"
