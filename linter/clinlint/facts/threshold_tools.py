"""Risks in per cent at which treatment begins, as tools of several parts give them: 3% for the hip, 20% for a major fracture."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import re2

from clinlint.facts.article import Article
from clinlint.facts.article_quantities import article_quantities
from clinlint.facts.measures import data
from clinlint.facts.populations import populations
from clinlint.facts.role import Role, role_at
from clinlint.facts.tables import tables
from clinlint.facts.threshold_statement import Place, Statement
from clinlint.model.document import Block, BlockKind
from clinlint.model.interval import Interval
from clinlint.model.quantity import Form, Quantity
from clinlint.record import record, replace
from clinlint.reference.authorities import named
from clinlint.reference.scales import scale

_VETO = frozenset({Role.MYTH, Role.QUESTION, Role.MEASUREMENT, Role.STUDY, Role.CHANGE, Role.HISTORY, Role.LABEL})
_GROUP = 1_000_000
"""Number of the first group of such statements, apart from those of sentences and tables."""
_NUMBERS = 40
"""Numbers of a sentence that are looked at; one with more is no prose."""
_REACH, _AROUND = 72, 400
"""How far a part's name may stand from its number, and how much of each text around is looked at."""


@record
class _Part:
    scale: str
    label: str
    names: Any


@record
class _Tool:
    about: Any
    advice: Any
    matter: Any
    unless: Any
    people: Any
    begins: Any
    parts: tuple[_Part, ...]


@record
class _Words:
    """A sentence or a table's cell: its text, where it begins in its block, what stands above it and beside it; `row`: the cell's row."""

    block: int
    start: int
    text: str
    above: str
    beside: str = ""
    row: str = ""


def by_tool(article: Article) -> Iterator[Statement]:
    """Statements of where treatment begins by a tool's parts."""
    for number, tool in enumerate(_tools()):
        if tool.about.search(article.encoded):
            for index, held in article.fact(article_quantities).with_units():
                if article.blocks[index].kind not in {BlockKind.CODE, BlockKind.FIELD} and any(_in_per_cent(q) for q in held):
                    yield from _read(article, index, held, tool, _GROUP + number)


def _in_per_cent(quantity: Quantity) -> bool:
    return quantity.unit is not None and quantity.unit.code == "%" and quantity.form is not Form.RANGE and not quantity.approximate


def _read(article: Article, index: int, held: Sequence[Quantity], tool: _Tool, group: int) -> Iterator[Statement]:
    block = article.blocks[index]
    starts = [q.core_start for q in held]
    for words in _words(article, index, block):
        mine = held[bisect_left(starts, words.start) : bisect_left(starts, words.start + len(words.text))]
        said = f"{words.text}\n{words.above}"
        if len(mine) > _NUMBERS or not any(_in_per_cent(q) for q in mine) or tool.unless.search(words.text):
            continue
        if not (tool.advice.search(said) and tool.matter.search(said) and tool.about.search(f"{said}\n{words.beside}")):
            continue
        for quantity in mine:
            meant = _meant(quantity, words, tool) if _in_per_cent(quantity) else None
            part = _part_of(quantity, mine, words, tool) if meant is not None else None
            if meant is None or part is None:
                continue
            role = role_at(article, index, quantity.start, quantity.end)
            if role.role in _VETO or role.negated:
                continue
            place = Place(index, quantity.start, quantity.end)
            measure = scale(part.scale).measure
            yield Statement(
                meant,
                place,
                part.label,
                "treatment",
                place,
                (part.scale,),
                measure.name,
                quantity.unit,
                role,
                tuple(p.population for p in populations(words.text)),
                tuple(n.authority for n in named(said)),
                group,
                True,
            )


def _words(article: Article, index: int, block: Block) -> Iterator[_Words]:
    texts = article.texts
    above = [texts[h][:_AROUND] for h in block.headings[-1:]]
    if block.cell is not None:
        grid = article.fact(tables)[block.cell.table]
        heads = [texts[cell][:_AROUND] for (row, _), cell in grid.cells.items() if row in grid.headers]
        row = " | ".join(texts[b][:_AROUND] for b in grid.row(block.cell.row) if b != index)
        yield _Words(index, 0, texts[index], "\n".join((*above, *heads, row)), row=row or " ")
        return
    if block.lead >= 0:
        above.append(texts[block.lead][-_AROUND:])
    for sentence in article.sentences(index):
        if sentence.end - sentence.start <= 2000:
            before = texts[index][max(0, sentence.start - _AROUND) : sentence.start]
            after = texts[index][sentence.end : sentence.end + _AROUND]
            yield _Words(index, sentence.start, texts[index][sentence.start : sentence.end], "\n".join(above), f"{before}\n{after}")


def _meant(quantity: Quantity, words: _Words, tool: _Tool) -> Quantity | None:
    """The number as the beginning of treatment; None where a lone one is none, or it is a share of people."""
    if tool.people.search(words.text[quantity.end - words.start :][:_REACH]):
        return None
    if quantity.form is not Form.POINT:
        return quantity
    at = quantity.start - words.start
    if words.row or tool.begins.search(words.text[max(0, at - 2 * _REACH) : at]):
        return replace(quantity, form=Form.AT_LEAST, interval=Interval.at_least(quantity.value))
    return None


def _part_of(quantity: Quantity, beside: Sequence[Quantity], words: _Words, tool: _Tool) -> _Part | None:
    """The part that a number is of: named right behind it, else the nearest before it, else the nearest behind; in a table its row's."""
    if words.row:
        mine = [p for p in tool.parts if p.names.search(words.row)]
        return mine[0] if len(mine) == 1 else None
    start, end = quantity.start - words.start, quantity.end - words.start
    others = [(q.start - words.start, q.end - words.start) for q in beside if q is not quantity and _in_per_cent(q)]
    left = max((e for _, e in others if e <= start), default=0)
    right = min((s for s, _ in others if s >= end), default=len(words.text))
    left = max(left, words.text.rfind(";", left, start) + 1)
    stop = words.text.find(";", end, right)
    right = stop if stop >= 0 else right
    before = [(start - left - m.end(), p) for p in tool.parts for m in p.names.finditer(words.text[left:start])]
    after = [(m.start(), p) for p in tool.parts for m in p.names.finditer(words.text[end:right])]
    near = min(after, key=lambda x: x[0], default=None)
    if near is not None and _behind().fullmatch(words.text[end : end + near[0]]):
        return near[1]
    told = [pair for pair in (min(before, key=lambda x: x[0], default=None), near) if pair is not None and pair[0] <= _REACH]
    return told[0][1] if told else None


def is_of_other_part(text: str, ids: Sequence[str]) -> bool:
    """Whether what stands right behind a number names another part of a tool than these scales: `3% for hip fracture`."""
    for tool in _tools():
        for part in tool.parts if any(p.scale in ids for p in tool.parts) else ():
            found = part.names.search(text[:_REACH]) if part.scale not in ids else None
            if found is not None and _behind().fullmatch(text[: found.start()]):
                return True
    return False


@cache
def _behind() -> Any:
    """What ties a number to the name right behind it: `3% or more for a hip fracture`."""
    return re2.compile(r"(?i)[ ,(]*(?:(?:(?:10|ten)[- ]years?|for|of|in|risk|probability|chance|an?|the|your|their|having|breaking) )*")


@cache
def _tools() -> tuple[_Tool, ...]:
    options = re2.Options()
    options.case_sensitive = False

    def pattern(source: str) -> Any:
        return re2.compile(source, options)

    return tuple(
        _Tool(
            pattern(row["about"]),
            pattern(row["advice"]),
            pattern(row["matter"]),
            pattern(row["unless"]),
            pattern(row["people"]),
            pattern(row["begins"]),
            tuple(_Part(part["scale"], part["label"], pattern(part["names"])) for part in row["parts"]),
        )
        for row in data()["tools"]
    )
