"""Agreements as tables, for pandas, polars, pyarrow and DuckDB (extra ``tables``)."""

from ._tables import Tables, from_tables, read_parquet, tables

__all__ = ["Tables", "from_tables", "read_parquet", "tables"]
