"""``docs/performance.md``, made of ``docs/performance/results.json`` alone."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

Results = dict[str, Any]

_HEAD: Final = """\
# Performance

Made by `python -m benchmarks --rounds {rounds}` (extra `bench`); the figures stand in
[results.json](performance/results.json). Do not edit it by hand.

Everything is measured side by side in one process: every round runs every contender once, in an
order drawn anew, and each ratio is of two times of the same round. Told are the median of the
ratios and their quartiles. Each case is warmed up first; the collector of garbage is on, and has
just run. Absolute times depend on the machine (here {python} on {system}, {cores} cores, shared
with other work) and are there for orientation only.

![Load and dump of 15 kB against pydantic](performance/compared.svg)

## The goals

On the document of 15 kB, the median of the ratios.

| what | goal | measured | met |
|---|---:|---:|---|
"""

_WHY: Final = """
### Why some are not met

- **Load and dump with the extra `fast`.** msgspec alone takes half of pydantic's time for the same
  document, and keeps neither unknown fields nor the digits of figures, nor sees a key that occurs
  twice. What is left of 0.6 does not pay for one Python call a value, and values of our own (a text
  in several languages, a date known to the month) have to be made by one. Tried: cattrs with its
  checks at building (20 times the floor), classes filled field by field, and what stands now: the
  object holds the dictionary that the parser's became, and what a document leaves out is answered
  by the class. It would take a compiled extension that builds the objects and looks at the keys
  while it parses.
- **Dump without extras.** `json.dumps` alone takes longer than pydantic's whole dump.
- **All rules.** 118 rules at some four microseconds each. What no string of a document holds is
  looked for once for all strings; the rest is reading. Fewer rules take less: a profile chooses.
- **Unknown fields.** Each is looked at, frozen and kept; the documents here have one in every part.
- **Import.** Names are fetched when they are first asked for, so importing takes next to nothing;
  the first `loads` of a process takes some 120 ms more, most of it spent on making the classes.
"""

_EQUAL: Final = """
## Who is compared

All classes are derived from this library's own, by what `fields_of` says, so that all have the
same fields, and where the library can say it the same patterns, lengths and codes.

- **medborgarlofte[fast]** and **medborgarlofte**: `loads` with the extra `fast` and without;
  dates, periods and figures are read into values that compute, and what is wrong would be told
  with code and place.
- **pydantic**: v2, models frozen and strict, `extra="allow"`, patterns for ids, dates and codes,
  `Decimal` for figures. Dates stay strings.
- **msgspec**: frozen structs with the same patterns. Structs cannot keep unknown fields.
- **cattrs + orjson**: frozen attrs classes with a converter as it comes, told only what a text
  and a number are.
- **mashumaro**: frozen dataclasses, over orjson.
- **orjson alone**, **json alone**: the floors; dicts, no classes, nothing checked.

All write everything on one line, this library by `dumps(…, on_one_line=True)`. What `dumps`
writes for people, with indents and lines of bounded length, is told apart. `refuse` is the time to
refuse a document in which one month is 13; who accepts it has no figure there.

"""

_LEGEND: Final = """
What each does, found out by trying:

"""

_OTHERS: Final = """
## Other domain libraries

Each on a document of its own, of like size. Their formats ask other things of them, so this is
an orientation, no race; stix2 also checks patterns and ids, pystac checks next to nothing, and
cyclonedx-python-lib sorts what it reads into sets.

| library | bytes | load MB/s | dump MB/s |
|---|---:|---:|---:|
"""


def page(results: Results) -> str:
    """The page."""
    return "".join(_page(results))


def _page(results: Results) -> Iterator[str]:
    yield _HEAD.format(rounds=results["rounds"], **results["machine"])
    for goal in results["goals"]:
        measured, met = goal["measured"], {True: "yes", False: "**no**", None: "–"}[goal["met"]]
        shown = "not there" if measured is None else _number(measured)
        yield f"| {goal['what']} | {goal['limit']:g} | {shown} | {met} |\n"
    yield _WHY
    yield _EQUAL
    for task in ("load", "load unknown", "dump", "dump for people", "refuse"):
        yield from _compared(results, task)
    yield _LEGEND
    yield from _facts(results["facts"])
    yield "\n## Checks and explanations\n\nAs so many times the time of a good load.\n"
    for lane in results["lanes"]:
        yield from _against_load(results, f"check, {lane}", f"Lane: {lane}.")
    yield "\n## Memory, look-ups, import\n\n"
    yield "Memory that a loaded document of 15 kB keeps, as so many times its JSON:\n"
    kept = sorted(results["memory"].items(), key=lambda item: item[1])
    yield "".join(f"{name} {_number(times)}{_after(kept, name)}" for name, times in kept) + "\n"
    yield from _against_load(results, "look up", "`hash`, `==` and look-ups, of a load.")
    for figure in _chosen(results, "import"):
        if figure["name"] != figure["reference"]:
            yield (
                f"\n`{figure['name']}` takes {_spread(figure['ratio'])} times as long as "
                f"`{figure['reference']}`, in fresh processes.\n"
            )
    yield _OTHERS
    speeds = {(f["task"], f["name"]): f for f in results["figures"]}
    for name in dict.fromkeys(f["name"] for f in _chosen(results, "load, others")):
        load, dump = speeds["load, others", name], speeds["dump, others", name]
        yield f"| {name} | {load['size_in_bytes']:,} | {_speed(load)} | {_speed(dump)} |\n".replace(
            ",", " "
        )
    versions = ", ".join(f"{name} {version}" for name, version in results["versions"].items())
    yield f"\nVersions: {versions}.\n"


def _compared(results: Results, task: str) -> Iterator[str]:
    """A table of one task: contenders down, sizes across, ratio with quartiles."""
    figures = list(_chosen(results, task))
    sizes = list(dict.fromkeys(f["size"] for f in figures))
    title = {
        "load": "Load",
        "load unknown": "Load, with unknown fields in every part",
        "dump": "Dump on one line",
        "dump for people": "Dump for people (ours), against pydantic on one line",
        "refuse": "Refuse one error",
    }[task]
    yield f"\n### {title}\n\nAs so many times pydantic's time, with quartiles.\n\n"
    yield f"| | {' | '.join(sizes)} | ms of {sizes[1 % len(sizes)]} |\n"
    yield f"|---{'|---:' * (len(sizes) + 1)}|\n"
    for name in dict.fromkeys(f["name"] for f in figures):
        by_size = {f["size"]: f for f in figures if f["name"] == name}
        cells = [_spread(by_size[size]["ratio"]) if size in by_size else "–" for size in sizes]
        one = by_size.get(sizes[1 % len(sizes)])
        took = "–" if one is None else f"{one['seconds']['median'] * 1000:.3f}"
        yield f"| {name} | {' | '.join(cells)} | {took} |\n"


def _against_load(results: Results, task: str, words: str) -> Iterator[str]:
    figures = list(_chosen(results, task))
    sizes = list(dict.fromkeys(f["size"] for f in figures))
    yield f"\n{words}\n\n| | {' | '.join(sizes)} |\n|---{'|---:' * len(sizes)}|\n"
    for name in dict.fromkeys(f["name"] for f in figures):
        by_size = {f["size"]: f for f in figures if f["name"] == name}
        yield f"| {name} | {' | '.join(_spread(by_size[size]['ratio']) for size in sizes)} |\n"


def _facts(facts: dict[str, dict[str, bool]]) -> Iterator[str]:
    yield f"| | {' | '.join(facts)} |\n|---{'|---' * len(facts)}|\n"
    for what in next(iter(facts.values())):
        yield f"| {what} | {' | '.join('yes' if f[what] else '–' for f in facts.values())} |\n"


def _chosen(results: Results, task: str) -> Iterable[dict[str, Any]]:
    return (figure for figure in results["figures"] if figure["task"] == task)


def _after(items: list[tuple[str, float]], name: str) -> str:
    return "." if name == items[-1][0] else ", "


def _speed(figure: dict[str, Any]) -> str:
    return _number(figure["size_in_bytes"] / figure["seconds"]["median"] / 1e6)


def _spread(ratio: dict[str, float]) -> str:
    low, median, high = (_number(ratio[key]) for key in ("low", "median", "high"))
    return median if low == high == median else f"{median} ({low}–{high})"


def _number(value: float) -> str:
    """Two or three digits that mean something."""
    if value < 0.001:
        return "0" if value == 0 else "<0.001"
    return f"{value:.0f}" if value >= 100 else f"{value:.2g}" if value < 1 else f"{value:.3g}"
