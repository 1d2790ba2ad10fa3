"""What is told about a document: rules, findings, reports, and the one error type.

The lowest floor of the house: everything above may report, and all of it
reports in these terms.
"""

from ._error import AgreementError
from ._finding import Finding, ParamValue, Patch, pointer
from ._kinds import is_list, require, require_each, wrong_input
from ._language import BOTH, to_language
from ._notebook import Shown
from ._personal import discreet, holds_personal_number, passes_luhn
from ._report import Report
from ._rule import OWN_SOURCE, Level, Rule, Severity, Words, all_rules, register, rule_for
from ._schema import report_schema
from ._wording import shorten

__all__ = [
    "BOTH",
    "OWN_SOURCE",
    "AgreementError",
    "Finding",
    "Level",
    "ParamValue",
    "Patch",
    "Report",
    "Rule",
    "Severity",
    "Shown",
    "Words",
    "all_rules",
    "discreet",
    "holds_personal_number",
    "is_list",
    "passes_luhn",
    "pointer",
    "register",
    "report_schema",
    "require",
    "require_each",
    "rule_for",
    "shorten",
    "to_language",
    "wrong_input",
]
