"""What is due, as a calendar that other programs can read (iCalendar, RFC 5545)."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from medborgarlofte.findings import AgreementError, Finding, Words, to_language
from medborgarlofte.findings.structure import WRONG_INPUT

from ._because import exactly, in_words
from ._due import DueItem

if TYPE_CHECKING:
    from icalendar import Event

_NEEDED = 'the calendar needs its extra: pip install "medborgarlofte[calendar]"'
_NAME = Words("Samverkan: att göra", "Cooperation: what is due")


def to_ics(due: Iterable[DueItem], lang: str = "sv") -> bytes:
    """Write what is *due* as an iCalendar file (kalenderfil), one all-day event for each.

    An event stands on the last day that the thing may be done; where only a month or a year
    is known, its description says so. What has an id keeps its UID when its day is moved, so
    that a calendar that reads the file again moves the event. The same items give the same
    bytes.

    Args:
        due: What is due, such as ``evaluate(agreement).due``.
        lang: The language of the texts, ``sv`` or ``en``.

    Raises:
        ImportError: where the extra ``calendar`` is not installed.
        AgreementError: S003 where *due* holds something else than what is due, or *lang* is
            neither of the two.

    Example:
        >>> from medborgarlofte import evaluate, examples, to_ics
        >>> due = evaluate(examples.load("trosa"), on="2018-10-01").due
        >>> b"DTSTART;VALUE=DATE:20180531" in to_ics(due, lang="sv")
        True
    """
    try:
        from icalendar import Calendar
    except ImportError:
        raise ImportError(_NEEDED) from None
    lang = to_language(lang)
    calendar = Calendar()
    calendar.add("prodid", "-//medborgarlofte//due//SV")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _NAME.in_language(lang))
    taken: dict[str, int] = {}
    for item in _items(due):
        name = f"{item.agreement}/{item.key}"
        taken[name] = taken.get(name, 0) + 1
        if taken[name] > 1:  # two of one name: told apart by which comes first
            name = f"{name}/{taken[name]}"
        calendar.add_component(_event(item, name, lang))
    written: bytes = calendar.to_ical()
    return written


def _items(due: object) -> Iterator[DueItem]:
    for item in due if isinstance(due, Iterable) else (due,):
        if not isinstance(item, DueItem):
            raise AgreementError.of(
                Finding.of(WRONG_INPUT, expected="what is due", found=type(item).__name__)
            )
        yield item


def _event(item: DueItem, name: str, lang: str) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", f"{uuid5(NAMESPACE_URL, f'medborgarlofte:{name}')}@medborgarlofte")
    event.add("dtstamp", datetime.combine(item.on, time(), tzinfo=UTC))
    event.add("dtstart", item.due.last_day)
    event.add("dtend", item.due.last_day + timedelta(days=1))
    event.add("summary", item.title.in_language(lang), parameters={"language": lang})
    event.add("description", _description(item, lang), parameters={"language": lang})
    event.add("categories", [item.kind.label(lang)])
    event.add("transp", "TRANSPARENT")
    return event


def _description(item: DueItem, lang: str) -> str:
    lines = [item.why(lang)]
    if not exactly(item.due):
        inexact = in_words(
            "Dagen är bara känd som {due}; händelsen står på den sista.",
            "The day is known only as {due}; the event stands on the last.",
            due=item.due,
        )
        lines.insert(0, inexact.in_language(lang))
    return "\n".join(lines)
