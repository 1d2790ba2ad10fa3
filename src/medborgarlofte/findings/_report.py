"""All that was found in one document."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from attrs import field, frozen

from ._error import AgreementError
from ._finding import Finding
from ._kinds import require_each
from ._language import to_language
from ._notebook import Shown
from ._rule import Severity


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(require_each(findings, Finding, "findings"), key=Finding.sort_key))


@frozen
class Report(Shown):
    """What was found in one document, worst first (rapport).

    A report is true of one document at one time; two reports with the same
    findings are equal. Iterating gives the findings.

    Example:
        >>> from datetime import date
        >>> from medborgarlofte import examples, validate
        >>> report = validate(examples.load("laxa"), on=date(2019, 1, 1))
        >>> report.ok, len(report), report.summary()
        (True, 17, {'error': 0, 'warning': 9, 'info': 8})

    Attributes:
        findings: The findings, ordered by severity, code and place.

    Raises:
        AgreementError: S003 where they are something else.
    """

    findings: tuple[Finding, ...] = field(default=(), converter=_in_order)

    @property
    def ok(self) -> bool:
        """True where no finding is of error level."""
        return not any(f.severity is Severity.ERROR for f in self.findings)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings of error level."""
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def __str__(self) -> str:
        """Each finding on a line, in English; ``message("sv")`` has the words in Swedish."""
        return "\n".join(map(str, self.findings)) or "nothing found"

    def codes(self) -> tuple[str, ...]:
        """The codes found, each once, in the order of the findings.

        Example:
            >>> from medborgarlofte import validate
            >>> validate('{"medborgarlofte": "1.0"}').codes()
            ('S301',)
        """
        return tuple(dict.fromkeys(f.code for f in self.findings))

    def by_code(self) -> dict[str, tuple[Finding, ...]]:
        """The findings of each code, by the code.

        Example:
            >>> from medborgarlofte import validate
            >>> found = validate('{"medborgarlofte": "1.0"}').by_code()
            >>> [finding.params["key"] for finding in found["S301"]]
            ['id', 'kind', 'language', 'title']
        """
        groups: dict[str, list[Finding]] = {}
        for finding in self.findings:
            groups.setdefault(finding.code, []).append(finding)
        return {code: tuple(found) for code, found in groups.items()}

    def summary(self) -> dict[str, int]:
        """How many errors, warnings and notes, by severity.

        Example:
            >>> from medborgarlofte import validate
            >>> validate('{"medborgarlofte": "1.0"}').summary()
            {'error': 4, 'warning': 0, 'info': 0}
        """
        counts = Counter(f.severity for f in self.findings)
        return {severity.value: counts[severity] for severity in Severity}

    def to_rows(self, lang: str = "sv") -> list[dict[str, Any]]:
        """Flat rows for a table, a finding in each and the same columns in all.

        Args:
            lang: The language of the messages, ``sv`` or ``en``.

        Raises:
            AgreementError: S003 where *lang* is neither.

        Example:
            >>> from medborgarlofte import validate
            >>> list(validate("{}").to_rows("en")[0])
            ['code', 'severity', 'level', 'pointer', 'entity', 'entity_id', 'message', 'line']
        """
        chosen = to_language(lang)
        return [
            {
                "code": f.code,
                "severity": f.severity.value,
                "level": f.level.value,
                "pointer": f.pointer,
                "entity": f.entity,
                "entity_id": f.entity_id,
                "message": f.message(chosen),
                "line": f.line,
            }
            for f in self.findings
        ]

    def to_dict(self, lang: str = "sv") -> dict[str, Any]:
        """The report as JSON-ready data.

        Its form is :func:`medborgarlofte.findings.report_schema`.

        Args:
            lang: The language of the messages, ``sv`` or ``en``.

        Raises:
            AgreementError: S003 where *lang* is neither.

        Example:
            >>> from medborgarlofte import validate
            >>> told = validate("{}").to_dict("sv")
            >>> told["ok"], told["findings"][0]["code"]
            (False, 'S202')
        """
        chosen = to_language(lang)
        return {
            "ok": self.ok,
            "summary": self.summary(),
            "findings": [f.to_dict(chosen) for f in self.findings],
        }

    def raise_for_errors(self) -> None:
        """Raise an error if any finding is of error level; otherwise do nothing.

        Raises:
            AgreementError: with this report, where :attr:`ok` is false.

        Example:
            >>> from medborgarlofte import examples, validate
            >>> validate(examples.load("laxa")).raise_for_errors()
        """
        if not self.ok:
            raise AgreementError(self)
