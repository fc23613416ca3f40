"""Pages of the manual that are derived: commands from their parsers, configuration, metadata and report from their schemas, counts."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from clinlint.cli.command import Command
from clinlint.cli.main import commands
from clinlint.model.finding import Trust
from clinlint.reference.scales import scale, scale_ids
from clinlint.reference.substances import substance, substance_ids
from clinlint.registry import load
from clinlint.reports.reporter import formats
from clinlint.resources import schema as schema_of
from clinlint.rules.load import builtin
from clinlint.rules.rule import Rule

_NOTE = "<!-- written by `make generate` -->"
_FAMILIES = {
    "schema": "Is the file well formed, and are its fields what they should be?",
    "governance": "Who wrote and checked the article, when, and who paid?",
    "disclaimer": "Warnings and notices that belong to what the article says.",
    "citation": "References, markers, identifiers, and statements that need a source.",
    "threshold": "Cut-offs and ranges of measures such as the T-score.",
    "dose": "Doses of medicines; intakes and limits of nutrients.",
    "unit": "Units, and conversions from one to another.",
    "overclaim": "Promises beyond the evidence.",
    "language": "How people, risks and numbers are spoken of.",
    "medication-safety": "Notations that have led to mistakes with medicines.",
    "consistency": "Two places of an article that contradict each other.",
    "suppression": "Exceptions that people have written down.",
    "internal": "clinlint's own faults.",
}


def pages() -> Iterator[tuple[str, str]]:
    """Every derived page: its path below docs/, its text."""
    yield "reference/commands.md", _page("Commands", _commands())
    yield "reference/configuration.md", _page("Configuration", _configuration())
    yield "reference/metadata.md", _page("Metadata of an article", _metadata())
    yield "reference/report.md", _page("The JSON report", _report())
    yield "rules/index.md", _page("Rules", _rules())


def figures() -> str:
    """How much of the reference was seen in its source, as a table."""
    scales = [scale(identifier).evidence.trust for identifier in scale_ids()]
    rows: dict[str, list[Trust]] = {"nutrient": [], "drug": []}
    for identifier in substance_ids():
        entry = substance(identifier)
        rows[identifier.partition(".")[0]] += [entry.evidence(row).trust for row in entry.rows]
    lines = ["| | held | seen in its own text | seen in a restatement | not yet seen |", "| --- | --: | --: | --: | --: |"]
    kinds = {"scales of measures": scales, "figures on nutrients": rows["nutrient"], "figures on medicines": rows["drug"]}
    for name, trusts in kinds.items():
        counted = [sum(each is trust for each in trusts) for trust in (Trust.PRIMARY, Trust.SECONDARY, Trust.UNVERIFIED)]
        lines.append(f"| {name} | {len(trusts):,} | " + " | ".join(f"{count:,}" for count in counted) + " |")
    return "\n".join(lines)


def _page(title: str, lines: Iterator[str]) -> str:
    return "\n".join([_NOTE, "", f"# {title}", "", *lines]).rstrip() + "\n"


def _rules() -> Iterator[str]:
    rules = sorted(builtin(), key=lambda rule: rule.id)
    yield f"{len(rules)} rules in {len({rule.category for rule in rules})} families. `clinlint explain RULE` prints a rule's page in the terminal."
    yield "A rule that is off speaks only where `severity` in the configuration, or `--select`, names it."
    for family, what in _FAMILIES.items():
        members = [rule for rule in rules if rule.category == family]
        if members:
            yield from ("", f"## {family}", "", what, "", "| rule | severity | what it finds |", "| --- | --- | --- |")
            yield from (f"| [{rule.id}]({rule.id}.md) | {_severity(rule)} | {_cell(rule.title)} |" for rule in members)


def _severity(rule: Rule) -> str:
    return rule.severity.value if rule.enabled else "off"


def _commands() -> Iterator[str]:
    yield "Every command has `--help`, which says the same. `clinlint --version` tells the version."
    yield ""
    yield "Exit codes: 0, nothing was found at or above `--fail-on`; 1, something was; 2, the set-up is wrong or clinlint failed."
    for name in commands():
        command: Command = load("clinlint.cli", name, "COMMAND")
        parser = argparse.ArgumentParser(f"clinlint {name}", add_help=False)
        command.arguments(parser)
        yield from ("", f"## {name}", "", *_described(command.description or command.help))
        yield from _arguments(parser)


def _described(text: str) -> Iterator[str]:
    """Paragraphs of a description; its indented lines are examples and stay as they are."""
    for line in text.strip().split("\n"):
        yield f"    {line.strip()}" if line.startswith("  ") else line


def _arguments(parser: argparse.ArgumentParser) -> Iterator[str]:
    actions = [action for action in parser._actions if action.help != argparse.SUPPRESS]  # noqa: SLF001  argparse tells its arguments no other way
    if not actions:
        return
    yield from ("", "| argument | does |", "| --- | --- |")
    for action in sorted(actions, key=lambda each: bool(each.option_strings)):
        what = _cell((action.help or "") % {"default": action.default, "prog": parser.prog})
        values = f" One of {', '.join(f'`{each}`' for each in action.choices)}." if action.choices else ""
        told = f"{what[:1].upper()}{what[1:].rstrip('.')}." if what else ""
        yield f"| {_cell(_shown(action))} | {told}{values} |"


def _shown(action: argparse.Action) -> str:
    metavar = action.metavar if isinstance(action.metavar, str) else action.dest
    if not action.option_strings:
        return f"`{metavar}`" + (" (may be left out)" if action.nargs in ("?", "*") else "")
    value = "" if action.nargs == 0 else f" {action.metavar if isinstance(action.metavar, str) else action.dest.upper()}"
    return ", ".join(f"`{option}{value}`" for option in action.option_strings)


def _configuration() -> Iterator[str]:
    schema = schema_of("config.schema")
    yield "Keys of `clinlint.yaml`, or of the table `[tool.clinlint]` in `pyproject.toml`. All may be left out; an unknown key is an error."
    yield "[Configure](../how-to/configure.md) shows them at work; editors complete them (see there)."
    yield from ("", "| key | holds | values |", "| --- | --- | --- |")
    for name, each in schema["properties"].items():
        yield _property(name, each, schema)
    yield from ("", "An entry of `overrides` has `files`, a list of path patterns, and any of:")
    inside = schema["properties"]["overrides"]["items"]["properties"]
    yield ", ".join(f"`{name}`" for name in inside if name != "files") + "."
    yield from (
        "",
        "In a path pattern, `*` stands for anything but a slash, `**` for any folders. Paths count from the configuration's folder.",
    )


def _metadata() -> Iterator[str]:
    schema = schema_of("article.schema")
    yield "In Markdown these fields stand in YAML front matter; in a YAML or JSON article they are its own keys; in HTML they are read from"
    yield "`<title>`, `lang`, the description, JSON-LD by schema.org (`MedicalWebPage`), and elements such as"
    yield '`<meta name="clinlint:article_type" content="test">`. Names of your own are mapped by [`fields`](../how-to/configure.md#your-own-names-of-fields).'
    yield from ("", "| field | holds | values | also read as |", "| --- | --- | --- | --- |")
    for name, each in schema["properties"].items():
        if isinstance(each, Mapping) and "description" in each:
            yield f"{_property(name, each, schema)} {', '.join(f'`{other}`' for other in each.get('also', ()))} |"


def _report() -> Iterator[str]:
    schema = schema_of("report.schema")
    yield "`clinlint check --format json` writes one JSON object. Its JSON Schema is `report.schema.json` in the package `clinlint.schemas`. Other formats"
    yield f"are views of it: {', '.join(f'`{name}`' for name in formats())}."
    yield ""
    yield "Lines and columns count from 1, offsets from 0, all in Unicode code points of the decoded file; a byte order mark is one."
    tables = {"The report": schema, **{f"`{name}`": each for name, each in schema["$defs"].items() if "properties" in each}}
    for title, table in tables.items():
        yield from ("", f"## {title}", "")
        if table is not schema and "description" in table:
            yield from (table["description"], "")
        yield from ("| key | holds | values |", "| --- | --- | --- |")
        yield from _nested("", table, schema)


def _nested(prefix: str, table: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[str]:
    for name, each in table["properties"].items():
        yield _property(f"{prefix}{name}", each, schema)
        inner = each.get("items", each) if isinstance(each, Mapping) else {}
        if "properties" in inner:
            yield from _nested(f"{prefix}{name}{'[]' if 'items' in each else ''}.", inner, schema)


def _property(name: str, each: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    target = _resolved(each, schema)
    tabled = "$ref" in each and "properties" in target
    what = each.get("description") or ("" if tabled else target.get("description")) or ""
    return f"| `{name}` | {_cell(what)} | {_cell(_values(each, schema))} |"


def _values(each: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    target = _resolved(each, schema)
    if "const" in target:
        return f"`{target['const']}`"
    if "enum" in target:
        default = target.get("default")
        return ", ".join(f"`{value}`" + (" (default)" if value == default else "") for value in target["enum"])
    if "title" in target:
        return str(target["title"])
    if target.get("type") == "array":
        ref = target.get("items", {}).get("$ref", "")
        return f"a list of `{ref.rpartition('/')[2]}`" if ref else f"a list of {_plural(target.get('items', {}))}"
    if "$ref" in each and target.get("type") == "object":
        return f"`{each['$ref'].rpartition('/')[2]}`"
    return _kind(target.get("type", ""))


def _plural(items: Mapping[str, Any]) -> str:
    return {"string": "texts", "object": "objects", "integer": "numbers"}.get(str(items.get("type")), "values")


def _kind(name: str | Sequence[str]) -> str:
    names = [name] if isinstance(name, str) else name
    return " or ".join({"string": "text", "integer": "whole number", "object": "an object"}.get(each, each) for each in names)


def _resolved(each: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    ref = each.get("$ref")
    return {**schema["$defs"][ref.rpartition("/")[2]], **{k: v for k, v in each.items() if k != "$ref"}} if ref else each


def _cell(text: str) -> str:
    """Text of a table's cell: one line, its bars escaped."""
    return " ".join(text.split()).replace("|", "\\|")
