"""Files whose reports the cache has, and the rest of a run linted and kept; in the order of the jobs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from clinlint.engine.cache import Cache, content, folder_of
from clinlint.engine.files import read
from clinlint.engine.jobs import Failure, Job
from clinlint.model.finding import FileReport
from clinlint.model.rendering import Rendering

Lint = Callable[[Sequence[Job], Callable[[int], None]], Iterator[FileReport | Failure]]
"""Lints jobs in their order, telling how many are done."""


def cached(
    jobs: Sequence[Job],
    lint: Lint,
    progress: Callable[[int], None] = lambda _done: None,
    tell: Callable[[str], None] = lambda _message: None,
) -> Iterator[FileReport | Failure]:
    """The reports of jobs in their order, each from the cache if it is there; `tell` hears of a damaged cache. Raises ConfigError."""
    cache = Cache(folder_of(jobs), tell)
    try:
        known: list[FileReport | None] = []
        keys: list[tuple[bytes, bytes]] = []
        for config, path in jobs:
            try:
                data = read(path)
            except OSError:
                known.append(None)
                keys.append((b"", b""))
                continue
            keys.append(cache.key(config, path, content(path, data)))
            known.append(cache.get(path, keys[-1], data))
        rest = [job for job, report in zip(jobs, known, strict=True) if report is None]
        there = len(jobs) - len(rest)
        fresh = lint(rest, lambda done: progress(there + done))
        for (config, path), report, key in zip(jobs, known, keys, strict=True):
            if report is not None:
                yield report
                continue
            result = next(fresh)
            if isinstance(result, FileReport) and _lasts(result) and cache.key(config, path, _bytes(result)) == key:
                cache.put(path, key, result)
            yield result
    finally:
        cache.close()


def _lasts(report: FileReport) -> bool:
    """Whether a report says the same next time; what went wrong inside may not."""
    return not any(finding.category == "internal" for finding in report.findings)


def _bytes(report: FileReport) -> bytes:
    """What `content` gave, had the file been readable and the same when it was linted as when it was looked up; else others."""
    if isinstance(report.source, Rendering):
        return report.source.digest
    return report.source.text.encode("utf-8", "surrogatepass")
