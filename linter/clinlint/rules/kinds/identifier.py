"""Identifiers of works and trials that cannot be right: a wrong shape or a check digit that does not fit."""

from __future__ import annotations

from collections.abc import Iterator

from clinlint.facts.article import Article
from clinlint.facts.entries import Entry
from clinlint.facts.identifiers import Identifier, flaw, identifiers, worth
from clinlint.facts.references import references
from clinlint.model.document import BlockKind
from clinlint.model.finding import Finding
from clinlint.model.settings import Settings
from clinlint.rules.rule import Kind, Rule


def _check(rule: Rule, article: Article, _settings: Settings) -> Iterator[Finding]:
    for index, block in enumerate(article.blocks) if worth(article.whole) else ():
        if block.kind in {BlockKind.CODE, BlockKind.FIELD}:
            continue
        for identifier in identifiers(article.texts[index]):
            if why := flaw(identifier):
                yield rule.at(block, identifier.start, identifier.end, message=_message(identifier, why), found=identifier.value)
    for entry in references(article).entries:
        if entry.path:
            yield from _declared(rule, article, entry.path, entry.identifiers)
        elif entry.place:
            yield from _elsewhere(rule, entry)


def _declared(rule: Rule, article: Article, path: tuple[str | int, ...], named: tuple[Identifier, ...]) -> Iterator[Finding]:
    fields = article.document.fields
    for identifier in named:
        why = flaw(identifier)
        if why and fields is not None:
            key = identifier.scheme.value.lower().split()[0]
            span = fields.value_spans.get((*path, key)) or fields.value_spans.get(path, fields.span)
            yield rule.on(span, message=_message(identifier, why), found=identifier.value)


def _elsewhere(rule: Rule, entry: Entry) -> Iterator[Finding]:
    """What is wrong in a list beside the article, told where the article cites or names the work."""
    for identifier in entry.identifiers:
        if why := flaw(identifier):
            yield rule.on(entry.span, message=f"{entry.place}: {_message(identifier, why)}", found=identifier.value)


def _message(identifier: Identifier, why: str) -> str:
    return f"{identifier.scheme.value} “{identifier.value}” cannot be right: {why}."


KIND = Kind(options={}, check=_check, any_language=True)
