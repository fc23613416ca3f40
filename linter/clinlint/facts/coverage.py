"""What the citation markers of an article cover: sentences, paragraphs, lists, rows and tables."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping

from clinlint.facts.article import Article
from clinlint.facts.citations import Form, markers
from clinlint.model.document import BlockKind
from clinlint.record import record

_MARKER = r"\[\^[^\]]*\]|\[[^\[\]]*@[^\[\]]*\]"
"""Markers that hold letters: footnotes and citations by key."""


@record
class Coverage:
    """Which blocks and sentences carry a source.

    A marker covers its sentence; one that ends a paragraph covers the paragraph, one that ends a list or stands in its lead-in covers the
    list, one in a row, a caption or a header covers the row or the table.
    """

    sentences: Mapping[int, frozenset[int]]
    paragraphs: frozenset[int]
    lists: frozenset[int]
    rows: frozenset[tuple[int, int]]
    tables: frozenset[int]


def coverage(article: Article) -> Coverage:
    """What the markers of an article cover."""
    return article.fact(_coverage)


def sourced(article: Article, index: int, start: int, *, lenient: bool = True) -> bool:
    """Whether the sentence at code point `start` of a block carries a source, itself or by the list, row or paragraph it stands in.

    `lenient`: a marker later in the paragraph is taken to speak for the sentences before it too.
    """
    covered = coverage(article)
    block = article.blocks[index]
    here = _at(article, index, start)
    if index in covered.paragraphs or any(s == here or (lenient and s > here) for s in covered.sentences.get(index, ())):
        return True
    if block.list_id >= 0 and block.list_id in covered.lists:
        return True
    if block.cell is not None:
        return block.cell.table in covered.tables or (block.cell.table, block.cell.row) in covered.rows
    return False


def _at(article: Article, index: int, place: int) -> int:
    """Number of the sentence at a place; a marker right after a full stop belongs to the sentence before."""
    sentences = article.sentences(index)
    return max(bisect_right(sentences, place, key=lambda s: s.start) - 1, 0)


def _coverage(article: Article) -> Coverage:
    sentences: dict[int, set[int]] = {}
    paragraphs: set[int] = set()
    lists: set[int] = set()
    rows: set[tuple[int, int]] = set()
    tables: set[int] = set()
    for marker in markers(article):
        index, block = marker.block, article.blocks[marker.block]
        sentences.setdefault(index, set()).add(_owner(article, index, marker.start))
        if block.kind is BlockKind.ITEM or _final(article.texts[index], marker.end):
            paragraphs.add(index)
        if block.cell is not None:
            (tables.add(block.cell.table) if block.cell.header else rows.add((block.cell.table, block.cell.row)))
        if block.kind is BlockKind.CAPTION:
            tables |= {b.cell.table for b in article.blocks[index : index + 4] if b.cell is not None}
    _cover_lists(article, paragraphs, lists, {m.block for m in markers(article) if m.form is not Form.NAMED})
    return Coverage(
        {i: frozenset(s) for i, s in sentences.items()}, frozenset(paragraphs), frozenset(lists), frozenset(rows), frozenset(tables)
    )


def _cover_lists(article: Article, paragraphs: set[int], lists: set[int], marked: set[int]) -> None:
    """Adds the lists whose last item or lead-in carries a source, innermost first, and the lead-ins of covered lists."""
    last = {block.list_id: index for index, block in enumerate(article.blocks) if block.list_id >= 0}
    leads = {block.list_id: block.lead for block in article.blocks if block.lead >= 0}
    singly = _cited_singly(article, marked)
    for number, index in sorted(last.items(), reverse=True):
        lead = leads.get(number, -1)
        outer = article.blocks[lead].list_id if lead >= 0 else -1
        alone = outer >= 0 and outer in singly and number not in singly.get(outer, ())
        if (index in paragraphs and not alone) or number in lists or lead in marked:
            lists.add(number)
            if lead >= 0:
                paragraphs.add(lead)
                if last.get(article.blocks[lead].list_id) == lead:
                    lists.add(article.blocks[lead].list_id)


def _cited_singly(article: Article, marked: set[int]) -> Mapping[int, frozenset[int]]:
    """Lists inside the items of an outer list whose every item carries its own marker, by the outer list.

    Beside them a marker at the end of another one speaks for its own item alone.
    """
    items: dict[int, list[int]] = {}
    for index, block in enumerate(article.blocks):
        if block.list_id >= 0:
            items.setdefault(block.list_id, []).append(index)
    found: dict[int, set[int]] = {}
    for number, indices in items.items():
        lead = article.blocks[indices[0]].lead
        outer = article.blocks[lead].list_id if lead >= 0 else -1
        if outer >= 0 and len(indices) > 1 and marked.issuperset(indices):
            found.setdefault(outer, set()).add(number)
    return {outer: frozenset(lists) for outer, lists in found.items()}


def _owner(article: Article, index: int, place: int) -> int:
    number = _at(article, index, place)
    sentences = article.sentences(index)
    if number > 0 and not any(c.isalpha() for c in re.sub(_MARKER, "", article.texts[index][sentences[number].start : place])):
        return number - 1
    return number


def _final(text: str, end: int) -> bool:
    """Whether nothing but punctuation and further markers follows."""
    return not re.search(r"[A-Za-z]", re.sub(_MARKER, "", text[end : end + 200]))
