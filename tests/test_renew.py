"""A renewal takes up what goes on, leaves the rest behind, and says what that is."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medborgarlofte import (
    AgreementError,
    Continuation,
    FollowUp,
    Indicator,
    Measure,
    MeasureReport,
    Promise,
    Target,
    canonical,
    diff,
    dumps,
    evaluate,
    examples,
    loads,
    read,
    renew,
    validate,
    write,
)
from medborgarlofte.__main__ import main
from medborgarlofte.checks._exemplary import exemplary
from medborgarlofte.codelists import RelationKind, Verdict
from medborgarlofte.evaluation import standing
from medborgarlofte.history import Dropped, LeftBehind
from medborgarlofte.strategies import agreements
from medborgarlofte.values import Part, fields_of

PERIODS = st.sampled_from(["2030/2033", "2031", "2032-07/..", "2033-H2"])
CHOICES = st.sampled_from(["all", "unfinished", lambda stands: len(stands.promise.id) % 2 == 0])


def own_findings(agreement):
    """Structure and consistency; notes of unknown keys are no fault of the library."""
    return [
        (f.code, f.pointer)
        for f in validate(agreement, profile="exchange", on=date(2030, 1, 1))
        if f.code not in ("S303", "S304")
    ]


# ── On any agreement ───────────────────────────────────────────────────────────


@given(agreements(unknown_fields=True), PERIODS, CHOICES)
def test_what_was_in_order_stays_in_order(old, period, promises):
    before = canonical(old)
    new = renew(old, period, promises=promises).agreement
    assert own_findings(new) == []
    assert loads(dumps(new)) == new
    assert canonical(old) == before


@given(agreements(), PERIODS, CHOICES)
def test_every_promise_and_the_agreement_say_what_they_carry_on(old, period, promises):
    new = renew(old, period, promises=promises).agreement
    assert new.id != old.id
    assert new.kind is old.kind
    (relation,) = (r for r in new.relations if r.kind is RelationKind.RENEWS)
    assert (relation.agreement, relation.title, relation.period) == (old.id, old.title, old.period)
    for promise in new.promises:
        assert promise.continues == Continuation(promise=promise.id, agreement=old.id)
        assert old.promise(promise.id).text == promise.text


@given(agreements(), PERIODS, st.none() | st.dates(date(2015, 1, 1), date(2035, 1, 1)))
def test_unfinished_are_all_but_those_judged_kept(old, period, on):
    new = renew(old, period, promises="unfinished", on=on).agreement
    for promise in old.promises:
        judged = standing(old, promise, on).assessment
        kept = judged is not None and judged.fulfilment is Verdict.KEPT
        assert (promise.id in {p.id for p in new.promises}) is not kept


LEFT = ("signed", "terminated", "signatories", "registration_numbers", "follow_ups",
        "documents", "amendments", "summary")  # fmt: skip


@given(agreements(unknown_fields=True), PERIODS)
def test_what_belongs_to_the_old_time_is_left_behind(old, period):
    new = renew(old, period).agreement
    assert not any(getattr(new, name) for name in LEFT)
    assert not new.extensions
    for place in new.places:
        part = place.part
        if isinstance(part, Promise | Measure):
            assert part.period is None
        if isinstance(part, Indicator):
            assert not part.observations
            assert part.baseline == next(i for i in old.indicators if i.id == part.id).baseline
    assert not any(getattr(place.part, "due", None) for place in new.places)
    for name in ("parties", "areas", "situation", "aim", "legal_basis", "contact", "language"):
        assert getattr(new, name) == getattr(old, name)


def covered(pointer, dropped):
    """Whether what stands there was told of, itself or with all that it stands in."""
    return any(pointer == d.pointer or pointer.startswith(f"{d.pointer}/") for d in dropped)


NEW = ("/id", "/title", "/period", "/relations")


@given(agreements(unknown_fields=True), PERIODS, CHOICES)
def test_nothing_is_lost_without_a_word(old, period, promises):
    """Whatever is different is new, or named in the list of what was left behind."""
    renewal = renew(old, period, promises=promises)
    gone = {d.entity_id for d in renewal.dropped if d.entity in ("Promise", "Measure")}
    for change in diff(old, renewal.agreement):
        place = change.before
        if place is None or place.startswith(NEW) or "/continues" in place:
            continue
        link = change.at[-2:-1] in (("measures",), ("promises",)) and change.old in gone
        if "/targets/" in place:  # they have no ids: which of two is gone, diff can only guess
            place = place.partition("/targets/")[0]
        inside = any(d.pointer.startswith(f"{place}/") for d in renewal.dropped)
        assert covered(place, renewal.dropped) or inside or link, place


@given(agreements(unknown_fields=True), PERIODS, CHOICES)
def test_what_was_dropped_stands_in_the_old_one_and_is_told_once(old, period, promises):
    renewal = renew(old, period, promises=promises)
    pointers = [dropped.pointer for dropped in renewal.dropped]
    assert len(set(pointers)) == len(pointers)
    tree = json.loads(dumps(old))
    for dropped in renewal.dropped:
        value = tree
        for step in dropped.pointer.split("/")[1:]:
            key = step.replace("~1", "/").replace("~0", "~")
            value = value[int(key)] if isinstance(value, list) else value[key]
        assert dropped.why.label("sv") != dropped.why.label("en")
        assert any(
            (type(p.part).__name__, getattr(p.part, "id", None))
            == (dropped.entity, dropped.entity_id)
            for p in old.places
        )


@given(agreements(), PERIODS)
def test_a_renewal_can_be_renewed(old, period):
    once = renew(old, period).agreement
    twice = renew(once, "2040").agreement
    assert len({old.id, once.id, twice.id}) == 3
    assert own_findings(twice) == []
    assert [r.agreement for r in twice.relations if r.kind is RelationKind.RENEWS] == [once.id]


def test_every_field_is_carried_unless_it_is_said_not_to_be():
    """A newcomer's field goes on by itself: what is left behind is named, the rest is not."""
    old = exemplary()
    renewal = renew(old, "2027/2028")
    told = {d.pointer for d in renewal.dropped}
    for spec in fields_of(type(old)):
        value = getattr(old, spec.name)
        if spec.name in ("id", "title", "period", "relations") or value in (None, ()):
            continue
        if f"/{spec.key}" in told:
            assert getattr(renewal.agreement, spec.name) in (None, ())
        elif not isinstance(value, Part | tuple):
            assert getattr(renewal.agreement, spec.name) == value


# ── The examples ───────────────────────────────────────────────────────────────


def test_vasteras_renewed():
    old = examples.load("vasteras")
    renewal = renew(old, "2027/2030")
    new = renewal.agreement
    assert new.id == "vasteras-2027-2030"
    assert str(new.title) == (
        "Samverkansöverenskommelse och förnyade medborgarlöften i Västerås, 2027–2030"
    )
    assert new.title.in_language("en").endswith("in Västerås, 2027–2030")
    assert [p.id for p in new.promises] == [p.id for p in old.promises]
    assert new.promise("omradeskontor").continues.agreement == "vasteras"
    assert [(r.kind, r.agreement) for r in new.relations] == [("renews", "vasteras")]
    assert new.signatories == ()
    assert [(d.pointer, d.why.value) for d in renewal.dropped] == [
        ("/summary", "file"),
        ("/signatories", "signing"),
        ("/documents", "file"),
        ("/relations/0", "file"),
        ("/record/note", "file"),
        ("/record/source_page", "file"),
        ("/record/source", "file"),
    ]
    assert renewal.dropped[1] == Dropped(
        pointer="/signatories", entity="Agreement", entity_id="vasteras", why=LeftBehind.SIGNING
    )
    assert validate(new, profile="exchange").codes() == ()


def test_strangnas_kept_all_its_promises():
    old = examples.load("strangnas")
    assert [p.id for p in renew(old, "2020").agreement.promises] == [p.id for p in old.promises]
    assert renew(old, "2020", promises="unfinished").agreement.promises == ()
    # in December 2019 nobody had judged anything
    early = renew(old, "2020", promises="unfinished", on=date(2019, 12, 1))
    assert early.agreement.promises == renew(old, "2020").agreement.promises
    chosen = renew(old, "2020", promises=lambda stands: "traffic" in stands.promise.themes)
    assert [p.id for p in chosen.agreement.promises] == ["trafik"]
    assert str(chosen.agreement.title) == "Medborgarlöfte för Strängnäs 2020"
    assert chosen.agreement.id == "strangnas-2020"


def test_measures_that_are_over_or_serve_no_promise_that_goes_on():
    old = exemplary()
    other = Promise(id="annat", text="Vi ska synas.", measures="synas")
    old = old.evolve(
        promises=[*old.promises, other],
        measures=[*old.measures, Measure(id="synas", title="Synas"), Measure(id="fri", title="F")],
    )
    new = renew(old, "2027", promises=lambda stands: stands.promise.id == "vandringar")
    assert [m.id for m in new.agreement.measures] == ["vandra", "fri"]
    assert new.agreement.promise("vandringar").measures == ("vandra",)
    why = {d.entity_id: d.why for d in new.dropped if d.pointer.startswith("/measures")}
    assert (why["lysa-upp"], why["synas"]) == (LeftBehind.OVER, LeftBehind.SERVES_NONE)
    # before the follow-up, nobody had reported the lighting as done
    early = renew(old, "2027", on=date(2025, 6, 1)).agreement
    assert "lysa-upp" in {m.id for m in early.measures}


def test_the_latest_report_counts_in_whatever_order_they_stand():
    def told(day, state):
        reports = [MeasureReport(measure="lysa-upp", state=state)]
        return FollowUp(id=f"f-{day}", date=day, measure_reports=reports)

    reports = [told("2025-09-01", "done"), told("2025-03-01", "ongoing")]
    for follow_ups in (reports, reports[::-1]):
        renewal = renew(exemplary().evolve(follow_ups=follow_ups), "2027", on="2026-01-01")
        assert "lysa-upp" not in {measure.id for measure in renewal.agreement.measures}


def test_a_report_of_an_undated_follow_up_counts_from_the_end_of_its_period():
    def told(state, **when):
        return FollowUp(**when, measure_reports=[MeasureReport(measure="lysa-upp", state=state)])

    later, earlier = told("done", period="2025"), told("ongoing", date="2025-03-01")
    old = exemplary().evolve(follow_ups=[later, earlier])
    for day, is_over in (("2026-01-01", True), ("2025-06-01", False)):
        stands = {m.measure.id: m.state for m in evaluate(old, on=day).measures}
        assert (stands["lysa-upp"] == "done") is is_over
        goes_on = {m.id for m in renew(old, "2027", on=day).agreement.measures}
        assert ("lysa-upp" not in goes_on) is is_over


def test_of_targets_for_one_thing_the_last_goes_on():
    targets = [
        Target(value=64, due="2025-12"),
        Target(value=70, due="2026-12"),
        Target(value=50, due="2025-12", subgroup="women"),
    ]
    old = exemplary().evolve(indicators=[Indicator(id="x", name="Andel trygga", targets=targets)])
    old = old.evolve(
        goals=(), promises=[old.promises[0].evolve(goals=())], measures=(), follow_ups=()
    )
    renewal = renew(old, "2027")
    (indicator,) = renewal.agreement.indicators
    assert [(t.value, t.due) for t in indicator.targets] == [(70, None), (50, None)]
    assert "/indicators/0/targets/0" in {d.pointer for d in renewal.dropped}


@pytest.mark.parametrize(
    ("title", "period", "new", "expected"),
    [
        ("Löften 2019", "2019", "2020", "Löften 2020"),
        ("Överenskommelse 2016–2019", "2016/2019", "2020/2023", "Överenskommelse 2020–2023"),
        ("Överenskommelse 2016-19", "2016/2019", "2020/2023", "Överenskommelse 2020–2023"),
        ("Löften enligt plan 2012, 2019", "2019", "2020", "Löften enligt plan 2012, 2020"),
        ("Löften enligt plan 2012", "2019", "2020", "Löften enligt plan 2012, 2020"),
        ("Löften", "2019", "2020/..", "Löften, 2020–"),
        ("Löften 2018", None, "2020", "Löften 2020"),
    ],
)
def test_titles(title, period, new, expected):
    old = exemplary().evolve(title=title, period=period, follow_ups=(), promises=(), measures=())
    assert str(renew(old, new).agreement.title) == expected


def test_ids_are_free():
    old = exemplary()
    assert renew(old, "2027/2028").agreement.id == "exempelstad-2027-2028"
    assert renew(old, "2025-07/2026").agreement.id == "exempelstad-2025-2026-2"
    assert renew(old, "2027", id="nytt", title="Nytt").agreement.id == "nytt"
    numbered = old.evolve(id="x-18900118-9803")  # a personal identity number is not carried on
    assert renew(numbered, "2027").agreement.id == "fornyad-2027"
    assert str(renew(old, "2027", title="Nytt").agreement.title) == "Nytt"


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda old: renew(old, "2030/2027"), "K201"),
        (lambda old: renew(old, "2020/2021"), "K210"),
        (lambda old: renew(old, "2027", id=old.id), "S003"),
        (lambda old: renew(old, "2027", promises="några"), "S003"),
        (lambda old: renew(old, "i höst"), "S308"),
    ],
)
def test_what_cannot_be_renewed(call, code):
    with pytest.raises(AgreementError) as caught:
        call(exemplary())
    assert caught.value.report.codes() == (code,)


# ── The command line ───────────────────────────────────────────────────────────


def run(capsys, *argv):
    status = main([str(word) for word in argv])
    shown = capsys.readouterr()
    return status, shown.out, shown.err


def test_renewed_on_the_command_line(tmp_path, capsys):
    file, out = tmp_path / "a.json", tmp_path / "b.json"
    old = examples.load("strangnas")
    write(old, file)
    status, shown, told = run(capsys, "renew", file, "--period", "2020/2021")
    assert status == 0
    assert loads(shown) == renew(old, "2020/2021").agreement
    assert "/follow_ups: hör till uppföljningen av den förra tiden\n" in told
    assert run(capsys, "renew", file, "--period", "2020", "--promises", "unfinished", "--id", "x",
               "--title", "Nya löften", "--on", "2020-02-01", "-o", out, "--lang", "en")[:2] == (0, "")  # fmt: skip
    assert (read(out).id, str(read(out).title), read(out).promises) == ("x", "Nya löften", ())
    assert read(file) == old


def test_renewing_never_writes_over_what_it_read_unless_told_to(tmp_path, capsys):
    file = tmp_path / "a.json"
    write(examples.load("strangnas"), file)
    before = file.read_bytes()
    status, out, err = run(capsys, "renew", file, "--period", "2020", "-o", file)
    assert (status, out) == (2, "")
    assert err.splitlines()[-1].startswith("medborgarlofte: ")
    assert file.read_bytes() == before
    assert run(capsys, "renew", file, "--period", "2020", "--in-place")[0] == 0
    assert read(file).id == "strangnas-2020"


@pytest.mark.parametrize(
    "argv",
    [
        ("renew",),
        ("renew", "{file}"),
        ("renew", "{file}", "--period", "snart"),
        ("renew", "{file}", "--period", "2010"),
        ("renew", "{file}", "--period", "2020", "--promises", "some"),
        ("renew", "{file}", "--period", "2020", "--on", "igår"),
        ("renew", "{file}", "--period", "2020", "--in-place", "-o", "{file}2"),
        ("renew", "{file}", "--period", "2020", "-o", "/finns/inte/a.json"),
        ("renew", "{file}.finns.inte", "--period", "2020"),
        ("renew", "-", "--period", "2020", "--in-place"),
    ],
)
def test_what_cannot_run(tmp_path, capsys, argv):
    file = tmp_path / "a.json"
    write(examples.load("strangnas"), file)
    status, out, err = run(capsys, *(word.format(file=file) for word in argv))
    assert (status, out) == (2, "")
    (line,) = (line for line in err.splitlines() if line.startswith("medborgarlofte: "))
    assert "Traceback" not in err
    assert len(line) < 300
