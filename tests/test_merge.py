"""Three versions become one, and nothing is lost on the way."""

from hypothesis import given
from hypothesis import strategies as st

from medborgarlofte import Area, Text, dumps
from medborgarlofte.checks._exemplary import exemplary
from medborgarlofte.history import merge
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
