"""``python -m fuzz [--minutes 10]``, from the folder ``tests`` (extra ``fuzz``).

Atheris mutates what reaches new branches of the library further and further. Half of the
mutations are of bytes; the other half are of the JSON tree, or else few inputs would ever be
agreements. It begins with the corpus, the examples, the catalogue of hostile documents, and the
files of older versions. Afterwards the corpus is made anew: the fewest inputs, the shortest of
their kind, that reach all that was reached. What breaks the library is left in a file that is
named, and ends the run.
"""

import argparse
import importlib
import os
import pkgutil
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import atheris

from fuzz.corpus import keep, kept

TESTS = Path(__file__).resolve().parent.parent
LONGEST = 30_000
"""Bytes; the largest example has half of that."""


def seeds() -> list[bytes]:
    """What the fuzzer begins with, besides the corpus."""
    from hostile.catalogue import DOCUMENT_CASES, JSON_CASES
    from medborgarlofte import dumps, examples
    from medborgarlofte.checks._exemplary import exemplary

    older = [path.read_bytes() for path in (TESTS / "migrations").rglob("*.json")]
    cases = [case.data for case in (*DOCUMENT_CASES, *JSON_CASES)]
    cases = [data if isinstance(data, bytes) else data.encode("utf-8", "replace") for data in cases]
    own = [examples.source(name) for name in examples.names()]
    all_ = [*own, *older, *cases, dumps(exemplary()).encode()]
    return [data for data in all_ if len(data) <= LONGEST]


def mutate(data: bytes, longest: int, seed: int) -> bytes:
    """*data* with something changed: a value of its tree, or bytes."""
    import json
    from decimal import Decimal

    from medborgarlofte.format._write import compact
    from mutating import mutated

    rng = random.Random(seed)
    if rng.random() < 0.5:
        try:
            tree = json.loads(data, parse_float=Decimal)
            changed = compact(mutated(tree, rng)).encode()
        except (ValueError, ArithmeticError, LookupError, RecursionError):
            changed = b""  # no JSON, or a tree with nothing in it
        if changed and len(changed) <= longest:
            return changed
    return bytes(atheris.Mutate(data, longest))


def main() -> int:
    """Begin with the corpus, fuzz in a process of its own, and keep what was found."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    minutes = parser.parse_args().minutes
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        begun, fewest = folder / "all", folder / "fewest"
        begun.mkdir()
        fewest.mkdir()
        for number, data in enumerate([*kept(), *seeds()]):
            (begun / str(number)).write_bytes(data)
        ended = _fuzzer(begun, max_total_time=round(minutes * 60), artifact_prefix="broken-")
        if ended == 0:
            ended = _fuzzer(fewest, begun, merge=1)
        if ended == 0 and any(fewest.iterdir()):
            keep(path.read_bytes() for path in fewest.iterdir())
            sys.stdout.write(f"{len(kept())} inputs kept\n")
        return ended


def _fuzzer(*folders: Path, **flags: object) -> int:
    options = {"max_len": LONGEST, "timeout": 60, "rss_limit_mb": 4096, **flags}
    given = [f"-{name}={value}" for name, value in options.items()]
    command = [sys.executable, "-m", "fuzz", *given, *map(str, folders)]
    return subprocess.run(
        command, cwd=TESTS, env={**os.environ, "FUZZING": "1"}, check=False
    ).returncode


def fuzz() -> None:
    """Hand over to libFuzzer, with every module of the library watched."""
    with atheris.instrument_imports(include=["medborgarlofte"]):
        import medborgarlofte

        for module in pkgutil.walk_packages(medborgarlofte.__path__, "medborgarlofte."):
            if "__main__" not in module.name:
                importlib.import_module(module.name)
    from fuzz.asked import ask

    sys.argv[0] = f"{sys.executable} -m fuzz"  # how libFuzzer starts itself anew for a merge
    atheris.Setup(sys.argv, ask, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    if os.environ.get("FUZZING"):
        fuzz()
    else:
        raise SystemExit(main())
