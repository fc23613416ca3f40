"""Amounts of a substance in its canonical unit, whatever unit and rate a text or a row of the reference has."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from clinlint.facts.units import by_code
from clinlint.model.quantity import Form, Quantity, Rate, Unit
from clinlint.reference.holdings import per_library
from clinlint.reference.substances import Row, Substance, substance

UCUM: Mapping[str, str] = {
    "mcg": "ug",
    "IU": "[IU]",
    "units": "{unit}",
    "UK unit": "{unit}",
    "US standard drink": "{drink}",
    "mEq": "meq",
    "cups": "[cup_us]",
    "oz": "[oz_av]",
    "fl oz": "[foz_us]",
    "% energy": "%",
}
"""Codes of the reference's unit names that differ from them."""

_ACTIVITY = frozenset({"[IU]", "{unit}", "U"})
_PERIODS: Mapping[str, Decimal] = {"D": Decimal(1), "W": Decimal(7), "M": Decimal(30), "Y": Decimal(365)}


@per_library
def _table(identifier: str) -> Mapping[str, tuple[Decimal, ...]]:
    """Factors to the canonical unit by UCUM code; several where the form decides (IU of vitamin A)."""
    entry = substance(identifier)
    found: dict[str, tuple[Decimal, ...]] = {}
    for name, factor in entry.units.items():
        code = UCUM.get(name, name)
        if name.startswith("IU ("):
            found["[IU]"] = (*found.get("[IU]", ()), factor)
        elif factor:
            found[code] = (factor,)
    return found


def factors(entry: Substance, unit: Unit) -> tuple[Decimal, ...]:
    """Possible factors from a text's unit to the substance's canonical one; empty where the unit cannot belong."""
    table = _table(entry.id)
    if entry.is_drug and "mg salt" in table and unit.code in table:
        return (*table[unit.code], *(f * table["mg salt"][0] for f in table[unit.code]))
    code = unit.code.split("{", maxsplit=1)[0] or unit.code
    if unit.code in table:
        return table[unit.code]
    if code in table:
        return table[code]
    if unit.code == "k[IU]" and "[IU]" in table:
        return tuple(f * 1000 for f in table["[IU]"])
    if unit.code in _ACTIVITY:
        return next((table[c] for c in ("[IU]", "{unit}") if c in table), ())
    canonical = by_code(UCUM.get(entry.unit, entry.unit))
    if canonical is not None and canonical.dimension == unit.dimension and unit.dimension in {"mass", "volume", "substance"}:
        return (unit.factor / canonical.factor,)
    return ()


def row_ends(entry: Substance, row: Row) -> tuple[Decimal, Decimal] | None:
    """A row's lowest and highest in the canonical unit; None where it needs a body or has no figure."""
    if row.undetermined:
        return None
    factor = entry.units.get(row.unit)
    if factor is None and row.unit.startswith("IU"):
        factor = next((f for name, f in entry.units.items() if name == row.unit), None)
    if not factor:
        return None
    return row.low * factor, row.high * factor


def days(period: str) -> Decimal | None:
    """Days of an ISO 8601 period; None for `once`, `as needed` and the like."""
    if period.startswith("PT") and period.endswith("H"):
        return Decimal(period[2:-1]) / 24
    if period.startswith("P") and period[1:-1].isdigit() and period[-1] in _PERIODS:
        return Decimal(period[1:-1]) * _PERIODS[period[-1]]
    return None


def times_a_day(rate: Rate | None) -> Decimal:
    """Most times a day of a rate; once where none is told."""
    if rate is None or not rate.days:
        return Decimal(1)
    return (rate.count.high if rate.count.high.is_finite() else rate.count.low) / rate.days


def amounts_of(quantity: Quantity) -> tuple[Decimal, ...]:
    """The numbers of a quantity in its unit, also where they were written in two (`75 mg to 0.15 g`)."""
    written = tuple(n.value for n in quantity.numbers)
    ends = quantity.interval
    if quantity.form is Form.RANGE and set(written) != {ends.low, ends.high} and ends.low.is_finite() and ends.high.is_finite():
        return ends.low, ends.high
    return written


def shown(value: Decimal) -> str:
    """A number as readers write it: `1,200`, `0.5`, `7.5`."""
    text = f"{value.normalize():,f}" if value == value.to_integral_value() else f"{value:,.4f}".rstrip("0").rstrip(".")
    return text.removesuffix(".0")
