"""The inputs that are kept: one a line, as Python writes bytes, so that changes can be read."""

import ast
from collections.abc import Iterable
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus.txt"


def kept() -> list[bytes]:
    """The inputs of the corpus."""
    if not CORPUS.exists():
        return []
    return [ast.literal_eval(line) for line in CORPUS.read_text("ascii").splitlines()]


def keep(inputs: Iterable[bytes]) -> None:
    """Make *inputs* the corpus, the shortest first."""
    ordered = sorted(set(inputs), key=lambda data: (len(data), data))
    CORPUS.write_text("".join(f"{data!r}\n" for data in ordered), "ascii")
