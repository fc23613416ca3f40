"""Workflow commands of GitHub Actions: each finding becomes an annotation on its lines."""

from __future__ import annotations

from clinlint.model.finding import Finding, Report, Severity
from clinlint.model.source import Source
from clinlint.reports.reporter import Reporter, Style, explanation

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report, _style: Style) -> str:
    """A command for each finding, and one for each problem of set-up."""
    lines = [_command(file.source, finding) for file in report.files for finding in file.findings]
    lines += [f"::error title=clinlint::{_data(problem)}" for problem in report.problems]
    return "".join(line + "\n" for line in lines)


def _command(source: Source, finding: Finding) -> str:
    start, end = source.location(finding.span.start), source.location(finding.span.end)
    places = {"file": source.path, "line": start.line, "endLine": end.line}
    if start.line == end.line:  # GitHub takes columns only for a finding on one line
        places |= {"col": start.column, "endColumn": end.column}
    properties = {"title": finding.rule, **places}
    listed = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(explanation(finding))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


REPORTER = Reporter("github", render)
