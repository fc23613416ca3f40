"""JSON Schema errors in an editor's words: for articles, configurations, packs and reference alike.

A schema says what belongs at a place in its `title`, as a noun ("a date such as 2026-03-02"); `also` lists other names of a property, for
the suggestion after a mistyped one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import Any, Literal

from clinlint.model.document import Path
from clinlint.record import record
from clinlint.structured.fitting import fits
from clinlint.structured.nearest import nearest

Code = Literal["unknown-field", "missing-field", "wrong-type", "invalid-value"]

_NOUNS = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping (lines of “key: value”)",
    "null": "nothing",
}
_DEEPEST = 6
"""References and branches that a noun is looked for through; a schema may lead in a circle."""
_LONGEST = 60
_MOST_GUESSES = 200
"""Unknown names of one mapping for which a known one is sought; a mapping with more is no metadata."""


@record
class Problem:
    """What a schema does not allow: the path of the value, or of the key itself where `on_key`; the message; what would be right.

    `suggestion` is the name or value that was probably meant.
    """

    path: Path
    code: Code
    message: str
    found: str = ""
    expected: str = ""
    suggestion: str = ""
    on_key: bool = False


class Validator:
    """A compiled JSON Schema that tells its errors as problems. Raises ValueError where the schema itself cannot be used.

    `closed`: names that an open schema does not know are told as well; the caller decides which of them matter. `sound`: the schema is known
    to be usable, and the validator proper is only made for values that do not plainly fit.
    """

    def __init__(self, schema: Mapping[str, Any], *, closed: bool = False, sound: bool = False) -> None:
        self.schema = _closed(schema) if closed else schema
        self._sound = sound
        if not sound:
            self._validator  # noqa: B018  raises where the schema cannot be used

    @cached_property
    def _validator(self) -> Any:
        from jsonschema_rs import Draft202012Validator

        return Draft202012Validator(dict(self.schema), validate_formats=True, retriever=_refuse)

    def problems(self, values: Any, written: Mapping[str, str] | None = None) -> tuple[Problem, ...]:
        """What is wrong with the values, in the order of their paths; nothing where all is right.

        `written` has the names that the file uses for properties at the top, where the values were renamed; problems speak of those.
        """
        if self._sound and fits(values, self.schema, self.schema):
            return ()
        try:
            if self._validator.is_valid(values):
                return ()
            errors = list(self._validator.iter_errors(values))
        except (ValueError, TypeError, OverflowError, RecursionError):
            # lone surrogates and numbers that no machine holds; checked again with such values written out
            values = _speakable(values)
            errors = list(self._validator.iter_errors(values))
        teller = _Teller(self.schema, values, written or {})
        found = {problem: None for error in errors for problem in teller.told(error)}
        mistyped = {problem.path for problem in found if problem.code == "wrong-type"}
        kept = (problem for problem in found if problem.code == "wrong-type" or problem.on_key or problem.path not in mistyped)
        return tuple(sorted(kept, key=lambda problem: [str(step).rjust(6, "0") for step in problem.path]))


@record
class _Teller:
    """Words for the errors of one validation."""

    schema: Mapping[str, Any]
    values: Any
    written: Mapping[str, str]

    def told(self, error: Any) -> Iterator[Problem]:
        """The problems that an error of the validator stands for."""
        value = _at(self.values, error.instance_path)
        path = self._own(error.instance_path)
        here = _at(self.schema, tuple(error.schema_path)[:-1])
        schema: Mapping[str, Any] = here if isinstance(here, Mapping) else {}
        kind = error.kind.name
        if kind in ("anyOf", "oneOf") and getattr(error.kind, "context", None):
            yield from self._branches(error, schema, path, value)
        elif kind == "additionalProperties":
            for number, name in enumerate(error.kind.unexpected):
                yield _unknown(path, name, schema if number < _MOST_GUESSES else {})
        elif kind == "required":
            name = error.kind.property
            expected = noun(schema.get("properties", {}).get(name, {}), self.schema)
            yield Problem(path, "missing-field", f"“{name}” is missing{_inside(path)}", expected=expected)
        elif kind == "type":
            yield _wrong_type(path, value, noun(schema, self.schema))
        else:
            yield _invalid(kind, error.kind, path, value, schema)

    def _own(self, path: Sequence[Any]) -> Path:
        return (self.written.get(path[0], path[0]), *path[1:]) if path else ()

    def _branches(self, error: Any, schema: Mapping[str, Any], path: Path, value: Any) -> Iterator[Problem]:
        """Of several allowed shapes, the errors of the one whose type fits; otherwise what shapes there are."""
        here = list(error.instance_path)
        fitting = [
            branch for branch in error.kind.context if not any(e.kind.name == "type" and list(e.instance_path) == here for e in branch)
        ]
        deeper = [branch for branch in fitting if branch]
        best: Sequence[Any] = min(deeper, key=len, default=[])
        if best and (len(deeper) == 1 or isinstance(value, (dict, list))) and not ("title" in schema and _is_plain(best, here)):
            for inner in best:
                yield from self.told(inner)
        elif fitting:
            expected, told = noun(schema, self.schema), shown(value)
            yield Problem(path, "invalid-value", f"{_name(path)} is {told}: {_not(expected, told)}", told, expected)
        else:
            yield _wrong_type(path, value, noun(schema, self.schema))


def _is_plain(errors: Sequence[Any], path: Sequence[Any]) -> bool:
    """Whether a branch has nothing to say but that the value itself is not of its form."""
    return all(
        list(error.instance_path) == path and error.kind.name in ("pattern", "format", "minimum", "maximum", "const") for error in errors
    )


@cache
def validator(name: str, *, closed: bool = False) -> Validator:
    """The validator of a schema that ships with clinlint, by its file name without extension."""
    from clinlint.resources import schema

    return Validator(schema(name), closed=closed, sound=True)


@cache
def validator_of(text: str) -> Validator:
    """The validator of a schema given as JSON text."""
    return Validator(json.loads(text))


def noun(schema: Any, root: Mapping[str, Any] | None = None, depth: int = 0) -> str:
    """What belongs at a place, as a noun; `root` is the whole schema, where references lead, `depth` how many were followed."""
    if not isinstance(schema, Mapping):
        return "nothing"
    if depth > _DEEPEST:
        return ""
    if "$ref" in schema and "title" not in schema:
        return noun(_at(root, str(schema["$ref"]).removeprefix("#/").split("/")), root, depth + 1)
    if isinstance(title := schema.get("title"), str):
        return title
    if "enum" in schema:
        return "one of " + ", ".join(shown(value) for value in schema["enum"])
    if "const" in schema:
        return shown(schema["const"])
    for several in ("anyOf", "oneOf"):
        if several in schema:
            return " or ".join(dict.fromkeys(filter(None, (noun(branch, root, depth + 1) for branch in schema[several]))))
    kinds = schema.get("type", ())
    kinds = [kinds] if isinstance(kinds, str) else kinds
    return " or ".join(_NOUNS.get(kind, kind) for kind in kinds) or ""


def shown(value: Any) -> str:
    """A value as an editor would name it."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        words = " ".join(value.split())
        return (words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…") or "an empty text"
    if isinstance(value, Mapping):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    text = _digits(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _digits(value: Any) -> str:
    if isinstance(value, int) and abs(value) >= 10**_LONGEST:
        return f"a number of more than {_LONGEST} digits"
    return str(value)


def _wrong_type(path: Path, value: Any, expected: str) -> Problem:
    what = f"the number {shown(value)}" if not isinstance(value, (str, bool, list, Mapping, type(None))) else shown(value)
    return Problem(path, "wrong-type", f"{_name(path)} is {what}; expected {expected}", shown(value), expected)


def _unknown(path: Path, name: str, schema: Mapping[str, Any]) -> Problem:
    properties: Mapping[str, Any] = schema.get("properties", {})
    meant = suggestion(name, properties)
    message = f"“{name}” is not known{_inside(path) or ' here'}"
    return Problem((*path, name), "unknown-field", message + (f": did you mean {meant}?" if meant else ""), name, meant, meant, on_key=True)


def suggestion(name: str, properties: Mapping[str, Any]) -> str:
    """The property of a schema that a name probably stands for, by its other names or by its spelling; "" where there is none.

    Properties about which the schema says nothing are known, and never meant by another name.
    """
    names = {other: key for key, schema in properties.items() if isinstance(schema, Mapping) for other in (key, *schema.get("also", ()))}
    return names.get(name) or names.get(nearest(name, names), "")


def _invalid(kind: str, detail: Any, path: Path, value: Any, schema: Mapping[str, Any]) -> Problem:
    told = shown(value)
    if kind == "enum":
        options = [shown(option) for option in schema.get("enum", ())]
        meant = nearest(value, options) if isinstance(value, str) else ""
        expected = "one of " + ", ".join(options)
        message = f"{_name(path)} is {told}: {expected}" + (f"; did you mean {meant}?" if meant else "")
        return Problem(path, "invalid-value", message, told, expected, meant)
    if kind == "format":
        expected = noun(schema) if "title" in schema else f"a {detail.format}"
        return Problem(path, "invalid-value", f"{_name(path)} is {told}: {_not(expected, told)}", told, expected)
    limits = {
        "minItems": "an empty list" if not value else "too short a list",
        "minLength": told if told == "an empty text" else f"{told}: too short",
        "minProperties": "an empty mapping",
        "maxLength": "too long",
        "maxItems": "too long a list",
        "uniqueItems": "a list with the same entry twice",
        "minimum": f"{told}: expected at least {schema.get('minimum')}",
        "maximum": f"{told}: expected at most {schema.get('maximum')}",
    }
    if kind in limits:
        return Problem(path, "invalid-value", f"{_name(path)} is {limits[kind]}", told, noun(schema))
    if kind in ("falseSchema", "not", "propertyNames", "unevaluatedProperties", "dependentRequired") and "title" not in schema:
        return Problem(path, "invalid-value", f"{_name(path)} is not allowed as it stands: {detail_message(detail)}", told)
    expected = noun(schema)
    if not expected:
        rule = f"it does not fit the pattern {schema['pattern']}" if kind == "pattern" else detail_message(detail)
        return Problem(path, "invalid-value", f"{_name(path)} is {told}: {rule}", told)
    return Problem(path, "invalid-value", f"{_name(path)} is {told}: {_not(expected, told)}", told, expected)


def detail_message(detail: Any) -> str:
    """The name of the rule of JSON Schema that does not hold, for those that an editor never meets in our own schemas."""
    return f"the schema's “{detail.name}” does not hold"


def _not(expected: str, told: str) -> str:
    what, _, example = expected.partition(" such as ")
    if example and _shape(example) == _shape(told):
        expected = what
    return f"not {expected}" if expected.startswith(("a ", "an ")) else f"expected {expected}"


def _shape(text: str) -> str:
    """Digits and letters told apart, so that an example of the same shape is not given as advice."""
    return "".join("9" if c.isdigit() else "a" if c.isalpha() else c for c in text)


def _name(path: Path) -> str:
    return f"“{_dotted(path)}”" if path else "This"


def _inside(path: Path) -> str:
    return f" in “{_dotted(path)}”" if path else ""


def _dotted(path: Path) -> str:
    """`authors 2: name`: lists count from 1."""
    words = "entry" if path and isinstance(path[0], int) else ""
    for step in path:
        words += f" {step + 1}" if isinstance(step, int) else (": " if words else "") + step
    return words.strip()


def _at(root: Any, path: Iterable[Any]) -> Any:
    for step in path:
        try:
            root = root[step]
        except (KeyError, IndexError, TypeError):
            return None
    return root


def _closed(schema: Any) -> Any:
    """The same schema with every object that lists its properties closed to others."""
    if isinstance(schema, list):
        return [_closed(each) for each in schema]
    if not isinstance(schema, Mapping):
        return schema
    result = {name: each if name in ("enum", "const", "also", "default") else _closed(each) for name, each in schema.items()}
    if isinstance(result.get("properties"), Mapping) and "type" in result:
        result.setdefault("additionalProperties", False)
    return result


def _refuse(uri: str) -> Any:
    raise ValueError(f"the schema refers to {uri}; clinlint is offline: put it under $defs")


def _speakable(values: Any) -> Any:
    """The same values with text that cannot be encoded written with escapes."""
    if isinstance(values, str):
        return values.encode("utf-8", "backslashreplace").decode()
    if isinstance(values, Mapping):
        return {_speakable(key): _speakable(value) for key, value in values.items()}
    if isinstance(values, list):
        return [_speakable(value) for value in values]
    return values
