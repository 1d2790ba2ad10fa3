"""Faults injected into the writer: the n-th call that it makes of the system goes wrong.

Counted are all the calls by which a file comes to be: opening it, every write, forcing it to
disk, closing it, its permissions, its name, and forcing the folder to disk.
"""

import contextlib
import io
import os
from collections.abc import Callable, Iterator
from typing import Any
from unittest import mock

WRITER = "medborgarlofte.format._files"


class Calls:
    """Counts calls, and lets *fail* happen at the n-th of them.

    Attributes:
        names: The calls made, in order.
    """

    def __init__(self, nth: int, fail: Callable[[], None]) -> None:
        self.names: list[str] = []
        self._nth = nth
        self._fail = fail

    def count(self, name: str) -> None:
        self.names.append(name)
        if len(self.names) == self._nth:
            self._fail()


@contextlib.contextmanager
def failing(nth: int, fail: Callable[[], None], *, short: bool = False) -> Iterator[Calls]:
    """Let *fail* happen at the *nth* call of the writer; *short* makes every write partial."""
    calls = Calls(nth, fail)

    class Disk(io.FileIO):
        """A file whose writes and whose closing are counted."""

        def write(self, data: Any) -> int:
            calls.count("write")
            return super().write(bytes(data)[:1000] if short else data)

        def close(self) -> None:
            if not self.closed:
                super().close()
                calls.count("close")

    def opened(path: Any, mode: str, opener: Any) -> io.BufferedWriter:
        calls.count("open")
        return io.BufferedWriter(Disk(path, mode.replace("b", ""), opener=opener))

    def counted(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def counting(*args: Any, **kwargs: Any) -> Any:
            calls.count(name)
            return call(*args, **kwargs)

        return counting

    with contextlib.ExitStack() as stack:
        stack.enter_context(mock.patch(f"{WRITER}.open", opened, create=True))
        for name in ("fsync", "chmod", "replace", "open"):
            counting = counted(f"os.{name}", getattr(os, name))
            stack.enter_context(mock.patch(f"os.{name}", counting))
        yield calls
