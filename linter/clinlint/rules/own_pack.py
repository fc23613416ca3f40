"""A repository's own rules: a pack file checked against the schema of packs and the options of each kind, every error at its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_args

from clinlint.errors import PackError
from clinlint.facts.patterns import pattern_flaw
from clinlint.model.document import Path
from clinlint.model.finding import Category
from clinlint.model.source import Source
from clinlint.model.span import Span
from clinlint.registry import module_names
from clinlint.resources import schema
from clinlint.rules.load import KINDS, builtin, from_entries, kind_of
from clinlint.rules.rule import Rule
from clinlint.structured.nearest import nearest
from clinlint.structured.parsed import Parsed
from clinlint.structured.validation import Problem, Validator

_ELSEWHERE: Category = "language"
"""The category of a pack whose name is none, where its rule names none either."""


def own_rules(text: str, path: str) -> tuple[Rule, ...]:
    """The rules of a pack file's text. Raises PackError at the first thing that is wrong with it."""
    from clinlint.structured.yaml_ import parse

    parsed = parse(text)
    if parsed.faults:
        raise _error(parsed.faults[0].message, path, text, parsed.faults[0].span)
    problems = pack_problems(parsed.values)
    if problems:
        raise _told(problems, path, text, parsed)
    return tuple(rule for entry in parsed.values for rule in from_entries([_placed(entry)], str(entry["id"])))


def pack_problems(values: Any) -> tuple[Problem, ...]:
    """What is wrong with the values of a pack file, in the order of its rules."""
    found = list(_validator("").problems(values))
    if isinstance(values, list):
        seen: dict[str, int] = {}
        for index, entry in enumerate(values):
            if isinstance(entry, dict) and not any(problem.path[:1] == (index,) for problem in found):
                found += _in_rule(entry, index, seen)
    return tuple(sorted(found, key=lambda problem: problem.path[0] if problem.path and isinstance(problem.path[0], int) else -1))


def _in_rule(entry: Mapping[str, Any], index: int, seen: dict[str, int]) -> Iterator[Problem]:
    identifier, kind = entry["id"], entry["kind"]
    if identifier in seen:
        yield Problem((index, "id"), "invalid-value", f"“{identifier}” is the id of entry {seen[identifier] + 1} already")
    seen[identifier] = index
    if kind not in kinds():
        near = nearest(kind, kinds())
        yield Problem((index, "kind"), "invalid-value", f"there is no rule kind {kind}" + (f": did you mean {near}?" if near else ""))
        return
    for problem in _validator(kind).problems(entry):
        yield Problem((index, *problem.path), problem.code, problem.message, on_key=problem.on_key)
    for path, pattern in _patterns({name: value for name, value in entry.items() if name != "examples"}):
        if flaw := pattern_flaw(pattern):
            yield Problem((index, *path), "invalid-value", f"this pattern cannot be read: {flaw}")
    if flaw := _message_flaw(str(entry.get("message", ""))):
        yield Problem((index, "message"), "invalid-value", flaw)


_PATTERNS = frozenset(
    [
        "match",
        "unless",
        "with",
        "before",
        "after",
        "says",
        "other",
        "together",
        "apart",
        "need",
        "plain",
        "absolute",
        "headings",
        "follows",
        "called",
        "design",
        "stronger",
        "verbs",
        "fitting",
        "tertiary",
        "words",
        "work",
        "clinical",
    ]
)
"""Options that are patterns, or lists of them; a name of wordings reads as a pattern as well."""
_NAMES = frozenset(
    [
        "text",
        "use",
        "why",
        "first",
        "other",
        "count",
        "found",
        "expected",
        "limit",
        "label",
        "entry",
        "year",
        "years",
        "stamp",
        "name",
        "work",
        "harms",
        "field",
        "date",
        "other_date",
        "shown",
        "saying",
        "age",
        "months",
        "latest",
        "today",
        "missing",
        "before",
        "after",
        "number",
        "due",
        "place",
        "reviewed",
    ]
)
"""What messages of some kind can name in braces."""


def _patterns(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every pattern among the options of a rule, with its place."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _patterns(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _patterns(item, (*path, index))
    elif isinstance(value, str) and next((key for key in reversed(path) if isinstance(key, str)), "") in _PATTERNS | {"all"}:
        yield path, value


def _message_flaw(message: str) -> str:
    """What is wrong with the braces of a message, in words; empty where nothing is."""
    from string import Formatter

    try:
        names = [name for _, name, _, _ in Formatter().parse(message) if name is not None]
    except ValueError:
        return "a brace of this message is not closed; write {{ and }} for braces that are shown"
    wrong = next((name for name in names if name not in _NAMES), None)
    near = nearest(wrong, sorted(_NAMES)) if wrong else ""
    return (
        ""
        if wrong is None
        else f"no message can name “{{{wrong}}}”" + (f": did you mean “{{{near}}}”?" if near else "; most can name “{text}”")
    )


@cache
def kinds() -> tuple[str, ...]:
    """Rule kinds that a pack can use, in order of name; the engine's own findings are none of them."""
    return tuple(name for name in module_names(KINDS) if name != "engine")


@cache
def _validator(kind: str) -> Validator:
    """Of a whole pack, or of one rule of a kind with that kind's options."""
    pack = schema("pack.schema")
    if not kind:
        return Validator(pack)
    rule, options = pack["$defs"]["rule"], kind_of(kind).options
    properties = {**rule["properties"], **options.get("properties", {})}
    return Validator(
        {
            "type": "object",
            "properties": properties,
            "required": [*rule["required"], *options.get("required", ())],
            "additionalProperties": False,
            "$defs": {**pack["$defs"], **options.get("$defs", {})},
        }
    )


def editor_schema() -> dict[str, Any]:
    """The schema of packs for editors: with the kinds by name, and each kind's options where it is chosen."""
    pack = schema("pack.schema")
    rule = pack["$defs"]["rule"]
    known: dict[str, Any] = {}
    choices = []
    for name in kinds():
        options = kind_of(name).options
        known |= options.get("$defs", {})
        then = {"properties": options.get("properties", {}), "required": list(options.get("required", ()))}
        choices.append({"if": {"properties": {"kind": {"const": name}}, "required": ["kind"]}, "then": then})
    kind = {**rule["properties"]["kind"], "enum": list(kinds())}
    whole = {**rule, "properties": {**rule["properties"], "kind": kind}, "allOf": choices, "unevaluatedProperties": False}
    return {**pack, "$defs": {**known, **pack["$defs"], "rule": whole}}


def _placed(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    pack = str(entry["id"]).partition("/")[0]
    return entry if "category" in entry or pack in get_args(Category) else {**entry, "category": _ELSEWHERE}


def clashes(rules: tuple[Rule, ...]) -> tuple[str, ...]:
    """Ids of own rules that a rule which ships with clinlint has already."""
    ours = {rule.id for rule in builtin()}
    return tuple(rule.id for rule in rules if rule.id in ours)


def _told(problems: tuple[Problem, ...], path: str, text: str, parsed: Parsed) -> PackError:
    problem = problems[0]
    return _error(
        problem.message, path, text, _span(problem, parsed), f"{len(problems) - 1} more in this file" if len(problems) > 1 else ""
    )


def _span(problem: Problem, parsed: Parsed) -> Span:
    spans = parsed.key_spans if problem.on_key else parsed.value_spans
    at: Path = problem.path
    while at not in spans and at:
        at, spans = at[:-1], parsed.value_spans
    return spans.get(at, Span(0, 0))


def _error(message: str, path: str, text: str, span: Span, hint: str = "") -> PackError:
    source = Source(path, text)
    place = source.location(span.start)
    return PackError(message, where=path, line=place.line, column=place.column, excerpt=source.line(place.line), hint=hint)
