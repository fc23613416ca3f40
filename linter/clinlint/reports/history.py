"""A run's numbers over time: one JSON object a line, appended to a local file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from clinlint.errors import UsageError
from clinlint.model.finding import Report, Severity
from clinlint.reports.reporter import counts


@dataclass(frozen=True, slots=True)
class Record:
    """The numbers of one run: its date, commit, articles, and findings by severity and by category."""

    date: str
    commit: str
    articles: int
    severities: Mapping[str, int]
    categories: Mapping[str, int]

    def count(self, severity: Severity) -> int:
        """How many findings of a severity there were."""
        return self.severities.get(severity.value, 0)


def record(report: Report, date: str, commit: str = "") -> Record:
    """A run's numbers."""
    categories = Counter(str(finding.category) for file in report.files for finding in file.findings)
    severities = {severity.value: count for severity, count in counts(report).items()}
    return Record(date, commit, len(report.files), severities, dict(sorted(categories.items())))


def line(entry: Record) -> str:
    """A record as a line of the history's file."""
    row = {
        "date": entry.date,
        "commit": entry.commit,
        "articles": entry.articles,
        "severities": dict(entry.severities),
        "categories": dict(entry.categories),
    }
    return json.dumps(row, ensure_ascii=False) + "\n"


def parse(text: str, path: str) -> tuple[Record, ...]:
    """The records of a history in their order. Raises UsageError at the first line that is none."""
    records: list[Record] = []
    for number, row in enumerate(text.splitlines(), 1):
        if not row.strip():
            continue
        try:
            data = json.loads(row)
            severities = {str(name): int(count) for name, count in data["severities"].items()}
            categories = {str(name): int(count) for name, count in data["categories"].items()}
            records.append(Record(str(data["date"]), str(data["commit"]), int(data["articles"]), severities, categories))
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise UsageError("this line is no record of a run", where=path, line=number, column=1, excerpt=row[:100]) from error
    return tuple(records)


def joined(records: tuple[Record, ...], entry: Record) -> tuple[Record, ...]:
    """A history with one more run; it takes the place of the last one where that was on the same day and commit."""
    if records and (records[-1].date, records[-1].commit) == (entry.date, entry.commit):
        records = records[:-1]
    return (*records, entry)
