"""An agreement as a field of a pydantic model."""

import json
from decimal import Decimal
from typing import Annotated

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import BaseModel, TypeAdapter, ValidationError

from medborgarlofte import (
    Agreement,
    AgreementError,
    Commitment,
    Promise,
    Quantity,
    digest,
    dumps,
    examples,
    json_schema,
    loads,
    validate,
)
from medborgarlofte.integrations.pydantic import AgreementField, CheckedBy
from medborgarlofte.strategies import agreements, breaking


class Submission(BaseModel):
    sender: str
    agreement: AgreementField
    earlier: list[AgreementField] = []
    draft: AgreementField | None = None


def sent(agreement, **more):
    return Submission(sender="Laxå kommun", agreement=agreement, **more)


# ── What comes in ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", examples.names())
def test_it_takes_an_agreement_in_any_form(name):
    source, agreement = examples.source(name), examples.load(name)
    forms = [agreement, source, source.decode(), bytearray(source), json.loads(source)]
    assert sent(agreement, earlier=forms).earlier == [agreement] * len(forms)
    assert sent(agreement).agreement is agreement


def errors_of(make):
    with pytest.raises(ValidationError) as refused:
        make()
    return refused.value.errors()


def test_each_finding_is_an_error_with_its_code_and_place():
    tree = json.loads(examples.source("vasteras"))
    tree["titel"] = tree.pop("title")
    tree["signatories"][1]["acting"] = "true"
    told = errors_of(lambda: sent(examples.load("laxa"), earlier=[tree]))
    with pytest.raises(AgreementError) as refused:
        loads(json.dumps(tree))
    findings = refused.value.report.errors
    assert [(e["type"], e["msg"], e["ctx"]["pointer"]) for e in told] == [
        (f.code, f.message("en"), f.pointer) for f in findings
    ]
    assert {e["loc"] for e in told} == {
        ("earlier", 0, "titel"),
        ("earlier", 0, "signatories", 1, "acting"),
    }
    assert {e["ctx"]["name"] for e in told} == {f.rule.name for f in findings}


def test_the_document_is_not_repeated_in_what_is_told():
    tree = {**json.loads(examples.source("laxa")), "period": "hemligt ord"}
    with pytest.raises(ValidationError) as refused:
        sent(tree)
    assert "hemligt" not in f"{refused.value} {refused.value.json()}"


@pytest.mark.parametrize("value", [None, 7, object(), [1], b"\xff", "{", "{}", {}, {1: 2}])
def test_what_is_no_agreement_is_told_by_a_code(value):
    for error in errors_of(lambda: sent(value)):
        assert error["type"][0] == "S"
        assert error["loc"][0] == "agreement"


def test_what_looks_like_a_template_is_told_as_it_stands():
    (error,) = errors_of(lambda: sent({"medborgarlofte": "1.0 {pointer} {name}"}))[:1]
    assert error["type"] == "S203"
    twice = '{"medborgarlofte": "1.0", "{pointer}": 1, "{pointer}": 2}'
    (error,) = errors_of(lambda: sent(twice))
    assert "{pointer}" in error["msg"]
    assert error["loc"] == ("agreement", "{pointer}")


def test_a_key_with_a_slash_stays_whole():
    (error,) = errors_of(lambda: sent('{"medborgarlofte": "1.0", "a/b~c": NaN}'))
    assert error["loc"] == ("agreement", "a/b~c")


KEYS = st.text(st.characters(), max_size=3) | st.sampled_from(["{pointer}", "\ud800", "0", "a/~"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | KEYS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(KEYS, inner, max_size=2),
    max_leaves=5,
)


@given(st.dictionaries(KEYS, JSON, min_size=1))
@example({"\ud800": 1, "\udfff{name}": 2})
def test_any_json_is_told_of_in_a_way_that_can_be_shown(tree):
    with pytest.raises(ValidationError) as refused:
        sent({"medborgarlofte": "1.0"} | tree)
    told = json.loads(refused.value.json())
    assert str(refused.value)
    assert [(e["type"], e["msg"], list(e["loc"])) for e in refused.value.errors()] == [
        (e["type"], e["msg"], e["loc"]) for e in told
    ]


@given(breaking("K101"))
def test_rules_are_asked_where_a_profile_is_named(case):
    agreement, _ = case
    field = TypeAdapter(Annotated[Agreement, CheckedBy("exchange", lang="sv", on=None)])
    expected = validate(agreement, profile="exchange").errors
    told = errors_of(lambda: field.validate_python(agreement))
    assert [(e["type"], e["msg"]) for e in told] == [(f.code, f.message("sv")) for f in expected]
    assert sent(agreement).agreement is agreement  # no rule but those of structure


def test_a_profile_that_is_not_there():
    with pytest.raises(AgreementError, match="S005"):
        CheckedBy("finns-inte")


def test_it_describes_agreements_only():
    with pytest.raises(AgreementError, match="S003"):
        TypeAdapter(Annotated[str, CheckedBy()])


# ── What goes out ──────────────────────────────────────────────────────────────


@given(agreements(unknown_fields=True))
def test_json_of_the_model_is_read_as_the_same(agreement):
    model = sent(agreement, earlier=[agreement])
    for back in (
        Submission.model_validate_json(model.model_dump_json()),
        Submission.model_validate(model.model_dump(mode="json")),
        Submission.model_validate(json.loads(json.dumps(model.model_dump(mode="json")))),
    ):
        assert back == model
        assert digest(back.agreement) == digest(agreement)


@given(agreements(unknown_fields=True))
def test_in_python_it_stays_an_agreement(agreement):
    model = sent(agreement)
    assert model.model_dump()["agreement"] is agreement
    assert dumps(Submission.model_validate(model.model_dump()).agreement) == dumps(agreement)


@pytest.mark.parametrize(
    "number", ["61.50", "1E+300", "1E-300", "20", "20.0", "0.1", "9007199254740991"]
)
def test_numbers_stay_the_numbers_that_they_are(number):
    quantity = Quantity.at_least(Decimal(number), "timmar")
    promise = Promise(text="A", commitments=[Commitment(text="B", quantity=quantity)])
    agreement = Agreement(title="C", kind="citizen_promise", promises=[promise])
    back = Submission.model_validate_json(sent(agreement).model_dump_json())
    assert back.agreement == agreement


# ── The schema ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("mode", ["validation", "serialization"])
def test_the_schema_of_a_model_has_ours(mode):
    schema = Submission.model_json_schema(mode=mode)
    Draft202012Validator.check_schema(schema)
    ours = json_schema()
    parts = ours.pop("$defs")
    del ours["$schema"], ours["$id"]
    assert schema["$defs"] == {**parts, "Agreement": ours}
    assert schema["properties"]["agreement"] == {"$ref": "#/$defs/Agreement"}
    judge = Draft202012Validator(schema)
    for name in examples.names():
        judge.validate(sent(examples.load(name)).model_dump(mode="json"))
        tree = json.loads(examples.source(name))
        del tree["title"]
        assert not judge.is_valid({"sender": "a", "agreement": tree})


def test_the_schema_of_the_field_alone_is_ours():
    ours = {k: v for k, v in json_schema().items() if k not in ("$schema", "$id")}
    assert TypeAdapter(AgreementField).json_schema() == ours


def test_a_model_of_the_same_name_as_a_part_has_its_own_definition():
    class Promise(BaseModel):
        words: str

    class Page(BaseModel):
        promise: Promise
        agreement: AgreementField

    schema = Page.model_json_schema()
    assert len(schema["$defs"]) == len(json_schema()["$defs"]) + 2
    judge = Draft202012Validator(schema)
    tree = json.loads(examples.source("strangnas"))
    judge.validate({"promise": {"words": "a"}, "agreement": tree})
    assert not judge.is_valid({"promise": {"text": "a"}, "agreement": tree})
    del tree["promises"][0]["text"]
    assert not judge.is_valid({"promise": {"words": "a"}, "agreement": tree})


def test_references_are_written_where_they_are_asked_for():
    schema = Submission.model_json_schema(ref_template="#/components/schemas/{model}")
    assert '"#/$defs/' not in json.dumps(schema)
    assert "#/components/schemas/PartialDate" in json.dumps(schema)
