"""`clinlint pack new|lint|test FILE`: a house's own rules: a template to start from, a check of their form, a run of their examples."""

from __future__ import annotations

import argparse
import json
import os

from clinlint.cli.command import CLEAN, FINDINGS, Command
from clinlint.engine.config import Config
from clinlint.engine.pack_examples import NOT_FLAGGED, Failure, failures
from clinlint.engine.packs import own, text_of
from clinlint.errors import PackError, UsageError
from clinlint.model.source import Source
from clinlint.model.span import Span
from clinlint.rules.own_pack import editor_schema
from clinlint.structured.parsed import Parsed
from clinlint.structured.yaml_ import parse

SCHEMA = ".clinlint/pack.schema.json"
TEMPLATE = r"""# yaml-language-server: $schema=.clinlint/pack.schema.json
# Rules of our own. Name this file under `packs` in clinlint.yaml. Each rule needs examples: they are its tests.
- id: house/sufferers
  kind: existence
  severity: warning
  title: People are called sufferers
  message: "“{text}” talks of people as if they were their illness."
  why: Readers told us that it makes them feel pitied.
  help: Write “people with …”.
  match: '\bsufferers?\b'
  examples:
    flag:
      - "Advice for arthritis [[sufferers]]."
    accept:
      - {text: "Advice for people with arthritis.", because: the person comes first}
      - {text: "Bones suffer when calcium is short.", because: bones are no people}
"""

_DESCRIPTION = """Write, check and test rules of your own.

  clinlint pack new house.yaml     a rule to start from, with its examples
  clinlint pack lint house.yaml    is it well formed?
  clinlint pack test house.yaml    do its examples come out?"""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=("new", "lint", "test"), help="write a template, check the form, or run the examples")
    parser.add_argument("file", metavar="FILE", help="the pack, a YAML file")


def _run(arguments: argparse.Namespace) -> int:
    path: str = arguments.file
    if arguments.action == "new":
        return _new(path)
    rules = own((path,))
    count = f"{len(rules)} rule{'s' if len(rules) != 1 else ''}"
    if arguments.action == "lint":
        print(f"{path}: {count}, all well formed")
        return CLEAN
    text = text_of(path)
    parsed = parse(text)
    failed = list(failures(rules, parsed.values, Config()))
    for failure in failed:
        print(_told(failure, Source(path, text), parsed))
    print(
        f"{path}: {count}, {len(failed)} example{'s' if len(failed) != 1 else ''} failed"
        if failed
        else f"{path}: {count}, all examples pass"
    )
    return FINDINGS if failed else CLEAN


def _new(path: str) -> int:
    if os.path.exists(path):
        raise UsageError(f"{path}: exists already")
    folder = os.path.dirname(path)
    schema = os.path.join(folder, SCHEMA)
    try:
        os.makedirs(os.path.dirname(schema), exist_ok=True)
        with open(schema, "w", encoding="utf-8") as file:
            json.dump(editor_schema(), file, ensure_ascii=False, indent=2)
        with open(path, "x", encoding="utf-8") as file:
            file.write(TEMPLATE)
    except OSError as error:
        raise UsageError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    print(f"{path}: one rule to start from; name the file under packs in clinlint.yaml")
    print(f"{schema}: by which your editor completes and explains it")
    return CLEAN


def _told(failure: Failure, source: Source, parsed: Parsed) -> str:
    """What went wrong with an example, at its line, as errors of set-up are told."""
    span = parsed.value_spans.get((*failure.path, "text")) or parsed.value_spans.get(failure.path, Span(0, 0))
    place = source.location(span.start)
    return str(
        PackError(
            f"{failure.rule}: {'this example should be flagged and is not' if failure.happened == NOT_FLAGGED else failure.happened}",
            where=source.path,
            line=place.line,
            column=place.column,
            excerpt=source.line(place.line),
        )
    )


COMMAND = Command("Write, check and test rules of your own.", _arguments, _run, _DESCRIPTION)
