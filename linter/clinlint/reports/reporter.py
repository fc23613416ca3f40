"""The seam of every output format: a report and how it is to be shown become text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from clinlint.model.finding import Finding, Report, Severity


@dataclass(frozen=True, slots=True)
class Style:
    """How a report is shown: in colour, how wide, and which severity makes the run fail."""

    colour: bool = False
    width: int = 100


@dataclass(frozen=True, slots=True)
class Reporter:
    """One output format. `render` gives the whole text, its last line ended."""

    name: str
    render: Callable[[Report, Style], str]


def counts(report: Report) -> dict[Severity, int]:
    """How many findings of each severity a report holds."""
    total = dict.fromkeys(Severity, 0)
    for file in report.files:
        for finding in file.findings:
            total[finding.severity] += 1
    return total


def authority(finding: Finding) -> str:
    """Who says so, in one line; empty where a finding rests on the article alone."""
    return "; ".join(
        f"{e.authority}{f' {e.year}' if e.year else ''}{f', {e.title}' if e.title and e.title != e.authority else ''}" for e in finding.evidence
    )
