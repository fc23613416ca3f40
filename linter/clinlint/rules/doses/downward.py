"""Ranges of doses that run downwards: `1,200-1,000 mg`."""

from __future__ import annotations

from functools import cache
from typing import Any

import re2

from clinlint.facts.dose_purpose import Purpose
from clinlint.facts.dose_statements import Dose
from clinlint.model.quantity import Form, Quantity
from clinlint.rules.doses.verdict import Change


def runs_down(text: str, dose: Dose) -> bool:
    """Whether a range runs downwards and its sentence tells of no change that would explain it."""
    quantity = dose.quantity
    if quantity.form is not Form.RANGE or not quantity.downward or len(quantity.numbers) != 2:
        return False
    first, last = quantity.numbers
    joint = text[first.end : last.start].strip().lower()
    sure = dose.near or dose.purpose is not Purpose.OPEN
    led = text[max(dose.sentence[0], first.digits - 24) : first.digits].rstrip().lower()
    changed = (led.endswith(" from") and _ranging().search(led) is None) or _changed().search(
        text[dose.sentence[0] : dose.sentence[1]]
    ) is not None
    return sure and joint in ({"-", "to", "and"} if led.endswith("between") else {"-", "to"}) and not changed


def turned(text: str, quantity: Quantity) -> Change:
    """The change that puts the smaller number of a range first."""
    first, last = quantity.numbers
    return Change(first.digits, last.end, text[last.digits : last.end] + text[first.end : last.digits] + text[first.digits : first.end])


def turned_words(text: str, quantity: Quantity, name: str) -> tuple[str, str]:
    """Message and expected words for a range that runs downwards."""
    high, low = (text[n.digits : n.end] for n in quantity.numbers)
    unit = quantity.unit.name if quantity.unit else ""
    return f"The range {high}-{low} {unit} of {name} runs downwards; it is {low}-{high} {unit}.", f"{low}-{high} {unit}"


@cache
def _ranging() -> Any:
    """Words with which `from` begins a range and no change: `ranges from`, `benefit from`."""
    return re2.compile(r"(?:rang(?:e|es|ing)|benefits?|var(?:y|ies|ying)) from$")


@cache
def _changed() -> Any:
    """Words of a change, by which an amount may fall from the first number to the last."""
    return re2.compile(
        r"(?i)\b(?:reduc\w*|lower\w*|cut\w*|taper\w*|decreas\w*|drop\w*|fall\w*|fell|wean\w*|down|declin\w*|gradual\w*|step\w*|chang\w*|switch\w*|revis\w*|shr[aiu]nk\w*|went|goes|go)\b"
    )


@cache
def for_days() -> Any:
    """A course of a few days right behind how often: ` for two days`."""
    return re2.compile(
        r"(?i)^,? (?:for|on|over) (?:the )?(?:first )?(?:\d{1,2}|two|three|four|five|six|seven|ten|consecutive)(?: consecutive)? days\b"
    )
