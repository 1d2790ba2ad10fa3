"""Real agreements, encoded from what their public pages say, in our own words."""

from importlib.resources import files

from medborgarlofte.findings import AgreementError, Finding
from medborgarlofte.findings.structure import NO_SUCH_EXAMPLE
from medborgarlofte.format import loads
from medborgarlofte.model import Agreement

__all__ = ["load", "names", "source"]


def names() -> tuple[str, ...]:
    """The names of the examples, in alphabetical order."""
    return tuple(
        sorted(
            f.name.removesuffix(".json")
            for f in files(__name__).iterdir()
            if f.name.endswith(".json")
        )
    )


def source(name: str) -> bytes:
    """The JSON of the example *name*, as shipped.

    Raises:
        AgreementError: S004 where there is no such example.
    """
    if name not in names():
        raise AgreementError.of(Finding.of(NO_SUCH_EXAMPLE, known=names()))
    return files(__name__).joinpath(f"{name}.json").read_bytes()


def load(name: str) -> Agreement:
    """The example *name* as an agreement."""
    return loads(source(name))
