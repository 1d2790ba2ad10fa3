"""A rule: a frozen code, its words in two languages, and why it exists."""

from enum import StrEnum
from importlib import import_module
from typing import Final, NoReturn

from attrs import field, frozen

from ._kinds import require, wrong_input
from ._language import to_language


class Level(StrEnum):
    """What a rule speaks about (nivå).

    Example:
        >>> from medborgarlofte import Level, validate
        >>> finding = validate("{}").findings[0]
        >>> finding.level is Level.STRUCTURE, finding.level.words.sv
        (True, 'Struktur')
    """

    STRUCTURE = "structure"
    """The shape of the file (struktur)."""
    CONSISTENCY = "consistency"
    """What cannot be true together (motsägelse)."""
    PRACTICE = "practice"
    """What guidance, law and evaluations ask for (god praxis)."""

    @property
    def words(self) -> "Words":
        """What it is called, in Swedish and English."""
        return _LEVEL_TITLES[self]

    @classmethod
    def _missing_(cls, value: object) -> NoReturn:
        raise wrong_input(value, "a level")


class Severity(StrEnum):
    """How much a finding weighs (allvar), from worst to mildest.

    Example:
        >>> from medborgarlofte import Severity
        >>> [(severity.value, severity.words.sv, severity.rank) for severity in Severity]
        [('error', 'Fel', 0), ('warning', 'Varning', 1), ('info', 'Upplysning', 2)]
    """

    ERROR = "error"
    """The document cannot be used, or says what cannot be true (fel)."""
    WARNING = "warning"
    """Something that good practice asks for is missing (varning)."""
    INFO = "info"
    """Worth knowing (upplysning)."""

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for a note."""
        return _RANKS[self]

    @property
    def words(self) -> "Words":
        """What it is called, in Swedish and English."""
        return _SEVERITY_TITLES[self]

    @classmethod
    def _missing_(cls, value: object) -> NoReturn:
        raise wrong_input(value, "a severity")


_RANKS: Final = {severity: rank for rank, severity in enumerate(Severity)}


@frozen
class Words:
    """The same sentence in Swedish and in English.

    Example:
        >>> from medborgarlofte.findings import Words
        >>> Words("löfte", "promise").in_language("en")
        'promise'

    Attributes:
        sv: In Swedish.
        en: In English.
    """

    sv: str
    en: str

    def in_language(self, lang: str) -> str:
        """The sentence in *lang*, ``sv`` or ``en``.

        Raises:
            AgreementError: S003 where *lang* is neither.

        Example:
            >>> from medborgarlofte.findings import Words
            >>> Words("åtgärd", "measure").in_language("sv")
            'åtgärd'
        """
        return self.sv if to_language(lang) == "sv" else self.en


_LEVEL_TITLES: Final = {
    Level.STRUCTURE: Words("Struktur", "Structure"),
    Level.CONSISTENCY: Words("Motsägelser", "Consistency"),
    Level.PRACTICE: Words("God praxis", "Practice"),
}
_SEVERITY_TITLES: Final = {
    Severity.ERROR: Words("Fel", "Error"),
    Severity.WARNING: Words("Varning", "Warning"),
    Severity.INFO: Words("Upplysning", "Note"),
}
_LEVEL_OF_LETTER: Final = {
    "S": Level.STRUCTURE,
    "K": Level.CONSISTENCY,
    "R": Level.PRACTICE,
}

OWN_SOURCE: Final = "medborgarlofte"
"""The source of a rule that no norm stands behind: the project's own."""


@frozen
class Rule:
    """One thing that can be found wrong, or wanting, in an agreement (regel).

    Example:
        >>> from medborgarlofte.findings import rule_for
        >>> rule = rule_for("R301")
        >>> rule.name, rule.level.value, rule.severity.value
        ('promise-without-measure', 'practice', 'warning')
        >>> rule.mend.sv
        'Lägg till en åtgärd och ange den hos löftet, eller löftet hos åtgärden.'

    Attributes:
        code: Frozen for ever, such as ``S301``; its letter says the level.
        name: Short and stable, for people who read code, such as ``missing-key``.
        severity: How much a finding weighs unless a profile says otherwise.
        message: What is wrong; a template filled with the finding's parameters.
        why: Why it matters.
        mend: The smallest change that mends it.
        source: The norm or evaluation behind it, or ``medborgarlofte`` where the
            rule is the project's own.
        example: A fragment of JSON that breaks it.
        hint: What is added to the message where more is known; a template, said only where
            the finding has all that fills it.
    """

    code: str
    name: str
    severity: Severity
    message: Words
    why: Words
    mend: Words
    example: str = ""
    source: str = field(default=OWN_SOURCE)
    hint: Words | None = None

    @property
    def level(self) -> Level:
        """The level, told by the code's letter."""
        return _LEVEL_OF_LETTER[self.code[0]]


_rules: dict[str, Rule] = {}


def register(rule: Rule) -> Rule:
    """Enter *rule* in the list of codes; a code means one thing only.

    Raises:
        ValueError: where its code is taken.

    Example:
        >>> from medborgarlofte.findings import register, rule_for
        >>> register(rule_for("S301"))
        Traceback (most recent call last):
        ValueError: the code S301 is taken
    """
    if rule.code in _rules:
        raise ValueError(f"the code {rule.code} is taken")
    _rules[rule.code] = rule
    return rule


# Where rules are entered, some on a higher floor: fetched by name, when all are asked for.
_HOMES: Final = ("findings.structure", "findings.conflict", "checks")


def _enter_all() -> None:
    for home in _HOMES:
        import_module(f"medborgarlofte.{home}")


def rule_for(code: str) -> Rule:
    """The rule behind *code*, such as ``S301``.

    Raises:
        AgreementError: S003 where there is none.

    Example:
        >>> from medborgarlofte.findings import rule_for
        >>> rule_for("K101").message.sv
        'id:t {id} finns flera gånger'
    """
    if require(code, str, "the code of a rule") not in _rules:
        _enter_all()
    if code not in _rules:
        raise wrong_input(code, "the code of a rule")
    return _rules[code]


def all_rules() -> tuple[Rule, ...]:
    """Every rule there is, in the order of the codes (S, K, R).

    Example:
        >>> from medborgarlofte.findings import all_rules
        >>> [rule.code for rule in all_rules()][:3]
        ['S001', 'S002', 'S003']
    """
    _enter_all()
    return tuple(sorted(_rules.values(), key=lambda rule: ("SKR".index(rule.code[0]), rule.code)))
