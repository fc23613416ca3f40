"""Files whose reports the cache has, and the rest of a run linted and kept; in the order of the jobs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from clinlint.engine.cache import Cache, Key, content, folder_of
from clinlint.engine.config import Config
from clinlint.engine.files import read
from clinlint.engine.jobs import Failure, Job, failed, one
from clinlint.model.finding import FileReport
from clinlint.model.rendering import Rendering

_TOGETHER = 2_000
"""Files that are looked up at a time."""
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
        keys: list[Key] = []
        for first in range(0, len(jobs), _TOGETHER):
            files = [_looked_up(cache, config, path) for config, path in jobs[first : first + _TOGETHER]]
            keys += (key for _, key, _ in files)
            known += cache.found(files, lambda path: _again(jobs, path))
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


def _looked_up(cache: Cache, config: Config, path: str) -> tuple[str, Key, bytes]:
    """A path, its key and its bytes; no row has the key of a file that cannot be read."""
    try:
        data = read(path)
    except OSError:
        return path, (b"", b""), b""
    return path, cache.key(config, path, content(path, data), afresh=False), data


def _again(jobs: Sequence[Job], path: str) -> FileReport:
    result = next(one(job) for job in jobs if job[1] == path)
    return result if isinstance(result, FileReport) else failed(path, result)


def _lasts(report: FileReport) -> bool:
    """Whether a report says the same next time; what went wrong inside may not."""
    return not report.failed


def _bytes(report: FileReport) -> bytes:
    """What `content` gave, had the file been readable and the same when it was linted as when it was looked up; else others."""
    if isinstance(report.source, Rendering):
        return report.source.digest
    return report.source.text.encode("utf-8", "surrogatepass")
