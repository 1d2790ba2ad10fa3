"""Whether an agreement is in force on a day, and why."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medborgarlofte import Agreement, AgreementError, Period, Relation, Signatory, examples, status
from medborgarlofte.evaluation import standing
from medborgarlofte.strategies import agreements


def agreement(**facts):
    return Agreement(title="Löften", kind="citizen_promise", **facts)


RENEWED = Relation(kind="renewed_by", title="Nästa", period="2026/2029")
RENEWED_SOME_TIME = Relation(kind="renewed_by", title="Nästa")
RENEWED_IN_A_YEAR = Relation(kind="renewed_by", title="Nästa", period="2026/..")


@pytest.mark.parametrize(
    ("facts", "on", "expected"),
    [
        ({}, "2025-01-01", "unknown"),
        ({"signed": "2024"}, "2025-01-01", "unknown"),
        ({"period": "2025"}, "2024-12-31", "draft"),
        ({"period": "2025", "signed": "2024-12"}, "2024-11-30", "draft"),
        ({"period": "2025", "signed": "2024-12"}, "2024-12-15", "unknown"),
        ({"period": "2025", "signed": "2024-12"}, "2024-12-31", "signed"),
        ({"period": "2025", "signatories": [Signatory(name="A")]}, "2024-12-31", "signed"),
        ({"period": "2025"}, "2025-01-01", "in_force"),
        ({"period": "2025"}, "2025-12-31", "in_force"),
        ({"period": "2025"}, "2026-01-01", "expired"),
        ({"period": "2025-T1"}, "2025-04-30", "in_force"),
        ({"period": "2025-T1"}, "2025-05-01", "expired"),
        # whole years begin with the first day of the first
        ({"period": "2018/2019"}, "2018-01-01", "in_force"),
        # a start known only to the year: whether it has begun cannot be told in that year
        ({"period": "2018/.."}, "2017-12-31", "draft"),
        ({"period": "2018/.."}, "2018-01-01", "unknown"),
        ({"period": "2018/.."}, "2018-12-30", "unknown"),
        ({"period": "2018/.."}, "2018-12-31", "in_force"),
        ({"period": "2018/2020-06-30"}, "2018-05-05", "unknown"),
        ({"period": "2018-03-01/2019"}, "2019-12-31", "in_force"),
        ({"period": "2018-03-01/2019"}, "2020-01-01", "expired"),
        ({"period": "2018/.."}, "2100-01-01", "in_force"),
        ({"period": Period(start="2018", until_replaced=True)}, "2100-01-01", "in_force"),
        (
            {"period": Period(start="2018", end="2019", until_replaced=True)},
            "2020-01-01",
            "unknown",
        ),
        ({"period": "2025", "terminated": "2025-06-30"}, "2025-06-30", "in_force"),
        ({"period": "2025", "terminated": "2025-06-30"}, "2025-07-01", "terminated"),
        ({"period": "2025", "terminated": "2025-06"}, "2025-06-01", "in_force"),
        ({"period": "2025", "terminated": "2025-06"}, "2025-06-30", "unknown"),
        ({"period": "2025", "terminated": "2025-06"}, "2025-07-01", "terminated"),
        ({"period": "2018/..", "relations": [RENEWED]}, "2025-12-31", "in_force"),
        ({"period": "2018/..", "relations": [RENEWED]}, "2026-01-01", "replaced"),
        ({"period": "2018/..", "relations": [RENEWED_IN_A_YEAR]}, "2026-05-01", "unknown"),
        ({"period": "2018/..", "relations": [RENEWED_IN_A_YEAR]}, "2026-12-31", "replaced"),
        ({"period": "2018/..", "relations": [RENEWED_SOME_TIME]}, "2020-01-01", "unknown"),
        ({"period": "2018/2021", "relations": [RENEWED_SOME_TIME]}, "2020-01-01", "in_force"),
        # signed after it began to hold, as in Laxå
        ({"period": "2018-07-01/2020-06-30", "signed": "2018-10-26"}, "2018-08-01", "in_force"),
    ],
)
def test_status_follows_from_the_facts(facts, on, expected):
    concluded = status(agreement(**facts), dt.date.fromisoformat(on))
    assert concluded.status == expected
    assert concluded.reason.sv
    assert concluded.reason.en
    assert concluded.status.label("sv") != concluded.why("sv")


def test_a_status_tells_why_and_where():
    concluded = status(examples.load("laxa"), "2018-08-01")
    assert concluded.why("sv") == (
        "Dess period är 2018-07-01–2020-06-30.\n"
        "Den undertecknades först 2018-10-26, och gäller från periodens början."
    )
    assert concluded.pointers == ("/period", "/signed")
    assert [reason.rule for reason in concluded.reasons] == ["within_period", "signed_later"]


@pytest.mark.parametrize("on", ["2019", "2019-02", "2019-W07", "x", "", 20190101, b"2019-01-01"])
def test_what_is_no_day_is_refused(on):
    with pytest.raises(AgreementError):
        status(examples.load("laxa"), on)


def test_what_is_no_agreement_is_refused():
    with pytest.raises(AgreementError, match="S003"):
        status(examples.source("laxa"), "2019-01-01")


RANK = {"draft": 0, "signed": 1, "in_force": 2, "replaced": 3, "expired": 3, "terminated": 3}


@given(agreements(), st.lists(st.dates(dt.date(2010, 1, 1), dt.date(2035, 1, 1)), min_size=2))
def test_status_goes_one_way_in_time(drawn, days):
    """What is over never holds again, and what holds is never a draft again."""
    told = [status(drawn, day).status for day in sorted(days)]
    known = [RANK[each] for each in told if each != "unknown"]
    assert known == sorted(known)


@given(agreements(), st.dates())
def test_a_status_may_be_asked_on_any_day(drawn, day):
    concluded = status(drawn, day)
    assert concluded.on == day
    assert concluded.why("sv")
    assert concluded.why("en")


def test_the_latest_judgement_counts():
    strangnas = examples.load("strangnas")
    promise = strangnas.promise("trygghetsvandringar")
    judged = standing(strangnas, promise)
    assert judged.assessment.fulfilment == "kept"
    assert str(judged.follow_up.date) == "2020-01"
    assert standing(strangnas, promise, dt.date(2019, 12, 31)).assessment is None
    assert (
        standing(examples.load("vasteras"), examples.load("vasteras").promises[0]).follow_up is None
    )


def test_of_many_relations_the_one_that_renews_counts_wherever_it_stands():
    replaced = Relation(kind="renewed_by", agreement="b", period="2020/..")
    others = [
        Relation(kind="renews", agreement="a", period="2015/2018"),
        Relation(kind="renewed_by", agreement="c"),
    ]
    for relations in ([replaced, *others], [*others, replaced]):
        plan = agreement(period="2019/2022", relations=relations)
        assert status(plan, "2021-01-01").status == "replaced"


def test_a_period_in_words():
    def told(period, lang):
        return status(Agreement(title="T", kind="action_plan", period=period), "2020-01-01").why(
            lang
        )

    lasting = Period(start="2019", until_replaced=True)
    assert told(lasting, "sv") == "Dess period är 2019 tills vidare."
    assert told(lasting, "en") == "Its period is 2019 until replaced."
    assert told("2019-01-01/..", "sv") == "Dess period är från 2019-01-01."
    assert told("2020", "sv") == "Dess period är 2020."
    assert told("2019/2021", "en") == "Its period is 2019–2021."
