"""`clinlint facts FILE`: what an article says, number by number and claim by claim, and what was made of each."""

from __future__ import annotations

import argparse
import json
import os

from clinlint.cli.command import CLEAN, Command
from clinlint.engine.config import find
from clinlint.engine.files import decode, read
from clinlint.engine.linter import Linter
from clinlint.errors import UsageError
from clinlint.model.finding import Fact
from clinlint.model.source import Source
from clinlint.reports.json import fact_dict

_DESCRIPTION = """Show every number and claim of an article, what it was taken for, and why a rule spoke or kept silent.

  clinlint facts articles/calcium.md
  clinlint facts articles/calcium.md --kind claim
  clinlint facts articles/calcium.md --format json"""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="an article")
    parser.add_argument("--kind", choices=("number", "threshold", "dose", "claim"), help="only facts of one kind")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to show them (default: text)")


def _run(arguments: argparse.Namespace) -> int:
    path = os.path.normpath(arguments.file)
    try:
        source, unreadable = decode(read(path), path)
    except OSError as error:
        raise UsageError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    if unreadable and not source.text:
        raise UsageError(f"{path}: {unreadable.message}")
    facts = [fact for fact in Linter(find(path).at(path)).facts(source) if arguments.kind in (None, fact.kind)]
    if arguments.format == "json":
        print(json.dumps([fact_dict(source, fact) for fact in facts], ensure_ascii=False, indent=2))
        return CLEAN
    for fact in facts:
        print(_line(source, fact))
    print(f"{len(facts):,} facts" if len(facts) != 1 else "1 fact")
    return CLEAN


def _line(source: Source, fact: Fact) -> str:
    place = source.location(fact.span.start)
    text = " ".join(source.slice(fact.span).split())
    detail = ", ".join(f"{name}: {value}" for name, value in fact.detail)
    about = f" of {fact.about}" if fact.about and fact.kind != "claim" else f" ({fact.about})" if fact.about else ""
    return f"{source.path}:{place.line}:{place.column}: {fact.kind}{about}: “{text}” is {fact.role}{f' [{detail}]' if detail else ''}"


COMMAND = Command("Show what an article says and what was made of it.", _arguments, _run, _DESCRIPTION)
