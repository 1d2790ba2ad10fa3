"""From older versions of the format to this one: a chain of frozen steps.

A step works on plain JSON and knows two versions, the one before and the one after. Once
released it is never changed; a new version adds a step. Steps never write over anything, and
never take an own key for a field: one that has the name of a new field is renamed, and told of.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from medborgarlofte.findings import Finding, pointer
from medborgarlofte.findings.structure import MIGRATED, RENAMED_IN_MIGRATION
from medborgarlofte.model import FORMAT_VERSION

__all__ = ["MIGRATIONS", "migrate"]

Steps = tuple[str | int, ...]
Step = Callable[[dict[str, Any], list[Finding]], None]


def migrate(tree: Any) -> tuple[Any, list[Finding]]:
    """Bring *tree* to this version of the format, and tell what was done.

    What is of this version already, of a newer one, or no agreement at all, is returned as
    it is. *tree* itself is not changed.

    Example:
        >>> from medborgarlofte.format import migrate
        >>> tree, told = migrate({"medborgarlofte": "0.9", "start": "2025", "end": "2026"})
        >>> tree["period"], [finding.code for finding in told]
        ({'start': '2025', 'end': '2026'}, ['S206'])
    """
    written = tree.get("medborgarlofte") if type(tree) is dict else None
    if type(written) is not str or written not in MIGRATIONS:
        return tree, []
    found: list[Finding] = []
    current = _copy(tree)
    version = written
    while version in MIGRATIONS:
        version, step = MIGRATIONS[version]
        step(current, found)
        current["medborgarlofte"] = version
    _remember(current, written)
    told = Finding.of(MIGRATED, "/medborgarlofte", found=written, current=FORMAT_VERSION)
    return current, [told, *found]


def _remember(tree: dict[str, Any], written: str) -> None:
    """Note the version that the file was first written in."""
    record = tree.setdefault("record", {})
    if type(record) is dict:
        record.setdefault("original_version", written)


def _copy(value: Any) -> Any:
    if type(value) is dict:
        return {key: _copy(item) for key, item in value.items()}
    return [_copy(item) for item in value] if type(value) is list else value


# ── What steps are made of ─────────────────────────────────────────────────────


def _objects(value: Any, *keys: str, at: Steps = ()) -> Iterator[tuple[dict[str, Any], Steps]]:
    """The objects in the lists along *keys*, with their places; what is no object is left."""
    if not keys:
        if type(value) is dict:
            yield value, at
        return
    items = value.get(keys[0]) if type(value) is dict else None
    for index, item in enumerate(items if type(items) is list else ()):
        yield from _objects(item, *keys[1:], at=(*at, keys[0], index))


def _make_room(part: dict[str, Any], key: str, at: Steps, found: list[Finding]) -> None:
    """Rename an own key that has the name of a new field.

    Also where the new field is not to be written: what is somebody's own in the older
    version must not be read as the field of the newer one.
    """
    if key not in part:
        return
    name = f"x_{key}"
    while name in part:
        name = f"x_{name}"
    part[name] = part.pop(key)
    found.append(Finding.of(RENAMED_IN_MIGRATION, pointer((*at, name)), key=key, name=name))


def _rename(part: dict[str, Any], old: str, new: str, at: Steps, found: list[Finding]) -> None:
    _make_room(part, new, at, found)
    if old in part:
        part[new] = part.pop(old)


# ── 0.9, the pre-release format, to 1.0 ────────────────────────────────────────

_VERDICTS_0_9: Final[Mapping[str, str]] = {
    "fulfilled": "kept",
    "partly_fulfilled": "partly_kept",
    "not_fulfilled": "not_kept",
}


_COMPARISONS_0_9: Final = ("at_least", "at_most", "exactly", "about")


def _from_0_9(tree: dict[str, Any], found: list[Finding]) -> None:
    """Flat dates, ``wording``, ``at_least`` and the old verdicts become what they are in 1.0."""
    _make_room(tree, "period", (), found)
    dates = {key: tree.pop(key) for key in ("start", "end", "until_replaced") if key in tree}
    if dates:
        tree["period"] = dates
    for promise, at in _objects(tree, "promises"):
        _rename(promise, "wording", "text", at, found)
    for commitment, at in _objects(tree, "promises", "commitments"):
        _rename(commitment, "wording", "text", at, found)
        _make_room(commitment, "quantity", at, found)
        _gather_quantity_0_9(commitment)
    for assessment, at in _objects(tree, "follow_ups", "assessments"):
        _rename(assessment, "verdict", "fulfilment", at, found)
        said = assessment.get("fulfilment")
        if type(said) is str:
            assessment["fulfilment"] = _VERDICTS_0_9.get(said, said)
    record = tree.get("record")
    if type(record) is dict:
        _make_room(record, "original_version", ("record",), found)


def _gather_quantity_0_9(commitment: dict[str, Any]) -> None:
    """``at_least: 8`` with its ``unit`` and ``per`` becomes a quantity."""
    comparison = next((word for word in _COMPARISONS_0_9 if word in commitment), None)
    if comparison is None:
        return
    quantity = {"number": commitment.pop(comparison), "comparison": comparison}
    for key in ("unit", "per"):
        if key in commitment:
            quantity[key] = commitment.pop(key)
    commitment["quantity"] = quantity


MIGRATIONS: Final[Mapping[str, tuple[str, Step]]] = {
    "0.9": ("1.0", _from_0_9),
}
"""From each older version: the next one, and the step to it."""
