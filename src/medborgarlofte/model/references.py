"""The typed references: strings that name another part of the same document."""

from typing import Annotated

from medborgarlofte.values import Reference

AreaRef = Annotated[str, Reference("Area")]
CauseRef = Annotated[str, Reference("Cause")]
CommitmentRef = Annotated[str, Reference("Commitment")]
GoalRef = Annotated[str, Reference("Goal")]
IndicatorRef = Annotated[str, Reference("Indicator")]
MeasureRef = Annotated[str, Reference("Measure")]
PartyRef = Annotated[str, Reference("Party")]
ProblemRef = Annotated[str, Reference("Problem")]
PromiseRef = Annotated[str, Reference("Promise")]
SourceRef = Annotated[str, Reference("Source")]
PromiseHereOrElsewhere = Annotated[str, Reference("Promise", elsewhere="agreement")]
"""The id of a promise: of this document, unless ``agreement`` beside it names another."""
