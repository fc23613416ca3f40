"""Markdown for a comment under a pull request: a count, then a table a file, most serious first."""

from __future__ import annotations

from clinlint.model.finding import FileReport, Finding, Report, Severity
from clinlint.model.source import Source
from clinlint.reports.reporter import Reporter, Style, authority, sentence

LARGEST = 60_000
"""Characters; GitHub refuses a comment with more than 65,536."""


def render(report: Report, style: Style) -> str:
    """The whole comment; files that no longer fit are counted at the end."""
    parts = ["## clinlint\n", f"{sentence(report)}\n"]
    parts += [f"> **Set-up:** {_cell(problem)}\n" for problem in report.problems]
    found = sorted((file for file in report.files if file.findings), key=_worst, reverse=True)
    size = sum(map(len, parts))
    for number, file in enumerate(found):
        table = _table(file, style)
        if size + len(table) > LARGEST:
            left = found[number:]
            parts.append(f"{sum(len(f.findings) for f in left):,} more findings in {len(left):,} articles are not shown here.\n")
            break
        parts.append(table)
        size += len(table)
    return "\n".join(parts)


def _worst(file: FileReport) -> tuple[int, int]:
    return max(f.severity.rank for f in file.findings), sum(f.severity is Severity.ERROR for f in file.findings)


def _table(file: FileReport, style: Style) -> str:
    rows = [_row(file.source, finding, style.link(finding.rule)) for finding in file.findings]
    heading = f"### {_cell(file.source.path)}\n"
    return "\n".join([heading, "| Line | | Finding | Who says so |", "| ---: | --- | --- | --- |", *rows, ""])


def _row(source: Source, finding: Finding, page: str) -> str:
    line = source.location(finding.span.start).line
    words = f"<br>Expected: {_cell(finding.expected)}" if finding.expected else ""
    link = next((item.url for item in finding.evidence if item.url), "")
    who = _cell(authority(finding))
    rule = f"[`{finding.rule}`]({page})" if page else f"`{finding.rule}`"
    who = f"[{who}]({link})" if link and who else who
    return f"| {line} | {finding.severity.value} | {_cell(finding.message)}{words}<br>{rule} | {who} |"


def _cell(text: str) -> str:
    """Text that an article brought, so that it can neither break the table nor be read as markup or a mention."""
    escaped = "".join(f"\\{c}" if c in "\\`*_[]|#" else c for c in " ".join(text.split()))
    return escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("@", "@\u200b")


REPORTER = Reporter("markdown", render)
