"""The configuration: `clinlint.yaml` or `[tool.clinlint]`, the nearest one from an article upwards, and what it decides for a path.

Nothing is merged but what `extends` names. Without a configuration file nothing is read and nothing is imported.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any

from clinlint.engine.globs import matches
from clinlint.engine.retraction_data import imported
from clinlint.errors import ConfigError
from clinlint.model.finding import Severity
from clinlint.model.settings import JURISDICTIONS, Profile, Settings
from clinlint.record import record, replace

NAMES = ("clinlint.yaml", "clinlint.yml")
PYPROJECT = "pyproject.toml"
_TABLE = b"tool.clinlint"


@record
class Override:
    """What holds instead for files of some patterns; `changes` are attributes of Config."""

    files: tuple[str, ...]
    changes: tuple[tuple[str, Any], ...]


@record
class Waiver:
    """Findings of a rule that are accepted in files of some patterns, for a reason; `text` narrows it to findings about these words.

    It stands at `line` of `file`.
    """

    files: tuple[str, ...]
    rule: str
    reason: str
    by: str = ""
    until: date | None = None
    text: str = ""
    file: str = ""
    line: int = 0


@record
class Config:
    """A configuration, every pattern relative to `folder`. `files` are the files it was read from, its own first.

    `severity` maps rule ids, `pack/*` and categories to error, warning, info or off; `fields` a repository's metadata names to ours;
    `schemas` path patterns to a schema's path; `packs`, `reference`, `bibliography` and `includes` are paths of the repository's own files; `manual` is where the house shows the manual.
    """

    files: tuple[str, ...] = ()
    folder: str = ""
    profile: Profile = Profile.DEFAULT
    jurisdictions: frozenset[str] = frozenset(JURISDICTIONS)
    today: date | None = None
    fail_on: str = "error"
    manual: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: tuple[tuple[str, str], ...] = ()
    exclude: tuple[str, ...] = ()
    metadata: str = "required"
    fields: tuple[tuple[str, str], ...] = ()
    audience: str = ""
    article_type: str = ""
    locale: str = ""
    schemas: tuple[tuple[str, str], ...] = ()
    packs: tuple[str, ...] = ()
    reference: tuple[str, ...] = ()
    bibliography: tuple[str, ...] = ()
    includes: tuple[str, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    overrides: tuple[Override, ...] = ()

    def at(self, path: str) -> Config:
        """The configuration with its overrides for a path applied, in order; the same one where none applies."""
        config = self
        for override in self.overrides:
            if any(matches(pattern, path, self.folder) for pattern in override.files):
                config = replace(config, **{name: _joined(name, getattr(config, name), value) for name, value in override.changes})
        return replace(config, overrides=()) if config is not self else self

    def for_path(self, path: str) -> Settings:
        """What rules may read about an article at a path."""
        config = self.at(path)
        schema = next((file for pattern, file in reversed(config.schemas) if matches(pattern, path, self.folder)), "")
        return Settings(
            today=config.today or date.today(),  # noqa: DTZ011  a review is due by the calendar on the editor's wall
            profile=config.profile,
            jurisdictions=config.jurisdictions,
            field_names=dict(config.fields),
            metadata_elsewhere=config.metadata == "elsewhere",
            article_schema=_schema(schema) if schema else "",
            audience=config.audience,
            article_type=config.article_type,
            locale=config.locale,
            retractions=imported(),
        )

    def selects(self, rule: str, category: str, *, enabled: bool = True) -> bool:
        """Whether a rule runs. One that is off by itself runs where `select` or `severity` names it by its id."""
        if any(_means(pattern, rule, category) for pattern in self.ignore):
            return False
        named = dict(self.severity).get(rule)
        if (named or self._severity(rule, category)) == "off":
            return False
        if self.select and not any(_means(pattern, rule, category) for pattern in self.select):
            return False
        return enabled or named is not None or rule in self.select

    def severity_of(self, rule: str, default: Severity, category: str = "") -> Severity:
        """The severity that the configuration gives a rule's findings; the most specific name wins."""
        name = self._severity(rule, category) if self.severity else ""
        return Severity(name) if name and name != "off" else default

    def _severity(self, rule: str, category: str) -> str:
        given = dict(self.severity)
        pack = rule.partition("/")[0]
        return next((given[name] for name in (rule, f"{pack}/*", category or pack) if name in given), "")

    def waivers_at(self, path: str) -> tuple[Waiver, ...]:
        """The waivers for a path."""
        return tuple(waiver for waiver in self.waivers if any(matches(pattern, path, self.folder) for pattern in waiver.files))

    def excludes(self, path: str) -> bool:
        """Whether a path is left out of folders and patterns."""
        return any(matches(pattern, path, self.folder) for pattern in self.exclude)

    def verify(self, rules: Iterable[str], categories: Iterable[str]) -> None:
        """Raise ConfigError where the configuration names a rule, pack or category that does not exist."""
        if not self.files:
            return
        known = {*rules, *categories}
        known |= {f"{rule.partition('/')[0]}/*" for rule in known if "/" in rule}
        for waiver in self.waivers:
            if waiver.rule not in known:
                raise _unknown_rule(self.files, waiver.rule, known)
        for config in (self, *(replace(Config(), **dict(override.changes)) for override in self.overrides)):
            for name in (*config.select, *config.ignore, *(name for name, _ in config.severity)):
                if name not in known:
                    raise _unknown_rule(self.files, name, known)


def configured(values: Mapping[str, Any], *, files: tuple[str, ...] = (), folder: str = "") -> Config:
    """The configuration that valid keys and values of a configuration file stand for."""
    given = _attributes(values)
    overrides = tuple(
        Override(tuple(item["files"]), tuple(_attributes({k: v for k, v in item.items() if k != "files"}).items()))
        for item in values.get("overrides", ())
    )
    return Config(files=files, folder=folder, overrides=overrides, **given)


def find(path: str) -> Config:
    """The configuration that is nearest to a file, from its folder upwards; the default one where there is none. Raises ConfigError."""
    return _nearest(os.path.dirname(os.path.abspath(path)))


def read_config(path: str) -> Config:
    """The configuration of one file, which may be of any name that ends in .yaml, .yml or .toml. Raises ConfigError."""
    from clinlint.engine.config_file import load

    absolute = os.path.abspath(path)
    loaded = load(absolute)
    return configured(loaded.values, files=loaded.files, folder=os.path.dirname(absolute))


def forget() -> None:
    """Look for configurations anew at the next call; for processes that outlive a change of one."""
    _nearest.cache_clear()
    _schema.cache_clear()


@cache
def _nearest(folder: str) -> Config:
    found = [path for path in (os.path.join(folder, name) for name in NAMES) if os.path.isfile(path)]
    pyproject = os.path.join(folder, PYPROJECT)
    if _has_table(pyproject):
        found.append(pyproject)
    if len(found) > 1:
        from clinlint.engine.config_file import shown_path

        names = " and ".join(os.path.basename(path) for path in found)
        raise ConfigError(f"{names} both hold a configuration of clinlint", where=shown_path(folder), hint="keep one of them")
    if found:
        return read_config(found[0])
    parent = os.path.dirname(folder)
    return _nearest(parent) if parent != folder else Config()


@cache
def _schema(path: str) -> str:
    from clinlint.engine.config_file import article_schema

    return article_schema(path)


def _has_table(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            return _TABLE in file.read()
    except OSError:
        return False


def _attributes(values: Mapping[str, Any]) -> dict[str, Any]:
    given: dict[str, Any] = {}
    for name, value in values.items():
        if name in ("extends", "overrides"):
            continue
        if name == "profile":
            given[name] = Profile(value)
        elif name == "jurisdictions":
            given[name] = frozenset(value)
        elif name == "today":
            given[name] = date.fromisoformat(value)
        elif name == "waivers":
            given[name] = tuple(_waiver(each) for each in value)
        elif isinstance(value, Mapping):
            given[name] = tuple(value.items())
        elif isinstance(value, list):
            given[name] = tuple(value)
        else:
            given[name] = value
    return given


def _waiver(given: Mapping[str, Any]) -> Waiver:
    until = date.fromisoformat(given["until"]) if "until" in given else None
    return Waiver(**{**given, "files": tuple(given["files"]), "until": until})


def _joined(name: str, before: Any, value: Any) -> Any:
    """An override's value: exceptions and maps add to what holds already, the rest replaces it."""
    if name in ("ignore", "bibliography", "includes"):
        return (*before, *value)
    if name in ("severity", "fields", "schemas"):
        return tuple({**dict(before), **dict(value)}.items())
    return value


def _means(pattern: str, rule: str, category: str) -> bool:
    return pattern in (rule, category) or (pattern.endswith("/*") and rule.startswith(pattern[:-1]))


def _unknown_rule(files: tuple[str, ...], name: str, known: set[str]) -> ConfigError:
    from clinlint.engine.config_file import place_of
    from clinlint.structured.nearest import nearest

    near = nearest(name, sorted(known, key=lambda each: (each.endswith("*"), each)))
    place = place_of(files, name)
    hint = f"did you mean {near}?" if near else "`clinlint rules` lists all"
    return ConfigError(f"there is no rule {name}", where=place.path, line=place.line, column=place.column, excerpt=place.excerpt, hint=hint)
