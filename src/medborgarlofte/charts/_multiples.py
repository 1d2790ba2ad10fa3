"""One indicator in many agreements: a small panel for each."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from attrs import evolve

from medborgarlofte.data import municipalities
from medborgarlofte.findings import to_language
from medborgarlofte.model import Agreement, Indicator

from ._frame import agreements_of, altair, finish, line, nothing, wrong
from ._indicator import remarks
from ._panel import Bounds, bounds, panel
from ._series import Series, series_of, unit_of
from ._words import say

if TYPE_CHECKING:
    import altair as alt

_WIDTH: Final = 190
_HEIGHT: Final = 110


def small_multiples(
    agreements: Iterable[Agreement], indicator: str, *, lang: str = "sv", columns: int = 3
) -> "alt.ConcatChart | alt.LayerChart":
    """Draw one indicator in many agreements, a small panel for each (småbilder).

    The panels have the same axes where all count in the same unit. Where they do not, each has
    heights of its own, and the picture says so.

    Args:
        agreements: The agreements.
        indicator: The name of the indicator in any language, or its id; who has no such
            indicator has no panel, and is counted.
        lang: The language of the words, ``sv`` or ``en``.
        columns: How many panels stand beside each other.

    Raises:
        AgreementError: S003 where something is of the wrong kind.
        ImportError: where the extra ``charts`` is not installed.

    Example:
        >>> from medborgarlofte import Agreement, Indicator, Observation
        >>> from medborgarlofte.charts import small_multiples
        >>> safe = Indicator(name="Trygga", observations=[Observation(value=64, period="2024")])
        >>> plans = [
        ...     Agreement(title=title, kind="action_plan", indicators=[safe])
        ...     for title in ("Norr", "Söder")
        ... ]
        >>> small_multiples(plans, "Trygga", lang="en").description
        'Trygga. Norr; Söder.'
    """
    found, lang = agreements_of(agreements), to_language(lang)
    if not isinstance(indicator, str):
        raise wrong("the name of an indicator", indicator)
    if isinstance(columns, bool) or not isinstance(columns, int) or columns < 1:
        raise wrong("a number of columns", columns)
    matches = [(a, i) for a in found for i in a.indicators if _is_called(i, indicator)]
    title = line(matches[0][1].name if matches else indicator, lang, found[0], 160) if found else ""
    drawn = [
        (agreement, one, series)
        for agreement, one in matches
        for series in _placed(agreement, series_of(agreement, one, lang), lang)
    ]
    common = bounds(series for *_, series in drawn)
    if common is None:
        return nothing(lang, title)
    units = [unit_of(agreement, one, lang) for agreement, one, _ in drawn]
    alike = len(set(units)) == 1
    panels = [
        panel(series, common if alike else _own(series, common), lang, unit, _WIDTH, _HEIGHT)
        for (*_, series), unit in zip(drawn, units, strict=True)
    ]
    notes = list(dict.fromkeys(n for _, one, s in drawn for n in remarks(one, [s], lang)))
    if not alike:
        notes.append(say("units_differ", lang))
    if len({one.definition for _, one, _ in drawn}) > 1:
        notes.append(say("definitions_differ", lang))
    if lacking := len(found) - len({id(agreement) for agreement, _ in matches}):
        notes.append(f"{say('lacking', lang)}: {lacking}")
    chart: alt.ConcatChart = altair().concat(*panels, columns=columns, spacing=24)
    said = (title, "; ".join(s.label for *_, s in drawn[:40]), "; ".join(notes))
    described = f"{'. '.join(filter(None, said))}."
    return finish(chart, lang, title, notes, described)


def _is_called(indicator: Indicator, name: str) -> bool:
    return name == indicator.id or name in indicator.name.strings()


def _placed(agreement: Agreement, series: Iterable[Series], lang: str) -> Iterator[Series]:
    """*series*, each called by its place first."""
    place = place_of(agreement, lang)
    for one in series:
        yield evolve(one, label=f"{place}: {one.label}" if one.label else place)


def place_of(agreement: Agreement, lang: str) -> str:
    """The municipality of *agreement*, by the first party with a code; else its title."""
    for party in agreement.parties:
        municipality = municipalities().get(party.municipality_code or "")
        if municipality is not None:
            return municipality.short_name
    return line(agreement.title, lang, agreement, 40)


def _own(series: Series, common: Bounds) -> Bounds:
    """The common time with heights of its own."""
    own = bounds([series])
    return common if own is None else evolve(common, low=own.low, high=own.high)
