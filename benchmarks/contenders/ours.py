"""This library, in each of its lanes."""

from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from typing import Any, Final

from medborgarlofte import dumps, loads
from medborgarlofte.format import _quick, _write

from . import Contender

FAST: Final = "medborgarlofte[fast]"
PLAIN: Final = "medborgarlofte"


def lanes() -> tuple[Contender, ...]:
    """The lanes that this installation has; ``dump`` writes one line, as the others do."""
    every = (PLAIN,) if find_spec("msgspec") is None else (FAST, PLAIN)
    one_line = partial(dumps, on_one_line=True)
    return tuple(Contender(n, within(n, loads), within(n, one_line)) for n in every)


def for_people() -> tuple[Contender, ...]:
    """The lanes with ``dumps``, which writes indented lines of bounded length."""
    return tuple(Contender(lane.name, lane.load, within(lane.name, dumps)) for lane in lanes())


def within(lane: str, call: Callable[..., Any]) -> Callable[..., Any]:
    """*call*, as it is where only what *lane* needs is installed."""
    by = "with_msgspec" if lane == FAST else "with_standard_library"
    parser, encoder = getattr(_quick, by), getattr(_write, by)

    def called(*given: Any, **named: Any) -> Any:
        _quick.best_parser = lambda: parser
        _write.best_encoder = lambda: encoder
        return call(*given, **named)

    return called
