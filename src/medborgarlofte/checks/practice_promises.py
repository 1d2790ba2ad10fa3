"""R3: promises that can be understood, held someone to, and seen to be kept."""

import re
from collections.abc import Iterator
from typing import Any, Final

from medborgarlofte.codelists import Role, SourceKind
from medborgarlofte.findings import Severity
from medborgarlofte.model import (
    Agreement,
    Commitment,
    Goal,
    Measure,
    Participation,
    Problem,
    Promise,
    Source,
)
from medborgarlofte.values import Period, Text

from ._exemplary import exemplary
from ._facts import Facts
from ._registry import Hit, check, hit
from ._sources import BRA_2016, BRA_2018, BRA_PROMISES
from ._swedish import lix, phrases_in, swedish, words_of

WARNING, INFO = Severity.WARNING, Severity.INFO


def _with_promise(agreement: Agreement, **changes: Any) -> tuple[Agreement, str]:
    """*agreement*, or the exemplary one where it has no promise, with its first one changed."""
    whole = agreement if agreement.promises else exemplary()
    first, *others = whole.promises
    return whole.evolve(promises=(first.evolve(**changes), *others)), "/promises/0"


@check(
    "R301", "promise-without-measure", WARNING,
    message=("löftet har ingen åtgärd", "the promise has no measure"),
    why=(
        "Utan åtgärd framgår inte vad som ska göras för att hålla löftet, av vem och när.",
        "Without a measure nobody can see what is to be done to keep it, by whom and when.",
    ),
    mend=(
        "Lägg till en åtgärd och ange den hos löftet, eller löftet hos åtgärden.",
        "Add a measure and name it at the promise, or the promise at the measure.",
    ),
    source=BRA_2018,
)  # fmt: skip
def promise_without_measure(facts: Facts) -> Iterator[Hit]:
    """A measure serves every promise; one that is named but missing is another rule's."""
    for place, promise in facts.of(Promise):
        if not promise.measures and not facts.agreement.measures_for(promise):
            yield hit(place)


@promise_without_measure.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    broken, pointer = _with_promise(agreement, measures=())
    name = broken.promises[0].id
    measures = [m.evolve(promises=[p for p in m.promises if p != name]) for m in broken.measures]
    return broken.evolve(measures=measures), pointer


_HEDGES: Final = (
    "arbeta aktivt", "arbetar aktivt", "arbeta för", "arbetar för", "verka för", "verkar för",
    "sträva efter", "strävar efter", "fortsätta", "fortsätter", "stärka", "stärker",
    "utveckla", "utvecklar", "öka", "ökar", "minska", "minskar", "förbättra", "förbättrar",
    "främja", "främjar", "vid behov", "om möjligt", "i möjligaste mån", "bland annat",
    "regelbundet", "löpande", "synlighet och närvaro", "i samverkan", "med fokus på",
)  # fmt: skip
_COUNTS: Final = (
    "minst", "högst", "varje", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio",
    "elva", "tolv",
)  # fmt: skip


@check(
    "R302", "vague-wording", INFO,
    message=(
        "löftet är vagt ({words}), och varken åtaganden eller åtgärder gör det tydligare",
        "the promise is vague ({words}), and neither commitments nor measures make it clearer",
    ),
    why=(
        "Det går inte att säga om ett sådant löfte har hållits.",
        "Nobody can tell whether such a promise was kept.",
    ),
    mend=(
        "Ange ett åtagande, eller hur mycket, hur ofta eller när hos en åtgärd.",
        "Add a commitment, or say how much, how often or when at a measure.",
    ),
)  # fmt: skip
def vague_wording(facts: Facts) -> Iterator[Hit]:
    """A promise may be worded in general terms, if something below it is concrete.

    Brå accepts general undertakings that plans make concrete, so the chain is judged and
    never the sentence alone.
    """
    whole = facts.agreement.period
    for place, promise in facts.of(Promise):
        if promise.commitments:
            continue
        if any(
            _is_concrete(m, promise.period or whole) for m in facts.agreement.measures_for(promise)
        ):
            continue
        text = swedish(facts, promise.text)
        hedges = phrases_in(text, _HEDGES)
        if hedges and not phrases_in(text, _COUNTS) and not re.search(r"\d", text):
            yield hit(place, "text", words=hedges)


def _is_concrete(measure: Measure, whole: Period | None) -> bool:
    """Whether *measure* says how much, how often, or when; "all the time" is no when."""
    period = measure.period
    dated = period is not None and not period.is_open and not (whole and period.contains(whole))
    return dated or measure.volume is not None or measure.recurrence is not None


@vague_wording.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    whole = agreement if agreement.promises and agreement.measures else exemplary()
    first, *others = whole.measures
    vague = first.evolve(volume=None, recurrence=None, period=whole.period or "2025/..")
    others = [m.evolve(promises=()) for m in others]
    text = Text(sv="Vi ska verka för trygghet.", en="We will work for safety.")
    broken, pointer = _with_promise(
        whole.evolve(measures=(vague, *others), follow_ups=_without_commitments(whole)),
        text=text, commitments=(), measures=vague.id, period=None,
    )  # fmt: skip
    return broken, f"{pointer}/text"


def _without_commitments(agreement: Agreement) -> list[Any]:
    """The follow-ups without what they report of the first promise's commitments."""
    gone = {commitment.id for commitment in agreement.promises[0].commitments}
    return [
        f.evolve(commitment_reports=[r for r in f.commitment_reports if r.commitment not in gone])
        for f in agreement.follow_ups
    ]


@check(
    "R303", "commitment-without-number", INFO,
    message=("åtagandet har varken antal eller tid", "the commitment has neither number nor time"),
    why=(
        "Med ett antal eller en tid ser alla om åtagandet är uppfyllt.",
        "With a number or a time everybody can see whether it is met.",
    ),
    mend=("Ange hur mycket, eller när det ska vara gjort.", "Say how much, or when it is to be done."),
)  # fmt: skip
def commitment_without_number(facts: Facts) -> Iterator[Hit]:
    """A commitment says how much, or by when: an office opened by June needs no number."""
    for place, commitment in facts.of(Commitment):
        if commitment.quantity is None and commitment.due is None:
            yield hit(place)


@commitment_without_number.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    whole = agreement if agreement.promises and agreement.promises[0].commitments else exemplary()
    first, *others = whole.promises[0].commitments
    vague = first.evolve(quantity=None, due=None)
    broken, pointer = _with_promise(whole, commitments=(vague, *others))
    return broken, f"{pointer}/commitments/0"


@check(
    "R304", "promise-without-promisor", WARNING,
    message=("löftet säger inte vem som lovar", "the promise does not say who gives it"),
    why=(
        "Ett medborgarlöfte är ett åtagande av någon: polisen, kommunen eller båda.",
        "A citizen promise is an undertaking by someone: the police, the municipality or both.",
    ),
    mend=("Ange vilka parter som lovar.", "Name the parties that give it."),
    source=BRA_PROMISES,
)  # fmt: skip
def promise_without_promisor(facts: Facts) -> Iterator[Hit]:
    """Someone gives the promise, or carries a commitment in it."""
    for place, promise in facts.of(Promise):
        if not promise.promisors and not any(c.by for c in promise.commitments):
            yield hit(place)


@promise_without_promisor.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    whole = agreement if agreement.promises else exemplary()
    commitments = [c.evolve(by=()) for c in whole.promises[0].commitments]
    return _with_promise(whole, promisors=(), commitments=commitments)


@check(
    "R305", "nobody-leads-promise", INFO,
    message=("flera parter lovar, men ingen är ansvarig", "several parties promise, but none leads"),
    why=(
        "Det som flera svarar för tillsammans blir lätt ingens uppgift.",
        "What several answer for together easily becomes nobody’s task.",
    ),
    mend=(
        "Ange vem som är ansvarig, eller vad var och en gör.",
        "Say who leads, or what each of them does.",
    ),
)  # fmt: skip
def nobody_leads_promise(facts: Facts) -> Iterator[Hit]:
    """Of several promisors one leads, unless each binds itself to a part of its own."""
    for place, promise in facts.of(Promise):
        promisors, commitments = promise.promisors, promise.commitments
        if len(promisors) < 2 or any(p.role is Role.LEAD for p in promisors):
            continue
        each_its_own = bool(commitments) and all(len(c.by) == 1 for c in commitments)
        if not each_its_own and not all(p.part for p in promisors):
            yield hit(place, "promisors")


@nobody_leads_promise.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    whole = agreement if agreement.promises and len(agreement.parties) > 1 else exemplary()
    both = [Participation(party=party, role=Role.CONTRIBUTOR) for party in whole.parties[:2]]
    commitments = [c.evolve(by=()) for c in whole.promises[0].commitments]
    broken, pointer = _with_promise(whole, promisors=both, commitments=commitments)
    return broken, f"{pointer}/promisors"


@check(
    "R306", "promise-without-dialogue", WARNING,
    message=("ingen medborgardialog ligger bakom löftena", "no citizen dialogue lies behind the promises"),
    why=(
        "Löften ska utgå från vad invånarna själva har sagt.",
        "Promises are to start from what the inhabitants themselves have said.",
    ),
    mend=(
        "Lägg till medborgardialogen som underlag i lägesbilden.",
        "Add the citizen dialogue as a source of the situation picture.",
    ),
    source=BRA_2016,
)  # fmt: skip
def promise_without_dialogue(facts: Facts) -> Iterator[Hit]:
    """A citizen dialogue is among the sources, which a promise need not repeat."""
    if any(source.kind == SourceKind.CITIZEN_DIALOGUE for _, source in facts.of(Source)):
        return
    if facts.agreement.promises:
        yield hit(facts.top, "promises")


@promise_without_dialogue.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    whole = agreement if agreement.promises else exemplary()
    if whole.situation is not None:
        sources = [
            s.evolve(kind="survey") if s.kind == SourceKind.CITIZEN_DIALOGUE else s
            for s in whole.situation.sources
        ]
        whole = whole.evolve(situation=whole.situation.evolve(sources=sources))
    return whole, "/promises"


MOST_WORDS: Final = 60
HARDEST: Final = 60
"""LIX over 60 is counted as very hard, as in texts by specialists for each other."""
FEWEST_WORDS: Final = 20
"""LIX says nothing of a shorter text: two long words in a heading make it "very hard"."""


@check(
    "R307", "promise-hard-to-read", INFO,
    message=(
        "löftet är svårt att läsa: {words} ord, läsbarhetsindex (LIX) {lix}",
        "the promise is hard to read: {words} words, readability index (LIX) {lix}",
    ),
    why=(
        "Ett löfte vänder sig till alla som bor i kommunen.",
        "A promise is addressed to everyone who lives in the municipality.",
    ),
    mend=(
        "Skriv kortare meningar med vanliga ord, och flytta det som kan stå i åtagandena.",
        "Write shorter sentences in everyday words, and move what the commitments can say.",
    ),
)  # fmt: skip
def promise_hard_to_read(facts: Facts) -> Iterator[Hit]:
    """The text of a promise is short, or easy to read."""
    for place, promise in facts.of(Promise):
        text = swedish(facts, promise.text)
        words, index = len(words_of(text)), lix(text)
        if words > MOST_WORDS or (words >= FEWEST_WORDS and index > HARDEST):
            yield hit(place, "text", words=words, lix=index)


@promise_hard_to_read.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    text = Text(
        sv="Trygghetsvandringar genomförs kontinuerligt av lokalpolisområdet tillsammans med "
        "kommunens fritidsförvaltning, gatukontoret, fastighetsägarna, bostadsbolagen, "
        "föräldraföreningarna, grannsamverkansombuden och ungdomsmottagningen på torget och i "
        "kvarteren runt omkring.",
        en="We go on safety walks in the square.",
    )
    broken, pointer = _with_promise(agreement, text=text)
    return broken, f"{pointer}/text"


@check(
    "R308", "promise-without-contact", INFO,
    message=(
        "det framgår inte vem man kan vända sig till om löftena",
        "it is not said whom to turn to about the promises",
    ),
    why=(
        "Den som har fått ett löfte ska kunna fråga hur det går.",
        "Whoever has been given a promise must be able to ask how it goes.",
    ),
    mend=(
        "Ange en kontaktfunktion för löftet, eller för hela överenskommelsen.",
        "Give a contact function for the promise, or for the whole agreement.",
    ),
)  # fmt: skip
def promise_without_contact(facts: Facts) -> Iterator[Hit]:
    """The promise or the agreement gives a function to turn to; all that do not, at once."""
    if facts.agreement.contact is not None:
        return
    if lacking := tuple(place.pointer() for place, p in facts.of(Promise) if p.contact is None):
        yield hit(facts.top, "promises", related=lacking)


@promise_without_contact.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    broken, _ = _with_promise(agreement, contact=None)
    return broken.evolve(contact=None), "/promises"


@check(
    "R309", "promise-without-problem", INFO,
    message=(
        "löftet är inte kopplat till något problem eller mål",
        "the promise is linked to no problem and no goal",
    ),
    why=(
        "Det ska framgå varför löftet ges och vad det ska leda till.",
        "It should be seen why the promise is given and what it is to lead to.",
    ),
    mend=("Ange problemet som löftet möter, eller målet.", "Name the problem it meets, or the goal."),
    source=BRA_PROMISES,
)  # fmt: skip
def promise_without_problem(facts: Facts) -> Iterator[Hit]:
    """A promise meets a problem or serves a goal, where the agreement names any."""
    if next(facts.of(Problem), None) is None and next(facts.of(Goal), None) is None:
        return  # that they are all missing is told once, of the agreement
    for place, promise in facts.of(Promise):
        if not promise.problems and not promise.goals:
            yield hit(place)


@promise_without_problem.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    situation = agreement.situation
    has_any = agreement.goals or (situation is not None and situation.problems)
    return _with_promise(agreement if has_any else exemplary(), problems=(), goals=())


LONGEST_DAYS: Final = 366 + 31
"""Thirteen months: a year, and a month for the change from one promise to the next."""


@check(
    "R311", "promise-over-a-year", INFO,
    message=("löftet gäller {period}, längre än 13 månader", "the promise holds {period}, longer than 13 months"),
    why=(
        "Löften brukar förnyas varje år, efter nya dialoger med invånarna.",
        "Promises are usually renewed every year, after new dialogues with the inhabitants.",
    ),
    mend=(
        "Låt löftet gälla ett år och fortsätta i ett nytt.",
        "Let it hold for a year and be carried on by a new one.",
    ),
)  # fmt: skip
def promise_over_a_year(facts: Facts) -> Iterator[Hit]:
    """A promise that has a period of its own holds for a year or so."""
    for place, promise in facts.of(Promise):
        period = promise.period
        if period is not None and (period.days or 0) > LONGEST_DAYS:
            yield hit(place, "period", period=str(period))


@promise_over_a_year.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    broken, pointer = _with_promise(agreement, period="2025/2026")
    return broken, f"{pointer}/period"
