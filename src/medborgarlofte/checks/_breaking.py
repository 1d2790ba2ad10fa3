"""Small tools for the functions that break rules: they must work on any agreement."""

from typing import Any, TypeVar

from medborgarlofte.model import Agreement, Party
from medborgarlofte.values import Part

P = TypeVar("P", bound=Part)


def fresh_id(agreement: Agreement, stem: str = "bruten") -> str:
    """An id that no part of *agreement* has."""
    taken = {getattr(place.part, "id", None) for place in agreement.places}
    number = 1
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


def with_added(agreement: Agreement, name: str, *parts: Part) -> tuple[Agreement, int]:
    """*agreement* with *parts* at the end of the list *name*; and the first one's index."""
    old: tuple[Any, ...] = getattr(agreement, name)
    return agreement.evolve(**{name: (*old, *parts)}), len(old)


def some_party(agreement: Agreement) -> tuple[Agreement, Party]:
    """A party of *agreement*, added where it has none."""
    if agreement.parties:
        return agreement, agreement.parties[0]
    party = Party(id=fresh_id(agreement, "part"), name="Lokalpolisområde Exempel", kind="police")
    return agreement.evolve(parties=(party,)), party
