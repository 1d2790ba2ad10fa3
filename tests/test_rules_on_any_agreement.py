"""The consistency rules, broken in agreements that Hypothesis draws."""

from functools import reduce

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from medborgarlofte import Agreement
from medborgarlofte.checking import validate
from medborgarlofte.checks import CHECKS
from medborgarlofte.checks._breaking import some_party
from medborgarlofte.checks._exemplary import ON, exemplary
from medborgarlofte.strategies import agreements, breaking
from medborgarlofte.values import Kind, fields_of

CONSISTENCY = [code for code in CHECKS if code.startswith("K")]


def found(agreement):
    return {(f.code, f.pointer) for f in validate(agreement, on=ON, profile="exchange")}


@pytest.mark.parametrize("code", CONSISTENCY)
@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_breaking_a_rule_in_any_agreement_gives_its_finding_alone(code, data):
    broken, pointer = data.draw(breaking(code))
    assert found(broken) == {(code, pointer)}


BARE = Agreement(title="Överenskommelse", kind="cooperation_agreement")
SIGNED = BARE.evolve(signed="2024-12-10", situation=exemplary().situation)
ALMOST_BARE = [
    BARE.evolve(**{spec.name: getattr(exemplary(), spec.name)})
    for spec in fields_of(Agreement)
    if spec.shape.kind is Kind.PART
]


@pytest.mark.parametrize("code", CHECKS)
def test_a_rule_can_be_broken_in_an_agreement_that_says_next_to_nothing(code):
    for agreement in (BARE, SIGNED, *ALMOST_BARE):
        broken, pointer = CHECKS[code].breaker(agreement)
        assert (code, pointer) in {(f.code, f.pointer) for f in validate(broken, on=ON)}


# Broken in the exemplary agreement alone: several figures, days or offices have to fit.
OF_WHAT_IS_KNOWN = {"R107", "R602", "R603", "R606", "R607"}


@pytest.mark.parametrize("code", CHECKS)
def test_what_is_broken_is_the_agreement_that_was_given(code):
    """Another is only taken in its place where it has not what the rule is about."""
    given = exemplary().evolve(title="Ett annat ställe")
    broken, _ = CHECKS[code].breaker(given)
    assert (broken.title == given.title) is (code not in OF_WHAT_IS_KNOWN)


def test_the_party_that_is_taken_is_the_first():
    assert some_party(exemplary()) == (exemplary(), exemplary().parties[0])
    whole, party = some_party(BARE)
    assert whole.parties == (party,)


def plant(state, code):
    agreement, planted = state
    broken, pointer = CHECKS[code].breaker(agreement)
    return broken, planted | {(code, pointer)}


# These move the period of the whole agreement; all others leave one another alone.
ENTANGLED = {"K202", "K205", "K209", "K210"}
INDEPENDENT = [code for code in CONSISTENCY if code not in ENTANGLED]


@given(agreements(), st.lists(st.sampled_from(INDEPENDENT), unique=True, max_size=6))
def test_planting_independent_faults_gives_those_findings(agreement, codes):
    broken, planted = reduce(plant, codes, (agreement, frozenset()))
    assert found(broken) == planted


def test_at_least_sixty_rules():
    practice = [code for code in CHECKS if code.startswith("R")]
    assert len(CHECKS) >= 60
    assert len(CONSISTENCY) >= 20
    assert len(practice) >= 35
