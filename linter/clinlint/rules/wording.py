"""Numbers and measures in the words of messages."""

from __future__ import annotations

from decimal import Decimal

from clinlint.facts.bands import Band
from clinlint.model.interval import Interval
from clinlint.model.quantity import Unit

_NUMBERLESS = frozenset({"{SD}", "{point}", "{ratio}", "{acuity}", "{percentile}"})


def figure(text: str) -> str:
    """A number as written, with a typographic minus before digits."""
    out = []
    for index, char in enumerate(text):
        after = text[index + 1 : index + 2]
        before = text[index - 1 : index]
        out.append(
            "\u2212" if char == "-" and after.isdigit() and not before.isalnum() else "\u2013" if char == "-" and after.isdigit() else char
        )
    return " ".join("".join(out).split())


def number(value: Decimal) -> str:
    """A decimal for readers: typographic minus, thousands apart, no exponent."""
    return f"{value:,f}".replace("-", "\u2212")


def in_words(interval: Interval, band: Band, unit: Unit | None) -> str:
    """An interval as a reader would say it: `−2.5 or lower`, `between −1.0 and −2.5`, `126 mg/dL or more`."""
    name = "" if unit is None or unit.code in _NUMBERLESS else f" {unit.name}"
    if name == " %":
        name = "%"
    low, high = (_trimmed(interval.low), _trimmed(interval.high))
    negative = band.interval.low < 0 and not band.scale.integer
    more, less = ("higher", "lower") if negative or not name else ("more", "less")
    if not interval.low.is_finite():
        return f"{number(high)}{name} or {less}" if interval.high_closed else f"below {number(high)}{name}"
    if not interval.high.is_finite():
        return f"{number(low)}{name} or {more}" if interval.low_closed else f"above {number(low)}{name}"
    if interval.high <= 0 and interval.low < 0:
        low, high = high, low
    if interval.low_closed and interval.high_closed:
        return f"{number(low)} to {number(high)}{name}"
    if interval.low_closed:
        return f"{number(low)} to under {number(high)}{name}"
    return f"between {number(low)} and {number(high)}{name}"


def _trimmed(value: Decimal) -> Decimal:
    if not value.is_finite() or -int(value.as_tuple().exponent) <= 3:
        return value
    return value.quantize(Decimal("0.1")) if abs(value) >= 1 else value.quantize(Decimal("0.001"))


def a(name: str) -> str:
    """A name with its indefinite article; names that take none stay alone."""
    first = name[:1]
    spelled = len(name) > 1 and name[:2].isupper()
    vowel = first in "AEFHILMNORSX" if spelled or name.startswith("HbA") else first.lower() in "aeiou"
    return f"{'an' if vowel else 'a'} {name}"
