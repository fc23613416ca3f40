"""`clinlint waivers`: every exception in the articles, for whoever answers for them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from clinlint.cli.command import CLEAN, FAILED, FINDINGS, Command
from clinlint.engine.config import Waiver as Given
from clinlint.engine.config import find, read_config
from clinlint.engine.linter import waived
from clinlint.engine.run import Run
from clinlint.formats.parse import parse
from clinlint.model.finding import FileReport
from clinlint.model.rendering import Rendering
from clinlint.rules.suppressions import Suppression, suppressions

_DESCRIPTION = """List every exception in the articles and in the configuration: which rules, why, by whom, until when, and whether it still does anything.

  clinlint waivers articles/                      for reading
  clinlint waivers articles/ --format csv         for a spreadsheet
  clinlint waivers articles/ --open               only those that need somebody: expired, unused, without a reason, mistyped"""
_COLUMNS = ("path", "line", "state", "rules", "reason", "by", "until")
_FINE = "in use"
_STATES = {
    "suppression/malformed": "mistyped",
    "suppression/unknown-rule": "unknown rule",
    "suppression/missing-reason": "no reason",
    "suppression/expired": "expired",
    "suppression/unused": "unused",
}


@dataclass(frozen=True, slots=True)
class Waiver:
    """One exception and what has become of it."""

    path: str
    line: int
    state: str
    suppression: Suppression

    @property
    def row(self) -> tuple[str, ...]:
        """Its cells in the order of the columns."""
        s = self.suppression
        until = s.until.isoformat() if s.until else ""
        return (self.path, str(self.line), self.state, ", ".join(s.rules), s.reason or s.problem, s.by, until)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files, folders or patterns")
    parser.add_argument("--format", choices=("text", "csv", "json"), default="text", help="how to list them (default: text)")
    parser.add_argument("--open", action="store_true", help="only those that need somebody; exit code 1 where there are any")
    parser.add_argument("--config", metavar="FILE", help="use this configuration for every file")


def _run(arguments: argparse.Namespace) -> int:
    report = Run(read_config(arguments.config) if arguments.config else None).paths(arguments.paths)
    found = [*_configured(report.files, arguments.config), *(waiver for file in report.files for waiver in _waivers(file))]
    needy = [waiver for waiver in found if waiver.state != _FINE]
    shown = needy if arguments.open else found
    {"text": _text, "csv": _csv, "json": _json}[arguments.format](shown)
    for problem in report.problems:
        print(problem, file=sys.stderr)
    if arguments.format == "text":
        print(f"{len(found):,} exception{'s' if len(found) != 1 else ''}, {len(needy):,} of them in need of somebody.")
    if report.problems:
        return FAILED
    return FINDINGS if arguments.open and needy else CLEAN


def _configured(files: Sequence[FileReport], config: str) -> Iterator[Waiver]:
    """Waivers of the configurations that hold for these files, those that are for none of them left out."""
    given = read_config(config) if config else None
    states: dict[tuple[Given, date], str] = {}
    for file in files:
        settings = given or find(file.source.path)
        today = settings.today or date.today()  # noqa: DTZ011  it expires by the calendar on the wall
        for waiver in settings.waivers_at(file.source.path):
            used = any(waived(waiver).covers(each.finding, file.source) for each in file.accepted)
            late = waiver.until is not None and waiver.until < today
            known = states.setdefault((waiver, today), "expired" if late else "unused")
            if used and known == "unused":
                states[waiver, today] = _FINE
    for (waiver, _), state in states.items():
        yield Waiver(waiver.file, waiver.line, state, waived(waiver))


def _waivers(file: FileReport) -> Iterator[Waiver]:
    states = {finding.span: _STATES[finding.rule] for finding in file.findings if finding.rule in _STATES}
    for each in suppressions(parse(file.source)):
        state = "mistyped" if each.problem else states.get(each.span, _FINE)
        at = each.scope if isinstance(file.source, Rendering) else each.span  # a comment in Word: what it is attached to
        yield Waiver(file.source.path, file.source.location(at.start).line, state, each)


def _text(waivers: list[Waiver]) -> None:
    for each in waivers:
        s = each.suppression
        terms = [f"by {s.by}"] if s.by else []
        terms += [f"until {s.until.isoformat()}"] if s.until else []
        note = f" ({', '.join(terms)})" if terms else ""
        print(
            f"{each.path}{f':{each.line}' if each.line else ''}: {each.state}: {', '.join(s.rules) or '-'}: {s.reason or s.problem or 'no reason given'}{note}"
        )


def _csv(waivers: list[Waiver]) -> None:
    from clinlint.reports.table import csv

    sys.stdout.write(csv(_COLUMNS, (each.row for each in waivers)))


def _json(waivers: list[Waiver]) -> None:
    import json

    rows = [dict(zip(_COLUMNS, each.row, strict=True)) | {"line": each.line, "rules": list(each.suppression.rules)} for each in waivers]
    print(json.dumps(rows, ensure_ascii=False, indent=2))


COMMAND = Command("List every exception in the articles.", _arguments, _run, _DESCRIPTION)
