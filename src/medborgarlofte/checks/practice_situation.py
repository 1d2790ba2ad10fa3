"""R2: the situation picture: what it rests on, and whether problems lead to something."""

from collections.abc import Iterator
from typing import Final

from medborgarlofte.codelists import AgreementKind, CauseFactor, SourceKind
from medborgarlofte.findings import Severity
from medborgarlofte.model import Agreement, Cause, LegalBasis, Place, Problem, Situation, Source

from ._breaking import fresh_id
from ._exemplary import exemplary
from ._facts import Facts
from ._registry import Hit, check, hit
from .practice_agreement import (
    ACTION_PLAN,
    BRA_AGREEMENT,
    BRA_JOINT,
    COOPERATION,
    is_over_two_years,
    signings,
    stands_alone,
    without_promises,
)

WARNING, INFO = Severity.WARNING, Severity.INFO

_BRA_PRIORITIES: Final = (
    "Brå, Prioritera mellan problemen: https://bra.se/kunskapsstod/arbeta-brottsforebyggande"
    "/gemensamma-forberedelser/prioritera-mellan-problemen"
)
_BRA_CAUSES: Final = (
    "Brå, Gör en orsaksanalys: https://bra.se/forebygga-brott/arbeta-brottsforebyggande"
    "/gemensamma-forberedelser/gor-en-orsaksanalys.html"
)
_BRA_ACTION_PLAN: Final = (
    "Brå, Upprätta åtgärdsplan: https://bra.se/forebygga-brott/arbeta-brottsforebyggande"
    "/genomforande/uppratta-atgardsplan.html"
)
_BRA_2023: Final = (
    "Brå 2023, Ny lag träder i kraft: https://bra.se/om-bra/nytt-fran-bra/arkiv/nyheter"
    "/2023-07-01-ny-lag-trader-i-kraft---en-milstolpe-for-det-brottsforebyggande-arbetet.html"
)
_NATIONAL_MODEL: Final = (
    "Brå 2016, Nationell modell för medborgarlöften: https://bra.se/om-bra/nytt-fran-bra/arkiv"
    "/nyheter/2016-05-27-polisen-lanserar-nationell-modell-for-medborgarloften.html"
)


def _with_situation(agreement: Agreement) -> tuple[Agreement, Situation, Problem]:
    """*agreement*, its picture and its first problem; the exemplary one's where it lacks parts.

    What is broken must have been whole: a date of signing, sources, a problem with causes,
    a goal that meets it and measures that act on causes.
    """
    situation = agreement.situation
    if situation is not None and situation.problems and situation.sources and agreement.signed:
        problem = situation.problems[0]
        met = any(problem.id in goal.problems for goal in agreement.goals)
        acted_on = any(measure.causes for measure in agreement.measures)
        if len(problem.causes) > 1 and met and acted_on:
            return agreement, situation, problem
    return _with_situation(exemplary())


# ── What the picture rests on ──────────────────────────────────────────────────


@check(
    "R201", "no-situation-picture", WARNING,
    message=("ingen lägesbild är med", "no situation picture is included"),
    why=(
        "Samverkan ska utgå från en gemensam lägesbild; annars går det inte att se varför just detta lovas.",
        "Cooperation is to rest on a joint situation picture, or one cannot see why just this is promised.",
    ),
    mend=("Lägg till lägesbilden i situation, med underlag och problem.", "Add the picture in situation, with its sources and problems."),
    source=BRA_JOINT,
)  # fmt: skip
def no_situation_picture(facts: Facts) -> Iterator[Hit]:
    """There is a picture, here or in the agreement that this one is part of."""
    if facts.agreement.situation is None and stands_alone(facts.agreement):
        yield hit(facts.top)


@no_situation_picture.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    return _as_plan(_without_situation(agreement)), ""


def _as_plan(agreement: Agreement) -> Agreement:
    """*agreement* as an action plan: promises would miss the dialogue behind them."""
    law = LegalBasis(title="Lag om kommuners ansvar för brottsförebyggande arbete")
    plan = without_promises(agreement)
    return plan.evolve(kind=ACTION_PLAN, legal_basis=(law,), relations=())


def _without_situation(agreement: Agreement) -> Agreement:
    """*agreement* without its picture and all that refers to it."""
    return agreement.evolve(
        situation=None,
        goals=[goal.evolve(problems=()) for goal in agreement.goals],
        promises=[promise.evolve(sources=(), problems=()) for promise in agreement.promises],
        measures=[measure.evolve(causes=()) for measure in agreement.measures],
    )


@check(
    "R202", "situation-without-source", WARNING,
    message=("lägesbilden anger inga underlag", "the situation picture names no sources"),
    why=(
        "En lägesbild utan underlag går inte att pröva eller göra om.",
        "A picture without sources can be neither tested nor drawn up again.",
    ),
    mend=("Ange underlagen: dialoger, enkäter, statistik.", "Name the sources: dialogues, surveys, statistics."),
)  # fmt: skip
def situation_without_source(facts: Facts) -> Iterator[Hit]:
    """The picture says what it is drawn from."""
    for place, situation in facts.of(Situation):
        if not situation.sources:
            yield hit(place)


@situation_without_source.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement, situation, _problem = _with_situation(agreement)
    problems = [problem.evolve(sources=()) for problem in situation.problems]
    bare = situation.evolve(sources=(), problems=problems)
    return _as_plan(agreement.evolve(situation=bare)), "/situation"


@check(
    "R203", "source-without-date", INFO,
    message=("det framgår inte från vilken tid underlag är: {ids}", "it is not said from what time sources are: {ids}"),
    why=(
        "Läsaren kan inte bedöma om underlaget är aktuellt.",
        "Readers cannot judge whether the source is up to date.",
    ),
    mend=("Ange period för underlaget, eller datum för dess dokument; året räcker.", "Give the period of the source or the date of its document; a year will do."),
)  # fmt: skip
def source_without_date(facts: Facts) -> Iterator[Hit]:
    """Each source has a time; told once for all those that have none."""
    undated = [
        (place, source.id)
        for place, source in facts.of(Source)
        if source.period is None and (source.document is None or source.document.date is None)
    ]
    if undated:
        yield _of_several(facts, "sources", undated)


def _of_several(facts: Facts, key: str, found: list[tuple[Place, str]]) -> Hit:
    """One hit at the list *key* of the picture, for what is wanting in several of its parts."""
    ((situation, _),) = facts.of(Situation)
    related = tuple(place.pointer() for place, _ in found)
    return hit(situation, key, related=related, ids=tuple(name for _, name in found))


@source_without_date.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement, situation, _problem = _with_situation(agreement)
    source = Source(id=fresh_id(agreement), title="Statistik", kind=SourceKind.STATISTICS)
    more = situation.evolve(sources=(*situation.sources, source))
    return agreement.evolve(situation=more), "/situation/sources"


@check(
    "R209", "no-staff-dialogue", INFO,
    message=("ingen medarbetardialog finns bland underlagen", "there is no staff dialogue among the sources"),
    why=(
        "De som arbetar i området vet sådant som statistiken inte visar.",
        "Those who work in the area know what statistics do not show.",
    ),
    mend=("Lägg till medarbetardialogen bland underlagen, eller håll en.", "Add the staff dialogue to the sources, or hold one."),
    source=_NATIONAL_MODEL,
)  # fmt: skip
def no_staff_dialogue(facts: Facts) -> Iterator[Hit]:
    """Where sources are named, a staff dialogue is one of them."""
    for place, situation in facts.of(Situation):
        kinds = {source.kind for source in situation.sources}
        if kinds and SourceKind.STAFF_DIALOGUE not in kinds:
            yield hit(place, "sources")


@no_staff_dialogue.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement, situation, _problem = _with_situation(agreement)
    sources = [
        source.evolve(kind=SourceKind.STAFF_KNOWLEDGE)
        if source.kind == SourceKind.STAFF_DIALOGUE
        else source
        for source in situation.sources
    ]
    return agreement.evolve(situation=situation.evolve(sources=sources)), "/situation/sources"


@check(
    "R210", "situation-not-joint", INFO,
    message=("det framgår inte att parterna gjort lägesbilden gemensamt", "it is not said that the parties drew up the situation picture together"),
    why=(
        "Polisens och kommunens bilder ska läggas samman; var för sig ser de bara sin del.",
        "The pictures of police and municipality are to be merged; each sees its own part only.",
    ),
    mend=('Skriv "joint": true om den är gemensam.', 'Write "joint": true where it is.'),
    source=BRA_JOINT,
)  # fmt: skip
def situation_not_joint(facts: Facts) -> Iterator[Hit]:
    """The picture is the parties' own together; a municipality's plan may rest on its own."""
    for place, situation in facts.of(Situation):
        if situation.joint is not True and facts.agreement.kind is not ACTION_PLAN:
            yield hit(place, *(() if situation.joint is None else ("joint",)))


@situation_not_joint.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement, situation, _problem = _with_situation(agreement)
    own = situation.evolve(joint=False)
    return agreement.evolve(kind=COOPERATION, situation=own), "/situation/joint"


@check(
    "R211", "situation-stale", INFO,
    message=(
        "lägesbilden är från {as_of}, mer än två år före undertecknandet ({signed})",
        "the situation picture is from {as_of}, more than two years before the signing ({signed})",
    ),
    why=(
        "Läget kan ha ändrats; då löser man förra problemet.",
        "Things may have changed, and then an earlier problem is solved.",
    ),
    mend=("Uppdatera lägesbilden, eller rätta dess datum.", "Bring the picture up to date, or mend its date."),
)  # fmt: skip
def situation_stale(facts: Facts) -> Iterator[Hit]:
    """The picture is certainly no older than two years when the agreement is signed."""
    dated = signings(facts)
    for place, situation in facts.of(Situation) if dated else ():
        signed, as_of = max(day for day, _ in dated), situation.as_of
        if as_of is not None and is_over_two_years(as_of.last_day, signed.first_day):
            yield hit(place, "as_of", as_of=str(as_of), signed=str(signed))


@situation_stale.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement, situation, _problem = _with_situation(agreement)
    old = agreement.evolve(signed="2024-12", situation=situation.evolve(as_of="2020-10"))
    return old, "/situation/as_of"


# ── Problems, causes, and what is done about them ──────────────────────────────


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
    agreement, situation, _problem = _with_situation(agreement)
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
    agreement, situation, problem = _with_situation(agreement)
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
    source=_BRA_2023,
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
    agreement, situation, problem = _with_situation(agreement)
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
    source=_BRA_ACTION_PLAN,
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
    agreement, situation, problem = _with_situation(agreement)
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
    source=_BRA_PRIORITIES,
)  # fmt: skip
def problem_without_priority_reason(facts: Facts) -> Iterator[Hit]:
    """Each problem in focus says why it is; told once for all those that do not."""
    found = [(place, p.id) for place, p in facts.of(Problem) if p.priority_reason is None]
    if found:
        yield _of_several(facts, "problems", found)


@problem_without_priority_reason.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement, situation, problem = _with_situation(agreement)
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
    source=_BRA_CAUSES,
)  # fmt: skip
def causes_one_sided(facts: Facts) -> Iterator[Hit]:
    """Several causes, each with its corner told, are not all of one."""
    factors = [cause.factor for _, cause in facts.of(Cause)]
    if len(factors) > 1 and None not in factors and len(set(factors)) == 1:
        for place, _ in facts.of(Situation):
            yield hit(place, "problems")


@causes_one_sided.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement, situation, _problem = _with_situation(agreement)
    problems = [
        problem.evolve(causes=[c.evolve(factor=CauseFactor.CONTROL) for c in problem.causes])
        for problem in situation.problems
    ]
    broken = agreement.evolve(situation=situation.evolve(problems=problems))
    return broken, "/situation/problems"
