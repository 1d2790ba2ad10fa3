"""What a text that is no date was most likely meant to be: only ever told, never taken."""

import re
from collections.abc import Callable
from typing import Final

_LONGEST: Final = 40
_MONTHS: Final = (
    ("januari", "january"),
    ("februari", "february"),
    ("mars", "march"),
    ("april", "april"),
    ("maj", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("augusti", "august"),
    ("september", "september"),
    ("oktober", "october"),
    ("november", "november"),
    ("december", "december"),
)
_NUMBERS: Final = {
    written: number
    for number, names in enumerate(_MONTHS, start=1)
    for name in names
    for written in (name, name[:3], f"{name[:3]}.")
}
_SHAPES: Final = tuple(
    re.compile(shape, re.ASCII)
    for shape in (
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?:[t ].*)?",
        r"(?P<day>\d{1,2})/(?P<month>\d{1,2}) (?P<year>\d{4})",
        r"(?P<day>1[3-9]|2\d|3[01])[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})",
        r"(?:den )?(?P<day>\d{1,2})\.? (?P<name>[a-z]+\.?),? (?P<year>\d{4})",
        r"(?P<name>[a-z]+\.?) (?P<day>\d{1,2}),? (?P<year>\d{4})",
        r"(?P<name>[a-z]+\.?),? (?P<year>\d{4})",
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})",
    )
)
"""Ways in which a day or a month is often written. ``3/4/2016`` is told by none: it has two."""


def meant_by(text: str, is_date: Callable[[str], bool]) -> str | None:
    """The date that *text* says in another form, where one is likely.

    Args:
        text: What stands in the place of a date.
        is_date: Tells whether a text is a date of the format.
    """
    if len(text) > _LONGEST:
        return None
    for shape in _SHAPES:
        if found := shape.fullmatch(text.strip().lower()):
            parts = found.groupdict()
            name = parts.get("name")
            month = _NUMBERS.get(name, 0) if name else int(parts["month"])
            date = f"{parts['year']}-{month:02}"
            if parts.get("day"):
                date += f"-{int(parts['day']):02}"
            if is_date(date):
                return date
    return None


def meant_as_period(text: str, is_date: Callable[[str], bool]) -> str | None:
    """The period that *text* says with a dash for the slash: ``2016-2019``, ``2016 – 2019``."""
    if len(text) > _LONGEST:
        return None
    for dash in (" - ", "–", "—", "-", " till "):
        start, between, end = text.partition(dash)
        if between and is_date(start.strip()) and is_date(end.strip()):
            return f"{start.strip()}/{end.strip()}"
    return None
