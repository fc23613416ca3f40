"""`clinlint explain RULE`: the rule's page."""

from __future__ import annotations

import argparse
import sys

from clinlint.cli.command import CLEAN, Command
from clinlint.errors import UsageError
from clinlint.reports.page import Page, Sample, markdown
from clinlint.rules.load import builtin, examples
from clinlint.rules.rule import Rule

_DESCRIPTION = """Explain a rule: why it exists, sentences that it flags and that it leaves alone, who says so.

  clinlint explain threshold/wrong-cut-off"""


def page(rule: Rule) -> Page:
    """What a built-in rule's page holds."""
    samples = [Sample(e.text, e.flagged, e.spans, e.because) for e in examples(rule.id)]
    severity = rule.severity.value if rule.enabled else f"{rule.severity.value}, off unless selected"
    return Page(rule.id, rule.title, severity, rule.category, rule.why, rule.help, rule.evidence, samples)


def page_of(rule: str) -> Page | None:
    """The page of a built-in rule by its id; None where there is no such rule."""
    return next((page(each) for each in builtin() if each.id == rule), None)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rule", metavar="RULE", help="a rule's id, such as suppression/unused")


def _run(arguments: argparse.Namespace) -> int:
    by_id = {rule.id: rule for rule in builtin()}
    rule = by_id.get(arguments.rule)
    if rule is None:
        from difflib import get_close_matches

        near = get_close_matches(arguments.rule, list(by_id), n=1)
        raise UsageError(f"there is no rule {arguments.rule}", hint=f"did you mean {near[0]}?" if near else "`clinlint rules` lists all")
    sys.stdout.write(markdown(page(rule)))
    return CLEAN


COMMAND = Command("Explain a rule: why, examples, who says so.", _arguments, _run, _DESCRIPTION)
