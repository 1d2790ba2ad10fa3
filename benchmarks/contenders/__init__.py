"""What is held side by side: each reads bytes into something, and writes it back.

Every contender is made of what :func:`medborgarlofte.values.fields_of` says of the classes, so
that all have the same fields, types and forms, and a new field needs no word here.
"""

from collections.abc import Callable
from typing import Any

from attrs import frozen


@frozen
class Contender:
    """One way of reading and writing an agreement.

    Attributes:
        name: What it is called.
        load: From bytes to an object; raises where the document is refused.
        dump: From that object to JSON, as text or bytes.
        floor: Whether it only parses JSON, and has neither classes nor strictness.
    """

    name: str
    load: Callable[[bytes], Any]
    dump: Callable[[Any], bytes | str]
    floor: bool = False


def contenders() -> tuple[Contender, ...]:
    """All of them, the one that the others are held against first.

    Raises:
        ImportError: where the extra ``bench`` is not installed.
    """
    from . import cattrs_orjson, dataclasses_mashumaro, floors, ours, pydantic_models, structs

    return (
        pydantic_models.contender(),
        *ours.lanes(),
        structs.contender(),
        cattrs_orjson.contender(),
        dataclasses_mashumaro.contender(),
        *floors.contenders(),
    )
