"""Words that few readers know, in an article that nowhere gives the plain word or the name that most know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from clinlint.facts.article import Article, Hit
from clinlint.facts.disclosures import quoted_at
from clinlint.facts.metadata import metadata
from clinlint.facts.patterns import first
from clinlint.facts.references import references
from clinlint.model.document import BlockKind, MarkKind
from clinlint.model.finding import Finding
from clinlint.model.settings import Settings
from clinlint.rules.rule import Kind, Rule

_HIDDEN = frozenset({MarkKind.CODE, MarkKind.URL, MarkKind.OPAQUE})
_ASIDE = frozenset({BlockKind.FIELD, BlockKind.FOOTNOTE})


def _check(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    about = metadata(article, settings)
    if "audience" in rule.options and not set(about.audiences or ("public",)) & set(rule.options["audience"]):
        return
    for number, term in enumerate(rule.options["terms"]):
        hit = next((hit for hit in article.hits.get(f"{rule.id}#{number}", ()) if _is_used(article, hit)), None)
        if hit is not None and not _in_brackets(article, hit) and first(term["plain"], article.encoded) is None:
            block = article.blocks[hit.block]
            words = block.text[hit.start : hit.end]
            message = rule.message.format(text=words, use=term["use"])
            yield rule.at(block, hit.start, hit.end, message=message, found=words, expected=term["use"])


def _is_used(article: Article, hit: Hit) -> bool:
    block = article.blocks[hit.block]
    return not (
        block.kind in _ASIDE
        or hit.block in references(article).blocks
        or any(m.start <= hit.start < m.end and m.kind in _HIDDEN for m in block.marks)
        or quoted_at(article, hit.block, hit.start, hit.end)
    )


def _in_brackets(article: Article, hit: Hit) -> bool:
    """Whether brackets explain the word, or it stands in the brackets of what explains it."""
    text = article.texts[hit.block]
    return text[hit.end : hit.end + 2].lstrip().startswith("(") or text[: hit.start].endswith("(")


_TERM: Mapping[str, object] = {
    "title": "a term: match, use and plain",
    "type": "object",
    "properties": {
        "match": {"type": "string", "description": "The word that few know."},
        "use": {"type": "string", "description": "What to write, for the message."},
        "plain": {"type": "string", "description": "What explains the word, wherever it stands in the article."},
    },
    "required": ["match", "use", "plain"],
    "additionalProperties": False,
}
KIND = Kind(
    options={
        "properties": {
            "terms": {"title": "a list of terms", "type": "array", "minItems": 1, "items": _TERM},
            "audience": {"type": "array", "items": {"type": "string"}, "description": "Only for articles for these readers."},
        },
        "required": ["terms"],
    },
    check=_check,
    triggers=lambda rule: {str(number): term["match"] for number, term in enumerate(rule.options["terms"])},
)
