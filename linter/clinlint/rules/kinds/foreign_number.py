"""An emergency number that is not the one of the page's own country."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from clinlint.facts.article import Article
from clinlint.facts.metadata import metadata
from clinlint.facts.patterns import each
from clinlint.model.finding import Finding
from clinlint.model.settings import Settings
from clinlint.rules.rule import Kind, Rule

_CALL = r"\b(?:call|ring|dial|phone|telephone)\b[^.;]{0,40}?\b(\d{3})\b"
_PLACES = {"GB": "the United Kingdom", "US": "the United States", "IE": "Ireland", "AU": "Australia", "NZ": "New Zealand", "CA": "Canada"}


def _check(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    locale = metadata(article, settings).text("locale").replace("_", "-")
    own = rule.options["numbers"].get(locale)
    if not own:
        return
    every = {number for numbers in rule.options["numbers"].values() for number in numbers}
    called = [(hit.block, m.start(1), m.end(1), m[1]) for hit in article.hits.get(rule.id, ()) for m in _numbers(article, hit.block)]
    if any(number in own for _, _, _, number in called):
        return
    for block, start, end, number in dict.fromkeys(called):
        if number in every:
            message = rule.message.format(place=_PLACES[locale[-2:]], text=number, expected=own[0])
            yield rule.at(article.blocks[block], start, end, message=message, found=number, expected=own[0])


def _numbers(article: Article, block: int) -> Iterator[Any]:
    yield from each(_CALL, article.texts[block])


KIND = Kind(
    options={"properties": {"numbers": {"type": "object"}}, "required": ["numbers"]},
    check=_check,
    triggers=lambda _: {"": r"\b(?:call|ring|dial|phone|telephone)\b"},
)
