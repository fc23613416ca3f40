"""How a dose of a drug that fits no regimen may have slipped, nearest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

import re2

from clinlint.facts.dose_purpose import Purpose
from clinlint.facts.dose_statements import Dose
from clinlint.facts.units import by_code
from clinlint.model.finding import Confidence, Evidence, Severity, Trust
from clinlint.record import record
from clinlint.reference.periods import period_words
from clinlint.reference.substances import Row, Substance
from clinlint.rules.doses.amounts import amounts_of, factors, row_ends, shown, times_a_day
from clinlint.rules.doses.downward import for_days
from clinlint.rules.doses.drug_words import loading
from clinlint.rules.doses.intake_slips import compared
from clinlint.rules.doses.regimens import SLACK, TOO_LITTLE, TOO_SELDOM, Regimen, is_ceiling, largest, most_a_day
from clinlint.rules.doses.verdict import Change, Verdict, rate_words

_OTHER_UNITS = ("mg", "ug", "g", "[IU]")
_POWERS = (10, Decimal("0.1"), 100, Decimal("0.01"), 1000, Decimal("0.001"))
_FAR = 8
"""How far above every seen regimen an amount must lie where no maximum was seen."""
_UNSURE = Decimal("2.5")
"""How far above the largest regimen a dose must lie where no maximum is known."""
_RAISED = frozenset({"glucocorticoid"})
"""Classes whose doses are raised above the usual in crises."""
_HALF_MORE = Decimal("1.5")
_OFTEN = {"P1D": "daily", "P7D": "once a week", "P1M": "once a month", "P1Y": "once a year"}
_WEEKLY_TOO = frozenset({"antibiotic", "iron", "supplement", "hormone", "electrolyte", "glucocorticoid"})
"""Classes whose drugs are at times given weekly for uses that the reference does not hold."""


@record
class Case:
    """A dose of a drug that fits no regimen: the block's text, the regimens and maxima that may be meant, the factor of its unit."""

    text: str
    dose: Dose
    entry: Substance
    rows: Sequence[Regimen]
    factor: Decimal


def explain(case: Case) -> Verdict | None:
    """The slip that turns the dose into one that fits, nearest first; else that it is above the largest dose."""
    short = case.dose.rate_at[0] >= 0 and for_days().search(case.text[case.dose.rate_at[1] : case.dose.sentence[1]]) is not None
    if case.entry.drug_class in _RAISED and (short or _is_raised(case) or _pulse().search(case.text[slice(*case.dose.sentence)])):
        return None
    found = [v for finder in (_lost_dash, _frequency, _other_unit, _decimal) if (v := finder(case)) is not None]
    return next((v for v in found if v.severity is not Severity.INFO), None) or next(iter(found), None) or above(case)


@cache
def _pulse() -> Any:
    """Words of a few very large doses."""
    return re2.compile(r"(?i)\bpuls(?:e|ed|es)\b|\bfor (?:\d|two|three|four|five) days\b")


def _is_raised(case: Case) -> bool:
    """Whether a daily dose lies no more than half above the largest."""
    daily = max(amounts_of(case.dose.quantity)) * case.factor * times_a_day(case.dose.rate)
    most = most_a_day(case.rows, Decimal(1))
    return most < daily <= most * _HALF_MORE


def _holding(rows: Iterable[Regimen], value: Decimal, dose: Dose) -> list[Regimen]:
    """Regimens that hold an amount at the text's frequency; without one, at any."""
    found = []
    for row in rows:
        kind = "maximum" if is_ceiling(dose) else "regimen"
        if row.row.section not in {kind, "regimen"} or not row.low * (1 - SLACK) <= value <= row.high * (1 + SLACK):
            continue
        if dose.rivals and row.low != row.high:
            continue
        if dose.rate is not None and row.period:
            interval = Decimal(1) / times_a_day(dose.rate)
            if not row.period * Decimal("0.45") <= interval <= row.period * Decimal("2.2"):
                continue
        found.append(row)
    return found


def _lost_dash(case: Case) -> Verdict | None:
    dose, entry, rows, factor = case.dose, case.entry, case.rows, case.factor
    quantity = dose.quantity
    number = quantity.numbers[0]
    digits = case.text[number.digits : number.end]
    if len(quantity.numbers) != 1 or not digits.isdigit() or not 3 <= len(digits) <= 8:
        return None
    for cut in range(1, len(digits)):
        head, tail = digits[:cut], digits[cut:]
        if tail.startswith("0") or not Decimal(head) < Decimal(tail) <= Decimal(head) * 5:
            continue
        low, high = Decimal(head) * factor, Decimal(tail) * factor
        held = [r for r in rows if r.low * (1 - SLACK) <= low and high <= r.high * (1 + SLACK) and r.row.section == "regimen"]
        ends = held or [r for r in rows if r.row.section == "regimen" and r.low <= low <= r.high]
        if (held or (ends and any(r.low <= high <= r.high for r in rows))) and len(digits) >= 4:
            unit = quantity.unit.name if quantity.unit else ""
            message = f"{digits} {unit} of {entry.name} looks like {shown(Decimal(head))}-{shown(Decimal(tail))} {unit} with its dash lost."
            return made(case, "lost-dash", ends, message, Change(number.digits, number.end, f"{head}-{tail}"))
    return None


def _frequency(case: Case) -> Verdict | None:
    """The amount is a regimen's, but for another interval: alendronate 70 mg daily."""
    dose, entry, rows, factor = case.dose, case.entry, case.rows, case.factor
    if dose.rate is None:
        return None
    values = [value * factor for value in amounts_of(dose.quantity)]
    interval = Decimal(1) / times_a_day(dose.rate)
    found = [
        r
        for r in rows
        if (r.row.section == "regimen" or is_ceiling(dose))
        and r.period
        and r.low * (1 - SLACK) <= min(values)
        and max(values) <= r.high * (1 + SLACK)
        and not (r.period / TOO_SELDOM < interval < r.period * TOO_SELDOM)
    ]
    regimens = [r for r in rows if r.row.section == "regimen"]
    if not found and interval <= 2 and all(r.period >= 5 or not r.period for r in regimens):
        found = [r for r in regimens if r.period]
    if not found or (interval > found[0].period and entry.drug_class in _WEEKLY_TOO):
        return None
    often = _OFTEN.get(found[0].row.every) or period_words(found[0].row.every)
    message = f"{entry.name.capitalize()} {_amount(case)} is given {often}, not {rate_words(dose.rate)} ({found[0].row.context})."
    return made(case, "frequency", found, message, None)


def _other_unit(case: Case) -> Verdict | None:
    dose, entry, rows, factor = case.dose, case.entry, case.rows, case.factor
    if dose.quantity.unit is None:
        return None
    for code in _OTHER_UNITS:
        unit = by_code(code)
        if unit is None or unit.code == dose.quantity.unit.code:
            continue
        for other in factors(entry, unit):
            held = _all_held(rows, [value * other for value in amounts_of(dose.quantity)], dose)
            if held and not factor / 50 < other < factor * 50:
                message = f"{_amount(case)} of {entry.name} has the wrong unit: {_usual(entry, held)}."
                return made(case, "unit", held, message, Change(*dose.quantity.unit_at, unit.name))
    return None


def _decimal(case: Case) -> Verdict | None:
    dose, entry, rows, factor = case.dose, case.entry, case.rows, case.factor
    numbers = dose.quantity.numbers
    for power in _POWERS:
        held = _all_held(rows, [value * factor * power for value in amounts_of(dose.quantity)], dose)
        if held:
            message = f"{_amount(case)} of {entry.name} looks like a slip of the decimal point: {_usual(entry, held)}."
            change = Change(numbers[0].digits, numbers[0].end, shown(numbers[0].value * power)) if len(numbers) == 1 else None
            return made(case, "decimal", held, message, change)
    return _one_end(case) if len(numbers) == 2 else None


def _one_end(case: Case) -> Verdict | None:
    """A range of which one end only has slipped: `0.75 to 25 mg`."""
    dose, entry, rows, factor = case.dose, case.entry, case.rows, case.factor
    numbers = dose.quantity.numbers
    for slipped, other in (numbers, numbers[::-1]):
        if not _holding(rows, other.value * factor, dose):
            continue
        for power in _POWERS:
            held = _holding(rows, slipped.value * factor * power, dose)
            if held and (slipped.value * power < other.value) == (slipped is numbers[0]):
                message = f"{_amount(case)} of {entry.name} looks like a slip of the decimal point: {_usual(entry, held)}."
                return made(case, "decimal", held, message, Change(slipped.digits, slipped.end, shown(slipped.value * power)))
    return None


def _all_held(rows: Sequence[Regimen], values: Sequence[Decimal], dose: Dose) -> list[Regimen]:
    found: list[Regimen] = []
    for value in values:
        held = _holding(rows, value, dose)
        if not held:
            return []
        found = found or held
    return found


def above(case: Case) -> Verdict | None:
    """Above the largest dose that anybody gives; a loading dose in words is let pass."""
    dose, entry, rows, factor = case.dose, case.entry, case.rows, case.factor
    values = [value * factor for value in amounts_of(dose.quantity)]
    daily = max(values) * times_a_day(dose.rate)
    most = max(most_a_day(rows, Decimal(1) / times_a_day(dose.rate)), largest(rows) if dose.rate is None else Decimal(0))
    if not any(r.row.section == "maximum" for r in rows):
        most *= _UNSURE
    if daily <= most * (1 + SLACK) or (loading().search(case.text[slice(*dose.sentence)]) and daily <= most * 3):
        return None
    top = [r for r in rows if r.row.section == "maximum"] or list(rows)
    best = max(top, key=lambda r: r.high / r.period if r.period else r.high)
    limit = f"{shown(best.row.high)} {best.row.unit} {period_words(best.row.every)}"
    message = f"{_amount(case)} of {entry.name} {rate_words(dose.rate)} is above the largest dose, {limit}{_context(best.row)}.".replace(
        "  ", " "
    )
    return made(case, "limit", [best], message, None)


def _amount(case: Case) -> str:
    dose = case.dose
    return case.text[dose.quantity.core_start : dose.quantity.core_end].rstrip(".")


def _context(row: Row) -> str:
    return f" ({row.context})" if row.context else ""


def _usual(entry: Substance, rows: Sequence[Regimen]) -> str:
    best = _best(entry, rows)
    amount = shown(best.row.low) if best.row.low == best.row.high else f"{shown(best.row.low)}-{shown(best.row.high)}"
    return f"the usual dose is {amount} {best.row.unit} {period_words(best.row.every)}{_context(best.row)}"


def _best(entry: Substance, rows: Sequence[Regimen]) -> Regimen:
    rank = {Trust.PRIMARY: 0, Trust.SECONDARY: 1, Trust.UNVERIFIED: 2}
    return min(rows, key=lambda r: rank[entry.evidence(r.row).trust])


def made(case: Case, slip: str, rows: Sequence[Regimen], message: str, change: Change | None) -> Verdict:
    """The verdict on a dose by the regimens that it was to be."""
    dose, entry = case.dose, case.entry
    best = _best(entry, rows)
    quantity = dose.quantity
    start, end = quantity.core_start, quantity.core_end - case.text[quantity.core_end - 1 : quantity.core_end].count(".")
    if slip == "frequency" and dose.rate_at[0] >= 0:
        start, end = min(start, dose.rate_at[0]), max(end, dose.rate_at[1])
    elif slip == "comparator":
        start, end = compared(dose, start, end)
    amount = shown(best.row.low) if best.row.low == best.row.high else f"{shown(best.row.low)}-{shown(best.row.high)}"
    seen = None if entry.verified(best.row) else _contradicting(dose, entry)
    shown_rows = (*([seen] if seen else []), best.row, *(r.row for r in rows))
    alone = dose.others == 0 and (dose.here or dose.firm)
    sure = (dose.near or (alone and dose.purpose is Purpose.LIMIT)) and dose.purpose is not Purpose.LABEL
    evidence: tuple[Evidence, ...] = tuple(dict.fromkeys(entry.evidence(row) for row in shown_rows))[:3]
    return Verdict(
        dose,
        slip,
        start,
        end,
        message,
        case.text[start:end],
        f"{amount} {best.row.unit} {period_words(best.row.every)}",
        evidence,
        Severity.ERROR if entry.verified(best.row) or seen is not None else Severity.INFO,
        Confidence.HIGH if sure or slip == "lost-dash" else Confidence.MEDIUM,
        change,
    )


def _contradicting(dose: Dose, entry: Substance) -> Row | None:
    """A seen figure that alone rules the dose out: a maximum far below it, or a regimen where all seen ones are far above it."""
    if dose.quantity.unit is None:
        return None
    factor = next(iter(factors(entry, dose.quantity.unit)), None)
    seen = [(row, ends) for row in entry.of("regimen", "maximum") if entry.verified(row) and (ends := row_ends(entry, row))]
    if factor is None or not seen:
        return None
    value = max(amounts_of(dose.quantity)) * factor
    top = max(seen, key=lambda s: s[1][1])
    if value > top[1][1] * (1 + SLACK) and (any(row.section == "maximum" for row, _ in seen) or value > top[1][1] * _FAR):
        return top[0]
    regimens = [s for s in seen if s[0].section == "regimen"]
    low = min(regimens, key=lambda s: s[1][0], default=None)
    return low[0] if low is not None and value < low[1][0] / TOO_LITTLE else None
