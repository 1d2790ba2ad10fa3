"""The floors: JSON parsed into plain dicts, with no classes and nothing checked."""

import json

import orjson

from . import Contender


def contenders() -> tuple[Contender, ...]:
    """The library orjson and the standard library."""
    return (
        Contender("orjson alone", orjson.loads, orjson.dumps, floor=True),
        Contender("json alone", json.loads, json.dumps, floor=True),
    )
