"""A run over many files: each under its configuration, in order of path; what cannot be read is told and the rest goes on."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from clinlint.engine.collection import across
from clinlint.engine.config import Config, find
from clinlint.engine.files import select
from clinlint.engine.jobs import Failure, Job, Unreadable, failed, one, size_of, workers
from clinlint.engine.linter import Linter
from clinlint.model.finding import FileReport, Report
from clinlint.record import replace
from clinlint.reference.version import VERSION

if TYPE_CHECKING:
    from clinlint.engine.timings import Stopwatch

_HELD = 40
"""Reports above which a run keeps texts packed."""
CACHED = 200_000
"""Bytes of text below which linting costs less than a cache."""


class Run:
    """Lints files, each under the configuration that is nearest to it.

    `given` is the configuration for every file instead; `adjust` changes whichever is used. `jobs` is the number of processes; None
    leaves it to the amount of text. `cache` keeps the reports of more than a few files beside the configuration, `tell` hears what is wrong
    with it. With a `watch` the run is timed, in one process and without a cache. `ready` is called when all configurations are known.
    """

    def __init__(
        self,
        given: Config | None = None,
        adjust: Callable[[Config], Config] = lambda config: config,
        jobs: int | None = None,
        *,
        cache: bool = False,
        tell: Callable[[str], None] = lambda _message: None,
        watch: Stopwatch | None = None,
        ready: Callable[[], None] = lambda: None,
    ) -> None:
        self._given = adjust(given) if given else None
        self._adjust = adjust
        self._jobs = jobs
        self._cache = cache
        self._tell = tell
        self._watch = watch
        self._ready = ready
        self._levels: set[str] = set()
        self._configs: dict[str, Config] = {}

    def config_for(self, path: str) -> Config:
        """The configuration that a file is linted under. Raises ConfigError."""
        config = self._given
        if config is None:
            folder = os.path.dirname(path) if "\\" in path else path.rpartition("/")[0]
            config = self._configs.get(folder)
            if config is None:
                config = self._configs[folder] = self._adjust(find(path))
        config = config.at(path)
        self._levels.add(config.fail_on)
        return config

    @property
    def fail_on(self) -> str:
        """The strictest of the levels that the configurations met so far fail on."""
        return next((level for level in ("info", "warning", "error") if level in self._levels), "never" if self._levels else "error")

    def paths(self, given: Sequence[str], progress: Callable[[int, int], None] = lambda _done, _total: None) -> Report:
        """The findings of files, folders and patterns. Raises ConfigError or PackError."""
        selection = select(given, lambda path: self.config_for(path).excludes(path))
        jobs: list[Job] = [(self.config_for(path), path) for path in selection.paths]
        self._ready()
        problems = list(selection.problems)
        reports: list[FileReport] = []
        for result, (_, path) in zip(self._reports(jobs, progress), jobs, strict=True):
            if isinstance(result, Unreadable):
                problems.append(result)
            elif isinstance(result, Failure):
                reports.append(failed(path, result))
            else:
                reports.append(result)
        return Report(across(reports, self.config_for), tuple(problems), VERSION)

    def with_facts(self, report: Report) -> Report:
        """The report with what each article says beside what was found in it."""
        files = tuple(replace(file, facts=Linter(self.config_for(file.source.path)).facts(file.source)) for file in report.files)
        return replace(report, files=files)

    def bytes(self, data: bytes, path: str) -> Report:
        """The findings of text that came by standard input, known by a path that need not exist."""
        config = self.config_for(path)
        self._ready()
        return Report((Linter(config).lint_bytes(data, path),), (), VERSION)

    def _reports(self, jobs: Sequence[Job], progress: Callable[[int, int], None]) -> Iterator[FileReport | Failure]:
        if self._watch:
            from clinlint.engine.timings import timed

            yield from timed(jobs, self._watch)
        elif self._cache and size_of([path for _, path in jobs], CACHED) > CACHED:
            from clinlint.engine.cached import cached

            yield from cached(jobs, self._linted, lambda done: progress(done, len(jobs)), self._tell)
        else:
            yield from self._linted(jobs, lambda done: progress(done, len(jobs)))

    def _linted(self, jobs: Sequence[Job], progress: Callable[[int], None]) -> Iterator[FileReport | Failure]:
        processes = workers([path for _, path in jobs], self._jobs)
        if processes > 1:
            from clinlint.engine.parallel import many

            for result in many(jobs, processes, progress):
                yield _packed(result) if len(jobs) > _HELD else result
            return
        for number, job in enumerate(jobs):
            yield _packed(one(job)) if len(jobs) > _HELD else one(job)
            progress(number + 1)


def _packed(result: FileReport | Failure) -> FileReport | Failure:
    if isinstance(result, FileReport):
        result.source.pack()
    return result
