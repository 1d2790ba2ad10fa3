"""One indicator in time: what was measured, against baseline and target."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from medborgarlofte.findings import AgreementError, Finding, to_language
from medborgarlofte.findings.structure import NO_SUCH_ID
from medborgarlofte.model import Agreement, Indicator, require_agreement

from ._frame import altair, finish, line, nothing, wrong
from ._panel import bounds, height_of, panel
from ._series import Series, series_of, told, unit_of
from ._words import say

if TYPE_CHECKING:
    import altair as alt

_WIDTH: Final = 520


def indicator_chart(
    agreement: Agreement, indicator: Indicator | str, *, lang: str = "sv"
) -> "alt.VConcatChart | alt.LayerChart":
    """Draw the values of *indicator* (indikator) against its baseline and its targets.

    A value is drawn as long as the time that it is about, with its margin of error where one
    is told. What is missing is a gap that says why; values are not joined by lines, since
    nothing is known between them. Areas and groups are drawn apart, on the same scale.

    Args:
        agreement: The agreement.
        indicator: One of its indicators, or the id of one.
        lang: The language of the words, ``sv`` or ``en``.

    Raises:
        AgreementError: S003 where something is of the wrong kind, S314 where the agreement
            has no such indicator.
        ImportError: where the extra ``charts`` is not installed.

    Example:
        >>> from medborgarlofte import Agreement, Indicator, Observation
        >>> from medborgarlofte.charts import indicator_chart
        >>> safe = Indicator(name="Trygga", observations=[Observation(value=64, period="2024")])
        >>> plan = Agreement(title="Plan", kind="action_plan", indicators=[safe])
        >>> indicator_chart(plan, safe, lang="en").description
        'Trygga. Plan. 64 (2024).'
    """
    agreement, lang = require_agreement(agreement), to_language(lang)
    chosen = _chosen(agreement, indicator)
    title = line(chosen.name, lang, agreement, 160)
    series = series_of(agreement, chosen, lang)
    within = bounds(series)
    if within is None and not series:
        return nothing(lang, title)
    notes = [line(agreement.title, lang, agreement, 160), *remarks(chosen, series, lang)]
    described = _described(series, lang)
    if within is None:  # figures, but no times to draw them at
        return nothing(lang, title, [*notes, described])
    unit = unit_of(agreement, chosen, lang)
    most = 220 if len(series) == 1 else 140
    panels = [panel(s, within, lang, unit, _WIDTH, height_of(s, most)) for s in series]
    chart: alt.VConcatChart = altair().vconcat(*panels, spacing=18)
    words = f"{title}. {'; '.join(notes)}. {described}."
    return finish(chart, lang, title, notes, words)


def _chosen(agreement: Agreement, indicator: object) -> Indicator:
    if isinstance(indicator, Indicator):
        if indicator not in agreement.indicators:
            raise AgreementError.of(Finding.of(NO_SUCH_ID, entity="Indicator"))
        return indicator
    if not isinstance(indicator, str):
        raise wrong("an Indicator or its id", indicator)
    return agreement.indicator(indicator)


def remarks(indicator: Indicator, series: Sequence[Series], lang: str) -> list[str]:
    """What is to be known to read the figures right."""
    facts = [fact for one in series for fact in one.facts]
    notes = []
    if indicator.direction is not None:
        notes.append(f"{say('direction', lang)}: {indicator.direction.label(lang)}")
    if any(fact.interval is not None for fact in facts):
        notes.append(say("interval", lang))
    if left_out := [fact for fact in facts if fact.when is None and fact.role == "measured"]:
        notes.append(
            f"{say('without_time', lang)}: {'; '.join(told(f, lang) for f in left_out[:5])}"
            f"{' …' if len(left_out) > 5 else ''}"
        )
    return notes


def _described(series: Sequence[Series], lang: str) -> str:
    """The figures in words, for those who hear the picture; the first of many."""
    words = []
    for one in series[:6]:
        facts = ", ".join(told(fact, lang) for fact in one.facts[:12])
        words.append(f"{one.label}: {facts}" if one.label else facts)
    return "; ".join(words)
