"""Statements that an article makes with numbers, as places of its source: what errors are planted into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from clinlint.facts.article import Article
from clinlint.facts.doses import doses
from clinlint.facts.role import role_at
from clinlint.facts.thresholds import thresholds
from clinlint.formats.parse import parse
from clinlint.linguistics.triggers import TriggerSet
from clinlint.model.document import BlockKind
from clinlint.model.source import Source
from clinlint.model.span import Span


@dataclass(frozen=True)
class Statement:
    """A statement with a number: its place, what it is about, its role, and whether it is right, so that an error can be planted."""

    id: str
    source: Source
    span: Span
    measure: str
    role: str
    right: bool = True

    @property
    def text(self) -> str:
        """The statement as the source has it."""
        return self.source.slice(self.span)


def statements(source: Source) -> Iterator[Statement]:
    """Statements of an article that the linter holds against its reference: sentences, or cells of a table."""
    article = Article(parse(source), TriggerSet({}))
    found: dict[tuple[int, int], tuple[int, str, str]] = {}
    for index, at, measure, role in _judged(article):
        sentence = next((s for s in article.sentences(index) if s.start <= at < s.end), None)
        if sentence is not None:
            found.setdefault((index, sentence.start), (sentence.end, measure, role))
    for (index, start), (end, measure, role) in sorted(found.items()):
        block = article.blocks[index]
        if block.kind is not BlockKind.FIELD and not block.quoted:
            span = block.span(start, end)
            yield Statement(f"{source.path}:{span.start}", source, span, measure.lower(), role)


def _judged(article: Article) -> Iterator[tuple[int, int, str, str]]:
    """Block, place, measure or substance, and role of every number that is held against the reference."""
    for threshold in article.fact(thresholds):
        if threshold.role.judged:
            yield threshold.block, threshold.at.start, threshold.measure, threshold.role.role.value
    for dose in article.fact(doses):
        role = role_at(article, dose.block, dose.quantity.start, dose.quantity.end)
        if role.judged and dose.near:
            yield dose.block, dose.quantity.start, dose.name, role.role.value
