"""Rows of the reference that an intake may be held against, and whether it fits one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

import re2

from clinlint.facts.dose_purpose import Purpose
from clinlint.facts.dose_statements import Dose
from clinlint.model.interval import INFINITY, Interval
from clinlint.model.population import Population
from clinlint.model.quantity import Form
from clinlint.record import record, replace
from clinlint.reference.authorities import Authority
from clinlint.reference.holdings import per_library
from clinlint.reference.substances import Row, Section, Substance, substance
from clinlint.rules.doses.amounts import amounts_of, days, row_ends, times_a_day

EXACT = Decimal("0.015")
"""How far a figure may be rounded and still be the row's own."""
NEAR = Decimal("0.04")
ADULT = Decimal(19)
_WEEK = 7
_NARROW = Decimal("1.25")
"""Most that the ends of a range may be apart where one of them only is a need."""
_READ = 4000
"""How much of a block is searched for words of children."""
_MENOPAUSE = Interval.at_least(Decimal(51))
OFFICIAL = frozenset(
    {
        "RDA",
        "AI",
        "PRI",
        "RNI",
        "UL",
        "EAR",
        "guidance level",
        "safe level",
        "RNI (rounded)",
        "safe intake",
        "CDRR",
        "safe and adequate",
    }
)


@record
class IntakeRow:
    """A row with its ends in the canonical unit; `period` in days, 0 where it has none."""

    row: Row
    low: Decimal
    high: Decimal
    period: Decimal

    @property
    def official(self) -> bool:
        """Whether it is a reference value for a whole population, not a society's advice or a dose."""
        return self.row.kind in OFFICIAL

    def holds(self, value: Decimal, per_day: Decimal, slack: Decimal) -> bool:
        """Whether an amount (and what it makes a day) is this row's."""
        amount, low, high = (per_day, self.low / self.period, self.high / self.period) if self.period else (value, self.low, self.high)
        return low * (1 - slack) <= amount <= high * (1 + slack)


@record
class Case:
    """A dose against one nutrient: rows that may be meant, by what they are."""

    text: str
    dose: Dose
    entry: Substance
    rows: tuple[IntakeRow, ...]
    strict: bool
    adults_only: bool
    treated: bool

    def of(self, *sections: Section) -> list[IntakeRow]:
        """Rows of some sections."""
        return [row for row in self.rows if row.row.section in sections]


def _grown(group: Population, sentence: str) -> Population:
    """The group with the age that its words imply: women after the menopause, men, `adults up to 50`."""
    if group.condition.startswith("postmeno") and group.age is None:
        return replace(group, age=_MENOPAUSE, sex="female")
    if group.sex != "any" and group.age is None and not (group.pregnancy or group.lactation):
        return replace(group, age=Interval.at_least(ADULT))
    if group.age is not None and group.age.low == 0 and group.age.high > ADULT and "adult" in sentence.lower():
        return replace(group, age=Interval(ADULT, group.age.high, True, False))
    return group


@per_library
def _intake_rows(identifier: str, jurisdictions: frozenset[str]) -> tuple[IntakeRow, ...]:
    """A nutrient's rows that hold somewhere among some jurisdictions, with their ends in its own unit."""
    entry = substance(identifier)
    held = [row for row in entry.rows if not row.jurisdictions or row.jurisdictions & jurisdictions]
    return tuple(IntakeRow(row, *ends, days(row.every) or Decimal(0)) for row in held if (ends := row_ends(entry, row)) is not None)


def case_of(text: str, dose: Dose, entry: Substance, jurisdictions: frozenset[str]) -> Case | None:
    """The rows that a dose may be held against as an intake of this nutrient; None where nothing can be said."""
    sentence = text[dose.sentence[0] : dose.sentence[1]]
    rows = list(_intake_rows(entry.id, jurisdictions))
    stated = [r for r in rows if any(_speaks(a, r.row) for a in dose.authorities)]
    strict = bool(dose.authorities) and any(r.row.section == _section(dose) for r in stated)
    if strict:
        placed = all(not a.rows for a in dose.authorities) and (dose.listed or dose.firm)
        if placed and any(r.official and r.row.section == _section(dose) for r in stated):
            stated = [r for r in stated if r.official]
        rows = [*stated, *(r for r in rows if r.row.section in {"plausible", "superseded"})]
    people = [_grown(p, sentence) for p in dose.people]
    people = [p for p in people if p.age or p.sex != "any" or p.pregnancy or p.lactation]
    if people:
        met = _met(rows, people)
        if strict and not any(r.row.section == _section(dose) for r in met):
            strict, met = False, _met(_intake_rows(entry.id, jurisdictions), people)
        if not any(r.row.section == _section(dose) for r in met):
            return None
        rows = met
    treated = not people or bool(_treated().search(sentence))
    return Case(text, dose, entry, tuple(rows), strict and bool(people), not people, treated) if rows else None


def _met(rows: Iterable[IntakeRow], people: Sequence[Population]) -> list[IntakeRow]:
    """Rows that may be about some groups, and those that are about nobody in particular."""
    return [r for r in rows if r.row.section not in {"need", "limit", "average"} or any(_meets(p, r.row) for p in people)]


def _speaks(authority: Authority, row: Row) -> bool:
    return bool(row.authority) and authority.speaks(row.authority, row.jurisdictions)


def _meets(group: Population, row: Row) -> bool:
    """Whether a row may be about a named group; a named age or sex does not rule out a row that only a society gives for part of it."""
    if group.pregnancy or group.lactation:
        return (group.pregnancy and row.population.pregnancy) or (group.lactation and row.population.lactation)
    if row.population.pregnancy or row.population.lactation:
        return False
    if row.kind not in OFFICIAL and row.population.age and group.age and shared(group.age, row.population.age) < Decimal("0.75"):
        return False
    return group.meets(replace(row.population, pregnancy=False, lactation=False))


def shared(group: Interval, row: Interval) -> Decimal:
    """How much of a group's ages a row covers, from 0 to 1."""
    low, high = max(group.low, row.low), min(group.high, row.high, Decimal(100))
    return max(high - low, Decimal(0)) / (min(group.high, Decimal(100)) - group.low or 1)


def _section(dose: Dose) -> Section:
    return {Purpose.LIMIT: "limit", Purpose.AVERAGE: "average"}.get(dose.purpose, "need")  # type: ignore[return-value]


@cache
def _treated() -> Any:
    """Words that tell of treatment or special need, so that doses for it may be meant."""
    return re2.compile(
        r"(?i)deficien|supplement|treat|inject|prescri|doctor|tablet|capsule|trial|stud(?:y|ies)|therap|risk|anaemi|anemi|obes|malabsorp|pregnan|smok|vegetar|vegan"
    )


def denied_less(text: str, dose: Dose) -> bool:
    """Whether a denial makes a floor of the comparison: `do not take less than 4,000 IU`."""
    before = text[max(dose.sentence[0], dose.quantity.start - 48) : dose.quantity.start]
    return dose.quantity.form is Form.LESS_THAN and _denial().search(before) is not None


def limited_to(text: str, dose: Dose) -> bool:
    """Whether words of limiting stand right before an amount."""
    return _limiting().search(text[max(dose.sentence[0], dose.quantity.start - 80) : dose.quantity.start]) is not None


@cache
def _needed() -> Any:
    """A need right before its amount, which so is no limit: `adults need`."""
    return re2.compile(r"(?i)\b(?:needs?|requires?)(?: (?:to (?:get|take)|about|around|at least|roughly|between))* $")


@cache
def _denial() -> Any:
    return re2.compile(r"(?i)(?:\b(?:not|never|nobody|no one)\b|n't\b)[^,;:]*$")


@cache
def _limiting() -> Any:
    return re2.compile(r"(?i)\b(?:limit|restrict|keep|cut)(?:s|ed|ing|ted)?\b[^.;:]* to $")


def values_of(dose: Dose) -> tuple[Decimal, ...]:
    """The numbers of a dose, as written."""
    return amounts_of(dose.quantity)


def accepted(case: Case, factor: Decimal) -> bool:
    """Whether every number of the dose fits some row."""
    values = [value * factor for value in values_of(case.dose)]
    return (all(_fits(case, value) for value in values) or _spans_need(case, values)) and not floor_at_limit(case, values)


def _spans_need(case: Case, values: Sequence[Decimal]) -> bool:
    """Whether a narrow range begins or ends at a need of the group, as where authorities differ a little: `220 to 250 mcg`."""
    low, high = min(values), max(values)
    per_day = times_a_day(case.dose.rate)
    if case.dose.purpose is not Purpose.NEED or not low < high <= low * _NARROW:
        return False
    return any(_any(case.of("need"), value, value * per_day, NEAR) for value in (low, high))


def _fits(case: Case, value: Decimal) -> bool:
    dose = case.dose
    per_day = value * times_a_day(dose.rate)
    slack = Decimal("0.12") if dose.quantity.approximate else NEAR
    needs, limits = case.of("need", "average"), _limits(case)
    weekly = dose.rate is not None and dose.rate.days >= _WEEK
    wide = [r for r in case.of("plausible", "label") if r.period or dose.rate is None or (r.row.every != "once" and not weekly)]
    if dose.purpose is Purpose.AVERAGE:
        return _any(case.of("average", "need"), value, per_day, slack)
    if dose.purpose is Purpose.NEED:
        return _fits_need(case, value, per_day, slack)
    if dose.purpose is Purpose.LIMIT:
        if dose.rate is not None and dose.rate.days >= 7 and _any(limits, value, value, EXACT):
            return False
        if _any(limits, value, per_day, slack) or _any([] if dose.firm else wide, value, per_day, EXACT):
            return True
        if case.strict or dose.firm:
            return not case.strict and _between(limits, per_day, slack)
        floor = _least(case) or min((r.low for r in limits), default=Decimal(0))
        return floor * Decimal("0.5") <= per_day <= most(case)
    if dose.purpose is Purpose.PORTION:
        return per_day <= most(case) or any(r.low * (1 - EXACT) <= value <= r.high * (1 + EXACT) for r in case.of("plausible"))
    part = Decimal(1) if weekly else Decimal("0.5")
    return _any([*needs, *limits, *wide], value, per_day, slack) or (_least(case) * part <= per_day <= most(case))


def _limits(case: Case) -> list[IntakeRow]:
    """Upper limits; of adults where nobody speaks of children."""
    rows = case.of("limit")
    if not case.adults_only or case.dose.listed or _young().search(case.text[:_READ]):
        return rows
    return [r for r in rows if _is_grown(r)] or rows


def _is_grown(row: IntakeRow) -> bool:
    return row.row.population.age is None or row.row.population.age.high > ADULT


@cache
def _young() -> Any:
    return re2.compile(r"(?i)\b(?:infant|bab(?:y|ies)|child|toddler|kid|teen|boy|girl|adolescen|newborn|month|age)")


def _fits_need(case: Case, value: Decimal, per_day: Decimal, slack: Decimal) -> bool:
    dose = case.dose
    own = case.of("need") if case.strict and dose.firm else case.of("need", "average")
    if _any(own, value, per_day, slack) or (dose.quantity.form.downward and _any(case.of("limit"), value, per_day, EXACT)):
        return True
    if case.strict:
        return False
    wide = [r for r in case.of("plausible", "label") if r.period or (dose.rate is None and r.row.every != "once")]
    if not case.treated:
        wide = [r for r in wide if r.row.section == "label"]
    floor = dose.quantity.form is Form.AT_LEAST or _needed().search(case.text[dose.sentence[0] : dose.quantity.start]) is not None
    if not dose.firm and _any([*wide, *([] if floor else case.of("limit"))], value, per_day, EXACT):
        return True
    return _between(own, per_day, slack)


def _any(rows: Iterable[IntakeRow], value: Decimal, per_day: Decimal, slack: Decimal) -> bool:
    return any(row.holds(value, per_day, slack) for row in rows)


def _between(rows: Sequence[IntakeRow], per_day: Decimal, slack: Decimal) -> bool:
    if not rows:
        return False
    return min(r.low for r in rows) * (1 - slack) <= per_day <= max(r.high for r in rows) * (1 + slack)


def most(case: Case) -> Decimal:
    """The most that any limit or plausible dose allows a day; infinite where there is none."""
    limits = [r.high / r.period for r in case.of("limit") if r.period]
    plausible = [r.high / r.period for r in case.of("plausible") if r.period]
    if not limits and not plausible:
        return INFINITY
    if not limits:
        return max(plausible) * 10
    return max(*limits, *plausible) if plausible else max(limits)


def _least(case: Case) -> Decimal:
    rows = case.of("need", "average")
    if case.adults_only and (not case.dose.listed or (case.dose.here and not _young().search(case.text[:_READ]))):
        rows = [r for r in rows if r.row.population.age is None or r.row.population.age.high > ADULT] or rows
    return min((r.low for r in rows), default=Decimal(0))


def floor_at_limit(case: Case, values: Sequence[Decimal]) -> bool:
    """Whether a ceiling is given as a floor: `at least 2,500 mg`, `do not take less than 2,500 mg`, `limit it to 2,500 mg or more`."""
    dose = case.dose
    if dose.purpose is Purpose.LIMIT and not (dose.quantity.form.upward and limited_to(case.text, dose)):
        return False
    if dose.purpose not in {Purpose.NEED, Purpose.OPEN, Purpose.LIMIT} or not (
        dose.quantity.form is Form.AT_LEAST or denied_less(case.text, dose)
    ):
        return False
    needs = [r for r in case.of("need") if dose.purpose is Purpose.NEED or (r.official and _is_grown(r))]
    tops = [r.high for r in needs]
    top = (max if dose.purpose is Purpose.NEED else min)(tops, default=INFINITY)
    per_day = values[0] * times_a_day(dose.rate)
    if dose.purpose is Purpose.OPEN and _any(needs, values[0], per_day, NEAR):
        return False
    limits = case.of("limit") if dose.purpose is Purpose.NEED else _limits(case)
    return per_day > top * Decimal("1.3") and _any(limits, values[0], per_day, EXACT)
