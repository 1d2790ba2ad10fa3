"""R1: what an agreement tells: for how long, how, to whom, and of the file itself."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from medborgarlofte.codelists import AgreementKind, RelationKind
from medborgarlofte.findings import Severity
from medborgarlofte.model import Agreement, Record
from medborgarlofte.values import Kind, Part, Text, fields_of

from ._exemplary import exemplary
from ._facts import Facts
from ._practice import ACTION_PLAN, COOPERATION, last_day, stands_alone, without_promises
from ._registry import Hit, check, hit
from ._sources import BRA_AGREEMENT, BRA_CARRY_OUT, BRA_DECIDE, BRA_MEASURES, BRA_PROMISES, LAW_2023

WARNING, INFO = Severity.WARNING, Severity.INFO


@check(
    "R104", "no-period", WARNING,
    message=("det framgår inte hur länge överenskommelsen gäller", "it is not said how long the agreement holds"),
    why=(
        "En överenskommelse ska ange sin period; annars vet ingen när den ska följas upp eller förnyas.",
        "An agreement is to state its period, or nobody knows when to follow it up or renew it.",
    ),
    mend=(
        'Ange perioden, t.ex. "period": {"start": "2024", "end": "2027"}; utan end om slutet är öppet.',
        'Give the period, such as "period": {"start": "2024", "end": "2027"}; without end where it is open.',
    ),
    source=BRA_AGREEMENT,
)  # fmt: skip
def no_period(facts: Facts) -> Iterator[Hit]:
    """The time is told; promises of their own may each tell theirs."""
    agreement = facts.agreement
    if agreement.period is not None:
        return
    told = agreement.promises and all(promise.period for promise in agreement.promises)
    if not (told and agreement.kind is AgreementKind.CITIZEN_PROMISE):
        yield hit(facts.top)


@no_period.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    return agreement.evolve(kind=COOPERATION, period=None), ""


@check(
    "R108", "no-organisation", INFO,
    message=("det framgår inte hur samverkan leds och samordnas", "it is not said how the cooperation is led and coordinated"),
    why=(
        "Styrgruppen beslutar om åtgärder och ändringar; kommunpolis och samordnare håller ihop arbetet.",
        "The steering group decides on measures and changes; police officer and coordinator keep it together.",
    ),
    mend=("Beskriv styrgrupp, samordnare och kommunpolis i organisation.", "Describe steering group, coordinator and municipal police officer in organisation."),
    source=BRA_DECIDE,
)  # fmt: skip
def no_organisation(facts: Facts) -> Iterator[Hit]:
    """An agreement tells who steers, unless the one that it is part of does."""
    agreement = facts.agreement
    if agreement.kind is COOPERATION and agreement.organisation is None and stands_alone(agreement):
        yield hit(facts.top)


@no_organisation.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    return agreement.evolve(kind=COOPERATION, organisation=None, relations=()), ""


@check(
    "R109", "no-documentation", WARNING,
    message=("det framgår inte hur arbetet ska dokumenteras", "it is not said how the work is to be documented"),
    why=(
        "Det som inte dokumenteras går inte att följa upp.",
        "What is not documented cannot be followed up.",
    ),
    mend=("Beskriv i documentation hur arbetet dokumenteras.", "Describe in documentation how the work is documented."),
    source=BRA_AGREEMENT,
)  # fmt: skip
def no_documentation(facts: Facts) -> Iterator[Hit]:
    """An agreement tells how the work is documented, unless the one that it is part of does."""
    agreement = facts.agreement
    if (
        agreement.kind is COOPERATION
        and agreement.documentation is None
        and stands_alone(agreement)
    ):
        yield hit(facts.top)


@no_documentation.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    return agreement.evolve(kind=COOPERATION, documentation=None, relations=()), ""


@check(
    "R110", "no-communication", INFO,
    message=("det framgår inte hur löftena görs kända", "it is not said how the promises are made known"),
    why=(
        "Löften är till för invånarna; de ska nå dem, och polisens och kommunens egna medarbetare.",
        "Promises are for the inhabitants, and should reach them and the staff of both parties.",
    ),
    mend=("Beskriv i communication hur löftena görs kända.", "Describe in communication how the promises are made known."),
    source=BRA_CARRY_OUT,
)  # fmt: skip
def no_communication(facts: Facts) -> Iterator[Hit]:
    """Promises are made known."""
    if facts.agreement.promises and facts.agreement.communication is None:
        yield hit(facts.top)


@no_communication.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    if not agreement.promises:
        agreement = exemplary()
    return agreement.evolve(communication=None), ""


@check(
    "R111", "expired-nothing-renewing", INFO,
    message=(
        "överenskommelsen upphörde {ended}, och inget i filen säger vad som förnyat den",
        "the agreement ended {ended}, and nothing in the file says what renewed it",
    ),
    why=(
        "Den som läser filen kan inte se om arbetet går vidare. En nyare fil kan veta mer.",
        "Whoever reads the file cannot see whether the work goes on. A newer file may know more.",
    ),
    mend=("Ange i relations vad den är förnyad genom (renewed_by).", "Say in relations what it was renewed by (renewed_by)."),
)  # fmt: skip
def expired_nothing_renewing(facts: Facts) -> Iterator[Hit]:
    """What has certainly ended is related to an agreement that begins later."""
    agreement = facts.agreement
    end = last_day(agreement, agreement.period)
    if end is None or end >= facts.on:
        return
    began = agreement.period.first_day if agreement.period else date.min
    renewed = any(
        r.kind is RelationKind.RENEWED_BY or (r.period and r.period.first_day > began)
        for r in agreement.relations
    )
    if not renewed:
        cut = agreement.terminated is not None and agreement.terminated.last_day == end
        steps = ("terminated",) if cut else ("period", "end")
        yield hit(facts.top, *steps, ended=end.isoformat())


@expired_nothing_renewing.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    return agreement.evolve(period="2025/2026", terminated="2026-02", relations=()), "/terminated"


@check(
    "R112", "no-translation", INFO,
    message=("alla texter är på ett och samma språk", "every text is in one and the same language"),
    why=(
        "Den som inte läser svenska kan inte ta del av löftena, och de går inte att jämföra utomlands.",
        "Whoever does not read Swedish cannot read the promises, nor compare them abroad.",
    ),
    mend=('Ange titel och löften även på engelska: {"sv": "…", "en": "…"}.', 'Give title and promises in English too: {"sv": "…", "en": "…"}.'),
)  # fmt: skip
def no_translation(facts: Facts) -> Iterator[Hit]:
    """Some text at least can be read in a second language."""
    own = facts.agreement.language
    tags = {tag for _, _, text in facts.texts() for tag in text.languages or (own,)}
    if len({tag.partition("-")[0] for tag in tags}) < 2:
        yield hit(facts.top)


@no_translation.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    return _plain(agreement), ""


def _plain(value: Any) -> Any:
    """*value* with every text in one language only."""
    if isinstance(value, Text):
        return Text(str(value))
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    if isinstance(value, Part):
        held = [s.name for s in fields_of(type(value)) if s.shape.kind in (Kind.TEXT, Kind.PART)]
        return value.evolve(**{name: _plain(getattr(value, name)) for name in held})
    return value


_DAYS_IN_A_YEAR: Final = 365
_DAYS_IN_FOUR_YEARS: Final = 4 * 365 + 1


@check(
    "R114", "period-unusual", INFO,
    message=("perioden är {days} dagar; ett till fyra år är det vanliga", "the period is {days} days; one to four years is usual"),
    why=(
        "På kortare tid hinner lite ske; på längre hinner lägesbilden bli gammal.",
        "In a shorter time little can happen; in a longer the situation picture grows old.",
    ),
    mend=("Kontrollera datumen. Stämmer de behöver inget ändras.", "Check the dates. If they are right, nothing need be changed."),
)  # fmt: skip
def period_unusual(facts: Facts) -> Iterator[Hit]:
    """A cooperation agreement holds for one to four years; a promise may last a summer."""
    agreement = facts.agreement
    days = agreement.period.days if agreement.period else None
    if agreement.kind is not COOPERATION or days is None or days < 1:
        return
    if not _DAYS_IN_A_YEAR <= days <= _DAYS_IN_FOUR_YEARS:
        yield hit(facts.top, "period", days=days)


@period_unusual.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    return agreement.evolve(kind=COOPERATION, period="2025/2029"), "/period"


_BINDING_STEMS: Final = (b"vite", b"skadest", b"sbrott", b"damages", b"breach")
"""One of them is in whatever the pattern finds; looking for them is quicker."""
_BINDING: Final = re.compile(
    r"\b(?:vite|viten|skadestånd\w*|avtalsbrott\w*|kontraktsbrott\w*"
    r"|liquidated damages|breach of contract)\b",
    re.IGNORECASE,
)


@check(
    "R115", "binding-language", INFO,
    message=(
        "texten talar om vite, skadestånd eller avtalsbrott",
        "the text speaks of damages or breach of contract",
    ),
    why=(
        "En samverkansöverenskommelse är inte juridiskt bindande.",
        "A cooperation agreement is not legally binding.",
    ),
    mend=("Skriv om det är parterna emellan; annars behöver inget ändras.", "Reword it if it is between the parties; otherwise nothing need be changed."),
    source=BRA_MEASURES,
)  # fmt: skip
def binding_language(facts: Facts) -> Iterator[Hit]:
    """No text threatens a party with the law of contracts."""
    # as bytes: to lower a str takes twelve bytes for each character
    pieces = (piece.encode().lower() for piece in facts.said)
    if not any(stem in piece for piece in pieces for stem in _BINDING_STEMS):
        return
    for place, steps, text in facts.texts():
        if any(_BINDING.search(words) for words in text.strings()):
            yield hit(place, *steps)


@binding_language.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    return agreement.evolve(
        organisation="Den part som inte medverkar betalar vite."
    ), "/organisation"


@check(
    "R116", "no-promise", INFO,
    message=("inget löfte till invånarna är med", "no promise to the inhabitants is included"),
    why=(
        "Löftena är den del av överenskommelsen som vänder sig till invånarna.",
        "The promises are the part of the agreement that speaks to the inhabitants.",
    ),
    mend=("Lägg till löftena, eller ge ut dem som en egen fil som anger överenskommelsen i relations.", "Add the promises, or publish them as a file of their own that names the agreement in relations."),
    source=BRA_PROMISES,
)  # fmt: skip
def no_promise(facts: Facts) -> Iterator[Hit]:
    """Agreements have promises, here or elsewhere; a plan need not."""
    if facts.agreement.kind is not ACTION_PLAN and not facts.agreement.promises:
        yield hit(facts.top)


@no_promise.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    return without_promises(agreement).evolve(kind=COOPERATION), ""


@check(
    "R117", "no-legal-basis", INFO,
    message=("åtgärdsplanen anger ingen rättslig grund", "the action plan names no legal basis"),
    why=(
        "Lagen om kommuners ansvar för brottsförebyggande arbete kräver en åtgärdsplan; läsaren bör se om det är den.",
        "The law on municipalities' crime prevention asks for an action plan; readers should see whether this is it.",
    ),
    mend=("Ange lagen i legal_basis: SFS 2023:196.", "Name the law in legal_basis: SFS 2023:196."),
    source=LAW_2023,
)  # fmt: skip
def no_legal_basis(facts: Facts) -> Iterator[Hit]:
    """An action plan says which law or decision it rests on."""
    if facts.agreement.kind is ACTION_PLAN and not facts.agreement.legal_basis:
        yield hit(facts.top)


@no_legal_basis.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    return agreement.evolve(kind=ACTION_PLAN, legal_basis=()), ""


@check(
    "R118", "record-incomplete", INFO,
    message=("filen saknar uppgift om utgivare eller licens: {missing}", "the file does not name its publisher or licence: {missing}"),
    why=(
        "Den som vill använda uppgifterna behöver veta vems de är och vad som är tillåtet.",
        "Whoever wants to use the data must know whose they are and what is allowed.",
    ),
    mend=("Fyll i publisher och licence i record, t.ex. CC0-1.0.", "Fill in publisher and licence in record, such as CC0-1.0."),
)  # fmt: skip
def record_incomplete(facts: Facts) -> Iterator[Hit]:
    """The file says whose it is and what one may do with it."""
    record = facts.agreement.record or Record()
    missing = tuple(n for n in ("publisher", "licence") if getattr(record, n) is None)
    if missing:
        yield hit(facts.top, *(("record",) if facts.agreement.record else ()), missing=missing)


@record_incomplete.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    return agreement.evolve(record=None), ""
