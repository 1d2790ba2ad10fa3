"""What importing the package loads, and what the names at its top are."""

import importlib
import inspect
import subprocess
import sys

import pytest

import medborgarlofte


def loaded_by(statement):
    code = f"import sys; {statement}; print(*sorted(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return set(run.stdout.split())


def test_importing_the_package_loads_next_to_nothing():
    loaded = loaded_by("import medborgarlofte")
    assert {name for name in loaded if name.startswith("medborgarlofte.")} == {
        "medborgarlofte._version"
    }
    assert not loaded & {"attrs", "cattrs", "pendulum"}


@pytest.mark.parametrize(
    ("name", "unneeded"),
    [
        ("loads", {"pendulum", "medborgarlofte.checks", "medborgarlofte.history"}),
        ("validate", {"pendulum", "medborgarlofte.history", "medborgarlofte.tabular"}),
        ("tables", {"pandas", "polars", "pyarrow", "medborgarlofte.charts"}),
        ("diff", {"hypothesis", "click", "rich", "medborgarlofte.tabular"}),
    ],
)
def test_a_name_loads_what_it_needs(name, unneeded):
    assert not loaded_by(f"from medborgarlofte import {name}") & unneeded


@pytest.mark.parametrize("code", ["S301", "K101", "R301", "K901"])
def test_a_rule_is_known_whatever_has_been_loaded(code):
    """A report that comes from elsewhere can be read before any rule has been asked."""
    asked = f"from medborgarlofte.findings import rule_for; assert rule_for({code!r}).why.sv"
    loaded_by(asked)


def test_every_public_name_is_there_and_documented():
    assert "__version__" in medborgarlofte.__all__
    assert set(dir(medborgarlofte)) == set(medborgarlofte.__all__)
    for name in medborgarlofte.__all__:
        value = getattr(medborgarlofte, name)
        if inspect.isclass(value) or inspect.isfunction(value):
            assert inspect.getdoc(value), name


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'lofte'"):
        medborgarlofte.lofte  # noqa: B018


@pytest.mark.parametrize(
    ("missing", "name"),
    [("django", "django"), ("pydantic_core", "pydantic"), ("sqlalchemy", "sqlalchemy")],
)
def test_a_field_or_column_without_its_extra_says_which_one_is_needed(monkeypatch, missing, name):
    module = f"medborgarlofte.integrations.{name}"
    monkeypatch.setitem(sys.modules, missing, None)
    monkeypatch.delitem(sys.modules, module, raising=False)
    with pytest.raises(ImportError, match=rf'pip install "medborgarlofte\[{name}\]"'):
        importlib.import_module(module)
