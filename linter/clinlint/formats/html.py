"""HTML: blocks as readers see them, every run of text and every entity at its exact place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from clinlint.formats.builder import Builder, Outline
from clinlint.formats.format import Format
from clinlint.formats.html_metadata import of_linked_data, of_meta
from clinlint.formats.html_tokens import Token, tokens
from clinlint.model.document import Block, BlockKind, Cell, Comment, Document, Fields, MarkKind, Path
from clinlint.model.source import Source
from clinlint.model.span import Span

_BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hr html label legend li main nav ol option p pre section summary table tbody td tfoot th thead tr ul".split()
)
_SKIPPED = frozenset("script style template noscript svg math iframe object select textarea".split())
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_HEADING = re.compile(r"h[1-6]")
_MARKS = {
    "code": MarkKind.CODE,
    "kbd": MarkKind.CODE,
    "samp": MarkKind.CODE,
    "sup": MarkKind.SUPERSCRIPT,
    "q": MarkKind.QUOTATION,
    "em": MarkKind.EMPHASIS,
    "strong": MarkKind.EMPHASIS,
    "b": MarkKind.EMPHASIS,
    "i": MarkKind.EMPHASIS,
}


@dataclass
class _List:
    number: int
    ordered: bool
    lead: int
    ordinal: int = 0


@dataclass
class _Table:
    number: int
    row: int = -1
    column: int = 0
    headed: bool = False


@dataclass
class Parsed:
    """What a fragment holds: blocks, comments, and metadata of the head with its places."""

    outline: Outline = field(default_factory=Outline)
    comments: list[Comment] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    spans: dict[tuple[str | int, ...], Span] = field(default_factory=dict)
    head: Span | None = None


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.parsed = Parsed()
        self._current: Builder | None = None
        self._kind = BlockKind.PARAGRAPH
        self._level = 0
        self._cell: Cell | None = None
        self._skipping: list[str] = []
        self._lists: list[_List] = []
        self._tables: list[_Table] = []
        self._quotes = 0
        self._preformatted = 0
        self._anchor = ""
        self._label = ""
        self._in_title = False
        self._script = ""

    def read(self) -> Parsed:
        for token in tokens(self.text):
            if token.kind == "text":
                self._data(token.value, token.start)
            elif token.kind == "open":
                self._open(token)
            elif token.kind == "close":
                self._close(token.name)
            elif token.kind == "entity" and not self._skipping and not self._in_title:
                self._builder().replaced(token.value, token.start, token.end)
            elif token.kind == "comment":
                self.parsed.comments.append(Comment(token.value, Span(token.start, token.end)))
        self._flush()
        return self.parsed

    def _open(self, token: Token) -> None:
        tag, start, end = token.name, token.start, token.end
        given = token.attributes(self.text) if end - start > len(tag) + 2 else {}
        closed = self.text[end - 2] == "/" and tag not in _VOID
        if tag in _SKIPPED:
            if not closed:
                self._skipping.append(tag)
                self._script = given.get("type", "")
            return
        if self._skipping:
            return
        if tag in ("title", "head"):
            self._in_title = tag == "title"
            self.parsed.head = self.parsed.head or Span(start, end)
        elif tag == "meta":
            self._meta(given, start, end)
        elif tag == "html" and given.get("lang"):
            self._field("locale", given["lang"], start, end)
        elif tag == "br" and self._current is not None and not self._current.ends_blank:
            self._current.replaced(" ", start, end)
        elif tag == "img":
            self._alt(given.get("alt", ""), start, self.text[start:end])
        elif tag in _BLOCKS:
            self._flush()
            self._enter(tag, given)
        elif tag in _MARKS:
            self._builder().open(_MARKS[tag])
        elif tag == "a":
            self._builder().open(MarkKind.LINK, given.get("href", ""))
        if closed:
            self._close(tag)

    def _close(self, tag: str) -> None:
        if self._skipping:
            if tag == self._skipping[-1]:
                self._skipping.pop()
            return
        if tag == "title":
            self._in_title = False
        elif tag in _BLOCKS:
            self._flush()
            self._leave(tag)
        elif tag in _MARKS and self._current is not None:
            self._current.close(_MARKS[tag])
        elif tag == "a" and self._current is not None:
            self._current.close(MarkKind.LINK)

    def _data(self, data: str, start: int) -> None:
        if self._skipping:
            if "ld+json" in self._script:
                self._linked_data(data, start)
        elif self._in_title:
            if data.strip():
                at = start + len(data) - len(data.lstrip())
                self._field("title", unescape(data.strip()), at, at + len(data.strip()))
        elif self._current is not None or data.strip():
            if self._preformatted:
                self._builder().exact(data, start)
            else:
                self._builder().spaced(data, start)

    def _builder(self) -> Builder:
        if self._current is None:
            self._current = Builder()
        return self._current

    def _flush(self) -> None:
        current, self._current = self._current, None
        if current is None:
            return
        text, source_map, marks = current.finish()
        if not text:
            return
        inside = self._lists[-1] if self._lists else None
        kind = BlockKind.ITEM if inside and self._kind is BlockKind.PARAGRAPH else self._kind
        block = Block(
            kind,
            text,
            source_map,
            marks,
            level=self._level if kind is BlockKind.HEADING else 0,
            lead=inside.lead if inside else -1,
            list_id=inside.number if inside else -1,
            ordered=bool(inside and inside.ordered),
            ordinal=inside.ordinal if inside else 0,
            cell=self._cell if kind is BlockKind.CELL else None,
            quoted=self._quotes > 0,
            label=self._label,
            anchor=self._anchor,
        )
        self.parsed.outline.add(block)
        self._anchor = ""

    def _enter(self, tag: str, given: dict[str, str]) -> None:
        outline = self.parsed.outline
        self._anchor = given.get("id") or self._anchor
        if _HEADING.fullmatch(tag):
            self._kind, self._level = BlockKind.HEADING, int(tag[1])
        elif tag in ("ul", "ol", "dl"):
            last = outline.blocks[-1] if outline.blocks else None
            lead = len(outline.blocks) - 1 if last and last.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) else -1
            self._lists.append(_List(outline.lists, tag == "ol", lead))
            outline.lists += 1
        elif tag in ("li", "dt", "dd") and self._lists:
            self._lists[-1].ordinal += tag != "dd"
        elif tag == "table":
            self._tables.append(_Table(outline.tables))
            outline.tables += 1
        elif tag == "tr" and self._tables:
            self._tables[-1].row += 1
            self._tables[-1].column = 0
        elif tag in ("td", "th") and self._tables:
            table = self._tables[-1]
            self._cell = Cell(table.number, table.row, table.column, tag == "th")
            table.column += 1
            self._kind = BlockKind.CELL
        elif tag in ("caption", "figcaption"):
            self._kind = BlockKind.CAPTION
        elif tag == "blockquote":
            self._quotes += 1
        elif tag == "pre":
            self._preformatted += 1
            self._kind = BlockKind.CODE

    def _leave(self, tag: str) -> None:
        if _HEADING.fullmatch(tag) or tag in ("caption", "figcaption", "td", "th", "pre"):
            self._kind, self._cell = BlockKind.PARAGRAPH, None
            self._preformatted -= tag == "pre" and self._preformatted > 0
        elif tag in ("ul", "ol", "dl") and self._lists:
            self._lists.pop()
        elif tag == "table" and self._tables:
            self._tables.pop()
            self._kind, self._cell = BlockKind.PARAGRAPH, None
        elif tag == "blockquote" and self._quotes:
            self._quotes -= 1

    def _alt(self, text: str, start: int, raw: str) -> None:
        at = raw.find(text) if text.strip() else -1
        if at >= 0 and self._current is None:
            builder = Builder()
            builder.exact(text, start + at)
            shown, source_map, marks = builder.finish()
            self.parsed.outline.add(Block(BlockKind.CAPTION, shown, source_map, marks, quoted=self._quotes > 0))

    def _field(self, name: str, value: Any, start: int, end: int) -> None:
        self._found(name, value, {(name,): Span(start, end)})

    def _found(self, name: str, value: Any, spans: dict[Path, Span]) -> None:
        if name not in self.parsed.values:
            self.parsed.values[name] = value
            self.parsed.spans.update(spans)

    def _meta(self, given: dict[str, str], start: int, end: int) -> None:
        if found := of_meta(given.get("name") or given.get("property") or "", given.get("content") or ""):
            self._field(*found, start, end)

    def _linked_data(self, data: str, start: int) -> None:
        for name, value, spans in of_linked_data(data, start):
            self._found(name, value, spans)


def fragment(text: str) -> Parsed:
    """Blocks, comments and head metadata of a piece of HTML; broken markup is read as browsers read it, never an error."""
    return _Reader(text).read()


def _parse(source: Source) -> Document:
    parsed = fragment(source.text)
    fields = None
    if parsed.values:
        span = parsed.head or min(parsed.spans.values())
        fields = Fields(parsed.values, span, parsed.spans, {})
    return Document(source, "html", tuple(parsed.outline.blocks), fields, (), tuple(parsed.comments))


FORMAT = Format(("html", "htm"), _parse)
