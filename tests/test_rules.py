"""Every rule proves itself: what breaks it gives its finding, there, and no other."""

from functools import reduce
from operator import getitem

import pytest

from medborgarlofte.checking import validate
from medborgarlofte.checks import CHECKS, run
from medborgarlofte.checks._examples import _object_at
from medborgarlofte.checks._exemplary import ON, exemplary
from medborgarlofte.findings import all_rules
from medborgarlofte.format import to_tree

EVERY_RULE = pytest.mark.parametrize("code", CHECKS)


def found(agreement, code="R"):
    """What is found; for a consistency rule, the practice rules are left out.

    A part added to contradict another need not also be good practice.
    """
    profile = "exchange" if code.startswith("K") else "bra"
    return {(f.code, f.pointer) for f in validate(agreement, on=ON, profile=profile)}


def test_the_exemplary_agreement_has_no_finding():
    assert [(f.code, f.pointer, f.message("en")) for f in validate(exemplary(), on=ON)] == []


@EVERY_RULE
def test_breaking_a_rule_gives_exactly_its_finding(code):
    broken, pointer = CHECKS[code].breaker(exemplary())
    assert found(broken, code) == {(code, pointer)}


@EVERY_RULE
def test_a_mend_removes_its_finding_and_adds_none(code):
    broken, _ = CHECKS[code].breaker(exemplary())
    before = found(broken)
    for finding in validate(broken, on=ON):
        if finding.mend is not None:
            after = found(apply(broken, finding.mend))
            assert after == before - {(finding.code, finding.pointer)}


def apply(agreement, patch):
    """A JSON Patch by the library jsonpatch, an independent judge."""
    import json

    import jsonpatch

    from medborgarlofte.format import dumps, loads

    tree = jsonpatch.apply_patch(json.loads(dumps(agreement)), list(patch))
    return loads(json.dumps(tree))


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.code)
def test_a_rule_says_everything_in_both_languages(rule):
    assert rule.code[0] in "SKR"
    assert rule.code[1:].isdigit()
    for words in (rule.message, rule.why, rule.mend):
        assert words.sv
        assert words.en
        assert words.sv != words.en or rule.code == "S205"
    assert rule.source


@EVERY_RULE
def test_messages_are_filled_in_both_languages(code):
    broken, _ = CHECKS[code].breaker(exemplary())
    for finding in validate(broken, on=ON):
        for lang in ("sv", "en"):
            message = finding.message(lang)
            assert message
            assert "{" not in message


def test_of_each_rule_a_thousand_are_told_and_the_others_counted():
    agreement = exemplary()
    promise = agreement.promises[0]
    many = agreement.evolve(promises=[promise] * 1500)
    found = list(run(many, ON, ["K101"]))
    assert len([f for f in found if f.code == "K101"]) == 1000
    (more,) = (f for f in found if f.code == "S399")
    assert more.params["count"] > 0
    assert more.severity == "error"


def test_a_source_is_called_one_thing():
    named = {rule.source.partition(": https://")[::2] for rule in all_rules()}
    addresses = [address for _, address in named if address]
    assert len(set(addresses)) == len(addresses) > 15


@pytest.mark.parametrize(
    ("place", "steps"),
    [
        ("", []),
        ("/period", ["period"]),
        ("/period/start", ["period"]),
        ("/period/none/end", ["period"]),
        ("/none/period", []),
        ("/parties/1/name", ["parties", 1]),
    ],
)
def test_the_object_around_a_place_is_the_innermost_one_on_the_way(place, steps):
    whole = to_tree(exemplary())
    assert _object_at(exemplary(), place) == reduce(getitem, steps, whole)
    assert _object_at(exemplary(), "/parties/99/name") is None
