"""What can be imported: the names at the top, and those that a module lists in ``__all__``."""

import inspect
import pkgutil
from functools import cache
from importlib import import_module

import medborgarlofte


def _modules():
    """The top, and each module below it that says what it offers."""
    yield "medborgarlofte"  # first: a name that is here as well is told of as this
    for found in pkgutil.walk_packages(medborgarlofte.__path__, "medborgarlofte."):
        steps = found.name.split(".")
        if not any(step.startswith("_") for step in steps) and hasattr(
            import_module(found.name), "__all__"
        ):
            yield found.name


MODULES = tuple(_modules())


@cache
def names():
    """Each public thing under the shortest of its names; modules and plain values too."""
    found, seen = {}, set()
    for module in MODULES:
        home = import_module(module)
        for name in home.__all__:
            value = getattr(home, name)
            if (name, id(value)) not in seen:
                seen.add((name, id(value)))
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


def values():
    """The other public names: plain values, forms of values, modules, commands."""
    known = {**classes(), **functions()}
    return {name: value for name, value in names().items() if name not in known}


def members(cls):
    """The public methods and properties that *cls* itself says, as they stand in it.

    Not those that answer to another library, as a field of Django does: what they take and
    give is told there, and they are called by it.
    """
    theirs = [each for each in cls.__mro__ if not each.__module__.startswith("medborgarlofte")]
    return {
        key: value
        for key, value in vars(cls).items()
        if not key.startswith("_")
        and not any(key in vars(each) for each in theirs)
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
