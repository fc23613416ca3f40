"""Findings as the protocol's diagnostics."""

from __future__ import annotations

from functools import cache

from lsprotocol import types
from pygls.workspace import PositionCodec

from clinlint.lsp.desk import Checked
from clinlint.lsp.positions import extent
from clinlint.model.finding import Finding, Severity
from clinlint.model.source import Source
from clinlint.model.span import Span
from clinlint.reports.page import address
from clinlint.reports.reporter import authority
from clinlint.rules.load import builtin

NAME = "clinlint"
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}


@cache
def _shipped() -> frozenset[str]:
    return frozenset(rule.id for rule in builtin())


def diagnostics(checked: Checked, uri: str, codec: PositionCodec, *, related: bool) -> list[types.Diagnostic]:
    """All findings of an article; what keeps it from being linted is one as well. `related`: the client shows related places."""
    source = checked.report.source
    manual = checked.linter.config.manual if checked.linter else ""
    found = [diagnostic(source, finding, uri, codec, related=related, manual=manual) for finding in checked.report.findings]
    if checked.problem:
        line = extent(source, Span(0, len(source.line(1))), codec)
        found.append(types.Diagnostic(line, checked.problem, types.DiagnosticSeverity.Error, "set-up", source=NAME))
    return found


def diagnostic(source: Source, finding: Finding, uri: str, codec: PositionCodec, *, related: bool, manual: str = "") -> types.Diagnostic:
    """One finding; its code leads to its page in the house's manual, or to who says so."""
    page = address(manual, finding.rule) if finding.rule in _shipped() else ""
    link = page or next((item.url for item in finding.evidence if item.url.startswith(("https:", "http:"))), "")
    lines = [finding.message]
    if finding.expected:
        lines.append(f"Expected: {finding.expected}")
    if said := authority(finding):
        lines.append(f"Source: {said}")
    places = [types.DiagnosticRelatedInformation(types.Location(uri, extent(source, r.span, codec)), r.message) for r in finding.related]
    return types.Diagnostic(
        range=extent(source, visible(source, finding.span), codec),
        message="\n".join(lines),
        severity=_SEVERITIES[finding.severity],
        code=finding.rule,
        code_description=types.CodeDescription(link) if link else None,
        source=NAME,
        related_information=places if related and places else None,
        data={"fingerprint": finding.fingerprint},
    )


def visible(source: Source, span: Span) -> Span:
    """A span that an editor can underline: an empty one takes the rest of its line, or the last character before it."""
    if span.start < span.end:
        return span
    line = source.location(min(span.start, len(source.text))).line
    end = source.line_starts[line - 1] + len(source.line(line))
    return Span(span.start, end) if span.start < end else Span(max(span.start - 1, source.line_starts[line - 1]), span.start)
