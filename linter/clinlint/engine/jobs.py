"""One file of a run: its configuration and path to its report, in whatever process; and how many processes pay."""

from __future__ import annotations

import os
from collections.abc import Sequence

from clinlint.engine.config import Config
from clinlint.engine.files import read
from clinlint.engine.linter import Linter
from clinlint.errors import ClinlintError, FormatError
from clinlint.model.finding import FactSummary, FileReport
from clinlint.model.source import Source
from clinlint.model.span import Span
from clinlint.rules.load import builtin

Job = tuple[Config, str]
"""A file and the configuration it is linted under."""

WORTHWHILE = 1_500_000
"""Bytes of text below which one process is faster than starting more."""
CHUNK = 16
"""Files that a worker takes at a time."""

_linters: dict[tuple[Config, bool], Linter] = {}


class Failure(str):
    """Why a file could not be read or linted, in place of its report."""

    __slots__ = ()


class Unreadable(Failure):
    """The system would not give the file; a problem of set-up."""

    __slots__ = ()


def workers(paths: Sequence[str], wanted: int | None) -> int:
    """How many processes pay for these files; `wanted` (`--jobs`) decides where it is given."""
    if wanted is not None:
        return max(1, min(wanted, len(paths)))
    if len(paths) < 2 * CHUNK or size_of(paths, WORTHWHILE) <= WORTHWHILE:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def size_of(paths: Sequence[str], enough: int) -> int:
    """Bytes of files together; counted no further than past `enough`."""
    size = 0
    for path in paths:
        try:
            size += os.path.getsize(path)
        except OSError:
            continue
        if size > enough:
            break
    return size


def one(job: Job) -> FileReport | Failure:
    """The report of one file, in whatever process this is. Raises ConfigError or PackError."""
    config, path = job
    try:
        data = read(path)
    except OSError as error:
        return unreadable(path, error)
    return linted(config, path, data)


def linted(config: Config, path: str, data: bytes, *, apart: bool = False) -> FileReport | Failure:
    """The report of one text's bytes; of one that lies `apart`, in no folder, nothing else is read. Raises ConfigError or PackError."""
    linter = _linters.get((config, apart))
    if linter is None:
        linter = _linters[config, apart] = Linter(config, apart=apart)
    try:
        return linter.lint_bytes(data, path)
    except FormatError as error:
        return Unreadable(f"{path}: {error.message} ({error.hint})" if error.hint else f"{path}: {error.message}")
    except ClinlintError:
        raise
    except Exception as error:  # noqa: BLE001  one article must not take the others with it
        return Failure(f"{type(error).__name__}: {error}")


def failed(path: str, reason: str) -> FileReport:
    """The report of an article that could not be linted: one internal finding that says why."""
    failure = next(rule for rule in builtin() if rule.id == "internal/rule-failed")
    message = f"This article could not be checked: {reason}."
    return FileReport(Source(path, ""), (failure.on(Span(0, 0), message=message),), FactSummary(path))


def unreadable(path: str, error: OSError) -> Unreadable:
    """What is told of a file that the system would not give."""
    return Unreadable(f"{path}: {(error.strerror or str(error)).lower()}")
