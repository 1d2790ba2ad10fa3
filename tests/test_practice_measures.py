"""R4: above all what is no fault in a measure."""

from datetime import date

import pytest

from medborgarlofte.checks import run
from medborgarlofte.checks._exemplary import ON, exemplary
from medborgarlofte.codelists import MeasureState, Role
from medborgarlofte.model import (
    Agreement,
    FollowUp,
    Measure,
    MeasureReport,
    Participation,
    Party,
    Promise,
)
from medborgarlofte.values import Period, Quantity, Recurrence


def found(code, agreement, on=ON):
    return [finding.pointer for finding in run(agreement, on, [code])]


def planned(*, parts=None, **measure):
    measure = Measure(id="gora", title="Vandringar", **measure)
    return Agreement(title="Plan", kind="action_plan", measures=[measure], **(parts or {}))


class TestPurpose:
    @pytest.mark.parametrize("named", [{"promises": "a"}, {"goals": "a"}, {"causes": "a"}])
    def test_one_purpose_will_do(self, named):
        assert found("R401", planned(**named)) == []

    def test_the_promise_may_name_the_measure(self):
        promise = Promise(text="Vi går ut.", measures="gora")
        assert found("R401", planned(parts={"promises": [promise]})) == []

    def test_no_purpose_is_told_once_and_not_as_a_missing_cause_too(self):
        agreement = exemplary()
        agreement = agreement.evolve(measures=[*agreement.measures, Measure(title="Kaffe")])
        assert found("R401", agreement) == ["/measures/2"]
        assert found("R405", agreement) == []

    def test_a_cause_is_asked_for_only_where_the_agreement_names_any(self):
        assert found("R405", planned(goals="a")) == []


CONTRIBUTORS = [Participation(party=p, role=Role.CONTRIBUTOR) for p in ("polisen", "staden")]


class TestWhoIsResponsible:
    def test_nobody_at_all_is_one_fault_and_not_two(self):
        assert found("R402", planned()) == ["/measures/0"]
        assert found("R403", planned()) == []

    def test_one_alone_leads_without_saying_so(self):
        assert found("R403", planned(responsible="polisen")) == []

    @pytest.mark.parametrize("responsible", [CONTRIBUTORS, CONTRIBUTORS[:1], ["polisen", "staden"]])
    def test_otherwise_someone_must_lead(self, responsible):
        assert found("R403", planned(responsible=responsible)) == ["/measures/0/responsible"]

    def test_several_may_lead(self):
        leads = [p.evolve(role=Role.LEAD) for p in CONTRIBUTORS]
        assert found("R403", planned(responsible=leads)) == []


class TestOwnerTooBroad:
    @pytest.mark.parametrize(
        ("party", "broad"),
        [
            ({"kind": "municipality"}, True),
            ({"kind": "region"}, True),
            ({"kind": "police", "police_level": "authority"}, True),
            ({"kind": "police", "police_level": "district", "part_of": "b"}, True),
            ({"kind": "police", "police_level": "local_district"}, False),
            ({"kind": "police"}, False),  # it may well be a local district
            ({"kind": "municipality", "part_of": "b"}, False),
            ({"kind": "city_district"}, False),
            ({"kind": "association"}, False),
        ],
    )
    def test_which_parties_are_whole_authorities(self, party, broad):
        parts = {"parties": [Party(id="a", name="A", **party)]}
        agreement = planned(responsible="a", parts=parts)
        assert found("R406", agreement) == (["/measures/0/responsible/0"] if broad else [])
        within = Participation(party="a", unit="Fritid")
        assert found("R406", planned(responsible=within, parts=parts)) == []

    def test_who_only_contributes_need_not_say_which_unit(self):
        parts = {"parties": [Party(id=name, name=name, kind="municipality") for name in "ab"]}
        responsible = [
            Participation(party="a", role=Role.CONTRIBUTOR),
            Participation(party="b", role=Role.LEAD),
            Participation(party="ingen", role=Role.LEAD),  # another rule's
        ]
        agreement = planned(responsible=responsible, parts=parts)
        assert found("R406", agreement) == ["/measures/0/responsible/1"]


@pytest.mark.parametrize(
    ("said", "timed"),
    [
        ({}, False),
        ({"volume": Quantity.at_least(4)}, False),
        ({"volume": Quantity.at_least(1, per="day")}, True),
        ({"period": "2025/.."}, True),
        ({"recurrence": Recurrence(unit="month")}, True),
    ],
)
def test_a_time_may_be_said_in_several_ways(said, timed):
    assert found("R404", planned(**said)) == ([] if timed else ["/measures/0"])


class TestOverdue:
    REPORTED = FollowUp(
        date="2025-10", measure_reports=[MeasureReport(measure="gora", state="done")]
    )

    def test_the_day_after_its_last(self):
        agreement = planned(period="2025-H1")
        assert found("R407", agreement, date(2025, 6, 30)) == []
        (finding,) = run(agreement, date(2025, 7, 1), ["R407"])
        assert finding.pointer == "/measures/0/period"
        assert finding.params == {"end": "2025-06-30"}

    @pytest.mark.parametrize(
        "period", [None, "2025/..", Period(start="2024", end="2025-01", until_replaced=True)]
    )
    def test_what_has_no_end_is_never_late(self, period):
        assert found("R407", planned(period=period)) == []

    @pytest.mark.parametrize("state", MeasureState)
    def test_a_report_closes_it_whatever_became_of_it(self, state):
        report = MeasureReport(measure="gora", state=state)
        agreement = planned(
            period="2025-H1", parts={"follow_ups": [FollowUp(measure_reports=[report])]}
        )
        closed = state in {"done", "not_done", "cancelled"}
        assert found("R407", agreement) == ([] if closed else ["/measures/0/period"])

    def test_a_report_counts_from_the_day_it_may_have_been_made(self):
        agreement = planned(period="2025-H1", parts={"follow_ups": [self.REPORTED]})
        assert found("R407", agreement, date(2025, 9, 30)) == ["/measures/0/period"]
        assert found("R407", agreement, date(2025, 10, 1)) == []


@pytest.mark.parametrize("state", [None, *MeasureState])
def test_only_what_went_otherwise_needs_an_explanation(state):
    def reported(**said):
        report = MeasureReport(measure="gora", state=state, **said)
        return planned(parts={"follow_ups": [FollowUp(measure_reports=[report])]})

    otherwise = state in {"changed", "not_done", "cancelled"}
    pointer = "/follow_ups/0/measure_reports/0/state"
    assert found("R409", reported()) == ([pointer] if otherwise else [])
    assert found("R409", reported(comment="Snö.")) == []
