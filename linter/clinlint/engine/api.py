"""Linting as calls: one text, or files and folders, to a report."""

from __future__ import annotations

from collections.abc import Sequence

from clinlint.engine.config import Config
from clinlint.engine.linter import Linter
from clinlint.engine.run import Run
from clinlint.model.finding import FileReport, Report
from clinlint.model.source import Source


def lint_text(text: str, path: str = "article.md", config: Config | None = None) -> FileReport:
    """The findings of one text; `path` says its format and is not read."""
    return Linter(config).lint(Source(path, text))


def lint_paths(paths: Sequence[str], config: Config | None = None) -> Report:
    """The findings of files, folders and glob patterns, each file under the nearest configuration unless one is given."""
    return Run(config).paths(paths)
