"""Dask: a bag of documents, each a mapping of columns, to a bag of rows, each a mapping of columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from clinlint.batch.arrow import pa
from clinlint.batch.columns import Columns
from clinlint.batch.lint import lint_batches
from clinlint.batch.work import settled
from clinlint.engine.config import Config

if TYPE_CHECKING:
    from dask.bag import Bag

_ROWS = 64


def lint(bag: Bag, config: Config | None = None, columns: Columns | None = None) -> Bag:
    """The rows of a bag's documents, partition by partition; take a scheduler of processes, not of threads."""
    return bag.map_partitions(_rows, settled(config or Config()), columns or Columns())


def _rows(documents: Iterable[Mapping[str, Any]], config: Config, columns: Columns) -> list[dict[str, Any]]:
    return [row for batch in lint_batches(_batches(iter(documents), columns), config, columns) for row in batch.to_pylist()]


def _batches(documents: Iterator[Mapping[str, Any]], columns: Columns) -> Iterator[Any]:
    while some := list(islice(documents, _ROWS)):
        wanted = [name for name in columns.among(dict.fromkeys(key for each in some for key in each)) if name]
        yield pa.record_batch({name: pa.array([each.get(name) for each in some]) for name in wanted})
