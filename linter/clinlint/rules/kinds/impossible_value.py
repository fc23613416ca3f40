"""Values that a measure cannot have in the unit they are given in: a cholesterol of 200 mmol/L, a pressure of 18/120 mmHg."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

import re2

from clinlint.facts.article import Article
from clinlint.facts.article_quantities import article_quantities
from clinlint.facts.bands import Band
from clinlint.facts.measures import MeasureMention, categories_of, family, goals_of, measures_in, unit_named
from clinlint.facts.role import Role, role_at
from clinlint.linguistics.sentences import Sentence
from clinlint.linguistics.tokens import tokens
from clinlint.model.document import BlockKind
from clinlint.model.finding import Applicability, Edit, Finding, Fix
from clinlint.model.quantity import Form, Quantity, Unit
from clinlint.model.settings import Settings
from clinlint.record import record
from clinlint.reference.scales import scale
from clinlint.rules.cut_offs import in_unit
from clinlint.rules.judged import is_judged
from clinlint.rules.rule import Kind, Rule
from clinlint.rules.wording import figure

_FAR = Decimal(2)
"""How many times beyond the outermost cut-off a value may still be somebody's."""
_GAP = 48
"""Most code points between a measure's name and its value."""
_LONGEST = 2000


@record
class _Meant:
    """The unit in which a value is a cut-off of its measure."""

    unit: Unit
    measure: str
    band: Band


def _check(rule: Rule, article: Article, settings: Settings) -> Iterator[Finding]:
    finder = _pressures if rule.options["what"] == "pressure" else _values
    for index, found in article.fact(article_quantities).with_units():
        if not found or article.blocks[index].kind is BlockKind.FIELD:
            continue
        for finding in finder(rule, article, index, found):
            quantity, message, fixes, band = finding
            role = role_at(article, index, quantity.start, quantity.end)
            if role.role in {Role.MYTH, Role.QUESTION} or is_judged(article, index, quantity.start, quantity.end, settings.jurisdictions):
                continue
            written = figure(article.texts[index][quantity.core_start : quantity.core_end]).rstrip(".")
            evidence = (band.scale.evidence,) if band else None
            yield rule.at(
                article.blocks[index],
                quantity.core_start,
                quantity.core_end,
                message=message,
                found=written,
                fixes=fixes,
                evidence=evidence,
            )


_Told = tuple[Quantity, str, tuple[Fix, ...], Band | None]


def _pressures(_rule: Rule, article: Article, index: int, found: tuple[Quantity, ...]) -> Iterator[_Told]:
    """A blood pressure whose first number is not the higher one."""
    text = article.texts[index]
    for quantity in found:
        if not quantity.second or quantity.unit is None or quantity.unit.dimension != "pressure":
            continue
        if any(first.value <= second.value for first, second in zip(quantity.numbers, quantity.second, strict=False)):
            written = figure(text[quantity.core_start : quantity.core_end]).rstrip(".")
            yield quantity, f"{written} is no blood pressure: the first number, the systolic pressure, is the higher one.", (), None


def _values(_rule: Rule, article: Article, index: int, found: tuple[Quantity, ...]) -> Iterator[_Told]:
    """A value far beyond all cut-offs in its own unit that is one of them in another."""
    starts = [q.core_start for q in found]
    for sentence in article.sentences(index):
        held = found[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        mine = [q for q in held if q.unit is not None and q.converts < 0]
        if not mine or sentence.end - sentence.start > _LONGEST:
            continue
        measures = _measures(article, index, sentence)
        for quantity in mine:
            meant = _meant(article, index, sentence, quantity, measures)
            if meant is not None and quantity.unit is not None:
                written = figure(article.texts[index][quantity.core_start : quantity.core_end]).rstrip(".")
                name = f"{meant.measure[:1].upper()}{meant.measure[1:]}"
                message = f"{name} of {written} cannot be meant; the number is a cut-off in {meant.unit.name}."
                yield quantity, message, tuple(_fixes(article, index, quantity, meant.unit)), meant.band


def _measures(article: Article, index: int, sentence: Sentence) -> list[MeasureMention]:
    text = article.texts[index][sentence.start : sentence.end]
    return list(measures_in(tokens(text), text))


def _meant(article: Article, index: int, sentence: Sentence, quantity: Quantity, measures: list[MeasureMention]) -> _Meant | None:
    """The unit that a value has in truth; None where it can be what it says."""
    text, unit = article.texts[index], quantity.unit
    words = tokens(text[sentence.start : sentence.end])
    before = [m for m in measures if words.ends[m.last - 1] + sentence.start <= quantity.start]
    if measures and not before:
        first = measures[0]
        if text[quantity.end : words.starts[first.first] + sentence.start].strip() not in {"of", "of the", "in"}:
            return None
        mention = first
    elif before:
        mention = before[-1]
        gap = text[words.ends[mention.last - 1] + sentence.start : quantity.start]
        if len(gap) > _GAP or _apart().search(gap):
            return None
    else:
        mentions = _governing(article, index)
        if len({m.ids for m in mentions}) != 1:
            return None
        mention = mentions[0]
    if unit is None or unit.dimension == "time" or _changed().search(text[max(sentence.start, quantity.start - 40) : quantity.start]):
        return None
    return _in_other_unit(quantity, unit, mention)


def _governing(article: Article, index: int) -> list[MeasureMention]:
    """Measures that the list's lead-in or the nearest heading names."""
    block = article.blocks[index]
    for place in (block.lead, *reversed(block.headings)):
        if place >= 0:
            text = article.texts[place][:400]
            if found := list(measures_in(tokens(text), text)):
                return found
    return []


def _in_other_unit(quantity: Quantity, unit: Unit, mention: MeasureMention) -> _Meant | None:
    values = [abs(end) for end in (quantity.interval.low, quantity.interval.high) if end.is_finite()]
    ids = family(mention.ids)
    ends = _ends(ids, unit)
    if quantity.form is Form.FUSED or not values or 0 in values:
        return None
    if ends and any(min(ends) / _FAR <= value <= max(ends) * _FAR for value in values):
        return None
    if not ends and not any(_alike(unit, other) for other in _units(ids)):
        return None
    for other in _units(ids):
        if other.code == unit.code or other.name == unit.name:
            continue
        for band in _bands(ids):
            if {i.low for i, _ in in_unit(band, other)} | {i.high for i, _ in in_unit(band, other)} >= set(values):
                return _Meant(other, mention.name, band)
    return None


def _alike(unit: Unit, other: Unit) -> bool:
    """Whether two units are quotients with the same kind of thing on top: mmol/L and mmol/mol, kg/m and kg/m2."""
    return "/" in unit.dimension and "/" in other.dimension and unit.dimension.split("/")[0] == other.dimension.split("/")[0]


def _units(ids: tuple[str, ...]) -> list[Unit]:
    names = [name for i in ids for name in (scale(i).measure.unit, *scale(i).measure.conversions)]
    found = {unit.code: unit for name in names if (unit := unit_named(name)) is not None}
    return [unit for code, unit in found.items() if not code.startswith("{")]


@cache
def _bands(ids: tuple[str, ...]) -> tuple[Band, ...]:
    return tuple(b for i in ids for b in (*categories_of(i), *goals_of(i)) if not b.unit)


def _ends(ids: tuple[str, ...], unit: Unit) -> list[Decimal]:
    return [abs(e) for b in _bands(ids) for i, _ in in_unit(b, unit) for e in (i.low, i.high) if e.is_finite() and e]


def _fixes(article: Article, index: int, quantity: Quantity, unit: Unit) -> Iterator[Fix]:
    block = article.blocks[index]
    start, end = quantity.unit_at
    if start >= 0 and block.map.exact(start, end):
        yield Fix(f"Replace by {unit.name}", Applicability.SUGGESTED, (Edit(block.map.span(start, end), unit.name),))


@cache
def _apart() -> Any:
    """What between a measure and a value brings in something else."""
    return re2.compile(r"[;!?]|\d|\b(?:and|or|with|by|than|per|because|while|but)\b")


@cache
def _changed() -> Any:
    """Words before a number that make it a difference: `by 10 g/L`, `a fall of 1 mmol/L`."""
    return re2.compile(
        r"(?i)\b(?:by|(?:rise|fall|drop|increase|decrease|reduction|difference|change|loss|gain|lowering|every|each|per)s?(?: \w+){0,2} of)(?: about| at least| up to| around| only)? $|\b(?:every|each|per) $"
    )


KIND = Kind(
    options={"properties": {"what": {"enum": ["value", "pressure"], "description": "What cannot be."}}, "required": ["what"]},
    check=_check,
    triggers=lambda rule: {"": r"mm ?hg" if rule.options["what"] == "pressure" else "[0-9]"},
)
