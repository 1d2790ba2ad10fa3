"""Raw JSON: what a text or some bytes must be before they are an agreement."""

import random

import pytest

from medborgarlofte import AgreementError, dumps, examples, loads, validate
from medborgarlofte.format import parse

from .catalogue import DEEPEST, JSON_CASES, NUMBERS, Case
from .judge import judged, quiet

EXAMPLE = examples.source("vasteras")
CASES = pytest.mark.parametrize("case", JSON_CASES, ids=lambda case: case.id)


def refusal(data):
    """The finding that *data* is refused with at the JSON layer, and the error itself."""
    with pytest.raises(AgreementError) as caught:
        parse(data)
    first, *_ = caught.value.report.errors
    return first, caught.value


def test_ids_are_unique_and_say_what_must_come():
    assert len({case.id for case in JSON_CASES}) == len(JSON_CASES)
    for case in JSON_CASES:
        assert case.how
        assert (case.code is None) >= case.id.startswith("y_")
        assert (case.code is not None) >= case.id.startswith("n_")


@CASES
def test_the_text_is_taken_or_refused(case: Case):
    data = case.data
    if case.code is None:
        parse(data)
    else:
        finding, error = refusal(data)
        assert (finding.code, finding.pointer) == (case.code, case.pointer)
        quiet(error)
    _, structure = judged(data)
    # None of them is an agreement; where JSON says nothing, the document's root does.
    expected = {case.code} if case.code else {"S201", "S202"}
    assert {f.code for f in structure.errors} <= {*expected, "S399"}
    assert not structure.ok


@pytest.mark.parametrize("case", NUMBERS, ids=lambda case: case.id)
def test_a_number_is_kept_to_the_digit(case: Case):
    if case.code is None:
        (kept,) = parse(b"[%s]" % case.data)
        assert type(kept).__name__ in ("int", "Decimal")
        zero = case.data.lower().startswith((b"0e", b"0.0e"))
        assert zero or str(kept).lower().replace("e+", "e") == case.data.decode().lower().replace(
            "e+", "e"
        )


@pytest.mark.parametrize(
    "case", [c for c in JSON_CASES if len(c.id) < 60 and not callable(c.made)], ids=lambda c: c.id
)
def test_text_and_bytes_are_judged_alike(case: Case):
    try:
        text = case.data.decode()
    except UnicodeDecodeError:
        return
    assert validate(text).findings == validate(case.data).findings


def test_every_byte_of_a_document_is_needed():
    whole = EXAMPLE.rstrip()
    for length in range(len(whole)):
        cut = whole[:length]
        finding, _ = refusal(cut)
        assert finding.code == ("S102" if _is_cut_within_a_letter(cut) else "S101")
        if finding.code == "S101":
            lines = cut.decode().split("\n")
            assert 1 <= finding.params["line"] <= len(lines)
            assert 1 <= finding.params["column"] <= len(lines[finding.params["line"] - 1]) + 1
    assert loads(whole) == examples.load("vasteras")


def _is_cut_within_a_letter(data):
    try:
        data.decode()
    except UnicodeDecodeError:
        return True
    return False


@pytest.mark.parametrize("seed", range(4))
def test_damage_gives_a_value_or_an_error(seed):
    draw = random.Random(seed)
    for _ in range(100):
        place = draw.randrange(len(EXAMPLE))
        end = place + draw.choice([1, 2, 10, 100])
        piece = EXAMPLE[place:end]
        damaged = {
            "flip": bytes([EXAMPLE[place] ^ 1 << draw.randrange(8)]) + EXAMPLE[place + 1 : end],
            "delete": b"",
            "double": piece * 2,
            "zero": bytes(len(piece)),
            "insert": draw.randbytes(3) + piece,
            "bracket": draw.choice([b"[", b"]", b"{", b"}", b'"', b",", b":", b"\\"]) + piece,
        }
        for middle in damaged.values():
            agreement, _ = judged(EXAMPLE[:place] + middle + EXAMPLE[end:])
            if agreement is not None:
                assert loads(dumps(agreement)) == agreement


def test_a_syntax_error_has_its_line_and_column():
    finding, _ = refusal(b'{\n  "a": 1,\n  "\xc3\xa5": ]\n}')
    assert finding.params == {"line": 3, "column": 8, "cause": "unexpected"}


def test_bytes_that_are_no_text_have_their_offset():
    finding, _ = refusal(b'{"a": "\xc3\xa5\xff"}')
    assert finding.params == {"offset": 9, "line": 1}


def test_all_that_is_wrong_is_told_of_each_rule_at_most_a_hundred():
    text = '{"a": NaN, "b": [-0, 1e400], "c": "\\u0000", "d": 0.30000000000000001, "d": 1, "e": -0}'
    with pytest.raises(AgreementError) as caught:
        parse(text)
    assert [(f.code, f.pointer) for f in caught.value.report] == [
        ("S106", "/d"),
        ("S108", "/a"),
        ("S111", "/b/1"),
        ("S113", "/b/0"),
        ("S113", "/e"),
        ("S114", "/c"),
    ]
    with pytest.raises(AgreementError) as caught:
        parse("[" + ",".join(["-0"] * 1000 + ["NaN"] * 3) + "]")
    report = caught.value.report
    assert {code: len(found) for code, found in report.by_code().items()} == {
        "S108": 3,
        "S113": 100,
        "S399": 1,
    }
    assert report.by_code()["S399"][0].params == {"count": 900}


def test_a_finding_deep_within_long_keys_is_found():
    key = "k" * 200
    text = f'{{"{key}":' * (DEEPEST - 1) + "[-0]" + "}" * (DEEPEST - 1)
    finding, error = refusal(text)
    assert finding.pointer == f"/{key}" * (DEEPEST - 1) + "/0"
    assert len(str(error)) < 200
