"""The one error that leaves this library."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._finding import Finding
    from ._report import Report

_SHOWN = 3


class AgreementError(ValueError):
    """A document, a file or a value that cannot be used (fel); ``report`` says why.

    The only error that bad input gives. Its text never repeats a value from the input,
    which may be personal data.

    Example:
        >>> from medborgarlofte import AgreementError, loads
        >>> try:
        ...     loads("[]")
        ... except AgreementError as error:
        ...     print(error.report.findings[0].message("sv"))
        dokumentet ska vara ett objekt, inte en lista

    Attributes:
        report: All that was found, as a :class:`Report`.
    """

    def __init__(self, report: "Report") -> None:
        super().__init__(report)
        self.report = report

    @classmethod
    def of(cls, *findings: "Finding") -> "AgreementError":
        """Make an error of *findings*.

        Raises:
            AgreementError: S003 where they are something else.

        Example:
            >>> from medborgarlofte import AgreementError, Finding
            >>> from medborgarlofte.findings import rule_for
            >>> error = AgreementError.of(Finding.of(rule_for("S301"), "/parties/0", key="name"))
            >>> print(error)
            S301 at /parties/0: name is missing
        """
        from ._report import Report  # a report can raise this error: they need each other

        return cls(Report(findings))

    def __str__(self) -> str:
        errors = self.report.errors or self.report.findings
        lines = [f"{f.code} at {place_of(f)}: {f.message('en')}" for f in errors[:_SHOWN]]
        if len(errors) > _SHOWN:
            lines.append(f"and {len(errors) - _SHOWN} more")
        return "\n".join(lines)


def place_of(finding: "Finding") -> str:
    """Where it was found, as words and short enough for one line."""
    where = finding.pointer or "the whole"
    where = where if len(where) <= 80 and where.isprintable() else ascii(where[:79])[1:-1] + "…"
    return where if finding.line is None else f"line {finding.line}, {where}"
