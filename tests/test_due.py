"""What is overdue and what comes next: by day, with why, and as a calendar."""

import datetime as dt
import json
import subprocess
import sys

import pytest
from hypothesis import given
from icalendar import Calendar

from followed import DAYS, anything, followed
from medborgarlofte import (
    Agreement,
    AgreementError,
    Assessment,
    Commitment,
    FollowUp,
    FollowUpPlan,
    Goal,
    Indicator,
    Measure,
    MeasureReport,
    Observation,
    PlannedFollowUp,
    Promise,
    Recurrence,
    Relation,
    Target,
    dumps,
    evaluate,
    examples,
    loads,
    to_ics,
    validate,
    write,
)
from medborgarlofte.checks._exemplary import exemplary
from medborgarlofte.cli import run as command
from medborgarlofte.values import Kind, fields_of


def agreement(**facts):
    return Agreement(title="Löften", kind="citizen_promise", **facts)


def due(on, **facts):
    """What is due: kind, day and state of each."""
    items = evaluate(agreement(**facts), on).due
    return [(item.kind.value, str(item.due), item.state.value) for item in items]


def planned(*occasions, **facts):
    return {"follow_up_plan": FollowUpPlan(planned=occasions), **facts}


# ── Follow-ups ─────────────────────────────────────────────────────────────────


def test_trosa_follows_up_every_tertial():
    evaluation = evaluate(examples.load("trosa"), on="2018-10-01")
    told = [(str(item.due), item.state.value, item.title.sv) for item in evaluation.due]
    assert told == [
        ("2018-05", "overdue", "Uppföljning av 2018-T1"),
        ("2018-09", "overdue", "Uppföljning av 2018-T2"),
        ("2019", "coming", "Uppföljning av 2018-T3"),
        ("2019", "coming", "Uppföljning av 2019-T1"),
        ("2019", "coming", "Uppföljning av 2019-T2"),
        ("2019-12-31", "coming", "Uppföljning av 2019-T3"),
        ("2019-12-31", "coming", "Slutar gälla: Medborgarlöften i Trosa 2018–2019"),
    ]
    assert evaluation.due[0].days_left == -123
    assert evaluation.due[0].why("sv") == (
        "Förföll 2018-05, för 123 dagar sedan.\nIngen uppföljning svarar mot planen här."
    )
    # the plan gives no day for the last: it may be made from when its time has ended
    later = evaluate(examples.load("trosa"), on="2020-03-01").due
    assert (later[-1].state.value, later[-1].reasons[1].rule) == ("now", "day_not_told")


def test_a_follow_up_of_the_time_answers_the_plan():
    t1 = FollowUp(id="t1", period="2018-T1", date="2018-05-20")
    trosa = examples.load("trosa").evolve(follow_ups=[t1])
    first, second, *_ = evaluate(trosa, on="2018-10-01").planned_follow_ups
    assert (first.answered_by.id, second.answered_by) == ("t1", None)
    assert evaluate(trosa, on="2018-10-01").due[0].title.en == "Follow-up of 2018-T2"
    # before it was made, it answered nothing
    assert evaluate(trosa, on="2018-05-19").planned_follow_ups[0].answered_by is None


@pytest.mark.parametrize(
    ("made", "rule"),
    [
        ({"period": "2018-01", "date": "2018-05"}, "partly_covered"),
        ({"period": "2018", "date": "2018-03"}, "partly_covered"),
        ({"date": "2018-06"}, "follow_up_without_time"),
    ],
)
def test_what_may_not_answer_the_plan_is_told(made, rule):
    facts = planned(PlannedFollowUp(covers="2018-T1", due="2018-05"), follow_ups=[FollowUp(**made)])
    (item,) = evaluate(agreement(**facts), "2018-07-01").due
    assert rule in [reason.rule for reason in item.reasons]


def test_a_follow_up_of_more_time_answers_what_lies_in_it():
    made = [
        FollowUp(id="year", period="2018", date="2019-01"),
        FollowUp(id="february", period="2018-02", date="2018-03"),
    ]
    facts = planned(PlannedFollowUp(covers="2018-03"), follow_ups=made)
    (found,) = evaluate(agreement(**facts), "2019-06-01").planned_follow_ups
    assert found.answered_by.id == "year"
    # by the spring only February had been told; the year had not ended
    (found,) = evaluate(agreement(**facts), "2018-04-30").planned_follow_ups
    assert found.answered_by is None


def test_the_longest_that_comes_near_is_named():
    made = [
        FollowUp(title="Kvartalet", period="2018-Q1", date="2018-04"),
        FollowUp(title="Februari", period="2018-02", date="2018-03"),
    ]
    facts = planned(PlannedFollowUp(covers="2018-T1", due="2018-05"), follow_ups=made)
    (item,) = evaluate(agreement(**facts), "2018-06-01").due
    assert "”Kvartalet” gäller en del av 2018-T1" in item.why("sv")
    facts = planned(PlannedFollowUp(covers="2018-03/2018-04", due="2018-05"), follow_ups=made)
    (item,) = evaluate(agreement(**facts), "2018-06-01").due
    assert "”Kvartalet” gäller en del av 2018-03–2018-04" in item.why("sv")


def test_occasions_with_a_day_alone_are_answered_one_by_one():
    days = [PlannedFollowUp(due=day) for day in ("2018-05", "2018-09", "2019-01")]
    made = [FollowUp(id=day, date=day) for day in ("2018-10-02", "2018-04-20")]
    facts = planned(*days, follow_ups=made)
    found = evaluate(agreement(**facts), "2019-06-01").planned_follow_ups
    assert [each.answered_by and each.answered_by.id for each in found] == [
        "2018-04-20", "2018-10-02", None,
    ]  # fmt: skip


def test_a_follow_up_that_was_made_before_the_turn_does_not_answer_it():
    """Of two made before the first day, one answers it and the other nothing."""
    days = [PlannedFollowUp(due=day) for day in ("2018-05-31", "2018-09-30")]
    made = [FollowUp(id=day, date=day) for day in ("2018-04-20", "2018-05-20")]
    evaluation = evaluate(agreement(**planned(*days, follow_ups=made)), "2018-10-01")
    assert [each.answered_by and each.answered_by.id for each in evaluation.planned_follow_ups] == [
        "2018-04-20", None,
    ]  # fmt: skip
    (item,) = evaluation.due
    assert (str(item.due), item.title.sv) == ("2018-09-30", "Uppföljning")


def with_shared(part, known=None):
    """*part*, with one object for all parts in it that are equal."""
    known = {} if known is None else known
    shared = {}
    for spec in fields_of(type(part)):
        value = getattr(part, spec.name)
        if spec.shape.kind is Kind.PART and value is not None:
            shared[spec.name] = (
                [with_shared(item, known) for item in value]
                if spec.many
                else with_shared(value, known)
            )
    return known.setdefault(part, part.evolve(**shared))


def concluded(drawn, on):
    evaluation = evaluate(drawn, on)
    told = [
        *evaluation.promises,
        *(each for standing in evaluation.promises for each in standing.commitments),
        *evaluation.measures,
        *evaluation.planned_follow_ups,
        *evaluation.indicators,
        *evaluation.due,
    ]
    return evaluation.to_dict(), [[reason.pointers for reason in each.reasons] for each in told]


@given(followed(), DAYS)
def test_equal_agreements_give_the_same_whatever_objects_they_share(drawn, on):
    plan = drawn.follow_up_plan
    drawn = drawn.evolve(
        follow_up_plan=plan and plan.evolve(planned=[*plan.planned, *plan.planned]),
        indicators=[*drawn.indicators, *(i.evolve(id=f"{i.id}-igen") for i in drawn.indicators)],
    )
    shared = with_shared(drawn)
    assert shared == drawn
    assert concluded(shared, on) == concluded(loads(dumps(drawn)), on)
    assert validate(shared, on=on) == validate(loads(dumps(drawn)), on=on)


def test_one_object_planned_twice_is_two_follow_ups():
    twice = PlannedFollowUp(due="2020-06")
    made = FollowUp(id="f", date="2020-07")
    for second in (twice, twice.evolve()):
        facts = planned(twice, second, follow_ups=[made])
        found = evaluate(agreement(**facts), "2020-12-31").planned_follow_ups
        assert [each.answered_by is None for each in found] == [True, False]
        assert [each.reasons[0].pointers[-1] for each in found] == [
            "/follow_up_plan/planned/0", "/follow_up_plan/planned/1",
        ]  # fmt: skip


def test_one_target_of_two_indicators_is_due_in_both():
    target = Target(value=2, due="2018-05")
    indicators = [Indicator(id=name, name=name, targets=[target]) for name in "ab"]
    due = evaluate(agreement(indicators=indicators), "2018-10-01").due
    assert [item.pointer for item in due if item.kind == "target"] == [
        "/indicators/0/targets/0", "/indicators/1/targets/0",
    ]  # fmt: skip
    assert indicators[0].targets[0] is indicators[1].targets[0]


def test_one_object_that_is_two_follow_ups_is_counted_in_each():
    (made,) = exemplary().follow_ups
    few = made.evolve(commitment_reports=[r.evolve(count=2) for r in made.commitment_reports])

    def short(*follow_ups):
        report = validate(exemplary().evolve(follow_ups=follow_ups))
        return [(f.pointer, f.parameters) for f in report if f.code == "R606"]

    assert len(short(few, few)) == 2
    assert short(few, few) == short(few, few.evolve())


@given(followed(), DAYS)
def test_a_planned_time_is_answered_by_what_covers_it_and_nothing_else(drawn, on):
    """Held against a look at every follow-up, one by one."""
    for occasion in evaluate(drawn, on).planned_follow_ups:
        covers = occasion.covers
        if covers is None or covers.is_open:
            continue
        fitting = []
        for each in drawn.follow_ups:
            if each.period is None or not each.period.contains(covers):
                continue
            made = each.date.last_day if each.date else each.period.last_day or dt.date.max
            first = (
                each.date.first_day if each.date else each.period.last_day or each.period.first_day
            )
            if first <= on and made >= covers.last_day:
                fitting.append(each)
        assert (occasion.answered_by in fitting) if fitting else occasion.answered_by is None


def test_turns_are_counted_from_the_start():
    plan = FollowUpPlan(recurrence=Recurrence(unit="tertial"))
    made = [FollowUp(period="2018-T2", date="2018-09-10")]
    told = due("2018-10-01", period="2018", follow_up_plan=plan, follow_ups=made)
    assert told == [
        ("follow_up", "2018-05-01", "overdue"),
        ("agreement", "2018-12-31", "coming"),
        ("follow_up", "2019-01-01", "coming"),
    ]
    open_ended = evaluate(agreement(period="2018-01-31/..", follow_up_plan=plan), "2018-10-01")
    assert [str(item.due) for item in open_ended.due] == ["2018-05-31", "2018-09-30", "2019-01-31"]


@pytest.mark.parametrize(
    ("on", "last"), [("2018-12-31", 2019), ("2019-01-01", 2020), ("2019-01-02", 2020)]
)
def test_of_turns_without_an_end_the_next_one_is_told(on, last):
    plan = FollowUpPlan(recurrence=Recurrence(unit="year"))
    told = evaluate(agreement(period="2018-01-01/..", follow_up_plan=plan), on)
    assert [str(item.due) for item in told.due] == [
        f"{year}-01-01" for year in range(2019, last + 1)
    ]


def test_turns_are_of_no_time_where_the_agreement_has_none():
    plan = FollowUpPlan(recurrence=Recurrence(unit="year"))
    told = evaluate(agreement(period=None, follow_up_plan=plan), "2018-10-01")
    assert (told.planned_follow_ups, told.due) == ((), ())


def test_nothing_comes_after_it_was_cut_short():
    plan = FollowUpPlan(recurrence=Recurrence(unit="year"))
    facts = {"period": "2018/2025", "follow_up_plan": plan}
    assert len(due("2019-06-01", **facts)) == 9
    assert due("2019-06-01", **facts, terminated="2019-12-31") == [
        ("follow_up", "2019-01-01", "overdue")
    ]
    renewed = [Relation(kind="renewed_by", period="2020/2023")]
    assert due("2019-06-01", **facts, relations=renewed)[:1] == due("2019-06-01", **facts)[:1]
    assert len(due("2019-06-01", **facts, relations=renewed)) == 2


@pytest.mark.parametrize("unit", ["day", "week"])
def test_a_strange_plan_is_bounded(unit):
    plan = FollowUpPlan(recurrence=Recurrence(unit=unit))
    for on in (dt.date.min, dt.date.max):
        items = evaluate(agreement(period="1900/2200", follow_up_plan=plan), on).due
        assert 0 < len(items) <= 1001


# ── Goals, targets, commitments, measures ──────────────────────────────────────


def goal(*judgements):
    return {
        "goals": [Goal(id="g", text="Fler trygga.", due="2018-12")],
        "follow_ups": [
            FollowUp(id=date, date=date, assessments=[Assessment(goal="g", fulfilment=verdict)])
            for date, verdict in judgements
        ],
    }


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (goal(), [("goal", "2018-12", "overdue")]),
        (goal(("2018-06", "kept")), []),
        (goal(("2018-06", "not_kept")), [("goal", "2018-12", "overdue")]),
        (goal(("2019-01", "not_kept")), []),
        (goal(("2019-01", "ongoing")), [("goal", "2018-12", "overdue")]),
        (goal(("2019-05", "kept")), [("goal", "2018-12", "overdue")]),
    ],
)
def test_a_goal_is_due_until_it_is_judged(facts, expected):
    assert due("2019-02-01", **facts) == expected


def target(*observations, **where):
    return {
        "indicators": [
            Indicator(
                name="Trygga",
                targets=[Target(value=70, due="2018-12", **where)],
                observations=observations,
            )
        ]
    }


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (target(), True),
        (target(Observation(value=60, period="2018-12")), False),
        (target(Observation(value=60, period="2018")), False),
        (target(Observation(value=60, period="2018-06")), True),
        (target(Observation(missing="not_measured", period="2018-12")), True),
        (target(Observation(value=60, collected="2019-01-15")), False),
        (target(Observation(value=60, period="2019-06")), True),  # not known yet
        (target(Observation(value=60, period="2018-12", subgroup="women")), True),
        (target(Observation(value=60, period="2018-12"), subgroup="women"), True),
    ],
)
def test_a_target_is_due_until_it_is_measured(facts, expected):
    assert due("2019-02-01", **facts) == ([("target", "2018-12", "overdue")] if expected else [])


def test_a_target_that_says_no_day_is_never_due():
    indicator = Indicator(
        name="Trygga", targets=[Target(value=70), Target(value=80, due="2018-12")]
    )
    assert due("2019-02-01", indicators=[indicator]) == [("target", "2018-12", "overdue")]


def test_commitments_and_measures_are_due_until_they_are_over():
    promise = Promise(text="Vi lovar.", commitments=[Commitment(text="Skyltar.", due="2018-06-30")])
    measure = Measure(id="m", title="Belysning", period="2018")
    facts = {"promises": [promise], "measures": [measure]}
    assert due("2018-06-30", **facts) == [
        ("commitment", "2018-06-30", "now"), ("measure", "2018-12-31", "coming"),
    ]  # fmt: skip
    told = FollowUp(date="2018-11", measure_reports=[MeasureReport(measure="m", state="cancelled")])
    assert due("2019-01-01", **facts, follow_ups=[told]) == [
        ("commitment", "2018-06-30", "overdue")
    ]


@given(anything, DAYS)
def test_what_is_due_is_in_order_and_tells_where_it_stands(drawn, on):
    items = evaluate(drawn, on).due
    assert [i.due.last_day for i in items] == sorted(i.due.last_day for i in items)
    for item in items:
        assert (item.state == "overdue") is (item.days_left < 0) or item.state == "now"
        assert item.on == on
        assert item.title.sv
        assert item.why("en")


# ── The calendar ───────────────────────────────────────────────────────────────


def events(data):
    return list(Calendar.from_ical(data).walk("VEVENT"))


@given(anything, DAYS)
def test_the_calendar_holds_what_is_due(drawn, on):
    items = evaluate(drawn, on).due
    data = to_ics(items)
    assert data == to_ics(list(items))
    found = events(data)
    assert len({event["uid"] for event in found}) == len(found) == len(items)
    for item, event in zip(items, found, strict=True):
        assert event["dtstart"].dt == item.due.last_day
        assert event["dtend"].dt - event["dtstart"].dt == dt.timedelta(days=1)
        assert str(event["summary"]) == item.title.sv
        assert str(event["description"]).endswith(item.why("sv"))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_an_event_keeps_its_uid_when_its_day_is_moved():
    moved = [goal()["goals"][0].evolve(due=day) for day in ("2018-12", "2019-03-01")]
    uids = [
        [e["uid"] for e in events(to_ics(evaluate(agreement(goals=[g]), on).due))]
        for g, on in zip(moved, ("2018-01-01", "2018-05-01"), strict=True)
    ]
    assert uids[0] == uids[1]
    other = evaluate(agreement(id="another", goals=moved[:1]), "2018-01-01").due
    assert [e["uid"] for e in events(to_ics(other))] != uids[0]


def test_the_first_of_its_name_is_not_numbered():
    items = evaluate(agreement(**goal()), "2018-01-01").due
    (alone,), (first, second) = events(to_ics(items)), events(to_ics([*items, *items]))
    assert alone["uid"] == first["uid"] != second["uid"]


def test_two_of_one_name_are_two_events():
    twice = [PlannedFollowUp(covers="2018", due=day) for day in ("2019-01", "2019-02")]
    found = events(to_ics(evaluate(agreement(**planned(*twice)), "2018-06-01").due))
    assert len({event["uid"] for event in found}) == 2


def test_the_calendar_speaks_both_languages():
    items = evaluate(examples.load("trosa"), "2018-10-01").due
    assert "Follow-up of 2018-T1" in to_ics(items, "en").decode()
    sv = str(events(to_ics(items, "sv"))[0]["description"])
    assert sv.startswith("Dagen är bara känd som 2018-05; händelsen står på den sista.")


def test_text_cannot_break_out_of_an_event():
    text = "Mål\r\nEND:VEVENT\nBEGIN:VEVENT;,\\"
    items = evaluate(agreement(goals=[Goal(id="g", text=text, due="2018")]), "2018-01-01").due
    (event,) = events(to_ics(items))
    assert "END:VEVENT" in event["summary"]


@pytest.mark.parametrize("strange", [7, "x", None, ["x"], [None]])
def test_what_is_not_due_makes_no_calendar(strange):
    with pytest.raises(AgreementError, match="S003"):
        to_ics(strange)


def test_without_its_extra_the_calendar_says_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(ImportError, match=r'pip install "medborgarlofte\[calendar\]"'):
        to_ics([])


# ── The command line ───────────────────────────────────────────────────────────


def test_due_on_the_command_line(capsys, tmp_path):
    path = tmp_path / "trosa.json"
    write(examples.load("trosa"), path)
    assert command(["due", str(path), "--on", "2018-10-01", "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "! 2018-05     overdue  Follow-up of 2018-T1" in told
    assert command(["due", str(path), "--on", "2018-10-01", "--to", "json"]) == 0
    items = json.loads(capsys.readouterr().out)["due"]
    assert [item["state"] for item in items][:3] == ["overdue", "overdue", "coming"]
    assert items[0]["reasons"][0]["pointers"] == ["/follow_up_plan/planned/0"]
    out = tmp_path / "due.ics"
    assert command(["due", str(path), "--on", "2018-10-01", "--to", "ics", "-o", str(out)]) == 0
    assert out.read_bytes() == to_ics(evaluate(examples.load("trosa"), "2018-10-01").due)


def test_evaluate_on_the_command_line(capsys):
    assert command(["evaluate", "--example", "strangnas", "--on", "2020-02-01"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "2020-02-01: har löpt ut" in told
    assert "3. Trafik uppfyllt (2020-01) ✓ gjort, men inte mätbart mot löftet" in told
    argv = ["evaluate", "--example", "strangnas", "--on", "2020-02-01", "--to", "json"]
    assert command([*argv, "--lang", "en"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["status"]["status"] == "expired"
    (walks,) = data["promises"][1]["commitments"]
    assert (walks["outcome"], walks["count"], walks["needed"]) == ("met", 4, 4)
    assert data["promises"][1]["verdict"] == "kept"


@pytest.mark.parametrize(
    "argv",
    [
        ["due"],
        ["due", "x.json", "--example", "trosa"],
        ["due", "--example", "trosa", "--on", "2018"],
        ["due", "--example", "trosa", "-o", "x"],
        ["evaluate", "no-such-file.json"],
        ["evaluate", "--example", "none"],
    ],
)
def test_what_cannot_be_run_is_told_in_a_line(argv, capsys):
    assert command(argv) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_reading_a_pipe():
    done = subprocess.run(
        [sys.executable, "-m", "medborgarlofte", "due", "-", "--on", "2018-10-01"],
        input=examples.source("trosa"),
        capture_output=True,
        check=True,
    )
    assert "försenat" in done.stdout.decode()


def test_who_is_to_do_it_is_told_of_a_commitment():
    walks = Commitment(id="vandringar", text="Fyra vandringar.", due="2018-11", by=["polisen"])
    promises = [Promise(id="p", text="Vi syns.", commitments=[walks])]
    (item,) = evaluate(agreement(period=None, promises=promises), "2018-10-01").due
    assert (item.kind.value, item.by, str(item.due)) == ("commitment", ("polisen",), "2018-11")
