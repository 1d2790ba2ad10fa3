"""JSON that another parser has read is read as strictly as text."""

import json
from collections import OrderedDict
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given

from medborgarlofte import AgreementError, dumps, examples, loads
from medborgarlofte.format import from_tree, to_tree
from medborgarlofte.strategies import agreements


@given(agreements(unknown_fields=True))
def test_what_is_written_as_a_tree_is_read_back(agreement):
    assert dumps(from_tree(to_tree(agreement))) == dumps(agreement)


@given(agreements(unknown_fields=True))
def test_what_the_standard_library_parsed_is_the_same_agreement(agreement):
    assert from_tree(json.loads(dumps(agreement))) == agreement


def with_own(value):
    return {**to_tree(examples.load("laxa")), "x_own": value}


def looped():
    loop = []
    loop.append(loop)
    return loop


@pytest.mark.parametrize(
    ("value", "code", "pointer"),
    [
        (float("nan"), "S108", "/x_own"),
        (Decimal("-Infinity"), "S108", "/x_own"),
        (Decimal("sNaN"), "S108", "/x_own"),
        (Decimal("0.1000000000000000000001"), "S110", "/x_own"),
        (-0.0, "S113", "/x_own"),
        (2**53, "S112", "/x_own"),
        ([0, {"a": date(2025, 1, 1)}], "S302", "/x_own/1/a"),
        ({1: 2}, "S302", "/x_own"),
        (b"abc", "S302", "/x_own"),
        ("\ud800", "S115", "/x_own"),
        ({"e\u0301": 1, "\u00e9": 2}, "S107", "/x_own/\u00e9"),
        (looped(), "S105", ""),
    ],
)
def test_what_no_json_of_ours_holds_is_refused_where_it_stands(value, code, pointer):
    with pytest.raises(AgreementError) as refused:
        from_tree(with_own(value))
    assert (code, pointer) in {(f.code, f.pointer) for f in refused.value.report}


def test_all_of_it_is_told():
    with pytest.raises(AgreementError) as refused:
        from_tree(with_own([float("nan"), b"", float("inf")]))
    assert [f.pointer for f in refused.value.report] == ["/x_own/0", "/x_own/2", "/x_own/1"]


@pytest.mark.parametrize("tree", [None, [], 1, "{}", {}])
def test_what_is_no_agreement(tree):
    with pytest.raises(AgreementError) as here:
        from_tree(tree)
    with pytest.raises(AgreementError) as there:
        loads(json.dumps(tree))
    assert here.value.report == there.value.report


def test_other_kinds_of_objects_and_lists_will_do():
    tree = to_tree(examples.load("vasteras"))
    tree["promises"] = tuple(map(MappingProxyType, tree["promises"]))
    assert from_tree(OrderedDict(tree)) == examples.load("vasteras")


@pytest.mark.parametrize("count", [3.0, Decimal("3.0")])
def test_a_whole_number_with_a_fraction_is_none(count):
    """As in text, where 3.0 is refused for an interval."""
    tree = to_tree(examples.load("laxa"))
    tree["situation"] = {"sources": [{"id": "a", "title": "b", "respondents": count}]}
    with pytest.raises(AgreementError, match="S302 at /situation/sources/0/respondents"):
        from_tree(tree)


def test_an_older_document_is_migrated_and_left_as_it_was():
    tree = json.loads(
        (Path(__file__).parent / "migrations" / "0.9" / "strangnas.json").read_text("utf-8")
    )
    before = json.dumps(tree)
    assert from_tree(tree) == loads(before)
    assert json.dumps(tree) == before
