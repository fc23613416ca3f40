"""What stands behind a quantity: which way standard deviations are counted, and the quantity that it says in another unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from clinlint.facts.comparators import phrases
from clinlint.facts.units import unit_at
from clinlint.model.interval import Interval
from clinlint.model.quantity import Form, Quantity, Sign
from clinlint.record import replace

_WINDOW = 32
_OTHER_UNITS = (
    " in the old",
    " in the new",
    " in old",
    " in new",
    " in US ",
    " in UK ",
    " in American",
    " in European",
    " in the units",
    " in SI ",
)
"""Words behind a second figure that say it is the first one in the units of elsewhere."""


_JOINTS = frozenset(
    ["(", "[", "(or", "(about", "(equal to", "(equals", "(that is", "(i.e.", "(=", "=", "or", "/", "(equivalent to", ", or", ", that is"]
)
"""What stands between a quantity and the one that says the same in another unit."""


def directed(text: str, quantity: Quantity) -> Quantity:
    """Standard deviations counted downwards: `2.5 SD or more below the mean` is −2.5 or lower."""
    if quantity.unit is None or quantity.unit.code != "{SD}" or quantity.form is Form.WITHIN:
        return quantity
    window = text[quantity.end : quantity.end + _WINDOW].lower()
    if quantity.form is Form.LESS_THAN and window.startswith((" of the", " from the")) and _of_the_mean(text, quantity.end):
        numbers = tuple(replace(n, value=-n.value, sign=Sign.BELOW) for n in quantity.numbers)
        return replace(quantity, interval=Interval.at_most(-quantity.interval.high, closed=False), numbers=numbers)
    if quantity.form is Form.AT_MOST and _from_the_mean().match(text, quantity.end) and all(n.sign is Sign.NONE for n in quantity.numbers):
        numbers = tuple(replace(n, value=-n.value, sign=Sign.BELOW) for n in quantity.numbers)
        return replace(quantity, interval=quantity.interval.at_most(-quantity.value), numbers=numbers)
    stripped = window.lstrip()
    at = quantity.end + len(window) - len(stripped)
    for sign, directions in ((Sign.BELOW, phrases().below), (Sign.ABOVE, phrases().above)):
        phrase = next((p for p in directions if stripped.startswith(p) and not stripped[len(p) : len(p) + 1].isalnum()), None)
        if phrase is None:
            continue
        if any(n.sign is not Sign.NONE for n in quantity.numbers):
            return replace(quantity, end=at + len(phrase))
        factor = Decimal(-1) if sign is Sign.BELOW else Decimal(1)
        numbers = tuple(replace(n, value=n.value * factor, sign=sign) for n in quantity.numbers)
        form: Form = quantity.form
        if factor < 0:
            form = _MIRRORED.get(form, form)
        return replace(quantity, end=at + len(phrase), interval=quantity.interval.scaled(factor), numbers=numbers, form=form)
    return quantity


def one_way(text: str, found: list[Quantity]) -> list[Quantity]:
    """Deviations whose direction only the next number tells: `more than 1 SD but less than 2.5 SD below the mean`."""
    for index in range(len(found) - 2, -1, -1):
        first, second = found[index], found[index + 1]
        if second.numbers[0].sign is not Sign.BELOW or first.numbers[0].sign is not Sign.NONE or first.unit is None:
            continue
        if first.unit.code == "{SD}" and text[first.end : second.start].strip(" ,").lower() in {"but", "and", "or"}:
            numbers = tuple(replace(n, value=-n.value, sign=Sign.BELOW) for n in first.numbers)
            found[index] = replace(
                first, interval=first.interval.scaled(Decimal(-1)), numbers=numbers, form=_MIRRORED.get(first.form, first.form)
            )
    return found


_MIRRORED = {
    Form.AT_LEAST: Form.AT_MOST,
    Form.AT_MOST: Form.AT_LEAST,
    Form.MORE_THAN: Form.LESS_THAN,
    Form.LESS_THAN: Form.MORE_THAN,
}


@cache
def abbreviated() -> re.Pattern[str]:
    """The unit's abbreviation in brackets behind it: `2.5 standard deviations (SD)`."""
    return re.compile(r" ?\(SDs?\)(?= )", re.IGNORECASE)


@cache
def _from_the_mean() -> re.Pattern[str]:
    """What ends a count downwards: `2.5 standard deviations or lower from the young adult mean`."""
    return re.compile(r" (?:from|than|compared (?:to|with)) (?:[a-z-]+ ){1,5}(?:mean|average|norm|adults?)\b", re.IGNORECASE)


def _of_the_mean(text: str, end: int) -> bool:
    """Whether what the deviations are counted from follows: `below 1 SD of the young adult mean`."""
    return any(word in text[end : end + 2 * _WINDOW].lower() for word in (" mean", " average", " norm"))


def converting(text: str, quantity: Quantity, found: Sequence[Quantity]) -> Quantity:
    """Link a quantity in brackets straight after another one that has a unit."""
    if not found or quantity.unit is None:
        return quantity
    last = found[-1]
    between = next((b for at in (last.core_end, last.end) if (b := _unnamed(text[at : quantity.start])) in _JOINTS), "")
    if last.unit is None or not between:
        return quantity
    closed = text[quantity.end : quantity.end + 1] in {")", "]"} or between in {"=", "or", "/"}
    closed = closed or (between.startswith(",") and text.startswith(_OTHER_UNITS, quantity.end))
    same = last.unit.code == quantity.unit.code and not _in_hours(text, quantity)
    if not closed or same or (between in {"or", ", or"} and _are_choices(last, quantity)):
        return quantity
    return replace(quantity, converts=len(found) - 1)


def _unnamed(between: str) -> str:
    """What stands between two quantities, without the first unit's abbreviation in brackets: `nanograms per millilitre (ng/mL) or`."""
    words = between.strip().lower()
    close = words.find(")")
    found = unit_at(words, 1) if words.startswith("(") and close > 1 else None
    return words[close + 1 :].strip() if found is not None and found[1] == close else words


def _in_hours(text: str, quantity: Quantity) -> bool:
    """Whether minutes are written as hours and minutes."""
    written = text[quantity.core_start : quantity.core_end].lower()
    return quantity.unit is not None and quantity.unit.code == "min" and " h" in written


def _are_choices(first: Quantity, second: Quantity) -> bool:
    """Whether two amounts are one or the other and not the same twice: `500 mg or 1 g`, `30 minutes or 1 hour`, but `2,300 mg or 23 g`."""
    if first.unit is not None and first.unit.dimension == "time":
        return True
    units = {q.unit.code for q in (first, second) if q.unit is not None}
    digits = [[n.value.normalize().as_tuple().digits for n in q.numbers] for q in (first, second)]
    return units <= {"g", "mg", "ug"} and digits[0] != digits[1]
