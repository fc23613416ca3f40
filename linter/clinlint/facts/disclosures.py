"""Whether an article makes a statement that is asked of it, in any of its wordings, and where."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from clinlint.facts.article import Article, Hit
from clinlint.facts.patterns import each, first, found
from clinlint.facts.references import references
from clinlint.linguistics.quotations import quotations
from clinlint.model.document import BlockKind, MarkKind
from clinlint.resources import compiled

WORDINGS = "clinlint.facts.wordings"
_REACH = 1_000
"""Code points before and after a place that are read as its sentence."""
Wording: TypeAlias = str | Mapping[str, Any]
"""A pattern, or under `all` patterns that must meet in one sentence, or `within` one paragraph."""


def wordings(names: Iterable[str | Wording]) -> tuple[Wording, ...]:
    """Wordings by their names in the data; what is no name is a wording itself."""
    known = compiled(WORDINGS)["requirements"]
    result: list[Wording] = []
    for name in names:
        if isinstance(name, str) and name in known:
            result += known[name]
        else:
            result.append(name)
    return tuple(result)


def says(article: Article, asked: Iterable[Wording], blocks: Iterable[int] | None = None) -> Hit | None:
    """The first place where an article, or some of its blocks, says what is asked; the reference list is left out."""
    asked = tuple(asked)
    if not asked or not first(_any_head(asked), article.encoded):
        return None
    asked = tuple(wording for wording in asked if _possible(article, wording))
    if not asked:
        return None
    skipped = references(article).blocks
    any_head = _any_head(asked)
    for index in range(len(article.blocks)) if blocks is None else blocks:
        if index in skipped or article.blocks[index].kind is BlockKind.CODE or not first(any_head, article.texts[index]):
            continue
        for wording in asked:
            hit = _in_block(article, index, wording)
            if hit:
                return hit
    return None


def spoken(article: Article, asked: Iterable[Wording]) -> Iterator[Hit]:
    """Every place where an article says something that is asked, block by block."""
    possible = tuple(wording for wording in asked if _possible(article, wording))
    any_head = _any_head(possible)
    for index, block in enumerate(article.blocks) if possible else ():
        if block.kind is BlockKind.CODE or not first(any_head, article.texts[index]):
            continue
        for wording in possible:
            yield from _all_in_block(article, index, wording)


def said(article: Article, asked: Iterable[Wording]) -> bool:
    """Whether an article, or a text that its site shows with it, says what is asked."""
    asked = tuple(asked)
    return says(article, asked) is not None or any(says(text, asked) for text in article.fact(_includes))


def _includes(article: Article) -> tuple[Article, ...]:
    return tuple(Article(text, article.triggers) for text in article.beside.includes)


def _head(wording: Wording) -> str:
    return wording if isinstance(wording, str) else str(wording["all"][0])


def _any_head(asked: Iterable[Wording]) -> str:
    """A pattern of the first words of every wording."""
    return "|".join(f"(?:{_head(wording)})" for wording in asked)


def _possible(article: Article, wording: Wording) -> bool:
    """Whether the words of a wording stand anywhere in the article."""
    patterns = (wording,) if isinstance(wording, str) else wording["all"]
    return all(first(pattern, article.encoded) for pattern in patterns)


def _in_block(article: Article, index: int, wording: Wording) -> Hit | None:
    text = article.texts[index]
    if isinstance(wording, str):
        match = first(wording, text)
        return Hit(index, match.start(), match.end()) if match else None
    head, *others = wording["all"]
    for match in each(head, text):
        start, end = (0, len(text)) if wording.get("within") == "paragraph" else sentence_at(article, index, match.start())
        words = text[start:end]
        if all(found(other, words) for other in others):
            return Hit(index, start, end)
    return None


def _all_in_block(article: Article, index: int, wording: Wording) -> Iterator[Hit]:
    text = article.texts[index]
    if isinstance(wording, str):
        yield from (Hit(index, match.start(), match.end()) for match in each(wording, text))
        return
    head, *others = wording["all"]
    for match in each(head, text):
        start, end = (0, len(text)) if wording.get("within") == "paragraph" else sentence_at(article, index, match.start())
        if all(found(other, text[start:end]) for other in others):
            yield Hit(index, match.start(), match.end())


def sentence_at(article: Article, index: int, at: int) -> tuple[int, int]:
    """Code points of the sentence at a place of a block; of an endless one, what stands near the place."""
    sentences = article.sentences(index)
    number = max(bisect_right(sentences, at, key=lambda s: s.start) - 1, 0)
    start, end = (sentences[number].start, sentences[number].end) if sentences else (0, len(article.texts[index]))
    return max(start, at - _REACH), min(max(end, at), at + _REACH)


def quoted_at(article: Article, index: int, start: int, end: int) -> bool:
    """Whether text `[start, end)` of a block is somebody else's words: inside quotation marks or a block quotation."""
    if article.blocks[index].quoted:
        return True
    spans = article.fact(_quotations)[index]
    number = bisect_right(spans, start, key=lambda span: span[0]) - 1
    return number >= 0 and spans[number][0] <= start and end <= spans[number][1]


def _quotations(article: Article) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Quotations of each block, in order; an inner one is part of the outer."""
    found: list[tuple[tuple[int, int], ...]] = []
    for block, text in zip(article.blocks, article.texts, strict=True):
        marked = tuple((m.start, m.end) for m in block.marks if m.kind is MarkKind.QUOTATION)
        found.append(tuple(sorted((*(quotations(text) if '"' in text else ()), *marked))))
    return tuple(found)
