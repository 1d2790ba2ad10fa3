"""R6: follow-ups in time, fair and told of; above all what is not told of."""

import time
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medborgarlofte import examples, standing
from medborgarlofte.checking import validate
from medborgarlofte.checks import CHECKS, run
from medborgarlofte.checks._exemplary import ON, exemplary
from medborgarlofte.checks._facts import Facts
from medborgarlofte.checks._skipped import Skipped
from medborgarlofte.model import (
    Agreement,
    Assessment,
    Commitment,
    CommitmentReport,
    Decision,
    Document,
    Evidence,
    FollowUp,
    FollowUpPlan,
    Goal,
    Indicator,
    Measure,
    MeasureReport,
    Observation,
    PlannedFollowUp,
    Promise,
)
from medborgarlofte.values import Quantity, Recurrence


def told(agreement, code, on=ON):
    return [f for f in validate(agreement, on=on) if f.code == code]


def found(agreement, code, on=ON):
    return [(f.pointer, f.params) for f in told(agreement, code, on)]


def made(*follow_ups, **fields):
    kind = {"kind": "cooperation_agreement", **fields}
    return Agreement(title="Överenskommelse", follow_ups=follow_ups, **kind)


@pytest.mark.parametrize("code", [code for code in CHECKS if code.startswith("R6")])
@pytest.mark.parametrize("agreement", [made(), *map(examples.load, examples.names())], ids=str)
def test_any_agreement_can_be_broken(code, agreement):
    broken, pointer = CHECKS[code].breaker(agreement)
    assert pointer in dict.fromkeys(at for at, _ in found(broken, code))


class TestThePlan:
    @pytest.mark.parametrize(
        ("plan", "pointers"),
        [
            (None, [""]),
            (FollowUpPlan(), ["/follow_up_plan"]),
            (FollowUpPlan(kinds=["effect"], reported_to="Alla"), ["/follow_up_plan"]),
            (FollowUpPlan(description="Styrgruppen följer upp."), []),
            (FollowUpPlan(recurrence=Recurrence(unit="year")), []),
            (FollowUpPlan(planned=[PlannedFollowUp(due="2027")]), []),
        ],
    )
    def test_says_how_how_often_or_when(self, plan, pointers):
        assert [at for at, _ in found(made(follow_up_plan=plan), "R601")] == pointers

    def missed(self, planned, *follow_ups, on=ON, **fields):
        """The first occasion missed and how many, of pairs of what they cover and when due."""
        occasions = [PlannedFollowUp(covers=covers, due=due) for covers, due in planned]
        plan = FollowUpPlan(planned=occasions)
        return [
            (params["due"], params["count"])
            for _, params in found(made(*follow_ups, follow_up_plan=plan, **fields), "R602", on)
        ]

    TERTIALS = (("2018-T1", "2018-05"), ("2018-T2", "2018-09"), ("2018-T3", None))  # Trosa

    def test_an_occasion_is_missed_once_its_time_is_certainly_past(self):
        for on, missed in [
            (date(2018, 5, 31), []),
            (date(2018, 6, 1), [("2018-05", 1)]),
            (date(2018, 10, 1), [("2018-05", 2)]),
            (date(2026, 1, 1), [("2018-05", 2)]),  # when the third is due is not known
        ]:
            assert self.missed(self.TERTIALS, on=on) == missed

    def test_the_later_ones_are_told_beside_the_first(self):
        planned = [PlannedFollowUp(covers=covers, due=due) for covers, due in self.TERTIALS]
        (finding,) = told(made(follow_up_plan=FollowUpPlan(planned=planned)), "R602")
        assert finding.pointer == "/follow_up_plan/planned/0/due"
        assert finding.related == ("/follow_up_plan/planned/1/due",)

    @pytest.mark.parametrize(
        ("follow_up", "missed"),
        [
            (FollowUp(period="2018-T1"), [("2018-09", 1)]),
            (FollowUp(period="2018-T2"), [("2018-05", 1)]),
            (FollowUp(period="2018"), []),  # one may cover many
            (FollowUp(period="2018-04/2018-06"), []),
            (FollowUp(period="2018-03/.."), []),
            (FollowUp(date="2018-05-15"), [("2018-09", 1)]),  # it is about the first
            (FollowUp(date="2018-09-15"), []),  # it may be about both
            (FollowUp(date="2018"), []),
            (FollowUp(), []),  # when is not known
            (FollowUp(period="2017", date="2018-05-15"), [("2018-05", 2)]),
            (FollowUp(date="2017-12"), [("2018-05", 2)]),
        ],
    )
    def test_what_covers_an_occasion(self, follow_up, missed):
        assert self.missed(self.TERTIALS, follow_up) == missed

    def test_an_occasion_with_a_day_only_takes_what_came_since_the_one_before(self):
        days = ((None, "2025-02-01"), (None, "2024-02-01"))  # in any order
        assert self.missed(days, FollowUp(date="2024-01-20")) == [("2025-02-01", 1)]
        assert self.missed(days, FollowUp(period="2023", date="2024-02-01")) == [("2025-02-01", 1)]
        assert self.missed(days, FollowUp(date="2024-02-02")) == []  # late, or early: it came
        assert self.missed(days) == [("2024-02-01", 2)]

    def test_what_was_planned_for_after_an_early_end_is_not_missed(self):
        years = (("2023", "2024-02"), ("2024", "2025-02"))
        assert self.missed(years, terminated="2023-10") == [("2024-02", 1)]
        assert self.missed(years, FollowUp(period="2023"), terminated="2023-10") == []

    def turns(self, *follow_ups, on=ON, period="2023/2026", **recurrence):
        plan = FollowUpPlan(recurrence=Recurrence(**{"unit": "year", **recurrence}))
        agreement = made(*follow_ups, follow_up_plan=plan, period=period)
        return [(p["due"], p["count"]) for _, p in found(agreement, "R602", on)]

    def test_turns_are_counted_from_the_first_day(self):
        assert self.turns(on=date(2024, 2, 29)) == []  # two months to write it in
        assert self.turns(on=date(2024, 3, 1)) == [("2024-01-01", 1)]
        assert self.turns() == [("2024-01-01", 2)]
        assert self.turns(FollowUp(period="2023"), FollowUp(period="2024")) == []
        assert self.turns(FollowUp(period="2023")) == [("2025-01-01", 1)]
        assert self.turns(FollowUp(date="2025-02")) == []  # may be about both years

    def test_turns_end_with_the_agreement(self):
        assert self.turns(on=date(2040, 1, 1), period="2023/2024") == [("2024-01-01", 2)]
        assert self.turns(period="2023/2024", interval=4) == []
        assert self.turns(period="2025-06/..") == []
        assert self.turns(period=None) == []

    def test_named_occasions_go_before_turns(self):
        plan = FollowUpPlan(
            recurrence=Recurrence(unit="month"), planned=[PlannedFollowUp(due="2027")]
        )
        assert found(made(follow_up_plan=plan, period="2020/2026"), "R602") == []

    @pytest.mark.parametrize("interval", [None, 1, 10**15])
    def test_strange_recurrences_take_no_time(self, interval):
        started = time.perf_counter()
        self.turns(period="1900/2200", unit="day", interval=interval, on=date(2200, 12, 31))
        assert time.perf_counter() - started < 1

    @pytest.mark.parametrize("on", [date.min, date.max])
    def test_any_day_may_count_as_today(self, on):
        assert validate(exemplary(), on=on).ok


class TestTheActionPlan:
    def since(self, *follow_ups, on=ON, **fields):
        plan = made(*follow_ups, **{"kind": "action_plan", **fields})
        return [params["since"] for _, params in found(plan, "R603", on)]

    def test_two_years_from_the_start_or_the_last_follow_up(self):
        assert self.since(period="2024/..") == ["2024-01-01"]
        assert self.since(signed="2024-01") == ["2024-01-31"]
        assert self.since(FollowUp(date="2024-06"), period="2024/..") == []
        assert self.since(FollowUp(period="2023"), period="2023/..") == ["2023-12-31"]

    def test_the_law_counts_from_its_own_day(self):
        assert self.since(period="2019/..", on=date(2025, 7, 1)) == []
        assert self.since(period="2019/..", on=date(2025, 7, 2)) == ["2023-07-01"]

    def test_what_is_not_known_is_not_held_against_it(self):
        assert self.since() == []
        assert self.since(FollowUp(), period="2024/..") == []
        assert self.since(signed="2024") == []  # perhaps in December
        assert self.since(period="2024/..", kind="cooperation_agreement") == []

    def test_a_plan_that_has_ended_is_followed_up_no_more(self):
        assert self.since(period="2024/2025") == []  # two years to the day
        assert self.since(period="2023/2024", on=date(2040, 1, 1)) == []

    def test_it_says_that_the_section_is_not_read(self):
        rule = CHECKS["R603"].rule
        assert rule.severity == "warning"
        assert "inte läst" in rule.source
        assert "inte läst" in rule.why.sv


def judged(*names, verdict="kept", **fields):
    """A follow-up that judges the promises of those names."""
    return FollowUp(
        assessments=[Assessment(promise=name, fulfilment=verdict) for name in names], **fields
    )


def promise(name, **fields):
    return Promise(id=name, text=name, **fields)


class TestEveryPromise:
    two = (promise("a"), promise("b"))

    def test_one_left_out_is_named(self):
        agreement = made(judged("a", period="2025"), promises=self.two, period="2025/2026")
        (finding,) = told(agreement, "R604")
        assert finding.pointer == "/follow_ups/0/assessments"
        assert finding.params == {"ids": ("b",)}
        assert finding.related == ("/promises/1",)

    @pytest.mark.parametrize(
        ("held", "followed", "skipped"),
        [
            ("2025", "2025", True),
            ("2024/2025-T1", "2025-03", True),
            ("2026", "2025", False),
            ("2024", "2025", False),
            ("2024/..", "2025", True),
            ("2025", None, False),  # what time is followed up is not known
            (None, None, True),
            (None, "2025", True),
            (None, "2024", False),  # before the agreement
        ],
    )
    def test_one_that_was_in_force_then(self, held, followed, skipped):
        promises = (promise("a"), promise("b", period=held))
        agreement = made(judged("a", period=followed), promises=promises, period="2025/2026")
        assert bool(found(agreement, "R604")) is skipped

    def test_several_may_share_the_promises_of_one_time(self):
        both = judged("a", period="2025", id="polisens"), judged("b", period="2025", id="stadens")
        assert found(made(*both, promises=self.two), "R604") == []
        other = judged("a", period="2025", id="x"), judged("b", period="2026", id="y")
        assert len(found(made(*other, promises=self.two), "R604")) == 2

    @pytest.mark.parametrize("first", [1, 9, 20])
    def test_many_may_be_shared_by_any_number_of_follow_ups(self, first):
        names = [f"p{n}" for n in range(22)]
        promises = [promise(name) for name in names]
        shares = names[:first], names[first:21]
        both = [judged(*share, period="2025", id=f"f{n}") for n, share in enumerate(shares)]
        ((_, params),) = found(made(*both, promises=promises), "R604")
        assert params == {"ids": ("p21",)}

    def test_a_follow_up_of_goals_or_counts_skips_none(self):
        goals = FollowUp(period="2025", assessments=[Assessment(goal="mal", fulfilment="kept")])
        agreement = made(
            goals, FollowUp(period="2024"), promises=self.two, goals=[Goal(id="mal", text="Mål")]
        )
        assert found(agreement, "R604") == []

    @pytest.mark.parametrize(
        ("fields", "on", "ids"),
        [
            ({"period": "2025"}, date(2026, 3, 1), None),  # sixty days
            ({"period": "2025"}, date(2026, 3, 2), ("a", "b")),
            ({"period": "2025/.."}, date(2040, 1, 1), None),
            ({}, date(2040, 1, 1), None),
            ({"period": "2024/2030", "terminated": "2025"}, date(2026, 3, 2), ("a", "b")),
        ],
    )
    def test_all_are_judged_once_they_have_certainly_ended(self, fields, on, ids):
        agreement = made(promises=self.two, **fields)
        expected = [] if ids is None else [("/promises", {"ids": ids})]
        assert found(agreement, "R613", on) == expected

    def test_a_yearly_promise_ends_before_its_agreement(self):
        promises = (promise("a", period="2024"), promise("b"))
        agreement = made(promises=promises, period="2024/2027")
        assert found(agreement, "R613") == [("/promises", {"ids": ("a",)})]

    def test_one_that_was_skipped_is_told_of_once(self):
        agreement = made(judged("a", period="2023"), promises=self.two, period="2023")
        assert len(found(agreement, "R604")) == 1
        assert found(agreement, "R613") == []

    def test_of_many_the_first_fifty_are_named(self):
        many = [promise(f"p{n}", period=str(2100 - n)) for n in range(80)]
        agreement = made(judged("a"), promises=(promise("a"), *many), period="2000/2200")
        assert found(agreement, "R604") == []  # what time is followed up is not known
        agreement = made(judged("a", period="2000/2200"), promises=(promise("a"), *many))
        (finding,) = told(agreement, "R604")
        assert finding.params["named"] == 50
        assert finding.params["ids"] == tuple(f"p{n}" for n in range(30, 80))  # they began first
        assert finding.related[0] == "/promises/31"
        assert finding.message("en").endswith("the 50 that came into force first are named")
        (finding,) = told(made(judged("a", period="2030/2100"), promises=many[:50]), "R604")
        assert len(finding.params["ids"]) == 50
        assert "named" not in finding.params

    def test_past_a_thousand_times_those_that_skip_one_are_counted(self):
        times = [f"{2000 + n // 12}-{n % 12 + 1:02}" for n in range(1004)]
        follow_ups = [judged("a", period=time, id=f"f{n}") for n, time in enumerate(times)]
        follow_ups[1002] = judged("a", "b", period=times[1002], id="f1002")
        agreement = made(*follow_ups, promises=self.two, period="2000/2100")
        assert len(found(agreement, "R604")) == 1000
        (more,) = (f for f in run(agreement, date(2101, 1, 1), ["R604"]) if f.code == "S399")
        assert more.params["count"] == 3  # the 1001st and two more

    def test_of_promises_with_one_id_the_first_counts(self):
        twins = (promise("b", period="2025"), promise("b", period="2026"))
        agreement = made(judged("a", period="2025"), promises=(promise("a"), *twins))
        assert found(agreement, "R604")[0][1] == {"ids": ("b",)}
        agreement = made(judged("a", period="2026"), promises=(promise("a"), *twins))
        assert found(agreement, "R604") == []

    @pytest.mark.parametrize("seed", range(200))
    def test_the_skipped_are_found_as_if_each_were_tried_with_each(self, seed):
        drawn = Random(seed)

        def period():
            start, end = drawn.randint(2015, 2022), drawn.choice([None, drawn.randint(2015, 2022)])
            return drawn.choice([None, f"{start}/{end or '..'}"])

        promises = [promise(f"p{n}", period=period()) for n in range(drawn.randint(0, 9))]
        whole, follow_ups = period(), []
        for number in range(drawn.randint(0, 5)):
            names = [f"p{drawn.randint(0, 9)}" for _ in range(drawn.randint(1, 3))]
            follow_ups.append(judged(*names, period=period(), id=f"f{number}"))
        agreement = made(*follow_ups, promises=promises, period=whole)
        by_time = {}
        for follow_up in agreement.follow_ups:
            by_time.setdefault(str(follow_up.period), []).append(follow_up)
        expected = []
        for together in by_time.values():
            names = {a.promise for follow_up in together for a in follow_up.assessments}
            left = tuple(
                p.id
                for p in agreement.promises
                if p.id not in names and in_force(p, agreement.period, together[0].period)
            )
            expected += [{"ids": left}] if left else []
        assert [params for _, params in found(agreement, "R604")] == expected
        skipped = {name for params in expected for name in params["ids"]}
        found_at_all = Skipped(Facts(agreement, date(2026, 1, 1)))
        assert sum(map(found_at_all.any_by, found_at_all.times)) == len(expected)
        assert {p.id for p in agreement.promises if found_at_all.at_any_time(p.id)} == skipped


def in_force(one, whole, followed):
    held = one.period or whole
    if held is None or followed is None:
        return one.period is None
    return held.overlaps(followed)


def counted(quantity, *counts, followed="2019", held="2019", verdict="kept", **dated):
    """A promise with one commitment, and what a follow-up counts of it."""
    commitment = Commitment(id="c", text="Åtagande", quantity=quantity)
    reports = [CommitmentReport(commitment=commitment.id, count=count) for count in counts]
    follow_up = judged("a", verdict=verdict, period=followed, commitment_reports=reports, **dated)
    agreement = made(follow_up, promises=[promise("a", commitments=[commitment])], period=held)
    return [(params["count"], params["number"]) for _, params in found(agreement, "R606")]


class TestCounts:
    AT_LEAST_8 = Quantity.at_least(8)
    DAILY = Quantity.at_least(1, per="day")  # Luleå

    def test_the_founding_figures_are_met(self):
        assert found(examples.load("strangnas"), "R606") == []
        assert counted(self.AT_LEAST_8, 20) == []
        assert counted(Quantity.at_least(4), 4) == []

    def test_short_is_short(self):
        assert counted(self.AT_LEAST_8, 7) == [(7, 8)]
        assert counted(self.AT_LEAST_8, 7, verdict="partly_kept") == []
        assert counted(self.AT_LEAST_8, 7, verdict="ongoing") == []
        assert counted(self.AT_LEAST_8, "7.5") == [(7.5, 8)]

    def test_of_many_reports_the_first_fifty_are_pointed_at(self):
        commitment = Commitment(id="c", text="Åtagande", quantity=Quantity.at_least(100))
        promises = [promise("a", commitments=[commitment])]
        for many, named in ((50, {}), (60, {"named": 50})):
            reports = [CommitmentReport(commitment="c", count=1)] * many
            follow_up = judged("a", period="2019", commitment_reports=reports)
            (finding,) = told(made(follow_up, promises=promises, period="2019"), "R606")
            assert finding.params == {"id": "c", "count": many, "number": 100} | named
            assert len(finding.related) == 50

    def test_what_is_short_is_told_at_each_judgement_in_its_follow_up(self):
        short = [Commitment(id=f"c{n}", text="A", quantity=Quantity.at_least(n)) for n in range(12)]
        promises = [promise("a", commitments=short), promise("b", commitments=short[:2])]
        follow_ups = [
            judged(
                *"aba",
                period="2019",
                id=f"f{count}",
                commitment_reports=[
                    CommitmentReport(commitment=f"c{n}", count=count) for n in (11, 1, 5)
                ],
            )
            for count in (7, 4)
        ]
        agreement = made(*follow_ups, promises=promises, period="2019")
        assert [(at, params["id"]) for at, params in found(agreement, "R606")] == [
            (f"/follow_ups/{number}/assessments/{at}/fulfilment", name)
            for number, names in ((0, ["c11"]), (1, ["c11", "c5"]))
            for at in (0, 2)
            for name in names
        ]

    def test_hits_past_the_thousand_told_are_counted(self):
        short = [Commitment(id=f"c{n}", text="A", quantity=Quantity.at_least(9)) for n in range(40)]
        reports = [CommitmentReport(commitment=c.id, count=1) for c in short]
        follow_up = judged(*"a" * 50, period="2019", commitment_reports=reports)
        agreement = made(follow_up, promises=[promise("a", commitments=short)], period="2019")
        told_of = list(run(agreement, ON, ["R606"]))
        assert [f.code for f in told_of].count("R606") == 1000
        assert told_of[-1].params == {"count": 1000}

    def test_no_count_or_no_number_says_nothing(self):
        assert counted(self.AT_LEAST_8) == counted(self.AT_LEAST_8, None) == []
        assert counted(None, 303) == []
        assert counted(Quantity(number=8, comparison="about"), 1) == []

    def test_two_reports_of_one_commitment_are_added(self):
        assert counted(self.AT_LEAST_8, 4, 4) == []
        assert counted(self.AT_LEAST_8, 4, 3) == [(7, 8)]

    def test_more_than_exactly_so_many_is_no_failure(self):
        assert counted(Quantity.exactly(4), 5) == []
        assert counted(Quantity.exactly(4), 3) == [(3, 4)]
        assert counted(Quantity.at_most(4), 5) == [(5, 4)]
        assert counted(Quantity.at_most(4), 3) == []

    @pytest.mark.parametrize(
        ("count", "followed", "held", "short"),
        [
            (365, "2018", "2018", []),
            (364, "2018", "2018", [(364, 365)]),
            (120, "2018-T1", "2018", []),
            (119, "2018-T1", "2018", [(119, 120)]),
            (200, "2018", "2018-H1", []),  # it held for a part of that year
            (200, "2018", None, [(200, 365)]),
            (200, None, "2018", [(200, 365)]),
            (200, None, "2018/..", []),
            (200, None, None, []),
        ],
    )
    def test_a_rate_is_held_against_the_time_followed_up(self, count, followed, held, short):
        assert counted(self.DAILY, count, followed=followed, held=held) == short

    def test_a_rate_needs_whole_units(self):
        assert counted(Quantity.at_least(4, per="year"), 1, followed="2019-T1") == []

    def test_a_follow_up_midway_has_counted_a_part(self):
        for quantity in (self.AT_LEAST_8, Quantity.at_least(8, per="period")):
            assert counted(quantity, 3, followed="2019-T3") == []  # five may have come before
            assert counted(quantity, 3, followed="2019-T1") == [(3, 8)]  # kept already?
        assert counted(self.DAILY, 100, followed=None, date="2019-06") == []
        assert counted(self.DAILY, 100, followed=None, date="2020-01") == [(100, 365)]

    def test_counts_of_another_follow_up_are_its_own(self):
        commitment = Commitment(id="c", text="Åtta", quantity=self.AT_LEAST_8)
        few = FollowUp(
            period="2019", commitment_reports=[CommitmentReport(commitment="c", count=1)]
        )
        agreement = made(few, judged("a"), promises=[promise("a", commitments=[commitment])])
        assert found(agreement, "R606") == []


def measured(was, *now, direction="up", effect=None, verdict="kept", **assessed):
    """A kept promise, its goal, and what was measured: pairs of value and period, or parts."""
    observations = [
        one if isinstance(one, Observation) else Observation(value=one[0], period=one[1])
        for one in now
    ]
    baseline = was if isinstance(was, Observation) else Observation(value=was, period="2024")
    indicator = Indicator(
        id="i", name="I", direction=direction, baseline=baseline, observations=observations
    )
    assessment = Assessment(promise="a", fulfilment=verdict, effect=effect, **assessed)
    agreement = made(
        FollowUp(period="2025", assessments=[assessment]),
        promises=[promise("a", goals=["g"])],
        goals=[Goal(id="g", text="G", indicators=["i"])],
        indicators=[indicator],
    )
    return [(f.params["was"], f.params["now"], f.related) for f in told(agreement, "R607")]


class TestIndicators:
    WORSE = ((61, 52, ("/indicators/0/observations/0",)),)

    def test_a_kept_promise_may_not_have_helped_but_that_is_said(self):
        assert measured(61, (52, "2025")) == list(self.WORSE)
        assert measured(61, (52, "2025"), effect="unchanged") == list(self.WORSE)
        assert measured(61, (52, "2025"), effect="worsened") == []
        assert measured(61, (52, "2025"), verdict="not_kept") == []

    @pytest.mark.parametrize(
        ("direction", "value", "worse"),
        [
            ("up", 64, False),
            ("up", 61, False),
            ("down", 52, False),
            ("down", 64, True),
            ("keep", 52, False),  # how much is too much is not said
            (None, 52, False),
        ],
    )
    def test_worse_is_away_from_the_direction_wanted(self, direction, value, worse):
        assert bool(measured(61, (value, "2025"), direction=direction)) is worse

    def test_the_latest_known_by_then_counts(self):
        assert measured(61, (52, "2025-T1"), (64, "2025-T3")) == []
        assert measured(61, (64, "2025-T3"), (52, "2025-T1")) == []  # in any order
        assert measured(61, (64, "2025-T1"), (52, "2026")) == []  # not known by then
        assert measured(61, (52, "2025-T2"), as_of="2025-04-30") == []
        assert measured(61, (52, "2023")) == []  # before the baseline

    def test_only_like_is_compared_with_like(self):
        for other in ({"subgroup": "women"}, {"area": "torget"}, {"value": None}, {"period": None}):
            now = {"value": 52, "period": "2025", **other}
            assert measured(61, Observation(**now)) == []
        women = [Observation(value=v, period=p, subgroup="women") for v, p in ((61, "2024"), (52, "2025"))]  # fmt: skip
        assert measured(*women) == list(self.WORSE)
        assert measured(Observation(missing="not_measured"), (52, "2025")) == []

    @pytest.mark.parametrize(("margin", "worse"), [(3, True), (6, True), (7, False), (20, False)])
    def test_chance_is_not_held_against_anybody(self, margin, worse):
        was, now = (
            Observation(value=value, period=period, margin_of_error=margin)
            for value, period in ((61, "2024"), (52, "2025"))
        )
        assert bool(measured(was, now)) is worse

    def test_a_promise_of_two_goals_may_be_judged_twice(self):
        broken, _ = CHECKS["R607"].breaker(exemplary())
        twin = broken.goals[0].evolve(id="tvilling")
        first = broken.promises[0].evolve(goals=[broken.goals[0].id, "tvilling"])
        once = broken.evolve(goals=[*broken.goals, twin], promises=[first, *broken.promises[1:]])
        (follow_up,) = once.follow_ups
        twice = once.evolve(follow_ups=[follow_up, follow_up.evolve(id="igen")])
        assert [at for at, _ in found(twice, "R607")] == [
            f"/follow_ups/{n}/assessments/0/fulfilment" for n in range(2)
        ]

    def test_an_indicator_of_two_goals_is_told_of_once(self):
        agreement = exemplary()
        broken, _ = CHECKS["R607"].breaker(agreement)
        twin = broken.goals[0].evolve(id="tvilling")
        first = broken.promises[0].evolve(goals=["tryggare", "tvilling"])
        both = broken.evolve(goals=[*broken.goals, twin], promises=[first])
        assert len(found(both, "R607")) == 1

    def test_each_judgement_that_keeps_silent_of_it_is_told_of(self):
        broken, _ = CHECKS["R607"].breaker(exemplary())
        (once,) = broken.follow_ups
        twice = broken.evolve(follow_ups=[once, once.evolve(id="senare")])
        assert [f.pointer for f in told(twice, "R607")] == [
            f"/follow_ups/{number}/assessments/0/fulfilment" for number in (0, 1)
        ]

    def test_an_indicator_that_is_not_there_does_not_hide_another(self):
        broken, _ = CHECKS["R607"].breaker(exemplary())
        goals = [goal.evolve(indicators=["borta", *goal.indicators]) for goal in broken.goals]
        assert found(broken.evolve(goals=goals), "R607") == found(broken, "R607") != []


DAYS = st.sampled_from(["2023", "2024", "2024-06", "2025-03", "2025-11", None])
OBSERVATIONS = st.builds(
    lambda value, margin, when, collected: Observation(
        **({"missing": "series_break"} if value is None else {"value": value}),
        margin_of_error=margin if value is not None else None,
        period=when,
        collected=collected,
    ),
    st.one_of(st.none(), st.integers(50, 60)),
    st.one_of(st.none(), st.integers(0, 5)),
    DAYS,
    st.one_of(st.none(), st.sampled_from(["2024-02", "2025-05"])),
)


@given(
    OBSERVATIONS.filter(lambda o: o.value is not None),
    st.lists(OBSERVATIONS, max_size=4),
    st.sampled_from(["up", "down", "keep", None]),
)
def test_the_rule_and_the_evaluation_have_one_answer(baseline, observations, direction):
    indicator = Indicator(
        id="i", name="I", direction=direction, baseline=baseline, observations=observations
    )
    assessment = Assessment(promise="a", fulfilment="kept")
    agreement = made(
        FollowUp(period="2025", assessments=[assessment]),
        promises=[promise("a", goals=["g"])],
        goals=[Goal(id="g", text="G", indicators=["i"])],
        indicators=[indicator],
    )
    kinds = [each.kind for each in standing(agreement, "a").disagreements]
    assert ("kept_but_worse" in kinds) is bool(told(agreement, "R607"))


class TestJudgements:
    def test_what_is_going_on_needs_no_reason(self):
        promises = [promise("a")]
        at = "/follow_ups/0/assessments/0/fulfilment"
        for verdict in ("kept", "partly_kept", "not_kept", "cannot_be_assessed"):
            assert found(made(judged("a", verdict=verdict), promises=promises), "R605") == [
                (at, {})
            ]
        for verdict in ("ongoing", None):
            assert found(made(judged("a", verdict=verdict), promises=promises), "R605") == []

    def test_decisions_are_asked_for_once(self):
        agreement = made(judged("a", "b", verdict="not_kept"), promises=TestEveryPromise.two)
        (finding,) = told(agreement, "R608")
        assert finding.related == tuple(f"/follow_ups/0/assessments/{at}" for at in (0, 1))
        decided = judged("a", verdict="not_kept", decisions=[Decision(text="Fler vandringar.")])
        assert found(made(decided, promises=[promise("a")]), "R608") == []
        assert found(made(judged("a", verdict="ongoing"), promises=[promise("a")]), "R608") == []

    @pytest.mark.parametrize(
        ("fields", "lacking"),
        [
            ({}, 1),
            ({"commitment_reports": [CommitmentReport(commitment="c", count=0)]}, 0),
            ({"commitment_reports": [CommitmentReport(commitment="c", state="done")]}, 1),
            ({"measure_reports": [MeasureReport(measure="m", count=5)]}, 0),
            ({"documents": [Document(title="Rapporten")]}, 0),
        ],
    )
    def test_a_count_or_a_document_is_evidence(self, fields, lacking):
        first = promise("a", commitments=[Commitment(id="c", text="C")], measures="m")
        agreement = made(
            judged("a", **fields), promises=[first], measures=[Measure(id="m", title="M")]
        )
        expected = [("/follow_ups/0/assessments", {"count": 1})] if lacking else []
        assert found(agreement, "R609") == expected

    def test_evidence_is_asked_for_once_and_only_of_what_rests_on_facts(self):
        proven = Assessment(promise="a", fulfilment="kept", evidence=[Evidence(text="Protokoll")])
        open_ = Assessment(promise="b", fulfilment="cannot_be_assessed")
        follow_up = FollowUp(assessments=[proven, open_])
        assert found(made(follow_up, promises=TestEveryPromise.two), "R609") == []
        bare = made(judged("a", "b"), promises=TestEveryPromise.two)
        assert found(bare, "R609") == [("/follow_ups/0/assessments", {"count": 2})]

    def test_whoever_followed_up_judged(self):
        promises = [promise("a")]
        assert found(made(judged("a"), promises=promises), "R612") == [("/follow_ups/0", {})]
        assert found(made(judged("a", by="polisen"), promises=promises), "R612") == []
        own = Assessment(promise="a", fulfilment="kept", assessed_by="polisen")
        assert found(made(FollowUp(assessments=[own]), promises=promises), "R612") == []
        assert found(made(FollowUp()), "R612") == []

    def test_the_period_followed_up_does_not_tell_when_that_was(self):
        assert found(made(FollowUp(period="2025")), "R611") == [("/follow_ups/0", {})]
        assert found(made(FollowUp(date="2026")), "R611") == []


def test_many_follow_ups_of_many_promises_take_little_time():
    promises = [promise(f"p{n}") for n in range(1000)]
    occasions = [PlannedFollowUp(covers="2019", due="2020-01")] * 1000
    agreement = made(
        *(judged("p1", period="2018", id=f"u{n}") for n in range(1000)),
        promises=promises,
        follow_up_plan=FollowUpPlan(planned=occasions),
    )
    started = time.perf_counter()
    assert len(found(agreement, "R602")) == 1
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize("goals", [("g",), ("other", "g", "g")])
def test_of_the_indicators_of_the_goals_the_first_fifty_are_looked_at(goals):
    series = [
        Indicator(
            id=f"i{n}",
            name="Andel trygga",
            direction="up",
            baseline=Observation(value=2, period="2023"),
            observations=[Observation(value=1, period="2024")],
        )
        for n in range(60)
    ]
    agreement = made(
        judged("a", date="2025-06"),
        promises=[promise("a", goals=goals)],
        goals=[Goal(id="g", text="Trygghet", indicators=series)],
        indicators=series,
    )
    names = [params["id"] for _, params in found(agreement, "R607")]
    assert sorted(names) == sorted(f"i{n}" for n in range(50))
    assert len(standing(agreement, "a").disagreements) == 50
