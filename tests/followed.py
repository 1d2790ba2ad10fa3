"""Agreements that are followed up a lot, for tests of what follows from that.

The library's own strategies draw everything that an agreement can hold; here few things
are drawn, often, and near each other in time, so that they meet.
"""

import datetime as dt

from hypothesis import strategies as st

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
    PlannedFollowUp,
    Promise,
    Quantity,
    Recurrence,
    Relation,
    Target,
)
from medborgarlofte.codelists import Direction, Effect, MeasureState, Verdict
from medborgarlofte.strategies import agreements
from medborgarlofte.values import Comparison, Precision, Rate

DATES = ["2018", "2018-H1", "2018-T1", "2018-T2", "2018-T3", "2018-03", "2018-W20", "2018-12-31",
         "2019", "2019-01", "2019-02-15", "2019-T1", "2020-06"]  # fmt: skip
PERIODS = [*DATES, "2018/2019", "2018/..", "2018-03-01/2019", "2018-T1/2018-T2", "2019/2018"]
DAYS = st.dates(dt.date(2017, 6, 1), dt.date(2021, 6, 1))


def some(values):
    return st.none() | st.sampled_from(list(values))


counts = st.none() | st.integers(0, 400) | st.decimals(0, 20, places=1)
quantities = st.none() | st.builds(
    Quantity,
    number=st.integers(0, 12),
    comparison=st.sampled_from(list(Comparison)),
    unit=some(["vandringar", "timmar"]),
    per=some(Rate),
)


@st.composite
def followed(draw):
    """An agreement with promises, commitments and measures, and follow-ups that tell of them."""
    promises, commitments = [], []
    for n in range(draw(st.integers(1, 2))):
        own = [
            Commitment(id=f"c{n}{m}", text=f"Åtagande {m}.", quantity=draw(quantities),
                       due=draw(some(DATES)))
            for m in range(draw(st.integers(0, 2)))
        ]  # fmt: skip
        commitments += own
        promises.append(Promise(id=f"p{n}", text=f"Löfte {n}.", period=draw(some(PERIODS)),
                                goals=["g"], commitments=own))  # fmt: skip
    measures = [
        Measure(id=f"m{n}", title=f"Åtgärd {n}", period=draw(some(PERIODS)),
                volume=draw(quantities))
        for n in range(draw(st.integers(0, 2)))
    ]  # fmt: skip
    follow_ups = [
            FollowUp(
                id=f"f{n}",
                period=draw(some(PERIODS)),
                date=draw(some(DATES)),
                commitment_reports=[
                    CommitmentReport(commitment=c.id, state=draw(some(MeasureState)),
                                     count=draw(counts), unit=draw(some(["vandringar"])))
                    for c in commitments
                ],
                measure_reports=[
                    MeasureReport(measure=m.id, state=draw(some(MeasureState)), count=draw(counts))
                    for m in measures
                ],
                assessments=[
                    Assessment(promise=p.id, fulfilment=draw(some(Verdict)),
                               effect=draw(some(Effect)), as_of=draw(some(DATES)))
                    for p in promises
                ],
            )
        for n in range(draw(st.integers(0, 5)))
    ]  # fmt: skip
    planned = [
        PlannedFollowUp(covers=draw(some(PERIODS)), due=draw(some(DATES)))
        for _ in range(draw(st.integers(0, 4)))
    ]
    recurrence = st.builds(Recurrence, unit=st.sampled_from(list(Precision)))
    indicator = Indicator(
        id="i",
        name="Andel trygga",
        direction=draw(some(Direction)),
        baseline=draw(st.none() | st.just(Observation(value=50, period="2017"))),
        targets=[
            Target(value=70, due=due) for due in draw(st.lists(st.sampled_from(DATES), max_size=2))
        ],
        observations=[
            Observation(value=draw(st.integers(0, 100)), period=period)
            for period in draw(st.lists(st.sampled_from(DATES), max_size=3, unique=True))
        ],
    )
    return Agreement(
        title="Löften",
        kind="citizen_promise",
        period=draw(some(PERIODS)),
        signed=draw(some(DATES)),
        terminated=draw(st.none() | some(DATES)),
        promises=promises,
        measures=measures,
        goals=[Goal(id="g", text="Fler trygga.", due=draw(some(DATES)), indicators=["i"])],
        indicators=[indicator],
        follow_ups=follow_ups,
        follow_up_plan=FollowUpPlan(planned=planned, recurrence=draw(st.none() | recurrence)),
        relations=draw(
            st.just([])
            | st.builds(lambda p: [Relation(kind="renewed_by", period=p)], some(PERIODS))
        ),
    )


anything = st.one_of(agreements(), followed(), followed())
"""Any agreement at all, more often one that is followed up."""
