"""A repository's own reference: entries in YAML, checked against the schema, every error at its line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from clinlint.errors import PackError
from clinlint.model.document import Path
from clinlint.model.source import Source
from clinlint.model.span import Span
from clinlint.reference.compilation import cited, is_spaced, names_of_scales, names_of_substances
from clinlint.reference.holdings import DATA, Library, shipped
from clinlint.resources import schema, shelf
from clinlint.structured.parsed import Parsed
from clinlint.structured.validation import Problem, Validator


def own_library(files: Sequence[tuple[str, str]]) -> Library:
    """The shipped reference with the entries of some files (path, text) over it. Raises PackError at the first thing that is wrong."""
    sources: dict[str, Any] = {}
    scales: dict[str, Any] = {}
    substances: dict[str, Any] = {}
    cites: list[tuple[str, str, Parsed, int]] = []
    for path, text in files:
        parsed = _parsed(path, text)
        for index, entry in enumerate(parsed.values):
            _put(dict(entry), sources, scales, substances)
            cites.append((path, text, parsed, index))
    for path, text, parsed, index in cites:
        _check_cited(path, text, parsed, index, sources)
    own = {**scales, **substances, **{f"source {key}": source for key, source in sources.items()}}
    names = {
        "scales": names_of_scales(scales),
        "substances": names_of_substances(substances),
        "sources": {key: [key] for key in sources},
        "spaced": {key: [key] for key, entry in substances.items() if is_spaced(entry)},
    }
    return Library(shelf(DATA), own, names)


def _put(entry: dict[str, Any], sources: dict[str, Any], scales: dict[str, Any], substances: dict[str, Any]) -> None:
    entry.pop("examples", None)
    key = entry["id"]
    if "measure" in entry:
        sources[key] = {"id": key, **entry.pop("source")}
        scales[key] = entry
    elif key.startswith(("nutrient.", "drug.")):
        sources.update({source["id"]: source for source in entry.pop("sources", ())})
        substances[key] = entry
    else:
        sources[key] = entry


def _parsed(path: str, text: str) -> Parsed:
    from clinlint.structured.yaml_ import parse

    parsed = parse(text)
    if parsed.faults:
        raise _error(parsed.faults[0].message, path, text, parsed.faults[0].span)
    for problem in _problems(parsed.values):
        spans = parsed.key_spans if problem.on_key else parsed.value_spans
        raise _error(problem.message, path, text, _span(problem.path, spans, parsed))
    return parsed


def _problems(values: Any) -> Sequence[Problem]:
    """What is wrong with the values, each entry held against what it means to be."""
    if not isinstance(values, list):
        return [*_validator("").problems(values)]
    found: list[Problem] = []
    for index, entry in enumerate(values):
        if not isinstance(entry, Mapping) or not isinstance(entry.get("id"), str):
            return [Problem((index,), "missing-field", "an entry of the reference needs an id")]
        found += [Problem((index, *p.path), p.code, p.message, on_key=p.on_key) for p in _validator(_kind(entry)).problems(entry)]
    return found


def _kind(entry: Mapping[str, Any]) -> str:
    head: str = entry["id"].partition(".")[0]
    if head in {"nutrient", "drug", "authority"}:
        return head
    return "scale" if "measure" in entry or "." in entry["id"] else "source"


@cache
def _validator(kind: str) -> Validator:
    whole = schema("reference.schema")
    return Validator({**whole["$defs"][kind], "$defs": whole["$defs"]} if kind else whole)


def _check_cited(path: str, text: str, parsed: Parsed, index: int, sources: Mapping[str, Any]) -> None:
    for name in cited({k: v for k, v in parsed.values[index].items() if k != "source"}):
        if name not in sources and f"source {name}" not in shipped():
            span = parsed.value_spans.get((index, "id"), Span(0, 0))
            raise _error(
                f"there is no source {name}", path, text, span, "name it under `sources`, or take one of `clinlint reference --sources`"
            )


def _span(at: Path, spans: Mapping[Path, Span], parsed: Parsed) -> Span:
    while at not in spans and at:
        at, spans = at[:-1], parsed.value_spans
    return spans.get(at, Span(0, 0))


def _error(message: str, path: str, text: str, span: Span, hint: str = "") -> PackError:
    source = Source(path, text)
    place = source.location(span.start)
    return PackError(message, where=path, line=place.line, column=place.column, excerpt=source.line(place.line), hint=hint)
