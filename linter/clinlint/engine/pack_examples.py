"""A pack's own examples run as tests: flagged ones at their marked spans, accepted ones not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from clinlint.engine.config import Config, configured
from clinlint.engine.linter import Linter
from clinlint.model.document import Path
from clinlint.model.source import Source
from clinlint.record import record, replace
from clinlint.rules.load import builtin, from_examples
from clinlint.rules.rule import Example, Rule

SUFFIX = {"markdown": "md", "html": "html", "text": "txt", "yaml": "yaml", "json": "json"}

NOT_FLAGGED = "not flagged"
"""What happened to an example that should have been."""


@record
class Failure:
    """An example that did not come out: the rule's id, the example's path in the pack and its text, and what happened instead."""

    rule: str
    path: Path
    text: str
    happened: str


def failures(rules: tuple[Rule, ...], entries: list[dict[str, Any]], config: Config) -> Iterator[Failure]:
    """Every example of a pack's rules that does not come out; `entries` are the rules as the pack writes them, in the same order."""
    for index, (rule, entry) in enumerate(zip(rules, entries, strict=True)):
        written = entry.get("examples", {})
        paths = [(index, "examples", group, place) for group in ("flag", "accept") for place in range(len(written.get(group, ())))]
        for path, example in zip(paths, from_examples(written), strict=True):
            linter = Linter(_for(example, rule, config), (rule, *_internal()))
            if happened := _happened(linter, example):
                yield Failure(rule.id, path, example.text, happened)


def _for(example: Example, rule: Rule, config: Config) -> Config:
    """The configuration that an example runs under: its own settings, and nothing but its rule."""
    given = configured(dict(example.settings)) if example.settings else config
    return replace(given, select=(rule.id, "internal"), ignore=(), packs=(), files=())


def _internal() -> tuple[Rule, ...]:
    """The rules by which a rule that fails is told."""
    return tuple(rule for rule in builtin() if rule.category == "internal")


def _happened(linter: Linter, example: Example) -> str:
    found = linter.lint(Source(f"example.{SUFFIX[example.format]}", example.text)).findings
    failed = next((finding for finding in found if finding.category == "internal"), None)
    if failed is not None:
        unknown = re.search(r"KeyError: '(\w+)'", failed.message)
        return f"the message names “{{{unknown[1]}}}”, which this kind does not give" if unknown else failed.message
    spans = [finding.span for finding in found]
    shown = ", ".join(f"“{example.text[span.start : span.end]}”" for span in spans)
    if not example.flagged:
        return f"flagged at {shown}" if spans else ""
    if not spans:
        return NOT_FLAGGED
    return "" if not example.spans or spans == list(example.spans) else f"flagged at {shown}"
