"""The command line: thin, quiet, and clear about what went wrong."""

from . import _charts, _conformance, _evaluation, _format, _history, _look, _renewal, _tables  # noqa: F401  # enters its commands
from ._app import CANNOT, FOUND, OK, main, run

__all__ = ["CANNOT", "FOUND", "OK", "main", "run"]
