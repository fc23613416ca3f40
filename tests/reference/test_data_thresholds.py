"""The scales of the reference hold together: no gap, no overlap, no unit pair against its factor, no dangling successor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise, product

import pytest

from clinlint.model.finding import Trust
from clinlint.model.interval import Interval
from clinlint.reference.scales import Category, Scale, read, scale, scale_ids
from clinlint.reference.sources import DATA, evidence
from clinlint.resources import shelf

IDS = scale_ids()
SLACK = Decimal("0.03")


def gaps_and_overlaps(parts: Iterable[tuple[str, Interval]], domain: Interval, *, integer: bool = False) -> Iterator[str]:
    def low(i: Interval) -> tuple[Decimal, int]:
        return (i.low, 0 if i.low_closed else 1) if not integer or i.low_closed or not i.low.is_finite() else (i.low + 1, 0)

    def high(i: Interval) -> tuple[Decimal, int]:
        if integer and i.high_closed:
            return (i.high + 1, 0)
        return (i.high, 1 if i.high_closed else 0)

    ordered = sorted(parts, key=lambda part: low(part[1]))
    at, last = low(domain), "the start of the domain"
    for label, part in ordered:
        if low(part)[0].is_finite() and low(part) > at:
            yield f"gap between {last} and {label}"
        if low(part)[0].is_finite() and low(part) < at:
            yield f"overlap of {last} and {label}"
        at, last = high(part), label
    if domain.high.is_finite() and at != high(domain):
        yield f"{last} does not end where the domain ends"
    if not domain.high.is_finite() and at[0].is_finite():
        yield f"gap above {last}"


def grid_faults(entry: Scale) -> Iterator[str]:
    cuts: dict[str, set[Decimal]] = {name: set() for name in entry.domains}
    for category in entry.categories:
        for name, part in category.parts.items():
            cuts[name] |= {end for end in (part.low, part.high) if end.is_finite()}
    points = {name: sorted({domain.low, *(c for c in cuts[name] if c in domain)}) for name, domain in entry.domains.items()}
    winners = set()
    for cell in product(*points.values()):
        at = dict(zip(points, cell, strict=True))
        hits = [c.label for c in entry.categories if matches(c, at)]
        if not hits:
            yield f"gap at {at}"
        elif len(hits) > 1 and entry.assign != "highest":
            yield f"overlap at {at}: {hits}"
        else:
            winners.add(hits[-1])
    for category in entry.categories:
        if category.label not in winners:
            yield f"{category.label} can never be reached"


def matches(category: Category, at: dict[str, Decimal]) -> bool:
    tests = [at[name] in part for name, part in category.parts.items()]
    return any(tests) if category.match == "any" else all(tests)


def faults(entry: Scale) -> Iterator[str]:
    flat = [c for c in entry.categories if not c.qualifier_of]
    if entry.domains:
        yield from grid_faults(entry)
    elif entry.domain and flat:
        yield from gaps_and_overlaps([(c.label, c.interval) for c in flat if c.interval], entry.domain, integer=entry.integer)
    labels = {c.label for c in flat}
    for category in entry.categories:
        if category.qualifier_of and category.qualifier_of not in labels:
            yield f"{category.label} qualifies an unknown category"


@pytest.mark.parametrize("identifier", IDS)
def test_categories_cover_their_domain_once(identifier: str) -> None:
    assert list(faults(scale(identifier))) == []


def pairs(entry: Scale) -> Iterator[tuple[str, str, Decimal, Decimal]]:
    for category in (*entry.categories, *entry.criteria):
        if category.interval is None:
            continue
        for unit, other in category.alternatives.items():
            conversion = entry.measure.conversions.get(unit)
            factor = conversion or {"cm": lambda v: v * Decimal("2.54")}[unit]
            for mine, theirs in ((category.interval.low, other.low), (category.interval.high, other.high)):
                if mine.is_finite() and theirs.is_finite() and not (conversion and conversion.offset and mine == 0):
                    yield getattr(category, "label", ""), unit, factor(mine), theirs


@pytest.mark.parametrize("identifier", IDS)
def test_second_units_agree_with_the_factor(identifier: str) -> None:
    slack = Decimal(str(shelf(DATA).entry(identifier).get("alt_tolerance", SLACK)))
    for label, unit, computed, stated in pairs(scale(identifier)):
        assert abs(computed - stated) <= max(abs(computed) * slack, Decimal("0.05")), (label, unit, computed, stated)


@pytest.mark.parametrize("identifier", IDS)
def test_status_and_source_are_told(identifier: str) -> None:
    entry = scale(identifier)
    if not entry.current:
        assert entry.valid_to
    if entry.superseded_by:
        assert entry.superseded_by in IDS
    assert entry.jurisdictions
    assert entry.evidence == evidence(identifier)
    assert entry.evidence.title
    assert entry.evidence.year
    assert any(
        (entry.categories, entry.criteria, entry.groups, entry.targets, entry.target, entry.recommended, entry.notes),
    ) or {"no_categories", "sites"} & set(shelf(DATA).entry(identifier))


def test_there_are_161_scales_of_which_few_are_unverified() -> None:
    assert len(IDS) == 161
    assert sum(scale(i).evidence.trust is Trust.UNVERIFIED for i in IDS) < 10


def spoiled(identifier: str, change: dict[str, object]) -> Scale:
    return read(shelf(DATA).entry(identifier) | change, evidence(identifier))


@pytest.mark.parametrize(
    ("categories", "expected"),
    [
        ([("a", "(-inf, -2.5)"), ("b", "(-2.5, inf)")], "gap between a and b"),
        ([("a", "(-inf, -2.5]"), ("b", "[-2.5, inf)")], "overlap of a and b"),
        ([("a", "(-inf, -2.5]"), ("b", "(-2.5, 9]")], "gap above b"),
    ],
)
def test_a_damaged_scale_is_told(categories: list[tuple[str, str]], expected: str) -> None:
    entry = spoiled("bone.t-score.who-1994", {"categories": [{"label": label, "interval": text} for label, text in categories]})
    assert list(faults(entry)) == [expected]


def test_intervals_that_touch_on_a_whole_number_scale_leave_no_gap() -> None:
    entry = scale("mind.phq-9")
    assert entry.integer
    for one, next_one in pairwise(entry.categories):
        assert one.interval
        assert next_one.interval
        assert next_one.interval.low == one.interval.high + 1
