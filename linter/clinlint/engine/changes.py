"""Only what a change brought: findings on its lines, and findings elsewhere in its files that were not there before."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence

from clinlint.engine.files import select
from clinlint.engine.history import Base, as_it_was, base, changed_lines, differing_lines, touched
from clinlint.engine.linter import Linter
from clinlint.engine.run import Run
from clinlint.model.finding import FileReport, Finding, Report
from clinlint.record import replace


def since(run: Run, given: Sequence[str], revision: str) -> Report:
    """The report of those articles that differ from a revision, without findings that it had. Raises UsageError.

    A finding stays where one of its lines changed, or where the article had none like it: a removed disclaimer leaves no line behind.
    """
    start = base(revision)
    files = touched(start)
    selection = select(given, lambda path: run.config_for(path).excludes(path))
    report = run.paths([path for path in selection.paths if os.path.realpath(path) in files])
    narrowed = tuple(_narrowed(run, file, start) for file in report.files)
    return replace(report, files=narrowed, problems=(*selection.problems, *report.problems))


def since_in_text(run: Run, data: bytes, path: str, revision: str) -> Report:
    """The same for one article's bytes, such as an editor has before it saves them, under the path that git knows. Raises UsageError."""
    start = base(revision, os.path.dirname(os.path.abspath(path)))
    report = run.bytes(data, path)
    return replace(report, files=tuple(_narrowed(run, file, start, data) for file in report.files))


def _narrowed(run: Run, file: FileReport, start: Base, now: bytes | None = None) -> FileReport:
    path = file.source.path
    before = as_it_was(start, path) if file.findings else None
    if before is None:
        return file
    lines = changed_lines(start, path) if now is None else differing_lines(before, now)
    old = Counter(_kind(finding) for finding in Linter(run.config_for(path)).lint_bytes(before, path).findings)
    kept: list[Finding] = []
    for finding in file.findings:
        first, last = (file.source.location(offset).line for offset in (finding.span.start, max(finding.span.start, finding.span.end - 1)))
        if old[_kind(finding)]:
            old[_kind(finding)] -= 1
            if lines.isdisjoint(range(first, last + 1)):
                continue
        kept.append(finding)
    return replace(file, findings=tuple(kept))


def _kind(finding: Finding) -> tuple[str, str]:
    return finding.rule, finding.message
