"""The conformance corpus: what this library gets, and whether anyone's results are right.

A corpus is a folder of documents (``conformance/1.0``). What stands beside a document says
what is expected of it; the README there needs no Python.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, NoReturn

from attrs import frozen

from ._version import __version__
from .checking import validate
from .findings import AgreementError, Finding, pointer
from .findings.structure import WRONG_INPUT
from .format import AnyPath, digest, dumps, loads, parse, read_bytes, to_path
from .model import FORMAT_VERSION

__all__ = ["Failure", "Outcome", "judge", "load_results", "own_results"]

KINDS: Final = ("valid", "invalid", "canonical", "migrate", "roundtrip")
_ASKED: Final[Mapping[str, Mapping[str, str]]] = {
    "reader": {"valid": "accepted", "invalid": "accepted", "migrate": "value"},
    "writer": {"canonical": "sha256", "roundtrip": "value"},
    "checker": {"valid": "findings", "invalid": "findings", "migrate": "findings"},
}
"""What each level is asked about each kind of document."""
_BESIDE: Final = (".findings.json", ".expected.json")
_ANY_DAY: Final = date(2026, 1, 1)  # no rule of structure or consistency asks what day it is


@frozen
class Failure:
    """A result that is not the expected one (avvikelse).

    Example:
        >>> from medborgarlofte.conformance import Failure
        >>> Failure(path="valid/laxa.json", why="no result").why
        'no result'

    Attributes:
        path: The document.
        why: What is wrong, in a few words.
    """

    path: str
    why: str


@frozen
class Outcome:
    """How an implementation did (utfall).

    Example:
        >>> from medborgarlofte.conformance import Outcome
        >>> Outcome(implementation="Ours 1.0", counts={"valid": (12, 0)}, failures=()).ok
        True

    Attributes:
        implementation: Whose results they are.
        counts: How many documents of each kind passed, and how many failed.
        failures: What failed, in the order of the corpus.
    """

    implementation: str
    counts: Mapping[str, tuple[int, int]]
    failures: tuple[Failure, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing failed."""
        return not self.failures


def own_results(folder: AnyPath) -> dict[str, Any]:
    """What this library gets for each document of the corpus in *folder*.

    Raises:
        AgreementError: S003 where it is no corpus, or no path.

    Example:
        >>> from pathlib import Path
        >>> from medborgarlofte.conformance import own_results
        >>> _ = Path("manifest.json").write_text("{}")  # a corpus with no document
        >>> own_results(".")["results"]
        {}
    """
    documents = _documents(_corpus(folder))
    return {
        "corpus": FORMAT_VERSION,
        "implementation": f"medborgarlofte {__version__} (Python)",
        "levels": list(_ASKED),
        "results": {name: _OWN[name.partition("/")[0]](path) for name, path in documents.items()},
    }


def load_results(path: AnyPath) -> dict[str, Any]:
    """The results file at *path*, for :func:`judge`.

    Raises:
        AgreementError: S001 where it cannot be read, S003 where it holds no results, S101 to
            S117 where it is no strict JSON.

    Example:
        >>> import json
        >>> from pathlib import Path
        >>> from medborgarlofte.conformance import load_results
        >>> ours = {"corpus": "1.0", "implementation": "Ours", "levels": ["reader"], "results": {}}
        >>> _ = Path("results.json").write_text(json.dumps(ours))
        >>> load_results("results.json")["levels"]
        ['reader']
    """
    return _checked(parse(read_bytes(path)))


def _checked(results: Any) -> dict[str, Any]:
    """*results*, where they have the form of a results file."""
    if not isinstance(results, dict) or results.get("corpus") != FORMAT_VERSION:
        _refuse(f"results for the corpus {FORMAT_VERSION}", "something else")
    for key, form in (("implementation", str), ("levels", list), ("results", dict)):
        if not isinstance(results.get(key), form):
            _refuse(f"{key} in the results file", "none, or one of the wrong type")
    if not results["levels"] or any(level not in list(_ASKED) for level in results["levels"]):
        _refuse(f"levels among {', '.join(_ASKED)}", "others")
    return results


def judge(folder: AnyPath, results: Mapping[str, Any]) -> Outcome:
    """Hold results against what the corpus expects.

    Args:
        folder: The folder of the corpus, ``conformance/1.0`` or the one around it.
        results: What an implementation got, as :func:`load_results` or :func:`own_results`
            gives it.

    Raises:
        AgreementError: S003 where it is no corpus, or *results* are none.

    Example:
        >>> from pathlib import Path
        >>> from medborgarlofte.conformance import judge, own_results
        >>> _ = Path("manifest.json").write_text("{}")  # a corpus with no document
        >>> judge(".", own_results(".")).ok
        True
    """
    documents, results = _documents(_corpus(folder)), _checked(results)
    counts: dict[str, tuple[int, int]] = {}
    failures: list[Failure] = []
    for name, path in documents.items():
        kind = name.partition("/")[0]
        asked = [_ASKED[level][kind] for level in results["levels"] if kind in _ASKED[level]]
        if asked:
            wrong = list(_troubles(path, results["results"].get(name), asked))
            failures += (Failure(name, why) for why in wrong)
            passed, failed = counts.get(kind, (0, 0))
            counts[kind] = (passed + (not wrong), failed + bool(wrong))
    for name in sorted(results["results"].keys() - documents.keys()):
        failures.append(Failure(name, "there is no such document"))
    return Outcome(results["implementation"], counts, tuple(failures))


def _corpus(folder: AnyPath) -> Path:
    """The folder of this version; the one around it will do."""
    given = to_path(folder)
    for root in (given, given / FORMAT_VERSION):
        if (root / "manifest.json").is_file():
            return root
    return _refuse("a folder with a manifest.json", "another")


def _refuse(expected: str, found: str) -> NoReturn:
    raise AgreementError.of(Finding.of(WRONG_INPUT, expected=expected, found=found))


def _documents(root: Path) -> dict[str, Path]:
    """The documents by their names in a results file."""
    paths = [(kind, path) for kind in KINDS for path in sorted((root / kind).glob("*.json"))]
    return {f"{kind}/{p.name}": p for kind, p in paths if not p.name.endswith(_BESIDE)}


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name.removesuffix(".json") + ending)


# ── What this library gets ─────────────────────────────────────────────────────


def _own_verdict(path: Path) -> dict[str, Any]:
    data = read_bytes(path)
    try:
        loads(data)
        accepted = True
    except AgreementError:
        accepted = False
    report = validate(data, profile="exchange", on=_ANY_DAY)
    found = [{"code": f.code, "severity": f.severity.value, "pointer": f.pointer} for f in report]
    return {"accepted": accepted, "findings": sorted(found, key=_in_order)}


def _own_migrated(path: Path) -> dict[str, Any]:
    return {**_own_value(path), "findings": _own_verdict(path)["findings"]}


def _own_digest(path: Path) -> dict[str, Any]:
    return {"sha256": digest(loads(read_bytes(path)))}


def _own_value(path: Path) -> dict[str, Any]:
    return {"value": parse(dumps(loads(read_bytes(path))))}


_OWN: Final[Mapping[str, Callable[[Path], dict[str, Any]]]] = {
    "valid": _own_verdict,
    "invalid": _own_verdict,
    "canonical": _own_digest,
    "migrate": _own_migrated,
    "roundtrip": _own_value,
}


# ── What is expected ───────────────────────────────────────────────────────────


def _troubles(path: Path, result: Any, asked: Sequence[str]) -> Iterator[str]:
    """What is wrong with *result*, for each thing that is *asked* of it."""
    if not isinstance(result, dict):
        yield "no result"
        return
    for what in asked:
        if what not in result:
            yield f"{what} is missing"
        elif trouble := _JUDGES[what](path, result[what]):
            yield trouble


def _expected_findings(path: Path) -> Any:
    beside = _beside(path, ".findings.json")
    return parse(read_bytes(beside)) if beside.exists() else []


def _judge_accepted(path: Path, got: Any) -> str | None:
    found = _expected_findings(path)
    expected = not any(f["code"][0] == "S" and f["severity"] == "error" for f in found)
    return None if got is expected else f"accepted is to be {str(expected).lower()}"


def _judge_findings(path: Path, got: Any) -> str | None:
    if not isinstance(got, list) or not all(isinstance(item, dict) for item in got):
        return "findings are no list of objects"
    expected, found = map(_in_order, _expected_findings(path)), map(_in_order, got)
    lacking, odd = _unmatched(list(expected), list(found))
    told = [
        *(f"lacks {' '.join(f)}" for f in lacking),
        *(f"must not have {' '.join(f)}" for f in odd),
    ]
    more = [f"{len(told) - 2} more"] if len(told) > 2 else []
    return "; ".join([*told[:2], *more]) or None


def _unmatched(
    some: list[tuple[str, ...]], others: list[tuple[str, ...]]
) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """What is left of both lists when equals have been taken away in pairs."""
    left = []
    for item in some:
        if item in others:
            others.remove(item)
        else:
            left.append(item)
    return left, others


def _in_order(finding: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(str(finding.get(key, "")) for key in ("code", "pointer", "severity"))


def _judge_sha256(path: Path, got: Any) -> str | None:
    expected = _beside(path, ".sha256").read_text("ascii").strip()
    return None if got == expected else f"sha256 is to be {expected}"


def _judge_value(path: Path, got: Any) -> str | None:
    beside = _beside(path, ".expected.json")
    expected = parse(read_bytes(beside if beside.exists() else path))
    at = _difference(expected, got, ())
    return None if at is None else f"value differs at {pointer(at) or 'the whole'}"


_JUDGES: Final[Mapping[str, Callable[[Path, Any], str | None]]] = {
    "accepted": _judge_accepted,
    "findings": _judge_findings,
    "sha256": _judge_sha256,
    "value": _judge_value,
}

_Steps = tuple[str | int, ...]


def _difference(one: Any, other: Any, at: _Steps) -> _Steps | None:
    """The steps to the first place where two JSON values differ, type by type."""
    if _type(one) is not _type(other):
        return at
    if isinstance(one, dict):
        for key in sorted(one.keys() ^ other.keys()):
            return (*at, key)
        inner: Any = one
    elif isinstance(one, list):
        if len(one) != len(other):
            return at
        inner = range(len(one))
    else:
        return None if one == other else at
    found = (_difference(one[step], other[step], (*at, step)) for step in inner)
    return next((steps for steps in found if steps is not None), None)


def _type(value: Any) -> type:
    """Whole numbers and others are numbers alike; true and false are none."""
    return Decimal if type(value) is int else type(value)
