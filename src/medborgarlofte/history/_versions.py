"""The versions of one agreement: how it stood on a day, and how each field has changed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cached_property
from itertools import pairwise
from typing import Any

from attrs import field, frozen

from medborgarlofte.checking import Day, day_of
from medborgarlofte.findings import AgreementError, Finding, require, require_each, wrong_input
from medborgarlofte.findings.structure import WRONG_INPUT
from medborgarlofte.model import Agreement, Amendment, require_agreement
from medborgarlofte.values import Part, PartialDate, fields_of, to_date

from ._changes import Changes, diff

Dated = Mapping[str, Agreement] | Mapping[date, Agreement] | Mapping[PartialDate, Agreement]
"""Versions, each by the day from which it stood."""


@frozen
class Version:
    """An agreement as it stood from a day on (version).

    Example:
        >>> from medborgarlofte import History, examples
        >>> laxa = examples.load("laxa")
        >>> history = History.of({"2018-10-26": laxa, "2019-05": laxa.evolve(aim="Trygghet")})
        >>> history.versions[1].day, history.versions[1].agreement.aim
        (datetime.date(2019, 5, 31), Text('Trygghet'))

    Attributes:
        day: The day from which it stood so.
        agreement: The agreement.
        amendments: The amendments that it has and the version before had not.
    """

    day: date
    agreement: Agreement
    amendments: tuple[Amendment, ...] = ()

    @property
    def by(self) -> tuple[str, ...]:
        """The ids of the parties that agreed to its amendments, where the file says so."""
        return _parties(self.amendments)


@frozen
class Moment:
    """A value that a field had from a day on (värde från en dag).

    Example:
        >>> from medborgarlofte import Agreement, History, examples
        >>> laxa = examples.load("laxa")
        >>> history = History.of({"2018-10-26": laxa, "2019-05-01": laxa.evolve(aim="Trygghet")})
        >>> before, after = history.timeline(Agreement, laxa.id, "aim")
        >>> before.value, after.value, str(after.day)
        (None, Text('Trygghet'), '2019-05-01')

    Attributes:
        day: The day.
        value: The value, as the model has it.
        there: Whether the part was there at all.
        amendments: What the file says of the change: the amendments of that version that
            name the field, and those that name no field.
    """

    day: date
    value: Any
    there: bool
    amendments: tuple[Amendment, ...] = ()

    @property
    def by(self) -> tuple[str, ...]:
        """The ids of the parties that agreed to the change, where the file says so."""
        return _parties(self.amendments)


def _parties(amendments: Iterable[Amendment]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(party for each in amendments for party in each.by))


def _in_order(versions: Iterable[Version]) -> tuple[Version, ...]:
    given = require_each(versions, Version, "versions")
    return tuple(sorted(given, key=lambda version: version.day))


@frozen
class History:
    """The versions of one agreement, the oldest first (ändringshistorik).

    Make one with :meth:`of`.

    Example:
        >>> from medborgarlofte import History, examples
        >>> laxa = examples.load("laxa")
        >>> history = History.of({"2018-10-26": laxa, "2019-05-01": laxa.evolve(aim="Trygghet")})
        >>> for version, changes in history.changes:
        ...     print(version.day, *changes.in_words("en"))
        2019-05-01 Aim: added “Trygghet”

    Attributes:
        versions: The versions, each with the day from which it stood.

    Raises:
        AgreementError: S003 where they are something else.
    """

    versions: tuple[Version, ...] = field(converter=_in_order)

    @classmethod
    def of(cls, versions: Iterable[Agreement] | Dated) -> "History":
        """Put the versions of one agreement in order.

        Args:
            versions: The versions, or a mapping from the day of each to it. Without a
                given day, a version is from the day when its file was modified
                (``record.modified``), else that of its latest amendment, else the day it
                was signed, else that when the file was created. What is known to the
                month counts from the last day of the month.

        Raises:
            AgreementError: S003 where they are not of one agreement, or one has no day; S302 or
                S308 where a given day is none.

        Example:
            >>> from medborgarlofte import Agreement, History, examples
            >>> laxa = examples.load("laxa")
            >>> more = laxa.evolve(aim="Ett tryggare Laxå")
            >>> history = History.of({"2018-10-26": laxa, "2019-05-01": more})
            >>> [(str(m.day), str(m.value)) for m in history.timeline(Agreement, laxa.id, "aim")]
            [('2018-10-26', 'None'), ('2019-05-01', 'Ett tryggare Laxå')]
        """
        if isinstance(versions, Mapping):
            by_day: Mapping[Any, Agreement] = versions
            dated = [
                (to_date(day).last_day, require_agreement(version))
                for day, version in by_day.items()
            ]
        else:
            given = require(versions, Iterable, "versions of one agreement")  # type: ignore[type-abstract]  # asked of, never built
            found = [(_day_of(require_agreement(each), n), each) for n, each in enumerate(given, 1)]
            dated = sorted(found, key=lambda pair: _moment_of(pair[1]))
        if len({version.id for _, version in dated}) > 1:
            raise AgreementError.of(
                Finding.of(WRONG_INPUT, expected="versions of one agreement", found="several ids")
            )
        dated.sort(key=lambda pair: pair[0])
        before: frozenset[Amendment] = frozenset()
        made = []
        for day, version in dated:
            new = tuple(each for each in version.amendments if each not in before)
            made.append(Version(day, version, new))
            before = frozenset(version.amendments)
        return cls(tuple(made))

    def on(self, day: Day) -> Agreement | None:
        """The agreement as it stood on *day*; ``None`` before the first version.

        Args:
            day: The day, ``"2019-05-01"`` or a ``date``.

        Raises:
            AgreementError: S308 where it is no date, S003 where it is a date that is no day,
                or something else.

        Example:
            >>> from medborgarlofte import History, examples
            >>> laxa = examples.load("laxa")
            >>> changed = laxa.evolve(aim="Trygghet")
            >>> history = History.of({"2018-10-26": laxa, "2019-05-01": changed})
            >>> history.on("2018-01-01") is None, history.on("2019-01-01") == laxa
            (True, True)
        """
        if day is None:  # elsewhere that is the present day
            raise wrong_input(day, "a day")
        when = day_of(day)
        stood = [version.agreement for version in self.versions if version.day <= when]
        return stood[-1] if stood else None

    @cached_property
    def changes(self) -> tuple[tuple[Version, Changes], ...]:
        """Every version but the first, with what changed in it."""
        return tuple(
            (after, diff(before.agreement, after.agreement))
            for before, after in pairwise(self.versions)
        )

    def timeline(self, kind: type[Part], id: str, name: str) -> tuple[Moment, ...]:
        """The values that a field has had, each with the day when it came.

        Args:
            kind: The class of the part, such as ``Promise``; ``Agreement`` for the whole.
            id: The id of the part.
            name: The name of the field.

        Raises:
            AgreementError: S003 where *kind* is no class of the model or has no such field,
                or *id* is no string.

        Example:
            >>> from medborgarlofte import Agreement, History, examples
            >>> laxa = examples.load("laxa")
            >>> corrected = laxa.evolve(signed="2018-10-27")
            >>> history = History.of({"2018-10-26": laxa, "2019-05-01": corrected})
            >>> [str(moment.value) for moment in history.timeline(Agreement, laxa.id, "signed")]
            ['2018-10-26', '2018-10-27']
        """
        if not isinstance(kind, type) or not issubclass(kind, Part):
            raise wrong_input(kind, "a class of the model")
        require(id, str, "an id")
        if name not in [spec.name for spec in fields_of(kind)]:
            raise AgreementError.of(
                Finding.of(WRONG_INPUT, expected=f"a field of {kind.__name__}", found="no field")
            )
        return tuple(self._moments(kind, id, name))

    def _moments(self, kind: type[Part], id: str, name: str) -> Iterator[Moment]:
        last: Moment | None = None
        for version in self.versions:
            part = version.agreement.find(kind, id)
            value = None if part is None else getattr(part, name)
            there = part is not None
            if last is not None and (last.there, last.value) == (there, value):
                continue
            if last is None and not there:
                continue
            told = tuple(a for a in version.amendments if _speaks_of(a, kind, id, name))
            last = Moment(version.day, value, there, told)
            yield last


def _speaks_of(amendment: Amendment, kind: type[Part], id: str, name: str) -> bool:
    """Whether the amendment names the field, or its whole part, or no field at all."""
    keys = {spec.key for spec in fields_of(kind) if spec.name == name}
    return not amendment.changes or any(
        (path.entity, path.entity_id) == (kind.__name__, id)
        and (path.key is None or path.key.partition("/")[0] in keys)
        for path in amendment.changes
    )


def _moment_of(agreement: Agreement) -> float:
    """When its file was modified, to the second: there may be many versions of one day."""
    record = agreement.record
    if record is None or record.modified is None:
        return float("-inf")
    return datetime.fromisoformat(record.modified).timestamp()


def _day_of(agreement: Agreement, number: int) -> date:
    """The day from which a version stood."""
    record = agreement.record
    if record is not None and record.modified is not None:
        return _day(record.modified)
    amended = [each.date for each in agreement.amendments if each.date is not None]
    if amended:
        return max(day.last_day for day in amended)
    if agreement.signed is not None:
        return agreement.signed.last_day
    if record is not None and record.created is not None:
        return _day(record.created)
    raise AgreementError.of(
        Finding.of(
            WRONG_INPUT, expected="a day for each version", found=f"none for version {number}"
        )
    )


def _day(timestamp: str) -> date:
    """The day of a timestamp, where it was written."""
    return date.fromisoformat(timestamp[:10])
