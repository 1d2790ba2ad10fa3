"""K4: the codes of municipalities and organisations, and the numbers of persons."""

import re
import unicodedata
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Final

from medborgarlofte.codelists import PartyKind
from medborgarlofte.data import Municipality, municipalities
from medborgarlofte.findings import (
    Severity,
    discreet,
    holds_personal_number,
    passes_luhn,
)
from medborgarlofte.model import Agreement, Area, Party, Place, RegistrationNumber
from medborgarlofte.values import FieldSpec, JsonObject, slug

from ._breaking import fresh_id, with_added
from ._facts import Facts
from ._registry import Hit, check, hit, replacement
from ._sources import IMY_NUMBERS, SCB_CODES

ERROR = Severity.ERROR

# ── Municipalities by name ─────────────────────────────────────────────────────

_LONGEST_NAME: Final = 60
_SHORTEST_GUESS: Final = 5  # of Åre, Eda and Ale too little is left when a letter is wrong


@cache
def _by_name() -> Mapping[str, str]:
    """The codes by every common way to write the name; no two municipalities share one."""
    return {
        name.casefold(): code
        for code, municipality in municipalities().items()
        for name in _ways_to_write(municipality)
    }


def _ways_to_write(municipality: Municipality) -> Iterator[str]:
    short = municipality.short_name
    for name in (short, f"{short}s"):
        yield from (name, f"{name} kommun", f"{name} stad")
    yield from (f"City of {short}", f"Municipality of {short}", f"{short} Municipality")
    yield from (f"{short} City", municipality.name)
    if short == "Gotland":  # the one municipality that calls itself a region
        yield "Region Gotland"


@cache
def _by_near_name() -> Mapping[str, frozenset[str]]:
    """The codes by short name with one letter left out, and without dots and rings."""
    near: dict[str, set[str]] = {}
    for code, municipality in municipalities().items():
        for name in _near(municipality.short_name):
            near.setdefault(name, set()).add(code)
    return {name: frozenset(codes) for name, codes in near.items()}


def _near(name: str) -> Iterator[str]:
    """*name* and what is left of it when any one letter is taken away.

    Two names that differ by one letter, added, lost, changed or moved, have one in common.
    """
    plain = slug(name).removesuffix("-kommun").removesuffix("-stad")
    yield plain
    if len(plain) >= _SHORTEST_GUESS:
        yield from (plain[:at] + plain[at + 1 :] for at in range(len(plain)))


def codes_named(names: Iterable[str]) -> set[str]:
    """The codes of the municipalities that *names* are the names of."""
    tidy = (" ".join(unicodedata.normalize("NFC", n).split()) for n in names if _is_short(n))
    return {_by_name()[name.casefold()] for name in tidy if name.casefold() in _by_name()}


def _is_short(name: str) -> bool:
    return len(name) <= _LONGEST_NAME


def _likely(code: str, names: tuple[str, ...]) -> str:
    """The code most likely meant: by name, by a name like it, or the nearest number."""
    if exact := codes_named(names):
        return min(exact)
    like = _by_near_name()
    for name in filter(_is_short, names):
        guesses = set[str]().union(*(like.get(near, ()) for near in _near(name)))
        if len(guesses) == 1:
            return guesses.pop()
    known = sorted(municipalities())
    at = bisect(known, code)
    return min(known[max(at - 1, 0) : at + 1], key=lambda other: abs(int(other) - int(code)))


@check(
    "K401", "unknown-municipality-code", ERROR,
    message=(
        "kommunkoden {code} finns inte; jämför {suggestion}, {name}",
        "there is no municipality code {code}; compare {suggestion}, {name}",
    ),
    why=(
        "Utan rätt kod går uppgifterna inte att föra till en kommun.",
        "Without the right code the facts cannot be assigned to a municipality.",
    ),
    mend=("Ange en av SCB:s 290 kommunkoder.", "Give one of the 290 codes of Statistics Sweden."),
    source=SCB_CODES,
)  # fmt: skip
def unknown_municipality_code(facts: Facts) -> Iterator[Hit]:
    """A municipality code is one of the 290; mended where the name is that of one."""
    coded: tuple[type[Party | Area], ...] = (Party, Area)
    for cls in coded:
        for place, part in facts.of(cls):
            code, names = part.municipality_code, part.name.strings()
            if code is None or code in municipalities():
                continue
            likely, at = _likely(code, names), "municipality_code"
            mend = replacement(place, at, value=likely) if codes_named(names) == {likely} else None
            name = municipalities()[likely].short_name
            yield hit(place, at, mend=mend, code=code, suggestion=likely, name=name)


@unknown_municipality_code.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    city = Party(
        id=fresh_id(agreement), name="Västerås stad", kind="municipality", municipality_code="1908"
    )
    broken, at = with_added(agreement, "parties", city)
    return broken, f"/parties/{at}/municipality_code"


@check(
    "K402", "municipality-code-does-not-fit-name", ERROR,
    message=(
        "kommunkoden {code} är en annan kommuns; {name} har {suggestion}",
        "the code {code} is another municipality’s; that of {name} is {suggestion}",
    ),
    why=(
        "Uppgifterna förs till fel kommun.",
        "The facts are assigned to the wrong municipality.",
    ),
    mend=("Rätta koden eller namnet.", "Mend the code or the name."),
    source=SCB_CODES,
)  # fmt: skip
def municipality_code_does_not_fit_name(facts: Facts) -> Iterator[Hit]:
    """A municipality with the name of one does not have the code of another."""
    for place, party in facts.of(Party):
        code, step = party.municipality_code, "municipality_code"
        if party.kind != PartyKind.MUNICIPALITY or code is None or code not in municipalities():
            continue
        named = codes_named(party.name.strings())
        if named and code not in named:
            right = municipalities()[min(named)]
            yield hit(place, step, code=code, suggestion=right.code, name=right.short_name)


@municipality_code_does_not_fit_name.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    city = Party(
        id=fresh_id(agreement), name="Västerås stad", kind="municipality", municipality_code="0486"
    )
    broken, at = with_added(agreement, "parties", city)
    return broken, f"/parties/{at}/municipality_code"


# ── Numbers of organisations and persons ───────────────────────────────────────


@check(
    "K403", "organisation-number-check-digit", ERROR,
    message=("organisationsnumrets kontrollsiffra stämmer inte", "the check digit of the organisation number is wrong"),
    why=("Numret är felskrivet och hör till ingen eller till någon annan.", "The number is mistyped, and belongs to nobody or to another."),
    mend=("Kontrollera numret hos Bolagsverket eller SCB.", "Look the number up at Bolagsverket or Statistics Sweden."),
)  # fmt: skip
def organisation_number_check_digit(facts: Facts) -> Iterator[Hit]:
    """The last digit of an organisation number checks the others; the number is not told."""
    for place, party in facts.of(Party):
        number = party.organisation_number
        if number is not None and not passes_luhn(number.replace("-", "")):
            yield hit(place, "organisation_number")


@organisation_number_check_digit.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    party = Party(
        id=fresh_id(agreement), name="Exempel AB", kind="company", organisation_number="212000-0143"
    )
    broken, at = with_added(agreement, "parties", party)
    return broken, f"/parties/{at}/organisation_number"


@check(
    "K404", "personal-identity-number", ERROR,
    message=("här står något som ser ut som ett personnummer", "here is what looks like a personal identity number"),
    why=(
        "Personnummer är extra skyddsvärda och bör visas så lite som möjligt; här behövs de inte.",
        "These numbers are specially protected and should be shown as little as possible; none is needed here.",
    ),
    mend=(
        "Ta bort numret. Är det ett telefonnummer, skriv det som 021-39 00 00; ett diarienummer hör hemma i registration_numbers.",
        "Take the number away. If it is a telephone number, write it as 021-39 00 00; a number in a register of records belongs in registration_numbers.",
    ),
    source=IMY_NUMBERS,
)  # fmt: skip
def personal_identity_number(facts: Facts) -> Iterator[Hit]:
    """No personal identity number stands anywhere, in keys or ids either; it is never told."""
    if facts.is_ordinary and not facts.has_unknown and not any(map(_holds_any, facts.said)):
        return
    told: set[str] = set()
    for place, steps, text in _everything(facts):
        if holds_personal_number(text):
            shown = discreet(steps)
            pointer = place.pointer(*shown)
            if pointer not in told:
                told.add(pointer)
                yield hit(place, *shown)


@personal_identity_number.broken_by
def _(agreement: Agreement) -> tuple[Agreement, str]:
    # made up: whoever was born that day is not in any register of today
    area = Area(id=fresh_id(agreement), name="Hos 18900118-9803")
    broken, at = with_added(agreement, "areas", area)
    return broken, f"/areas/{at}/name"


_FROM_DIGIT_TO_DIGIT: Final = re.compile(r"(?:[0-9][^0-9\0]*+){10,}")


def _holds_any(said: str) -> bool:
    """Whether a number stands in one of many strings with NUL between them."""
    return any(map(holds_personal_number, _FROM_DIGIT_TO_DIGIT.findall(said)))


def _everything(facts: Facts) -> Iterator[tuple[Place, tuple[str | int, ...], str]]:
    """Every string that may hold a number, language tags and whole numbers among them."""
    for place, steps, string, spec in facts.strings():
        if not _is_register_number(place, spec):
            yield place, steps, string
    for place, steps, text in facts.texts():
        for tag in text.languages:
            yield place, steps, tag
        yield from _numbers_in(place, steps, text.extensions)
    for place in facts.agreement.places:
        if place.part.extensions:
            yield from _numbers_in(place, (), place.part.extensions)


def _is_register_number(place: Place, spec: FieldSpec | None) -> bool:
    """Whether it is a number of another sort, that may look like a person's by chance."""
    if spec is None:
        return False
    in_register = spec.name == "number" and isinstance(place.part, RegistrationNumber)
    return in_register or spec.name == "organisation_number"


def _numbers_in(
    place: Place, steps: tuple[str | int, ...], value: object
) -> Iterator[tuple[Place, tuple[str | int, ...], str]]:
    """The whole numbers of ten to twelve digits in an unknown field."""
    if isinstance(value, JsonObject):
        for key, item in value.items():
            yield from _numbers_in(place, (*steps, key), item)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _numbers_in(place, (*steps, index), item)
    elif isinstance(value, int | Decimal) and 10**9 <= value < 10**12 and value == int(value):
        yield place, steps, str(int(value))
