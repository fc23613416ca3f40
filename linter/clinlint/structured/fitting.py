"""What plainly is as a JSON Schema asks: told without the validator, whose import costs more than the rest of a short run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sized
from functools import cache
from typing import Any

_DEEPEST = 30
_SAYS_NOTHING = frozenset({"$comment", "$defs", "$id", "$schema", "also", "default", "description", "examples", "title"})
_KINDS: Mapping[str, Callable[[Any], bool]] = {
    "array": lambda value: isinstance(value, list),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "null": lambda value: value is None,
    "number": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "object": lambda value: isinstance(value, dict),
    "string": lambda value: isinstance(value, str),
}


def fits(value: Any, schema: Any, root: Mapping[str, Any], depth: int = 0) -> bool:
    """Whether a value surely is as a schema asks; `root` is the whole schema. No means that the validator has to be asked."""
    if isinstance(schema, bool) or depth > _DEEPEST or not isinstance(schema, Mapping):
        return schema is True
    if isinstance(value, str) and not _speakable(value):
        return False
    for keyword, asked in schema.items():
        if keyword in _SAYS_NOTHING:
            continue
        check = _CHECKS.get(keyword)
        if check is None or not check(value, asked, schema, root, depth + 1):
            return False
    return True


def _speakable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _type(value: Any, asked: Any, *_: Any) -> bool:
    return any(kind in _KINDS and _KINDS[kind](value) for kind in ([asked] if isinstance(asked, str) else asked))


def _enum(value: Any, asked: Any, *_: Any) -> bool:
    return any(value == each and type(value) is type(each) for each in asked) and not isinstance(value, (list, dict))


def _any_of(value: Any, asked: Any, _schema: Any, root: Mapping[str, Any], depth: int) -> bool:
    return any(fits(value, each, root, depth) for each in asked)


def _referred(value: Any, asked: Any, _schema: Any, root: Mapping[str, Any], depth: int) -> bool:
    if not isinstance(asked, str) or not asked.startswith("#/"):
        return False
    there: Any = root
    for step in asked.removeprefix("#/").split("/"):
        if not isinstance(there, Mapping) or step not in there:
            return False
        there = there[step]
    return fits(value, there, root, depth)


def _properties(value: Any, _asked: Any, schema: Mapping[str, Any], root: Mapping[str, Any], depth: int) -> bool:
    if not isinstance(value, dict):
        return True
    known, others = schema.get("properties", {}), schema.get("additionalProperties", True)
    return all(isinstance(key, str) and fits(each, known.get(key, others), root, depth) for key, each in value.items())


def _items(value: Any, asked: Any, _schema: Any, root: Mapping[str, Any], depth: int) -> bool:
    return not isinstance(value, list) or all(fits(each, asked, root, depth) for each in value)


def _pattern(value: Any, asked: Any, *_: Any) -> bool:
    return not isinstance(value, str) or _compiled(asked).search(value) is not None


@cache
def _compiled(pattern: str) -> Any:
    import re2

    return re2.compile(pattern)


def _format(value: Any, asked: Any, *_: Any) -> bool:
    from datetime import date

    if not isinstance(value, str):
        return True
    parts = value.split("-")
    if asked != "date" or [len(part) for part in parts] != [4, 2, 2] or not all(part.isascii() and part.isdigit() for part in parts):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _at_least(kind: type[Sized]) -> Callable[..., bool]:
    return lambda value, asked, *_: not isinstance(value, kind) or len(value) >= asked


def _at_most(kind: type[Sized]) -> Callable[..., bool]:
    return lambda value, asked, *_: not isinstance(value, kind) or len(value) <= asked


_CHECKS: Mapping[str, Callable[..., bool]] = {
    "$ref": _referred,
    "additionalProperties": _properties,
    "anyOf": _any_of,
    "enum": _enum,
    "format": _format,
    "items": _items,
    "maxItems": _at_most(list),
    "maxLength": _at_most(str),
    "maximum": lambda value, asked, *_: isinstance(value, str | list | dict | bool | None) or (isinstance(value, int) and value <= asked),
    "minItems": _at_least(list),
    "minLength": _at_least(str),
    "minProperties": _at_least(dict),
    "minimum": lambda value, asked, *_: isinstance(value, str | list | dict | bool | None) or (isinstance(value, int) and value >= asked),
    "pattern": _pattern,
    "properties": _properties,
    "required": lambda value, asked, *_: not isinstance(value, dict) or all(name in value for name in asked),
    "type": _type,
}
