"""Texts that read above the grade advised for their audience, by both formulas."""

from __future__ import annotations

from collections.abc import Iterator

from clinlint.facts.article import Article
from clinlint.facts.metadata import metadata
from clinlint.facts.outline import whole
from clinlint.model.finding import Finding
from clinlint.model.settings import Settings
from clinlint.rules.rule import Kind, Rule

_LEAST = 40
"""Words below which a grade means nothing."""


def _check(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    if rule.confidence.rank < settings.profile.confidence.rank:
        return
    from clinlint.facts.readability import reading

    if not set(metadata(article, settings).audiences) & set(rule.options["audience"]):
        return
    found = reading(article)
    limit = rule.options["grade"]
    if found.words >= _LEAST and min(found.tenths, found.smog) > 10 * limit:
        message = rule.message.format(found=found.grade, other=f"{found.smog / 10:.1f}", expected=limit)
        yield rule.on(whole(article), message=message, found=found.grade, expected=str(limit))


KIND = Kind(
    options={
        "properties": {"grade": {"type": "integer"}, "audience": {"type": "array", "items": {"type": "string"}}},
        "required": ["grade", "audience"],
    },
    check=_check,
)
