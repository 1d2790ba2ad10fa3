"""R4: measures that say why, who, when and how it is seen that they were done."""

from collections.abc import Iterator
from typing import Any, Final

from medborgarlofte.codelists import MeasureState, PoliceLevel, Role
from medborgarlofte.findings import Severity
from medborgarlofte.model import (
    Agreement,
    Cause,
    FollowUp,
    Measure,
    MeasureReport,
    Participation,
    Party,
)
from medborgarlofte.model.measures import OVER

from ._breaking import fresh_id, some_party
from ._exemplary import exemplary
from ._facts import Facts
from ._registry import Hit, check, hit
from ._sources import BRA_2023, BRA_ACTION_PLAN, BRA_CHOICE, BRA_RECORD

WARNING, INFO = Severity.WARNING, Severity.INFO


def _with_measure(agreement: Agreement, **changes: Any) -> tuple[Agreement, str]:
    """*agreement*, or the exemplary one where it has no measure, with its last one changed."""
    whole = agreement if agreement.measures else exemplary()
    *others, last = whole.measures
    return whole.evolve(measures=(*others, last.evolve(**changes))), f"/measures/{len(others)}"


@check(
    "R401", "measure-without-purpose", WARNING,
    message=(
        "åtgärden tjänar inget löfte, inget mål och ingen orsak",
        "the measure serves no promise and no goal, and acts on no cause",
    ),
    why=(
        "Utvärderingar visar att kopplingen mellan problem och åtgärd ofta saknas.",
        "Evaluations show that the link from problem to measure is often missing.",
    ),
    mend=(
        "Ange löftet, målet eller orsaken som åtgärden är till för.",
        "Name the promise, the goal or the cause that it is for.",
    ),
    source=BRA_2023,
)  # fmt: skip
def measure_without_purpose(facts: Facts) -> Iterator[Hit]:
    """A measure is there for a promise, a goal or a cause."""
    for place, measure in facts.of(Measure):
        if not measure.causes and not _is_served(facts, measure):
            yield hit(place)


def _is_served(facts: Facts, measure: Measure) -> bool:
    """Whether *measure* serves a promise or a goal, whichever of them names the other."""
    named = measure.promises or measure.goals
    return bool(named or facts.agreement.promises_for(measure))


@measure_without_purpose.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    broken, pointer = _with_measure(agreement, promises=(), goals=(), causes=())
    name = broken.measures[-1].id
    promises = [p.evolve(measures=[m for m in p.measures if m != name]) for p in broken.promises]
    return broken.evolve(promises=promises), pointer


@check(
    "R402", "measure-without-responsible", WARNING,
    message=("åtgärden har ingen ansvarig", "nobody is responsible for the measure"),
    why=(
        "En åtgärd utan ansvarig faller lätt mellan stolarna.",
        "A measure that is nobody’s easily falls between two stools.",
    ),
    mend=("Ange vem som är ansvarig.", "Say who is responsible."),
    source=BRA_ACTION_PLAN,
)  # fmt: skip
def measure_without_responsible(facts: Facts) -> Iterator[Hit]:
    """A measure names who carries it out."""
    for place, measure in facts.of(Measure):
        if not measure.responsible:
            yield hit(place)


@measure_without_responsible.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    return _with_measure(agreement, responsible=())


def _leads(measure: Measure) -> tuple[tuple[int, Participation], ...]:
    """Who leads *measure*, with index: one who stands alone does, unless it only contributes."""
    everyone = tuple(enumerate(measure.responsible))
    if len(everyone) == 1 and everyone[0][1].role is None:
        return everyone
    return tuple(pair for pair in everyone if pair[1].role is Role.LEAD)


@check(
    "R403", "nobody-leads-measure", WARNING,
    message=("ingen av dem som anges är ansvarig för åtgärden", "none of those named leads the measure"),
    why=(
        "En behöver ansvara för att åtgärden blir av, även när flera genomför den.",
        "One has to answer for its being done, even where several carry it out.",
    ),
    mend=("Ge en av dem rollen lead.", "Give one of them the role lead."),
    source=BRA_ACTION_PLAN,
)  # fmt: skip
def nobody_leads_measure(facts: Facts) -> Iterator[Hit]:
    """Of those who carry out a measure, one leads."""
    for place, measure in facts.of(Measure):
        if measure.responsible and not _leads(measure):
            yield hit(place, "responsible")


@nobody_leads_measure.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    whole, party = some_party(agreement if agreement.measures else exemplary())
    contributor = Participation(party=party, role=Role.CONTRIBUTOR)
    broken, pointer = _with_measure(whole, responsible=[contributor])
    return broken, f"{pointer}/responsible"


@check(
    "R404", "measure-without-time", WARNING,
    message=("åtgärden säger inte när den görs", "the measure does not say when it is done"),
    why=(
        "Utan tid går det inte att planera åtgärden, eller att se om den är försenad.",
        "Without a time it can neither be planned nor be seen to be late.",
    ),
    mend=("Ange en period, eller hur ofta den återkommer.", "Give a period, or how often it comes round."),
    source=BRA_ACTION_PLAN,
)  # fmt: skip
def measure_without_time(facts: Facts) -> Iterator[Hit]:
    """A measure has a period or comes round; so many a day, or a year, says it too."""
    for place, measure in facts.of(Measure):
        rate = measure.volume and measure.volume.per
        if measure.period is None and measure.recurrence is None and rate is None:
            yield hit(place)


@measure_without_time.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    return _with_measure(agreement, period=None, recurrence=None, volume=None)


@check(
    "R405", "measure-without-cause", INFO,
    message=("åtgärden är inte kopplad till någon orsak", "the measure acts on no cause that is named"),
    why=(
        "En åtgärd verkar när den påverkar det som problemet beror på.",
        "A measure works by acting on what the problem is due to.",
    ),
    mend=("Ange orsaken som åtgärden påverkar.", "Name the cause that it acts on."),
    source=BRA_CHOICE,
)  # fmt: skip
def measure_without_cause(facts: Facts) -> Iterator[Hit]:
    """A measure that serves something also acts on a cause, where the agreement names any."""
    if next(facts.of(Cause), None) is None:
        return  # that no cause is known is told of the problems
    for place, measure in facts.of(Measure):
        if not measure.causes and _is_served(facts, measure):
            yield hit(place)


@measure_without_cause.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    problems = agreement.situation.problems if agreement.situation else ()
    complete = agreement.measures and agreement.promises and any(p.causes for p in problems)
    whole = agreement if complete else exemplary()
    last = whole.measures[-1]
    serves = () if last.goals else last.promises or whole.promises[0].id
    return _with_measure(whole, causes=(), promises=serves)


_WHOLE_KINDS: Final = ("municipality", "region", "county_board", "agency")
_WHOLE_LEVELS: Final = (PoliceLevel.AUTHORITY, PoliceLevel.REGION, PoliceLevel.DISTRICT)


@check(
    "R406", "owner-too-broad", INFO,
    message=(
        "hela myndigheten {id} är ansvarig; ingen enhet eller funktion är angiven",
        "the whole authority {id} is responsible; no unit or function is given",
    ),
    why=(
        "I en stor organisation vet annars ingen att åtgärden är deras.",
        "In a large organisation nobody knows otherwise that the measure is theirs.",
    ),
    mend=("Ange enheten eller funktionen som ansvarar.", "Give the unit or function that is responsible."),
)  # fmt: skip
def owner_too_broad(facts: Facts) -> Iterator[Hit]:
    """A whole authority that leads a measure says which unit does."""
    for place, measure in facts.of(Measure):
        for index, lead in _leads(measure):
            party = facts.agreement.find(Party, lead.party)
            if lead.unit is None and party is not None and _is_whole_authority(party):
                yield hit(place, "responsible", index, id=lead.party)


def _is_whole_authority(party: Party) -> bool:
    if party.kind == "police":  # a local district is near enough, and an unknown level may be one
        return party.police_level in _WHOLE_LEVELS
    return party.kind in _WHOLE_KINDS and party.part_of is None


@owner_too_broad.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    whole = agreement if agreement.measures else exemplary()
    party = next(filter(_is_whole_authority, whole.parties), None)
    if party is None:
        party = Party(id=fresh_id(whole), name="Exempelstads kommun", kind="municipality")
        whole = whole.evolve(parties=(*whole.parties, party))
    broken, pointer = _with_measure(whole, responsible=Participation(party=party, role=Role.LEAD))
    return broken, f"{pointer}/responsible/0"


@check(
    "R407", "measure-overdue", WARNING,
    message=(
        "åtgärden skulle vara klar {end}, men ingen uppföljning säger hur det gick",
        "the measure was to be finished by {end}, but no follow-up says what became of it",
    ),
    why=(
        "Antingen är åtgärden försenad, eller så har ingen berättat hur det gick.",
        "Either it is late, or nobody has told what became of it.",
    ),
    mend=(
        "Redovisa åtgärden i en uppföljning, eller ge den en ny tid.",
        "Report on it in a follow-up, or give it a new time.",
    ),
)  # fmt: skip
def measure_overdue(facts: Facts) -> Iterator[Hit]:
    """Once its time is certainly past, a measure is reported as done, not done or cancelled."""
    closed = {
        report.measure
        for follow_up in facts.agreement.follow_ups
        if follow_up.date is None or not follow_up.date.is_after(facts.on)
        for report in follow_up.measure_reports
        if report.state in OVER
    }
    for place, measure in facts.of(Measure):
        period = measure.period
        if period is None or period.end is None or period.until_replaced:
            continue
        if period.end.is_before(facts.on) and measure.id not in closed:
            yield hit(place, "period", end=str(period.end.last_day))


@measure_overdue.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    broken, pointer = _with_measure(agreement, period="2025-H1")
    name = broken.measures[-1].id

    def reopened(report: MeasureReport) -> MeasureReport:
        return report.evolve(state=MeasureState.ONGOING) if report.measure == name else report

    follow_ups = [
        f.evolve(measure_reports=[reopened(report) for report in f.measure_reports])
        for f in broken.follow_ups
    ]
    return broken.evolve(follow_ups=follow_ups), f"{pointer}/period"


@check(
    "R408", "measure-without-follow-up-method", INFO,
    message=(
        "åtgärden säger inte hur genomförandet dokumenteras",
        "the measure does not say how it is documented",
    ),
    why=(
        "Det som inte dokumenteras går inte att följa upp.",
        "What is not documented cannot be followed up.",
    ),
    mend=("Ange hur åtgärden dokumenteras.", "Say how it is documented."),
    source=BRA_ACTION_PLAN,
)  # fmt: skip
def measure_without_follow_up_method(facts: Facts) -> Iterator[Hit]:
    """A measure says how it will be seen that it was done."""
    for place, measure in facts.of(Measure):
        if measure.documentation is None:
            yield hit(place)


@measure_without_follow_up_method.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    return _with_measure(agreement, documentation=None)


_CHANGED: Final = (MeasureState.CHANGED, MeasureState.NOT_DONE, MeasureState.CANCELLED)


@check(
    "R409", "change-unexplained", WARNING,
    message=(
        "åtgärden {id} ändrades eller blev inte av, utan förklaring",
        "the measure {id} was changed or not carried out, and it is not said why",
    ),
    why=(
        "Skälet behövs för att lära av det som inte gick som planerat.",
        "The reason is needed to learn from what did not go as planned.",
    ),
    mend=("Skriv varför i kommentaren.", "Say why in the comment."),
    source=BRA_RECORD,
)  # fmt: skip
def change_unexplained(facts: Facts) -> Iterator[Hit]:
    """A measure that was changed, cancelled or not carried out has a comment that says why."""
    for place, report in facts.of(MeasureReport):
        if report.state in _CHANGED and report.comment is None:
            yield hit(place, "state", id=report.measure)


@change_unexplained.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    whole = agreement if agreement.measures else exemplary()
    first, *others = whole.follow_ups or (FollowUp(period="2025"),)
    reports = [*first.measure_reports] or [MeasureReport(measure=whole.measures[0])]
    reports[0] = reports[0].evolve(state=MeasureState.CHANGED, comment=None)
    broken = whole.evolve(follow_ups=(first.evolve(measure_reports=reports), *others))
    return broken, "/follow_ups/0/measure_reports/0/state"


@check(
    "R410", "measure-without-prevention", INFO,
    message=(
        "åtgärden säger inte om den är social eller situationell",
        "the measure does not say whether it is social or situational",
    ),
    why=(
        "Sociala åtgärder verkar på lång sikt; ofta behövs båda sorterna.",
        "Social measures take long to work; often both sorts are needed.",
    ),
    mend=("Ange sorts prevention.", "Give the sort of prevention."),
    source=BRA_CHOICE,
)  # fmt: skip
def measure_without_prevention(facts: Facts) -> Iterator[Hit]:
    """A measure says how it prevents."""
    for place, measure in facts.of(Measure):
        if measure.prevention is None:
            yield hit(place)


@measure_without_prevention.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    return _with_measure(agreement, prevention=None)
