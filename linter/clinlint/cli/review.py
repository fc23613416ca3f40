"""`clinlint review FILE`: go through an article's findings one by one and decide each."""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from dataclasses import dataclass

from clinlint.cli.command import CLEAN, FAILED, FINDINGS, Command
from clinlint.engine.config import read_config
from clinlint.engine.files import decode, read
from clinlint.engine.fixes import compatible, edited, write
from clinlint.engine.linter import Linter
from clinlint.engine.run import Run
from clinlint.errors import UsageError
from clinlint.model.finding import Applicability, FileReport, Finding, Fix
from clinlint.model.rendering import Rendering
from clinlint.model.source import Source
from clinlint.reports.reporter import Style
from clinlint.reports.text import shown
from clinlint.rules.exceptions import exception_for

_DESCRIPTION = """Go through an article's findings one by one. Nothing is changed that you did not choose; each choice is written at once.

  1, 2, …   carry out that fix
  s         suppress the finding here; you are asked for the reason
  Enter     leave it and go on
  q         stop

  clinlint review articles/calcium.md --by "R. Okoye\""""


@dataclass(slots=True)
class _Tally:
    fixed: int = 0
    suppressed: int = 0
    left: int = 0


class _Stopped(Exception):  # noqa: N818  no error: the user has had enough
    """Raised where the user stops."""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the article")
    parser.add_argument("--by", default="", metavar="NAME", help="who suppresses; written beside the reason")
    parser.add_argument("--config", metavar="FILE", help="use this configuration")


def _run(arguments: argparse.Namespace) -> int:
    path: str = arguments.file
    try:
        source, unreadable = decode(read(path), path)
    except OSError as error:
        raise UsageError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    if unreadable:
        raise UsageError(f"{path}: {unreadable.message}")
    if isinstance(source, Rendering):
        raise UsageError(f"{path}: only text is edited, and this is none", hint=f"clinlint check {path} shows what there is to correct")
    linter = Linter(Run(read_config(arguments.config) if arguments.config else None).config_for(path))
    tally = _Tally()
    with suppress(_Stopped):
        _review(linter, linter.lint(source), arguments.by, tally)
    report = linter.lint(decode(read(path), path)[0])
    print(f"{tally.fixed} fixed, {tally.suppressed} suppressed, {len(report.findings)} left.")
    if any(finding.category == "internal" for finding in report.findings):
        return FAILED
    return FINDINGS if report.findings else CLEAN


def _review(linter: Linter, report: FileReport, by: str, tally: _Tally) -> None:
    skipped: set[tuple[str, str]] = set()
    while finding := next((f for f in report.findings if (f.rule, f.fingerprint) not in skipped), None):
        skipped.add((finding.rule, finding.fingerprint))
        source = report.source
        after = _decide(source, finding, by, tally)
        if after is None:
            continue
        write(source.path, source, after)
        report = linter.lint(after)


def _decide(source: Source, finding: Finding, by: str, tally: _Tally) -> Source | None:
    """The text after the user's choice; None where he leaves the finding alone."""
    style = Style(colour=sys.stdout.isatty())
    sys.stdout.write("\n" + shown(source, finding, style) + "\n")
    usable = [fix for fix in finding.fixes if fix.applicability is not Applicability.DISPLAY and compatible((fix,), len(source.text))]
    for number, fix in enumerate(usable, 1):
        print(f"  {number}  {fix.title} ({fix.applicability.value})")
    exception = exception_for(source, finding)
    choices = [*(str(number) for number in range(1, len(usable) + 1)), *(["s"] if exception else []), "", "q"]
    keys = ", ".join([*choices[:-2], "Enter", "q"])
    numbers = [f"1{f' to {len(usable)}' if len(usable) > 1 else ''} carry out"] if usable else []
    offered = ", ".join([*numbers, *(["s suppress"] if exception else []), "Enter leave it", "q stop"])
    while (answer := _asked(f"{offered}: ")) not in choices:
        print(f"“{answer}” is none of {keys}.")
    if answer == "q":
        raise _Stopped
    if answer == "s":
        return _suppressed(source, finding, by, tally)
    if answer:
        tally.fixed += 1
        return _edited(source, usable[int(answer) - 1])
    tally.left += 1
    return None


def _suppressed(source: Source, finding: Finding, by: str, tally: _Tally) -> Source | None:
    reason = _asked("Why is it right here? (Enter: leave it) ")
    exception = exception_for(source, finding, reason, by) if reason else None
    if exception is None:
        tally.left += 1
        return None
    tally.suppressed += 1
    return _edited(source, Fix("Suppress", Applicability.SUGGESTED, (exception,)))


def _edited(source: Source, fix: Fix) -> Source:
    return Source(source.path, edited(source.text, (fix,)))


def _asked(question: str) -> str:
    try:
        return input(question).strip()
    except EOFError:
        raise _Stopped from None


COMMAND = Command("Go through an article's findings one by one.", _arguments, _run, _DESCRIPTION)
