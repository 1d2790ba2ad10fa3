"""Files of tables that are put in their places when all of them are written."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from os import fsencode
from pathlib import Path
from tempfile import TemporaryDirectory

from medborgarlofte.findings import AgreementError, Finding
from medborgarlofte.findings.structure import CANNOT_WRITE
from medborgarlofte.format import AnyPath, reason, to_path


@contextmanager
def filled_at_once(folder: AnyPath, names: Collection[str], *, overwrite: bool) -> Iterator[Path]:
    """A folder of its own, within *folder*: a file there of each of *names* is put in place.

    It has a name that nobody can guess, so that no link waits there. Whatever fails, no old
    file has been touched before all new ones were written.

    Raises:
        AgreementError: S002 where it cannot be written, or is there and *overwrite* is not
            given; S003 where *folder* is no path.
    """
    where = to_path(folder).absolute()  # pyarrow takes what looks like an address for one
    is_new = False
    try:
        fsencode(where).decode()  # the libraries that write know paths as UTF-8 alone
        was_there = where.exists()
        where.mkdir(parents=True, exist_ok=True)
        is_new = not was_there
        if not overwrite and any((where / name).exists() for name in names):
            raise FileExistsError(17, "it is there already")
        with TemporaryDirectory(prefix=".", dir=where) as made:
            yield Path(made)
            for name in names:
                (Path(made) / name).replace(where / name)
    except (OSError, ValueError) as error:
        if isinstance(error, AgreementError):
            raise
        raise AgreementError.of(Finding.of(CANNOT_WRITE, reason=reason(error))) from None
    finally:
        if is_new:
            with suppress(OSError):  # it has something in it, unless nothing came of it
                where.rmdir()
