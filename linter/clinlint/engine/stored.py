"""Reports as JSON text and back, for the cache: data only, so that reading what somebody else wrote can run nothing."""

from __future__ import annotations

import enum
import json
from datetime import date
from typing import Any

from clinlint.model.finding import (
    Acceptance,
    Accepted,
    Applicability,
    Confidence,
    Edit,
    Evidence,
    Fact,
    FactSummary,
    FileReport,
    Finding,
    Fix,
    Related,
    Said,
    Severity,
    Trust,
)
from clinlint.model.source import Source
from clinlint.model.span import Span
from clinlint.record import as_mapping

_RECORDS: tuple[type, ...] = (Span, Finding, Evidence, Edit, Fix, Related, Accepted, Fact, FactSummary, Said)
_ENUMS: tuple[type[enum.Enum], ...] = (Severity, Confidence, Applicability, Trust, Acceptance)
_TAGS: dict[type, int] = {kind: tag for tag, kind in enumerate((tuple, date, *_RECORDS, *_ENUMS))}
_KINDS: tuple[Any, ...] = tuple(_TAGS)
_PARTS = ("findings", "summary", "notes", "accepted", "facts")


def dumped(report: FileReport) -> str:
    """A report without its source; an empty text for one that says nothing."""
    if not (report.findings or report.notes or report.accepted or report.facts or report.summary.statements):
        return ""
    return json.dumps([_plain(getattr(report, part)) for part in _PARTS], ensure_ascii=True, separators=(",", ":"))


def loaded(text: str, source: Source) -> FileReport:
    """The report of a source that `dumped` made a text of. Raises ValueError where the text is none of its."""
    if not text:
        return FileReport(source, (), FactSummary(source.path))
    try:
        report = FileReport(source, *map(_whole, json.loads(text)))
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise ValueError(f"not a report: {error}") from error
    if not isinstance(report.summary, FactSummary) or not all(isinstance(finding, Finding) for finding in report.findings):
        raise ValueError("not a report")
    return report


def _plain(value: Any) -> Any:
    """Lists with what they stand for in front; texts, numbers and nothing as they are."""
    if value is None or isinstance(value, str | int):
        return value
    tag = _TAGS[type(value)]
    if isinstance(value, tuple):
        return [tag, *map(_plain, value)]
    if isinstance(value, date):
        return [tag, value.isoformat()]
    if isinstance(value, enum.Enum):
        return [tag, value.value]
    return [tag, *map(_plain, as_mapping(value).values())]


def _whole(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    kind = _KINDS[value[0]]
    if kind is tuple:
        return tuple(map(_whole, value[1:]))
    if kind is date:
        return date.fromisoformat(value[1])
    return kind(*map(_whole, value[1:]))
