"""The versions of one agreement: how it stood, what changed, and who changed it."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medborgarlofte import (
    Agreement,
    AgreementError,
    Amendment,
    FieldPath,
    History,
    Promise,
    Record,
    Text,
    dumps,
    examples,
    loads,
    patch,
    validate,
)
from medborgarlofte.history import Moment, Version
from medborgarlofte.strategies import agreements, edited
from medborgarlofte.values import fields_of

FIRST = date(2020, 1, 1)


@st.composite
def versions(draw):
    """Three versions of one agreement by their days, in any order."""
    base = draw(agreements(unknown_fields=True))
    days = draw(st.lists(st.integers(0, 3000), min_size=3, max_size=3, unique=True))
    made = [base, *(draw(edited(base)).evolve(id=base.id) for _ in days[1:])]
    return {FIRST + timedelta(days=n): each for n, each in zip(days, made, strict=True)}


@given(versions(), st.integers(-1, 3001))
def test_the_view_of_a_day_is_the_latest_version_of_it(by_day, days):
    day = FIRST + timedelta(days=days)
    latest = max((d for d in by_day if d <= day), default=None)
    seen = History.of(by_day).on(day)
    assert seen == (None if latest is None else by_day[latest])


@given(versions(), st.data())
def test_a_timeline_tells_on_every_day_what_the_view_does(by_day, data):
    history = History.of(by_day)
    places = [p.part for each in by_day.values() for p in each.places]
    part = data.draw(st.sampled_from([p for p in places if getattr(p, "id", None)]))
    spec = data.draw(st.sampled_from(fields_of(type(part))))
    moments = history.timeline(type(part), part.id, spec.name)
    for day, version in by_day.items():
        found = version.find(type(part), part.id)
        told = [m for m in moments if m.day <= day]
        assert bool(told and told[-1].there) is (found is not None)
        assert (told[-1].value if told else None) == getattr(found, spec.name, None)
    for one, next_ in pairwise(moments):
        assert (one.there, one.value) != (next_.there, next_.value)
        assert one.day < next_.day


@given(versions())
def test_the_changes_lead_from_the_first_version_to_the_last(by_day):
    history = History.of(by_day)
    now = history.versions[0].agreement
    for version, changes in history.changes:
        now = patch(now, changes)
        assert now == version.agreement
    assert [v.day for v in history.versions] == sorted(by_day)


LAXA = examples.load("laxa")
TWO = LAXA.evolve(
    aim="Ett tryggare Laxå",
    amendments=[
        Amendment(
            text="Syftet förtydligades.",
            date="2019-05",
            by=LAXA.parties[0],
            changes=[FieldPath(entity="Agreement", entity_id=LAXA.id, key="aim")],
        )
    ],
)
THREE = TWO.evolve(
    aim="Ett tryggare och grönare Laxå",
    summary="Om Laxå",
    amendments=[*TWO.amendments, Amendment(text="Sammanfattning tillagd.", date="2019-09-02")],
)


def test_amendments_are_data_and_give_the_day():
    assert loads(dumps(THREE)) == THREE
    assert validate(THREE, profile="exchange").codes() == ()
    history = History.of([THREE, LAXA, TWO])
    assert [str(v.day) for v in history.versions] == ["2018-10-26", "2019-05-31", "2019-09-02"]
    assert [len(v.amendments) for v in history.versions] == [0, 1, 1]
    assert history.on(date(2019, 6, 1)) == TWO
    assert history.on(date(2018, 10, 25)) is None


def test_who_changed_what_where_the_file_says_so():
    history = History.of([LAXA, TWO, THREE])
    first, second, third = history.timeline(Agreement, LAXA.id, "aim")
    assert first == Moment(date(2018, 10, 26), LAXA.aim, there=True)
    assert (second.value, second.by) == (Text("Ett tryggare Laxå"), (LAXA.parties[0].id,))
    # the amendment that names no field may be about any
    assert [str(a.text) for a in third.amendments] == ["Sammanfattning tillagd."]
    assert third.by == ()
    # the first amendment is about the aim, and about nothing else
    other = History.of([LAXA, TWO.evolve(summary="Om Laxå")])
    assert other.timeline(Agreement, LAXA.id, "summary")[-1].amendments == ()
    version, changes = history.changes[0]
    assert isinstance(version, Version)
    assert version.by == (LAXA.parties[0].id,)
    assert [c.after for c in changes] == ["/aim", "/amendments/0"]


def test_a_part_that_came_later_and_one_that_went():
    promise = Promise(id="nytt", text="Vi ska synas på torget.")
    longer = LAXA.evolve(promises=[*LAXA.promises, promise])
    history = History.of({"2019": LAXA, "2020": longer, "2021": LAXA})
    told = history.timeline(Promise, "nytt", "text")
    assert [(m.day.year, m.there, m.value) for m in told] == [
        (2020, True, promise.text),
        (2021, False, None),
    ]
    assert history.timeline(Promise, "finns-inte", "text") == ()


def at(moment, **changes):
    return LAXA.evolve(record=Record(modified=moment), **changes)


def test_versions_of_one_day_come_as_their_files_were_modified():
    later = at("2019-05-01T23:30:00+02:00", aim="Sen")
    early = at("2019-05-01T08:00:00Z", aim="Tidig")
    history = History.of([later, early])
    assert [str(v.agreement.aim) for v in history.versions] == ["Tidig", "Sen"]
    assert history.on(date(2019, 5, 1)) == later
    assert history.timeline(Agreement, LAXA.id, "aim")[-1].value == Text("Sen")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"record": Record(modified="2020-02-03T00:00:00Z"), "signed": "2019"}, "2020-02-03"),
        ({"amendments": [Amendment(text="Ändrat", date="2020-03")]}, "2020-03-31"),
        ({"record": None, "signed": "2019-H1"}, "2019-06-30"),
        ({"signed": None, "record": Record(created="2018-01-02T00:00:00Z")}, "2018-01-02"),
    ],
)
def test_where_the_day_of_a_version_comes_from(given, expected):
    (version,) = History.of([LAXA.evolve(**given)]).versions
    assert str(version.day) == expected


@pytest.mark.parametrize(
    "call",
    [
        lambda: History.of([LAXA, LAXA.evolve(id="en-annan")]),
        lambda: History.of([LAXA.evolve(signed=None, record=None)]),
        lambda: History.of([LAXA]).timeline(Agreement, LAXA.id, "finns_inte"),
    ],
)
def test_what_is_no_history(call):
    with pytest.raises(AgreementError) as caught:
        call()
    assert caught.value.report.codes() == ("S003",)


def test_a_history_of_nothing():
    assert History.of([]).on(date(2020, 1, 1)) is None
    assert History.of([]).changes == ()
