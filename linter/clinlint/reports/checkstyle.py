"""Checkstyle's XML, which many build servers and editors read."""

from __future__ import annotations

from clinlint.model.finding import FileReport, Finding, Report
from clinlint.model.source import Source
from clinlint.reports.reporter import Reporter, Style, explanation
from clinlint.reports.xml import attributes


def render(report: Report, _style: Style) -> str:
    """A `file` element for each article, those without findings included."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<checkstyle version="4.3">']
    for file in report.files:
        lines += _file(file)
    if report.problems:
        lines.append('  <file name="clinlint">')
        lines += [f"    <error{attributes(line=1, severity='error', message=text, source='clinlint')}/>" for text in report.problems]
        lines.append("  </file>")
    return "\n".join([*lines, "</checkstyle>", ""])


def _file(file: FileReport) -> list[str]:
    opening = f"  <file{attributes(name=file.source.path)}"
    if not file.findings:
        return [opening + "/>"]
    return [opening + ">", *(_error(file.source, finding) for finding in file.findings), "  </file>"]


def _error(source: Source, finding: Finding) -> str:
    place = source.location(finding.span.start)
    values = attributes(
        line=place.line,
        column=place.column,
        severity=finding.severity.value,
        message=explanation(finding),
        source=f"clinlint.{finding.rule}",
    )
    return f"    <error{values}/>"


REPORTER = Reporter("checkstyle", render)
