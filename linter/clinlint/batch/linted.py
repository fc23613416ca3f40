"""What came of one document, as values that a row, a count and another process can take; nothing here needs Arrow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from clinlint.model.finding import FileReport, Finding
from clinlint.model.source import Source
from clinlint.record import record

Values = tuple[Any, ...]


@record
class Linted:
    """What came of one document: the values of its findings' rows, and what a summary needs. `problem` says why it is quarantined."""

    id: str | None
    path: str
    size: int
    words: int
    findings: tuple[Values, ...]
    notes: tuple[str, ...] = ()
    problem: str = ""
    seconds: float = 0.0

    def counted(self) -> Iterator[tuple[str, str]]:
        """Rule and severity of each finding."""
        return ((values[0], values[2]) for values in self.findings)


def linted(identity: str | None, data: bytes, report: FileReport, seconds: float) -> Linted:
    """The rows of a document's report. A document with an internal finding was not checked as it should have been."""
    return Linted(
        id=identity,
        path=report.source.path,
        size=len(data),
        words=len(data.split()),
        findings=tuple(_values(report.source, finding) for finding in report.findings),
        notes=report.notes,
        problem=next((finding.message for finding in report.findings if finding.category == "internal"), ""),
        seconds=seconds,
    )


def _values(source: Source, finding: Finding) -> Values:
    start, end = source.location(finding.span.start), source.location(finding.span.end)
    return (
        finding.rule,
        finding.category,
        finding.severity.value,
        finding.confidence.value,
        encodable(finding.message),
        start.offset,
        start.line,
        start.column,
        end.offset,
        end.line,
        end.column,
        encodable(finding.found or source.slice(finding.span)) or None,
        encodable(finding.expected) or None,
        [evidence.reference for evidence in finding.evidence],
        finding.help or None,
        finding.fingerprint or None,
    )


def encodable(text: str) -> str:
    """Text without the half characters that escapes in JSON or YAML can leave."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
