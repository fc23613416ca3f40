"""The stable machine format (schemas/report.schema.json); every other format is a view of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from clinlint.model.finding import Evidence, Fact, FileReport, Finding, Fix, Report
from clinlint.model.source import Source
from clinlint.release import VERSION
from clinlint.reports.reporter import Reporter, Style, counts

_NO_FILES = '"files": []'
_FILES = '"files": [\n'


def render(report: Report, style: Style) -> str:
    """The whole report as one JSON object."""
    return "".join(pieces(report, style))


def pieces(report: Report, _style: Style) -> Iterator[str]:
    """The object file by file: the data of all at once take more room than the report."""
    before, after = _dumped(_frame(report, [])).split(_NO_FILES, maxsplit=1)
    yield before + (_FILES if report.files else _NO_FILES)
    for number, file in enumerate(report.files):
        yield (",\n    " if number else "    ") + _dumped(_file(file)).replace("\n", "\n    ")
    yield ("\n  ]" if report.files else "") + after + "\n"


def as_dict(report: Report) -> dict[str, Any]:
    """The whole report as plain data, in the order of the schema."""
    return _frame(report, [_file(file) for file in report.files])


def _dumped(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)


def _frame(report: Report, files: list[Any]) -> dict[str, Any]:
    total = counts(report)
    return {
        "version": 1,
        "tool": {"name": "clinlint", "version": VERSION, "reference": report.reference_version},
        "columnUnit": "codepoint",
        "files": files,
        "summary": {
            "files": len(report.files),
            **{severity.value: count for severity, count in total.items()},
            "problems": list(report.problems),
            "notes": list(dict.fromkeys(note for file in report.files for note in file.notes)),
        },
    }


def _file(file: FileReport) -> dict[str, Any]:
    given: dict[str, Any] = {"path": file.source.path, "findings": [finding_dict(file.source, finding) for finding in file.findings]}
    if file.facts:
        given["facts"] = [fact_dict(file.source, fact) for fact in file.facts]
    return given


def fact_dict(source: Source, fact: Fact) -> dict[str, Any]:
    """One fact as plain data."""
    return {
        "kind": fact.kind,
        "text": source.slice(fact.span),
        "role": fact.role,
        "about": fact.about,
        "start": _place(source, fact.span.start),
        "end": _place(source, fact.span.end),
        "detail": dict(fact.detail),
    }


def finding_dict(source: Source, finding: Finding) -> dict[str, Any]:
    """One finding as plain data."""
    start, end = _place(source, finding.span.start), _place(source, finding.span.end)
    return {
        "rule": finding.rule,
        "category": finding.category,
        "severity": finding.severity.value,
        "confidence": finding.confidence.value,
        "message": finding.message,
        "start": start,
        "end": end,
        **({"place": place} if (place := source.place(finding.span.start)) else {}),
        "found": {"text": finding.found or source.slice(finding.span), **dict(finding.detail)},
        "expected": {"text": finding.expected} if finding.expected else {},
        "evidence": [_evidence(item) for item in finding.evidence],
        "related": [
            {
                "message": item.message,
                **({"path": item.source.path} if item.source else {}),
                "start": _place(item.source or source, item.span.start),
                "end": _place(item.source or source, item.span.end),
            }
            for item in finding.related
        ],
        "fixes": [_fix(fix) for fix in finding.fixes],
        "help": finding.help,
        "fingerprint": finding.fingerprint,
    }


def _place(source: Source, offset: int) -> dict[str, int]:
    place = source.location(offset)
    return {"line": place.line, "column": place.column, "offset": place.offset}


def _evidence(item: Evidence) -> dict[str, Any]:
    optional = {"title": item.title, "year": item.year, "url": item.url}
    return {
        "reference": item.reference,
        "authority": item.authority,
        "trust": item.trust.value,
        **{name: value for name, value in optional.items() if value},
    }


def _fix(fix: Fix) -> dict[str, Any]:
    return {
        "title": fix.title,
        "applicability": fix.applicability.value,
        "edits": [{"start": edit.span.start, "end": edit.span.end, "text": edit.text} for edit in fix.edits],
    }


REPORTER = Reporter("json", render, pieces)
