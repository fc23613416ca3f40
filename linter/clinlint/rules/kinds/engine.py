"""Rules whose findings the engine makes itself: about suppressions, unreadable files and failed rules."""

from __future__ import annotations

from collections.abc import Iterator

from clinlint.facts.article import Article
from clinlint.model.finding import Finding
from clinlint.model.settings import Settings
from clinlint.rules.rule import Kind, Rule


def _check(_rule: Rule, _article: Article, _settings: Settings) -> Iterator[Finding]:
    yield from ()


KIND = Kind(options={}, check=_check, any_language=True)
