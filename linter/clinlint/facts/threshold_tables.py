"""Numbers in tables tied to categories: the label stands in the row or heads the column, the measure likewise or above the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from clinlint.facts.article import Article
from clinlint.facts.article_quantities import article_quantities
from clinlint.facts.measure_words import by_unit_of, fits_unit, part_of_measure, parts_of, unit_in
from clinlint.facts.measures import LabelMention, MeasureMention, family, labels_in
from clinlint.facts.populations import populations
from clinlint.facts.role import VETO, Role, role_at
from clinlint.facts.statement_parts import Part
from clinlint.facts.tables import Grid
from clinlint.facts.threshold_context import Surroundings
from clinlint.facts.threshold_statement import Place, Statement
from clinlint.linguistics.tokens import Tokens, tokens
from clinlint.model.population import Sex
from clinlint.model.quantity import Quantity
from clinlint.record import replace
from clinlint.reference.authorities import named

_LONG = 14
"""Words of a cell among which its category stands."""
_OPENS = frozenset({":", "(", "-", "–", "—", ".", "="})


def in_cell(article: Article, around: Surroundings, index: int, grid: Grid, quantities: Sequence[Quantity]) -> Iterator[Statement]:
    """What the numbers of a cell say."""
    block, texts = article.blocks[index], article.texts
    assert block.cell is not None
    row, column = block.cell.row, block.cell.column
    if row in grid.headers:
        return
    others = [b for b in grid.row(row) if b != index]
    heads = grid.header(row, column)
    measures, near = _measures(article, around, index, grid, quantities)
    if not measures:
        return
    ids = family(tuple(dict.fromkeys(i for m in measures[:1] for i in m.ids)))
    if near and measures[0] in around.mentions(index):
        name_ends = tokens(texts[index]).ends[measures[0].last - 1]
        quantities = [q for q in quantities if q.start >= name_ends or fits_unit(q.unit, ids, exact=False)] or quantities
    unit = next((u for h in heads if (u := unit_in(texts[h]))), None)
    for place in (*((index,)), *others, *heads):
        words = tokens(texts[place])
        label = _label(words, labels_in(words, texts[place], ids), bare=place == index or not article.fact(article_quantities)[place])
        if label is None:
            continue
        start, end = words.starts[label.first], words.ends[label.last - 1]
        context = " ".join(texts[b] for b in (*block.headings, *heads, *others))
        told = part_of_measure(" ".join(texts[b] for b in (*heads, *others)), -1, -1)
        for quantity, part in _in_parts(index, texts[index], quantities, ids, told):
            if quantity.unit is None and unit is not None:
                quantity = replace(quantity, unit=unit)  # noqa: PLW2901
            if not fits_unit(quantity.unit, ids, exact=not (near or label.specific)):
                return
            role = role_at(article, index, quantity.start, quantity.end)
            if role.role in VETO - {Role.CHANGE}:
                return
            yield Statement(
                quantity,
                Place(index, quantity.start, quantity.end),
                label.label,
                texts[place][start:end],
                Place(place, start, end),
                ids,
                measures[0].name,
                quantity.unit,
                role,
                tuple(p.population for p in populations(context[:400])),
                tuple(n.authority for n in named(context[:600])),
                -1 - block.cell.table,
                near,
                part,
                _sex(texts[b][:200] for b in (index, *heads, *others)),
            )
        return


def _measures(
    article: Article, around: Surroundings, index: int, grid: Grid, quantities: Sequence[Quantity]
) -> tuple[list[MeasureMention], bool]:
    """The measures of a cell's numbers, and whether the table itself names them."""
    block, texts = article.blocks[index], article.texts
    assert block.cell is not None
    row, column = block.cell.row, block.cell.column
    own = [m for m in around.mentions(index) if any(fits_unit(q.unit, family(m.ids), exact=False) for q in quantities)]
    beside = [b for b in grid.row(row) if b != index][:1]
    for cells in (grid.header(row, column), beside, grid.heads):
        own = own or [m for b in cells for m in around.mentions(b)]
    if own:
        return own, True
    above = [*reversed(block.headings), *range(max(0, grid.first - 2), grid.first)]
    found = [m for b in above if article.blocks[b].cell is None for m in around.mentions(b)][:1]
    return found or by_unit_of(quantities, texts[index], around.subject), False


def _label(words: Tokens, labels: Sequence[LabelMention], *, bare: bool) -> LabelMention | None:
    """The category that a cell names; one with numbers of its own, or a long text, must begin with it or name it early."""
    if not labels:
        return None
    label = labels[0]
    if not bare and (label.first or words.words[label.last : label.last + 1] == () or words.words[label.last] not in _OPENS):
        return None
    early = label.specific and label.last <= _LONG
    return label if early or label.first == 0 or len(words.words) <= _LONG else None


def _in_parts(block: int, text: str, quantities: Sequence[Quantity], ids: Sequence[str], told: str) -> Iterator[tuple[Quantity, str]]:
    """A cell's first number; of a measure in two parts both numbers, where each is told."""
    part = Part(block, 0, len(text), text, tokens(text), tuple(enumerate(quantities)))
    parts = parts_of(part, quantities, ids)
    yield quantities[0], told or parts[0]
    if not told and len(quantities) == len(parts) > 1 and "" != parts[0] != parts[1] != "":
        yield quantities[1], parts[1]


def _sex(texts: Iterator[str]) -> Sex:
    return next((p.population.sex for text in texts for p in populations(text) if p.population.sex != "any"), "any")
