"""Bytes to agreements and back: strict, lossless, the same in every run."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any, Literal

from medborgarlofte.findings import AgreementError, Finding, Report
from medborgarlofte.findings.structure import WRONG_INPUT
from medborgarlofte.model import FORMAT_VERSION, Agreement, each_agreement, require_agreement

from ._explain import explain, told_of_version
from ._files import AnyPath, read_bytes, read_raw_lines, reason, to_path, write_atomically
from ._from_tree import as_parsed
from ._locate import locate
from ._migrations import migrate
from ._parse import parse
from ._quick import loads_quickly
from ._read import NothingUnusual, Refused, Tally, to_agreement
from ._schema import json_schema
from ._write import canonical_bytes, compact, pretty, to_tree, value_to_tree

__all__ = [
    "AnyPath",
    "canonical",
    "canonical_bytes",
    "compact",
    "digest",
    "dumps",
    "examine",
    "examine_agreement",
    "from_tree",
    "json_schema",
    "loads",
    "locate",
    "migrate",
    "parse",
    "pretty",
    "read",
    "read_bytes",
    "read_lines",
    "read_raw_lines",
    "reason",
    "to_path",
    "to_tree",
    "value_to_tree",
    "write",
    "write_atomically",
    "write_lines",
]


def loads(data: bytes | bytearray | memoryview | str) -> Agreement:
    """Read one agreement from JSON, as bytes in UTF-8 or as text.

    Nothing is reinterpreted and nothing is lost: a value of the wrong type is an error,
    and unknown fields are kept in ``extensions`` of the part that they stand in.

    Args:
        data: The JSON (RFC 8259): UTF-8 where it is bytes.

    Raises:
        AgreementError: where it cannot be read; ``report`` tells all that is wrong: S101 to
            S117 where it is no JSON or too much of it, S2xx and S3xx where it is no
            agreement, S003 where *data* is neither bytes nor text.

    Example:
        >>> from medborgarlofte import loads
        >>> loads('{"medborgarlofte": "1.0"}')
        Traceback (most recent call last):
        medborgarlofte.findings._error.AgreementError: S301 at the whole: id is missing
        S301 at the whole: kind is missing
        S301 at the whole: language is missing
        and 1 more
    """
    if (agreement := _at_once(data)) is not None:
        return agreement
    return _agreement_of(parse(data))


def from_tree(tree: Mapping[str, Any]) -> Agreement:
    """Read one agreement from JSON that has been parsed already: dict, list, str, numbers.

    It is read as strictly as the text. What another parser has done stays done: it has kept
    one of the keys that were repeated, and may have rounded numbers and dropped their last
    zeros, where :func:`loads` would refuse or keep them.

    Args:
        tree: What the other parser made of the JSON.

    Raises:
        AgreementError: as :func:`loads`, from S201 on; S302 where something in it is no JSON;
            ``report`` tells all that is wrong.

    Example:
        >>> import json
        >>> from medborgarlofte import examples
        >>> from medborgarlofte.format import from_tree
        >>> from_tree(json.loads(examples.source("laxa"))) == examples.load("laxa")
        True
    """
    return _agreement_of(as_parsed(tree))


def _agreement_of(parsed: Any) -> Agreement:
    tree, told = migrate(parsed)
    agreement = None
    with suppress(Refused):
        agreement = to_agreement(tree, Tally())
    if agreement is None:
        raise AgreementError.of(*told, *explain(tree))
    if agreement.format_version != FORMAT_VERSION:
        Report(explain(tree)).raise_for_errors()
    return agreement


def _at_once(
    data: bytes | bytearray | memoryview | str, tally: Tally | None = None
) -> Agreement | None:
    """The agreement in *data*, where all is well; where it may not be, the careful reader looks.

    What was read until then is let go of first: a large document is not held twice.
    """
    with suppress(Refused):
        return loads_quickly(data, tally)
    return None


def examine(data: bytes | bytearray | memoryview | str) -> tuple[Agreement | None, Report]:
    """Read *data* and tell all about its structure.

    A document of an older version is migrated first, and what is told is of the result.

    Raises:
        AgreementError: as :func:`parse`; S003 where *data* is no text or bytes, S101 where it
            is no JSON.

    Example:
        >>> from medborgarlofte import examples
        >>> from medborgarlofte.format import examine
        >>> agreement, report = examine(examples.source("laxa"))
        >>> agreement == examples.load("laxa"), len(report)
        (True, 0)
    """
    if (agreement := _at_once(data, NothingUnusual(last=True))) is not None:
        return agreement, Report()
    tree, told = migrate(parse(data))
    report = Report([*told, *explain(tree)])
    return (to_agreement(tree) if report.ok else None), report


def examine_agreement(agreement: Agreement) -> Report:
    """Tell all about the structure of *agreement*, as it would be written.

    It is of this version's classes whatever version it says, so nothing is migrated.

    Example:
        >>> from medborgarlofte import examples
        >>> from medborgarlofte.format import examine_agreement
        >>> examine_agreement(examples.load("laxa")).ok
        True
    """
    return Report(explain(to_tree(agreement)))


def dumps(agreement: Agreement, *, on_one_line: bool = False) -> str:
    """Write *agreement* as JSON for people, with a newline at the end.

    The order is fixed: the same agreement gives the same text in every run.

    Args:
        agreement: The agreement.
        on_one_line: Write it for machines instead, as a line of JSON Lines without its end.

    Raises:
        AgreementError: S003 where it is no agreement, S104 or S105 where the document
            would be larger or deeper than any reader accepts, S204 where it says that it is
            of a version that would not be read as what it is.

    Example:
        >>> from medborgarlofte import Agreement, dumps
        >>> plan = Agreement(id="loften", title="Löften", kind="citizen_promise")
        >>> dumps(plan, on_one_line=True)
        '{"medborgarlofte":"1.0","id":"loften","title":"Löften","kind":"citizen_promise","language":"sv"}'
    """
    return (compact if on_one_line else pretty)(_tree_of(agreement))


def canonical(agreement: Agreement) -> bytes:
    """The one form of *agreement* in bytes, by RFC 8785; equal agreements give equal bytes.

    Raises:
        AgreementError: as :func:`dumps`; S003 where it is no agreement.

    Example:
        >>> from medborgarlofte import canonical, examples, loads
        >>> laxa = examples.load("laxa")
        >>> canonical(loads(canonical(laxa))) == canonical(laxa)
        True
    """
    return canonical_bytes(_tree_of(agreement))


def digest(agreement: Agreement) -> str:
    """The SHA-256 of *agreement* as :func:`canonical` writes it, as 64 hexadecimal digits.

    Raises:
        AgreementError: as :func:`dumps`; S003 where it is no agreement.

    Example:
        >>> from medborgarlofte import Agreement, digest
        >>> digest(Agreement(id="loften", title="Löften", kind="citizen_promise"))[:16]
        '1b1bb20d6a378f20'
    """
    return hashlib.sha256(canonical(agreement)).hexdigest()


def read(path: AnyPath) -> Agreement:
    """Read the agreement in the file at *path*.

    Raises:
        AgreementError: S001 where the file cannot be read, S003 where *path* is no path,
            otherwise as :func:`loads`.

    Example:
        >>> from medborgarlofte import examples, read, write
        >>> write(examples.load("laxa"), "laxa.json")
        >>> read("laxa.json") == examples.load("laxa")
        True
    """
    return loads(read_bytes(path))


def write(agreement: Agreement, path: AnyPath) -> None:
    """Write an agreement to a file, whole or not at all.

    Args:
        agreement: The agreement.
        path: Where the file is or is to be.

    Raises:
        AgreementError: S002 where it cannot be written, S003 where *path* is no path,
            otherwise as :func:`dumps`; an old file at *path* is then untouched.

    Example:
        >>> from pathlib import Path
        >>> from medborgarlofte import dumps, examples, write
        >>> write(examples.load("laxa"), "laxa.json")
        >>> Path("laxa.json").read_text("utf-8") == dumps(examples.load("laxa"))
        True
    """
    text = dumps(agreement)
    write_atomically(path, iter((text.encode(),)))


def read_lines(
    path: AnyPath, *, on_error: Literal["give", "raise"] = "give"
) -> Iterator[Agreement | AgreementError]:
    """Read agreements from a JSON Lines file, one at a time and in constant memory.

    A bad line does not lose the others: in its place comes an :class:`AgreementError`
    whose findings have the line's number. Blank lines are passed over.

    Args:
        path: The file; lines end with a newline.
        on_error: ``"raise"`` to stop at the first bad line instead.

    Raises:
        AgreementError: S001 where the file cannot be read, S003 where *path* is no path or
            *on_error* another word.

    Example:
        >>> from medborgarlofte import examples, read_lines, write_lines
        >>> write_lines((examples.load(name) for name in ("laxa", "trosa")), "all.jsonl")
        >>> [agreement.id for agreement in read_lines("all.jsonl")]
        ['laxa-2018-2020', 'trosa-2018-2019']
    """
    if on_error not in ("give", "raise"):
        raise AgreementError.of(
            Finding.of(WRONG_INPUT, expected="give or raise", found=type(on_error).__name__)
        )
    for number, line, _ in read_raw_lines(path):
        if isinstance(line, bytes) and not line.strip(b" \t\r\n"):
            continue
        try:
            if isinstance(line, Finding):
                raise AgreementError.of(line)
            item: Agreement | AgreementError = loads(line)
        except AgreementError as error:
            item = AgreementError.of(*(f.evolve(line=number) for f in error.report))
            if on_error == "raise":
                raise item from None
        yield item


def write_lines(agreements: Iterable[Agreement], path: AnyPath) -> None:
    """Write agreements to a JSON Lines file, one a line, whole or not at all.

    They are taken one at a time, so that a generator of many needs little memory.

    Args:
        agreements: The agreements.
        path: Where the file is or is to be.

    Raises:
        AgreementError: as :func:`write`; S003 where *agreements* are none.

    Example:
        >>> from pathlib import Path
        >>> from medborgarlofte import examples, write_lines
        >>> write_lines(map(examples.load, examples.names()), "all.jsonl")
        >>> len(Path("all.jsonl").read_bytes().splitlines())
        6
    """
    write_atomically(
        path, (f"{dumps(a, on_one_line=True)}\n".encode() for a in each_agreement(agreements))
    )


def _tree_of(agreement: Agreement) -> dict[str, Any]:
    if told := told_of_version(require_agreement(agreement).format_version):
        Report([told]).raise_for_errors()
    return to_tree(agreement)
