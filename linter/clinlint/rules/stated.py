"""What a statement says of a category, the bands that it is held against, and what may be wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from clinlint.facts.bands import Band
from clinlint.facts.measures import data
from clinlint.facts.threshold_statement import Statement
from clinlint.model.interval import Interval
from clinlint.model.quantity import Form
from clinlint.record import record
from clinlint.rules.cut_offs import Slip, Stated


@record(slots=False)
class Verdict:
    """A statement that fits no current scheme: why, what it was held against, and how it would be right."""

    statement: Statement
    slip: Slip
    band: Band
    right: Stated | None = None
    instead: Band | None = None


def held_bands(statement: Statement, current: Sequence[Band], jurisdictions: frozenset[str]) -> list[Band]:
    """Bands of the authority that the text names, else those in force where the readers are."""
    mine = [b for b in current if any(who.speaks(b.scale.authority, b.scale.jurisdictions) for who in statement.authorities)]
    if mine:
        return mine
    if any(who.elsewhere for who in statement.authorities):
        return []
    return [b for b in current if "INT" in b.scale.jurisdictions or b.scale.jurisdictions & jurisdictions]


def by_name(statement: Statement, held: Sequence[Band]) -> bool:
    """Whether the bands are those of an authority that the text names."""
    return bool(held) and any(who.speaks(held[0].scale.authority, held[0].scale.jurisdictions) for who in statement.authorities)


def stated_of(statement: Statement) -> Stated:
    """What a statement says, with the end that another number closes."""
    quantity, interval, form = statement.quantity, statement.quantity.interval, statement.quantity.form
    if statement.closed and statement.other_end is not None:
        low, high = max(interval.low, statement.other_end.interval.low), min(interval.high, statement.other_end.interval.high)
        if low < high:
            interval, form = Interval(low, high), Form.RANGE
    places = max((n.places for n in quantity.numbers), default=0)
    return Stated(interval, form, statement.unit, places, _is_open(statement.label, form))


def _is_open(label: str, form: Form) -> bool:
    """Whether a category's name also holds for anything beyond its end, in the direction of a comparison."""
    words = data()
    return (not form.downward and label in words["open_up"]) or (not form.upward and label in words["open_down"])
