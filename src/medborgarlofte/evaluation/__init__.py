"""What follows from the facts, for a given day; never stored back."""

from ._commitments import CommitmentStanding
from ._conclusion import Conclusion, Reason
from ._disagreements import Disagreement, DisagreementKind
from ._evaluate import Evaluation, evaluate
from .outcomes import Outcome, Tally
from .standing import Standing, standing, standings
from .status import Status, StatusConclusion, status

__all__ = [
    "CommitmentStanding",
    "Conclusion",
    "Disagreement",
    "DisagreementKind",
    "Evaluation",
    "Outcome",
    "Reason",
    "Standing",
    "Status",
    "StatusConclusion",
    "Tally",
    "evaluate",
    "standing",
    "standings",
    "status",
]
