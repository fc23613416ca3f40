"""Abbreviations of an article: where each is first used, and whether the article says what it stands for, in either order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from clinlint.facts.article import Article
from clinlint.facts.references import references
from clinlint.model.document import BlockKind, MarkKind
from clinlint.record import record
from clinlint.resources import compiled

WORDINGS = "clinlint.facts.wordings"


@record
class Abbreviation:
    """An abbreviation at its first use: code points `[start, end)` of a block, and whether it is explained anywhere."""

    word: str
    block: int
    start: int
    end: int
    explained: bool
    uses: int


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(r"(?<![\w.&/-])([A-Z](?:[A-Z0-9]|[a-z](?=[A-Z])){1,9}(?:-[A-Z0-9]{1,4}|-(?:alpha|beta|gamma|a|b))?)(s?)(?![\w&])")


def abbreviations(article: Article) -> tuple[Abbreviation, ...]:
    """Every abbreviation of the running text, in order of its first use; names in capital letters throughout are left out."""
    return article.fact(_abbreviations)


def _abbreviations(article: Article) -> tuple[Abbreviation, ...]:
    first: dict[str, tuple[int, int, int]] = {}
    uses: dict[str, int] = {}
    explained: set[str] = set()
    for index, word, start, end in _uses(article):
        uses[word] = uses.get(word, 0) + 1
        first.setdefault(word, (index, start, end))
        if word not in explained and _explains(article.texts[index], word, start, end):
            explained.add(word)
    return tuple(Abbreviation(word, *place, word in explained, uses[word]) for word, place in first.items())


def _uses(article: Article) -> Iterator[tuple[int, str, int, int]]:
    skipped = references(article).blocks
    for index, block in enumerate(article.blocks):
        if index in skipped or block.kind in {BlockKind.CODE, BlockKind.FIELD, BlockKind.FOOTNOTE} or block.text.isupper():
            continue
        text = article.texts[index]
        hidden = [(m.start, m.end) for m in block.marks if m.kind in {MarkKind.CODE, MarkKind.URL, MarkKind.OPAQUE}]
        for match in _pattern().finditer(text):
            if not any(s <= match.start() < e for s, e in hidden) and not _is_name(text, match[1], match.start(1), match.end(1)):
                yield index, match[1], match.start(1), match.end(1)


def _is_name(text: str, word: str, start: int, end: int) -> bool:
    """Whether capitals are no abbreviation that could be spelled out: a gene, a stage, a state before its code, words in capitals."""
    before, after = text[max(0, start - 40) : start], text[end : end + 40]
    if _GENE.fullmatch(word) and re.search(r"(?i)\b(?:genes?|genetic\w*|mutations?|proteins?)\b", text[max(0, start - 400) : end + 400]):
        return True
    if re.search(r"(?i)\b(?:stages?|types?|class|grade|phase|groups?)(?: \w+,?(?: and| or)?){0,3} $", before) and re.fullmatch(
        r"[IVX]+[A-E]?\d?|I{1,3}[A-ES]\d?|[IVX]+-[IVX]+", word
    ):
        return True
    if re.search(r"(?i)\bgenes?\b(?:[^.:]{0,60}:|, (?:including|such as) )[^.]*$", text[max(0, start - 400) : start]):
        return True
    if re.match(r"(?:,? (?:and |or )?[A-Z][A-Z0-9-]+){1,8},? (?:genes?|proteins?)\b", after + text[end + 40 : end + 120]):
        return True
    if re.match(r"(?: \w+,?(?: and| or)?){0,3} (?:genes?|proteins?|mutations?|chromosomes?|variants?)\b", after) or re.search(
        r"(?i)\b(?:genes?|proteins?|mutations? (?:in|of)(?: the)?)(?:,? (?:including|such as|called|are|is|named))? (?:[A-Z0-9]+,? (?:and |or )?){0,6}$",
        before,
    ):
        return True
    if re.search(r", $", before) and re.match(r",? \d{5,9}\b", after) and len(word) == 2:
        return True
    if word in _QUARTERS and re.search(r"\b(?:Street|St\.?|Avenue|Ave\.?|Road|Rd\.?|Drive|Boulevard|Blvd\.?|Place|Suite),? $", before):
        return True
    return bool(re.match(r" [A-Z]{3,}\b", after) or re.search(r"\b[A-Z]{3,} $", before))


_GENE = re.compile(r"[A-Z]{2,6}\d{1,2}[A-Z]?\d?")
"""How genes are named; such a name near talk of genes stands for nothing that could be spelled out."""
_QUARTERS = frozenset(["NW", "NE", "SW", "SE"])
"""Quarters of a town behind the name of a street."""


def _explains(text: str, word: str, start: int, end: int) -> bool:
    """Whether the words beside a use spell it out: “full form (ABBR)”, “ABBR (full form)”, “ABBR, or full form,”."""
    before, after = text[max(0, start - 140) : start], text[end : end + 140]
    if re.search(r"\([\w ,;-]{0,40}$", before) and re.match(r"s?[\w\s,;-]{0,30}\)", after):
        return True
    if before.endswith("(") and _spelled(before[-120:-1], word):
        return True
    told = re.search(
        r"([\w', -]{4,120}?)(?:,| [-\u2013])? (?:\((?:or|also|often) (?:called |known as )?|or (?:the )?|also (?:called|known as) (?:the |an? )?|called (?:the |an? )?|abbreviated (?:as |to )?|known as (?:the )?|shortened to )$",
        before,
    )
    if told and (_initials(told[1][-90:], word) or _spelled(told[1], word)):
        return True
    opened = re.match(
        r"s?(?: [a-z]+s?)?(?: \((?:or )?| or (?:an? |the )|, (?:or|which stands for|short for|meaning) |, the | \u2013 | - )([^().;]{3,120})",
        after,
    )
    if opened and (_initials(opened[1], word) or (opened[1][:1].lower() == word[0].lower() and _spelled(opened[1], word))):
        return True
    return re.match(r"s? (?:stands for|means|is short for|is an abbreviation)\b", after) is not None


def _spelled(words: str, word: str) -> bool:
    """Whether words that stand right before hold the letters in order, from the end, the first at the beginning of a word (Schwartz and Hearst, 2003)."""
    text = words.lower().rstrip(" ,-")
    letters = [c.lower() for c in word if c.isalnum()]
    if len(letters) < 2 or len(text.split()) < 2:
        return False
    at = len(text)
    for place in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= 0 and (text[at] != letters[place] or (place == 0 and at > 0 and text[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return False
    return len(text[at:].split()) <= len(letters) + 5


def _initials(words: str, word: str) -> bool:
    letters = [w[0].lower() for w in re.findall(r"[A-Za-z]+", words)]
    wanted = [c.lower() for c in word if c.isalpha()]
    at = 0
    for letter in letters:
        if at < len(wanted) and letter == wanted[at]:
            at += 1
    return at >= max(2, len(wanted) - 1)


def known() -> frozenset[str]:
    """Abbreviations that readers know better than what they stand for."""
    return frozenset(compiled(WORDINGS)["abbreviations"]["known"])
