"""Still pictures: SVG and PNG, without a browser and without a network."""

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from medborgarlofte.format import AnyPath
from medborgarlofte.format._files import write_atomically

from ._frame import NEEDED, altair, wrong

if TYPE_CHECKING:
    from ._frame import Drawn

_SHARPER: Final = 2
"""Pixels of a PNG to each of the SVG's."""
_ROOT: Final = "<svg "


def to_svg(chart: "Drawn") -> str:
    """Draw *chart* as SVG (vektorbild); the same chart gives the same text.

    Its description stands in it, for those who hear the picture.

    Raises:
        AgreementError: S003 where it is no chart.
        ImportError: where the extra ``charts`` is not installed.

    Example:
        >>> from medborgarlofte import examples
        >>> from medborgarlofte.charts import timeline, to_svg
        >>> to_svg(timeline(examples.load("trosa")))[:14]
        '<svg role="img'
    """
    drawn: str = _converter().vegalite_to_svg(_spec(chart), vl_version=_version())
    words = escape(str(chart.description or ""))
    return drawn.replace(_ROOT, f'{_ROOT}role="img" aria-label="{words}" ', 1)


def to_png(chart: "Drawn") -> bytes:
    """Draw *chart* as PNG (punktbild), sharp enough for print.

    Raises:
        AgreementError: S003 where it is no chart.
        ImportError: where the extra ``charts`` is not installed.

    Example:
        >>> from medborgarlofte import examples
        >>> from medborgarlofte.charts import timeline, to_png
        >>> to_png(timeline(examples.load("trosa")))[1:4]
        b'PNG'
    """
    spec = _spec(chart)
    drawn: bytes = _converter().vegalite_to_png(spec, vl_version=_version(), scale=_SHARPER)
    return drawn


def save(chart: "Drawn", path: AnyPath) -> None:
    """Write a chart to a file, whole or not at all: SVG or PNG, by the ending.

    Args:
        chart: The chart.
        path: The file; its name ends in ``.svg`` or ``.png``.

    Raises:
        AgreementError: S003 where it is no chart or the ending is another, S002 where the
            file cannot be written.
        ImportError: where the extra ``charts`` is not installed.

    Example:
        >>> from pathlib import Path
        >>> from medborgarlofte import examples
        >>> from medborgarlofte.charts import save, timeline
        >>> save(timeline(examples.load("trosa")), "trosa.svg")
        >>> Path("trosa.svg").exists()
        True
    """
    try:
        ending = Path(path).suffix.lower()
    except TypeError:
        raise wrong("a path", path) from None
    if ending == ".svg":
        picture = to_svg(chart).encode()
    elif ending == ".png":
        picture = to_png(chart)
    else:
        raise wrong("a path that ends in .svg or .png", path)
    write_atomically(path, iter((picture,)))


def _spec(chart: Any) -> dict[str, Any]:
    alt = altair()
    if not isinstance(chart, alt.TopLevelMixin):
        raise wrong("a chart", chart)
    spec: dict[str, Any] = chart.to_dict()
    return spec


def _converter() -> Any:
    try:
        import vl_convert
    except ImportError:
        raise ImportError(NEEDED) from None
    return vl_convert


def _version() -> str:
    """The version of Vega-Lite that the installed altair writes, as the converter names it."""
    major, minor, *_ = altair().SCHEMA_VERSION.removeprefix("v").split(".")
    return f"{major}.{minor}"
