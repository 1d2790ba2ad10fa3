"""What follows from an agreement on a day: verdicts, counts, measures, and why."""

import copy
import datetime as dt
import inspect
import itertools
import json
import pickle
import re
from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from followed import DAYS, anything, followed
from medborgarlofte import (
    Agreement,
    AgreementError,
    Assessment,
    Commitment,
    CommitmentReport,
    Conclusion,
    Evidence,
    FollowUp,
    Goal,
    Indicator,
    Measure,
    MeasureReport,
    Observation,
    Party,
    Period,
    Promise,
    Quantity,
    canonical,
    dumps,
    evaluate,
    examples,
    standing,
)
from medborgarlofte import evaluation as evaluation_package
from medborgarlofte.evaluation import Outcome, as_data, completeness, standings

AFTER = "2030-01-01"


def promised(quantity, *reports, period="2018", **facts):
    """An agreement with one commitment, and (time, date, report) of it."""
    commitment = Commitment(id="c", text="Kontroller.", quantity=quantity, **facts)
    return Agreement(
        title="Löften",
        kind="citizen_promise",
        period=period,
        promises=[Promise(id="p", text="Vi kontrollerar.", commitments=[commitment])],
        follow_ups=[
            FollowUp(
                id=f"f{number}",
                period=time,
                date=date,
                commitment_reports=[CommitmentReport(commitment="c", **said)],
            )
            for number, (time, date, said) in enumerate(reports)
        ],
    )


def tally(*args, on=AFTER, **facts):
    return evaluate(promised(*args, **facts), on).promise("p").commitments[0]


DAILY = Quantity.at_least(1, "trafikkontroll", per="day")
EIGHT = Quantity.at_least(8, "områden")


# ── The shipped examples ───────────────────────────────────────────────────────


def test_strangnas_2019_met_what_it_promised():
    evaluation = evaluate(examples.load("strangnas"), "2020-02-01")
    found = {
        each.commitment.id: (each.outcome, each.count, each.needed)
        for stands in evaluation.promises
        for each in stands.commitments
    }
    assert found == {
        "grannsamverkan": ("met", 20, 8),
        "batsamverkan": ("met", 3, 2),
        "vandringar": ("met", 4, 4),
        "trafikkontroller": ("done_not_measurable", 303, None),
        "mopedinsats": ("done_not_measurable", None, None),
        "trafiksakerhetsrad": ("done_not_measurable", None, None),
    }
    assert all(stands.verdict == "kept" for stands in evaluation.promises)
    assert not any(stands.disagreements for stands in evaluation.promises)
    assert "303" in evaluation.promise("trafik").why("sv")
    assert "inget antal är lovat" in evaluation.promise("trafik").why("sv")


def test_strangnas_is_not_judged_before_it_was():
    evaluation = evaluate(examples.load("strangnas"), on="2019-12-31")
    assert evaluation.status.status == "in_force"
    assert {stands.verdict for stands in evaluation.promises} == {None}
    outcomes = {c.outcome for stands in evaluation.promises for c in stands.commitments}
    assert outcomes == {"not_reported"}


def with_count(count, **facts):
    """Luleå 2018, its follow-up saying how many traffic checks were made."""
    lulea = examples.load("lulea")
    (told,) = lulea.follow_ups
    first, *others = told.commitment_reports
    reports = [first.evolve(count=count), *others]
    return lulea.evolve(follow_ups=[told.evolve(commitment_reports=reports, **facts)])


@pytest.mark.parametrize(
    "facts",
    [{}, {"period": "2018"}, {"period": "2018", "date": "2019-02"}, {"date": "2018-12-31"}],
)
def test_lulea_2018_needs_one_a_day(facts):
    evaluation = evaluate(with_count(300, **facts), on="2019-03-01")
    checks = evaluation.promise("trafik").commitments[0]
    assert checks.outcome is Outcome.SHORT
    assert (checks.count, checks.needed, checks.short_by) == (300, 365, 65)
    assert checks.difference == -65
    assert "65" in checks.why("sv")
    met = evaluate(with_count(365, **facts), on="2019-03-01").promise("trafik").commitments[0]
    assert (met.outcome, met.short_by) == ("met", None)


def test_lulea_says_neither_state_nor_count():
    evaluation = evaluate(examples.load("lulea"), "2019-01-01")
    outcomes = {c.outcome for stands in evaluation.promises for c in stands.commitments}
    assert outcomes == {"cannot_be_told"}


def test_an_undated_report_without_time_is_not_taken_for_a_year_that_has_not_passed():
    checks = evaluate(with_count(300), on="2018-06-01").promise("trafik").commitments[0]
    assert (checks.outcome, checks.needed) == ("cannot_be_told", None)
    assert checks.reasons[0].rule == "time_not_told"


@pytest.mark.parametrize("period", [Period(start="2018-12", end="2018-01"), Period(start="2018")])
def test_a_count_of_a_time_that_has_no_end_or_no_days_is_of_no_time(period):
    checks = (
        evaluate(with_count(300, period=period), on="2019-03-01").promise("trafik").commitments[0]
    )
    assert (checks.outcome, checks.covered) == ("cannot_be_told", ())


# ── Counts against promises ────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("quantity", "reports", "facts", "expected"),
    [
        (EIGHT, [], {}, "not_reported"),
        (EIGHT, [("2018", "2019", {"count": 8})], {}, "met"),
        (EIGHT, [("2018", "2019", {"count": 7})], {}, "short"),
        (EIGHT, [("2018", "2019", {"state": "done"})], {}, "done_not_measurable"),
        (EIGHT, [("2018", "2019", {"state": "not_done"})], {}, "not_done"),
        (EIGHT, [("2018", "2019", {"state": "ongoing"})], {}, "cannot_be_told"),
        (EIGHT, [("2018-T1", "2018-05", {"state": "ongoing"})], {"on": "2018-06-01"}, "not_yet"),
        (EIGHT, [("2018-T1", "2018-05", {"count": 3})], {"on": "2018-06-01"}, "not_yet"),
        (EIGHT, [("2018-T1", "2018-05", {"count": 9})], {"on": "2018-06-01"}, "met"),
        # what the rest of the year gave was never told
        (EIGHT, [("2018-T1", "2018-05", {"count": 3})], {}, "cannot_be_told"),
        # told of the year before the year was over
        (EIGHT, [("2018", "2018-05", {"count": 3})], {}, "cannot_be_told"),
        # the count is of more time than was promised
        (EIGHT, [("2017/2018", "2019", {"count": 9})], {}, "cannot_be_told"),
        (EIGHT, [("2018", "2019", {"count": 9})], {"due": "2018-06-30"}, "cannot_be_told"),
        (EIGHT, [("2018-H1", "2019", {"count": 9})], {"due": "2018-06-30"}, "met"),
        (EIGHT, [("2018", "2019", {"count": 7})], {"period": "2018/.."}, "not_yet"),
        (Quantity.at_most(3), [("2018", "2019", {"count": 3})], {}, "met"),
        (Quantity.at_most(3), [("2018", "2019", {"count": 4})], {}, "over"),
        (Quantity.at_most(3), [("2018-T1", "2018-05", {"count": 3})], {"on": "2018-06-01"}, "not_yet"),
        (Quantity.exactly(4), [("2018", "2019", {"count": 4})], {}, "met"),
        (Quantity.exactly(4), [("2018", "2019", {"count": 5})], {}, "over"),
        (Quantity.exactly(4), [("2018", "2019", {"count": 3})], {}, "short"),
        (Quantity(number=4, comparison="about"), [("2018", "2019", {"count": 4})], {}, "cannot_be_told"),
        (DAILY, [("2018-T1", "2018-05", {"count": 120})], {}, "met"),
        (DAILY, [("2018-T1", "2018-05", {"count": 119})], {}, "short"),
        # a tertial is no whole number of years
        (Quantity.at_least(4, per="year"), [("2018-T1", "2018-05", {"count": 4})], {}, "cannot_be_told"),
        (None, [("2018", "2019", {"count": 303})], {}, "done_not_measurable"),
        (None, [("2018", "2019", {"count": 0})], {}, "not_done"),
        (None, [("2018", "2019", {"count": 3, "state": "cancelled"})], {}, "not_done"),
    ],
)  # fmt: skip
def test_a_count_is_held_against_its_promise(quantity, reports, facts, expected):
    found = tally(quantity, *reports, **facts)
    assert found.outcome == expected
    assert found.why("sv")
    assert found.why("en")
    assert found.pointers[-1].startswith("/promises/0/commitments/0")


def test_counts_of_times_that_do_not_overlap_are_added():
    thirds = [(f"2018-T{n}", "2019-01", {"count": n}) for n in (1, 2, 3)]
    found = tally(Quantity.at_least(6, per="year"), *thirds)
    assert (found.outcome, found.count, found.needed) == ("met", 6, 6)
    assert [str(period) for period in found.covered] == ["2018"]
    added = next(reason for reason in found.reasons if reason.rule == "counts_added")
    assert {f"/follow_ups/{n}/commitment_reports/0" for n in range(3)} <= set(added.pointers)


def test_counts_of_times_that_overlap_are_not_added():
    found = tally(
        EIGHT,
        ("2018-T1", "2018-05", {"count": 5}),
        ("2018", "2019-01", {"count": 7}),
        ("2018-H2", "2019-01", {"count": 4}),
    )
    assert (found.outcome, found.count, found.short_by) == ("short", 7, 1)
    assert "overlapping_counts_left_out" in [reason.rule for reason in found.reasons]


def test_the_same_time_told_again_is_told_better():
    found = tally(EIGHT, ("2018", "2019-03", {"count": 9}), ("2018", "2019-01", {"count": 7}))
    assert found.count == 9


def test_a_gap_in_what_is_told_is_not_filled():
    found = tally(EIGHT, *[(f"2018-T{n}", "2019-01", {"count": 2}) for n in (1, 3)])
    assert (found.outcome, found.count) == ("cannot_be_told", 4)
    assert [str(period) for period in found.covered] == ["2018-T1", "2018-T3"]


SPANS = ["2018", "2018-H1", "2018-H2", "2018-T1", "2018-T3", "2018-03", "2018-Q2", "2018-12"]


@given(st.lists(st.sampled_from(SPANS), min_size=1, max_size=6))
def test_no_day_is_counted_twice_and_as_many_as_can_be_are(spans):
    """Held against every choice of reports that do not overlap."""
    reports = [(span, "2019", {"count": 2**n}) for n, span in enumerate(spans)]
    found = tally(EIGHT, *reports)
    periods = [Period.parse(span) for span in spans]
    best = 0
    for size in range(1, len(spans) + 1):
        for chosen in itertools.combinations(range(len(spans)), size):
            pairs = itertools.combinations([periods[n] for n in chosen], 2)
            if not any(one.overlaps(other) for one, other in pairs):
                best = max(best, sum(periods[n].days for n in chosen))
    used = [n for n in range(len(spans)) if int(found.count) & 2**n]  # each count is its own bit
    assert sum(periods[n].days for n in used) == best == sum(p.days for p in found.covered)
    for one, other in itertools.combinations(used, 2):
        assert not periods[one].overlaps(periods[other])


@given(st.lists(st.integers(0, 60), min_size=12, max_size=12), st.integers(0, 40))
def test_months_add_up_exactly(counts, daily):
    """What is short by the months together is what is missing from the year."""
    reports = [(f"2018-{n:02}", "2019", {"count": c}) for n, c in enumerate(counts, start=1)]
    found = tally(Quantity.at_least(daily, per="day"), *reports)
    assert found.count == sum(counts)
    assert found.needed == 365 * daily
    lacking = 365 * daily - sum(counts)
    assert found.outcome == ("short" if lacking > 0 else "met")
    assert found.short_by == (lacking if lacking > 0 else None)


def test_numbers_far_apart_are_reckoned_exactly():
    found = tally(
        Quantity.at_least(Decimal("1e300")),
        ("2018-H1", "2019", {"count": Decimal("1e-300")}),
        ("2018-H2", "2019", {"count": 1}),
    )
    assert str(found.count) == f"1.{'0' * 299}1"
    assert str(found.short_by) == f"{'9' * 299}8.{'9' * 300}"


def test_another_unit_is_told():
    found = tally(EIGHT, ("2018", "2019", {"count": 9, "unit": "timmar"}))
    assert "unit_differs" in [reason.rule for reason in found.reasons]


# ── Judgements ─────────────────────────────────────────────────────────────────


def judged(*judgements, **facts):
    """An agreement with one promise, and follow-ups that judge it."""
    return Agreement(
        title="Löften",
        kind="citizen_promise",
        period="2018",
        parties=[Party(id="a", name="Polisen", kind="police")],
        promises=[Promise(id="p", text="Vi kontrollerar.", **facts)],
        follow_ups=[
            FollowUp(id=f"f{n}", date=date, assessments=[Assessment(promise="p", **said)])
            for n, (date, said) in enumerate(judgements)
        ],
    )


def test_the_latest_verdict_by_whom_and_as_of_when():
    agreement = judged(
        ("2019-05", {"fulfilment": "kept", "as_of": "2018-12-31", "assessed_by": "a"}),
        ("2018-09", {"fulfilment": "ongoing"}),
        ("2019-06", {"effect": "improved"}),
    )
    stands = evaluate(agreement, "2020-01-01").promise("p")
    assert (stands.verdict, stands.assessed_by, str(stands.as_of)) == ("kept", ("a",), "2018-12-31")
    assert stands.effect == "improved"
    assert "av Polisen" in stands.why("sv")
    assert "by Polisen" in stands.why("en")
    earlier = evaluate(agreement, "2018-12-31").promise("p")
    assert (earlier.verdict, earlier.assessed_by, earlier.effect) == ("ongoing", (), None)
    assert "av vem framgår inte" in earlier.why("sv")


def test_a_follow_up_that_may_have_been_made_by_the_day_counts_and_says_so():
    stands = evaluate(judged(("2019", {"fulfilment": "kept"})), "2019-06-01").promise("p")
    assert stands.verdict == "kept"
    assert "follow_up_perhaps_later" in [reason.rule for reason in stands.reasons]


def test_a_judgement_of_a_later_time_does_not_count():
    agreement = judged(("2018-05", {"fulfilment": "kept", "as_of": "2018-12"}))
    assert evaluate(agreement, "2018-11-30").promise("p").verdict is None
    assert evaluate(agreement, "2018-12-01").promise("p").verdict == "kept"


REPORTED = FollowUp(
    id="told",
    period="2018",
    date="2019",
    commitment_reports=[CommitmentReport(commitment="c", state="done", count=7)],
)


@pytest.mark.parametrize(
    ("verdict", "number", "expected"),
    [
        ("kept", 8, {"done_but_short", "kept_but_short"}),
        ("kept", 7, set()),
        ("not_kept", 7, {"not_kept_but_met"}),
        ("not_kept", 8, {"done_but_short"}),
        ("partly_kept", 7, set()),
    ],
)
def test_verdict_and_counts_that_disagree_are_shown(verdict, number, expected):
    commitment = Commitment(id="c", text="Kontroller.", quantity=Quantity.at_least(number))
    agreement = judged(("2019", {"fulfilment": verdict}), commitments=[commitment])
    agreement = agreement.evolve(follow_ups=[*agreement.follow_ups, REPORTED])
    stands = evaluate(agreement, AFTER).promise("p")
    assert {each.kind.value for each in stands.disagreements} == expected
    assert stands.verdict == verdict  # shown, not settled
    for each in stands.disagreements:
        assert each.why("sv") in stands.why("sv")


def with_indicator(*observations, direction="up", baseline=61, **said):
    """A promise judged in 2019, whose goal has an indicator with these values."""
    agreement = judged(("2019", said), goals=["g"])
    return agreement.evolve(
        goals=[Goal(id="g", text="Fler trygga.", indicators=["i"])],
        indicators=[
            Indicator(
                id="i",
                name="Andel trygga",
                direction=direction,
                baseline=Observation(value=baseline, period="2017"),
                observations=observations,
            )
        ],
    )


@pytest.mark.parametrize(
    ("agreement", "expected"),
    [
        (with_indicator(Observation(value=58, period="2018"), fulfilment="kept"), ["kept_but_worse"]),
        (with_indicator(Observation(value=64, period="2018"), fulfilment="kept"), []),
        (with_indicator(Observation(value=61, period="2018"), fulfilment="kept"), []),
        (with_indicator(Observation(value=58, period="2018"), fulfilment="not_kept"), []),
        (with_indicator(Observation(value=58, period="2018"), fulfilment="kept", direction="down"), []),
        # no direction, another group, another series: nothing can be told
        (with_indicator(Observation(value=58, period="2018"), fulfilment="kept", direction=None), []),
        (with_indicator(Observation(value=58, period="2018", subgroup="women"), fulfilment="kept"), []),
        (with_indicator(Observation(missing="series_break", period="2018-H1"),
                        Observation(value=58, period="2018"), fulfilment="kept"), []),
        # not known by the day, and before the baseline
        (with_indicator(Observation(value=58, period="2040"), fulfilment="kept"), []),
        (with_indicator(Observation(value=58, period="2016"), fulfilment="kept"), []),
        # the latest counts
        (with_indicator(Observation(value=58, period="2018-H2"),
                        Observation(value=70, period="2018-H1"), fulfilment="kept"), ["kept_but_worse"]),
        (with_indicator(Observation(value=58, period="2018"), effect="improved"), ["effect_and_indicator"]),
        (with_indicator(Observation(value=64, period="2018"), effect="improved"), []),
        (with_indicator(Observation(value=64, period="2018"), effect="worsened"), ["effect_and_indicator"]),
        (with_indicator(Observation(value=58, period="2018"), effect="unchanged"), []),
    ],
)  # fmt: skip
def test_a_judgement_and_an_indicator_that_disagree_are_shown(agreement, expected):
    stands = evaluate(agreement, AFTER).promise("p")
    assert [each.kind.value for each in stands.disagreements] == expected
    for each in stands.disagreements:
        assert "/indicators/0/observations/0" in each.pointers
        assert "Andel trygga" in each.why("sv")


def test_an_indicator_named_as_evidence_is_looked_at():
    agreement = with_indicator(Observation(value=58, period="2018"), fulfilment="kept")
    (promise,), (follow_up,) = agreement.promises, agreement.follow_ups
    apart = agreement.evolve(promises=[promise.evolve(goals=())])
    assert not evaluate(apart, AFTER).promise("p").disagreements
    (assessment,) = follow_up.assessments
    told = follow_up.evolve(assessments=[assessment.evolve(evidence=[Evidence(indicator="i")])])
    named = evaluate(apart.evolve(follow_ups=[told]), AFTER).promise("p")
    assert [each.kind for each in named.disagreements] == ["kept_but_worse"]


def test_two_verdicts_of_one_time_are_shown():
    agreement = judged(("2019", {"fulfilment": "kept"}), ("2019-03", {"fulfilment": "not_kept"}))
    stands = evaluate(agreement, AFTER).promise("p")
    assert [each.kind for each in stands.disagreements] == ["verdicts_differ"]
    apart = judged(("2018", {"fulfilment": "kept"}), ("2019-03", {"fulfilment": "not_kept"}))
    assert not evaluate(apart, AFTER).promise("p").disagreements


@given(anything, DAYS)
def test_an_earlier_follow_up_does_not_change_the_latest_verdict(agreement, on):
    before = standings(agreement, on)
    early = FollowUp(
        id="an-earlier-one",
        date="1950",
        assessments=[Assessment(promise=p.id, fulfilment="not_kept") for p in agreement.promises],
    )
    after = standings(agreement.evolve(follow_ups=[*agreement.follow_ups, early]), on)
    for old, new in zip(before, after, strict=True):
        undated = old.follow_up is not None and old.assessment.as_of is None and (
            old.follow_up.date is None and old.follow_up.period is None
        )  # fmt: skip
        if old.verdict is not None and not undated:
            assert (new.verdict, new.as_of) == (old.verdict, old.as_of)


def test_a_promise_is_found_by_its_id():
    strangnas = examples.load("strangnas")
    assert standing(strangnas, "trafik") == standing(strangnas, strangnas.promise("trafik"))
    for ask in (lambda: standing(strangnas, "x"), lambda: evaluate(strangnas).promise("x"),
                lambda: evaluate(strangnas).measure("x"), lambda: standing(strangnas, 7)):  # fmt: skip
        with pytest.raises(AgreementError):
            ask()


# ── Measures ───────────────────────────────────────────────────────────────────


def with_measure(*reports, **facts):
    measure = Measure(id="m", title="Belysning", **facts)
    return Agreement(
        title="Plan",
        kind="action_plan",
        measures=[measure],
        follow_ups=[
            FollowUp(id=f"f{n}", date=date, measure_reports=[MeasureReport(measure="m", **said)])
            for n, (date, said) in enumerate(reports)
        ],
    )


@pytest.mark.parametrize(
    ("reports", "period", "expected"),
    [
        ([], "2018", (None, None, None)),
        ([], None, (None, None, None)),
        ([], "2018/..", (None, False, None)),
        ([("2019-02", {"state": "done"})], "2018", ("done", False, None)),
        ([("2019-02", {"state": "ongoing"})], "2018", ("ongoing", True, 90)),
        # told before the end: how it went since is not told
        ([("2018-02", {"state": "ongoing"})], "2018", ("ongoing", None, None)),
        ([("2018-02", {"state": "ongoing"})], "2018/2019", ("ongoing", False, None)),
        ([("2019-02", {"state": "ongoing"}), ("2018", {"state": "planned"})], "2018",
         ("ongoing", True, 90)),
        ([("2019-05", {"state": "done"}), ("2019-02", {"state": "ongoing"})], "2018",
         ("ongoing", True, 90)),
    ],
)  # fmt: skip
def test_a_measure_is_late_where_that_is_told(reports, period, expected):
    found = evaluate(with_measure(*reports, period=period), "2019-03-31").measure("m")
    assert (found.state, found.delayed, found.late_by) == expected
    assert found.why("sv")
    assert found.why("en")
    rules = [reason.rule for reason in found.reasons]
    assert rules[0] == ("latest_state" if found.state else "no_state_reported")
    over = bool(period) and Period.parse(period).contains(dt.date(2018, 6, 1)) and period == "2018"
    since = {True: "ended_and_not_done", None: "ended_and_not_reported_since"}
    told = [since[found.delayed]] if over and found.state != "done" else []
    assert rules[1:] == (["no_time_set"] if period is None else told)


def test_the_volume_of_a_measure_is_tallied():
    agreement = with_measure(
        ("2019-02", {"state": "done", "count": 3}), period="2018", volume=Quantity.at_least(4)
    )
    found = evaluate(agreement, "2019-03-31").measure("m")
    assert (found.volume.outcome, found.volume.short_by) == ("short", 1)


# ── All of it, on any agreement ────────────────────────────────────────────────


def conclusions(evaluation):
    """Every conclusion in an evaluation, those inside others too."""
    waiting = [
        evaluation.status,
        *evaluation.promises,
        *evaluation.measures,
        *evaluation.planned_follow_ups,
        *evaluation.due,
    ]
    while waiting:
        each = waiting.pop()
        yield each
        for name in each.__attrs_attrs__:
            value = getattr(each, name.name)
            inside = value if isinstance(value, tuple) else (value,)
            waiting += [item for item in inside if isinstance(item, Conclusion)]


def resolve(document, pointer):
    assert pointer == "" or pointer[0] == "/"
    for step in pointer.split("/")[1:]:
        document = document[int(step)] if isinstance(document, list) else document[step]
    return document


PAGE = Path(__file__).resolve().parent.parent / "docs" / "evaluation.md"
DOCUMENTED = set(re.findall(r"`([a-z_]+)`", PAGE.read_text("utf-8")))


@given(anything, DAYS | st.dates())
def test_every_conclusion_has_its_reasons_and_the_agreement_stays(agreement, on):
    before = canonical(agreement)
    document = json.loads(dumps(agreement))
    evaluation = evaluate(agreement, on)
    found = list(conclusions(evaluation))
    assert len(found) >= 1 + len(agreement.promises) + len(agreement.measures)
    for conclusion in found:
        assert conclusion.reasons
        assert not re.search(r"\bNone\b", conclusion.why("sv") + conclusion.why("en"))
        for reason in conclusion.reasons:
            assert reason.rule in DOCUMENTED
            for words in (reason.words.sv, reason.words.en):
                assert words.endswith(".")
                assert words.isprintable()
            assert reason.pointers
            for pointer in reason.pointers:
                resolve(document, pointer)
    json.dumps(evaluation.to_dict("en"), allow_nan=False)
    assert canonical(agreement) == before
    assert evaluate(agreement, on) == evaluation


@given(followed(), DAYS)
def test_outcomes_and_numbers_agree(agreement, on):
    for stands in evaluate(agreement, on).promises:
        for each in stands.commitments:
            least = each.commitment.quantity and each.commitment.quantity.comparison == "at_least"
            if each.outcome is Outcome.MET and least:
                assert each.count >= each.needed
            if each.outcome is Outcome.SHORT:
                assert each.short_by == each.needed - each.count > 0
            else:
                assert each.short_by is None
            if each.outcome is Outcome.OVER:
                assert each.count > each.needed
            if each.outcome is Outcome.NOT_REPORTED:
                assert each.count is None
                assert each.state is None


@pytest.mark.parametrize("name", examples.names())
def test_the_examples_are_evaluated_any_day(name):
    for day in (dt.date.min, dt.date(2019, 6, 1), dt.date.max):
        evaluation = evaluate(examples.load(name), day)
        assert evaluation.due is evaluation.due  # drawn once
        assert evaluation.status.why("en")


def test_today_counts_where_no_day_is_given():
    from medborgarlofte.checking import today

    assert evaluate(examples.load("trosa")).on in (today(), today() - dt.timedelta(days=1))


@pytest.mark.parametrize("on", ["2019", "x", 7])
def test_what_is_no_day_is_refused(on):
    with pytest.raises(AgreementError):
        evaluate(examples.load("trosa"), on)


@pytest.mark.parametrize(
    ("facts", "taken"),
    [({"date": "2019-02"}, True), ({"date": "2019-02", "period": "2018"}, False)],
)
def test_a_count_of_no_told_time_is_taken_for_the_whole_and_that_is_said(facts, taken):
    promise = Promise(
        id="p",
        text="Vi ska gå.",
        commitments=[Commitment(id="c", text="Vandra", quantity=Quantity.at_least(4))],
    )
    reports = [CommitmentReport(commitment="c", count=5)]
    plan = Agreement(
        title="Plan",
        kind="citizen_promise",
        period="2018",
        promises=[promise],
        follow_ups=[FollowUp(id="f", commitment_reports=reports, **facts)],
    )
    (told,) = standing(plan, "p", on="2020-01-01").commitments
    assert (told.outcome, told.count, told.covered) == ("met", 5, (Period.parse("2018"),))
    assert ("taken_for_the_whole_time" in {reason.rule for reason in told.reasons}) is taken


@pytest.mark.parametrize(
    ("facts", "judged", "said", "told"),
    [
        ({"date": "2019-02"}, {}, "uppfyllt (2019-02; av vem framgår inte).", "/follow_ups/0"),
        ({"date": "2019-02"}, {"as_of": "2018"}, "uppfyllt (2018; av vem", "/as_of"),
        ({}, {}, "uppfyllt (odaterat; av vem framgår inte).", "/follow_ups/0"),
        ({}, {"assessed_by": "polisen"}, "uppfyllt (odaterat, av Polisen).", "/follow_ups/0"),
        ({"date": "2019", "by": "polisen"}, {}, "uppfyllt (2019, av Polisen).", "/follow_ups/0"),
    ],
)
def test_the_latest_verdict_is_told_with_its_day_and_by_whom(facts, judged, said, told):
    follow_up = FollowUp(
        id="f", assessments=[Assessment(promise="p", fulfilment="kept", **judged)], **facts
    )
    plan = Agreement(
        title="Plan",
        kind="citizen_promise",
        parties=[Party(id="polisen", name="Polisen", kind="police")],
        promises=[Promise(id="p", text="Vi ska gå.")],
        follow_ups=[follow_up],
    )
    found = standing(plan, "p", on="2020-01-01")
    assert said in found.why("sv")
    (reason,) = (each for each in found.reasons if each.rule == "latest_verdict")
    assert any(pointer.endswith(told) for pointer in reason.pointers)
    assert ("undated" in reason.words.en) is ("odaterat" in reason.words.sv)


@pytest.mark.parametrize("name", evaluation_package.__all__)
def test_conclusions_are_made_by_name_alone(name):
    cls = getattr(evaluation_package, name)
    if inspect.isclass(cls) and issubclass(cls, Conclusion):
        kinds = {parameter.kind for parameter in inspect.signature(cls).parameters.values()}
        assert kinds == {inspect.Parameter.KEYWORD_ONLY}


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"date": "2019-02"}, "pågår (2019-02)."),
        ({"period": "2018"}, "pågår (2018)."),
        ({}, "pågår."),
    ],
)
def test_the_latest_state_is_told_with_its_day(facts, said):
    measure = Measure(id="m", title="Belysning")
    told = FollowUp(id="f", measure_reports=[MeasureReport(measure="m", state="ongoing")], **facts)
    plan = Agreement(title="Plan", kind="action_plan", measures=[measure], follow_ups=[told])
    assert said in evaluate(plan, "2020-01-01").measure("m").why("sv")


def test_a_measure_is_found_by_its_id():
    measures = [Measure(id=name, title=name.upper()) for name in "ab"]
    plan = Agreement(title="Plan", kind="action_plan", measures=measures)
    assert [evaluate(plan).measure(name).measure for name in "ab"] == measures


def test_parts_that_point_nowhere_do_no_harm():
    agreement = promised(EIGHT, ("2018", "2019", {"count": 9}))
    stray = FollowUp(
        id="stray",
        commitment_reports=[CommitmentReport(commitment="none", count=1)],
        measure_reports=[MeasureReport(measure="none", state="done")],
        assessments=[Assessment(promise="none", fulfilment="kept", assessed_by="nobody")],
    )
    agreement = agreement.evolve(
        follow_ups=[*agreement.follow_ups, stray],
        measures=[Measure(title="Utan löfte", promises="none")],
    )
    evaluation = evaluate(agreement, AFTER)
    assert evaluation.promise("p").commitments[0].outcome == "met"
    assert evaluation.promise("p").verdict is None
    assert len(list(conclusions(evaluation))) > 3


def test_words_of_the_document_are_cut_short_and_escaped():
    agreement = promised(EIGHT, ("2018", "2019", {"count": 9}))
    (promise,) = agreement.promises
    commitment = promise.commitments[0].evolve(text="{count} <b>\n" + "x" * 500)
    agreement = agreement.evolve(promises=[promise.evolve(commitments=[commitment])])
    told = evaluate(agreement, AFTER).promise("p").commitments[0].why("sv").splitlines()[0]
    assert told.startswith("{count} <b>\\u000axxx")
    assert len(told) < 200


@pytest.mark.parametrize("again", [copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])
def test_a_copy_concludes_the_same(again):
    evaluation = evaluate(examples.load("strangnas"), "2020-02-01")
    assert again(evaluation).promises == evaluation.promises
    assert again(evaluation.promises) == evaluation.promises
    assert again(evaluation).promise("trafik").pointers


def test_evolved_conclusions_keep_their_reasons():
    found = tally(EIGHT, ("2018", "2019", {"count": 9}))
    assert evolve(found, count=Decimal(1)).reasons == found.reasons


def test_rows_of_no_promise_are_asked_for_in_a_language_too():
    nothing = evaluate(Agreement(title="Plan", kind="action_plan"), "2025-01-01")
    assert nothing.to_rows("en") == []
    with pytest.raises(AgreementError):
        nothing.to_rows("xx")


@given(anything, DAYS)
def test_rows_say_what_the_evaluation_says(agreement, on):
    """The same columns in all, one row a commitment, and a row for a promise without any."""
    evaluation = evaluate(agreement, on)
    rows = evaluation.to_rows("en")
    assert len({tuple(row) for row in rows}) <= 1
    expected = [
        (stands.promise.id, tally and tally.commitment.id, tally and tally.outcome.value)
        for stands in evaluation.promises
        for tally in stands.commitments or (None,)
    ]
    assert [(r["promise_id"], r["commitment_id"], r["outcome"]) for r in rows] == expected
    for row in rows:
        known = None not in (row["count"], row["needed"])
        assert row["short_by"] is None or known
        assert row["why"]
        assert json.dumps(row)


def test_as_data_all_of_it_is_json_as_any_library_knows_it():
    strangnas = examples.load("strangnas")
    told = json.loads(json.dumps(evaluate(strangnas, "2020-02-01").to_dict()))
    complete = completeness(strangnas)
    assert told["completeness"]["score"] == float(complete.score)
    assert told["completeness"]["missing"] == [element.name for element in complete.missing]
    first = told["promises"][0]["commitments"][0]
    assert (first["count"], first["needed"], type(first["count"])) == (20, 8, int)
    (follow_up,) = strangnas.follow_ups
    (report, *others) = follow_up.commitment_reports
    for count, data in (("20.50", 20.5), ("1.5E+300", 1.5e300)):
        reports = [report.evolve(count=count), *others]
        changed = strangnas.evolve(follow_ups=[follow_up.evolve(commitment_reports=reports)])
        stands = evaluate(changed, "2020-02-01").promises[0]
        assert as_data(stands)["commitments"][0]["count"] == data
