"""Statements that rest on evidence and carry no source: neither a marker nor a link nor a named work."""

from __future__ import annotations

from collections.abc import Iterator

from clinlint.facts.article import Article
from clinlint.facts.citations import CITES, markers
from clinlint.facts.coverage import sourced
from clinlint.facts.references import references
from clinlint.facts.sourceable import Statement, strongest
from clinlint.model.finding import Finding
from clinlint.model.settings import Profile, Settings
from clinlint.rules.rule import Kind, Rule


def _check(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    if _listed_only(article):
        return
    lenient = settings.profile is Profile.DEFAULT
    for statement in strongest(article, lambda s: sourced(article, s.block, s.first, lenient=lenient)):
        if statement.plain is rule.options.get("plain", False) and statement.name in rule.options.get("names", (statement.name,)):
            yield _finding(rule, article, statement)


def _listed_only(article: Article) -> bool:
    """Whether the text is sourced as a whole: a list or one source stands at its end and no marker points to it."""
    return bool(references(article)) and not any(marker.form in CITES for marker in markers(article))


def _finding(rule: Rule, article: Article, statement: Statement) -> Finding:
    words = article.blocks[statement.block].text[statement.start : statement.end].strip()
    message = rule.message.format(text=words, label=statement.label)
    end = statement.start + len(article.blocks[statement.block].text[statement.start : statement.end].rstrip())
    return rule.at(
        article.blocks[statement.block], statement.start, end, message=message, found=words, detail=(("statement", statement.name),)
    )


KIND = Kind(
    options={"properties": {"plain": {"type": "boolean"}, "names": {"type": "array", "items": {"type": "string"}}}},
    check=_check,
)
