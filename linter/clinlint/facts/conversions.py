"""Pairs of numbers by which an article says one quantity in two units: `20 ng/mL (50 nmol/L)`, `38 °C (100.4 °F)`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from clinlint.facts.article import Article
from clinlint.facts.article_quantities import article_quantities
from clinlint.facts.dose_mentions import mentions
from clinlint.facts.measures import MeasureMention, categories_of, family, measures_in, unit_named
from clinlint.facts.tables import tables
from clinlint.linguistics.tokens import tokens
from clinlint.model.quantity import Quantity, Unit
from clinlint.record import record, replace
from clinlint.reference.scales import scale
from clinlint.reference.substances import substance

_BLOCKS = 400
"""Blocks of an article that are searched for the measure of a pair that names none."""
_BACK = 600
"""How far before a pair its measure may be named in the same block."""
_OPENINGS = frozenset({"(", "[", "(or", "(about", "(equal to", "(that is"})
_SHORT = frozenset({"min", "h"})
"""Units of time that are said in each other; days and weeks are rather counted twice for different things."""
_TEMPERATURES = frozenset({"temperature", "temperature-f"})


@record
class Pair:
    """Quantity `first` of a block and `second`, which says the same in another unit; `measure` names what is measured, if it is known."""

    block: int
    first: Quantity
    second: Quantity
    measure: str
    ids: tuple[str, ...]


@record
class Rule:
    """Second = first x factor + offset; `exact` for units that convert by definition."""

    factor: Decimal
    offset: Decimal = Decimal(0)
    exact: bool = False
    printed: tuple[tuple[Decimal, Decimal], ...] = ()

    def __call__(self, value: Decimal) -> Decimal:
        """The value in the second unit."""
        return value * self.factor + self.offset


def conversions(article: Article) -> tuple[Pair, ...]:
    """Every stated pair of an article, in order; ask for it through `Article.fact`."""
    return tuple(_pairs(article))


def _pairs(article: Article) -> Iterator[Pair]:
    for index, quantities in article.fact(article_quantities).with_units():
        for second in quantities:
            if second.converts < 0:
                continue
            first = quantities[second.converts]
            if first.unit is None or second.unit is None or len(first.numbers) != len(second.numbers):
                continue
            measures = _measures(article, index, first) or _before(article, index, first, second)
            ids = family(tuple(dict.fromkeys(i for m in measures for i in m.ids))) if measures else _anywhere(article, first, second)
            yield Pair(index, first, second, measures[0].name if measures else "", ids)


def _before(article: Article, index: int, first: Quantity, second: Quantity) -> Sequence[MeasureMention]:
    """The last measure that the block names before a pair, where it is the only one that has both units."""
    part = article.texts[index][max(0, first.start - _BACK) : first.start]
    found = [m for m in measures_in(tokens(part), part) if any(_has(i, first.unit) and _has(i, second.unit) for i in family(m.ids))]
    return found[-1:] if len({family(m.ids) for m in found}) == 1 else ()


def _anywhere(article: Article, first: Quantity, second: Quantity) -> tuple[str, ...]:
    """Scales of the measures that have both units, where the article names them anywhere and the first number is one of their cut-offs."""
    found = [i for name, ids in article.fact(_named) for i in ids if _has(i, first.unit) and _has(i, second.unit)]
    ids = tuple(dict.fromkeys(found))
    values = {n.value for n in first.numbers}
    ends = {
        end
        for i in ids
        if first.unit and (own := unit_named(scale(i).measure.unit)) and own.code == first.unit.code
        for band in categories_of(i)
        for end in (band.interval.low, band.interval.high)
    }
    return ids if values <= ends else ()


def _has(identifier: str, unit: Unit | None) -> bool:
    measure = scale(identifier).measure
    return unit is not None and any(
        (other := unit_named(name)) is not None and other.code == unit.code for name in (measure.unit, *measure.conversions)
    )


def _named(article: Article) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Measures that an article names in any of its first blocks, by name."""
    found: dict[str, tuple[str, ...]] = {}
    for text in article.texts[:_BLOCKS]:
        for mention in measures_in(tokens(text[:4000]), text):
            found.setdefault(mention.name, family(mention.ids))
    return tuple(found.items())


def repeats(article: Article) -> tuple[Pair, ...]:
    """Pairs of two different numbers in one unit, the second in brackets: `12 nmol/L (30 nmol/L)`; ask for it through `Article.fact`."""
    return tuple(_repeats(article))


def _repeats(article: Article) -> Iterator[Pair]:
    for index, quantities in article.fact(article_quantities).with_units():
        text = article.texts[index]
        for first, second in pairwise(quantities):
            if (
                first.unit is None
                or second.unit is None
                or first.unit.code != second.unit.code
                or len(first.numbers) != len(second.numbers)
            ):
                continue
            between = text[first.core_end : second.start].strip().lower()
            if between not in _OPENINGS or text[second.core_end : second.core_end + 1] not in {")", "]"}:
                continue
            if [n.value for n in first.numbers] == [n.value for n in second.numbers]:
                continue
            measures = _measures(article, index, first)
            ids = family(tuple(dict.fromkeys(i for m in measures for i in m.ids))) if measures else ()
            yield Pair(index, first, second, measures[0].name if measures else "", ids)


def meant(article: Article, pair: Pair) -> tuple[Unit, bool] | None:
    """The unit that one number of a pair in one unit must have, so that both say the same, and whether it is the second's; None where no unit does."""
    assert pair.first.unit is not None
    for other in _other_units(article, pair):
        for turned in (False, True):
            first, second = (replace(pair.first, unit=other), pair.second) if not turned else (pair.first, replace(pair.second, unit=other))
            tried = replace(pair, first=first, second=second)
            rules = rules_of(tried) or [r for r in (_of_substance(article, tried),) if r is not None]
            if any(agrees(rule, first, second) for rule in rules):
                return other, turned
    return None


def _other_units(article: Article, pair: Pair) -> Iterator[Unit]:
    own = pair.first.unit
    assert own is not None
    names = [name for i in pair.ids for name in (scale(i).measure.unit, *scale(i).measure.conversions)]
    names += [name for i in _substances(article, pair) for name in substance(i).units]
    if own.dimension in _TEMPERATURES:
        names += ["degC", "degF"]
    found = {unit.code: unit for name in names if (unit := unit_named(name)) is not None and unit.code != own.code}
    yield from found.values()


def _substances(article: Article, pair: Pair) -> tuple[str, ...]:
    text, block = article.texts[pair.block], article.blocks[pair.block]
    places = [text[max(0, pair.first.start - 120) : pair.second.end + 120]]
    if block.cell is not None:
        grid = article.fact(tables)[block.cell.table]
        beside = (*grid.header(block.cell.row, block.cell.column), *grid.row(block.cell.row))
        places += [article.texts[i][:400] for i in beside if i != pair.block]
    places += [article.texts[i][-400:] for i in (block.lead, *reversed(block.headings)) if i >= 0]
    found = (tuple(i for mention in mentions(place) for i in mention.ids) for place in places)
    return next((tuple(dict.fromkeys(ids)) for ids in found if ids), ())


def _of_substance(article: Article, pair: Pair) -> Rule | None:
    """How two units of a substance convert: 40 IU of vitamin D are 1 mcg."""
    for identifier in _substances(article, pair):
        sizes = {unit.code: size for name, size in substance(identifier).units.items() if (unit := unit_named(name)) is not None}
        first, second = pair.first.unit, pair.second.unit
        if first and second and first.code in sizes and second.code in sizes:
            return Rule(sizes[first.code] / sizes[second.code])
    return None


def _measures(article: Article, index: int, quantity: Quantity) -> Sequence[MeasureMention]:
    text = article.texts[index]
    sentence = next((s for s in article.sentences(index) if s.start <= quantity.core_start < s.end), None)
    if sentence is None or sentence.end - sentence.start > 2000:
        return ()
    part = text[sentence.start : sentence.end]
    found = list(measures_in(tokens(part), part))
    if found:
        return found
    block = article.blocks[index]
    for other in (block.lead, *reversed(block.headings)):
        if other >= 0:
            heading = article.texts[other][:400]
            found = list(measures_in(tokens(heading), heading))
            if found:
                return found
    return ()


def rules_of(pair: Pair) -> list[Rule]:
    """How the first unit converts to the second: by definition, or as the measure has it; empty where nothing is known."""
    first, second = pair.first.unit, pair.second.unit
    if first is None or second is None:
        return []
    if {first.dimension, second.dimension} == _TEMPERATURES:
        ninefifths = Decimal("1.8")
        up = first.dimension == "temperature"
        factor = ninefifths if up else 1 / ninefifths
        return [Rule(factor, Decimal(32) if up else -32 / ninefifths, True), Rule(factor, exact=True)]
    if first.converts_to(second):
        by_definition = first.dimension in {"mass", "length", "volume"} or "/" in first.code or {first.code, second.code} <= _SHORT
        return [Rule(first.factor / second.factor, exact=True)] if by_definition else []
    return [rule for identifier in pair.ids for rule in _of_measure(identifier, first, second)]


def _of_measure(identifier: str, first: Unit, second: Unit) -> Iterator[Rule]:
    measure = scale(identifier).measure
    own = unit_named(measure.unit)
    if own is None:
        return
    for name, conversion in measure.conversions.items():
        other = unit_named(name)
        if other is None:
            continue
        printed = tuple((value, Decimal(text)) for value, text in measure.printed.items() if text.replace(".", "", 1).isdigit())
        if first.converts_to(own) and second.converts_to(other):
            before, after = first.factor / own.factor, other.factor / second.factor
            plain = before == 1 and after == 1
            yield Rule(conversion.factor * before * after, conversion.offset * after, printed=printed if plain else ())
        elif first.converts_to(other) and second.converts_to(own):
            before, after = first.factor / other.factor, own.factor / second.factor
            plain = before == 1 and after == 1
            turned = tuple((b, a) for a, b in printed)
            yield Rule(before * after / conversion.factor, -conversion.offset / conversion.factor * after, printed=turned if plain else ())


def agrees(rule: Rule, first: Quantity, second: Quantity) -> bool:
    """Whether a pair converts, as far as both numbers were rounded."""
    for a, b in zip(first.numbers, second.numbers, strict=True):
        if any(abs(a.value) == x and abs(b.value) == y for x, y in rule.printed):
            continue
        right = rule(a.value)
        finer = b.places > a.places
        slack = Decimal(10) ** -b.places * Decimal("0.51")
        slack += slack if finer else abs(rule.factor) * Decimal(10) ** -a.places * Decimal("0.51")
        share = (
            abs(right) * Decimal("0.03")
            if not rule.exact or first.approximate or second.approximate
            else abs(right) * Decimal("0.005" if rule.offset else "0.015")
        )
        rounded = _rounding(b.value)
        if abs(b.value - right) > max(slack, share, rounded):
            return False
    return True


def _rounding(value: Decimal) -> Decimal:
    """Half of the last digit that is not zero: 450 g may stand for 454 g."""
    if value == 0 or value % 1:
        return Decimal(0)
    exponent = 0
    while value % (Decimal(10) ** (exponent + 1)) == 0 and exponent < 12:
        exponent += 1
    return Decimal(10) ** exponent / 2
