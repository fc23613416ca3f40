"""Where a dose gets its meaning from besides its own sentence: column header, row label, caption, lead-in, headings."""

from __future__ import annotations

from collections.abc import Iterator

from clinlint.facts.article import Article
from clinlint.model.document import BlockKind, Cell
from clinlint.record import record

_LEAD = 300
"""How much of a lead-in's end is read."""


@record
class Place:
    """A text that governs a block; `kind` is `column`, `row`, `lead` or `heading`."""

    text: str
    kind: str


class Places:
    """The governing texts of an article's blocks; the cells of its tables are indexed once."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._cells: dict[tuple[int, int, int], int] | None = None

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

    def _of_cell(self, index: int, cell: Cell) -> Iterator[Place]:
        texts, cells = self._article.texts, self._table()
        if not cell.header:
            for row in range(cell.row - 1, -1, -1):
                header = cells.get((cell.table, row, cell.column), -1)
                above = self._article.blocks[header].cell if header >= 0 else None
                if above is not None and above.header:
                    yield Place(texts[header], "column")
            for column in range(cell.column - 1, -1, -1):
                label = cells.get((cell.table, cell.row, column), -1)
                if label >= 0 and (column == 0 or not any(c.isdigit() for c in texts[label])):
                    yield Place(texts[label], "row")
        before = self._before_table(index, cell.table)
        if before >= 0:
            yield Place(texts[before], "lead")

    def _table(self) -> dict[tuple[int, int, int], int]:
        if self._cells is None:
            self._cells = {(b.cell.table, b.cell.row, b.cell.column): i for i, b in enumerate(self._article.blocks) if b.cell is not None}
        return self._cells

    def _before_table(self, index: int, table: int) -> int:
        """The caption or paragraph right above a table; -1 where there is none under the same heading."""
        blocks = self._article.blocks
        at = min((i for (number, _, _), i in self._table().items() if number == table), default=index) - 1
        good = at >= 0 and blocks[at].kind in {BlockKind.PARAGRAPH, BlockKind.CAPTION}
        return at if good and blocks[at].headings == blocks[index].headings else -1
