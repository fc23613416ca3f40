"""Ranges side by side that overlap or leave a gap."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from clinlint.facts.article import Article
from clinlint.facts.partitions import Piece, partitions, step
from clinlint.facts.patterns import first
from clinlint.facts.role import Role, role_at
from clinlint.facts.tables import tables
from clinlint.facts.thresholds import thresholds
from clinlint.model.finding import Finding, Related
from clinlint.model.settings import Settings
from clinlint.rules.rule import Kind, Rule
from clinlint.rules.verdicts import judge
from clinlint.rules.wording import figure


def _check(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    wanted = rule.options["fault"]
    told = {s.block for s in article.fact(thresholds) if judge(s, settings.jurisdictions)} if article.fact(partitions) else set()
    for pieces in article.fact(partitions):
        smallest = step(pieces)
        for lower, upper in pairwise(pieces):
            high, low = lower.quantity.interval.high, upper.quantity.interval.low
            fault = "overlap" if low < high else "gap" if low - high > smallest else ""
            if fault != wanted or lower.block in told or upper.block in told or _apart(rule, article, upper):
                continue
            role = role_at(article, upper.block, upper.quantity.start, upper.quantity.end).role
            if role in {Role.MYTH, Role.STUDY, Role.MEASUREMENT}:
                continue
            below = figure(article.texts[lower.block][lower.quantity.start : lower.quantity.end])
            second = figure(article.texts[upper.block][upper.quantity.start : upper.quantity.end])
            words = "overlap" if fault == "overlap" else "leave a gap between them"
            yield rule.at(
                article.blocks[upper.block],
                upper.quantity.start,
                upper.quantity.end,
                message=f"“{below}” and “{second}” {words}; in one scale each value belongs to one category.",
                found=second,
                related=(Related("The range before it.", article.blocks[lower.block].span(lower.quantity.start, lower.quantity.end)),),
            )


def _apart(rule: Rule, article: Article, piece: Piece) -> bool:
    """Whether the words beside a range say that it need not begin where the one before ends."""
    if "apart" not in rule.options:
        return False
    cell = article.blocks[piece.block].cell
    beside = article.fact(tables)[cell.table].row(cell.row) if cell else (piece.block,)
    return any(first(rule.options["apart"], article.texts[index]) for index in beside)


KIND = Kind(
    options={
        "properties": {
            "fault": {"enum": ["overlap", "gap"], "description": "What is wrong between two ranges."},
            "apart": {"type": "string", "description": "Words beside a range that need not meet the one before it."},
        },
        "required": ["fault"],
    },
    check=_check,
    triggers=lambda _: {"": "[0-9]"},
)
