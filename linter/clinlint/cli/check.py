"""`clinlint check`: lint files, folders, patterns, or standard input."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from clinlint.cli import _narrowing, _settings
from clinlint.cli._progress import Progress
from clinlint.cli.command import CLEAN, FAILED, FINDINGS, Command
from clinlint.engine.config import find, read_config
from clinlint.engine.run import Run
from clinlint.errors import UsageError
from clinlint.model.finding import FileReport, Report, Severity
from clinlint.reports.page import Page
from clinlint.reports.reporter import Reporter, Revision, Style, counts, reporter_named
from clinlint.rules.load import builtin

if TYPE_CHECKING:
    from clinlint.engine.timings import Stopwatch

_DESCRIPTION = """Lint articles: Markdown, HTML, plain text, YAML, JSON, Word files.

  clinlint check articles/                                   a folder, with all below it
  clinlint check articles/calcium.md "news/**/*.md"          files and patterns
  clinlint check - --stdin-filename draft.md                 standard input, read as the format of that name
  clinlint check articles/ --fail-on warning                 be stricter: exit code 1 on warnings
  clinlint check articles/ --select threshold,overclaim/*    only these families or packs of rules
  clinlint check articles/ --jurisdiction UK --profile strict
  clinlint check articles/ --diff                            what the safe fixes would change; --fix carries them out
  clinlint check articles/ --format github --output sarif=clinlint.sarif

Exit codes: 0, nothing at or above --fail-on; 1, findings; 2, the set-up is wrong or clinlint failed."""
_FAIL_ON = ("error", "warning", "info", "never")


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files, folders or patterns; - for standard input")
    parser.add_argument("--stdin-filename", metavar="FILE", help="the path that standard input is known by")
    parser.add_argument("--format", default="text", metavar="FORMAT", help="text, json, sarif, github, … (default: text)")
    parser.add_argument("--output", action="append", default=[], metavar="FORMAT=FILE", help="also write this format to a file")
    parser.add_argument("--fail-on", choices=_FAIL_ON, help="lowest severity that makes the exit code 1 (default: error)")
    parser.add_argument("--config", metavar="FILE", help="use this configuration for every file")
    _settings.add_arguments(parser, "today")
    _narrowing.add_arguments(parser)
    parser.add_argument("--facts", action="store_true", help="with --format json: what each article says, excused claims included")
    parser.add_argument("--jobs", type=int, metavar="N", help="processes (default: as many as pay)")
    parser.add_argument("--no-cache", action="store_true", help="neither read nor write .clinlint-cache")
    parser.add_argument("--timings", action="store_true", help="tell on standard error where the time went, by phase and by rule")
    parser.add_argument("--colour", "--color", choices=("auto", "always", "never"), default="auto", help="colour in the text format")


def _run(arguments: argparse.Namespace) -> int:
    reporter = reporter_named(arguments.format)
    _narrowing.check_arguments(arguments)
    extra = [_output(text) for text in arguments.output]
    given = read_config(arguments.config) if arguments.config else None
    watch = _stopwatch() if arguments.timings else None
    chosen = _settings.Chosen()
    run = Run(
        given,
        lambda config: _settings.adjusted(config, arguments, chosen),
        arguments.jobs,
        cache=not arguments.no_cache,
        tell=_tell,
        watch=watch,
        ready=chosen.verify,
    )
    if arguments.paths == ["-"]:
        report = _standard_input(run, arguments)
    elif "-" in arguments.paths:
        raise UsageError("- stands alone: standard input is linted by itself")
    elif not arguments.paths:
        raise UsageError("no paths: name files or folders, or - for standard input")
    elif arguments.diff_base:
        from clinlint.engine.changes import since

        report = since(run, arguments.paths, arguments.diff_base)
    else:
        with Progress(sys.stderr) as progress:
            report = run.paths(arguments.paths, progress)
    view: _narrowing.View = _itself
    if arguments.baseline:
        report, view = _narrowing.accepted(report, arguments)
    stream = sys.stdout
    if _narrowing.fixing(arguments):
        stream = sys.stderr if arguments.diff or arguments.paths == ["-"] else sys.stdout
        report, changed = _narrowing.mended(run, report, arguments, view)
        if arguments.diff:
            return FAILED if report.problems else FINDINGS if changed else CLEAN
    if arguments.facts:
        report = run.with_facts(report)
    for each, path in extra:
        _write(path, each.render(report, Style(page=_page, revision=_revision, link=_link(arguments.config))))
    style = _style(arguments.colour, arguments.config)
    stream.writelines(reporter.pieces(report, style) if reporter.pieces else (reporter.render(report, style),))
    if watch:
        stream.flush()
        sys.stderr.write(f"\n{watch.table()}")
    return _exit_code(report, arguments.fail_on or run.fail_on)


def _standard_input(run: Run, arguments: argparse.Namespace) -> Report:
    data, path = sys.stdin.buffer.read(), arguments.stdin_filename or "stdin.md"
    if not arguments.diff_base:
        return run.bytes(data, path)
    from clinlint.engine.changes import since_in_text

    return since_in_text(run, data, path, arguments.diff_base)


def _stopwatch() -> Stopwatch:
    from clinlint.engine.timings import Stopwatch

    return Stopwatch()


def _tell(message: str) -> None:
    print(message, file=sys.stderr)


def _itself(file: FileReport) -> FileReport:
    return file


def _output(text: str) -> tuple[Reporter, str]:
    name, equals, path = text.partition("=")
    if not equals or not path:
        raise UsageError(f"--output {text}: write FORMAT=FILE")
    return reporter_named(name), path


def _style(colour: str, config: str) -> Style:
    terminal = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    coloured = colour == "always" or (colour == "auto" and terminal)
    return Style(coloured, _width() if sys.stdout.isatty() else 100, _page, _revision, _link(config))


def _link(config: str) -> Callable[[str], str]:
    """The address of a rule's page, in the manual that the configuration here names."""

    def link(rule: str) -> str:
        from clinlint.reports.page import address

        manual = (read_config(config) if config else find("article.md")).manual
        return address(manual, rule) if manual and any(each.id == rule for each in builtin()) else ""

    return cache(link)


def _page(rule: str) -> Page | None:
    from clinlint.cli.explain import page_of

    return page_of(rule)


def _revision() -> Revision | None:
    from clinlint.engine.history import revision

    return revision()


def _width() -> int:
    return max(60, min(os.get_terminal_size(sys.stdout.fileno()).columns, 160))


def _write(path: str, text: str) -> None:
    temporary = f"{path}.tmp"
    try:
        with open(temporary, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        os.replace(temporary, path)
    except OSError as error:
        raise UsageError(f"{path}: {(error.strerror or str(error)).lower()}") from error


def _exit_code(report: Report, fail_on: str) -> int:
    if report.problems or any(file.failed for file in report.files):
        return FAILED
    if fail_on == "never":
        return CLEAN
    return FINDINGS if any(count and severity.rank >= Severity(fail_on).rank for severity, count in counts(report).items()) else CLEAN


COMMAND = Command("Lint articles.", _arguments, _run, _DESCRIPTION)
