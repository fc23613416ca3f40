"""Fixes carried out: those that a level allows, never two over the same words, each proven by linting again."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from clinlint.engine.files import decode, read
from clinlint.engine.linter import Linter
from clinlint.errors import UsageError
from clinlint.model.finding import Applicability, Edit, FileReport, Finding, Fix
from clinlint.model.source import Source
from clinlint.record import record

_PASSES = 8
"""Times that an article is fixed and linted again; fixes that touch each other need more than one."""


@record
class Repaired:
    """An article after its fixes: the source as it was, the report of the text as it is now, and the titles of what was done, in order."""

    before: Source
    report: FileReport
    done: tuple[str, ...]


def applicable(finding: Finding, level: Applicability) -> Fix | None:
    """The fix that may be carried out without asking again: a safe one, or at level SUGGESTED the only suggested one."""
    safe = next((fix for fix in finding.fixes if fix.applicability is Applicability.SAFE and fix.edits), None)
    if safe or level is not Applicability.SUGGESTED:
        return safe
    suggested = [fix for fix in finding.fixes if fix.applicability is Applicability.SUGGESTED and fix.edits]
    return suggested[0] if len(suggested) == 1 else None


def compatible(fixes: Iterable[Fix], length: int) -> tuple[Fix, ...]:
    """The fixes that can be made together in a text of some length, in their order: none touches the words of one before it."""
    taken: list[Edit] = []
    chosen: list[Fix] = []
    for fix in fixes:
        new = [edit for edit in fix.edits if edit not in taken]
        inside = all(0 <= edit.span.start <= edit.span.end <= length for edit in fix.edits)
        if inside and not any(a.span.overlaps(b.span) for a in new for b in taken) and not _tangled(new):
            taken += new
            chosen.append(fix)
    return tuple(chosen)


def edited(text: str, fixes: Sequence[Fix]) -> str:
    """A text after fixes that are compatible with each other."""
    edits = sorted({edit for fix in fixes for edit in fix.edits}, key=lambda edit: edit.span, reverse=True)
    for edit in edits:
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def repair(linter: Linter, report: FileReport, level: Applicability, view: Callable[[FileReport], FileReport] = lambda r: r) -> Repaired:
    """Carry out all fixes of a level in a report's source, in memory.

    A fix is kept only where linting the new text finds less: what it was for is gone and no rule has more findings than before.
    `view` leaves out findings that are accepted, so that they are not fixed.
    """
    before = report.source
    done: list[str] = []
    refused: set[tuple[str, str]] = set()
    for _ in range(_PASSES):
        wanted = [(f, fix) for f in report.findings if (f.rule, f.fingerprint) not in refused and (fix := applicable(f, level))]
        fixes = compatible((fix for _, fix in wanted), len(report.source.text))
        if not fixes:
            break
        after = _linted(linter, report.source, fixes, view)
        if _better(report, after, sum(fix in fixes for _, fix in wanted)):
            report = after
            done += [fix.title for fix in fixes]
            continue
        finding, fix = next((finding, fix) for finding, fix in wanted if fix in fixes)
        after = _linted(linter, report.source, (fix,), view)
        if _better(report, after, 1):
            report = after
            done.append(fix.title)
        else:
            refused.add((finding.rule, finding.fingerprint))
    return Repaired(before, report, tuple(done))


def write(path: str, before: Source, after: Source) -> None:
    """Replace a file's text at once, its permissions kept. Raises UsageError where it changed meanwhile or cannot be written."""
    real = os.path.realpath(path)
    try:
        current, unreadable = decode(read(real), path)
        if unreadable or current.text != before.text:
            raise UsageError(f"{path}: changed while it was being fixed; nothing was written", hint="run clinlint again")
        replace_file(real, after.text)
    except OSError as error:
        raise UsageError(f"{path}: {(error.strerror or str(error)).lower()}") from error


def replace_file(path: str, text: str) -> None:
    """Write a file at once: it holds the old text or the new, never half of it. Raises OSError."""
    handle, temporary = tempfile.mkstemp(prefix=".clinlint-", dir=os.path.dirname(path) or ".")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if os.path.exists(path):
            os.chmod(temporary, os.stat(path).st_mode)
        else:
            os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _tangled(edits: Sequence[Edit]) -> bool:
    return any(a.span.overlaps(b.span) for i, a in enumerate(edits) for b in edits[:i])


def _linted(linter: Linter, source: Source, fixes: Sequence[Fix], view: Callable[[FileReport], FileReport]) -> FileReport:
    return view(linter.lint(Source(source.path, edited(source.text, fixes))))


def _better(before: FileReport, after: FileReport, fixed: int) -> bool:
    """Whether at least as many findings are gone as were fixed, and no rule has more than before."""
    old, new = Counter(f.rule for f in before.findings), Counter(f.rule for f in after.findings)
    return not new - old and new.total() <= old.total() - fixed
