"""The JSON Schema of a results file: what an implementation says that it got."""

from typing import Any

from medborgarlofte.model import FORMAT_VERSION


def results_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a results file."""
    end = "(?![\\s\\S])"
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:medborgarlofte:schema:conformance-results:{FORMAT_VERSION}",
        "title": "Conformance results",
        "description": "What an implementation got for each document of the corpus.",
        "type": "object",
        "required": ["corpus", "implementation", "levels", "results"],
        "properties": {
            "corpus": {"const": FORMAT_VERSION, "description": "The version of the corpus."},
            "implementation": {
                "type": "string",
                "minLength": 1,
                "description": "The name and the version of the implementation.",
            },
            "levels": {
                "type": "array",
                "minItems": 1,
                "uniqueItems": True,
                "items": {"enum": ["reader", "writer", "checker"]},
                "description": "The levels that it claims, and that it is judged by.",
            },
            "results": {
                "type": "object",
                "description": "What it got, by the path of the document in the corpus.",
                "propertyNames": {
                    "pattern": f"^(?:valid|invalid|canonical|migrate|roundtrip)/[^/]+[.]json{end}"
                },
                "additionalProperties": {"$ref": "#/$defs/Result"},
            },
        },
        "$defs": {
            "Result": {
                "type": "object",
                "properties": {
                    "accepted": {
                        "type": "boolean",
                        "description": "valid, invalid: whether the document could be read.",
                    },
                    "findings": {
                        "type": "array",
                        "description": "valid, invalid, migrate: what was found, in any order.",
                        "items": {"$ref": "#/$defs/Finding"},
                    },
                    "sha256": {
                        "type": "string",
                        "pattern": f"^[0-9a-f]{{64}}{end}",
                        "description": "canonical: the digest of the canonical bytes.",
                    },
                    "value": {
                        "description": "migrate, roundtrip: the document as it was written again."
                    },
                },
                "additionalProperties": False,
            },
            "Finding": {
                "type": "object",
                "required": ["code", "severity", "pointer"],
                "properties": {
                    "code": {"type": "string", "pattern": f"^[SK][0-9]{{3}}{end}"},
                    "severity": {"enum": ["error", "warning", "info"]},
                    "pointer": {"type": "string", "description": "RFC 6901; empty: the whole."},
                },
                "additionalProperties": False,
            },
        },
    }
