"""Images that carry content and have no alternative text."""

from __future__ import annotations

from collections.abc import Iterator

from clinlint.facts.article import Article
from clinlint.facts.images import bare_images
from clinlint.model.finding import Finding
from clinlint.model.settings import Settings
from clinlint.rules.rule import Kind, Rule


def _check(rule: Rule, article: Article, _settings: Settings) -> Iterator[Finding]:
    for span, name in bare_images(article):
        yield rule.on(span, message=rule.message.format(text=name), found=name)


KIND = Kind(options={}, check=_check, any_language=True)
