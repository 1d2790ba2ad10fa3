"""What became of one commitment."""

from attrs import asdict, evolve, frozen

from medborgarlofte.model import Commitment, Promise

from ._counts import Time
from ._known import Known
from ._tally import Tallying
from .outcomes import Tally


@frozen(kw_only=True)
class CommitmentStanding(Tally):
    """What became of a commitment: its counts against its number (hur ett åtagande står sig).

    A :class:`~medborgarlofte.evaluation.Tally` of one commitment, with all that a tally has.

    Example:
        >>> from medborgarlofte import evaluate, examples
        >>> stands = evaluate(examples.load("strangnas"), on="2020-02-01").promise("trafik")
        >>> print(stands.commitments[1].why("sv"))
        En mopedinsats: redovisat som genomfört; inget antal är lovat att mäta mot.

    Attributes:
        commitment: The commitment.
    """

    commitment: Commitment


def commitment_standing(
    known: Known, promise: Promise, commitment: Commitment
) -> CommitmentStanding:
    """How *commitment*, which *promise* binds to, stands by the day."""
    told = known.told(known.agreement.reports_on(commitment))
    time = time_of(known, promise, commitment)
    tally = Tallying(known, commitment, commitment.quantity, told, time).tally()
    return CommitmentStanding(commitment=commitment, **asdict(tally, recurse=False))


def time_of(known: Known, promise: Promise, commitment: Commitment) -> Time:
    """When it is to be done: in the time of the promise, and by the day that it says."""
    period = promise.period or known.agreement.period
    if period is None:
        return Time()
    last = None if period.until_replaced else period.last_day
    due = commitment.due
    if due is None:
        return Time(period=period, last=last)
    return Time(period=evolve(period, end=due, until_replaced=None), last=due.last_day)
