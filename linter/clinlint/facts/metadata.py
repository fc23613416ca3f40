"""An article's metadata under our names, whatever names and shapes its repository writes, each value with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from clinlint.facts.article import Article
from clinlint.model.document import Fields, Path
from clinlint.model.settings import Settings
from clinlint.model.span import Span
from clinlint.record import record

DATES = ("published", "modified", "last_reviewed", "next_review")
"""Fields that hold one date each."""


@record
class Person:
    """An author or reviewer as the metadata has them; `credentials` and `role` are "" where nothing is said."""

    name: str
    credentials: str
    role: str
    specialty: str
    date: date | None
    span: Span
    date_span: Span


class Metadata:
    """What an article's metadata says, by our names; `written` has the name that the article itself uses for each."""

    def __init__(self, fields: Fields | None, names: Mapping[str, str], defaults: Mapping[str, str]) -> None:
        self.fields = fields
        self.written: dict[str, str] = {}
        self.values: dict[str, Any] = {}
        self._defaults = defaults
        for name, value in (fields.values if fields else {}).items():
            ours = canonical(name, names)
            if ours in DATES and isinstance(value, bool):
                continue
            if ours in self.written and name != ours and self.given(ours):
                continue
            self.values[ours] = value
            self.written[ours] = name
        self._ours = {name: ours for ours, name in self.written.items()}

    def given(self, name: str) -> bool:
        """Whether the article's own metadata says something in a field."""
        return not is_empty(self.values.get(name))

    def known(self, name: str) -> bool:
        """Whether a field is given, by the article or for it by the configuration."""
        return self.given(name) or bool(self._defaults.get(name))

    def text(self, name: str) -> str:
        """A field that is one word or text; "" where it is not. What the configuration says holds where the article says nothing."""
        value = self.values.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
        return self._defaults.get(name, "")

    @property
    def audiences(self) -> tuple[str, ...]:
        """Who the article is for, by our words, whether given as a word, a list or schema.org's object."""
        value = self.values.get("audience")
        found = tuple(dict.fromkeys(word for each in (value if isinstance(value, list) else [value]) if (word := _audience(each))))
        return found or tuple(filter(None, (self._defaults.get("audience", ""),)))

    @property
    def article_type(self) -> str:
        """What the article is about; "" where neither it nor the configuration says."""
        return self.text("article_type")

    @property
    def language(self) -> str:
        """Primary language subtag; `en` where nothing is said, or nothing that is one."""
        subtag = self.text("locale").replace("_", "-").partition("-")[0].lower()
        return "en" if subtag == "eng" or not (2 <= len(subtag) <= 3 and subtag.isalpha()) else subtag

    def span(self, *path: str | int) -> Span:
        """Where a value stands; the metadata as a whole where it has no place of its own."""
        if self.fields is None:
            return Span(0, 0)
        return self.fields.value_spans.get(self._own(path), self.head)

    def key_span(self, *path: str | int) -> Span:
        """Where a key stands; its value's place where keys have none."""
        if self.fields is None:
            return Span(0, 0)
        return self.fields.key_spans.get(self._own(path)) or self.span(*path)

    def fields_span(self, path: Path, *, on_key: bool = False) -> Span:
        """Where a value or a key stands, by the path that the article itself writes; the nearest place around it where it has none."""
        if self.fields is None:
            return Span(0, 0)
        if on_key and path in self.fields.key_spans:
            return self.fields.key_spans[path]
        while path:
            if path in self.fields.value_spans:
                return (
                    self.fields.key_spans.get(path, self.fields.value_spans[path])
                    if self._is_empty(path)
                    else self.fields.value_spans[path]
                )
            path = path[:-1]
        return self.head

    def _is_empty(self, path: Path) -> bool:
        assert self.fields is not None
        span = self.fields.value_spans[path]
        return span.start == span.end

    def ours(self, written: str) -> str:
        """Our name of a field by the name that the article writes."""
        return self._ours.get(written, written)

    @property
    def head(self) -> Span:
        """The place for what is missing: the first three characters of the metadata."""
        return Span(self.fields.span.start, min(self.fields.span.start + 3, self.fields.span.end)) if self.fields else Span(0, 0)

    def _own(self, path: Path) -> Path:
        return (self.written.get(str(path[0]), path[0]), *path[1:]) if path else path

    def date(self, name: str) -> date | None:
        """A field's date; None where it is missing or not a date."""
        return as_date(self.values.get(name))

    def people(self, name: str) -> tuple[Person, ...]:
        """Those whom `authors` or `medical_reviewer` names, in order."""
        return tuple(self._people(name))

    def _people(self, name: str) -> Iterator[Person]:
        value = self.values.get(name)
        for index, item in enumerate(value) if isinstance(value, list) else [(None, value)]:
            path = (name,) if index is None else (name, index)
            if isinstance(item, Mapping) and isinstance(item.get("name"), str) and item["name"].strip():
                said = {ours: _words(next((item[key] for key in keys if key in item), "")) for ours, keys in _PERSON.items()}
                own = said.pop("name")
                yield Person(own, **said, date=as_date(item.get("date")), span=self.span(*path, "name"), date_span=self.span(*path, "date"))
            elif isinstance(item, str) and item.strip():
                yield Person(item.strip(), "", "", "", None, self.span(*path), self.span(*path))


_PERSON = {
    "name": ("name",),
    "credentials": ("credentials", "credential", "qualifications", "honorificSuffix"),
    "role": ("role", "jobTitle", "job_title"),
    "specialty": ("specialty", "speciality", "medicalSpecialty"),
}
_READERS = {
    "patients": "patient",
    "caregiver": "carer",
    "carers": "carer",
    "clinician": "professional",
    "professionals": "professional",
    "medicalresearcher": "professional",
    "general public": "public",
    "students": "student",
}


def metadata(article: Article, settings: Settings) -> Metadata:
    """The metadata of an article as its settings read it, made once."""
    defaults = (("audience", settings.audience), ("article_type", settings.article_type), ("locale", settings.locale))
    return article.fact(_extractor(tuple(settings.field_names.items()), defaults))


@cache
def _extractor(names: tuple[tuple[str, str], ...], defaults: tuple[tuple[str, str], ...]) -> Callable[[Article], Metadata]:
    return lambda article: Metadata(article.document.fields, dict(names), dict(defaults))


def canonical(name: str, names: Mapping[str, str]) -> str:
    """Our name of a metadata field: what the configuration says, else ours for a usual other name, else the name itself."""
    ours = names.get(name, name)
    return also().get(ours, ours)


@cache
def also() -> Mapping[str, str]:
    """Other usual names of metadata fields, each with ours; the article schema lists them."""
    from clinlint.resources import schema

    return {
        other: name
        for name, field in schema("article.schema")["properties"].items()
        if isinstance(field, dict)
        for other in field.get("also", ())
    }


def is_empty(value: Any) -> bool:
    """Whether a value says nothing, as in a template that was not filled in."""
    return value is None or value in ("", [], {}) or (isinstance(value, str) and not value.strip())


def as_date(value: Any) -> date | None:
    """The date that a text in ISO form begins with; None where there is none."""
    if not isinstance(value, str) or len(value) < 10:
        return None
    try:
        return date.fromisoformat(value[:10]) if value[4:5] == "-" and value[10:11] in ("", "T", " ") else None
    except ValueError:
        return None


def _words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(each for each in value if isinstance(each, str))
    return value.strip() if isinstance(value, str) else ""


def _audience(value: Any) -> str:
    if isinstance(value, Mapping):
        value = value.get("audienceType") or value.get("@type") or value.get("name")
    word = value.strip().lower() if isinstance(value, str) else ""
    return _READERS.get(word, word) if word not in ("medicalaudience", "peopleaudience", "audience") else ""
