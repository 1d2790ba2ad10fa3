"""What tests of programs that handle agreements need (extra ``testing``).

As a pytest plugin it is found by itself, and gives the fixtures ``agreement_examples`` and
``agreement``. The assertions can be called from any test::

    from medborgarlofte.testing import assert_conforms, assert_roundtrip

Together with :mod:`medborgarlofte.strategies` they prove a program by property.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:  # the plugin is loaded by every run of pytest: nothing heavy before it is used
    from medborgarlofte.model import Agreement

__all__ = ["agreement", "agreement_examples", "assert_conforms", "assert_roundtrip"]

_SHOWN = 10


@pytest.fixture(scope="session")
def agreement_examples() -> "Mapping[str, Agreement]":
    """The six real agreements that are shipped, by name."""
    from medborgarlofte import examples

    return {name: examples.load(name) for name in examples.names()}


@pytest.fixture
def agreement(agreement_examples: "Mapping[str, Agreement]") -> "Agreement":
    """One of *agreement_examples*, with promises, commitments and a follow-up: Strängnäs 2019."""
    return agreement_examples["strangnas"]


def assert_roundtrip(
    agreement: "Agreement",
    write: "Callable[[Agreement], str | bytes] | None" = None,
    read: "Callable[[str | bytes], Agreement] | None" = None,
) -> None:
    """Fail unless *agreement* comes back from JSON as it was, and is written alike again.

    Args:
        agreement: The agreement.
        write: What writes it, such as your own storage; ``dumps`` where left out.
        read: What reads it again; ``loads`` where left out.

    Raises:
        AssertionError: with what changed on the way, in words.

    Example:
        >>> from medborgarlofte import examples
        >>> from medborgarlofte.testing import assert_roundtrip
        >>> assert_roundtrip(examples.load("strangnas"))
    """
    from medborgarlofte import canonical, diff, dumps, loads

    written = (write or dumps)(agreement)
    again = (read or loads)(written)
    if again != agreement:
        changes = list(diff(agreement, again).in_words("en"))
        raise AssertionError(_told("It did not come back as it was:", changes))
    if (write or dumps)(again) != written or canonical(again) != canonical(agreement):
        raise AssertionError("It came back as it was, and is written in another way.")


def assert_conforms(
    document: "Agreement | bytes | bytearray | memoryview | str | Path",
    *,
    profile: str = "exchange",
) -> None:
    """Fail unless *document* can be exchanged: no finding of error level by *profile*.

    Args:
        document: An agreement, JSON as bytes or text, or a path.
        profile: Which rules count: ``exchange``, ``publish`` or ``bra``.

    Raises:
        AssertionError: with what was found, code, place and words.

    Example:
        >>> from medborgarlofte import examples
        >>> from medborgarlofte.testing import assert_conforms
        >>> assert_conforms(examples.load("strangnas"), profile="publish")
    """
    from medborgarlofte import validate

    found = validate(document, profile=profile).errors
    if found:
        lines = [f"{f.code} {f.pointer or '/'}: {f.message('en')}" for f in found]
        raise AssertionError(_told("It does not conform:", lines))


def _told(head: str, lines: list[str]) -> str:
    more = [f"and {len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else []
    return "\n  ".join([head, *lines[:_SHOWN], *more])
