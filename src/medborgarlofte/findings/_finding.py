"""One finding, as data; words are made when it is shown."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from operator import itemgetter
from typing import Any, Final

from attrs import evolve, field, frozen

from ._error import place_of
from ._kinds import require, require_each
from ._personal import cannot_hold, discreet, holds_personal_number
from ._rule import Level, Rule, Severity, rule_for
from ._wording import needs, word

ParamValue = str | int | Decimal | tuple[str, ...]
"""What a parameter of a message may be."""

Patch = tuple[Mapping[str, Any], ...]
"""A JSON Patch (RFC 6902), operations in order."""


def pointer(parts: Iterable[str | int]) -> str:
    """Join *parts* to a JSON Pointer (RFC 6901); no parts give ``""``, the whole.

    Example:
        >>> from medborgarlofte.findings import pointer
        >>> pointer(["promises", 0, "a/b"])
        '/promises/0/a~1b'
    """
    return "".join(
        "/" + (part.replace("~", "~0").replace("/", "~1") if isinstance(part, str) else str(part))
        for part in parts
    )


_Pairs = tuple[tuple[str, ParamValue], ...]


def _pairs(params: Mapping[str, ParamValue] | _Pairs) -> _Pairs:
    pairs = params.items() if isinstance(params, Mapping) else require(params, tuple, "parameters")
    named = [(require(name, str, "a name"), _discreet(value)) for name, value in map(_pair, pairs)]
    return tuple(sorted(named, key=itemgetter(0)) if isinstance(params, Mapping) else named)


def _pair(pair: object) -> tuple[object, Any]:
    name, value = pair if isinstance(pair, tuple) and len(pair) == 2 else (None, None)
    return name, value


# Whatever is found is told to others: a personal identity number never is, wherever it stands.
_WITHHELD: Final = "…"


def _discreet(value: Any) -> Any:
    if isinstance(value, tuple):
        told = tuple(map(_discreet, value))
        return value if told == value else told  # a copy of each copy is felt
    return _WITHHELD if isinstance(value, str) and holds_personal_number(value) else value


def _discreet_id(value: str | None) -> str | None:
    if value is not None and holds_personal_number(require(value, str, "an id")):
        return None
    return value


def _discreet_pointer(value: str) -> str:
    """The place itself, or the nearest around it whose name may be told."""
    if cannot_hold(require(value, str, "a JSON Pointer")):
        return value
    steps = value.split("/")[1:]
    return "".join(f"/{step}" for step in discreet(steps)) if steps else value


def _discreet_pointers(values: Iterable[str]) -> tuple[str, ...]:
    told = tuple(map(_discreet_pointer, require_each(values, str, "JSON Pointers")))
    return values if isinstance(values, tuple) and told == values else told


def _discreet_patch(patch: Patch | None) -> Patch | None:
    """What mends it, where it can be told."""
    if patch is None:
        return None
    steps = require_each(patch, Mapping, "a JSON Patch")  # type: ignore[type-abstract]  # asked of, never built
    told = (str(value) for step in steps for value in step.values())
    return None if any(map(holds_personal_number, told)) else steps


@frozen(kw_only=True)
class Finding:
    """Something found in a document (anmärkning).

    A personal identity number is never told: what would hold one is cut short or left out.

    Example:
        >>> from medborgarlofte import Agreement, validate
        >>> plan = Agreement(title="Löften", kind="citizen_promise", period="2026/2025")
        >>> finding = validate(plan).findings[0]
        >>> finding.code, finding.severity.value, finding.pointer
        ('K201', 'error', '/period/end')
        >>> finding.message("sv")
        'slutar 2025, före sin början 2026'

    Attributes:
        code: The rule's frozen code, such as ``S301``.
        severity: How much it weighs here.
        pointer: Where, as a JSON Pointer (RFC 6901); ``""`` is the whole document.
        entity: The class of the part it stands in, such as ``Promise``.
        entity_id: That part's id, where it has one.
        parameters: What the message is filled with, as sorted pairs.
        related: Pointers to other places that take part in it.
        mend: A JSON Patch (RFC 6902) that removes the finding, where one is safe.
        line: The line in a JSON Lines file, counted from 1.

    Raises:
        AgreementError: S003 where one of them is of another kind.
    """

    code: str
    severity: Severity
    pointer: str = field(default="", converter=_discreet_pointer)
    entity: str | None = None
    entity_id: str | None = field(default=None, converter=_discreet_id)
    parameters: tuple[tuple[str, ParamValue], ...] = field(default=(), converter=_pairs)
    related: tuple[str, ...] = field(default=(), converter=_discreet_pointers)
    mend: Patch | None = field(default=None, hash=False, converter=_discreet_patch)
    line: int | None = None

    @classmethod
    def of(cls, rule: Rule, pointer: str = "", **params: ParamValue) -> "Finding":
        """Make a finding of *rule* at *pointer*, with the rule's own severity.

        Args:
            rule: The rule that is broken.
            pointer: Where, as a JSON Pointer (RFC 6901).
            params: What the rule's message is filled with, by name.

        Raises:
            AgreementError: S003 where *rule* is no rule or *pointer* no text.

        Example:
            >>> from medborgarlofte import Finding
            >>> from medborgarlofte.findings import rule_for
            >>> Finding.of(rule_for("S301"), "/parties/0", key="name").message("en")
            'name is missing'
        """
        require(rule, Rule, "a rule")
        return cls(code=rule.code, severity=rule.severity, pointer=pointer, parameters=params)

    @property
    def rule(self) -> Rule:
        """The rule behind the code.

        Raises:
            AgreementError: S003 where no rule has it.
        """
        return rule_for(self.code)

    @property
    def level(self) -> Level:
        """Structure, consistency or practice."""
        return self.rule.level

    @property
    def params(self) -> dict[str, ParamValue]:
        """The parameters by name."""
        return dict(self.parameters)

    def message(self, lang: str = "sv") -> str:
        """Say what is wrong.

        Args:
            lang: ``sv`` or ``en``.

        Raises:
            AgreementError: S003 where *lang* is neither.

        Example:
            >>> from medborgarlofte import validate
            >>> validate("{}").findings[0].message("sv")
            'ingen överenskommelse: nyckeln "medborgarlofte" saknas'
        """
        rule, params = self.rule, self.params
        said = word(rule.message.in_language(lang), params, lang)
        if rule.hint is not None and needs(rule.hint.in_language(lang)) <= params.keys():
            said += "; " + word(rule.hint.in_language(lang), params, lang)
        return said

    def evolve(self, **changes: Any) -> "Finding":
        """Return a copy with *changes*, new values of attributes by name.

        Example:
            >>> from medborgarlofte import Severity, validate
            >>> validate("{}").findings[0].evolve(severity=Severity.INFO).severity.words.sv
            'Upplysning'
        """
        return evolve(self, **changes)

    def to_dict(self, lang: str = "sv") -> dict[str, Any]:
        """The finding as JSON-ready data.

        Its form is :func:`medborgarlofte.findings.report_schema`, under ``Finding``.

        Args:
            lang: The language of its message, ``sv`` or ``en``.

        Raises:
            AgreementError: S003 where *lang* is neither.

        Example:
            >>> from medborgarlofte import validate
            >>> validate("{}").findings[0].to_dict("en")["message"]
            'no agreement: the key "medborgarlofte" is missing'
        """
        more: dict[str, Any] = {
            "entity": self.entity,
            "entity_id": self.entity_id,
            "params": {name: _plain(value) for name, value in self.parameters},
            "related": list(self.related),
            "mend": [dict(step) for step in self.mend or ()],
            "line": self.line,
        }
        return {
            "code": self.code,
            "name": self.rule.name,
            "level": self.level.value,
            "severity": self.severity.value,
            "pointer": self.pointer,
            "message": self.message(lang),
            **{key: value for key, value in more.items() if value},
        }

    def __str__(self) -> str:
        """The finding on one line, in English."""
        return f"{self.code} {self.severity.value} at {place_of(self)}: {self.message('en')}"

    def sort_key(self) -> tuple[object, ...]:
        """What findings are sorted by: worst first, then by code and by place.

        Example:
            >>> from medborgarlofte import Finding, validate
            >>> found = validate("{}").findings
            >>> sorted(found, key=Finding.sort_key) == list(found)
            True
        """
        place = [
            (int(part), "")
            if part.isascii() and part.isdecimal() and len(part) < 10
            else (-1, part)
            for part in self.pointer.split("/")
        ]
        return (self.line or 0, self.severity.rank, self.code, place, repr(self.parameters))


def _plain(value: ParamValue) -> Any:
    """*value* as JSON has it; an exact number becomes text, so that it stays exact."""
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, Decimal) else value
