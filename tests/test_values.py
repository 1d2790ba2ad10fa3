"""Dates, periods, quantities, texts and ids."""

import datetime as dt
import decimal
import itertools
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medborgarlofte import (
    AgreementError,
    Measure,
    PartialDate,
    Party,
    Period,
    Quantity,
    Recurrence,
    Text,
    codelists,
    evaluation,
    history,
    slug,
    values,
)
from medborgarlofte.strategies import partial_dates, periods, texts
from medborgarlofte.values import Codelist, JsonObject, forms, to_number, write_number
from medborgarlofte.values.forms import CODE_FORM, Form

FORMS = [
    mark
    for alias in vars(forms).values()
    for mark in getattr(alias, "__metadata__", ())
    if isinstance(mark, Form)
]

date = PartialDate.parse


# ── Dates ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("2019", "year", "2019-01-01", "2019-12-31"),
        ("2019-H1", "half_year", "2019-01-01", "2019-06-30"),
        ("2019-H2", "half_year", "2019-07-01", "2019-12-31"),
        ("2018-T1", "tertial", "2018-01-01", "2018-04-30"),
        ("2018-T2", "tertial", "2018-05-01", "2018-08-31"),
        ("2018-T3", "tertial", "2018-09-01", "2018-12-31"),
        ("2019-Q1", "quarter", "2019-01-01", "2019-03-31"),
        ("2019-Q4", "quarter", "2019-10-01", "2019-12-31"),
        ("2019-02", "month", "2019-02-01", "2019-02-28"),
        ("2020-02", "month", "2020-02-01", "2020-02-29"),
        ("2019-12", "month", "2019-12-01", "2019-12-31"),
        ("2020-W01", "week", "2019-12-30", "2020-01-05"),
        ("2020-W53", "week", "2020-12-28", "2021-01-03"),
        ("2019-02-14", "day", "2019-02-14", "2019-02-14"),
        ("1900", "year", "1900-01-01", "1900-12-31"),
        ("2200", "year", "2200-01-01", "2200-12-31"),
    ],
)
def test_a_date_covers_its_days(text, precision, first, last):
    found = date(text)
    assert (found.precision, str(found)) == (precision, text)
    assert (found.first_day.isoformat(), found.last_day.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        *("", "19", "2019-", "2019-13", "2019-00", "2019-2", "2019-02-30", "2023-02-29"),
        *("1900-02-29", "0001", "1899", "2201", "9999", "2019-T4", "2019-T0", "2019-H3"),
        *("2019-Q5", "2019-W00", "2019-W54", "2019-W53", "2019-W01-1", "2019-366", "20190201"),
        *("2019/02", "2019-02-01T00:00", " 2019", "2019 ", "2019\n", "now", "2019-h1", "２０１９"),
        *("٢٠١٩", "-2019", "+2019", "2019-02-01\n", "P1Y", "T1-2019", "2019-Q1-01"),
    ],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(AgreementError) as caught:
        date(text)
    assert [f.code for f in caught.value.report] == ["S308"]


@given(partial_dates())
def test_a_date_is_what_was_written(one):
    assert date(str(one)) == one
    assert one.contains(one)
    assert one.days == (one.last_day - one.first_day).days + 1


@given(partial_dates(), partial_dates())
def test_relations_between_dates_are_those_between_their_days(one, two):
    mine = {one.first_day + dt.timedelta(n) for n in range(one.days)}
    theirs = {two.first_day + dt.timedelta(n) for n in range(two.days)}
    assert one.contains(two) == (theirs <= mine)
    assert one.overlaps(two) == bool(mine & theirs)
    assert one.is_before(two) == (max(mine) < min(theirs))
    assert one.is_after(two) == two.is_before(one)
    assert (one == two) == (mine == theirs)


@given(partial_dates(2018, 2020), partial_dates(2018, 2020), partial_dates(2018, 2020))
def test_dates_have_one_order(a, b, c):
    assert (a < b) + (a == b) + (a > b) == 1
    assert not (a < b < c) or a < c
    if a.is_before(b):
        assert a < b
    assert sorted([a, b, c]) == sorted([c, b, a])


def test_a_month_comes_before_the_year_that_it_begins():
    given_ = [date(t) for t in ("2019", "2018-12-31", "2019-Q1", "2019-01", "2019-01-01", "2020")]
    order = ["2018-12-31", "2019-01-01", "2019-01", "2019-Q1", "2019", "2020"]
    assert [str(d) for d in sorted(given_)] == order


# ── Periods ────────────────────────────────────────────────────────────────────


def test_the_last_day_of_a_period_is_included():
    assert Period.parse("2016-01-01/2019-12-31").days == 1461
    assert Period.parse("2024-03").days == 31
    assert Period.parse("2020/2023").contains(dt.date(2023, 12, 31))
    assert not Period.parse("2020/2023").contains(dt.date(2024, 1, 1))


def test_an_open_period_contains_all_that_comes_later():
    period = Period(start="2021-05", until_replaced=True)
    assert period.is_open
    assert period.days is None
    assert period.contains(date("2199"))
    assert not period.contains(date("2021"))
    assert period.contains(Period.parse("2022/.."))
    assert not Period.parse("2021/2030").contains(period)


@given(periods(), periods())
def test_what_contains_also_overlaps(one, two):
    assert one.overlaps(two) == two.overlaps(one)
    if one.contains(two):
        assert one.overlaps(two)
    if one.contains(two) and two.contains(one):
        assert (one.first_day, one.last_day) == (two.first_day, two.last_day)


@given(periods(2010, 2020))
def test_the_years_and_months_of_a_period_cover_it(period):
    until = dt.date(2021, 6, 30)
    end = min(filter(None, (period.last_day, until)))
    for parts in (period.years(until), period.months(until)):
        assert parts[0].contains(period.first_day)
        assert parts[-1].contains(end)
        for one, two in itertools.pairwise(parts):
            assert one.last_day + dt.timedelta(1) == two.first_day


@pytest.mark.parametrize("text", ["2018", "2018/..", "2018-07-01/2020-06-30", "2018-T1/2018-T3"])
def test_a_period_is_what_was_written(text):
    period = Period.parse(text)
    assert str(period) == text
    assert repr(period) == f"Period.parse({text!r})"
    lasting = period.evolve(until_replaced=True)
    assert str(lasting) == text
    assert repr(lasting).startswith("Period(start=PartialDate('2018")
    assert repr(lasting).endswith("until_replaced=True)")


@pytest.mark.parametrize("text", ["2018/2019/2020", "", "/2019", "2018/", "..", "../2019"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(AgreementError):
        Period.parse(text)


def test_a_period_with_a_dash_is_told_how_to_be_written_and_a_long_text_is_not_guessed_at():
    for text, suggestion in (("2016 - 2019", "2016/2019"), (f"2016{' ' * 40}- 2019", None)):
        with pytest.raises(AgreementError) as caught:
            Period.parse(text)
        (finding,) = caught.value.report
        assert (finding.code, finding.params.get("suggestion")) == ("S308", suggestion)


def test_what_is_no_string_is_the_label_of_no_code():
    kind = next(spec.shape for spec in values.fields_of(Party) if spec.key == "kind")
    assert kind.hint("Polis") == {"meant": "polis", "suggestion": "police"}
    assert [kind.hint(other) for other in (5, None, ["Polis"])] == [{}, {}, {}]


def test_an_open_period_has_no_list_of_years():
    with pytest.raises(AgreementError):
        Period.parse("2018/..").years()


def test_recurring_dates_are_counted_from_the_first():
    day = dt.date
    monthly = Recurrence(unit="month").dates(day(2023, 1, 31), day(2023, 5, 1))
    assert list(monthly) == [day(2023, 2, 28), day(2023, 3, 31), day(2023, 4, 30)]
    yearly = list(Recurrence(unit="year").dates(day(2024, 2, 29), day(2028, 12, 31)))
    assert yearly == [day(2025, 2, 28), day(2026, 2, 28), day(2027, 2, 28), day(2028, 2, 29)]
    weekly = Recurrence(unit="week", interval=2).dates(day(2024, 1, 1), day(2024, 2, 1))
    assert list(weekly) == [day(2024, 1, 15), day(2024, 1, 29)]
    assert len(list(Recurrence(unit="tertial").dates(day(2018, 1, 1), day(2019, 1, 1)))) == 3


def test_recurring_dates_end_with_the_calendar():
    late = dt.date(9998, 6, 1)
    assert len(list(Recurrence(unit="year").dates(late, dt.date.max))) == 1


@pytest.mark.parametrize("interval", [0, -1])
def test_an_interval_is_at_least_one(interval):
    with pytest.raises(AgreementError):
        Recurrence(unit="year", interval=interval)


# ── Quantities ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("per", "period", "number"),
    [
        ("day", "2018", 365),
        ("day", "2020", 366),
        ("week", "2018-01-01/2018-01-14", 2),
        ("week", "2018", None),
        ("month", "2018", 12),
        ("month", "2018-07-15/2018-08-14", 1),
        ("quarter", "2018/2019", 8),
        ("tertial", "2018", 3),
        ("half_year", "2018-07-01/2020-06-30", 4),
        ("year", "2018-07-01/2020-06-30", 2),
        ("year", "2018-H1", None),
        ("month", "2018-W07", None),
        ("day", "2018/..", None),
        ("period", "2018/..", 1),
        (None, "2018", 1),
    ],
)
def test_a_rate_over_a_period(per, period, number):
    assert Quantity.at_least(1, per=per).over(Period.parse(period)) == number


def test_counts_are_held_against_what_was_promised():
    year = Period.parse("2018")
    daily = Quantity.at_least(1, "trafikkontroll", per="day")
    assert daily.is_met_by(365, year) is True
    assert daily.is_met_by(300, year) is False
    assert daily.is_met_by(300) is None
    assert Quantity.at_least(4).is_met_by(4) is True
    assert Quantity.at_most(4).is_met_by(5) is False
    assert Quantity.exactly(4).is_met_by(Decimal("4.0")) is True
    assert Quantity(number=4, comparison="about").is_met_by(4) is None


def test_what_a_rate_makes_is_reckoned_exactly_whatever_the_caller_has_set():
    daily = Quantity.at_least("1.25", per="day")
    with decimal.localcontext(decimal.Context(prec=3)):
        assert daily.over(Period.parse("2018")) == Decimal("456.25")
        assert daily.is_met_by(Decimal("456.25"), Period.parse("2018"))
        assert not daily.is_met_by(Decimal("456.24"), Period.parse("2018"))


def test_a_quantity_in_words():
    daily = Quantity.at_least(1, Text(sv="trafikkontroll", en="traffic check"), per="day")
    assert daily.words("sv") == "minst 1 trafikkontroll per dag"
    assert daily.words("en") == "at least 1 traffic check per day"
    assert Quantity.at_most("2.5").words("sv") == Quantity.at_most("2.5").words() == "högst 2,5"
    assert Quantity.exactly(2, "möten").words("en") == "exactly 2 möten"
    assert Quantity.about(2, per="period").words() == "omkring 2 under perioden"


@pytest.mark.parametrize(
    "value", ["1.50", "0", "7", "-2.5", "0.000001", "0.0000001", "1E+2", "12345678901234"]
)
def test_a_number_keeps_its_digits(value):
    assert write_number(to_number(Decimal(value))) == value


def test_the_largest_whole_numbers_are_numbers():
    assert [to_number(number) for number in (2**53 - 1, 1 - 2**53)] == [2**53 - 1, 1 - 2**53]


def test_a_small_number_is_written_plainly_as_long_as_it_fits():
    assert write_number(Decimal("1E-38")) == f"0.{'0' * 37}1"
    assert write_number(Decimal("1E-39")) == "1E-39"


@pytest.mark.parametrize("form", [*FORMS, CODE_FORM], ids=lambda form: form.name)
def test_the_length_of_a_form_refuses_nothing_that_its_pattern_bounds(form):
    most = re._parser.parse(form.pattern).getwidth()[1]
    assert form.longest >= most or most > 1000


def test_floats_count_as_they_are_written():
    assert to_number(0.1) == Decimal("0.1")
    assert to_number(3.0) == Decimal(3)
    assert to_number(1e300) == Decimal("1e300")


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (Decimal("NaN"), "S108"),
        (float("inf"), "S108"),
        (Decimal("0.1234567890123456789"), "S110"),
        (Decimal("1e400"), "S111"),
        (2**53, "S112"),
        (Decimal("-0"), "S113"),
        (-0.0, "S113"),
        (True, "S302"),
        ("7,5", "S302"),
        ("1_000", "S302"),
        (None, "S302"),
        ("9" * 50, "S109"),
    ],
    ids=lambda value: str(value)[:20] if not isinstance(value, int) else "",
)
def test_what_cannot_be_carried_exactly_is_refused(value, code):
    with pytest.raises(AgreementError) as caught:
        to_number(value)
    assert [f.code for f in caught.value.report] == [code]


def test_a_very_long_integer_is_refused_without_being_written():
    with pytest.raises(AgreementError):
        to_number(10**5000)


# ── Texts and ids ──────────────────────────────────────────────────────────────


def test_a_text_falls_back_along_the_chain():
    text = Text({"sv": "Löfte", "en": "Promise", "fi": "Lupaus"})
    assert text.in_language("en") == "Promise"
    assert text.in_language("en-GB") == "Promise"
    assert text.in_language("de", "fi") == "Lupaus"
    assert text.in_language("de") == "Löfte"
    assert Text({"en": "Promise"}).in_language("de") == "Promise"
    assert Text("Löfte").in_language("en") == "Löfte"
    assert text.has("fi")
    assert Text("Löfte").has("sv")
    assert not Text("Löfte").has("en")


@given(texts())
def test_a_text_is_written_in_the_form_it_had(text):
    from medborgarlofte.format._write import _text

    assert Text(_text(text)) == text
    assert str(text) in text.strings()


@pytest.mark.parametrize(
    ("given_", "code"),
    [
        ("", "S306"),
        ("  \n", "S306"),
        ({}, "S306"),
        ({"sv": ""}, "S306"),
        ({"sv": 5}, "S302"),
        ("a\x00b", "S114"),
        ("a\ud800", "S115"),
        ("a" + "\u0301" * 31, "S116"),
        ("x" * 100_001, "S310"),
        ("ej\u202eojned", "S114"),
    ],
)
def test_what_no_text_may_be_is_refused(given_, code):
    with pytest.raises(AgreementError) as caught:
        Text(given_)
    assert [f.code for f in caught.value.report] == [code]


def test_members_that_are_no_language_are_kept():
    text = Text({"sv": "Löfte", "x_källa": 5})
    assert text.languages == ("sv",)
    assert text.extensions["x_källa"] == 5


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Trygghetsvandring på Öster", "trygghetsvandring-pa-oster"),
        ("Åtgärd: Ölförsäljning!", "atgard-olforsaljning"),
        ("Café – Übung ß Æ ø", "cafe-ubung-ss-ae-o"),
        ("A\u030angsgatan", "angsgatan"),
        ("ÆØ æø", "aeo-aeo"),
        ("Torget–Parken", "torget-parken"),
        ("2024", "2024"),
        ("…", "x"),
        ("лодка", "x"),
        ("ord " * 40, "-".join(["ord"] * 15)),
        ("x" * 100, "x" * 60),
    ],
)
def test_ids_are_made_of_titles(title, name):
    assert slug(title) == name


@given(st.text(max_size=300))
def test_any_title_makes_an_id(title):
    from medborgarlofte import Area

    made = slug(title)
    assert Area(id=made, name="Torget").id == made
    assert slug(made) == made


@given(texts())
def test_what_python_shows_of_a_text_makes_it_again(text):
    plain = Text(dict(text.translations) or text.plain)
    assert eval(repr(plain), {"Text": Text}) == plain


def test_a_text_reads_as_its_swedish_then_english_then_first():
    assert Text(sv="S", en="E", de="D") == Text({"de": "D", "en": "E", "sv": "S"})
    assert str.__str__(Text(de="D", en="E", sv="S")) == "S"
    assert str.__str__(Text(de="D", en="E")) == "E"
    assert str.__str__(Text(fi="F", de="D")) == "D"
    assert str.__str__(Text({"x_a": 1})) == ""


def test_texts_that_name_their_languages_differ_by_any_of_them():
    one, other = Text(sv="S", en="E"), Text(sv="S", en="F")
    assert (one != other) is (one != "S") is True
    assert (one != Text(en="E", sv="S")) is False


def test_a_text_is_made_in_one_way_at_a_time():
    assert Text(made := Text("Löfte")) is made
    with pytest.raises(AgreementError) as caught:
        Text("Löfte", en="Promise")
    assert caught.value.report.codes() == ("S302",)


def test_unknown_fields_equal_their_like_alone():
    one = JsonObject({"a": 1})
    assert (one == JsonObject({"a": Decimal("1.0")})) is True
    assert (one == {"a": 1}) is False
    assert (one != {"a": 1}) is True


def test_what_python_shows_of_unknown_fields():
    assert repr(JsonObject({"a": [1, None]})) == "JsonObject({'a': (1, None)})"


EVERY_CODELIST = [
    each
    for home in (codelists, evaluation, history, values)
    for each in vars(home).values()
    if isinstance(each, type) and issubclass(each, Codelist) and len(each)
]


@pytest.mark.parametrize("codelist", EVERY_CODELIST, ids=lambda each: each.__name__)
def test_a_code_is_its_name_in_small_letters_and_has_two_labels(codelist):
    for member in codelist:
        assert member.value == member.name.lower()
        assert member.label() == member.label("sv")
        assert all(label and label == label.strip() for label in map(member.label, ("sv", "en")))
    assert codelist.codes() == tuple(member.name.lower() for member in codelist)


def test_a_key_has_200_characters_at_most():
    assert JsonObject({"x" * 200: 1})
    with pytest.raises(AgreementError) as caught:
        JsonObject({"a": [{"x" * 201: 1}]})
    (told,) = caught.value.report
    assert (told.code, told.pointer) == ("S117", "/a/0")


def test_a_date_has_no_order_among_other_things():
    with pytest.raises(TypeError):
        sorted([date("2019"), dt.date(2019, 1, 1)])


def test_one_date_may_stand_for_the_period_that_it_is():
    assert Measure(title="Vandra", period=date("2019-Q1")).period == Period.parse("2019-Q1")


@pytest.mark.parametrize(
    ("value", "code"), [(float("nan"), "S108"), (2**53, "S112"), (Decimal("-0"), "S113")]
)
def test_what_is_wrong_in_unknown_fields_is_told_at_its_place(value, code):
    with pytest.raises(AgreementError) as caught:
        JsonObject({"x_wards": [{"name": "Öster"}, {"count": value}]})
    (told,) = caught.value.report
    assert (told.code, told.pointer) == (code, "/x_wards/1/count")


def test_the_years_and_months_of_an_open_period_need_an_end():
    for asked in (Period(start="2024").years, Period(start="2024").months):
        with pytest.raises(AgreementError) as caught:
            asked()
        (finding,) = caught.value.report
        assert finding.params == {
            "expected": "until (a day), as the period is open",
            "found": "None",
        }


def test_a_slug_ends_at_the_last_word_that_fits():
    assert slug(f"Ett {'x' * 200} kort") == "ett"


@pytest.mark.parametrize("end", ["2024-12-31", "2024"])
def test_a_period_without_days_has_no_units(end):
    assert Quantity.at_least(1, per="day").over(Period(start="2025", end=end)) is None
    assert Quantity.at_least(1, per="year").over(Period(start="2025", end=end)) is None
