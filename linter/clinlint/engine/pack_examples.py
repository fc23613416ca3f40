"""A pack's own examples run as tests: flagged ones at their marked spans, accepted ones not at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from clinlint.engine.config import Config
from clinlint.engine.linter import Linter
from clinlint.model.source import Source
from clinlint.record import record, replace
from clinlint.rules.load import from_examples
from clinlint.rules.rule import Example, Rule

SUFFIX = {"markdown": "md", "html": "html", "text": "txt", "yaml": "yaml", "json": "json"}


@record
class Failure:
    """An example that did not come out: the rule's id, the example's text, and what happened instead."""

    rule: str
    text: str
    happened: str


def failures(rules: tuple[Rule, ...], entries: list[dict[str, Any]], config: Config) -> Iterator[Failure]:
    """Every example of a pack's rules that does not come out; `entries` are the rules as the pack writes them, in the same order."""
    for rule, entry in zip(rules, entries, strict=True):
        linter = Linter(replace(config, select=(rule.id,), packs=()), (rule,))
        for example in from_examples(entry.get("examples", {})):
            if happened := _happened(linter, example):
                yield Failure(rule.id, example.text, happened)


def _happened(linter: Linter, example: Example) -> str:
    found = linter.lint(Source(f"example.{SUFFIX[example.format]}", example.text)).findings
    spans = [finding.span for finding in found]
    shown = ", ".join(f"“{example.text[span.start : span.end]}”" for span in spans)
    if not example.flagged:
        return f"flagged at {shown}" if spans else ""
    if not spans:
        return "not flagged"
    return "" if not example.spans or spans == list(example.spans) else f"flagged at {shown}"
