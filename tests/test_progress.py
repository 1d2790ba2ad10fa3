"""How far indicators have come: exact where exact, unsure where unsure, never mixed."""

import decimal
import json
import random
import re
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.api import OLS, add_constant
from statsmodels.stats.proportion import confint_proportions_2indep

from medborgarlofte import (
    Agreement,
    AgreementError,
    Area,
    Indicator,
    Observation,
    Target,
    dumps,
    evaluate,
    from_tables,
    progress,
    report,
    tables,
)
from medborgarlofte.evaluation._statistics import difference_of_shares, line_through
from medborgarlofte.format import parse
from medborgarlofte.strategies import agreements


def plan(*indicators, **more):
    return Agreement(title="Plan", kind="action_plan", indicators=indicators, **more)


def survey(values, *, baseline=61, sizes=None, target=None, **more):
    """An indicator in per cent, a value a year from 2024; the baseline is of 2023."""
    size = {} if sizes is None else {"sample_size": sizes}
    return Indicator(
        name="Andel trygga",
        scale="percentage",
        baseline=Observation(value=baseline, period="2023", **size),
        observations=[
            Observation(value=value, period=str(2024 + n), **size) for n, value in enumerate(values)
        ],
        targets=[] if target is None else [Target(value=target, due="2027")],
        **{"direction": "up", **more},
    )


def only(indicator, **more):
    (series,) = progress(plan(indicator), indicator, **more)
    return series


def rules(series):
    return [reason.rule for reason in series.reasons]


def test_change_course_share_and_expectation():
    series = only(survey([64, "65.5"], target=70))
    assert (series.change, series.course, series.reached) == (Decimal("4.5"), "better", False)
    assert series.share == Decimal(1) / 2
    assert series.expected == 61 + Decimal(9) * 731 / 1461
    assert series.trend.slope == pytest.approx(2.25, abs=0.01)
    assert (series.interval, series.may_be_chance) == (None, None)
    assert "uncertainty_not_given" in rules(series)
    assert series.why("sv").splitlines()[0] == "Andel trygga: från 61 till 65,5, +4,5."


@pytest.mark.parametrize(
    ("direction", "value", "course"),
    [
        ("up", 62, "better"), ("up", 60, "worse"), ("down", 60, "better"), ("down", 62, "worse"),
        ("keep", 62, "worse"), ("keep", 61, "unchanged"), ("up", 61, "unchanged"), (None, 62, "unknown"),
    ],
)  # fmt: skip
def test_the_wanted_direction_decides(direction, value, course):
    assert only(survey([value], direction=direction)).course == course


@pytest.mark.parametrize(
    ("direction", "baseline", "target", "value", "reached"),
    [
        ("up", 61, 70, 70, True), ("up", 61, 70, 69, False),
        ("down", 61, 50, 50, True), ("down", 61, 50, 51, False),
        ("keep", 61, 61, 61, True), ("keep", 61, 61, 62, False),
        # where no direction is told, the target lies in it
        (None, 61, 70, 70, True), (None, 61, 70, 69, False),
        (None, 61, 50, 50, True), (None, 61, 50, 51, False),
        (None, 61, 61, 61, None), (None, None, 70, 71, None), ("up", None, 70, 71, True),
    ],
)  # fmt: skip
def test_whether_a_target_is_reached(direction, baseline, target, value, reached):
    indicator = survey([value], baseline=61, target=target, direction=direction)
    if baseline is None:
        indicator = indicator.evolve(baseline=None)
    assert only(indicator).reached is reached


def test_a_value_that_is_no_later_than_the_baseline_is_no_change():
    indicator = survey([64], target=70)
    indicator = indicator.evolve(baseline=indicator.baseline.evolve(period="2024"))
    series = only(indicator)
    assert (series.change, series.course, series.expected) == (None, "unknown", None)
    assert "nothing_since_baseline" in rules(series)


def test_a_change_with_margins_of_error_lies_within_both():
    def measured(value, year, margin):
        return Observation(value=value, period=str(year), margin_of_error=margin)

    indicator = survey([]).evolve(
        baseline=measured(61, 2023, 3), observations=[measured(66, 2025, -4)]
    )
    series = only(indicator)
    assert (series.interval.low, series.interval.high) == (0, 10)  # 5 ± √(3² + 4²)
    assert (series.baseline, series.latest) == (indicator.baseline, indicator.observations[0])


@pytest.mark.parametrize(("value", "told"), [(0, True), (100, True), (101, False), (-1, False)])
def test_only_shares_of_a_sample_have_an_interval_by_its_size(value, told):
    assert (only(survey([value], sizes=400)).interval is not None) is told
    assert (only(survey([61], baseline=value, sizes=400)).interval is not None) is told
    assert only(survey([50], sizes=400).evolve(scale="number")).interval is None


@pytest.mark.parametrize("name", ["finns-inte", 5, None, Area(id="a", name="A")])
def test_an_indicator_that_is_not_there_is_refused(name):
    with pytest.raises(AgreementError) as caught:
        progress(plan(survey([64])), name)
    assert caught.value.report.codes() == ("S314",)


def test_nothing_is_expected_where_a_day_is_not_told():
    undated = survey([64]).evolve(targets=[Target(value=70)])
    timeless = survey([64], target=70).evolve(baseline=Observation(value=61))
    assert (only(undated).expected, only(timeless).expected) == (None, None)
    assert only(survey([64], target=70)).expected is not None


def test_a_target_that_was_due_before_the_baseline_leads_nowhere():
    indicator = survey([64]).evolve(targets=[Target(value=70, due="2023")])
    series = only(indicator)
    assert (series.share, series.expected) == (Decimal(1) / 3, None)


def test_a_change_may_be_chance():
    small, large = only(survey([64], sizes=400)), only(survey([64], sizes=40_000))
    assert (small.may_be_chance, large.may_be_chance) == (True, False)
    assert small.interval.high - small.interval.low > large.interval.high - large.interval.low
    margins = Indicator(
        name="Trygga", direction="up", baseline=Observation(value=50, period="2023", margin_of_error=3),
        observations=[Observation(value=56, period="2024", margin_of_error=4)],
    )  # fmt: skip
    series = only(margins)
    assert (series.interval.low, series.interval.high) == pytest.approx((1, 11))
    assert "change_beyond_chance" in rules(series)


def test_series_of_different_areas_and_groups_are_never_mixed():
    indicator = survey([64]).evolve(
        observations=[
            Observation(value=90, period="2024", area="torget"),
            Observation(value=50, period="2024", subgroup="women"),
        ],
        targets=[Target(value=95, area="torget")],
    )
    agreement = plan(indicator, areas=[Area(id="torget", name="Torget")])
    whole, square, women = progress(agreement, indicator)
    assert [(s.area, s.subgroup) for s in (whole, square, women)] == [
        (None, None), ("torget", None), (None, "women")
    ]  # fmt: skip
    assert [s.change for s in (whole, square, women)] == [None, None, None]
    assert (rules(whole)[0], rules(square)[0]) == ("no_observation", "no_baseline")
    assert "Torget" in square.why()
    assert (square.reached, square.share) == (False, None)


def test_the_target_that_is_told_is_the_next_one_or_the_last():
    targets = [
        Target(value=80, due="2027"),
        Target(value=70, due="2025"),
        Target(value=75, due="2026"),
    ]
    for year, value in (("2024", 70), ("2025", 70), ("2026", 75), ("2027", 80), ("2028", 80)):
        indicator = survey([]).evolve(
            observations=[Observation(value=64, period=year)], targets=targets
        )
        assert only(indicator).target.value == value


def test_what_only_has_a_target_is_a_series_too():
    indicator = survey([64]).evolve(targets=[Target(value=95, area="torget")])
    agreement = plan(indicator, areas=[Area(id="torget", name="Torget")])
    assert [series.area for series in progress(agreement, indicator)] == [None, "torget"]


def test_missing_values_and_breaks_are_told_and_not_bridged():
    late = Observation(missing="too_few", period="2025")
    series = only(survey([64]).evolve(observations=[*survey([64]).observations, late]))
    assert series.change == 3
    assert "value_missing" in rules(series)
    broken = Observation(missing="series_break", period="2024")
    series = only(survey([64]).evolve(observations=[broken, Observation(value=70, period="2025")]))
    assert (series.change, series.trend) == (None, None)
    assert "series_break" in rules(series)
    # the series was broken before the baseline was measured, and again after all that is known
    before, after = (Observation(missing="series_break", period=year) for year in ("2015", "2027"))
    whole = survey([64, 66, 67]).evolve(direction="up")
    marked = whole.evolve(observations=[before, *whole.observations, after])
    assert only(marked).change == 6
    assert only(marked).trend == only(whole).trend
    between = Observation(missing="series_break", period="2025")
    parted = only(whole.evolve(observations=[between, *whole.observations[::2]]))
    assert (parted.change, parted.trend) == (None, None)
    untimed = survey([]).evolve(observations=[Observation(value=70)])
    assert "value_without_time" in rules(only(untimed))
    words = Indicator(name="Trygghet", scale="qualitative", baseline=Observation(judgement="Låg"))
    assert rules(only(words)) == ["in_words_only"]


def test_reasons_are_in_one_language_and_its_numbers_too():
    both = {"area": "torget", "subgroup": "women"}
    indicator = Indicator(
        name={"sv": "Andel trygga", "en": "Share who feel safe"},
        direction="up",
        scale="percentage",
        baseline=Observation(value="60.5", period="2023", margin_of_error=2, **both),
        observations=[
            Observation(value=value, period=year, margin_of_error="1.5", **both)
            for value, year in (("59.25", "2024"), (66, "2025"))
        ],
        targets=[Target(value="75.5", due="2030", **both)],
    )
    area = Area(id="torget", name={"sv": "Torget", "en": "The square"})
    (series,) = progress(plan(indicator, areas=[area]), indicator)
    swedish, english = series.why("sv"), series.why("en")
    assert "Andel trygga (Torget, kvinnor): från 60,5 till 66, +5,5." in swedish
    assert "Share who feel safe (The square, women): from 60.5 to 66, +5.5." in english
    assert "(95 %: 3,0 till 8,0)" in swedish
    assert "(95 %: 3.0 to 8.0)" in english
    assert not re.search(r"\d\.\d", swedish)
    assert not re.search(r"\d,\d", english)


def test_only_what_was_known_by_the_day_counts():
    indicator = survey([64, 70])
    assert only(indicator, on="2025-01-15").change == 3
    assert only(indicator, on="2026-01-15").change == 9
    assert only(indicator, on="2024-01-15").change is None


@given(st.integers(0, 1000), st.integers(1, 1000), st.integers(0, 1000), st.integers(1, 1000))
def test_intervals_are_those_of_statsmodels(a, n, b, m):
    count, other = min(a, n), min(b, m)
    ours = difference_of_shares(other / m, m, count / n, n)
    theirs = confint_proportions_2indep(count, n, other, m, method="wald", compare="diff")
    assert (ours.low, ours.high) == pytest.approx(theirs, abs=1e-9)


@given(
    st.lists(
        st.tuples(st.floats(0, 200), st.floats(-1e3, 1e3)), min_size=3, max_size=12,
        unique_by=lambda point: round(point[0], 3),
    )
)  # fmt: skip
def test_trends_are_those_of_scipy(points):
    x, y = np.array(points).T
    theirs = stats.linregress(x, y)
    ours = line_through(points)
    assert ours.slope == pytest.approx(theirs.slope, rel=1e-9, abs=1e-9)
    # by the residuals, as here; linregress takes a difference of nearly equal numbers
    fitted = OLS(y, add_constant(x - x.mean())).fit()
    assert ours.standard_error == pytest.approx(fitted.bse[1], rel=1e-9, abs=1e-9)


def test_fewer_than_three_points_make_no_trend():
    assert line_through([(0, 1), (1, 2)]) is None
    assert line_through([(1, 1), (1, 2), (1, 3)]) is None


@given(agreements(), st.dates(), st.integers(0, 2**32))
def test_on_any_agreement(agreement, day, seed):
    """It never raises, its pointers lead somewhere, and the order of observations is no matter."""
    found = evaluate(agreement, day).indicators
    tree = parse(dumps(agreement))
    for series in found:
        assert series.reasons
        for pointer in series.pointers:
            value = tree
            for step in pointer.split("/")[1:]:
                value = value[int(step)] if isinstance(value, list) else value[step]
    rng = random.Random(seed)
    mixed = agreement.evolve(
        indicators=[
            i.evolve(observations=rng.sample(i.observations, len(i.observations)))
            for i in agreement.indicators
        ]
    )
    told = {
        (s.indicator.id, s.area, s.subgroup): (s.change, s.course, s.share, s.expected, s.trend)
        for s in evaluate(mixed, day).indicators
    }
    assert told == {
        (s.indicator.id, s.area, s.subgroup): (s.change, s.course, s.share, s.expected, s.trend)
        for s in found
    }


@given(st.decimals(-(10**6), 10**6, places=2), st.decimals(-(10**6), 10**6, places=2))
def test_the_callers_decimal_context_does_not_matter(before, after):
    if before.is_zero() or after.is_zero():
        before, after = abs(before), abs(after)
    indicator = Indicator(
        name="Antal", direction="down", baseline=Observation(value=before, period="2023"),
        observations=[Observation(value=after, period="2024")], targets=[Target(value=0, due="2025")],
    )  # fmt: skip
    exact = only(indicator)
    with decimal.localcontext(decimal.Context(prec=3)):
        assert only(indicator) == exact
    assert exact.change == after - before


EXTREME = [Decimal(text) for text in ("0", "1E-300", "-1E-300", "1E+300", "-1E+300", "0.1", "1.50")]


@given(
    st.lists(st.sampled_from(EXTREME), min_size=4, max_size=6),
    st.sampled_from(["up", "down", "keep"]),
)
def test_figures_beyond_anything_measured_do_no_harm(values, direction):
    before, target, *others = values
    indicator = Indicator(
        name="Antal", direction=direction, scale="percentage",
        baseline=Observation(value=before, period="2020", margin_of_error=others[0]),
        observations=[
            Observation(value=value, period=str(2021 + n), margin_of_error=others[-1], sample_size=5)
            for n, value in enumerate(others)
        ],
        targets=[Target(value=target, due="2027")],
    )  # fmt: skip
    agreement = plan(indicator)
    found = evaluate(agreement, "2026-01-01")
    json.dumps(found.to_dict(), allow_nan=False, default=str)
    assert found._repr_html_()
    assert report(agreement, "2026-01-01")
    assert from_tables(tables([agreement], "polars")) == [agreement]
