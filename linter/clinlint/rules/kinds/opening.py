"""Articles whose opening does not say what they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clinlint.facts.article import Article
from clinlint.facts.metadata import metadata
from clinlint.facts.outline import title
from clinlint.facts.references import references
from clinlint.model.document import BlockKind
from clinlint.model.finding import Finding
from clinlint.model.settings import Settings
from clinlint.rules.rule import Kind, Rule

_WORD = r"[A-Za-z][A-Za-z'’-]{3,}"
_STEM = 5
"""Letters by which two forms of a word are one."""
_COMMON = frozenset(
    [
        "about",
        "after",
        "answers",
        "before",
        "does",
        "everything",
        "facts",
        "from",
        "guide",
        "have",
        "help",
        "into",
        "know",
        "living",
        "more",
        "need",
        "overview",
        "questions",
        "should",
        "that",
        "their",
        "them",
        "then",
        "they",
        "this",
        "tips",
        "treatment",
        "what",
        "when",
        "where",
        "which",
        "with",
        "without",
        "your",
    ]
)
"""Words of titles that name no subject."""


def _check(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    if rule.confidence.rank < settings.profile.confidence.rank:
        return
    about = metadata(article, settings)
    if not set(about.audiences or ("public",)) & set(rule.options["audience"]) or any(map(about.given, rule.options["fields"])):
        return
    head = title(article)
    subject = _stems(about.text("title") or (article.texts[head] if head >= 0 else ""))
    body = list(_body(article, head))
    if not subject or sum(len(article.texts[i].split()) for i in body) < 2 * rule.options["words"]:
        return
    left = rule.options["words"]
    for index in body:
        words = article.texts[index].split()[:left]
        if subject & _stems(" ".join(words)):
            return
        left -= len(words)
        if left <= 0:
            break
    first = article.blocks[body[0]]
    sentence = next(iter(article.sentences(body[0])))
    yield rule.at(first, sentence.start, sentence.end)


def _body(article: Article, head: int) -> Iterator[int]:
    """The running text, headings below the title among it, without reference lists."""
    skipped = references(article).blocks
    for index, block in enumerate(article.blocks):
        if index != head and index not in skipped and block.text.strip() and block.kind not in (BlockKind.FIELD, BlockKind.CODE):
            yield index


def _stems(text: str) -> frozenset[str]:
    return frozenset(word.lower()[:_STEM] for word in re.findall(_WORD, text) if word.lower() not in _COMMON)


_TEXTS = {"type": "array", "items": {"type": "string"}}
KIND = Kind(
    options={
        "properties": {
            "words": {"type": "integer", "minimum": 20, "description": "Words from the beginning in which the subject must be named."},
            "audience": {"description": "Only for articles for these readers.", **_TEXTS},
            "fields": {"description": "Metadata that says what the article is about.", **_TEXTS},
        },
        "required": ["words", "audience", "fields"],
    },
    check=_check,
)
