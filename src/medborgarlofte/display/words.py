"""The words around an agreement, in both languages."""

from collections.abc import Mapping
from typing import Final

from medborgarlofte.findings import Words

WORDS: Final[Mapping[str, Words]] = {
    "acting": Words("tillförordnad", "acting"),
    "carried_by": Words("Bärs av", "Carried by"),
    "error_1": Words("fel", "error"),
    "error_2": Words("fel", "errors"),
    "findings": Words("Iakttagelser", "Findings"),
    "info_1": Words("upplysning", "note"),
    "info_2": Words("upplysningar", "notes"),
    "kind": Words("Dokument", "Document"),
    "line": Words("rad", "line"),
    "measures": Words("Åtgärder", "Measures"),
    "nothing": Words("Inget att anmärka på.", "Nothing to remark on."),
    "parties": Words("Parter", "Parties"),
    "period": Words("Period", "Period"),
    "promises": Words("Löften", "Promises"),
    "signed": Words("Undertecknad", "Signed"),
    "status": Words("Status", "Status"),
    "stopped_early": Words(
        "Motsägelser och god praxis prövas när strukturfelen är rättade.",
        "Contradictions and good practice are looked for once the errors of structure are mended.",
    ),
    "unknown": Words("inte känt", "not known"),
    "verdict": Words("Omdöme", "Verdict"),
    "whole": Words("hela dokumentet", "the whole document"),
    "warning_1": Words("varning", "warning"),
    "warning_2": Words("varningar", "warnings"),
}
