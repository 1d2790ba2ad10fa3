"""What lets things be seen in a notebook.

What stands low in the house asks here what stands at its top: by name, and only when a
notebook wants to show something.
"""

from importlib import import_module

_VIEWS = "medborgarlofte.display.views"


class Shown:
    """Something that a notebook shows as a page, by :mod:`medborgarlofte.display.views`.

    Example:
        >>> from medborgarlofte import examples
        >>> from medborgarlofte.findings import Shown
        >>> isinstance(examples.load("laxa"), Shown)
        True
    """

    __slots__ = ()

    def _repr_html_(self) -> str:
        return str(import_module(_VIEWS).html(self))

    def _repr_markdown_(self) -> str:
        return str(import_module(_VIEWS).markdown(self))
