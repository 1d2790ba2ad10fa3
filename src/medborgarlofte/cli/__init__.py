"""The command line: thin, quiet, and clear about what went wrong."""

from . import (  # noqa: F401  # enters its commands
    _charts,
    _conformance,
    _evaluation,
    _format,
    _history,
    _look,
    _overview,
    _renewal,
    _report,
    _tables,
)
from ._app import CANNOT, FOUND, OK, main, run

__all__ = ["CANNOT", "FOUND", "OK", "main", "run"]
