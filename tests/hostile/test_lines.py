r"""JSON Lines: one agreement a line; lines end at ``\n`` and nowhere else."""

import tracemalloc

import pytest

from medborgarlofte import Agreement, AgreementError, dumps, examples, read_lines, write_lines
from medborgarlofte.format import pretty, to_tree

from .catalogue import DOCUMENT_CASES, JSON_CASES, LARGEST, document
from .judge import judged
from .mutations import exactly, read

GOOD = document()


@pytest.fixture
def lines(tmp_path):
    """Give what is read from a file of these bytes, errors as pairs of line and codes."""

    def reading(data, **options):
        path = tmp_path / "avtal.jsonl"
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return [
            item if isinstance(item, Agreement) else told(item)
            for item in read_lines(path, **options)
        ]

    return reading


def told(error):
    assert isinstance(error, AgreementError)
    return {f.line for f in error.report}, error.report.codes()


AGREEMENT = judged(GOOD)[0]


def test_a_bad_line_is_told_in_its_place(lines):
    """L01: with its number; those before and after it are read."""
    assert lines(f"{GOOD}\n{{\n{GOOD}\n") == [AGREEMENT, ({2}, ("S101",)), AGREEMENT]
    (error,) = (
        item for item in [*lines(f"{GOOD}\n[]\n")] if item is not AGREEMENT and item != AGREEMENT
    )
    assert error == ({2}, ("S201",))


def test_reading_can_stop_at_the_first_bad_line(tmp_path):
    path = tmp_path / "x"
    path.write_text(f"{GOOD}\n\n{document(kind='x')}\n{GOOD}\n")
    reading = read_lines(path, on_error="raise")
    assert next(reading) == AGREEMENT
    with pytest.raises(AgreementError) as caught:
        next(reading)
    (finding,) = caught.value.report
    assert (finding.code, finding.pointer, finding.line) == ("S307", "/kind", 3)
    assert str(caught.value).startswith("S307 at line 3, /kind: ")


def test_a_bad_line_is_given_or_raised_and_nothing_else(tmp_path):
    with pytest.raises(AgreementError) as caught:
        next(read_lines(tmp_path / "x", on_error="skip"))
    assert caught.value.report.codes() == ("S003",)


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\u0085", "\x1c", "\v", "\f", "\r"])
def test_a_line_ends_nowhere_else(separator, lines):
    """L02, L03: what Python's text mode and splitlines() would cut at."""
    inside = document(summary=f"a{separator}b").replace(repr(separator)[1:-1], separator)
    raw = inside.encode()
    read_back = lines(raw + b"\n" + raw + b"\n")
    assert len(read_back) == 2
    between = lines(f"{GOOD}{separator}{GOOD}\n")
    assert between == [({1}, ("S101",))]


def test_a_line_separator_within_a_text_is_text(lines):
    for character in ("\u2028", "\u2029"):
        data = f'{GOOD[:-1]}, "summary": "a{character}b"}}\n'
        (agreement,) = lines(data)
        assert str(agreement.summary) == f"a{character}b"


def test_a_line_may_end_as_on_windows(lines):
    assert lines(f"{GOOD}\r\n{GOOD}\r\n") == [AGREEMENT] * 2


def test_the_last_line_needs_no_end_but_all_of_its_document(lines):
    """L04: a file that was cut off is told as such."""
    assert lines(f"{GOOD}\n{GOOD}") == [AGREEMENT] * 2
    assert lines(f"{GOOD}\n{GOOD[:-1]}") == [AGREEMENT, ({2}, ("S101",))]
    assert lines(f"{GOOD}\n".encode() + GOOD.encode()[:9] + b"\xc3") == [
        AGREEMENT,
        ({2}, ("S102",)),
    ]


def test_blank_lines_are_passed_over_and_counted(lines):
    """L05."""
    assert lines("") == lines("\n") == lines("\n\n \t\r\n") == []
    assert lines(f"\n\n{GOOD}\n \nx\n") == [AGREEMENT, ({5}, ("S101",))]


def test_a_byte_order_mark_is_told(lines):
    """L05: at the line where it stands, be it the first or where files were joined."""
    assert lines(f"\ufeff{GOOD}\n{GOOD}\n\ufeff{GOOD}\n") == [
        ({1}, ("S103",)),
        AGREEMENT,
        ({3}, ("S103",)),
    ]


def test_a_list_of_agreements_is_no_line_of_them(lines):
    """L06."""
    assert lines(f"[{GOOD},{GOOD}]\n") == [({1}, ("S201",))]


def test_json_over_many_lines_is_an_error_on_each(lines):
    """L06: the first of them says what is wrong."""
    text = dumps(examples.load("laxa"))
    told_of = lines(text)
    assert told_of[0] == ({1}, ("S101",))
    assert not any(isinstance(item, Agreement) for item in told_of)
    assert pretty(to_tree(examples.load("laxa"))) == text


def test_records_by_another_separator_are_no_lines(lines):
    """RFC 7464 puts a record separator before each."""
    assert lines(f"\x1e{GOOD}\n\x1e{GOOD}\n") == [({1}, ("S101",)), ({2}, ("S101",))]
    assert lines(f"{GOOD},\n{GOOD}\n") == [({1}, ("S101",)), AGREEMENT]
    assert lines(f"{GOOD} {GOOD}\n") == [({1}, ("S101",))]


def test_a_line_longer_than_a_document_is_told_and_passed_over(lines):
    """L07: the longest that may be is read, and the lines after too long ones are."""
    filler = " " * (LARGEST - len(GOOD))
    told_of = lines(f"{GOOD}{filler}\n{GOOD}{filler} \n{GOOD}\n{'[' * (3 * LARGEST)}")
    assert told_of == [AGREEMENT, ({2}, ("S104",)), AGREEMENT, ({4}, ("S104",))]


def test_the_same_id_on_two_lines_is_two_agreements(lines):
    """L08: later versions of one agreement; what they are to each other, they say themselves."""
    assert lines(f"{GOOD}\n{document(title='B')}\n") == [AGREEMENT, AGREEMENT.evolve(title="B")]


def test_many_lines_take_the_memory_of_one(tmp_path):
    """L09: neither reading nor writing holds more than a line."""
    path, again = tmp_path / "many.jsonl", tmp_path / "again.jsonl"
    path.write_text(f"{GOOD}{' ' * 5000}\n" * 2000)
    tracemalloc.start()
    write_lines(read_lines(path, on_error="raise"), again)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sum(1 for _ in read_lines(again)) == 2000
    assert peak < path.stat().st_size / 10


def test_what_is_written_is_one_line_each(tmp_path, lines):
    """Whatever its texts hold, and unknown fields too."""
    text = 'a\nb\r\nc\u2028d\u2029e\t"\\'
    agreements = [AGREEMENT.evolve(summary=text, extensions={text: [text]})] * 3
    write_lines(agreements, tmp_path / "x")
    data = (tmp_path / "x").read_bytes()
    assert data.count(b"\n") == 3
    assert lines(data) == agreements


@pytest.mark.parametrize(
    "case",
    [c for c in (*JSON_CASES, *DOCUMENT_CASES) if not callable(c.made)],
    ids=lambda case: case.id,
)
def test_a_line_is_judged_as_a_document_is(case, lines):
    """Every small case of the catalogue, on the second of three lines."""
    if b"\n" in case.data or not case.data.strip(b" \t\r\n"):
        return
    before, item, after = lines(GOOD.encode() + b"\n" + case.data + b"\n" + GOOD.encode())
    assert before == after == AGREEMENT
    agreement, structure = judged(case.data)
    if agreement is None:
        assert item == ({2}, structure.codes())
    else:
        assert item == agreement
        assert exactly(read(dumps(item))) == exactly(read(case.data))
