"""Compiles the reference's YAML into the artefact a run reads: an index of names, and entries that are parsed one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from clinlint.errors import PackError
from clinlint.resources import shelved


def compile_reference(topics: Mapping[str, Any]) -> str:
    """The artefact's text. Raises PackError where an id is used twice or a source is unknown."""
    sources: dict[str, Any] = {}
    scales: dict[str, Any] = {}
    substances: dict[str, Any] = {}
    authorities: dict[str, Any] = {}
    for topic, entry in _entries(topics):
        folder = topic.split("/", maxsplit=1)[0]
        shelf = {"sources": sources, "thresholds": scales, "authorities": authorities}.get(folder, substances)
        _put(shelf, entry, topic)
    for entry in substances.values():
        for source in entry.pop("sources", ()):
            _put(sources, source, entry["id"])
    for entry in scales.values():
        sources[entry["id"]] = {"id": entry["id"], **entry.pop("source")}
    _check_sources(substances, sources)
    index = {
        "scales": names_of_scales(scales),
        "substances": names_of_substances(substances),
        "spaced": [entry["id"] for entry in substances.values() if is_spaced(entry)],
        "sources": [*sources],
    }
    named = {"authorities": {"entries": [*authorities.values()]}}
    return shelved(index, {**named, **scales, **substances, **{f"source {key}": source for key, source in sources.items()}})


def names_of_scales(scales: Mapping[str, Any]) -> dict[str, list[str]]:
    """Ids of the scales for each name and alias of their measure, in lower case."""
    found: dict[str, list[str]] = {}
    for entry in scales.values():
        measure = entry["measure"]
        for name in dict.fromkeys(n.lower() for n in (measure["name"], *measure.get("aliases", ()))):
            found.setdefault(name, []).append(entry["id"])
    return found


def names_of_substances(substances: Mapping[str, Any]) -> dict[str, list[str]]:
    """Ids of the nutrients and drugs for each name and brand, in lower case."""
    found: dict[str, list[str]] = {}
    for entry in substances.values():
        brands = (brand for country in entry.get("brands", {}).values() for brand in country)
        for name in dict.fromkeys(n.lower() for n in (*entry["names"], *brands)):
            found.setdefault(name, []).append(entry["id"])
    return found


def is_spaced(entry: Mapping[str, Any]) -> bool:
    """Whether a drug is never taken daily: every regimen comes a week or more apart, or says so in its pattern."""
    regimens = [row for row in entry.get("regimens", ()) if row.get("context") != "oncology"]
    return bool(regimens) and all(
        row["every"][-1] in "MY"
        or (row["every"].startswith("P") and row["every"][1:-1].isdigit() and int(row["every"][1:-1]) >= 7)
        or "once each week" in row.get("pattern", "")
        for row in regimens
    )


def _entries(topics: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for topic, data in topics.items():
        for entry in data:
            yield topic, dict(entry)


def _put(shelf: dict[str, Any], entry: Mapping[str, Any], where: str) -> None:
    key = entry["id"]
    if key in shelf:
        raise PackError(f"{key} is used twice", where=where)
    shelf[key] = dict(entry)


def _check_sources(substances: Mapping[str, Any], sources: Mapping[str, Any]) -> None:
    for entry in substances.values():
        for name in cited(entry):
            if name not in sources:
                raise PackError(f"{entry['id']} cites {name}, which is no source", where=entry["id"])


def cited(node: Any) -> Iterator[str]:
    """Every source id that an entry cites."""
    if isinstance(node, Mapping):
        if isinstance(node.get("source"), str):
            yield node["source"]
        for value in node.values():
            yield from cited(value)
    elif isinstance(node, list):
        for value in node:
            yield from cited(value)
