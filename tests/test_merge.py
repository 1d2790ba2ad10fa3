"""Three versions become one, and nothing is lost on the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medborgarlofte import Area, FollowUp, Quantity, Text, dumps
from medborgarlofte.checks._exemplary import exemplary
from medborgarlofte.history import merge
from medborgarlofte.history._words import plainly
from medborgarlofte.strategies import agreements, edited

THREE = agreements(unknown_fields=True).flatmap(
    lambda a: st.tuples(st.just(a), edited(a), edited(a))
)


@given(THREE)
def test_what_one_side_changed_counts(three):
    base, ours, _ = three
    assert merge(base, ours, base).agreement == ours
    assert merge(base, base, ours).agreement == ours
    assert merge(base, ours, ours).agreement == ours
    assert merge(base, ours, base).ok


@given(THREE)
def test_swapping_the_sides_swaps_only_their_names(three):
    base, ours, theirs = three
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    assert one.agreement == other.agreement
    assert dumps(one.agreement) == dumps(other.agreement)
    assert list(one.conflicts) == [c.swapped() for c in other.conflicts]


@given(THREE)
def test_a_conflict_names_both_values(three):
    base, ours, theirs = three
    merged = merge(base, ours, theirs)
    assert merged.ok == merged.report.ok
    assert len(merged.report) == len(merged.conflicts)
    for conflict in merged.conflicts:
        assert conflict.our_value != conflict.their_value or conflict.base_value is None
        finding = conflict.finding()
        assert {conflict.ours, conflict.theirs} - {None} <= set(finding.related)
        assert finding.message("sv")


@given(agreements(), agreements(), agreements())
def test_any_three_can_be_joined(base, ours, theirs):
    merged = merge(base, ours, theirs)
    assert merge(base, theirs, ours).agreement == merged.agreement


BASE = exemplary()


def test_changes_in_different_places_are_joined():
    ours = BASE.evolve(title="Vår titel", areas=[*BASE.areas, Area(id="parken", name="Parken")])
    theirs = BASE.evolve(summary="Deras text", areas=[Area(id="bron", name="Bron"), *BASE.areas])
    merged = merge(BASE, ours, theirs)
    assert merged.ok
    assert merged.agreement.title == Text("Vår titel")
    assert merged.agreement.summary == Text("Deras text")
    assert [a.id for a in merged.agreement.areas] == ["bron", "centrum", "torget", "parken"]


def test_changes_of_the_same_place_are_a_conflict():
    ours, theirs = BASE.evolve(title="Vår"), BASE.evolve(title="Deras")
    merged = merge(BASE, ours, theirs)
    (conflict,) = merged.conflicts
    assert merged.agreement.title == BASE.title
    assert (conflict.our_value, conflict.their_value) == (Text("Vår"), Text("Deras"))
    (finding,) = merged.report
    assert (finding.code, finding.pointer) == ("K901", "/title")
    assert "till Vår, " in finding.message("sv")


@pytest.mark.parametrize(
    ("ours", "theirs", "said"),
    [
        ({"period": "2025/2027"}, {"period": "2026"}, ("2025/2027", "2026")),
        ({"kind": "action_plan"}, {"kind": "citizen_promise"}, ("action_plan", "citizen_promise")),
        ({"extensions": {"x": 2}}, {"extensions": {"x": [3]}}, ("2", "[3]")),
        ({"extensions": {"x": 2}}, {"extensions": {}}, ("2", "–")),
    ],
)
def test_a_conflict_says_what_each_side_made_of_it(ours, theirs, said):
    base = BASE.evolve(extensions={"x": 1})
    merged = merge(base, base.evolve(**ours), base.evolve(**theirs))
    assert merged.agreement == base
    (finding,) = merged.report
    assert finding.message("sv").endswith("till {}, den andra till {}".format(*said))
    assert finding.pointer == f"/{next(iter(ours)).replace('extensions', 'x')}"
    (swapped,) = merge(base, base.evolve(**theirs), base.evolve(**ours)).conflicts
    assert [swapped] == [conflict.swapped() for conflict in merged.conflicts]


def test_a_part_is_told_of_by_its_name_or_else_by_what_it_is():
    (promise,) = BASE.promises
    assert plainly(promise) == str(promise.title)
    assert plainly(FollowUp(id="f")) == "f"
    assert plainly(Quantity.at_least(4)) == '{"comparison":"at_least","number":4}'


def test_unknown_fields_are_joined_one_by_one():
    base = BASE.evolve(extensions={"a": 1, "b": 1, "c": 1})
    ours, theirs = {"a": 2, "b": 1, "d": 4}, {"a": 1, "b": 3, "e": None}
    merged = merge(base, base.evolve(extensions=ours), base.evolve(extensions=theirs))
    assert merged.ok
    assert dict(merged.agreement.extensions) == {"a": 2, "b": 3, "d": 4, "e": None}


def test_what_one_took_away_and_the_other_changed_stays():
    centre, square = BASE.areas
    ours = BASE.evolve(areas=[centre])
    theirs = BASE.evolve(areas=[centre, square.evolve(name="Stortorget")])
    merged = merge(BASE, ours, theirs)
    assert [str(a.name) for a in merged.agreement.areas] == ["Centrum", "Stortorget"]
    (conflict,) = merged.conflicts
    assert (conflict.base, conflict.ours, conflict.theirs) == ("/areas/1", None, "/areas/1")


def test_two_orders_are_a_conflict():
    (problem,) = BASE.situation.problems
    one, two, three = (problem.evolve(id=name) for name in "abc")

    def with_problems(*problems):
        return BASE.evolve(situation=BASE.situation.evolve(problems=problems))

    base = with_problems(one, two, three)
    merged = merge(base, with_problems(two, one, three), with_problems(one, three, two))
    assert merged.agreement == base
    assert [c.base for c in merged.conflicts] == ["/situation/problems"]
    assert merge(base, with_problems(two, one, three), base).ok
