"""`clinlint rules`: every rule with its severity and title."""

from __future__ import annotations

import argparse

from clinlint.cli.command import CLEAN, Command
from clinlint.cli.explain import packs_here
from clinlint.engine.packs import own
from clinlint.rules.load import builtin

_DESCRIPTION = """List all rules with their severity, your own packs' among them; one that is off speaks only where the configuration or --select names it.

  clinlint rules
  clinlint rules --category dose"""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--category", help="only the rules of one category")
    parser.add_argument("--config", metavar="FILE", help="the configuration whose packs count as well (default: the nearest)")


def _run(arguments: argparse.Namespace) -> int:
    packs = packs_here(arguments.config)
    rules = [rule for rule in (*builtin(), *(own(packs) if packs else ())) if arguments.category in (None, rule.category)]
    width = max((len(rule.id) for rule in rules), default=0)
    for rule in sorted(rules, key=lambda r: r.id):
        state = rule.severity.value if rule.enabled else "off"
        print(f"{rule.id:{width}}  {state:7}  {rule.title}")
    return CLEAN


COMMAND = Command("List all rules.", _arguments, _run, _DESCRIPTION)
