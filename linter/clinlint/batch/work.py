"""The work on one document, the same in our own processes and on an engine; workers load no Arrow for it."""

from __future__ import annotations

import os
import time
from datetime import date
from typing import Any

from clinlint.batch.columns import Given
from clinlint.batch.linted import Linted, linted
from clinlint.engine import jobs
from clinlint.engine.config import Config, Override
from clinlint.engine.jobs import Failure, failed
from clinlint.record import replace

_PATHS = ("packs", "reference", "bibliography", "includes")


def lint(config: Config, document: Given) -> Linted | Failure:
    """The rows of one document under a settled configuration, or why there are none. Raises ConfigError or PackError."""
    if document.problem:
        return Failure(document.problem)
    started = time.thread_time()
    report = jobs.linted(config.at(document.path), document.path, document.data, apart=True)
    if isinstance(report, Failure):
        return report
    return linted(document.id, document.data, report, time.thread_time() - started)


def told(document: Given, result: Linted | Failure) -> Linted:
    """What came of a document, a failure as the rows that tell of it."""
    return result if isinstance(result, Linted) else linted(document.id, document.data, failed(document.path, result), 0.0)


def settled(config: Config, today: date | None = None) -> Config:
    """A configuration that means the same in every process and on every machine that has its files.

    The day is fixed, files are named by absolute path, and path patterns are read from the configuration's folder, as a column of paths is.
    """
    day = config.today or today or date.today()  # noqa: DTZ011  a review is due by the calendar on the editor's wall
    overrides = tuple(
        Override(each.files, tuple((name, _absolute(name, value)) for name, value in each.changes)) for each in config.overrides
    )
    located = {name: _absolute(name, getattr(config, name)) for name in (*_PATHS, "schemas")}
    return replace(config, **located, today=day, folder="", overrides=overrides)


def _absolute(name: str, value: Any) -> Any:
    if name in _PATHS:
        return tuple(os.path.abspath(path) for path in value)
    if name == "schemas":
        return tuple((pattern, os.path.abspath(path)) for pattern, path in value)
    return value
