"""Public things called as their examples call them, but for one argument of the wrong kind.

The calls are not listed: each is taken from the example in the thing's own docstring, or in
that of its class, while it runs.
"""

import doctest
import inspect
import re
import sys
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from pathlib import Path

import attrs

import public
from medborgarlofte import Area, Contact, Promise

DOCS = Path(__file__).resolve().parent.parent / "docs"
TOLD_OTHERWISE = {
    "medborgarlofte.testing": "an assertion that fails is what it is for",
    "medborgarlofte.strategies": "Hypothesis says what an argument must be, in its own errors",
}
"""Modules whose errors are not ours, and why; docs/reliability.md says so too."""
KINDS = {
    "None": None,
    "5": 5,
    "-1": -1,
    "True": True,
    "1.5": 1.5,
    "nan": float("nan"),
    "Decimal nan": Decimal("NaN"),
    "empty text": "",
    "x": "x",
    "half a character": "\ud800",
    "empty bytes": b"",
    "bytes": b"x",
    "bytearray": bytearray(b"{"),
    "list": [],
    "list of lists": [[1]],
    "object": {},
    "object with a": {"a": 1},
    "set": {1},
    "thing": object(),
    "class": int,
    "class of ours": Promise,
    "date-time": datetime(2025, 3, 1, 12, tzinfo=UTC),
    "foreign promise": Promise(id="from-elsewhere", text="Vi vandrar."),
    "foreign area": Area(id="from-elsewhere", name="Torget"),
    "part without an id": Contact(function="Kommunpolis"),
}
"""One of each kind that a caller may give by mistake."""


def plain(value):
    """The function behind a method or a decorator."""
    for name in ("__func__", "__wrapped__"):
        value = getattr(value, name, None) or value
    return value


@cache
def inside():
    """What the reference tells of as for those who build on the inside: it promises nothing."""
    page = (DOCS / "reference" / "api" / "inside.md").read_text("utf-8")
    return frozenset(re.findall(r"^\.\. auto\w+:: (\S+)", page, re.MULTILINE))


@cache
def callables():
    """Each public function, method and class that is called with something, by its name."""
    found = {**public.functions(), **public.methods(), **public.classes()}
    return {
        name: value
        for name, value in found.items()
        if not {name, name.rpartition(".")[0]} & inside()
        and not name.startswith(tuple(TOLD_OTHERWISE))
        and not isinstance(value, property)
        and type(value).__name__ != "cached_property"
        and not (inspect.isclass(value) and issubclass(value, Enum))
    }


@attrs.frozen
class Call:
    """A call as it was made: what is called, and what each of its parameters was given."""

    called: object
    given: dict

    def made(self, **changes):
        """Make the call, but for *changes*."""
        positional, named = [], {}
        for parameter in inspect.signature(self.called).parameters.values():
            name, value = parameter.name, self.given.get(parameter.name)
            new, changed = changes.get(name), name in changes
            if name not in self.given:
                continue
            if parameter.kind is parameter.VAR_POSITIONAL:
                positional += [new] if changed else value
            elif parameter.kind is parameter.VAR_KEYWORD:
                named |= {key: new if changed else kept for key, kept in value.items()}
            elif parameter.kind is parameter.KEYWORD_ONLY:
                named[name] = new if changed else value
            else:
                positional.append(new if changed else value)
        return self.called(*positional, **named)


def call_of(name):
    """The first call of the thing called *name* in its own example, or in its class's."""
    value, home = callables()[name], callables().get(name.rpartition(".")[0])
    heirs = [each for each in public.classes().values() if home and home in each.__mro__[1:]]
    told = [value, *([home] if home else []), *heirs]
    return next((call for each in told if (call := _recorded(value, each)) is not None), None)


def takes_nothing(value):
    """Whether a call of it is given nothing but what it is called on."""
    names = [each for each in inspect.signature(plain(value)).parameters if each != "cls"]
    return names in ([], ["self"])


def _recorded(value, told):
    """The first call of *value* in the examples that *told* has in its docstring."""
    function = _entry(value)
    frames = []

    def watch(frame, event, _):
        if event == "call" and frame.f_code is code and not frames:
            frames.append(dict(inspect.getargvalues(frame).locals))

    code = getattr(function, "__code__", None)
    before = sys.getprofile()
    documented = told if inspect.isclass(told) else plain(told)
    for example in doctest.DocTestFinder(recurse=False).find(documented, "example", globs={}):
        sys.setprofile(watch)
        try:
            doctest.DocTestRunner(verbose=False).run(example, out=lambda _: None)
        finally:
            sys.setprofile(before)
    return _call(value, function, frames[0]) if frames else None


def _entry(value):
    """The function that a call enters."""
    if inspect.isclass(value):
        made = value.__init__ if hasattr(value.__init__, "__code__") else value.__new__
        return inspect.unwrap(made)
    return inspect.unwrap(plain(value))


def _call(value, function, given):
    names = list(inspect.signature(function).parameters)
    kept = {name: given[name] for name in names if name in given}
    if not inspect.isclass(value) and names[:1] not in (["self"], ["cls"]):
        return Call(value, kept)
    called_on = kept.pop(names[0])
    return Call(value if inspect.isclass(value) else getattr(called_on, function.__name__), kept)


def settled(result):
    """Draw what is lazy, so that it shows its errors."""
    if hasattr(result, "__next__"):
        for _, _item in zip(range(5), result, strict=False):
            pass
    return result
