"""`clinlint probe`: plant errors into articles and count what is caught."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from clinlint.cli.command import CLEAN, FAILED, Command
from clinlint.engine.config import find, read_config
from clinlint.engine.files import decode, select
from clinlint.engine.linter import Linter
from clinlint.errors import UsageError

if TYPE_CHECKING:
    from clinlint.probe.run import Outcome, Share

_DESCRIPTION = """\
Takes the statements of your articles that clinlint holds against its reference, plants one error at a time (a moved decimal point, another
unit, a lost sign, exchanged words, another period ...), and counts which are caught; then rewrites the statements harmlessly and counts what
is reported without cause. No file is changed. The same seed plants the same errors.

  clinlint probe articles/
  clinlint probe articles/ --missed          list what was not caught
  clinlint probe articles/ --seed 7 --each 5"""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files, folders or patterns")
    parser.add_argument("--seed", type=int, default=0, help="which errors are planted (default: 0)")
    parser.add_argument("--each", type=int, default=2, metavar="N", help="errors of each kind in a statement (default: 2)")
    parser.add_argument("--missed", action="store_true", help="list every planted error that was not caught")
    parser.add_argument("--config", metavar="FILE", help="use this configuration for every file")


def _run(arguments: argparse.Namespace) -> int:
    from clinlint.probe.run import probe, together
    from clinlint.probe.statements import statements

    if arguments.each < 1:
        raise UsageError("--each: at least one error of each kind")
    given = read_config(arguments.config) if arguments.config else None
    selection = select(arguments.paths)
    for problem in selection.problems:
        print(problem, file=sys.stderr)
    outcomes = []
    for path in selection.paths:
        with open(path, "rb") as file:
            source, _ = decode(file.read(), path)
        linter = Linter((given or find(path)).at(path))
        outcomes.append(probe(linter, statements(source), seed=arguments.seed, each=arguments.each))
    _print(together(outcomes), len(selection.paths), missed=arguments.missed)
    return FAILED if selection.problems else CLEAN


def _print(outcome: Outcome, articles: int, *, missed: bool) -> None:
    print(f"{_counted(articles, 'article')}, {_counted(outcome.untouched, 'statement')}, {_counted(len(outcome.trials), 'planted error')}")
    if not outcome.trials:
        return
    print(_line("caught, the untouched text silent", outcome.paired))
    print(_line("of these at the right place", outcome.located))
    for title, name in (("by kind of error", "kind"), ("by measure or substance", "measure")):
        print(f"\n{title}")
        for value in sorted({_value(t.plant.kind, t.statement.measure, name) for t in outcome.trials}):
            print(_line(value, outcome.share(lambda t, v=value, n=name: _value(t.plant.kind, t.statement.measure, n) == v)))  # type: ignore[misc]
    print("\nreported without cause")
    print(_line("on untouched statements", outcome.false_untouched))
    print(_line("on harmless rewrites", outcome.false_rewritten))
    if missed:
        print("\nnot caught")
        for trial in outcome.trials:
            if not trial.paired:
                place = trial.statement.source.location(trial.statement.span.start)
                print(f"  {trial.statement.source.path}:{place.line}:{place.column}  {trial.plant.kind}: {trial.plant.what}")


def _value(kind: str, measure: str, name: str) -> str:
    return kind if name == "kind" else measure


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _line(name: str, share: Share) -> str:
    low, high = share.interval
    return f"  {name:40}{share.hits:6,} of {share.total:6,}  {share.value:7.1%}  ({low:.1%} to {high:.1%})"


COMMAND = Command("Plant errors in articles and count what is caught.", _arguments, _run, _DESCRIPTION)
