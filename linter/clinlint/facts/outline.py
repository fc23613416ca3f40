"""Where the parts of an article stand: its title, its running text, what a block belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from clinlint.facts.article import Article
from clinlint.model.document import BlockKind
from clinlint.model.span import Span

PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.CELL, BlockKind.CAPTION, BlockKind.FOOTNOTE})
"""Blocks that make statements; headings and metadata only name them."""


def title(article: Article) -> int:
    """Index of the block that titles the article: the first heading of the first level, else the first block; -1 where it is empty."""
    blocks = article.blocks
    first = next((i for i, block in enumerate(blocks) if block.kind is BlockKind.HEADING and block.level == 1 and block.text.strip()), -1)
    if first >= 0:
        return first
    return next((i for i, block in enumerate(blocks) if block.kind is not BlockKind.FIELD and block.text.strip()), -1)


def whole(article: Article) -> Span:
    """Where a finding about the whole article stands: its title."""
    index = title(article)
    if index < 0:
        fields = article.document.fields
        return fields.value_spans.get(("title",), fields.span) if fields else Span(0, 0)
    block = article.blocks[index]
    end = min(len(block.text.rstrip()), 120)
    return block.span(0, end)


def prose(article: Article, without: frozenset[int] = frozenset()) -> Iterator[int]:
    """Indices of blocks whose text makes statements, `without` those of the reference list."""
    for index, block in enumerate(article.blocks):
        if block.kind in PROSE and index not in without:
            yield index
