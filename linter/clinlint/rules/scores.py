"""Scores without a category held against the ends of their scale: only a lost sign, a shifted point or a turned comparison can be told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from clinlint.facts.bands import Band
from clinlint.facts.measures import categories_of
from clinlint.facts.threshold_statement import Statement
from clinlint.model.interval import Interval
from clinlint.model.quantity import Form, Sign
from clinlint.rules.cut_offs import Slip, Stated, fits
from clinlint.rules.stated import Verdict, held_bands, stated_of

_FAR = 3
"""How many times beyond the outermost cut-off no score lies."""
_FINER = 2
"""Decimal places that no cut-off of such a scale has."""


def judge_score(statement: Statement, jurisdictions: frozenset[str]) -> Verdict | None:
    """What is wrong with a score that no category stands beside; None where it may be meant."""
    every = [b for i in statement.ids for b in categories_of(i) if b.scale.current and not (b.qualifier or b.side or b.group)]
    held = held_bands(statement, every, jurisdictions)
    ends = {end for b in held for end in (b.interval.low, b.interval.high) if end.is_finite()}
    if not held or any(end > 0 for end in ends):
        return None
    stated = stated_of(statement)
    return _unsigned(statement, stated, held, ends) or _shifted(statement, stated, held, ends) or _turned(statement, stated, held)


def judge_far(statement: Statement, stated: Stated, held: Sequence[Band]) -> Verdict | None:
    """A score of a category that is far out of all cut-offs, or a range from a number to itself whose first sign is lost: `1 to +1`."""
    numbers = statement.numbers
    signs = {n.sign for n in numbers}
    if stated.form is Form.RANGE and len(numbers) > 1 and numbers[0].value == numbers[1].value and signs == {Sign.NONE, Sign.MARK}:
        right = Interval(-abs(numbers[0].value), abs(numbers[0].value))
        return Verdict(statement, Slip.SIGN, held[0], stated.with_(right))
    ends = [abs(e) for b in categories_of(held[0].scale.id) for e in (b.interval.low, b.interval.high) if e.is_finite()]
    if (
        not ends
        or not any(n.value < 0 or n.sign is not Sign.NONE for n in numbers)
        or all(abs(n.value) <= _FAR * max(ends) for n in numbers)
    ):
        return None
    return _told(statement, Slip.DECIMAL, stated.shifted(), held) or Verdict(statement, Slip.FIGURE, held[0])


def _unsigned(statement: Statement, stated: Stated, held: Sequence[Band], ends: set[Decimal]) -> Verdict | None:
    """Cut-offs without their minus sign where strong bone cannot be meant: `2.5 or lower`, `1 to −2.5`."""
    bare = [n for n in statement.numbers if n.sign is Sign.NONE and n.value > 0]
    if not bare or stated.form.upward or not all(-abs(n.value) in ends for n in statement.numbers):
        return None
    if stated.form is Form.RANGE and len({abs(n.value) for n in statement.numbers}) == 1:
        return None
    return _told(statement, Slip.SIGN, stated.negated(), held)


def _shifted(statement: Statement, stated: Stated, held: Sequence[Band], ends: set[Decimal]) -> Verdict | None:
    """Cut-offs with the decimal point moved: `−25 or lower`, `−0.1 to −2.5`."""
    values = [n.value for n in statement.numbers]
    wrong = [n for n in statement.numbers if n.value not in ends]
    if any(v >= 0 for v in values) or not wrong or (stated.form is Form.RANGE and len(wrong) == len(values) > 1):
        return None
    far = min(ends) * _FAR
    if stated.form is not Form.RANGE and not all(n.value < far or (n.places >= _FINER and n.value > max(ends)) for n in wrong):
        return None
    return _told(
        statement,
        Slip.DECIMAL,
        stated.shifted(),
        [b for b in held if stated.form is Form.POINT or _bounded(b) == (stated.form is Form.RANGE)],
    )


def _turned(statement: Statement, stated: Stated, held: Sequence[Band]) -> Verdict | None:
    """A closed floor where the lowest category has its closed ceiling: treatment from `−2.5 or higher`."""
    turned = stated.turned() if stated.form is Form.AT_LEAST else None
    lowest = [b for b in held if not b.interval.low.is_finite() and b.interval.high_closed and b.interval.high == stated.interval.low]
    return Verdict(statement, Slip.DIRECTION, lowest[0], turned) if turned is not None and lowest else None


def _bounded(band: Band) -> bool:
    return band.interval.low.is_finite() and band.interval.high.is_finite()


def _told(statement: Statement, slip: Slip, others: Iterator[Stated], held: Sequence[Band]) -> Verdict | None:
    found = ((b, other) for other in others for b in held if fits(other, b, exactly=other.form is not Form.POINT))
    return next((Verdict(statement, slip, b, other) for b, other in found), None)
