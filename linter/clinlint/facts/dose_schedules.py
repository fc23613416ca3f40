"""How often an article says a drug is taken where it gives no amount: `take methotrexate every day`."""

from __future__ import annotations

from collections.abc import Iterator

from clinlint.facts.article import Article
from clinlint.facts.dose_attachment import DOSE_DIMENSIONS
from clinlint.facts.dose_mentions import mentions
from clinlint.facts.quantities import article_quantities
from clinlint.facts.rates import rates
from clinlint.model.document import BlockKind
from clinlint.model.quantity import Rate
from clinlint.record import record

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
    for index, block in enumerate(article.blocks):
        text = article.texts[index]
        low = text.lower()
        if block.kind in {BlockKind.CODE, BlockKind.FIELD} or not any(name in low for name in names):
            continue
        found = [m for m in mentions(text) if m.name in names]
        amounts = (
            [q for q in article.fact(article_quantities)[index] if q.unit is not None and q.unit.dimension in DOSE_DIMENSIONS]
            if found
            else []
        )
        for mention in found:
            sentence = next((s for s in article.sentences(index) if s.start <= mention.start < s.end), None)
            if sentence is None or any(sentence.start <= q.start < sentence.end for q in amounts):
                continue
            words = text[sentence.start : sentence.end]
            for phrase in rates(words):
                start, end = phrase.start + sentence.start, phrase.end + sentence.start
                if 0 <= start - mention.end <= _REACH and not any(mention.end < m.start < start for m in mentions(text)):
                    yield Schedule(index, mention.ids, mention.name, mention.start, end, phrase.rate, (sentence.start, sentence.end))
                    break
