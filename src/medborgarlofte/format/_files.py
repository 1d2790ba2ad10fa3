"""Files: read within bounds, written whole or not at all."""

import contextlib
import os
import stat
from collections.abc import Iterator
from io import BufferedReader
from os import PathLike, fsdecode
from pathlib import Path
from secrets import token_hex

from medborgarlofte.findings import AgreementError, Finding
from medborgarlofte.findings.structure import CANNOT_READ, CANNOT_WRITE, TOO_LARGE, WRONG_INPUT

from ._parse import LARGEST

AnyPath = str | PathLike[str]
"""What a path may be given as."""


def read_bytes(path: AnyPath) -> bytes:
    """The bytes of the regular file at *path*, at most what a document may have (10 MB).

    Raises:
        AgreementError: S001 where it cannot be read, S003 where *path* is no path, S104 where
            it is too large.

    Example:
        >>> from medborgarlofte import examples, write
        >>> from medborgarlofte.format import read_bytes
        >>> write(examples.load("laxa"), "laxa.json")
        >>> read_bytes("laxa.json") == examples.source("laxa")
        True
    """
    where = to_path(path)
    with _reading(where) as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise AgreementError.of(Finding.of(TOO_LARGE, limit=LARGEST))
    return data


def read_raw_lines(path: AnyPath) -> Iterator[tuple[int, bytes | Finding, int]]:
    r"""The lines of the file at *path*, each with its number and the bytes read by its end.

    Lines end at ``\n`` alone, which is left out. A line longer than a document may be is
    not kept: a finding stands in its place, and reading goes on after it.

    Raises:
        AgreementError: S001 where it cannot be read, S003 where *path* is no path.

    Example:
        >>> from pathlib import Path
        >>> from medborgarlofte.format import read_raw_lines
        >>> _ = Path("two.jsonl").write_bytes(b"{}\n[]\n")
        >>> list(read_raw_lines("two.jsonl"))
        [(1, b'{}', 3), (2, b'[]', 6)]
    """
    number = end = 0
    with _reading(to_path(path)) as file:
        while line := file.readline(LARGEST + 2):
            number += 1
            end += len(line)
            text = line.removesuffix(b"\n")
            if len(text) <= LARGEST:
                yield number, text, end
                continue
            while line and not line.endswith(b"\n"):
                line = file.readline(LARGEST)
                end += len(line)
            yield number, Finding.of(TOO_LARGE, limit=LARGEST), end


def to_path(path: AnyPath) -> Path:
    """A path of *path*, whatever a path may be given as.

    Raises:
        AgreementError: S003 where it is anything else.

    Example:
        >>> from medborgarlofte.format import to_path
        >>> to_path("laxa.json").suffix
        '.json'
    """
    if not isinstance(path, str | PathLike):
        raise AgreementError.of(
            Finding.of(WRONG_INPUT, expected="a path", found=type(path).__name__)
        )
    return Path(fsdecode(path))


@contextlib.contextmanager
def _reading(path: Path) -> Iterator[BufferedReader]:
    try:
        # A pipe or a device could be read for ever, and opening one could wait for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            raise AgreementError.of(Finding.of(CANNOT_READ, reason="not a regular file"))
        file = path.open("rb")
    except (OSError, ValueError) as error:
        if isinstance(error, AgreementError):
            raise
        raise AgreementError.of(Finding.of(CANNOT_READ, reason=reason(error))) from None
    with file:
        try:
            yield file
        except OSError as error:
            raise AgreementError.of(Finding.of(CANNOT_READ, reason=reason(error))) from None


def write_atomically(path: AnyPath, chunks: Iterator[bytes]) -> None:
    r"""Write *chunks* to *path*: whoever reads sees the old file or the new, whole.

    The new file is written beside the old one, forced to disk and then put in its place;
    a symbolic link is followed and stays a link; permissions are kept.

    Args:
        path: Where the file is or is to be.
        chunks: Its bytes, in pieces.

    Raises:
        AgreementError: S002 where it cannot be written, S003 where *path* is no path; the old
            file is then untouched.

    Example:
        >>> from pathlib import Path
        >>> from medborgarlofte.format import write_atomically
        >>> write_atomically("two.jsonl", iter([b"{}\n", b"[]\n"]))
        >>> Path("two.jsonl").read_text().splitlines()
        ['{}', '[]']
    """
    try:
        target = Path(os.path.realpath(to_path(path)))
        kept = _permissions(target)
        made = target.with_name(f".{token_hex(8)}.part")
        file = open(made, "xb", opener=_private if kept is not None else None)  # noqa: SIM115  # Path.open has no opener
    except (OSError, ValueError) as error:
        if isinstance(error, AgreementError):
            raise
        raise AgreementError.of(Finding.of(CANNOT_WRITE, reason=reason(error))) from None
    try:
        with file:
            file.writelines(chunks)
            file.flush()
            os.fsync(file.fileno())
        if kept is not None:
            made.chmod(kept)
        made.replace(target)
    except BaseException as error:
        with contextlib.suppress(OSError):
            made.unlink()
        if isinstance(error, OSError):
            raise AgreementError.of(Finding.of(CANNOT_WRITE, reason=reason(error))) from None
        raise
    _sync_directory(target.parent)


def _permissions(target: Path) -> int | None:
    """The permissions of the file at *target*; ``None`` where there is none as yet."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return None
    # What is put in the place of a pipe or a device would be lost to whoever uses it.
    if not stat.S_ISREG(mode):
        raise AgreementError.of(Finding.of(CANNOT_WRITE, reason="not a regular file"))
    return stat.S_IMODE(mode)


def _private(path: str, flags: int) -> int:
    """Open for ourselves alone, until the permissions of the old file are known to be set."""
    return os.open(path, flags, 0o600)


def _sync_directory(directory: Path) -> None:
    """Force the new name to disk, where the system can; the file itself is safe already."""
    with contextlib.suppress(OSError):
        handle = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def reason(error: Exception) -> str:
    """Why there was an *error*, in the system's words and without the path.

    Example:
        >>> from medborgarlofte.format import reason
        >>> reason(FileNotFoundError(2, "No such file or directory", "/home/anna"))
        'No such file or directory'
    """
    return (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
