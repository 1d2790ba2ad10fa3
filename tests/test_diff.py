"""What changed between two agreements can be told, and done again."""

import contextlib
import itertools
import json
from decimal import Decimal

import jsonpatch
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from medborgarlofte import (
    Agreement,
    AgreementError,
    LegalBasis,
    Participation,
    Promise,
    Quantity,
    Text,
    dumps,
    examples,
    loads,
)
from medborgarlofte.checks._exemplary import exemplary
from medborgarlofte.format import from_tree, to_tree
from medborgarlofte.history import Change, ChangeKind, diff, merge, patch
from medborgarlofte.strategies import agreements, edited


def tree(agreement):
    return json.loads(dumps(agreement))


@given(agreements(unknown_fields=True), agreements(unknown_fields=True))
def test_applying_the_changes_gives_the_second(one, two):
    changes = diff(one, two)
    assert patch(one, changes) == two
    assert dumps(patch(one, changes)) == dumps(two)
    assert (len(changes) == 0) == (dumps(one) == dumps(two))
    assert jsonpatch.apply_patch(tree(one), list(_plain(changes.to_json_patch()))) == tree(two)


@given(agreements(unknown_fields=True).flatmap(lambda a: st.tuples(st.just(a), edited(a))))
def test_applying_the_changes_of_an_edit_gives_the_edited(pair):
    one, two = pair
    changes = diff(one, two)
    assert dumps(patch(one, changes)) == dumps(two)
    assert dumps(patch(two, diff(two, one))) == dumps(one)
    assert jsonpatch.apply_patch(tree(one), list(_plain(changes.to_json_patch()))) == tree(two)
    for lang in ("sv", "en"):
        for words in changes.in_words(lang):
            assert words.isprintable()
            assert len(words) < 500


def _plain(operations):
    return json.loads(json.dumps(list(operations), default=float))


@given(agreements(unknown_fields=True).flatmap(lambda a: st.tuples(st.just(a), edited(a))))
def test_pointers_lead_to_the_values_on_both_sides(pair):
    one, two = pair
    trees = {"before": tree(one), "after": tree(two)}
    for change, data in zip(diff(one, two), diff(one, two).to_dicts(), strict=True):
        for side, value in (("before", "old"), ("after", "new")):
            pointer = getattr(change, side)
            assert (pointer is None) == (change.kind is _absent(side))
            if pointer is not None and value in data:
                found = jsonpatch.JsonPointer(pointer).resolve(trees[side])
                assert found == _plain([data[value]])[0]


def _absent(side):
    return ChangeKind.ADDED if side == "before" else ChangeKind.REMOVED


def _with_a_zero(value):
    """Every number in *value* with one more digit, and worth the same."""
    if isinstance(value, dict):
        return {key: _with_a_zero(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_a_zero(item) for item in value]
    return value + Decimal("0.000") if isinstance(value, Decimal) else value


@given(agreements(unknown_fields=True))
def test_digits_are_a_change_of_their_own(one):
    two = from_tree(_with_a_zero(to_tree(one)))
    assert two == one
    changes = diff(one, two)
    assert dumps(patch(one, changes)) == dumps(two)
    assert (len(changes) == 0) == (dumps(one) == dumps(two))
    merged = merge(one, one, two)
    assert merged.ok
    assert dumps(merged.agreement) == dumps(two)


def test_a_change_of_digits_does_not_fit_where_they_are_others():
    one, two, three = (
        Agreement(title="L", kind="citizen_promise", extensions={"x": n})
        for n in (1, Decimal("1.0"), Decimal("1.00"))
    )
    assert [change.before for change in diff(one, two)] == ["/x"]
    with pytest.raises(AgreementError, match="S315"):
        patch(three, diff(one, two))


def test_of_several_without_a_name_only_the_one_that_went_is_told_of():
    laws = [LegalBasis(title=f"Lag {letter}") for letter in "ABC"]
    one, two = (
        Agreement(title="L", kind="citizen_promise", legal_basis=own) for own in (laws, laws[1:])
    )
    assert [(c.kind, c.before) for c in diff(one, two)] == [("removed", "/legal_basis/0")]


@given(agreements())
def test_nothing_changed(agreement):
    assert list(diff(agreement, agreement.evolve())) == []


@given(
    agreements(unknown_fields=True).flatmap(
        lambda a: st.tuples(st.just(a), edited(a), edited(a, most=2))
    )
)
def test_changes_made_from_another_are_refused_or_can_be_taken_back(three):
    """No change is passed over in silence: what fits somewhere else as well can be undone."""
    one, two, other = three
    with contextlib.suppress(DoesNotFitError):
        patched = patched_or_not(other, diff(one, two))
        assert dumps(patch(patched, diff(two, one))) == dumps(other)


class DoesNotFitError(Exception):
    pass


def patched_or_not(agreement, changes):
    try:
        return patch(agreement, changes)
    except AgreementError as error:
        if error.report.codes() == ("S315",):
            raise DoesNotFitError from None
        raise


@given(agreements(), agreements())
def test_changes_of_one_agreement_do_not_fit_another(one, other):
    changed = one.evolve(id=f"{one.id}-x", title="Ny titel")
    assume(one.title != other.title and one.id != other.id)
    with pytest.raises(AgreementError, match="S315"):
        patch(other, diff(one, changed))


def test_in_words():
    old = exemplary()
    (promise,) = old.promises
    (commitment,) = promise.commitments
    more = commitment.evolve(quantity=commitment.quantity.evolve(number=6))
    another = Promise(id="nytt", text="Vi ses på torget.")
    new = old.evolve(
        signed="2024-12-11",
        promises=[
            another,
            promise.evolve(
                commitments=[more],
                promisors=[
                    Participation(party="polisen", role="contributor", unit="Områdespolisen"),
                    promise.promisors[1],
                ],
            ),
        ],
        contact=None,
    )
    assert diff(old, new).in_words("sv") == [
        "När den undertecknades: 2024-12-10 → 2024-12-11",
        "Löfte 1: tillagt ”Vi ses på torget.”",
        "Löfte 2 ”Trygghetsvandringar”, medverkan 1, roll: ansvarig → medverkande",
        "Löfte 2 ”Trygghetsvandringar”: minst 4 → minst 6 trygghetsvandringar per år",
        "Vem man kan vända sig till: borttaget ”Trygghetssamordnare”",
    ]
    assert (
        diff(old, new).in_words("en")[3]
        == "Promise 2 “Safety walks”: at least 4 → at least 6 trygghetsvandringar per year"
    )


def test_of_many_unknown_fields_only_those_that_changed_are_told():
    old = exemplary().evolve(extensions={"a": 1, "b": 2, "c": 3})
    new = old.evolve(extensions={"a": 1, "b": [2], "d": 3})
    told = [(c.kind.value, c.before, c.after) for c in diff(old, new)]
    assert told == [("changed", "/b", "/b"), ("removed", "/c", None), ("added", None, "/d")]


def test_a_quantity_that_changed_is_told_with_the_unit_that_it_had_if_another():
    (promise,) = exemplary().promises
    (walks,) = promise.commitments

    def told(old, new):
        one, other = (
            exemplary().evolve(
                promises=[promise.evolve(commitments=[walks.evolve(quantity=quantity)])]
            )
            for quantity in (old, new)
        )
        return diff(one, other).in_words("sv")

    at_least = Quantity.at_least
    assert told(at_least(4, "möten"), at_least(5, "möten")) == [
        "Löfte ”Trygghetsvandringar”: minst 4 → minst 5 möten"
    ]
    assert told(at_least(4, "möten"), at_least(5, "vandringar")) == [
        "Löfte ”Trygghetsvandringar”: minst 4 möten → minst 5 vandringar"
    ]
    assert told(at_least(4, "möten", per="year"), at_least(4, "möten", per="month")) == [
        "Löfte ”Trygghetsvandringar”: minst 4 möten per år → minst 4 möten per månad"
    ]
    measure, *others = exemplary().measures
    more = measure.evolve(volume=at_least(5, "trygghetsvandringar", per="year"))
    assert diff(exemplary(), exemplary().evolve(measures=[more, *others])).in_words("sv") == [
        "Åtgärd 1 ”Trygghetsvandringar på torget”: minst 4 → minst 5 trygghetsvandringar per år"
    ]


def test_changes_as_data():
    old = exemplary()
    moved = old.evolve(areas=old.areas[::-1], signed=None, terminated="2026")
    told = {row["kind"]: row.keys() for row in diff(old, moved).to_dicts()}
    assert told == {
        "removed": {"kind", "before", "old"},
        "added": {"kind", "after", "new"},
        "moved": {"kind", "before", "after"},
    }


def test_an_only_part_without_a_name_is_not_named():
    (follow_up,) = exemplary().follow_ups
    told = follow_up.assessments[0]
    old = exemplary().evolve(follow_ups=[follow_up.evolve(title=None)])
    other = follow_up.evolve(
        title=None, assessments=[told.evolve(fulfilment="not_kept"), *follow_up.assessments[1:]]
    )
    (line,) = diff(old, exemplary().evolve(follow_ups=[other])).in_words("sv")
    assert line == "Bedömning, om det uppfylldes: uppfyllt → ej uppfyllt"


def test_order_is_told_as_the_fewest_moves():
    old = examples.load("vasteras")
    first, *rest = old.promises
    changes = diff(old, old.evolve(promises=[*rest, first]))
    assert [(c.kind, c.before, c.after) for c in changes] == [
        ("moved", "/promises/0", "/promises/3")
    ]
    assert changes.in_words("sv") == ["Löfte 1 ”Synligt polisarbete”: flyttat till plats 4"]


def test_in_words_by_what_is_said():
    """Parts without a title, and fields whose part is a field itself."""
    old = exemplary()
    indicator, follow_up = old.indicators[0], old.follow_ups[0]
    new = old.evolve(
        kind="citizen_promise",
        indicators=[indicator.evolve(baseline=indicator.baseline.evolve(value="62.5"))],
        follow_ups=[follow_up.evolve(assessments=[])],
        extensions={"x_a": [1, None]},
    )
    assert diff(old, new).in_words("sv") == [
        "Sorts dokument: samverkansöverenskommelse → medborgarlöfte",
        "Indikator ”Andel trygga på torget kvällstid”, utgångsvärde, värdet: 61 → 62,5",
        (
            "Uppföljning ”Uppföljning av 2025”, bedömning: borttaget vandringar, uppfyllt, "
            "förbättrat, ”Fem vandringar genomfördes; fler känner…”, …"
        ),
        "x_a: tillagt [1,null]",
    ]


def test_html_is_escaped():
    old = examples.load("laxa")
    new = old.evolve(title=Text('<script>alert(1)</script> & "co"'))
    page = diff(old, new)._repr_html_()
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert 'lang="sv"' in page


def test_changes_are_a_sequence():
    old = examples.load("laxa")
    changes = diff(old, old.evolve(title="Annat"))
    assert isinstance(changes[0], Change)
    assert changes[0].old == old.title
    assert repr(changes) == "<Changes: 1>"


def test_a_change_that_does_not_fit_is_refused():
    old = examples.load("laxa")
    changes = diff(old, old.evolve(title="Annat"))
    with pytest.raises(AgreementError) as caught:
        patch(old.evolve(title="Ett tredje"), changes)
    assert caught.value.report.codes() == ("S315",)


@pytest.mark.parametrize(
    "number", ["1E+20", "1E+300", "-1.5E+30", "61.50", "100", "9007199254740991"]
)
def test_a_patched_file_can_be_read(number):
    """Any JSON library writes the numbers of a patch as numbers that the format has."""
    old = exemplary().evolve(extensions={"x_sum": 1})
    new = exemplary().evolve(extensions={"x_sum": [Decimal(number)]})
    operations = json.loads(json.dumps(diff(old, new).to_json_patch()))
    assert loads(json.dumps(jsonpatch.apply_patch(tree(old), operations))) == new


def test_unknown_fields_that_come_change_and_go_are_patched():
    plain, one, other = (
        Agreement(title="A", kind="action_plan", extensions=own)
        for own in ({}, {"x_a": 1}, {"x_a": [2], "x_b": "b"})
    )
    for old, new in itertools.permutations((plain, one, other), 2):
        assert patch(old, diff(old, new)).extensions == new.extensions
    with pytest.raises(AgreementError):
        patch(one, diff(plain, one))
