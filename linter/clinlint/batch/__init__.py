"""Articles by the million: Arrow batches of documents to Arrow batches of findings, in our own processes or on an engine.

Nothing is loaded before it is asked for, so that workers go without Arrow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from clinlint.batch.columns import Columns
    from clinlint.batch.lint import lint_batches
    from clinlint.batch.rows import SCHEMA

__all__ = ["SCHEMA", "Columns", "lint_batches"]
_MODULES = {"SCHEMA": "rows", "Columns": "columns", "lint_batches": "lint"}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
