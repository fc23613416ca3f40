"""Rules and their examples from packs: the built-in ones compiled, a repository's own from parsed YAML."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from clinlint.errors import PackError
from clinlint.linguistics.index import Index
from clinlint.model.finding import Confidence, Severity
from clinlint.model.span import Span
from clinlint.resources import compiled, examples_of, triggers_of
from clinlint.rules.rule import Example, Kind, Rule, Waking

PACKS = "clinlint.rules.packs"
KINDS = "clinlint.rules.kinds"
_COMMON = frozenset(
    ["id", "kind", "category", "severity", "confidence", "title", "message", "why", "help", "evidence", "enabled", "examples"],
)


@cache
def builtin() -> tuple[Rule, ...]:
    """Every rule that ships with clinlint, in order of pack, topic and place."""
    return tuple(rule for topic, entries in compiled(PACKS).items() for rule in from_entries(entries, topic))


def from_entries(entries: Sequence[Mapping[str, Any]], topic: str) -> Iterator[Rule]:
    """Rules of one pack file; `topic` is its path inside the packs (`threshold/t-score`). Raises PackError."""
    pack = topic.split("/", maxsplit=1)[0]
    for entry in entries:
        yield _rule(entry, pack, topic)


def _rule(entry: Mapping[str, Any], pack: str, topic: str) -> Rule:
    identifier = str(entry.get("id", ""))
    try:
        return Rule(
            id=identifier,
            kind=entry["kind"],
            category=entry.get("category", pack),
            severity=Severity(entry["severity"]),
            confidence=Confidence(entry.get("confidence", "high")),
            title=entry["title"],
            message=entry.get("message", ""),
            why=entry["why"],
            help=entry.get("help", ""),
            evidence_ids=tuple(entry.get("evidence", ())),
            options={name: value for name, value in entry.items() if name not in _COMMON},
            enabled=entry.get("enabled", True),
        )
    except KeyError as error:
        raise PackError(f"rule {identifier or '(without id)'} has no {error.args[0]}", where=topic) from error
    except ValueError as error:
        raise PackError(f"rule {identifier}: {error}", where=topic) from error


@cache
def kind_of(name: str) -> Kind:
    """The code of a rule kind. Raises PackError where there is none of this name."""
    try:
        module = importlib.import_module(f"{KINDS}.{name}")
    except ModuleNotFoundError as error:
        if error.name != f"{KINDS}.{name}":
            raise
        raise PackError(f"there is no rule kind {name}") from error
    kind: Kind = module.KIND
    return kind


def waking(rule: Rule) -> Waking:
    """What wakes a rule: the compiled answer for a built-in one, that of its kind for others."""
    if given := triggers_of(PACKS)["rules"].get(rule.id):
        known = trigger_index().by_name
        return Waking({name: known[name] for name in given["patterns"]}, given["always"], given["any_language"], given["surer"])
    return waking_by_kind(rule)


@cache
def trigger_index() -> Index:
    """The patterns of all built-in rules by the words that they need."""
    return Index(triggers_of(PACKS)["index"])


def waking_by_kind(rule: Rule) -> Waking:
    """What wakes a rule, asked of its kind. Raises PackError where there is no such kind."""
    kind = kind_of(rule.kind)
    patterns = {f"{rule.id}#{name}" if name else rule.id: pattern for name, pattern in kind.triggers(rule).items()}
    return Waking(patterns, kind.always or not patterns, kind.any_language, kind.surer)


def examples(rule_id: str) -> tuple[Example, ...]:
    """What a built-in rule flags and accepts, in the order of its pack."""
    return tuple(from_examples(examples_of(PACKS).get(rule_id, {})))


def from_examples(entry: Mapping[str, Any]) -> Iterator[Example]:
    """Examples of one rule as its pack writes them, marks taken out."""
    for flagged, group in ((True, "flag"), (False, "accept")):
        for item in entry.get(group, ()):
            fields: Mapping[str, Any] = {"text": item} if isinstance(item, str) else item
            text, spans = unmark(fields["text"]) if flagged else (fields["text"], ())
            yield Example(
                text,
                flagged,
                spans,
                because=fields.get("because", ""),
                format=fields.get("format", "markdown"),
                settings=tuple(fields.get("settings", {}).items()),
            )


def unmark(text: str) -> tuple[str, tuple[Span, ...]]:
    """The text without `[[` and `]]`, and the code-point spans they enclosed."""
    parts: list[str] = []
    spans: list[Span] = []
    length = 0
    start = -1
    rest = text
    while True:
        mark = "]]" if start >= 0 else "[["
        before, found, rest = rest.partition(mark)
        while start >= 0 and rest.startswith("]"):
            before, rest = before + "]", rest[1:]
        parts.append(before)
        length += len(before)
        if not found:
            break
        if start >= 0:
            spans.append(Span(start, length))
            start = -1
        else:
            start = length
    return "".join(parts), tuple(spans)
