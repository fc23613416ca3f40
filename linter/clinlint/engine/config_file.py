"""Reading configuration files: their syntax, their schema, what they extend; every error at its line."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from clinlint.errors import ConfigError
from clinlint.model.document import Path
from clinlint.model.source import Source
from clinlint.model.span import Span
from clinlint.record import record
from clinlint.structured.nearest import nearest
from clinlint.structured.parsed import Parsed
from clinlint.structured.validation import Problem, validator, validator_of

STYLES = "clinlint.engine.house_styles"
_PATHS = ("packs", "reference", "bibliography", "includes")
_JOINED = ("ignore", "exclude", *_PATHS, "waivers", "overrides")
_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


@record
class Loaded:
    """Valid values of a configuration with what it extends, and the files they came from, its own first."""

    values: Mapping[str, Any]
    files: tuple[str, ...]


@record
class Place:
    """A place in a configuration file, for an error."""

    path: str
    line: int = 0
    column: int = 0
    excerpt: str = ""


def load(path: str, below: tuple[str, ...] = ()) -> Loaded:
    """The values of a configuration file. `below` are the files that extend it. Raises ConfigError."""
    text = _read(path)
    values = _valid(path, text, _parsed(path, text))
    _check_inside(values, path, text)
    for pattern, file in values.get("schemas", {}).items():
        place = _place(path, text, ("schemas", pattern))
        target = os.path.join(os.path.dirname(path), file)
        if not os.path.isfile(target):
            raise _error(f"schemas names {file}, which does not exist", place)
        article_schema(target, place)
    _check_texts(values, path, text)
    if "waivers" in values:
        values["waivers"] = [_told_where(waiver, _place(path, text, ("waivers", i))) for i, waiver in enumerate(values["waivers"])]
    return _extended(values, path, text, below)


def _told_where(waiver: Mapping[str, Any], place: Place) -> dict[str, Any]:
    return {**waiver, "file": place.path, "line": place.line}


def _check_inside(values: Mapping[str, Any], path: str, text: str) -> None:
    """Raise ConfigError where a file that is named lies outside the repository, where git marks one: nothing is read there."""
    from clinlint.engine.roots import is_inside, root_of

    named: list[tuple[Path, str]] = [
        ((name, index), file) for name in ("packs", "reference") for index, file in enumerate(values.get(name, ()))
    ]
    named += [(("schemas", pattern), file) for pattern, file in values.get("schemas", {}).items()]
    if _is_file_name(base := values.get("extends", "")):
        named.append((("extends",), base))
    folder = os.path.dirname(path)
    root = root_of(folder) if named else ""
    for at, file in named if os.path.exists(os.path.join(root, ".git")) else ():
        if not is_inside(os.path.join(folder, file), root):
            raise _error(f"{at[0]} names {file}, which lies outside the repository, where nothing is read", _place(path, text, at))


def _is_file_name(base: str) -> bool:
    """Whether `extends` names a file, not a house style."""
    return "/" in base or base.endswith((".yaml", ".yml", ".toml"))


def _check_texts(values: Mapping[str, Any], path: str, text: str) -> None:
    """Raise ConfigError where a list of works or an included text is missing, lies outside the repository or includes itself."""
    from clinlint.engine.includes import wrong
    from clinlint.engine.roots import root_of

    folder = os.path.dirname(path)
    parts: list[tuple[Path, Mapping[str, Any]]] = [((), values)]
    parts += [(("overrides", index), item) for index, item in enumerate(values.get("overrides", ()))]
    for at, part in parts:
        for name in ("bibliography", "includes"):
            for index, file in enumerate(part.get(name, ())):
                target = os.path.normpath(os.path.join(folder, file))
                fault = wrong(target, root_of(folder), texts=name == "includes")
                if fault is None:
                    continue
                place = _place(path, text, (*at, name, index))
                if len(fault.chain) == 1:
                    raise _error(f"{name} names {file}, which {fault.message}", place)
                chain = " → ".join(os.path.relpath(each, folder or os.curdir) for each in fault.chain)
                raise _error(f"{name} names {file}, and what that includes {fault.message}", place, hint=chain)


def _extended(values: dict[str, Any], path: str, text: str, below: tuple[str, ...]) -> Loaded:
    own = _located(values, os.path.dirname(path))
    base = own.pop("extends", None)
    if base is None:
        return Loaded(own, (path,))
    place = _place(path, text, ("extends",))
    if not _is_file_name(base):
        return Loaded(_over(_style(base, place), own), (path,))
    target = os.path.normpath(os.path.join(os.path.dirname(path), base))
    if os.path.abspath(target) in map(os.path.abspath, (path, *below)):
        chain = " → ".join(os.path.basename(each) for each in (*below, path, target))
        raise _error("extends leads back to itself", place, hint=chain)
    if not os.path.isfile(target):
        raise _error(f"extends names {base}, which does not exist", place)
    loaded = load(target, (*below, path))
    return Loaded(_over(dict(loaded.values), own), (path, *loaded.files))


def article_schema(path: str, place: Place | None = None) -> str:
    """A repository's own schema of articles as JSON text, checked to be one. Raises ConfigError."""
    text = _read(path)
    from clinlint.structured import json_, yaml_

    parsed = (yaml_ if path.endswith((".yaml", ".yml")) else json_).parse(text)
    if parsed.faults:
        raise _error(parsed.faults[0].message, _at(path, text, parsed.faults[0].span))
    import jsonschema

    try:
        jsonschema.Draft202012Validator.check_schema(parsed.values)
    except jsonschema.SchemaError as error:
        span = parsed.value_spans.get(tuple(error.absolute_path))
        where = _at(path, text, span) if span else Place(shown_path(path))
        key = ": ".join(map(str, error.absolute_path)) or "the schema"
        raise _error(f"not a JSON Schema: {key}: {error.message}", where, hint=f"named by {place.path}" if place else "") from error
    return _usable(parsed.values, path)


def _usable(schema: Any, path: str) -> str:
    import json

    text = json.dumps(schema, default=float)
    try:
        validator_of(text)
    except ValueError as error:
        reason = next((line.strip() for line in str(error).splitlines() if "clinlint is offline" in line), str(error).splitlines()[0])
        raise ConfigError(f"this schema cannot be used: {reason}", where=shown_path(path)) from error
    return text


def _style(name: str, place: Place) -> dict[str, Any]:
    """A starter configuration that ships with clinlint."""
    from importlib.resources import files

    styles = sorted(entry.name.removesuffix(".yaml") for entry in files(STYLES).iterdir() if entry.name.endswith(".yaml"))
    if name not in styles:
        near = nearest(name, styles)
        meant = f"did you mean {near}? " if near else ""
        raise _error(f"extends names {name}: neither a file nor a house style", place, hint=f"{meant}house styles: {', '.join(styles)}")
    from clinlint.structured.yaml_ import parse

    values: dict[str, Any] = parse(files(STYLES).joinpath(f"{name}.yaml").read_text("utf-8")).values
    return values


def _over(base: dict[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Own values over those of what is extended: lists of exceptions and files are joined, mappings merged, the rest replaced."""
    result = dict(base)
    for name, value in own.items():
        if name in _JOINED:
            result[name] = [*base.get(name, ()), *value]
        elif isinstance(value, Mapping):
            result[name] = {**base.get(name, {}), **value}
        else:
            result[name] = value
    return result


def _located(values: Mapping[str, Any], folder: str) -> dict[str, Any]:
    """Values with the paths of other files relative to the current folder instead of the configuration's."""

    def at(name: str) -> str:
        return os.path.normpath(os.path.join(folder, name))

    result = dict(values)
    for name in _PATHS:
        if name in result:
            result[name] = [at(each) for each in result[name]]
    if "schemas" in result:
        result["schemas"] = {pattern: at(file) for pattern, file in result["schemas"].items()}
    if "overrides" in result:
        result["overrides"] = [_located(item, folder) for item in result["overrides"]]
    return result


def _read(path: str) -> str:
    try:
        with open(path, "rb") as file:
            return file.read().decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"cannot be read ({(error.strerror or str(error)).lower()})", where=shown_path(path)) from error
    except UnicodeDecodeError as error:
        raise ConfigError("is not UTF-8", where=shown_path(path)) from error


def _parsed(path: str, text: str) -> Parsed:
    if path.endswith(".toml"):
        return Parsed(_plain(_toml(path, text)))
    from clinlint.structured.yaml_ import parse

    parsed = parse(text)
    if parsed.faults:
        fault = parsed.faults[0]
        raise _error(fault.message, _at(path, text, fault.span))
    return parsed


def _toml(path: str, text: str) -> dict[str, Any]:
    import tomllib

    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        message = str(error)
        found = _TOML_PLACE.search(message)
        line, column = (int(found[1]), int(found[2])) if found and found[1] else (0, 0)
        excerpt = Source(path, text).line(line) if line else ""
        words = message[: found.start()] if found else message
        raise ConfigError(
            f"not TOML: {words[:1].lower()}{words[1:]}", where=shown_path(path), line=line, column=column, excerpt=excerpt
        ) from error
    if os.path.basename(path) != "pyproject.toml" and "tool" not in data:
        return data
    table = data.get("tool", {})
    own: dict[str, Any] = table.get("clinlint", {}) if isinstance(table, dict) else {}
    return own


def _plain(value: Any) -> Any:
    """The same with TOML's dates as the texts that YAML and JSON have."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def _valid(path: str, text: str, parsed: Parsed) -> dict[str, Any]:
    values = {} if parsed.values is None else parsed.values
    if not isinstance(values, dict):
        raise ConfigError("a configuration is a mapping (lines of “key: value”)", where=shown_path(path))
    problems = validator("config.schema").problems(values)
    if problems:
        raise _told(problems, path, text, parsed)
    return values


def _told(problems: tuple[Problem, ...], path: str, text: str, parsed: Parsed) -> ConfigError:
    problem = problems[0]
    spans = parsed.key_spans if problem.on_key else parsed.value_spans
    place = _at(path, text, spans[problem.path]) if problem.path in spans else Place(shown_path(path))
    more = f"{len(problems) - 1} more in this file" if len(problems) > 1 else ""
    table = "tool.clinlint: " if path.endswith("pyproject.toml") else ""
    return _error(table + problem.message, place, hint=more)


def _error(message: str, place: Place, hint: str = "") -> ConfigError:
    return ConfigError(message, where=place.path, line=place.line, column=place.column, excerpt=place.excerpt, hint=hint)


def place_of(files: tuple[str, ...], value: str) -> Place:
    """Where a configuration file, the first that does, says a value or a key; for errors that are found later."""
    for path in files:
        if path.endswith(".toml"):
            continue
        text = _read(path)
        from clinlint.structured.yaml_ import parse

        parsed = parse(text)
        for spans in (parsed.value_spans, parsed.key_spans):
            for span in spans.values():
                if text[span.start : span.end].strip("'\"") == value:
                    return _at(path, text, span)
    return Place(shown_path(files[0]) if files else "")


def _place(path: str, text: str, key: Path) -> Place:
    if path.endswith(".toml"):
        return Place(shown_path(path))
    from clinlint.structured.yaml_ import parse

    span = parse(text).value_spans.get(key)
    return _at(path, text, span) if span else Place(shown_path(path))


def _at(path: str, text: str, span: Span) -> Place:
    source = Source(path, text)
    location = source.location(span.start)
    return Place(shown_path(path), location.line, location.column, source.line(location.line))


def shown_path(path: str) -> str:
    """A path as people write it: from the current folder, where it lies inside."""
    relative = os.path.relpath(path)
    return path if relative.startswith("..") else relative
