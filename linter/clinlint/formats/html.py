"""HTML: blocks as readers see them, every run of text and every entity at its exact place."""

from __future__ import annotations

from clinlint.formats.builder import Builder, Finished
from clinlint.formats.format import Format
from clinlint.formats.html_elements import BLOCKS, ENDS, HEADINGS, RUNNING, SKIPPED, VOID, Element, Table
from clinlint.formats.html_head import Head
from clinlint.formats.html_inline import close_inline, open_inline
from clinlint.formats.html_tokens import NOTHING, Attribute, Token, tokens
from clinlint.formats.outline import Outline
from clinlint.model.document import BlockKind, Comment, Document
from clinlint.model.source import Source
from clinlint.model.span import SourceMap, Span

_DEEPEST = 256
"""Elements within one another whose context is kept."""
_WIDEST = 1000


class Reader:
    """Reads pieces of one document's HTML into an outline; elements left open by one piece hold the next."""

    def __init__(self, outline: Outline, comments: list[Comment]) -> None:
        self.outline = outline
        self.comments = comments
        self.head = Head()
        self._text = ""
        self._map: SourceMap | None = None
        self._root = Element("", None)
        self._stack = [self._root]
        self._current: Builder | None = None
        self._captions: list[Finished] = []
        self._anchor = ""
        self._skipping: list[str] = []
        self._script = ""

    def feed(self, text: str, source_map: SourceMap | None = None) -> None:
        """Read a piece of HTML; `source_map` tells where it comes from, if not from the source itself."""
        self._text, self._map = text, source_map
        for token in tokens(text):
            kind = token.kind
            if kind == "text":
                self._data(token)
            elif kind == "open":
                self._open(token)
            elif kind == "close":
                self._close(token)
            elif kind == "comment":
                span = Span(token.start, token.end)
                self.comments.append(Comment(token.value, source_map.span(span.start, span.end) if source_map else span))
            elif not self._skipping and not self._top.hidden:
                self._builder().replaced(token.value, token.start, token.end)
        self._flush()
        self._skipping = []

    @property
    def quoted(self) -> bool:
        """Whether text that comes next stands in a block quotation."""
        return self._stack[-1].quoted

    @property
    def _top(self) -> Element:
        return self._stack[-1]

    def _builder(self) -> Builder:
        if self._current is None:
            self._current = Builder()
        return self._current

    def _data(self, token: Token) -> None:
        if self._skipping:
            if "ld+json" in self._script and self._map is None:
                self.head.linked_data(token.value, token.start)
        elif self.head.in_title:
            if self._map is None:
                self.head.title(token.value, token.start)
        elif (self._current is not None or not token.value.isspace()) and not self._top.hidden:
            if self._top.kind is BlockKind.CODE:
                self._preformatted(token)
            else:
                self._builder().spaced(token.value, token.start)

    def _preformatted(self, token: Token) -> None:
        builder, at = self._builder(), token.start
        for line in token.value.splitlines(keepends=True):
            words = line.rstrip("\r\n")
            if line.endswith(("\r", "\r\n")):
                builder.exact(words, at)
                builder.replaced("\n", at + len(words), at + len(line))
            else:
                builder.exact(line, at)
            at += len(line)

    def _open(self, token: Token) -> None:
        tag, end = token.name, token.end
        attributes = token.attributes(self._text) if end - token.start > len(tag) + 2 else {}
        closed = self._text[end - 2] == "/" and tag not in VOID
        if tag in SKIPPED:
            if not closed:
                self._skipping.append(tag)
                self._script = attributes.get("type", NOTHING).value
            return
        if self._skipping:
            return
        if tag in BLOCKS:
            if tag == "html" and self._map is None:
                self.head.language(attributes)
            self._enter(tag, attributes, token)
            if closed:
                self._leave(tag, token)
        elif tag in ("head", "title", "meta"):
            self.head.open(tag, attributes, Span(token.start, end))
        elif not self._top.hidden:
            caption = open_inline(self._builder(), tag, attributes, token)
            if caption is not None and caption.text:
                self._captions.append(caption)
            if not self._anchor and tag in ("a", "span"):
                self._anchor = (attributes.get("id") or attributes.get("name") or NOTHING).value
            if closed:
                close_inline(self._builder(), tag)

    def _close(self, token: Token) -> None:
        tag = token.name
        if self._skipping:
            if tag == self._skipping[-1]:
                self._skipping.pop()
        elif tag in ("head", "title"):
            self.head.close(tag, token.end)
        elif tag in BLOCKS:
            self._leave(tag, token)
        elif self._current is not None:
            close_inline(self._current, tag)

    def _enter(self, tag: str, attributes: dict[str, Attribute], token: Token) -> None:
        top = self._top
        if top.cell is not None and top.kind is BlockKind.CELL and tag in RUNNING:
            if self._current is not None:
                self._current.blank(token.start, token.end)
            return
        self._flush()
        self._anchor = ""
        if top.tag == "p" or (top.tag in HEADINGS and tag in HEADINGS):
            self._stack.pop()
        if tag in ENDS:
            self._pop(*ENDS[tag])
        if len(self._stack) > _DEEPEST or tag == "hr":
            return
        element = Element(tag, self._top)
        element.anchor = attributes["id"].value if "id" in attributes else element.anchor
        element.hidden = element.hidden or "hidden" in attributes
        self._stack.append(element)
        self._means(element, attributes)

    def _means(self, element: Element, attributes: dict[str, Attribute]) -> None:
        tag = element.tag
        if element.cell is not None and tag not in ("td", "th"):
            element.cell, element.kind = None, BlockKind.PARAGRAPH
        if tag in HEADINGS:
            element.kind, element.level = BlockKind.HEADING, HEADINGS[tag]
        elif tag in ("ul", "ol", "menu", "dl"):
            first = _number(attributes.get("start", NOTHING).value, 1, 9999)
            element.inside = self.outline.open_list(element.inside, ordered=tag == "ol", first=first, quoted=element.quoted)
            element.kind = BlockKind.PARAGRAPH
        elif tag in ("li", "dt", "dd") and element.inside is not None:
            if tag != "dd":
                element.inside.item(self.outline)
            else:
                element.term = element.inside.begins if element.inside.begins < len(self.outline.blocks) else None
            element.kind = BlockKind.ITEM
        elif tag == "table":
            element.table, element.cell, element.kind = Table(self.outline.open_table()), None, BlockKind.PARAGRAPH
        elif tag == "tr" and element.table is not None:
            element.table.next_row()
        elif tag in ("td", "th") and element.table is not None:
            across = _number(attributes.get("colspan", NOTHING).value, 1, _WIDEST)
            down = _number(attributes.get("rowspan", NOTHING).value, 1, _WIDEST)
            element.cell = element.table.next_cell(across, down, header=tag == "th")
            element.kind = BlockKind.CELL
        elif tag in ("caption", "figcaption"):
            element.kind = BlockKind.CAPTION
        elif tag == "blockquote":
            element.quoted = True
        elif tag == "pre":
            element.kind = BlockKind.CODE

    def _leave(self, tag: str, token: Token) -> None:
        top = self._top
        if top.cell is not None and top.kind is BlockKind.CELL and tag in RUNNING:
            if self._current is not None:
                self._current.blank(token.start, token.end)
            return
        self._flush()
        within = () if tag in ("td", "th", "tr", "tbody", "thead", "tfoot", "table", "body", "html") else ("td", "th")
        self._pop((tag,), within)

    def _pop(self, tags: tuple[str, ...], within: tuple[str, ...]) -> None:
        for index in range(len(self._stack) - 1, 0, -1):
            tag = self._stack[index].tag
            if tag in tags:
                del self._stack[index:]
                return
            if tag in within:
                return

    def _flush(self) -> None:
        current, self._current = self._current, None
        captions, self._captions = self._captions, []
        top = self._top
        if current is not None:
            done = current.finish()
            if done.text:
                self._add(top.kind, done)
        for caption in captions:
            self._add(BlockKind.CAPTION, caption)

    def _add(self, kind: BlockKind, done: Finished) -> None:
        top = self._top
        if self._map is None and not self.outline.blocks:
            for name, shown in self.head.shown(self._text):
                self.outline.add(BlockKind.FIELD, shown, label=name)
        if self._map is not None:
            done = Finished(done.text, done.map.through(self._map), done.marks)
        self.outline.add(
            kind,
            done,
            inside=top.inside,
            lead=top.term,
            level=top.level if kind is BlockKind.HEADING else 0,
            cell=top.cell if kind is BlockKind.CELL else None,
            quoted=top.quoted,
            anchor=top.anchor or self._anchor,
        )
        self._anchor = ""


def _number(text: str, least: int, most: int) -> int:
    return min(max(int(text), least), most) if text.isdecimal() and len(text) < 6 else least


def _parse(source: Source) -> Document:
    outline = Outline()
    comments: list[Comment] = []
    reader = Reader(outline, comments)
    reader.feed(source.text)
    return Document(source, "html", tuple(outline.blocks), reader.head.fields(), (), tuple(comments))


FORMAT = Format(("html", "htm", "xhtml"), _parse)
