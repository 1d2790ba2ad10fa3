"""The rule of a merge: two sides have changed the same place (K901)."""

from typing import Final

from ._rule import Rule, Severity, Words, register

MERGE_CONFLICT: Final = register(
    Rule(
        code="K901",
        name="merge-conflict",
        severity=Severity.ERROR,
        message=Words(
            "båda sidor har ändrat: den ena till {ours}, den andra till {theirs}",
            "both sides have changed it: one to {ours}, the other to {theirs}",
        ),
        why=Words(
            "Vilken ändring som ska gälla kan bara parterna avgöra.",
            "Which change is to count only the parties can tell.",
        ),
        mend=Words("Välj det ena värdet och skriv in det.", "Choose one of the values."),
    )
)
