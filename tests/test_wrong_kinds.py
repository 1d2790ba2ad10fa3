"""Whatever the public functions are given, what leaves them is our one error."""

import inspect
import json
from decimal import Decimal
from pathlib import Path

import pytest

import medborgarlofte
from medborgarlofte import AgreementError, Area, Finding, examples, model
from medborgarlofte.format._explain import _Explanation
from medborgarlofte.values import Kind, Part, fields_of

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
NOT_FOR_USERS = (AgreementError, Finding)  # made by rules, not by hand
METHODS = {
    f"{name}.{key}": getattr(cls, key)
    for name in medborgarlofte.__all__
    if inspect.isclass(cls := getattr(medborgarlofte, name))
    for key, value in vars(cls).items()
    if isinstance(value, classmethod) and not key.startswith("_") and cls not in NOT_FOR_USERS
}


def wanted(function):
    """The parameters that must be given, in order."""
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    return [
        parameter
        for parameter in inspect.signature(function).parameters.values()
        if parameter.kind in kinds and parameter.default is inspect.Parameter.empty
    ]


def settle(result):
    """Draw what is lazy, so that it shows its errors."""
    if inspect.isgenerator(result):
        for _, _item in zip(range(5), result, strict=False):
            pass


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
            settle(function(*given[:count]))
        except AgreementError as error:
            assert error.report.findings  # noqa: PT017
    assert not list(Path().glob("*.part"))


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
