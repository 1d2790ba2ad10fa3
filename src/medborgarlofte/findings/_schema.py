"""The JSON Schema of a report, as ``check --format json`` prints it."""

from typing import Any

from ._rule import Level, Severity

__all__ = ["report_schema"]


def report_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of :meth:`medborgarlofte.Report.to_dict`.

    Example:
        >>> from medborgarlofte.findings import report_schema
        >>> report_schema()["required"]
        ['ok', 'summary', 'findings']
    """
    count = {"type": "integer", "minimum": 0}
    pointer = {"type": "string", "pattern": r"^(?:/(?:[^~/]|~[01])*)*(?![\s\S])"}
    text = {"type": "string", "minLength": 1}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:medborgarlofte:schema:report:1",
        "title": "Report",
        "description": "What was found in a document, worst first.",
        "type": "object",
        "required": ["ok", "summary", "findings"],
        "properties": {
            "ok": {"type": "boolean", "description": "True when no finding is an error."},
            "summary": {
                "type": "object",
                "required": [severity.value for severity in Severity],
                "properties": {severity.value: count for severity in Severity},
                "additionalProperties": False,
            },
            "findings": {"type": "array", "items": {"$ref": "#/$defs/Finding"}},
        },
        "$defs": {
            "Finding": {
                "type": "object",
                "required": ["code", "name", "level", "severity", "pointer", "message"],
                "properties": {
                    "code": {"type": "string", "pattern": "^[SKR][0-9]{3}(?![\\s\\S])"},
                    "name": {**text, "description": "The rule's short name."},
                    "level": {"enum": [level.value for level in Level]},
                    "severity": {"enum": [severity.value for severity in Severity]},
                    "pointer": {**pointer, "description": "Where (RFC 6901); empty: the whole."},
                    "message": text,
                    "entity": {**text, "description": "The class of the part it stands in."},
                    "entity_id": text,
                    "params": {"type": "object", "description": "What fills the message."},
                    "related": {"type": "array", "items": pointer},
                    "mend": {
                        "type": "array",
                        "description": "A JSON Patch (RFC 6902) that removes the finding.",
                        "items": {"type": "object", "required": ["op", "path"]},
                    },
                    "file": text,
                    "line": {"type": "integer", "minimum": 1},
                    "column": {"type": "integer", "minimum": 1},
                },
            }
        },
    }
