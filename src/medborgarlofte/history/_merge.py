"""Three versions become one: what either side changed, and what they disagree on."""

from collections.abc import Sequence
from typing import Any, Final

from attrs import frozen

from medborgarlofte.findings import (
    Finding,
    Report,
    pointer,
)
from medborgarlofte.findings.conflict import MERGE_CONFLICT
from medborgarlofte.format import canonical_bytes, value_to_tree
from medborgarlofte.model import Agreement, require_agreement
from medborgarlofte.values import FieldSpec, JsonObject, Part, fields_of

from ._exact import is_same
from ._matching import Slot, is_whole, slots_of
from ._words import plainly

_NOTHING: Final = "–"


@frozen(kw_only=True)
class Conflict:
    """A place that both sides changed, differently (konflikt).

    Example:
        >>> from medborgarlofte import examples, merge
        >>> laxa = examples.load("laxa")
        >>> merged = merge(laxa, laxa.evolve(aim="Trygghet"), laxa.evolve(aim="Lugn"))
        >>> conflict = merged.conflicts[0]
        >>> conflict.ours, str(conflict.our_value), str(conflict.their_value)
        ('/aim', 'Trygghet', 'Lugn')

    Attributes:
        base: The pointer in the version that both started from; ``None`` where it was not.
        ours: The pointer in our version; ``None`` where it is gone.
        theirs: The pointer in theirs; ``None`` where it is gone.
        base_value: The value that both started from.
        our_value: Our value; ``None`` where we took it away.
        their_value: Their value; ``None`` where they took it away.
    """

    base: str | None
    ours: str | None
    theirs: str | None
    base_value: Any = None
    our_value: Any = None
    their_value: Any = None

    def swapped(self) -> "Conflict":
        """The same conflict seen from the other side.

        Example:
            >>> from medborgarlofte import Conflict
            >>> conflict = Conflict(base="/aim", ours="/aim", theirs=None, our_value="Lugn")
            >>> conflict.swapped().their_value
            'Lugn'
        """
        return Conflict(
            base=self.base,
            ours=self.theirs,
            theirs=self.ours,
            base_value=self.base_value,
            our_value=self.their_value,
            their_value=self.our_value,
        )

    def finding(self) -> Finding:
        """The conflict as a finding (K901), at the place that both started from.

        Raises:
            AgreementError: S104 where a value is larger than a document may be.

        Example:
            >>> from medborgarlofte import Conflict
            >>> conflict = Conflict(base="/signed", ours="/signed", theirs="/signed")
            >>> conflict.finding().code, conflict.finding().pointer
            ('K901', '/signed')
        """
        return Finding(
            code=MERGE_CONFLICT.code,
            severity=MERGE_CONFLICT.severity,
            pointer=self.base or self.ours or self.theirs or "",
            parameters={"ours": _told(self.our_value), "theirs": _told(self.their_value)},
            related=tuple(p for p in (self.ours, self.theirs) if p is not None),
        )


def _shown(value: Any) -> str:
    return canonical_bytes(value_to_tree(value)).decode()


def _told(value: Any) -> str:
    return _NOTHING if value is None else plainly(value)


@frozen
class Merged:
    """What came of a merge (sammanslagning).

    Example:
        >>> from medborgarlofte import examples, merge
        >>> laxa = examples.load("laxa")
        >>> merged = merge(laxa, laxa.evolve(aim="Trygghet"), laxa.evolve(aim="Lugn"))
        >>> merged.ok, merged.report.codes()
        (False, ('K901',))

    Attributes:
        agreement: The merged agreement. Where there is a conflict, it keeps the value that
            both sides started from; what one side took away and the other changed stays, and
            so does what both added of the same (two counts of one commitment).
        conflicts: What the sides disagree on, with both values.
    """

    agreement: Agreement
    conflicts: tuple[Conflict, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether there is no conflict."""
        return not self.conflicts

    @property
    def report(self) -> Report:
        """The conflicts as findings."""
        return Report(conflict.finding() for conflict in self.conflicts)


def merge(base: Agreement, ours: Agreement, theirs: Agreement) -> Merged:
    """Join what two sides made of *base*, by id and field (sammanslagning).

    A change by one side counts; the same change by both counts once; different changes
    of the same place are a conflict. So are different changes of parts that cannot be told
    apart: of those without an id, where several refer to the same. Swapping the sides swaps
    only their names.

    Args:
        base: The agreement that both sides started from.
        ours: What one side made of it.
        theirs: What the other side made of it.

    Raises:
        AgreementError: S003 where one of them is no agreement; as when an agreement is
            built, where what is joined cannot be.

    Example:
        >>> from medborgarlofte import examples, merge
        >>> laxa = examples.load("laxa")
        >>> merged = merge(laxa, laxa.evolve(aim="Trygghet"), laxa.evolve(signed="2018-10-27"))
        >>> merged.ok, str(merged.agreement.aim), str(merged.agreement.signed)
        (True, 'Trygghet', '2018-10-27')
    """
    base, ours, theirs = map(require_agreement, (base, ours, theirs))
    work = _Merge()
    agreement = work.part(base, ours, theirs, _Place((), (), ()))
    return Merged(agreement, tuple(work.conflicts))


Steps = tuple[str | int, ...] | None


@frozen
class _Place:
    """The same place in the three versions; ``None`` in one where it is not."""

    base: Steps
    ours: Steps
    theirs: Steps

    def step(self, base: Any, ours: Any, theirs: Any) -> "_Place":
        return _Place(*map(_further, (self.base, self.ours, self.theirs), (base, ours, theirs)))

    def key(self, key: str) -> "_Place":
        return self.step(key, key, key)


_Item = tuple[int, Any]
_Side = dict[Slot, _Item]
"""A list of one side: where each item stands, and the item."""


def _further(steps: Steps, step: str | int | None) -> Steps:
    return None if steps is None or step is None else (*steps, step)


class _Merge:
    def __init__(self) -> None:
        self.conflicts: list[Conflict] = []

    def part(self, base: Any, ours: Any, theirs: Any, place: _Place) -> Any:
        """Join a part field by field; *base* is ``None`` where both sides added it."""
        joined: dict[str, Any] = {}
        for spec in fields_of(type(ours)):
            old, our, their = (getattr(side, spec.name, None) for side in (base, ours, theirs))
            joined[spec.name] = self.value(spec, old, our, their, place.key(spec.key))
        own = self.unknown(base, ours, theirs, place)
        return type(ours)(**joined, extensions=own)

    def value(self, spec: FieldSpec, base: Any, ours: Any, theirs: Any, place: _Place) -> Any:
        """Join one field of a part."""
        if is_same(theirs, ours) or is_same(theirs, base):
            return ours
        if is_same(ours, base):
            return theirs
        if spec.many:
            return self.items(base or (), ours, theirs, place)
        if not is_whole(spec) and ours is not None and theirs is not None:
            return self.part(base, ours, theirs, place)
        self.disagree(place, base, ours, theirs)
        if base is None and spec.required:
            return min(ours, theirs, key=_shown)  # neither side's, but the same for both
        return base

    def unknown(self, base: Any, ours: Any, theirs: Any, place: _Place) -> dict[str, Any]:
        """Join the unknown fields, each as one value."""
        before = JsonObject({}) if base is None else base.extensions
        joined = {}
        for key in sorted({*before, *ours.extensions, *theirs.extensions}):
            old, our, their = (
                JsonObject({key: own[key]}) if key in own else None
                for own in (before, ours.extensions, theirs.extensions)
            )
            if is_same(their, our) or is_same(their, old):
                chosen = our
            elif is_same(our, old):
                chosen = their
            else:
                values = [None if own is None else own[key] for own in (old, our, their)]
                self.disagree(place.key(key), *values)
                chosen = old
            if chosen is not None:
                joined[key] = chosen[key]
        return joined

    def items(
        self, base: Sequence[Any], ours: Sequence[Any], theirs: Sequence[Any], place: _Place
    ) -> tuple[Any, ...]:
        """Join a list item by item, then put the items in order."""
        lists = (base, ours, theirs)
        sides = [
            dict(zip(slots, enumerate(side), strict=True))
            for slots, side in zip(slots_of(*lists), lists, strict=True)
        ]
        joined: dict[Slot, Any] = {}
        added = {slot for side in sides[1:] for slot in side} - sides[0].keys()
        for slot in (*sides[0], *sorted(added, key=repr)):
            (at_base, old), (at_ours, our), (at_theirs, their) = (
                side.get(slot, (None, None)) for side in sides
            )
            there = place.step(at_base, at_ours, at_theirs)
            item = self.item(old, our, their, there, is_sure=slot.is_sure)
            if item is not None:
                joined[slot] = item
        self.added(sides[1], sides[2], place)
        order = self.order([[slot for slot in side if slot in joined] for side in sides], place)
        return tuple(joined[slot] for slot in order)

    def item(self, old: Any, our: Any, their: Any, place: _Place, *, is_sure: bool) -> Any:
        """Join one item of a list; ``None`` where it is to go."""
        if is_same(their, our) or is_same(their, old):
            return our
        if is_same(our, old):
            return their
        if is_sure and isinstance(our, Part) and isinstance(their, Part):
            return self.part(old, our, their, place)
        self.disagree(place, old, our, their)
        if our is None or their is None:
            # one side took away what the other changed: it stays, and both are told of
            return our if their is None else their
        return old  # each may have changed another of those that have the same name

    def added(self, ours: _Side, theirs: _Side, place: _Place) -> None:
        """Take down where both sides added something of the same: both stay.

        What refers to nothing and has no time is not known to be about the same.
        """
        alone: dict[Any, tuple[list[_Item], list[_Item]]] = {}
        for number, (side, other) in enumerate(((ours, theirs), (theirs, ours))):
            for slot, item in side.items():
                if slot.added and slot not in other and any(slot.name):
                    alone.setdefault(slot.name, ([], []))[number].append(item)
        for name in sorted(alone, key=repr):
            for (at_ours, our), (at_theirs, their) in zip(*alone[name], strict=False):
                self.disagree(place.step(None, at_ours, at_theirs), None, our, their)

    def order(self, sides: list[list[Any]], place: _Place) -> list[Any]:
        """One order for what is left, from that of the base and of both sides."""
        in_all = set(sides[0]).intersection(*sides[1:])
        base, ours, theirs = ([name for name in side if name in in_all] for side in sides)
        if base not in (ours, theirs) and ours != theirs:
            where = (place.base, place.ours, place.theirs)
            pointers = dict(zip(("base", "ours", "theirs"), map(_pointer, where), strict=True))
            self.conflicts.append(Conflict(**pointers))
            return _woven(base, sides[1:])
        return _woven(theirs if ours == base else ours, sides[1:])

    def disagree(self, place: _Place, base: Any, ours: Any, theirs: Any) -> None:
        """Take down a conflict."""
        self.conflicts.append(
            Conflict(
                base=None if base is None else _pointer(place.base),
                ours=None if ours is None else _pointer(place.ours),
                theirs=None if theirs is None else _pointer(place.theirs),
                base_value=base,
                our_value=ours,
                their_value=theirs,
            )
        )


def _pointer(steps: Steps) -> str | None:
    return None if steps is None else pointer(steps)


def _woven(order: list[Any], sides: list[list[Any]]) -> list[Any]:
    """*order* with what is not in it, each item after what it follows on its side.

    Where both sides put something at the same place, they come in the order of their
    names: the same whichever side is called ours.
    """
    placed = set(order)
    runs: dict[Any, list[list[Any]]] = {}
    for side in sides:
        after: Any = None
        run: list[Any] = []
        for name in side:
            if name in placed:
                after, run = name, []
                continue
            if not run:
                runs.setdefault(after, []).append(run)
            run.append(name)
    woven: dict[Any, None] = {}
    for anchor in (None, *order):
        if anchor is not None:
            woven[anchor] = None
        for run in sorted(runs.get(anchor, ()), key=repr):
            woven.update(dict.fromkeys(run))
    return list(woven)
