"""Sentences too long for their readers, told once an article, at the longest."""

from __future__ import annotations

from collections.abc import Iterator

from clinlint.facts.article import Article
from clinlint.facts.metadata import metadata
from clinlint.facts.references import references
from clinlint.model.document import BlockKind
from clinlint.model.finding import Finding
from clinlint.model.settings import Settings
from clinlint.rules.rule import Kind, Rule


def _check(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    if rule.confidence.rank < settings.profile.confidence.rank:
        return
    if not set(metadata(article, settings).audiences or ("public",)) & set(rule.options["audience"]):
        return
    limit = rule.options["words"]
    long = list(_counted(article, limit))
    if not long:
        return
    length, index, start, end = max(long, key=lambda each: (each[0], -each[1], -each[2]))
    message = rule.message.format(count=len(long), limit=limit, found=length)
    yield rule.at(article.blocks[index], start, end, message=message, found=str(length), expected=str(limit))


def _counted(article: Article, limit: int) -> Iterator[tuple[int, int, int, int]]:
    """Sentences of running text with more words than the limit: how many, block, start and end."""
    skipped = references(article).blocks
    for index, block in enumerate(article.blocks):
        if block.kind is not BlockKind.PARAGRAPH or index in skipped or block.quoted:
            continue
        text = article.texts[index]
        for sentence in article.sentences(index) if text.count(" ") > limit else ():
            words = len(text[sentence.start : sentence.end].split())
            if words > limit:
                yield words, index, sentence.start, sentence.end


KIND = Kind(
    options={
        "properties": {
            "words": {"type": "integer", "minimum": 1, "description": "The most words that a sentence may have."},
            "audience": {"type": "array", "items": {"type": "string"}, "description": "Only for articles for these readers."},
        },
        "required": ["words", "audience"],
    },
    check=_check,
)
