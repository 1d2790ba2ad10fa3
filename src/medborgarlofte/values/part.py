"""The common ground of everything that is an object in JSON.

A class says of each field its name, type, default and its words in Swedish and
English, once. :func:`fields_of` hands that on to all who need it: the reader, the
writer, the JSON Schema, the generators of tests, the tables, the reference.
"""

import types
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Final, Self, Union, get_args, get_origin

import attrs
from attrs import field, frozen

from medborgarlofte.findings import AgreementError, Finding, Shown, Words, is_list, pointer
from medborgarlofte.findings.structure import KEY_TAKEN, WRONG_TYPE

from ._json import EMPTY, JsonObject, to_extensions
from .codes import ClosedCodelist
from .dates import PartialDate
from .forms import CODE_FORM, ID_FORM, AtLeast, Form, OpenList, Reference
from .sensitivity import Sensitivity
from .shape import FieldSpec, Kind, Shape
from .text import Text

_KEY: Final = "medborgarlofte.key"
_WORDS: Final = "medborgarlofte.words"
_SENSITIVITY: Final = "medborgarlofte.sensitivity"
_DEPRECATED: Final = "medborgarlofte.deprecated"


def says(
    sv: str,
    en: str,
    *,
    key: str | None = None,
    sensitivity: Sensitivity = Sensitivity.PUBLIC,
    deprecated: bool = False,
) -> dict[str, Any]:
    """Metadata of a field of a :class:`Part`, for :func:`attrs.field`.

    Args:
        sv: What it is, in Swedish.
        en: What it is, in English.
        key: Its key in JSON; the name of the field where left out.
        sensitivity: Who may read it. Only a field that may be left out may be for others than
            everyone.
        deprecated: Whether it is not to be used any more. It is still read, and the JSON
            Schema says so.

    Example:
        >>> from medborgarlofte.values import says
        >>> sorted(says("Vad som räknas.", "What is counted."))[0]
        'medborgarlofte.deprecated'
    """
    return {
        _WORDS: Words(sv, en),
        _KEY: key,
        _SENSITIVITY: sensitivity,
        _DEPRECATED: deprecated,
    }


_KINDS: Final[Mapping[type, Kind]] = {
    Text: Kind.TEXT,
    PartialDate: Kind.DATE,
    Decimal: Kind.NUMBER,
    int: Kind.INTEGER,
    bool: Kind.BOOLEAN,
}


def _shape(annotation: Any) -> Shape:
    base: Any = annotation
    marks: tuple[Any, ...] = ()
    if get_origin(annotation) is Annotated:
        base, *rest = get_args(annotation)
        marks = tuple(rest)
    by_type: dict[type, Any] = {type(mark): mark for mark in marks}
    reference, codelist = by_type.get(Reference), by_type.get(OpenList)
    least = by_type.get(AtLeast)
    form = ID_FORM if reference else CODE_FORM if codelist else by_type.get(Form)
    if base is str:
        kind = Kind.REFERENCE if reference else Kind.OPEN if codelist else Kind.STRING
    elif issubclass(base, ClosedCodelist):
        kind = Kind.CLOSED
    elif issubclass(base, Part):
        kind = Kind.PART
    else:
        kind = _KINDS[base]
    return Shape(kind, base, form, reference, codelist, least.minimum if least else None)


def _unwrap(annotation: Any) -> tuple[Any, bool, bool]:
    """Take ``X | None`` and ``tuple[X, ...]`` apart: what is held, many, optional."""
    if get_origin(annotation) is tuple:
        return get_args(annotation)[0], True, True
    if get_origin(annotation) in (Union, types.UnionType):
        (held,) = (arg for arg in get_args(annotation) if arg is not types.NoneType)
        return held, False, True
    return annotation, False, False


def _spec(attribute: "attrs.Attribute[Any]") -> FieldSpec:
    held, several, optional = _unwrap(attribute.type)
    return FieldSpec(
        name=attribute.name,
        key=attribute.metadata[_KEY] or attribute.name,
        shape=_shape(held),
        many=several,
        required=not optional,
        words=attribute.metadata[_WORDS],
        sensitivity=attribute.metadata[_SENSITIVITY],
        deprecated=attribute.metadata[_DEPRECATED],
    )


_PLAIN: Final[Mapping[type, Any]] = {str: str.__str__, int: int.__int__}
"""How a member of an enumeration, or another subclass, becomes the plain value that it is."""


def _guard(attribute: "attrs.Attribute[Any]") -> Any:
    """What a field lets through: first made into what it holds, then checked."""
    spec = _spec(attribute)
    convert = attribute.converter
    plain = None if spec.many else _PLAIN.get(spec.shape.type)

    def one(value: Any) -> Any:
        try:
            value = _as_given(spec, value)
            if convert is not None:
                value = convert(value)  # type: ignore[operator]  # a function, never a Converter
            if value is None and not spec.required:
                return None
            for at, item in _placed(value or ()) if spec.many else (("", value),):
                if finding := spec.shape.trouble_with(item, at):
                    raise AgreementError.of(finding)
        except AgreementError as error:
            finding = error.report.findings[0]
            told = finding.evolve(pointer=pointer([spec.key]) + finding.pointer)
            raise AgreementError.of(told) from None
        return plain(value) if plain is not None and type(value) is not spec.shape.type else value

    return one


def _as_given(spec: FieldSpec, value: Any) -> Any:
    """*value* with one thing made a list of one, where it holds no part of another class.

    A part stands for its id, but only where an id of its class is wanted, and never for a code.
    """
    shape = spec.shape
    if spec.many and isinstance(value, shape.type):
        return (value,)
    if shape.reference is None and shape.codelist is None:
        return value
    several = spec.many and is_list(value)
    items = tuple(value) if several else (value,)
    for at, item in _placed(items) if several else (("", value),):
        if isinstance(item, Part) and not _is_meant(shape, type(item)):
            expected = "code" if shape.reference is None else "id"
            found = type(item).__name__
            raise AgreementError.of(Finding.of(WRONG_TYPE, at, expected=expected, found=found))
    return items if several else value


def _is_meant(shape: Shape, cls: type) -> bool:
    """Whether parts of *cls* have the ids that are wanted."""
    target = shape.reference.target if shape.reference else None
    return target in [each.__name__ for each in cls.__mro__]


def _placed(items: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    """Each item of a list with its JSON Pointer in it."""
    return ((pointer([index]), item) for index, item in enumerate(items))


def _in_docstring(attribute: "attrs.Attribute[Any]") -> str:
    """A field on one line: its name, what it holds, whether it must be given, what it is."""
    spec = _spec(attribute)
    shape = spec.shape
    if shape.reference is not None:
        holds = f"{'ids' if spec.many else 'id'} of {shape.reference.target}"
    elif shape.codelist is not None:
        holds = (
            f"{'codes' if spec.many else 'code'} of {shape.codelist.codelist.__name__} or others"
        )
    else:
        name = shape.form.name if shape.form else shape.type.__name__
        holds = f"list of {name}" if spec.many else name
    if shape.minimum is not None:
        holds += f" ≥ {shape.minimum}"
    if attribute.default is attrs.NOTHING:
        holds += ", required"
    return f"{spec.name} ({holds}): {spec.words.en}"


def strict(cls: type, attributes: "list[attrs.Attribute[Any]]") -> "list[attrs.Attribute[Any]]":
    """Make every field of *cls* check what it is given (an attrs ``field_transformer``).

    Its docstring gains an *Attributes* section, made of what the fields say.

    Args:
        cls: A class of the model.
        attributes: Its fields, as attrs gives them.

    Raises:
        AgreementError: not itself, but each field of *cls*: S302 or another structure code
            where it is given what it cannot hold.

    Example:
        >>> from attrs import field, frozen
        >>> from medborgarlofte.values import Part, says, strict
        >>> @frozen(kw_only=True, slots=False, repr=False, field_transformer=strict)
        ... class Note(Part):
        ...     about: str = field(metadata=says("Vad.", "What."))
        >>> Note(about="Torget").about
        'Torget'
    """
    said = (_in_docstring(a) for a in attributes if a.name != "extensions")
    cls.__doc__ = f"{(cls.__doc__ or '').rstrip()}\n\n    Attributes:\n" + "".join(
        f"        {line}\n" for line in said
    )
    return [
        attribute
        if attribute.name == "extensions"
        else attribute.evolve(converter=_guard(attribute))
        for attribute in attributes
    ]


@frozen(kw_only=True, slots=False, repr=False)
class Part(Shown):
    """Anything that is an object in JSON: the base of all classes of the model (del).

    Parts are frozen values: equal where they hold the same, hashable, copied with changes by
    :meth:`evolve`. They are made by keyword. Short forms are made into what a field holds: a
    string or a mapping of languages into a :class:`Text`, ``"2025"`` into a date or a period, a
    part into its id where an id is wanted, one thing into a list of one.

    Example:
        >>> from medborgarlofte import Measure, Promise
        >>> walks = Measure(title="Trygghetsvandringar", period="2025")
        >>> promise = Promise(text="Vi vandrar.", measures=walks, extensions={"x_ward": "Öster"})
        >>> promise.measures
        ('trygghetsvandringar',)
        >>> walks.period.last_day
        datetime.date(2025, 12, 31)
        >>> promise.extensions["x_ward"]
        'Öster'

    Attributes:
        extensions: Unknown fields, kept as they are and written back in place. A name
            of your own should begin with ``x_``.

    Raises:
        AgreementError: S302 or another structure code where a field is given what it cannot hold;
            the finding's pointer names the field.
    """

    extensions: JsonObject = field(
        default=EMPTY,
        converter=to_extensions,
        metadata=says("Egna uppgifter som formatet inte känner.", "Members unknown to the format."),
    )

    @classmethod
    def __attrs_init_subclass__(cls) -> None:
        """Let the class answer for fields that an object does not hold.

        A part that is read holds what its document says and no more; what a document
        leaves out is found here.
        """
        for attribute in attrs.fields(cls):
            if attribute.default is None or isinstance(attribute.default, str | tuple | JsonObject):
                setattr(cls, attribute.name, attribute.default)

    def __attrs_post_init__(self) -> None:
        if self.extensions:
            for spec in fields_of(type(self)):
                if spec.key in self.extensions:
                    raise AgreementError.of(Finding.of(KEY_TAKEN, key=spec.key))

    def __getstate__(self) -> dict[str, Any]:
        """The facts alone, for copies and pickles: what was worked out stays behind."""
        names = {attribute.name for attribute in attrs.fields(type(self))}
        held = dict(vars(self))  # another thread may be working something out meanwhile
        return {name: value for name, value in held.items() if name in names}

    def evolve(self, **changes: Any) -> Self:
        """Return a copy with *changes*; the original stays as it is.

        Args:
            **changes: New values of fields, by their names in Python.

        Raises:
            AgreementError: S302 or another structure code where a field is given what it
                cannot hold.

        Example:
            >>> from medborgarlofte import examples
            >>> vasteras = examples.load("vasteras")
            >>> vasteras.evolve(period="2027/2030").period
            Period.parse('2027/2030')
            >>> vasteras.period is None
            True
        """
        return attrs.evolve(self, **changes)

    def __repr__(self) -> str:
        shown = (
            f"{spec.name}={_brief(value)}"
            for spec in fields_of(type(self))
            if (value := getattr(self, spec.name)) not in (None, ())
        )
        kept = (
            [f"extensions={{{', '.join(map(ascii, self.extensions))}}}"] if self.extensions else []
        )
        return f"{type(self).__name__}({', '.join([*shown, *kept])})"


_BRIEF: Final = 60


def _brief(value: object) -> str:
    """A value on one line and of bounded length, whatever it holds."""
    if isinstance(value, tuple):
        inner = ", ".join(_brief(item) for item in value[:3])
        return f"[{inner}, … {len(value)} in all]" if len(value) > 3 else f"[{inner}]"
    if isinstance(value, Part):
        name = getattr(value, "id", None)
        return f"<{type(value).__name__} {name}>" if name else repr(value)
    if isinstance(value, Text):
        value = str(value)
    if isinstance(value, StrEnum):
        value = value.value
    shown = repr(value)
    return shown if len(shown) <= _BRIEF else f"{shown[: _BRIEF - 2]}…{shown[-1]}"


_specs: dict[type, tuple[FieldSpec, ...]] = {}


def fields_of(cls: type[Part]) -> tuple[FieldSpec, ...]:
    """What *cls* says of its fields, in the order in which they are written.

    The version and the id come first, then the others as the class lists them;
    ``extensions`` is no field of the format.

    Example:
        >>> from medborgarlofte import Target
        >>> from medborgarlofte.values import fields_of
        >>> [spec.key for spec in fields_of(Target)][:3]
        ['value', 'due', 'area']
    """
    if cls not in _specs:
        first = {"format_version": 0, "id": 1}
        specs = [_spec(a) for a in attrs.fields(cls) if a.name != "extensions"]
        _specs[cls] = tuple(sorted(specs, key=lambda spec: first.get(spec.name, 2)))
    return _specs[cls]
