"""The text of a Word document's body as a reader sees it, a paragraph a line, each run with its place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from clinlint.formats.builder import Builder, Finished
from clinlint.formats.docx_runs import CONTENT, PASSED, Runs
from clinlint.formats.docx_styles import Styles, W, is_on, value
from clinlint.formats.outline import OpenList, Outline
from clinlint.formats.text import SECTIONS
from clinlint.model.document import BlockKind, Cell, Comment, Fields, Path
from clinlint.model.rendering import Place
from clinlint.model.span import Span
from clinlint.record import record

_LONGEST_HEADING = 90
_SENTENCE = 60
"""Characters from which a header or footer says more than a title or a page's number."""
_WORD = len("clinlint-ignore")
_SEVERAL = frozenset({"authors", "keywords"})
"""Properties that hold several values with semicolons between them."""
_QUOTES = frozenset({"quote", "intense quote"})


@record
class Parts:
    """What a document is made of: its body, its styles, the roots of its notes by kind, addresses by relation, headers and footers."""

    body: Any
    styles: Styles
    notes: Mapping[str, Any]
    links: Mapping[str, str]
    margins: tuple[tuple[str, Any], ...] = ()


@record
class _Where:
    """What a paragraph stands in: a cell of a table, a note, a text box."""

    cell: Cell | None = None
    inside: str = ""
    label: str = ""


class Reader:
    """Reads a document once: `text`, the blocks of `outline`, and `places`."""

    def __init__(self, parts: Parts) -> None:
        self.outline = Outline()
        self.places: list[Place] = []
        self._runs = Runs(parts.styles, parts.links, self.places)
        self._styles = parts.styles
        self._lists: list[tuple[tuple[str, int], OpenList]] = []
        self._cell: Builder | None = None
        self._joined: Builder | None = None
        self._blocks(parts.body, _Where())
        self._end_merged(_Where())
        self._read_notes(parts.notes)
        self._read_margins(parts.margins)

    @property
    def text(self) -> str:
        """The whole rendering."""
        return self._runs.text

    def _blocks(self, parent: Any, where: _Where) -> None:
        for child in parent:
            if child.tag == W + "p":
                self._paragraph(child, where)
            elif child.tag == W + "tbl":
                self._end_merged(where)
                self._table(child, where)
            elif child.tag in PASSED:
                self._blocks(child, where)
            elif child.tag == W + "sdt" and (content := child.find(CONTENT)) is not None:
                self._blocks(content, where)
            else:
                self._runs.comment(child)

    def _paragraph(self, element: Any, where: _Where) -> None:
        properties = element.find(W + "pPr")
        builder = self._cell or self._joined or Builder()
        runs = self._runs
        if not (self._joined and builder is self._joined):
            runs.begin(where.inside)
        runs.read(element, builder)
        if self._cell is None and _is_merged(properties):
            self._joined = builder
            return
        self._joined = None
        at = runs.end()
        if self._cell is not None:
            builder.blank(at, at + 1)
        else:
            self._add(properties, builder.finish(), where)
        self._boxes()

    def _end_merged(self, where: _Where) -> None:
        """A paragraph whose end is deleted runs on into the next; here there is none."""
        if self._joined is not None:
            builder, self._joined = self._joined, None
            self._runs.end()
            self._add(None, builder.finish(), where)

    def _boxes(self) -> None:
        """Text boxes that were anchored in the paragraph, each after it."""
        boxes, self._runs.boxes = self._runs.boxes, []
        cell, self._cell = self._cell, None
        for box in boxes:
            self._blocks(box, _Where(inside="text box"))
        self._cell = cell

    def _add(self, properties: Any, done: Finished, where: _Where) -> None:
        if not done.text:
            return
        if where.label:
            self.outline.add(BlockKind.FOOTNOTE, done, label=where.label)
            return
        names = self._styles.names(properties)
        quoted = not _QUOTES.isdisjoint(names)
        level = self._styles.heading(properties)
        item = self._styles.item(properties)
        if level:
            self._lists = []
            self.outline.add(BlockKind.HEADING, done, level=level)
        elif item:
            inside = self._enter(*item)
            self.outline.add(BlockKind.ITEM, done, inside=inside, quoted=quoted)
        else:
            self._lists = []
            if "caption" in names:
                self.outline.add(BlockKind.CAPTION, done)
            elif (self._runs.bold and _looks_like_heading(done.text)) or done.text.lower() in SECTIONS:
                self.outline.add(BlockKind.HEADING, done, level=6 if self.outline.blocks else 1)
            else:
                self.outline.add(BlockKind.PARAGRAPH, done, quoted=quoted)

    def _enter(self, number: str, depth: int) -> OpenList:
        """The list that an item belongs to: one that is open, or a new one inside the next outer."""
        while self._lists and (self._lists[-1][0][1] > depth or (self._lists[-1][0][1] == depth and self._lists[-1][0][0] != number)):
            self._lists.pop()
        if not self._lists or self._lists[-1][0] != (number, depth):
            outer = self._lists[-1][1] if self._lists else None
            self._lists.append(((number, depth), self.outline.open_list(outer, ordered=self._styles.counts(number, depth))))
        self._lists[-1][1].item(self.outline)
        return self._lists[-1][1]

    def _table(self, element: Any, where: _Where) -> None:
        rows = [row for row in _rows(element) if not _is_deleted(row)]
        if self._cell is not None or (len(rows) == 1 and len(_cells(rows[0])) == 1):
            for row in rows:
                for cell in _cells(row):
                    self._blocks(cell, where)
            return
        self._lists = []
        table = self.outline.open_table()
        marked = [is_on(row.find(W + "trPr"), "tblHeader") for row in rows]
        heads = next((number for number, mark in enumerate(marked) if not mark), len(rows))
        if len(rows) < 2:
            heads = 0
        elif not heads and _has_head(element):
            heads = 1
        for number, row in enumerate(rows):
            column = _skipped(row)
            for cell in _cells(row):
                place = Cell(table, number, column, number < heads)
                self._cell = Builder()
                self._blocks(cell, _Where(place, f"table {table + 1}, row {number + 1}, column {column + 1}"))
                builder, self._cell = self._cell, None
                if (done := builder.finish()).text:
                    self.outline.add(BlockKind.CELL, done, cell=place)
                column += _spanned(cell)

    def _read_notes(self, roots: Mapping[str, Any]) -> None:
        """Footnotes and endnotes that the text refers to, in order of their first mention."""
        elements = {
            (kind, note.get(W + "id")): note for kind, root in roots.items() if root is not None for note in root.iterchildren(W + kind)
        }
        for key, label in self._runs.each_note():
            if (note := elements.get(key)) is not None:
                self._blocks(note, _Where(inside=f"{key[0]} {label}", label=label))

    def _read_margins(self, margins: Sequence[tuple[str, Any]]) -> None:
        """Headers and footers that say a sentence, such as a disclaimer, each once; titles and page numbers are not read."""
        said: set[str] = set()
        for name, root in margins:
            words = " ".join("".join(part.text or "" for part in root.iter(W + "t")).split())
            if len(words) >= _SENTENCE and words not in said:
                said.add(words)
                self._lists = []
                self._blocks(root, _Where(inside=name))

    def comments(self, root: Any) -> Iterator[Comment]:
        """Comments for clinlint, written below the text a line each, and about the words that they are attached to."""
        end = self._runs.at
        for element in root if root is not None else ():
            words = " ".join("".join(part.text or "" for part in element.iter(W + "t")).split())
            where = self._runs.commented.get(element.get(W + "id") or "", ())
            if where and words[:_WORD].lower() == "clinlint-ignore":
                words = words[:_WORD].lower() + words[_WORD:]  # Word begins a sentence with a capital
                about = Span(min(where), max(where)) if min(where) < max(where) else self._paragraph_at(where[0], end)
                self.places.append(Place(self._runs.at, 0, 0, "comment"))
                at = self._runs.put(f"{words}\n")
                yield Comment(words, Span(at, at + len(words)), about, element.get(W + "author") or "")

    def _paragraph_at(self, offset: int, end: int) -> Span:
        begins = [place.start for place in self.places if place.paragraph and not place.run] + [end]
        index = max(bisect_right(begins, offset) - 1, 0)
        return Span(begins[index], begins[min(index + 1, len(begins) - 1)])

    def fields(self, properties: Mapping[str, str]) -> Fields | None:
        """Properties as metadata, written below the text a line each; None where there are none."""
        if not properties:
            return None
        start = self._runs.at
        self.places.append(Place(start, 0, 0))
        values: dict[str, Any] = {}
        spans: dict[Path, Span] = {}
        keys: dict[Path, Span] = {}
        for name, said in properties.items():
            at = self._runs.put(f"{name}: ")
            keys[name,] = Span(at, at + len(name))
            at = self._runs.put(f"{said}\n")
            spans[name,] = Span(at, at + len(said))
            values[name] = said
            if name in _SEVERAL:
                values[name] = [each.strip() for each in said.split(";")]
                for index, each in enumerate(said.split(";")):
                    begin = at + len(each) - len(each.lstrip())
                    spans[name, index] = Span(begin, begin + len(each.strip()))
                    at += len(each) + 1
        return Fields(values, Span(start, self._runs.at), spans, keys)


def _looks_like_heading(text: str) -> bool:
    """Whether a line in bold is a title: short, and without a stop."""
    return len(text) <= _LONGEST_HEADING and text[-1] not in ".!;:,"


def _is_merged(properties: Any) -> bool:
    """Whether the end of a paragraph is deleted as a tracked change."""
    marks = properties.find(W + "rPr") if properties is not None else None
    return marks is not None and marks.find(W + "del") is not None


def _is_deleted(row: Any) -> bool:
    properties = row.find(W + "trPr")
    return properties is not None and properties.find(W + "del") is not None


def _children(element: Any, name: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, those in content controls too."""
    for child in element:
        if child.tag == W + name:
            yield child
        elif child.tag in PASSED:
            yield from _children(child, name)
        elif child.tag == W + "sdt" and (content := child.find(CONTENT)) is not None:
            yield from _children(content, name)


def _rows(table: Any) -> list[Any]:
    return list(_children(table, "tr"))


def _cells(row: Any) -> list[Any]:
    return list(_children(row, "tc"))


def _spanned(cell: Any) -> int:
    span = value(cell.find(W + "tcPr"), "gridSpan")
    return int(span) if span.isdigit() and 0 < int(span) < 100 else 1


def _skipped(row: Any) -> int:
    """Columns that a row leaves out at its beginning."""
    before = value(row.find(W + "trPr"), "gridBefore")
    return int(before) if before.isdigit() and int(before) < 100 else 0


def _has_head(table: Any) -> bool:
    """Whether the table's look sets its first row apart, as Word's do unless somebody says otherwise."""
    properties = table.find(W + "tblPr")
    look = properties.find(W + "tblLook") if properties is not None else None
    if look is None:
        return True
    first = look.get(W + "firstRow")
    if first is not None:
        return first not in ("0", "false", "off")
    try:
        return bool(int(look.get(W + "val") or "0", 16) & 0x20)
    except ValueError:
        return True
