"""Agreements over time: compared, joined, renewed, looked back on and redacted."""

from ._changes import Changes, diff, patch
from ._diff import Change, ChangeKind
from ._merge import Conflict, Merged, merge
from ._redact import Redaction, redact
from ._renew import Dropped, LeftBehind, Renewal, renew
from ._versions import History, Moment, Version

__all__ = [
    "Change",
    "ChangeKind",
    "Changes",
    "Conflict",
    "Dropped",
    "History",
    "LeftBehind",
    "Merged",
    "Moment",
    "Redaction",
    "Renewal",
    "Version",
    "diff",
    "merge",
    "patch",
    "redact",
    "renew",
]
