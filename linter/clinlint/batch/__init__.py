"""Articles by the million: Arrow batches of documents to Arrow batches of findings, in our own processes or on an engine."""

from __future__ import annotations

from clinlint.errors import UsageError

try:
    import pyarrow as pa  # noqa: F401  asked for here, once, for every module of this package
except ImportError as error:
    raise UsageError("batches need pyarrow, which is not installed", hint="pip install 'clinlint[batch]'") from error

from clinlint.batch.columns import Columns
from clinlint.batch.lint import lint_batches
from clinlint.batch.rows import SCHEMA

__all__ = ["SCHEMA", "Columns", "lint_batches"]
