"""What a class says of its fields, as data: what one value may be, and what the field is."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from attrs import frozen

from medborgarlofte.findings import Finding, Words
from medborgarlofte.findings.structure import INTEGER_OUT_OF_RANGE, OUT_OF_RANGE, WRONG_TYPE

from .codes import ClosedCodelist, hint_of
from .forms import Form, OpenList, Reference
from .numbers import LARGEST_INTEGER
from .sensitivity import Sensitivity


class Kind(StrEnum):
    """What sort of thing a field holds.

    Example:
        >>> from medborgarlofte import Promise
        >>> from medborgarlofte.values import Kind, fields_of
        >>> [spec.name for spec in fields_of(Promise) if spec.shape.kind is Kind.REFERENCE][:2]
        ['areas', 'sources']
    """

    TEXT = "text"
    STRING = "string"
    DATE = "date"
    NUMBER = "number"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    CLOSED = "closed"
    OPEN = "open"
    REFERENCE = "reference"
    PART = "part"


@frozen
class Shape:
    """What one value of a field may be.

    Example:
        >>> from medborgarlofte import Period
        >>> from medborgarlofte.values import fields_of
        >>> fields_of(Period)[0].shape.kind.value
        'date'

    Attributes:
        kind: What sort of thing.
        type: The Python class of it.
        form: The form of a string.
        reference: What a reference points at.
        codelist: The open list that a code may come from.
        minimum: The least a number may be.
    """

    kind: Kind
    type: type
    form: Form | None = None
    reference: Reference | None = None
    codelist: OpenList | None = None
    minimum: int | None = None

    def trouble_with(self, value: object, at: str = "") -> Finding | None:
        """Return what keeps a Python value from standing here, if anything.

        Args:
            value: Any value.
            at: The JSON Pointer that a finding is to have.

        Example:
            >>> from medborgarlofte import Period
            >>> from medborgarlofte.values import fields_of
            >>> fields_of(Period)[0].shape.trouble_with(2025, "/start").code
            'S302'
        """
        # bool is an int to Python, and never to us
        if not isinstance(value, self.type) or (isinstance(value, bool) and self.type is not bool):
            expected = _WRITTEN.get(self.kind, self.kind)
            return Finding.of(WRONG_TYPE, at, expected=expected, found=type(value).__name__)
        if self.form is not None:
            found = self.form.trouble_with(value, at)  # type: ignore[arg-type]  # forms are for strings
            return found and found.evolve(parameters={**found.params, **self.hint(value)})
        if self.kind is Kind.INTEGER and abs(value) > LARGEST_INTEGER:  # type: ignore[arg-type]  # a number
            return Finding.of(INTEGER_OUT_OF_RANGE, at)
        if self.minimum is not None and value < self.minimum:  # type: ignore[operator]  # a number
            return Finding.of(OUT_OF_RANGE, at, minimum=self.minimum)
        return None

    def hint(self, value: object) -> dict[str, str]:
        """What a message says of *value* where it is the label of a code that may stand here.

        Example:
            >>> from medborgarlofte import Party
            >>> from medborgarlofte.values import fields_of
            >>> kind = next(spec.shape for spec in fields_of(Party) if spec.key == "kind")
            >>> kind.hint("Polis")
            {'meant': 'polis', 'suggestion': 'police'}
        """
        if not isinstance(value, str):
            return {}
        if self.codelist is not None:
            return hint_of(self.codelist.codelist, value)
        return hint_of(self.type, value) if issubclass(self.type, ClosedCodelist) else {}


_WRITTEN: Final[Mapping[Kind, str]] = {
    Kind.PART: "object",
    Kind.DATE: "string",
    Kind.CLOSED: "string",
    Kind.OPEN: "string",
    Kind.REFERENCE: "string",
}
"""What stands in JSON for a sort of thing that has no word of its own in a message."""


@frozen
class FieldSpec:
    """What a class says of one of its fields.

    Example:
        >>> from medborgarlofte import Promise
        >>> from medborgarlofte.values import fields_of
        >>> spec = fields_of(Promise)[1]
        >>> spec.key, spec.required, spec.words.sv
        ('text', True, 'Löftet som det står.')

    Attributes:
        name: The attribute in Python.
        key: The key in JSON.
        shape: What one value may be.
        many: Whether it is a list of such values.
        required: Whether JSON must have it.
        words: What it is, in Swedish and English.
        sensitivity: Who may read it.
        deprecated: Whether it is not to be used any more.
    """

    name: str
    key: str
    shape: Shape
    many: bool
    required: bool
    words: Words
    sensitivity: Sensitivity
    deprecated: bool
