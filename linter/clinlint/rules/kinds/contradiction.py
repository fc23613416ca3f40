"""Two statements of one article, or a statement and its metadata, that cannot both hold."""

from __future__ import annotations

from collections.abc import Iterator

from clinlint.facts.article import Article, Hit
from clinlint.facts.metadata import metadata
from clinlint.facts.references import references
from clinlint.model.document import BlockKind, MarkKind
from clinlint.model.finding import Finding, Related
from clinlint.model.settings import Settings
from clinlint.rules.rule import Kind, Rule

_HIDDEN = frozenset({MarkKind.CODE, MarkKind.URL, MarkKind.OPAQUE})


def _check(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    one, two = _first(rule, article, "says"), _first(rule, article, "other")
    if one and two:
        words, other = _words(article, one), _words(article, two)
        related = (Related("and here", article.blocks[two.block].span(two.start, two.end)),)
        message = rule.message.format(text=words, other=other)
        yield rule.at(article.blocks[one.block], one.start, one.end, message=message, found=words, related=related)
        return
    audiences = metadata(article, settings).audiences
    against = {rule.options.get("audiences", {}).get(word) for word in audiences}
    for name, hit in (("says", one), ("other", two)):
        if hit and against == {name}:
            message = rule.message.format(text=_words(article, hit), other=f"audience: {', '.join(audiences)}")
            yield rule.at(article.blocks[hit.block], hit.start, hit.end, message=message, found=_words(article, hit))


def _first(rule: Rule, article: Article, name: str) -> Hit | None:
    skipped = references(article).blocks
    for hit in article.hits.get(f"{rule.id}#{name}", ()):
        block = article.blocks[hit.block]
        hidden = any(m.start <= hit.start < m.end and m.kind in _HIDDEN for m in block.marks)
        if hit.block not in skipped and block.kind is not BlockKind.FIELD and not block.quoted and not hidden:
            return hit
    return None


def _words(article: Article, hit: Hit) -> str:
    return article.blocks[hit.block].text[hit.start : hit.end]


KIND = Kind(
    options={
        "properties": {"says": {"type": "string"}, "other": {"type": "string"}, "audiences": {"type": "object"}},
        "required": ["says", "other"],
    },
    check=_check,
    triggers=lambda rule: {name: rule.options[name] for name in ("says", "other")},
)
