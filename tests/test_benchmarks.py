"""The benchmarks run, hold equals against each other, and their page is that of their results."""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def benchmarks(monkeypatch):
    for library in ("pydantic", "msgspec", "orjson", "mashumaro", "pystac", "stix2", "cyclonedx"):
        pytest.importorskip(library, reason="needs the extra bench")
    monkeypatch.syspath_prepend(ROOT)
    from medborgarlofte.format import _quick, _write

    monkeypatch.setattr(_quick, "best_parser", _quick.best_parser)  # put back, whatever is used
    monkeypatch.setattr(_write, "best_encoder", _write.best_encoder)


def test_one_round_of_everything():
    from benchmarks.__main__ import measure
    from benchmarks.page import page

    results = measure(1, ("2 kB",))
    tasks = {figure["task"] for figure in results["figures"]}
    assert {"load", "load unknown", "dump", "refuse", "look up", "import"} <= tasks
    assert all(figure["seconds"]["median"] > 0 for figure in results["figures"])
    assert "| pydantic | 1 | " in page(results)


def test_every_contender_gives_the_document_back_and_refuses_only_what_is_wrong():
    from benchmarks.contenders import contenders
    from benchmarks.documents import SIZES, documents
    from benchmarks.facts import PAIRS, facts
    from benchmarks.runs import refused

    for size in SIZES[:2]:
        for contender in contenders():
            assert facts(contender, documents(size))["gives the same document back"]
            assert not any(refused(contender.load, good) for good, _ in PAIRS.values())


def test_ours_and_pydantic_are_strict_and_lossless_alike():
    from benchmarks.contenders import contenders
    from benchmarks.documents import documents
    from benchmarks.facts import PAIRS, facts

    ours = {"a key twice", "a number that a double rounds", "a control character in a text"}
    by_name = {c.name: facts(c, documents("2 kB")) for c in contenders()}
    assert all(by_name["medborgarlofte"].values())
    assert all(by_name["medborgarlofte[fast]"].values())
    told = {what for what, does in by_name["pydantic"].items() if not does}
    assert told == {f"refuses {what}" for what in ours & PAIRS.keys()}


def test_the_documents_are_of_their_size_and_the_same_every_time():
    from benchmarks.documents import SIZES, documents

    from medborgarlofte import validate

    for size in SIZES:
        made = documents(size)
        said = int(size.partition(" ")[0]) * 1000
        assert 0.9 * said < len(made.valid) < 1.2 * said
        assert made == documents(size)
        assert validate(made.valid, profile="exchange").ok
        assert validate(made.unknown, profile="exchange").ok
        assert validate(made.broken).codes() == ("S308",)


def test_each_lane_is_a_lane_of_its_own(monkeypatch):
    from benchmarks.contenders import ours
    from benchmarks.documents import documents

    from medborgarlofte.format import _quick

    used = []
    for name in ("with_msgspec", "with_standard_library"):
        parse = getattr(_quick, name)
        monkeypatch.setattr(_quick, name, lambda raw, n=name, p=parse: used.append(n) or p(raw))
    for lane in ours.lanes():
        lane.load(documents("2 kB").valid)
    assert used == ["with_msgspec", "with_standard_library"]


def test_ratios_are_taken_round_by_round():
    from benchmarks.measuring import ratios

    assert ratios([2, 30, 4], [1, 10, 4]).median == 2


def test_the_page_is_that_of_the_results():
    from benchmarks.page import page

    results = json.loads((ROOT / "docs" / "performance" / "results.json").read_bytes())
    assert (ROOT / "docs" / "performance.md").read_text("utf-8") == page(results)
