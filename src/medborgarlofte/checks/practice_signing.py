"""R1: who agrees, and who signs."""

import re
from collections.abc import Iterator
from typing import Final

from medborgarlofte.codelists import PartyKind, PoliceLevel
from medborgarlofte.findings import Severity
from medborgarlofte.model import Agreement, Party, Place, Signatory

from ._breaking import fresh_id, with_added
from ._exemplary import exemplary
from ._facts import Facts
from ._practice import ACTION_PLAN, COOPERATION, signings
from ._registry import Hit, check, hit
from ._sources import BRA_AGREEMENT, BRA_JOINT

WARNING, INFO = Severity.WARNING, Severity.INFO


@check(
    "R101", "no-signature", WARNING,
    message=("ingen undertecknare är angiven", "nobody is named as having signed"),
    why=(
        "Den som undertecknar svarar för att det som lovas blir av.",
        "Whoever signs answers for what is promised being done.",
    ),
    mend=("Lägg till undertecknarnas befattningar, parter och datum.", "Add the offices, parties and dates of those who signed."),
    source=BRA_JOINT,
)  # fmt: skip
def no_signature(facts: Facts) -> Iterator[Hit]:
    """Somebody has signed; an action plan is decided on, not signed."""
    agreement = facts.agreement
    if agreement.kind is not ACTION_PLAN and not agreement.signatories:
        yield hit(facts.top)


@no_signature.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    return agreement.evolve(kind=COOPERATION, signatories=()), ""


@check(
    "R102", "signing-date-unknown", INFO,
    message=("det framgår inte när överenskommelsen undertecknades", "it is not said when the agreement was signed"),
    why=(
        "Utan datum går det inte att se vad som gällde när.",
        "Without a date one cannot see what held when.",
    ),
    mend=("Ange datumet så noga som det är känt; året räcker.", "Give the date as exactly as it is known; a year will do."),
)  # fmt: skip
def signing_date_unknown(facts: Facts) -> Iterator[Hit]:
    """What has been signed was so at some time; an unsigned one is another rule's matter."""
    if facts.agreement.signatories and not signings(facts):
        yield hit(facts.top)


@signing_date_unknown.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    if not agreement.signatories:
        agreement = exemplary()
    undated = [signatory.evolve(signed=None) for signatory in agreement.signatories]
    return agreement.evolve(signed=None, signatories=undated), ""


_DAYS_TO_SIGN: Final = 30


@check(
    "R103", "signed-after-start", WARNING,
    message=(
        "undertecknad minst {days} dagar efter att överenskommelsen börjat gälla",
        "signed at least {days} days after the agreement began to hold",
    ),
    why=(
        "Till dess är ingen bunden av det som redan sägs gälla.",
        "Until then nobody is bound by what is said to hold already.",
    ),
    mend=("Kontrollera datumen. Stämmer de, teckna nästa överenskommelse i god tid.", "Check the dates. If they are right, sign the next agreement in good time."),
)  # fmt: skip
def signed_after_start(facts: Facts) -> Iterator[Hit]:
    """The last to sign does so within a month of the first day, as far as is certain."""
    period, dated = facts.agreement.period, signings(facts)
    if period is None or not dated:
        return
    signed, place = max(dated, key=lambda pair: pair[0])
    days = (signed.first_day - period.first_day).days
    if days > _DAYS_TO_SIGN:
        yield hit(place, "signed", days=days)


@signed_after_start.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    signatories = [signatory.evolve(signed=None) for signatory in agreement.signatories]
    late = agreement.evolve(period="2025/2026", signed="2025-03", signatories=signatories)
    return late, "/signed"


_MUNICIPAL: Final = frozenset({PartyKind.MUNICIPALITY, PartyKind.CITY_DISTRICT})
_MUST_SIGN: Final = _MUNICIPAL | {PartyKind.POLICE}


@check(
    "R105", "too-few-parties", WARNING,
    message=("polis och kommun är inte båda parter", "police and municipality are not both parties"),
    why=(
        "En samverkansöverenskommelse sluts mellan polis och kommun.",
        "A cooperation agreement is made between police and municipality.",
    ),
    mend=("Lägg till den part som saknas, eller ange rätt sorts part.", "Add the party that is missing, or give the right kind."),
    source=BRA_AGREEMENT,
)  # fmt: skip
def too_few_parties(facts: Facts) -> Iterator[Hit]:
    """A cooperation agreement has both; a promise or a plan may be one party's alone."""
    kinds = {party.kind for party in facts.agreement.parties}
    both = PartyKind.POLICE in kinds and kinds & _MUNICIPAL
    if facts.agreement.kind is COOPERATION and not both:
        yield hit(facts.top)


@too_few_parties.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    # the kind changes, not the list: other parts refer to the parties
    parties = [
        party.evolve(kind=PartyKind.AGENCY, police_level=None, municipality_code=None)
        if party.kind == PartyKind.POLICE
        else party
        for party in agreement.parties
    ]
    return agreement.evolve(kind=COOPERATION, parties=parties), ""


class _Signed:
    """Which parties have signed, or are part of one that has; each is asked for once."""

    def __init__(self, facts: Facts, signed: set[str | None]) -> None:
        self._facts = facts
        self._known = {name: True for name in signed if name is not None}

    def covers(self, name: str) -> bool:
        """Tell whether somebody signed for the party with the id *name*, or for one above it."""
        way: list[str] = []
        above: str | None = name
        while (
            above is not None and above not in self._known
        ):  # a way that comes back to itself leads to nobody
            self._known[above] = False
            way.append(above)
            place = self._facts.named("Party", above)
            above = getattr(place.part, "part_of", None) if place else None
        self._known.update(dict.fromkeys(way, above is not None and self._known[above]))
        return self._known[name]


@check(
    "R106", "signature-of-party-missing", INFO,
    message=("ingen undertecknare är angiven för {id}", "nobody is named as having signed for {id}"),
    why=(
        "Både polisen och kommunen ska ha undertecknat.",
        "Both the police and the municipality are to have signed.",
    ),
    mend=("Lägg till den som undertecknat för parten.", "Add the one who signed for the party."),
    source=BRA_JOINT,
)  # fmt: skip
def signature_of_party_missing(facts: Facts) -> Iterator[Hit]:
    """Where somebody signs, each police and municipal party does, or a body it is part of.

    Levels above a party are listed to say where it belongs, and need not sign.
    """
    parties_signed = {signatory.party for signatory in facts.agreement.signatories}
    if not parties_signed or None in parties_signed:  # nobody, or somebody whose party is not told
        return
    parties = [(place, p) for place, p in facts.of(Party) if p.kind in _MUST_SIGN]
    above = {party.part_of for _, party in parties}
    signed = _Signed(facts, parties_signed)
    for place, party in parties:
        if party.id not in above and not signed.covers(party.id):
            yield hit(place, id=party.id)


@signature_of_party_missing.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    if not agreement.signatories or any(s.party is None for s in agreement.signatories):
        agreement = exemplary()
    district = Party(id=fresh_id(agreement, "stadsdel"), name="Norr", kind=PartyKind.CITY_DISTRICT)
    broken, at = with_added(agreement, "parties", district)
    return broken, f"/parties/{at}"


_HEAD_OF_LOCAL_POLICE: Final = re.compile(
    r"(?=.*(?:lokalpolis|\blpo|local police))(?=.*(?:chef|head|chief))", re.DOTALL
)
_CHAIR_OF_BOARD: Final = re.compile(
    r"(?=.*(?:kommunstyrelse|\bks\b|executive board))(?=.*(?:ordf|chair))|.*\bkso\b", re.DOTALL
)


def _usual(party: Party) -> re.Pattern[str] | None:
    """What the role of the one who signs for *party* usually says; ``None`` if anything."""
    if party.kind == PartyKind.MUNICIPALITY:
        return _CHAIR_OF_BOARD
    if party.kind == PartyKind.POLICE and party.police_level in (None, PoliceLevel.LOCAL_DISTRICT):
        return _HEAD_OF_LOCAL_POLICE
    return None


@check(
    "R107", "signatory-role-unusual", INFO,
    message=(
        "undertecknaren är varken chef för lokalpolisområdet eller kommunstyrelsens ordförande",
        "the signatory is neither head of the local police district nor chair of the municipal executive board",
    ),
    why=(
        "De två kan svara för att överenskommelsen blir verklighet; tillförordnad räknas också.",
        "These two can answer for the agreement being carried out; one who is acting counts too.",
    ),
    mend=("Kontrollera befattningen. Stämmer den behöver inget ändras.", "Check the office. If it is right, nothing need be changed."),
    source=BRA_AGREEMENT,
)  # fmt: skip
def signatory_role_unusual(facts: Facts) -> Iterator[Hit]:
    """One of those who sign for a party holds the office that Brå names; told once a party."""
    by_party: dict[str, list[tuple[Place, str]]] = {}
    for place, signatory in facts.of(Signatory):
        if signatory.party is not None:
            role = " ".join(signatory.role.strings()).casefold() if signatory.role else ""
            by_party.setdefault(signatory.party, []).append((place, role))
    for name, signing in by_party.items():
        party = facts.agreement.find(Party, name)
        usual = _usual(party) if party else None
        # an office that is not told may be the usual one
        if usual and all(role and not usual.match(role) for _, role in signing):
            yield hit(signing[0][0], "role")


@signatory_role_unusual.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    agreement = exemplary()  # the office of a certain party's only signatory
    ours, theirs = agreement.signatories
    return agreement.evolve(signatories=(ours, theirs.evolve(role="Kommundirektör"))), (
        "/signatories/1/role"
    )
