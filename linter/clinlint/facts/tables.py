"""Cells of a document's tables with what their row and column say of them."""

from __future__ import annotations

from collections.abc import Mapping

from clinlint.facts.article import Article
from clinlint.record import record


@record(slots=False)
class Grid:
    """Block indices of one table's cells by row and column; `headers` are the rows that only head others."""

    cells: Mapping[tuple[int, int], int]
    headers: frozenset[int]

    def row(self, row: int) -> tuple[int, ...]:
        """Blocks of a row from left to right."""
        return tuple(block for (r, _), block in sorted(self.cells.items()) if r == row)

    def header(self, row: int, column: int) -> tuple[int, ...]:
        """Blocks of the header cells above a cell, nearest first."""
        return tuple(self.cells[r, column] for r in sorted((r for r in self.headers if r < row), reverse=True) if (r, column) in self.cells)


def tables(article: Article) -> Mapping[int, Grid]:
    """The tables of an article by their number; ask for it through `Article.fact`."""
    cells: dict[int, dict[tuple[int, int], int]] = {}
    headers: dict[int, set[int]] = {}
    for index, block in enumerate(article.blocks):
        if block.cell is None:
            continue
        cell = block.cell
        cells.setdefault(cell.table, {})[cell.row, cell.column] = index
        if cell.header and cell.column > 0:
            headers.setdefault(cell.table, set()).add(cell.row)
    return {number: Grid(found, frozenset(headers.get(number, {0}) or {0})) for number, found in cells.items()}
