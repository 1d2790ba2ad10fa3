"""A made-up register: an agreement for each municipality, to try evaluation on."""

from collections.abc import Callable
from typing import Any, Final

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from medborgarlofte.codelists import Theme, Verdict
from medborgarlofte.data import Municipality, municipalities
from medborgarlofte.model import (
    Agreement,
    Assessment,
    Commitment,
    CommitmentReport,
    FollowUp,
    Indicator,
    Observation,
    Participation,
    Party,
    Promise,
    Target,
)
from medborgarlofte.values import Quantity

_PROMISES: Final = (
    ("Trygghetsvandringar", Theme.PERCEIVED_SAFETY, "trygghetsvandringar"),
    ("Trafikkontroller", Theme.TRAFFIC, "trafikkontroller"),
    ("Fältarbete på helger", Theme.ALCOHOL, "kvällar"),
    ("Grannsamverkan", Theme.BURGLARY, "nya områden"),
)
_YEARS: Final = (2021, 2022, 2023, 2024)


@st.composite
def made_up(draw: Callable[[st.SearchStrategy[Any]], Any], municipality: Municipality) -> Agreement:
    """An agreement of *municipality* that nobody has signed, with a follow-up and an indicator."""
    year = draw(st.sampled_from(_YEARS))
    police = Party(id="polisen", name="Polisen (påhittad)", kind="police")
    town = Party(
        id="kommunen",
        name=municipality.name,
        kind="municipality",
        municipality_code=municipality.code,
    )
    chosen = draw(st.lists(st.sampled_from(_PROMISES), min_size=1, max_size=3, unique=True))
    promises, reports, judged = [], [], []
    for title, theme, unit in chosen:
        number, count = draw(st.integers(2, 12)), draw(st.integers(0, 15))
        commitment = Commitment(
            text=f"Minst {number} {unit}.", quantity=Quantity.at_least(number, unit)
        )
        promises.append(
            Promise(
                title=title,
                text=f"Vi lovar minst {number} {unit}.",
                themes=theme,
                commitments=[commitment],
                promisors=[Participation(party=police), Participation(party=town)],
            )
        )
        if draw(st.integers(0, 9)):  # one in ten is not followed up
            reports.append(CommitmentReport(commitment=commitment, count=count))
            kept = Verdict.KEPT if count >= number else draw(st.sampled_from(_FALLEN_SHORT))
            judged.append(
                Assessment(promise=promises[-1], fulfilment=kept, as_of=str(year), assessed_by=town)
            )
    before = draw(st.integers(45, 80))
    size = draw(st.sampled_from([None, 200, 400, 1000]))
    after = [draw(st.integers(before - 8, before + 10)) for _ in range(3)]
    safe = Indicator(
        name="Andel trygga utomhus kvällstid",
        definition="Svarar ganska eller mycket trygg (påhittade värden).",
        scale="percentage",
        unit="procent",
        direction="up",
        population="16–84 år",
        baseline=Observation(value=before, period=str(year - 1), sample_size=size),
        observations=[
            Observation(value=value, period=str(year + n), sample_size=size)
            for n, value in enumerate(after)
        ],
        targets=[Target(value=before + 6, due=str(year + 3))],
    )
    return Agreement(
        id=f"pahittad-{municipality.code}",
        title=f"Påhittad överenskommelse för {municipality.short_name} {year}",
        kind="cooperation_agreement",
        period=str(year),
        signed=f"{year}-01",
        parties=[police, town],
        promises=promises,
        indicators=[safe],
        follow_ups=[
            FollowUp(
                period=str(year),
                date=f"{year + 1}-02",
                by=town,
                commitment_reports=reports,
                assessments=judged,
            )
        ],
    )


_FALLEN_SHORT: Final = (Verdict.KEPT, Verdict.PARTLY_KEPT, Verdict.PARTLY_KEPT, Verdict.NOT_KEPT)


def register(number: int = 2024) -> list[Agreement]:
    """Agreements of all 290 municipalities, made up: the same for the same *number*.

    Each says in its title and its id that it is made up, and so are all its figures.

    Example:
        >>> from medborgarlofte.strategies import register
        >>> made_up = register(2024)
        >>> len(made_up), str(made_up[0].title).rpartition(" ")[0]
        (290, 'Påhittad överenskommelse för Upplands Väsby')
    """
    every = enumerate(municipalities().values(), start=1000 * number)
    return [_drawn(made_up(municipality), seed_) for seed_, municipality in every]


_NO_HURRY: Final = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def _drawn(strategy: st.SearchStrategy[Agreement], seed_: int) -> Agreement:
    """One of *strategy*, always the same for the same seed: the third, for the first is bare."""
    drawn: list[Agreement] = []

    @seed(seed_)
    @settings(
        max_examples=3, phases=[Phase.generate], database=None, deadline=None,
        suppress_health_check=_NO_HURRY,
    )  # fmt: skip
    @given(strategy)
    def draw(found: Agreement) -> None:
        drawn.append(found)

    draw()
    return drawn[-1]
