"""A run over many files: each under its configuration, in order of path; what cannot be read is told and the rest goes on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from clinlint.engine.config import Config, find
from clinlint.engine.files import read, select
from clinlint.engine.linter import Linter
from clinlint.model.finding import FileReport, Report
from clinlint.reference.version import VERSION


class Run:
    """Lints files; one linter for each configuration that is met.

    `given` is the configuration for every file; without it the nearest one from the file upwards is used, changed by `adjust`.
    """

    def __init__(self, given: Config | None = None, adjust: Callable[[Config], Config] = lambda config: config) -> None:
        self._given = given
        self._adjust = adjust
        self._linters: dict[Config, Linter] = {}

    def linter_for(self, path: str) -> Linter:
        """The linter for a file. Raises ConfigError or PackError where its configuration cannot be used."""
        config = self._given or self._adjust(find(path))
        if config not in self._linters:
            self._linters[config] = Linter(config)
        return self._linters[config]

    def paths(self, given: Sequence[str], progress: Callable[[int, int], None] = lambda _done, _total: None) -> Report:
        """The findings of files, folders and patterns. Raises ConfigError or PackError."""
        selection = select(given, lambda path: self.linter_for(path).config.excludes(path))
        problems = list(selection.problems)
        reports: list[FileReport] = []
        for number, path in enumerate(selection.paths):
            progress(number, len(selection.paths))
            try:
                data = read(path)
            except OSError as error:
                problems.append(f"{path}: {(error.strerror or str(error)).lower()}")
                continue
            reports.append(self.linter_for(path).lint_bytes(data, path))
        return Report(tuple(reports), tuple(problems), VERSION)

    def bytes(self, data: bytes, path: str) -> Report:
        """The findings of text that came by standard input, known by a path that need not exist."""
        return Report((self.linter_for(path).lint_bytes(data, path),), (), VERSION)
