"""Dates, numbers and texts: every hostile one at every field that could take it."""

import copy
import itertools
import json
from decimal import Decimal

import pytest

from medborgarlofte import (
    AgreementError,
    Level,
    Period,
    Promise,
    Text,
    canonical,
    dumps,
    loads,
    validate,
)
from medborgarlofte.values import JsonObject, to_number

from .catalogue import DATES, NUMBERS, STRINGS, Case
from .judge import judged, quiet
from .mutations import Kind, at, exactly, objects, places, pointer, read, replaced, whole, written

WHOLE = whole()
PLACES = list(places(WHOLE))
MARK = "\ue000"
"""Stands where something raw is to be put in."""
SMALL_STRINGS = [case for case in STRINGS if not callable(case.made)]


def of_kind(*kinds):
    """The places of fields that hold one value of one of *kinds*."""
    return [p for p in PLACES if p.spec.shape.kind in kinds and not p.spec.many]


def everywhere(ways, text):
    """The whole agreement with *text*, whatever it is, at the end of each of *ways*."""
    tree = WHOLE
    for steps in ways:
        tree = replaced(tree, steps, MARK)
    return written(tree).encode().replace(f'"{MARK}"'.encode(), text)


def errors(report):
    return {(f.code, f.pointer) for f in report.errors}


# ── Dates ──────────────────────────────────────────────────────────────────────


def test_there_are_dates_in_many_places():
    assert len(of_kind(Kind.DATE)) > 20


@pytest.mark.parametrize("name", DATES)
def test_what_is_no_date_is_refused_at_every_date(name):
    """D01 to D08, D11, D18, D22: all at once, each where it stands."""
    text = DATES[name]
    tree = WHOLE
    for place in of_kind(Kind.DATE):
        tree = replaced(tree, place.steps, text)
    _, structure = judged(written(tree))
    assert errors(structure) == {("S308", p.pointer) for p in of_kind(Kind.DATE)}


@pytest.mark.parametrize("name", DATES)
def test_what_is_no_date_is_refused_by_python_too(name):
    for make in (
        lambda text: Promise(text="A", period={"start": text}),
        lambda text: Period(start=text),
        lambda text: Period(start="2024", end=text),
    ):
        with pytest.raises(AgreementError) as caught:
            make(DATES[name])
        assert caught.value.report.codes() in (("S308",), ("S302",))
        quiet(caught.value)


# ── Numbers ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("case", NUMBERS, ids=lambda case: case.id)
def test_a_numeral_is_kept_or_refused_at_every_number(case: Case):
    """E01, E02, E03, E11, E12: the digits that were written, or an error with its place."""
    numeral = case.data.decode()
    if len(numeral) > 5000:
        return  # the same at one place, in test_json
    for kind in (Kind.NUMBER, Kind.INTEGER):
        text = everywhere([p.steps for p in of_kind(kind)], case.data)
        agreement, structure = judged(text)
        if case.code == "S101":
            assert structure.codes() == ("S101",)
        elif case.code is not None:
            assert errors(structure) == {(case.code, p.pointer) for p in of_kind(kind)}
        elif kind is Kind.INTEGER and not numeral.lstrip("-").isdecimal():
            assert errors(structure) == {("S302", p.pointer) for p in of_kind(kind)}
        elif agreement is None:
            least = {p.pointer: p.spec.shape.minimum for p in of_kind(kind)}
            assert errors(structure) == {
                ("S312", at)
                for at, minimum in least.items()
                if minimum is not None and Decimal(numeral) < minimum
            }
        elif not case.id.startswith(("y_num_zero_huge", "y_num_zero_tiny")):
            assert exactly(read(dumps(agreement))) == exactly(read(text))


@pytest.mark.parametrize(
    "text",
    [
        *("NaN", "sNaN", "Infinity", "-Infinity", "1_000", " 1", "1 ", "1\n", "1,5", "1 000"),
        *("1\u00a0000", "\u0661", "\uff11", "\u00b2", "+1", ".5", "5.", "0x1", "1e", "", "1/2"),
        *("1e1000000", "-0", "0.30000000000000001", "9" * 17, "1" * 41, "ett", "½", "1e-400"),
    ],
)
def test_what_is_no_number_is_none_to_python_either(text):
    """E04 to E07."""
    with pytest.raises(AgreementError) as caught:
        to_number(text)
    assert set(caught.value.report.codes()) <= {
        *("S108", "S109", "S110", "S111", "S112", "S113", "S302"),
    }
    assert caught.value.__cause__ is None


def test_a_number_as_text_is_no_number():
    for place in of_kind(Kind.NUMBER, Kind.INTEGER):
        for text in ("1", "1.5", "1e1000000", "NaN", "1,5"):
            _, structure = judged(written(replaced(WHOLE, place.steps, text)))
            assert errors(structure) == {("S302", place.pointer)}


@pytest.mark.parametrize(
    "value", [10**400, -(10**5000), 2**53, True, 1j, None, float("nan"), "x"], ids=lambda _: ""
)
def test_numbers_of_python_are_refused_without_being_written_out(value):
    with pytest.raises(AgreementError):
        to_number(value)


def test_one_and_one_point_nought_and_true_stay_apart_in_extensions():
    """E13: in the file; and true never equals a number."""
    trees = [{**WHOLE, "x": value} for value in (1, 1.0, True)]
    one, point, true = (loads(written(tree)) for tree in trees)
    for agreement, tree in zip((one, point, true), trees, strict=True):
        assert exactly(read(dumps(agreement))) == exactly(tree)
    assert one == point
    assert hash(one) == hash(point)
    assert canonical(one) == canonical(point)
    assert true not in (one, point)
    assert JsonObject({"a": False}) != JsonObject({"a": 0})


# ── Texts ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("case", SMALL_STRINGS, ids=lambda case: case.id)
def test_a_text_is_kept_byte_for_byte_or_refused_at_every_text(case: Case):
    """F01 to F08: never repaired, and where it is refused, every place is told."""
    ends = [(*p.steps, tag) for p in of_kind(Kind.TEXT) for tag in ("sv", "en")]
    data = everywhere(ends, case.data)
    agreement, structure = judged(data)
    places_of_it = {pointer(steps) for steps in ends}
    if case.code in ("S101", "S102"):
        assert structure.codes() == (case.code,)
    elif case.code is not None:
        told = {f.pointer for f in structure.errors if f.code == case.code}
        assert told <= places_of_it
        assert len(told) == min(100, len(ends))
    elif case.id == "y_str_empty":
        assert {code for code, _ in errors(structure)} == {"S306", "S399"}
    else:
        assert exactly(read(dumps(agreement))) == exactly(read(data))


@pytest.mark.parametrize("case", SMALL_STRINGS, ids=lambda case: case.id)
def test_a_string_of_a_form_is_kept_or_refused_where_it_stands(case: Case):
    """Ids, codes, addresses: nothing unusual gets into them, and nothing is repaired."""
    formed = of_kind(Kind.STRING, Kind.REFERENCE, Kind.OPEN, Kind.CLOSED)
    narrow = [p for p in formed if p.spec.shape.form is None or p.spec.shape.form.name != "line"]
    agreement, structure = judged(
        everywhere([p.steps for p in narrow if not p.is_version], case.data)
    )
    assert agreement is None
    assert {f.pointer for f in structure.errors} <= {"", *(p.pointer for p in narrow)}


@pytest.mark.parametrize("case", SMALL_STRINGS, ids=lambda case: case.id)
def test_a_key_is_kept_byte_for_byte_or_refused_at_every_object(case: Case):
    tree = copy.deepcopy(WHOLE)
    for steps in objects(WHOLE):
        at(tree, steps)[MARK] = "A"
    data = written(tree).encode().replace(f'"{MARK}"'.encode(), case.data)
    agreement, structure = judged(data)
    if case.code is not None:
        assert set(structure.codes()) <= {case.code, "S399", "S117"}
    elif agreement is not None:
        assert exactly(read(dumps(agreement))) == exactly(read(data))
    else:  # longer than a key may be
        assert structure.codes() == ("S117", "S399")


@pytest.mark.parametrize("case", SMALL_STRINGS, ids=lambda case: case.id)
def test_python_takes_the_same_texts_as_json(case: Case):
    """F07: a text that could not be written is refused when it is made, not at the writing."""
    if case.code in ("S101", "S102"):
        return
    text = read(case.data)
    if case.code is None and text:
        assert loads(dumps(loads(written(WHOLE)).evolve(title=text))).title == Text(text)
        assert JsonObject({"x": [text]})["x"] == (text,)
        return
    code = case.code or "S306"
    for make in (
        lambda: Text(text),
        lambda: Text(sv=text),
        lambda: Promise(text=text),
        *(
            [lambda: JsonObject({"x": {"y": [text]}}), lambda: JsonObject({text: 1})]
            if text
            else []
        ),
    ):
        with pytest.raises(AgreementError) as caught:
            make()
        assert caught.value.report.codes() == (code,)


@pytest.mark.parametrize(
    "case", [case for case in STRINGS if callable(case.made)], ids=lambda case: case.id
)
def test_a_long_text_is_kept_or_refused(case: Case):
    """F03, F11: before anything looks at it more than once."""
    if case.code in ("S101", "S102"):
        return
    _, structure = judged(everywhere([("title", "sv")], case.data))
    assert errors(structure) == {(case.code or "S310", "/title/sv")}
    kept, _ = judged(everywhere([("x",)], case.data))
    assert (kept is None) == (case.code is not None)


# ── What an error says ─────────────────────────────────────────────────────────

SECRET = "hemligt"
PLANTED = {
    "text": f"{SECRET}\x7f",
    "blank": f"\ufdd0{SECRET}",
    "date": f"2024-{SECRET}",
    "personal": f"18900118-9803 {SECRET}",
    "long": SECRET * 15_000,
    "surrogate": f"\ud800{SECRET}",
}


@pytest.mark.parametrize("name", PLANTED)
def test_no_value_from_a_document_is_in_its_errors(name):
    """H11: not in the text, nor in what the text is made of."""
    forms = itertools.cycle([lambda v: v, lambda v: [v], lambda v: {"x_a": v}])
    for place, form in zip(PLACES[::2], forms, strict=False):
        # the standard library writes half characters as escapes only
        data = json.dumps(replaced(WHOLE, place.steps, form(PLANTED[name])))
        told = [repr(f) for f in validate(data) if f.level is Level.STRUCTURE]
        try:
            loads(data)
        except AgreementError as error:
            told += (str(error), repr(error), repr(error.args), repr(error.report.to_dict()))
        assert not any(SECRET in text for text in told)


@pytest.mark.parametrize(
    "text", [f'{{"a": "{SECRET}"', f'"{SECRET}', f'{{"a": {SECRET}}}', f'{{"{SECRET}": 1,}}']
)
def test_no_value_from_what_is_no_json_is_in_its_errors(text):
    for data in (text, text.encode(), text.encode() + b"\xff", "\ufeff" + text, text + "\ud800"):
        with pytest.raises(AgreementError) as caught:
            loads(data)
        error = caught.value
        assert not any(SECRET in shown for shown in (str(error), repr(error), repr(error.args)))
        # nor in an error that this one hides, which a logger may write out whole
        assert error.__context__ is None
