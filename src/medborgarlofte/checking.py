"""One question, asked of anything: is this agreement all right?"""

import tomllib
from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import partial
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import Any

from attrs import evolve, field, frozen

from . import checks
from .findings import (
    AgreementError,
    Finding,
    Report,
    Severity,
    all_rules,
    require,
    require_each,
    wrong_input,
)
from .findings.structure import BAD_PROFILE, WRONG_INPUT
from .format import examine, examine_agreement, read_bytes
from .model import Agreement
from .values import PartialDate, to_day

__all__ = ["PROFILES", "Profile", "validate"]

Day = date | PartialDate | str
"""A day as users give it: ``date(2019, 12, 31)`` or ``"2019-12-31"``."""


def _selectors(value: Collection[str]) -> tuple[str, ...]:
    """Selectors as a tuple; each must name a rule, or nothing would be asked in silence."""
    selectors = (value,) if isinstance(value, str) else require_each(value, str, "names of rules")
    for selector in selectors:
        if not any(_named(rule.code, rule.name, (selector,)) for rule in all_rules()):
            raise AgreementError.of(Finding.of(BAD_PROFILE, reason=f"no rule is called {selector}"))
    return selectors


def _severities(value: Mapping[str, str]) -> Mapping[str, Severity]:
    """Severities by rule; a mapping that does not change."""
    _selectors(tuple(require(value, Mapping, "severities by rule")))  # type: ignore[type-abstract]  # asked of, never built
    if not all(weight in list(Severity) for weight in value.values()):
        raise AgreementError.of(Finding.of(BAD_PROFILE, reason="severity"))
    return MappingProxyType({rule: Severity(weight) for rule, weight in value.items()})


@frozen(kw_only=True)
class Profile:
    """Which rules count, and how much (profil).

    A rule is named by its code (``R301``), by the beginning of one (``R3``, ``K``) or by
    its name (``promise-without-measure``).

    Example:
        >>> from medborgarlofte import Profile, examples, validate
        >>> ours = Profile(select=["R2"], ignore=["R201"], strict=True)
        >>> validate(examples.load("vasteras"), profile=ours).codes()
        ('R204', 'R212', 'R203', 'R210')

    Attributes:
        select: The rules that are asked; the structure rules always are.
        ignore: Rules that are not, though selected.
        severity: Severities other than the rules' own, by rule.
        strict: Whether warnings count as errors.

    Raises:
        AgreementError: S005 where a rule or a severity is none, S003 where one of them is of
            another kind.
    """

    select: tuple[str, ...] = field(default=("K", "R"), converter=_selectors)
    ignore: tuple[str, ...] = field(default=(), converter=_selectors)
    severity: Mapping[str, Severity] = field(factory=dict, converter=_severities, hash=False)
    strict: bool = False

    def __reduce__(self) -> tuple[Any, ...]:
        """For other processes: a view of a dictionary cannot be sent there."""
        made = partial(
            Profile,
            select=self.select,
            ignore=self.ignore,
            severity=dict(self.severity),
            strict=self.strict,
        )
        return made, ()

    @classmethod
    def load(cls, path: str | PathLike[str]) -> "Profile":
        r"""Read a profile from a TOML file, or from its table ``[tool.medborgarlofte]``.

        The keys are ``profile`` (the built-in one to start from), ``select``, ``ignore``,
        ``strict``, and the table ``severity`` from rule to error, warning or info.

        Args:
            path: The file.

        Raises:
            AgreementError: S001 where it cannot be read, S003 where *path* is no path, S005
                where it is no profile.

        Example:
            >>> from pathlib import Path
            >>> from medborgarlofte import Profile
            >>> _ = Path("ours.toml").write_text('profile = "publish"\nignore = ["K4"]\n')
            >>> Profile.load("ours.toml").ignore
            ('K4',)
        """
        try:
            data = tomllib.loads(read_bytes(path).decode())
        except (ValueError, RecursionError) as error:
            if isinstance(error, AgreementError):
                raise
            raise AgreementError.of(Finding.of(BAD_PROFILE, reason="no TOML")) from None
        table = data.get("tool")
        if isinstance(table, dict):
            data = table.get("medborgarlofte", {})
        if not isinstance(data, dict):
            raise AgreementError.of(Finding.of(BAD_PROFILE, reason="no table"))
        return _profile_of(data)

    def includes(self, code: str, name: str) -> bool:
        """Tell whether a rule is asked.

        Args:
            code: Its code, such as ``R301``.
            name: Its name, such as ``promise-without-measure``.

        Raises:
            AgreementError: S003 where one of them is no text.

        Example:
            >>> from medborgarlofte import PROFILES
            >>> PROFILES["exchange"].includes("R301", "promise-without-measure")
            False
        """
        require(code, str, "a code")
        require(name, str, "a name")
        return _named(code, name, self.select) and not _named(code, name, self.ignore)

    def weigh(self, finding: Finding) -> Finding:
        """*finding* with the severity that this profile gives it.

        Raises:
            AgreementError: S003 where *finding* is none.

        Example:
            >>> from medborgarlofte import Profile, validate
            >>> finding = validate("{}").findings[0]
            >>> Profile(severity={"S202": "warning"}).weigh(finding).severity.value
            'warning'
        """
        weight = require(finding, Finding, "a finding").severity
        for rule, severity in self.severity.items():
            if _named(finding.code, finding.rule.name, (rule,)):
                weight = severity
        if self.strict and weight is Severity.WARNING:
            weight = Severity.ERROR
        return finding if weight is finding.severity else finding.evolve(severity=weight)


def _profile_of(data: Mapping[str, Any]) -> Profile:
    """The profile that a table describes."""
    forms: dict[str, Callable[[Any], bool]] = {
        "profile": lambda value: isinstance(value, str) and value in PROFILES,
        "select": _is_list_of_text,
        "ignore": _is_list_of_text,
        "strict": lambda value: isinstance(value, bool),
        "severity": lambda value: (
            isinstance(value, dict) and all(weight in list(Severity) for weight in value.values())
        ),
    }
    for key, value in data.items():
        if key not in forms or not forms[key](value):
            raise AgreementError.of(Finding.of(BAD_PROFILE, reason=f"key {key}"))
    chosen = PROFILES[data.get("profile", "bra")]
    return evolve(
        chosen,
        select=tuple(data.get("select", chosen.select)),
        ignore=(*chosen.ignore, *data.get("ignore", ())),
        severity=data.get("severity", {}),
        strict=data.get("strict", chosen.strict),
    )


def _is_list_of_text(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _named(code: str, name: str, selectors: Collection[str]) -> bool:
    return any(bool(s) and (code.startswith(s) or name == s) for s in selectors)


PROFILES: Mapping[str, Profile] = {
    "exchange": Profile(select=("K",)),
    "publish": Profile(
        # what an inhabitant must be told: who promises what, until when, and how it went
        select=(
            "K",
            "no-period",
            "signing-date-unknown",
            "no-communication",
            "no-translation",
            "record-incomplete",
            "text-to-fill-in",
            "promise-without-promisor",
            "promise-hard-to-read",
            "promise-without-contact",
            "verdict-without-reason",
            "not-reported-back",
        )
    ),
    "bra": Profile(select=("K", "R")),
}
"""The built-in profiles, for exchange between systems, publication, and all of good practice."""


def validate(
    document: bytes | bytearray | memoryview | str | Path | Agreement,
    *,
    profile: Profile | str = "bra",
    on: Day | None = None,
) -> Report:
    """Tell all that is wrong with *document*, or wanting; bad content raises nothing.

    Args:
        document: JSON as bytes or text, a path to a file, or an agreement. A ``str`` is
            always JSON, never a path.
        profile: Which rules count: ``exchange``, ``publish``, ``bra``, or one of your own.
        on: The day that counts as today, ``"2025-12-31"`` or a ``date``; the present day in
            Sweden where left out.

    Returns:
        The report; ``report.ok`` where no finding is an error.

    Raises:
        AgreementError: S005 where there is no such profile, S003 or S308 where *on* is no day.

    Example:
        >>> from medborgarlofte import examples, validate
        >>> report = validate(examples.load("strangnas"), profile="publish", on="2020-02-01")
        >>> report.ok, report.codes()
        (True, ('R610', 'R110', 'R112', 'R118', 'R308'))
    """
    rules = chosen_profile(profile)
    try:
        agreement, structure = _examined(document)
    except AgreementError as error:
        return Report(map(rules.weigh, error.report))
    findings = list(structure)
    if agreement is not None:
        asked = (check.rule for check in checks.CHECKS.values())
        codes = [rule.code for rule in asked if rules.includes(rule.code, rule.name)]
        findings.extend(checks.run(agreement, day_of(on), codes))
    return Report(map(rules.weigh, findings))


def chosen_profile(profile: Profile | str) -> Profile:
    """The profile itself, or the built-in one of that name; S005 where there is none."""
    if isinstance(profile, Profile):
        return profile
    if not isinstance(profile, str) or profile not in PROFILES:
        raise AgreementError.of(Finding.of(BAD_PROFILE, reason=f"not one of {', '.join(PROFILES)}"))
    return PROFILES[profile]


def _examined(document: object) -> tuple[Agreement | None, Report]:
    if isinstance(document, Agreement):
        return document, examine_agreement(document)
    if isinstance(document, Path):
        return examine(read_bytes(document))
    if isinstance(document, bytes | bytearray | memoryview | str):
        return examine(document)
    raise wrong_input(document, "bytes, str, Path or Agreement")


def day_of(on: Day | None) -> date:
    """The day that *on* names; the present day in Sweden where it is left out.

    Raises:
        AgreementError: S308 where it is no date, S003 where it is a date that is no day.
    """
    if on is None:
        return today()
    if isinstance(on, str):
        on = PartialDate.parse(on)
    if isinstance(on, PartialDate):
        if on.first_day != on.last_day:
            raise AgreementError.of(
                Finding.of(WRONG_INPUT, expected="a day", found=f"a {on.precision.label('en')}")
            )
        return on.first_day
    return to_day(on)


def today() -> date:
    """The present day in Sweden."""
    import pendulum

    now = pendulum.now("Europe/Stockholm")
    return date(now.year, now.month, now.day)
