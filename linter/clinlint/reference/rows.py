"""Shared readers of reference entries: decimals, intervals, populations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from clinlint.model.interval import Interval
from clinlint.model.population import Population


def number(value: object) -> Decimal:
    """A number of the reference with the digits that were written."""
    return Decimal(str(value))


def ends(value: Any) -> tuple[Decimal, Decimal]:
    """Lowest and highest of an amount: one number, or a list of both."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return number(value[0]), number(value[-1])
    return number(value), number(value)


def interval(value: Any) -> Interval | None:
    """An interval in standard notation, or None where none is given."""
    return Interval.parse(value) if isinstance(value, str) and value[:1] in "[(" and value[-1:] in "])" else None


def population(row: Mapping[str, Any] | None) -> Population:
    """Whom a row is about; without a mapping, anybody."""
    if not row:
        return Population()
    return Population(
        age=interval(row.get("age")),
        sex=row.get("sex", "any"),
        pregnancy=bool(row.get("pregnancy")),
        lactation=bool(row.get("lactation")),
        condition=row.get("condition", ""),
        text=row.get("text", ""),
    )
