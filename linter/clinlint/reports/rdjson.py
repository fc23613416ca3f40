"""reviewdog's diagnostic format; its columns count UTF-8 bytes from 1 and the end is exclusive."""

from __future__ import annotations

import json
from typing import Any

from clinlint.model.finding import Applicability, Finding, Related, Report
from clinlint.model.source import Source
from clinlint.model.span import Span
from clinlint.reports.reporter import HOME, Reporter, Style, explanation


def render(report: Report, style: Style) -> str:
    """One diagnostic result that holds all findings."""
    result = {
        "source": {"name": "clinlint", "url": HOME},
        "diagnostics": [_diagnostic(file.source, finding, style.link(finding.rule)) for file in report.files for finding in file.findings],
    }
    return json.dumps(result, ensure_ascii=False, indent=2) + "\n"


def _diagnostic(source: Source, finding: Finding, link: str) -> dict[str, Any]:
    link = link or next((item.url for item in finding.evidence if item.url), "")
    diagnostic: dict[str, Any] = {
        "message": " ".join([explanation(finding), *_related(source, finding)]),
        "location": {"path": source.path, "range": _range(source, finding.span)},
        "severity": finding.severity.name,
        "code": {"value": finding.rule, **({"url": link} if link else {})},
    }
    suggestions = [
        {"range": _range(source, fix.edits[0].span), "text": fix.edits[0].text}
        for fix in finding.fixes
        if fix.applicability is not Applicability.DISPLAY and len(fix.edits) == 1
    ]
    if suggestions:
        diagnostic["suggestions"] = suggestions
    return diagnostic


def _related(source: Source, finding: Finding) -> list[str]:
    """Other places in words: not every reader of the format knows a field for them."""
    return [f"See {_where(source, item)}: {item.message}" for item in finding.related]


def _where(source: Source, item: Related) -> str:
    line = f"line {(item.source or source).location(item.span.start).line}"
    return f"{item.source.path}, {line}" if item.source else line


def _range(source: Source, span: Span) -> dict[str, dict[str, int]]:
    return {"start": _position(source, span.start), "end": _position(source, span.end)}


def _position(source: Source, offset: int) -> dict[str, int]:
    place = source.location(offset)
    before = source.text[source.line_starts[place.line - 1] : offset]
    return {"line": place.line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}


REPORTER = Reporter("rdjson", render)
