"""From an agreement to text: one fixed order for people, RFC 8785 for machines."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from importlib.util import find_spec
from json.encoder import encode_basestring
from operator import attrgetter
from typing import Any, Final

import cattrs

from medborgarlofte.findings import AgreementError, Finding
from medborgarlofte.findings.structure import TOO_DEEP, TOO_LARGE
from medborgarlofte.values import (
    DEEPEST,
    EMPTY,
    ClosedCodelist,
    Codelist,
    JsonObject,
    Kind,
    Part,
    PartialDate,
    Shape,
    Text,
    fields_of,
    write_number,
)

from ._depth import is_shallow
from ._parse import LARGEST

_writer = cattrs.Converter()


def to_tree(part: Part) -> dict[str, Any]:
    """The JSON value of *part*: known fields in the order of its class, then its own.

    Numbers stay ``int`` or ``Decimal``; unknown fields come last, sorted by name.

    Example:
        >>> from medborgarlofte import Measure
        >>> from medborgarlofte.format import to_tree
        >>> to_tree(Measure(title="Vandring", period="2025"))
        {'id': 'vandring', 'title': 'Vandring', 'period': {'start': '2025', 'end': '2025'}}
    """
    return _writer.unstructure(part)  # type: ignore[no-any-return]  # a dict, by our own hooks


def _part_writer(cls: type[Part]) -> Callable[[Any], dict[str, Any]]:
    plan = [
        (spec.name, spec.key, spec.many, _WRITERS.get(spec.shape.kind) or _of_parts(spec.shape))
        for spec in fields_of(cls)
    ]

    @lru_cache(maxsize=256)
    def plan_for(held: tuple[str, ...]) -> list[tuple[str, str, bool, Callable[[Any], Any]]]:
        """What to write of a part that holds these fields: most parts of a class are alike."""
        return [step for step in plan if step[0] in held]

    def hook(part: Part) -> dict[str, Any]:
        # a part that was read holds what its document says, and the class answers for the rest
        held = vars(part)
        tree: dict[str, Any] = {}
        for name, key, several, write in plan_for(tuple(held)):
            value = held[name]
            if value is None:
                continue
            if not several:
                tree[key] = write(value)
            elif value:
                tree[key] = [write(item) for item in value]
        own = held.get("extensions")
        return {**tree, **_own(own)} if own else tree

    return hook


def _of_parts(shape: Shape) -> Callable[[Any], dict[str, Any]]:
    return _writer.get_unstructure_hook(shape.type)


def _own(extensions: JsonObject) -> dict[str, Any]:
    return {key: _thawed(extensions[key]) for key in sorted(extensions)}


def _thawed(value: Any) -> Any:
    if isinstance(value, JsonObject):
        return _own(value)
    if isinstance(value, tuple):
        return [_thawed(item) for item in value]
    return value


def _text(value: Text) -> str | dict[str, Any]:
    if type(value) is Text:
        return str.__str__(value)
    tree: dict[str, Any] = dict(value.translations)
    return tree if value.extensions is EMPTY else {**tree, **_own(value.extensions)}


def _same(value: Any) -> Any:
    return value


_WRITERS: Final[Mapping[Kind, Callable[[Any], Any]]] = {
    Kind.TEXT: _text,
    Kind.STRING: _same,
    Kind.REFERENCE: _same,
    Kind.OPEN: str.__str__,
    Kind.CLOSED: ClosedCodelist.__str__,
    Kind.DATE: attrgetter("text"),
    Kind.NUMBER: _same,
    Kind.INTEGER: _same,
    Kind.BOOLEAN: _same,
}
_writer.register_unstructure_hook_factory(
    lambda t: isinstance(t, type) and issubclass(t, Part), _part_writer
)


def value_to_tree(value: Any) -> Any:
    """The JSON value of any one *value* of the model.

    Example:
        >>> from medborgarlofte import PartialDate, Text
        >>> from medborgarlofte.format import value_to_tree
        >>> value_to_tree(Text(sv="Vandring", en="Walk")), value_to_tree(PartialDate("2025"))
        ({'en': 'Walk', 'sv': 'Vandring'}, '2025')
    """
    if isinstance(value, Part):
        return to_tree(value)
    if isinstance(value, Text):
        return _text(value)
    if isinstance(value, PartialDate | Codelist):
        return str(value)
    return _thawed(value)


# ── Text ───────────────────────────────────────────────────────────────────────

_LONGEST_LINE: Final = 100


def pretty(tree: Any) -> str:
    r"""The JSON of *tree* for people: two spaces, short lists on one line, a last newline.

    Raises:
        AgreementError: S104 or S105 where it would be larger or deeper than readers accept.

    Example:
        >>> from medborgarlofte.format import pretty
        >>> pretty({"title": "Löften", "themes": ["traffic"]})
        '{\n  "title": "Löften",\n  "themes": ["traffic"]\n}\n'
    """
    return _bounded(_pretty(tree, "\n") + "\n")


def compact(tree: Any) -> str:
    """The JSON of *tree* on one line, without a line break.

    Raises:
        AgreementError: S104 or S105 where it would be larger or deeper than readers accept.

    Example:
        >>> from medborgarlofte.format import compact
        >>> compact({"title": "Löften", "themes": ["traffic"]})
        '{"title":"Löften","themes":["traffic"]}'
    """
    return _bounded(best_encoder()(tree))


def canonical_bytes(tree: Any) -> bytes:
    """The one form of *tree* by RFC 8785 (JSON Canonicalization Scheme).

    Raises:
        AgreementError: S104 or S105 where it would be larger or deeper than readers accept.

    Example:
        >>> from decimal import Decimal
        >>> from medborgarlofte.format import canonical_bytes
        >>> canonical_bytes({"b": Decimal("1.50"), "a": 1})
        b'{"a":1,"b":1.5}'
    """
    return _bounded("".join(_canonical(tree))).encode()


def _bounded(text: str) -> str:
    """Refuse to write what no reader of ours would read."""
    raw = text.encode() if len(text) <= LARGEST else b""
    if not 0 < len(raw) <= LARGEST:
        raise AgreementError.of(Finding.of(TOO_LARGE, limit=LARGEST))
    if not is_shallow(raw):
        raise AgreementError.of(Finding.of(TOO_DEEP, limit=DEEPEST))
    return text


# ── Encoders: two that give the same text ──────────────────────────────────────


@cache
def best_encoder() -> Callable[[Any], str]:
    """The quickest encoder that is installed."""
    return with_standard_library if find_spec("msgspec") is None else with_msgspec


# Noncharacters, which no text of ours may hold, around a number that the standard library
# cannot write.
_BEFORE: Final = "\ufdd0"
_AFTER: Final = "\ufdd1"


def _marked(number: Any) -> str:
    return f"{_BEFORE}{write_number(number)}{_AFTER}"


_compactly: Final = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, separators=(",", ":"), default=_marked
).encode


def with_standard_library(tree: Any) -> str:
    """*tree* on one line, by the standard library."""
    text = _compactly(tree)
    if _BEFORE not in text:
        return text
    return text.replace(f'"{_BEFORE}', "").replace(f'{_AFTER}"', "")


def with_msgspec(tree: Any) -> str:
    """*tree* on one line, by msgspec (the extra ``fast``)."""
    text = _msgspec_encoder()(tree).decode()
    # a very small number: msgspec writes 1E-7 where we write 0.0000001
    return with_standard_library(tree) if "E-" in text else text


@cache
def _msgspec_encoder() -> Callable[[Any], bytes]:
    import msgspec  # not installed everywhere

    return msgspec.json.Encoder(decimal_format="number").encode


# ── For people ─────────────────────────────────────────────────────────────────


def _pretty(value: Any, newline: str) -> str:
    """*value*; *newline* is a line break and what stands before the line that it is on."""
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, dict):
        if not value:
            return "{}"
        inner = newline + "  "
        items = [f"{encode_basestring(key)}: {_pretty(item, inner)}" for key, item in value.items()]
        return _laid_out("{", items, "}", value.values(), newline)
    if isinstance(value, list):
        if not value:
            return "[]"
        inner = newline + "  "
        items = [_pretty(item, inner) for item in value]
        return _laid_out("[", items, "]", value, newline)
    return _scalar(value) or write_number(value)


def _laid_out(
    opening: str, items: list[str], closing: str, values: Iterable[Any], newline: str
) -> str:
    """Short plain items on one line, others on a line of their own."""
    length = sum(map(len, items)) + 2 * len(items) + len(newline) - 1
    inside = len(newline) > 1  # the document itself is never on one line
    if inside and length <= _LONGEST_LINE and not any(isinstance(v, dict | list) for v in values):
        return f"{opening}{', '.join(items)}{closing}"
    inner = newline + "  "
    return f"{opening}{inner}{f',{inner}'.join(items)}{newline}{closing}"


# ── For machines: RFC 8785 ─────────────────────────────────────────────────────


def _scalar(value: Any) -> str | None:
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return None


def _double(value: int | Decimal) -> str:
    """*value* as ECMAScript writes it, which RFC 8785 asks for."""
    if value == 0:
        return "0"
    # taken apart by hand: arithmetic would ask the caller's decimal context
    sign, digits, exponent = Decimal(repr(float(value))).as_tuple()
    written = "".join(map(str, digits))
    point = len(written) + int(exponent)  # where the decimal point stands, from the left
    figures = written.rstrip("0")
    if len(figures) <= point <= 21:
        number = figures.ljust(point, "0")
    elif 0 < point <= 21:
        number = f"{figures[:point]}.{figures[point:]}"
    elif -6 < point <= 0:
        number = f"0.{'0' * -point}{figures}"
    else:
        fraction = f".{figures[1:]}" if len(figures) > 1 else ""
        number = f"{figures[0]}{fraction}e{point - 1:+d}"
    return f"-{number}" if sign else number


def _canonical(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield "{"
        for index, key in enumerate(sorted(value, key=_utf16)):
            yield f"{',' if index else ''}{encode_basestring(key)}:"
            yield from _canonical(value[key])
        yield "}"
    elif isinstance(value, list):
        yield "["
        for index, item in enumerate(value):
            if index:
                yield ","
            yield from _canonical(item)
        yield "]"
    else:
        yield _scalar(value) or _double(value)


def _utf16(key: str) -> bytes:
    return key.encode("utf-16-be")
