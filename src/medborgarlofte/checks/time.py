"""K2: dates that cannot be true together.

A date is known as exactly as it was written. These rules speak only where it is certain:
"2019" may well lie after "2019-03".
"""

from collections.abc import Iterator
from typing import Any, cast

from medborgarlofte.codelists import RelationKind, Verdict
from medborgarlofte.findings import Severity
from medborgarlofte.model import (
    Agreement,
    Assessment,
    FollowUp,
    Indicator,
    Measure,
    Observation,
    Place,
    Promise,
    Relation,
)
from medborgarlofte.values import PartialDate, Period

from ._breaking import fresh_id, with_added
from ._exemplary import exemplary
from ._facts import Facts
from ._registry import Hit, check, hit

ERROR, WARNING = Severity.ERROR, Severity.WARNING


def _is_reversed(period: Period) -> bool:
    return period.end is not None and period.end.is_before(period.start)


def _end(period: Period) -> PartialDate | None:
    """The end that counts: none where it holds until replaced, or ends before it begins."""
    return None if period.until_replaced or _is_reversed(period) else period.end


def _judgements(facts: Facts) -> Iterator[tuple[Place, Assessment, FollowUp]]:
    """Every judgement with the follow-up that it stands in."""
    for place, assessment in facts.of(Assessment):
        around = cast("Place", place.parent)  # a follow-up: they stand nowhere else
        yield place, assessment, cast("FollowUp", around.part)


def _dated(agreement: Agreement) -> tuple[Agreement, int]:
    """An agreement with a period, and the year in which it begins; for breaking rules."""
    period = agreement.period
    if period is None or not 1900 < period.first_day.year < 2200 or _end(period) != period.end:
        agreement = exemplary()
    return agreement, agreement.period.first_day.year if agreement.period else 0


def _with_judged_promise(
    agreement: Agreement, *judgements: dict[str, Any], **follow_up: Any
) -> tuple[Agreement, str]:
    """*agreement* with a new promise and a follow-up that judges it; and its pointer."""
    name = fresh_id(agreement)
    promise = Promise(id=name, text="Vi ska hålla torget tryggt.")
    judged = [Assessment(promise=name, **words) for words in judgements]
    added, _ = with_added(agreement, "promises", promise)
    added, at = with_added(added, "follow_ups", FollowUp(id=name, assessments=judged, **follow_up))
    return added, f"/follow_ups/{at}"


# ── Periods ────────────────────────────────────────────────────────────────────


@check(
    "K201", "period-reversed", ERROR,
    message=("slutar {end}, före sin början {start}", "ends {end}, before its start {start}"),
    why=("En tid som slutar innan den börjar finns inte.", "A time that ends before it begins is none."),
    mend=("Rätta början eller slutet.", "Mend the start or the end."),
)  # fmt: skip
def period_reversed(facts: Facts) -> Iterator[Hit]:
    """A period ends on or after the day it begins."""
    for place, period in facts.of(Period):
        if _is_reversed(period):
            start = (place.pointer("start"),)
            yield hit(place, "end", related=start, start=str(period.start), end=str(period.end))


@period_reversed.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    backwards = Period(start="2023", end="2020")
    relation = Relation(kind=RelationKind.SUPPLEMENTS, period=backwards)
    broken, at = with_added(agreement, "relations", relation)
    return broken, f"/relations/{at}/period/end"


@check(
    "K202", "outside-agreement", WARNING,
    message=(
        "tiden {period} ryms inte i överenskommelsens tid {whole}",
        "the time {period} does not lie within that of the agreement, {whole}",
    ),
    why=(
        "Överenskommelsen binder parterna bara så länge den gäller.",
        "An agreement binds the parties only as long as it holds.",
    ),
    mend=(
        "Rätta tiden. Fortsätter arbetet som ordinarie verksamhet behöver inget ändras.",
        "Mend the time. If the work goes on as ordinary work, nothing need be changed.",
    ),
)  # fmt: skip
def outside_agreement(facts: Facts) -> Iterator[Hit]:
    """Promises and measures lie within the agreement's time; an open end says nothing."""
    whole = facts.agreement.period
    if whole is None or _is_reversed(whole):
        return
    last = _end(whole)
    timed: tuple[type[Promise | Measure], ...] = (Promise, Measure)
    for cls in timed:
        for place, part in facts.of(cls):
            period = part.period
            if period is None or _is_reversed(period):  # K201 tells of it
                continue
            latest = max(period.start, _end(period) or period.start)
            too_late = last is not None and latest.is_after(last)
            if too_late or period.start.is_before(whole.start):
                related = (facts.top.pointer("period"),)
                yield hit(place, "period", related=related, period=str(period), whole=str(whole))


@outside_agreement.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement, year = _dated(agreement)
    early = str(year - 1)
    promise = Promise(id=fresh_id(agreement), text="Vi ska hålla torget tryggt.", period=early)
    broken, at = with_added(agreement, "promises", promise)
    return broken, f"/promises/{at}/period"


@check(
    "K207", "replaced-and-ended", ERROR,
    message=("gäller tills den ersätts och slutar ändå {end}", "holds until it is replaced, and yet ends {end}"),
    why=(
        "Det går inte att se om den fortfarande gäller efter slutdatumet.",
        "One cannot see whether it still holds after that day.",
    ),
    mend=(
        "Ta bort end om den gäller tills vidare, annars until_replaced.",
        "Take end away where it holds until further notice, otherwise until_replaced.",
    ),
)  # fmt: skip
def replaced_and_ended(facts: Facts) -> Iterator[Hit]:
    """A period has an end, or holds until it is replaced."""
    for place, period in facts.of(Period):
        if period.until_replaced and period.end is not None:
            end = (place.pointer("end"),)
            yield hit(place, "until_replaced", related=end, end=str(period.end))


@replaced_and_ended.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    both = Period(start="2020", end="2023", until_replaced=True)
    relation = Relation(kind=RelationKind.SUPPLEMENTS, period=both)
    broken, at = with_added(agreement, "relations", relation)
    return broken, f"/relations/{at}/period/until_replaced"


@check(
    "K208", "terminated-too-early", ERROR,
    message=(
        "uppsagd {terminated}, innan den undertecknades eller började gälla ({date})",
        "terminated {terminated}, before it was signed or began to hold ({date})",
    ),
    why=(
        "Bara det som har ingåtts och gäller kan sägas upp.",
        "Only what has been agreed and holds can be terminated.",
    ),
    mend=(
        "Rätta något av datumen signed, terminated och period.",
        "Mend one of the dates signed, terminated and period.",
    ),
)  # fmt: skip
def terminated_too_early(facts: Facts) -> Iterator[Hit]:
    """An agreement is ended early after it was signed and began; told once."""
    agreement, top = facts.agreement, facts.top
    ended, start = agreement.terminated, agreement.period.start if agreement.period else None
    for day, steps in ((agreement.signed, ("signed",)), (start, ("period", "start"))):
        if ended is not None and day is not None and ended.is_before(day):
            related = (top.pointer(*steps),)
            yield hit(top, "terminated", related=related, terminated=str(ended), date=str(day))
            return


@terminated_too_early.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    return agreement.evolve(signed="2025", terminated="2024"), "/terminated"


@check(
    "K210", "renews-later", ERROR,
    message=(
        "förnyar eller ersätter en överenskommelse som börjar först {start}",
        "renews or replaces an agreement that does not begin until {start}",
    ),
    why=(
        "En överenskommelse förnyar eller ersätter en tidigare, inte en senare.",
        "An agreement renews or replaces an earlier one, not a later one.",
    ),
    mend=(
        "Rätta perioden, eller ange sambandet i den senare överenskommelsen.",
        "Mend the period, or state the link in the later agreement.",
    ),
)  # fmt: skip
def renews_later(facts: Facts) -> Iterator[Hit]:
    """What is renewed or replaced began no later than what renews it."""
    own = facts.agreement.period
    for place, relation in facts.of(Relation):
        other = relation.period
        renews = relation.kind in (RelationKind.RENEWS, RelationKind.REPLACES)
        if own is not None and other is not None and renews and other.start.is_after(own.start):
            related = (facts.top.pointer("period"),)
            yield hit(place, "period", related=related, start=str(other.start))


@renews_later.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement, year = _dated(agreement)
    relation = Relation(kind=RelationKind.RENEWS, period=str(year + 1))
    broken, at = with_added(agreement, "relations", relation)
    return broken, f"/relations/{at}/period"


# ── Follow-ups, observations and judgements ────────────────────────────────────


@check(
    "K203", "follow-up-too-early", ERROR,
    message=(
        "uppföljd {date}, innan det som följs upp börjar {start}",
        "followed up {date}, before what is followed up begins {start}",
    ),
    why=("Det som inte har börjat går inte att följa upp.", "What has not begun cannot be followed up."),
    mend=("Rätta uppföljningens datum eller period.", "Mend the date or the period of the follow-up."),
)  # fmt: skip
def follow_up_too_early(facts: Facts) -> Iterator[Hit]:
    """A follow-up is made after its time begins, or the agreement's where it has none."""
    for place, follow_up in facts.of(FollowUp):
        period = follow_up.period or facts.agreement.period
        made = follow_up.date
        if made is not None and period is not None and made.is_before(period.start):
            holder = facts.top if follow_up.period is None else place
            related = (holder.pointer("period", "start"),)
            yield hit(place, "date", related=related, date=str(made), start=str(period.start))


@follow_up_too_early.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    early = FollowUp(id=fresh_id(agreement), period="2025", date="2024-12")
    broken, at = with_added(agreement, "follow_ups", early)
    return broken, f"/follow_ups/{at}/date"


@check(
    "K204", "observation-outside-life", ERROR,
    message=(
        "mätvärdet gäller {period}, men indikatorn mäts {whole}",
        "the value is about {period}, but the indicator is measured {whole}",
    ),
    why=(
        "Ett värde från en annan tid än den då indikatorn mäts hör inte till serien.",
        "A value from another time than the indicator is measured in is no part of the series.",
    ),
    mend=("Rätta mätvärdets eller indikatorns period.", "Mend the period of the value or of the indicator."),
)  # fmt: skip
def observation_outside_life(facts: Facts) -> Iterator[Hit]:
    """Observations touch the time in which the indicator is measured; a baseline need not."""
    for place, indicator in facts.of(Indicator):
        whole = indicator.period
        if whole is None:
            continue
        last = _end(whole)
        for number, observation in enumerate(indicator.observations):
            period = observation.period
            if period is None:
                continue
            end = _end(period)
            too_late = last is not None and period.start.is_after(last)
            if too_late or (end is not None and end.is_before(whole.start)):
                related = (place.pointer("period"),)
                steps = ("observations", number, "period")
                yield hit(place, *steps, related=related, period=str(period), whole=str(whole))


@observation_outside_life.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    indicator = Indicator(
        id=fresh_id(agreement),
        name="Anmälda bråk på torget",
        period="2025/2026",
        observations=[Observation(value=12, period="2023")],
    )
    broken, at = with_added(agreement, "indicators", indicator)
    return broken, f"/indicators/{at}/observations/0/period"


@check(
    "K205", "verdict-too-early", ERROR,
    message=(
        "löftet bedöms {date}, innan det börjar gälla {start}",
        "the promise is judged {date}, before it begins to hold {start}",
    ),
    why=("Ett löfte som inte har börjat gälla går inte att bedöma.", "A promise that does not hold yet cannot be judged."),
    mend=("Rätta bedömningens datum eller löftets period.", "Mend the date of the judgement or the period of the promise."),
)  # fmt: skip
def verdict_too_early(facts: Facts) -> Iterator[Hit]:
    """A promise is judged after it begins, which it does with the agreement unless it says when."""
    for place, assessment, follow_up in _judgements(facts):
        made = assessment.as_of or follow_up.date
        judged = facts.named("Promise", assessment.promise) if assessment.promise else None
        if made is None or judged is None or not isinstance(judged.part, Promise):
            continue
        own = judged.part.period
        period = own or facts.agreement.period
        if period is not None and made.is_before(period.start):
            step = "as_of" if assessment.as_of else "promise"
            related = ((facts.top if own is None else judged).pointer("period", "start"),)
            yield hit(place, step, related=related, date=str(made), start=str(period.start))


@verdict_too_early.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement, year = _dated(agreement)
    early = {"fulfilment": Verdict.KEPT, "as_of": str(year - 1)}
    broken, at = _with_judged_promise(agreement, early)
    return broken, f"{at}/assessments/0/as_of"


@check(
    "K206", "two-verdicts", ERROR,
    message=("{id} får två olika omdömen samtidigt", "{id} is given two different verdicts at one time"),
    why=("Det går inte att veta vilket av omdömena som gäller.", "One cannot know which of the verdicts holds."),
    mend=(
        "Behåll det ena, eller ange när och av vem vart och ett gjordes.",
        "Keep one, or say when and by whom each of them was made.",
    ),
)  # fmt: skip
def two_verdicts(facts: Facts) -> Iterator[Hit]:
    """One verdict a time on a promise or goal; parties that judge apart may differ."""
    first: dict[tuple[str, str, str], tuple[Place, Assessment]] = {}
    for place, assessment, follow_up in _judgements(facts):
        verdict, when = assessment.fulfilment, assessment.as_of or follow_up.date
        # with no date at all, the verdicts of one follow-up are of the same time
        time = str(when) if when else place.parent.pointer() if place.parent else ""
        for kind, name in (("promise", assessment.promise), ("goal", assessment.goal)):
            if name is None or verdict is None:
                continue
            known, other = first.setdefault((kind, name, time), (place, assessment))
            by, other_by = assessment.assessed_by, other.assessed_by
            apart = by and other_by and set(by).isdisjoint(other_by)
            if other.fulfilment is not None and other.fulfilment is not verdict and not apart:
                yield hit(place, "fulfilment", related=(known.pointer("fulfilment"),), id=name)


@two_verdicts.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    when = "2025-12-31" if agreement.period is None else agreement.period.start
    broken, at = _with_judged_promise(
        agreement,
        {"fulfilment": Verdict.KEPT, "as_of": when},
        {"fulfilment": Verdict.NOT_KEPT, "as_of": when},
    )
    return broken, f"{at}/assessments/1/fulfilment"


@check(
    "K209", "judged-after-follow-up", WARNING,
    message=(
        "bedömer läget {date}, efter uppföljningens datum {made}",
        "judges how things stood {date}, after the follow-up was made {made}",
    ),
    why=(
        "En uppföljning kan inte bedöma det som händer efter den.",
        "A follow-up cannot judge what happens after it.",
    ),
    mend=("Rätta bedömningens eller uppföljningens datum.", "Mend the date of the judgement or of the follow-up."),
)  # fmt: skip
def judged_after_follow_up(facts: Facts) -> Iterator[Hit]:
    """A judgement is as of a time no later than its follow-up."""
    for place, assessment, follow_up in _judgements(facts):
        when, made = assessment.as_of, follow_up.date
        if when is not None and made is not None and when.is_after(made):
            related = (place.parent.pointer("date"),) if place.parent else ()
            yield hit(place, "as_of", related=related, date=str(when), made=str(made))


@judged_after_follow_up.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement, year = _dated(agreement)
    late = {"fulfilment": Verdict.KEPT, "as_of": str(year + 1)}
    broken, at = _with_judged_promise(agreement, late, period=str(year), date=str(year))
    return broken, f"{at}/assessments/0/as_of"
