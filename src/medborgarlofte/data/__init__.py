"""Municipalities and counties (kommuner och län), with the codes of SCB.

Source: the public data set "swedish-geodata" (sjbrg), CC0 1.0.
"""

import csv
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final

from attrs import frozen

__all__ = ["IN_FORCE_SINCE", "County", "Municipality", "counties", "municipalities"]

IN_FORCE_SINCE: Final = date(2007, 1, 1)
"""When the division told here began: that day Heby came to Uppsala län and got the code 0331."""


@frozen
class County:
    """A county (län).

    Example:
        >>> from medborgarlofte.data import counties
        >>> counties()["19"]
        County(code='19', name='Västmanlands län', short_name='Västmanland')

    Attributes:
        code: Two digits.
        name: Such as ``Västmanlands län``.
        short_name: Such as ``Västmanland``.
    """

    code: str
    name: str
    short_name: str


@frozen
class Municipality:
    """A municipality (kommun).

    Example:
        >>> from medborgarlofte.data import municipalities
        >>> town = municipalities()["1980"]
        >>> town.name, town.county.name
        ('Västerås kommun', 'Västmanlands län')

    Attributes:
        code: Four digits; the first two are the county's.
        name: Such as ``Västerås kommun``.
        short_name: Such as ``Västerås``.
        county: Its county.
    """

    code: str
    name: str
    short_name: str
    county: County


def _rows(name: str) -> list[dict[str, str]]:
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def counties() -> Mapping[str, County]:
    """The 21 counties (län) by their two-digit codes.

    Source: the county codes of SCB (Statistics Sweden).

    Example:
        >>> from medborgarlofte.data import counties
        >>> len(counties()), counties()["04"].short_name
        (21, 'Södermanland')
    """
    return MappingProxyType(
        {
            row["county_code"]: County(
                row["county_code"], row["county_name"], row["county_name_short"]
            )
            for row in _rows("counties.csv")
        }
    )


@cache
def municipalities() -> Mapping[str, Municipality]:
    """The 290 municipalities (kommuner) by their four-digit codes.

    Source: the municipality codes of SCB (Statistics Sweden).

    Example:
        >>> from medborgarlofte.data import municipalities
        >>> len(municipalities()), municipalities()["0486"].short_name
        (290, 'Strängnäs')
    """
    return MappingProxyType(
        {
            row["municipality_code"]: Municipality(
                row["municipality_code"],
                row["municipality_name"],
                row["municipality_name_short"],
                counties()[row["county_code"]],
            )
            for row in _rows("municipalities.csv")
        }
    )
