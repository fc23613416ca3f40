"""A number tied to a category of a measure, as an article states it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import re2

from clinlint.facts.article import Article
from clinlint.facts.role import RoleFact
from clinlint.facts.statement_parts import Part
from clinlint.model.interval import Interval
from clinlint.model.population import Population, Sex
from clinlint.model.quantity import Form, Number, Quantity, Unit
from clinlint.record import record, replace
from clinlint.reference.authorities import Authority


@record
class Place:
    """Text `[start, end)` of a block."""

    block: int
    start: int
    end: int


@record
class Statement:
    """A number tied to a category of a measure.

    `ids` are the scales of the measure, `label` the category in lower case as the reference has it, `written` as the article has it.
    `unit` is the number's own or its column's. `group`: number of the sentence, list or table it belongs
    to, so that several categories of one place can be held together. `near`: the measure is named in the same sentence, row or column.
    `part`: systolic or diastolic where the words say so; `sex` of the people the number is for. A goal has no label. `other_end`: the
    number that closes what this one opens, `above −2.5 and below −1`, or should.
    """

    quantity: Quantity
    at: Place
    label: str
    written: str
    label_at: Place
    ids: tuple[str, ...]
    measure: str
    unit: Unit | None
    role: RoleFact
    people: tuple[Population, ...]
    authorities: tuple[Authority, ...]
    group: int
    near: bool
    part: str = ""
    sex: Sex = "any"
    other_end: Quantity | None = None

    @property
    def block(self) -> int:
        """Index of the block that holds the number."""
        return self.at.block

    @property
    def numbers(self) -> tuple[Number, ...]:
        """Its numbers in the order of the text, those of the other end included."""
        return (*self.quantity.numbers, *(self.other_end.numbers if self.closed and self.other_end else ()))

    @property
    def unwritten(self) -> bool:
        """Whether the category's name stands nowhere, but the sentence says it in other words."""
        return bool(self.label) and self.label_at == self.at

    @property
    def closed(self) -> bool:
        """Whether another number closes what this one opens."""
        other = self.other_end
        return other is not None and other.form.upward != self.quantity.form.upward


def other_end(part: Part, quantity: Quantity) -> Quantity | None:
    """The number right after one with a comparison, joined by "and" or "but" and compared too."""
    after = next((q for _, q in part.quantities if q.start >= quantity.end), None)
    if after is None or not (quantity.form.upward or quantity.form.downward) or not (after.form.upward or after.form.downward):
        return None
    joined = part.text[quantity.end - part.start : after.start - part.start].strip(" ,") in {"and", "but", "yet", "and also"}
    return after if joined and not (quantity.second or after.second) else None


def opened(part: Part, quantity: Quantity) -> Quantity:
    """A lone number as the words before it mean it: high blood pressure that `starts at 130/80` is 130/80 or more."""
    before = part.text[max(0, quantity.start - part.start - 60) : quantity.start - part.start]
    if quantity.form is not Form.POINT or quantity.value <= 0 or not _starting().search(before):
        return quantity
    return replace(quantity, form=Form.AT_LEAST, interval=Interval.at_least(quantity.value))


@cache
def _starting() -> Any:
    return re2.compile(
        r"(?i)\b(?:starts?|begins?|starting|beginning)(?: (?:at|from|with|when|once|a|an|the|your|it|reaches|reading|readings|level|of|[a-z0-9-]+)){0,5} $"
    )


def surely(found: Sequence[Statement]) -> Iterator[Statement]:
    """Statements of a sentence that names no measure, as near as if it did where they tell it: several categories, or negative numbers."""
    several = len({s.label for s in found}) > 1
    for statement in found:
        negative = statement.quantity.form is not Form.RANGE and any(n.value < 0 for n in statement.numbers)
        yield replace(statement, near=True) if several or negative else statement


def together(article: Article, found: Sequence[Statement]) -> Iterator[Statement]:
    """Statements of one list, table or run of short lines whose measure stands above it, as near as if each named it: they give several categories."""
    places: dict[tuple[object, ...], set[str]] = {}
    for statement in found:
        if not statement.near:
            places.setdefault(_place(article, statement), set()).add(statement.label)
    for statement in found:
        several = not statement.near and len(places[_place(article, statement)]) > 1
        yield replace(statement, near=True) if several else statement


def _place(article: Article, statement: Statement) -> tuple[object, ...]:
    block = article.blocks[statement.block]
    if block.cell is not None:
        return ("table", block.cell.table, statement.ids)
    if block.list_id >= 0:
        return ("list", block.list_id, statement.ids)
    return (
        ("lines", *block.headings[-1:], statement.ids)
        if len(article.texts[statement.block]) < _LINE
        else ("block", statement.block, statement.ids)
    )


_LINE = 80
"""Most code points of a paragraph that is one line of several."""
