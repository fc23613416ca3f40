"""`clinlint explain RULE`: the rule's page."""

from __future__ import annotations

import argparse
import sys

from clinlint.cli.command import CLEAN, Command
from clinlint.errors import UsageError
from clinlint.reports.page import Page, Sample, markdown
from clinlint.rules.load import builtin, examples
from clinlint.rules.rule import Example, Rule

_DESCRIPTION = """Explain a rule: why it exists, sentences that it flags and that it leaves alone, who says so.

  clinlint explain threshold/wrong-cut-off"""


def page(rule: Rule, given: tuple[Example, ...] | None = None) -> Page:
    """What a rule's page holds; `given` are the examples of a rule that does not ship with clinlint."""
    samples = [Sample(e.text, e.flagged, e.spans, e.because) for e in (examples(rule.id) if given is None else given)]
    severity = rule.severity.value if rule.enabled else f"{rule.severity.value}, off unless selected"
    return Page(rule.id, rule.title, severity, rule.category, rule.why, rule.help, rule.evidence, samples)


def page_of(rule: str) -> Page | None:
    """The page of a rule by its id, built in or of the packs that the configuration here names; None where there is no such rule."""
    found = next((page(each) for each in builtin() if each.id == rule), None)
    return found or own_page(rule, packs_here())


def own_page(rule: str, packs: tuple[str, ...]) -> Page | None:
    """The page of a rule of the repository's own packs."""
    if not packs:
        return None
    from clinlint.engine.packs import own, own_examples

    return next((page(each, own_examples(packs, rule)) for each in own(packs) if each.id == rule), None)


def packs_here(config: str = "") -> tuple[str, ...]:
    """The packs that a configuration names: the given one, or the nearest to the working folder."""
    from clinlint.engine.config import find, read_config

    return (read_config(config) if config else find("article.md")).packs


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("rule", metavar="RULE", help="a rule's id, such as suppression/unused")
    parser.add_argument("--config", metavar="FILE", help="the configuration whose packs count as well (default: the nearest)")


def _run(arguments: argparse.Namespace) -> int:
    builtins = {rule.id: rule for rule in builtin()}
    if arguments.rule in builtins:
        sys.stdout.write(markdown(page(builtins[arguments.rule])))
        return CLEAN
    packs = packs_here(arguments.config)
    shown = own_page(arguments.rule, packs)
    if shown is None:
        from difflib import get_close_matches

        from clinlint.engine.packs import own

        near = get_close_matches(arguments.rule, [*builtins, *(rule.id for rule in own(packs))], n=1)
        raise UsageError(f"there is no rule {arguments.rule}", hint=f"did you mean {near[0]}?" if near else "`clinlint rules` lists all")
    sys.stdout.write(markdown(shown))
    return CLEAN


COMMAND = Command("Explain a rule: why, examples, who says so.", _arguments, _run, _DESCRIPTION)
