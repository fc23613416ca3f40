"""Numbers that some authority gives for what a text names: an error planted must not be one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from clinlint.facts.dose_mentions import mentions
from clinlint.facts.measures import measures_in
from clinlint.linguistics.normalise import normalise
from clinlint.linguistics.tokens import tokens
from clinlint.model.interval import Interval
from clinlint.reference.scales import Scale, scale
from clinlint.reference.substances import substance

_VARIATION = Decimal("0.2")
"""Share by which laboratories' ranges differ."""


def given_by_somebody(text: str) -> Callable[[Decimal], bool]:
    """Whether a number is an end of any scale, or a figure of any entry, for a measure or substance that the text names.

    The ends of a laboratory's reference range vary, so a number near one is no error either.
    """
    plain = normalise(text)
    values: set[Decimal] = set()
    vague: set[Decimal] = set()
    for measure in measures_in(tokens(plain), plain):
        for found in map(scale, measure.ids):
            ends = {abs(end) for interval in _intervals(found) for end in (interval.low, interval.high) if end.is_finite()}
            values |= ends
            vague |= ends if found.kind == "reference-range" else set()
    for mention in mentions(plain):
        for identifier in mention.ids:
            for row in substance(identifier).rows:
                values.update((row.low, row.high))
    return lambda value: value in values or any(abs(value - end) <= _VARIATION * end for end in vague)


def _intervals(found: Scale) -> Iterator[Interval]:
    for category in (*found.categories, *found.overlays):
        if category.interval is not None:
            yield category.interval
        yield from category.parts.values()
        yield from category.alternatives.values()
    for items in (found.criteria, found.targets, *found.groups.values()):
        yield from (item.interval for item in items if item.interval is not None)
    yield from (i for i in (found.target, found.recommended, found.conditional) if i is not None)
