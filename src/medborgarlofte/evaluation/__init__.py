"""What follows from the facts, for a given day; never stored back."""

from .standing import Standing, standing
from .status import Status, StatusConclusion, status

__all__ = ["Standing", "Status", "StatusConclusion", "standing", "status"]
