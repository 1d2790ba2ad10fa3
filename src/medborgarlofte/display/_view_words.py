"""The words around what is shown, in both languages."""

from typing import Final

from medborgarlofte.findings import Words

_W: Final = {
    "and_more": Words("Visa {count} till", "Show {count} more"),
    "by": Words("av", "by"),
    "changes": Words("Ändringar", "Changes"),
    "commitment": Words("Åtagande", "Commitment"),
    "commitments": Words("Åtaganden", "Commitments"),
    "completeness": Words("Fullständighet", "Completeness"),
    "count": Words("Redovisat", "Reported"),
    "document": Words("Dokument", "Document"),
    "done": Words("Genomförd", "Made"),
    "due": Words("Att göra", "Due"),
    "finding": Words("Vad", "What"),
    "findings": Words("Iakttagelser", "Findings"),
    "follow_ups": Words("Uppföljningar", "Follow-ups"),
    "group": Words("Grupp", "Group"),
    "grouped": Words("Efter {by}", "By {by}"),
    "indicators": Words("Indikatorer", "Indicators"),
    "judgement": Words("Bedömning", "Judgement"),
    "judgements": Words("Bedömningar", "Judgements"),
    "measures": Words("Åtgärder", "Measures"),
    "not_judged": Words("inte bedömt", "not judged"),
    "nothing": Words("Inget att anmärka på.", "Nothing to remark on."),
    "no_changes": Words("Inget har ändrats.", "Nothing has changed."),
    "outcome": Words("Utfall", "Outcome"),
    "overview": Words("Översikt över {count} överenskommelser", "Overview of {count} agreements"),
    "parties": Words("Parter", "Parties"),
    "period": Words("Period", "Period"),
    "promise": Words("Löfte", "Promise"),
    "promised": Words("Lovat", "Promised"),
    "promises": Words("Löften", "Promises"),
    "promisors": Words("Lovas av", "Promised by"),
    "reason": Words("Skäl", "Reason"),
    "rule": Words("Regel", "Rule"),
    "severity": Words("Vikt", "Weight"),
    "signed": Words("Undertecknad", "Signed"),
    "status": Words("Status", "Status"),
    "themes": Words("Teman", "Themes"),
    "unknown": Words("inte känt", "not known"),
    "verdict": Words("Omdöme", "Verdict"),
    "where": Words("Var", "Where"),
    "whole": Words("hela dokumentet", "the whole document"),
    "why": Words("Varför", "Why"),
}  # fmt: skip


def word(name: str, lang: str, **facts: object) -> str:
    """The word *name* in *lang*, filled with *facts*."""
    return _W[name].in_language(lang).format(**facts)
