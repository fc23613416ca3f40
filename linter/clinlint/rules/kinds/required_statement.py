"""Statements that an article of some audience, type or content must make; reported once, where what asks for it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from clinlint.facts.article import Article, Hit
from clinlint.facts.disclosures import said, sentence_at, wordings
from clinlint.facts.metadata import Metadata, metadata
from clinlint.facts.outline import whole
from clinlint.facts.patterns import found
from clinlint.facts.references import references
from clinlint.model.document import BlockKind
from clinlint.model.finding import Finding, Related
from clinlint.model.settings import Settings
from clinlint.rules.rule import Kind, Rule

_READERS = ("public",)
"""Whom an article is for where it does not say."""
_NAMED = 4
_ENOUGH = 40
"""Places that are looked at; an article that names a treatment forty times has named it."""


def _check(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    options = rule.options
    about = metadata(article, settings)
    if not _asked(rule, about, settings):
        return
    if any(about.given(name) for name in options.get("fields", ())) or (options.get("fields") and settings.metadata_elsewhere):
        return
    places = islice(_triggered(rule, article), _ENOUGH)
    asking = _asking(rule, article, places, declared=bool(options.get("declared") and about.article_type))
    if not asking:
        return
    if options.get("harms"):
        from clinlint.facts.harms import harms

        if harms(article).told:
            return
    if "unless" in options and said(article, wordings(options["unless"])):
        return
    if all(said(article, wordings([need] if isinstance(need, str) else need)) for need in options["need"]):
        return
    hits = _places(rule, article, chain(asking, places))
    yield _finding(rule, article, hits, _distinct(article, hits))


def _asked(rule: Rule, about: Metadata, settings: Settings) -> bool:
    """Whether audience, type and place of the article are among those the rule is for."""
    options = rule.options
    readers = about.audiences or _READERS
    if "audience" in options and not set(readers) & set(options["audience"]):
        return False
    kind = about.article_type
    if "article_type" in options and kind not in options["article_type"] and (kind or options.get("typed", False)):
        return False
    if "jurisdictions" in options and not settings.jurisdictions & set(options["jurisdictions"]):
        return False
    return "locale" not in options or about.text("locale").startswith(tuple(options["locale"]))


def _triggered(rule: Rule, article: Article) -> Iterator[Hit]:
    """Places that ask for the statement: the trigger, with the other words in the same sentence where the rule names them."""
    skipped = references(article).blocks
    for hit in article.each_hit(rule.id):
        block = article.blocks[hit.block]
        if hit.block in skipped or block.kind in (BlockKind.FIELD, BlockKind.FOOTNOTE) or block.quoted:
            continue
        if "headings" in rule.options and block.headings and found(rule.options["headings"], article.texts[block.headings[-1]]):
            continue
        if "together" not in rule.options and "apart" not in rule.options:
            yield hit
            continue
        start, end = sentence_at(article, hit.block, hit.start)
        sentence = article.texts[hit.block][start:end]
        if block.lead >= 0:
            sentence = f"{article.texts[block.lead][-200:]} {sentence}"
        if "together" in rule.options and not all(found(pattern, sentence) for pattern in rule.options["together"]):
            continue
        if "apart" in rule.options and found(rule.options["apart"], sentence):
            continue
        yield hit


def _asking(rule: Rule, article: Article, places: Iterator[Hit], *, declared: bool) -> list[Hit]:
    """The first places, so many and in so many different words that they ask for the statement; one is enough in a type that is declared."""
    hits: list[Hit] = []
    words: set[str] = set()
    for hit in places:
        hits.append(hit)
        words.add(_word(article, hit))
        if declared or (len(hits) >= rule.options.get("mentions", 1) and len(words) >= rule.options.get("different", 1)):
            return hits
    return []


def _word(article: Article, hit: Hit) -> str:
    """The words of a place; plural and singular are one."""
    return article.blocks[hit.block].text[hit.start : hit.end].lower().rstrip("s")


def _places(rule: Rule, article: Article, asking: Iterable[Hit]) -> list[Hit]:
    """The first places that ask for the statement: as many as the rule counts and a message names."""
    hits: list[Hit] = []
    words: set[str] = set()
    text = False
    for hit in asking:
        block = article.blocks[hit.block]
        hits.append(hit)
        words.add(_word(article, hit))
        text = text or block.kind is not BlockKind.HEADING
        if text and len(hits) >= rule.options.get("mentions", 1) and len(words) >= max(rule.options.get("different", 1), _NAMED):
            break
    return hits


def _distinct(article: Article, hits: list[Hit]) -> tuple[str, ...]:
    """The different words that triggered, in order, as written; plural and singular are one."""
    seen: dict[str, str] = {}
    for hit in hits:
        words = article.blocks[hit.block].text[hit.start : hit.end]
        seen.setdefault(words.lower().rstrip("s"), words)
    return tuple(seen.values())


def _finding(rule: Rule, article: Article, hits: list[Hit], words: tuple[str, ...]) -> Finding:
    shown = words[:_NAMED]
    listed = shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]
    message = rule.message.format(text=listed, first=words[0])
    message = message[:1].upper() + message[1:]
    related = _related(article, hits) if rule.options.get("related") else ()
    if rule.options.get("place") == "title":
        return rule.on(whole(article), message=message, related=related)
    first = next((hit for hit in hits if article.blocks[hit.block].kind is not BlockKind.HEADING), hits[0])
    return rule.at(
        article.blocks[first.block],
        first.start,
        first.end,
        message=message,
        found=article.blocks[first.block].text[first.start : first.end],
        related=tuple(place for place in related if place.span != article.blocks[first.block].span(first.start, first.end)),
    )


def _related(article: Article, hits: list[Hit]) -> tuple[Related, ...]:
    return tuple(Related("named here", article.blocks[hit.block].span(hit.start, hit.end)) for hit in hits[:_NAMED])


def _triggers(rule: Rule) -> dict[str, str]:
    return {"": rule.options["says"]}


_TEXTS = {"type": "array", "items": {"type": "string"}}
_WORDING = {"anyOf": [{"type": "string"}, {"type": "object", "properties": {"all": _TEXTS, "within": {"enum": ["sentence", "paragraph"]}}}]}
KIND = Kind(
    options={
        "properties": {
            "says": {"type": "string"},
            "together": _TEXTS,
            "apart": {"type": "string"},
            "headings": {"type": "string", "description": "Places below a heading that matches do not ask for the statement."},
            "mentions": {"type": "integer", "minimum": 1},
            "different": {"type": "integer", "minimum": 1},
            "need": {"type": "array", "items": {"anyOf": [_WORDING, {"type": "array", "items": _WORDING}]}, "minItems": 1},
            "unless": {"type": "array", "items": _WORDING},
            "fields": _TEXTS,
            "audience": _TEXTS,
            "article_type": _TEXTS,
            "typed": {"type": "boolean"},
            "harms": {"type": "boolean", "description": "A harm that is told of any medicine named is the statement."},
            "declared": {"type": "boolean", "description": "An article that declares one of the types is asked however little it says."},
            "jurisdictions": _TEXTS,
            "locale": _TEXTS,
            "place": {"enum": ["title", "trigger"]},
            "related": {"type": "boolean"},
        },
        "required": ["says", "need"],
    },
    check=_check,
    triggers=_triggers,
)
