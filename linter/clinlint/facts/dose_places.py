"""Where a dose gets its meaning from besides its own sentence: column header, row label, caption, lead-in, headings."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from clinlint.facts.article import Article
from clinlint.model.document import BlockKind, Cell
from clinlint.record import record

_LEAD = 300
"""How much of a lead-in's end is read."""
_BESIDE = 4
"""Cells to the right of an amount that may say how often it is taken."""
_NEAR = 40
"""Headers above a cell and labels beside it that are looked at; work on a table stays in proportion to its size."""


@record
class Place:
    """A text that governs a block; `kind` is `column`, `row`, `lead`, `heading` or `beside`."""

    text: str
    kind: str


class Places:
    """The governing texts of an article's blocks; the cells of its tables are indexed once."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._cells: dict[tuple[int, int, int], int] | None = None
        self._first: dict[int, int] = {}
        self._heads: dict[tuple[int, int], list[tuple[int, int]]] = {}

    def of(self, index: int) -> Iterator[Place]:
        """What governs a block, nearest first."""
        texts = self._article.texts
        block = self._article.blocks[index]
        if block.cell is not None:
            yield from self._of_cell(index, block.cell)
        if block.lead >= 0:
            yield Place(texts[block.lead][-_LEAD:], "lead")
            outer = self._article.blocks[block.lead].lead
            if outer >= 0:
                yield Place(texts[outer][-_LEAD:], "lead")
        for heading in reversed(block.headings):
            if heading != index:
                yield Place(texts[heading], "heading")

    def beside(self, index: int) -> Iterator[Place]:
        """The cells to the right of a cell, which may say how often an amount is taken."""
        cell = self._article.blocks[index].cell
        if cell is None or cell.header:
            return
        cells, texts = self._table(), self._article.texts
        for column in range(cell.column + 1, cell.column + _BESIDE):
            other = cells.get((cell.table, cell.row, column), -1)
            if other < 0:
                return
            yield Place(texts[other], "beside")

    def _of_cell(self, index: int, cell: Cell) -> Iterator[Place]:
        texts, cells = self._article.texts, self._table()
        if not cell.header:
            heads = self._heads.get((cell.table, cell.column), [])
            end = bisect_left(heads, (cell.row, -1))
            for _, header in reversed(heads[max(end - _NEAR, 0) : end]):
                yield Place(texts[header], "column")
            for column in (*range(cell.column - 1, max(cell.column - _NEAR, 0), -1), *((0,) if cell.column else ())):
                label = cells.get((cell.table, cell.row, column), -1)
                if label >= 0 and (column == 0 or not any(c.isdigit() for c in texts[label])):
                    yield Place(texts[label], "row")
        before = self._before_table(index, cell.table)
        if before >= 0:
            yield Place(texts[before], "lead")

    def _table(self) -> dict[tuple[int, int, int], int]:
        if self._cells is None:
            self._cells = {}
            for index, block in enumerate(self._article.blocks):
                if (cell := block.cell) is not None:
                    self._cells[cell.table, cell.row, cell.column] = index
                    self._first[cell.table] = min(index, self._first.get(cell.table, index))
                    if cell.header:
                        self._heads.setdefault((cell.table, cell.column), []).append((cell.row, index))
            for heads in self._heads.values():
                heads.sort()
        return self._cells

    def _before_table(self, index: int, table: int) -> int:
        """The caption or paragraph right above a table; -1 where there is none under the same heading."""
        blocks = self._article.blocks
        at = self._first.get(table, index) - 1
        good = at >= 0 and blocks[at].kind in {BlockKind.PARAGRAPH, BlockKind.CAPTION}
        return at if good and blocks[at].headings == blocks[index].headings else -1
