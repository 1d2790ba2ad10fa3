"""All that follows from one agreement on a day."""

from datetime import date
from functools import cached_property
from typing import Any

from attrs import field, frozen

from medborgarlofte.checking import Day, day_of
from medborgarlofte.findings import AgreementError, Shown, require, to_language
from medborgarlofte.findings._near import no_such_id
from medborgarlofte.model import Agreement, require_agreement
from medborgarlofte.values import to_day

from ._course import Progress
from ._data import as_data, as_rows
from ._due import DueItem, Dues
from ._known import Known
from ._measures import MeasureStanding, measure_standing
from ._occasions import Occasion, occasions
from .completeness import Completeness, completeness
from .progress import indicators_of
from .standing import Standing, standing_of
from .status import StatusConclusion, status


@frozen
class Evaluation(Shown):
    """What follows from the facts of an agreement on a day (utvärdering).

    Made by :func:`evaluate`. Each conclusion is drawn when it is first asked for, and may
    be asked ``why("sv")``. Nothing of it is ever written to the agreement.

    Example:
        >>> from medborgarlofte import evaluate, examples
        >>> evaluation = evaluate(examples.load("strangnas"), on="2020-02-01")
        >>> evaluation
        <Evaluation of strangnas-2019 on 2020-02-01: expired>
        >>> [str(stands.verdict) for stands in evaluation.promises], evaluation.due
        (['kept', 'kept', 'kept'], ())

    Attributes:
        agreement: The agreement.
        on: The day.

    Raises:
        AgreementError: S003 where *agreement* is none or *on* is no date.
    """

    agreement: Agreement = field(converter=require_agreement)
    on: date = field(converter=to_day)
    _known: Known = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_known", Known(self.agreement, self.on))

    @cached_property
    def status(self) -> StatusConclusion:
        """Whether it is a draft, signed, in force or over."""
        return status(self.agreement, self.on)

    @cached_property
    def promises(self) -> tuple[Standing, ...]:
        """How each promise stands, in the order of the document."""
        return tuple(
            standing_of(self._known, promise) for promise in self._known.agreement.promises
        )

    @cached_property
    def measures(self) -> tuple[MeasureStanding, ...]:
        """How far each measure has come, in the order of the document."""
        return tuple(measure_standing(self._known, each) for each in self._known.agreement.measures)

    @cached_property
    def planned_follow_ups(self) -> tuple[Occasion, ...]:
        """The follow-ups that the plan asks for, each with what answers it."""
        return occasions(self._known)

    @cached_property
    def due(self) -> tuple[DueItem, ...]:
        """What is overdue and what comes next, by the last day that it may be done."""
        dues = Dues(self._known, self.promises, self.measures, self.planned_follow_ups)
        return dues.items()

    @cached_property
    def indicators(self) -> tuple[Progress, ...]:
        """How far each series of each indicator's figures has come, in document order."""
        return tuple(indicators_of(self._known))

    @cached_property
    def completeness(self) -> Completeness:
        """How much it tells of, and what would make it more."""
        return completeness(self.agreement)

    def promise(self, name: str) -> Standing:
        """How the promise with the id *name* stands.

        Raises:
            AgreementError: S314 where no promise has it, S003 where *name* is no string.

        Example:
            >>> from medborgarlofte import evaluate, examples
            >>> evaluation = evaluate(examples.load("strangnas"), on="2020-02-01")
            >>> evaluation.promise("trafik").verdict.label("sv")
            'uppfyllt'
        """
        require(name, str, "an id")
        for standing in self.promises:
            if standing.promise.id == name:
                return standing
        raise AgreementError.of(no_such_id("Promise", name, (s.promise.id for s in self.promises)))

    def measure(self, name: str) -> MeasureStanding:
        """How far the measure with the id *name* has come.

        Raises:
            AgreementError: S314 where no measure has it, S003 where *name* is no string.

        Example:
            >>> from medborgarlofte import Agreement, Measure, evaluate
            >>> walks = Measure(title="Trygghetsvandringar", period="2025")
            >>> plan = Agreement(title="Plan", kind="action_plan", measures=[walks])
            >>> print(evaluate(plan, on="2025-06-01").measure("trygghetsvandringar").why("en"))
            Trygghetsvandringar: no state is reported.
        """
        require(name, str, "an id")
        for standing in self.measures:
            if standing.measure.id == name:
                return standing
        raise AgreementError.of(no_such_id("Measure", name, (s.measure.id for s in self.measures)))

    def to_dict(self, lang: str = "sv") -> dict[str, Any]:
        """All of it as JSON-ready data: codes, numbers, dates as text, ids for parts.

        As :func:`medborgarlofte.evaluation.as_data` has each conclusion.

        Args:
            lang: The language of the reasons, ``sv`` or ``en``.

        Raises:
            AgreementError: S003 where *lang* is neither.

        Example:
            >>> from medborgarlofte import evaluate, examples
            >>> told = evaluate(examples.load("laxa"), on="2020-07-01").to_dict("en")
            >>> told["status"]["status"], told["status"]["reasons"][0]["message"]
            ('expired', 'Its period ended 2020-06-30.')
        """
        lists = {
            "promises": self.promises,
            "measures": self.measures,
            "indicators": self.indicators,
            "planned_follow_ups": self.planned_follow_ups,
            "due": self.due,
        }
        return {
            "agreement": self.agreement.id,
            "on": self.on.isoformat(),
            "status": as_data(self.status, lang),
            **{name: [as_data(each, lang) for each in found] for name, found in lists.items()},
            "completeness": as_data(self.completeness, lang),
        }

    def to_rows(self, lang: str = "sv") -> list[dict[str, Any]]:
        """Flat rows for a table: a commitment in each, the same columns in all.

        A promise that binds to nothing in particular has a row without a commitment. Verdict
        and outcome are codes, numbers are floats, and what is not known is ``None``.

        Args:
            lang: The language of the reasons, ``sv`` or ``en``.

        Raises:
            AgreementError: S003 where *lang* is neither.

        Example:
            >>> from medborgarlofte import evaluate, examples
            >>> row = evaluate(examples.load("strangnas"), on="2020-02-01").to_rows("en")[0]
            >>> row["commitment_id"], row["verdict"], row["outcome"], row["count"], row["needed"]
            ('grannsamverkan', 'kept', 'met', 20.0, 8.0)
        """
        to_language(lang)
        head = {"agreement_id": self.agreement.id, "on": self.on.isoformat()}
        return [head | row for promise in self.promises for row in as_rows(promise, lang)]

    def __reduce__(self) -> tuple[Any, ...]:
        """Copied and pickled as what it is drawn from, and drawn anew."""
        return Evaluation, (self.agreement, self.on)

    def __repr__(self) -> str:
        return f"<Evaluation of {self.agreement.id} on {self.on}: {self.status.status}>"


def evaluate(agreement: Agreement, on: Day | None = None) -> Evaluation:
    """Draw what follows from *agreement* on the day *on*.

    Only what had been told by that day counts; a follow-up made later is not looked at.

    Args:
        agreement: The agreement, which stays as it is.
        on: The day, such as ``"2019-12-31"``; the present day in Sweden where left out.

    Raises:
        AgreementError: S003 where *agreement* is none or *on* is no day, S308 where *on*
            is a text that is no date.

    Example:
        >>> from medborgarlofte import evaluate, examples
        >>> evaluation = evaluate(examples.load("strangnas"), on="2020-02-01")
        >>> evaluation.status.why("en")
        'Its period ended 2019-12-31.'
        >>> [commitment.outcome.label("en") for commitment in evaluation.promises[1].commitments]
        ['met']
        >>> print(evaluation.promise("trafik").commitments[1].why("en"))
        En mopedinsats: reported as done; no number is promised to measure against.
    """
    return Evaluation(require_agreement(agreement), day_of(on))
