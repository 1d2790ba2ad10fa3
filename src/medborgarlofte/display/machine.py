"""Findings as other programs want them: SARIF, JUnit XML, GitHub annotations, JSON."""

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
from xml.etree import ElementTree as ET

from attrs import frozen

from medborgarlofte._version import __version__
from medborgarlofte.findings import Finding, Report, Severity, require, require_each, to_language

__all__ = ["Checked", "as_github", "as_json", "as_junit", "as_sarif"]


@frozen
class Checked:
    """One file that was checked (granskad fil).

    Example:
        >>> from medborgarlofte import validate
        >>> from medborgarlofte.display.machine import Checked
        >>> Checked("plan.json", validate("{}"), places={"": (1, 1)}).report.ok
        False

    Attributes:
        name: Its path, or ``-``.
        report: What was found.
        places: Line and column, from 1, of each pointer that is known.
    """

    name: str
    report: Report
    places: Mapping[str, tuple[int, int]]

    def place(self, finding: Finding) -> tuple[int, int]:
        """Line and column of *finding*; the beginning where they are not known.

        Raises:
            AgreementError: S003 where it is no finding.

        Example:
            >>> from medborgarlofte import validate
            >>> from medborgarlofte.display.machine import Checked
            >>> file = Checked("plan.json", validate('{"medborgarlofte": }'), places={})
            >>> file.place(file.report.findings[0])
            (1, 20)
        """
        if require(finding, Finding, "a finding").pointer in self.places:
            return self.places[finding.pointer]
        if finding.line is not None:
            return finding.line, 1
        params = finding.params  # broken JSON tells its own place
        line, column = params.get("line", 1), params.get("column", 1)
        return (line, column) if isinstance(line, int) and isinstance(column, int) else (1, 1)


def _asked(files: object) -> tuple[Checked, ...]:
    return require_each(files, Checked, "checked files")


def as_json(files: Sequence[Checked], lang: str) -> dict[str, Any]:
    """The findings as one object, with ``ok``, ``summary`` and the list ``findings``.

    Its form is :func:`medborgarlofte.findings.report_schema`.

    Args:
        files: What was checked.
        lang: The language of the messages, ``sv`` or ``en``.

    Raises:
        AgreementError: S003 where *files* are something else, or *lang* neither of the two.

    Example:
        >>> from medborgarlofte import validate
        >>> from medborgarlofte.display.machine import Checked, as_json
        >>> told = as_json([Checked("plan.json", validate("{}"), places={})], "sv")
        >>> told["ok"], told["findings"][0]["file"]
        (False, 'plan.json')
    """
    files, lang = _asked(files), to_language(lang)
    findings = []
    for file in files:
        for finding in file.report:
            line, column = file.place(finding)
            place = {"file": _in_text(file.name), "line": line, "column": column}
            findings.append({**finding.to_dict(lang), **place})
    return {
        "ok": all(file.report.ok for file in files),
        "summary": Report(f for file in files for f in file.report).summary(),
        "findings": findings,
    }


_SARIF_LEVELS: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}


def as_sarif(files: Sequence[Checked], lang: str) -> dict[str, Any]:
    """The findings as a SARIF 2.1.0 log (OASIS), with the rules that were broken.

    Args:
        files: What was checked.
        lang: The language of the messages, ``sv`` or ``en``.

    Raises:
        AgreementError: S003 where *files* are something else, or *lang* neither of the two.

    Example:
        >>> from medborgarlofte import validate
        >>> from medborgarlofte.display.machine import Checked, as_sarif
        >>> log = as_sarif([Checked("plan.json", validate("{}"), places={})], "en")
        >>> log["version"], log["runs"][0]["results"][0]["ruleId"]
        ('2.1.0', 'S202')
    """
    files, lang = _asked(files), to_language(lang)
    rules = {f.code: f.rule for file in files for f in file.report}
    order = {code: number for number, code in enumerate(sorted(rules))}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "medborgarlofte",
                        "version": __version__,
                        "rules": [
                            {
                                "id": code,
                                "name": rules[code].name,
                                "shortDescription": {"text": rules[code].why.in_language(lang)},
                                "help": {"text": rules[code].mend.in_language(lang)},
                                "defaultConfiguration": {
                                    "level": _SARIF_LEVELS[rules[code].severity]
                                },
                            }
                            for code in order
                        ],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [
                    _sarif_result(file, finding, order[finding.code], lang)
                    for file in files
                    for finding in file.report
                ],
            }
        ],
    }


def _sarif_result(file: Checked, finding: Finding, rule: int, lang: str) -> dict[str, Any]:
    from pathlib import PurePath
    from urllib.parse import quote

    uri = quote(os.fsencode(PurePath(file.name).as_posix()))
    line, column = file.place(finding)
    return {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _SARIF_LEVELS[finding.severity],
        "message": {"text": finding.message(lang)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": uri},
                    "region": {"startLine": line, "startColumn": column},
                },
                "logicalLocations": [{"fullyQualifiedName": finding.pointer, "kind": "member"}],
            }
        ],
    }


def as_junit(files: Sequence[Checked], lang: str) -> str:
    """The findings as JUnit XML: a file is a suite, a broken rule a case; only errors fail it.

    Args:
        files: What was checked.
        lang: The language of the messages, ``sv`` or ``en``.

    Raises:
        AgreementError: S003 where *files* are something else, or *lang* neither of the two.

    Example:
        >>> from medborgarlofte import validate
        >>> from medborgarlofte.display.machine import Checked, as_junit
        >>> xml = as_junit([Checked("plan.json", validate("{}"), places={})], "en")
        >>> xml.splitlines()[2].strip()
        '<testsuite name="plan.json" tests="1" failures="1">'
    """
    files, lang = _asked(files), to_language(lang)
    top = ET.Element("testsuites")
    for file in files:
        groups = file.report.by_code()
        failed = sum(1 for found in groups.values() if found[0].severity is Severity.ERROR)
        suite = ET.SubElement(
            top,
            "testsuite",
            name=_xml(file.name),
            tests=str(max(len(groups), 1)),
            failures=str(failed),
        )
        if not groups:
            ET.SubElement(suite, "testcase", classname=_xml(file.name), name="medborgarlofte")
        for code, found in groups.items():
            case = ET.SubElement(
                suite, "testcase", classname=_xml(file.name), name=f"{code} {found[0].rule.name}"
            )
            told = "\n".join(f"{f.pointer or '/'}: {f.message(lang)}" for f in found)
            if found[0].severity is Severity.ERROR:
                failure = ET.SubElement(case, "failure", message=_xml(found[0].message(lang)))
                failure.text = _xml(told)
            else:
                ET.SubElement(case, "system-out").text = _xml(told)
    ET.indent(top)
    return ET.tostring(top, encoding="unicode", xml_declaration=True) + "\n"


def _xml(text: str) -> str:
    """*text* without what XML 1.0 cannot hold."""
    return "".join(ch if ch.isprintable() or ch == "\n" else "\ufffd" for ch in text)


_GITHUB_LEVELS: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}


def as_github(files: Sequence[Checked], lang: str) -> str:
    """The findings as workflow commands, which GitHub Actions shows beside the lines.

    Args:
        files: What was checked.
        lang: The language of the messages, ``sv`` or ``en``.

    Raises:
        AgreementError: S003 where *files* are something else, or *lang* neither of the two.

    Example:
        >>> from medborgarlofte import validate
        >>> from medborgarlofte.display.machine import Checked, as_github
        >>> told = as_github([Checked("plan.json", validate("{}"), places={})], "en")
        >>> told.partition("::no")[0]
        '::error file=plan.json,line=1,col=1,title=S202 not-an-agreement'
    """
    files, lang = _asked(files), to_language(lang)
    told = []
    for file in files:
        for finding in file.report:
            line, column = file.place(finding)
            where = f"file={_property(file.name)},line={line},col={column}"
            title = _property(f"{finding.code} {finding.rule.name}")
            message = _data(f"{finding.message(lang)} [{finding.pointer or '/'}]")
            told.append(f"::{_GITHUB_LEVELS[finding.severity]} {where},title={title}::{message}\n")
    return "".join(told)


def _in_text(name: str) -> str:
    """A file's name that is no text, as text: what is none of it as escapes."""
    return name.encode("utf-8", "backslashreplace").decode()


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A file's name may hold what a terminal would obey, or what is no text at all."""
    from urllib.parse import quote

    told = _data(text).replace(":", "%3A").replace(",", "%2C")
    return "".join(ch if ch.isprintable() else quote(os.fsencode(ch)) for ch in told)


Machine = Callable[[Sequence[Checked], str], dict[str, Any] | str]
FORMATS: Final[Mapping[str, Machine]] = {
    "json": as_json,
    "sarif": as_sarif,
    "junit": as_junit,
    "github": as_github,
}
"""What ``--format`` may ask for, beside ``text``."""
