"""Markdown (CommonMark with GFM tables, footnotes and front matter), by pyromark's events with their places."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pyromark

from clinlint.formats.builder import Builder, Finished
from clinlint.formats.format import Format
from clinlint.formats.front_matter import cut
from clinlint.formats.outline import OpenList, Outline
from clinlint.model.document import BlockKind, Cell, Comment, Document, MarkKind
from clinlint.model.source import Source
from clinlint.model.span import Span

if TYPE_CHECKING:
    from clinlint.formats.html import Reader as HtmlReader

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
)
_WIDE = "([\u0080-\u07ff]+)|([\u0800-\uffff]+)|[\U00010000-\U0010ffff]+"
_TITLE = r"(?:\A|[\r\n]) {0,3}#[ \t]+([^\r\n]*?)[ \t#]*(?:\{[^}\r\n]*\}[ \t]*)?(?=[\r\n]|\Z)"
_LINE = r"[^\r\n]*(?:\r\n|\r|\n)?"
_STARTS = {"Strong": MarkKind.EMPHASIS, "Emphasis": MarkKind.EMPHASIS, "Strikethrough": MarkKind.OPAQUE}


def _to_code_points(text: str) -> Callable[[int], int]:
    """From a UTF-8 byte offset to a code-point offset of a text, by its runs of wide characters."""
    bytes_at: list[int] = [0]
    points_at: list[int] = [0]
    widths: list[int] = [1]
    byte = point = 0
    for match in re.finditer(_WIDE, text):
        start, end = match.span()
        width = {1: 2, 2: 3}.get(match.lastindex or 0, 4)
        byte += start - point
        bytes_at += (byte, byte + width * (end - start))
        points_at += (start, end)
        widths += (width, 1)
        byte, point = bytes_at[-1], end

    def convert(offset: int) -> int:
        index = bisect_right(bytes_at, offset) - 1
        return points_at[index] + (offset - bytes_at[index]) // widths[index]

    return convert


def _readable(text: str) -> str:
    """The text as pyromark can read it, character by character: lone carriage returns end lines, half surrogates are replaced."""
    if "\r" in text:
        text = re.sub(r"\r(?!\n)", "\n", text)
    try:
        text.encode()
    except UnicodeEncodeError:
        return re.sub("[\ud800-\udfff]", "\ufffd", text)
    return text


class _Reader:
    """Reads one Markdown text that begins at `base` of the source into an outline."""

    def __init__(self, text: str, base: int, outline: Outline, comments: list[Comment]) -> None:
        self.text = text
        self.base = base
        self.outline = outline
        self.comments = comments
        self._current: Builder | None = None
        self._images: list[Builder | None] = []
        self._captions: list[Finished] = []
        self._kind = BlockKind.PARAGRAPH
        self._level = 0
        self._anchor = ""
        self._lists: list[OpenList] = []
        self._cell: Cell | None = None
        self._table = self._row = self._column = -1
        self._head = False
        self._quotes = 0
        self._label = ""
        self._html: list[tuple[int, int]] | None = None
        self._html_reader: HtmlReader | None = None

    def read(self) -> None:
        text = self.text
        convert = None if text.isascii() else _to_code_points(text)
        for event, place in pyromark.events_with_range(_readable(text), options=_OPTIONS):
            start, end = place["start"], place["end"]
            if convert is not None:
                start, end = convert(start), convert(end)
            if isinstance(event, str):
                if event in ("SoftBreak", "HardBreak") and self._current is not None:
                    self._current.blank(self.base + start, self.base + end)
                continue
            name: str
            value: Any
            ((name, value),) = event.items()
            if name == "Text":
                self._text(value, start, end)
            elif name == "Start":
                self._start(value)
            elif name == "End":
                self._end(value)
            else:
                self._content(name, value, start, end)
        self._flush()

    def _builder(self) -> Builder:
        if self._current is None:
            self._current = Builder()
        return self._current

    def _text(self, value: str, start: int, end: int) -> None:
        current = self._current
        if current is None:
            current = self._current = Builder()
        if end - start == len(value) and self.text.startswith(value, start):
            current.exact(value, self.base + start)
        elif self._kind is BlockKind.CODE and "\r" in self.text[start:end]:
            self._carried(current, start, end)
        else:
            current.replaced(value, self.base + start, self.base + end)

    def _carried(self, current: Builder, start: int, end: int) -> None:
        """Lines of code that end with a carriage return, line by line."""
        while start < end:
            line = re.compile(_LINE).match(self.text, start, end)
            stop = line.end() if line and line.end() > start else end
            words = self.text[start:stop].rstrip("\r\n")
            current.exact(words, self.base + start)
            if start + len(words) < stop:
                current.replaced("\n", self.base + start + len(words), self.base + stop)
            start = stop

    def _start(self, tag: Any) -> None:
        name: str = tag if isinstance(tag, str) else next(iter(tag))
        value: Any = None if isinstance(tag, str) else tag[name]
        if name in _STARTS:
            self._builder().open(_STARTS[name])
        elif name == "Link":
            address = value["dest_url"]
            self._builder().open(MarkKind.URL if value["link_type"] in ("Autolink", "Email") else MarkKind.LINK, address)
        elif name == "Image":
            self._images.append(self._current)
            self._current = None
        elif name == "TableCell":
            self._column += 1
            self._kind = BlockKind.CELL
            self._cell = Cell(self._table, self._row, self._column, self._head)
        else:
            self._flush()
            self._start_block(name, value)

    def _start_block(self, name: str, value: Any) -> None:
        if name == "Item":
            self._lists[-1].item(self.outline)
        elif name == "Heading":
            self._kind, self._level, self._anchor = BlockKind.HEADING, int(value["level"][1:]), value["id"] or ""
        elif name == "List":
            outer = self._lists[-1] if self._lists else None
            ordered = value is not None
            self._lists.append(self.outline.open_list(outer, ordered=ordered, first=value if ordered else 1, quoted=self._quoted))
        elif name == "Table":
            self._table, self._row = self.outline.open_table(), -1
        elif name in ("TableHead", "TableRow"):
            self._row, self._column, self._head = self._row + 1, -1, name == "TableHead"
        elif name == "BlockQuote":
            self._quotes += 1
        elif name == "FootnoteDefinition":
            self._label = value
        elif name == "CodeBlock":
            self._kind = BlockKind.CODE
        elif name == "HtmlBlock":
            self._html = []

    def _end(self, tag: Any) -> None:
        name = tag if isinstance(tag, str) else next(iter(tag))
        if name in _STARTS:
            self._builder().close(_STARTS[name])
        elif name == "Link":
            self._builder().close(MarkKind.LINK)
            self._builder().close(MarkKind.URL)
        elif name == "Image":
            alt, self._current = self._current, self._images.pop()
            if alt is not None:
                self._captions.append(alt.finish())
        else:
            self._flush()
            self._kind, self._cell, self._level, self._anchor = BlockKind.PARAGRAPH, None, 0, ""
            if name == "List":
                self._lists.pop()
            elif name == "BlockQuote":
                self._quotes -= 1
            elif name == "FootnoteDefinition":
                self._label = ""
            elif name == "HtmlBlock":
                self._end_html()

    def _content(self, name: str, value: Any, start: int, end: int) -> None:
        if name == "Html" and self._html is not None:
            self._html.append((start, end))
        elif name == "Code":
            self._code(value, start, end)
        elif name == "FootnoteReference":
            builder = self._builder()
            begin = builder.length
            builder.exact(self.text[start:end], self.base + start)
            builder.mark(MarkKind.FOOTNOTE_REFERENCE, begin, builder.length, value)
        elif name in ("InlineHtml", "Html"):
            self._inline_html(value, start, end)

    def _code(self, value: str, start: int, end: int) -> None:
        builder = self._builder()
        begin = builder.length
        written = self.text[start:end]
        ticks = len(written) - len(written.lstrip("`"))
        inside = written[ticks : len(written) - ticks]
        padded = int(inside != value and inside[1:-1] == value)
        if inside[padded : len(inside) - padded] == value:
            builder.exact(value, self.base + start + ticks + padded)
        else:
            builder.replaced(value, self.base + start, self.base + end)
        builder.mark(MarkKind.CODE, begin, builder.length)

    def _inline_html(self, value: str, start: int, end: int) -> None:
        from clinlint.formats.html_inline import inline

        if value.startswith("<!--"):
            self.comments.append(Comment(value[4:].removesuffix("-->"), Span(self.base + start, self.base + end)))
        elif caption := inline(self._builder(), self.text, start, end, self.base):
            self._captions.append(caption)

    def _end_html(self) -> None:
        parts, self._html = self._html or [], None
        if not parts:
            return
        if self._html_reader is None:
            from clinlint.formats.html import Reader

            self._html_reader = Reader(self.outline, self.comments)
        builder = Builder()
        for start, end in parts:
            builder.exact(self.text[start:end], self.base + start)
        done = builder.finish()
        self._html_reader.feed(done.text, done.map)

    @property
    def _quoted(self) -> bool:
        return self._quotes > 0 or (self._html_reader is not None and self._html_reader.quoted)

    def _flush(self) -> None:
        current, self._current = self._current, None
        if current is None and not self._captions:
            return
        inside = self._lists[-1] if self._lists else None
        if current is not None:
            done = current.finish()
            if done.text:
                kind = self._kind
                if kind is BlockKind.PARAGRAPH:
                    kind = BlockKind.ITEM if inside else BlockKind.FOOTNOTE if self._label else kind
                self.outline.add(
                    kind,
                    done,
                    inside=inside,
                    level=self._level,
                    cell=self._cell,
                    quoted=self._quoted,
                    label=self._label,
                    anchor=self._anchor,
                )
        if self._captions:
            for caption in self._captions:
                if caption.text:
                    self.outline.add(BlockKind.CAPTION, caption, inside=inside, quoted=self._quoted)
            self._captions = []


def read(text: str, base: int = 0, outline: Outline | None = None) -> tuple[Outline, list[Comment]]:
    """Blocks and comments of Markdown that begins at `base` of the source, after those already outlined."""
    outline = Outline() if outline is None else outline
    comments: list[Comment] = []
    _Reader(text, base, outline, comments).read()
    return outline, comments


def _parse(source: Source) -> Document:
    front = cut(source.text)
    outline = Outline()
    body = source.text[front.body :]
    heading = re.search(_TITLE, body) if front.shown else None
    for label, shown in front.shown:
        if heading is None or heading[1] != shown.text:
            outline.add(BlockKind.FIELD, shown, label=label)
    outline, comments = read(body, front.body, outline)
    return Document(source, "markdown", tuple(outline.blocks), front.fields, front.faults, (*front.comments, *comments))


FORMAT = Format(("md", "markdown", "mdx"), _parse)
