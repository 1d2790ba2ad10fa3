"""One panel: the figures of one series in time, against baseline and target."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from attrs import frozen

from ._frame import (
    BLUE,
    GREEN,
    INK,
    ORANGE,
    Row,
    altair,
    data,
    day,
    literal,
    time_axis,
    words_on_white,
)  # fmt: skip
from ._series import Fact, Series
from ._words import figure, say

_LARGEST: Final = 1e300
_MANY: Final = 14
"""More figures than these are not each labelled."""


@frozen
class Bounds:
    """What a panel shows of time and of values.

    Attributes:
        first: The first day.
        after: The day after the last.
        low: The least value.
        high: The greatest value.
    """

    first: date
    after: date
    low: float
    high: float


def bounds(series: Iterable[Series]) -> Bounds | None:
    """Bounds that hold all of *series*; ``None`` where no time is told at all."""
    facts = [fact for one in series for fact in one.facts]
    spans = [fact.span for fact in facts if fact.span is not None]
    if not spans:
        return None
    first = min(start for start, _ in spans)
    after = max(end or start + timedelta(days=365) for start, end in spans)
    values = [_double(v) for f in facts for v in (f.value, *(f.interval or ())) if v is not None]
    low, high = min(values, default=0.0), max(values, default=1.0)
    room = (high - low) * 0.12 or abs(high) * 0.1 or 1.0
    return Bounds(first, after, low - room, high + room)


def panel(series: Series, within: Bounds, lang: str, unit: str, width: int, height: int) -> Any:
    """Draw *series*; what has no time is not drawn and must be told beside."""
    return _Panel(series, within, lang, unit).chart(width, height)


def height_of(series: Series, most: int) -> int:
    """How high a panel of *series* is: *most*, or less where all is told in words."""
    if any(fact.value is not None for fact in series.facts):
        return most
    return 24 + 22 * max(1, min(8, sum(bool(f.words) and not f.missing for f in series.facts)))


def _double(value: Decimal) -> float:
    return max(-_LARGEST, min(_LARGEST, float(value)))


class _Panel:
    """The layers of one panel."""

    def __init__(self, series: Series, within: Bounds, lang: str, unit: str) -> None:
        self.series, self.within, self.lang, self.unit = series, within, lang, unit

    def chart(self, width: int, height: int) -> Any:
        alt = altair()
        x = time_axis(self.within.first, self.within.after)
        scale = alt.Scale(domain=[self.within.low, self.within.high], nice=False, zero=False)
        y = alt.Y("value:Q", scale=scale, axis=alt.Axis(title=literal(self.unit), tickCount=5))
        layers = [
            *self._gaps(x, height),
            *self._levels(x, y, width),
            *self._measured(x, y),
            *self._words(x, height),
        ]
        if not layers:  # nothing of it has a time: the axes alone
            layers = [alt.Chart(data([])).mark_point().encode(x=x, y=y)]
        properties: dict[str, Any] = {"width": width, "height": height}
        if self.series.label:
            properties["title"] = alt.TitleParams(
                literal(self.series.label), anchor="start", fontSize=12, offset=4
            )
        return alt.layer(*layers).properties(**properties)

    def _rows(self, facts: Iterable[Fact]) -> list[Row]:
        rows = []
        for fact in facts:
            if fact.span is None:
                continue
            start, end = fact.span
            after = end or self.within.after
            row: Row = {
                "start": day(start),
                "end": day(after),
                "middle": day(start + (after - start) / 2),
                "when": str(fact.when),
                "role": say(fact.role, self.lang),
            }
            if fact.value is not None:
                row |= {"value": _double(fact.value), "label": figure(fact.value, self.lang)}
            if fact.interval is not None:
                low, high = fact.interval
                row |= {"low": _double(low), "high": _double(high)}
            rows.append({**row, "text": fact.words})
        return rows

    def _of(self, role: str) -> list[Fact]:
        return [fact for fact in self.series.facts if fact.role == role]

    def _gaps(self, x: Any, height: int) -> list[Any]:
        """What is missing: a band with the reason in words, upright so that a short one fits."""
        alt = altair()
        rows = self._rows(fact for fact in self.series.facts if fact.missing)
        if not rows:
            return []
        band = alt.Chart(data(rows)).mark_rect(color="#eeeeee", stroke="#999999", strokeDash=[2, 2])
        words = alt.Chart(data(rows)).mark_text(
            angle=270, align="left", baseline="middle", fontSize=10, color=INK, fontStyle="italic"
        )
        return [
            band.encode(x=x, x2="end:T", y=alt.value(0), y2=alt.value(height)),
            words.encode(x=alt.X("middle:T"), y=alt.value(height - 6), text="text:N"),
        ]

    def _levels(self, x: Any, y: Any, width: int) -> list[Any]:
        """Baseline and targets: a line from side to side, named, and when they are about."""
        alt = altair()
        layers: list[Any] = []
        forms = (("baseline", ORANGE, [6, 3], "square"), ("target", GREEN, [2, 2], "triangle-up"))
        for role, colour, dash, shape in forms:
            facts = [fact for fact in self._of(role) if fact.value is not None]
            levels = [
                {
                    "value": _double(fact.value or Decimal()),
                    "text": f"{say(role, self.lang)} {figure(fact.value or Decimal(), self.lang)}",
                }
                for fact in facts
            ]
            if not levels:
                continue
            rule = alt.Chart(data(levels)).mark_rule(color=colour, strokeDash=dash, strokeWidth=1.5)
            layers.append(rule.encode(y=y, x=alt.value(0), x2=alt.value(width)))
            layers += [
                words.encode(y=y, x=alt.value(width), text="text:N")
                for words in words_on_white(levels, dx=6)
            ]
            layers += self._points(self._rows(facts), x, y, colour, shape)
        return layers

    def _measured(self, x: Any, y: Any) -> list[Any]:
        alt = altair()
        rows = self._rows(fact for fact in self._of("measured") if fact.value is not None)
        layers = self._points(rows, x, y, BLUE, "circle")
        if rows and len(rows) <= _MANY:
            layers += [
                words.encode(x=alt.X("middle:T"), y=y, text="label:N")
                for words in words_on_white(rows, dx=7, dy=-10)  # beside the line of the margin
            ]
        return layers

    def _points(self, rows: Sequence[Row], x: Any, y: Any, colour: str, shape: str) -> list[Any]:
        """Points, each as long as its time, with its interval."""
        alt = altair()
        if not rows:
            return []
        layers = []
        if sure := [row for row in rows if "low" in row]:
            whisker = alt.Chart(data(sure)).mark_rule(color=INK, strokeWidth=1.2)
            layers.append(whisker.encode(x=alt.X("middle:T"), y=alt.Y("low:Q"), y2="high:Q"))
            for end in ("low", "high"):
                cap = alt.Chart(data(sure)).mark_tick(
                    color=INK, thickness=1.2, size=9, orient="horizontal"
                )
                layers.append(cap.encode(x=alt.X("middle:T"), y=alt.Y(f"{end}:Q")))
        length = alt.Chart(data(rows)).mark_rule(color=colour, strokeWidth=3, opacity=0.6)
        point = alt.Chart(data(rows)).mark_point(
            shape=shape, filled=True, color=colour, size=75, opacity=1, stroke=INK, strokeWidth=0.8
        )
        tooltip = [alt.Tooltip("role:N"), alt.Tooltip("label:N"), alt.Tooltip("when:N")]
        layers.append(length.encode(x=x, x2="end:T", y=y))
        layers.append(point.encode(x=alt.X("middle:T"), y=y, tooltip=tooltip))
        return layers

    def _words(self, x: Any, height: int) -> list[Any]:
        """Judgements in words: at their time, one below the other."""
        alt = altair()
        facts = (f for f in self.series.facts if f.words and not f.missing and f.value is None)
        rows = [{**row, "place": 18 + 22 * (n % 8)} for n, row in enumerate(self._rows(facts))]
        if not rows:
            return []
        scale = alt.Scale(domain=[0, height], range=[0, height])
        place = alt.Y("place:Q", scale=scale, axis=None)
        length = alt.Chart(data(rows)).mark_rule(color=BLUE, strokeWidth=3, opacity=0.6)
        texts = words_on_white(rows, dx=2, dy=-9)
        return [
            length.encode(x=x, x2="end:T", y=place),
            *(words.encode(x=x, y=place, text="text:N") for words in texts),
        ]
