"""Strategies for agreements that were changed: by edits, or so that they break a rule."""

from typing import Any, Final

from hypothesis import strategies as st

from medborgarlofte.checks import CHECKS
from medborgarlofte.findings import require, wrong_input
from medborgarlofte.model import Agreement
from medborgarlofte.values import FieldSpec, Part, fields_of

from ._agreements import Draw, World, agreements, field_value
from ._values import extensions, ids


@st.composite
def edited(draw: Draw, agreement: Agreement, *, most: int = 4) -> Agreement:  # noqa: D417  # Hypothesis gives draw
    """An agreement after some edits: parts added, taken away, moved, changed; fields too.

    It may break rules: an edit may take away what something else refers to.

    Args:
        agreement: The agreement, which stays as it is.
        most: The most edits that are made.

    Example:
        >>> from hypothesis import given
        >>> from medborgarlofte import diff, examples, patch
        >>> from medborgarlofte.strategies import edited
        >>> laxa = examples.load("laxa")
        >>> @given(edited(laxa))
        ... def test_patched(other):
        ...     assert patch(laxa, diff(laxa, other)) == other
    """
    world = World(draw, alone=True)
    for _ in range(draw(st.integers(0, most))):
        spec = draw(
            st.sampled_from([s for s in fields_of(Agreement) if s.name != "format_version"])
        )
        agreement = agreement.evolve(**{spec.name: _edit(world, agreement, spec)})
    return agreement


def _edit(world: World, part: Part, spec: FieldSpec) -> Any:
    """A new value for one field of *part*."""
    old, draw = getattr(part, spec.name), world.draw
    if spec.many:
        items = list(draw(st.permutations(old))) if draw(st.booleans()) else list(old)
        if items and draw(st.booleans()):
            del items[draw(st.integers(0, len(items) - 1))]
        if items and isinstance(items[0], Part) and draw(st.booleans()):
            items[0] = _edit_part(world, items[0])
        if draw(st.booleans()):
            new = field_value(world, spec, type(part))
            items.insert(draw(st.integers(0, len(items))), new[0]) if new else None
        return tuple(items)
    if isinstance(old, Part) and draw(st.booleans()):
        return _edit_part(world, old)
    if old is not None and not spec.required and draw(st.booleans()):
        return None
    return field_value(world, spec, type(part)) if spec.name != "id" else draw(ids())


def _edit_part(world: World, part: Part) -> Part:
    """*part* with one field changed, or another unknown field."""
    if world.draw(st.integers(0, 4)) == 0:
        return part.evolve(extensions=world.draw(extensions()))
    spec = world.draw(st.sampled_from(fields_of(type(part))))
    value = part.id if spec.name == "id" else _edit(world, part, spec)  # type: ignore[attr-defined]  # it has one
    return part.evolve(**{spec.name: value}) if value is not None or not spec.required else part


_RULE: Final = "the code of a consistency or practice rule"


def breaking(code: str) -> st.SearchStrategy[tuple[Agreement, str]]:
    """Agreements that break the rule *code*, each with the pointer to where.

    Raises:
        AgreementError: S003 where there is no consistency or practice rule of that code.

    Example:
        >>> from hypothesis import given
        >>> from medborgarlofte import validate
        >>> from medborgarlofte.strategies import breaking
        >>> @given(breaking("K201"))
        ... def test_found(drawn):
        ...     agreement, pointer = drawn
        ...     assert pointer in [f.pointer for f in validate(agreement).by_code()["K201"]]
    """
    if require(code, str, _RULE) not in CHECKS:
        raise wrong_input(code, _RULE)
    breaker = CHECKS[code].breaker
    assert breaker is not None, f"{code} names nothing that breaks it"  # noqa: S101  # every rule has one
    return agreements().map(breaker)
