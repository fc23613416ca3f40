"""Batches of documents to batches of rows, in this process: what an engine calls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from clinlint.batch.columns import Columns, given
from clinlint.batch.rows import batch_of
from clinlint.batch.work import lint, settled, told
from clinlint.engine.config import Config
from clinlint.engine.parallel import SECONDS, timed


def lint_batches(batches: Iterable[Any], config: Config | None = None, columns: Columns | None = None) -> Iterator[Any]:
    """Record batches of rows (`SCHEMA`) for record batches of documents, one for one, in this process.

    A document that breaks the linter, has no text, or takes longer than a minute gives rows that say so. Raises UsageError where a
    column is missing, ConfigError or PackError where the configuration cannot be used.
    """
    work = partial(lint, settled(config or Config()))
    named = columns or Columns()
    for batch in batches:
        documents = given(batch, named)
        yield batch_of(told(document, timed(work, document, SECONDS)) for document in documents)
