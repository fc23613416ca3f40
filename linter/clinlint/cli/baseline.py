"""`clinlint baseline`: write down the findings of today, so that `check --baseline` tells only new ones."""

from __future__ import annotations

import argparse
import os
import sys

from clinlint.cli._narrowing import read_baseline, write_baseline
from clinlint.cli.command import CLEAN, FAILED, FINDINGS, Command
from clinlint.engine.config import read_config
from clinlint.engine.run import Run
from clinlint.reports.reporter import Style, reporter_named

DEFAULT = "clinlint-baseline.json"
_DESCRIPTION = """Write down the findings of today, so that `clinlint check --baseline` tells only new ones.

A finding is known by its rule and the words around it, so edits elsewhere in an article leave it alone. A baseline shrinks as
findings are put right, and never grows by itself: where there are new findings they are told, and only --accept-new takes them in.

  clinlint baseline articles/                 write clinlint-baseline.json, or drop from it what has been put right
  clinlint baseline articles/ --accept-new    take in the findings that are new
  clinlint check --baseline clinlint-baseline.json articles/"""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files, folders or patterns")
    parser.add_argument("--file", default=DEFAULT, metavar="FILE", help=f"the baseline (default: {DEFAULT})")
    parser.add_argument("--accept-new", action="store_true", help="also take in findings that the baseline does not have")
    parser.add_argument("--config", metavar="FILE", help="use this configuration for every file")


def _run(arguments: argparse.Namespace) -> int:
    from clinlint.reports.baseline import Baseline, compare, gone, of

    report = Run(read_config(arguments.config) if arguments.config else None).paths(arguments.paths)
    if report.problems or any(file.failed for file in report.files):
        sys.stdout.write(reporter_named("text").render(report, Style()))
        print("The baseline was not written.", file=sys.stderr)
        return FAILED
    folder = os.path.dirname(os.path.abspath(arguments.file))
    if not os.path.exists(arguments.file):
        baseline = of(report, folder)
        write_baseline(arguments.file, baseline)
        print(f"{arguments.file}: {_counted(len(baseline.entries))} written down.")
        return CLEAN
    known = read_baseline(arguments.file)
    comparison = compare(report, known)
    old, new = gone(comparison, known), of(comparison.report, folder).entries
    kept = (*comparison.now, *(entry for entry in comparison.left if entry not in old))
    added = new if arguments.accept_new else ()
    write_baseline(arguments.file, Baseline((*kept, *added), folder))
    print(f"{arguments.file}: {_counted(len(old))} gone, {len(kept):,} kept, {len(added):,} taken in.")
    if new and not arguments.accept_new:
        sys.stdout.write(reporter_named("text").render(comparison.report, Style()))
        print("New findings are not taken into the baseline; --accept-new does that.", file=sys.stderr)
        return FINDINGS
    return CLEAN


def _counted(number: int) -> str:
    return f"{number:,} finding{'s' if number != 1 else ''}"


COMMAND = Command("Write down today's findings, to be told only new ones.", _arguments, _run, _DESCRIPTION)
