"""One question, asked of anything: is this agreement all right?"""

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path

from attrs import field, frozen

from . import checks
from .findings import AgreementError, Finding, Level, Report, Severity, all_rules
from .findings.structure import WRONG_INPUT
from .format import examine, parse, read_bytes, to_tree
from .model import Agreement

__all__ = ["PROFILES", "Profile", "validate"]


@frozen(kw_only=True)
class Profile:
    """Which rules count, and how much (profil).

    A rule is named by its code (``R301``), by the beginning of one (``R3``, ``K``) or by
    its name (``promise-without-measure``).

    Attributes:
        select: The rules that are asked; the structure rules always are.
        ignore: Rules that are not, though selected.
        severity: Severities other than the rules' own, by rule.
        strict: Whether warnings count as errors.
    """

    select: tuple[str, ...] = ("K", "R")
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(factory=dict)
    strict: bool = False

    def includes(self, code: str, name: str) -> bool:
        """Tell whether the rule *code* is asked."""
        return _named(code, name, self.select) and not _named(code, name, self.ignore)

    def weigh(self, finding: Finding) -> Finding:
        """*finding* with the severity that this profile gives it."""
        weight = finding.severity
        for rule, severity in self.severity.items():
            if _named(finding.code, finding.rule.name, (rule,)):
                weight = severity
        if self.strict and weight is Severity.WARNING:
            weight = Severity.ERROR
        return finding if weight is finding.severity else finding.evolve(severity=weight)


def _named(code: str, name: str, selectors: Collection[str]) -> bool:
    return any(code.startswith(selector) or name == selector for selector in selectors)


PROFILES: Mapping[str, Profile] = {
    "exchange": Profile(select=("K",)),
    "publish": Profile(select=("K", "R")),
    "bra": Profile(select=("K", "R")),
}
"""The built-in profiles: exchange between systems, publication, and all of good practice."""


def validate(
    document: bytes | str | Path | Agreement,
    *,
    profile: Profile | str = "bra",
    on: date | None = None,
) -> Report:
    """Tell all that is wrong with *document*, or wanting; bad content raises nothing.

    Args:
        document: JSON as bytes or text, a path to a file, or an agreement. A ``str`` is
            always JSON, never a path.
        profile: Which rules count: ``exchange``, ``publish``, ``bra``, or one of your own.
        on: The day that counts as today; the present day in Sweden where left out.

    Returns:
        The report; ``report.ok`` where no finding is an error.
    """
    rules = PROFILES[profile] if isinstance(profile, str) else profile
    try:
        agreement, structure = _examined(document)
    except AgreementError as error:
        return Report(map(rules.weigh, error.report))
    findings = list(structure)
    if agreement is not None:
        codes = [
            rule.code
            for rule in all_rules()
            if rule.level is not Level.STRUCTURE and rules.includes(rule.code, rule.name)
        ]
        findings.extend(checks.run(agreement, on or today(), codes))
    return Report(map(rules.weigh, findings))


def _examined(document: object) -> tuple[Agreement | None, Report]:
    if isinstance(document, Agreement):
        return document, examine(to_tree(document))[1]
    if isinstance(document, Path):
        return examine(parse(read_bytes(document)))
    if isinstance(document, bytes | str):
        return examine(parse(document))
    found = type(document).__name__
    raise AgreementError.of(
        Finding.of(WRONG_INPUT, expected="bytes, str, Path or Agreement", found=found)
    )


def today() -> date:
    """The present day in Sweden."""
    import pendulum

    now = pendulum.now("Europe/Stockholm")
    return date(now.year, now.month, now.day)
