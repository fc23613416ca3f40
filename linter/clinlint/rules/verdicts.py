"""Statements of an article held against the scales of the reference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from clinlint.facts.bands import Band, is_good
from clinlint.facts.lone_scores import are_scores
from clinlint.facts.measures import PARTS, bands, categories_of, data, relatives
from clinlint.facts.threshold_statement import Statement
from clinlint.model.interval import Interval
from clinlint.model.quantity import Form, Sign
from clinlint.record import replace
from clinlint.reference.holdings import Library, current
from clinlint.rules.cut_offs import Slip, Stated, explain, fits, in_unit, neighbour_of, preferred, run_together, touches
from clinlint.rules.goals import judge_goal, other_measure
from clinlint.rules.scores import judge_far, judge_score
from clinlint.rules.stated import Verdict, by_name, held_bands, stated_of


def judge(statement: Statement, jurisdictions: frozenset[str]) -> Verdict | None:
    """What is wrong with a statement; None where some current scheme accepts it, or nothing can be said."""
    return _judged(current(), statement, jurisdictions)


@lru_cache(maxsize=512)
def _judged(_library: Library, statement: Statement, jurisdictions: frozenset[str]) -> Verdict | None:
    """Several rules ask about each statement, and an editor brings most of them again with every key."""
    if not statement.label:
        return judge_score(statement, jurisdictions) if are_scores(statement.ids) else judge_goal(statement, jurisdictions)
    every = [b for b in bands(statement.ids, statement.label) if _of_group(b, statement)]
    every = [b for b in every if not b.absent] or every
    every = [b for b in every if not b.qualifier] or [b for b in every if not statement.authorities or by_name(statement, [b])]
    if any(b.group in PARTS for b in every):
        return _judge_parts(statement, every, jurisdictions)
    return _judge(statement, stated_of(statement), every, jurisdictions)


def _judge_parts(statement: Statement, every: Sequence[Band], jurisdictions: frozenset[str]) -> Verdict | None:
    """Blood pressure: both numbers of a pair must fit one scheme; a number alone is judged where the text says which one it is."""
    quantity = statement.quantity
    if not quantity.second:
        if not statement.part:
            return None
        return _judge(statement, stated_of(statement), [b for b in every if b.group == statement.part], jurisdictions)
    first, second = stated_of(statement), _second(statement)
    held = held_bands(statement, [b for b in every if b.scale.current], jurisdictions)
    accepting = held if by_name(statement, held) else [b for b in every if b.scale.current]
    for identifier in dict.fromkeys(b.scale.id for b in accepting):
        mine = [b for b in every if b.scale.id == identifier]
        halves = zip((first, second), PARTS, strict=True)
        enough = any if quantity.form is Form.POINT and not _is_healthy(mine) else all
        if enough(any(fits(stated, b, exactly=_strictly(stated, b)) for b in mine if b.group == part) for stated, part in halves):
            return None
    for stated, part in zip((first, second), PARTS, strict=True):
        verdict = _judge(statement, stated, [b for b in every if b.group == part], jurisdictions)
        if verdict is not None:
            return verdict
    return None


def _is_healthy(mine: Sequence[Band]) -> bool:
    """Whether both numbers must be in their category; one is enough for high blood pressure: `160/80 is stage 2`."""
    return any(b.name.startswith(("normal", "optimal", "non", "below", "elevated", "low")) for b in mine)


def _judge(statement: Statement, stated: Stated, every: Sequence[Band], jurisdictions: frozenset[str]) -> Verdict | None:
    current = [b for b in every if b.scale.current] or list(every)
    held = held_bands(statement, current, jurisdictions)
    if not held:
        return None
    if by_name(statement, held):
        current = held
    if held[0].absent:
        return _beyond_normal(statement, stated, held)
    if are_scores(statement.ids) and (far := judge_far(statement, stated, held)) is not None:
        return far
    if statement.quantity.form is Form.FUSED:
        parts = replace(stated, form=Form.RANGE)
        return (
            Verdict(statement, Slip.DASH, held[0], parts) if any(fits(parts, b) for b in held) else Verdict(statement, Slip.FIGURE, held[0])
        )
    joined = run_together(stated, held)
    if joined is not None:
        return Verdict(statement, Slip.DASH, held[0], joined)
    crossed = _crossed(statement, stated, held)
    if crossed is not None:
        return crossed
    if _is_zero(stated, held):
        return None
    fitting = [b for b in preferred(stated, current) if fits(stated, b, exactly=_strictly(stated, b) or _is_foreign(b, held))]
    if fitting:
        doubtful = (stated.general or stated.form is Form.RANGE) and not any(touches(stated, b) for b in current)
        shifted = _shifted_onto(stated, held) if doubtful else None
        if shifted is not None:
            return Verdict(statement, Slip.DECIMAL, *shifted)
        if not fitting[0].scale.current:
            return Verdict(statement, Slip.SUPERSEDED, fitting[0])
        if _runs_down(statement):
            return Verdict(statement, Slip.INVERTED, fitting[0])
        return _of_other_people(statement, stated, held)
    return _explained(statement, stated, held, [b for b in every if b not in held])


def _beyond_normal(statement: Statement, stated: Stated, held: Sequence[Band]) -> Verdict | None:
    """A name that the scale has no category for, `high` where normal has no upper end: wrong where the figure is that of another category."""
    for band in held:
        if band.judges and any(stated.interval.within(i) for i, _ in in_unit(band, stated.unit)):
            continue
        instead = neighbour_of(stated, band)
        inside = stated.form is not Form.POINT and instead is not None and is_good(instead, frozenset(data()["good"]))
        if instead is not None and (inside or not fits(stated, band)):
            return Verdict(statement, Slip.LABEL, band, instead=instead)
        turned = stated.turned()
        one_way = band.interval.low.is_finite() != stated.form.upward and band.interval.low.is_finite() != band.interval.high.is_finite()
        known = [b for b in categories_of(band.scale.id) if not b.side]
        if turned is not None and one_way and any(touches(turned, b) for b in known):
            return Verdict(statement, Slip.DIRECTION, band, turned)
    return None


def _explained(statement: Statement, stated: Stated, held: Sequence[Band], others: Sequence[Band]) -> Verdict | None:
    """Why a statement fits no current band; `others` are those of superseded schemes and other regions."""
    stale = next((b for b in others if not b.scale.current and fits(stated, b)), None)
    if stale is not None:
        return Verdict(statement, Slip.SUPERSEDED, stale, instead=held[0])
    negative = all(n.sign in {Sign.MARK, Sign.WORD, Sign.BELOW} and n.value < 0 for n in statement.numbers)
    sister = other_measure(stated, held, statement.ids) if statement.unwritten else None
    if sister is not None:
        return Verdict(statement, Slip.LABEL, held[0], instead=sister)
    slip, band, right, instead = explain(stated, held, numbers_signed=negative)
    if slip in {Slip.FIGURE, Slip.UNIT, Slip.DECIMAL} and _of_other_schemes(statement, stated, held):
        return None
    if slip in {Slip.FIGURE, Slip.DIRECTION} and not statement.unwritten:
        other = _renamed(statement, stated, held, loosely=slip is Slip.FIGURE)
        if other is not None and (slip is Slip.DIRECTION or _firm(statement, stated, held)):
            return Verdict(statement, Slip.LABEL, band, instead=other)
    if slip is Slip.LABEL and statement.unwritten:
        slip, right, instead = Slip.DIRECTION, stated.turned(), None
    if slip is Slip.SIGN and any(n.sign is Sign.ABOVE for n in statement.quantity.numbers):
        slip = Slip.DIRECTION
    if _is_weak(statement, stated, band, right, slip):
        return None
    if slip is Slip.FIGURE and ((band.side and band.scale.kind == "category-scale") or _lies_in_old(stated, band)):
        return None
    if slip is Slip.FIGURE and (told := _by_others(stated, held, others)) is not None:
        return Verdict(statement, told, held[0])
    if slip is Slip.FIGURE and not _firm(statement, stated, held):
        moved = next((other for other in stated.shifted() if stated.form is Form.RANGE and _as_laboratories_differ(other, held)), None)
        if moved is None and _runs_down(statement):
            return Verdict(statement, Slip.INVERTED, held[0])
        return Verdict(statement, Slip.DECIMAL, held[0], moved) if moved is not None else None
    return Verdict(statement, slip, band, right, instead)


def _is_weak(statement: Statement, stated: Stated, band: Band, right: Stated | None, slip: Slip) -> bool:
    """Whether a shifted point explains nothing: the range then lies somewhere in a category without an end, and the measure stands elsewhere."""
    if slip is not Slip.DECIMAL or stated.form is not Form.RANGE or statement.near or right is None:
        return False
    bounded = band.interval.low.is_finite() and band.interval.low != 0 and band.interval.high.is_finite()
    return not bounded and not touches(right, band)


def _lies_in_old(stated: Stated, band: Band) -> bool:
    """Whether a range lies inside a category that only a superseded scheme has."""
    return not band.scale.current and stated.form is Form.RANGE and any(stated.interval.within(i) for i, _ in in_unit(band, stated.unit))


def _by_others(stated: Stated, held: Sequence[Band], others: Sequence[Band]) -> Slip | None:
    """The slip that makes a statement fit a scheme of another time or region; it is told with the figure of here and now."""
    if not others or stated.form is Form.POINT:
        return None
    slip, band, right, _ = explain(stated, others, numbers_signed=True)
    if slip not in {Slip.UNIT, Slip.DECIMAL, Slip.DIRECTION} or right is None or not touches(right, band):
        return None
    ends = [e for e in (stated.interval.low, stated.interval.high) if e.is_finite()]
    known = all(any(_has_end(stated, b, e) for b in (*held, *others)) for e in ends)
    return None if known and slip is not Slip.DIRECTION else slip


def _of_other_schemes(statement: Statement, stated: Stated, held: Sequence[Band]) -> bool:
    """Whether a figure mixes the cut-offs of several schemes, superseded ones included: `30 to 50 ng/mL is sufficient`.

    A range inside a good category has both its ends from them; a comparison that is wider than a bad one has its end from an old scheme.
    """
    good = frozenset(data()["good"])
    healthy = any(is_good(b, good) for b in held)
    every = [b for i in statement.ids for b in categories_of(i) if not b.absent and (healthy or not b.scale.current)]
    told = [e for e in (stated.interval.low, stated.interval.high) if e.is_finite()]
    if not all(any(_has_end(stated, b, e) for b in every) for e in told):
        return False
    mine = [i for b in held for i, _ in in_unit(b, stated.unit)]
    if stated.form is Form.RANGE:
        return healthy and any(stated.interval.within(i) for i in mine)
    return not healthy and any(i.within(stated.interval) for i in mine)


def _has_end(stated: Stated, band: Band, end: Decimal) -> bool:
    return any(
        i.low == end or 0 <= i.high - end <= step for i, step in in_unit(band, stated.unit) if i.low.is_finite() or i.high.is_finite()
    )


def _renamed(statement: Statement, stated: Stated, held: Sequence[Band], *, loosely: bool) -> Band | None:
    """The category of any scale of the measure that a figure is of: its very ends, or `loosely` the one that is told."""
    mine = held[0]
    lands = mine.scale.jurisdictions
    every = (b for i in relatives(statement.ids) for b in categories_of(i) if b.scale.current)
    for other in (b for b in every if "INT" in lands or b.scale.jurisdictions & (lands | {"INT"})):
        if other.qualifier or other.side or other.group != mine.group or statement.label in (n.lower() for n in other.names):
            continue
        if stated.form is not Form.POINT and (fits(stated, other, exactly=True) or (loosely and _opens_at(stated, other))):
            return other
    return None


def _opens_at(stated: Stated, other: Band) -> bool:
    """Whether a comparison begins at the end of a category that lies on its side."""
    if not (stated.form.upward or stated.form.downward):
        return False
    ends = [i.low if stated.form.upward else i.high for i, _ in in_unit(other, stated.unit)]
    return (stated.interval.low if stated.form.upward else stated.interval.high) in ends


def _crossed(statement: Statement, stated: Stated, held: Sequence[Band]) -> Verdict | None:
    """Two comparisons that close nothing: turned round (`above −1 and below −2.5`), with a sign lost, or with a wrong number."""
    other = statement.other_end
    if other is None or stated.form is Form.RANGE:
        return None
    ends = sorted((statement.quantity.value, other.value))
    between = stated.with_(Interval(ends[0], ends[1]), Form.RANGE)
    turned = stated.turned()
    apart = next((b for b in held if fits(between, b, exactly=True)), None)
    if apart is not None:
        return Verdict(statement, Slip.DIRECTION, apart, turned)
    bounded = [b for b in held if b.interval.low.is_finite() and b.interval.high.is_finite()]
    if not statement.closed or not bounded:
        return None
    low, high = sorted(-abs(end) for end in ends)
    signed = stated.with_(Interval(low, high), Form.RANGE)
    band = next((b for b in bounded if b.interval.high <= 0 and ends[1] > 0 and fits(signed, b, exactly=True)), None)
    if band is not None:
        return Verdict(statement, Slip.SIGN, band, stated.with_(signed.interval))
    return Verdict(statement, Slip.FIGURE, bounded[0])


def _shifted_onto(stated: Stated, held: Sequence[Band]) -> tuple[Band, Stated] | None:
    """The band whose very end a number is when its decimal point is moved."""
    found = (
        (b, other) for other in stated.shifted() for b in held if other.form is not Form.POINT and fits(other, b) and touches(other, b)
    )
    return next(found, None)


def _is_zero(stated: Stated, held: Sequence[Band]) -> bool:
    """Whether a comparison with zero only tells the sign: `a T-score above 0 is normal`."""
    value = stated.interval.low if stated.form.upward else stated.interval.high
    if not (stated.form.upward or stated.form.downward) or value != 0:
        return False
    return any(b.interval.low <= 0 <= b.interval.high and 0 not in {b.interval.low, b.interval.high} for b in held)


def _runs_down(statement: Statement) -> bool:
    """Whether the larger of two numbers without a sign stands first: `159 to 130 mg/dL`."""
    quantity = statement.quantity
    bare = all(n.value > 0 and n.sign is Sign.NONE for n in quantity.numbers)
    return quantity.form is Form.RANGE and quantity.downward and bare and len(quantity.numbers) == 2 and not statement.closed


def _is_foreign(band: Band, held: Sequence[Band]) -> bool:
    """Whether a band bounded on both sides is another region's, so that one of its ends alone does not do."""
    return band not in held and band.interval.low.is_finite() and band.interval.high.is_finite() and band.interval.low != 0


def _strictly(stated: Stated, band: Band) -> bool:
    """Whether one end alone does not do: normal blood pressure is not "above 120"."""
    return (
        band.group in PARTS
        and band.name.startswith(("normal", "optimal", "non"))
        and (stated.form.upward or (stated.form.downward and band.interval.low == 0))
    )


def _of_group(band: Band, statement: Statement) -> bool:
    """Whether a band can be of the people that the number is for."""
    if statement.sex == "any":
        return True
    words = band.group.lower().split()
    other = "men" if statement.sex == "female" else "women"
    own = band.scale.population.sex
    return other not in words and own in {"any", statement.sex}


def _second(statement: Statement) -> Stated:
    """What a pair says with its second number."""
    quantity = statement.quantity
    values = sorted(n.value for n in quantity.second)
    match quantity.form:
        case Form.AT_LEAST | Form.MORE_THAN:
            interval = Interval.at_least(values[0], closed=quantity.form is Form.AT_LEAST)
        case Form.AT_MOST | Form.LESS_THAN:
            interval = Interval.at_most(values[0], closed=quantity.form is Form.AT_MOST)
        case _:
            interval = Interval(values[0], values[-1])
    return replace(stated_of(statement), interval=interval)


def _told(variants: Sequence[str]) -> set[tuple[Decimal, ...]]:
    """Numbers and ranges that the accepted variants of a scale name."""
    found: set[tuple[Decimal, ...]] = set()
    for text in variants:
        found |= {(Decimal(a), Decimal(b)) for a, b in re.findall(r"(\d+(?:\.\d+)?) ?(?:-|\u2013|to) ?(\d+(?:\.\d+)?)", text)}
        found |= {(Decimal(n),) for n in re.findall(r"\d+(?:\.\d+)?", text)}
    return found


def _as_laboratories_differ(stated: Stated, held: Sequence[Band]) -> bool:
    """Whether a normal range is only a little off, or has the ends of another one that the reference tells: ranges are a laboratory's own."""
    for band in held:
        told = _told(band.scale.variants)
        for interval, _ in in_unit(band, stated.unit):
            pairs = [(e, end) for e, end in ((stated.interval.low, interval.low), (stated.interval.high, interval.high)) if e.is_finite()]
            if band.scale.kind not in {"reference-range", "cutoff"}:
                named = _told([v for v in band.scale.variants if v.startswith(band.name)])
                if is_good(band, frozenset(data()["good"])) and tuple(e for e, _ in pairs) in named:
                    return True
                continue
            if all(e == end for e, end in pairs) or tuple(e for e, _ in pairs) in told:
                return True
            if band.scale.kind == "reference-range" and all(end.is_finite() and abs(e - end) <= abs(end) / 5 for e, end in pairs):
                return True
    return False


def _firm(statement: Statement, stated: Stated, held: Sequence[Band]) -> bool:
    """Whether an unexplained figure is surely meant as the category's limit: the measure is named beside it, and the figure is near the scale."""
    counted = any(n.sign in {Sign.BELOW, Sign.ABOVE} for n in statement.quantity.numbers)
    meets = stated.form is Form.RANGE and any(touches(stated, b) for b in held)
    if not (statement.near or counted or (meets and stated.interval.low < 0)) or (
        stated.form is Form.POINT and statement.quantity.approximate
    ):
        return False
    if stated.form is Form.POINT or _as_laboratories_differ(stated, held):
        return False
    if meets:
        return True
    every = [c for b in held for c in categories_of(b.scale.id) if c.group == b.group]
    sizes = [abs(e) for b in every for i, _ in in_unit(b, stated.unit) for e in (i.low, i.high) if e.is_finite()]
    given = [abs(e) for e in (stated.interval.low, stated.interval.high) if e.is_finite()]
    return bool(sizes) and all(min(sizes) / 4 <= e <= max(sizes) * 4 for e in given if e)


def _of_other_people(statement: Statement, stated: Stated, held: Sequence[Band]) -> Verdict | None:
    """A right figure for people that the scale is not for; only where a single age is told and no scale covers it.

    Of a number counted from other people's mean, the age may be theirs.
    """
    if any(n.sign in {Sign.BELOW, Sign.ABOVE} for n in statement.numbers):
        return None
    if stated.form is not Form.POINT and not any(touches(stated, b) for b in held):
        return None
    ages = [p.age for p in statement.people if p.age is not None and p.age.high - p.age.low <= 1]
    ranged = [b.scale.population.age for b in held]
    if len(ages) != 1 or not statement.near or not all(ranged):
        return None
    if any(age is not None and age.overlaps(ages[0]) for age in ranged):
        return None
    return Verdict(statement, Slip.POPULATION, held[0])
