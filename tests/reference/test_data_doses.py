"""Nutrients and drugs hold together: life stages complete, needs below limits, averages below needs, regimens below maxima."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from clinlint.model.interval import INFINITY
from clinlint.reference.compilation import cited
from clinlint.reference.sources import DATA, known
from clinlint.reference.substances import Row, Substance, read, substance, substance_ids
from clinlint.resources import shelf

NUTRIENTS = [i for i in substance_ids() if i.startswith("nutrient.")]
DRUGS = [i for i in substance_ids() if i.startswith("drug.")]

NEEDS = {"RDA", "AI", "PRI", "RNI"}
SCOPED_LIMIT_BELOW_NEED = {
    ("nutrient.magnesium", "NASEM", "supplemental"),
    ("nutrient.magnesium", "EFSA", "supplemental"),
    ("nutrient.phosphorus", "NHS / EVM", "supplemental"),
}
"""Limits that count only part of the intake, so that a need above them is right. Each is still needed (tested)."""
LIMITS_OF_ANOTHER_MEANING = {"single dose", "low risk up to", "bone risk from", "children, no concern up to", "ADI"}
WITHOUT_NASEM_NEED = {"nutrient.boron", "nutrient.caffeine", "nutrient.alcohol", "nutrient.free-sugars"}
FROM_ONE_YEAR = {"nutrient.fibre"}
PER_BODY = re.compile(r"/(kg|m2|MJ|L|h)$")
PERIOD = re.compile(r"^(P\d+[DWMY]|PT\d+H|once|as needed|after each loose stool|dose|course|per dose|per tablet|tablet|IV)$")


def factor(entry: Substance, unit: str) -> Decimal | None:
    if PER_BODY.search(unit):
        return None
    return entry.units[unit]


def people(row: Row) -> list[tuple[str, bool, bool]]:
    sexes = ("male", "female") if row.population.sex == "any" else (row.population.sex,)
    return [(sex, row.population.pregnancy, row.population.lactation) for sex in sexes]


def band(row: Row) -> tuple[Decimal, Decimal]:
    age = row.population.age
    return (age.low, age.high) if age else (Decimal(0), INFINITY)


def bands(entry: Substance, *sections: str) -> Mapping[Any, list[tuple[Decimal, Decimal]]]:
    found = defaultdict(list)
    for row in entry.rows:
        if row.section not in sections or PER_BODY.search(row.unit):
            continue
        kind = "need" if row.kind in NEEDS else row.kind
        for person in people(row):
            found[row.authority, kind, row.scope, row.every, person].append(band(row))
    return {key: sorted(value) for key, value in found.items()}


def faults(entry: Substance) -> Iterator[str]:
    for section in ("need", "limit", "average"):
        for (authority, kind, _scope, _every, person), got in bands(entry, section).items():
            for (_, end), (start, _) in pairwise(got):
                if start < end:
                    yield f"overlap: {section} {authority} {kind} {person} at {start}"
                elif start > end and authority == "NASEM" and kind in {"need", "UL"}:
                    yield f"gap: {section} {authority} {kind} {person} from {end} to {start}"
    yield from life_stages(entry)
    yield from needs_above_limits(entry)
    yield from averages_above_needs(entry)


def life_stages(entry: Substance) -> Iterator[str]:
    if entry.is_drug or entry.id in WITHOUT_NASEM_NEED:
        return
    start = 1 if entry.id in FROM_ONE_YEAR else 0
    for person, low, high in (
        (("male", False, False), Decimal(start), INFINITY),
        (("female", False, False), Decimal(start), INFINITY),
        (("female", True, False), Decimal(14), Decimal(51)),
        (("female", False, True), Decimal(14), Decimal(51)),
    ):
        got = [
            b for key, value in bands(entry, "need").items() if key[0] == "NASEM" and key[1] == "need" and key[4] == person for b in value
        ]
        if not got or min(got)[0] > low or max(end for _, end in got) < high:
            yield f"life stages: {person} {got}"


def needs_above_limits(entry: Substance) -> Iterator[str]:
    for need in entry.of("need"):
        for limit in entry.of("limit"):
            if need.kind not in NEEDS or limit.undetermined or limit.kind in LIMITS_OF_ANOTHER_MEANING:
                continue
            same = {"UK DH/SACN": "NHS / EVM"}.get(need.authority, need.authority) == limit.authority
            a, b = factor(entry, need.unit), factor(entry, limit.unit)
            if not same or a is None or b is None or not set(people(need)) & set(people(limit)):
                continue
            (one, two), (three, four) = band(need), band(limit)
            if max(one, three) >= min(two, four) or need.high * a <= limit.high * b:
                continue
            if (entry.id, limit.authority, limit.scope) not in SCOPED_LIMIT_BELOW_NEED and "form" not in limit.scope:
                yield f"need above limit: {need.authority} {need.high} {need.unit} > {limit.high} {limit.unit} ({limit.scope})"


def averages_above_needs(entry: Substance) -> Iterator[str]:
    for average in entry.of("average"):
        for need in entry.of("need"):
            a, b = factor(entry, average.unit), factor(entry, need.unit)
            if need.authority != "NASEM" or need.kind not in {"RDA", "AI"} or a is None or b is None:
                continue
            (one, two), (three, four) = band(average), band(need)
            if max(one, three) < min(two, four) and set(people(average)) & set(people(need)) and average.high * a >= need.high * b:
                yield f"average above need: {average.high} >= {need.high}"


def above_maximum(entry: Substance) -> Iterator[str]:
    for regimen in entry.of("regimen"):
        every = "P1D" if regimen.every.startswith("PT") else regimen.every
        mine = factor(entry, regimen.unit)
        caps = [m.high * f for m in entry.of("maximum") if m.every == every and (f := factor(entry, m.unit))]
        if caps and mine and "oncology" not in regimen.context and regimen.high * mine > max(caps):
            yield f"{regimen.context}: {regimen.high} {regimen.unit}"


@pytest.mark.parametrize("identifier", NUTRIENTS)
def test_a_nutrient_holds_together(identifier: str) -> None:
    assert list(faults(substance(identifier))) == []


@pytest.mark.parametrize("identifier", DRUGS)
def test_a_drugs_regimens_stay_below_its_maxima(identifier: str) -> None:
    entry = substance(identifier)
    assert list(above_maximum(entry)) == []
    assert any(True for _ in entry.of("regimen"))


@pytest.mark.parametrize("identifier", [*NUTRIENTS, *DRUGS])
def test_units_periods_and_sources_are_known(identifier: str) -> None:
    entry = substance(identifier)
    assert entry.units[entry.unit] == 1
    sources = set(known())
    for row in entry.rows:
        factor(entry, row.unit)
        assert PERIOD.match(row.every), row.every
        assert row.source in sources
        assert row.undetermined or 0 < row.low <= row.high
    assert set(cited(shelf(DATA).entry(identifier))) <= sources
    assert all(0 < fraction < 1 for fraction in entry.salts.values())


def test_39_nutrients_and_121_drugs() -> None:
    assert (len(NUTRIENTS), len(DRUGS)) == (39, 121)


def test_the_scoped_limits_are_still_needed() -> None:
    for identifier, authority, scope in SCOPED_LIMIT_BELOW_NEED:
        limits = [row for row in substance(identifier).of("limit") if row.authority == authority and row.scope == scope]
        assert limits


def spoiled(identifier: str, section: str, index: int, change: Mapping[str, Any] | None) -> Substance:
    entry = shelf(DATA).entry(identifier)
    rows = list(entry[section])
    if change is None:
        rows.pop(index)
    else:
        rows[index] = rows[index] | change
    return read(entry | {section: rows})


@pytest.mark.parametrize(
    ("identifier", "section", "index", "change", "expected"),
    [
        ("nutrient.calcium", "recommendations", 2, {"amount": 99999}, "need above limit"),
        ("nutrient.calcium", "recommendations", 3, None, "gap"),
        ("nutrient.iron", "recommendations", 1, {"population": {"age": "[0.2, 4)"}}, "overlap"),
        ("nutrient.zinc", "average_requirements", 0, {"amount": 50}, "average above need"),
    ],
)
def test_damage_is_told(identifier: str, section: str, index: int, change: Mapping[str, Any] | None, expected: str) -> None:
    assert any(fault.startswith(expected) for fault in faults(spoiled(identifier, section, index, change)))


def test_a_regimen_above_its_maximum_is_told() -> None:
    assert list(above_maximum(spoiled("drug.methotrexate", "regimens", 0, {"amount": 300}))) == ["rheumatoid arthritis, start: 300 mg"]
