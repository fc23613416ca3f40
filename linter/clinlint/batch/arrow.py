"""Arrow, for the modules of this package that hold tables; whoever has not installed it hears which extra brings it."""

from __future__ import annotations

from clinlint.errors import UsageError

try:
    import pyarrow as pa
    from pyarrow import fs, parquet
except ImportError as error:
    raise UsageError("batches need pyarrow, which is not installed", hint="pip install 'clinlint[batch]'") from error

__all__ = ["fs", "pa", "parquet"]
