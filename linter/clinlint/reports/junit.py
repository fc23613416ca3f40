"""JUnit's XML, so that CI shows articles as test suites and findings as failures."""

from __future__ import annotations

from clinlint.model.finding import FileReport, Finding, Report, Severity
from clinlint.model.source import Source
from clinlint.reports.reporter import Reporter, Style, explanation
from clinlint.reports.xml import attributes, text


def render(report: Report, _style: Style) -> str:
    """A suite for each article; errors and warnings fail, info does not. A case's name holds its place, for readers drop repeated names."""
    suites = [_suite(file) for file in report.files]
    if report.problems:
        suites.append(_problems(report.problems))
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites name="clinlint">', *suites, "</testsuites>", ""])


def _suite(file: FileReport) -> str:
    seen: dict[str, int] = {}
    cases = [_case(file.source, finding, seen) for finding in file.findings] or [f"    <testcase{_names(file.source.path, 'clean', 1)}/>"]
    failures = sum(finding.severity is not Severity.INFO for finding in file.findings)
    counted = attributes(name=file.source.path, tests=len(cases), failures=failures, errors=0, skipped=0)
    return "\n".join([f"  <testsuite{counted}>", *cases, "  </testsuite>"])


def _case(source: Source, finding: Finding, seen: dict[str, int]) -> str:
    place = source.location(finding.span.start)
    name = f"{finding.rule} ({place.line}:{place.column})"
    number = seen[name] = seen.get(name, 0) + 1
    opening = f"    <testcase{_names(source.path, name if number == 1 else f'{name} {number}', place.line)}>"
    body = text(f"{source.path}:{place.line}:{place.column}: {finding.severity.value}: {explanation(finding)}")
    if finding.severity is Severity.INFO:
        return f"{opening}\n      <system-out>{body}</system-out>\n    </testcase>"
    failure = attributes(type=finding.severity.value, message=finding.message)
    return f"{opening}\n      <failure{failure}>{body}</failure>\n    </testcase>"


def _names(path: str, name: str, line: int) -> str:
    return attributes(classname=path, name=name, file=path, line=line, time=0)


def _problems(problems: tuple[str, ...]) -> str:
    cases = [
        f"    <testcase{attributes(classname='clinlint', name=problem, time=0)}>\n      <error{attributes(type='set-up', message=problem)}/>\n    </testcase>"
        for problem in problems
    ]
    counted = attributes(name="clinlint", tests=len(cases), failures=0, errors=len(cases), skipped=0)
    return "\n".join([f"  <testsuite{counted}>", *cases, "  </testsuite>"])


REPORTER = Reporter("junit", render)
