"""Reference lists beside an article that are missing, lie elsewhere or are broken, told at the article that uses them."""

from __future__ import annotations

from collections.abc import Iterator

from clinlint.facts.article import Article
from clinlint.facts.beside import Shelf
from clinlint.facts.citation_keys import key_citations
from clinlint.facts.listed_elsewhere import place_of
from clinlint.model.finding import Finding
from clinlint.model.settings import Settings
from clinlint.rules.rule import Kind, Rule

_TOLD = 3
"""Flaws of a file that one message names."""


def _check(rule: Rule, article: Article, _settings: Settings) -> Iterator[Finding]:
    cited = frozenset(key for citation in key_citations(article) for key in citation.keys)
    for shelf in article.beside.shelves:
        if shelf.missing:
            yield rule.on(place_of(article, shelf), message=f"The reference list {shelf.list.path} {shelf.missing}.", found=shelf.list.path)
        elif shelf.list.flaws and (shelf.own or shelf.field or cited):
            yield rule.on(place_of(article, shelf), message=_told(shelf), found=shelf.list.path)


def _told(shelf: Shelf) -> str:
    flaws = shelf.list.flaws
    parts = [f"line {flaw.line}: {flaw.message}" if flaw.line else flaw.message for flaw in flaws[:_TOLD]]
    more = f"; and {len(flaws) - _TOLD:,} more" if len(flaws) > _TOLD else ""
    return f"The reference list {shelf.list.path} is broken: {'; '.join(parts)}{more}."


KIND = Kind(options={}, check=_check, any_language=True)
