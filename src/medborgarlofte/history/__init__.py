"""Agreements over time: compared, joined, renewed, looked back on and redacted."""

from ._changes import Changes, diff, patch
from ._diff import Change, ChangeKind
from ._merge import Conflict, Merged, merge

__all__ = ["Change", "ChangeKind", "Changes", "Conflict", "Merged", "diff", "merge", "patch"]
