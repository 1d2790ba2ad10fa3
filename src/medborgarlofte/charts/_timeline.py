"""The timeline of one agreement: itself, its promises, measures and follow-ups."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from attrs import frozen

from medborgarlofte.checking import day_of
from medborgarlofte.evaluation._known import Known
from medborgarlofte.evaluation.standing import Standing, standings
from medborgarlofte.findings import to_language
from medborgarlofte.model import Agreement, FollowUp, require_agreement
from medborgarlofte.values import PartialDate, Period

from ._frame import (
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PALE,
    PINK,
    Row,
    altair,
    data,
    day,
    finish,
    line,
    nothing,
    span,
    time_axis,
    words_on_white,
)
from ._words import counted, say

if TYPE_CHECKING:
    import altair as alt

    from ._frame import Layers

_STEP: Final = 24
_WIDTH: Final = 560
_LABEL: Final = 46
"""Characters of what stands beside a row."""
_COLOURS: Final = {"agreement": BLUE, "promises": ORANGE, "measures": GREEN, "follow_ups": PINK}
_SHAPES: Final = {
    "signed": "diamond",
    "ended": "cross",
    "judged": "square",
    "follow_up_made": "circle",
    "planned_for": "triangle-down",
}
"""The moments that are marked, with their signs."""


@frozen
class _Line:
    """One row of the timeline.

    Attributes:
        group: What sort of thing it is.
        label: Its words.
        period: The time it takes; ``None`` where none is told.
        borrowed: Whether that is the agreement's time and not its own.
        moments: What is marked on it: the sort, and when.
        note: What is told beside it.
    """

    group: str
    label: str
    period: Period | None
    borrowed: bool = False
    moments: tuple[tuple[str, PartialDate], ...] = ()
    note: str = ""


def timeline(
    agreement: Agreement, *, lang: str = "sv", on: date | PartialDate | str | None = None
) -> "alt.LayerChart":
    """Draw the *agreement* in time (tidslinje), with its promises, measures and follow-ups.

    A date that is known to the month or the year is drawn as long as that. A promise or
    measure that tells no time of its own is drawn lighter, with the agreement's.

    Args:
        agreement: The agreement.
        lang: The language of the words, ``sv`` or ``en``.
        on: The day whose knowledge counts, which is marked; follow-ups made later are not
            drawn. All that is told where left out, and no mark.

    Raises:
        AgreementError: S003 where something is of the wrong kind, S308 where *on* is no date.
        ImportError: where the extra ``charts`` is not installed.

    Example:
        >>> from medborgarlofte import examples
        >>> from medborgarlofte.charts import timeline
        >>> timeline(examples.load("trosa"), lang="en").description.partition(": ")[2]
        '3 promises, 0 measures, 0 follow-ups; 2018-01-01 to 2019-12-31.'
    """
    agreement, lang = require_agreement(agreement), to_language(lang)
    marked = None if on is None else day_of(on)
    title = line(agreement.title, lang, agreement, 160)
    known = Known(agreement, marked)
    rows = [*_lines(known, lang)]
    spans = [span(when) for row in rows for when in _times(row)]
    if not spans:
        return nothing(lang, title, [say("timeless", lang)])
    first = min(start for start, _ in spans)
    after = max(end or start + timedelta(days=365) for start, end in spans)
    if marked is not None:
        first, after = min(first, marked), max(after, marked + timedelta(days=1))
    drawing = _Drawing(rows, first, after, lang)
    notes = [say("lighter", lang)] if any(row.borrowed and row.period for row in rows) else []
    if any(when.days > 1 for row in rows for _, when in row.moments):
        notes.append(say("inexact", lang))
    return finish(
        drawing.chart(marked),
        lang,
        title,
        notes,
        _described(known, title, first, after - timedelta(days=1), lang),
    )


def _described(known: Known, title: str, first: date, last: date, lang: str) -> str:
    told = {
        "promises": known.agreement.promises,
        "measures": known.agreement.measures,
        "follow_ups": known.follow_ups,
    }
    counts = ", ".join(counted(len(parts), what, lang) for what, parts in told.items())
    if lang == "sv":
        return f"Tidslinje för {title}: {counts}; {first} till {last}."
    return f"Timeline of {title}: {counts}; {first} to {last}."


def _times(row: _Line) -> Iterator[Period | PartialDate]:
    if row.period is not None:
        yield row.period
    yield from (when for _, when in row.moments)


# ── Rows ───────────────────────────────────────────────────────────────────────


def _lines(known: Known, lang: str) -> Iterator[_Line]:
    agreement = known.agreement
    moments = (("signed", agreement.signed), ("ended", agreement.terminated))
    own = agreement.period
    kind = agreement.kind.label(lang)
    yield _Line(
        "agreement",
        f"{kind[:1].upper()}{kind[1:]}",
        own,
        moments=_told(moments),
        note=_end(own, lang),
    )
    for stands in standings(agreement, known.on):
        yield _of_promise(agreement, stands, lang)
    for measure in agreement.measures:
        period = measure.period or own
        yield _Line(
            "measures",
            line(measure.title, lang, agreement, _LABEL),
            period,
            borrowed=measure.period is None,
            note=_end(period, lang),
        )
    for follow_up in known.follow_ups:
        label = line(_title_of(follow_up, lang), lang, agreement, _LABEL)
        made = _told((("follow_up_made", follow_up.date),))
        note = "" if follow_up.period or follow_up.date else say("no_time", lang)
        yield _Line("follow_ups", label, follow_up.period, moments=made, note=note)
    plan = agreement.follow_up_plan
    for planned in plan.planned if plan is not None else ():
        due = _told((("planned_for", planned.due),))
        note = "" if planned.covers or planned.due else say("no_time", lang)
        label = f"{say('planned', lang)} {planned.covers or planned.due or ''}".rstrip()
        yield _Line("follow_ups", label, planned.covers, moments=due, note=note)


def _of_promise(agreement: Agreement, stands: Standing, lang: str) -> _Line:
    promise = stands.promise
    period = promise.period or agreement.period
    verdict = "" if stands.verdict is None else stands.verdict.label(lang)
    judged = (("judged", stands.as_of if verdict else None),)
    return _Line(
        "promises",
        line(promise.title or promise.text, lang, agreement, _LABEL),
        period,
        borrowed=promise.period is None,
        moments=_told(judged),
        note=verdict or _end(period, lang),
    )


def _title_of(follow_up: FollowUp, lang: str) -> str:
    return follow_up.title or f"{say('follow_up', lang)} {follow_up.period or follow_up.date or ''}"


def _told(moments: Iterable[tuple[str, PartialDate | None]]) -> tuple[tuple[str, PartialDate], ...]:
    return tuple((sort, when) for sort, when in moments if when is not None)


def _end(period: Period | None, lang: str) -> str:
    """What is told of a period that has no end, or is not there."""
    if period is None:
        return say("no_time", lang)
    return say("open", lang) if period.is_open else ""


# ── Drawing ────────────────────────────────────────────────────────────────────


class _Drawing:
    """The rows as layers of a chart; a group has a heading above its rows."""

    def __init__(self, lines: Sequence[_Line], first: date, after: date, lang: str) -> None:
        self.lang, self.first, self.after = lang, first, after
        self.labels: list[Row] = []
        self.bars: list[Row] = []
        self.moments: list[Row] = []
        self.notes: list[Row] = []
        self.height = -_STEP // 2
        for number, row in enumerate(lines):
            # the agreement, which is the first, is its own heading
            if number and row.group != lines[number - 1].group:
                self._step(say(row.group, lang), heading=True)
            self._step(row.label, heading=row.group == "agreement")
            self._draw(row)

    def _step(self, label: str, *, heading: bool) -> None:
        self.height += _STEP
        self.labels.append({"y": self.height, "text": label, "heading": heading})

    def _draw(self, row: _Line) -> None:
        place: Row = {"y": self.height, "group": row.group}
        reach = self.first
        if row.period is not None:
            start, end = span(row.period)
            reach = end or self.after
            lighter = 0.45 if row.borrowed else 1
            self.bars.append(
                {**place, "start": day(start), "end": day(reach), "open": end is None,
                 "opacity": lighter, "label": row.label}
            )  # fmt: skip
        for sort, when in row.moments:
            start, end = when.first_day, when.last_day + timedelta(days=1)
            reach = max(reach, end)
            middle = start + (when.last_day - start) / 2
            self.moments.append(
                {**place, "start": day(start), "end": day(end), "middle": day(middle),
                 "sort": say(sort, self.lang), "when": str(when)}
            )  # fmt: skip
        if row.note:
            self.notes.append({**place, "start": day(reach), "text": row.note})

    def chart(self, marked: date | None) -> "alt.LayerChart":
        alt = altair()
        x = time_axis(self.first, self.after)
        scale = alt.Scale(domain=[0, self.height + _STEP / 2], range=[0, self.height + _STEP / 2])
        y = alt.Y("y:Q", scale=scale, axis=None)
        groups = alt.Color(
            "group:N",
            scale=alt.Scale(domain=list(_COLOURS), range=list(_COLOURS.values())),
            legend=None,
        )
        told = {row["sort"] for row in self.moments}
        signs = {say(k, self.lang): v for k, v in _SHAPES.items() if say(k, self.lang) in told}
        sorts = alt.Scale(domain=list(signs), range=list(signs.values()))
        layers = []
        for bold in (True, False):
            rows = [row for row in self.labels if row["heading"] is bold]
            text = alt.Chart(data(rows)).mark_text(
                align="right", baseline="middle", fontSize=12, color=INK,
                fontWeight="bold" if bold else "normal",
            )  # fmt: skip
            layers.append(text.encode(y=y, x=alt.value(-10), text="text:N"))
        lines = alt.Chart(data([row for row in self.labels if not row["heading"]]))
        layers.append(lines.mark_rule(color=PALE).encode(y=y, x=alt.value(0), x2=alt.value(_WIDTH)))
        if self.bars:
            under = alt.Chart(data(self.bars)).mark_rule(strokeWidth=11, color="white")
            layers.append(under.encode(x=x, x2="end:T", y=y))
            bars = alt.Chart(data(self.bars)).mark_rule(strokeWidth=11)
            opacity = alt.Opacity("opacity:Q", scale=None, legend=None)
            layers.append(bars.encode(x=x, x2="end:T", y=y, color=groups, opacity=opacity))
        if ends := [row for row in self.bars if row["open"]]:
            arrow = alt.Chart(data(ends)).mark_point(
                shape="triangle-right", filled=True, size=110, opacity=1
            )
            layers.append(arrow.encode(x=alt.X("end:T"), y=y, color=groups))
        if self.moments:
            span_of = alt.Chart(data(self.moments)).mark_rule(strokeWidth=4, color=INK)
            layers.append(span_of.encode(x=x, x2="end:T", y=y))
            points = alt.Chart(data(self.moments)).mark_point(
                filled=True, size=85, opacity=1, color=INK, stroke="white", strokeWidth=1
            )
            tooltip = [alt.Tooltip("sort:N"), alt.Tooltip("when:N")]
            shape = alt.Shape("sort:N", scale=sorts)
            layers.append(points.encode(x=alt.X("middle:T"), y=y, shape=shape, tooltip=tooltip))
        if self.notes:
            layers += [
                words.encode(x=x, y=y, text="text:N") for words in words_on_white(self.notes)
            ]
        if marked is not None:
            today = [{"start": day(marked), "text": day(marked), "y": 0}]
            rule = alt.Chart(data(today)).mark_rule(color=GREY, strokeDash=[4, 3])
            word = alt.Chart(data(today)).mark_text(color=GREY, baseline="bottom", dy=-2)
            layers += [rule.encode(x=x), word.encode(x=x, y=y, text="text:N")]
        layered: Layers = alt.layer(*layers)
        return layered.properties(width=_WIDTH, height=self.height + _STEP / 2)
