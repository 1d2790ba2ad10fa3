"""What each contender does and does not do, found out by trying."""

import json
from collections.abc import Mapping
from typing import Any, Final

from .contenders import Contender
from .documents import Documents
from .runs import refused

_HEAD: Final = '{"medborgarlofte": "1.0", "id": "a", "title": "A", "language": "sv", "kind": '
_BUDGET: Final = (
    '"measures": [{"id": "m", "title": "M", "budget": {"amount": %s, "currency": "SEK"}}]'
)

_ASKED: Final[Mapping[str, tuple[str, str]]] = {
    "a month 13": (
        '"citizen_promise", "period": {"start": "2018-12"}',
        '"citizen_promise", "period": {"start": "2018-13"}',
    ),
    "a code not in the list": ('"citizen_promise"', '"something"'),
    "a number for a text": ('"citizen_promise", "aim": "7"', '"citizen_promise", "aim": 7'),
    "a string for a boolean": (
        '"citizen_promise", "period": {"start": "2018", "until_replaced": false}',
        '"citizen_promise", "period": {"start": "2018", "until_replaced": "false"}',
    ),
    "an id with a space": (
        '"citizen_promise", "parties": [{"id": "a-b", "name": "P", "kind": "police"}]',
        '"citizen_promise", "parties": [{"id": "a b", "name": "P", "kind": "police"}]',
    ),
    "a key twice": ('"citizen_promise", "aim": "en"', '"citizen_promise", "aim": "1", "aim": "2"'),
    "a number that a double rounds": (
        f'"citizen_promise", {_BUDGET % "0.5"}',
        f'"citizen_promise", {_BUDGET % "0.12345678901234567890"}',
    ),
    "a control character in a text": (
        '"citizen_promise", "aim": "a\\u00e5b"',
        '"citizen_promise", "aim": "a\\u0007b"',
    ),
}

PAIRS: Final[Mapping[str, tuple[bytes, bytes]]] = {
    name: ((_HEAD + good + "}").encode(), (_HEAD + bad + "}").encode())
    for name, (good, bad) in _ASKED.items()
}
"""By what is wrong: a document that is right, and the one that this format refuses."""


def facts(contender: Contender, documents: Documents) -> dict[str, bool]:
    """What *contender* does."""
    return {
        "gives the same document back": _gives_back(contender, documents.valid),
        "keeps unknown fields": _gives_back(contender, documents.unknown),
        **{
            f"refuses {name}": refused(contender.load, bad) and not refused(contender.load, good)
            for name, (good, bad) in PAIRS.items()
        },
    }


def _gives_back(contender: Contender, data: bytes) -> bool:
    back: Any = json.loads(contender.dump(contender.load(data)))
    return bool(back == json.loads(data))
