"""Differences of two shares that are called percent and are percentage points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from clinlint.facts.article import Article
from clinlint.facts.disclosures import quoted_at
from clinlint.facts.references import references
from clinlint.model.finding import Applicability, Edit, Finding, Fix
from clinlint.model.settings import Settings
from clinlint.rules.rule import Kind, Rule

_NUMBER = r"(\d{1,3}(?:\.\d{1,3})?)"
_CHANGE = rf"\b(?:rose|rises|risen|fell|falls|fallen|grew|grown|dropped|drops|increased|increases|decreased|decreases|declined|climbed|went (?:up|down)|(?:rise|fall|drop|increase|decrease|decline) of)(?: by)? {_NUMBER} ?(%|percent|per cent),? from {_NUMBER} ?(?:%|percent|per cent)? to {_NUMBER} ?(?:%|percent|per cent)"


def _check(rule: Rule, article: Article, _settings: Settings) -> Iterator[Finding]:
    skipped = references(article).blocks
    for hit in article.hits.get(rule.id, ()):
        block = article.blocks[hit.block]
        parts = re.fullmatch(_CHANGE, article.texts[hit.block][hit.start : hit.end], re.IGNORECASE)
        if parts is None or hit.block in skipped or quoted_at(article, hit.block, hit.start, hit.end):
            continue
        change, before, after = Decimal(parts[1]), Decimal(parts[3]), Decimal(parts[4])
        if change != abs(after - before) or not before or change == abs(after - before) / before * 100:
            continue
        start, end = hit.start + parts.start(2), hit.start + parts.end(2)
        found = block.text[hit.start + parts.start(1) : end]
        fixes: tuple[Fix, ...] = ()
        if block.map.exact(start, end):
            edit = Edit(block.span(start, end), " percentage points")
            fixes = (Fix("Write “percentage points”", Applicability.SUGGESTED, (edit,)),)
        message = rule.message.format(text=found, number=parts[1], before=parts[3], after=parts[4])
        yield rule.at(
            block, hit.start + parts.start(1), end, message=message, found=found, expected=f"{parts[1]} percentage points", fixes=fixes
        )


KIND = Kind(options={}, check=_check, triggers=lambda _rule: {"": _CHANGE})
