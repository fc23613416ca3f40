"""The blocks of a document in order: headings above each, lists with what leads into them, tables by number."""

from __future__ import annotations

from clinlint.formats.builder import Finished
from clinlint.model.document import Block, BlockKind, Cell
from clinlint.model.span import SourceMap
from clinlint.record import replace


class OpenList:
    """A list while its items are read."""

    __slots__ = ("begins", "lead", "number", "ordered", "ordinal")

    def __init__(self, number: int, lead: int, *, ordered: bool, first: int = 1) -> None:
        self.number = number
        self.lead = lead
        self.ordered = ordered
        self.ordinal = first - 1
        self.begins = 0
        """Index of the first block of the present item."""

    def item(self, outline: Outline) -> None:
        """The next item begins."""
        self.ordinal += 1
        self.begins = len(outline.blocks)


class Outline:
    """Blocks in order, with the headings above each and the block that leads into each list."""

    __slots__ = ("_headings", "_levels", "blocks", "lists", "tables")

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.lists = 0
        self.tables = 0
        self._levels: list[int] = []
        self._headings: tuple[int, ...] = ()

    def add(
        self,
        kind: BlockKind,
        done: Finished,
        *,
        inside: OpenList | None = None,
        level: int = 0,
        cell: Cell | None = None,
        quoted: bool = False,
        label: str = "",
        anchor: str = "",
        lead: int | None = None,
    ) -> int:
        """Append a block under the present headings; gives its index. A heading closes those of its level and below."""
        text, source_map, marks = done.text, done.map, done.marks
        heading = kind is BlockKind.HEADING
        if heading:
            self._close(level)
        above = self._headings
        index = len(self.blocks)
        if inside is None:
            block = Block(kind, text, source_map, marks, level, above, -1, -1, False, 0, cell, quoted, label, anchor)
        else:
            led = inside.lead if lead is None else lead
            order = (led, inside.number, inside.ordered, inside.ordinal)
            block = Block(kind, text, source_map, marks, level, above, *order, cell, quoted, label, anchor)
        self.blocks.append(block)
        if heading:
            self._open(level, index)
        return index

    def _close(self, level: int) -> None:
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
        self._headings = self._headings[: len(self._levels)]

    def _open(self, level: int, index: int) -> None:
        self._levels.append(level)
        self._headings = (*self._headings, index)

    def open_list(self, outer: OpenList | None, *, ordered: bool, first: int = 1, quoted: bool = False) -> OpenList:
        """A list begins: the paragraph before it, or the text of the item that it stands in, leads into it."""
        number = self.lists
        self.lists += 1
        return OpenList(number, self._lead(outer, quoted=quoted), ordered=ordered, first=first)

    def _lead(self, outer: OpenList | None, *, quoted: bool) -> int:
        last = len(self.blocks) - 1
        if outer is not None:
            fits = last >= outer.begins and self.blocks[last].list_id == outer.number
            return last if fits else outer.lead
        if last >= 0 and self.blocks[last].quoted is quoted and self.blocks[last].kind in (BlockKind.PARAGRAPH, BlockKind.FOOTNOTE):
            return last
        return -1

    def open_table(self) -> int:
        """Number of a table that begins."""
        self.tables += 1
        return self.tables - 1

    def extend(self, other: Outline, outer: SourceMap, level: int = 1) -> None:
        """Append what was outlined by itself, from a text that `outer` maps, its headings below `level`."""
        base, lists, tables = len(self.blocks), self.lists, self.tables
        for block in other.blocks:
            heading = block.kind is BlockKind.HEADING
            depth = min(block.level + level - 1, 6) if heading else 0
            if heading:
                self._close(depth)
            cell = Cell(block.cell.table + tables, block.cell.row, block.cell.column, block.cell.header) if block.cell else None
            moved = replace(
                block,
                map=block.map.through(outer),
                level=depth,
                headings=self._headings,
                lead=block.lead + base if block.lead >= 0 else -1,
                list_id=block.list_id + lists if block.list_id >= 0 else -1,
                cell=cell,
            )
            self.blocks.append(moved)
            if heading:
                self._open(depth, len(self.blocks) - 1)
        self.lists, self.tables = lists + other.lists, tables + other.tables
