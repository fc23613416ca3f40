"""Words that must not meet in one sentence, unless others there set it right."""

from __future__ import annotations

from collections.abc import Iterator

from clinlint.facts.article import Article
from clinlint.facts.disclosures import sentence_at
from clinlint.facts.patterns import found
from clinlint.facts.references import references
from clinlint.model.document import BlockKind
from clinlint.model.finding import Finding
from clinlint.model.settings import Settings
from clinlint.rules.rule import Kind, Rule


def _check(rule: Rule, article: Article, _settings: Settings) -> Iterator[Finding]:
    skipped = references(article).blocks
    for hit in article.hits.get(rule.id, ()):
        block = article.blocks[hit.block]
        if hit.block in skipped or block.kind in {BlockKind.FIELD, BlockKind.FOOTNOTE} or block.quoted:
            continue
        start, end = sentence_at(article, hit.block, hit.start)
        sentence = article.texts[hit.block][start:end]
        if not all(found(pattern, sentence) for pattern in rule.options["together"]):
            continue
        if "apart" in rule.options and found(rule.options["apart"], sentence):
            continue
        words = block.text[hit.start : hit.end]
        yield rule.at(block, hit.start, hit.end, message=rule.message.format(text=words), found=words)


_TEXTS = {"type": "array", "items": {"type": "string"}}
KIND = Kind(
    options={
        "properties": {"says": {"type": "string"}, "together": _TEXTS, "apart": {"type": "string"}},
        "required": ["says", "together"],
    },
    check=_check,
    triggers=lambda rule: {"": rule.options["says"]},
)
