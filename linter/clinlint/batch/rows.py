"""Rows of the output: one for every document, and one for every finding in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa

from clinlint.model.finding import FileReport, Finding
from clinlint.model.source import Source
from clinlint.record import record

SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("path", pa.string()),
        ("row", pa.string()),
        ("status", pa.string()),
        ("words", pa.int64()),
        ("findings", pa.int64()),
        ("rule", pa.string()),
        ("category", pa.string()),
        ("severity", pa.string()),
        ("confidence", pa.string()),
        ("message", pa.string()),
        ("start_offset", pa.int64()),
        ("start_line", pa.int64()),
        ("start_column", pa.int64()),
        ("end_offset", pa.int64()),
        ("end_line", pa.int64()),
        ("end_column", pa.int64()),
        ("found", pa.string()),
        ("expected", pa.string()),
        ("evidence", pa.list_(pa.string())),
        ("help", pa.string()),
        ("fingerprint", pa.string()),
    ]
)
"""The columns (docs/batch.md). Those up to `findings` are filled where `row` is `document`, those from `rule` on where it is `finding`."""

Values = tuple[Any, ...]
_OF_FINDING = len(SCHEMA.names) - SCHEMA.names.index("rule")


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


def batch_of(documents: Iterable[Linted]) -> Any:
    """The record batch of documents: each one's own row, then its findings in order of the text."""
    rows = [row for document in documents for row in _rows(document)]
    columns = zip(*rows, strict=True) if rows else [()] * len(SCHEMA.names)
    arrays = [pa.array(values, field.type) for values, field in zip(columns, SCHEMA, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=SCHEMA)


def _rows(document: Linted) -> Iterator[Values]:
    identity, path = document.id and _encodable(document.id), _encodable(document.path)
    status = "quarantined" if document.problem else "linted"
    yield (identity, path, "document", status, document.words, len(document.findings), *(None,) * _OF_FINDING)
    for values in document.findings:
        yield (identity, path, "finding", None, None, None, *values)


def _values(source: Source, finding: Finding) -> Values:
    start, end = source.location(finding.span.start), source.location(finding.span.end)
    return (
        finding.rule,
        finding.category,
        finding.severity.value,
        finding.confidence.value,
        _encodable(finding.message),
        start.offset,
        start.line,
        start.column,
        end.offset,
        end.line,
        end.column,
        _encodable(finding.found or source.slice(finding.span)) or None,
        _encodable(finding.expected) or None,
        [evidence.reference for evidence in finding.evidence],
        finding.help or None,
        finding.fingerprint or None,
    )


def _encodable(text: str) -> str:
    """Text without the half characters that escapes in JSON or YAML can leave."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()
