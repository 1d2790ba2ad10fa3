"""Three versions become one, and nothing is lost on the way."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medborgarlofte import (
    Agreement,
    Amendment,
    Area,
    CommitmentReport,
    FollowUp,
    Indicator,
    LegalBasis,
    Quantity,
    Relation,
    Signatory,
    Target,
    Text,
    dumps,
)
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
    for one, other in ((ours, base), (base, ours), (ours, ours)):
        merged = merge(base, one, other)
        assert merged.ok
        assert merged.agreement == ours
        assert dumps(merged.agreement) == dumps(ours)


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


def promised(**facts):
    return Agreement(title="L", kind="citizen_promise", **facts)


def indicated(*targets):
    return promised(indicators=[Indicator(id="i", name="I", targets=targets)])


def targets_of(merged):
    return merged.agreement.indicators[0].targets


@st.composite
def laws_of_three(draw):
    """Laws, and what two sides made of them; none, or several, so that none is known by being one.

    No two laws have a title or an address in common unless the one came of the other.
    """
    titles = [f"Lag {letter}" for letter in "ABCD"]
    base = [LegalBasis(title=title) for title in titles[: draw(st.sampled_from([0, 2, 3, 4]))]]

    def edited_by(side):
        laws = []
        for number, law in enumerate(base):
            done = draw(st.sampled_from(["kept", "dropped", "linked", "renamed"]))
            if done == "linked":
                laws.append(law.evolve(url=f"https://{side}.se/{number}"))
            elif done != "dropped":
                laws.append(law.evolve(title=f"Lagen {side}{number}") if done == "renamed" else law)
        new = [LegalBasis(title="Ny lag"), LegalBasis(title=f"Ny {side}"),
               LegalBasis(title=f"Ännu en {side}", url=f"https://{side}.se/ny")]  # fmt: skip
        added = draw(st.lists(st.sampled_from(new), unique=True))
        return [*laws, *added] if draw(st.booleans()) else [*added, *laws]

    return base, edited_by("a"), edited_by("b")


@given(laws_of_three())
def test_parts_that_cannot_be_told_apart_are_never_mixed(three):
    base, ours, theirs = three
    before, one, other = (promised(legal_basis=laws) for laws in (base, ours, theirs))
    merged = merge(before, one, other)
    assert {*merged.agreement.legal_basis} <= {*base, *ours, *theirs}
    assert merge(before, one, before).agreement == one
    assert merge(before, one, one).agreement == one
    swapped = merge(before, other, one)
    assert swapped.agreement == merged.agreement
    assert [c.swapped() for c in swapped.conflicts] == list(merged.conflicts)
    if merged.ok:  # what neither had before is there
        assert {*ours, *theirs} - {*base} <= {*merged.agreement.legal_basis}


def test_what_one_took_away_and_the_other_changed_is_not_given_to_its_neighbour():
    law, other = LegalBasis(title="Lag A"), LegalBasis(title="Lag B")
    linked = law.evolve(url="https://a.se/lag-a")
    merged = merge(
        promised(legal_basis=[law, other]),
        promised(legal_basis=[other]),
        promised(legal_basis=[linked, other]),
    )
    assert merged.agreement.legal_basis == (linked, other)
    (conflict,) = merged.conflicts
    assert (conflict.base_value, conflict.our_value, conflict.their_value) == (law, None, linked)
    assert (conflict.base, conflict.ours, conflict.theirs) == (
        "/legal_basis/0",
        None,
        "/legal_basis/0",
    )


@pytest.mark.parametrize(
    ("key", "part", "other", "more"),
    [
        ("amendments", Amendment(text="Först"), Amendment(text="Sedan"), {"date": "2025"}),
        (
            "relations",
            Relation(kind="renews", agreement="a"),
            Relation(kind="amends", agreement="b"),
            {"title": "Den förra"},
        ),
        ("signatories", Signatory(name="Anna A"), Signatory(name="Bo B"), {"role": "Polischef"}),
    ],
)
def test_no_list_of_parts_without_a_name_mixes_them(key, part, other, more):
    changed = part.evolve(**more)
    merged = merge(
        promised(**{key: [part, other]}),
        promised(**{key: [other]}),
        promised(**{key: [changed, other]}),
    )
    assert getattr(merged.agreement, key) == (changed, other)
    assert [(c.our_value, c.their_value) for c in merged.conflicts] == [(None, changed)]


def test_targets_without_a_time_are_not_mixed():
    one, two = Target(value=1), Target(value=2)
    dated = one.evolve(due="2026")
    merged = merge(indicated(one, two), indicated(two), indicated(dated, two))
    assert targets_of(merged) == (dated, two)
    assert [c.base_value for c in merged.conflicts] == [one]


def test_both_changed_one_of_several_that_cannot_be_told_apart():
    law, other = LegalBasis(title="Lag A"), LegalBasis(title="Lag B")
    ours, theirs = law.evolve(url="https://a.se/lag-a"), law.evolve(title="Lagen A")
    merged = merge(
        promised(legal_basis=[law, other]),
        promised(legal_basis=[ours, other]),
        promised(legal_basis=[theirs, other]),
    )
    assert merged.agreement.legal_basis == (law, other)
    (conflict,) = merged.conflicts
    assert (conflict.our_value, conflict.their_value) == (ours, theirs)


def test_the_only_one_of_its_name_is_joined_field_by_field():
    law = LegalBasis(title="Lag A")
    merged = merge(
        promised(legal_basis=[law]),
        promised(legal_basis=[law.evolve(url="https://a.se/lag-a")]),
        promised(legal_basis=[law.evolve(title="Lagen A")]),
    )
    assert merged.ok
    assert merged.agreement.legal_basis == (LegalBasis(title="Lagen A", url="https://a.se/lag-a"),)


def test_two_names_for_what_both_added_are_a_conflict_and_either_side_keeps_the_same():
    ours, theirs = (promised(areas=[Area(id="p", name=n)]) for n in ("Parken", "Stadsparken"))
    merged, swapped = merge(promised(), ours, theirs), merge(promised(), theirs, ours)
    assert merged.agreement == swapped.agreement == ours
    (conflict,) = merged.conflicts
    assert (conflict.base, conflict.ours) == (None, "/areas/0/name")
    assert (str(conflict.our_value), str(conflict.their_value)) == ("Parken", "Stadsparken")


def test_two_persons_that_were_added_stay_two():
    anna, chief = Signatory(name="Anna A"), Signatory(role="Polischef")
    merged = merge(promised(), promised(signatories=[anna]), promised(signatories=[chief]))
    assert merged.ok
    assert {*merged.agreement.signatories} == {anna, chief}
    assert len(merged.agreement.signatories) == 2
    both = merge(promised(), promised(signatories=[anna]), promised(signatories=[anna, chief]))
    assert both.agreement.signatories == (anna, chief)


def test_two_counts_added_of_one_commitment_both_stay_and_are_told_of():
    def reported(*reports):
        return promised(follow_ups=[FollowUp(id="f", commitment_reports=reports)])

    fewer, more = (CommitmentReport(commitment="c", count=n) for n in (2, 3))
    merged = merge(reported(), reported(fewer), reported(more))
    assert {*merged.agreement.follow_ups[0].commitment_reports} == {fewer, more}
    (conflict,) = merged.conflicts
    assert (conflict.base, conflict.our_value, conflict.their_value) == (None, fewer, more)
    assert merge(reported(), reported(fewer), reported(fewer)).ok


@pytest.mark.parametrize("number", ["2.50", "2.5"])
def test_a_number_is_kept_as_either_side_wrote_it(number):
    other = "2.5" if number == "2.50" else "2.50"
    base, changed = (indicated(Target(value=Decimal(n))) for n in (other, number))
    for merged in (merge(base, base, changed), merge(base, changed, base)):
        assert merged.ok
        assert dumps(merged.agreement) == dumps(changed)
    third = indicated(Target(value=Decimal(3)))
    assert not merge(base, changed, third).ok


def test_a_number_in_an_unknown_field_is_kept_as_it_is_written():
    base, changed = (promised(extensions={"x": [n]}) for n in (1, Decimal("1.0")))
    for merged in (merge(base, base, changed), merge(base, changed, base)):
        assert merged.ok
        assert dumps(merged.agreement) == dumps(changed)
