"""How hard a text is to read, by two published formulas: Flesch-Kincaid (Kincaid and others, 1975) and SMOG (McLaughlin, 1969)."""

from __future__ import annotations

import math
import re
from functools import cache

from clinlint.facts.article import Article
from clinlint.facts.references import references
from clinlint.model.document import BlockKind
from clinlint.record import record
from clinlint.resources import compiled

_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
_VOWELS = re.compile(r"[aeiouy]+")
_LONG = 3
"""Syllables from which SMOG counts a word."""
_ENDS = re.compile(r"(?:[^laeiouy]e|[^tdaeiouy]ed|[^sxzcgaeiouy]es)$")


@record
class Reading:
    """Counts of a text's running prose, words of three syllables and more among them (`long`), and its grades in tenths."""

    sentences: int
    words: int
    syllables: int
    long: int = 0

    @property
    def tenths(self) -> int:
        """Ten times the grade, rounded: 0.39 words a sentence + 11.8 syllables a word − 15.59."""
        if not self.words or not self.sentences:
            return 0
        return round(10 * (0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59))

    @property
    def smog(self) -> int:
        """Ten times the SMOG grade, rounded: 3.1291 + 1.043 times the root of the long words in 30 sentences."""
        return round(10 * (3.1291 + 1.043 * math.sqrt(30 * self.long / self.sentences))) if self.sentences else 0

    @property
    def grade(self) -> str:
        """The grade as readers write it: `8.4`."""
        return f"{self.tenths / 10:.1f}"


def reading(article: Article) -> Reading:
    """The reading of an article's paragraphs and list items; names of medicines count as short words."""
    return article.fact(_reading)


def _reading(article: Article) -> Reading:
    skipped = references(article).blocks
    sentences = words = count = long = 0
    for index, block in enumerate(article.blocks):
        if block.kind not in {BlockKind.PARAGRAPH, BlockKind.ITEM} or index in skipped:
            continue
        found = _WORD.findall(article.texts[index])
        if len(found) < 4:
            continue
        sentences += len(article.sentences(index))
        words += len(found)
        each = [syllables(word) for word in found]
        count += sum(each)
        long += sum(number >= _LONG for number in each)
    return Reading(sentences, words, count, long)


@cache
def _short() -> re.Pattern[str]:
    return re.compile(compiled("clinlint.facts.wordings")["treatments"]["names"], re.IGNORECASE)


def syllables(word: str) -> int:
    """Syllables of an English word by its groups of vowels; a name of a medicine counts as two."""
    lower = word.lower().rstrip("'’").removesuffix("'s")
    count = len(_VOWELS.findall(lower))
    if count > 1 and _ENDS.search(lower):
        count -= 1
    if count > 2 and _short().fullmatch(word):
        return 2
    return max(count, 1)
