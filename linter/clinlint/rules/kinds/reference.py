"""What is wrong with single entries of a reference list: what they are, how old they are, and what the text says by them."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from clinlint.facts.article import Article
from clinlint.facts.metadata import metadata
from clinlint.facts.references import references
from clinlint.model.finding import Finding
from clinlint.model.settings import Settings
from clinlint.rules.rule import Kind, Rule

_CHECKS = {
    **dict.fromkeys(("self-cited", "weak", "mislabelled", "incomplete", "retracted", "preprint", "bare"), "integrity"),
    **dict.fromkeys(("belied", "aged", "old", "accessed"), "age"),
    "overstated": "wording",
}
"""The module of `rules.works` that holds each check."""
_ENGLISH = frozenset({"aged"})
"""Checks that read the article's own words."""


def _check(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    check = rule.options["check"]
    if references(article) and (check not in _ENGLISH or metadata(article, settings).language == "en"):
        yield from import_module(f"clinlint.rules.works.{_CHECKS[check]}").CHECKS[check](rule, article, settings)


_TEXTS = ("tertiary", "design", "stronger", "verbs", "fitting", "unless", "words")
KIND = Kind(
    options={
        "properties": {
            "check": {"enum": sorted(_CHECKS)},
            "years": {"type": "integer", "minimum": 1},
            "statements": {"type": "array", "items": {"type": "string"}},
            **{name: {"type": "string"} for name in _TEXTS},
        },
        "required": ["check"],
    },
    check=_check,
    any_language=True,
)
