"""Relative changes of risk that stand without the absolute numbers near them."""

from __future__ import annotations

from collections.abc import Iterator

from clinlint.facts.article import Article, Hit
from clinlint.facts.context import assertion_at
from clinlint.facts.disclosures import sentence_at
from clinlint.facts.patterns import found
from clinlint.facts.references import references
from clinlint.linguistics.assertion import Status
from clinlint.model.document import BlockKind
from clinlint.model.finding import Finding
from clinlint.model.settings import Settings
from clinlint.rules.rule import Kind, Rule

_NEAR = 320
"""Characters before and after the sentence in which the numbers may stand: about two sentences."""


def _check(rule: Rule, article: Article, _settings: Settings) -> Iterator[Finding]:
    skipped = references(article).blocks
    told: set[int] = set()
    shown: set[str] = set()
    for hit in article.hits.get(rule.id, ()):
        block = article.blocks[hit.block]
        if hit.block in skipped | told or block.kind in {BlockKind.FIELD, BlockKind.FOOTNOTE, BlockKind.HEADING} or block.quoted:
            continue
        if found(rule.options["absolute"], _around(article, hit)):
            continue
        if assertion_at(article, hit.block, hit.start, hit.end).status in {Status.ASKED, Status.CRITICAL, Status.NEGATED}:
            continue
        told.add(hit.block)
        words = block.text[hit.start : hit.end]
        if words.lower() in shown:
            continue
        shown.add(words.lower())
        yield rule.at(block, hit.start, hit.end, message=rule.message.format(text=words), found=words)


def _around(article: Article, hit: Hit) -> str:
    """The sentence with what stands near it, in its block or, in a table, its row."""
    block, text = article.blocks[hit.block], article.texts[hit.block]
    start, end = sentence_at(article, hit.block, hit.start)
    near = text[max(0, start - _NEAR) : end + _NEAR]
    if block.cell is not None:
        table, row = block.cell.table, block.cell.row
        cells = (t for b, t in zip(article.blocks, article.texts, strict=True) if b.cell and (b.cell.table, b.cell.row) == (table, row))
        near = " ".join([near, *cells])
    return near


_TEXT = {"type": "string"}
KIND = Kind(
    options={"properties": {"match": _TEXT, "absolute": _TEXT}, "required": ["match", "absolute"]},
    check=_check,
    triggers=lambda rule: {"": rule.options["match"]},
)
