"""Strategies for agreements and their parts, drawn from what the classes say."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache, partial
from typing import Any, Final, TypeVar, cast

from attrs import Factory, define, field
from hypothesis import strategies as st

from medborgarlofte.codelists import Direction, Scale
from medborgarlofte.data import municipalities
from medborgarlofte.model import (
    Agreement,
    Area,
    Assessment,
    Continuation,
    FollowUp,
    Indicator,
    Measure,
    Observation,
    Party,
    Promise,
    Relation,
)
from medborgarlofte.values import (
    Codelist,
    FieldSpec,
    Kind,
    Part,
    PartialDate,
    Period,
    Shape,
    fields_of,
)

from ._values import extensions, ids, numbers, of_form, partial_dates, periods, texts

P = TypeVar("P", bound=Part)
T = TypeVar("T")
Draw = Callable[[st.SearchStrategy[Any]], Any]

_FIRST, _LAST = 2015, 2025  # the years that an agreement may begin in


_ALWAYS: Final = st.just(True)
_SOMETIMES: Final = st.integers(1, 3).map(lambda drawn: drawn == 3)  # one time in three
_ONE_OR_TWO: Final = st.integers(1, 2)


@st.composite
def _next_of(draw: Draw, world: "World") -> Any:
    whether, make = world.next
    return make() if draw(whether) else None


@define
class World:
    """What the parts of one agreement agree on while they are drawn."""

    draw: Draw
    language: str = "sv"
    period: Period | None = None
    with_extensions: bool = False
    alone: bool = False  # one part on its own, whose references lead out of it
    names: dict[str, list[str]] = field(factory=dict)  # ids by class, known before the parts
    taken: dict[str, int] = field(factory=dict)  # how many of them have been given out
    next: tuple[st.SearchStrategy[bool], Callable[[], Any]] = field(init=False)
    one: st.SearchStrategy[Any] = field(init=False, default=Factory(_next_of, takes_self=True))
    days: int = 0  # makes every judgement and observation fall on a day of its own

    def some(self) -> bool:
        """Whether what is optional is there."""
        return bool(self.draw(_SOMETIMES))

    def together(self, whether: st.SearchStrategy[bool], make: Callable[[], T]) -> T | None:
        """What *make* draws if *whether*: one thing, which shrinking leaves out whole."""
        self.next = (whether, make)
        return cast("T | None", self.draw(self.one))

    def next_name(self, cls: type[Part]) -> str:
        """The next id among those of *cls*."""
        kind = cls.__name__
        number = self.taken.get(kind, 0)
        self.taken[kind] = number + 1
        known = self.names.setdefault(kind, [])
        while len(known) <= number:
            known.append(
                f"{kind.lower()}-{self.draw(ids())}-{'abcdefghij'[len(known) % 10]}{len(known)}"
            )
        return known[number]

    def own_day(self) -> date:
        """A day after the agreement's first, later each time."""
        self.days += 1
        start = self.period.first_day if self.period else date(_LAST, 1, 1)
        return start + timedelta(days=self.days)


def _value(world: World, shape: Shape, kind: str) -> Any:  # noqa: PLR0911  # one line per kind
    """One value of *shape*."""
    draw = world.draw
    if shape.kind is Kind.PART:
        return _part(world, shape.type)
    if shape.kind is Kind.TEXT:
        return draw(texts(world.language))
    if shape.kind is Kind.DATE:
        return draw(partial_dates(2000, _LAST))
    if shape.kind is Kind.NUMBER:
        return draw(numbers(least=0))
    if shape.kind is Kind.INTEGER:
        return draw(st.integers(shape.minimum or 0, 10_000))
    if shape.kind is Kind.BOOLEAN:
        return draw(st.booleans())
    if shape.kind is Kind.CLOSED:
        return draw(_codes(shape.type))
    if shape.kind is Kind.OPEN and shape.codelist is not None:
        return str(draw(_codes(shape.codelist.codelist)))
    return draw(_strings(shape, kind))


@cache
def _codes(codelist: type[Codelist]) -> st.SearchStrategy[Any]:
    return st.sampled_from(list(codelist))


@cache
def _known_strings(kind: str) -> st.SearchStrategy[str]:
    return st.sampled_from(_KNOWN_STRINGS[kind])


def _strings(shape: Shape, kind: str) -> st.SearchStrategy[str]:
    if kind in _KNOWN_STRINGS:
        return _known_strings(kind)
    return of_form(shape.form)  # pyright: ignore[reportArgumentType]  # a string has one


# What a pattern alone would make nonsense of, or what a rule looks up.
_KNOWN_STRINGS: Final[dict[str, tuple[str, ...]]] = {
    "url": ("https://example.org/", "https://example.org/lofte?ar=tjugo#topp"),
    "organisation_number": ("212000-0142", "202100-0076"),
    "municipality_code": tuple(municipalities()),
    "created": ("2024-06-15T12:00:00Z", "2024-06-15T12:00:00.250+02:00"),
    "modified": ("2024-06-16T08:30:00Z",),
    "email": ("kommunpolis@example.org",),
    "source_page": ("https://example.org/sida",),
}


def _reference(world: World, spec: FieldSpec, cls: type[Part]) -> Any:
    """Ids of parts that there will be; a part refers only to earlier ones of its own class."""
    target = spec.shape.reference.target if spec.shape.reference else ""
    known = list(world.names.get(target, ()))
    if world.alone and not known:
        known = world.names[target] = [world.draw(ids())]
    if target == cls.__name__:
        known = known[: max(world.taken.get(target, 1) - 1, 0)]
    if spec.many:
        if not known:
            return ()
        return tuple(world.draw(st.lists(st.sampled_from(known), unique=True, max_size=2)))
    if not known:
        return None
    return world.draw(st.sampled_from(known))


def _part(world: World, cls: type[P]) -> P | None:
    """A part of class *cls* with some of its fields; ``None`` where it must name what is not."""
    given: dict[str, Any] = {}
    for spec in fields_of(cls):
        if spec.name == "id":
            given["id"] = world.next_name(cls)
            continue
        value = _value_or_none(world, spec, cls)
        if value is not None:
            given[spec.name] = value
        elif spec.required:
            return None
    given = _consistent(world, cls, given)
    if world.with_extensions and world.some():
        given["extensions"] = world.draw(extensions())
    return cls(**given)


def _value_or_none(world: World, spec: FieldSpec, cls: type[Part]) -> Any:
    make = partial(field_value, world, spec, cls)
    return make() if spec.required else world.together(_SOMETIMES, make)


def field_value(world: World, spec: FieldSpec, cls: type[Part]) -> Any:
    shape = spec.shape
    if shape.kind is Kind.REFERENCE:
        return _reference(world, spec, cls)
    if shape.type is Period:
        return world.draw(periods(2000, _LAST))
    if not spec.many:
        return _value(world, shape, spec.name)
    count = world.draw(_ONE_OR_TWO)
    one = partial(_value, world, shape, spec.name)
    items = [world.together(_ALWAYS, one) for _ in range(count)]
    there = [item for item in items if item is not None]
    return tuple(dict.fromkeys(there)) if shape.kind is Kind.OPEN else tuple(there)


# ── What keeps the facts from contradicting each other ─────────────────────────


def _consistent(world: World, cls: type[Part], given: dict[str, Any]) -> dict[str, Any]:
    """Change what was drawn so that no consistency rule is broken."""
    change = _CONSISTENT.get(cls)
    if change is not None:
        change(world, given)
    return given


def _agreement(world: World, given: dict[str, Any]) -> None:
    given["language"] = world.language
    given["period"] = world.period
    given.pop("format_version", None)
    for name in ("signed", "terminated"):
        given.pop(name, None)
    if world.period is not None:
        if world.some():
            given["signed"] = PartialDate.of_day(world.period.first_day - timedelta(days=9))
        if world.some():
            given["terminated"] = PartialDate.of_day(world.period.first_day + timedelta(days=99))


def _within(world: World, given: dict[str, Any]) -> None:
    if given.get("period") is not None:
        given["period"] = world.period


def _party(_: World, given: dict[str, Any]) -> None:
    """A municipality's code goes with its name."""
    if given.get("municipality_code") is not None:
        given["name"] = municipalities()[given["municipality_code"]].name


def _area(_: World, given: dict[str, Any]) -> None:
    if given.get("municipality_code") is not None:
        given["name"] = municipalities()[given["municipality_code"]].short_name


def _relation(_: World, given: dict[str, Any]) -> None:
    given.pop("agreement", None)
    if given.get("period") is not None:
        given["period"] = Period.parse("2000/2001")


def _continuation(world: World, given: dict[str, Any]) -> None:
    """A promise of another agreement; within one document it would have to be an earlier."""
    given["promise"] = world.draw(ids())
    given["agreement"] = "tidigare-overenskommelse"


def _observation(world: World, given: dict[str, Any]) -> None:
    """Exactly one of value, judgement and reason; each at a time of its own."""
    for name in ("value", "judgement", "missing"):
        given.pop(name, None)
    given["value"] = world.draw(numbers(0, 100))
    given["period"] = _one_day(world)


def _one_day(world: World) -> Period:
    day = PartialDate.of_day(world.own_day())
    return Period(start=day, end=day)


def _indicator(world: World, given: dict[str, Any]) -> None:
    given.pop("period", None)
    scale = given.get("scale")
    targets = [t.evolve(value=world.draw(numbers(0, 100))) for t in given.get("targets", ())]
    if scale is Scale.QUALITATIVE:
        for name in ("baseline", "observations", "targets"):
            given.pop(name, None)
    elif targets:
        given["targets"] = tuple(targets)
    baseline: Observation | None = given.get("baseline")
    if baseline is not None and given.get("targets"):
        given["baseline"] = baseline.evolve(value=0)
        given["direction"] = Direction.UP
        given["targets"] = tuple(
            t.evolve(value=t.value + 1 if t.value < 1 else t.value) for t in given["targets"]
        )


def _assessment(world: World, given: dict[str, Any]) -> None:
    """About one thing, and as of a day of its own."""
    if given.get("promise") is not None:
        given.pop("goal", None)
    elif given.get("goal") is None:
        given["effect"] = None
    given["as_of"] = PartialDate.of_day(world.own_day())


def _follow_up(world: World, given: dict[str, Any]) -> None:
    """Made after all that it judges; one that judges nothing has no judgements."""
    given["period"] = world.period
    start = world.period.first_day if world.period else date(_LAST, 1, 1)
    given["date"] = PartialDate.of_day(start + timedelta(days=4000))
    given["assessments"] = tuple(
        a for a in given.get("assessments", ()) if (a.promise is None) is not (a.goal is None)
    )


_CONSISTENT: Final[dict[type[Part], Callable[[World, dict[str, Any]], None]]] = {
    Agreement: _agreement,
    Area: _area,
    Assessment: _assessment,
    Continuation: _continuation,
    FollowUp: _follow_up,
    Indicator: _indicator,
    Measure: _within,
    Observation: _observation,
    Party: _party,
    Promise: _within,
    Relation: _relation,
}

_ORDER: Final = (
    "parties",
    "areas",
    "situation",
    "indicators",
    "goals",
    "promises",
    "measures",
    "follow_ups",
)
"""Parts that others refer to are drawn first."""


@st.composite
def agreements(draw: Draw, *, unknown_fields: bool = False) -> Agreement:  # noqa: D417  # Hypothesis gives draw
    """Agreements that break no structure rule and no consistency rule.

    Args:
        unknown_fields: Whether parts also have fields that the format does not know.

    Example:
        >>> from hypothesis import given
        >>> from medborgarlofte import validate
        >>> from medborgarlofte.strategies import agreements
        >>> @given(agreements())
        ... def test_drawn(agreement):
        ...     assert validate(agreement).ok
    """
    world = World(draw, with_extensions=unknown_fields)
    world.language = draw(st.sampled_from(["sv", "sv", "en"]))
    world.period = draw(st.one_of(st.none(), _agreement_periods()))
    by_name = {spec.name: spec for spec in fields_of(Agreement)}
    given: dict[str, Any] = {"id": draw(ids())}
    rest = [name for name in by_name if name not in _ORDER and name != "id"]
    for name in (*_ORDER, *rest):
        given[name] = _value_or_none(world, by_name[name], Agreement)
    given = _consistent(world, Agreement, given)
    if unknown_fields and world.some():
        given["extensions"] = draw(extensions())
    return Agreement(**{name: value for name, value in given.items() if value is not None})


@cache
def _agreement_periods() -> st.SearchStrategy[Period]:
    closed = st.builds(
        lambda start, more: Period.parse(f"{start}/{start + more}"),
        st.integers(_FIRST, _LAST),
        st.integers(1, 3),
    )
    opened = st.builds(
        lambda start, until: Period(start=f"{start}-07", until_replaced=until),
        st.integers(_FIRST, _LAST),
        st.sampled_from([None, True]),
    )
    return st.one_of(closed, opened)


@st.composite
def parts(draw: Draw, cls: type[P]) -> P:
    """Parts of class *cls* on their own; they refer to nothing.

    Example:
        >>> from hypothesis import given
        >>> from medborgarlofte import Promise
        >>> from medborgarlofte.strategies import parts
        >>> @given(parts(Promise))
        ... def test_drawn(promise):
        ...     assert promise.evolve(text="Vi syns.").id == promise.id
    """
    part = _part(World(draw, alone=True), cls)
    assert part is not None  # noqa: S101  # alone, it finds whatever it must name
    return part
