"""Dates that cannot be true together: where the rules speak, and where they must not."""

import pytest
from hypothesis import given

from medborgarlofte import examples, loads
from medborgarlofte.checking import validate
from medborgarlofte.checks import CHECKS, run
from medborgarlofte.checks._exemplary import ON
from medborgarlofte.findings import Severity
from medborgarlofte.format import dumps
from medborgarlofte.model import (
    Agreement,
    Area,
    Assessment,
    FollowUp,
    Indicator,
    Measure,
    Observation,
    Party,
    Promise,
    Relation,
    Target,
)
from medborgarlofte.strategies import agreements
from medborgarlofte.values import Period, Quantity, Text
from test_growth import calls

CONSISTENCY = [code for code in CHECKS if code.startswith("K")]
OURS = [code for code in CONSISTENCY if code[:2] in ("K2", "K3", "K4")]


def agreement(**given):
    return Agreement(id="loften", title="Löften", kind="citizen_promise", **given)


def promise(**given):
    return Promise(id="lofte", text="Vi ska hålla torget tryggt.", **given)


def follow_up(*assessments, **given):
    return FollowUp(id="uppfoljning", assessments=assessments, **given)


def found(document, code):
    return [f.pointer for f in run(document, ON, [code])]


def all_found(document):
    return [(f.code, f.pointer) for f in validate(document, on=ON, profile="exchange")]


# ── K201, K207: periods ────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("start", "end", "reversed_"),
    [
        ("2020", "2019", True),
        ("2020", "2019-12-31", True),
        ("2020-01-02", "2020-01-01", True),
        ("2020-Q2", "2020-03", True),
        ("2020-W02", "2020-01-05", True),
        ("2020", "2020", False),
        ("2020-01-01", "2020-01-01", False),
        ("2020-06-15", "2020", False),  # the year ends after that day
        ("2020", "2020-03", False),  # within the year: short, not reversed
        ("2020-W53", "2021-01-01", False),  # the week has days in both years
        ("2020", None, False),
    ],
)
def test_a_period_is_reversed_where_that_is_certain(start, end, reversed_):
    document = agreement(period=Period(start=start, end=end))
    assert found(document, "K201") == (["/period/end"] if reversed_ else [])


def test_every_period_is_looked_at():
    backwards = Period(start="2020", end="2019")
    document = agreement(
        parties=[Party(id="p", name="Polisen", kind="police", name_period=backwards)],
        measures=[Measure(id="m", title="Vandra", period=backwards)],
        follow_ups=[follow_up(period=backwards)],
    )
    pointers = ["/parties/0/name_period/end", "/measures/0/period/end", "/follow_ups/0/period/end"]
    assert sorted(found(document, "K201")) == sorted(pointers)


def test_a_reversed_period_is_told_of_once():
    document = agreement(
        period=Period(start="2025", end="2020"),
        promises=[promise(period="2025")],
        measures=[Measure(id="m", title="Vandra", period=Period(start="2025", end="2019"))],
    )
    assert all_found(document) == [("K201", "/measures/0/period/end"), ("K201", "/period/end")]
    backwards = Measure(title="A", period=Period(start="2031", end="2026"))
    outside = Measure(title="B", period="2020")
    whole = agreement(period="2025/2026", measures=[backwards])
    assert all_found(whole) == [("K201", "/measures/0/period/end")]
    whole = agreement(period=Period(start="2031", end="2026"), measures=[outside])
    assert all_found(whole) == [("K201", "/period/end")]


@pytest.mark.parametrize(
    ("until_replaced", "end", "both"),
    [(True, "2023", True), (True, None, False), (False, "2023", False), (None, "2023", False)],
)
def test_until_replaced_has_no_end(until_replaced, end, both):
    period = Period(start="2020", end=end, until_replaced=until_replaced)
    assert bool(found(agreement(period=period), "K207")) is both


# ── K202: within the agreement ─────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("whole", "part", "outside"),
    [
        ("2025/2026", "2025", False),
        ("2025/2026", "2025/2026", False),
        ("2025/2026", "2026-12-31", False),
        ("2025/2026", "2024", True),
        ("2025/2026", "2027", True),
        ("2025/2026", "2024-12-31/2025-06", True),
        ("2025/2026", "2026/2027-01-01", True),
        ("2025/2026", "2025/..", False),  # no end is known
        ("2025/2026", "2024/..", True),
        ("2025/2026", "2027/..", True),
        ("2025/..", "2031", False),
        ("2025/..", "2024", True),
        ("2018-07-01/2020-06-30", "2018", False),  # a year named that holds the first day
        ("2018-07-01/2020-06-30", "2020", False),
        ("2018-07-01/2020-06-30", "2017/2018", True),
        ("2018-07-01/2020-06-30", "2020-H2", True),
        ("2020", "2020-W01", False),  # begins in December, the week lies in both
        ("2020", "2020-W53", False),
        ("2019/2019", "2019-T3", False),
    ],
)
def test_promises_and_measures_lie_within_the_agreement(whole, part, outside):
    document = agreement(
        period=whole,
        promises=[promise(period=part)],
        measures=[Measure(id="m", title="Vandra", period=part)],
    )
    pointers = ["/promises/0/period", "/measures/0/period"] if outside else []
    assert found(document, "K202") == pointers


def test_what_has_no_period_lies_nowhere():
    parts = {"promises": [promise(period="2019")], "measures": [Measure(id="m", title="Vandra")]}
    assert found(agreement(**parts), "K202") == []
    assert found(agreement(period="2019", **parts), "K202") == []


def test_until_replaced_is_open_even_with_an_end():
    whole = Period(start="2020", end="2023", until_replaced=True)
    assert found(agreement(period=whole, promises=[promise(period="2024")]), "K202") == []


def test_work_that_runs_on_is_a_warning():
    document = agreement(
        period="2025", measures=[Measure(id="m", title="Vandra", period="2025/2027")]
    )
    (finding,) = run(document, ON, ["K202"])
    assert finding.severity is Severity.WARNING
    assert finding.related == ("/period",)
    assert finding.params == {"period": "2025/2027", "whole": "2025"}


# ── K203: follow-ups ───────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("whole", "covers", "date", "early"),
    [
        ("2019", "2019", "2020-01", False),  # Strängnäs
        ("2019", "2019", "2018-12-31", True),
        ("2019", None, "2018", True),
        ("2019", None, "2019", False),
        ("2019-06", None, "2019", False),  # the year holds days after the start
        ("2019/2022", "2021", "2020-12", True),
        ("2019/2022", "2019", "2018-12", True),
        ("2022", "2019", "2020", False),  # its own time is what counts
        (None, None, "2018", False),
        ("2019", "2019", None, False),
        (None, "2018-T2", "2018-05", False),  # Trosa reports in May and September
        (None, "2018-T2", "2018-04", True),
    ],
)
def test_a_follow_up_is_not_made_before_its_time(whole, covers, date, early):
    document = agreement(period=whole, follow_ups=[follow_up(period=covers, date=date)])
    assert found(document, "K203") == (["/follow_ups/0/date"] if early else [])


# ── K204: observations ─────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("life", "seen", "outside"),
    [
        ("2020/2023", "2019", True),
        ("2020/2023", "2024-01-01", True),
        ("2020/2023", "2019/2020", False),
        ("2020-06/2023", "2020", False),
        ("2020/..", "2050", False),
        ("2020/..", "2019", True),
        ("2020/2023", "2019/..", False),
        ("2020/2023", "2024/..", True),
        ("2020/2023", None, False),
        (None, "1990", False),
    ],
)
def test_an_observation_lies_in_the_life_of_its_indicator(life, seen, outside):
    indicator = Indicator(
        id="i", name="Bråk", period=life, observations=[Observation(value=1, period=seen)]
    )
    pointers = ["/indicators/0/observations/0/period"] if outside else []
    assert found(agreement(indicators=[indicator]), "K204") == pointers


def test_a_baseline_may_be_older_than_the_indicator():
    indicator = Indicator(
        id="i", name="Bråk", period="2025", baseline=Observation(value=1, period="2023")
    )
    assert found(agreement(indicators=[indicator]), "K204") == []


def test_the_period_of_an_indicator_is_kept():
    document = agreement(indicators=[Indicator(id="i", name="Bråk", period="2025-T1/..")])
    assert loads(dumps(document)) == document
    assert '"period": {"start": "2025-T1"}' in dumps(document)


# ── K205, K206, K209: judgements ───────────────────────────────────────────────


@pytest.mark.parametrize(
    ("whole", "own", "as_of", "date", "steps"),
    [
        ("2025", None, "2024-12-31", None, ["as_of"]),
        ("2025", None, "2025", None, []),
        ("2025-03", None, "2025", None, []),
        ("2025", None, None, "2024", ["promise"]),
        ("2025", None, "2025-12", "2024", []),  # its own date is what counts
        ("2020/2025", "2023", "2022", None, ["as_of"]),
        ("2020/2025", "2023", None, "2022", ["promise"]),
        ("2023", "2020", "2021", None, []),
        (None, None, "1999", None, []),
        ("2025", None, None, None, []),
    ],
)
def test_a_promise_is_not_judged_before_it_begins(whole, own, as_of, date, steps):
    assessment = Assessment(promise="lofte", fulfilment="kept", as_of=as_of)
    document = agreement(
        period=whole,
        promises=[promise(period=own)],
        follow_ups=[follow_up(assessment, date=date, period="1990")],
    )
    assert found(document, "K205") == [f"/follow_ups/0/assessments/0/{step}" for step in steps]


def test_a_goal_and_an_unknown_promise_have_no_beginning():
    early = {"fulfilment": "kept", "as_of": "2024"}
    judged = [Assessment(goal="mal", **early), Assessment(promise="ingen", **early)]
    assert found(agreement(period="2025", follow_ups=[follow_up(*judged)]), "K205") == []


def judge(verdict, **given):
    return Assessment(**{"promise": "lofte", "fulfilment": verdict, **given})


@pytest.mark.parametrize(
    ("one", "two", "differ"),
    [
        (judge("kept", as_of="2025"), judge("not_kept", as_of="2025"), True),
        (judge("kept", as_of="2025"), judge("kept", as_of="2025"), False),
        (judge("kept", as_of="2025"), judge("not_kept", as_of="2024"), False),
        (judge("kept", as_of="2025"), judge("not_kept", as_of="2025-12"), False),
        (judge("kept"), judge("partly_kept"), True),  # both when the follow-up was made
        (judge("kept"), judge("not_kept", as_of="2026-01"), True),
        (judge("kept"), judge("not_kept", promise=None, goal="lofte"), False),
        (judge("kept"), judge("not_kept", promise="annat"), False),
        (judge("kept"), judge(None, effect="worsened"), False),  # says nothing of fulfilment
        (judge(None), judge("kept"), False),
        (judge("kept", assessed_by=["a"]), judge("not_kept", assessed_by=["b"]), False),
        (judge("kept", assessed_by=["a"]), judge("not_kept", assessed_by=["a", "b"]), True),
        (judge("kept", assessed_by=["a"]), judge("not_kept"), True),
    ],
)
def test_one_verdict_at_a_time(one, two, differ):
    document = agreement(follow_ups=[follow_up(one, two, date="2026-01")])
    findings = list(run(document, ON, ["K206"]))
    assert bool(findings) is differ
    for finding in findings:
        assert finding.pointer == "/follow_ups/0/assessments/1/fulfilment"
        assert finding.related == ("/follow_ups/0/assessments/0/fulfilment",)


def test_verdicts_in_two_follow_ups():
    def told(first, second):
        return found(
            agreement(
                follow_ups=[
                    FollowUp(id="ett", date=first, assessments=[judge("ongoing")]),
                    FollowUp(id="tva", date=second, assessments=[judge("kept")]),
                ]
            ),
            "K206",
        )

    assert told("2025-06", "2026-01") == []
    assert told(None, None) == []  # two times that are not known are not the same
    assert told("2026-01", "2026-01") == ["/follow_ups/1/assessments/0/fulfilment"]


@pytest.mark.parametrize(
    ("as_of", "date", "late"),
    [
        ("2026", "2025-12-31", True),
        ("2025-12-31", "2026-01-20", False),
        ("2026", "2026-01-20", False),
        ("2026-01-20", "2026-01", False),
        ("2026", None, False),
        (None, "2025", False),
    ],
)
def test_a_follow_up_does_not_judge_what_comes_after_it(as_of, date, late):
    document = agreement(follow_ups=[follow_up(judge("kept", as_of=as_of), date=date)])
    assert found(document, "K209") == (["/follow_ups/0/assessments/0/as_of"] if late else [])


# ── K208, K210: the agreement ──────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("signed", "period", "terminated", "early"),
    [
        ("2025", None, "2024", True),
        ("2024-12-10", "2025", "2024-12-31", True),  # signed, and never began
        ("2019-03", "2019", "2019-02", True),  # signed late, as often
        ("2024-12-10", "2025/2026", "2025-06", False),
        ("2019-02-14", "2019", "2019", False),
        (None, None, "2024", False),
        ("2025", "2025", None, False),
    ],
)
def test_what_is_ended_early_has_begun(signed, period, terminated, early):
    document = agreement(signed=signed, period=period, terminated=terminated)
    assert found(document, "K208") == (["/terminated"] if early else [])


@pytest.mark.parametrize(
    ("kind", "own", "other", "later"),
    [
        ("renews", "2025/2026", "2023/2024", False),
        ("renews", "2025/2026", "2027/2028", True),
        ("replaces", "2025-03", "2025-04/..", True),
        ("replaces", "2025", "2025-06", False),  # the year may begin as late
        ("renews", "2025/2026", "2025/2026", False),
        ("part_of", "2025", "2026", False),
        ("supplements", "2025", "2026", False),
        ("amends", "2025", "2026", False),
        ("renews", None, "2026", False),
        ("renews", "2025", None, False),
    ],
)
def test_what_is_renewed_is_no_later(kind, own, other, later):
    document = agreement(period=own, relations=[Relation(kind=kind, period=other)])
    assert found(document, "K210") == (["/relations/0/period"] if later else [])


# ── All of them ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", examples.names())
def test_real_documents_contradict_nothing(name):
    assert all_found(examples.load(name)) == []


@given(agreements())
def test_drawn_agreements_contradict_nothing(drawn):
    assert all_found(drawn) == []


@given(agreements())
def test_every_breaker_breaks_any_agreement(drawn):
    for code in OURS:
        broken, pointer = CHECKS[code].breaker(drawn)
        told = [(f.code, f.pointer) for f in run(broken, ON, CONSISTENCY)]
        assert told == [(code, pointer)]


def crowd(n):
    """An agreement with *n* of everything, nothing of it in order."""
    many, year = range(n), Period(start="2027", end="2020", until_replaced=True)
    return agreement(
        period="2025/2026",
        terminated="2020",
        signed="2021",
        parties=[
            Party(
                id=f"p{i}",
                name=f"Vesteros {i} \u200b stad",
                kind="municipality",
                municipality_code=f"{i % 1000:04}",
                organisation_number="212000-0143",
                extensions={"x_a": {"b": 189001189803 + i}},
            )
            for i in many
        ],
        areas=[Area(id=f"a{i}", name=Text({"eng": f"Square {i}", "SV": "x"})) for i in many],
        promises=[
            Promise(id=f"l{i}", text=f"Löfte 900118-{i % 10000:04}", period="2024") for i in many
        ],
        measures=[
            Measure(id=f"m{i}", title="Vandra", period="2027", volume=Quantity.at_least(-1))
            for i in many
        ],
        indicators=[
            Indicator(
                id=name,
                name="Andel",
                scale=scale,
                aggregation=aggregation,
                direction="down",
                period="2020",
                baseline=Observation(value=50),
                targets=[Target(value=i + 101) for i in many],
                observations=[
                    Observation(
                        value=i + 101,
                        missing="not_yet",
                        margin_of_error=-1,
                        period="2025",
                        area=f"a{i}" if i % 2 else None,
                        subgroup=("women", "men", None)[i % 3],
                    )
                    for i in many
                ],
            )
            for name, scale, aggregation in (("i", "percentage", "mean"), ("j", "number", "sum"))
        ],
        follow_ups=[
            follow_up(
                *(judge(("kept", "not_kept")[i % 2], goal="g", as_of="2024") for i in many),
                date="2023",
            )
        ],
        relations=[Relation(kind="renews", period=year) for i in many],
    )


@pytest.fixture(scope="module")
def few_and_more():
    documents = crowd(50), crowd(500)
    for document in documents:
        assert list(run(document, ON, OURS))  # what is made once and kept is made now
    return documents


@pytest.mark.parametrize("code", OURS)
def test_ten_times_as_much_wrong_is_ten_times_the_work(code, few_and_more):
    few, more = (calls(lambda d=d: list(run(d, ON, [code]))) for d in few_and_more)
    assert more <= 12 * few, (few, more)
