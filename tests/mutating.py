"""Documents with something wrong, or right in another way, by chance that can be repeated."""

import copy
import json
from decimal import Decimal

from medborgarlofte.format._write import compact

STRANGE = [
    None, True, False, 0, -1, 7, Decimal("1.5"), "", " ", "\u00a0", "x", "X", "7", "false", "a\nb",
    "a" * 501, "a" * 129, [], {}, [[]], [None], [""], ["x", "x"], {"sv": "a"}, {"sv": ""}, {"sv": 5},
    {"en": "a", "x_y": 5}, {"xx_": None}, {"id": "a"}, {"start": "2019"}, {"start": "2019", "end": "x"},
    "2019", "2019-02-29", "2020-02-29", "2019-02-30", "2019-W53", "2020-W53", "2019-T4", "1899", "2201",
    "2019-13", "2019\n", "https://a.b/ c", "https://a.b/c", "http://å", "ftp://a", "javascript:x",
    "0180", "180", "01800", "212000-0142", "2120000142", "sv", "SV", "sv-SE", "svenska", "1.0", "2.0",
    "1.7", "01.0", "police", "Polis", "en kod", "kept", "at_least", "cooperation_agreement", "SEK",
    "2024-06-15T12:00:00Z", "2024-06-15T24:00:00Z", "2024-02-30T12:00:00Z", "2024-06-15T12:00:00",
    "a@b.se", "a@b", "a b@c.se", "application/pdf", "\ufeff", "\u200b", "x" * 100_001, "😀" * 100_000,
    {"zh-Hant-TW": "a"}, {"sv-": None}, {"a-b": None}, {"sv-SE-a": 5},
]  # fmt: skip

LETTERS = [
    *'aZ09.-_@:/ \t\n\r"\\<>{}|^`~#?%&=+QTW',
    *"åß٣²é😀\u0301\u00a0\u1680\u180e\u2003\u2028\u202f\u3000",
]
"""What stands at the borders of some form, or is read otherwise by some dialect of patterns."""

LONGEST = (7, 10, 35, 40, 64, 100, 128, 254, 500, 2000)
"""The lengths that forms end at, in characters; a 😀 is one, though two to UTF-16."""


def places(tree, at=()):
    """Every value in *tree* with the way to it, the whole first."""
    yield at, tree
    if isinstance(tree, dict | list):
        for key, item in tree.items() if isinstance(tree, dict) else enumerate(tree):
            yield from places(item, (*at, key))


def mutated(tree, rng):
    """*tree* with one or two things wrong, or right in another way."""
    tree = copy.deepcopy(tree)
    for _ in range(rng.choice((1, 1, 2))):
        at, old = rng.choice([place for place in places(tree) if place[0]])
        parent = tree
        for step in at[:-1]:
            parent = parent[step]
        what = rng.randrange(10)
        if what == 0:
            del parent[at[-1]]
        elif what == 1 and isinstance(parent, dict):
            parent[rng.choice(("x_a", "titel", "Id", "å"))] = rng.choice(STRANGE)
        elif what == 2 and isinstance(parent, dict):
            parent[f"{at[-1]}x"] = parent.pop(at[-1])
        elif what == 3 and isinstance(parent, list):
            parent.insert(0, rng.choice(STRANGE))
        elif what == 4:
            parent[at[-1]] = [parent[at[-1]]]
        elif what > 5 and isinstance(old, str):
            parent[at[-1]] = nearly(old, rng)
        else:
            parent[at[-1]] = copy.deepcopy(rng.choice(STRANGE))
        if not isinstance(tree, dict) or not tree:
            break
    return tree


def with_value(tree, at, value):
    """*tree* with *value* at the end of the way *at*."""
    tree = parent = copy.deepcopy(tree)
    for step in at[:-1]:
        parent = parent[step]
    parent[at[-1]] = value
    return tree


def nearly(text, rng):
    """*text* with a character more, less or other, or as long as may be, or one longer."""
    if rng.random() < 0.1:
        return rng.choice("aå0😀") * (rng.choice(LONGEST) + rng.choice((-1, 0, 1)))
    at = rng.randrange(len(text) + 1)
    letter = rng.choice(["", *LETTERS])
    return text[:at] + letter + text[at + rng.randrange(2) :]


def plain(tree):
    """*tree* with numbers as any other program reads them."""
    return json.loads(compact(tree))
