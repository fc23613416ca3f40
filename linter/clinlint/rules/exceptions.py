"""Where and how an exception for a finding is written: a comment beside it, or a waiver in the metadata."""

from __future__ import annotations

import json
from collections.abc import Mapping

from clinlint.formats.parse import format_of, parse
from clinlint.model.document import Document, Fields
from clinlint.model.finding import Edit, Finding
from clinlint.model.source import Source
from clinlint.model.span import Span

_NEVER = frozenset({"suppression", "internal"})


def exception_for(source: Source, finding: Finding, reason: str = "", by: str = "") -> Edit | None:
    """The edit that suppresses a finding. Without a reason it is not followed, and says so, until somebody writes one.

    None where no exception can be written: in plain text, in what is no text at all, and for findings about exceptions themselves.
    """
    kind = format_of(source.path)
    if finding.category in _NEVER or kind not in {"markdown", "html", "yaml", "json"}:
        return None
    document = parse(source)
    fields = document.fields
    if kind in {"yaml", "json"}:
        words = " ".join(source.slice(finding.span).split()) if _in_text(document, finding.span) else ""
        item = {"rule": finding.rule, "reason": reason, **({"by": by} if by else {}), **({"text": words} if words else {})}
        if fields is None or document.faults:
            return None
        return _yaml_waiver(source, fields, item, inside=False) if kind == "yaml" else _json_waiver(source, fields, item)
    if fields is not None and fields.span.contains(finding.span) and not _in_text(document, finding.span):
        item = {"rule": finding.rule, "reason": reason, **({"by": by} if by else {})}
        return _yaml_waiver(source, fields, item, inside=True)
    note = f" (by {by})" if by else ""
    comment = f"<!-- clinlint-ignore-line {finding.rule}: {_comment(reason)}{note} -->"
    number = source.location(finding.span.start).line
    line = source.line(number)
    at = source.line_starts[number - 1] + len(line.rstrip())
    if line.rstrip().endswith("|"):  # a table row: the comment belongs into its last cell
        at -= 1
        return Edit(Span(at, at), f"{comment} ")
    return Edit(Span(at, at), f" {comment}")


def _in_text(document: Document, span: Span) -> bool:
    """Whether a span lies in text that can hold a comment."""
    return any(block.kind.value != "field" and block.span().contains(span) for block in document.blocks)


def _yaml_waiver(source: Source, fields: Fields, given: Mapping[str, str], *, inside: bool) -> Edit | None:
    item = [f"  {name}: {value if name == 'rule' else _yaml(value)}".rstrip() for name, value in given.items()]
    item[0] = f"-{item[0][1:]}"
    present = fields.values.get("clinlint")
    ends = "\r\n" if "\r\n" in source.text else "\n"
    if present is None:
        rows = ["clinlint:", "  waivers:", *(f"    {row}" for row in item)]
        closing = source.text.rfind("---", fields.span.start, fields.span.end) if inside else -1
        at = closing if closing > fields.span.start else fields.span.end
        before = "" if at == 0 or source.text[at - 1] in "\r\n" else ends
        return Edit(Span(at, at), before + "".join(row + ends for row in rows))
    place = fields.value_spans.get(("clinlint", "waivers", 0))
    if place is None:
        return None
    number = source.location(place.start).line
    line = source.line(number)
    if not line.lstrip().startswith("- "):
        return None
    indent = line[: len(line) - len(line.lstrip())]
    start = source.line_starts[number - 1]
    return Edit(Span(start, start), "".join(indent + row + ends for row in item))


def _json_waiver(source: Source, fields: Fields, given: Mapping[str, str]) -> Edit | None:
    item = json.dumps(given, ensure_ascii=False)
    present = fields.value_spans.get(("clinlint", "waivers"))
    if present is not None and source.text[present.start] == "[":
        at = present.start + 1
        return Edit(Span(at, at), item + (", " if source.text[at : present.end].strip(" \t\r\n]") else ""))
    if "clinlint" in fields.values or not fields.value_spans.get(()):
        return None
    last = max((span.end for path, span in fields.value_spans.items() if len(path) == 1), default=0)
    first = min((span.start for path, span in fields.key_spans.items() if len(path) == 1), default=0)
    if not last:
        return None
    before = source.text[fields.value_spans[()].start + 1 : first]
    return Edit(Span(last, last), f',{before or " "}"clinlint": {{"waivers": [{item}]}}')


def _comment(reason: str) -> str:
    """A reason on one line that cannot end the comment."""
    return " ".join(reason.split()).replace("--", "–")


def _yaml(text: str) -> str:
    plain = " ".join(text.split())
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"' if plain else ""
