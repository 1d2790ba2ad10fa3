"""How far a measure has come, and whether it is late."""

from collections.abc import Iterator, Sequence
from datetime import date

from attrs import frozen

from medborgarlofte.codelists import MeasureState
from medborgarlofte.findings import Words
from medborgarlofte.model import FollowUp, Measure, MeasureReport
from medborgarlofte.model.measures import OVER

from ._because import because, days_in_words
from ._conclusion import Conclusion, Reason
from ._counts import Time
from ._known import Known, title_of, when_made
from ._tally import Tallying
from .outcomes import Tally

_Told = tuple[FollowUp, MeasureReport]


@frozen(kw_only=True)
class MeasureStanding(Conclusion):
    """How far a measure has come (hur en åtgärd står sig).

    Example:
        >>> from medborgarlofte import Agreement, FollowUp, Measure, MeasureReport, evaluate
        >>> walks = Measure(title="Trygghetsvandringar", period="2024")
        >>> told = FollowUp(
        ...     date="2025-02-01", measure_reports=[MeasureReport(measure=walks, state="ongoing")]
        ... )
        >>> plan = Agreement(title="Plan", kind="action_plan", measures=[walks], follow_ups=[told])
        >>> stands = evaluate(plan, on="2025-03-01").measures[0]
        >>> stands.state.label("sv"), stands.delayed, stands.late_by
        ('pågår', True, 60)

    Attributes:
        measure: The measure.
        state: How far it had come by the latest report that says so; ``None`` where none does.
        follow_up: The follow-up that says so.
        delayed: Whether its time has passed without it being over; ``None`` where that
            cannot be told, since it has no time or nothing is reported.
        late_by: By how many days, where it is delayed.
        volume: Its counts against its number, where it has either.
    """

    measure: Measure
    state: MeasureState | None = None
    follow_up: FollowUp | None = None
    delayed: bool | None = None
    late_by: int | None = None
    volume: Tally | None = None


def measure_standing(known: Known, measure: Measure) -> MeasureStanding:
    """How far *measure* had come by the day."""
    told = known.told(known.agreement.reports_on(measure))
    latest = latest_with_state(told)
    end = last_day_of(measure)
    ended = end is not None and end < known.day
    delayed = _delayed(measure, end, latest, ended=ended)
    volume = None
    if measure.volume is not None or any(r.count is not None for _, r in told):
        time = Time(period=measure.period or known.agreement.period, last=end)
        volume = Tallying(known, measure, measure.volume, told, time).tally()
    return MeasureStanding(
        measure=measure,
        state=latest[1].state if latest else None,
        follow_up=latest[0] if latest else None,
        delayed=delayed,
        late_by=(known.day - end).days if delayed and end is not None else None,
        volume=volume,
        reasons=(
            *_why(known, measure, latest, end if ended else None),
            *(volume.reasons if volume else ()),
        ),
    )


def latest_with_state(told: Sequence[_Told]) -> _Told | None:
    """The last of what was *told* of a measure that says how far it had come."""
    return next((each for each in reversed(told) if each[1].state is not None), None)


def last_day_of(measure: Measure) -> date | None:
    """The last day of its time; ``None`` where it has none, or it holds until replaced."""
    period = measure.period
    return None if period is None or period.until_replaced else period.last_day


def _delayed(measure: Measure, end: date | None, told: _Told | None, *, ended: bool) -> bool | None:
    """Whether it is late; what was told before its end does not say how it was at its end."""
    if measure.period is None:
        return None
    if not ended or end is None:
        return False
    if told is None:
        return None
    follow_up, report = told
    if report.state in OVER:
        return False
    return True if when_made(follow_up).last > end else None


def _why(
    known: Known,
    measure: Measure,
    latest: _Told | None,
    ended: date | None,
) -> Iterator[Reason]:
    about = {"name": title_of(measure), "end": ended, "late": _since(known, ended)}
    if latest is None:
        yield because(
            "no_state_reported",
            "{name}: inget läge är redovisat.",
            "{name}: no state is reported.",
            known.at(measure),
            **about,
        )
    else:
        follow_up, report = latest
        when = follow_up.date or follow_up.period
        yield because(
            "latest_state",
            "{name}: senast redovisade läge är {state}" + (" ({when})." if when else "."),
            "{name}: the latest state reported is {state}" + (" ({when})." if when else "."),
            known.at(report, "state"),
            known.at(follow_up),
            state=report.state,
            when=when,
            **about,
        )
    if measure.period is None:
        yield because(
            "no_time_set",
            "Den har ingen tid, och kan därför inte sägas vara försenad.",
            "It has no time, and cannot be said to be late.",
            known.at(measure),
        )
    elif ended is not None and (latest is None or latest[1].state not in OVER):
        end_at = known.at(measure, "period", "end")
        if latest is None or when_made(latest[0]).last <= ended:
            yield because(
                "ended_and_not_reported_since",
                "Dess tid slutade {end}; om den blev klar är inte redovisat.",
                "Its time ended {end}; whether it was finished is not reported.",
                end_at,
                **about,
            )
        else:
            yield because(
                "ended_and_not_done",
                "Dess tid slutade {end}, för {late} sedan, och den är inte redovisad som klar.",
                "Its time ended {end}, {late} ago, and it is not reported as finished.",
                end_at,
                known.at(latest[1], "state"),
                **about,
            )


def _since(known: Known, ended: date | None) -> Words | None:
    return None if ended is None else days_in_words((known.day - ended).days)
