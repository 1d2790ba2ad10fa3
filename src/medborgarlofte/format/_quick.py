"""From bytes to an agreement by the shortest way: for documents in which all is well.

A parser that anybody has, the standard library's or the quicker one of the extra ``fast``,
lets through what this format does not: keys that occur twice, deep nesting, odd characters.
Here each is ruled out for the document as a whole, by looking at its bytes; where one
cannot be ruled out, the document is refused, and the careful reader (:mod:`._parse`)
looks at it closely.
"""

import json
import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from importlib.util import find_spec
from typing import Any, Final, NoReturn

from medborgarlofte.findings import Rule
from medborgarlofte.model import FORMAT_VERSION, Agreement
from medborgarlofte.values import is_ordinary
from medborgarlofte.values.numbers import parse_decimal

from ._depth import is_shallow
from ._parse import LARGEST
from ._read import Refused, Tally, to_agreement

Parser = Callable[[bytes], Any]


def loads_quickly(
    data: object, tally: Tally | None = None, parse: Parser | None = None
) -> Agreement:
    """Read the agreement in *data*, of this version of the format.

    What is met while reading is told to *tally*.

    Raises:
        Refused: where something is wrong, or may be.
    """
    raw = _bytes(data)
    if not (is_ordinary(raw) and is_shallow(raw)):
        raise Refused
    tree = (parse or best_parser())(raw)
    tally = tally or Tally(last=True)
    agreement = to_agreement(tree, tally)
    if agreement.format_version != FORMAT_VERSION:
        raise Refused
    # A key that occurs twice is one member of the tree and two in the text. In the text a
    # member is a quote and a colon; a string that begins with a colon may be counted too.
    if raw.translate(None, b" \t\r\n").count(b'":') != tally.members:
        raise Refused
    if tally.zeros and _NEGATIVE_ZERO.search(raw):
        raise Refused
    return agreement


def _bytes(data: object) -> bytes:
    if isinstance(data, str):
        if len(data) > LARGEST:
            raise Refused
        try:
            data = data.encode()
        except UnicodeEncodeError:
            raise Refused from None
    if not isinstance(data, bytes | bytearray | memoryview):
        raise Refused
    size = data.nbytes if isinstance(data, memoryview) else len(data)
    if size > LARGEST:
        raise Refused
    return bytes(data)


# ── Parsers ────────────────────────────────────────────────────────────────────


@cache
def best_parser() -> Parser:
    """The quickest parser that is installed."""
    return with_standard_library if find_spec("msgspec") is None else with_msgspec


def with_standard_library(raw: bytes) -> Any:
    """The JSON value in *raw*, by the standard library."""
    try:
        return json.loads(raw.decode(), parse_float=_exact, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise Refused from None


def with_msgspec(raw: bytes) -> Any:
    """The JSON value in *raw*, by msgspec (the extra ``fast``)."""
    import msgspec  # not installed everywhere

    try:
        return _msgspec_decoder()(raw)
    except (msgspec.DecodeError, ValueError, RecursionError):
        raise Refused from None


@cache
def _msgspec_decoder() -> Parser:
    import msgspec  # not installed everywhere

    return msgspec.json.Decoder(float_hook=_exact).decode


def _exact(written: str) -> Decimal:
    number = parse_decimal(written)
    if isinstance(number, Rule):
        raise Refused
    return number


def _refuse(_: str) -> NoReturn:
    raise Refused


_NEGATIVE_ZERO: Final = re.compile(rb"[:,\[\s]-0[\s,\]}]")
