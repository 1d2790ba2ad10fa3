"""What changed between two agreements, as typed changes that can be applied again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from medborgarlofte.findings import AgreementError, Finding, pointer, require
from medborgarlofte.findings.structure import PATCH_DOES_NOT_FIT
from medborgarlofte.model import Agreement
from medborgarlofte.values import ClosedCodelist, FieldSpec, JsonObject, Part, fields_of

from ._exact import is_same
from ._matching import is_whole, name_of, slots_of, stays

Steps = tuple[str | int, ...]


class ChangeKind(ClosedCodelist):
    """What happened (sorts ändring)."""

    ADDED = "added", "tillagt", "added"
    REMOVED = "removed", "borttaget", "removed"
    CHANGED = "changed", "ändrat", "changed"
    MOVED = "moved", "flyttat", "moved"


@frozen
class Around:
    """A part that something stands in.

    Attributes:
        part: The part, as it was before where it was there.
        number: Its number in its list, from 1; 0 where it is the only one.
        spec: Its field, where the field holds one part and no list.
    """

    part: Part
    number: int = 0
    spec: FieldSpec | None = None


@frozen(kw_only=True)
class Change:
    """One change (ändring).

    Example:
        >>> from medborgarlofte import diff, examples
        >>> laxa = examples.load("laxa")
        >>> (change,) = diff(laxa, laxa.evolve(signed="2018-10-27"))
        >>> change.kind.label("sv"), change.before, str(change.old), str(change.new)
        ('ändrat', '/signed', '2018-10-26', '2018-10-27')

    Attributes:
        kind: Added, removed, changed or moved.
        before: Its JSON Pointer in the first agreement; ``None`` where it was added.
        after: Its JSON Pointer in the second; ``None`` where it was removed.
        old: The value before, as the model has it.
        new: The value after.
        at: The steps to its place in the first agreement; for an item that was added to a
            list, to the list.
        index: Where in the list an item stands that was added or moved.
        within: The parts around it below the agreement, the outermost first; where a part
            was added, removed or moved as a whole, it is the last of them.
        spec: The field that it is about; ``None`` in unknown fields.
        opens: Whether the list that it is in was empty before.
        closes: Whether that list is empty after.
    """

    kind: ChangeKind
    before: str | None
    after: str | None
    old: Any = None
    new: Any = None
    at: Steps
    index: int | None = None
    within: tuple[Around, ...] = ()
    spec: FieldSpec | None = None
    opens: bool = False
    closes: bool = False


@frozen
class _Pair:
    """Where the comparison is: in both agreements, and in which parts."""

    at: Steps = ()
    to: Steps = ()
    within: tuple[Around, ...] = ()

    def step(self, here: str | int, there: str | int | None = None) -> "_Pair":
        there = here if there is None else there
        return _Pair((*self.at, here), (*self.to, there), self.within)

    def inside(self, around: Around) -> "_Pair":
        return _Pair(self.at, self.to, (*self.within, around))


def differences(old: Agreement, new: Agreement) -> Iterator[Change]:
    """Every change from *old* to *new*, in the order of the document."""
    return _parts(old, new, _Pair())


def _parts(old: Part, new: Part, pair: _Pair) -> Iterator[Change]:
    for spec in fields_of(type(old)):
        before, after = getattr(old, spec.name), getattr(new, spec.name)
        if is_same(before, after):
            continue
        here = pair.step(spec.key)
        if spec.many:
            yield from _lists(spec, before, after, here)
        elif is_whole(spec) or before is None or after is None:
            yield _whole(spec, before, after, here)
        else:
            yield from _parts(before, after, here.inside(Around(before, spec=spec)))
    yield from _unknown(old.extensions, new.extensions, pair)


def _whole(spec: FieldSpec | None, before: Any, after: Any, pair: _Pair) -> Change:
    return Change(
        kind=_kind(before is not None, after is not None),
        before=None if before is None else pointer(pair.at),
        after=None if after is None else pointer(pair.to),
        old=before,
        new=after,
        at=pair.at,
        within=pair.within,
        spec=spec,
    )


def _kind(was_there: bool, is_there: bool) -> ChangeKind:  # two of a kind
    if was_there and is_there:
        return ChangeKind.CHANGED
    return ChangeKind.REMOVED if was_there else ChangeKind.ADDED


def _unknown(before: JsonObject, after: JsonObject, pair: _Pair) -> Iterator[Change]:
    """Unknown fields change as one value each; null is a value here."""
    if is_same(before, after):
        return
    for key in sorted({*before, *after}):
        here = pair.step(key)
        there = {key: before[key]} if key in before else {}
        then = {key: after[key]} if key in after else {}
        if is_same(JsonObject(there), JsonObject(then)):
            continue
        yield Change(
            kind=_kind(bool(there), bool(then)),
            before=pointer(here.at) if there else None,
            after=pointer(here.to) if then else None,
            old=there.get(key),
            new=then.get(key),
            at=here.at,
            within=pair.within,
        )


def _lists(
    spec: FieldSpec, before: Sequence[Any], after: Sequence[Any], pair: _Pair
) -> Iterator[Change]:
    olds, news = slots_of(before, after)
    there = {name: index for index, name in enumerate(news)}
    here = {name: index for index, name in enumerate(olds)}
    for index, name in enumerate(olds):
        if name not in there:
            item = pair.step(index)
            yield Change(
                kind=ChangeKind.REMOVED,
                before=pointer(item.at),
                after=None,
                old=before[index],
                at=item.at,
                within=_around(before[index], pair, index, len(before)),
                spec=spec,
                closes=not after,
            )
    unmoved = stays([here[name] for name in news if name in here])
    for index, name in enumerate(news):
        if name not in here:
            yield Change(
                kind=ChangeKind.ADDED,
                before=None,
                after=pointer((*pair.to, index)),
                new=after[index],
                at=pair.at,
                index=index,
                within=_around(after[index], pair, index, len(after)),
                spec=spec,
                opens=not before,
            )
            continue
        was = here[name]
        item = pair.step(was, index)
        if was not in unmoved:
            yield Change(
                kind=ChangeKind.MOVED,
                before=pointer(item.at),
                after=pointer(item.to),
                old=before[was],
                new=after[index],
                at=item.at,
                index=index,
                within=_around(before[was], pair, was, len(before)),
                spec=spec,
            )
        if not is_same(before[was], after[index]):
            number = index + 1 if len(after) > 1 else 0
            yield from _parts(before[was], after[index], item.inside(Around(before[was], number)))


def _around(item: Any, pair: _Pair, index: int, count: int) -> tuple[Around, ...]:
    if not isinstance(item, Part):
        return pair.within
    return pair.inside(Around(item, index + 1 if count > 1 else 0)).within


# ── Applying changes again ─────────────────────────────────────────────────────


def apply(agreement: Agreement, changes: Iterable[Change]) -> Agreement:
    """*agreement* with *changes* made; each must find what it was made from."""
    work = _Applied(changes)
    patched: Agreement = work.part(agreement, ())
    _expect(work.is_done)
    return patched


class _Applied:
    """The changes, sorted by the place in the first agreement that they are about.

    What a change was made from must be there: the value that it replaces or takes away,
    and the parts around it, which are known by their names. What it adds must not be.
    """

    def __init__(self, changes: Iterable[Change]) -> None:
        self.touched: set[Steps] = set()
        self.around: dict[Steps, Part] = {}
        self.whole: dict[Steps, Change] = {}
        self.moved: dict[Steps, Change] = {}
        self.added: dict[Steps, list[Change]] = {}
        self.unknown: dict[Steps, list[Change]] = {}
        for given in changes:
            change = require(given, Change, "a Change")
            self.touched.update(change.at[:length] for length in range(len(change.at) + 1))
            self.around.update(zip(_places_of_parts(change.at), _parts_of(change), strict=False))
            if change.kind is ChangeKind.MOVED:
                self.moved[change.at] = change
            elif change.index is not None:
                self.added.setdefault(change.at, []).append(change)
            elif change.spec is None:
                self.unknown.setdefault(change.at[:-1], []).append(change)
            else:
                self.whole[change.at] = change

    @property
    def is_done(self) -> bool:
        """Whether every change has been made."""
        return not (self.whole or self.moved or self.added or self.unknown)

    def part(self, part: Any, at: Steps) -> Any:
        if at not in self.touched:
            return part
        updates: dict[str, Any] = {}
        for spec in fields_of(type(part)):
            place = (*at, spec.key)
            if place not in self.touched:
                continue
            value = getattr(part, spec.name)
            if spec.many:
                updates[spec.name] = self.items(value, place)
            elif place in self.whole:
                change = self.whole.pop(place)
                _expect(is_same(change.old, value))
                updates[spec.name] = change.new
            else:
                _expect(isinstance(value, Part))
                updates[spec.name] = self.part(value, place)
        if at in self.unknown:
            updates["extensions"] = self.own(part.extensions, self.unknown.pop(at))
        return part.evolve(**updates)

    def items(self, items: Sequence[Any], at: Steps) -> tuple[Any, ...]:
        kept: list[Any] = []
        placed: dict[int | None, Any] = {c.index: c.new for c in self.added.pop(at, ())}
        new_ids = {item.id for item in placed.values() if hasattr(item, "id")}
        for index, item in enumerate(items):
            place = (*at, index)
            if place in self.whole:
                _expect(is_same(self.whole.pop(place).old, item))
                continue
            if place in self.around:
                _expect(name_of(item) == name_of(self.around[place]))
            _expect(getattr(item, "id", None) not in new_ids)
            now = self.part(item, place) if isinstance(item, Part) else item
            if place in self.moved:
                change = self.moved.pop(place)
                _expect(name_of(change.old) == name_of(item))
                placed[change.index] = now
            else:
                kept.append(now)
        rest = iter(kept)
        length = len(kept) + len(placed)
        _expect(all(index is not None and index < length for index in placed))
        return tuple(placed[n] if n in placed else next(rest) for n in range(length))

    @staticmethod
    def own(unknown: JsonObject, changes: Iterable[Change]) -> Mapping[str, Any]:
        """The unknown fields of a part after *changes*."""
        changed = dict(unknown)
        for change in changes:
            key = str(change.at[-1])
            _expect((key in changed) is (change.kind is not ChangeKind.ADDED))
            if key in changed:
                _expect(is_same(JsonObject({key: changed.pop(key)}), JsonObject({key: change.old})))
            if change.kind is not ChangeKind.REMOVED:
                changed[key] = change.new
        return changed


def _parts_of(change: Change) -> list[Part]:
    """The parts that *change* stands in, as they were before; not one that it adds."""
    added = change.kind is ChangeKind.ADDED and isinstance(change.new, Part)
    known = change.within[:-1] if added and change.index is not None else change.within
    return [around.part for around in known]


def _places_of_parts(at: Steps) -> Iterator[Steps]:
    """The places on the way *at* that have parts: the items of lists, and what has keys."""
    for length, step in enumerate(at, 1):
        is_item = isinstance(step, int)
        if is_item or (length < len(at) and isinstance(at[length], str)):
            yield at[:length]


def _expect(fits: bool) -> None:  # it reads as a sentence
    if not fits:
        raise AgreementError.of(Finding.of(PATCH_DOES_NOT_FIT))
