"""`clinlint report`: the page for those who do not read terminals, a worksheet for reviewers, and the numbers over time."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from datetime import date

from clinlint.cli.command import CLEAN, FAILED, Command
from clinlint.engine.config import read_config
from clinlint.engine.run import Run
from clinlint.errors import UsageError
from clinlint.formats.parse import parse
from clinlint.model.finding import FileReport, Report
from clinlint.reports.reporter import authority, sentence

_DESCRIPTION = """Write a report of all articles: one self-contained page, and where asked for a worksheet and the numbers over time.

  clinlint report articles/                                     writes clinlint-report.html
  clinlint report articles/ --worksheet review.csv              one row a finding, with columns for the reviewer's decision
  clinlint report articles/ --history clinlint-history.jsonl    adds today's numbers and draws them over time"""
_COLUMNS = ("article", "line", "severity", "for", "kind", "rule", "what is written", "finding", "expected", "who says so", "link")
_TO_FILL = ("decision", "reviewer", "date", "comment")


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files, folders or patterns")
    parser.add_argument("--html", default="clinlint-report.html", metavar="FILE", help="the page (default: clinlint-report.html)")
    parser.add_argument("--worksheet", metavar="FILE", help="a reviewer's worksheet (CSV)")
    parser.add_argument("--history", metavar="FILE", help="the numbers over time (JSON lines); today's are added")
    parser.add_argument("--baseline", metavar="FILE", help="leave out findings that `clinlint baseline` has written down")
    parser.add_argument("--today", metavar="DATE", help="the date of this run (default: today)")
    parser.add_argument("--config", metavar="FILE", help="use this configuration for every file")


def _run(arguments: argparse.Namespace) -> int:
    from clinlint.engine.history import revision
    from clinlint.reports import history
    from clinlint.reports.html import page

    today = _date(arguments.today)
    report = Run(read_config(arguments.config) if arguments.config else None).paths(arguments.paths)
    if arguments.baseline:
        from clinlint.cli._narrowing import read_baseline
        from clinlint.reports.baseline import compare

        report = compare(report, read_baseline(arguments.baseline)).report
    records: tuple[history.Record, ...] = ()
    if arguments.history:
        known = revision()
        now = history.record(report, today, known.commit if known else "")
        records = history.joined(history.parse(_read(arguments.history), arguments.history), now)
        _write(arguments.history, "".join(history.line(each) for each in records))
    _write(arguments.html, page(report, _authors(report), records))
    if arguments.worksheet:
        from clinlint.reports.table import csv

        rows = (row for file in report.files for row in _rows(file))
        _write(arguments.worksheet, "\ufeff" + csv((*_COLUMNS, *_TO_FILL), rows))
    print(f"{sentence(report)} The report is in {arguments.html}.")
    for problem in report.problems:
        print(problem, file=sys.stderr)
    return FAILED if report.problems or any(file.failed for file in report.files) else CLEAN


def _rows(file: FileReport) -> Iterator[tuple[str, ...]]:
    from clinlint.reports.html import CLINICIAN

    for finding in file.findings:
        yield (
            file.source.path,
            str(file.source.location(finding.span.start).line),
            finding.severity.value,
            "clinician" if finding.category in CLINICIAN else "editor",
            finding.category,
            finding.rule,
            file.source.slice(finding.span),
            finding.message,
            finding.expected,
            authority(finding),
            next((item.url for item in finding.evidence if item.url), ""),
            *("" for _ in _TO_FILL),
        )


def _authors(report: Report) -> dict[str, str]:
    """The first author of each article whose metadata names one."""
    found: dict[str, str] = {}
    for file in report.files:
        fields = parse(file.source).fields if file.findings and file.source.text else None
        authors = fields.values.get("authors") if fields else None
        first = authors[0] if isinstance(authors, list) and authors else authors
        name = first.get("name") if isinstance(first, Mapping) else first
        if isinstance(name, str) and name.strip():
            found[file.source.path] = name.strip()
    return found


def _date(text: str | None) -> str:
    try:
        return (date.fromisoformat(text) if text else date.today()).isoformat()  # noqa: DTZ011  the day on the editor's wall
    except ValueError:
        raise UsageError(f"--today {text}: write a date such as 2026-11-24") from None


def _read(path: str) -> str:
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read as text") from error


def _write(path: str, text: str) -> None:
    from clinlint.engine.fixes import replace_file

    try:
        replace_file(path, text)
    except OSError as error:
        raise UsageError(f"{path}: {(error.strerror or str(error)).lower()}") from error


COMMAND = Command("Write a report for people: page, worksheet, numbers over time.", _arguments, _run, _DESCRIPTION)
