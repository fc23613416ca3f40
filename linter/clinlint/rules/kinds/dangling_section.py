"""Pointers to a section, table or figure that the article does not have."""

from __future__ import annotations

from collections.abc import Iterator

from clinlint.facts.article import Article, Hit
from clinlint.facts.references import references
from clinlint.model.document import BlockKind
from clinlint.model.finding import Finding
from clinlint.model.settings import Settings
from clinlint.rules.rule import Kind, Rule

_SECTION = r"\bthe (?:following|next) (?:section|chapter|part)\b|\bthe section below\b"
_TABLE = r"\btable (\d{1,2})\b"


def _check(rule: Rule, article: Article, _settings: Settings) -> Iterator[Finding]:
    for hit in article.hits.get(f"{rule.id}#section", ()):
        if _prose(article, hit) and not _goes_on(article, hit.block):
            yield _finding(rule, article, hit)
    tables = {block.cell.table for block in article.blocks if block.cell is not None}
    captions = [text for block, text in zip(article.blocks, article.texts, strict=True) if text[:6].lower() == "table "]
    if not tables:
        return
    for hit in article.hits.get(f"{rule.id}#table", ()):
        text = article.texts[hit.block]
        number = int("".join(c for c in text[hit.start : hit.end] if c.isdigit()))
        own = hit.start > 0 and _prose(article, hit) and not _elsewhere(text[max(0, hit.start - 80) : hit.end + 80].lower())
        if own and number > max(len(tables), len(captions)):
            yield _finding(rule, article, hit)


def _prose(article: Article, hit: Hit) -> bool:
    block = article.blocks[hit.block]
    return block.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM} and hit.block not in references(article).blocks and not block.quoted


def _goes_on(article: Article, index: int) -> bool:
    """Whether any section, or at least text of its own, follows the pointer."""
    skipped = references(article).blocks
    after = [block for i, block in enumerate(article.blocks) if i > index and i not in skipped]
    if any(block.kind is BlockKind.HEADING for block in after):
        return True
    return sum(len(block.text) for block in after if block.kind in {BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.CELL}) > 300


def _elsewhere(words: str) -> bool:
    return any(
        word in words
        for word in (
            "their report",
            "of the report",
            "their paper",
            "guideline",
            "supplement",
            "appendix",
            "annex",
            "authors",
            "et al",
            "of the study",
        )
    )


def _finding(rule: Rule, article: Article, hit: Hit) -> Finding:
    words = article.blocks[hit.block].text[hit.start : hit.end]
    return rule.at(article.blocks[hit.block], hit.start, hit.end, message=rule.message.format(text=words), found=words)


KIND = Kind(options={}, check=_check, triggers=lambda _: {"section": _SECTION, "table": _TABLE})
