"""Cooperation agreements between police and municipality, and the promises they give.

One consistent model of the *samverkansöverenskommelse* and the *medborgarlöfte*: built
and checked in Python, kept as JSON that any language can read.

>>> from medborgarlofte import Agreement, Promise, dumps, loads, validate
>>> agreement = Agreement(
...     title="Medborgarlöfte 2025",
...     kind="citizen_promise",
...     promises=[Promise(text="Vi går fyra trygghetsvandringar.")],
... )
>>> loads(dumps(agreement)) == agreement
True
>>> validate(agreement).ok
True
"""

from . import examples
from ._version import __version__
from .checking import PROFILES, Profile, validate
from .evaluation import Status, status
from .findings import AgreementError, Finding, Level, Report, Severity
from .format import (
    canonical,
    digest,
    dumps,
    json_schema,
    loads,
    read,
    read_lines,
    write,
    write_lines,
)
from .model import (
    FORMAT_VERSION,
    Agreement,
    Area,
    Assessment,
    Budget,
    Cause,
    Classification,
    Commitment,
    CommitmentReport,
    Contact,
    Continuation,
    Decision,
    Document,
    EarlierName,
    Evidence,
    FollowUp,
    FollowUpPlan,
    Goal,
    Indicator,
    LegalBasis,
    Measure,
    MeasureReport,
    Observation,
    Participation,
    Party,
    PlannedFollowUp,
    Problem,
    Promise,
    Record,
    RegistrationNumber,
    Relation,
    Signatory,
    Situation,
    Source,
    StatisticalCode,
    Target,
)
from .values import PartialDate, Period, Quantity, Recurrence, Text, slug

__all__ = [
    "FORMAT_VERSION",
    "PROFILES",
    "Agreement",
    "AgreementError",
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
    "Finding",
    "FollowUp",
    "FollowUpPlan",
    "Goal",
    "Indicator",
    "LegalBasis",
    "Level",
    "Measure",
    "MeasureReport",
    "Observation",
    "PartialDate",
    "Participation",
    "Party",
    "Period",
    "PlannedFollowUp",
    "Problem",
    "Profile",
    "Promise",
    "Quantity",
    "Record",
    "Recurrence",
    "RegistrationNumber",
    "Relation",
    "Report",
    "Severity",
    "Signatory",
    "Situation",
    "Source",
    "StatisticalCode",
    "Status",
    "Target",
    "Text",
    "__version__",
    "canonical",
    "digest",
    "dumps",
    "examples",
    "json_schema",
    "loads",
    "read",
    "read_lines",
    "slug",
    "status",
    "validate",
    "write",
    "write_lines",
]
