"""Regimens and maxima of a drug that a text may mean, and whether an amount fits one of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

import re2

from clinlint.facts.dose_purpose import Purpose
from clinlint.facts.dose_statements import Dose
from clinlint.facts.dose_words import injected
from clinlint.record import record, replace
from clinlint.reference.substances import Row, Substance, spaced_names
from clinlint.rules.doses.amounts import days, row_ends, times_a_day
from clinlint.rules.doses.drug_words import cancer, counter, oncology, swallowed

TOO_SELDOM = 4
TOO_LITTLE = Decimal("2.5")
TOO_MUCH = 5
"""How far above every regimen of about its interval a weekly or rarer dose must lie to be none."""
SLACK = Decimal("0.05")
_SPACED = 5
"""Days from which a drug's interval is one of its own, weekly or longer."""
_BODIES: Mapping[str, tuple[Decimal, Decimal]] = {"kg": (Decimal(10), Decimal(150)), "m2": (Decimal("0.4"), Decimal(3))}
"""Smallest and largest body, by weight and by surface."""
_PLAIN = frozenset(
    [
        "adults",
        "against",
        "alternative",
        "another",
        "between",
        "children",
        "chronic",
        "delayed",
        "disease",
        "dosage",
        "elderly",
        "elemental",
        "extended",
        "highest",
        "hospital",
        "immediate",
        "initial",
        "injection",
        "injections",
        "intramuscular",
        "intravenous",
        "loading",
        "maintenance",
        "maximum",
        "monthly",
        "outpatients",
        "patients",
        "people",
        "prevention",
        "release",
        "severe",
        "specialist",
        "standard",
        "starting",
        "subcutaneous",
        "supervised",
        "tablets",
        "treatment",
        "usually",
        "weekly",
        "weight",
        "without",
    ]
)


@record
class Regimen:
    """A regimen or maximum in the canonical unit; `period` in days, 0 where it has none.

    `apart`: it is for cancer, of which the text does not speak, so that only the very dose at its interval is meant.
    """

    row: Row
    low: Decimal
    high: Decimal
    period: Decimal
    apart: bool = False


def regimens_for(entry: Substance, sentence: str, around: str) -> list[Regimen]:
    """Regimens and maxima that the text may mean.

    Daily ones of a weekly drug count only where the text speaks of cancer; of a named condition, only those for it.
    """
    of_cancer = bool(cancer().search(around))
    by_body = not any(row_ends(entry, row) for row in entry.of("maximum"))
    spaced_drug = entry.names[0].lower() in spaced_names()
    seldom = any((days(row.every) or Decimal(0)) >= _SPACED and not cancer().search(row.context) for row in entry.of("regimen"))
    rows: list[Regimen] = []
    for row in entry.of("regimen", "maximum"):
        ends = row_ends(entry, row) or (_by_body(entry, row) if by_body else None)
        if ends is None:
            continue
        daily = (days(row.every) or Decimal(0)) <= 2
        if daily and spaced_drug and not of_cancer and oncology().search(row.context):
            continue
        if daily and seldom and not of_cancer and cancer().search(row.context):
            continue
        spaced = any(word in row.pattern for word in ("each week", "times a week")) and (days(row.every) or 0) <= 2
        if spaced and not any(word in sentence for word in ("week", "month")):
            continue
        apart = seldom and not of_cancer and bool(oncology().search(row.context))
        rows.append(Regimen(row, *ends, days(row.every) or Decimal(0), apart))
    if all(r.apart for r in rows if r.row.section == "regimen"):
        rows = [replace(r, apart=False) for r in rows]
    rows = _of_route(rows, sentence)
    if counter().search(sentence):
        rows = _over_the_counter(rows)
    named = _conditions(rows, sentence.lower()) - frozenset(word for name in entry.names for word in name.lower().split())
    if not named:
        return rows
    chosen = [r for r in rows if r.row.section == "maximum" or named & _words(r.row)]
    return [r for r in chosen if r.row.section == "regimen" or not _words(r.row) or named & _words(r.row)]


def _by_body(entry: Substance, row: Row) -> tuple[Decimal, Decimal] | None:
    """What a dose by weight may come to, for the smallest and the heaviest person, so that nothing within is called too much."""
    unit, _, body = row.unit.partition("/")
    factor = entry.units.get(unit)
    people = _BODIES.get(body)
    return (row.low * factor * people[0], row.high * factor * people[1]) if factor and people and not row.undetermined else None


def _of_route(rows: list[Regimen], sentence: str) -> list[Regimen]:
    """Regimens of the route that the sentence names, where the drug has one by it."""
    if injected().search(sentence) and swallowed().search(sentence):
        return rows
    for named, routes in ((injected(), ("subcutaneous", "intravenous", "intramuscular")), (swallowed(), ("oral",))):
        if named.search(sentence):
            chosen = [r for r in rows if r.row.section == "maximum" or any(route in r.row.route for route in routes)]
            if any(r.row.section == "regimen" for r in chosen) and len({r.row.route for r in rows if r.row.section == "regimen"}) > 1:
                top = max(r.high for r in chosen if r.row.section == "regimen")
                return [r for r in chosen if r.row.section == "regimen" or (r.period or 1) >= 2 or r.high <= top * 4]
    return rows


def _over_the_counter(rows: list[Regimen]) -> list[Regimen]:
    """What may be taken without a prescription, where the reference says so."""
    maxima = [
        r for r in rows if r.row.section == "maximum" and r.period == 1 and ("OTC" in r.row.context or "over the counter" in r.row.context)
    ]
    if not maxima:
        return rows
    most = max(r.high for r in maxima) * (1 + SLACK)
    return [*(r for r in rows if r.row.section == "regimen" and r.period and r.low / r.period <= most), *maxima]


def _words(row: Row) -> frozenset[str]:
    """The words of what a row is for that name a condition or a setting."""
    return frozenset(w for w in re.split(r"[^a-z]+", row.context.lower()) if len(w) > 6 and w not in _PLAIN)


def _conditions(rows: Sequence[Regimen], sentence: str) -> frozenset[str]:
    """Words of the sentence that are what some regimen is for."""
    return frozenset(word for r in rows if r.row.section == "regimen" for word in _words(r.row) if word in sentence)


def fits(values: Sequence[Decimal], dose: Dose, rows: Sequence[Regimen]) -> bool:
    """Whether amount and frequency fit: within a regimen of this frequency, or below the most for its period and not absurdly small."""
    high, low = max(values), min(values)
    regimens = [r for r in rows if r.row.section == "regimen"]
    if dose.purpose is Purpose.PORTION:
        return high <= max(r.high for r in rows if r in regimens or not r.period) * (1 + SLACK)
    if is_ceiling(dose) and _below_every_maximum(low * times_a_day(dose.rate), rows):
        return False
    if dose.rate is None:
        return low >= min(r.low for r in regimens) / TOO_LITTLE and high <= largest(rows) * (1 + SLACK)
    interval = Decimal(1) / times_a_day(dose.rate)
    if _of_another_interval(low, high, interval, regimens, dose):
        return False
    if any(_is_regimen(low, high, interval, row) for row in regimens):
        return True
    rows, regimens = [r for r in rows if not r.apart], [r for r in regimens if not r.apart]
    if _too_seldom(interval, regimens, dose) or (interval <= 2 and all(r.period >= 5 or not r.period for r in regimens)):
        return False
    daily = high * times_a_day(dose.rate)
    least = min((r.low / r.period for r in regimens if r.period), default=Decimal(0))
    if low * times_a_day(dose.rate) < least / TOO_LITTLE:
        return False
    alike = [r for r in regimens if r.period and r.period * Decimal("0.45") <= interval <= r.period * Decimal("2.2")]
    if interval >= _SPACED and alike and low < min(r.low for r in alike) / TOO_LITTLE:
        return False
    if interval >= _SPACED and alike and high > max(r.high for r in alike) * TOO_MUCH:
        return False
    spaced = [r for r in rows if r.period > 2 or not r.period]
    if interval >= 5 and spaced and (high > max(r.high for r in spaced) * (1 + SLACK) or low < min(r.low for r in spaced) / TOO_LITTLE):
        return False
    return daily <= most_a_day(rows, interval) * (1 + SLACK)


def _is_regimen(low: Decimal, high: Decimal, interval: Decimal, row: Regimen) -> bool:
    """Whether an amount at an interval of days is this regimen; one with a pattern of its own may be more frequent at first."""
    if not (row.low * (1 - SLACK) <= low and high <= row.high * (1 + SLACK)):
        return False
    if not row.period:
        return interval <= 1
    if row.row.pattern and row.period / 5 <= interval <= row.period * TOO_SELDOM:
        return True
    return row.period * Decimal("0.6") <= interval <= row.period * Decimal("1.7")


def _of_another_interval(low: Decimal, high: Decimal, interval: Decimal, regimens: Sequence[Regimen], dose: Dose) -> bool:
    """Whether an amount is the very one that is given weekly or less often, and the text has it several times as often or as seldom."""
    if not dose.near or dose.purpose not in {Purpose.OPEN, Purpose.NEED}:
        return False
    own = [r for r in regimens if r.period and r.low == r.high and low == high and abs(low - r.low) <= r.low * SLACK]
    if any(_timed().search(r.row.pattern) for r in own):
        return False
    return bool(own) and all(r.period >= _SPACED and not (r.period / TOO_SELDOM < interval < r.period * TOO_SELDOM) for r in own)


@cache
def _timed() -> Any:
    """A pattern of taking that has other intervals too: `weekly for four weeks, then monthly`."""
    return re2.compile(r"week|day|month|then|load|first|start")


def _too_seldom(interval: Decimal, regimens: Sequence[Regimen], dose: Dose) -> bool:
    """Whether a drug that everybody takes daily is given weekly or less often."""
    if dose.purpose not in {Purpose.OPEN, Purpose.NEED} or not dose.near or interval < 3:
        return False
    return all(r.period and r.period <= 2 and not r.row.pattern for r in regimens)


def is_ceiling(dose: Dose) -> bool:
    """Whether the text gives the most that may be taken: in words, or `up to` an amount a day."""
    return dose.purpose is Purpose.LIMIT or (dose.quantity.form.downward and dose.rate is not None and dose.rate.days == 1)


def _below_every_maximum(daily: Decimal, rows: Sequence[Regimen]) -> bool:
    """Whether a largest dose is told that is far below what anybody gives as the largest."""
    maxima = [r.high / r.period for r in rows if r.row.section == "maximum" and r.period]
    return bool(maxima) and daily < min(maxima) * Decimal("0.45")


def largest(rows: Sequence[Regimen]) -> Decimal:
    """The largest amount that any regimen or maximum names."""
    return max(r.high for r in rows)


def most_a_day(rows: Sequence[Regimen], period: Decimal) -> Decimal:
    """The most a day, by regimens and maxima of about this period; of any period where there is none."""
    mine = [r for r in rows if r.period and (r.period <= 2) == (period <= 2)]
    sums = [r.high / r.period for r in (mine or [r for r in rows if r.period])]
    portions = [r.high for r in rows if not r.period]
    return max(sums) if sums else max(portions, default=Decimal(0)) * 4
