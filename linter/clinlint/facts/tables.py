"""Cells of a document's tables with what their row and column say of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from functools import cached_property

from clinlint.facts.article import Article
from clinlint.record import record

_HEADS = 8
"""Rows of headers above a cell that are looked at; a table with a header in every other row would take for ever."""


@record(slots=False)
class Grid:
    """Block indices of one table's cells by row and column; `headers` are the rows that only head others."""

    cells: Mapping[tuple[int, int], int]
    headers: frozenset[int]

    @cached_property
    def _rows(self) -> Mapping[int, tuple[int, ...]]:
        rows: dict[int, list[int]] = {}
        for (row, _), block in sorted(self.cells.items()):
            rows.setdefault(row, []).append(block)
        return {row: tuple(blocks) for row, blocks in rows.items()}

    @cached_property
    def _ordered(self) -> tuple[int, ...]:
        return tuple(sorted(self.headers))

    @cached_property
    def first(self) -> int:
        """The first block of the table."""
        return min(self.cells.values())

    @cached_property
    def heads(self) -> tuple[int, ...]:
        """Blocks of all rows that only head others, in order of the text."""
        return tuple(block for (row, _), block in self.cells.items() if row in self.headers)

    def row(self, row: int) -> tuple[int, ...]:
        """Blocks of a row from left to right."""
        return self._rows.get(row, ())

    def header(self, row: int, column: int) -> tuple[int, ...]:
        """Blocks of the header cells above a cell, nearest first, from the nearest few rows that head others."""
        end = bisect_left(self._ordered, row)
        above = reversed(self._ordered[max(end - _HEADS, 0) : end])
        return tuple(self.cells[r, column] for r in above if (r, column) in self.cells)


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
