"""Frequencies that one sentence compares under different denominators: “1 in 8 rather than 1 in 12”."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from clinlint.facts.article import Article, Hit
from clinlint.facts.disclosures import sentence_at
from clinlint.facts.patterns import each, found
from clinlint.facts.references import references
from clinlint.model.finding import Finding
from clinlint.model.settings import Settings
from clinlint.rules.rule import Kind, Rule

_FREQUENCY = r"\b(\d{1,3}|one|two|three) (?:in|out of)(?: every)? (\d[\d,]*)\b"
_COMPARES = r"\b(?:than|versus|vs|against|rather|compared|instead|whereas|but only|while)\b"
_ROUND = 100


def _check(rule: Rule, article: Article, _settings: Settings) -> Iterator[Finding]:
    done: set[tuple[int, int]] = set()
    for hit in article.hits.get(rule.id, ()):
        start, end = sentence_at(article, hit.block, hit.start)
        if (hit.block, start) in done or hit.block in references(article).blocks:
            continue
        done.add((hit.block, start))
        yield from _compared(rule, article, hit, start, end)


def _compared(rule: Rule, article: Article, hit: Hit, start: int, end: int) -> Iterator[Finding]:
    sentence = article.texts[hit.block][start:end]
    figures = [(m.start(), m.end(), int(m[2].replace(",", "")[:12])) for m in each(_FREQUENCY, sentence)]
    for (first, last, one), (begin, finish, two) in pairwise(figures):
        if one != two and found(_COMPARES, sentence[last:begin]):
            block = article.blocks[hit.block]
            words, other = block.text[start + first : start + last], block.text[start + begin : start + finish]
            use = max(_ROUND, 10 ** (len(str(max(one, two) - 1))))
            message = rule.message.format(text=words, other=other, use=f"{use:,}")
            yield rule.at(block, start + first, start + last, message=message, found=f"{words}; {other}")
            return


KIND = Kind(options={}, check=_check, triggers=lambda _: {"": _FREQUENCY})
