"""Draws the pictures of the model, the year and the floors; ``docs/generate.py`` writes them.

They are set into the page, so that they follow its colours, light or dark
(``_static/custom.css``). What they name is looked up: a class that is gone, or a package that does
not say what it is, stops the drawing.
"""

import math
import re
import tomllib
from collections.abc import Iterator
from html import escape
from pathlib import Path

import medborgarlofte

ROOT = Path(__file__).resolve().parent.parent


def pages() -> Iterator[tuple[str, str]]:
    """Each drawing with its path below docs/."""
    yield "pictures/model.html", model()
    yield "pictures/year.html", year()
    yield "pictures/floors.html", floors()
    yield "pictures/floors.md", floors_in_words()


def _drawn(name: str, title: str, width: int, height: int, parts: list[str]) -> str:
    arrow = (
        f'<defs><marker id="{name}-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" '
        'markerHeight="8" orient="auto-start-reverse"><path d="M0 0 8 4 0 8z"/></marker></defs>'
    )
    inner = "\n".join([arrow, *parts]).replace("url(#tip)", f"url(#{name}-tip)")
    return (
        f'<div class="drawing" tabindex="0" role="group" aria-label="{escape(title)}">\n'
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{escape(title)}">\n'
        f"{inner}\n</svg>\n</div>\n"
    )


def _text(x: float, y: float, words: str, kind: str = "") -> str:
    return f'<text x="{x:g}" y="{y:g}" class="{kind}">{escape(words)}</text>'


def _box(x: float, y: float, width: float, height: float, lines: list[tuple[str, str]]) -> str:
    first = y + height / 2 - (len(lines) - 1) * 9 + 5
    words = [
        _text(x + width / 2, first + 18 * n, line, kind) for n, (line, kind) in enumerate(lines)
    ]
    box = f'<rect class="box" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="7"/>'
    return "\n".join([box, *words])


def _arrow(path: str, x: float, y: float, words: str) -> str:
    plate = len(words) * 6.6 + 8
    return (
        f'<path class="line" d="{path}" marker-end="url(#tip)"/>\n'
        f'<rect class="plate" x="{x - plate / 2:g}" y="{y - 12:g}" width="{plate:g}" '
        'height="16"/>\n' + _text(x, y, words, "say")
    )


def _class(x: float, y: float, name: str, *more: str) -> str:
    """A class with its Swedish term, from its docstring."""
    said = re.search(r"\((.+?)\)", getattr(medborgarlofte, name).__doc__ or "")
    term = said[1].split(",")[0] if said else name
    return _box(
        x + 5, y, 140, 76, [(name, "name"), (term, "say"), *((line, "say") for line in more)]
    )


def model() -> str:
    """What an agreement holds, and what refers to what."""
    return _drawn(
        "model",
        "The parts of an agreement: a promise is given by parties, meets a problem, works towards "
        "a goal and is served by measures; a follow-up judges promises and reports on measures.",
        800,
        450,
        [
            '<rect class="frame" x="8" y="8" width="784" height="434" rx="12"/>',
            _text(26, 34, "Agreement · samverkansöverenskommelse", "name start"),
            _class(30, 60, "Party"),
            _class(228, 60, "Problem", "in the Situation"),
            _class(426, 60, "Goal"),
            _class(624, 60, "Indicator", "with Observations"),
            _class(228, 205, "Promise", "with Commitments"),
            _class(426, 205, "Measure"),
            _class(30, 350, "Area"),
            _class(327, 350, "FollowUp"),
            _arrow("M233 230H105V138", 150, 234, "given by"),
            _arrow("M303 205V138", 303, 176, "meets"),
            _arrow("M360 205 470 138", 426, 176, "works towards"),
            _arrow("M431 98H376", 403, 90, "about"),
            _arrow("M571 98H627", 599, 90, "shown by"),
            _arrow("M431 243H376", 403, 235, "serves"),
            _arrow("M501 205V138", 536, 182, "reaches"),
            _arrow("M375 350 315 283", 330, 322, "judges"),
            _arrow("M429 350 489 283", 480, 322, "reports on"),
            _arrow("M252 281 180 364", 205, 326, "where"),
        ],
    )


YEAR = (
    ("Situation picture", "lägesbild"),
    ("Dialogues", "medborgardialog"),
    ("Agreement signed", "överenskommelse"),
    ("Promises and plan", "löften, åtgärdsplan"),
    ("Measures", "åtgärder"),
    ("Follow-up", "uppföljning"),
    ("Told to inhabitants", "återkoppling"),
)


def year() -> str:
    """The steps of the work, as the ring that they are."""
    parts, middle, across, down = [], (400, 205), 290, 150
    for number, (english, swedish) in enumerate(YEAR):
        angle = 2 * math.pi * number / len(YEAR) - math.pi / 2
        x, y = middle[0] + across * math.cos(angle), middle[1] + down * math.sin(angle)
        parts.append(_box(x - 78, y - 27, 156, 54, [(english, "name"), (swedish, "say")]))
        turn = 2 * math.pi / len(YEAR)
        ends = [(angle + turn * part) for part in (0.36, 0.64)]
        (x1, y1), (x2, y2) = (
            (middle[0] + across * math.cos(end), middle[1] + down * math.sin(end)) for end in ends
        )
        parts.append(
            f'<path class="line" d="M{x1:.1f} {y1:.1f}A{across} {down} 0 0 1 {x2:.1f} {y2:.1f}" '
            'marker-end="url(#tip)"/>'
        )
    parts += [
        _text(middle[0], 196, "Agreement: about four years", "say"),
        _text(middle[0], 216, "Promises: one or two years", "say"),
    ]
    return _drawn(
        "year",
        "The ring of the work: " + ", ".join(english for english, _ in YEAR) + ", and again.",
        800,
        410,
        parts,
    )


def layers() -> list[list[str]]:
    """The floors of the house from the top, as import-linter holds them."""
    said = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    return [layer.split(" | ") for layer in said["contracts"][0]["layers"]]


def says(name: str) -> str:
    """The one job of a package or module, in the first line of its docstring."""
    place = ROOT / "src" / "medborgarlofte" / name
    path = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    first = re.match(r'"""(.+?)(?:"""|\n)', path.read_text("utf-8"))
    if first is None:
        raise LookupError(f"{name} does not say what it is")
    return first[1] if first[1].endswith("?") else first[1].rstrip(".") + "."


def floors() -> str:
    """The floors, the highest first; who stands higher imports from those below."""
    found = layers()
    parts, high = [], 46
    for row, names in enumerate(found):
        width = (560 - 8 * (len(names) - 1)) / len(names)
        for column, name in enumerate(names):
            box = _box(120 + column * (width + 8), 10 + row * high, width, 36, [(name, "name")])
            parts.append(box)
        parts.append(_text(96, 33 + row * high, str(len(found) - 1 - row), "say"))
    bottom = 10 + len(found) * high
    parts.append(f'<path class="line" d="M52 16V{bottom - 14}" marker-end="url(#tip)"/>')
    parts.append(
        f'<text class="say" transform="translate(38 {bottom / 2:g}) rotate(-90)">imports</text>'
    )
    order = "; ".join(", ".join(names) for names in found)
    return _drawn("floors", f"The floors from the top: {order}.", 720, bottom + 4, parts)


def floors_in_words() -> str:
    """The floors as a table, with the one job of each room, from its docstring."""
    found = layers()
    rows = ["| floor | room | its one job |\n|---|---|---|\n"]
    for row, names in enumerate(found):
        for name in names:
            place = (
                f"{name}/" if (ROOT / "src" / "medborgarlofte" / name).is_dir() else f"{name}.py"
            )
            rows.append(
                f"| {len(found) - 1 - row} | `{place}` | {says(name).replace('``', '`')} |\n"
            )
    return "".join(rows)
