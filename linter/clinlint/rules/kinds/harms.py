"""Medicines that are praised beside others whose harms are told, and whose own are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from clinlint.facts.article import Article
from clinlint.facts.disclosures import sentence_at
from clinlint.facts.harms import Harms, Praise, harms, pattern
from clinlint.facts.metadata import metadata
from clinlint.facts.patterns import found
from clinlint.model.finding import Finding
from clinlint.model.settings import Settings
from clinlint.rules.rule import Kind, Rule

_SHOWN = 4


def _check(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    kind = metadata(article, settings).article_type
    if kind and kind not in rule.options.get("article_type", (kind,)):
        return
    known = harms(article)
    if not known.bare:
        return
    if "grave" in rule.options:
        if not known.told and len(known.named) > 1:
            yield from _grave(rule, article, known)
    elif known.told or (len(known.named) == 1 and known.often):
        for (index, _), praises in _by_sentence(article, known.bare).items():
            block = article.blocks[index]
            words = list(dict.fromkeys(block.text[praise.start : praise.end] for praise in praises))[:_SHOWN]
            yield rule.at(
                block, praises[0].start, praises[0].end, message=rule.message.format(text=_capital(_listed(words))), found=words[0]
            )


def _grave(rule: Rule, article: Article, known: Harms) -> Iterator[Finding]:
    """Medicines whose grave harms must be named, behind the first that is praised: there a finding on the harms of all stands already."""
    for (index, _), praises in sorted(_by_sentence(article, known.bare).items())[1:]:
        block = article.blocks[index]
        told: dict[str, str] = {}
        for praise in praises:
            words = block.text[praise.start : praise.end]
            harm = next((item["harm"] for item in rule.options["grave"] if found(f"^(?:{item['called']})$", words)), "")
            if harm:
                told.setdefault(harm, words)
        if told:
            first = next(praise for praise in praises if block.text[praise.start : praise.end] in told.values())
            message = rule.message.format(text=_capital(_listed(list(told.values()))), harms=_listed(list(told)))
            yield rule.at(block, first.start, first.end, message=message, found=block.text[first.start : first.end])


def _by_sentence(article: Article, praises: Iterable[Praise]) -> dict[tuple[int, int], list[Praise]]:
    sentences: dict[tuple[int, int], list[Praise]] = {}
    for praise in praises:
        sentences.setdefault((praise.block, sentence_at(article, praise.block, praise.start)[0]), []).append(praise)
    return sentences


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " and " + words[-1]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


_GRAVE = {
    "type": "object",
    "properties": {"called": {"type": "string"}, "harm": {"type": "string"}},
    "required": ["called", "harm"],
    "additionalProperties": False,
}
KIND = Kind(
    options={"properties": {"article_type": {"type": "array", "items": {"type": "string"}}, "grave": {"type": "array", "items": _GRAVE}}},
    check=_check,
    triggers=lambda _rule: {"": _plain(pattern())},
)


def _plain(named: str) -> str:
    """The pattern without its group names, which must be one of a kind in a set."""
    import re

    return re.sub(r"\?P<m\d+>", "?:", named)
