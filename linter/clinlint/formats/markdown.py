"""Markdown (CommonMark with GFM tables, footnotes and front matter), by pyromark's events with their places."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pyromark

from clinlint.formats.builder import Builder, Outline, through
from clinlint.formats.format import Format
from clinlint.formats.front_matter import cut
from clinlint.model.document import Block, BlockKind, Cell, Comment, Document, Mark, MarkKind
from clinlint.model.source import Source
from clinlint.model.span import Span

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
)
_WIDE = re.compile(r"[^\x00-\x7f]")
_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_INLINE = {"sup": MarkKind.SUPERSCRIPT, "code": MarkKind.CODE, "q": MarkKind.QUOTATION}


@dataclass
class _List:
    number: int
    ordered: bool
    lead: int
    ordinal: int = 0


def _to_code_points(text: str) -> Callable[[int], int]:
    """From a UTF-8 byte offset to a code-point offset of a text."""
    if text.isascii():
        return lambda offset: offset
    at: list[int] = [-1]
    saved: list[int] = [0]
    extra = 0
    for match in _WIDE.finditer(text):
        byte = match.start() + extra
        extra += len(match[0].encode("utf-8", "surrogatepass")) - 1
        at.append(byte + 1)
        saved.append(extra)
    return lambda offset: offset - saved[bisect_right(at, offset) - 1]


@dataclass
class _Reader:
    text: str
    base: int
    outline: Outline = field(default_factory=Outline)
    comments: list[Comment] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._at = _to_code_points(self.text)
        self._current: Builder | None = None
        self._kind = BlockKind.PARAGRAPH
        self._level = 0
        self._anchor = ""
        self._lists: list[_List] = []
        self._cell: Cell | None = None
        self._table = -1
        self._row = 0
        self._column = 0
        self._head = False
        self._quotes = 0
        self._label = ""
        self._html: Builder | None = None
        self._images = 0

    def read(self) -> None:
        for event, place in pyromark.events_with_range(self.text, options=_OPTIONS):
            start, end = self._at(place["start"]), self._at(place["end"])
            if isinstance(event, str):
                self._single(event, start, end)
                continue
            ((name, value),) = event.items()
            if name == "Start":
                self._start(value, start, end)
            elif name == "End":
                self._end(value)
            else:
                self._content(name, value, start, end)
        self._flush()

    def _builder(self) -> Builder:
        if self._current is None:
            self._current = Builder()
        return self._current

    def _start(self, tag: Any, start: int, end: int) -> None:
        name, value = (tag, None) if isinstance(tag, str) else next(iter(tag.items()))
        if name in ("Paragraph", "TableHead", "TableRow", "Item"):
            self._flush()
            if name == "Item" and self._lists:
                self._lists[-1].ordinal += 1
            if name == "TableRow":
                self._row, self._column = self._row + 1, 0
            self._head = name == "TableHead"
        elif name == "Heading":
            self._flush()
            self._kind, self._level, self._anchor = BlockKind.HEADING, int(value["level"][1:]), value.get("id") or ""
        elif name == "List":
            self._flush()
            last = self.outline.blocks[-1] if self.outline.blocks else None
            leads = last is not None and last.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)
            self._lists.append(_List(self.outline.lists, value is not None, len(self.outline.blocks) - 1 if leads else -1, (value or 1) - 1))
            self.outline.lists += 1
        elif name == "Table":
            self._flush()
            self._table, self._row, self._column = self.outline.tables, 0, 0
            self.outline.tables += 1
        elif name == "TableCell":
            self._kind = BlockKind.CELL
            self._cell = Cell(self._table, self._row, self._column, self._head)
            self._column += 1
        elif name == "BlockQuote":
            self._flush()
            self._quotes += 1
        elif name == "FootnoteDefinition":
            self._flush()
            self._label = str(value)
        elif name == "CodeBlock":
            self._flush()
            self._kind = BlockKind.CODE
        elif name == "HtmlBlock":
            self._flush()
            self._html = Builder()
        elif name in ("Link", "Image"):
            if name == "Image":
                self._images += 1
            elif value.get("link_type") in ("Autolink", "Email"):
                self._builder().open(MarkKind.URL, value["dest_url"])
            else:
                self._builder().open(MarkKind.LINK, value["dest_url"])
        elif name in ("Strong", "Emphasis"):
            self._builder().open(MarkKind.EMPHASIS)

    def _end(self, tag: Any) -> None:
        name = tag if isinstance(tag, str) else next(iter(tag))
        if name in ("Paragraph", "Heading", "TableCell", "Item", "CodeBlock"):
            self._flush()
            self._kind, self._cell, self._level, self._anchor = BlockKind.PARAGRAPH, None, 0, ""
        elif name == "List":
            self._flush()
            self._lists.pop()
        elif name == "BlockQuote":
            self._flush()
            self._quotes -= 1
        elif name == "FootnoteDefinition":
            self._flush()
            self._label = ""
        elif name == "HtmlBlock":
            self._end_html()
        elif name == "Link" and self._current is not None:
            self._current.close(MarkKind.LINK)
            self._current.close(MarkKind.URL)
        elif name == "Image":
            self._images -= 1
        elif name in ("Strong", "Emphasis") and self._current is not None:
            self._current.close(MarkKind.EMPHASIS)

    def _content(self, name: str, value: Any, start: int, end: int) -> None:
        if name == "Text":
            self._text(str(value), start, end)
        elif name == "Code":
            builder = self._builder()
            begin = builder.length
            inside = self.text.find(value, start, end)
            if inside >= 0:
                builder.exact(value, self.base + inside)
            else:
                builder.replaced(value, self.base + start, self.base + end)
            builder.mark(MarkKind.CODE, begin, builder.length)
        elif name == "FootnoteReference":
            builder = self._builder()
            begin = builder.length
            builder.exact(self.text[start:end], self.base + start)
            builder.mark(MarkKind.FOOTNOTE_REFERENCE, begin, builder.length, str(value))
        elif name == "InlineHtml":
            self._inline_html(str(value), start, end)
        elif name == "Html" and self._html is not None:
            self._html.exact(self.text[start:end], start)

    def _text(self, value: str, start: int, end: int) -> None:
        if self._html is not None:
            self._html.exact(self.text[start:end], start)
        elif self.text[start:end] == value:
            self._builder().exact(value, self.base + start)
        elif value:
            self._builder().replaced(value, self.base + start, self.base + end)

    def _single(self, event: str, start: int, end: int) -> None:
        if event in ("SoftBreak", "HardBreak") and self._current is not None and not self._current.ends_blank:
            self._current.replaced(" ", self.base + start, self.base + end)

    def _inline_html(self, value: str, start: int, end: int) -> None:
        if value.startswith("<!--"):
            self.comments.append(Comment(value[4:].removesuffix("-->"), Span(self.base + start, self.base + end)))
            return
        tag = _TAG.match(value)
        if tag is None:
            return
        closing, name = bool(tag[1]), tag[2].lower()
        if name == "br" and self._current is not None:
            self._current.replaced(" ", self.base + start, self.base + end)
        elif name in _INLINE:
            if closing:
                self._builder().close(_INLINE[name])
            else:
                self._builder().open(_INLINE[name])

    def _end_html(self) -> None:
        from clinlint.formats.html import fragment

        builder, self._html = self._html, None
        if builder is None:
            return
        text, source_map, _ = builder.finish()
        if not text:
            return
        outer = source_map.shifted(self.base)
        if text.startswith("<!--") and text.find("-->") == len(text) - 3:
            self.comments.append(Comment(text[4:-3], outer.span(0, len(text))))
            return
        parsed = fragment(text)
        self.outline.extend(through(parsed.outline.blocks, outer))
        self.comments += [Comment(c.text, outer.span(c.span.start, c.span.end)) for c in parsed.comments]

    def _flush(self) -> None:
        current, self._current = self._current, None
        if current is None:
            return
        text, source_map, marks = current.finish()
        if not text:
            return
        inside = self._lists[-1] if self._lists else None
        kind = self._kind
        if kind is BlockKind.PARAGRAPH:
            kind = BlockKind.ITEM if inside else BlockKind.FOOTNOTE if self._label else kind
        if "://" in text:
            marks = (*marks, *_addresses(text, marks))
        self.outline.add(
            Block(
                kind,
                text,
                source_map,
                marks,
                level=self._level,
                lead=inside.lead if inside else -1,
                list_id=inside.number if inside else -1,
                ordered=bool(inside and inside.ordered),
                ordinal=inside.ordinal if inside else 0,
                cell=self._cell if kind is BlockKind.CELL else None,
                quoted=self._quotes > 0,
                label=self._label,
                anchor=self._anchor,
            )
        )


def _addresses(text: str, marks: tuple[Mark, ...]) -> list[Mark]:
    taken = [m for m in marks if m.kind is MarkKind.URL]
    return [
        Mark(m.start(), m.end(), MarkKind.URL, m[0]) for m in _ADDRESS.finditer(text) if not any(t.start <= m.start() < t.end for t in taken)
    ]


def blocks(text: str, base: int = 0) -> tuple[list[Block], list[Comment]]:
    """Blocks and comments of Markdown that begins at `base` of the source."""
    reader = _Reader(text, base)
    reader.read()
    return reader.outline.blocks, reader.comments


def _parse(source: Source) -> Document:
    front = cut(source.text)
    outline = Outline()
    for block in front.blocks:
        outline.add(block)
    found, comments = blocks(source.text[front.body :], front.body)
    first = next((b.text for b in found if b.kind is BlockKind.HEADING), None)
    if any(block.text == first for block in front.blocks):
        outline.blocks = [block for block in outline.blocks if block.text != first]
    outline.extend(found)
    return Document(source, "markdown", tuple(outline.blocks), front.fields, front.faults, tuple(comments))


FORMAT = Format(("md", "markdown"), _parse)
