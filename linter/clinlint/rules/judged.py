"""Whether a number is told of already, so that no second rule speaks of it."""

from __future__ import annotations

from bisect import bisect_left

from clinlint.facts.article import Article
from clinlint.facts.threshold_statement import Statement
from clinlint.facts.thresholds import thresholds
from clinlint.rules.verdicts import judge

_LONGEST = 200
"""Most code points of a number with all that belongs to it."""


def is_judged(article: Article, block: int, start: int, end: int, jurisdictions: frozenset[str]) -> bool:
    """Whether a cut-off that overlaps text `[start, end)` of a block is wrong."""
    found = article.fact(_by_place).get(block, ())
    first, last = bisect_left(found, start - _LONGEST, key=_start), bisect_left(found, end, key=_start)
    return any(start < s.at.end and judge(s, jurisdictions) is not None for s in found[first:last])


def _by_place(article: Article) -> dict[int, tuple[Statement, ...]]:
    """Statements by their block, in order of the text."""
    found: dict[int, list[Statement]] = {}
    for statement in sorted(article.fact(thresholds), key=_start):
        found.setdefault(statement.block, []).append(statement)
    return {block: tuple(statements) for block, statements in found.items()}


def _start(statement: Statement) -> int:
    return statement.at.start
