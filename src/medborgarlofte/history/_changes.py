"""All changes between two agreements: for people, for programs, for the notebook."""

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, overload

from attrs import frozen

from medborgarlofte.findings import Patch, Shown, pointer, require, to_language
from medborgarlofte.format import value_to_tree
from medborgarlofte.model import Agreement, require_agreement
from medborgarlofte.values.numbers import in_doubles

from ._diff import Change, ChangeKind, Steps, apply, differences
from ._words import describe


@frozen
class Changes(Shown, Sequence[Change]):
    """The changes from one agreement to another (ändringar), in the order of the document.

    A sequence of :class:`Change`. ``patch(a, diff(a, b)) == b`` always.

    Example:
        >>> from medborgarlofte import diff, examples
        >>> laxa = examples.load("laxa")
        >>> changes = diff(laxa, laxa.evolve(promises=laxa.promises[1:]))
        >>> changes, changes[0].kind.value
        (<Changes: 1>, 'removed')
    """

    _changes: tuple[Change, ...]

    def __len__(self) -> int:
        return len(self._changes)

    def __iter__(self) -> Iterator[Change]:
        return iter(self._changes)

    @overload
    def __getitem__(self, index: int) -> Change: ...
    @overload
    def __getitem__(self, index: slice) -> "Changes": ...
    def __getitem__(self, index: int | slice) -> "Change | Changes":
        found = self._changes[index]
        return Changes(found) if isinstance(found, tuple) else found

    def in_words(self, lang: str = "sv") -> list[str]:
        """One sentence for each change.

        Args:
            lang: ``sv`` for Swedish or ``en`` for English.

        Raises:
            AgreementError: S003 where *lang* is neither.

        Example:
            >>> from medborgarlofte import diff, examples
            >>> laxa = examples.load("laxa")
            >>> diff(laxa, laxa.evolve(aim="Ett tryggare Laxå")).in_words("sv")
            ['Syfte: tillagt ”Ett tryggare Laxå”']
        """
        chosen = to_language(lang)
        return [describe(change, chosen) for change in self]

    def to_dicts(self) -> list[dict[str, Any]]:
        """JSON-ready data: kind, pointers on both sides, values on both sides.

        Example:
            >>> from medborgarlofte import diff, examples
            >>> laxa = examples.load("laxa")
            >>> diff(laxa, laxa.evolve(aim="Ett tryggare Laxå")).to_dicts()
            [{'kind': 'added', 'after': '/aim', 'new': 'Ett tryggare Laxå'}]
        """
        return [_as_dict(change) for change in self]

    def to_json_patch(self) -> Patch:
        """The same as a JSON Patch (RFC 6902), for the JSON of the first agreement.

        Example:
            >>> from medborgarlofte import diff, examples
            >>> laxa = examples.load("laxa")
            >>> diff(laxa, laxa.evolve(aim="Ett tryggare Laxå")).to_json_patch()
            ({'op': 'add', 'path': '/aim', 'value': 'Ett tryggare Laxå'},)
        """
        return tuple(_json_patch(self._changes))

    def to_html(self, lang: str = "sv") -> str:
        """A list for the notebook or a page; every text of the documents is escaped.

        Args:
            lang: ``sv`` for Swedish or ``en`` for English.

        Raises:
            AgreementError: S003 where *lang* is neither.

        Example:
            >>> from medborgarlofte import diff, examples
            >>> laxa = examples.load("laxa")
            >>> "Tryggt &amp; lugnt" in diff(laxa, laxa.evolve(aim="Tryggt & lugnt")).to_html("sv")
            True
        """
        return str(import_module("medborgarlofte.display.views").html(self, to_language(lang)))

    def __repr__(self) -> str:
        return f"<Changes: {len(self)}>"


def diff(old: Agreement, new: Agreement) -> Changes:
    """What changed from *old* to *new*, matched by id (jämförelse).

    Args:
        old: The agreement before.
        new: The agreement after.

    Raises:
        AgreementError: S003 where either is no agreement.

    Example:
        >>> from medborgarlofte import diff, examples
        >>> laxa = examples.load("laxa")
        >>> diff(laxa, laxa.evolve(signed="2018-10-27")).in_words("sv")
        ['När den undertecknades: 2018-10-26 → 2018-10-27']
    """
    return Changes(tuple(differences(require_agreement(old), require_agreement(new))))


def patch(agreement: Agreement, changes: Sequence[Change]) -> Agreement:
    """*agreement* with *changes* made: ``patch(a, diff(a, b)) == b``.

    Args:
        agreement: The agreement that the changes were made from.
        changes: What :func:`diff` tells, or some of it.

    Raises:
        AgreementError: S315 where the changes were made from another agreement, S003 where
            either argument is something else.

    Example:
        >>> from medborgarlofte import diff, examples, patch
        >>> laxa = examples.load("laxa")
        >>> changed = laxa.evolve(aim="Ett tryggare Laxå")
        >>> patch(laxa, diff(laxa, changed)) == changed
        True
    """
    return apply(require_agreement(agreement), require(changes, Sequence, "changes"))  # type: ignore[type-abstract]  # asked of, never built


def _ready(value: Any) -> Any:
    """The JSON value of *value* with numbers that any JSON library writes."""
    return in_doubles(value_to_tree(value))


def _as_dict(change: Change) -> dict[str, Any]:
    data: dict[str, Any] = {"kind": change.kind.value}
    if change.before is not None:
        data["before"] = change.before
    if change.after is not None:
        data["after"] = change.after
    if change.kind in (ChangeKind.REMOVED, ChangeKind.CHANGED):
        data["old"] = _ready(change.old)
    if change.kind in (ChangeKind.ADDED, ChangeKind.CHANGED):
        data["new"] = _ready(change.new)
    return data


def _json_patch(changes: Sequence[Change]) -> Iterator[Mapping[str, Any]]:
    """Operations that follow each other: what lies deepest first, then the lists around it.

    Until a list is rearranged, the places inside it are those of the first agreement.
    """
    by_list: dict[Steps, list[Change]] = {}
    for change in changes:
        if change.index is None and not isinstance(change.at[-1], int):
            path = pointer(change.at)
            if change.kind is ChangeKind.REMOVED:
                yield {"op": "remove", "path": path}
            else:
                op = "add" if change.kind is ChangeKind.ADDED else "replace"
                yield {"op": op, "path": path, "value": _ready(change.new)}
        else:
            inside_list = change.kind is not ChangeKind.ADDED
            by_list.setdefault(change.at[:-1] if inside_list else change.at, []).append(change)
    for at in sorted(by_list, key=len, reverse=True):
        yield from _rearranged(at, by_list[at])


def _rearranged(at: Steps, changes: Sequence[Change]) -> Iterator[Mapping[str, Any]]:
    """One list: take out from the end what goes or moves, put in from the beginning."""
    # an empty list is not written, so it has to be made before its first item
    if all(change.opens for change in changes):
        yield {"op": "add", "path": pointer(at), "value": []}
    outs = sorted(
        (c for c in changes if c.kind is not ChangeKind.ADDED), key=lambda c: c.at[-1], reverse=True
    )
    ins = [c for c in changes if c.kind is not ChangeKind.REMOVED]
    yield from ({"op": "remove", "path": pointer(c.at)} for c in outs)
    for change in sorted(ins, key=lambda c: c.index or 0):
        path = pointer((*at, change.index or 0))
        yield {"op": "add", "path": path, "value": _ready(change.new)}
    if any(change.closes for change in changes):
        yield {"op": "remove", "path": pointer(at)}
