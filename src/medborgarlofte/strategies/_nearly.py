"""A strategy for documents that would be agreements but for one thing."""

from collections.abc import Iterator
from typing import Any, Final

from hypothesis import strategies as st

from medborgarlofte.format import pretty, to_tree
from medborgarlofte.model import Agreement
from medborgarlofte.values import FieldSpec, Kind, Part, fields_of

from ._agreements import Draw, agreements

Steps = tuple[str | int, ...]

_TAKE_OUT: Final = "take out"
_MISSPELL: Final = "misspell"


@st.composite
def nearly_valid(draw: Draw) -> tuple[str, str]:
    """Documents with one thing wrong, as JSON, each with the pointer to where (nästan giltiga).

    What programs and people get wrong: a required key left out or misspelt, a value that is
    null, empty, of another type, no date, or no code of its list. :func:`loads` refuses each.

    Example:
        >>> from hypothesis import given
        >>> from medborgarlofte import validate
        >>> from medborgarlofte.strategies import nearly_valid
        >>> @given(nearly_valid())
        ... def test_it_is_told_where(given):
        ...     document, pointer = given
        ...     assert {f.pointer for f in validate(document).errors} == {pointer}
    """
    tree: Any = to_tree(draw(agreements()))
    places = [(steps, spec) for steps, spec in _places(tree, Agreement) if spec.key != _VERSION]
    steps, spec = draw(st.sampled_from(places))
    at = _spoil(tree, steps, spec, draw(st.sampled_from(_wrongs(spec))))
    return pretty(tree), "".join(f"/{step}" for step in at)


def _spoil(tree: dict[str, Any], steps: Steps, spec: FieldSpec, wrong: Any) -> Steps:
    """Put what is *wrong* at the field *spec*, and tell where it is to be found."""
    parent: Any = tree
    for step in steps[:-1]:
        parent = parent[step]
    if wrong == _TAKE_OUT:
        del parent[spec.key]
        return steps[:-1]
    if wrong == _MISSPELL:
        misspelt = f"{spec.key}x"
        parent[misspelt] = parent.pop(spec.key)
        return (*steps[:-1], misspelt)
    parent[spec.key] = wrong
    return steps


_VERSION: Final = next(s.key for s in fields_of(Agreement) if s.name == "format_version")
"""What is wrong with the version says nothing of the rest."""


def _places(
    tree: dict[str, Any], cls: type[Part], steps: Steps = ()
) -> Iterator[tuple[Steps, FieldSpec]]:
    """Every field that stands in *tree*, with the way to it."""
    for spec in fields_of(cls):
        if spec.key not in tree:
            continue
        here = (*steps, spec.key)
        yield here, spec
        if spec.shape.kind is Kind.PART:
            value = tree[spec.key]
            for way, each in (
                [((*here, n), v) for n, v in enumerate(value)] if spec.many else [(here, value)]
            ):
                yield from _places(each, spec.shape.type, way)


def _wrongs(spec: FieldSpec) -> list[Any]:
    """What may be put in the place of *spec*, or done to it."""
    kind = spec.shape.kind
    wrongs: list[Any] = [None, [] if spec.many else [[]]]
    if kind is not Kind.BOOLEAN or spec.many:
        wrongs.append(True)
    if not spec.many and kind in (Kind.TEXT, Kind.STRING, Kind.REFERENCE):
        wrongs.append("")
    if not spec.many and kind is Kind.DATE:
        wrongs += ["i våras", "2019-02-30"]
    if not spec.many and kind is Kind.CLOSED:
        wrongs.append("enligt-beslut")
    if spec.required:
        wrongs += [_TAKE_OUT, _MISSPELL]
    return wrongs
