"""Entries of reference lists that stand in files beside the article: those it cites, and all of a list that is its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from clinlint.facts.article import Article
from clinlint.facts.beside import Shelf
from clinlint.facts.citation_keys import KeyCitation, key_citations
from clinlint.facts.entries import Entry, entry_of
from clinlint.formats.works import Work
from clinlint.model.span import Span


def listed_elsewhere(article: Article) -> Iterator[Entry]:
    """The entries, list by list; a list is the article's own where the article says so or cites most of it.

    A list that many articles share counts for each only with the works that it cites, as pandoc prints it.
    """
    cited: dict[str, KeyCitation] = {}
    for citation in key_citations(article):
        for key in citation.keys:
            cited.setdefault(key, citation)
    seen: set[str] = set()
    for shelf in article.beside.shelves:
        works = [work for work in shelf.list.works if work.key not in seen]
        seen |= {work.key for work in works}
        used = sum(work.key in cited for work in works)
        whole = shelf.own or (bool(shelf.field) and 2 * used > len(works)) or _printed_whole(article)
        for work in works:
            if whole or work.key in cited:
                yield _entry(article, work, shelf, cited, own=shelf.own or bool(shelf.field))


def place_of(article: Article, shelf: Shelf) -> Span:
    """Where an article names a list: in its metadata; else where it first cites by key, else its beginning."""
    fields = article.document.fields
    if fields is not None and shelf.field:
        return fields.value_spans.get(shelf.field, fields.span)
    first = next(iter(key_citations(article)), None)
    if first is not None:
        return article.blocks[first.block].span(first.start, first.end)
    return next((block.span() for block in article.blocks if block.text.strip()), Span(0, 0))


def _printed_whole(article: Article) -> bool:
    """Whether metadata asks to print every work of the list (`nocite: "@*"`)."""
    fields = article.document.fields
    return fields is not None and "@*" in str(fields.values.get("nocite", ""))


def _entry(article: Article, work: Work, shelf: Shelf, cited: Mapping[str, KeyCitation], *, own: bool) -> Entry:
    citation = cited.get(work.key)
    span = article.blocks[citation.block].span(citation.start, citation.end) if citation else place_of(article, shelf)
    return entry_of(work, span, general=not own, place=f"{shelf.list.path}, line {work.line}" if work.line else shelf.list.path)
