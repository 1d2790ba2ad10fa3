"""What an agreement is: frozen classes, no files and no rules."""

from .agreement import FORMAT_VERSION, Agreement, each_agreement, require_agreement
from .areas import Area, Classification, StatisticalCode
from .follow_up import (
    Assessment,
    CommitmentReport,
    Decision,
    Evidence,
    FollowUp,
    FollowUpPlan,
    MeasureReport,
    PlannedFollowUp,
)
from .goals import Goal, Indicator, Observation, Target
from .measures import Budget, Measure
from .parties import Contact, EarlierName, Participation, Party, Signatory
from .promises import Commitment, Continuation, Promise
from .record import (
    Amendment,
    FieldPath,
    LegalBasis,
    Record,
    RegistrationNumber,
    Relation,
    Withheld,
)
from .situation import Cause, Document, Problem, Situation, Source
from .walk import Place, walk

__all__ = [
    "FORMAT_VERSION",
    "Agreement",
    "Amendment",
    "Area",
    "Assessment",
    "Budget",
    "Cause",
    "Classification",
    "Commitment",
    "CommitmentReport",
    "Contact",
    "Continuation",
    "Decision",
    "Document",
    "EarlierName",
    "Evidence",
    "FieldPath",
    "FollowUp",
    "FollowUpPlan",
    "Goal",
    "Indicator",
    "LegalBasis",
    "Measure",
    "MeasureReport",
    "Observation",
    "Participation",
    "Party",
    "Place",
    "PlannedFollowUp",
    "Problem",
    "Promise",
    "Record",
    "RegistrationNumber",
    "Relation",
    "Signatory",
    "Situation",
    "Source",
    "StatisticalCode",
    "Target",
    "Withheld",
    "each_agreement",
    "require_agreement",
    "walk",
]
