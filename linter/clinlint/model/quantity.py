"""Numbers as an article writes them: value, unit, how often, and where each part stands in the block's text."""

from __future__ import annotations

import enum
from decimal import Decimal

from clinlint.model.interval import Interval
from clinlint.record import record


class Sign(enum.Enum):
    """How the sign of a number was told: not at all, by a mark, by a word before it, or by a direction after the unit."""

    NONE = "none"
    MARK = "mark"
    WORD = "word"
    BELOW = "below"
    ABOVE = "above"


class Form(enum.Enum):
    """How the numbers of a quantity were put together."""

    POINT = "point"
    RANGE = "range"
    AT_LEAST = "at least"
    MORE_THAN = "more than"
    AT_MOST = "at most"
    LESS_THAN = "less than"
    WITHIN = "within"
    FUSED = "fused"

    @property
    def upward(self) -> bool:
        """Whether it runs from its number upwards."""
        return self in {Form.AT_LEAST, Form.MORE_THAN}

    @property
    def downward(self) -> bool:
        """Whether it runs from its number downwards."""
        return self in {Form.AT_MOST, Form.LESS_THAN}


@record
class Unit:
    """A unit by its UCUM code. Units of one `dimension` convert by `factor`, the size in that dimension's base unit.

    `name` is how readers write it. Units of activity (`[IU]`) convert only by substance.
    """

    code: str
    name: str
    dimension: str
    factor: Decimal

    def converts_to(self, other: Unit) -> bool:
        """Whether both measure the same dimension, so that a factor without a substance exists."""
        return self.dimension == other.dimension

    def per(self, other: Unit) -> Unit:
        """The quotient of two units: `mg/dL`."""
        return Unit(
            f"{self.code}/{other.code}", f"{self.name}/{other.name}", f"{self.dimension}/{other.dimension}", self.factor / other.factor
        )


@record
class Rate:
    """How often: `count` times in a period of `days` (an ISO 8601 duration is its `period`: P1D, P7D, P6M)."""

    count: Interval
    period: str
    days: Decimal

    @property
    def interval_days(self) -> Decimal:
        """Days from one time to the next; of the largest count where it is a range."""
        return self.days / self.count.high if self.count.high.is_finite() and self.count.high else self.days


@record
class RatePhrase:
    """A rate and its code points `[start, end)` in the block's text."""

    start: int
    end: int
    rate: Rate


@record
class Number:
    """One written number: its value with sign, its code points `[start, end)` sign included, `digits` where the digits begin.

    `places`: decimals as written. `words`: written out in words.
    """

    value: Decimal
    start: int
    end: int
    digits: int
    sign: Sign = Sign.NONE
    places: int = 0
    words: bool = False


@record
class Quantity:
    """A number or an interval with its unit and rate, as written in one block.

    `start`, `end`: code points of all of it, comparator, unit and rate included; `core_start`, `core_end`: from the first number to the
    unit. `numbers` are in the order of the text. `interval` has the signs applied. `unit_at` and `rate_at` are code points, (-1, -1) where
    there is none. `downward`: a range whose first number is the larger. `boundary_open`: the words leave open whether the ends belong to it
    (`between A and B`, `A to B`). `second`: the other number of a pair such as `120/80`, at both ends of a range. `converts`: index of the quantity that this one, in brackets after it, says in another unit, or -1.
    """

    start: int
    end: int
    core_start: int
    core_end: int
    interval: Interval
    numbers: tuple[Number, ...]
    form: Form
    unit: Unit | None = None
    unit_at: tuple[int, int] = (-1, -1)
    rate: Rate | None = None
    rate_at: tuple[int, int] = (-1, -1)
    comparator_at: tuple[int, int] = (-1, -1)
    approximate: bool = False
    downward: bool = False
    boundary_open: bool = False
    shared_unit: bool = False
    second: tuple[Number, ...] = ()
    converts: int = -1

    @property
    def value(self) -> Decimal:
        """The number of a point; the first number as written otherwise."""
        return self.numbers[0].value

    @property
    def signed(self) -> bool:
        """Whether every number but zero tells its sign."""
        return all(n.sign is not Sign.NONE or n.value == 0 for n in self.numbers)
