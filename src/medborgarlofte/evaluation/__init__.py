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
from .comparing import Comparability, Compared, comparable, comparable_indicators
from .completeness import Completeness, Element, completeness
from .outcomes import Outcome, Tally
from .overview import By, Overview, Result, Shares, overview
from .progress import progress
from .standing import Standing, standing, standings
from .status import Status, StatusConclusion, status

__all__ = [
    "By",
    "CommitmentStanding",
    "Comparability",
    "Compared",
    "Completeness",
    "Conclusion",
    "Course",
    "Disagreement",
    "DisagreementKind",
    "DueItem",
    "DueKind",
    "DueState",
    "Element",
    "Evaluation",
    "Interval",
    "Line",
    "MeasureStanding",
    "Occasion",
    "Outcome",
    "Overview",
    "Progress",
    "Reason",
    "Result",
    "Shares",
    "Standing",
    "Status",
    "StatusConclusion",
    "Tally",
    "as_data",
    "comparable",
    "comparable_indicators",
    "completeness",
    "evaluate",
    "overview",
    "progress",
    "standing",
    "standings",
    "status",
    "to_ics",
]
