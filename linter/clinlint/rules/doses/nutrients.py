"""Judges an intake of a nutrient: accepted where any current row fits, held to a named authority and group, else explained."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

import re2

from clinlint.facts.dose_purpose import Purpose
from clinlint.facts.doses import Dose
from clinlint.facts.units import by_code
from clinlint.model.finding import Confidence, Evidence, Severity, Trust
from clinlint.model.interval import INFINITY, Interval
from clinlint.model.population import Population
from clinlint.model.quantity import Form, Unit
from clinlint.record import record, replace
from clinlint.reference.authorities import Authority
from clinlint.reference.substances import Row, Section, Substance
from clinlint.rules.doses.amounts import days, factors, row_ends, shown, times_a_day
from clinlint.rules.doses.verdict import Change, Verdict, period_words

EXACT = Decimal("0.015")
"""How far a figure may be rounded and still be the row's own."""
NEAR = Decimal("0.04")
_ADULT = Decimal(19)
_MENOPAUSE = Interval.at_least(Decimal(51))
_OTHER_UNITS = ("mg", "ug", "[IU]", "g")
_OFFICIAL = frozenset(
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
        "DRI only",
    }
)
_POWERS = (10, Decimal("0.1"), 100, Decimal("0.01"), 1000, Decimal("0.001"))


@record
class _Row:
    """A row with its ends in the canonical unit; `period` in days, 0 where it has none."""

    row: Row
    low: Decimal
    high: Decimal
    period: Decimal

    @property
    def official(self) -> bool:
        """Whether it is a reference value for a whole population, not a society's advice or a dose."""
        return self.row.kind in _OFFICIAL

    def holds(self, value: Decimal, per_day: Decimal, slack: Decimal) -> bool:
        """Whether an amount (and what it makes a day) is this row's."""
        amount, low, high = (per_day, self.low / self.period, self.high / self.period) if self.period else (value, self.low, self.high)
        return low * (1 - slack) <= amount <= high * (1 + slack)


@record
class _Case:
    """A dose against one nutrient: rows that may be meant, by what they are."""

    dose: Dose
    entry: Substance
    rows: tuple[_Row, ...]
    strict: bool
    adults_only: bool
    treated: bool

    def of(self, *sections: Section) -> list[_Row]:
        return [row for row in self.rows if row.row.section in sections]


def verdict(text: str, dose: Dose, entry: Substance, jurisdictions: frozenset[str]) -> Verdict | None:
    """What is wrong with a dose as an intake of this nutrient; None where some row fits or nothing can be said."""
    quantity = dose.quantity
    if quantity.unit is None or dose.salt or any(a.elsewhere for a in dose.authorities):
        return None
    possible = _as_salt(entry, quantity.unit) if dose.name == "salt" else factors(entry, quantity.unit)
    if not possible and dose.name == "salt":
        return None
    if not possible:
        return _foreign_unit(text, dose, entry)
    if dose.purpose is Purpose.LABEL or _is_increment(text, dose):
        return None
    case = _case(text[dose.sentence[0] : dose.sentence[1]], dose, entry, jurisdictions)
    if case is None or any(_accepted(case, factor) for factor in possible):
        return None
    return _explain(text, case, possible[0])


def _grown(group: Population, sentence: str) -> Population:
    """The group with the age that its words imply: women after the menopause, men, `adults up to 50`."""
    if group.condition.startswith("postmeno") and group.age is None:
        return replace(group, age=_MENOPAUSE, sex="female")
    if group.sex != "any" and group.age is None and not (group.pregnancy or group.lactation):
        return replace(group, age=Interval.at_least(_ADULT))
    if group.age is not None and group.age.low == 0 and group.age.high > _ADULT and "adult" in sentence.lower():
        return replace(group, age=Interval(_ADULT, group.age.high, True, False))
    return group


def _as_salt(entry: Substance, unit: Unit) -> tuple[Decimal, ...]:
    """Factor of table salt's weight to sodium."""
    factor = entry.units.get(f"{unit.name} salt")
    return (factor,) if factor else ()


def _case(sentence: str, dose: Dose, entry: Substance, jurisdictions: frozenset[str]) -> _Case | None:
    rows = []
    for row in entry.rows:
        ends = row_ends(entry, row)
        if ends is None or (row.jurisdictions and not row.jurisdictions & jurisdictions):
            continue
        rows.append(_Row(row, *ends, days(row.every) or Decimal(0)))
    stated = [r for r in rows if any(_speaks(a, r.row) for a in dose.authorities)]
    strict = bool(dose.authorities) and any(r.row.section == _section(dose) for r in stated)
    if strict:
        placed = all(not a.rows for a in dose.authorities) and (dose.listed or dose.firm)
        if placed and any(r.official and r.row.section == _section(dose) for r in stated):
            stated = [r for r in stated if r.official]
        rows = [*stated, *(r for r in rows if r.row.section == "plausible")]
    people = [_grown(p, sentence) for p in dose.people]
    people = [p for p in people if p.age or p.sex != "any" or p.pregnancy or p.lactation]
    if people:
        met = [r for r in rows if r.row.section not in {"need", "limit", "average"} or any(_meets(p, r.row) for p in people)]
        if any(r.row.section == _section(dose) for r in met):
            rows = met
        elif strict:
            return None
    treated = not people or bool(_treated().search(sentence))
    return _Case(dose, entry, tuple(rows), strict and bool(people), not people, treated) if rows else None


def _speaks(authority: Authority, row: Row) -> bool:
    return bool(row.authority) and authority.speaks(row.authority, row.jurisdictions)


def _meets(group: Population, row: Row) -> bool:
    """Whether a row may be about a named group; a named age or sex does not rule out a row that only a society gives for part of it."""
    if group.pregnancy or group.lactation:
        return (group.pregnancy and row.population.pregnancy) or (group.lactation and row.population.lactation)
    if row.population.pregnancy or row.population.lactation:
        return False
    if row.kind not in _OFFICIAL and row.population.age and group.age and _shared(group.age, row.population.age) < Decimal("0.75"):
        return False
    return group.meets(replace(row.population, pregnancy=False, lactation=False))


def _section(dose: Dose) -> Section:
    return {Purpose.LIMIT: "limit", Purpose.AVERAGE: "average"}.get(dose.purpose, "need")  # type: ignore[return-value]


def _is_increment(text: str, dose: Dose) -> bool:
    """Whether the amount comes on top of a need that is not stated with it."""
    before = text[max(0, dose.quantity.start - 24) : dose.quantity.start].lower()
    after = text[dose.quantity.end : dose.quantity.end + 24].lower()
    return any(word in before for word in ("extra", "additional", "another", "further", "increase", "add ")) or any(
        word in after for word in ("extra", "more ", "additional", "on top")
    )


def _values(dose: Dose) -> tuple[Decimal, ...]:
    return tuple(n.value for n in dose.quantity.numbers)


def _accepted(case: _Case, factor: Decimal) -> bool:
    values = [value * factor for value in _values(case.dose)]
    return all(_fits(case, value) for value in values) and not _floor_at_limit(case, values)


def _fits(case: _Case, value: Decimal) -> bool:
    dose = case.dose
    per_day = value * times_a_day(dose.rate)
    slack = Decimal("0.12") if dose.quantity.approximate else NEAR
    needs, limits = case.of("need", "average"), case.of("limit")
    wide = [r for r in case.of("plausible", "label") if r.period or dose.rate is None or r.row.every != "once"]
    if dose.purpose is Purpose.AVERAGE:
        return _any(case.of("average", "need"), value, per_day, slack)
    if dose.purpose is Purpose.NEED:
        return _fits_need(case, value, per_day, slack)
    if dose.purpose is Purpose.LIMIT:
        if _any(limits, value, per_day, slack) or _any([r for r in wide if not (case.strict and dose.firm)], value, per_day, EXACT):
            return True
        if case.strict or dose.firm:
            return not case.strict and _between(limits, per_day, slack)
        floor = min((r.low for r in needs or limits), default=Decimal(0))
        return floor * Decimal("0.5") <= per_day <= _most(case)
    if dose.purpose is Purpose.PORTION:
        return per_day <= _most(case)
    return _any([*needs, *limits, *wide], value, per_day, slack) or (_least(case) * Decimal("0.5") <= per_day <= _most(case))


def _fits_need(case: _Case, value: Decimal, per_day: Decimal, slack: Decimal) -> bool:
    dose = case.dose
    own = case.of("need") if case.strict and dose.firm else case.of("need", "average")
    if _any(own, value, per_day, slack):
        return True
    if case.strict:
        return False
    wide = [r for r in case.of("plausible", "label") if r.period or (dose.rate is None and r.row.every != "once")]
    if not case.treated:
        wide = [r for r in wide if r.row.section == "label"]
    if not dose.firm and _any([*wide, *([] if dose.quantity.form is Form.AT_LEAST else case.of("limit"))], value, per_day, EXACT):
        return True
    return _between(own, per_day, slack)


def _any(rows: Iterable[_Row], value: Decimal, per_day: Decimal, slack: Decimal) -> bool:
    return any(row.holds(value, per_day, slack) for row in rows)


def _between(rows: Sequence[_Row], per_day: Decimal, slack: Decimal) -> bool:
    if not rows:
        return False
    return min(r.low for r in rows) * (1 - slack) <= per_day <= max(r.high for r in rows) * (1 + slack)


def _most(case: _Case) -> Decimal:
    """The most that any limit or plausible dose allows a day; infinite where there is none."""
    limits = [r.high / r.period for r in case.of("limit") if r.period]
    plausible = [r.high / r.period for r in case.of("plausible") if r.period]
    if not limits and not plausible:
        return INFINITY
    if not limits:
        return max(plausible) * 10
    return max(*limits, *plausible) if plausible else max(limits)


def _least(case: _Case) -> Decimal:
    rows = case.of("need", "average")
    if case.adults_only and not case.dose.listed:
        rows = [r for r in rows if r.row.population.age is None or r.row.population.age.high > _ADULT] or rows
    return min((r.low for r in rows), default=Decimal(0))


def _floor_at_limit(case: _Case, values: Sequence[Decimal]) -> bool:
    """Whether a ceiling is given as a floor: `at least 2,500 mg`."""
    dose = case.dose
    if dose.quantity.form is not Form.AT_LEAST or dose.purpose is not Purpose.NEED:
        return False
    needs = case.of("need")
    top = max((r.high for r in needs), default=INFINITY)
    per_day = values[0] * times_a_day(dose.rate)
    return per_day > top * Decimal("1.3") and _any(case.of("limit"), values[0], per_day, EXACT)


def _foreign_unit(text: str, dose: Dose, entry: Substance) -> Verdict | None:
    """A unit in which the nutrient is never given, where both stand side by side: calcium in IU."""
    quantity = dose.quantity
    if quantity.unit is None or quantity.unit.code not in {"[IU]", "{unit}"} or not (dose.near and dose.here):
        return None
    if quantity.unit.code == "{unit}":
        return None
    unit = by_code({"mcg": "ug"}.get(entry.unit, entry.unit))
    rows = [
        row
        for row in entry.of("need", "limit")
        if (ends := row_ends(entry, row)) and ends[0] * (1 - EXACT) <= quantity.value <= ends[1] * (1 + EXACT)
    ]
    rows = rows or [row for row in entry.of("need") if row_ends(entry, row)]
    if not rows or unit is None:
        return None
    best = _best(entry, rows)
    return Verdict(
        dose,
        "unit",
        quantity.core_start,
        max(quantity.core_end, dose.mention[1] if dose.mention[0] >= quantity.core_end else quantity.core_end),
        f"{entry.name.capitalize()} is given in {quantity.unit.name}; it is measured in {unit.name}.",
        text[quantity.core_start : quantity.core_end],
        f"an amount in {unit.name}",
        _evidence(entry, [best]),
        change=Change(*quantity.unit_at, unit.name) if quantity.unit_at[0] >= 0 else None,
    )


def _explain(text: str, case: _Case, factor: Decimal) -> Verdict | None:
    """The slip that turns the figure into one that fits, nearest first; else what is known of it."""
    dose = case.dose
    exact = _exact_rows(case)
    for finder in (_lost_dash, _other_unit, _frequency, _decimal):
        found = finder(text, case, factor, exact)
        if found is not None:
            return found
    return _plain(text, case, factor, exact) if dose.quantity.form is not Form.FUSED else None


def _exact_rows(case: _Case) -> list[_Row]:
    """Rows whose figure the text may have meant."""
    dose = case.dose
    if dose.purpose is Purpose.LIMIT:
        rows = case.of("limit") or case.of("plausible")
    elif dose.purpose in {Purpose.NEED, Purpose.AVERAGE}:
        rows = case.of("need", "average") if not case.strict else case.of("need")
    else:
        rows = [r for r in case.of("need", "limit", "plausible") if r.period or dose.rate is None]
    if case.adults_only:
        grown = [r for r in rows if r.row.population.age is None or r.row.population.age.high > _ADULT]
        rows = grown or rows
    return rows


def _matching(rows: Iterable[_Row], values: Sequence[Decimal], dose: Dose, *, daily: bool = False) -> list[_Row]:
    """Rows that hold every value as it stands; a range may take its ends from different rows."""
    found: list[_Row] = []
    for value in values:
        per_day = value if daily else value * times_a_day(dose.rate)
        mine = [row for row in rows if row.holds(value, per_day, EXACT)]
        if not mine:
            return []
        found += mine
    return found


def _lost_dash(text: str, case: _Case, factor: Decimal, exact: Sequence[_Row]) -> Verdict | None:
    """`8001000 IU`: the digits of two figures run together."""
    quantity = case.dose.quantity
    number = quantity.numbers[0]
    digits = text[number.digits : number.end]
    if len(quantity.numbers) != 1 or not digits.isdigit() or not 4 <= len(digits) <= 10:
        return None
    for cut in range(1, len(digits)):
        head, tail = digits[:cut], digits[cut:]
        if tail.startswith("0") or head.startswith("0"):
            continue
        low, high = Decimal(head), Decimal(tail)
        if not low < high <= low * 5:
            continue
        rows = [r for r in case.rows if r.row.section in {"need", "limit", "plausible"}]
        if _matching(rows, [low * factor], case.dose) and _matching(rows, [high * factor], case.dose):
            rows = _matching(rows, [low * factor], case.dose)
            unit = quantity.unit.name if quantity.unit else ""
            return _verdict(
                text,
                case,
                "lost-dash",
                rows,
                f"{digits} {unit} of {case.entry.name} looks like {shown(low)}-{shown(high)} {unit} with its dash lost.",
                f"{shown(low)}-{shown(high)} {unit}",
                Change(number.digits, number.end, f"{head}-{tail}"),
            )
    return None


def _other_unit(text: str, case: _Case, factor: Decimal, exact: Sequence[_Row]) -> Verdict | None:
    """The same number in another unit fits: mg for mcg, IU for mcg, mg for IU."""
    dose = case.dose
    if dose.quantity.unit is None:
        return None
    for code in _OTHER_UNITS:
        unit = by_code(code)
        if unit is None or unit.code == dose.quantity.unit.code:
            continue
        for other in factors(case.entry, unit):
            if factor / 5 < other < factor * 5:
                continue
            rows = _matching(exact, [value * other for value in _values(dose)], dose)
            if rows:
                return _verdict(text, case, "unit", rows, "", "", Change(*dose.quantity.unit_at, unit.name), unit)
    return None


def _decimal(text: str, case: _Case, factor: Decimal, exact: Sequence[_Row]) -> Verdict | None:
    """Ten, a hundred, a thousand times too much or too little."""
    dose = case.dose
    if len(set(_values(dose))) != 1:
        return None
    value = dose.quantity.value
    for power in _POWERS:
        rows = _matching(exact, [value * factor * power], dose)
        if rows:
            number = dose.quantity.numbers[0]
            return _verdict(text, case, "decimal", rows, "", "", Change(number.digits, number.end, shown(value * power)))
    return None


def _frequency(text: str, case: _Case, factor: Decimal, exact: Sequence[_Row]) -> Verdict | None:
    """The figure is right for another period: a day's need as a week's, a weekly dose as a daily one."""
    dose = case.dose
    if dose.rate is None or dose.rate_at[0] < 0:
        return None
    values = [value * factor for value in _values(dose)]
    if dose.rate.days > 1:
        rows = _matching([r for r in exact if r.period == 1], values, dose, daily=True)
        if rows and dose.near:
            return _verdict(text, case, "frequency", rows, "", "", None)
    if dose.rate.days == 1 and dose.purpose in {Purpose.OPEN, Purpose.NEED} and not dose.firm:
        longer = [
            r for r in case.of("plausible") if r.period >= 7 and all(r.low * (1 - EXACT) <= v <= r.high * (1 + EXACT) for v in values)
        ]
        if longer and values[0] > _most(case):
            return _verdict(text, case, "frequency", longer, "", "", None)
    return None


def _plain(text: str, case: _Case, factor: Decimal, exact: Sequence[_Row]) -> Verdict | None:
    """No slip explains it: above every limit, held against a named authority or group, or a figure that nobody gives."""
    dose = case.dose
    values = [value * factor * times_a_day(dose.rate) for value in _values(dose)]
    limits = [r for r in case.of("limit")]
    if dose.purpose is not Purpose.NEED and limits and min(values) > _most(case) * (1 + NEAR):
        if dose.purpose is Purpose.LIMIT or dose.near:
            return _verdict(text, case, "limit", limits, "", "", None)
        return None
    if not exact or dose.purpose not in {Purpose.NEED, Purpose.LIMIT}:
        return None
    low, high = min(r.low for r in exact), max(r.high for r in exact)
    if case.strict and (dose.near or dose.firm or dose.listed):
        return _verdict(text, case, "figure", exact, "", "", None)
    if _floor_at_limit(case, values):
        return _verdict(text, case, "comparator", limits, "", "", None)
    far = max(values) < low / 2 or min(values) > high * 2
    if (dose.people or dose.firm) and far and dose.near:
        return _verdict(text, case, "figure", exact, "", "", None)
    return None


def _best(entry: Substance, rows: Sequence[Row], people: Sequence[Population] = ()) -> Row:
    """The row to name: a seen one, of an official value, of the people the text is about."""
    rank = {Trust.PRIMARY: 0, Trust.SECONDARY: 0, Trust.UNVERIFIED: 1}

    def away(row: Row) -> Decimal:
        groups = [p.age for p in people if p.age is not None] or [Interval(_ADULT, Decimal(60))]
        return -max(_shared(group, row.population.age) for group in groups) if row.population.age else Decimal(0)

    return min(rows, key=lambda row: (rank[entry.evidence(row).trust], row.kind not in _OFFICIAL, row.section == "average", away(row)))


def _shared(group: Interval, row: Interval) -> Decimal:
    low, high = max(group.low, row.low), min(group.high, row.high, Decimal(100))
    return max(high - low, Decimal(0)) / (min(group.high, Decimal(100)) - group.low or 1)


def _evidence(entry: Substance, rows: Sequence[Row]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(entry.evidence(row) for row in rows))[:3]


def _verdict(
    text: str, case: _Case, slip: str, rows: Sequence[_Row], message: str, expected: str, change: Change | None, unit: Unit | None = None
) -> Verdict:
    dose, entry = case.dose, case.entry
    quantity = dose.quantity
    best = _best(entry, [r.row for r in rows], dose.people)
    found = text[quantity.core_start : quantity.core_end].rstrip(".")
    if slip in {"limit", "comparator"}:
        best = max((r for r in rows if r.official) if any(r.official for r in rows) else rows, key=lambda r: r.high).row
    shown_rows = [r for r in rows if r.official] or list(rows) if slip == "figure" else [r for r in rows if r.row is best]
    expected = expected or _expected(case, shown_rows, unit)
    authorities = list(dict.fromkeys(r.row.authority for r in shown_rows if r.row.authority))
    who = ", ".join(authorities[:4]) if len(authorities) > 1 else _who(best)
    if not message:
        message = _message(slip, entry, found, expected, who, dose, unit, best)
    verified = entry.verified(best) or (slip == "lost-dash" and any(entry.verified(r.row) for r in case.of("limit")))
    severity = Severity.ERROR if verified else Severity.INFO
    start, end = quantity.core_start, quantity.core_end - text[quantity.core_end - 1 : quantity.core_end].count(".")
    if slip == "frequency":
        start, end = min(start, dose.rate_at[0]), max(end, dose.rate_at[1])
    sure = dose.near or (dose.others == 0 and (dose.here or dose.purpose is not Purpose.OPEN))
    confidence = Confidence.HIGH if sure or slip == "lost-dash" else Confidence.MEDIUM
    evidence = _evidence(entry, [best, *(r.row for r in shown_rows)])
    return Verdict(dose, slip, start, end, message, found, expected, evidence, severity, confidence, change)


def _expected(case: _Case, rows: Sequence[_Row], unit: Unit | None) -> str:
    """What authorities say, in the text's unit (or the one it should have) where it can be: `1,000-1,200 mg a day`."""
    entry = case.entry
    unit = unit or case.dose.quantity.unit
    low, high = min(r.low for r in rows), max(r.high for r in rows)
    name, factor = entry.unit, Decimal(1)
    if unit is not None and unit.code in {"[IU]", "{unit}"} and len(f := factors(entry, unit)) == 1:
        name, factor = "IU", f[0]
    low, high = low / factor, high / factor
    amount = shown(low) if low == high else f"{shown(low)}-{shown(high)}"
    return f"{amount} {name} {period_words(rows[0].row.every)}"


def _who(row: Row) -> str:
    people = "" if row.population == Population() else f", {row.population}"
    return f"{row.authority or row.context}{people}"


def _message(slip: str, entry: Substance, found: str, expected: str, who: str, dose: Dose, unit: Unit | None, row: Row) -> str:
    what = {"limit": "upper limit", "average": "average requirement", "need": "intake"}.get(row.section, "dose")
    base = f"{found} of {entry.name}"
    if slip == "unit":
        return f"{base} has the wrong unit: the {what} is {expected} ({who})."
    if slip == "decimal":
        return f"{base} looks like a slip of the decimal point: the {what} is {expected} ({who})."
    if slip == "frequency":
        return f"{base} is given for the wrong period: the {what} is {expected} ({who})."
    if slip == "limit":
        return f"{base} is above every upper limit; the highest is {expected} ({who})."
    if slip == "comparator":
        return f"{base} is a ceiling, not a floor: the {what} is {expected} ({who})."
    return f"{base} does not fit: the {what} is {expected} ({who})."


@cache
def _treated() -> Any:
    """Words that tell of treatment or special need, so that doses for it may be meant."""
    return re2.compile(
        r"(?i)deficien|supplement|treat|prescri|doctor|tablet|capsule|trial|stud(?:y|ies)|therap|risk|anaemi|anemi|obes|malabsorp|pregnan|smok|vegetar|vegan"
    )


def applicable(dose: Dose) -> Iterator[str]:
    """Ids of the nutrients a dose may be of."""
    return (identifier for identifier in dose.ids if identifier.startswith("nutrient."))
