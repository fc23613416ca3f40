"""Bare numbers in a sentence that are no values: marks of its sources, and counts of things."""

from __future__ import annotations

from functools import cache
from typing import Any

import re2

from clinlint.facts.measure_words import OF, words_of
from clinlint.facts.measures import MeasureMention
from clinlint.facts.statement_parts import Part
from clinlint.model.quantity import Form, Quantity
from clinlint.reference.scales import scale


def cited_from(sentence: str) -> int:
    """Where the bare numbers begin that end a sentence as marks of its sources (`… of bone loss 2, 1`); its length where none do."""
    match = _marks().search(sentence[-_TAIL:])
    if match is None or match[1].lower() in _TYING:
        return len(sentence)
    return len(sentence) - len(sentence[-_TAIL:]) + int(match.end(1))


_TAIL = 40
_TYING = OF | {
    "to",
    "than",
    "or",
    "and",
    "about",
    "around",
    "exceeds",
    "reaches",
    "equals",
    "scores",
    "are",
    "stage",
    "class",
    "type",
    "grade",
    "bmi",
    "by",
    "with",
}
"""Words behind which a number at the end of a sentence is meant."""


@cache
def _marks() -> Any:
    return re2.compile(r"([A-Za-z]{2,})[)\"']? (?:[1-9]\d?)(?:, ?[1-9]\d?)*\s*$")


def denies_aside(part: Part, quantity: Quantity) -> bool:
    """Whether all that denies before a number stands in brackets that say what the category is not: `osteopenia (not yet …) is`."""
    before = part.text[: quantity.start - part.start]
    return "(" in before and _denial().search(_brackets().sub("", before)) is None and _denial().search(part.text[len(before) :]) is None


@cache
def _denial() -> Any:
    return re2.compile(r"(?i)\b(?:not|no|never|nor|neither|none|without|cannot)\b|n't\b")


@cache
def _brackets() -> Any:
    return re2.compile(r"\([^()]*\)")


def is_share(part: Part, measure: MeasureMention, quantity: Quantity) -> bool:
    """Whether per cent of something else are given of a measure in standard deviations: bone that is 25% thinner."""
    if scale(measure.ids[0]).measure.unit != "SD" or quantity.value < 0:
        return False
    gap = quantity.start - part.start - part.words.ends[measure.last - 1] if measure.first >= 0 else -1
    return not 0 <= gap <= _BESIDE


_BESIDE = 12
"""Most code points between a measure's name and a number that can only be of it."""


def is_count(part: Part, quantity: Quantity) -> bool:
    """Whether a bare whole number counts what follows it: `the 2 other scores`."""
    number = quantity.numbers[0]
    if quantity.form is not Form.POINT or quantity.unit is not None or number.places or number.start != number.digits:
        return False
    first, last = words_of(part, quantity)
    after = part.words.words[last : last + 1]
    return bool(first) and part.words.words[first - 1] in _COUNTED and bool(after) and after[0].isalpha()


_COUNTED = frozenset({"the", "these", "those", "all", "my", "your", "our", "her", "his", "their", "other", "first", "last", "only"})
