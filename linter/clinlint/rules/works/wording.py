"""Words that say more, or less, than the kind of study that they cite can show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from clinlint.facts.article import Article
from clinlint.facts.citations import CITES, markers
from clinlint.facts.patterns import found
from clinlint.facts.references import references
from clinlint.model.finding import Finding
from clinlint.model.settings import Settings
from clinlint.rules.rule import Rule
from clinlint.rules.works.cited import sentence_of


def _overstated(rule: Rule, article: Article, _settings: Settings) -> Iterator[Finding]:
    listed = references(article)
    for marker in markers(article):
        entries = [entry for key in marker.keys if (entry := listed.find(key))]
        if marker.form not in CITES or not entries or not all(found(rule.options["design"], e.text) for e in entries):
            continue
        if any(found(rule.options["stronger"], e.text) for e in entries):
            continue
        words = sentence_of(article, marker)
        verb = found(rule.options["verbs"], words)
        if verb and not found(rule.options["fitting"], words):
            yield rule.at(
                article.blocks[marker.block],
                marker.start,
                marker.end,
                message=rule.message.format(text=verb, entry=entries[0].called),
                found=verb,
            )


CHECKS: Mapping[str, Callable[[Rule, Article, Settings], Iterator[Finding]]] = {"overstated": _overstated}
