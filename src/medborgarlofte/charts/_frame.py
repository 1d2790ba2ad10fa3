"""What every chart has: the library behind it, its look, its title, its words for all.

What a document says reaches a chart as data or as a title, never as a part of an expression,
and never as a name of a field or the key of a group.
"""

import textwrap
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar

from medborgarlofte.findings import AgreementError, Finding, shorten
from medborgarlofte.findings.structure import WRONG_INPUT
from medborgarlofte.model import Agreement
from medborgarlofte.values import PartialDate, Period, Text

from ._words import locale, say

if TYPE_CHECKING:
    import altair as alt

    Layers: TypeAlias = alt.LayerChart
    Drawn: TypeAlias = alt.LayerChart | alt.HConcatChart | alt.VConcatChart | alt.ConcatChart

C = TypeVar("C")

NEEDED: Final = 'charts need their extra: pip install "medborgarlofte[charts]"'
FONT: Final = "Liberation Sans, Arial, Helvetica, sans-serif"
"""The first is in the program that makes still pictures, so that they are the same everywhere."""

# Okabe and Ito's colours: told apart with any sort of colour vision; their greys differ too.
BLUE: Final = "#0072B2"
ORANGE: Final = "#E69F00"
GREEN: Final = "#009E73"
PINK: Final = "#CC79A7"
SKY: Final = "#56B4E9"
RED: Final = "#D55E00"
INK: Final = "#1a1a1a"
GREY: Final = "#6b6b6b"
PALE: Final = "#dddddd"

Row: TypeAlias = dict[str, Any]


def altair() -> ModuleType:
    """The library that draws.

    Raises:
        ImportError: where the extra ``charts`` is not installed.
    """
    try:
        import altair as alt
    except ImportError:
        raise ImportError(NEEDED) from None
    return alt


def agreements_of(values: object) -> tuple[Agreement, ...]:
    """*values* as agreements; one counts as a list of one."""
    if isinstance(values, Agreement):
        return (values,)
    if isinstance(values, str | bytes) or not isinstance(values, Iterable):
        raise wrong("agreements", values)
    found = tuple(values)
    for value in found:
        if not isinstance(value, Agreement):
            raise wrong("agreements", value)
    return found


def wrong(expected: str, found: object) -> AgreementError:
    """The error for something of the wrong kind."""
    return AgreementError.of(Finding.of(WRONG_INPUT, expected=expected, found=type(found).__name__))


def line(text: Text | str, lang: str, agreement: Agreement, longest: int = 60) -> str:
    """*text* on one line, without control characters, at most *longest* characters."""
    if isinstance(text, Text):
        text = text.in_language(lang, plain=agreement.language)
    return shorten(" ".join(text.split()), longest)


def literal(text: str) -> str:
    """*text* as a title that Vega takes as words.

    Vega looks titles up among the names that any object of JavaScript has; a title such as
    ``constructor`` would be one of them. With a space behind it, no name is.
    """
    return f"{text} " if text.isidentifier() else text


def day(value: date) -> str:
    """A day as data: the same in every time zone."""
    return value.isoformat()


def milliseconds(value: date) -> int:
    """A day as the scales of time want it."""
    return (value - date(1970, 1, 1)).days * 86_400_000


def span(when: Period | PartialDate) -> tuple[date, date | None]:
    """The first day of *when* and the day after its last, ``None`` where its end is open."""
    last = when.last_day
    return when.first_day, None if last is None else last + timedelta(days=1)


_IN_WEEKS: Final = range(25, 110)
"""Lengths of time, in days, that are told week by week."""


def time_axis(first: date, after: date, **more: Any) -> Any:
    """The axis of time from *first* to the day before *after*, in UTC."""
    alt = altair()
    room = max((after - first) // 50, timedelta(days=3))
    scale = alt.Scale(
        type="utc", domain=[milliseconds(first - room), milliseconds(after + room)], nice=False
    )
    days = (after - first).days
    form = "%Y" if days > 3 * 366 else "%b %Y" if days > 120 else "%-d %b"
    axis = alt.Axis(title=None, grid=True, labelOverlap="greedy", tickCount=7, format=form)
    if days in _IN_WEEKS:  # left to itself, the axis would begin them on Sundays
        monday = first - timedelta(days=first.weekday())
        weeks = range(0, days + 7, 7)
        axis["values"] = [milliseconds(monday + timedelta(days=each)) for each in weeks]
    return alt.X("start:T", scale=scale, axis=axis, **more)


def data(rows: Sequence[Row]) -> Any:
    """*rows* as the data of one layer."""
    return altair().Data(values=list(rows))


def words_on_white(rows: Sequence[Row], **more: Any) -> list[Any]:
    """Words to the right of a place, readable whatever is behind them: two layers."""
    form = {"align": "left", "baseline": "middle", "dx": 9, "fontSize": 11, **more}
    chart = altair().Chart(data(rows))
    white = chart.mark_text(**form, color="white", stroke="white", strokeWidth=4)
    return [white, chart.mark_text(**form, color=INK)]


def finish(chart: C, lang: str, title: str, notes: Sequence[str], description: str) -> C:
    """*chart* with its title, what is to be known beside it, its description and its look."""
    alt = altair()
    heading = alt.TitleParams(
        text=[literal(piece) for piece in textwrap.wrap(title, 72)] or [""],
        subtitle=[literal(piece) for note in notes for piece in textwrap.wrap(note, 96)],
        anchor="start",
        offset=12,
    )
    drawn: Any = chart  # the kinds of charts have no class in common that says what they can
    finished: C = drawn.properties(title=heading, description=description).configure(
        font=FONT,
        background="white",
        locale=locale(lang),
        view=alt.ViewConfig(stroke=None),
        axis=alt.AxisConfig(
            labelFontSize=11, titleFontSize=11, titleFontWeight="normal", gridColor="#e6e6e6",
            labelColor=INK, titleColor=INK,
        ),
        legend=alt.LegendConfig(labelFontSize=11, orient="bottom", symbolOpacity=1, title=None),
        title=alt.TitleConfig(
            fontSize=15, subtitleFontSize=11, subtitleColor=GREY, color=INK, subtitleLineHeight=15
        ),
    )  # fmt: skip
    return finished


def nothing(lang: str, title: str, notes: Sequence[str] = ()) -> "Layers":
    """A chart that says that there is nothing to show, and in *notes* why."""
    alt = altair()
    words = say("nothing", lang)
    text = alt.Chart(data([{"text": words}])).mark_text(align="left", fontSize=13, color=INK)
    layer: Layers = alt.layer(text.encode(text="text:N", x=alt.value(4), y=alt.value(20)))
    described = f"{title}: {' '.join([words, *notes])}"
    return finish(layer.properties(width=400, height=40), lang, title, notes, described)
