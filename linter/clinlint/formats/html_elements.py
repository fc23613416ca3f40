"""The elements of HTML: what each does to text, and what being inside one means."""

from __future__ import annotations

from clinlint.formats.outline import OpenList
from clinlint.model.document import BlockKind, Cell, MarkKind

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "dialog", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
    "html", "label", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p", "pre", "search", "section",
    "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
RUNNING = frozenset((
    "p", "div", "span", "center", "ul", "ol", "dl", "li", "dt", "dd", "label", "hr",
))  # fmt: skip
"""Blocks that only part the text of a table cell; any other begins a page of its own inside the cell, as layouts by tables do."""
SKIPPED = frozenset((
    "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "select", "datalist", "textarea", "canvas",
    "audio", "video", "xmp", "noembed", "noframes",
))  # fmt: skip
"""Elements whose inside readers do not see as text."""
VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
))  # fmt: skip
"""Elements without an inside."""
HEADINGS = {f"h{level}": level for level in range(1, 7)}
MARKS = {
    "code": MarkKind.CODE,
    "kbd": MarkKind.CODE,
    "samp": MarkKind.CODE,
    "tt": MarkKind.CODE,
    "sup": MarkKind.SUPERSCRIPT,
    "sub": MarkKind.SUPERSCRIPT,
    "q": MarkKind.QUOTATION,
    "em": MarkKind.EMPHASIS,
    "strong": MarkKind.EMPHASIS,
    "b": MarkKind.EMPHASIS,
    "i": MarkKind.EMPHASIS,
    "del": MarkKind.OPAQUE,
    "s": MarkKind.OPAQUE,
    "strike": MarkKind.OPAQUE,
}
ENDS = {
    "li": (("li",), ("ul", "ol", "menu")),
    "dt": (("dt", "dd"), ("dl",)),
    "dd": (("dt", "dd"), ("dl",)),
    "tr": (("tr",), ("table",)),
    "td": (("td", "th"), ("tr", "table")),
    "th": (("td", "th"), ("tr", "table")),
    "thead": (("thead", "tbody", "tfoot", "caption"), ("table",)),
    "tbody": (("thead", "tbody", "tfoot", "caption"), ("table",)),
    "tfoot": (("thead", "tbody", "tfoot", "caption"), ("table",)),
    "option": (("option",), ()),
}
"""What a start tag ends that was left open, and within which elements."""


class Table:
    """A table while its rows are read."""

    __slots__ = ("column", "down", "number", "row")

    def __init__(self, number: int) -> None:
        self.number = number
        self.row = -1
        self.column = 0
        self.down: dict[int, int] = {}
        """Columns that a cell above still reaches into, and for how many more rows."""

    def next_row(self) -> None:
        """A row begins."""
        self.row += 1
        self.column = 0
        self.down = {column: rows - 1 for column, rows in self.down.items() if rows > 1}

    def next_cell(self, across: int, down: int, *, header: bool) -> Cell:
        """A cell begins, so many columns wide and rows tall, right of those that reach down from above."""
        while self.column in self.down:
            self.column += 1
        cell = Cell(self.number, max(self.row, 0), self.column, header)
        if down > 1:
            self.down |= {self.column + index: down for index in range(across)}
        self.column += across
        return cell


class Element:
    """An open element, and what being inside it means for text."""

    __slots__ = ("anchor", "cell", "hidden", "inside", "kind", "level", "quoted", "table", "tag", "term")

    def __init__(self, tag: str, outer: Element | None) -> None:
        self.tag = tag
        self.kind: BlockKind = outer.kind if outer else BlockKind.PARAGRAPH
        self.level: int = outer.level if outer else 0
        self.cell: Cell | None = outer.cell if outer else None
        self.inside: OpenList | None = outer.inside if outer else None
        self.table: Table | None = outer.table if outer else None
        self.term: int | None = None
        self.quoted: bool = outer.quoted if outer else False
        self.hidden: bool = outer.hidden if outer else False
        self.anchor: str = outer.anchor if outer and not outer.cell else ""
