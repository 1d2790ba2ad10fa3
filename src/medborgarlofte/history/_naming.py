"""What a renewed agreement is called: its title and its id, with the years of its time."""

import re
from collections.abc import Collection, Iterator
from itertools import count
from typing import Final

from medborgarlofte.findings import holds_personal_number
from medborgarlofte.model import Agreement
from medborgarlofte.values import Period, Text
from medborgarlofte.values.text import trouble_in_text

_YEARS: Final = re.compile(
    r"(?<![0-9])(?P<first>(?:19|2[012])[0-9]{2})(?: ?[–-] ?(?:[0-9]{2}){1,2})?(?![0-9])"
)
_YEARS_LAST: Final = re.compile(r"[._-]+(?:19|2[012])[0-9]{2}(?:-(?:19|2[012])[0-9]{2})?$")
_LONGEST_STEM: Final = 100


def _years(period: Period, dash: str) -> str:
    first, last = period.first_day.year, period.last_day
    if last is None:
        return f"{first:04}" if dash == "-" else f"{first:04}{dash}"
    return f"{first:04}" if last.year == first else f"{first:04}{dash}{last.year:04}"


def renewed_title(old: Agreement, period: Period) -> Text:
    """The title with the years of *period*, in every language that it is in."""
    title = old.title
    if title.plain is not None:
        return Text(_renewed(title.plain, old.period, period))
    pairs = {tag: _renewed(text, old.period, period) for tag, text in title.translations}
    return Text({**pairs, **title.extensions})


def _renewed(title: str, before: Period | None, now: Period) -> str:
    """The years of the earlier time exchanged for those of *now*, or these put last."""
    years = _years(now, "–")
    found = [
        match
        for match in _YEARS.finditer(title)
        if before is None or int(match["first"]) == before.first_day.year
    ]
    if found:
        made = title[: found[-1].start()] + years + title[found[-1].end() :]
    else:
        made = f"{title}, {years}"
    # a title may be as long as a text can be, or have digits that the years would join
    return title if trouble_in_text(made) or holds_personal_number(made) else made


def renewed_id(old: Agreement, period: Period) -> str:
    """An id of its own: that of the old agreement with the years of *period*."""
    taken = {old.id, *_named_elsewhere(old)}
    stem = _YEARS_LAST.sub("", old.id)[:_LONGEST_STEM]
    made = f"{stem}-{_years(period, '-')}"
    if holds_personal_number(made):
        made = f"fornyad-{_years(period, '-')}"
    return _free(made, taken)


def _named_elsewhere(agreement: Agreement) -> Iterator[str]:
    """The ids of other agreements that this one speaks of."""
    for place in agreement.places:
        name = getattr(place.part, "agreement", None)  # a relation's, or a continuation's
        if isinstance(name, str):
            yield name


def _free(name: str, taken: Collection[str]) -> str:
    if name not in taken:
        return name
    return next(made for n in count(2) if (made := f"{name}-{n}") not in taken)
