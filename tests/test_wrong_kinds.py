"""Whatever the public functions are given, what leaves them is our one error."""

import inspect
from pathlib import Path

import pytest

import medborgarlofte
from medborgarlofte import AgreementError, Finding, examples

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
