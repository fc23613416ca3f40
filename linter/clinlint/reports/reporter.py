"""The seam of every output format: a report and how it is to be shown become text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from clinlint.errors import UsageError
from clinlint.model.finding import Finding, Report, Severity
from clinlint.record import record
from clinlint.registry import discover, load
from clinlint.reports.page import Page

HOME = "https://pypi.org/project/clinlint/"
"""Where readers of a report find the tool."""


@record
class Revision:
    """The state of the repository that a report is about: its address, commit and branch, as far as they are known."""

    repository: str
    commit: str = ""
    branch: str = ""


@record
class Style:
    """How a report is shown: in colour, how wide; and where a format may ask for a rule's page and the repository's revision.

    `link` gives the address of a rule's page in the manual, "" where the house shows none.
    """

    colour: bool = False
    width: int = 100
    page: Callable[[str], Page | None] = lambda _rule: None
    revision: Callable[[], Revision | None] = lambda: None
    link: Callable[[str], str] = lambda _rule: ""


@record
class Reporter:
    """One output format. `render` gives the whole text, its last line ended; `pieces` the same bit by bit, where that takes less room."""

    name: str
    render: Callable[[Report, Style], str]
    pieces: Callable[[Report, Style], Iterator[str]] | None = None


def reporter_named(name: str) -> Reporter:
    """The output format of a name, such as `json-lines`. Raises UsageError where there is none."""
    try:
        reporter: Reporter = load("clinlint.reports", name.replace("-", "_"), "REPORTER")
    except (KeyError, AttributeError):
        raise UsageError(f"there is no format {name}: {', '.join(formats())}") from None
    return reporter


def formats() -> list[str]:
    """Names of all output formats, in order."""
    return sorted(reporter.name for reporter in discover("clinlint.reports", "REPORTER").values())


def counts(report: Report) -> dict[Severity, int]:
    """How many findings of each severity a report holds."""
    tallies = [tally for file in report.files if any(tally := file.tally)]
    return dict(zip((Severity.ERROR, Severity.WARNING, Severity.INFO), map(sum, zip((0, 0, 0), *tallies, strict=True)), strict=True))


def authority(finding: Finding) -> str:
    """Who says so, in one line: the title too where it is one source; empty where a finding rests on the article alone."""
    named = [f"{e.authority} {e.year}" if e.year else e.authority for e in finding.evidence]
    if len(named) == 1 and finding.evidence[0].title not in ("", finding.evidence[0].authority):
        return f"{named[0]}, {finding.evidence[0].title}"
    return "; ".join(named)


def explanation(finding: Finding) -> str:
    """A finding's message, what is right and who says so, as one paragraph for formats that have one field for all."""
    said = authority(finding)
    return " ".join(
        [finding.message, *([f"Expected: {finding.expected}."] if finding.expected else []), *([f"Source: {said}."] if said else [])]
    )


def sentence(report: Report) -> str:
    """How many articles were checked and what was found, in one line."""
    files = len(report.files)
    articles = f"{files:,} article{'s' if files != 1 else ''}"
    found = [
        f"{count:,} {severity.value}{'s' if count != 1 and severity is not Severity.INFO else ''}"
        for severity, count in counts(report).items()
        if count
    ]
    return f"{articles} checked: {', '.join(found)}." if found else f"{articles} checked, nothing found."
