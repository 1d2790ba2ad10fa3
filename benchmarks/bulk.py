# ruff: noqa: T201, S608  # it prints, and asks of tables that it has named itself
"""``python -m benchmarks.bulk``: many agreements made into tables, beside DuckDB and polars.

Makes a JSON Lines file (10,000 agreements of some 15 kB: the shipped examples with their
promises repeated), then makes tables of it with each, and prints the times beside each other.

What each does: ours reads strictly, keeps everything, checks (by structure alone, or by all
rules) and writes every table. DuckDB and polars infer the types, check nothing, and write ten
of the tables. Each runs in a process of its own, of which the memory is measured.
"""

import argparse
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from medborgarlofte import Agreement, dumps, examples
from medborgarlofte.bulk import lines_to_parquet

_SIZE: Final = 15_000


def main() -> int:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bulk", description=__doc__)
    parser.add_argument("--agreements", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "many.jsonl"
        write_many(path, asked.agreements)
        print(f"{asked.agreements} agreements, {path.stat().st_size / 1e6:.0f} MB")
        times: dict[str, list[float]] = {}
        for _ in range(asked.rounds):
            for name, work in WORKS.items():
                seconds, own, children = _measured(work, str(path), folder)
                times.setdefault(name, []).append(seconds)
                peak = f"peak {own} MB" + (f", each process {children} MB" if children else "")
                print(f"  {name:36} {seconds:7.1f} s   {peak}")
        fastest = min(min(times[name]) for name in ("DuckDB, ten tables", "polars, ten tables"))
        for name, taken in times.items():
            print(f"{name:38} {min(taken) / fastest:5.1f} of the faster of DuckDB and polars")
    return 0


def write_many(path: Path, count: int) -> None:
    """Write *count* agreements to *path*, the same in every run."""
    texts = [
        (a.id, dumps(_grown(a), on_one_line=True)) for a in map(examples.load, examples.names())
    ]
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            name, text = texts[number % len(texts)]
            file.write(text.replace(f'"id":"{name}"', f'"id":"{name}-{number}"', 1) + "\n")


def _grown(agreement: Agreement) -> Agreement:
    """*agreement* with its promises repeated until it has the size."""
    grown = agreement
    for times in range(2, 100):
        if len(dumps(grown, on_one_line=True).encode()) >= _SIZE:
            break
        promises = [
            promise.evolve(id=f"{promise.id}-{n}", commitments=[
                c.evolve(id=f"{c.id}-{n}") for c in promise.commitments
            ])
            for n in range(times)
            for promise in agreement.promises
        ]  # fmt: skip
        grown = agreement.evolve(promises=promises, measures=(), follow_ups=())
    return grown


def _measured(work: Callable[[str, str], None], path: str, folder: str) -> tuple[float, int, int]:
    """Seconds, and the most memory in MB that the process and any child of it took."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_run, args=(work, path, folder, theirs))
    process.start()
    told: tuple[float, int, int] = ours.recv()
    process.join()
    return told


def _run(work: Callable[[str, str], None], path: str, folder: str, out: Any) -> None:
    begun = time.perf_counter()
    work(path, folder)
    seconds = time.perf_counter() - begun
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    out.send((seconds, *(resource.getrusage(kind).ru_maxrss // 1024 for kind in kinds)))


def structure_alone(path: str, folder: str) -> None:
    """Ours, one process, checked by structure."""
    lines_to_parquet(path, Path(folder) / "ours", findings=False, overwrite=True)


def structure_alone_by_two(path: str, folder: str) -> None:
    """Ours, two processes, checked by structure."""
    lines_to_parquet(path, Path(folder) / "ours", findings=False, overwrite=True, workers=2)


def all_rules(path: str, folder: str) -> None:
    """Ours, one process, checked by all rules."""
    lines_to_parquet(path, Path(folder) / "ours", overwrite=True)


def all_rules_by_two(path: str, folder: str) -> None:
    """Ours, two processes, checked by all rules."""
    lines_to_parquet(path, Path(folder) / "ours", overwrite=True, workers=2)


_INNER: Final = {
    "commitments": ("promises", "commitments"),
    "participations": ("promises", "promisors"),
    "promises_themes": ("promises", "themes"),
    "promises_areas": ("promises", "areas"),
}
_OUTER: Final = ("parties", "promises", "areas", "signatories", "relations")


def with_duckdb(path: str, folder: str) -> None:
    """DuckDB's ``read_json``."""
    import duckdb

    con = duckdb.connect()
    con.execute(
        "CREATE TABLE t AS SELECT row_number() OVER () AS no, * FROM read_json(?, "
        "format='newline_delimited', maximum_object_size=20000000, union_by_name=true)",
        [path],
    )
    queries = {"agreements": "SELECT no, id, title, kind, language FROM t"}
    queries |= {
        name: f"SELECT no, id AS a, unnest({name}, recursive := true) FROM t" for name in _OUTER
    }
    for name, (outer, inner) in _INNER.items():
        around = f"(SELECT no, unnest({outer}) AS p FROM t)"
        queries[name] = f"SELECT no, p.id AS p, unnest(p.{inner}) AS x FROM {around}"
    for name, query in queries.items():
        con.execute(f"COPY ({query}) TO '{folder}/duckdb-{name}.parquet' (FORMAT parquet)")


def with_polars(path: str, folder: str) -> None:
    """With ``scan_ndjson`` of polars."""
    import polars as pl

    read = pl.scan_ndjson(path).with_row_index("no").collect()
    made = {"agreements": read.select("no", "id", "title", "kind", "language")}
    for name in _OUTER:
        made[name] = read.select("no", name).explode(name).drop_nulls(name).unnest(name)
    for name, (outer, inner) in _INNER.items():
        found = made[outer].select("no", "id", inner).explode(inner).drop_nulls(inner)
        found = found.rename({"id": "outer_id"})
        made[name] = found.unnest(inner) if found.schema[inner] == pl.Struct else found
    for name, frame in made.items():
        frame.write_parquet(f"{folder}/polars-{name}.parquet")


WORKS: Final[dict[str, Callable[[str, str], None]]] = {
    "DuckDB, ten tables": with_duckdb,
    "polars, ten tables": with_polars,
    "ours, by structure": structure_alone,
    "ours, by structure, two processes": structure_alone_by_two,
    "ours, by all rules": all_rules,
    "ours, by all rules, two processes": all_rules_by_two,
}

if __name__ == "__main__":
    raise SystemExit(main())
