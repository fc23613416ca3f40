"""Options of `check` that leave findings out or put them right: --baseline, --diff-base, --fix, --fix-suggested, --diff."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from clinlint.engine.linter import Linter
from clinlint.engine.run import Run
from clinlint.errors import UsageError
from clinlint.model.finding import Applicability, FileReport, Report
from clinlint.model.rendering import Rendering
from clinlint.record import replace

if TYPE_CHECKING:
    from clinlint.reports.baseline import Baseline

View = Callable[[FileReport], FileReport]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--fix", action="store_true", help="carry out the safe fixes; no number is ever changed by this alone")
    parser.add_argument("--fix-suggested", action="store_true", help="carry out suggested fixes as well, where there is one to a finding")
    parser.add_argument("--diff", action="store_true", help="show what --fix (or --fix-suggested) would change, and change nothing")
    parser.add_argument("--diff-base", metavar="REV", help="only what changed since a git revision, such as origin/main")
    parser.add_argument("--baseline", metavar="FILE", help="leave out findings that `clinlint baseline` has written down")


def check_arguments(arguments: argparse.Namespace) -> None:
    """Raise UsageError for options that do not go together."""
    if arguments.diff_base and fixing(arguments):
        raise UsageError("--diff-base does not go with fixes")
    if arguments.diff_base and arguments.paths == ["-"] and not arguments.stdin_filename:
        raise UsageError("--diff-base needs --stdin-filename FILE to know which article standard input is")


def fixing(arguments: argparse.Namespace) -> bool:
    """Whether fixes were asked for."""
    return bool(arguments.fix or arguments.fix_suggested or arguments.diff)


def read_baseline(path: str) -> Baseline:
    """The baseline of a file. Raises UsageError."""
    from clinlint.reports.baseline import parse

    try:
        with open(path, encoding="utf-8") as file:
            return parse(file.read(), path)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: no baseline can be read here", hint="`clinlint baseline PATH` writes one") from error


def write_baseline(path: str, baseline: Baseline) -> None:
    """Write a baseline at once. Raises UsageError."""
    from clinlint.engine.fixes import replace_file
    from clinlint.reports.baseline import dump

    try:
        replace_file(path, dump(baseline))
    except OSError as error:
        raise UsageError(f"{path}: {(error.strerror or str(error)).lower()}") from error


def accepted(report: Report, arguments: argparse.Namespace) -> tuple[Report, View]:
    """A report without what the baseline accepts, and the same for one article. Entries that are used up leave the baseline's file."""
    from clinlint.reports.baseline import compare, gone, without

    baseline = read_baseline(arguments.baseline)
    comparison = compare(report, baseline)
    options = (arguments.select, arguments.ignore, arguments.profile, arguments.jurisdiction, arguments.diff_base, arguments.today)
    partial = any(options) or arguments.paths == ["-"]
    old = () if partial or report.problems else gone(comparison, baseline)
    if old:
        write_baseline(arguments.baseline, without(baseline, old))
        count = f"{len(old):,} finding{'s are' if len(old) != 1 else ' is'} gone"
        print(f"{arguments.baseline}: {count} and left the baseline.", file=sys.stderr)
    return comparison.report, lambda file: compare(Report((file,)), baseline).report.files[0]


def mended(run: Run, report: Report, arguments: argparse.Namespace, view: View) -> tuple[Report, int]:
    """A report after the fixes that were asked for, written to the files or shown as a diff, and how many articles changed."""
    from clinlint.engine.fixes import repair, write

    level = Applicability.SUGGESTED if arguments.fix_suggested else Applicability.SAFE
    files: list[FileReport] = []
    changed = fixes = 0
    for file in report.files:
        if isinstance(file.source, Rendering) and any(finding.fixes for finding in file.findings):
            print(f"{file.source.path}: only text is fixed; make the corrections where the document was written.", file=sys.stderr)
        if "\ufffd" in file.source.text or not any(finding.fixes for finding in file.findings):
            files.append(file)
            continue
        repaired = repair(Linter(run.config_for(file.source.path)), file, level, view)
        files.append(repaired.report)
        if not repaired.done:
            continue
        changed += 1
        fixes += len(repaired.done)
        if arguments.diff:
            sys.stdout.writelines(_diff(file, repaired.report))
        elif arguments.paths == ["-"]:
            continue
        else:
            write(file.source.path, file.source, repaired.report.source)
    if arguments.paths == ["-"] and not arguments.diff:
        if isinstance(files[0].source, Rendering):
            raise UsageError(f"{files[0].source.path}: only text is fixed, and this is none")
        sys.stdout.write(files[0].source.text)
    verb = "would be" if arguments.diff else "was" if fixes == 1 else "were"
    if fixes:
        articles = f"{changed:,} article{'s' if changed != 1 else ''}"
        print(f"{fixes:,} finding{'s' if fixes != 1 else ''} in {articles} {verb} fixed.", file=sys.stderr)
    return replace(report, files=tuple(files)), changed


def _diff(before: FileReport, after: FileReport) -> Iterator[str]:
    from difflib import unified_diff

    path = before.source.path
    old, new = (file.source.text.splitlines(keepends=True) for file in (before, after))
    for line in unified_diff(old, new, path, path):
        yield line if line.endswith(("\n", "\r")) else f"{line}\n\\ No newline at end of file\n"
