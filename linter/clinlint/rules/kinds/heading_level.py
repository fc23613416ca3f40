"""Headings that go down by more than one level."""

from __future__ import annotations

from collections.abc import Iterator

from clinlint.facts.article import Article
from clinlint.model.document import BlockKind
from clinlint.model.finding import Finding
from clinlint.model.settings import Settings
from clinlint.rules.rule import Kind, Rule


def _check(rule: Rule, article: Article, _settings: Settings) -> Iterator[Finding]:
    before = 0
    for block in article.blocks:
        if block.kind is not BlockKind.HEADING or not block.text.strip():
            continue
        if before and block.level > before + 1:
            message = rule.message.format(found=block.level, expected=before)
            yield rule.at(block, 0, len(block.text), message=message, found=str(block.level), expected=str(before + 1))
        before = block.level


KIND = Kind(options={}, check=_check, any_language=True)
