"""How an intake that fits no row may have slipped, nearest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from clinlint.facts.dose_purpose import Purpose, purpose_of
from clinlint.facts.dose_statements import Dose
from clinlint.facts.units import by_code
from clinlint.model.finding import Confidence, Evidence, Severity, Trust
from clinlint.model.interval import Interval
from clinlint.model.population import Population
from clinlint.model.quantity import Form, Unit
from clinlint.record import replace
from clinlint.reference.periods import period_words
from clinlint.reference.substances import Row, Section, Substance
from clinlint.rules.doses.amounts import factors, shown, times_a_day
from clinlint.rules.doses.downward import runs_down, turned, turned_words
from clinlint.rules.doses.intakes import ADULT, EXACT, NEAR, OFFICIAL, Case, IntakeRow, floor_at_limit, most, shared, values_of
from clinlint.rules.doses.verdict import Change, Verdict

_OTHER_UNITS = ("mg", "ug", "[IU]", "g")
_WEEK = 7
_ABSURD = 10
"""How many times the most that anybody gives an amount must be to be wrong as a need of anybody."""
_WIDE = 7
"""How many times its lower end the upper end of a range is that no advice gives."""
_SALT = Decimal("0.02")
"""How far a weight of salt may be rounded from the sodium in it."""
_RULED_OUT = Decimal("2.5")
"""How far from every seen figure an amount must lie to be wrong whatever the unseen ones say."""
_POWERS = (10, Decimal("0.1"), 100, Decimal("0.01"), 1000, Decimal("0.001"))


def explain(case: Case, factor: Decimal) -> Verdict | None:
    """The slip that turns the figure into one that fits, nearest first; else what is known of it."""
    dose = case.dose
    exact = _exact_rows(case)
    if floor_at_limit(case, [value * factor for value in values_of(dose)]):
        return _made(case, "comparator", case.of("limit"))
    finders = (_superseded, _lost_dash, _frequency, _other_unit, _decimal)
    found = [v for finder in finders if (v := finder(case, factor, exact)) is not None]
    if not found and dose.purpose is Purpose.LIMIT and not dose.firm:
        needs = [r for r in case.of("need") if r.official and (not case.adults_only or _is_grown(r))]
        found = [v for finder in finders[2:] if (v := finder(case, factor, needs)) is not None]
    if found:
        return next((v for v in found if v.severity is not Severity.INFO), found[0])
    return _plain(case, factor, exact) if dose.quantity.form is not Form.FUSED else None


def _exact_rows(case: Case) -> list[IntakeRow]:
    """Rows whose figure the text may have meant."""
    dose = case.dose
    if dose.purpose is Purpose.LIMIT:
        rows = case.of("limit") or case.of("plausible")
    elif dose.purpose in {Purpose.NEED, Purpose.AVERAGE}:
        rows = case.of("need", "average") if not case.strict else case.of("need")
    else:
        rows = [r for r in case.of("need", "limit", "plausible") if r.period or dose.rate is None]
    if dose.rivals:
        rows = [r for r in rows if r.official]
    if case.adults_only:
        grown = [r for r in rows if _is_grown(r)]
        rows = grown or rows
    return rows


def _is_grown(row: IntakeRow) -> bool:
    return row.row.population.age is None or row.row.population.age.high > ADULT


def _matching(rows: Iterable[IntakeRow], values: Sequence[Decimal], dose: Dose, *, daily: bool = False) -> list[IntakeRow]:
    """Rows that hold every value as it stands; a range may take its ends from different rows."""
    found: list[IntakeRow] = []
    for value in values:
        per_day = value if daily else value * times_a_day(dose.rate)
        mine = [row for row in rows if row.holds(value, per_day, _SALT if dose.name == "salt" else EXACT)]
        if not mine:
            return []
        found += mine
    return found


def _superseded(case: Case, factor: Decimal, exact: Sequence[IntakeRow]) -> Verdict | None:
    """The figure was right until the authority changed it."""
    old = _matching(case.of("superseded"), [value * factor for value in values_of(case.dose)], case.dose)
    now = [r for r in exact if old and r.row.authority == old[0].row.authority] or list(exact)
    if not old or not now or case.dose.purpose is Purpose.OPEN:
        return None
    row = old[0].row
    verdict = _made(case, "stale", now)
    until = f" until {row.until}" if row.until else ""
    message = f"{verdict.found} of {case.entry.name} was the {row.kind} of {row.authority}{until}; now it is {verdict.expected}."
    return replace(verdict, message=message, severity=Severity.WARNING, evidence=(*verdict.evidence, case.entry.evidence(row)))


def inverted(case: Case) -> Verdict | None:
    """A range whose first number is the larger: `1,200-1,000 mg`."""
    dose, quantity = case.dose, case.dose.quantity
    if (dose.purpose is Purpose.OPEN and dose.rate is None) or not runs_down(case.text, dose):
        return None
    verdict = _made(case, "inverted", [r for r in case.rows if not r.row.undetermined], turned(case.text, quantity))
    message, expected = turned_words(case.text, quantity, case.entry.name)
    return replace(verdict, message=message, expected=expected, severity=Severity.WARNING)


def one_end(case: Case, factor: Decimal) -> Verdict | None:
    """A range as a whole is too wide for anybody, and one end ten times smaller or larger makes it a range of needs: `600-8,000 IU`."""
    dose, numbers = case.dose, case.dose.quantity.numbers
    if len(numbers) != 2 or not dose.near or dose.rate is None or dose.purpose not in {Purpose.OPEN, Purpose.NEED}:
        return None
    low, high = sorted(numbers, key=lambda n: n.value)
    if low.value <= 0 or high.value / low.value < _WIDE:
        return None
    needs = [r for r in case.of("need") if r.high <= r.low * 2]
    for wrong, power, right in ((high, Decimal("0.1"), low), (low, Decimal(10), high)):
        value = wrong.value * power
        ends = sorted((value, right.value))
        if ends[0] < ends[1] <= ends[0] * 2 and (wrong is low) == (value < right.value):
            rows = _matching(needs, [value * factor], dose)
            if rows and _matching(needs, [right.value * factor], dose):
                return _made(case, "decimal", rows, Change(wrong.digits, wrong.end, shown(value)))
    return None


def _lost_dash(case: Case, factor: Decimal, _exact: Sequence[IntakeRow]) -> Verdict | None:
    """`8001000 IU`: the digits of two figures run together."""
    quantity = case.dose.quantity
    number = quantity.numbers[0]
    digits = case.text[number.digits : number.end]
    first, _, grouped = digits.partition(",")
    bare = digits.replace(",", "")
    if len(quantity.numbers) != 1 or not bare.isdigit() or not 4 <= len(bare) <= 10 or (grouped and len(first) < 4):
        return None
    for cut in range(1, len(first) if grouped else len(bare)):
        head, tail = bare[:cut], bare[cut:]
        if tail.startswith("0") or head.startswith("0"):
            continue
        low, high = Decimal(head), Decimal(tail)
        if not low < high <= low * 5:
            continue
        rows = [r for r in case.rows if r.row.section in {"need", "limit", "plausible"}]
        if _matching(rows, [low * factor], case.dose) and _matching(rows, [high * factor], case.dose):
            rows = _matching(rows, [low * factor], case.dose)
            unit = quantity.unit.name if quantity.unit else ""
            return _made(
                case,
                "lost-dash",
                rows,
                Change(number.digits, number.end, f"{head}-{tail}"),
                message=f"{digits} {unit} of {case.entry.name} looks like {shown(low)}-{shown(high)} {unit} with its dash lost.",
                expected=f"{shown(low)}-{shown(high)} {unit}",
            )
    return None


def _other_unit(case: Case, factor: Decimal, exact: Sequence[IntakeRow]) -> Verdict | None:
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
            rows = _matching([r for r in exact if r.official or r.high <= r.low * 3], [value * other for value in values_of(dose)], dose)
            if rows:
                return _made(case, "unit", rows, Change(*dose.quantity.unit_at, unit.name), unit=unit)
    return None


def _decimal(case: Case, factor: Decimal, exact: Sequence[IntakeRow]) -> Verdict | None:
    """Ten, a hundred, a thousand times too much or too little; of a range, one end or both."""
    dose = case.dose
    numbers = dose.quantity.numbers
    fitting = [bool(_matching(exact, [n.value * factor], dose)) for n in numbers]
    wrong = [n for n, fits in zip(numbers, fitting, strict=True) if not fits]
    if not wrong:
        return None
    narrow = [r for r in exact if r.high <= r.low * 2]
    for power in _POWERS:
        rows = _matching(narrow, [n.value * factor * power for n in wrong], dose)
        if rows:
            change = Change(wrong[0].digits, wrong[0].end, shown(wrong[0].value * power)) if len(wrong) == 1 else None
            return _made(case, "decimal", rows, change)
    return None


def _frequency(case: Case, factor: Decimal, exact: Sequence[IntakeRow]) -> Verdict | None:
    """The figure is right for another period: a day's need as a week's, a weekly dose as a daily one."""
    dose = case.dose
    if dose.rate is None or dose.rate_at[0] < 0:
        return None
    values = [value * factor for value in values_of(dose)]
    if dose.rate.days > 1:
        rows = _matching([r for r in exact if r.period == 1], values, dose, daily=True)
        if rows and (dose.near or dose.others == 0 or dose.listed):
            return _made(case, "frequency", rows)
    if dose.rate.days == 1 and dose.purpose is Purpose.LIMIT:
        limits = case.of("limit")
        weekly = [r for r in limits if r.period >= _WEEK and all(r.low * (1 - EXACT) <= v <= r.high * (1 + EXACT) for v in values)]
        if weekly:
            return _made(case, "frequency", weekly)
    if dose.rate.days == 1 and dose.purpose in {Purpose.OPEN, Purpose.NEED} and not dose.firm:
        longer = [
            r
            for r in case.of("plausible", "limit")
            if r.period >= 7 and all(r.low * (1 - EXACT) <= v <= r.high * (1 + EXACT) for v in values)
        ]
        if longer and values[0] > most(case):
            return _made(case, "frequency", longer)
    return None


def _plain(case: Case, factor: Decimal, exact: Sequence[IntakeRow]) -> Verdict | None:
    """No slip explains it: above every limit, held against a named authority or group, or a figure that nobody gives."""
    dose = case.dose
    values = [value * factor * times_a_day(dose.rate) for value in values_of(dose)]
    limits = case.of("limit")
    if dose.purpose is not Purpose.NEED and limits and (max if dose.purpose is Purpose.LIMIT else min)(values) > most(case) * (1 + NEAR):
        if dose.purpose is Purpose.LIMIT or dose.near:
            return _made(case, "limit", limits)
        return None
    if not exact or dose.purpose not in {Purpose.NEED, Purpose.LIMIT}:
        return None
    low, high = min(r.low for r in exact), max(r.high for r in exact)
    if case.strict and (dose.near or dose.firm or dose.listed):
        return _made(case, "figure", exact)
    far = max(values) < low / 2 or (min(values) > high * 2 and min(values) > _highest(case))
    said = dose.firm or (not case.adults_only and purpose_of(case.text[dose.sentence[0] : dose.sentence[1]], dose.quantity.end) is not None)
    absurd = dose.near and dose.rate is not None and min(values) > max(high, _highest(case)) * _ABSURD
    if absurd or (said and far and (dose.near or (dose.firm and dose.listed))):
        return _made(case, "figure", exact)
    return None


def _highest(case: Case) -> Decimal:
    """The most that any limit allows, also one for treated people, where no authority is named."""
    return Decimal(0) if case.strict else max((r.high / r.period for r in case.of("limit", "plausible") if r.period), default=Decimal(0))


def best_row(entry: Substance, rows: Sequence[Row], people: Sequence[Population] = ()) -> Row:
    """The row to name: a seen one, of an official value, of the people the text is about."""
    rank = {Trust.PRIMARY: 0, Trust.SECONDARY: 0, Trust.UNVERIFIED: 1}

    def away(row: Row) -> tuple[bool, Decimal]:
        groups = [p.age for p in people if p.age is not None] or [Interval(ADULT, Decimal(60))]
        ages = row.population.age
        return (
            (not any(group.low in ages for group in groups), -max(shared(group, ages) for group in groups)) if ages else (True, Decimal(0))
        )

    return min(
        rows,
        key=lambda row: (
            rank[entry.evidence(row).trust],
            _is_mother(row) and not any(p.pregnancy or p.lactation for p in people),
            row.kind not in OFFICIAL,
            row.section == "average",
            away(row),
        ),
    )


def _is_mother(row: Row) -> bool:
    return row.population.pregnancy or row.population.lactation


def evidence_of(entry: Substance, rows: Sequence[Row]) -> tuple[Evidence, ...]:
    """Who says so: the sources of some rows, each once."""
    return tuple(dict.fromkeys(entry.evidence(row) for row in rows))[:3]


def _made(
    case: Case,
    slip: str,
    rows: Sequence[IntakeRow],
    change: Change | None = None,
    *,
    message: str = "",
    expected: str = "",
    unit: Unit | None = None,
) -> Verdict:
    dose, entry = case.dose, case.entry
    quantity = dose.quantity
    best = best_row(entry, [r.row for r in rows], dose.people)
    found = case.text[quantity.core_start : quantity.core_end].rstrip(".")
    if quantity.unit is not None and quantity.unit_at[0] < 0:
        found = f"{found} {quantity.unit.name}"
    if slip in {"limit", "comparator"}:
        best = max((r for r in rows if r.official) if any(r.official for r in rows) else rows, key=lambda r: r.high).row
    shown_rows = [r for r in rows if r.official] or list(rows) if slip in {"figure", "stale"} else [r for r in rows if r.row is best]
    expected = expected or _expected(case, shown_rows, unit)
    authorities = list(dict.fromkeys(r.row.authority for r in shown_rows if r.row.authority))
    who = ", ".join(authorities[:4]) if len(authorities) > 1 else _who(best)
    if not message:
        message = _message(slip, f"{found} of {entry.name}", expected, who, best)
    seen = None if entry.verified(best) else _contradicting(case, best.section)
    verified = entry.verified(best) or seen is not None or (slip == "lost-dash" and any(entry.verified(r.row) for r in case.of("limit")))
    severity = Severity.ERROR if verified else Severity.INFO
    start, end = quantity.core_start, quantity.core_end - case.text[quantity.core_end - 1 : quantity.core_end].count(".")
    if slip == "frequency":
        start, end = min(start, dose.rate_at[0]), max(end, dose.rate_at[1])
    elif slip == "comparator":
        start, end = compared(dose, start, end)
    sure = dose.near or (dose.others == 0 and (dose.here or dose.purpose is not Purpose.OPEN))
    confidence = Confidence.HIGH if sure or slip == "lost-dash" else Confidence.MEDIUM
    evidence = evidence_of(entry, [*([seen] if seen else []), best, *(r.row for r in shown_rows)])
    return Verdict(dose, slip, start, end, message, found, expected, evidence, severity, confidence, change)


def _contradicting(case: Case, section: Section) -> Row | None:
    """An official figure that somebody has seen, where all of them are far from the amount, so that it is ruled out without the unseen ones."""
    unit = case.dose.quantity.unit
    seen = [r for r in case.of(section) if r.official and r.period and case.entry.verified(r.row)]
    factor = next(iter(factors(case.entry, unit)), None) if unit is not None else None
    if factor is None or not seen:
        return None
    values = [value * factor * times_a_day(case.dose.rate) for value in values_of(case.dose)]
    low, high = min(r.low / r.period for r in seen), max(r.high / r.period for r in seen)
    return seen[0].row if max(values) < low / _RULED_OUT or min(values) > high * _RULED_OUT else None


def compared(dose: Dose, start: int, end: int) -> tuple[int, int]:
    """The place of an amount with its comparison."""
    first, last = dose.quantity.comparator_at
    return (min(start, first), max(end, last)) if first >= 0 else (start, end)


def _expected(case: Case, rows: Sequence[IntakeRow], unit: Unit | None) -> str:
    """What authorities say, in the text's unit (or the one it should have) where it can be: `1,000-1,200 mg a day`."""
    entry = case.entry
    unit = unit or case.dose.quantity.unit
    low, high = min(r.low for r in rows), max(r.high for r in rows)
    name, factor = entry.unit, Decimal(1)
    if unit is not None and unit.code in {"[IU]", "{unit}"} and len(f := factors(entry, unit)) == 1:
        name, factor = "IU" if unit.code == "[IU]" else unit.name, f[0]
    low, high = low / factor, high / factor
    amount = shown(low) if low == high else f"{shown(low)}-{shown(high)}"
    return f"{amount} {name} {period_words(rows[0].row.every)}"


def _who(row: Row) -> str:
    people = "" if row.population == Population() else f", {row.population}"
    return f"{row.authority or row.context}{people}"


def _message(slip: str, base: str, expected: str, who: str, row: Row) -> str:
    what = {"limit": "upper limit", "average": "average requirement", "need": "intake"}.get(row.section, "dose")
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
