"""Ranges side by side that overlap or leave a gap."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from clinlint.facts.article import Article
from clinlint.facts.partitions import Piece, partitions, step
from clinlint.facts.patterns import first
from clinlint.facts.role import Role, role_at
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
            if fault != wanted or lower.block in told or upper.block in told or (fault == "gap" and _apart(article, upper)):
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


def _apart(article: Article, piece: Piece) -> bool:
    """Whether a range is of values that do harm in themselves, which need not begin where the ones before end: “toxic: above 150”."""
    cell = article.blocks[piece.block].cell
    row = (
        [piece.block]
        if cell is None
        else [i for i, b in enumerate(article.blocks) if b.cell and (b.cell.table, b.cell.row) == (cell.table, cell.row)]
    )
    return any(first(_HARMFUL, article.texts[i]) for i in row)


_HARMFUL = r"\b(?:toxic\w*|poison\w*|harmful|danger\w*|emergency|crisis|critical\w*|overdos\w*|excess\w*)\b"


KIND = Kind(
    options={
        "properties": {"fault": {"enum": ["overlap", "gap"], "description": "What is wrong between two ranges."}},
        "required": ["fault"],
    },
    check=_check,
    triggers=lambda _: {"": "[0-9]"},
)
