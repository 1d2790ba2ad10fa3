"""What is public: the names at the top, and those that the public modules list in ``__all__``."""

import inspect
from functools import cache
from importlib import import_module

MODULES = (
    "medborgarlofte",  # first: a name that is here as well is told of as this
    "medborgarlofte.bulk",
    "medborgarlofte.charts",
    "medborgarlofte.checks",
    "medborgarlofte.codelists",
    "medborgarlofte.conformance",
    "medborgarlofte.data",
    "medborgarlofte.display.machine",
    "medborgarlofte.display.views",
    "medborgarlofte.evaluation",
    "medborgarlofte.examples",
    "medborgarlofte.findings",
    "medborgarlofte.history",
    "medborgarlofte.strategies",
    "medborgarlofte.tabular",
    "medborgarlofte.testing",
)


@cache
def names():
    """Each public thing under the shortest of its names; modules and plain values too."""
    found, seen = {}, set()
    for module in MODULES:
        home = import_module(module)
        for name in home.__all__:
            value = getattr(home, name)
            if id(value) not in seen or not callable(value):
                seen.add(id(value))
                found[f"{module}.{name}"] = value
    return found


def classes():
    """The public classes by name."""
    return {name: value for name, value in names().items() if inspect.isclass(value)}


def functions():
    """The public functions by name, also those that a decorator made into something else."""
    return {
        name: value
        for name, value in names().items()
        if (callable(value) and not inspect.isclass(value) and hasattr(value, "__wrapped__"))
        or inspect.isfunction(value)
    }  # fmt: skip


def members(cls):
    """The public methods and properties that *cls* itself says, as they stand in it."""
    return {
        key: value
        for key, value in vars(cls).items()
        if not key.startswith("_")
        and (
            inspect.isfunction(value)
            or isinstance(value, property | classmethod | staticmethod)
            or type(value).__name__ == "cached_property"
        )
    }


def methods():
    """The public methods of the public classes, under the class that says them."""
    found = {}
    for name, cls in classes().items():
        for each in cls.__mro__:
            if each.__module__.startswith("medborgarlofte"):
                for key, value in members(each).items():
                    called = name if each is cls else f"{each.__module__}.{each.__qualname__}"
                    found[f"{called}.{key}"] = value
    return found
