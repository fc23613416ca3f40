"""Judges a dose of a drug against its regimens and maxima: too much, wrong unit, slip of the decimal point, wrong frequency."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Any

import re2

from clinlint.facts.dose_statements import Dose
from clinlint.model.finding import Severity
from clinlint.model.quantity import Form
from clinlint.record import replace
from clinlint.reference.periods import period_words
from clinlint.reference.substances import Substance
from clinlint.rules.doses.amounts import amounts_of, days, factors, row_ends, shown, times_a_day
from clinlint.rules.doses.downward import runs_down, turned, turned_words
from clinlint.rules.doses.drug_slips import Case, above, explain, made
from clinlint.rules.doses.drug_words import counted, is_container, on_the_skin
from clinlint.rules.doses.intakes import denied_less
from clinlint.rules.doses.regimens import SLACK, Regimen, fits, regimens_for
from clinlint.rules.doses.verdict import Change, Verdict

_ABOVE = Decimal("1.3")
"""How far the largest dose must lie above the smallest so that a floor at it is a slip."""


def verdict(text: str, dose: Dose, entry: Substance, around: str) -> Verdict | None:
    """What is wrong with a dose of this drug; None where some regimen or maximum fits, or nothing can be said.

    `around` is what stands above the text: its headings and the article's title.
    """
    quantity = dose.quantity
    if quantity.unit is None:
        return None
    possible = factors(entry, quantity.unit)
    sentence = text[dose.sentence[0] : dose.sentence[1]]
    if on_the_skin().search(sentence) or is_container(text, quantity.core_end, sentence, rated=dose.rate is not None):
        return None
    if not possible:
        return _foreign_unit(text, dose, entry)
    if _step().search(text[max(dose.sentence[0], quantity.start - 24) : quantity.start] + "|" + text[quantity.core_end :][:16]):
        return None
    rows = regimens_for(entry, _clause(text, dose), f"{text[:4000]} {around}")
    if not any(r.row.section == "regimen" for r in rows):
        return None
    ceiling = _ceiling_as_floor(text, dose, rows, possible)
    if ceiling is not None:
        case = Case(text, dose, entry, rows, possible[0])
        limit = f"{shown(ceiling.row.high)} {ceiling.row.unit} {period_words(ceiling.row.every)}"
        written = text[quantity.core_start : quantity.core_end].rstrip(".")
        return made(
            case, "comparator", [ceiling], f"{written} of {entry.name} is a ceiling, not a floor: the largest dose is {limit}.", None
        )
    pieces = counted(text, quantity)
    total = text[max(0, quantity.start - 1) : quantity.start] == "(" and any(
        fits([value * f for value in amounts_of(quantity)], dose, rows) for f in possible
    )
    if pieces is not None and not total and pieces > 1 and dose.rate is not None:
        whole = replace(dose, quantity=replace(quantity, numbers=tuple(replace(n, value=n.value * pieces) for n in quantity.numbers)))
        single = [f for f in possible if fits([value * f for value in amounts_of(quantity)], replace(dose, rate=None), rows)]
        if any(fits([value * f for value in amounts_of(whole.quantity)], whole, rows) for f in possible):
            return None
        if single:
            return above(Case(text, whole, entry, rows, single[-1]))
    if any(fits([value * each for value in amounts_of(quantity)], dose, rows) for each in possible):
        return _inverted(Case(text, dose, entry, rows, possible[0]))
    return explain(Case(text, dose, entry, rows, possible[0]))


def _ceiling_as_floor(text: str, dose: Dose, rows: Sequence[Regimen], possible: Sequence[Decimal]) -> Regimen | None:
    """The largest daily dose that is given as the least to take."""
    if not (dose.quantity.form is Form.AT_LEAST or denied_less(text, dose)) or not dose.near:
        return None
    usual = [r.low for r in rows if r.row.section == "regimen"]
    daily = [value * each * times_a_day(dose.rate) for value in amounts_of(dose.quantity) for each in possible]
    tops = [r for r in rows if r.row.section == "maximum" and r.period == 1 and r.high > min(usual) * _ABOVE]
    return next((r for r in tops if any(abs(value - r.high) <= r.high * SLACK for value in daily)), None)


def _inverted(case: Case) -> Verdict | None:
    """A range whose first number is the larger: `400-200 mg`; courses that begin high are told with how they go on."""
    dose = case.dose
    if not runs_down(case.text, dose) or dose.rate is None or _then().search(case.text[dose.quantity.end : dose.sentence[1]]):
        return None
    message, expected = turned_words(case.text, dose.quantity, case.entry.name)
    verdict = made(case, "inverted", case.rows, message, turned(case.text, dose.quantity))
    return replace(verdict, expected=expected, severity=Severity.WARNING)


@cache
def _step() -> Any:
    """Words before an amount by which a dose is changed: `escalate by 5 mg`, `steps of 25 mg`."""
    return re2.compile(
        r"(?i)\b(?:by|(?:steps?|increments?|increases|reductions?|decrements?|changes?)(?: of| \()|(?:increase|reduction|step) of)(?: (?:about|around|a further|another|up to))? ?\|"
        r"|\|[ -]?(?:dose )?(?:steps?|increments?|increases|decrements?|reductions)\b"
    )


@cache
def _then() -> Any:
    """Words of a dose that changes in time."""
    return re2.compile(r"(?i)\b(?:then|until|over (?:the|a|\d|several|some|weeks|months)|depending|as the|when|once (?:you|the))\b")


def _clause(text: str, dose: Dose) -> str:
    """The part of the sentence between semicolons that holds the dose."""
    start = text.rfind(";", dose.sentence[0], dose.quantity.start) + 1 or dose.sentence[0]
    end = text.find(";", dose.quantity.end, dose.sentence[1])
    return text[start : end if end >= 0 else dose.sentence[1]]


def _foreign_unit(text: str, dose: Dose, entry: Substance) -> Verdict | None:
    """A unit of mass for a drug that is given in units."""
    unit = dose.quantity.unit
    regimens = [
        r for row in entry.of("regimen") if (ends := row_ends(entry, row)) for r in [Regimen(row, *ends, days(row.every) or Decimal(0))]
    ]
    if entry.unit != "units" or unit is None or unit.code not in {"mg", "ug", "g"} or not dose.near or not regimens:
        return None
    message = f"{entry.name.capitalize()} is given in {unit.name}; it is measured in units."
    return made(Case(text, dose, entry, regimens, Decimal(1)), "unit", regimens, message, Change(*dose.quantity.unit_at, "units"))
