"""Identifiers of works and trials that cannot be right: a wrong shape or a check digit that does not fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from clinlint.facts.article import Article
from clinlint.facts.entries import Entry
from clinlint.facts.identifiers import Identifier, Scheme, flaw, identifiers_by_block
from clinlint.facts.metadata import metadata
from clinlint.facts.references import references
from clinlint.model.document import BlockKind
from clinlint.model.finding import Finding
from clinlint.model.settings import Settings
from clinlint.rules.rule import Kind, Rule


def _check(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    for index, named in article.fact(identifiers_by_block).items():
        block = article.blocks[index]
        if block.kind in {BlockKind.CODE, BlockKind.FIELD}:
            continue
        for identifier in named:
            if why := flaw(identifier):
                yield rule.at(block, identifier.start, identifier.end, message=_message(identifier, why), found=identifier.value)
    yield from _of_people(rule, article, settings)
    for entry in references(article).entries:
        if entry.path:
            yield from _declared(rule, article, entry.path, entry.identifiers)
        elif entry.place:
            yield from _elsewhere(rule, entry)


def _of_people(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    """ORCID iDs of authors and reviewers whose check digit does not fit; a wrong shape is a finding of the schema."""
    if article.document.fields is None:
        return
    about = metadata(article, settings)
    for name in ("authors", "medical_reviewer"):
        people = about.values.get(name)
        for index, person in enumerate(people) if isinstance(people, list) else [(None, people)]:
            written = person.get("orcid") if isinstance(person, Mapping) else None
            if not isinstance(written, str):
                continue
            one = Identifier(Scheme.ORCID, written.strip().rpartition("/")[2], -1, -1)
            if (why := flaw(one)) and "digit" in why and "groups" not in why:
                path = (name, "orcid") if index is None else (name, index, "orcid")
                yield rule.on(about.span(*path), message=_message(one, why), found=one.value)


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
