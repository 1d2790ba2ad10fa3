"""What nobody would write on purpose, and somebody's program does."""

import copy
import datetime as dt
import decimal
import pickle
from decimal import Decimal
from enum import Enum

import pytest

from medborgarlofte import (
    Agreement,
    AgreementError,
    Area,
    Assessment,
    FollowUp,
    Indicator,
    Measure,
    Party,
    Problem,
    Profile,
    Promise,
    Signatory,
    Situation,
    Target,
    Text,
    canonical,
    check_lines,
    dumps,
    examples,
    json_schema,
    loads,
    merge,
    renew,
    status,
    validate,
    write_lines,
)
from medborgarlofte.checks._exemplary import exemplary
from medborgarlofte.data import counties
from medborgarlofte.format import from_tree
from medborgarlofte.format._from_tree import _Look
from medborgarlofte.values import MOST_VALUES, JsonObject, _json, fields_of


class Word(str, Enum):  # noqa: UP042  # as other people write it
    POLICE = "police"
    NAME = "Polisen"
    DAY = "2025"


class MyStr(str):
    __slots__ = ()


class MyInt(int):
    __slots__ = ()


def agreement(**facts):
    return Agreement(title="T", kind="action_plan", **facts)


def test_members_of_enumerations_count_as_the_text_they_are():
    party = Party(name=Word.NAME, kind=Word.POLICE, extensions={"x": Word.NAME})
    assert str(party.name) == "Polisen"
    whole = agreement(parties=[party], areas=[Area(id=MyStr("a"), name="A")], signed=Word.DAY)
    assert '"kind": "police"' in dumps(whole)
    assert loads(dumps(whole)) == whole


def test_other_subclasses_become_plain():
    problem = Problem(title="P", priority=MyInt(1))
    signatory = Signatory(name=MyStr("Anna"))
    whole = agreement(situation=Situation(problems=[problem]), signatories=[signatory])
    assert type(whole.signatories[0].name) is str
    assert type(whole.situation.problems[0].priority) is int
    assert validate(whole).ok


def test_canonical_bytes_do_not_ask_the_callers_decimal_context():
    whole = agreement(indicators=[Indicator(name="I", targets=[Target(value="1234.5678")])])
    plain = canonical(whole)
    with decimal.localcontext(decimal.Context(prec=3, traps=[decimal.Inexact])):
        assert canonical(whole) == plain
    assert b"1234.5678" in plain


@pytest.mark.parametrize("value", [1e16, 1e300, 123456789012345680000.0])
def test_large_floats_are_kept_as_what_can_be_read_again(value):
    whole = agreement(extensions={"x": value})
    assert loads(dumps(whole)) == whole
    assert float(whole.extensions["x"]) == value


@pytest.mark.parametrize(
    ("build", "code"),
    [
        (lambda: Problem(title="P", priority=2**60), "S112"),
        (lambda: Problem(title="P", priority=10**5000), "S112"),
        (lambda: agreement(extensions={"x_å": 1, "x_a\u030a": 2}), "S107"),
        (lambda: JsonObject(5), "S302"),
        (lambda: Text(svenska="x"), "S302"),
        (lambda: Text(5), "S302"),
        (lambda: Promise(text="a", areas={"torget": 1}), "S302"),
        (lambda: Promise(text="a", target_groups=5), "S302"),
        (lambda: Profile(select=("no-perod",)), "S005"),
        (lambda: Profile(select=("",)), "S005"),
        (lambda: Profile(severity={"R301": "svårt"}), "S005"),
        (lambda: validate(b"{}", profile=[]), "S005"),
    ],
)
def test_what_cannot_be_is_our_own_error(build, code):
    with pytest.raises(AgreementError) as caught:
        build()
    assert caught.value.report.codes() == (code,)


def test_deep_unknown_fields_are_refused_however_they_are_built():
    def dig(depth):
        deep = JsonObject({})
        for _ in range(depth):
            deep = JsonObject({"a": deep})
        return deep

    assert dig(60)
    with pytest.raises(AgreementError) as caught:
        dig(5000)
    assert caught.value.report.codes() == ("S105",)


def test_one_text_in_two_languages_is_one():
    promise = Promise(text="a", target_groups={"sv": "Barn", "en": "Children"})
    assert promise.target_groups == (Text(sv="Barn", en="Children"),)


def test_a_single_selector_is_one():
    vasteras = examples.load("vasteras")
    assert validate(vasteras, profile=Profile(select="R301")).codes() == ("R301",)
    heavy = Profile(select="R301", severity={"R": "error"})
    assert not validate(vasteras, profile=heavy).ok


def test_a_moment_counts_as_its_day():
    laxa = examples.load("laxa")
    noon = dt.datetime(2019, 1, 1, 12, tzinfo=dt.UTC)
    assert status(laxa, noon) == status(laxa, dt.date(2019, 1, 1))
    assert validate(laxa, on=noon) == validate(laxa, on=dt.date(2019, 1, 1))
    with pytest.raises(AgreementError):
        status(laxa, "2019")  # a year is no day


def test_a_day_is_given_as_its_text_wherever_one_is_asked_for(tmp_path):
    day, laxa = dt.date(2018, 8, 1), examples.load("laxa")
    assert validate(laxa, on="2018-08-01") == validate(laxa, on=day) != validate(laxa)
    trosa = examples.load("trosa")
    early, late = (renew(trosa, "2020", on=on).agreement for on in ("2018-01-15", "2020-01-15"))
    assert early == renew(trosa, "2020", on=dt.date(2018, 1, 15)).agreement
    assert late == renew(trosa, "2020", on=dt.date(2020, 1, 15)).agreement
    write_lines([laxa], tmp_path / "laxa.jsonl")
    (line,) = check_lines(tmp_path / "laxa.jsonl", on="2018-08-01")
    assert line.report.codes() == validate(laxa, on=day).codes()
    for call in (validate, lambda each, on: renew(each, "2021", on=on)):
        with pytest.raises(AgreementError) as refused:
            call(laxa, on="2018")
        assert refused.value.report.codes() == ("S003",)


def test_what_is_handed_out_cannot_change_what_comes_next():
    json_schema()["$defs"]["Text"]["title"] = "x"
    assert json_schema()["$defs"]["Text"]["title"] != "x"
    with pytest.raises(AttributeError):
        counties().clear()


def test_a_conflict_does_not_repeat_a_personal_number():
    base = agreement()
    merged = merge(base, base.evolve(aim="18900118-9803"), base.evolve(aim="annat"))
    (finding,) = merged.report
    assert "9803" not in finding.message("sv")


def test_numbers_in_quantities_are_exact_whatever_the_context():
    with decimal.localcontext(decimal.Context(prec=2)):
        assert Target(value="123.45").value == Decimal("123.45")


# ── Values that many names lead to ─────────────────────────────────────────────


def test_a_few_lists_in_each_other_are_too_many_values(monkeypatch):
    """Sixty lists, each twice in the next, are more than any memory holds."""
    assert MOST_VALUES == 5_000_000
    monkeypatch.setattr(_Look, "_left", 50_000)  # for the sake of those who wait
    monkeypatch.setattr(_json, "MOST_VALUES", 50_000)
    doubled = [1]
    for _ in range(60):
        doubled = [doubled, doubled]
    for build in (lambda: from_tree({"x": doubled}), lambda: agreement(extensions={"x": doubled})):
        with pytest.raises(AgreementError) as caught:
            build()
        assert caught.value.report.codes() == ("S104",)


def test_a_profile_goes_to_other_processes_and_comes_back():
    ours = Profile(select=["R2"], ignore=["R201"], severity={"R204": "error"}, strict=True)
    for copied in (pickle.loads(pickle.dumps(ours)), copy.deepcopy(ours)):
        assert copied == ours
        assert copied.severity == ours.severity


def test_what_is_told_of_an_id_is_told_of_the_first_that_has_it():
    promises = [Promise(id="p", text="Ett."), Promise(id="p", text="Två.", measures=["m"])]
    measures = [Measure(id="m", title="A"), Measure(id="n", title="B", promises=["p"])]
    judged = FollowUp(id="f", assessments=[Assessment(promise="p", fulfilment="kept")])
    plan = Agreement(
        title="A", kind="action_plan", promises=promises, measures=measures, follow_ups=[judged]
    )
    first, second = plan.promises
    assert [m.id for m in plan.measures_for(first)] == ["n"]
    assert [m.id for m in plan.measures_for(second)] == ["m"]
    assert len(plan.assessments_of(first)) == 1
    assert plan.assessments_of(second) == ()
    assert len(plan.assessments_of(Promise(id="p", text="Ett."))) == 1


@pytest.mark.parametrize("asked", ["assessments_of", "reports_on"])
@pytest.mark.parametrize("wrong", ["trafik", None, examples.load("laxa")])
def test_what_is_told_is_asked_of_a_part(asked, wrong):
    with pytest.raises(AgreementError) as caught:
        getattr(examples.load("laxa"), asked)(wrong)
    assert caught.value.report.codes() == ("S003",)


def test_a_class_is_looked_for_by_its_class():
    with pytest.raises(AgreementError):
        examples.load("laxa").find([], "x")


def test_a_part_stands_for_its_id_in_every_field_that_refers_to_one():
    places = exemplary().places
    known = {type(place.part).__name__: place.part for place in places}
    tried = 0
    for part in {type(place.part): place.part for place in places}.values():
        for spec in fields_of(type(part)):
            target = spec.shape.reference and known.get(spec.shape.reference.target)
            if target:
                changed = part.evolve(**{spec.name: [target] if spec.many else target})
                assert getattr(changed, spec.name) == ((target.id,) if spec.many else target.id)
                tried += 1
    assert tried > 20
