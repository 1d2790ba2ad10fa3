"""What is measured, and on what."""

import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from time import perf_counter
from typing import Any

from attrs import frozen

from medborgarlofte import Agreement, checks, loads, validate
from medborgarlofte.model import _look_up

from .contenders import Contender, ours
from .contenders.peers import Peer
from .documents import Documents
from .measuring import Case, Spread, interleaved, ratios


@frozen
class Figure:
    """One result.

    Attributes:
        task: What was done: load, dump, load unknown, refuse, rules …
        size: The document, by the name of its size.
        name: Who did it.
        seconds: How long it took.
        ratio: How many times as long as the reference of the task.
        reference: What that is.
        size_in_bytes: Of the document.
    """

    task: str
    size: str
    name: str
    seconds: Spread
    ratio: Spread
    reference: str
    size_in_bytes: int

    @property
    def megabytes_a_second(self) -> float:
        """The speed."""
        return self.size_in_bytes / self.seconds.median / 1e6


def refused(load: Callable[[bytes], Any], data: bytes) -> bool:
    """Whether *load* refuses *data*, with whatever exception its library has."""
    try:
        load(data)
    except Exception:  # noqa: BLE001  # each library has its own
        return True
    return False


def loading_and_dumping(
    contenders: Sequence[Contender], documents: Documents, rounds: int
) -> Iterator[Figure]:
    """Load, with and without unknown fields, dump, and refuse what has one error."""
    d = documents
    tasks: list[tuple[str, bytes, dict[str, Case]]] = [
        ("load", d.valid, {c.name: partial(c.load, d.valid) for c in contenders}),
        ("load unknown", d.unknown, {c.name: partial(c.load, d.unknown) for c in contenders}),
        ("dump", d.valid, {c.name: partial(c.dump, c.load(d.valid)) for c in contenders}),
        ("dump for people", d.valid, _for_people(contenders[0], d.valid)),
        (
            "refuse",
            d.broken,
            {
                c.name: partial(refused, c.load, d.broken)
                for c in contenders
                if refused(c.load, d.broken)
            },
        ),
    ]
    for task, data, cases in tasks:
        yield from _figures(task, d.size, data, cases, rounds, contenders[0].name)


def _for_people(reference: Contender, data: bytes) -> dict[str, Case]:
    """Our ``dumps`` against the reference, which writes one line."""
    every = [reference, *ours.for_people()]
    return {c.name: partial(c.dump, c.load(data)) for c in every}


def checking(lanes: Sequence[Contender], documents: Documents, rounds: int) -> Iterator[Figure]:
    """The rules, the whole of ``validate``, and the telling of one error: against a good load."""
    d, on = documents, date(2026, 3, 1)
    agreement = loads(d.valid)
    for lane in lanes:
        cases: dict[str, Case] = {
            "a good load": partial(lane.load, d.valid),
            "all rules": lambda: list(checks.run(agreement, on)),
            "validate(agreement)": lambda: validate(agreement, on=on),
            "validate(bytes)": partial(ours.within(lane.name, validate), d.valid, on=on),
            "one error told": partial(refused, lane.load, d.broken),
        }
        yield from _figures(f"check, {lane.name}", d.size, d.valid, cases, rounds, "a good load")


def looking_up(documents: Documents, rounds: int) -> Iterator[Figure]:
    """``hash``, ``==`` and look-ups, the first time and once more, against a load."""
    d = documents
    seconds: dict[str, list[float]] = {}
    for _ in range(rounds):
        began = perf_counter()
        one = loads(d.valid)
        seconds.setdefault("load", []).append(perf_counter() - began)
        other = loads(d.valid)
        last = one.promises[-1].id
        for name, case in (
            ("hash, first", partial(hash, one)),
            ("hash, again", partial(hash, one)),
            ("== of equal agreements", partial(one.__eq__, other)),
            ("look-up, first", partial(one.promise, last)),
            ("look-up, again", partial(one.promise, last)),
            ("measures_for, first", partial(one.measures_for, last)),
            ("measures_for, again", partial(one.measures_for, last)),
        ):
            began = perf_counter()
            case()
            seconds.setdefault(name, []).append(perf_counter() - began)
    for name, took in seconds.items():
        yield Figure(
            "look up", d.size, name, Spread.of(took), ratios(took, seconds["load"]), "load",
            len(d.valid),
        )  # fmt: skip


def walks_for_look_ups(documents: Documents) -> int:
    """How many times the whole agreement is gone through when all is looked up twice."""
    walks = 0
    walk = _look_up.walk

    def counted(agreement: Agreement) -> Any:
        nonlocal walks
        walks += 1
        return walk(agreement)

    _look_up.walk = counted
    try:
        agreement = loads(documents.valid)
        for _ in range(2):
            for place in agreement.places:
                if name := getattr(place.part, "id", None):
                    agreement.find(type(place.part), name)
            for promise in agreement.promises:
                agreement.measures_for(promise)
                agreement.assessments_of(promise)
    finally:
        _look_up.walk = walk
    return walks


def other_libraries(peers: Sequence[Peer], documents: Documents, rounds: int) -> Iterator[Figure]:
    """Load and dump of other domain libraries, each on a document of its own."""
    own = [Peer(lane.name, documents.valid, lane.load, lane.dump) for lane in ours.lanes()]
    every = [*own, *peers]
    for task in ("load", "dump"):
        cases: dict[str, Case] = {
            p.name: partial(p.load, p.data) if task == "load" else partial(p.dump, p.load(p.data))
            for p in every
        }
        seconds = interleaved(cases, rounds)
        for peer in every:
            took = seconds[peer.name]
            yield Figure(
                f"{task}, others", documents.size, peer.name, Spread.of(took),
                ratios(took, seconds[own[0].name]), own[0].name, len(peer.data),
            )  # fmt: skip


def importing(rounds: int) -> Iterator[Figure]:
    """The import of the package against that of what it is built on, in fresh processes."""
    modules = {"import attrs, cattrs": "attrs, cattrs", "import medborgarlofte": "medborgarlofte"}
    seconds: dict[str, list[float]] = {name: [] for name in modules}
    for number in range(rounds + 1):
        for name, module in modules.items():
            script = (
                "from time import perf_counter as t; b = t(); "
                f"import {module}; print(t() - b)"
            )  # fmt: skip
            done = subprocess.run(  # noqa: S603  # our own words
                [sys.executable, "-c", script], capture_output=True, text=True, check=True
            )
            if number:  # the first warms the disk
                seconds[name].append(float(done.stdout))
    reference = "import attrs, cattrs"
    for name, took in seconds.items():
        yield Figure(
            "import", "", name, Spread.of(took), ratios(took, seconds[reference]), reference, 0
        )


def memory(load: Callable[[bytes], Any], data: bytes) -> float:
    """The memory that a loaded document keeps, as so many times its JSON."""
    kept = load(data)  # fills what is made once
    del kept
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        kept = load(data)
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    del kept
    return (after - before) / len(data)


def _figures(
    task: str, size: str, data: bytes, cases: dict[str, Case], rounds: int, reference: str
) -> Iterator[Figure]:
    seconds = interleaved(cases, rounds)
    for name, took in seconds.items():
        yield Figure(
            task, size, name, Spread.of(took), ratios(took, seconds[reference]), reference,
            len(data),
        )  # fmt: skip
