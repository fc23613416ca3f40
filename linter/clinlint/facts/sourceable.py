"""Statements that need a source: statistics, effects of treatments, comparisons, findings, recommendations, definitions with figures."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from clinlint.facts.article import Article
from clinlint.facts.outline import prose
from clinlint.facts.patterns import each, found
from clinlint.facts.references import references
from clinlint.linguistics.sentences import Sentence
from clinlint.model.document import BlockKind
from clinlint.record import record
from clinlint.resources import compiled

WORDINGS = "clinlint.facts.wordings"


@record
class Statement:
    """Code points `[start, end)` of a block that state something which rests on evidence.

    `rank` orders them, strongest first. `plain`: as patient pages speak everywhere. `sentence` begins at `first`.
    """

    block: int
    start: int
    end: int
    first: int
    name: str
    label: str
    rank: int
    plain: bool


_MOST = 40
"""Statements of a block that are looked at; a block with more is no prose."""
_NEAR = 600
"""Code points around a statement that are read as its sentence where that is endless."""
_CONCLUSION = r"^(?:in (?:conclusion|summary|short|brief)|to (?:conclude|sum up|summari[sz]e)|overall|in a nutshell|the bottom line)\b"
_SUMMARY = r"^(?:summary|conclusions?|key (?:points|facts|messages|takeaways)|at a glance|in brief|abstract|takeaways?|the bottom line|highlights|main points)\b"


def statements(article: Article) -> tuple[Statement, ...]:
    """Every statement of an article that needs a source, sourced or not, in order of the text."""
    return article.fact(_statements)


@cache
def _terms() -> tuple[Mapping[str, Any], ...]:
    return tuple(compiled(WORDINGS)["statements"])


@cache
def _pattern() -> str:
    return "|".join(f"(?P<t{number}>{term['match']})" for number, term in enumerate(_terms()))


def _statements(article: Article) -> tuple[Statement, ...]:
    listed = references(article)
    found_all: list[Statement] = []
    for index in prose(article, listed.blocks):
        block = article.blocks[index]
        if block.kind is BlockKind.FOOTNOTE or block.quoted:
            continue
        many = 0
        for match in each(_pattern(), article.texts[index]):
            if many == _MOST:
                break
            number = int(str(match.lastgroup)[1:])
            statement = _judged(article, index, match.start(), match.end(), number)
            if statement:
                found_all.append(statement)
                many += 1
    return tuple(found_all)


def _judged(article: Article, index: int, start: int, end: int, number: int) -> Statement | None:
    term = _terms()[number]
    sentence, before = _sentence(article, index, start)
    first = max(sentence.start, start - _NEAR)
    words = article.texts[index][first : min(sentence.end, end + _NEAR)]
    block = article.blocks[index]
    lead = article.texts[block.lead][-300:] if block.lead >= 0 else ""
    if found(_CONCLUSION, words):
        return None
    if "with" in term and not found(term["with"], words):
        return None
    if "unless" in term and found(term["unless"], words):
        return None
    if term.get("treatment") and not _treats(words, start - first, lead, before):
        return None
    if _passes(article, index, start, end, hedges=term["name"] == "efficacy"):
        return None
    return Statement(index, start, end, sentence.start, term["name"], term["label"], number, bool(term.get("plain")))


def _passes(article: Article, index: int, start: int, end: int, *, hedges: bool) -> bool:
    """Whether the words are held in a way that needs no source: quoted, denied, asked, hoped for, or hedged where hedges count."""
    from clinlint.facts.context import assertion_at
    from clinlint.linguistics.assertion import Status, Voice

    held = assertion_at(article, index, start, end)
    if held.status is Status.HEDGED:
        return hedges and not _able(held.cue)
    return held.voice is Voice.QUOTE or held.status is not Status.AFFIRMED


def _able(cue: Any) -> bool:
    """Whether the hedge is only “can”: what a treatment can do needs a source as much as what it does."""
    return cue is not None and cue.text.strip().lower() in {"can", "often", "typically", "generally", "usually"}


def _sentence(article: Article, index: int, at: int) -> tuple[Sentence, str]:
    """The sentence at a place, and the text of the one before it."""
    sentences = article.sentences(index)
    number = max(bisect_right(sentences, at, key=lambda s: s.start) - 1, 0)
    before = sentences[number - 1] if number > 0 else None
    return sentences[number], article.texts[index][max(before.start, before.end - _NEAR) : before.end] if before else ""


def _treats(words: str, at: int, lead: str, before: str) -> bool:
    names: str = compiled(WORDINGS)["treatments"]["names"]
    if found(names, words[:at]) or found(names, lead) or found(names, words[at:]):
        return True
    return bool(found(compiled(WORDINGS)["treatments"]["again"], words) and found(names, before))


def strongest(article: Article, settled: Callable[[Statement], bool]) -> Iterator[Statement]:
    """One statement a paragraph, a list or a table: the strongest of those that are not settled, the first among equals."""
    best: dict[tuple[str, int], Statement] = {}
    for statement in statements(article):
        if settled(statement):
            continue
        block = article.blocks[statement.block]
        if any(found(_SUMMARY, article.texts[i].strip()) for i in block.headings):
            continue
        key = ("list", block.list_id) if block.list_id >= 0 else ("table", block.cell.table) if block.cell else ("block", statement.block)
        known = best.get(key)
        if known is None or statement.rank < known.rank:
            best[key] = statement
    return iter(best.values())
