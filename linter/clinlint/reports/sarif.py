"""SARIF 2.1.0, which GitHub, GitLab and many editors show: rules with help, fixes, fingerprints, related places, suppressions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from clinlint.model.finding import Acceptance, Accepted, Applicability, FileReport, Finding, Fix, Report, Severity
from clinlint.model.source import Source
from clinlint.model.span import Span
from clinlint.release import VERSION
from clinlint.reports.page import Page, markdown
from clinlint.reports.reporter import HOME, Reporter, Style, explanation

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "SRCROOT"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SITUATIONS = {Acceptance.ARTICLE: "inSource", Acceptance.CONFIGURATION: "external", Acceptance.BASELINE: "external"}
_BOM = "\ufeff"
_CONTEXT = 200
"""Code points of context on either side of a finding on a very long line."""


def render(report: Report, style: Style) -> str:
    """A log with one run."""
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report, style)]}, ensure_ascii=False, indent=2) + "\n"


def _run(report: Report, style: Style) -> dict[str, Any]:
    found = [(file, finding, None) for file in report.files for finding in file.findings]
    excused = [(file, accepted.finding, accepted) for file in report.files for accepted in file.accepted]
    examples = {finding.rule: finding for _, finding, _ in (*excused, *found)}
    indices = {rule: index for index, rule in enumerate(sorted(examples))}
    driver = {
        "name": "clinlint",
        "fullName": f"clinlint {VERSION}",
        "version": VERSION,
        "semanticVersion": VERSION,
        "informationUri": HOME,
        "rules": [_rule(rule, examples[rule], style.page(rule), style.link(rule)) for rule in indices],
        "properties": {"reference": report.reference_version},
    }
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "automationDetails": {"id": "clinlint/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder that clinlint was run in."}}},
        "invocations": [_invocation(report)],
        "artifacts": [{"location": _artifact(file.source.path)} for file in report.files],
        "results": [_result(file, finding, indices, accepted) for file, finding, accepted in (*found, *excused)],
    }
    if revision := style.revision():
        known = {"revisionId": revision.commit, "branch": revision.branch}
        place = {"repositoryUri": revision.repository, "mappedTo": {"uriBaseId": _ROOT}}
        run["versionControlProvenance"] = [place | {name: value for name, value in known.items() if value}]
    return run


def _invocation(report: Report) -> dict[str, Any]:
    invocation: dict[str, Any] = {"executionSuccessful": not report.problems}
    notes = dict.fromkeys(note for file in report.files for note in file.notes)
    told = [{"level": "error", "message": {"text": problem}} for problem in report.problems]
    if told:
        invocation["toolConfigurationNotifications"] = told
    if notes:
        invocation["toolExecutionNotifications"] = [{"level": "note", "message": {"text": note}} for note in notes]
    return invocation


def _rule(identifier: str, finding: Finding, page: Page | None, link: str) -> dict[str, Any]:
    link = link or next((item.url for item in (page.evidence if page else finding.evidence) if item.url), HOME)
    title = page.title if page else identifier
    advice = "\n\n".join(part for part in ((page.why, page.help) if page else (finding.help,)) if part)
    return {
        "id": identifier,
        "name": "".join(word.capitalize() for word in re.split(r"[^A-Za-z0-9]+", identifier)),
        "shortDescription": {"text": _ended(title)},
        "fullDescription": {"text": _ended(page.why if page else title)},
        "help": {"text": advice or _ended(title), "markdown": markdown(page) if page else advice or _ended(title)},
        "helpUri": link,
        "messageStrings": {"finding": {"text": "{0}."}},
        "defaultConfiguration": {"level": _LEVELS[finding.severity]},
        "properties": {
            "tags": ["clinical-content", finding.category],
            "precision": "very-high" if finding.confidence.rank == 3 else "medium",
        },
    }


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "”")) else text + "."


def _result(file: FileReport, finding: Finding, indices: Mapping[str, int], accepted: Accepted | None) -> dict[str, Any]:
    source = file.source
    said = explanation(finding).removesuffix(".")
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": indices[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"id": "finding", "arguments": [said], "text": f"{said}."},
        "locations": [_location(source, finding.span)],
        "partialFingerprints": {"clinlintFinding/v1": finding.fingerprint},
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, "message": {"text": item.message}, "physicalLocation": _place(item.source or source, item.span)}
            for number, item in enumerate(finding.related)
        ]
    if fixes := [*_fixes(source, finding.fixes)]:
        result["fixes"] = fixes
    if accepted:
        result["suppressions"] = [_suppression(accepted)]
    result["properties"] = {
        "confidence": finding.confidence.value,
        "category": finding.category,
        **({"expected": finding.expected} if finding.expected else {}),
        "evidence": [{"reference": item.reference, "authority": item.authority, "trust": item.trust.value} for item in finding.evidence],
    }
    return result


def _location(source: Source, span: Span) -> dict[str, Any]:
    location: dict[str, Any] = {"physicalLocation": _place(source, span) | {"contextRegion": _context(source, span)}}
    if place := source.place(span.start):
        location["logicalLocations"] = [{"fullyQualifiedName": place, "kind": "element"}]
    return location


def _suppression(accepted: Accepted) -> dict[str, Any]:
    terms = [f"by {accepted.by}"] if accepted.by else []
    terms += [f"until {accepted.until.isoformat()}"] if accepted.until else []
    reason = f"{accepted.reason} ({', '.join(terms)})" if terms else accepted.reason
    return {"kind": _SITUATIONS[accepted.where], "status": "accepted", **({"justification": reason} if reason else {})}


def _fixes(source: Source, fixes: Sequence[Fix]) -> Iterator[dict[str, Any]]:
    for fix in fixes:
        if fix.applicability is Applicability.DISPLAY or not fix.edits:
            continue
        replacements = [
            {"deletedRegion": _region(source, edit.span), "insertedContent": {"text": edit.text}}
            if edit.text
            else {"deletedRegion": _region(source, edit.span)}
            for edit in sorted(fix.edits, key=lambda edit: edit.span)
        ]
        yield {
            "description": {"text": f"{fix.title} ({fix.applicability.value})"},
            "artifactChanges": [{"artifactLocation": _artifact(source.path), "replacements": replacements}],
        }


def _place(source: Source, span: Span) -> dict[str, Any]:
    return {
        "artifactLocation": _artifact(source.path),
        "region": _region(source, span) | {"snippet": {"text": source.slice(span).lstrip(_BOM)}},
    }


def _region(source: Source, span: Span) -> dict[str, int]:
    """Lines, columns and offsets of a span; SARIF does not count a byte order mark."""
    shift = int(source.text.startswith(_BOM))
    start, end = source.location(span.start), source.location(span.end)
    first = max(span.start - shift, 0)
    return {
        "startLine": start.line,
        "startColumn": max(start.column - shift, 1) if start.line == 1 else start.column,
        "endLine": end.line,
        "endColumn": max(end.column - shift, 1) if end.line == 1 else end.column,
        "charOffset": first,
        "charLength": max(span.end - shift, first) - first,
    }


def _context(source: Source, span: Span) -> dict[str, Any]:
    """The lines that hold a span; of very long ones, what stands around it."""
    first, last = source.location(span.start).line, source.location(span.end).line
    starts = source.line_starts
    begin = max(starts[first - 1], span.start - _CONTEXT)
    stop = min(starts[last] if last < len(starts) else len(source.text), span.end + _CONTEXT)
    around = Span(begin, max(stop, span.end))
    return _region(source, around) | {"snippet": {"text": source.slice(around).lstrip(_BOM)}}


def _artifact(path: str) -> dict[str, str]:
    address = quote(path.replace("\\", "/").removeprefix("./"), safe="/", errors="surrogatepass")
    return {"uri": f"file://{address}"} if address.startswith("/") else {"uri": address, "uriBaseId": _ROOT}


REPORTER = Reporter("sarif", render)
