"""Ranges that an article lists side by side to cut one scale into pieces: a table's column, or a list, from "below" to "or more"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from clinlint.facts.article import Article
from clinlint.facts.article_quantities import article_quantities
from clinlint.facts.tables import tables
from clinlint.model.document import BlockKind
from clinlint.model.quantity import Form, Quantity
from clinlint.record import record

_FEWEST = 3


@record
class Piece:
    """One range and the block it stands in."""

    block: int
    quantity: Quantity


def partitions(article: Article) -> tuple[tuple[Piece, ...], ...]:
    """The pieces of every such scale, from the lowest to the highest; ask for it through `Article.fact`."""
    rows = [*_columns(article), *_lists(article)]
    return tuple(ordered for row in rows if (ordered := _ordered(row)))


def _columns(article: Article) -> Iterator[list[Piece]]:
    found = article.fact(article_quantities)
    for grid in article.fact(tables).values():
        columns: dict[int, list[Piece]] = {}
        whole = set()
        for (row, column), block in sorted(grid.cells.items()):
            if row in grid.headers:
                continue
            if len(found[block]) == 1:
                columns.setdefault(column, []).append(Piece(block, found[block][0]))
            elif found[block]:
                whole.add(column)
        yield from (pieces for column, pieces in columns.items() if column not in whole)


def _lists(article: Article) -> Iterator[list[Piece]]:
    found = article.fact(article_quantities)
    lists: dict[int, list[Piece]] = {}
    broken = set()
    for index, block in enumerate(article.blocks):
        if block.kind is BlockKind.ITEM and block.list_id >= 0:
            if len(found[index]) == 1 and len(block.text) < 120:
                lists.setdefault(block.list_id, []).append(Piece(index, found[index][0]))
            else:
                broken.add(block.list_id)
    yield from (pieces for number, pieces in lists.items() if number not in broken)


def _ordered(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces by size if they cut a scale: one open downwards, one open upwards, ranges between, all in one unit; else nothing."""
    quantities = [piece.quantity for piece in pieces]
    if len(quantities) < _FEWEST or any(q.second or q.approximate for q in quantities):
        return ()
    if len({q.unit.code if q.unit else "" for q in quantities}) != 1 or len({q.rate for q in quantities}) != 1:
        return ()
    if sum(q.form.downward for q in quantities) != 1 or sum(q.form.upward for q in quantities) != 1:
        return ()
    if any(q.form is not Form.RANGE for q in quantities if not (q.form.upward or q.form.downward)):
        return ()
    ordered = tuple(sorted(pieces, key=lambda p: (p.quantity.interval.low, p.quantity.interval.high)))
    if list(ordered) not in (list(pieces), list(reversed(pieces))):
        return ()
    return ordered if ordered[0].quantity.form.downward and ordered[-1].quantity.form.upward else ()


def step(pieces: Sequence[Piece]) -> Decimal:
    """One unit of the last decimal that the ranges are written with."""
    places = max(n.places for piece in pieces for n in piece.quantity.numbers)
    return Decimal(10) ** -places
