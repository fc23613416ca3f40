"""Years of cited works: one that its DOI belies, and works too old for what they are cited for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping

from clinlint.facts.article import Article
from clinlint.facts.citations import CITES, markers
from clinlint.facts.disclosures import sentence_at
from clinlint.facts.doi_years import stamped_years
from clinlint.facts.entries import Entry
from clinlint.facts.identifiers import Scheme
from clinlint.facts.metadata import metadata
from clinlint.facts.patterns import found
from clinlint.facts.references import references
from clinlint.facts.sourceable import Statement, statements
from clinlint.model.finding import Finding
from clinlint.model.settings import Settings
from clinlint.rules.rule import Rule

_YEAR = r"(?<![\d/.-])((?:19|20)\d\d)(?![\d/])"
_ADDRESS = r"(?i)\b(?:doi:?\s*|https?://)\S+|\b10\.\d{4,9}/\S+"


def _belied(rule: Rule, article: Article, _settings: Settings) -> Iterator[Finding]:
    for entry in references(article).entries:
        told = {int(year) for year in re.findall(_YEAR, re.sub(_ADDRESS, " ", entry.text))} | ({entry.year} if entry.year else set())
        for doi in entry.of(Scheme.DOI):
            can = stamped_years(doi)
            if can is not None and told and not any(year in can for year in told):
                message = rule.message.format(entry=entry.called, year=entry.year or max(told), text=doi, stamp=can.start)
                yield rule.on(entry.span, message=message, found=str(entry.year or max(told)), expected=f"{can.start} or soon after")


def _aged(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    last = settings.today.year - int(rule.options["years"])
    done: set[int] = set()
    for statement in statements(article):
        if statement.name not in rule.options["statements"] or statement.block in done:
            continue
        start, end = sentence_at(article, statement.block, statement.start)
        words = article.texts[statement.block][start:end]
        if re.search(_YEAR, words) or ("unless" in rule.options and found(rule.options["unless"], words)):
            continue
        shown = article.blocks[statement.block].text[statement.start : statement.end].strip()
        if "words" in rule.options and not found(rule.options["words"], shown):
            continue
        entries = _cited(article, statement)
        if not entries or any(entry.year is None or entry.year >= last for entry in entries):
            continue
        done.add(statement.block)
        newest = max(entries, key=lambda entry: entry.year or 0)
        message = rule.message.format(text=shown, entry=newest.called, year=newest.year, years=rule.options["years"])
        yield rule.at(article.blocks[statement.block], statement.start, statement.end, message=message, found=str(newest.year))


def _cited(article: Article, statement: Statement) -> list[Entry]:
    """The entries that the sentence of a statement cites; a marker right behind its full stop belongs to it."""
    listed = references(article)
    sentences = article.sentences(statement.block)
    number = max(bisect_right(sentences, statement.start, key=lambda s: s.start) - 1, 0)
    end = sentences[number].end if sentences else len(article.texts[statement.block])
    here = [m for m in markers(article) if m.block == statement.block and m.form in CITES and statement.first <= m.start <= end + 1]
    return [entry for marker in here for key in marker.keys if (entry := listed.find(key)) is not None]


def _old(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    listed = references(article).entries
    years = [entry.year for entry in listed if entry.year]
    limit = settings.today.year - rule.options["years"]
    if len(years) >= 2 and max(years) < limit:
        newest = next(entry for entry in listed if entry.year == max(years))
        yield rule.on(
            newest.span, message=f"The newest of {len(listed)} references is of {max(years)}; look for a later review or guideline."
        )


_ACCESSED = r"(?i)\b(?:accessed|retrieved|viewed|consulted|last visited)\b[^.;]{0,30}?\b((?:19|20)\d\d)\b"


def _accessed(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    reviewed = metadata(article, settings).date("last_reviewed")
    for entry in references(article).entries if reviewed else ():
        match = re.search(_ACCESSED, entry.text)
        if match and reviewed and reviewed.year - int(match[1]) >= rule.options["years"]:
            yield rule.on(
                entry.span, message=rule.message.format(entry=entry.called, year=match[1], reviewed=reviewed.isoformat()), found=match[1]
            )


CHECKS: Mapping[str, Callable[[Rule, Article, Settings], Iterator[Finding]]] = {
    "belied": _belied,
    "aged": _aged,
    "old": _old,
    "accessed": _accessed,
}
