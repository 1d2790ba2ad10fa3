"""The classes: frozen, equal by value, pleasant to build and quick to ask."""

import copy
import inspect
import pickle
from decimal import Decimal
from enum import StrEnum

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from medborgarlofte import (
    Agreement,
    AgreementError,
    Commitment,
    FollowUp,
    Indicator,
    Measure,
    Observation,
    PartialDate,
    Participation,
    Party,
    Period,
    Promise,
    Quantity,
    Target,
    Text,
    model,
)
from medborgarlofte.checks._exemplary import exemplary
from medborgarlofte.strategies import agreements, parts
from medborgarlofte.values import Part, fields_of

CLASSES = [
    cls
    for name in model.__all__
    if isinstance(cls := getattr(model, name), type) and issubclass(cls, Part)
]


def test_a_promise_with_measure_indicator_and_target_takes_few_lines():
    police = Party(name="Lokalpolisområde Öster", kind="police")
    walks = Measure(title="Trygghetsvandringar", responsible=police, period="2025")
    safe = Indicator(
        name="Andel trygga",
        baseline=Observation(value=61, period="2024"),
        targets=[Target(value=70, due="2025-12")],
    )
    promise = Promise(
        text="Vi går minst fyra trygghetsvandringar.",
        promisors=police,
        commitments=[Commitment(text="Fyra vandringar", quantity=Quantity.at_least(4))],
        measures=walks,
    )
    agreement = Agreement(title="Löften 2025", kind="citizen_promise", period="2025",
                          parties=[police], promises=[promise], measures=[walks], indicators=[safe])  # fmt: skip
    assert agreement.measures_for(promise) == (walks,)
    assert agreement.promises_for(walks) == (promise,)
    assert agreement.promise("vi-gar-minst-fyra-trygghetsvandringar") is promise
    assert agreement.party("lokalpolisomrade-oster").name == Text("Lokalpolisområde Öster")
    assert agreement.commitment("fyra-vandringar").quantity.number == 4


def test_look_ups():
    agreement = exemplary()
    for kind in (
        "party",
        "area",
        "source",
        "problem",
        "cause",
        "goal",
        "promise",
        "commitment",
        "measure",
        "indicator",
        "follow_up",
    ):
        cls = {"follow_up": "FollowUp"}.get(kind, kind.capitalize())
        expected = next(p.part for p in agreement.places if type(p.part).__name__ == cls)
        assert getattr(agreement, kind)(expected.id) is expected
        with pytest.raises(AgreementError) as caught:
            getattr(agreement, kind)("finns-inte")
        assert caught.value.report.codes() == ("S314",)


def test_look_ups_are_made_once(monkeypatch):
    agreement = exemplary()
    agreement.promise("vandringar")
    monkeypatch.setattr("medborgarlofte.model._look_up.walk", None)
    assert agreement.measure("vandra").id == "vandra"


def test_either_side_may_name_the_link():
    promise = Promise(id="a", text="Löfte")
    measure = Measure(id="b", title="Åtgärd", promises="a")
    agreement = Agreement(title="T", kind="citizen_promise", promises=[promise], measures=[measure])
    assert agreement.measures_for("a") == (measure,)
    assert agreement.promises_for("b") == (promise,)
    assert agreement.measures_for("c") == ()


def test_what_the_follow_ups_say_of_a_part():
    agreement = exemplary()
    (judged,) = agreement.assessments_of(agreement.promise("vandringar"))
    assert judged[1].fulfilment == "kept"
    (reported,) = agreement.reports_on(agreement.commitment("fyra-vandringar"))
    assert reported[1].count == 5
    assert [r.state for _, r in agreement.reports_on(agreement.measure("vandra"))] == ["ongoing"]


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
@given(data=st.data())
def test_parts_are_frozen_values(cls, data):
    part = data.draw(parts(cls))
    assert part == copy.deepcopy(part)
    assert part == part.evolve()
    assert hash(part) == hash(part.evolve())
    assert pickle.loads(pickle.dumps(part)) == part
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        part.id = "x"
    for spec in fields_of(cls):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(part, spec.name, None)
    shown = repr(part)
    assert shown.startswith((cls.__name__, f"<{cls.__name__}", "Period"))
    assert shown.isprintable()


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_the_classes_are_alike(cls):
    """By name only, with a dictionary of their own, and shown by what they say alone."""
    parameters = inspect.signature(cls).parameters.values()
    assert {parameter.kind for parameter in parameters} == {inspect.Parameter.KEYWORD_ONLY}
    assert not any(getattr(each, "__slots__", ()) for each in cls.__mro__)
    own = cls if cls in (Agreement, Period) else Part
    assert cls.__repr__ is own.__repr__
    assert own.__repr__.__code__.co_filename == inspect.getfile(own)  # written, not made by attrs
    names = [spec.name for spec in fields_of(cls)]
    first = [name for name in ("format_version", "id") if name in names]
    assert names[: len(first)] == first
    for spec in fields_of(cls):
        default = inspect.signature(cls).parameters[spec.name].default
        if spec.required:
            assert default is inspect.Parameter.empty or spec.name in (
                "id",
                "format_version",
                "language",
            )
        else:
            assert default == (() if spec.many else None)


def test_a_follow_up_is_named_by_what_it_is_of_or_when_it_was_made():
    assert FollowUp().id == "uppfoljning"
    assert FollowUp(period="2019").id == "uppfoljning-2019"
    assert FollowUp(date="2020-02").id == "uppfoljning-2020-02"


def simply(value, spec):
    """*value* as one would write it by hand: texts, dates, codes and ids as strings."""
    if isinstance(value, tuple):
        return [simply(item, spec) for item in value]
    if isinstance(value, Text):
        return str(value) if value.plain else {**dict(value.translations), **value.extensions}
    if isinstance(value, Decimal | PartialDate | StrEnum):
        return str(value)
    if isinstance(value, Period) and value.until_replaced is None and not value.extensions:
        return str(value)
    return value


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
@given(data=st.data())
def test_what_is_written_by_hand_becomes_what_it_means(cls, data):
    part = data.draw(parts(cls))
    given_ = {spec.name: getattr(part, spec.name) for spec in fields_of(cls)}
    simple = {spec.name: simply(given_[spec.name], spec) for spec in fields_of(cls)}
    made = cls(**simple, extensions=dict(part.extensions))
    assert made == part
    for name, value in given_.items():
        assert type(getattr(made, name)) is type(value)
        if isinstance(value, tuple):
            assert list(map(type, getattr(made, name))) == list(map(type, value))


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_every_field_is_described_in_both_languages(cls):
    assert cls.__doc__.splitlines()[0].endswith((".", "."))
    for spec in fields_of(cls):
        assert spec.words.sv.endswith((".", "…"))
        assert spec.words.en.endswith((".", "…"))
        assert spec.words.sv != spec.words.en or spec.name in ("url", "budget")
        assert spec.words.en in cls.__doc__


@given(agreements(), agreements())
def test_equal_agreements_have_equal_hashes(one, two):
    if one == two:
        assert hash(one) == hash(two)
    changed = one.evolve(title="Något helt annat")
    assert changed != one
    assert changed.evolve(title=one.title) == one


@pytest.mark.parametrize(
    ("build", "code", "pointer"),
    [
        (lambda: Promise(text=5), "S302", "/text"),
        (lambda: Promise(text=""), "S306", "/text"),
        (lambda: Promise(text="a", id="Ej Bra"), "S309", "/id"),
        (lambda: Promise(text="a", areas=[5]), "S302", "/areas"),
        (lambda: Promise(text="a", commitments="x"), "S302", "/commitments"),
        (lambda: Promise(text="a", commitments=["x"]), "S302", "/commitments/0"),
        (lambda: Promise(text="a", period="2019-13"), "S308", "/period"),
        (lambda: Party(name="a", kind="En Kommun"), "S311", "/kind"),
        (
            lambda: Party(name="a", kind="police", municipality_code="180"),
            "S311",
            "/municipality_code",
        ),
        (lambda: Party(name="a", kind="police", police_level="avdelning"), "S307", "/police_level"),
        (lambda: Agreement(title="a", kind="avtal"), "S307", "/kind"),
        (lambda: Agreement(title="a", kind="action_plan", extensions={"title": 1}), "S313", ""),
        (lambda: Participation(party=None), "S302", "/party"),
        (lambda: Agreement(title="a", kind="action_plan", extensions={"x": {1}}), "S302", None),
    ],
)
def test_what_cannot_be_is_refused_when_built(build, code, pointer):
    with pytest.raises(AgreementError) as caught:
        build()
    (finding,) = caught.value.report
    assert finding.code == code
    if pointer is not None:
        assert finding.pointer == pointer


def test_unknown_fields_survive_changes():
    party = Party(name="A", kind="police", extensions={"x_not": [1, {"a": True}]})
    changed = party.evolve(name="B")
    assert changed.extensions == party.extensions
    assert changed.extensions["x_not"][1]["a"] is True


def test_unknown_fields_tell_true_from_one():
    one = Party(name="A", kind="police", extensions={"x": 1})
    true = Party(name="A", kind="police", extensions={"x": True})
    assert one != true
    assert one == Party(name="A", kind="police", extensions={"x": 1.0})
