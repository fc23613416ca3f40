"""Quantities of a text: numbers put together with their units, rates, comparators and second ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache

from clinlint.facts.comparators import opener, phrases
from clinlint.facts.direction import abbreviated, converting, directed, one_way
from clinlint.facts.numbers import Atom, atoms
from clinlint.facts.rates import rate_at
from clinlint.facts.units import unit_at
from clinlint.model.interval import Interval
from clinlint.model.quantity import Form, Number, Quantity, Sign, Unit
from clinlint.record import replace

_WINDOW = 32
_HOUR = 60
"""Minutes of an hour."""
_SHORT = 4_000
"""Code points of a text whose quantities are remembered for a while."""


def quantities(text: str, original: str = "", hidden: Sequence[tuple[int, int]] = ()) -> tuple[Quantity, ...]:
    """Quantities of a normalised text in order. `original` is the text as written, `hidden` are code points to leave out."""
    return (_kept if len(text) <= _SHORT else _found)(text, original or text, tuple(hidden))


def _found(text: str, original: str, hidden: tuple[tuple[int, int], ...]) -> tuple[Quantity, ...]:
    numbers = atoms(text, original, hidden)
    if not numbers:
        return ()
    from clinlint.facts.populations import age_spans

    return _Assembly(text, list(_outside(numbers, age_spans(text)))).run()


_kept = lru_cache(maxsize=256)(_found)
"""An editor's article comes back with every key, and but one of its blocks is new."""


def _outside(numbers: Sequence[Atom], spans: Sequence[tuple[int, int]]) -> Iterator[Atom]:
    """Numbers that begin in none of some spans; both are in order."""
    at = 0
    for atom in numbers:
        while at < len(spans) and spans[at][1] <= atom.number.digits:
            at += 1
        if at == len(spans) or atom.number.digits < spans[at][0]:
            yield atom


class _Assembly:
    """One text's numbers on their way to quantities."""

    def __init__(self, text: str, numbers: Sequence[Atom]) -> None:
        self.text = text
        self.atoms = numbers
        self.found: list[Quantity] = []

    def run(self) -> tuple[Quantity, ...]:
        index = 0
        while index < len(self.atoms):
            index = self._next(index)
        return tuple(one_way(self.text, self.found))

    def _next(self, index: int) -> int:
        """Assemble the quantity that begins at a number; the index of the first number after it."""
        text, words = self.text, phrases()
        first = self.atoms[index]
        if self.found and first.number.start < self.found[-1].core_end:
            return index + 1
        unit, unit_at_, end = self._unit(first.number.end)
        following = self.atoms[index + 1] if index + 1 < len(self.atoms) else None
        gap = text[end : following.number.start] if following else None
        joint = gap.strip().lower() if gap is not None and len(gap) < 18 else ""
        if following is not None and joint in words.tolerance:
            return self._drop_after(index, first, unit, unit_at_, end)
        if following is not None and unit is None and (joint in words.ratio or joint == "/") and self._is_ratio(first, following, joint):
            return index + 2
        if following is not None and (
            joint in words.to or (gap == "" and following.number.sign is Sign.MARK and following.number.value < 0)
        ):
            ranged = self._range(first, following, unit, unit_at_)
            if ranged:
                return index + 2
        begin = opener(self.text, first.number.start, words.between)
        if following is not None and begin >= 0 and joint in {"and", "to", "and about", "or"}:
            ranged = self._range(first, following, unit, unit_at_, begin=begin)
            if ranged:
                return index + 2
        if first.glued:
            return index + 1
        if following is not None and unit is not None and self._is_duration(unit, following, joint):
            return self._duration(index, first, following)
        if following is not None and unit is None and joint in words.alternatives:
            unit, unit_at_, _ = self._unit(following.number.end)
            self._emit(first, None, unit, unit_at_, end, shared=unit is not None)
            return index + 1
        chained = self._chain(index, first, following, gap) if following is not None and gap is not None else 0
        if chained:
            return chained
        self._emit(first, None, unit, unit_at_, end)
        return index + 1

    def _unit(self, end: int) -> tuple[Unit | None, tuple[int, int], int]:
        """Unit after a number, where it stands, and where the number with its unit ends."""
        text = self.text
        start = end + 1 if text[end : end + 1] in {" ", "-"} else end
        found = unit_at(text, start)
        if found is None:
            return None, (-1, -1), end
        short = abbreviated().match(text, found[1]) if found[0].code == "{SD}" else None
        return found[0], (start, found[1]), short.end() if short is not None else found[1]

    def _is_ratio(self, first: Atom, second: Atom, joint: str) -> bool:
        if joint in {":", "/"}:
            return self.text[first.number.end : second.number.start] == joint
        if joint == "to the":
            return True
        value, other = first.number.value, second.number.value
        return (
            joint.startswith(("in", "out", "of"))
            and value == int(value)
            and other == int(other)
            and 0 < value <= other
            and self._unit(second.number.end)[0] is None
        )

    def _is_duration(self, unit: Unit, following: Atom, joint: str) -> bool:
        """Whether minutes follow hours as one time: `2 hours and 30 minutes`."""
        if unit.code != "h" or joint not in {"", "and"}:
            return False
        other = self._unit(following.number.end)[0]
        return other is not None and other.code == "min" and 0 < following.number.value < _HOUR

    def _duration(self, index: int, first: Atom, second: Atom) -> int:
        other, at, end = self._unit(second.number.end)
        assert other is not None
        value = first.number.value * _HOUR + second.number.value
        number = replace(first.number, value=value, end=second.number.end)
        quantity = self._shape(Atom(number), None, Interval.point(value), Form.POINT, unit=other, at=at, end=end)
        self.found.append(self._finish(quantity))
        return index + 2

    def _drop_after(self, index: int, first: Atom, unit: Unit | None, at: tuple[int, int], end: int) -> int:
        if unit is None:
            unit, at, end = self._unit(self.atoms[index + 1].number.end)
        self._emit(first, None, unit, at, end)
        return index + 2

    def _chain(self, index: int, first: Atom, second: Atom, gap: str) -> int:
        """`-2.5 < T < -1.0`: two comparators with the measure between them."""
        left, right = gap.strip()[:2].strip(), gap.strip()[-2:].strip()
        if (
            len(gap) > 30
            or left not in {"<", "<=", "≤", ">", ">=", "≥"}
            or right not in {"<", "<=", "≤", ">", ">=", "≥"}
            or left[0] == right
        ) and not (len(gap) <= 30 and left[:1] in "<≤>≥" and right[-1:] in "<≤>≥" and left and right and any(c.isalpha() for c in gap)):
            return 0
        if (left[0] in "<≤") != ((right[-1:] in "<≤=" and "<" in right) or right[-1:] == "≤"):
            return 0
        if not any(c.isalpha() for c in gap):
            return 0
        unit, at, end = self._unit(second.number.end)
        low, high = sorted((first.number.value, second.number.value))
        if low == high:
            return 0
        quantity = self._shape(first, second, Interval(low, high, False, False), Form.RANGE, unit=unit, at=at, end=end)
        self.found.append(replace(quantity, start=first.number.start))
        return index + 2

    def _range(self, first: Atom, second: Atom, unit: Unit | None, at: tuple[int, int], *, begin: int = -1) -> bool:
        """Emit the interval between two numbers; no where their units do not go together."""
        other, other_at, end = self._unit(second.number.end)
        a, b = first.number.value, second.number.value
        if unit is not None and other is None:
            if opener(self.text, first.number.start, phrases().between) < 0 and unit.dimension in {"time", "fraction"}:
                return False
            other, other_at, end = unit, at, second.number.end
        elif unit is not None and other is not None and unit.code != other.code:
            if not unit.converts_to(other):
                return False
            a = a * unit.factor / other.factor
        elif unit is None and other is not None and other.dimension == "time" and first.glued:
            return False
        if first.parts or second.parts or (first.second is None) != (second.second is None):
            return False
        low, high = min(a, b), max(a, b)
        interval = Interval(low, high)
        start = begin if begin >= 0 else opener(self.text, first.number.start, phrases().between)
        quantity = self._shape(first, second, interval, Form.RANGE, unit=other, at=other_at, end=end)
        quantity = replace(
            quantity,
            start=start if start >= 0 else quantity.start,
            comparator_at=(start, first.number.start) if start >= 0 else (-1, -1),
            downward=a > b,
            boundary_open=True,
            shared_unit=unit is None and other is not None,
        )
        self.found.append(self._finish(quantity))
        return True

    def _emit(self, first: Atom, second: Atom | None, unit: Unit | None, at: tuple[int, int], end: int, *, shared: bool = False) -> None:
        number = first.number
        if number.words and unit is None and number.sign is Sign.NONE and not (number.value % 1) and not shared:
            return
        if unit is None and _is_year(self.text, number):
            return
        if first.parts:
            low, high = sorted(
                number.value.copy_sign(number.value) if i == 0 else part.copy_sign(number.value) for i, part in enumerate(first.parts)
            )
            interval = Interval(low, high)
            form = Form.FUSED
        else:
            interval, form = Interval.point(number.value), Form.POINT
        quantity = self._shape(first, second, interval, form, unit=unit, at=at, end=end)
        self.found.append(self._finish(replace(quantity, shared_unit=True) if shared else quantity))

    def _shape(
        self, first: Atom, second: Atom | None, interval: Interval, form: Form, *, unit: Unit | None, at: tuple[int, int], end: int
    ) -> Quantity:
        numbers = (first.number, second.number) if second else (first.number,)
        stop = max(end, numbers[-1].end)
        return Quantity(
            start=first.number.start,
            end=stop,
            core_start=first.number.start,
            core_end=stop,
            interval=interval,
            numbers=numbers,
            form=form,
            unit=unit,
            unit_at=at,
            second=tuple(atom.second for atom in (first, second) if atom is not None and atom.second is not None),
        )

    def _finish(self, quantity: Quantity) -> Quantity:
        """Add what stands around the core: comparators, direction, rate; and the link to the quantity it converts."""
        quantity = self._compare_before(quantity)
        quantity = self._compare_after(quantity)
        quantity = directed(self.text, quantity)
        quantity = self._rate(quantity)
        return converting(self.text, quantity, self.found)

    def _compare_before(self, quantity: Quantity) -> Quantity:
        words = phrases()
        start, approximate = quantity.start, False
        while True:
            begin = opener(self.text, start, words.approximate)
            if begin < 0:
                break
            start, approximate = begin, True
        if approximate:
            quantity = replace(quantity, start=start, approximate=True)
        if quantity.form is not Form.POINT:
            return quantity
        begin = opener(self.text, start, words.within)
        if begin >= 0 and quantity.unit is not None and quantity.unit.code == "{SD}":
            value = abs(quantity.value)
            return replace(quantity, start=begin, form=Form.WITHIN, interval=Interval(-value, value), comparator_at=(begin, start))
        begin = opener(self.text, start, words.openers)
        timed = begin < 0 and quantity.unit is not None and quantity.unit.dimension == "time"
        if timed:
            begin = opener(self.text, start, tuple(p for p, _ in words.time))
        if begin < 0:
            return quantity
        phrase = " ".join(self.text[begin:start].lower().split())
        form = next((form for words_, form in (words.time if timed else words.before) if phrase == words_), None)
        if form is None:
            return quantity
        if form is Form.MORE_THAN and _gone_beyond().search(self.text, max(0, begin - _WINDOW), begin):
            form = Form.AT_MOST
        return replace(quantity, start=begin, form=form, interval=_opened(quantity.value, form), comparator_at=(begin, start))

    def _compare_after(self, quantity: Quantity) -> Quantity:
        if quantity.form is not Form.POINT:
            return quantity
        text, words = self.text, phrases()
        bracket = _bracket().match(text, quantity.end)
        base = bracket.end() if bracket else quantity.end
        skip = 1 if text[base : base + 1] == " " else 0
        at = base + skip
        window = text[at : at + _WINDOW].lower()
        if not window.startswith(words.closers):
            return quantity
        for phrase, form in words.after:
            if window.startswith(phrase) and not window[len(phrase) : len(phrase) + 1].isalnum():
                if phrase == "+" and skip:
                    continue
                end = at + len(phrase)
                unit, unit_where = quantity.unit, quantity.unit_at
                if unit is None:
                    unit, unit_where, end = self._unit(end)
                return replace(
                    quantity,
                    end=end,
                    form=form,
                    interval=_opened(quantity.value, form),
                    comparator_at=(at, at + len(phrase)),
                    unit=unit,
                    unit_at=unit_where,
                )
        return quantity

    def _rate(self, quantity: Quantity) -> Quantity:
        if (
            quantity.unit is None
            or quantity.unit.dimension == "deviation"
            or (quantity.unit.dimension == "time" and quantity.unit.code not in {"min", "h"})
        ):
            return quantity
        start = quantity.end + 1 if self.text[quantity.end : quantity.end + 1] in {" ", "-"} else quantity.end
        phrase = rate_at(self.text, start)
        if phrase is None or self.text[start - 1 : start + 3] in {" in ", " at "}:
            return quantity
        return replace(quantity, rate=phrase.rate, rate_at=(phrase.start, phrase.end), end=phrase.end)


@cache
def _gone_beyond() -> re.Pattern[str]:
    """A denial that makes a ceiling of what is above a number: `nobody should go above`."""
    return re.compile(r"(?:\b(?:nobody|no one|not|never|none)\b|n't\b)[^,;.:]{0,24}\bgo $", re.IGNORECASE)


@cache
def _bracket() -> re.Pattern[str]:
    """A conversion in brackets between a number and its comparator: `100.4 °F (38 °C) or higher`."""
    return re.compile(r" ?\([^()]{0,6}\d[^()]{0,24}\)")


def _opened(value: Decimal, form: Form) -> Interval:
    if form.upward:
        return Interval.at_least(value, closed=form is Form.AT_LEAST)
    return Interval.at_most(value, closed=form is Form.AT_MOST)


def _is_year(text: str, number: Number) -> bool:
    written = text[number.digits : number.end]
    return len(written) == 4 and written.isdigit() and 1700 <= int(written) <= 2100 and number.sign is Sign.NONE
