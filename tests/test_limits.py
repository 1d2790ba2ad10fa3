"""The costliest inputs that we know have an answer, in bounded memory; seconds are for benchmarks."""

import tracemalloc
from pathlib import Path

import pytest

from medborgarlofte import Agreement, AgreementError, Report, loads, validate

ROOT = Path(__file__).resolve().parent.parent
SIZES = 120_000, 250_000


@pytest.fixture
def limits(monkeypatch):
    monkeypatch.syspath_prepend(ROOT)
    from benchmarks import limits

    return limits


def names():
    text = (ROOT / "benchmarks" / "limits.py").read_text("utf-8")
    table = text.partition("CASES: Final")[2].partition("\n}")[0]
    return [line.split('"')[1] for line in table.splitlines() if line.startswith('    "')]


def test_every_case_is_tried(limits):
    assert names() == list(limits.CASES)
    assert len(names()) > 20


def traced(asked, document):
    """What comes of *document*, and the bytes that it takes at most."""
    tracemalloc.start()
    try:
        return asked(document), tracemalloc.get_traced_memory()[1]
    except AgreementError as error:
        return error.report, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("asked", [loads, validate])
@pytest.mark.parametrize("name", names())
def test_it_has_an_answer_and_takes_memory_by_its_size(name, asked, limits):
    small, large = (limits.CASES[name](size) for size in SIZES)
    _, least = traced(asked, small)  # a thousand findings of each rule, whatever the size
    answer, most = traced(asked, large)
    assert isinstance(answer, Agreement if asked is loads else Report) or not answer.ok
    assert most - least <= limits.TIMES * (len(large) - len(small))
