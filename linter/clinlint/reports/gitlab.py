"""GitLab's code quality report: findings in the merge request and its changes."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from clinlint.model.finding import Finding, Report, Severity
from clinlint.model.source import Source
from clinlint.reports.reporter import Reporter, Style

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report, _style: Style) -> str:
    """An array with an entry for each finding."""
    seen: dict[str, int] = {}
    entries = [_entry(file.source, finding, seen) for file in report.files for finding in file.findings]
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"


def _entry(source: Source, finding: Finding, seen: dict[str, int]) -> dict[str, Any]:
    start, end = source.location(finding.span.start), source.location(finding.span.end)
    path = source.path.replace("\\", "/").removeprefix("./")
    return {
        "description": finding.message,
        "check_name": finding.rule,
        "fingerprint": _unique(f"{path}\0{finding.rule}\0{finding.fingerprint}", seen),
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": path,
            "positions": {
                "begin": {"line": start.line, "column": start.column},
                "end": {"line": end.line, "column": end.column},
            },
        },
    }


def _unique(key: str, seen: dict[str, int]) -> str:
    """An identity that no other entry has and no line number decides: GitLab drops repeats."""
    number = seen[key] = seen.get(key, -1) + 1
    return hashlib.sha256(f"{key}\0{number}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


REPORTER = Reporter("gitlab", render)
