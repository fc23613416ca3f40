"""Markup of a page that asks for words beside it, such as a form that asks for a link to what becomes of the answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clinlint.facts.article import Article
from clinlint.facts.patterns import found
from clinlint.model.document import BlockKind, MarkKind
from clinlint.model.finding import Finding
from clinlint.model.settings import Settings
from clinlint.model.span import Span
from clinlint.rules.rule import Kind, Rule


def _check(rule: Rule, article: Article, _settings: Settings) -> Iterator[Finding]:
    source = article.document.source.text
    tag = f"<{rule.options['tag']}"
    at = source.lower().find(tag) if article.document.format in {"markdown", "html"} else -1
    if at < 0 or found(rule.options["need"], source):
        return
    match = re.compile(rf"<{rule.options['tag']}\b[^<>]{{0,500}}>?", re.IGNORECASE).search(source, at)
    if match and not any(part.start <= match.start() < part.end for part in _code(article)):
        yield rule.on(Span(match.start(), match.end()), found=match[0])


def _code(article: Article) -> Iterator[Span]:
    """Code and comments, in which markup is none."""
    for block in article.blocks:
        if block.kind is BlockKind.CODE:
            yield block.span()
        yield from (block.span(mark.start, mark.end) for mark in block.marks if mark.kind is MarkKind.CODE)
    yield from (comment.span for comment in article.document.comments)


KIND = Kind(
    options={
        "properties": {
            "tag": {"type": "string", "pattern": "^[a-z][a-z0-9-]*$", "description": "The name of an HTML element."},
            "need": {"type": "string", "description": "Words of which some must stand in the file, addresses of links among them."},
        },
        "required": ["tag", "need"],
    },
    check=_check,
    any_language=True,
)
