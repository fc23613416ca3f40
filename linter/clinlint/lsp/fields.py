"""Fields of an article's metadata as the schemas have them: ours, and a repository's own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from clinlint.facts.metadata import DATES, canonical
from clinlint.model.settings import Settings
from clinlint.record import record
from clinlint.resources import schema
from clinlint.structured.validation import noun

_DEEPEST = 20
"""References and branches that are followed, one in the other."""


@record
class Field:
    """One field: the name it is written by here, what belongs in it, what it is for, which words it may hold; `ours`: our name for it."""

    name: str
    noun: str = ""
    description: str = ""
    values: tuple[str, ...] = ()
    ours: str = ""
    holds_fields: bool = False


def fields_under(path: Sequence[str], settings: Settings) -> tuple[Field, ...]:
    """The fields that a mapping may have, by the keys above it; the repository's own names instead of ours where it has some."""
    found: dict[str, Field] = {}
    written = {ours: theirs for theirs, ours in settings.field_names.items()}
    for root, node in _reached(path, settings):
        for name, inside in node.get("properties", {}).items():
            if isinstance(inside, Mapping):
                said = written.get(name, name) if not path and root is _ours() else name
                found.setdefault(said, _field(said, name, inside, root, settings))
    return tuple(found.values())


def field_at(path: Sequence[str], settings: Settings) -> Field | None:
    """The field at the end of a path of keys, whatever other name it is written by; None where no schema has it."""
    for root, node in _reached(path[:-1], settings):
        name = _name_in(node.get("properties", {}), path[-1], settings, top=len(path) == 1 and root is _ours())
        if name:
            return _field(path[-1], name, node["properties"][name], root, settings)
    return None


def _reached(path: Sequence[str], settings: Settings) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Each schema with its part for the mapping at a path; a list stands for its items."""
    own = json.loads(settings.article_schema) if settings.article_schema else None
    for root in (_ours(), *([own] if isinstance(own, Mapping) else [])):
        nodes = list(_branches(root, root))
        for depth, key in enumerate(path):
            under: list[Mapping[str, Any]] = []
            for node in nodes:
                name = _name_in(node.get("properties", {}), key, settings, top=not depth and root is _ours())
                under += _branches(node["properties"][name], root) if name else ()
            nodes = under
        for node in nodes:
            yield root, node


@cache
def _ours() -> Mapping[str, Any]:
    return schema("article.schema")


def _name_in(properties: Mapping[str, Any], name: str, settings: Settings, *, top: bool) -> str:
    """The name that a schema has for a key; "" where it says nothing on it."""
    if top:
        name = canonical(name, settings.field_names)
    if isinstance(properties.get(name), Mapping):
        return name
    return next((known for known, inside in properties.items() if isinstance(inside, Mapping) and name in inside.get("also", ())), "")


def _branches(node: Any, root: Mapping[str, Any], depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """A schema's alternatives, references followed, lists taken as their items."""
    if not isinstance(node, Mapping) or depth > _DEEPEST:
        return
    yield node
    if isinstance(reference := node.get("$ref"), str) and reference.startswith("#/"):
        target: Any = root
        for part in reference[2:].split("/"):
            target = target.get(part) if isinstance(target, Mapping) else None
        yield from _branches(target, root, depth + 1)
    for several in ("anyOf", "oneOf", "allOf"):
        for branch in node.get(several, ()):
            yield from _branches(branch, root, depth + 1)
    yield from _branches(node.get("items"), root, depth + 1)


def _field(said: str, name: str, inside: Mapping[str, Any], root: Mapping[str, Any], settings: Settings) -> Field:
    branches = list(_branches(inside, root))
    values: dict[str, None] = {}
    for branch in branches:
        values |= dict.fromkeys(str(value) for value in (*branch.get("enum", ()), *([branch["const"]] if "const" in branch else ())))
        if branch.get("type") == "boolean" or (isinstance(branch.get("type"), list) and "boolean" in branch["type"]):
            values |= {"true": None, "false": None}
    if name in DATES and root is _ours():
        values = {settings.today.isoformat(): None}
    mapping = any("properties" in branch for branch in branches)
    ours = name if name != said else ""
    return Field(said, noun(inside, root), str(inside.get("description", "")), tuple(values), ours, mapping)
