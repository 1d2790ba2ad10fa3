"""From an agreement to text: one fixed order for people, RFC 8785 for machines."""

import json
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

import cattrs

from medborgarlofte.findings import AgreementError, Finding
from medborgarlofte.findings.structure import TOO_DEEP, TOO_LARGE
from medborgarlofte.values import (
    DEEPEST,
    ClosedCodelist,
    Codelist,
    JsonObject,
    Kind,
    Part,
    PartialDate,
    Text,
    fields_of,
    write_number,
)

from ._parse import LARGEST

_writer = cattrs.Converter()


def to_tree(part: Part) -> dict[str, Any]:
    """The JSON value of *part*: known fields in the order of its class, then its own.

    Numbers stay ``int`` or ``Decimal``; unknown fields come last, sorted by name.
    """
    return _writer.unstructure(part)  # type: ignore[no-any-return]  # a dict, by our own hooks


def _part_writer(cls: type[Part]) -> Callable[[Any], dict[str, Any]]:
    plan = [
        (spec.name, spec.key, spec.many, _WRITERS.get(spec.shape.kind, _writer.unstructure))
        for spec in fields_of(cls)
    ]

    def hook(part: Part) -> dict[str, Any]:
        tree: dict[str, Any] = {}
        for name, key, several, write in plan:
            value = getattr(part, name)
            if value is None:
                continue
            if several:
                if value:
                    tree[key] = [write(item) for item in value]
            else:
                tree[key] = write(value)
        return {**tree, **_own(part.extensions)} if part.extensions else tree

    return hook


def _own(extensions: JsonObject) -> dict[str, Any]:
    return {key: _thawed(extensions[key]) for key in sorted(extensions)}


def _thawed(value: Any) -> Any:
    if isinstance(value, JsonObject):
        return _own(value)
    if isinstance(value, tuple):
        return [_thawed(item) for item in value]
    return value


def _text(value: Text) -> str | dict[str, Any]:
    if value.plain is not None:
        return value.plain
    return {**dict(value.translations), **_own(value.extensions)}


def _same(value: Any) -> Any:
    return value


_WRITERS: Final[Mapping[Kind, Callable[[Any], Any]]] = {
    Kind.TEXT: _text,
    Kind.STRING: _same,
    Kind.REFERENCE: _same,
    Kind.OPEN: str.__str__,
    Kind.CLOSED: ClosedCodelist.__str__,
    Kind.DATE: PartialDate.__str__,
    Kind.NUMBER: _same,
    Kind.INTEGER: _same,
    Kind.BOOLEAN: _same,
}
_writer.register_unstructure_hook_factory(
    lambda t: isinstance(t, type) and issubclass(t, Part), _part_writer
)


def value_to_tree(value: Any) -> Any:
    """The JSON value of any one value of the model."""
    if isinstance(value, Part):
        return to_tree(value)
    if isinstance(value, Text):
        return _text(value)
    if isinstance(value, PartialDate | Codelist):
        return str(value)
    return _thawed(value)


# ── Text ───────────────────────────────────────────────────────────────────────

_string: Final = json.JSONEncoder(ensure_ascii=False).encode
_LONGEST_LINE: Final = 100


def pretty(tree: Any) -> str:
    """JSON for people: two spaces, short lists of plain values on one line, a last newline."""
    return _bounded("".join(_pretty(tree, 0)) + "\n")


def compact(tree: Any) -> str:
    """JSON on one line, without a line break."""
    return _bounded("".join(_compact(tree, 0, _string_number, sorted_keys=False)))


def canonical_bytes(tree: Any) -> bytes:
    """The one form of *tree* by RFC 8785 (JSON Canonicalization Scheme)."""
    return _bounded("".join(_compact(tree, 0, _double, sorted_keys=True))).encode()


def _bounded(text: str) -> str:
    """Refuse to write what no reader of ours would read."""
    if len(text) > LARGEST or len(text.encode()) > LARGEST:
        raise AgreementError.of(Finding.of(TOO_LARGE, limit=LARGEST))
    return text


def _scalar(value: Any) -> str | None:
    if isinstance(value, str):
        return _string(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return None


def _string_number(value: int | Decimal) -> str:
    return write_number(value)


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


def _refuse_depth(depth: int) -> None:
    if depth > DEEPEST:
        raise AgreementError.of(Finding.of(TOO_DEEP, limit=DEEPEST))


def _compact(
    value: Any, depth: int, number: Callable[[Any], str], *, sorted_keys: bool
) -> Iterator[str]:
    if isinstance(value, dict):
        _refuse_depth(depth + 1)
        keys = sorted(value, key=_utf16) if sorted_keys else list(value)
        yield "{"
        for index, key in enumerate(keys):
            yield f"{',' if index else ''}{_string(key)}:"
            yield from _compact(value[key], depth + 1, number, sorted_keys=sorted_keys)
        yield "}"
    elif isinstance(value, list):
        _refuse_depth(depth + 1)
        yield "["
        for index, item in enumerate(value):
            if index:
                yield ","
            yield from _compact(item, depth + 1, number, sorted_keys=sorted_keys)
        yield "]"
    else:
        yield _scalar(value) or number(value)


def _utf16(key: str) -> bytes:
    return key.encode("utf-16-be")


def _pretty(value: Any, depth: int) -> Iterator[str]:
    if not isinstance(value, dict | list) or not value:
        yield from _compact(value, depth, _string_number, sorted_keys=False)
        return
    _refuse_depth(depth + 1)
    if line := _on_one_line(value, depth):
        yield line
        return
    indent = "\n" + "  " * (depth + 1)
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    yield opening
    for index, key in enumerate(value):
        yield f",{indent}" if index else indent
        if isinstance(value, dict):
            yield f"{_string(key)}: "
            yield from _pretty(value[key], depth + 1)
        else:
            yield from _pretty(key, depth + 1)
    yield f"\n{'  ' * depth}{closing}"


def _on_one_line(value: dict[str, Any] | list[Any], depth: int) -> str | None:
    """A short list or object of plain values as one line; ``None`` where it is neither."""
    items = value.values() if isinstance(value, dict) else value
    if depth == 0 or any(isinstance(item, dict | list) for item in items):
        return None
    words = [_scalar(item) or _string_number(item) for item in items]
    if isinstance(value, dict):
        line = ", ".join(f"{_string(k)}: {w}" for k, w in zip(value, words, strict=True))
        line = f"{{{line}}}"
    else:
        line = f"[{', '.join(words)}]"
    return line if len(line) + 2 * depth <= _LONGEST_LINE else None
