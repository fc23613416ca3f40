"""Where and how an article cites the works of its list."""

from __future__ import annotations

from clinlint.facts.article import Article
from clinlint.facts.citations import CITES, Marker, markers
from clinlint.facts.disclosures import sentence_at
from clinlint.facts.entries import Entry
from clinlint.facts.references import references


def citing(article: Article, entry: Entry) -> list[Marker]:
    """The markers that mean an entry by their first key."""
    listed = references(article)
    return [m for m in markers(article) if m.form in CITES and listed.find(m.keys[0] if m.keys else "") is entry]


def sentence_of(article: Article, marker: Marker) -> str:
    """The sentence that a marker stands in, or that it follows."""
    start, end = sentence_at(article, marker.block, max(marker.start - 1, 0))
    return article.texts[marker.block][start:end]
