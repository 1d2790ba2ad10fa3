"""A file to begin from: a whole agreement with advice in it, and places to fill in.

JSON has no comments. The advice stands in keys called ``x_help``, which the format keeps as it
keeps any key of one's own, and no rule finds fault with: the file is valid from the first
moment, is checked and shown as any other, and the advice stands where it is needed.
"""

import json
import string
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files
from typing import Any, Final

from medborgarlofte.checks.practice_filled_in import ADVICE, MUNICIPALITY, is_to_fill_in
from medborgarlofte.codelists import AgreementKind
from medborgarlofte.data import Municipality
from medborgarlofte.format import loads, pretty, to_tree
from medborgarlofte.model import Agreement
from medborgarlofte.values import Period, slug

_FOR: Final = {"sv": "för", "en": "for"}


def start(
    kind: AgreementKind,
    period: Period,
    municipality: Municipality | None,
    lang: str,
    file: str,
    *,
    advice: bool = True,
) -> str:
    """The JSON of a starting file, in *lang*.

    Args:
        kind: What it is to be.
        period: When it is to hold; it has an end.
        municipality: Whose it is, where that is known.
        lang: The language of its texts and its advice.
        file: What the advice calls the file.
        advice: Whether there is any.
    """
    name = MUNICIPALITY[lang] if municipality is None else municipality.name
    short = kind.value.replace("_", "-") if municipality is None else municipality.short_name
    first, last = period.first_day, period.last_day or period.first_day
    years = str(period).replace("/", "–")
    label = kind.label(lang)
    said = {
        "file": file,
        "id": slug(f"{short} {years}"),
        "kind": kind.value,
        "title": f"{label[0].upper()}{label[1:]} {_FOR[lang]}",
        "place": name,
        "period": years,
        "municipality": name,
        "code": "" if municipality is None else municipality.code,
        "before": _month(first - timedelta(days=62)),
        "last": _month(last),
        "after": _month(last + timedelta(days=1)),
    }
    filled = {key: json.dumps(value, ensure_ascii=False)[1:-1] for key, value in said.items()}
    filled["period_json"] = json.dumps({"start": str(period.start), "end": str(period.end)})
    text = files("medborgarlofte.cli").joinpath("start", f"{lang}.json").read_text(encoding="utf-8")
    tree = json.loads(string.Template(text).substitute(filled))
    if municipality is None:
        del tree["parties"][1]["municipality_code"]
    return pretty(tree if advice else _without(tree))


def _month(day: date) -> str:
    return f"{day:%Y-%m}"


def is_advice(pointer: str) -> bool:
    """Whether advice stands at *pointer*."""
    return pointer.endswith(f"/{ADVICE}")


def without_advice(agreement: Agreement) -> Agreement:
    """*agreement* without the advice of a starting file."""
    return loads(pretty(_without(to_tree(agreement))))


def _without(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: _without(value) for key, value in tree.items() if key != ADVICE}
    return [_without(item) for item in tree] if isinstance(tree, list) else tree


def may_be_start(data: bytes) -> bool:
    """Whether a look for what is left of a starting file is worth the while."""
    return ADVICE.encode() in data or b'"[' in data


def left_of_start(agreement: Agreement) -> tuple[int, int]:
    """How much advice, and how many texts to fill in, *agreement* has left."""
    members = list(_members(to_tree(agreement)))
    advice = sum(key == ADVICE for key, _ in members)
    texts = (value for _, value in members if isinstance(value, str))
    return advice, sum(map(is_to_fill_in, texts))


def _members(tree: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """Each value in *tree* with the key it stands under; nothing of what advice says."""
    yield key, None if key == ADVICE else tree
    if isinstance(tree, dict) and key != ADVICE:
        for name, value in tree.items():
            yield from _members(value, name)
    elif isinstance(tree, list) and key != ADVICE:
        for item in tree:
            yield from _members(item)
