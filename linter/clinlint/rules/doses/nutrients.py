"""Judges an intake of a nutrient: accepted where any current row fits, held to a named authority and group, else explained."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

import re2

from clinlint.facts.dose_purpose import Purpose
from clinlint.facts.dose_statements import Dose
from clinlint.facts.units import by_code
from clinlint.model.quantity import Unit
from clinlint.record import replace
from clinlint.reference.substances import Substance
from clinlint.rules.doses.amounts import factors, row_ends
from clinlint.rules.doses.downward import for_days
from clinlint.rules.doses.intake_slips import best_row, evidence_of, explain, inverted, one_end
from clinlint.rules.doses.intakes import EXACT, accepted, case_of
from clinlint.rules.doses.verdict import Change, Verdict


def verdict(text: str, dose: Dose, entry: Substance, jurisdictions: frozenset[str]) -> Verdict | None:
    """What is wrong with a dose as an intake of this nutrient; None where some row fits or nothing can be said."""
    quantity = dose.quantity
    if quantity.unit is None or dose.salt:
        return None
    foreign = any(a.elsewhere for a in dose.authorities)
    if foreign:
        dose = replace(dose, authorities=())
    possible = _as_salt(entry, quantity.unit) if dose.name == "salt" else factors(entry, quantity.unit)
    unsure = not dose.near and "salt" in text[dose.sentence[0] : dose.sentence[1]]
    if dose.name != "salt" and (unsure or _of_salt().search(text[quantity.end : dose.sentence[1]])):
        possible = (*possible, *_as_salt(entry, quantity.unit))
    if not possible and dose.name == "salt":
        return None
    if not possible:
        return _foreign_unit(text, dose, entry)
    course = dose.rate_at[0] >= 0 and for_days().search(text[dose.rate_at[1] : dose.sentence[1]]) is not None
    if (
        dose.purpose is Purpose.LABEL
        or course
        or _at_once().search(text[quantity.core_end : dose.sentence[1]])
        or _is_increment(text, dose)
    ):
        return None
    case = case_of(text, dose, entry, jurisdictions)
    if case is None:
        return None
    if any(accepted(case, factor) for factor in possible):
        return inverted(case) or one_end(case, possible[0])
    found = explain(case, possible[0]) or one_end(case, possible[0]) or inverted(case)
    return found if found is None or not foreign or found.slip in {"decimal", "unit"} else None


def may_be(text: str, dose: Dose, entry: Substance, jurisdictions: frozenset[str]) -> bool:
    """Whether an amount may be an intake of this nutrient, or nothing can be said."""
    possible = factors(entry, dose.quantity.unit) if dose.quantity.unit is not None else ()
    case = case_of(text, dose, entry, jurisdictions)
    return not possible or case is None or any(accepted(case, factor) for factor in possible)


def _as_salt(entry: Substance, unit: Unit) -> tuple[Decimal, ...]:
    """Factor of table salt's weight to sodium."""
    factor = entry.units.get(f"{unit.name} salt")
    return (factor,) if factor else ()


def _is_increment(text: str, dose: Dose) -> bool:
    """Whether the amount comes on top of a need that is not stated with it."""
    before = text[max(0, dose.quantity.start - 24) : dose.quantity.numbers[0].digits].lower()
    after = text[dose.quantity.end : dose.quantity.end + 24].lower().replace("more than", "")
    reached = before.endswith(" to ") and "increas" in before
    return (_more_before().search(before) is not None and not reached) or any(
        word in after for word in ("extra", "more ", "additional", "on top")
    )


@cache
def _of_salt() -> Any:
    """The sodium of an amount in brackets behind it, which so is of salt."""
    return re2.compile(r"^ ?\([^()]{1,24} sodium\)")


@cache
def _at_once() -> Any:
    """One large dose and no more: `300,000 IU once`."""
    return re2.compile(r"(?i)^ ?(?:given |taken |by mouth )?(?:as a )?(?:once(?: only)?|one[- ]off|bolus|single dose)(?:[.,;)]|$)")


@cache
def _more_before() -> Any:
    """Words before an amount that comes on top of another."""
    return re2.compile(r"\b(?:extra|additional|another|further|increas\w+|add|adding|plus|by)\b[^.;]{0,12}$")


def _foreign_unit(text: str, dose: Dose, entry: Substance) -> Verdict | None:
    """A unit in which the nutrient is never given, where both stand side by side: calcium in IU."""
    quantity = dose.quantity
    if quantity.unit is None or quantity.unit.code not in {"[IU]", "{unit}"} or not (dose.near and dose.here):
        return None
    behind = dose.mention[0] >= quantity.core_end
    gap = text[quantity.core_end : dose.mention[0]] if behind else text[dose.mention[1] : quantity.start]
    if quantity.unit.code == "{unit}" or gap.strip(" :(=-").lower() not in {"", "of", "of elemental", "elemental"}:
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
    best = best_row(entry, rows)
    return Verdict(
        dose,
        "unit",
        quantity.core_start,
        max(quantity.core_end, dose.mention[1] if dose.mention[0] >= quantity.core_end else quantity.core_end),
        f"{entry.name.capitalize()} is given in {quantity.unit.name}; it is measured in {unit.name}.",
        text[quantity.core_start : quantity.core_end],
        f"an amount in {unit.name}",
        evidence_of(entry, [best]),
        change=Change(*quantity.unit_at, unit.name) if quantity.unit_at[0] >= 0 else None,
    )
