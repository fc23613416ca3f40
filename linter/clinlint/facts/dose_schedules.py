"""How often an article says a drug is taken where it gives no amount: `take methotrexate every day`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import re2

from clinlint.facts.article import Article
from clinlint.facts.article_quantities import article_quantities
from clinlint.facts.dose_attachment import DOSE_DIMENSIONS
from clinlint.facts.dose_mentions import Mention, mentions
from clinlint.facts.rates import rates
from clinlint.model.document import BlockKind
from clinlint.model.quantity import Rate, RatePhrase
from clinlint.record import record, replace

_REACH = 60
"""Most code points between a drug's name and how often it is taken."""


@record
class Schedule:
    """A drug's name and how often it is taken: code points of both, name first or last, in one sentence of a block."""

    block: int
    ids: tuple[str, ...]
    name: str
    start: int
    end: int
    rate: Rate
    sentence: tuple[int, int]


def schedules(article: Article, names: frozenset[str]) -> Iterator[Schedule]:
    """Schedules without an amount of drugs with these names (lower case), in order."""
    for index, found, sentence, phrases in _sentences(article, names):
        inside = [m for m in found if sentence[0] <= m.start < sentence[1]]
        for mention in inside:
            if mention.name not in names:
                continue
            for phrase in phrases:
                between = 0 <= phrase.start - mention.end <= _REACH
                if between and not any(mention.end < m.start < phrase.start for m in inside):
                    yield Schedule(index, mention.ids, mention.name, mention.start, phrase.end, phrase.rate, sentence)
                    break


def carried(article: Article, names: frozenset[str]) -> Iterator[Schedule]:
    """Schedules in sentences that name no substance and tell how often something is given: of the drug that the block named last."""
    for index, found, sentence, phrases in _sentences(article, names):
        before = [m for m in found if m.start < sentence[0]]
        if not before or before[-1].name not in names or any(sentence[0] <= m.start < sentence[1] for m in found):
            continue
        for phrase in phrases:
            given = _given().search(article.texts[index][sentence[0] : phrase.start])
            if given is not None:
                yield Schedule(index, before[-1].ids, before[-1].name, sentence[0] + given.start(), phrase.end, phrase.rate, sentence)
                break


def _sentences(
    article: Article, names: frozenset[str]
) -> Iterator[tuple[int, tuple[Mention, ...], tuple[int, int], tuple[RatePhrase, ...]]]:
    """Sentences without an amount that tell how often, in blocks that have one of these names, with the substances of the block."""
    for index, block in enumerate(article.blocks):
        text = article.texts[index]
        low = text.lower()
        if block.kind in {BlockKind.CODE, BlockKind.FIELD} or not any(name in low for name in names):
            continue
        amounts = [q for q in article.fact(article_quantities)[index] if q.unit is not None and q.unit.dimension in DOSE_DIMENSIONS]
        found: tuple[Mention, ...] | None = None
        for sentence in article.sentences(index):
            place = (sentence.start, sentence.end)
            if any(place[0] <= q.start < place[1] for q in amounts) or not (phrases := tuple(_rates(text, place))):
                continue
            found = tuple(mentions(text)) if found is None else found
            yield index, found, place, phrases


def _rates(text: str, sentence: tuple[int, int]) -> Iterator[RatePhrase]:
    for phrase in rates(text[sentence[0] : sentence[1]]):
        yield replace(phrase, start=phrase.start + sentence[0], end=phrase.end + sentence[0])


@cache
def _given() -> Any:
    """Words for giving something, close before how often."""
    return re2.compile(
        r"(?i)\b(?:given|injected|infused|administered|repeated|swallowed|taken|injections?|infusions?|doses?|schedule[ds]?)(?: [\w()'-]+){0,5} ?$"
    )
