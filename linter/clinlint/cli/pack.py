"""`clinlint pack new|lint|test FILE`: a house's own rules: a template to start from, a check of their form, a run of their examples."""

from __future__ import annotations

import argparse
import os

from clinlint.cli.command import CLEAN, FINDINGS, Command
from clinlint.engine.config import Config
from clinlint.engine.pack_examples import failures
from clinlint.engine.packs import own, text_of
from clinlint.errors import UsageError
from clinlint.structured.yaml_ import parse

TEMPLATE = r"""# Rules of our own. Name this file under `packs` in clinlint.yaml. Each rule needs examples: they are its tests.
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
        if os.path.exists(path):
            raise UsageError(f"{path}: exists already")
        with open(path, "x", encoding="utf-8") as file:
            file.write(TEMPLATE)
        print(f"{path}: one rule to start from; name the file under packs in clinlint.yaml")
        return CLEAN
    rules = own((path,))
    count = f"{len(rules)} rule{'s' if len(rules) != 1 else ''}"
    if arguments.action == "lint":
        print(f"{path}: {count}, all well formed")
        return CLEAN
    failed = list(failures(rules, parse(text_of(path)).values, Config()))
    for failure in failed:
        print(f"{path}: {failure.rule}: {failure.happened}: {failure.text!r}")
    print(
        f"{path}: {count}, {len(failed)} example{'s' if len(failed) != 1 else ''} failed"
        if failed
        else f"{path}: {count}, all examples pass"
    )
    return FINDINGS if failed else CLEAN


COMMAND = Command("Write, check and test rules of your own.", _arguments, _run, _DESCRIPTION)
