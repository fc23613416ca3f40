"""Whether a number fits what a scale says of a category, and if not, which slip explains it."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TypeAlias

from clinlint.facts.bands import Band
from clinlint.facts.measures import categories_of, is_bare, unit_named
from clinlint.model.interval import Interval
from clinlint.model.quantity import Form, Unit
from clinlint.record import record
from clinlint.reference.scales import Scale

_TENS = tuple(Decimal(10) ** n for n in (-3, -2, -1, 1, 2, 3))
_ROUNDING = Decimal("0.013")
"""Share by which a converted figure may be rounded: sources print 2.5 for 2.496."""


class Slip(enum.Enum):
    """What went wrong with a number."""

    FIGURE = "figure"
    DECIMAL = "decimal"
    DASH = "dash"
    SIGN = "sign"
    DIRECTION = "direction"
    LABEL = "label"
    UNIT = "unit"
    SUPERSEDED = "superseded"
    POPULATION = "population"
    PERIOD = "period"
    INVERTED = "inverted"


@record
class Stated:
    """What an article says of a category: an interval, how it was written, and its unit. `general`: the label is one of many scales' words."""

    interval: Interval
    form: Form
    unit: Unit | None
    places: int
    general: bool = False

    def with_(self, interval: Interval, form: Form | None = None) -> Stated:
        """The same statement with another interval."""
        return Stated(interval, form or self.form, self.unit, self.places, self.general)

    def turned(self) -> Stated | None:
        """The statement with its comparison turned round; None where it compares nothing."""
        value = self.interval.low if self.form.upward else self.interval.high
        match self.form:
            case Form.AT_LEAST:
                return self.with_(Interval.at_most(value), Form.AT_MOST)
            case Form.MORE_THAN:
                return self.with_(Interval.at_most(value, closed=False), Form.LESS_THAN)
            case Form.AT_MOST:
                return self.with_(Interval.at_least(value), Form.AT_LEAST)
            case Form.LESS_THAN:
                return self.with_(Interval.at_least(value, closed=False), Form.MORE_THAN)
            case _:
                return None

    def negated(self) -> Iterator[Stated]:
        """The statement with the sign of its numbers turned: with the comparison as written, and as mirrored."""
        if self.form.upward:
            yield self.with_(Interval.at_least(-self.interval.low, closed=self.interval.low_closed))
            yield self.with_(self.interval.scaled(Decimal(-1)), Form.AT_MOST if self.form is Form.AT_LEAST else Form.LESS_THAN)
        elif self.form.downward:
            yield self.with_(Interval.at_most(-self.interval.high, closed=self.interval.high_closed))
            yield self.with_(self.interval.scaled(Decimal(-1)), Form.AT_LEAST if self.form is Form.AT_MOST else Form.MORE_THAN)
        else:
            yield self.with_(self.interval.scaled(Decimal(-1)))
            if self.form is Form.RANGE and self.interval.low < 0 < self.interval.high:
                low, high = sorted((-abs(self.interval.low), -abs(self.interval.high)))
                if low < high:
                    yield self.with_(Interval(low, high))

    def split(self) -> Iterator[Stated]:
        """The ranges that a number may be made of if the dash between two was lost: `100125` is 100 to 125."""
        digits = str(self.interval.low)
        whole, point, _ = digits.partition(".")
        if self.form is not Form.POINT or not whole.isdigit() or not 2 <= len(digits) <= 8 or (point and len(whole) < 3):
            return
        for at in range(1, len(whole)):
            low, high = Decimal(digits[:at]), Decimal(digits[at:])
            if digits[at] != "0" and low < high:
                yield self.with_(Interval(low, high), Form.RANGE)

    def shifted(self) -> Iterator[Stated]:
        """The statement with the decimal point moved; of a range also one end only."""
        for factor in _TENS:
            yield self.with_(self.interval.scaled(factor))
        if self.form is Form.RANGE:
            low, high = self.interval.low, self.interval.high
            for factor in _TENS:
                for ends in ((low * factor, high), (low, high * factor)):
                    if ends[0] != ends[1]:
                        yield self.with_(Interval(min(ends), max(ends)))


def fits(stated: Stated, band: Band, *, exactly: bool = False) -> bool:
    """Whether a statement agrees with a band, boundaries and the printing step aside.

    A half-open statement about a category bounded on both sides need only agree with the end it names, unless `exactly`.
    """
    if _beyond(stated, band):
        return False
    if _from_the_end(stated, band):
        return _fits(stated, band.interval, _step(band.scale, band.interval), exactly)
    return any(_fits(stated, interval, step, exactly) for interval, step in in_unit(band, stated.unit))


def _beyond(stated: Stated, band: Band) -> bool:
    """Whether a range leaves what can be measured: 95 to 1,000 per cent, 7 to 13 of 10 points."""
    domain = band.scale.domain
    if stated.form is not Form.RANGE or domain is None or not _is_own(stated.unit, band):
        return False
    return (domain.high.is_finite() and stated.interval.high > domain.high) or (domain.low.is_finite() and stated.interval.low < domain.low)


def _is_own(unit: Unit | None, band: Band) -> bool:
    own = unit_named(band.unit or band.scale.measure.unit)
    return unit is None or own is None or unit.code in {own.code, "{point}"}


def _from_the_end(stated: Stated, band: Band) -> bool:
    """Whether a range names the end of all that can be measured, so that both its ends count: `8 to 10` of 10 points."""
    domain, own = band.scale.domain, unit_named(band.unit or band.scale.measure.unit)
    if (
        stated.form is not Form.RANGE
        or domain is None
        or not (stated.unit is None or own is None or stated.unit.code in {own.code, "{point}"})
    ):
        return False
    ends = {end for end in (domain.low, domain.high) if end.is_finite()}
    mine = {stated.interval.low, stated.interval.high} & ends
    return bool(mine & {band.interval.low, band.interval.high}) and stated.interval.low != stated.interval.high


def touches(stated: Stated, band: Band) -> bool:
    """Whether one of a statement's ends is an end of the band."""
    return any(
        (interval.low.is_finite() and _low_met(stated.interval, interval, step))
        or (interval.high.is_finite() and _high_met(stated.interval, interval, step))
        for interval, step in in_unit(band, stated.unit)
    )


def preferred(stated: Stated, candidates: Sequence[Band]) -> list[Band]:
    """Of bands of one label, those that a range can mean: where one bounded on both sides shares an end with it, no half-open ones."""
    if stated.form is not Form.RANGE:
        return list(candidates)
    bounded = [
        band
        for band in candidates
        for interval, step in in_unit(band, stated.unit)
        if interval.low.is_finite()
        and interval.high.is_finite()
        and (_low_met(stated.interval, interval, step) or _high_met(stated.interval, interval, step))
    ]
    return bounded or list(candidates)


def in_unit(band: Band, unit: Unit | None) -> list[tuple[Interval, Decimal]]:
    """The band in a unit, domain's ends taken as open, and by how much its ends may be off. Empty where the unit does not belong."""
    scale = band.scale
    own = unit_named(band.unit or scale.measure.unit)
    opened = _opened(band.interval, scale)
    if unit is None or own is None or unit.code == own.code or (is_bare(scale.measure.unit) and unit.code == "{point}"):
        return [(opened, _step(scale, band.interval))]
    if unit.converts_to(own):
        factor = own.factor / unit.factor
        size = max((abs(end) for end in (opened.low, opened.high) if end.is_finite()), default=Decimal(0)) * factor
        rounding = Decimal(0) if _is_decimal(factor) else size * _ROUNDING
        return [(opened.scaled(factor), max(_step(scale, band.interval) * factor, rounding))]
    found: list[tuple[Interval, Decimal]] = []
    for name, conversion in scale.measure.conversions.items():
        other = unit_named(name)
        if other is None or not unit.converts_to(other):
            continue
        factor = other.factor / unit.factor
        low, high = (conversion(end) * factor if end.is_finite() else end for end in (opened.low, opened.high))
        size = max((abs(end) for end in (low, high) if end.is_finite()), default=Decimal(0))
        found.append((Interval(low, high, opened.low_closed, opened.high_closed), size * _ROUNDING))
        if name in band.alternatives:
            printed = _opened(band.alternatives[name], scale).scaled(factor)
            found.append((printed, _places(band.alternatives[name]) * factor))
    return found


def _is_decimal(factor: Decimal) -> bool:
    """Whether a factor only moves the decimal point; figures are not rounded then."""
    return factor.normalize().as_tuple().digits == (1,)


def _opened(interval: Interval, scale: Scale) -> Interval:
    """An interval whose end is the end of everything that can be measured has no end there."""
    domain = scale.domain
    low, high = interval.low, interval.high
    if low == 0 or (domain and low == domain.low):
        low = Decimal("-Infinity")
    if domain and high == domain.high and high.is_finite():
        high = Decimal("Infinity")
    if low == interval.low and high == interval.high:
        return interval
    if not low.is_finite() and not high.is_finite():
        high = interval.high
    return Interval(low, high, interval.low_closed and low.is_finite(), interval.high_closed and high.is_finite())


def _step(scale: Scale, interval: Interval) -> Decimal:
    if scale.resolution is not None:
        return scale.resolution
    if scale.integer:
        return Decimal(1)
    return _places(interval)


def _places(interval: Interval) -> Decimal:
    """One unit of the last decimal that an interval's ends are written with."""
    places = max((-int(end.as_tuple().exponent) for end in (interval.low, interval.high) if end.is_finite()), default=0)
    return Decimal(10) ** -max(places, 0)


def _fits(stated: Stated, band: Interval, step: Decimal, exactly: bool) -> bool:
    given = stated.interval
    low, high = band.low, band.high
    if stated.form is Form.POINT:
        return not exactly and low - step <= given.low <= high + step
    low_met = _low_met(given, band, step)
    high_met = _high_met(given, band, step)
    if stated.form.upward:
        if not low.is_finite() or (exactly and high.is_finite()):
            return False
        return low_met or (stated.general and not exactly and given.low >= low)
    if stated.form.downward:
        if not high.is_finite() or (exactly and low.is_finite()):
            return False
        return high_met or (stated.general and not exactly and given.high <= high)
    if low.is_finite() and high.is_finite():
        return (low_met and high_met) or (not exactly and not low_met and not high_met and given.low > low and given.high < high)
    if exactly:
        return False
    return given.low >= low - step and given.high <= high + step


def _low_met(given: Interval, band: Interval, step: Decimal) -> bool:
    if not band.low.is_finite() or not given.low.is_finite():
        return not band.low.is_finite() and not given.low.is_finite()
    difference = given.low - band.low
    if (
        difference == 0
        or (not band.low_closed and difference == step)
        or (band.low_closed and not given.low_closed and difference == -step)
    ):
        return True
    return abs(difference) < step and step > 0


def _high_met(given: Interval, band: Interval, step: Decimal) -> bool:
    if not band.high.is_finite() or not given.high.is_finite():
        return not band.high.is_finite() and not given.high.is_finite()
    difference = given.high - band.high
    if (
        difference == 0
        or (not band.high_closed and difference == -step)
        or (band.high_closed and not given.high_closed and difference == step)
    ):
        return True
    return abs(difference) < step and step > 0


def run_together(stated: Stated, candidates: Sequence[Band]) -> Stated | None:
    """The range that a number stands for if its dash was lost; None where no band has just these ends."""
    bounded = [b for b in candidates if b.interval.low.is_finite() and b.interval.high.is_finite()]
    return next((other for other in stated.split() for band in bounded if fits(other, band, exactly=True)), None)


Explained: TypeAlias = "tuple[Slip, Band, Stated | None, Band | None]"
"""The slip, the band that a statement was held against, the statement put right (None where no number changes), and the band that it
would fit as it stands (a swapped label)."""


def explain(stated: Stated, candidates: Sequence[Band], *, numbers_signed: bool) -> Explained:
    """The slip that best explains a statement that fits none of its bands."""
    units = [band for band in candidates if in_unit(band, stated.unit)]
    if not units:
        return Slip.UNIT, candidates[0], None, None
    signed = None if numbers_signed else _with_sign(stated, units)
    return signed or _relabelled(stated, units) or _turned(stated, units) or _rescaled(stated, units) or (Slip.FIGURE, units[0], None, None)


def _with_sign(stated: Stated, units: Sequence[Band]) -> Explained | None:
    if not any(band.interval.low < 0 for band in units):
        return None
    found = ((band, other) for other in stated.negated() for band in units if fits(other, band))
    return next(((Slip.SIGN, band, other, None) for band, other in found), None)


def _relabelled(stated: Stated, units: Sequence[Band]) -> Explained | None:
    found = ((band, neighbour_of(stated, band)) for band in units)
    return next(((Slip.LABEL, band, None, other) for band, other in found if other is not None), None)


def neighbour_of(stated: Stated, band: Band) -> Band | None:
    """The other category of the same scale that a statement is right of; None where there is none."""
    for other in categories_of(band.scale.id):
        if not (other.qualifier or other.side or other.name == band.name or other.group != band.group) and _elsewhere(stated, other):
            return other
    return None


def _turned(stated: Stated, units: Sequence[Band]) -> Explained | None:
    turned = stated.turned()
    if turned is None:
        return None
    return next(((Slip.DIRECTION, band, turned, None) for band in units if fits(turned, band, exactly=stated.general)), None)


def _rescaled(stated: Stated, units: Sequence[Band]) -> Explained | None:
    for band in units:
        for unit in _other_units(band, stated.unit):
            moved = Stated(stated.interval, stated.form, unit, stated.places)
            if fits(moved, band, exactly=stated.form is not Form.POINT and band.interval.low == 0):
                return Slip.UNIT, band, moved, None
    found = ((band, other) for other in stated.shifted() for band in units if fits(other, band) and (not band.side or touches(other, band)))
    return next(((Slip.DECIMAL, band, other, None) for band, other in found), None)


def _other_units(band: Band, unit: Unit | None) -> Iterator[Unit]:
    """Units that the measure is also given in, in another size than the number's."""
    if unit is None:
        return
    for name in (band.scale.measure.unit, *band.scale.measure.conversions):
        other = unit_named(name)
        if other is not None and other.code != unit.code and other.name != unit.name:
            yield other


def _elsewhere(stated: Stated, neighbour: Band) -> bool:
    """Whether a statement is right of another category: its very ends, or a point well inside."""
    if stated.form is Form.POINT:
        return any(i.low < stated.interval.low < i.high for i, _ in in_unit(neighbour, stated.unit))
    return fits(stated, neighbour, exactly=True)
