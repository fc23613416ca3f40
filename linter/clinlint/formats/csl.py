"""CSL data, as Zotero and pandoc write it, in JSON or YAML: items with their lines, and what is wrong with the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from clinlint.formats.works import Flaw, Work, year_of
from clinlint.model.document import Path
from clinlint.model.source import Source
from clinlint.structured.parsed import Parsed

_NAMES = {
    "doi": ("doi", "DOI"),
    "pmid": ("pmid", "PMID"),
    "pmcid": ("pmcid", "PMCID", "pmc"),
    "isbn": ("isbn", "ISBN"),
    "nct": ("nct", "NCT"),
}
_LISTS = ("references", "items", "works")
"""Keys under which a file may hold its list."""


def json_works(text: str) -> tuple[list[Work], list[Flaw]]:
    """The items of a CSL-JSON text."""
    from clinlint.structured.json_ import parse

    return _works(text, parse(text))


def yaml_works(text: str) -> tuple[list[Work], list[Flaw]]:
    """The items of a CSL-YAML text."""
    from clinlint.structured.yaml_ import parse

    return _works(text, parse(text))


def _works(text: str, parsed: Parsed) -> tuple[list[Work], list[Flaw]]:
    source = Source("", text)
    flaws = [Flaw(source.location(fault.span.start).line, fault.message) for fault in parsed.faults]
    values, path = _list(parsed.values)
    if parsed.values is None and flaws:
        values = _whole_items(text, parsed)
    if values is None:
        if not flaws and text.strip():
            flaws.append(Flaw(0, "holds no list of works"))
        return [], flaws
    found: list[Work] = []
    for index, item in enumerate(values):
        span = parsed.value_spans.get((*path, index))
        line = source.location(span.start).line if span else 0
        if not isinstance(item, Mapping):
            flaws.append(Flaw(line, "a work is a mapping of keys such as id and title; this entry is left out"))
            continue
        flaws += (Flaw(line, message) for message in _wrong(item))
        found.append(work(item, str(item.get("id", "")).strip(), line))
    return found, flaws


def _list(values: Any) -> tuple[list[Any] | None, Path]:
    if isinstance(values, list):
        return values, ()
    if isinstance(values, Mapping):
        for name in _LISTS:
            if isinstance(values.get(name), list):
                return values[name], (name,)
    return None, ()


def _whole_items(text: str, parsed: Parsed) -> list[Any] | None:
    """The items before the place where a JSON text breaks."""
    from clinlint.structured.json_ import parse

    found: list[Any] = []
    while (span := parsed.value_spans.get((len(found),))) is not None:
        found.append(parse(text[span.start : span.end]).values)
    return found or None


def _wrong(item: Mapping[str, Any]) -> Iterator[str]:
    if not str(item.get("id") or "").strip():
        yield "this work has no id, so nothing can cite it"
    for name in ("title", "DOI", "URL"):
        if isinstance(item.get(name), (list, dict, bool)):
            yield f"{name} of “{item.get('id', '')}” is not a text"


def work(item: Mapping[str, Any], key: str, line: int) -> Work:
    """The work that keys describe, under the names of CSL or under ours."""
    named = [(name, _text(item[key])) for name, keys in _NAMES.items() for key in keys if key in item and _text(item[key])]
    note = _text(item.get("note"))
    if not any(name == "pmid" for name, _ in named) and (match := re.search(r"\bPMID:\s*(\d+)", note)):
        named.append(("pmid", match[1]))
    return Work(
        key=key,
        line=line,
        kind=_text(item.get("type")),
        authors=_authors(item.get("author", item.get("authors"))),
        title=_text(item.get("title")),
        container=_first(item, "container-title", "container_title", "container", "journal", "publisher"),
        year=_year(item),
        identifiers=tuple(dict(reversed(named)).items()),
        url=_first(item, "URL", "url", "link"),
        note=note if _told(note) else "",
    )


def _told(note: str) -> bool:
    """Whether a note says something that readers of a list must know."""
    return bool(re.search(r"(?i)\b(?:retracted|withdrawn|preprint)\b", note))


def _first(item: Mapping[str, Any], *names: str) -> str:
    return next((text for name in names if (text := _text(item.get(name)))), "")


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return str(value).strip() if isinstance(value, (str, int)) and not isinstance(value, bool) else ""


def _authors(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    names: list[str] = []
    for person in value if isinstance(value, list) else ():
        if isinstance(person, Mapping):
            given = "".join(word[0] for word in _text(person.get("given")).split())
            names.append(_first(person, "literal", "name") or f"{_text(person.get('family'))} {given}".strip())
        elif isinstance(person, str):
            names.append(person.strip())
    return ", ".join(name for name in names if name)


def _year(item: Mapping[str, Any]) -> int | None:
    value = item.get("issued", item.get("year"))
    if isinstance(value, Mapping):
        parts = value.get("date-parts")
        listed = isinstance(parts, list) and bool(parts) and isinstance(parts[0], list) and bool(parts[0])
        value = parts[0][0] if listed and parts else value.get("year") or value.get("raw") or value.get("literal")
    elif isinstance(value, list) and value and isinstance(value[0], Mapping):
        value = value[0].get("year")
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        return None
    return year_of(str(value))
