"""Whatever the public functions are given, what leaves them is our one error."""

import inspect
import json
import re
from decimal import Decimal
from enum import Enum
from functools import cache
from pathlib import Path

import pytest

import medborgarlofte
import public
from medborgarlofte import (
    AgreementError,
    Area,
    Measure,
    Promise,
    examples,
    model,
    standing,
)
from medborgarlofte.checks._exemplary import exemplary
from medborgarlofte.evaluation import Reason
from medborgarlofte.format import examine, parse
from medborgarlofte.format._explain import _Explanation
from medborgarlofte.integrations._taking import from_database, taken
from medborgarlofte.testing import assert_conforms
from medborgarlofte.values import Kind, Part, fields_of
from test_docstrings import own, section
from wrong import KINDS, call_of, callables, inside, settled, takes_nothing

RIGHT = examples.load("strangnas")
WRONG = [
    5,
    None,
    "",
    "x",
    b"\xff",
    [],
    {},
    [RIGHT],
    {"a": 1},
    object(),
    RIGHT.promises[0],
    1.5,
    True,
]
FUNCTIONS = {
    name: value
    for name in medborgarlofte.__all__
    if inspect.isfunction(value := getattr(medborgarlofte, name))
}
PARTS = [
    cls
    for name in model.__all__
    if inspect.isclass(cls := getattr(model, name)) and issubclass(cls, Part)
]
METHODS = {
    f"{name}.{key}": getattr(cls, key)
    for name in medborgarlofte.__all__
    if inspect.isclass(cls := getattr(medborgarlofte, name))
    for key, value in vars(cls).items()
    if isinstance(value, classmethod) and not key.startswith("_")
}


def wanted(function):
    """The parameters that must be given, in order."""
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return [
        parameter
        for parameter in inspect.signature(function).parameters.values()
        if parameter.kind in kinds and parameter.default is inspect.Parameter.empty
    ]


@pytest.mark.parametrize("wrong", WRONG, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("name", [*FUNCTIONS, *METHODS])
def test_wrong_kinds_are_refused_by_our_error(name, wrong, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    function = {**FUNCTIONS, **METHODS}[name]
    count = len(wanted(function))
    for given in (
        [wrong] * count,
        [RIGHT, *[wrong] * (count - 1)],
        [*[RIGHT] * (count - 1), wrong],
    ):
        try:
            settled(function(*given[:count]))
        except AgreementError as error:
            assert error.report.findings  # noqa: PT017
    assert not list(Path().glob("*.part"))


def are_told(codes, raises):
    """Whether a section Raises tells of one of them, or leaves it to another's."""
    told = set(re.findall(r"\b[SKR]\d{3}\b", raises))
    for first, last in re.findall(r"S(\d{3})(?:-| to\s+)S(\d{3})", raises):
        told |= {f"S{number}" for number in range(int(first), int(last) + 1)}
    return "as :" in raises or "another structure code" in raises or not told.isdisjoint(codes)


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A folder of its own, as for an example that writes files; a reason may say anything."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Reason, "__init__", Reason.__init__.__wrapped__)


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize("name", callables())
def test_one_argument_of_the_wrong_kind_is_refused_by_our_error(name):
    value, call = callables()[name], call_of(name)
    if call is None:  # what is never called is made by the library alone, or takes nothing
        assert inspect.isclass(value) or takes_nothing(value), f"no example calls {name}"
        return
    raises = section(own(value), "Raises")
    for parameter in call.given:
        for kind, wrong in KINDS.items():
            try:
                settled(call.made(**{parameter: wrong}))
            except AgreementError as error:
                codes = error.report.codes()
                assert codes
                if not inspect.isclass(value):
                    assert are_told(codes, raises), (parameter, kind, codes)
            except Exception as error:
                raise AssertionError(f"{name}({parameter}={kind})") from error


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize("name", callables())
def test_another_language_than_the_two_is_refused_everywhere(name):
    call = call_of(name)
    if call is None or "lang" not in call.given or "BCP 47" in own(callables()[name]):
        return  # the texts of an agreement may be in any language, and are asked for by its tag
    for lang in ("fi", "EN", "sv-SE", "", 5):
        with pytest.raises(AgreementError, match="S003"):
            settled(call.made(lang=lang))


@pytest.mark.parametrize(
    "cls",
    [
        cls
        for name, cls in public.classes().items()
        if issubclass(cls, Enum) and list(cls) and name not in inside()
    ],
    ids=lambda cls: cls.__name__,
)
def test_a_code_that_is_none_is_refused_by_our_error(cls):
    for wrong in KINDS.values():
        with pytest.raises(AgreementError):
            cls(wrong)


@cache
def instances():
    """One part of each class: from the agreements there are, or from its own example."""
    agreements = [exemplary(), *map(examples.load, examples.names())]
    found = {type(place.part): place.part for each in agreements for place in each.places}
    for cls in PARTS:
        if cls not in found:
            found[cls] = call_of(f"medborgarlofte.{cls.__name__}").made()
    return found


NEVER_HELD = {
    "nan", "Decimal nan", "half a character", "empty text", "empty bytes", "bytes", "bytearray",
    "list of lists", "set", "thing", "class", "class of ours",
}  # fmt: skip


@pytest.mark.parametrize("cls", PARTS, ids=lambda cls: cls.__name__)
def test_a_field_of_the_wrong_kind_is_refused_by_our_error_at_its_place(cls):
    part = instances()[cls]
    for spec in fields_of(cls):
        for kind, wrong in KINDS.items():
            try:
                made = part.evolve(**{spec.name: wrong})
            except AgreementError as error:
                (told,) = error.report
                assert told.pointer.split("/")[1] == spec.key
                continue
            except Exception as error:
                raise AssertionError(f"{cls.__name__}({spec.name}={kind})") from error
            held = getattr(made, spec.name)
            assert kind not in NEVER_HELD, (spec.name, kind)
            assert not isinstance(wrong, dict) or spec.shape.kind is Kind.TEXT, (spec.name, kind)
            for item in held if spec.many else [held] * (held is not None):
                assert spec.shape.trouble_with(item) is None
    for wrong in KINDS.values():
        if not isinstance(wrong, dict):
            with pytest.raises(AgreementError):
                part.evolve(extensions=wrong)


@pytest.mark.parametrize("cls", PARTS, ids=lambda cls: cls.__name__)
def test_one_thing_is_a_list_of_one(cls):
    part = instances()[cls]
    for spec in fields_of(cls):
        held = getattr(part, spec.name)
        if spec.many and held:
            assert getattr(part.evolve(**{spec.name: held[0]}), spec.name) == held[:1], spec.name


def test_a_part_stands_for_its_id_only_where_one_of_its_class_is_wanted():
    with pytest.raises(AgreementError, match="S302 at /areas/1"):
        Promise(text="Vi vandrar.", areas=[Area(id="a", name="A"), Measure(title="Vandring")])
    with pytest.raises(AgreementError, match="S302 at /themes"):
        Promise(text="Vi vandrar.", themes=Measure(title="Vandring"))
    assert Promise(text="Vi vandrar.", areas=Area(id="a", name="A")).areas == ("a",)


def test_a_promise_of_another_agreement_has_no_standing():
    with pytest.raises(AgreementError, match="S314"):
        standing(RIGHT, Promise(id="from-elsewhere", text="Vi vandrar."))
    trafik = RIGHT.promise("trafik")
    again = medborgarlofte.loads(medborgarlofte.dumps(RIGHT)).promise("trafik")
    assert standing(RIGHT, again) == standing(RIGHT, trafik)
    reworded = trafik.evolve(text="Andra ord.")  # its id says which is meant
    assert standing(RIGHT, reworded).promise == trafik


AS_TEXT = (bytes, bytearray, memoryview, bytes.decode)


@pytest.mark.parametrize("form", AS_TEXT, ids=lambda form: form.__name__)
def test_json_is_taken_as_any_text_or_bytes(form):
    right, wrong = examples.source("strangnas"), b'{"medborgarlofte": "1.0"}'
    assert medborgarlofte.loads(form(right)) == RIGHT
    assert parse(form(wrong)) == {"medborgarlofte": "1.0"}
    assert medborgarlofte.validate(form(wrong)).codes() == ("S301",)
    assert examine(form(right))[0] == from_database(form(right)) == taken(form(right)) == RIGHT
    assert_conforms(form(right))


JSON_VALUES = {
    "boolean": True, "integer": 5, "number": Decimal("5.5"), "string": "5", "array": [5],
    "object": {"x": 5}, "null": None,
}  # fmt: skip
TAKEN = {
    Kind.TEXT: ("text", {"string", "object"}),
    Kind.STRING: ("string", {"string"}),
    Kind.OPEN: ("string", {"string"}),
    Kind.CLOSED: ("string", {"string"}),
    Kind.REFERENCE: ("string", {"string"}),
    Kind.DATE: ("string", {"string"}),
    Kind.NUMBER: ("number", {"number", "integer"}),
    Kind.INTEGER: ("integer", {"integer"}),
    Kind.BOOLEAN: ("boolean", {"boolean"}),
    Kind.PART: ("object", {"object"}),
}


@pytest.mark.parametrize("cls", PARTS, ids=lambda cls: cls.__name__)
def test_a_json_value_of_the_wrong_type_is_told_with_what_was_expected_and_found(cls):
    for spec in fields_of(cls):
        expected, taken = ("array", {"array"}) if spec.many else TAKEN[spec.shape.kind]
        for found, value in JSON_VALUES.items():
            reading = _Explanation()
            reading.part(cls, {spec.key: value})
            told = [
                {name: f.params[name] for name in ("expected", "found")}
                for f in reading.findings
                if (f.code, f.pointer) == ("S302", f"/{spec.key}")
            ]
            assert told == (
                []
                if found in taken or found == "null"
                else [{"expected": expected, "found": found}]
            )


@pytest.mark.parametrize("cls", PARTS, ids=lambda cls: cls.__name__)
def test_a_python_value_of_the_wrong_type_is_told_with_what_json_would_have(cls):
    for spec in fields_of(cls):
        told = spec.shape.trouble_with(object(), "/x")
        assert (told.code, told.pointer) == ("S302", "/x")
        assert told.params == {"expected": TAKEN[spec.shape.kind][0], "found": "object"}
        told_of_true = spec.shape.trouble_with(True)  # an int to Python, and never to us
        assert (told_of_true is None) is (spec.shape.kind is Kind.BOOLEAN)


def test_a_finding_names_the_part_that_it_is_in():
    place = {"id": "a", "name": "A", "kind": 5}
    tree = {
        "medborgarlofte": "1.0",
        "id": "x",
        "language": "sv",
        "title": 5,
        "kind": "action_plan",
        "areas": [place],
    }
    told = {f.pointer: (f.entity, f.entity_id) for f in medborgarlofte.validate(json.dumps(tree))}
    assert told == {"/title": ("Agreement", "x"), "/areas/0/kind": ("Area", "a")}
    unnamed = json.dumps({**tree, "id": 5, "areas": []})
    assert {f.entity for f in medborgarlofte.validate(unnamed)} == {"Agreement"}


def test_a_null_is_taken_out_and_a_misspelt_key_given_its_right_name():
    reading = _Explanation()
    reading.part(Area, {"id": "a", "name": "Torget", "knd": "centre", "part_of": None})
    assert {finding.pointer: finding.mend for finding in reading.findings} == {
        "/knd": ({"op": "move", "from": "/knd", "path": "/kind"},),
        "/part_of": ({"op": "remove", "path": "/part_of"},),
    }
