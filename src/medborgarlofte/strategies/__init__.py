"""Hypothesis strategies: valid agreements and every part of them (extra ``testing``).

Drawn from the classes themselves, so that a new field is drawn without a word here.

>>> from hypothesis import given
>>> from medborgarlofte import dumps, loads
>>> from medborgarlofte.strategies import agreements
>>> @given(agreements())
... def test_round_trip(agreement):
...     assert loads(dumps(agreement)) == agreement
"""

try:
    import hypothesis as _hypothesis  # noqa: F401  # whether it is there
except ImportError:
    raise ImportError(
        'strategies need their extra: pip install "medborgarlofte[testing]"'
    ) from None

from ._agreements import agreements, parts
from ._edits import breaking, edited
from ._nearly import nearly_valid
from ._register import register
from ._values import (
    extensions,
    ids,
    json_values,
    numbers,
    partial_dates,
    periods,
    swedish,
    texts,
)

__all__ = [
    "agreements",
    "breaking",
    "edited",
    "extensions",
    "ids",
    "json_values",
    "nearly_valid",
    "numbers",
    "partial_dates",
    "parts",
    "periods",
    "register",
    "swedish",
    "texts",
]
