"""PySpark: a frame of documents to a frame of rows, with `mapInArrow`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from clinlint.batch.arrow import pa
from clinlint.batch.columns import Columns
from clinlint.batch.lint import lint_batches
from clinlint.batch.rows import SCHEMA
from clinlint.batch.work import settled
from clinlint.engine.config import Config

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_TYPES = {pa.string(): "string", pa.int64(): "bigint", pa.list_(pa.string()): "array<string>"}
DDL = ", ".join(f"`{field.name}` {_TYPES[field.type]}" for field in SCHEMA)
"""The columns as Spark writes them."""


def lint(frame: DataFrame, config: Config | None = None, columns: Columns | None = None) -> DataFrame:
    """The rows of a frame's documents. clinlint is installed where Spark's Python workers run. Raises UsageError for a missing column."""
    named = columns or Columns()
    wanted = [name for name in named.among(frame.columns) if name]
    fixed = settled(config or Config())

    def rows(batches: Iterable[Any]) -> Iterator[Any]:
        return lint_batches(batches, fixed, named)

    return frame.select(*wanted).mapInArrow(rows, DDL)
