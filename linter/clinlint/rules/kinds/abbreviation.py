"""Abbreviations that an article uses and never spells out."""

from __future__ import annotations

from collections.abc import Iterator

from clinlint.facts.article import Article
from clinlint.facts.metadata import metadata
from clinlint.model.finding import Finding
from clinlint.model.settings import Settings
from clinlint.rules.rule import Kind, Rule


def _check(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    if rule.confidence.rank < settings.profile.confidence.rank:
        return
    from clinlint.facts.abbreviations import abbreviations, known

    readers = metadata(article, settings).audiences or ("public",)
    if not set(readers) & set(rule.options["audience"]):
        return
    allowed = known() | frozenset(rule.options.get("allow", ()))
    for found in abbreviations(article):
        if not found.explained and found.word not in allowed and sum(c.isupper() for c in found.word) >= 2:
            block = article.blocks[found.block]
            yield rule.at(block, found.start, found.end, message=rule.message.format(text=found.word), found=found.word)


KIND = Kind(
    options={
        "properties": {name: {"type": "array", "items": {"type": "string"}} for name in ("audience", "allow")},
        "required": ["audience"],
    },
    check=_check,
)
