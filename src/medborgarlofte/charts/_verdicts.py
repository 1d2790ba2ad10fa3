"""The promises of many agreements, by verdict and year."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from medborgarlofte.checking import day_of
from medborgarlofte.codelists import Verdict
from medborgarlofte.evaluation._known import when_made
from medborgarlofte.findings import to_language
from medborgarlofte.model import Agreement, Assessment, FollowUp, Promise
from medborgarlofte.values import PartialDate

from ._frame import (
    GREEN,
    GREY,
    INK,
    ORANGE,
    PALE,
    RED,
    SKY,
    Row,
    agreements_of,
    altair,
    data,
    finish,
    nothing,
)  # fmt: skip
from ._words import say

if TYPE_CHECKING:
    import altair as alt

NOT_JUDGED: Final = "not_judged"
_COLOURS: Final = {
    Verdict.KEPT: GREEN,
    Verdict.PARTLY_KEPT: SKY,
    Verdict.NOT_KEPT: RED,
    Verdict.ONGOING: ORANGE,
    Verdict.CANNOT_BE_ASSESSED: GREY,
    NOT_JUDGED: PALE,
}
_ROOM: Final = 88
_STEP: Final = 26
_FULL: Final = 30
"""Years that are all shown."""


def verdicts(
    agreements: Agreement | Iterable[Agreement],
    *,
    lang: str = "sv",
    on: date | PartialDate | str | None = None,
) -> "alt.HConcatChart | alt.LayerChart":
    """Draw how many promises were kept, partly, or not (löften efter omdöme), year by year.

    A promise counts once in each year that it holds: by the last verdict told of that year, or
    as not judged. A judgement is of the year that it speaks of (``as_of``), else of the last
    year that its follow-up covers, else of the year in which the follow-up was made. A year
    that has not ended is there only where something was judged.

    Args:
        agreements: One agreement or many.
        lang: The language of the words, ``sv`` or ``en``.
        on: The day that counts as today; the present day in Sweden where left out.

    Raises:
        AgreementError: S003 where something is of the wrong kind, S308 where *on* is no date.
        ImportError: where the extra ``charts`` is not installed.

    Example:
        >>> from medborgarlofte import examples
        >>> from medborgarlofte.charts import verdicts
        >>> verdicts(examples.load("strangnas"), lang="en", on="2020-02-01").description
        'Promises by verdict and year. 2019: 3 kept.'
    """
    found, lang, today = agreements_of(agreements), to_language(lang), day_of(on)
    title = say("promises_by_verdict", lang)
    counts, timeless = _counts(found, today)
    if not counts:
        return nothing(lang, title)
    years = _all_years({year for year, _ in counts})
    most = max(counts.values())
    columns = [
        _column(verdict, years, counts, most, lang, first=not number)
        for number, verdict in enumerate(_COLOURS)
    ]
    notes = [f"{say('without_year', lang)}: {timeless}"] if timeless else []
    chart: alt.HConcatChart = altair().hconcat(*columns, spacing=14)
    described = _described(title, years, counts, lang)
    return finish(chart, lang, title, notes, described)


def _counts(agreements: Iterable[Agreement], on: date) -> tuple[Counter[tuple[int, str]], int]:
    """How many promises there are of each year and verdict, and how many have no year."""
    counts: Counter[tuple[int, str]] = Counter()
    timeless = 0
    for agreement in agreements:
        for promise in agreement.promises:
            judged = dict(_judged(agreement, promise))
            years = {*judged, *_years(agreement, promise, on)}
            timeless += not years
            counts.update((year, judged.get(year, NOT_JUDGED)) for year in years)
    return counts, timeless


def _judged(agreement: Agreement, promise: Promise) -> Iterator[tuple[int, Verdict]]:
    """The verdicts of *promise* by year, the latest told last."""
    told = sorted(agreement.assessments_of(promise), key=lambda pair: when_made(pair[0]))
    for follow_up, assessment in told:
        year = _year(follow_up, assessment)
        if year is not None and assessment.fulfilment is not None:
            yield year, assessment.fulfilment


def _year(follow_up: FollowUp, assessment: Assessment) -> int | None:
    if assessment.as_of is not None:
        return assessment.as_of.last_day.year
    if follow_up.period is not None and follow_up.period.last_day is not None:
        return follow_up.period.last_day.year
    return None if follow_up.date is None else follow_up.date.last_day.year


def _years(agreement: Agreement, promise: Promise, on: date) -> Iterator[int]:
    """The years, ended by the day *on*, in which *promise* holds."""
    period = promise.period or agreement.period
    if period is not None:
        last = on.year - 1 if period.last_day is None else min(period.last_day.year, on.year - 1)
        yield from range(period.first_day.year, last + 1)


def _all_years(counted: set[int]) -> list[int]:
    """The years from first to last; those without promises too, unless they are very many."""
    every = range(min(counted), max(counted) + 1)
    return list(every) if len(every) <= _FULL else sorted(counted)


def _label(verdict: str, lang: str) -> str:
    return verdict.label(lang) if isinstance(verdict, Verdict) else say(NOT_JUDGED, lang)


def _column(
    verdict: str,
    years: list[int],
    counts: Counter[tuple[int, str]],
    most: int,
    lang: str,
    *,
    first: bool,
) -> Any:
    """The bars of one verdict, a year below the other."""
    alt = altair()
    rows: list[Row] = [{"year": str(year), "count": counts[year, verdict]} for year in years]
    axis = alt.Axis(
        title=None, ticks=False, domain=False, labels=first, labelFontSize=12, labelPadding=8
    )
    y = alt.Y("year:O", axis=axis, sort=[str(year) for year in years])
    x = alt.X("count:Q", axis=None, scale=alt.Scale(domain=[0, most], nice=False))
    bar = alt.Chart(data([row for row in rows if row["count"]])).mark_bar(
        color=_COLOURS[verdict], stroke=INK, strokeWidth=0.6, size=15
    )
    text = alt.Chart(data(rows)).mark_text(
        align="left", baseline="middle", dx=5, fontSize=11, color=INK
    )
    name = alt.TitleParams(
        _label(verdict, lang), anchor="start", frame="group", fontSize=11, offset=6
    )
    layers = alt.layer(bar.encode(x=x, y=y), text.encode(x=x, y=y, text="count:N"))
    return layers.properties(width=_ROOM, height=_STEP * len(years), title=name)


def _described(title: str, years: list[int], counts: Counter[tuple[int, str]], lang: str) -> str:
    told = (
        f"{year}: "
        + ", ".join(f"{counts[year, v]} {_label(v, lang)}" for v in _COLOURS if counts[year, v])
        for year in years
    )
    return f"{title}. {'; '.join(told)}."
