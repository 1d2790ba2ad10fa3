"""Whether an agreement is in force on a day, and why one may say so."""

from datetime import date

from attrs import frozen

from medborgarlofte.findings import Words
from medborgarlofte.model import Agreement
from medborgarlofte.values import ClosedCodelist


class Status(ClosedCodelist):
    """How an agreement stands on a day (status)."""

    DRAFT = "draft", "utkast", "draft"
    SIGNED = "signed", "undertecknad, gäller ännu inte", "signed, not yet in force"
    IN_FORCE = "in_force", "gäller", "in force"
    EXPIRED = "expired", "har löpt ut", "expired"
    TERMINATED = "terminated", "har upphört i förtid", "ended before its time"
    UNKNOWN = "unknown", "går inte att säga", "cannot be told"


@frozen
class StatusConclusion:
    """A status and the reason for it.

    Attributes:
        status: The status.
        reason: The facts that it follows from, in Swedish and English.
        pointers: Where those facts stand.
    """

    status: Status
    reason: Words
    pointers: tuple[str, ...] = ()


def status(agreement: Agreement, on: date) -> StatusConclusion:
    """Tell how *agreement* stands on the day *on*.

    Only what the file says counts: that nothing renews an agreement cannot be known
    from the agreement itself.
    """
    ended = agreement.terminated
    if ended is not None and ended.is_before(on):
        return StatusConclusion(
            Status.TERMINATED,
            Words(f"den upphörde {ended}", f"it ended {ended}"),
            ("/terminated",),
        )
    period = agreement.period
    if period is None:
        return StatusConclusion(
            Status.UNKNOWN, Words("perioden är inte känd", "the period is not known")
        )
    if on < period.first_day:
        if agreement.signed is None and not agreement.signatories:
            reason = Words("den är inte undertecknad", "it is not signed")
            return StatusConclusion(Status.DRAFT, reason, ("/period/start",))
        reason = Words(f"den börjar gälla {period.start}", f"it begins {period.start}")
        return StatusConclusion(Status.SIGNED, reason, ("/period/start",))
    if period.end is not None and period.end.is_before(on) and not period.until_replaced:
        reason = Words(f"perioden slutade {period.end}", f"its period ended {period.end}")
        return StatusConclusion(Status.EXPIRED, reason, ("/period/end",))
    reason = Words(f"perioden är {_period(period, 'sv')}", f"its period is {_period(period, 'en')}")
    return StatusConclusion(Status.IN_FORCE, reason, ("/period",))


def _period(period: object, lang: str) -> str:
    return str(period).replace("/..", " tills vidare" if lang == "sv" else " until replaced")
