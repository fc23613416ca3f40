"""Targets and needs of an article held against the scales of the reference."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from clinlint.facts.bands import Band
from clinlint.facts.measures import HEALTHY, categories_of, goals_of, unit_named
from clinlint.facts.role import Role
from clinlint.facts.threshold_statement import Statement
from clinlint.model.quantity import Form
from clinlint.record import replace
from clinlint.reference.scales import scale_ids
from clinlint.rules.cut_offs import Slip, Stated, fits, in_unit, run_together, touches
from clinlint.rules.stated import Verdict, by_name, held_bands, stated_of

_FAR = Decimal("1.3")
"""How many times less or more than anybody's goal is no goal."""


def judge_goal(statement: Statement, jurisdictions: frozenset[str]) -> Verdict | None:
    """A target or need: silent where the figure is any that the reference knows for the measure, else told only if a slip explains it."""
    every = [b for i in statement.ids for b in goals_of(i) if b.scale.current]
    current = [b for b in every if b.name != HEALTHY] or every
    goals = [b for b in current if _same_period(statement, b)]
    held = held_bands(statement, goals, jurisdictions)
    stated = stated_of(statement)
    if not goals and current:
        met = next((b for b in current if fits(stated, b) and touches(stated, b)), None)
        return Verdict(statement, Slip.PERIOD, met) if met is not None else None
    if not held or stated.form is Form.FUSED:
        return None
    if held[0].name == HEALTHY:
        return _judge_healthy(statement, stated, held)
    categories = [b for i in statement.ids for b in categories_of(i)]
    known = (*goals, *categories)
    joined = run_together(stated, held)
    if joined is not None:
        return Verdict(statement, Slip.DASH, held[0], joined)
    sister = other_measure(stated, held, statement.ids) if not any(touches(stated, b) for b in held) else None
    if sister is not None:
        return Verdict(statement, Slip.LABEL, held[-1], instead=sister)
    if any(fits(stated, b) and (stated.form is Form.POINT or touches(stated, b)) for b in known):
        return None
    turned = stated.turned()
    if (
        turned is not None
        and not any(touches(stated, b) for b in categories)
        and any(fits(turned, b) for b in held)
        and (stated.form.downward or statement.role.role is not Role.LIMIT)
    ):
        return Verdict(statement, Slip.DIRECTION, held[0], turned)
    for other in stated.shifted():
        band = next((b for b in held if fits(other, b, exactly=stated.form is Form.RANGE) and at_end(other, b)), None)
        if band is not None and not _all_known(stated, known):
            return Verdict(statement, Slip.DECIMAL, band, other)
    moved = _goal_in_other_unit(statement, stated, held)
    if moved is None and by_name(statement, held) and stated.form is not Form.POINT and not any(touches(stated, b) for b in known):
        return Verdict(statement, Slip.FIGURE, held[0])
    if moved is None and _is_absurd(statement, stated, goals):
        return Verdict(statement, Slip.FIGURE, held[0])
    return moved


def _is_absurd(statement: Statement, stated: Stated, goals: Sequence[Band]) -> bool:
    """Whether advice on the period that the goal has is far from what anybody is advised: `sleep at least 4 hours a night`."""
    rate = statement.quantity.rate
    if (
        not statement.people
        or rate is None
        or rate.count.low != 1
        or rate.count.high != 1
        or statement.role.role is not Role.RECOMMENDATION
        or statement.quantity.approximate
    ):
        return False
    ends = [e for b in goals for i, _ in in_unit(b, stated.unit) for e in (i.low, i.high) if e.is_finite() and e]
    told = [e for e in (stated.interval.low, stated.interval.high) if e.is_finite()]
    timed = all(b.scale.measure.unit == "h/day" for b in goals)
    return bool(ends) and timed and (max(told) < min(ends) / _FAR or min(told) > max(ends) * _FAR)


def _judge_healthy(statement: Statement, stated: Stated, held: Sequence[Band]) -> Verdict | None:
    """A goal on a scale that has none of its own: only its healthy category turned round, with the decimal point moved or in a sister unit."""
    if stated.form is Form.POINT or any(fits(stated, b) for b in held):
        return None
    turned = stated.turned()
    band = next((b for b in held if turned is not None and fits(turned, b) and touches(turned, b)), None)
    if band is not None:
        return Verdict(statement, Slip.DIRECTION, band, turned)
    found = ((b, other) for other in stated.shifted() for b in held if fits(other, b) and touches(other, b))
    moved = _goal_in_other_unit(statement, stated, held)
    return moved or next((Verdict(statement, Slip.DECIMAL, b, other) for b, other in found), None)


def _all_known(stated: Stated, known: Sequence[Band]) -> bool:
    """Whether every number of a statement is an end of some band, so that none can have slipped."""
    ends = {e for b in known for i, _ in in_unit(b, stated.unit) for e in (i.low, i.high) if e.is_finite()}
    return all(e in ends for e in (stated.interval.low, stated.interval.high) if e.is_finite())


def _goal_in_other_unit(statement: Statement, stated: Stated, held: Sequence[Band]) -> Verdict | None:
    """A goal's own number with a unit of another size: hours for minutes."""
    for band in held:
        own = unit_named(band.unit or band.scale.measure.unit)
        moved = replace(stated, unit=own)
        if own is not None and stated.unit is not None and own.code != stated.unit.code and fits(moved, band) and touches(moved, band):
            return Verdict(statement, Slip.UNIT, band, moved)
    return None


def other_measure(stated: Stated, held: Sequence[Band], ids: Sequence[str]) -> Band | None:
    """The cut-off of the same authority for a sister measure that a number is (3% for hip, 20% for major fractures)."""
    stem = held[0].scale.id.rpartition(".")[0]
    if held[0].scale.kind != "cutoff" or stem.count(".") < 2:
        return None
    sisters = [b for i in scale_ids() if i.startswith(f"{stem}.") and i not in ids for b in goals_of(i)]
    if stated.form is Form.POINT:
        return next((b for b in sisters if b.interval.low == stated.interval.low and b.interval.low > 0), None)
    return next((b for b in sisters if fits(stated, b, exactly=True)), None)


def _same_period(statement: Statement, band: Band) -> bool:
    """Whether a number is per day, week or meal as the goal is."""
    unit, rate = band.scale.measure.unit, statement.quantity.rate
    period = {"day": "P1D", "week": "P7D"}.get(unit.rpartition("/")[2])
    return rate is None or period is None or rate.period == period


def at_end(stated: Stated, band: Band) -> bool:
    """Whether one of the numbers is an end of the band."""
    ends = {e for i, _ in in_unit(band, stated.unit) for e in (i.low, i.high) if e.is_finite()}
    return bool(ends & {stated.interval.low, stated.interval.high})
