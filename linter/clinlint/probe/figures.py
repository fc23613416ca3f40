"""Numbers of a statement that a slip can hit: found by their looks alone, so that the probe does not lean on what it measures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from clinlint.resources import compiled

SLIPS = "clinlint.probe.slips"
_NUMBER = re.compile(r"(?<![\w.,/])(?:(?:[-\u2013\u2212]|&minus;)(?=\d))?\d{1,9}(?:,\d{3})*(?:\.\d{1,6})?(?![\d,]*\d)(?![A-Za-z])")
_MARKUP = re.compile(r"<[^<>\n]{1,200}>|\[\^[^\]\s]{1,60}\]|\]\([^()\s]{1,300}\)|\[\d{1,3}(?:[,\u2013-] ?\d{1,3})*\]")
_JOINT = re.compile(r" ?(?:to|-|\u2013|and|or|/) ?")
_HYPHEN = re.compile(r"\w[-\u2212]$")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number `[start, end)` with its value as written; `unit` is the unit behind it, empty where there is none, at `unit_at`."""

    start: int
    end: int
    value: Decimal
    unit: str = ""
    unit_at: int = -1

    @property
    def places(self) -> int:
        """Decimals as written."""
        return max(0, -int(self.value.as_tuple().exponent))


def slips() -> dict[str, Any]:
    """The data of this package."""
    return compiled(SLIPS)


@cache
def _units() -> re.Pattern[str]:
    data = slips()["exchanges"]
    words = sorted({*data["units"], *data["unit"], *data["times"]}, key=len, reverse=True)
    return re.compile(r"[ \u00a0-]?(" + "|".join(map(re.escape, words)) + r")(?![A-Za-z])")


@cache
def _people() -> re.Pattern[str]:
    return re.compile(r"(?i)\b(?:" + "|".join(slips()["exchanges"]["people"]) + r") (?:age |aged |over |under |older than |from |up to )?$")


def sign_of(text: str, start: int) -> str:
    """The minus sign that a number begins with, as written; empty where there is none."""
    return next((sign for sign in ("&minus;", "-", "\u2212", "\u2013") if text.startswith(sign, start)), "")


def readable(text: str) -> str:
    """The text with tags, addresses and marks of notes blanked out, so that no number in them is taken."""
    return _MARKUP.sub(lambda match: " " * len(match[0]), text)


def numbers(text: str) -> list[Figure]:
    """Every number of a text, with the unit right behind it; those in markup left out."""
    found = []
    text = readable(text)
    for match in _NUMBER.finditer(text):
        start = match.start() + (1 if _HYPHEN.search(text[max(0, match.start() - 1) : match.start() + 1]) else 0)
        unit = _units().match(text, match.end())
        sign = sign_of(text, start)
        size = Decimal(text[start + len(sign) : match.end()].replace(",", ""))
        value = -size if sign else size
        found.append(Figure(start, match.end(), value, unit[1] if unit else "", unit.start(1) if unit else -1))
    return found


def figures(text: str) -> list[Figure]:
    """Numbers that carry the statement: those with a unit of measurement; else those with a time; else bare ones. Ages and years never."""
    every = numbers(text)
    text = readable(text)
    kept = [f for i, f in enumerate(every) if not _aside(text, every, i)]
    times = frozenset(slips()["exchanges"]["times"])
    shared = [_shared(text, every, f) for f in kept]
    measured = [f for f, unit in zip(kept, shared, strict=True) if unit and unit not in times]
    if measured:
        return measured
    bare = [f for f, unit in zip(kept, shared, strict=True) if not unit]
    return bare or kept


def _shared(text: str, every: Sequence[Figure], figure: Figure) -> str:
    """A number's unit, or that of the number it is joined to: `20 to 30 mg`."""
    if figure.unit:
        return figure.unit
    following = next((f for f in every if f.start >= figure.end), None)
    return following.unit if following and _JOINT.fullmatch(text[figure.end : following.start]) else ""


def _aside(text: str, every: Sequence[Figure], index: int) -> bool:
    """Whether a number is an age, a year of the calendar, a part of a name, or the number of a class."""
    figure = every[index]
    before, after = text[max(0, figure.start - 30) : figure.start], text[figure.end : figure.end + 20].lower()
    if (
        figure.value == figure.value.to_integral_value()
        and 1900 <= figure.value <= 2100
        and "," not in text[figure.start : figure.end]
        and not figure.unit
    ):
        return True
    if re.search(r"(?i)\b(?:class|stage|grade|type|vitamin|gold|level|phq|gad|b|das|spf)[ -]?$", before):
        return True
    if before.endswith(("of ", "out of ")) and after.startswith(" points"):
        return True
    unit = _shared(text, every, figure)
    if re.match(r"[- ]?(?:years?|months?)(?: old|-old| of age|:|\b)", after) and unit in {"years", "year", "months", "month", ""}:
        return "years" in after or "year" in after or " old" in after or "|" in after or ":" in after
    if unit in {"years", "year"} or re.match(r"[- ]?(?:hour|day|minute)\b", after):
        return True
    earlier = before
    joint = every[index - 1] if index else None
    if joint is not None and _JOINT.fullmatch(text[joint.end : figure.start]):
        earlier = text[max(0, joint.start - 30) : joint.start]
    return not unit and bool(_people().search(earlier))
