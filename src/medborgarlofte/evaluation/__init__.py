"""What follows from the facts, for a given day; never stored back."""

from ._commitments import CommitmentStanding
from ._conclusion import Conclusion, Reason
from ._course import Course, Progress
from ._data import as_data
from ._disagreements import Disagreement, DisagreementKind
from ._due import DueItem, DueKind, DueState
from ._evaluate import Evaluation, evaluate
from ._measures import MeasureStanding
from ._occasions import Occasion
from ._statistics import Interval, Line
from .calendar import to_ics
from .outcomes import Outcome, Tally
from .progress import progress
from .standing import Standing, standing, standings
from .status import Status, StatusConclusion, status

__all__ = [
    "CommitmentStanding",
    "Conclusion",
    "Course",
    "Disagreement",
    "DisagreementKind",
    "DueItem",
    "DueKind",
    "DueState",
    "Evaluation",
    "Interval",
    "Line",
    "MeasureStanding",
    "Occasion",
    "Outcome",
    "Progress",
    "Reason",
    "Standing",
    "Status",
    "StatusConclusion",
    "Tally",
    "as_data",
    "evaluate",
    "progress",
    "standing",
    "standings",
    "status",
    "to_ics",
]
