"""How words of an article are held, with what stands around them: neighbours, headings, the list's lead-in, quotations."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from clinlint.facts.article import Article
from clinlint.linguistics.assertion import Assertion, Surroundings, within
from clinlint.linguistics.context import assess
from clinlint.linguistics.quotations import quotations
from clinlint.linguistics.sentences import Sentence
from clinlint.model.document import BlockKind, MarkKind


def assertion_at(article: Article, block: int, start: int, end: int) -> Assertion:
    """How text `[start, end)` of a block is held; the cue's place counts from the start of its sentence."""
    first, last, around = surroundings(article, block, start, end)
    return assess(article.texts[block][first:last], start - first, end - first, around)


def surroundings(article: Article, block: int, start: int, end: int) -> tuple[int, int, Surroundings]:
    """Code points of the sentence that holds text `[start, end)` of a block, and what stands around it.

    Where a block holds one sentence only, the neighbours are those of the blocks before and after under the same heading.
    """
    index, last = _holding(article.sentences(block), start, end)
    known = article.fact(_known)
    key = block, index, last
    if key not in known:
        known[key] = _surroundings(article, block, index, last)
    return known[key]


def bounds(article: Article, block: int, start: int, end: int) -> tuple[int, int]:
    """Code points of the sentence that holds text `[start, end)` of a block."""
    sentences = article.sentences(block)
    index, last = _holding(sentences, start, end)
    return (sentences[index].start, sentences[last].end) if sentences else (0, len(article.texts[block]))


def _holding(sentences: Sequence[Sentence], start: int, end: int) -> tuple[int, int]:
    """The first and the last of the sentences that text `[start, end)` shares."""
    index = min(bisect_right(sentences, start, key=_end), len(sentences) - 1)
    return index, next((i for i in range(index, len(sentences)) if end <= sentences[i].end), index)


def _known(_: Article) -> dict[tuple[int, int, int], tuple[int, int, Surroundings]]:
    """What was found for sentences of an article, by block and by the first and last sentence: many words of one sentence ask."""
    return {}


def _surroundings(article: Article, block: int, index: int, last: int) -> tuple[int, int, Surroundings]:
    text = article.texts[block]
    sentences = article.sentences(block)
    here = article.blocks[block]
    first, final = (sentences[index].start, sentences[last].end) if sentences else (0, len(text))
    before = text[sentences[index - 1].start : sentences[index - 1].end] if index > 0 else _edge(article, block, -1)
    after = text[sentences[last + 1].start : sentences[last + 1].end] if last + 1 < len(sentences) else _edge(article, block, 1)
    spans = article.fact(_quotations)[block]
    around = Surroundings(
        before=before,
        after=after,
        headings=tuple(article.texts[i] for i in here.headings),
        lead=article.texts[here.lead] if here.lead >= 0 else "",
        quoted=here.quoted,
        quotations=within(spans, first, final),
    )
    return first, final, around


def _end(sentence: Sentence) -> int:
    return sentence.end


def _edge(article: Article, block: int, step: int) -> str:
    """The sentence next to a block's edge, in the paragraph before or after it under the same heading."""
    other = block + step
    here = article.blocks[block]
    if not 0 <= other < len(article.blocks) or here.kind is not BlockKind.PARAGRAPH:
        return ""
    there = article.blocks[other]
    if there.kind is not BlockKind.PARAGRAPH or there.headings != here.headings:
        return ""
    sentences = article.sentences(other)
    if not sentences:
        return ""
    chosen = sentences[0 if step > 0 else -1]
    return article.texts[other][chosen.start : chosen.end]


def _quotations(article: Article) -> tuple[tuple[tuple[int, int], ...], ...]:
    found = []
    for block, text in zip(article.blocks, article.texts, strict=True):
        marked = tuple((m.start, m.end) for m in block.marks if m.kind is MarkKind.QUOTATION)
        found.append((*quotations(text), *marked))
    return tuple(found)
