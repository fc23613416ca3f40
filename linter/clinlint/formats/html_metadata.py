"""Metadata of HTML pages: `<meta>` elements and JSON-LD by schema.org, under the names of article metadata."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from clinlint.model.document import Path
from clinlint.model.span import Span

Found: TypeAlias = tuple[str, Any, dict[Path, Span]]
"""A field's name, its value, and the places of the value and its parts by path (the name first)."""

PREFIX = "clinlint:"
"""`<meta name="clinlint:article_type" content="test">` gives any field that neither HTML nor schema.org has a word for."""

_META = {
    "description": "description",
    "author": "authors",
    "date": "published",
    "article:published_time": "published",
    "article:modified_time": "modified",
}
_LINKED = {
    "headline": "title",
    "name": "title",
    "description": "description",
    "author": "authors",
    "reviewedBy": "medical_reviewer",
    "datePublished": "published",
    "dateModified": "modified",
    "lastReviewed": "last_reviewed",
    "inLanguage": "locale",
    "audience": "audience",
    "publisher": "publisher",
    "funder": "funding",
    "funding": "funding",
    "citation": "references",
}
_DATES = frozenset({"published", "modified", "last_reviewed", "next_review"})
_PERSON = {"name": "name", "honorificSuffix": "credentials", "jobTitle": "role"}
_PAGES = ("Page", "Article", "CreativeWork", "Posting", "Guideline", "Report", "Blog")
"""Words in the types of what is an article; an organisation or a trail of links is none."""
_DAY = len("2026-03-09")


def of_meta(name: str, content: str) -> tuple[str, Any] | None:
    """The field that a `<meta>` element gives, if any."""
    name = name.lower()
    field = name.removeprefix(PREFIX).replace("-", "_") if name.startswith(PREFIX) else _META.get(name)
    if not field or not content:
        return None
    if field == "authors":
        return field, [{"name": content}]
    return field, content[:_DAY] if field in _DATES else content


def of_linked_data(data: str, start: int) -> Iterator[Found]:
    """The fields that a JSON-LD script gives; its text begins at `start` of the source. What is no JSON gives nothing."""
    from clinlint.structured.json_ import parse

    parsed = parse(data, start)
    for path, thing in _things(parsed.values, ()):
        for key, field in _LINKED.items():
            value, spans = _value(field, thing.get(key), (*path, key), parsed.value_spans)
            if value not in (None, "", []):
                yield field, value, spans


def _things(values: Any, path: Path) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    if isinstance(values, list):
        for index, one in enumerate(values):
            yield from _things(one, (*path, index))
    elif isinstance(values, dict):
        if isinstance(values.get("@graph"), list):
            yield from _things(values["@graph"], (*path, "@graph"))
        elif "@type" not in values or any(word in str(values["@type"]) for word in _PAGES):
            yield path, values


def _value(field: str, value: Any, path: Path, spans: Mapping[Path, Span]) -> tuple[Any, dict[Path, Span]]:
    whole = spans.get(path, Span(0, 0))
    if field in ("authors", "medical_reviewer"):
        given = value if isinstance(value, list) else [value]
        people: list[dict[str, str]] = []
        places: dict[Path, Span] = {(field,): whole}
        for index, person in enumerate(given):
            at = (*path, index) if isinstance(value, list) else path
            if known := _person(person):
                here: Path = (field, len(people)) if field == "authors" else (field,)
                places.setdefault(here, spans.get(at, whole))
                for key, ours in _PERSON.items():
                    if (*at, key) in spans:
                        places.setdefault((*here, ours), spans[*at, key])
                people.append(known)
        return (people if field == "authors" else people[0] if people else None), places
    if field == "references":
        works = [title for work in (value if isinstance(value, list) else [value]) if (title := _text(work))]
        return [{"title": title} for title in works], {(field,): whole}
    text = value.get("audienceType") if isinstance(value, dict) and field == "audience" else None
    text = text or _text(value)
    return (text[:_DAY] if field in _DATES and text else text), {(field,): whole}


def _person(given: Any) -> dict[str, str] | None:
    if isinstance(given, str):
        return {"name": given} if given else None
    if not isinstance(given, dict):
        return None
    known = {ours: given[key] for key, ours in _PERSON.items() if isinstance(given.get(key), str) and given[key]}
    return known if "name" in known else None


def _text(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else ""
