"""For people at a terminal: place, rule, message, the line with carets, what is right and who says so."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from clinlint.model.finding import Applicability, FileReport, Finding, Report, Severity
from clinlint.model.source import Source
from clinlint.model.span import Span
from clinlint.reports.reporter import Reporter, Style, authority, sentence

_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}
_USUAL = Style()
_RELATED = 3
"""Other places that are shown; the machine formats have all."""
_BEFORE = 30
"""Columns of a long line that are kept before the marked words."""


def render(report: Report, style: Style) -> str:
    """The findings file by file, and a summary line."""
    usual = not style.colour and style.width == _USUAL.width
    lines = [(usual and file.shown) or _file(file, style) for file in report.files if any(file.tally)]
    notes = dict.fromkeys(note for file in report.files for note in file.notes)
    lines += [f"{_paint('note', '1', style)}: {note}" for note in notes]
    lines += [f"{_paint('problem', '1;31', style)}: {problem}" for problem in report.problems]
    lines.append(_summary(report, style))
    return "\n".join(lines) + "\n"


def usual(file: FileReport) -> str:
    """The findings of a file as a report has them that nobody asked to be otherwise."""
    return _file(file, _USUAL)


def _file(file: FileReport, style: Style) -> str:
    return "\n".join(line for finding in file.findings for line in (*_finding(file.source, finding, style), ""))


def shown(source: Source, finding: Finding, style: Style) -> str:
    """One finding as the report shows it."""
    return "\n".join(_finding(source, finding, style)) + "\n"


def _finding(source: Source, finding: Finding, style: Style) -> Iterator[str]:
    place = source.location(finding.span.start)
    colour = _COLOURS[finding.severity]
    label = _paint(f"{finding.severity.value}[{finding.rule}]", colour, style)
    yield f"{_paint(f'{source.path}:{place.line}:{place.column}', '1', style)}: {label}: {finding.message}"
    gutter = " " * len(str(place.line))
    excerpt, carets = _excerpt(source, finding.span, style.width - len(gutter) - 5)
    if excerpt.strip():
        bar = _paint("|", "34", style)
        yield f" {gutter} {bar}"
        yield f" {_paint(str(place.line), '34', style)} {bar} {excerpt}"
        yield f" {gutter} {bar} {_paint(carets, colour, style)}"
    for name, text in _notes(source, finding):
        yield f" {gutter} {_paint('=', '34', style)} {_paint(name, '1', style)}: {text}"


def _notes(source: Source, finding: Finding) -> Iterator[tuple[str, str]]:
    if written := source.place(finding.span.start):
        yield "place", written
    if finding.expected:
        yield "expected", finding.expected
    if finding.evidence:
        yield "source", authority(finding)
    for related in finding.related[:_RELATED]:
        place = (related.source or source).location(related.span.start)
        where = f"{related.source.path}, " if related.source else ""
        yield "see", f"{where}line {place.line}, column {place.column}: {related.message}"
    if len(finding.related) > _RELATED:
        yield "see", f"{len(finding.related) - _RELATED} more places"
    for fix in finding.fixes:
        yield "advice" if fix.applicability is Applicability.DISPLAY else f"fix ({fix.applicability.value})", fix.title
    if finding.help:
        yield "help", finding.help


def _excerpt(source: Source, span: Span, width: int) -> tuple[str, str]:
    """The line on which a span begins, cut to a width around it, and carets under the span's part of it."""
    place = source.location(span.start)
    line = source.line(place.line).expandtabs(1)
    start = place.column - 1
    end = max(start + 1, min(len(line), start + span.end - span.start))
    left, right = 0, len(line)
    if len(line) > width:
        left = max(0, min(start - _BEFORE, len(line) - width))
        right = min(len(line), left + width)
        end = min(end, right)
    shown = ("…" if left else "") + line[left:right].replace("\ufeff", "") + ("…" if right < len(line) else "")
    before = ("…" if left else "") + line[left:start].replace("\ufeff", "")
    return shown, " " * _columns(before) + "^" * max(1, _columns(line[start:end]))


def _columns(text: str) -> int:
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.category(c) in {"Mn", "Me", "Cf"} for c in text)


def _summary(report: Report, style: Style) -> str:
    clean = not any(any(file.tally) for file in report.files)
    return _paint(sentence(report), "32" if not report.problems else "0", style) if clean else sentence(report)


def _paint(text: str, code: str, style: Style) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if style.colour and text else text


REPORTER = Reporter("text", render)
