"""Whether an agreement is in force on a day, and why one may say so."""

from datetime import date

from attrs import frozen

from medborgarlofte.codelists import RelationKind
from medborgarlofte.findings import Words
from medborgarlofte.model import Agreement
from medborgarlofte.values import ClosedCodelist, to_day


class Status(ClosedCodelist):
    """How an agreement stands on a day (status)."""

    DRAFT = "draft", "utkast", "draft"
    SIGNED = "signed", "undertecknad, gäller ännu inte", "signed, not yet in force"
    IN_FORCE = "in_force", "gäller", "in force"
    REPLACED = "replaced", "ersatt", "replaced"
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
    on = to_day(on)
    over = _over_before_its_time(agreement, on)
    if over is not None:
        return over
    period = agreement.period
    if period is None:
        return StatusConclusion(
            Status.UNKNOWN, Words("perioden är inte känd", "the period is not known")
        )
    if on < period.first_day:
        if not _is_signed(agreement, on):
            reason = Words("den är inte undertecknad", "it is not signed")
            return StatusConclusion(Status.DRAFT, reason, ("/period/start",))
        reason = Words(f"den börjar gälla {period.start}", f"it begins {period.start}")
        return StatusConclusion(Status.SIGNED, reason, ("/period/start",))
    if period.end is not None and period.end.is_before(on) and not period.until_replaced:
        reason = Words(f"perioden slutade {period.end}", f"its period ended {period.end}")
        return StatusConclusion(Status.EXPIRED, reason, ("/period/end",))
    reason = Words(f"perioden är {_period(period, 'sv')}", f"its period is {_period(period, 'en')}")
    return StatusConclusion(Status.IN_FORCE, reason, ("/period",))


def _is_signed(agreement: Agreement, on: date) -> bool:
    """Whether it was signed by the day *on*; where no date is given, that it was counts."""
    if agreement.signed is not None:
        return not agreement.signed.is_after(on)
    return any(s.signed is None or not s.signed.is_after(on) for s in agreement.signatories)


def _over_before_its_time(agreement: Agreement, on: date) -> StatusConclusion | None:
    """Ended or replaced by the day *on*, whatever its period says."""
    ended = agreement.terminated
    if ended is not None and ended.is_before(on):
        reason = Words(f"den upphörde {ended}", f"it ended {ended}")
        return StatusConclusion(Status.TERMINATED, reason, ("/terminated",))
    for index, relation in enumerate(agreement.relations):
        later = relation.period
        if relation.kind is RelationKind.RENEWED_BY and later is not None and later.first_day <= on:
            reason = Words(f"den förnyades {later.start}", f"it was renewed {later.start}")
            return StatusConclusion(Status.REPLACED, reason, (f"/relations/{index}",))
    return None


def _period(period: object, lang: str) -> str:
    return str(period).replace("/..", " tills vidare" if lang == "sv" else " until replaced")
