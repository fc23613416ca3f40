"""Amounts stated twice that do not convert: `800 IU (200 mcg)`, `1 mcg equals 4 IU`, a salt's weight given as the element's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Any

import re2

from clinlint.facts.dose_statements import Dose
from clinlint.facts.rates import spoken
from clinlint.model.finding import Evidence
from clinlint.reference.substances import Substance, substance
from clinlint.rules.doses.amounts import factors, shown
from clinlint.rules.doses.verdict import Change, Verdict

SLACK = Decimal("0.08")
"""How far the second amount may be rounded."""

_KITCHEN = frozenset({"[oz_av]", "[foz_us]", "[cup_us]"})
"""Units of portions, which nobody converts exactly."""
_EQUALS = r"^ ?(?:of [\w -]{1,30})?\s*(?:equals?|is equal to|are equal to|=|is the same as|corresponds? to|is equivalent to|is|are|means|converts to|comes to)\s*(?:about |around |roughly |exactly )?$"
_GIVES = r"(?:^|[ ,(])(?:gives?|provides?|contains?|supplies|supply|equals?|equal to|=|has|yields?|delivers?|holds?|that is|i\.e\.|equivalent to|or|is)(?: you| about| only| around)?[ (]*$"


def verdicts(text: str, found: Sequence[Dose]) -> Iterator[Verdict]:
    """The pairs of one block that do not convert, in order."""
    by_index = {dose.index: dose for dose in found}
    for dose in found:
        if dose.pair >= 0 and (first := by_index.get(dose.pair)) is not None:
            yield from _pair(text, first, dose)
    for first, second in pairwise(found):
        gap = text[first.quantity.core_end : second.quantity.start]
        if first.ids == second.ids and (first.name == "salt") != (second.name == "salt") and _alike().search(gap):
            yield from _pair(text, first, second)
            continue
        if first.sentence != second.sentence or second.pair >= 0:
            continue
        counted = (_counted().search(gap) or _split().search(gap)) if first.ids == second.ids and first.salt == second.salt else None
        behind = text[second.quantity.core_end : second.quantity.core_end + 24]
        if counted is not None and (_pieces().search(behind) or _of_each().search(gap)):
            yield from _count(text, first, second, first.quantity.core_end + counted.start(1), first.quantity.core_end + counted.end(1))
        elif first.ids == second.ids and first.salt and not second.salt:
            yield from _salt(text, first, second, gap)
        elif first.ids == second.ids and _unit(first) != _unit(second) and len(gap) < 60 and _equals().search(gap):
            yield from _pair(text, first, second)


def equated(text: str, found: Sequence[Dose]) -> frozenset[int]:
    """Indices of amounts that only say how two units convert (`1 mcg is 40 IU`), so that neither is an intake."""
    same = (
        (first, second)
        for first, second in pairwise(found)
        if first.ids == second.ids
        and _unit(first) != _unit(second)
        and _equals().search(text[first.quantity.core_end : second.quantity.start])
    )
    return frozenset(dose.index for pair in same for dose in pair)


def _unit(dose: Dose) -> str:
    return dose.quantity.unit.code if dose.quantity.unit else ""


def _pair(text: str, first: Dose, second: Dose) -> Iterator[Verdict]:
    """Whether two amounts of one substance are the same in their two units."""
    a, b = first.quantity, second.quantity
    if a.unit is None or b.unit is None or first.salt != second.salt or not _KITCHEN.isdisjoint({a.unit.code, b.unit.code}):
        return
    for identifier in first.ids:
        entry = substance(identifier)
        pairs = [(f, g) for f in _factors(entry, first) for g in _factors(entry, second)]
        if not pairs or any(_same(first, second, f, g) for f, g in pairs):
            return
    entry = substance(first.ids[0])
    f, g = _factors(entry, first)[0], _factors(entry, second)[0]
    right = [_round(n.value * f / g) for n in a.numbers]
    words = "-".join(shown(value) for value in right)
    name = b.unit.name
    what, other = (entry.name, "") if first.name != "salt" != second.name else (_kind(entry, first), f" {_kind(entry, second)}")
    change = Change(b.numbers[0].digits, b.numbers[-1].end, words)
    yield Verdict(
        first,
        "conversion",
        a.core_start,
        b.core_end,
        f"{_cut(text, a.core_start, a.core_end)} of {what} is {words} {name}{other and f' of{other}'}, not {_cut(text, b.core_start, b.core_end)}.",
        text[a.core_start : b.core_end],
        f"{words} {name}",
        _evidence(entry),
        change=change if len(right) == len(b.numbers) else None,
    )


def _factors(entry: Substance, dose: Dose) -> tuple[Decimal, ...]:
    """Factors of a dose's unit; of table salt's weight to the sodium in it."""
    unit = dose.quantity.unit
    if unit is None or dose.name != "salt":
        return factors(entry, unit) if unit is not None else ()
    factor = entry.units.get(f"{unit.code.replace('ug', 'mcg')} salt")
    return (factor,) if factor else ()


def _kind(entry: Substance, dose: Dose) -> str:
    return "salt" if dose.name == "salt" else entry.name


def _same(first: Dose, second: Dose, f: Decimal, g: Decimal) -> bool:
    mine, theirs = first.quantity.numbers, second.quantity.numbers
    if len(mine) != len(theirs):
        low, high = min(n.value for n in mine) * f, max(n.value for n in mine) * f
        return all(low * (1 - SLACK) <= n.value * g <= high * (1 + SLACK) for n in theirs)
    return all(abs(x.value * f - y.value * g) <= abs(x.value * f) * SLACK for x, y in zip(mine, theirs, strict=True))


def _salt(text: str, salt: Dose, element: Dose, gap: str) -> Iterator[Verdict]:
    """Whether the element's amount is what the salt's weight holds."""
    entry = substance(salt.ids[0])
    fraction = next((f for form, f in entry.salts.items() if form == f"{salt.name} {salt.salt}"), None)
    a, b = salt.quantity, element.quantity
    if fraction is None or a.unit is None or b.unit is None or len(gap) > 80:
        return
    words = gap[max(0, salt.mention[1] - a.core_end) :] if salt.mention[0] >= a.core_end else gap
    f, g = factors(entry, a.unit), factors(entry, b.unit)
    if not f or not g or not _gives().search(words) or a.unit.code != b.unit.code:
        return
    right = a.value * f[0] * fraction / g[0]
    if abs(right - b.value) <= right * Decimal("0.15"):
        return
    yield Verdict(
        element,
        "salt",
        b.core_start,
        max(b.core_end, element.mention[1] if element.mention[0] >= b.core_end else b.core_end),
        f"{_cut(text, a.core_start, a.core_end)} of {salt.name} {salt.salt} holds {shown(_round(right))} {b.unit.name} of {entry.name},"
        f" not {_cut(text, b.core_start, b.core_end)}.",
        text[b.core_start : b.core_end],
        f"{shown(_round(right))} {b.unit.name}",
        _evidence(entry),
        change=Change(b.numbers[0].digits, b.numbers[0].end, shown(_round(right))),
    )


def _count(text: str, first: Dose, second: Dose, start: int, end: int) -> Iterator[Verdict]:
    """Whether so many tablets of a strength are the amount: `1 g (two 500 mg tablets)`."""
    entry = substance(first.ids[0])
    a, b = first.quantity, second.quantity
    count = spoken(text[start:end])
    if count is None or a.unit is None or b.unit is None or len(a.numbers) != 1 or len(b.numbers) != 1:
        return
    f, g = _factors(entry, first), _factors(entry, second)
    if not f or not g or any(abs(a.value * x - b.value * y * count) <= a.value * x * SLACK for x, y in zip(f, g, strict=False)):
        return
    each = _round(a.value * f[0] / count / g[0])
    yield Verdict(
        first,
        "conversion",
        a.core_start,
        b.core_end,
        f"{_cut(text, a.core_start, a.core_end)} of {entry.name} is not {text[start:end]} times {_cut(text, b.core_start, b.core_end)}.",
        text[a.core_start : b.core_end],
        f"{text[start:end]} times {shown(each)} {b.unit.name}",
        _evidence(entry),
    )


def _evidence(entry: Substance) -> tuple[Evidence, ...]:
    """Who gives the substance's factor: the best seen source of a limit or need in two units, else of any row."""
    rows = [row for row in entry.rows if entry.verified(row)]
    return (entry.evidence(rows[0]),) if rows else ()


def _round(value: Decimal) -> Decimal:
    """Three significant digits, more for whole numbers."""
    if value == 0:
        return value
    places = 2 - value.adjusted()
    return round(value, max(places, 0)).normalize() if places >= 0 else Decimal(round(value))


def _cut(text: str, start: int, end: int) -> str:
    return text[start:end].rstrip(".")


@cache
def _equals() -> Any:
    return re2.compile("(?i)" + _EQUALS)


@cache
def _alike() -> Any:
    """What stands between an amount of salt and the sodium in it, also where it is told in the next sentence."""
    return re2.compile(
        r"(?i)^(?: of)?(?: \w+){0,2}(?: (?:a|per|each|every) day| daily)?(?: \((?:or |about |around |approximately |roughly )*|[ ,]*(?:\.? ?\b(?:this|that|which|it)\b )?(?:equals?|is equal to|are equal to|=|is the same as|corresponds? to"
        r"|(?:is|are) equivalent to|contains?|provides?|gives?|holds?|has|amounts? to|works out (?:at|as)|or) (?:about |around |approximately |roughly |up to |less than |no more than )*)$"
    )


@cache
def _counted() -> Any:
    """What stands between an amount and how many pieces of a strength it is."""
    return re2.compile(
        r"(?i)^ ?(?:of [\w-]{1,30} ?)?(?:\(|, ?|- ?)?(?: ?(?:which|that) (?:is|are)|is|are|or|i\.e\.,?|equal to|equivalent to|the equivalent of|about|the same as| )* ?([a-z]{3,10}|\d{1,2}) (?:x |of the )?$"
    )


@cache
def _split() -> Any:
    """What stands between a whole dose and its parts: `given as two separate`, `split into two`, `as two injections of`."""
    return re2.compile(
        r"(?i)^[^.;()\d]{0,40}\b(?:as|into|in) (two|three|four|2|3|4) (?:separate |equal |divided |single )*(?:[a-z]+ )?(?:(?:doses|injections|tablets|capsules|portions) of )?$"
    )


@cache
def _of_each() -> Any:
    """Parts named before their size: `two injections of`."""
    return re2.compile(r"(?i)\b(?:doses|injections|tablets|capsules|portions) of $")


@cache
def _pieces() -> Any:
    return re2.compile(r"(?i)^[ -]?(?:[a-z-]+ )?(?:tablets?|capsules?|pills?|caplets?|injections|doses|portions)\b")


@cache
def _gives() -> Any:
    return re2.compile("(?i)" + _GIVES)
