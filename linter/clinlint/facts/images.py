"""Images of an article that carry content and give no words for those who cannot see them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from clinlint.facts.article import Article
from clinlint.model.document import BlockKind, MarkKind
from clinlint.model.span import Span

_MARKDOWN = r"!\[[ \t]{0,20}\]\([ \t]{0,20}<?([^)\s>]{1,500})"
_HTML = r"<img\b([^<>]{0,2000})>"
_WORDS = r"\b(?:alt|aria-label|aria-labelledby|aria-hidden)\s*=|\brole\s*=\s*[\"']?(?:presentation|none)\b"
_ADDRESS = r"\bsrc\s*=\s*[\"']?([^\"'\s>]{1,500})"
_ORNAMENT = r"(?:^|[^a-z])(?:logos?|icons?|spacer|divider|separator|banner|pixel|tracking|avatar|bullet|decor\w*|ornament|background|badge|1x1)(?:[^a-z]|$)"


@cache
def _pattern(written: str) -> re.Pattern[str]:
    return re.compile(written, re.IGNORECASE)


def bare_images(article: Article) -> Iterator[tuple[Span, str]]:
    """The place and the file's name of each image that has no alternative text; an empty one in HTML says that it is an ornament."""
    document = article.document
    text = document.source.text
    if document.format not in {"markdown", "html"} or ("](" not in text and "<img" not in text.lower()):
        return
    hidden = tuple(_hidden(article))
    patterns = (_MARKDOWN, _HTML) if document.format == "markdown" else (_HTML,)
    for pattern in patterns:
        for match in _pattern(pattern).finditer(text):
            address = match[1]
            if pattern is _HTML:
                source = _pattern(_ADDRESS).search(match[1])
                if _pattern(_WORDS).search(match[1]) or source is None:
                    continue
                address = source[1]
            name = address.split("?", 1)[0].rstrip("/").rpartition("/")[2]
            span = Span(match.start(), match.end() + (pattern is _MARKDOWN and text[match.end() : match.end() + 1] == ")"))
            if not _pattern(_ORNAMENT).search(address) and not any(part.start <= span.start < part.end for part in hidden):
                yield span, name


def _hidden(article: Article) -> Iterator[Span]:
    """Code, comments and metadata, in which markup is none."""
    for block in article.blocks:
        if block.kind is BlockKind.CODE:
            yield block.span()
        yield from (block.span(mark.start, mark.end) for mark in block.marks if mark.kind is MarkKind.CODE)
    yield from (comment.span for comment in article.document.comments)
    if article.document.fields is not None and article.document.format == "markdown":
        yield article.document.fields.span
