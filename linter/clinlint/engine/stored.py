"""Reports as JSON text and back, for the cache: data only, so that reading what somebody else wrote can run nothing."""

from __future__ import annotations

import enum
import json
from datetime import date
from functools import lru_cache
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

_RECORDS: tuple[type, ...] = (Span, Finding, Evidence, Edit, Fix, Related, Accepted, Fact)
_ENUMS: tuple[type[enum.Enum], ...] = (Severity, Confidence, Applicability, Trust, Acceptance)
_TAGS: dict[type, int] = {kind: tag for tag, kind in enumerate((tuple, date, *_RECORDS, *_ENUMS))}
_KINDS: tuple[Any, ...] = tuple(_TAGS)
_MEMBERS: dict[Any, dict[Any, enum.Enum]] = {kind: {member.value: member for member in kind} for kind in _ENUMS}
_WRITTEN = -1
"""Stands before what is itself written as a text."""
_PARTS = ("findings", "notes", "accepted", "facts")
_SAID = ("rule", "about", "figures", "shown", "name")


def dumped(report: FileReport) -> str:
    """A report without its source; an empty text for one that says nothing."""
    if not (report.findings or report.notes or report.accepted or report.facts or report.summary.statements):
        return ""
    said = [[*(getattr(each, name) for name in _SAID), each.span.start, each.span.end] for each in report.summary.statements]
    return _compact([said, *(_plain(getattr(report, part)) for part in _PARTS)])


def loaded(text: str, source: Source) -> FileReport:
    """The report of a source that `dumped` made a text of. Raises ValueError where the text is none of its."""
    if not text:
        return FileReport(source, (), FactSummary(source.path))
    try:
        said, *parts = json.loads(text)
        statements = tuple([Said(a, b, tuple(c), d, e, Span(start, end)) for a, b, c, d, e, start, end in said])
        findings, notes, accepted, facts = [_whole(part) if part else () for part in parts]
        report = FileReport(source, findings, FactSummary(source.path, statements), notes, accepted, facts)
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise ValueError(f"not a report: {error}") from error
    if findings and not all(isinstance(finding, Finding) for finding in findings):
        raise ValueError("not a report")
    return report


def _plain(value: Any) -> Any:
    """Lists with what they stand for in front; texts, numbers and nothing as they are; evidence, which is the same in many reports, as text.

    An empty list is an empty tuple.
    """
    if value is None or isinstance(value, str | int):
        return value
    tag = _TAGS[type(value)]
    if value == ():
        return []
    if isinstance(value, tuple):
        listed = [tag, *map(_plain, value)]
        return [_WRITTEN, _compact(listed)] if value and isinstance(value[0], Evidence) else listed
    if isinstance(value, date):
        return [tag, value.isoformat()]
    if isinstance(value, enum.Enum):
        return [tag, value.value]
    return [tag, *map(_plain, as_mapping(value).values())]


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def _whole(value: Any) -> Any:
    if value.__class__ is not list:
        return value
    if not value:
        return ()
    tag = value[0]
    if tag == _WRITTEN:
        return _read(value[1])
    kind = _KINDS[tag]
    if kind is tuple:
        return tuple([_whole(each) for each in value[1:]])
    if kind in _MEMBERS:
        return _MEMBERS[kind][value[1]]
    if kind is date:
        return date.fromisoformat(value[1])
    return kind(*[each if each.__class__ is not list else _whole(each) for each in value[1:]])


@lru_cache(maxsize=1024)
def _read(text: str) -> Any:
    return _whole(json.loads(text))
