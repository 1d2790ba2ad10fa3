"""``python -m benchmarks.limits``: the inputs that cost most, against what is promised.

Promised is an answer within one second per megabyte and within twenty times the input's size in
memory. Every case runs in a process of its own; told are processor seconds, which other work on
the machine changes little, and the highest memory above what the process had before it read.
"""

import argparse
import json
import multiprocessing
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from time import process_time
from typing import Any, Final

from medborgarlofte import AgreementError, Report, loads, validate

SECONDS: Final = 1.0
"""Seconds per megabyte, at most."""

TIMES: Final = 20.0
"""Times the input's size in memory, at most."""

MEGABYTE: Final = 1_000_000
PAGE: Final = Path(__file__).resolve().parent.parent / "docs" / "performance" / "limits.json"

_HEAD: Final = (
    '{"medborgarlofte": "1.0", "id": "a", "title": "Löften", '
    '"kind": "citizen_promise", "language": "sv"'
)


def _listed(key: str, item: Callable[[int], str]) -> Callable[[int], bytes]:
    """A document whose list *key* goes on and on with what *item* gives for each number."""

    def document(size: int) -> bytes:
        pieces, length, number = [], 0, 0
        while length < size:
            pieces.append(item(number))
            length += len(pieces[-1].encode()) + 1
            number += 1
        return f'{_HEAD}, "{key}": [{",".join(pieces)}]}}'.encode()

    return document


def _lists(**items: Callable[[int], str]) -> Callable[[int], bytes]:
    """A document whose lists go on and on side by side."""

    def document(size: int) -> bytes:
        pieces: dict[str, list[str]] = {key: [] for key in items}
        length, number = 0, 0
        while length < size:
            for key, item in items.items():
                pieces[key].append(item(number))
                length += len(pieces[key][-1].encode()) + 1
            number += 1
        lists = ", ".join(f'"{key}": [{",".join(made)}]' for key, made in pieces.items())
        return f"{_HEAD}, {lists}}}".encode()

    return document


def _filled(promise: str, **items: str) -> Callable[[int], bytes]:
    """A document of one *promise* and one follow-up, whose lists have each item again and again."""

    def document(size: int) -> bytes:
        many = size // sum(len(item) + 1 for item in items.values())
        lists = (f'"{key}": [{",".join([item] * many)}]' for key, item in items.items())
        follow_up = f'{{"id": "f", {", ".join(lists)}}}'
        return f'{_HEAD}, "promises": [{promise}], "follow_ups": [{follow_up}]}}'.encode()

    return document


def _day(number: int) -> date:
    return date(1900, 1, 1) + timedelta(days=number % 100_000)


def _long(value: str, piece: str) -> Callable[[int], bytes]:
    """A document whose summary is *value*, filled with one *piece* again and again."""
    head, _, tail = value.partition("{}")
    each = len(piece.encode())
    return lambda size: f'{_HEAD}, "summary": {head}{piece * (size // each)}{tail}}}'.encode()


def _promise(rest: str) -> Callable[[int], str]:
    return lambda n: f'{{"id": "l{n}", "text": "Vi går {n} vandringar.", {rest}}}'


CASES: Final[dict[str, Callable[[int], bytes]]] = {
    "promises, all with one id": _listed(
        "promises", lambda _: '{"id": "l", "text": "Vi ska hålla torget tryggt."}'
    ),
    "promises without an id": _listed("promises", lambda _: '{"text": "Trygghet."}'),
    "promises with references that lead nowhere": _listed(
        "promises", _promise('"areas": ["x", "y", "x"]')
    ),
    "areas, each in the next": _listed(
        "areas", lambda n: f'{{"id": "o{n}", "name": "Ort", "part_of": "o{n + 1}"}}'
    ),
    "parties, each part of the one after, and parts of the first": _lists(
        signatories=lambda _: '{"party": "x"}',
        parties=lambda n: (
            f'{{"id": "q{n}", "name": "A", "kind": "police", "part_of": '
            f'"q{n + 2 if n % 2 else 1}"}}'
        ),
    ),
    "follow-ups of nothing": _listed(
        "follow_ups",
        lambda n: (
            f'{{"date": "2025-01", "assessments": [{{"promise": "p{n}", "verdict": "kept"}}]}}'
        ),
    ),
    "promises, and follow-ups of other times that judge none of them": _lists(
        promises=lambda n: f'{{"id":"p{n}","text":"A"}}',
        follow_ups=lambda n: (  # so brief that a thousand, of which is told, are a small document
            f'{{"id":"f{n}","period":{{"start":"1900","end":"{_day(n)}"}},'
            '"assessments":[{"promise":"x"}]}'
        ),
    ),
    "a commitment, reports of it, and judgements of its promise": _filled(
        '{"id": "p", "text": "A", "commitments": [{"id": "c", "text": "A", "quantity": '
        '{"number": 1000000000, "comparison": "at_least"}}]}',
        commitment_reports='{"commitment": "c", "count": 1}',
        assessments='{"promise": "p", "fulfilment": "kept"}',
    ),
    "indicators with long figures": _listed(
        "indicators",
        lambda n: f'{{"id": "i{n}", "name": "Brott", "baseline": '
        f'{{"value": {n}.{"1234567890" * 3}, "period": "2024"}}}}',
    ),
    "texts in many languages": _listed(
        "promises",
        lambda n: f'{{"id": "l{n}", "text": {{"sv": "Löfte", "en": "Promise", "fi": "Lupaus"}}}}',
    ),
    "unknown keys": _listed("promises", _promise('"x": {"y": [1, 2, {"z": null}]}')),
    "misspelt keys": _listed("promises", _promise('"titel": "a", "mesures": []')),
    "wrong types": _listed("promises", lambda _: '{"id": 1, "text": [], "period": {}}'),
    "no objects but numbers": _listed("promises", str),
    "a text of one word": _long('"{}"', "å"),
    "a text of hidden signs": _long('"{}"', "\u202ea"),
    "a text of combining signs": _long('"a{}"', "\u0308"),
    "a text of addresses": _long('"{}"', "anna@x.se 850709-9805 "),
    "a text of escapes": _long('"{}"', "\\u00e5"),
    "a number of one figure": _long("{}", "9"),
    "brackets": lambda size: b"[" * size,
    "one key again and again": _long("0{}", ', "x": 1'),
    "many keys": _listed("documents", lambda n: f'{{"x{n}": 1, "y{n}": 2, "z{n}": 3}}'),
    "rubbish in a long key": lambda size: (
        f'{_HEAD}, "{"k" * (size // 2)}": [{",".join(["1e999"] * (size // 12))}]}}'.encode()
    ),
    "no JSON": lambda size: b"a,b;c\n" * (size // 6),
    "no UTF-8": lambda size: b'{"a": "' + b"\xff" * size,
    "blanks": lambda size: b" " * size,
    "zeros": lambda size: b"\0" * size,
}  # fmt: skip
"""Every case by what it is: bytes of about the size asked for."""

ASKED: Final[dict[str, Callable[[bytes], object]]] = {"loads": loads, "validate": validate}


def measured(case: str, asked: str, size: int) -> dict[str, Any]:
    """What *asked* takes for *case*, measured in a process of its own."""
    spawn = multiprocessing.get_context("spawn")
    with spawn.Pool(1) as pool:
        return pool.apply(_measure, (case, asked, size))


def _measure(case: str, asked: str, size: int) -> dict[str, Any]:
    work = ASKED[asked]
    validate(b'{"medborgarlofte": "1.0"}')  # what is loaded once is no cost of the input
    document = CASES[case](size)
    before = _memory("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")  # the highest counts from here
    began = process_time()
    try:
        result = work(document)
    except AgreementError as error:
        result = error.report
    seconds = process_time() - began
    megabytes = len(document) / MEGABYTE
    return {
        "case": case,
        "asked": asked,
        "megabytes": round(megabytes, 2),
        "answer": _answer(result),
        "seconds per megabyte": round(seconds / megabytes, 3),
        "times its size": round((_memory("VmHWM") - before) / len(document), 1),
    }


def _memory(what: str) -> int:
    """Bytes that this process has now, or had at most, as Linux tells it."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith(what):
            return int(line.split()[1]) * 1024
    raise LookupError(what)


def _answer(result: object) -> str:
    """What came of it, in a word: the codes of a report, or that it was read."""
    codes = sorted({finding.code for finding in result}) if isinstance(result, Report) else None
    return " ".join(codes) or "nothing to say" if codes is not None else "read"


def main() -> int:
    """Measure, print a line each, and write them down."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.limits", description=__doc__)
    parser.add_argument("--megabytes", type=float, default=9.5, help="size of each input (9.5)")
    parser.add_argument("--case", action="append", choices=CASES, help="only this; writes nothing")
    parser.add_argument("--dry", action="store_true", help="write nothing")
    given = parser.parse_args()
    size = int(given.megabytes * MEGABYTE)
    results = []
    for case in given.case or CASES:
        for asked in ASKED:
            results.append(measured(case, asked, size))
            sys.stdout.write(f"{line(results[-1])}\n")
            sys.stdout.flush()
    if not (given.dry or given.case):
        PAGE.write_text(f"{json.dumps(results, ensure_ascii=False, indent=1)}\n", "utf-8")
    return int(not all(map(kept, results)))


def kept(result: dict[str, Any]) -> bool:
    """Tell whether *result* is within what is promised."""
    return bool(result["seconds per megabyte"] <= SECONDS and result["times its size"] <= TIMES)


def line(result: dict[str, Any]) -> str:
    """*result* for people, on a line."""
    return (
        f"{'  ' if kept(result) else '! '}{result['case']:44} {result['asked']:9}"
        f"{result['seconds per megabyte']:7.3f} s/MB {result['times its size']:6.1f} times"
        f"  {result['answer']}"
    )


if __name__ == "__main__":
    sys.exit(main())
