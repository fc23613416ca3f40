"""Medicines that are praised beside others whose harms are told, and whose own are not."""

from __future__ import annotations

from collections.abc import Iterator

from clinlint.facts.article import Article
from clinlint.facts.disclosures import sentence_at
from clinlint.facts.harms import Praise, harms, pattern
from clinlint.facts.metadata import metadata
from clinlint.model.finding import Finding
from clinlint.model.settings import Settings
from clinlint.rules.rule import Kind, Rule

_SHOWN = 4


def _check(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    kind = metadata(article, settings).article_type
    if kind and kind not in rule.options.get("article_type", (kind,)):
        return
    known = harms(article)
    if not known.bare or not (known.told or (len(known.named) == 1 and known.often)):
        return
    sentences: dict[tuple[int, int], list[Praise]] = {}
    for praise in known.bare:
        sentences.setdefault((praise.block, sentence_at(article, praise.block, praise.start)[0]), []).append(praise)
    for (index, _), praises in sentences.items():
        block = article.blocks[index]
        words = list(dict.fromkeys(block.text[praise.start : praise.end] for praise in praises))[:_SHOWN]
        text = words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]
        message = rule.message.format(text=text[:1].upper() + text[1:])
        yield rule.at(block, praises[0].start, praises[0].end, message=message, found=words[0])


KIND = Kind(
    options={"properties": {"article_type": {"type": "array", "items": {"type": "string"}}}},
    check=_check,
    triggers=lambda _rule: {"": _plain(pattern())},
)


def _plain(named: str) -> str:
    """The pattern without its group names, which must be one of a kind in a set."""
    import re

    return re.sub(r"\?P<m\d+>", "?:", named)
