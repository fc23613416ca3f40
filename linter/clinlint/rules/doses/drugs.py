"""Judges a dose of a drug against its regimens and maxima: too much, wrong unit, slip of the decimal point, wrong frequency."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

import re2

from clinlint.facts.dose_purpose import Purpose
from clinlint.facts.doses import Dose
from clinlint.facts.units import by_code
from clinlint.model.finding import Confidence, Evidence, Severity, Trust
from clinlint.model.quantity import Unit
from clinlint.record import record
from clinlint.reference.substances import Row, Substance
from clinlint.rules.doses.amounts import days, factors, row_ends, shown, times_a_day
from clinlint.rules.doses.verdict import Change, Verdict, period_words, rate_words

SLACK = Decimal("0.05")
_CANCER = r"(?i)cancer|leuk|lymphom|myelom|oncolog|tumou?r|carcinom|sarcom|chemotherap|mycosis fungoides|metasta|malignan"
_ONCOLOGY = r"(?i)oncolog|leuk|lymphom|myelom|tumou?r|carcinom|sarcom|mycosis fungoides|metasta|malignan"
_COUNTER = r"(?i)without (?:a |any |seeing a |your )?(?:doctor|prescription)|over[- ]the[- ]counter|\bOTC\b|can buy|self-care|self-treat"
_LOADING = r"(?i)\bload|first (?:day|dose|week|month)|initial|on day (?:one|1)|start(?:ing)? (?:dose|with)|to begin|single|one-time|bolus|infusion|intraven|\bIV\b|inject"
_OTHER_UNITS = ("mg", "ug", "g", "[IU]")
_POWERS = (10, Decimal("0.1"), 100, Decimal("0.01"), 1000, Decimal("0.001"))
_TOO_SELDOM = 4
_PLAIN = frozenset(
    "alternative maintenance treatment patients adults children usually initial starting severe supervised specialist hospital outpatients"
    " maximum release extended delayed immediate standard without weekly monthly subcutaneous intravenous intramuscular highest loading"
    " elderly people against another between prevention disease chronic weight dosage tablets injection injections".split()
)


@record
class _Row:
    """A regimen or maximum in the canonical unit; `period` in days, 0 where it has none."""

    row: Row
    low: Decimal
    high: Decimal
    period: Decimal

    @property
    def divided(self) -> bool:
        """Whether the amount may be a day's sum that is taken in parts."""
        return self.period == 1


def verdict(text: str, dose: Dose, entry: Substance, around: str) -> Verdict | None:
    """What is wrong with a dose of this drug; None where some regimen or maximum fits, or nothing can be said.

    `around` is what stands above the text: its headings and the article's title.
    """
    quantity = dose.quantity
    if quantity.unit is None:
        return None
    possible = factors(entry, quantity.unit)
    sentence = text[dose.sentence[0] : dose.sentence[1]]
    if not possible or _on_the_skin().search(sentence):
        return None
    factor = possible[0]
    rows = _rows(entry, sentence, f"{text[:4000]} {around}")
    if not any(r.row.section == "regimen" for r in rows):
        return None
    if any(_fits([n.value * each for n in quantity.numbers], dose, rows) for each in possible):
        return None
    return _explain(text, dose, entry, rows, factor, sentence)


def _rows(entry: Substance, sentence: str, around: str) -> list[_Row]:
    """Regimens and maxima that the text may mean: those for cancer only where it speaks of cancer, those of a named condition only."""
    cancer = bool(_cancer().search(around))
    rows: list[_Row] = []
    for row in entry.of("regimen", "maximum"):
        ends = row_ends(entry, row)
        if ends is None or (not cancer and _oncology().search(row.context)):
            continue
        spaced = any(word in row.pattern for word in ("week", "month")) and (days(row.every) or 0) <= 1
        if spaced and not any(word in sentence for word in ("week", "month")):
            continue
        rows.append(_Row(row, *ends, days(row.every) or Decimal(0)))
    if _counter().search(sentence):
        rows = _over_the_counter(rows)
    named = _conditions(rows, sentence.lower()) - frozenset(word for name in entry.names for word in name.lower().split())
    if not named:
        return rows
    chosen = [r for r in rows if r.row.section == "maximum" or named & _words(r.row)]
    return [r for r in chosen if r.row.section == "regimen" or not _words(r.row) or named & _words(r.row)]


def _over_the_counter(rows: list[_Row]) -> list[_Row]:
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


def _conditions(rows: Sequence[_Row], sentence: str) -> frozenset[str]:
    """Words of the sentence that are what some regimen is for."""
    return frozenset(word for r in rows if r.row.section == "regimen" for word in _words(r.row) if word in sentence)


def _fits(values: Sequence[Decimal], dose: Dose, rows: Sequence[_Row]) -> bool:
    """Whether amount and frequency fit: within a regimen of this frequency, or below the most for its period and not absurdly small."""
    high, low = max(values), min(values)
    regimens = [r for r in rows if r.row.section == "regimen"]
    if dose.purpose is Purpose.PORTION:
        return high <= max(r.high for r in rows if r in regimens or not r.period) * (1 + SLACK)
    if dose.rate is None:
        return low >= min(r.low for r in regimens) / 3 and high <= _largest(rows) * (1 + SLACK)
    interval = Decimal(1) / times_a_day(dose.rate)
    for row in regimens:
        within = row.low * (1 - SLACK) <= low and high <= row.high * (1 + SLACK)
        if (
            within
            and row.period
            and (row.period * Decimal("0.6") <= interval <= row.period * Decimal("1.7") or (row.row.pattern and row.period / 5 <= interval))
        ):
            return True
        if within and not row.period and dose.rate.days <= 1:
            return True
    daily = high * times_a_day(dose.rate)
    least = min((r.low / r.period for r in regimens if r.period), default=Decimal(0))
    if daily < least / _TOO_SELDOM:
        return False
    if interval >= 5 and high > max((r.high for r in rows if r.period > 2 or not r.period), default=_largest(rows)) * (1 + SLACK):
        return False
    return daily <= _most_a_day(rows, interval) * (1 + SLACK)


def _largest(rows: Sequence[_Row]) -> Decimal:
    """The largest amount that any regimen or maximum names."""
    return max(r.high for r in rows)


def _most_a_day(rows: Sequence[_Row], period: Decimal) -> Decimal:
    """The most a day, by regimens and maxima of about this period; of any period where there is none."""
    mine = [r for r in rows if r.period and (r.period <= 2) == (period <= 2)]
    sums = [r.high / r.period for r in (mine or [r for r in rows if r.period])]
    portions = [r.high for r in rows if not r.period]
    return max(sums) if sums else max(portions, default=Decimal(0)) * 4


def _explain(text: str, dose: Dose, entry: Substance, rows: Sequence[_Row], factor: Decimal, sentence: str) -> Verdict | None:
    for finder in (_lost_dash, _frequency, _other_unit, _decimal):
        found = finder(text, dose, entry, rows, factor)
        if found is not None:
            return found
    return _above(text, dose, entry, rows, factor, sentence)


def _holding(rows: Iterable[_Row], value: Decimal, dose: Dose) -> list[_Row]:
    """Regimens that hold an amount at the text's frequency; without one, at any."""
    found = []
    for row in rows:
        if row.row.section != "regimen" or not row.low * (1 - SLACK) <= value <= row.high * (1 + SLACK):
            continue
        if dose.rate is not None and row.period:
            interval = Decimal(1) / times_a_day(dose.rate)
            if not row.period * Decimal("0.45") <= interval <= row.period * Decimal("2.2"):
                continue
        found.append(row)
    return found


def _lost_dash(text: str, dose: Dose, entry: Substance, rows: Sequence[_Row], factor: Decimal) -> Verdict | None:
    quantity = dose.quantity
    number = quantity.numbers[0]
    digits = text[number.digits : number.end]
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
            return _verdict(text, dose, entry, "lost-dash", ends, message, Change(number.digits, number.end, f"{head}-{tail}"))
    return None


def _frequency(text: str, dose: Dose, entry: Substance, rows: Sequence[_Row], factor: Decimal) -> Verdict | None:
    """The amount is a regimen's, but for another interval: alendronate 70 mg daily."""
    if dose.rate is None:
        return None
    values = [n.value * factor for n in dose.quantity.numbers]
    interval = Decimal(1) / times_a_day(dose.rate)
    found = [
        r
        for r in rows
        if r.row.section == "regimen"
        and r.period
        and r.low * (1 - SLACK) <= min(values)
        and max(values) <= r.high * (1 + SLACK)
        and not (r.period / _TOO_SELDOM < interval < r.period * _TOO_SELDOM)
    ]
    if not found:
        return None
    message = f"{entry.name.capitalize()} {_amount(text, dose)} is given {period_words(found[0].row.every)}, not {rate_words(dose.rate)} ({found[0].row.context})."
    return _verdict(text, dose, entry, "frequency", found, message, None)


def _other_unit(text: str, dose: Dose, entry: Substance, rows: Sequence[_Row], factor: Decimal) -> Verdict | None:
    if dose.quantity.unit is None:
        return None
    for code in _OTHER_UNITS:
        unit = by_code(code)
        if unit is None or unit.code == dose.quantity.unit.code:
            continue
        for other in factors(entry, unit):
            held = _all_held(rows, [n.value * other for n in dose.quantity.numbers], dose)
            if held and not factor / 50 < other < factor * 50:
                message = f"{_amount(text, dose)} of {entry.name} has the wrong unit: {_usual(entry, held, unit)}."
                return _verdict(text, dose, entry, "unit", held, message, Change(*dose.quantity.unit_at, unit.name))
    return None


def _decimal(text: str, dose: Dose, entry: Substance, rows: Sequence[_Row], factor: Decimal) -> Verdict | None:
    numbers = dose.quantity.numbers
    for power in _POWERS:
        held = _all_held(rows, [n.value * factor * power for n in numbers], dose)
        if held:
            message = (
                f"{_amount(text, dose)} of {entry.name} looks like a slip of the decimal point: {_usual(entry, held, dose.quantity.unit)}."
            )
            change = Change(numbers[0].digits, numbers[0].end, shown(numbers[0].value * power)) if len(numbers) == 1 else None
            return _verdict(text, dose, entry, "decimal", held, message, change)
    return None


def _all_held(rows: Sequence[_Row], values: Sequence[Decimal], dose: Dose) -> list[_Row]:
    found: list[_Row] = []
    for value in values:
        held = _holding(rows, value, dose)
        if not held:
            return []
        found = found or held
    return found


def _above(text: str, dose: Dose, entry: Substance, rows: Sequence[_Row], factor: Decimal, sentence: str) -> Verdict | None:
    """Above the largest dose that anybody gives; a loading dose in words is let pass."""
    values = [n.value * factor for n in dose.quantity.numbers]
    daily = max(values) * times_a_day(dose.rate)
    largest = max(_most_a_day(rows, Decimal(1) / times_a_day(dose.rate)), _largest(rows) if dose.rate is None else Decimal(0))
    if daily <= largest * (1 + SLACK) or (_loading().search(sentence) and daily <= largest * 3):
        return None
    top = [r for r in rows if r.row.section == "maximum"] or list(rows)
    best = max(top, key=lambda r: r.high / r.period if r.period else r.high)
    limit = f"{shown(best.row.high)} {best.row.unit} {period_words(best.row.every)}"
    message = (
        f"{_amount(text, dose)} of {entry.name} {rate_words(dose.rate)} is above the largest dose, {limit}{_context(best.row)}.".replace(
            "  ", " "
        )
    )
    return _verdict(text, dose, entry, "limit", [best], message, None)


def _amount(text: str, dose: Dose) -> str:
    return text[dose.quantity.core_start : dose.quantity.core_end].rstrip(".")


def _context(row: Row) -> str:
    return f" ({row.context})" if row.context else ""


def _usual(entry: Substance, rows: Sequence[_Row], unit: Unit | None) -> str:
    best = _best(entry, rows)
    del unit
    amount = shown(best.row.low) if best.row.low == best.row.high else f"{shown(best.row.low)}-{shown(best.row.high)}"
    return f"the usual dose is {amount} {best.row.unit} {period_words(best.row.every)}{_context(best.row)}"


def _best(entry: Substance, rows: Sequence[_Row]) -> _Row:
    rank = {Trust.PRIMARY: 0, Trust.SECONDARY: 1, Trust.UNVERIFIED: 2}
    return min(rows, key=lambda r: rank[entry.evidence(r.row).trust])


def _verdict(text: str, dose: Dose, entry: Substance, slip: str, rows: Sequence[_Row], message: str, change: Change | None) -> Verdict:
    best = _best(entry, rows)
    quantity = dose.quantity
    start, end = quantity.core_start, quantity.core_end - text[quantity.core_end - 1 : quantity.core_end].count(".")
    if slip == "frequency" and dose.rate_at[0] >= 0:
        start, end = min(start, dose.rate_at[0]), max(end, dose.rate_at[1])
    amount = shown(best.row.low) if best.row.low == best.row.high else f"{shown(best.row.low)}-{shown(best.row.high)}"
    evidence: tuple[Evidence, ...] = tuple(dict.fromkeys(entry.evidence(r.row) for r in (best, *rows)))[:3]
    return Verdict(
        dose,
        slip,
        start,
        end,
        message,
        text[start:end],
        f"{amount} {best.row.unit} {period_words(best.row.every)}",
        evidence,
        Severity.ERROR if entry.verified(best.row) else Severity.INFO,
        Confidence.HIGH if (dose.near and dose.purpose is not Purpose.LABEL) or slip == "lost-dash" else Confidence.MEDIUM,
        change,
    )


@cache
def _cancer() -> Any:
    return re2.compile(_CANCER)


@cache
def _on_the_skin() -> Any:
    """Forms whose amounts are of the preparation, not of the drug."""
    return re2.compile(r"(?i)\b(?:gel|cream|ointment|lotion|drops|mouthwash|suppositor\w+|shampoo|topical\w*|foam|paste|syrup|suspension)\b")


@cache
def _oncology() -> Any:
    return re2.compile(_ONCOLOGY)


@cache
def _counter() -> Any:
    return re2.compile(_COUNTER)


@cache
def _loading() -> Any:
    return re2.compile(_LOADING)
