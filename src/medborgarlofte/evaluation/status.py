"""Whether an agreement is in force on a day, and why one may say so."""

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import evolve, frozen

from medborgarlofte.checking import Day, day_of
from medborgarlofte.codelists import RelationKind
from medborgarlofte.findings import Words
from medborgarlofte.model import Agreement, require_agreement
from medborgarlofte.values import ClosedCodelist, Period

from ._because import because
from ._conclusion import Conclusion, Reason


class Status(ClosedCodelist):
    """How an agreement stands on a day (status)."""

    DRAFT = "draft", "utkast", "draft"
    SIGNED = "signed", "undertecknad, gäller ännu inte", "signed, not yet in force"
    IN_FORCE = "in_force", "gäller", "in force"
    REPLACED = "replaced", "ersatt", "replaced"
    EXPIRED = "expired", "har löpt ut", "expired"
    TERMINATED = "terminated", "har upphört i förtid", "ended before its time"
    UNKNOWN = "unknown", "går inte att säga", "cannot be told"


@frozen(kw_only=True)
class StatusConclusion(Conclusion):
    """A status, and what it follows from (slutsats om status).

    Example:
        >>> from medborgarlofte import examples, status
        >>> concluded = status(examples.load("trosa"), "2018-06-01")
        >>> concluded.status.label("sv"), concluded.reason
        ('gäller', Words(sv='Dess period är 2018–2019.', en='Its period is 2018–2019.'))

    Attributes:
        status: The status.
        on: The day.
    """

    status: Status
    on: date

    @property
    def reason(self) -> Words:
        """The weightiest reason, in words."""
        return self.reasons[0].words


def status(agreement: Agreement, on: Day | None = None) -> StatusConclusion:
    """Tell how *agreement* stands on the day *on* (status).

    Only what the file says counts: that nothing renews an agreement cannot be known
    from the agreement itself. Where a date is not exact enough to tell, nor is this.

    Args:
        agreement: The agreement.
        on: The day, such as ``"2019-12-31"``; the present day in Sweden where left out.

    Raises:
        AgreementError: S003 where *agreement* is none or *on* is no day, S308 where *on*
            is a text that is no date.

    Example:
        >>> from medborgarlofte import examples, status
        >>> concluded = status(examples.load("laxa"), "2020-07-01")
        >>> concluded.status.label("en")
        'expired'
        >>> concluded.why("en")
        'Its period ended 2020-06-30.'
    """
    day = day_of(on)
    agreement = require_agreement(agreement)
    over = list(_over_before_its_time(agreement, day))
    certain = next((each for each in over if each.status is not Status.UNKNOWN), None)
    return certain or _unless_over(agreement, day, _reasons_of(over))


def _unless_over(agreement: Agreement, on: date, perhaps: tuple[Reason, ...]) -> StatusConclusion:
    """What the period says, and whether it *perhaps* was over before that."""
    period = agreement.period
    if period is None:
        missing = because("no_period", "Perioden är inte känd.", "Its period is not known.", "")
        return StatusConclusion(status=Status.UNKNOWN, on=on, reasons=(*perhaps, missing))
    concluded = _by_period(agreement, period, on)
    if concluded.status is not Status.IN_FORCE:  # then it matters not what may have cut it short
        return concluded
    if perhaps:
        return evolve(concluded, status=Status.UNKNOWN, reasons=(*perhaps, *concluded.reasons))
    renewed = _renewed_some_time(agreement)
    if renewed is None:
        return concluded
    if period.end is None or period.until_replaced:
        return evolve(concluded, status=Status.UNKNOWN, reasons=(renewed, *concluded.reasons))
    return evolve(concluded, reasons=(*concluded.reasons, renewed))


def _reasons_of(conclusions: Iterable[Conclusion]) -> tuple[Reason, ...]:
    return tuple(reason for each in conclusions for reason in each.reasons)


# ── Ended or replaced ──────────────────────────────────────────────────────────


def _over_before_its_time(agreement: Agreement, on: date) -> Iterator[StatusConclusion]:
    """Ended or replaced by the day *on*, whatever its period says; certain, or unknown."""
    ended = agreement.terminated
    if ended is not None and ended.is_before(on):
        reason = because("terminated", "Den upphörde {ended}.", "It ended {ended}.",
                         "/terminated", ended=ended)  # fmt: skip
        yield StatusConclusion(status=Status.TERMINATED, on=on, reasons=(reason,))
    elif ended is not None and ended.first_day < on:
        reason = because(
            "perhaps_terminated",
            "Den upphörde {ended}; om det var före {on} framgår inte.",
            "It ended {ended}; whether before {on} is not told.",
            "/terminated",
            ended=ended,
            on=on,
        )
        yield StatusConclusion(status=Status.UNKNOWN, on=on, reasons=(reason,))
    # what has certainly been replaced comes before what perhaps has
    unsure: list[StatusConclusion] = []
    for index, relation in enumerate(agreement.relations):
        later = relation.period
        if relation.kind is not RelationKind.RENEWED_BY or later is None:
            continue
        first, last = _beginning(later)
        where = f"/relations/{index}"
        if last <= on:
            reason = because("replaced", "Den förnyades {start}.", "It was renewed {start}.",
                             where, start=later.start)  # fmt: skip
            yield StatusConclusion(status=Status.REPLACED, on=on, reasons=(reason,))
        elif first <= on:
            reason = because(
                "perhaps_replaced",
                "Den förnyades {start}; om det var senast {on} framgår inte.",
                "It was renewed {start}; whether by {on} is not told.",
                where,
                start=later.start,
                on=on,
            )
            unsure.append(StatusConclusion(status=Status.UNKNOWN, on=on, reasons=(reason,)))
    yield from unsure


def _renewed_some_time(agreement: Agreement) -> Reason | None:
    """That it is renewed, where nothing says from when."""
    for index, relation in enumerate(agreement.relations):
        if relation.kind is RelationKind.RENEWED_BY and relation.period is None:
            return because(
                "renewed_some_time",
                "Den är förnyad; från när framgår inte.",
                "It has been renewed; from when is not told.",
                f"/relations/{index}",
            )
    return None


# ── By its period ──────────────────────────────────────────────────────────────


def _beginning(period: Period) -> tuple[date, date]:
    """The first and the last day on which *period* may begin.

    A period written in whole units of one kind (2019, 2020/2023, 2018-T1/2018-T3) begins
    with the first day of the first. In any other, a start that is no day (2018/..) is
    known to lie within its year or month, and not when.
    """
    start, end = period.start, period.end
    if end is not None and end.precision is start.precision:
        return start.first_day, start.first_day
    return start.first_day, start.last_day


def _by_period(agreement: Agreement, period: Period, on: date) -> StatusConclusion:
    """What the period says, where nothing has cut it short."""
    first, last = _beginning(period)
    if on < first:
        return _before(agreement, period, on)
    end = period.end
    if end is not None and end.is_before(on):
        if not period.until_replaced:
            ended = because(
                "period_ended",
                "Dess period slutade {end}.",
                "Its period ended {end}.",
                "/period/end",
                end=end.last_day,
            )
            return StatusConclusion(status=Status.EXPIRED, on=on, reasons=(ended,))
        reason = because(
            "ended_or_until_replaced",
            "Perioden slutade {end} men sägs också gälla tills den ersätts.",
            "Its period ended {end}, and is also said to hold until it is replaced.",
            "/period/end",
            "/period/until_replaced",
            end=end.last_day,
        )
        return StatusConclusion(status=Status.UNKNOWN, on=on, reasons=(reason,))
    if on < last:
        reason = because(
            "start_not_exact",
            "Den börjar {start}; vilken dag framgår inte.",
            "It begins {start}; on what day is not told.",
            "/period/start",
            start=period.start,
        )
        return StatusConclusion(status=Status.UNKNOWN, on=on, reasons=(reason,))
    reason = because("within_period", "Dess period är {period}.", "Its period is {period}.",
                     "/period", period=period)  # fmt: skip
    late = agreement.signed
    if late is None or not late.is_after(on):
        return StatusConclusion(status=Status.IN_FORCE, on=on, reasons=(reason,))
    signed = because(
        "signed_later",
        "Den undertecknades först {signed}, och gäller från periodens början.",
        "It was not signed until {signed}, and holds from the start of its period.",
        "/signed",
        signed=late,
    )
    return StatusConclusion(status=Status.IN_FORCE, on=on, reasons=(reason, signed))


def _before(agreement: Agreement, period: Period, on: date) -> StatusConclusion:
    """Before its period: a draft, or signed."""
    begins = because("period_not_begun", "Den börjar gälla {start}.", "It begins {start}.",
                     "/period/start", start=period.start)  # fmt: skip
    signed, reason = _signing(agreement, on)
    return StatusConclusion(status=signed, on=on, reasons=(reason, begins))


def _signing(agreement: Agreement, on: date) -> tuple[Status, Reason]:
    """Whether it was signed by the day *on*; where no day is given, that it was counts."""
    days = [(agreement.signed, "/signed")] if agreement.signed is not None else [
        (signatory.signed, f"/signatories/{number}")
        for number, signatory in enumerate(agreement.signatories)
    ]  # fmt: skip
    unsure = None
    for signed, where in days:
        if signed is None:
            return Status.SIGNED, because(
                "signed_undated",
                "Den är undertecknad; vilken dag framgår inte.",
                "It is signed; on what day is not told.",
                where,
            )
        if signed.last_day <= on:
            return Status.SIGNED, because(
                "signed", "Den undertecknades {signed}.", "It was signed {signed}.",
                where, signed=signed,
            )  # fmt: skip
        if signed.first_day <= on and unsure is None:
            unsure = because(
                "signing_not_exact",
                "Den undertecknades {signed}; om det var senast {on} framgår inte.",
                "It was signed {signed}; whether by {on} is not told.",
                where,
                signed=signed,
                on=on,
            )
    if unsure is not None:
        return Status.UNKNOWN, unsure
    return Status.DRAFT, because("not_signed", "Den är inte undertecknad.", "It is not signed.", "")
