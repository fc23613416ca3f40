"""Numbers and categories of a sentence in their order, and the words between them that say nothing on what belongs together."""

from __future__ import annotations

from collections.abc import Sequence

from clinlint.facts.links import Item
from clinlint.facts.measure_words import in_time, shared_unit, words_of
from clinlint.facts.measures import LabelMention, MeasureMention, bands, family
from clinlint.facts.populations import PopulationPhrase
from clinlint.facts.statement_parts import Part
from clinlint.model.quantity import Quantity
from clinlint.record import replace
from clinlint.reference.scales import scale


def items_of(part: Part, labels: Sequence[LabelMention], measures: Sequence[MeasureMention]) -> tuple[list[Item], list[Quantity]]:
    """Numbers and categories of a sentence in the order of its words; numbers that only convert another are left out."""
    items: list[Item] = []
    kept: list[Quantity] = []
    timed = any(in_time(i) for m in measures for i in m.ids)
    in_deviations = all(scale(i).measure.unit == "SD" for m in measures for i in m.ids)
    asides = _asides(part, labels)
    shared = shared_unit(part, measures)
    places = [*((label.first, label.last) for label in labels), *((m.first, m.last) for m in measures)]
    for _, quantity in part.quantities:
        if quantity.converts >= 0 or (quantity.unit is not None and quantity.unit.dimension == "time" and not timed):
            continue
        if in_deviations and quantity.unit is not None and quantity.unit.code == "%" and quantity.value >= 0 and len(part.quantities) > 1:
            continue
        first, last = words_of(part, quantity)
        if first == len(part.words.words) or any(a <= first and last <= b for a, b in places):
            continue
        items.append(Item(first, last, quantity=len(kept)))
        kept.append(replace(quantity, unit=shared) if quantity.unit is None and shared is not None and not quantity.second else quantity)
    for number, label in enumerate(labels):
        if any(m.first < label.first and label.last <= m.last for m in measures) or label.first in asides:
            continue
        items.append(Item(label.first, label.last, label=number))
    items.sort(key=lambda item: (item.first, item.last))
    return _once(items, labels, [i for m in measures for i in family(m.ids)]), kept


def _asides(part: Part, labels: Sequence[LabelMention]) -> frozenset[int]:
    """Words of a bracket without a number that says right behind a category's name what it is, and is not: `osteopenia (…, not yet …)`."""
    words, found = part.words.words, set[int]()
    for label in labels:
        if words[label.last : label.last + 1] == ("(",):
            close = next((i for i in range(label.last, len(words)) if words[i] == ")"), label.last)
            inside = words[label.last : close + 1]
            if len(inside) > _ASIDE and not any(w[0].isdigit() for w in inside):
                found |= set(range(label.last, close + 1))
    return frozenset(found)


_ASIDE = 5
"""Words of a bracket, itself included, up to which it holds another name and no remark."""


def _once(items: Sequence[Item], labels: Sequence[LabelMention], ids: Sequence[str]) -> list[Item]:
    """Items without names that only say the category beside them again: `Stage 2: mild loss; 60 to 89`."""
    kept: list[Item] = []
    for index, item in enumerate(items):
        last = kept[-1] if kept else None
        if last is None or last.label < 0 or item.label < 0 or not _same(ids, labels[last.label].label, labels[item.label].label):
            kept.append(item)
        elif index + 1 < len(items) and items[index + 1].quantity >= 0:
            kept[-1] = item
    return kept


def _same(ids: Sequence[str], one: str, other: str) -> bool:
    """Whether two names are of one category."""
    return one == other or any(other in (n.lower() for n in band.names) for band in bands(ids, one))


def skipped(
    part: Part, measures: Sequence[MeasureMention], people: Sequence[PopulationPhrase], labels: Sequence[LabelMention] = ()
) -> frozenset[int]:
    """Words that say nothing on what belongs together: the measure's name, people, conversions in brackets."""
    spans = [(p.start, p.end) for p in people]
    spans += [(q.start - part.start - 1, q.end - part.start + 1) for _, q in part.quantities if q.converts >= 0]
    found = {i for m in measures for i in range(m.first, m.last) if i >= 0}
    found |= _asides(part, labels)
    for start, end in spans:
        found |= {i for i, s in enumerate(part.words.starts) if start <= s < end}
    return frozenset(found)
