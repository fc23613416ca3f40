"""The findings that were accepted when a repository began to lint: kept by rule and context, not by line, and used up one by one."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from typing import Any

from clinlint.errors import UsageError
from clinlint.model.finding import Acceptance, Accepted, FileReport, Finding, Report
from clinlint.model.source import Source
from clinlint.record import record, replace

_LONGEST = 120
"""Characters of the marked words that an entry keeps."""


@record(order=True)
class Entry:
    """One accepted finding: where it was, its rule, its fingerprint and its words."""

    path: str
    rule: str
    text: str
    fingerprint: str


@record
class Baseline:
    """Accepted findings; paths are relative to `folder`, the baseline's own."""

    entries: tuple[Entry, ...]
    folder: str

    def key(self, path: str) -> str:
        """A path as entries have it."""
        return os.path.relpath(os.path.abspath(path), self.folder).replace(os.sep, "/")


@record
class Comparison:
    """A report without the findings that a baseline accepts; those as entries of today; and the entries that no finding used."""

    report: Report
    now: tuple[Entry, ...]
    left: tuple[Entry, ...]


def parse(text: str, path: str) -> Baseline:
    """A baseline from its file's text. Raises UsageError where it is none."""
    folder = os.path.dirname(os.path.abspath(path))
    try:
        data: Any = json.loads(text)
        entries = [
            Entry(name, str(row["rule"]), str(row["text"]), str(row["fingerprint"]))
            for name, rows in data["articles"].items()
            for row in rows
        ]
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise UsageError(
            "this is no baseline", where=path, hint="`clinlint baseline` writes one; resolve what a merge left in it"
        ) from error
    if data.get("version") != 1:
        raise UsageError("this baseline was written by a later version of clinlint", where=path)
    return Baseline(tuple(sorted(entries)), folder)


def dump(baseline: Baseline) -> str:
    """A baseline's text: sorted, one entry a line, so that two branches merge well."""
    articles: defaultdict[str, list[str]] = defaultdict(list)
    for entry in sorted(baseline.entries):
        row = {"rule": entry.rule, "text": entry.text, "fingerprint": entry.fingerprint}
        articles[entry.path].append(f"      {json.dumps(row, ensure_ascii=False)}")
    blocks = [f"    {json.dumps(path, ensure_ascii=False)}: [\n" + ",\n".join(rows) + "\n    ]" for path, rows in articles.items()]
    return '{\n  "version": 1,\n  "articles": {\n' + ",\n".join(blocks) + ("\n" if blocks else "") + "  }\n}\n"


def of(report: Report, folder: str) -> Baseline:
    """A baseline of all findings of a report; internal ones cannot be accepted."""
    empty = Baseline((), os.path.abspath(folder))
    entries = (
        _entry(empty.key(file.source.path), file.source, finding)
        for file in report.files
        for finding in file.findings
        if finding.category != "internal"
    )
    return replace(empty, entries=tuple(sorted(entries)))


def compare(report: Report, baseline: Baseline, exists: Callable[[str], bool] = os.path.exists) -> Comparison:
    """Take out of a report what a baseline accepts. An entry accepts one finding: the same rule and context in its article.

    Where the words around it changed, the rule and the marked words decide; where the article is no longer there, it was renamed.
    """
    pool: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in baseline.entries:
        pool[entry.path].append(entry)
    names = {baseline.key(file.source.path) for file in report.files}
    moved = [entry for path in pool if path not in names and not exists(os.path.join(baseline.folder, path)) for entry in pool[path]]
    files: list[FileReport] = []
    now: list[Entry] = []
    left = list(baseline.entries)
    for file in report.files:
        key = baseline.key(file.source.path)
        matches = _matches(file, pool.get(key, []), moved)
        files.append(_accepting(file, matches))
        for number, entry in matches.items():
            now.append(_entry(key, file.source, file.findings[number]))
            left.remove(entry)
    return Comparison(replace(report, files=tuple(files)), tuple(now), tuple(left))


def gone(comparison: Comparison, baseline: Baseline, exists: Callable[[str], bool] = os.path.exists) -> tuple[Entry, ...]:
    """The entries that can go: their article was linted and no longer has the finding, or is no longer there."""
    linted = {baseline.key(file.source.path) for file in comparison.report.files}
    return tuple(entry for entry in comparison.left if entry.path in linted or not exists(os.path.join(baseline.folder, entry.path)))


def without(baseline: Baseline, entries: Collection[Entry]) -> Baseline:
    """A baseline less some of its entries."""
    left = list(baseline.entries)
    for entry in entries:
        left.remove(entry)
    return replace(baseline, entries=tuple(left))


def _matches(file: FileReport, at_home: list[Entry], moved: list[Entry]) -> Mapping[int, Entry]:
    found: dict[int, Entry] = {}
    for pool, words in ((at_home, False), (at_home, True), (moved, False)):
        index: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in pool:
            index[entry.rule, entry.text if words else entry.fingerprint].append(entry)
        for number, finding in enumerate(file.findings):
            name = _entry("", file.source, finding).text if words else finding.fingerprint
            if number not in found and finding.category != "internal" and (fitting := index.get((finding.rule, name))):
                entry = found[number] = fitting.pop()
                pool.remove(entry)
    return found


def _accepting(file: FileReport, matches: Mapping[int, Entry]) -> FileReport:
    if not matches:
        return file
    kept = tuple(finding for number, finding in enumerate(file.findings) if number not in matches)
    accepted = tuple(Accepted(file.findings[number], Acceptance.BASELINE) for number in sorted(matches))
    return replace(file, findings=kept, accepted=(*file.accepted, *accepted))


def _entry(path: str, source: Source, finding: Finding) -> Entry:
    words = " ".join(source.slice(finding.span).split())
    return Entry(path, finding.rule, words[:_LONGEST], finding.fingerprint)
