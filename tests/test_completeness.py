"""How complete an agreement is: explainable, and never lowered by telling more."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medborgarlofte import completeness, dumps, evaluate, examples
from medborgarlofte.checks import CHECKS
from medborgarlofte.checks._exemplary import exemplary
from medborgarlofte.evaluation.completeness import ELEMENTS
from medborgarlofte.findings import rule_for
from medborgarlofte.format import parse
from medborgarlofte.strategies import agreements, edited


def test_the_exemplary_agreement_tells_of_all():
    found = completeness(exemplary())
    assert (found.score, found.missing) == (1, ())


@pytest.mark.parametrize(
    ("field", "gone"),
    [
        ("signed", {"signed"}),
        ("situation", {"situation", "sources", "problems", "causes"}),
        ("indicators", {"indicators", "baseline", "targets"}),
        ("follow_ups", {"follow_ups", "judgement"}),
        ("contact", {"contact"}),
        ("promises", {"promises", "promisors", "quantity"}),
    ],
)
def test_what_is_taken_away_is_missed(field, gone):
    whole = exemplary()
    empty = () if isinstance(getattr(whole, field), tuple) else None
    found = completeness(whole.evolve(**{field: empty}))
    assert {element.name for element in found.missing} == gone
    assert found.score == Fraction(len(ELEMENTS) - len(gone), len(ELEMENTS))
    assert "Saknas" in found.why("sv").splitlines()[0]


def test_an_element_names_the_norm_behind_its_rule():
    for element in ELEMENTS:
        assert element.source == rule_for(element.rule).source


def test_every_element_has_a_rule_that_asks_for_it():
    assert {element.rule for element in ELEMENTS} <= set(CHECKS)
    assert len({element.name for element in ELEMENTS}) == len(ELEMENTS)
    assert all(element.source for element in ELEMENTS)


@given(agreements())
def test_what_is_there_is_where_it_says(agreement):
    tree = parse(dumps(agreement))
    found = completeness(agreement)
    assert len(found.present) + len(found.missing) == len(ELEMENTS)
    assert len(found.reasons) == len(ELEMENTS)
    for pointer in found.pointers:
        value = tree
        for step in pointer.split("/")[1:]:
            value = value[int(step)] if isinstance(value, list) else value[step]
        assert value is not None
    assert evaluate(agreement).completeness == found


@given(agreements().flatmap(lambda a: st.tuples(st.just(a), edited(a))))
def test_telling_more_never_lowers_it(pair):
    """All that one of two versions tells, and all that the other does beside it."""
    one, two = pair
    both = one.evolve(
        **{
            name: getattr(one, name) or getattr(two, name)
            for name in ("period", "signed", "situation", "organisation", "contact",
                         "follow_up_plan", "goals", "indicators", "measures", "promises")
        }
    )  # fmt: skip
    assert completeness(both).score >= completeness(one).score


def test_the_examples_differ():
    scores = {name: completeness(examples.load(name)).score for name in examples.names()}
    assert all(0 < score < 1 for score in scores.values())
