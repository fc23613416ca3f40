"""Names of medicines that look alike, one of which stands in an article that is about the other."""

from __future__ import annotations

from collections.abc import Iterator

from clinlint.facts.article import Article, Hit
from clinlint.facts.references import references
from clinlint.model.finding import Finding
from clinlint.model.settings import Settings
from clinlint.rules.rule import Kind, Rule

_MANY = 3
"""Uses of the other name from which a single use looks like a slip."""


def _check(rule: Rule, article: Article, _settings: Settings) -> Iterator[Finding]:
    uses: dict[str, list[Hit]] = {}
    for hit in article.hits.get(rule.id, ()):
        if hit.block not in references(article).blocks:
            uses.setdefault(article.texts[hit.block][hit.start : hit.end].lower(), []).append(hit)
    for pair in rule.options["pairs"]:
        for one, other in (pair, pair[::-1]):
            few, many = uses.get(one.lower(), []), uses.get(other.lower(), [])
            if len(few) == 1 and len(many) >= _MANY:
                hit = few[0]
                block = article.blocks[hit.block]
                words = block.text[hit.start : hit.end]
                tall = f"{one}, {other}"
                message = rule.message.format(text=words, other=other.lower(), count=len(many))
                yield rule.at(block, hit.start, hit.end, message=message, found=words, help=rule.help.format(use=tall))


KIND = Kind(
    options={"properties": {"pairs": {"type": "array"}}, "required": ["pairs"]},
    check=_check,
    triggers=lambda rule: {"": r"\b(?:" + "|".join(sorted({name.lower() for pair in rule.options["pairs"] for name in pair})) + r")\b"},
)
