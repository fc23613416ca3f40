"""Parts that a page of some type must have, under whatever heading or in whatever words: one finding names those that are missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from clinlint.facts.article import Article
from clinlint.facts.disclosures import said, wordings
from clinlint.facts.metadata import Metadata, metadata
from clinlint.facts.outline import whole
from clinlint.model.finding import Finding
from clinlint.model.settings import Settings
from clinlint.rules.rule import Kind, Rule


def _check(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    about = metadata(article, settings)
    options = rule.options
    if about.article_type not in options["article_type"]:
        return
    if "audience" in options and not set(about.audiences or ("public",)) & set(options["audience"]):
        return
    if rule.confidence.rank < settings.profile.confidence.rank:
        return
    missing = [part["name"] for part in options["parts"] if not _is_there(part, article, about, settings)]
    if missing:
        listed = missing[0] if len(missing) == 1 else ", ".join(missing[:-1]) + " and " + missing[-1]
        yield rule.on(whole(article), message=rule.message.format(text=listed), expected=listed)


def _is_there(part: Mapping[str, Any], article: Article, about: Metadata, settings: Settings) -> bool:
    fields = part.get("fields", ())
    if fields and (settings.metadata_elsewhere or any(map(about.given, fields))):
        return True
    return said(article, wordings(part["says"]))


_TEXTS = {"type": "array", "items": {"type": "string"}}
KIND = Kind(
    options={
        "properties": {
            "article_type": {"description": "The types of article that must have the parts, as their metadata says.", **_TEXTS},
            "audience": {"description": "Only for articles for these readers.", **_TEXTS},
            "parts": {
                "description": "The parts: what each is called in the message, and words of which one must stand in the article, or fields of its metadata.",
                "title": "a list of parts with name and says",
                "type": "array",
                "minItems": 1,
                "items": {
                    "title": "a part: name and says",
                    "type": "object",
                    "properties": {
                        "name": {"type": "string"},
                        "says": {"type": "array", "items": {"type": "string"}, "minItems": 1},
                        "fields": _TEXTS,
                    },
                    "required": ["name", "says"],
                    "additionalProperties": False,
                },
            },
        },
        "required": ["article_type", "parts"],
    },
    check=_check,
)
