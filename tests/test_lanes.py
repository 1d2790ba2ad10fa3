"""The quick reader and the careful one, with and without the extra ``fast``, agree."""

import json
import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostile.catalogue import DOCUMENT_CASES, JSON_CASES
from medborgarlofte import Agreement, AgreementError, dumps, examples, loads, validate
from medborgarlofte.checks._exemplary import exemplary
from medborgarlofte.format import _quick, _write, migrate, parse, to_tree
from medborgarlofte.format._depth import is_shallow
from medborgarlofte.format._explain import explain
from medborgarlofte.format._quick import Refused, loads_quickly
from medborgarlofte.format._read import is_usual, to_agreement
from medborgarlofte.strategies import agreements
from medborgarlofte.values import DEEPEST
from mutating import mutated

PARSERS = [_quick.with_standard_library, _quick.with_msgspec]
ENCODERS = [_write.with_standard_library, _write.with_msgspec]


def carefully(data):
    """What the careful reader alone makes of *data*; nothing where it refuses it."""
    try:
        tree, _ = migrate(parse(data))
        return to_agreement(tree)
    except (AgreementError, Refused):
        return None


def quickly(data, parser):
    try:
        return loads_quickly(data, None, parser)
    except Refused:
        return None


def report(data):
    found = validate(data, profile="exchange")
    return [(f.code, f.pointer, f.severity, f.params) for f in found]


def agree(data):
    """Hold all lanes against each other; tell whether the quick one took *data*."""
    careful = carefully(data)
    taken = [quickly(data, parser) for parser in PARSERS]
    for made in taken:
        assert made is None or (made == careful and dumps(made) == dumps(careful))
    assert (taken[0] is None) == (taken[1] is None)
    return taken[0] is not None


def written(tree):
    return _write.with_standard_library(tree).encode()


@pytest.mark.parametrize("name", examples.names())
def test_the_examples_take_the_quick_lane(name):
    assert agree(examples.source(name))


def test_the_quick_encoder_is_taken_where_it_is_installed(monkeypatch):
    assert _write.best_encoder.__wrapped__() is _write.with_msgspec
    monkeypatch.setattr(_write, "find_spec", lambda _: None)
    assert _write.best_encoder.__wrapped__() is _write.with_standard_library


@pytest.mark.parametrize("number", ["1E-7", "-0.00000025", "1E-38", "1E-39", "1E+2", "2.50"])
def test_numbers_are_written_alike(number):
    one, other = (encoder({"a": Decimal(number)}) for encoder in ENCODERS)
    assert one == other


@given(agreements())
def test_what_is_right_is_read_alike(agreement):
    data = dumps(agreement)
    agree(data)
    assert carefully(data) == agreement == loads(data)


@given(agreements(), st.integers(0, 2**32))
def test_what_is_nearly_right_is_read_or_refused_alike(agreement, seed):
    rng = random.Random(seed)
    tree = to_tree(agreement)
    for _ in range(5):
        agree(written(mutated(tree, rng)))


PIECES = [b'"', b'":', b":", b",", b"[", b"]", b"{", b"}", b"-0", b"0", b"-", b"1e400", b"\\", b'\\"',
          b"\\u0061", b"\\ud800", b" ", b"\n", b"\xc2\x85", b"\xc2\xa0", b"\xe2\x80\xae", b"\xe2\x80\x93",
          b"\xcc\x81", b"\xff", b"\x00", b'"x_a":-0,', b'"x_a":0,', b'"id":"a",', b'"title" : "b",']  # fmt: skip


@given(st.sampled_from(examples.names()), st.integers(0, 2**32))
def test_bytes_put_in_anywhere_are_read_or_refused_alike(name, seed):
    rng = random.Random(seed)
    data = examples.source(name)
    for _ in range(20):
        at = rng.randrange(len(data))
        cut = rng.choice((0, 0, 1, 5))
        agree(data[:at] + rng.choice(PIECES) + data[at + cut :])


@pytest.mark.parametrize("case", [*JSON_CASES, *DOCUMENT_CASES], ids=lambda case: case.id)
def test_hostile_input_is_read_or_refused_alike(case):
    agree(case.data)


@pytest.mark.parametrize(
    "member",
    [
        b'"id": "x"',  # twice
        b'"id" : "x"',
        b'"x_a": -0',
        b'"x_a": [-0]',
        b'"x_a": "\\u0000"',
        b'"x_a": "\xe2\x80\xae"',
        b'"x_a": "e\xcc\x81", "x_b": "\xc2\x85"',
        b'"x_a": 9007199254740993',
        b'"x_a": 1e400',
        b'"x_a": ' + b"[" * 64 + b"]" * 64,
    ],
)
@pytest.mark.parametrize("parser", PARSERS)
def test_what_a_parser_lets_through_is_not_taken_quickly(member, parser):
    data = examples.source("laxa").replace(b"{", b"{" + member + b", ", 1)
    with pytest.raises(Refused):
        loads_quickly(data, None, parser)


@pytest.mark.parametrize(
    "member", [b'"x_a": 0', b'"x_a": "kl. 12: \\"ja\\""', b'"x_a": [1.50, null]']
)
def test_unknown_fields_are_kept_in_the_quick_lane(member):
    usual = examples.source("laxa")
    data = usual.replace(b"{", b"{" + member + b", ", 1)
    agreement = loads_quickly(data)
    assert is_usual(Agreement, parse(usual))
    assert not is_usual(Agreement, parse(data))
    assert list(agreement.extensions) == ["x_a"]
    assert agreement == carefully(data)


@given(agreements())
def test_encoders_write_the_same_bytes(agreement):
    tree = to_tree(agreement)
    one, other = (encode(tree) for encode in ENCODERS)
    assert one == other
    assert loads(one) == agreement


def naive_depth(text):
    depth = deepest = 0
    inside = escaped = False
    for letter in text:
        if inside:
            inside = escaped or letter != '"'
            escaped = letter == "\\" and not escaped
        elif letter == '"':
            inside, escaped = True, False
        elif letter in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif letter in "]}":
            depth -= 1
    return deepest


@given(
    st.lists(
        st.sampled_from(["[", "{", "]", "}", '"', '"["', '"]]"', '"\\""', '"\\"]"', "a", "[" * 40, "]" * 40, "[{" * 33, "}]" * 33, "[]" * 70]),
        max_size=30,
    ).map("".join)
)  # fmt: skip
def test_depth_is_told_from_the_bytes(text):
    assert is_shallow(text.encode()) == (naive_depth(text) <= DEEPEST)


@pytest.mark.parametrize("lane", range(2))
@given(agreements(), st.integers(0, 2**32))
def test_reports_are_the_same_in_both_lanes(lane, agreement, seed):
    data = written(mutated(to_tree(agreement), random.Random(seed)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_quick, "best_parser", lambda: PARSERS[lane])
        quick = report(data)
        patch.setattr("medborgarlofte.format.loads_quickly", _refuse)
        assert quick == report(data)


@given(agreements(), st.integers(0, 2**32))
def test_what_is_passed_over_has_nothing_to_be_told_of(agreement, seed):
    tree = parse(written(mutated(to_tree(agreement), random.Random(seed))))
    quick = [(f.code, f.pointer) for f in explain(tree)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("medborgarlofte.format._explain.is_usual", lambda *_: False)
        assert quick == [(f.code, f.pointer) for f in explain(tree)]


def _refuse(*_):
    raise Refused


@pytest.mark.parametrize("text", ["", " ", "\t\n", "\u00a0", "x" * 100_001])
@pytest.mark.parametrize("parser", PARSERS)
def test_no_lane_takes_a_text_that_is_none(text, parser):
    for tree in (
        {"title": text},
        {"title": {"sv": text}},
        {"title": "T", "target_groups": [text]},
        {"title": "T", "parties": [{"id": "a", "name": "A", "kind": "police", "unit": text}]},
    ):
        data = json.dumps({"medborgarlofte": "1.0", "id": "a", "kind": "action_plan", **tree})
        assert quickly(data, parser) is None
        assert carefully(data) is None


@pytest.mark.parametrize("parser", PARSERS)
def test_the_quick_lane_takes_strings_and_bytes_of_any_kind(parser):
    data = examples.source("laxa")
    for given_ in (data, data.decode(), bytearray(data), memoryview(data)):
        assert quickly(given_, parser) == examples.load("laxa")
    for none in (5, None, data.decode() + "\ud800", " " * 10_000_001):
        assert quickly(none, parser) is None


def test_translated_texts_are_nothing_unusual():
    tree = to_tree(exemplary())
    assert tree["title"].keys() == {"sv", "en"}
    assert is_usual(Agreement, tree)


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity", "1e400", "1E"])
@pytest.mark.parametrize("parser", PARSERS)
def test_no_lane_takes_a_number_that_is_none(word, parser):
    head = '{"medborgarlofte": "1.0", "id": "a", "title": "T", "kind": "action_plan"'
    data = f'{head}, "indicators": [{{"name": "N", "baseline": {{"value": {word}}}}}]}}'.encode()
    assert quickly(data, parser) is None
    assert carefully(data) is None


@pytest.mark.parametrize("encode", ENCODERS)
def test_an_encoder_writes_no_more_than_it_has_to(encode):
    tree = {"a": [1, Decimal("1.50"), None, True], "å": {"b": "c"}}
    assert encode(tree) == '{"a":[1,1.50,null,true],"å":{"b":"c"}}'
