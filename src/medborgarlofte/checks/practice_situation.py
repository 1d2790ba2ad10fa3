"""R2: the situation picture, and what it rests on."""

from collections.abc import Iterator

from medborgarlofte.codelists import SourceKind
from medborgarlofte.findings import Severity
from medborgarlofte.model import Agreement, Situation, Source

from ._breaking import fresh_id
from ._facts import Facts
from ._practice import (
    ACTION_PLAN,
    COOPERATION,
    as_plan,
    is_over_two_years,
    of_several,
    signings,
    stands_alone,
    with_situation,
)
from ._registry import Hit, check, hit
from ._sources import BRA_2016, BRA_JOINT

WARNING, INFO = Severity.WARNING, Severity.INFO


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
    return as_plan(_without_situation(agreement)), ""


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
    agreement, situation, _problem = with_situation(agreement)
    problems = [problem.evolve(sources=()) for problem in situation.problems]
    bare = situation.evolve(sources=(), problems=problems)
    return as_plan(agreement.evolve(situation=bare)), "/situation"


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
        yield of_several(facts, "sources", undated)


@source_without_date.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement, situation, _problem = with_situation(agreement)
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
    source=BRA_2016,
)  # fmt: skip
def no_staff_dialogue(facts: Facts) -> Iterator[Hit]:
    """Where sources are named, a staff dialogue is one of them."""
    for place, situation in facts.of(Situation):
        kinds = {source.kind for source in situation.sources}
        if kinds and SourceKind.STAFF_DIALOGUE not in kinds:
            yield hit(place, "sources")


@no_staff_dialogue.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement, situation, _problem = with_situation(agreement)
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
    agreement, situation, _problem = with_situation(agreement)
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
    agreement, situation, _problem = with_situation(agreement)
    old = agreement.evolve(signed="2024-12", situation=situation.evolve(as_of="2020-10"))
    return old, "/situation/as_of"
