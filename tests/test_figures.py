"""Figures that cannot be true together: where the rules speak, and where they must not."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medborgarlofte import examples
from medborgarlofte.checking import validate
from medborgarlofte.checks import run
from medborgarlofte.checks._exemplary import ON
from medborgarlofte.findings import Severity
from medborgarlofte.model import (
    Agreement,
    Area,
    Assessment,
    CommitmentReport,
    FollowUp,
    Indicator,
    Measure,
    MeasureReport,
    Observation,
    Target,
)
from medborgarlofte.values import Quantity

AT = "/indicators/0"


def seen(value=None, subgroup=None, area=None, period="2025", **more):
    return Observation(value=value, subgroup=subgroup, area=area, period=period, **more)


def with_indicator(*observations, **given):
    indicator = Indicator(id="i", name="Bråk på torget", observations=observations, **given)
    areas = [Area(id=name, name=name) for name in ("norr", "soder", "vast")]
    return Agreement(
        id="l", title="Löften", kind="citizen_promise", areas=areas, indicators=[indicator]
    )


def with_follow_up(**given):
    return Agreement(
        id="l", title="Löften", kind="citizen_promise", follow_ups=[FollowUp(id="u", **given)]
    )


def found(document, code):
    return [f.pointer for f in run(document, ON, [code])]


def all_found(document):
    return [(f.code, f.pointer) for f in validate(document, on=ON, profile="exchange")]


# ── K301, K305, K306: values on their scale ────────────────────────────────────


@pytest.mark.parametrize("value", ["-0.1", "100.1", "1e300", -1, 101])
def test_a_share_is_between_nought_and_a_hundred(value):
    document = with_indicator(
        seen(value), baseline=seen(value), targets=[Target(value=value)], scale="percentage"
    )
    steps = ("baseline/value", "targets/0/value", "observations/0/value")
    assert found(document, "K301") == [f"{AT}/{step}" for step in steps]


@pytest.mark.parametrize(
    ("value", "scale"),
    [
        *((value, "percentage") for value in (0, "0.00", "0.4", 100, "100.000", "1e2")),
        *((150, scale) for scale in ("number", "index", None)),
    ],
)
def test_other_values_are_no_matter(value, scale):
    document = with_indicator(
        seen(value), seen(missing="not_yet"), targets=[Target(value=value)], scale=scale
    )
    assert found(document, "K301") == []


def test_words_have_no_numbers():
    document = with_indicator(
        seen(3),
        seen(judgement="Tryggare"),
        scale="qualitative",
        direction="down",
        baseline=seen(0),
        targets=[Target(value=150)],
    )
    steps = ("baseline/value", "observations/0/value", "targets/0/value")
    assert all_found(document) == [("K305", f"{AT}/{step}") for step in steps]


@pytest.mark.parametrize(
    ("direction", "before", "target", "wrong"),
    [
        ("up", 60, 59, True),
        ("up", 60, "59.9", True),
        ("up", 60, 60, False),
        ("up", 60, 61, False),
        ("down", 12, 15, True),
        ("down", 12, 12, False),
        ("down", 12, 0, False),
        ("down", -3, -2, True),
        ("keep", 12, 12, False),
        ("keep", "12.0", "12.00", False),
        ("keep", 12, 13, True),
        (None, 12, 0, False),
        ("up", None, 0, False),
    ],
)
def test_a_target_lies_the_way_that_is_wanted(direction, before, target, wrong):
    baseline = seen(before) if before is not None else seen(missing="not_measured")
    document = with_indicator(
        direction=direction, baseline=baseline, targets=[Target(value=target)]
    )
    assert found(document, "K306") == ([f"{AT}/targets/0/value"] if wrong else [])


def test_targets_for_others_are_not_held_against_the_baseline():
    document = with_indicator(
        direction="up",
        baseline=seen(60, subgroup="women", area="norr"),
        targets=[
            Target(value=50),
            Target(value=50, subgroup="women"),
            Target(value=50, area="norr", subgroup="men"),
            Target(value=50, area="norr", subgroup="women"),
        ],
    )
    assert found(document, "K306") == [f"{AT}/targets/3/value"]


# ── K302: subgroups and their total ────────────────────────────────────────────

SUM = {"scale": "number", "aggregation": "sum"}
MEAN = {"scale": "index", "aggregation": "mean"}
SHARE = {"scale": "percentage"}


@pytest.mark.parametrize(
    ("kind", "total", "women", "men", "wrong"),
    [
        (SUM, 100, 40, 60, False),
        (SUM, 101, 40, 60, True),
        (SUM, 99, 40, 60, True),
        (SUM, 0, 0, 0, False),
        (SUM, "1.1", "0.5", "0.5", False),  # rounded each for itself
        (SUM, "1.3", "0.5", "0.5", True),
        (SUM, "1e300", "1e300", 1, False),  # more digits than anybody counts
        (MEAN, 50, 40, 60, False),
        (MEAN, 40, 40, 60, False),
        (MEAN, 60, 40, 60, False),
        (MEAN, 39, 40, 60, True),
        (MEAN, 61, 40, 60, True),
        (MEAN, "60.4", 40, 60, False),  # 60 may be 60.4
        (MEAN, "60.6", 40, 60, True),
        (SHARE, 65, 50, 60, True),
        (SHARE, 55, 50, 60, False),
        (SHARE, "55.55", "55.5", "55.5", False),
        ({"scale": "percentage", "aggregation": "none"}, 65, 50, 60, True),
        ({"scale": "percentage", "aggregation": "sum"}, 110, 50, 60, False),  # shares of a whole
        ({"scale": "number"}, 65, 50, 60, False),  # not told how it adds up
        ({"scale": "number", "aggregation": "none"}, 65, 50, 60, False),
        ({"aggregation": "sum"}, 65, 50, 60, False),
    ],
)
def test_women_and_men_give_the_total(kind, total, women, men, wrong):
    observations = (seen(women, "women"), seen(total), seen(men, "men"))
    document = with_indicator(*observations, **kind)
    assert found(document, "K302") == ([f"{AT}/observations/1/value"] if wrong else [])


def test_so_do_girls_and_boys():
    document = with_indicator(seen(9), seen(4, "girls"), seen(6, "boys"), **SUM)
    (finding,) = run(document, ON, ["K302"])
    assert finding.related == (f"{AT}/observations/1/value", f"{AT}/observations/2/value")
    assert finding.params == {"total": Decimal(9), "parts": ("4", "6")}


@pytest.mark.parametrize(
    "observations",
    [
        [seen(90, period="2024"), seen(40, "women"), seen(60, "men")],
        [seen(90, area="norr"), seen(40, "women"), seen(60, "men")],
        [seen(90), seen(40, "women", "norr"), seen(60, "men")],
        [seen(90), seen(40, "women"), seen(missing="too_few", subgroup="men")],
        [seen(90), seen(40, "women")],
        [seen(40, "women"), seen(60, "men")],
        [seen(90, period=None), seen(40, "women", period=None), seen(60, "men", period=None)],
        [seen(90, source="SCB"), seen(40, "women"), seen(60, "men")],
        [seen(90), seen(40, "women"), seen(6, "boys")],
        [seen(12), seen(4, "women"), seen(4, "men"), seen(2, "girls"), seen(2, "boys")],
        [seen(101), seen(40, "women"), seen(60, "men"), seen(1, "unknown")],
    ],
)
def test_other_observations_have_no_total(observations):
    assert found(with_indicator(*observations, **SUM), "K302") == []


def test_two_groups_are_never_more_than_all():
    observations = (seen(99), seen(40, "women"), seen(60, "men"), seen(1, "unknown"))
    assert found(with_indicator(*observations, **SUM), "K302") == [f"{AT}/observations/0/value"]
    assert found(with_indicator(*observations, **SHARE), "K302") == []


def test_a_time_is_the_same_however_it_is_written():
    document = with_indicator(
        seen(90, period="2025"),
        seen(40, "women", period="2025-01-01/2025-12-31"),
        seen(60, "men", period="2025-H1/2025-H2"),
        **SUM,
    )
    assert found(document, "K302") == [f"{AT}/observations/0/value"]


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_true_sum_is_never_told_of(women, men):
    document = with_indicator(seen(women + men), seen(women, "women"), seen(men, "men"), **SUM)
    assert found(document, "K302") == []


@given(st.data())
def test_rounding_alone_is_never_told_of(data):
    """A mean of two groups, and the groups, each rounded as it may be."""
    women, men = (data.draw(st.decimals(0, 100, places=6)) for _ in range(2))
    weight = data.draw(st.decimals(0, 1, places=3))
    truth = (weight * women + (1 - weight) * men, women, men)
    total, one, two = (
        round(value, data.draw(st.sampled_from([0, 1, 2]))) + Decimal(0) for value in truth
    )
    document = with_indicator(
        seen(str(total)), seen(str(one), "women"), seen(str(two), "men"), **SHARE
    )
    assert found(document, "K302") == []


# ── K303: sums of what cannot be summed ────────────────────────────────────────

NONE = {"aggregation": "none"}


@pytest.mark.parametrize(
    ("kind", "observations", "told"),
    [
        (NONE, [seen(64), seen(30, area="norr"), seen(34, area="soder")], True),
        (MEAN, [seen(64), seen(30, area="norr"), seen(34, area="soder")], True),
        (NONE, [seen("64.0"), seen("30.5", area="norr"), seen("33.5", area="soder")], True),
        (NONE, [seen(32), seen(30, area="norr"), seen(34, area="soder")], False),
        (NONE, [seen(30), seen(30, area="norr")], False),  # the only area is the whole
        (NONE, [seen(0), seen(0, area="norr"), seen(0, area="soder")], False),
        (NONE, [seen(64), seen(30, area="norr"), seen(34, area="soder", period="2024")], False),
        (NONE, [seen(64, "women"), seen(30, area="norr"), seen(34, area="soder")], False),
        (NONE, [seen(64), seen(30), seen(34)], False),
        (SUM, [seen(64), seen(30, area="norr"), seen(34, area="soder")], False),
        ({}, [seen(64), seen(30, area="norr"), seen(34, area="soder")], False),
        (
            NONE,
            [
                seen(64, period=None),
                seen(30, area="norr", period=None),
                seen(34, area="soder", period=None),
            ],
            False,
        ),
    ],
)
def test_a_value_for_the_whole_is_no_sum(kind, observations, told):
    findings = list(run(with_indicator(*observations, **kind), ON, ["K303"]))
    assert [f.pointer for f in findings] == ([f"{AT}/observations/0/value"] if told else [])
    assert all(f.severity is Severity.WARNING and f.params["count"] == 2 for f in findings)


# ── K304, K307, K310: one observation ──────────────────────────────────────────


@pytest.mark.parametrize(
    ("observation", "codes"),
    [
        (seen(12), []),
        (seen(0), []),
        (seen(missing="not_yet"), []),
        (seen(judgement="Tryggare"), []),
        (seen(judgement="Svårt att säga", missing="too_few"), []),
        (seen(12, judgement="Bra"), []),
        (seen(0, missing="not_yet"), ["K304"]),
        (seen(), ["K307"]),
        (seen(sample_size=100, margin_of_error=2), ["K307"]),
        (seen(12, margin_of_error=0), []),
        (seen(12, margin_of_error="-0.1"), ["K310"]),
    ],
)
def test_an_observation_is_one_thing(observation, codes):
    baseline = with_indicator(baseline=observation)
    assert [code for code, _ in all_found(with_indicator(observation))] == codes
    assert [code for code, _ in all_found(baseline)] == codes


# ── K308, K309: reports and judgements ─────────────────────────────────────────


def test_nothing_is_done_fewer_than_no_times():
    document = with_follow_up(
        measure_reports=[
            MeasureReport(measure="m", count=-1),
            MeasureReport(measure="m", count=0),
            MeasureReport(measure="m"),
        ],
        commitment_reports=[CommitmentReport(commitment="c", count="-0.5")],
    )
    pointers = ["/follow_ups/0/commitment_reports/0/count", "/follow_ups/0/measure_reports/0/count"]
    assert found(document, "K308") == pointers


@pytest.mark.parametrize(("number", "negative"), [(-1, True), (0, False), (4, False)])
def test_nothing_less_than_nought_is_promised(number, negative):
    measure = Measure(id="m", title="Vandra", volume=Quantity.at_most(number))
    document = Agreement(id="l", title="Löften", kind="citizen_promise", measures=[measure])
    assert found(document, "K308") == (["/measures/0/volume/number"] if negative else [])


@pytest.mark.parametrize(
    ("promise", "goal", "count"),
    [(None, None, 0), ("l", "m", 2), ("l", None, None), (None, "m", None)],
)
def test_a_judgement_is_of_one_thing(promise, goal, count):
    assessment = Assessment(promise=promise, goal=goal, fulfilment="kept")
    findings = list(run(with_follow_up(assessments=[assessment]), ON, ["K309"]))
    assert [f.params["count"] for f in findings] == ([] if count is None else [count])


def test_strangnas_did_more_than_it_promised():
    """Twenty areas of eight, and 303 traffic checks where no number was promised."""
    counts = [r.count for r in examples.load("strangnas").follow_ups[0].commitment_reports]
    assert Decimal(303) in counts
    assert all_found(examples.load("strangnas")) == []
