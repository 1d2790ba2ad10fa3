"""How a promise stands: what the latest judgement of it says."""

from datetime import date

from attrs import frozen

from medborgarlofte.model import Agreement, Assessment, FollowUp, Promise


@frozen
class Standing:
    """The latest judgement of a promise.

    Attributes:
        promise: The promise.
        assessment: The judgement; ``None`` where there is none.
        follow_up: The follow-up that it stands in.
    """

    promise: Promise
    assessment: Assessment | None = None
    follow_up: FollowUp | None = None


def standing(agreement: Agreement, promise: Promise, on: date | None = None) -> Standing:
    """The latest judgement of *promise* made by the day *on*, by its date.

    A judgement without a date is taken as made when its follow-up was; of two that are
    as late, the later in the document counts.
    """
    latest: tuple[date, FollowUp, Assessment] | None = None
    for follow_up, assessment in agreement.assessments_of(promise):
        made = assessment.as_of or follow_up.date
        day = made.last_day if made is not None else date.min
        if on is not None and made is not None and made.first_day > on:
            continue
        if latest is None or day >= latest[0]:
            latest = (day, follow_up, assessment)
    return Standing(promise) if latest is None else Standing(promise, latest[2], latest[1])
