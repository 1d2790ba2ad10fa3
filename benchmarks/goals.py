"""The goals, each with what was measured; met or not."""

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import frozen

from .runs import Figure

SIZE: Final = "15 kB"
"""The document that the goals are about."""


@frozen
class Goal:
    """A goal and its figure.

    Attributes:
        what: What is to hold.
        limit: The greatest that the figure may be.
        measured: The figure; ``None`` where it could not be had.
    """

    what: str
    limit: float
    measured: float | None

    @property
    def met(self) -> bool | None:
        """Whether it is met; ``None`` where nothing was measured."""
        return None if self.measured is None else self.measured <= self.limit


def goals(
    figures: Sequence[Figure], memory: dict[str, float], walks: int, *, fast: str, plain: str
) -> Iterator[Goal]:
    """Every goal; *fast* and *plain* are the names of our two lanes."""

    def ratio(task: str, name: str, size: str = SIZE) -> float | None:
        found = (f for f in figures if (f.task, f.size, f.name) == (task, size, name))
        return next((f.ratio.median for f in found), None)

    for lane, words, load, dump in (
        (fast, "with the extra fast", 0.6, 0.5),
        (plain, "without extras", 2.0, 1.5),
    ):
        yield Goal(f"load, {words}, of pydantic's time", load, ratio("load", lane))
        yield Goal(
            f"load with unknown fields, {words}, of pydantic's time",
            load,
            ratio("load unknown", lane),
        )
        yield Goal(f"dump on one line, {words}, of pydantic's time", dump, ratio("dump", lane))
        yield Goal(
            f"dump for people, {words}, of pydantic's time on one line",
            dump,
            ratio("dump for people", lane),
        )
    for lane, words in ((fast, "with the extra fast"), (plain, "without extras")):
        task = f"check, {lane}"
        yield Goal(f"all rules, {words}, of the load time", 1.0, ratio(task, "all rules"))
        yield Goal(
            f"one error explained, {words}, of the load time", 5.0, ratio(task, "one error told")
        )
    yield Goal(
        "import medborgarlofte, of import attrs, cattrs",
        1.2,
        ratio("import", "import medborgarlofte", ""),
    )
    yield Goal("memory of a loaded agreement, of its JSON", 6.0, memory.get(plain))
    yield Goal("walks of the whole for all look-ups, twice", 1, walks)
    yield Goal("hash a second time, of the load time", 0.01, ratio("look up", "hash, again"))
