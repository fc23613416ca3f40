"""Whether a number is told of already, so that no second rule speaks of it."""

from __future__ import annotations

from clinlint.facts.article import Article
from clinlint.facts.thresholds import thresholds
from clinlint.rules.verdicts import judge


def is_judged(article: Article, block: int, start: int, end: int, jurisdictions: frozenset[str]) -> bool:
    """Whether a cut-off that overlaps text `[start, end)` of a block is wrong."""
    return any(
        s.block == block and s.at.start < end and start < s.at.end and judge(s, jurisdictions) is not None for s in article.fact(thresholds)
    )
