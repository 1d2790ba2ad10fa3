"""All that a part says, field by field, in words: what follows from the classes.

A new field is told of by itself, under the first words of its description.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Styled

from medborgarlofte import model
from medborgarlofte.checks.practice_filled_in import ADVICE
from medborgarlofte.findings import Words, shorten
from medborgarlofte.format import canonical_bytes, value_to_tree
from medborgarlofte.history._words import label, words_of
from medborgarlofte.values import (
    FieldSpec,
    Kind,
    Part,
    Period,
    Quantity,
    Recurrence,
    Text,
    fields_of,
)

_BLOCKS: Final = (
    model.Amendment, model.Assessment, model.Commitment, model.FollowUp, model.FollowUpPlan,
    model.Goal, model.Indicator, model.Measure, model.Problem, model.Promise, model.Situation,
    model.Source,
)  # fmt: skip
"""What is told on lines of its own; all else is told on one."""
_NAMES: Final = ("title", "name", "text", "function")
_PLAIN: Final = frozenset({"value", "count", "number", "amount", "code"})
"""Numbers that need no word to say what they are."""
_LABELLED: Final = frozenset({"due", "part_of", "changes"})
"""Fields that need a word to say what they are, also on a line with others."""
_EVERY: Final = Words("varje {unit}", "every {unit}")
_EVERY_SO: Final = Words("återkommer, {n} × {unit}", "every {n} × {unit}")
_LONGEST: Final = 60


class Written:
    """What the parts of *agreement* say, in the language *lang*."""

    def __init__(self, agreement: model.Agreement, lang: str) -> None:
        self.agreement = agreement
        self.lang = lang

    def text(self, text: Text | None) -> str:
        """*text* in the language, or else in its own."""
        return "" if text is None else text.in_language(self.lang, plain=self.agreement.language)

    def named(self, part: Part) -> str:
        """What *part* is called: all that can be referred to has a name or a text."""
        named = (getattr(part, name, None) for name in _NAMES)
        return self.text(next(said for said in named if isinstance(said, Text)))

    def entries(self, parts: Sequence[Part]) -> Iterator[RenderableType]:
        """Each of *parts* under its name, with what it says."""
        for part in parts:
            if not isinstance(part, _BLOCKS):
                yield bulleted(Styled(self.inline(part)))
                continue
            name = next((n for n in _NAMES if getattr(part, n, None) is not None), None)
            said = self.text(getattr(part, name)) if name else ""
            told = list(self.facts(part, () if name is None else (name,)))
            if said:
                yield bulleted(Styled(said))
                if told:
                    yield Padding(Group(*told), (0, 0, 0, 2))
            elif told:
                yield bulleted(Group(*told))

    def facts(self, part: Part, known: Collection[str] = ()) -> Iterator[RenderableType]:
        """What *part* says, but for its id and the fields *known* already, a line for each."""
        for spec in fields_of(type(part)):
            value = getattr(part, spec.name)
            values = value if spec.many else () if value is None else (value,)
            if values and spec.name not in ("id", *known):
                yield from self.fact(spec, values)
        yield from self.own_fields(part)

    def own_fields(self, part: Part) -> Iterator[RenderableType]:
        """What stands in *part* under names that the format does not know."""
        for key, value in part.extensions.items():
            if key != ADVICE:
                told = shorten(canonical_bytes(value_to_tree(value)).decode(), 200)
                yield Styled.assemble((f"{shorten(key)}: ", "dim"), told)

    def fact(self, spec: FieldSpec, values: Sequence[Any]) -> Iterator[RenderableType]:
        """The values of one field under its label."""
        name = label(spec, self.lang)
        if isinstance(values[0], _BLOCKS):
            yield Styled(f"{capital(name)}:", "dim")
            yield Group(*self.entries(values))
            return
        told = [self.value(value, spec) for value in values]
        if len(told) > 1 and spec.shape.kind in (Kind.TEXT, Kind.PART):
            yield Styled(f"{capital(name)}:", "dim")
            yield from (bulleted(Styled(each), "–") for each in told)
        else:
            yield labelled(name, "; ".join(told))

    def value(self, value: Any, spec: FieldSpec | None = None) -> str:
        """One value in words; a reference by the name of what it points at."""
        if isinstance(value, Text):
            return self.text(value)
        if isinstance(value, Recurrence):
            unit = value.unit.label(self.lang)
            words = _EVERY if value.interval in (None, 1) else _EVERY_SO
            return words.in_language(self.lang).format(unit=unit, n=value.interval)
        if isinstance(value, Part) and not isinstance(value, Period | Quantity):
            return self.inline(value)
        if spec is not None and spec.shape.kind is Kind.REFERENCE:
            return self.reference(spec, str(value))
        return words_of(value, self.lang, spec)

    def reference(self, spec: FieldSpec, name: str) -> str:
        """What the part with the id *name* is called; its id where it is not there."""
        mark = spec.shape.reference
        found = None if mark is None else self.agreement.find(getattr(model, mark.target), name)
        return name if found is None else shorten(self.named(found), _LONGEST)

    def inline(self, part: Part) -> str:
        """A small part on one line: its name or first value, and the rest in parentheses."""
        specs = [spec for spec in fields_of(type(part)) if spec.name != "id"]
        specs.sort(key=lambda spec: spec.name not in _NAMES)
        told: list[str] = []
        for spec in specs:
            value = getattr(part, spec.name)
            values = value if spec.many else () if value is None else (value,)
            if values:
                said = "; ".join(self.value(each, spec) for each in values)
                plain = spec.name in _PLAIN or not (told and self.needs_label(spec))
                told.append(said if plain else f"{label(spec, self.lang)}: {said}")
        told += (shorten(key) for key in part.extensions if key != ADVICE)
        first, rest = told[:1], ", ".join(told[1:])
        return f"{first[0].rstrip('.')} ({rest})" if rest else "".join(first)

    def needs_label(self, spec: FieldSpec) -> bool:
        """Whether nobody would see what a value is of a field beside others on a line."""
        numbers = (Kind.NUMBER, Kind.INTEGER, Kind.BOOLEAN)
        return spec.shape.kind in numbers or spec.name in _LABELLED


def labelled(name: str, said: str) -> RenderableType:
    """*said* under its label."""
    return Styled.assemble((f"{capital(name)}: ", "dim"), said)


def capital(name: str) -> str:
    """A label as it begins a line."""
    return name[:1].upper() + name[1:]


def bulleted(what: RenderableType, mark: str = "•") -> RenderableType:
    """*what* after a *mark*; its lines stand below each other."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column()
    grid.add_row(Styled(mark), what)
    return grid
