"""Cooperation agreements between police and municipality, and the promises they give.

One consistent model of the *samverkansöverenskommelse* and the *medborgarlöfte*: built
and checked in Python, kept as JSON that any language can read.

>>> from medborgarlofte import Agreement, Promise, dumps, loads, validate
>>> agreement = Agreement(
...     title="Medborgarlöfte 2025",
...     kind="citizen_promise",
...     promises=[Promise(text="Vi går fyra trygghetsvandringar.")],
... )
>>> loads(dumps(agreement)) == agreement
True
>>> validate(agreement).ok
True
"""

import ast
from importlib import import_module
from pkgutil import get_data
from typing import Any

from ._version import __version__ as __version__


def _homes() -> dict[str, str]:
    """Where each public name is at home: what the stub beside this file tells type checkers.

    They are fetched when they are first asked for, so that importing this package takes no
    time, and whoever only reads agreements does not load what draws charts.
    """
    stub = ast.parse(get_data(__name__, "__init__.pyi") or b"")
    return {
        alias.name: "." + (node.module or alias.name)
        for node in stub.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


_HOMES = _homes()
__all__ = sorted(_HOMES)  # noqa: PLE0605  # pyright: ignore[reportUnsupportedDunderAll]  # from the stub


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = import_module(_HOMES[name], __name__)
    value = home if _HOMES[name] == f".{name}" and not hasattr(home, name) else getattr(home, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
