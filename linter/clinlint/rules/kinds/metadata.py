"""What metadata, or the visible text, has to say and does not: author, reviewer, dates, audience, interests."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from clinlint.facts.article import Article
from clinlint.facts.metadata import Metadata, metadata
from clinlint.facts.outline import whole
from clinlint.facts.statements import About, statements
from clinlint.model.finding import Finding
from clinlint.model.settings import Settings
from clinlint.model.span import Span
from clinlint.rules.rule import Kind, Rule
from clinlint.structured.validation import suggestion

_STATED: Mapping[str, tuple[About, ...]] = {
    "authors": (About.AUTHOR,),
    "medical_reviewer": (About.REVIEWER,),
    "published": (About.PUBLISHED,),
    "modified": (About.MODIFIED,),
    "last_reviewed": (About.REVIEWED,),
    "next_review": (About.NEXT_REVIEW,),
}
"""Fields that the visible text can state as well."""
_ESSENTIAL = (
    *("authors", "medical_reviewer", "published", "modified", "last_reviewed"),
    *("audience", "article_type", "publisher", "funding", "conflicts", "ai_use"),
)
"""Fields of which any one is metadata, which can then be incomplete; a title alone is not."""
_MOST_GUESSES = 200
_UNREADABLE = frozenset({"broken", "bomb", "shape", "toml", "unclosed"})


def _check(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    if settings.metadata_elsewhere or any(fault.code in _UNREADABLE for fault in article.document.faults) or not article.blocks:
        return
    said = metadata(article, settings)
    options = rule.options
    nothing = not statements(article) and not (said.values and any(map(said.given, _ESSENTIAL)))
    if nothing and not options.get("nothing"):
        return
    has = _has(article, said)
    if options.get("nothing"):
        if nothing:
            missing = [group["noun"] for group in options["fields"] if not any(map(has, group["any"]))]
            yield rule.on(_place(article, said), message=rule.message.format(missing=_listed(missing, "or")))
        return
    if (said.fields is None and not options.get("in_text")) or not _applies(options, said):
        return
    if (beside := options.get("beside")) and not any(map(has, beside)):
        return
    missing = [group for group in options["fields"] if not any(map(has, group["any"])) and _applies(group, said)]
    nouns = [group["noun"] for group in missing if _mistyped(said).isdisjoint(group["any"])] if missing else []
    if nouns:
        yield rule.on(_place(article, said), message=rule.message.format(missing=_listed(nouns, "and")))


def _has(article: Article, said: Metadata) -> Callable[[str], bool]:
    """Whether metadata, visible text or configuration gives a field."""
    about = {statement.about for statement in statements(article)}
    return lambda name: said.known(name) or any(each in about for each in _STATED.get(name, ()))


def _place(article: Article, said: Metadata) -> Span:
    """The front matter, or the title of an article that has none."""
    return said.head if said.fields and article.document.format != "html" else whole(article)


def _mistyped(said: Metadata) -> frozenset[str]:
    """Fields that are there under a mistyped name, which is a finding of its own."""
    from clinlint.resources import schema

    known = schema("article.schema")["properties"]
    unknown = [name for name in said.values if name not in known]
    return frozenset(suggestion(name, known) for name in unknown[:_MOST_GUESSES])


def _applies(options: Mapping[str, object], said: Metadata) -> bool:
    """Whether an article is of a type and for readers that a requirement names; without a type it is held to none that names some."""
    types, readers = options.get("article_types"), options.get("audiences")
    if isinstance(types, list) and said.article_type not in types:
        return False
    return not isinstance(readers, list) or any(reader in readers for reader in said.audiences)


def _listed(nouns: list[str], last: str) -> str:
    return nouns[0] if len(nouns) == 1 else f"{', '.join(nouns[:-1])} {last} {nouns[-1]}"


KIND = Kind(
    options={
        "properties": {
            "nothing": {"title": "true where the rule is about articles that have none of the fields", "type": "boolean"},
            "in_text": {"title": "true where the rule holds also for articles whose text alone states something", "type": "boolean"},
            "beside": {"title": "a list of fields, one of which must be there for the rule to hold", "type": "array"},
            "article_types": {"title": "a list of types of articles", "type": "array"},
            "audiences": {"title": "a list of readers", "type": "array"},
            "fields": {
                "title": "a list of groups of fields, one of each group being enough",
                "type": "array",
                "minItems": 1,
                "items": {
                    "type": "object",
                    "required": ["any", "noun"],
                    "properties": {
                        "any": {"title": "a list of fields", "type": "array", "items": {"type": "string"}},
                        "noun": {"title": "what is missing, as a noun", "type": "string"},
                        "article_types": {"title": "a list of types of articles", "type": "array"},
                        "audiences": {"title": "a list of readers", "type": "array"},
                    },
                },
            },
        },
        "required": ["fields"],
    },
    check=_check,
    any_language=True,
)
