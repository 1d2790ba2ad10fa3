"""Small agreements of every combination of a few facts, for the pages of ``test_approved.py``.

Each function gives lines: the facts, and what is concluded of them.
"""

from itertools import product

from medborgarlofte import (
    Agreement,
    Assessment,
    Commitment,
    CommitmentReport,
    FollowUp,
    FollowUpPlan,
    Goal,
    Indicator,
    Measure,
    MeasureReport,
    Observation,
    Party,
    Period,
    PlannedFollowUp,
    Promise,
    Quantity,
    Recurrence,
    Relation,
    Signatory,
    Target,
    evaluate,
    progress,
    standing,
    status,
)
from medborgarlofte.evaluation import as_data

QUANTITIES = [
    None, Quantity.at_least(8), Quantity.at_least(4, per="year"), Quantity.at_least(1, per="month"),
    Quantity.at_least(1, per="week"), Quantity.at_most(3), Quantity.exactly(4), Quantity.about(4),
]  # fmt: skip
REPORTS = [
    [],
    [("2018", "2019-01", 8, None)],
    [("2018", "2019-01", 3, "done")],
    [("2018", "2018-12-31", 4, None)],
    [("2018", "2018-06", 4, None)],
    [("2018-H1", "2018-07", 4, None)],
    [("2018-H1", "2018-07", 2, None), ("2018-H2", "2019-01", 2, "done")],
    [("2018", "2019-01", 8, None), ("2018-T1", "2018-05", 3, None), (None, None, 5, None)],
    [(None, "2018-12-31", 4, None)],
    [(None, "2018-05", 4, None)],
    [(None, None, 4, "ongoing")],
    [("2017/2018", "2019", 9, None)],
    [("2018", "2019-01", None, "done")],
    [("2018", "2019-01", None, "not_done")],
    [("2018", "2018-06", None, "ongoing")],
    [("2018", "2019-01", None, "cancelled"), ("2018", "2018-06", 2, "ongoing")],
    [("2018", "2019-01", 0, "changed")],
    [("2018-12/2018-01", "2019", 4, None)],
]


def said(value):
    """A value as it is written on a page."""
    if isinstance(value, dict):
        return " ".join(
            f"{key}={said(held)}" for key, held in value.items() if held not in (None, [])
        )
    if isinstance(value, list):
        return ",".join(map(said, value))
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def rules(conclusion):
    return " ".join(reason.rule for reason in conclusion.reasons)


def concluded(conclusion, *names):
    told = as_data(conclusion, "en")
    return f"{said({name: told.get(name) for name in names})} | {rules(conclusion)}"


def reported(period, day, count, state):
    start, _, end = (period or "").partition("/")
    return {
        "period": Period(start=start, end=end or start) if period else None,
        "date": day,
        "commitment_reports": [CommitmentReport(commitment="c", count=count, state=state)],
        "measure_reports": [MeasureReport(measure="m", count=count, state=state)],
    }


def counts():
    """A commitment and a measure held against what follow-ups tell of them."""
    for quantity, reports, on in product(QUANTITIES, REPORTS, ("2018-06-30", "2019-03-01")):
        agreement = Agreement(
            title="A", kind="action_plan", period="2018",
            promises=[Promise(id="p", text="A", commitments=[Commitment(id="c", text="A", quantity=quantity)])],
            measures=[Measure(id="m", title="A", volume=quantity, period="2018-H1")],
            follow_ups=[FollowUp(id=f"f{n}", **reported(*each)) for n, each in enumerate(reports)],
        )  # fmt: skip
        evaluation = evaluate(agreement, on)
        (stands,), (measure,) = evaluation.promises, evaluation.measures
        yield f"{quantity.words('en') if quantity else '-'} {reports} on {on}"
        numbers = ("outcome", "count", "needed", "covered", "state", "short_by", "difference")
        yield f"  {concluded(stands.commitments[0], *numbers)}"
        yield f"  {concluded(measure, 'state', 'delayed', 'late_by')}"
        if measure.volume is not None:
            yield f"  {concluded(measure.volume, *numbers)}"


def series():
    """How far an indicator has come, by its figures and what was wanted."""
    values = [[64], [55], [61], [60, 66], [64, None, 63], []]
    targets = [
        [],
        [(70, "2027")],
        [(70, None)],
        [(50, "2025")],
        [(62, "2024"), (70, "2026"), (80, "2027")],
    ]
    for figures, aims, direction, size in product(
        values, targets, ("up", "down", "keep", None), (None, 400)
    ):
        indicator = Indicator(
            name="Trygga", scale="percentage", direction=direction,
            baseline=Observation(value=61, period="2023", sample_size=size),
            observations=[
                Observation(value=value, period=str(2024 + n), sample_size=size)
                if value is not None
                else Observation(missing="too_few", period=str(2024 + n))
                for n, value in enumerate(figures)
            ],
            targets=[Target(value=value, due=due) for value, due in aims],
        )  # fmt: skip
        plan = Agreement(title="A", kind="action_plan", indicators=[indicator])
        (found,) = progress(plan, indicator, "2027-01-01")
        yield f"61 then {figures} aims {aims} {direction} n={size}"
        numbers = (
            "course",
            "change",
            "interval",
            "may_be_chance",
            "share",
            "reached",
            "expected",
            "trend",
        )
        yield f"  {concluded(found, *numbers)} | target {found.target and found.target.value}"


def judgements():
    """How a promise stands that two follow-ups judge."""
    verdicts = [("kept", "kept"), ("kept", "not_kept"), ("partly_kept", "ongoing")]
    times = [
        ("2019-01-15", "2020-01-15"), ("2020-01-15", "2019-01-15"), ("2019", "2019-06"),
        ("2019-01-15", None), (None, None), ("2019-01-15", "2019-01-15"),
    ]  # fmt: skip
    for both, days, as_of, on in product(
        verdicts, times, (None, "2018-12-31"), ("2019-03-01", None)
    ):
        made = [
            FollowUp(
                id=f"f{n}", date=day, period="2018",
                assessments=[Assessment(promise="p", fulfilment=verdict, as_of=as_of if n else None)],
            )
            for n, (verdict, day) in enumerate(zip(both, days, strict=True))
        ]  # fmt: skip
        agreement = Agreement(
            title="A", kind="action_plan", promises=[Promise(id="p", text="A")], follow_ups=made
        )
        found = standing(agreement, "p", on)
        yield f"{both} made {days} as of {as_of} on {on}"
        yield f"  {concluded(found, 'verdict', 'follow_up', 'as_of')}"


def statuses():
    """Whether an agreement holds, by its period, its signing and what came after."""
    periods = ["2018/2019", "2018/..", None, Period(start="2018", end="2019", until_replaced=True),
               Period(start="2018", until_replaced=True)]  # fmt: skip
    signings = [
        {},
        {"signed": "2017-12"},
        {"signed": "2018-06"},
        {"signatories": [Signatory(name="A")]},
    ]
    ends = [
        {}, {"terminated": "2018"}, {"terminated": "2018-05-31"},
        {"relations": [Relation(kind="renewed_by", period="2019/2020")]},
        {"relations": [Relation(kind="renewed_by", period="2018/..")]},
        {"relations": [Relation(kind="renewed_by", title="B")]},
        {"relations": [Relation(kind="renews", period="2017")]},
    ]  # fmt: skip
    for period, signing, end in product(periods, signings, ends):
        agreement = Agreement(
            title="A", kind="cooperation_agreement", period=period, **signing, **end
        )
        yield f"{period} {said(signing)} {said({k: str(v) for k, v in end.items()})}"
        for on in (
            "2017-12-15",
            "2018-01-01",
            "2018-05-31",
            "2018-07-01",
            "2019-12-31",
            "2020-01-01",
        ):
            yield f"  {on} {concluded(status(agreement, on), 'status')}"


def coming():
    """What is due, by the plan for follow-ups; where there is none, by all else that has a day."""
    plans = {
        "every year": FollowUpPlan(recurrence=Recurrence(unit="year")),
        "every second quarter": FollowUpPlan(recurrence=Recurrence(unit="quarter", interval=2)),
        "planned with days": FollowUpPlan(
            planned=[PlannedFollowUp(covers="2018", due="2019-02"), PlannedFollowUp(due="2018-06")]
        ),
        "planned": FollowUpPlan(planned=[PlannedFollowUp(covers="2018-H1"), PlannedFollowUp()]),
        "no plan": None,
    }
    follow_ups = [[], [("2018", "2019-01-10")], [("2018-H1", "2018-07-02")], [(None, "2018-12-31")]]
    dated = {
        "parties": [Party(id="kommunen", name="Kommunen", kind="municipality")],
        "goals": [Goal(id="g", text="A", due="2018-06")],
        "indicators": [Indicator(id="i", name="A", targets=[Target(value=5, due="2018")])],
        "measures": [Measure(id="m", title="A", period="2018-H1", responsible="kommunen")],
    }
    for (name, plan), made, period in product(
        plans.items(), follow_ups, ("2018/2019", "2018/..", None)
    ):
        agreement = Agreement(
            title="A", kind="action_plan", period=period, follow_up_plan=plan,
            follow_ups=[FollowUp(id=f"f{n}", period=p, date=d) for n, (p, d) in enumerate(made)],
            **({} if plan else dated),
        )  # fmt: skip
        yield f"{name}, {made} made, {period}"
        for on in ("2018-06-30", "2019-01-01", "2019-12-31"):
            evaluation = evaluate(agreement, on)
            for item in evaluation.due:
                yield f"  {on} {concluded(item, 'kind', 'due', 'state', 'days_left', 'by')}"
            for item in evaluation.planned_follow_ups:
                yield f"  {on} planned {concluded(item, 'covers', 'due', 'answered_by')}"
