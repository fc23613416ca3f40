"""Reports as JSON text and back, for the cache: data only, so that reading what somebody else wrote can run nothing."""

from __future__ import annotations

import enum
import json
from collections.abc import Callable, Sequence
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
_PARTS = ("findings", "accepted", "facts")
_decoded = json.JSONDecoder().raw_decode
_SAID = ("rule", "about", "figures", "shown", "name")
Row = tuple[int, int, int, str, str, str]
"""Errors, warnings and infos; notes and what others may contradict; the findings as text; the findings and all else."""


def dumped(report: FileReport) -> Row:
    """A report without its source; empty texts for what it does not say."""
    from clinlint.reports.text import usual

    said = [[*(getattr(each, name) for name in _SAID), each.span.start, each.span.end] for each in report.summary.statements]
    told = _compact([report.notes, said]) if said or report.notes else ""
    parts = [getattr(report, part) for part in _PARTS]
    return (*report.tally, told, usual(report), _compact([*map(_plain, parts)]) if any(parts) else "")


def loaded(row: Sequence[object], source: Source, again: Callable[[], FileReport]) -> FileReport:
    """The report of a source that `dumped` made a row of; its findings are made when somebody asks for them, by `again` where they are none.

    Raises ValueError where the row is none of its.
    """
    errors, warnings, infos, told, shown, text = row
    if not (isinstance(told, str) and isinstance(shown, str) and isinstance(text, str)):
        raise ValueError("not a report")  # noqa: TRY004  what was kept is wrong, not what was passed
    if not (isinstance(errors, int) and isinstance(warnings, int) and isinstance(infos, int)):
        raise ValueError("not a report")  # noqa: TRY004
    notes, statements = _told(told) if told else ((), ())
    parts = {
        "source": source,
        "summary": FactSummary(source.path, statements),
        "notes": notes,
        "tally": (errors, warnings, infos),
        "shown": shown,
        "failed": False,
    }
    return FileReport.kept(parts, (lambda: _parts(text, again)) if text else _nothing)


def _nothing() -> dict[str, Any]:
    return dict.fromkeys(_PARTS, ())


def _told(text: str) -> tuple[tuple[str, ...], tuple[Said, ...]]:
    try:
        (notes, said), _ = _decoded(text)
        return tuple(map(str, notes)), tuple([Said(a, b, tuple(c), d, e, Span(start, end)) for a, b, c, d, e, start, end in said])
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise ValueError(f"not a report: {error}") from error


def _parts(text: str, again: Callable[[], FileReport]) -> dict[str, Any]:
    parts = _kept(text)
    if parts is None:
        report = again()
        parts = [getattr(report, part) for part in _PARTS]
    return dict(zip(_PARTS, parts, strict=True))


def _kept(text: str) -> list[Any] | None:
    """Findings, what is accepted, and facts; None where a text holds something else."""
    try:
        parts = [_whole(part) if part else () for part in json.loads(text)]
        fitting = all(isinstance(each, kind) for part, kind in zip(parts, (Finding, Accepted, Fact), strict=True) for each in part)
    except (ValueError, TypeError, LookupError, RecursionError, AttributeError):
        return None
    return parts if fitting else None


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
