"""Real agreements, encoded from what their public pages say, in our own words."""

from importlib.resources import files

from medborgarlofte.findings import AgreementError, Finding
from medborgarlofte.findings.structure import NO_SUCH_EXAMPLE
from medborgarlofte.format import loads
from medborgarlofte.model import Agreement

__all__ = ["load", "names", "source"]


def names() -> tuple[str, ...]:
    """The names of the examples, in alphabetical order.

    Example:
        >>> from medborgarlofte import examples
        >>> examples.names()
        ('laxa', 'lulea', 'malmo', 'strangnas', 'trosa', 'vasteras')
    """
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

    Example:
        >>> from medborgarlofte import examples
        >>> examples.source("laxa").decode().splitlines()[1].strip()
        '"medborgarlofte": "1.0",'
    """
    if name not in names():
        raise AgreementError.of(Finding.of(NO_SUCH_EXAMPLE, known=names()))
    return files(__name__).joinpath(f"{name}.json").read_bytes()


def load(name: str) -> Agreement:
    """The example *name* as an agreement.

    Raises:
        AgreementError: S004 where there is no such example.

    Example:
        >>> from medborgarlofte import examples
        >>> examples.load("strangnas")
        <Agreement strangnas-2019, 2019: 3 promises>
    """
    return loads(source(name))
