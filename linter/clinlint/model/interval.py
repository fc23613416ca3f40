"""Intervals of decimals whose ends are open, closed or infinite."""

from __future__ import annotations

from decimal import Decimal

from clinlint.record import record

INFINITY = Decimal("Infinity")


@record
class Interval:
    """`low` to `high`; an infinite end is open. Empty intervals cannot be made.

    Raises ValueError where low is above high, or a point is not closed at both ends.
    """

    low: Decimal
    high: Decimal
    low_closed: bool = True
    high_closed: bool = True

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"{self.low} is above {self.high}")
        if self.low == self.high and not (self.low_closed and self.high_closed):
            raise ValueError(f"an interval from {self.low} to itself holds nothing")

    @classmethod
    def parse(cls, text: str) -> Interval:
        """From standard notation: `[-1.0, inf)`, `(-2.5, -1.0)`. Raises ValueError on anything else."""
        body = text.strip()
        if len(body) < 5 or body[0] not in "[(" or body[-1] not in "])" or body.count(",") != 1:
            raise ValueError(f"not an interval: {text}")
        low, high = (part.strip() for part in body[1:-1].split(","))
        try:
            ends = Decimal(low), Decimal(high)
        except ArithmeticError as error:
            raise ValueError(f"not an interval: {text}") from error
        return cls(*ends, body[0] == "[" and ends[0].is_finite(), body[-1] == "]" and ends[1].is_finite())

    @classmethod
    def point(cls, value: Decimal) -> Interval:
        """The interval that holds one number."""
        return cls(value, value)

    @classmethod
    def at_least(cls, value: Decimal, *, closed: bool = True) -> Interval:
        """From a number upwards."""
        return cls(value, INFINITY, closed, False)

    @classmethod
    def at_most(cls, value: Decimal, *, closed: bool = True) -> Interval:
        """From a number downwards."""
        return cls(-INFINITY, value, False, closed)

    @property
    def is_point(self) -> bool:
        """Whether it holds one number only."""
        return self.low == self.high

    def __contains__(self, value: Decimal) -> bool:
        above = value > self.low or (self.low_closed and value == self.low)
        below = value < self.high or (self.high_closed and value == self.high)
        return above and below

    def within(self, other: Interval) -> bool:
        """Whether every number of this lies in the other."""
        low = self.low > other.low or (self.low == other.low and (other.low_closed or not self.low_closed))
        high = self.high < other.high or (self.high == other.high and (other.high_closed or not self.high_closed))
        return low and high

    def overlaps(self, other: Interval) -> bool:
        """Whether both hold a number in common."""
        if self.low > other.high or other.low > self.high:
            return False
        if self.low == other.high:
            return self.low_closed and other.high_closed
        if other.low == self.high:
            return other.low_closed and self.high_closed
        return True

    def scaled(self, factor: Decimal) -> Interval:
        """Every number times a factor; a negative factor swaps the ends. A factor of 0 raises ValueError."""
        if factor == 0:
            raise ValueError("a factor of 0 keeps no interval")
        if factor < 0:
            return Interval(self.high * factor, self.low * factor, self.high_closed, self.low_closed)
        return Interval(self.low * factor, self.high * factor, self.low_closed, self.high_closed)

    def __str__(self) -> str:
        return f"{'[' if self.low_closed else '('}{self.low}, {self.high}{']' if self.high_closed else ')'}"
