"""Units as written after a number, from the spellings in `notation/units.yaml`; quotients such as `mg/dL` and `mg per kg` are put together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from clinlint.facts.numbers import NOTATION
from clinlint.model.quantity import Unit
from clinlint.record import replace
from clinlint.resources import compiled

_NO_DENOMINATOR = frozenset({"time", "fraction", "deviation", "temperature", "temperature-f", "point", "level", "misspelt"})
_EQUIVALENTS = {
    "RAE": "RAE",
    "DFE": "DFE",
    "NE": "NE",
    "retinol activity equivalents": "RAE",
    "dietary folate equivalents": "DFE",
    "niacin equivalents": "NE",
}


@cache
def _buckets() -> Mapping[str, Sequence[tuple[str, bool, Unit]]]:
    """Spellings by first letter in lower case, longest first: spelling, whether letter case must agree, unit."""
    found: dict[str, list[tuple[str, bool, Unit]]] = {}
    rows: Sequence[Mapping[str, Any]] = compiled(NOTATION)["units"]
    for row in rows:
        unit = Unit(row["code"], row["name"], row["dimension"], Decimal(row["factor"]))
        for spelling in row["spellings"]:
            exact = bool(row.get("exact")) or len(spelling) == 1
            found.setdefault(spelling[0].lower(), []).append((spelling if exact else spelling.lower(), exact, unit))
    return {letter: tuple(sorted(entries, key=lambda e: -len(e[0]))) for letter, entries in found.items()}


def spellings() -> Iterator[str]:
    """Every way a unit is written that is no quotient."""
    for entries in _buckets().values():
        yield from (spelling for spelling, _, _ in entries)


@cache
def by_code(code: str) -> Unit | None:
    """The unit of a UCUM code or of any spelling, quotients included; None where it is unknown."""
    for entries in _buckets().values():
        for _, _, unit in entries:
            if unit.code == code:
                return unit
    found = unit_at(code, 0)
    return found[0] if found and found[1] == len(code) else None


def unit_at(text: str, start: int) -> tuple[Unit, int] | None:
    """The unit, quotient included, that begins at a code point of a normalised text, and where it ends."""
    simple = _simple(text, start)
    if simple is None:
        return None
    unit, end = simple
    if unit.dimension == "mass":
        unit, end = _equivalent(text, unit, end)
    while unit.dimension not in {"time", "misspelt"}:
        below = _denominator(text, end)
        if below is None:
            return unit, end
        unit, end = unit.per(below[0]), below[1]
    return unit, end


def _simple(text: str, start: int) -> tuple[Unit, int] | None:
    first = text[start : start + 1].lower()
    window = text[start : start + 32]
    lowered = window.lower() if len(window.lower()) == len(window) else window
    for spelling, exact, unit in _buckets().get(first, ()):
        if (window if exact else lowered).startswith(spelling):
            after = window[len(spelling) : len(spelling) + 1]
            if spelling == "point" and window[5:9].lower() in {" to ", " out"}:
                continue
            if not after.isalnum() or not spelling[-1].isalnum():
                return unit, start + len(spelling)
    return None


def _equivalent(text: str, unit: Unit, end: int) -> tuple[Unit, int]:
    if text[end : end + 1] != " ":
        return unit, end
    for words, mark in _EQUIVALENTS.items():
        if text.startswith(words, end + 1) and not text[end + 1 + len(words) : end + 2 + len(words)].isalnum():
            return replace(unit, code=f"{unit.code}{{{mark}}}", name=f"{unit.name} {mark}"), end + 1 + len(words)
    return unit, end


def _denominator(text: str, end: int) -> tuple[Unit, int] | None:
    rest = text[end : end + 7].lower()
    skip = next((len(word) for word in (" per ", " / ", "/ ", "/", "-per-") if rest.startswith(word)), 0)
    if not skip:
        return None
    if text.startswith("100 g", end + skip) or text.startswith("100 mL", end + skip) or text.startswith("100 ml", end + skip):
        found = _simple(text, end + skip + 4)
        if found is None:
            return None
        unit = Unit(f"(100.{found[0].code})", f"100 {found[0].name}", found[0].dimension, found[0].factor * 100)
        return unit, found[1]
    found = _simple(text, end + skip)
    if found is None or found[0].dimension in _NO_DENOMINATOR:
        return None
    unit, stop = found
    for words in (" of body weight", " of bodyweight", " body weight", " bodyweight"):
        if unit.code == "kg" and text[stop : stop + len(words)].lower() == words:
            stop += len(words)
            break
    return unit, stop
