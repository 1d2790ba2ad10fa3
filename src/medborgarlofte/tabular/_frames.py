"""Columns to the data frames of pandas, polars or pyarrow, and back (narwhals)."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from medborgarlofte.findings import AgreementError, Finding
from medborgarlofte.findings.structure import WRONG_INPUT

from ._plan import Type
from ._rows import Columns

BACKENDS: Final = ("pandas", "polars", "pyarrow")
"""The libraries that tables can be made for."""


def narwhals() -> Any:
    """narwhals, which this part of the library needs.

    Raises:
        ImportError: with the name of the extra, where it is not installed.
    """
    try:
        import narwhals
    except ImportError:
        raise ImportError(
            "tables need an extra: pip install 'medborgarlofte[tables]', "
            "and pandas, polars or pyarrow"
        ) from None
    return narwhals


def to_frame(cells: Columns, types: Mapping[str, Type], backend: str) -> Any:
    """A data frame of *cells*, with these types also where there are no rows."""
    if backend == "pandas":
        return _pandas(cells, types)
    nw = narwhals()
    schema = {name: getattr(nw, _NARWHALS[type_])() for name, type_ in types.items()}
    return nw.from_dict(cells, schema, backend=backend).to_native()


_NARWHALS: Final[Mapping[Type, str]] = {
    Type.STRING: "String",
    Type.INTEGER: "Int64",
    Type.FLOAT: "Float64",
    Type.BOOLEAN: "Boolean",
    Type.DATE: "Date",
}
# narwhals makes columns of numpy here, which have no whole numbers beside missing ones
_PANDAS: Final[Mapping[Type, str]] = {
    Type.STRING: "string",
    Type.INTEGER: "Int64",
    Type.FLOAT: "Float64",
    Type.BOOLEAN: "boolean",
    Type.DATE: "datetime64[s]",
}


def _pandas(cells: Columns, types: Mapping[str, Type]) -> Any:
    narwhals()
    import pandas as pd

    return pd.DataFrame(
        {name: pd.Series(cells[name], dtype=_PANDAS[types[name]]) for name in types}
    )


def from_frame(frame: Any, types: Mapping[str, Type]) -> Columns:
    """The cells of *frame*, in columns that the table has; what it has besides is left out."""
    nw = narwhals()
    try:
        known = nw.from_native(frame, eager_only=True)
    except (TypeError, nw.exceptions.NarwhalsError):  # also where two columns have one name
        found = type(frame).__name__
        raise AgreementError.of(
            Finding.of(WRONG_INPUT, expected="a data frame", found=found)
        ) from None
    return {name: _cells(known, name, types[name]) for name in known.columns if name in types}


def _cells(frame: Any, name: str, type_: Type) -> list[Any]:
    series, plain = frame[name], _PLAIN[type_]
    missing = series.is_null().to_list()
    try:
        return [
            None if empty else plain(cell)
            for cell, empty in zip(series.to_list(), missing, strict=True)
        ]
    except (ValueError, TypeError, OverflowError):  # as each library's cells have it
        expected, found = f"{type_.value} in the column {name}", "something else"
        raise AgreementError.of(Finding.of(WRONG_INPUT, expected=expected, found=found)) from None


def _whole(cell: Any) -> int:
    number = int(cell)
    if not isinstance(cell, str) and number != cell:
        raise ValueError
    return number


def _truth(cell: Any) -> bool:
    if cell not in (True, False):
        raise ValueError
    return bool(cell)


_PLAIN: Final[Mapping[Type, Callable[[Any], Any]]] = {
    Type.STRING: str,
    Type.INTEGER: _whole,
    Type.FLOAT: float,
    Type.BOOLEAN: _truth,
    Type.DATE: lambda cell: cell,  # never read back: the text beside it is
}
