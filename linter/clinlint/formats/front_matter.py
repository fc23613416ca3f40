"""Front matter: YAML between two lines of three dashes at the top of a file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from clinlint.model.document import Block, BlockKind, Fault, Fields
from clinlint.model.span import Piece, SourceMap, Span

_OPEN = re.compile(r"\ufeff?---[ \t]*(?:\r\n|\r|\n)")
_CLOSE = re.compile(r"(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)")
_TOML = re.compile(r"\ufeff?\+\+\+[ \t]*(?:\r\n|\r|\n)")
_SHOWN = ("title", "description")
"""Fields that readers see, in search results and above the article."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Metadata of an article, what is wrong with it, and where the article's text begins."""

    fields: Fields | None
    faults: tuple[Fault, ...]
    body: int
    blocks: tuple[Block, ...] = ()


def cut(text: str) -> FrontMatter:
    """The front matter of a text; without any, fields are None and the body begins at the first character after a BOM."""
    opening = _OPEN.match(text)
    start = 1 if text.startswith("\ufeff") else 0
    if opening is None:
        if toml := _TOML.match(text):
            fault = Fault("TOML front matter is not read; write YAML between two lines of ---", Span(start, toml.end()), "toml")
            close = re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE).search(text, toml.end())
            return FrontMatter(None, (fault,), close.end() if close else toml.end())
        return FrontMatter(None, (), start)
    begin = opening.end()
    closing = _CLOSE.search(text, begin)
    if closing is None:
        if not re.match(r"[\w-]+[ \t]*:", text[begin:]):
            return FrontMatter(None, (), start)
        fault = Fault("front matter begins here but is never closed by a line of ---", Span(start, begin), "unclosed")
        return FrontMatter(None, (fault,), len(text))
    from clinlint.structured.yaml_ import parse

    parsed = parse(text[begin : closing.start()], begin)
    whole = Span(start, closing.end())
    if parsed.values is None and not parsed.faults:
        return FrontMatter(Fields({}, whole, {}, {}), (), closing.end())
    if isinstance(parsed.values, str):
        return FrontMatter(None, (), start)
    if not isinstance(parsed.values, dict):
        faults = parsed.faults or (Fault("metadata must be keys with values, such as title: …", whole, "shape"),)
        return FrontMatter(Fields({}, whole, {}, {}), faults, closing.end())
    fields = Fields(parsed.values, whole, parsed.value_spans, parsed.key_spans)
    return FrontMatter(fields, parsed.faults, closing.end(), tuple(_shown(text, fields)))


def _shown(text: str, fields: Fields) -> list[Block]:
    blocks = []
    for name in _SHOWN:
        given, span = fields.values.get(name), fields.value_spans.get((name,))
        if isinstance(given, str) and (value := given.strip()) and span is not None:
            inside = text.find(value, span.start, span.end)
            exact = inside >= 0
            piece = Piece(0, len(value), inside if exact else span.start, inside + len(value) if exact else span.end, exact)
            blocks.append(Block(BlockKind.FIELD, value, SourceMap((piece,)), label=name))
    return blocks
