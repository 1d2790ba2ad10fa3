"""An agreement as a field of a pydantic model (extra ``pydantic``), and so in FastAPI.

>>> from pydantic import BaseModel
>>> from medborgarlofte import examples
>>> class Submission(BaseModel):
...     sender: str
...     agreement: AgreementField
>>> sent = Submission(sender="Laxå kommun", agreement=examples.source("laxa"))
>>> sent.agreement == examples.load("laxa")
True
>>> Submission.model_validate_json(sent.model_dump_json()) == sent
True
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Final

from attrs import field, frozen

from medborgarlofte.checking import Profile
from medborgarlofte.findings import AgreementError, Finding, require, to_language
from medborgarlofte.findings.structure import WRONG_INPUT
from medborgarlofte.format import json_schema
from medborgarlofte.model import Agreement

from ._taking import in_doubles, optional_profile, shown, taken

try:
    from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError, core_schema
except ImportError:
    raise ImportError(
        'a field of a model needs its extra: pip install "medborgarlofte[pydantic]"'
    ) from None

__all__ = ["AgreementField", "CheckedBy"]


@frozen
class CheckedBy:
    """How an agreement in a pydantic model is checked: ``Annotated[Agreement, CheckedBy(…)]``.

    What is wrong becomes a :class:`pydantic.ValidationError` with an error for each finding
    of error level: its ``type`` is the code, its ``loc`` the way to the place, its ``msg`` the
    message, and its ``ctx`` has the JSON Pointer and the rule's name. What the document holds
    is not repeated in it, since that may be personal data.

    Attributes:
        profile: Which rules it must keep (profil): ``exchange``, ``publish``, ``bra`` or one of
            your own. Where left out, those of structure, without which it cannot be read.
        lang: The language of the messages, ``sv`` or ``en``.
        on: The day that counts as today; the present one where left out.

    Raises:
        AgreementError: S005 where there is no such profile, S003 where *lang* is neither.

    Example:
        >>> from typing import Annotated
        >>> from pydantic import TypeAdapter, ValidationError
        >>> from medborgarlofte import Agreement
        >>> from medborgarlofte.integrations.pydantic import CheckedBy
        >>> field = TypeAdapter(Annotated[Agreement, CheckedBy("exchange", lang="sv")])
        >>> try:
        ...     field.validate_python({"medborgarlofte": "1.0", "titel": "Löften"})
        ... except ValidationError as error:
        ...     error.errors()[-1]["type"], error.errors()[-1]["loc"]
        ('S303', ('titel',))
    """

    profile: Profile | None = field(default=None, converter=optional_profile)
    lang: str = field(default="en", kw_only=True, converter=to_language)
    on: date | None = field(default=None, kw_only=True)

    def __get_pydantic_core_schema__(self, source: Any, _: Any) -> core_schema.CoreSchema:
        if source is not Agreement:
            raise AgreementError.of(
                Finding.of(WRONG_INPUT, expected="Annotated[Agreement, …]", found=repr(source))
            )
        return core_schema.no_info_plain_validator_function(
            self._read,
            serialization=core_schema.plain_serializer_function_ser_schema(
                _written, when_used="json"
            ),
        )

    def __get_pydantic_json_schema__(self, _: Any, handler: Any) -> dict[str, Any]:
        shown: dict[str, Any] = handler(_definitions())
        return shown

    def _read(self, value: Any) -> Agreement:
        try:
            return taken(value, self.profile, self.on)
        except AgreementError as error:
            lines = [_line(finding, self.lang) for finding in error.report.errors]
            # pydantic takes it apart again, and puts the way to this field before each place
            raise ValidationError.from_exception_data("Agreement", lines) from None


def _written(agreement: Agreement) -> Any:
    return in_doubles(require(agreement, Agreement, "an Agreement"))


# ── Findings, as pydantic tells them ───────────────────────────────────────────

_WITHHELD: Final = "…"
"""What pydantic shows of the input: it would be the whole document, for each finding."""


def _line(finding: Finding, lang: str) -> InitErrorDetails:
    message = shown(finding.message(lang))
    told = {"pointer": shown(finding.pointer), "name": finding.rule.name}
    if "{" in message:  # a template to pydantic
        told, message = {**told, "message": message}, "{message}"
    return InitErrorDetails(
        type=PydanticCustomError(finding.code, message, told),  # pyright: ignore[reportArgumentType]  # its types want a literal
        loc=tuple(map(_step, told["pointer"].split("/")[1:])),
        input=_WITHHELD,
    )


def _step(written: str) -> str | int:
    """One step of a JSON Pointer; what looks like a place in a list is a number to pydantic."""
    if written.isascii() and written.isdecimal() and len(written) < _LONGEST_INDEX:
        return int(written)
    return written.replace("~1", "/").replace("~0", "~")


_LONGEST_INDEX: Final = 10


# ── Our JSON Schema, as definitions of pydantic's own ──────────────────────────

_OURS: Final = "medborgarlofte."
_THEIRS: Final = "#/$defs/"


def _as_definition(name: str, schema: Mapping[str, Any]) -> core_schema.CoreSchema:
    """A definition that pydantic names, refers to and gathers as it does those of a model."""

    def shown(_: Any, handler: Any) -> Any:
        return _referring(schema, handler)

    return core_schema.any_schema(ref=_OURS + name, metadata={"pydantic_js_functions": [shown]})


def _referring(value: Any, handler: Any) -> Any:
    """*value* with its references written as pydantic writes them."""
    if isinstance(value, list):
        return [_referring(item, handler) for item in value]
    if not isinstance(value, Mapping):
        return value
    told = {key: _referring(item, handler) for key, item in value.items() if key != "$ref"}
    if "$ref" in value:
        name = value["$ref"].removeprefix(_THEIRS)
        told.update(handler(core_schema.definition_reference_schema(_OURS + name)))
    return told


def _definitions() -> core_schema.CoreSchema:
    schema = json_schema()
    parts = schema.pop("$defs")
    del schema["$schema"], schema["$id"]  # those of a document; pydantic's is another
    return core_schema.definitions_schema(
        core_schema.definition_reference_schema(f"{_OURS}Agreement"),
        [_as_definition(name, part) for name, part in {**parts, "Agreement": schema}.items()],
    )


AgreementField = Annotated[Agreement, CheckedBy()]
"""An agreement in a pydantic model, read by the rules of structure.

It takes JSON as text or bytes, JSON already parsed, or an ``Agreement``, and is one then.
``model_dump()`` leaves it one; ``model_dump_json()`` and ``model_dump(mode="json")`` write its
JSON, from which the same agreement is read; ``model_json_schema()`` has our JSON Schema.
"""
