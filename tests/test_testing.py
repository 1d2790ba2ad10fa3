"""The test kit for those who use the library: its plugin is light, and its failures readable."""

import json
from random import Random

import pytest
from hypothesis import HealthCheck, find, given, settings

from medborgarlofte import Agreement, AgreementError, dumps, examples, loads, validate
from medborgarlofte.checks._exemplary import exemplary
from medborgarlofte.strategies import agreements, nearly_valid
from medborgarlofte.strategies._nearly import _VERSION, _places, _spoil, _wrongs
from medborgarlofte.testing import assert_conforms, assert_roundtrip
from test_imports import loaded_by

pytest_plugins = ["pytester"]


@given(agreements(unknown_fields=True))
def test_drawn_agreements_come_back_and_conform(agreement):
    assert_roundtrip(agreement)
    assert_conforms(agreement)
    assert_conforms(dumps(agreement))


@given(nearly_valid())
def test_what_is_nearly_valid_has_one_thing_wrong_and_it_is_told_where(given):
    document, pointer = given
    report = validate(document)
    assert {f.pointer for f in report.errors} == {pointer}
    assert len(report.errors) == 1 or report.codes()[0] == "S302"
    with pytest.raises(AgreementError):
        loads(document)


def test_whatever_is_wrong_in_whichever_field_it_is_told_where():
    """As above, but for every field of a full agreement and not those that happen to be drawn."""
    text = dumps(exemplary())
    for steps, spec in _places(json.loads(text), Agreement):
        for wrong in _wrongs(spec) if spec.key != _VERSION else ():
            tree = json.loads(text)
            at = _spoil(tree, steps, spec, wrong)
            pointer = "".join(f"/{step}" for step in at)
            assert {f.pointer for f in validate(json.dumps(tree)).errors} == {pointer}, wrong


def test_what_fails_is_shown_small():
    """Whoever reads a failure reads what fails, and next to nothing else."""
    few = settings(max_examples=500, suppress_health_check=list(HealthCheck), database=None)
    found = find(agreements(), lambda a: bool(a.measures), settings=few, random=Random(0))
    assert len(dumps(found, on_one_line=True)) < 300


def test_what_is_lost_on_the_way_is_told():
    laxa = examples.load("laxa")
    with pytest.raises(AssertionError, match="When it was signed: removed 2018-10-26"):
        assert_roundtrip(laxa, read=lambda text: loads(text).evolve(signed=None))
    count = iter(range(9))
    with pytest.raises(AssertionError, match="in another way"):
        assert_roundtrip(laxa, write=lambda a: dumps(a) + " " * next(count))


def test_what_does_not_conform_is_told():
    broken = '{"medborgarlofte": "1.0", "id": "a", "kind": 5}'
    with pytest.raises(AssertionError, match=r"S302 /kind: ") as caught:
        assert_conforms(broken)
    assert "S301 /: " in str(caught.value)
    twice = Agreement(
        title="A", kind="citizen_promise", promises=[*examples.load("laxa").promises] * 9
    )
    with pytest.raises(AssertionError, match=r"and \d+ more"):
        assert_conforms(twice)
    with pytest.raises(AssertionError):
        assert_conforms(twice, profile="bra")


def test_the_fixtures_are_found_by_themselves(pytester):
    pytester.makepyfile(
        """
        from medborgarlofte.testing import assert_roundtrip

        def test_examples(agreement_examples, agreement):
            assert len(agreement_examples) == 6
            assert agreement.id == "strangnas-2019"
            assert_roundtrip(agreement)
        """
    )
    pytester.runpytest_subprocess("-p", "no:cacheprovider").assert_outcomes(passed=1)


def test_the_plugin_loads_nothing_that_is_not_asked_for():
    loaded = {
        name for name in loaded_by("import medborgarlofte.testing") if "medborgarlofte" in name
    }
    assert loaded == {"medborgarlofte", "medborgarlofte._version", "medborgarlofte.testing"}
    assert "hypothesis" not in loaded


def test_strategies_without_their_extra_say_which_one_is_needed(monkeypatch):
    import importlib
    import sys

    import medborgarlofte.strategies as here

    monkeypatch.setitem(sys.modules, "hypothesis", None)
    with pytest.raises(ImportError, match=r"medborgarlofte\[testing\]"):
        importlib.reload(here)
