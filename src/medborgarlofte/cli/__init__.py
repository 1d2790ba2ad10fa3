"""The command line: thin, quiet, and clear about what went wrong."""

from . import (  # isort: skip  # enters its commands, in the order of the help  # noqa: F401
    _new,
    _look,
    _explain,
    _evaluation,
    _report,
    _history,
    _renewal,
    _overview,
    _tables,
    _charts,
    _format,
    _conformance,
    _doctor,
    _completion,
)
from ._app import CANNOT, FOUND, OK, main, run

__all__ = ["CANNOT", "FOUND", "OK", "main", "run"]
