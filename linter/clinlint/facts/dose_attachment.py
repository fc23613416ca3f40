"""Which substance a quantity of a text belongs to: `calcium and 400 IU of vitamin D`, table headers, list lead-ins, headings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import re2

from clinlint.facts.dose_mentions import Mention
from clinlint.linguistics.sentences import Sentence
from clinlint.model.quantity import Quantity
from clinlint.record import record

DOSE_DIMENSIONS = frozenset({"mass", "activity", "unit", "substance", "equivalent", "enzyme", "volume", "drink"})
"""Dimensions that an intake or a dose may have; quotients (mg/dL, mg/kg) are concentrations or need a body."""

_SMALL = (
    r"(?:of|in|worth|elemental|supplemental|additional|extra|more|oral|dietary|total|the|your|each|pure|active|natural|synthetic|added|preformed"
    r"|tablets?|capsules?|pills?|caplets?|dose|doses|supplements?|injections?|infusions?|both|a|an|day|daily|weekly|monthly|per|every|week|month"
    r"|once|twice|low-dose|high-dose|combined|intravenous|subcutaneous|topical|delayed-release|extended-release|enteric-coated|liquid|generic|or more|or less"
    r"|either|any|plain|strength|micronised|micronized|injectable|inhaled|orally|by mouth)"
)
_AFTER = rf"^[)\]]?(?:[ ,/-]+{_SMALL})*[ ,-]+$"
_BEFORE = (
    r"^['\"s)\]]*(?:[ ,:(=/-]+(?:is|are|was|at|of|to|about|around|up|dose|doses|dosage|intake|intakes|tablets?|tablet|capsules?|a|an|the|as|in|for|with"
    r"|only|usually|typically|usual|starting|maximum|daily|weekly|monthly|once|twice|supplements?|supplement|-|taken|given|injections?|patch"
    r"|oral|take|and|per|day|every|week|remains|rises|stays|by|mouth|sodium|limit|level|upper|recommended|total|single|strength|each|single-dose"
    r"|low-dose|high-dose|contains?|provides?|between|from|can|be|started|start|begins?|adults?|least|most|more|than|not|no|exceed|under|below|above"
    r"|over|\d{1,2}-\d{1,2}|stages?))*[ ,:(=/|-]*$"
)
_OTHER_NOUN = (
    r"^[)\]]? ?of (?:the |their |your |our |his |her |its |a |an |this |that |these |those |each |some |any |all |pure |elemental |dietary )*"
    r"([a-z][a-z-]{2,})"
)
_PLACEHOLDERS = frozenset(
    [
        "it",
        "this",
        "that",
        "these",
        "them",
        "elemental",
        "supplement",
        "supplements",
        "mineral",
        "minerals",
        "vitamin",
        "vitamins",
        "nutrient",
        "nutrients",
        "drug",
        "drugs",
        "medicine",
        "medicines",
        "medication",
        "medications",
        "tablet",
        "tablets",
        "capsule",
        "capsules",
        "active",
        "total",
        "treatment",
        "age",
        "therapy",
        "either",
        "day",
        "each",
        "food",
        "dose",
        "doses",
        "supplemental",
        "dietary",
        "patients",
        "people",
        "adults",
        "women",
        "men",
        "children",
        "infants",
        "energy",
        "calories",
    ]
)


@record
class Attached:
    """A quantity's substance. `near`: the words say so themselves; otherwise it is the only or the nearest candidate."""

    mention: Mention
    near: bool


def attach(text: str, sentence: Sentence, quantity: Quantity, neighbours: Sequence[Quantity], inside: Sequence[Mention]) -> Attached | None:
    """Which of a sentence's mentions a quantity belongs to, or None.

    `neighbours` are the sentence's quantities with a dose's unit, the pair in brackets of this one left out.
    """
    end = sentence.end
    for mention in inside:
        if mention.start < quantity.end <= mention.end:
            return Attached(mention, near=True)
    following = next((m for m in inside if m.start >= quantity.core_end), None)
    tail = _after_pair(text, quantity)
    next_quantity = min((q.core_start for q in neighbours if q.core_start >= tail), default=end)
    beside = next(
        (m for m in reversed(inside) if m.end <= quantity.core_start and text[m.end : quantity.core_start].strip(" :(=,-") == ""), None
    )
    own = following is not None and text[quantity.core_end : following.start] == " " and text[following.end : following.end + 1] == ")"
    if (
        beside is not None
        and not (own and text[beside.end : quantity.core_start].strip() == "(")
        and " of " not in text[tail : tail + 12]
        and not any(beside.end <= q.core_start < quantity.core_start for q in neighbours)
    ):
        return Attached(beside, near=True)
    if (
        following is not None
        and following.start <= next_quantity
        and _after().search(text[tail : following.start])
        and not _has_its_own(text, tail, following, neighbours, inside)
    ):
        return Attached(following, near=True)
    if following is not None and following.start <= next_quantity and following.start == tail:
        return Attached(following, near=True)
    preceding = [m for m in inside if m.end <= quantity.core_start]
    other = _other_noun().search(text[tail : tail + 60].lower())
    if other and other[1] not in _PLACEHOLDERS and not any(m.start == tail + other.start(1) for m in inside):
        return None
    if preceding:
        last = preceding[-1]
        head = _compared().sub("", text[last.end : quantity.start].lower())
        crowded = any(last.end <= q.core_start < quantity.core_start for q in neighbours)
        if not crowded and (_before().search(head) or (len(head) < 70 and not _apart().search(head))):
            return Attached(last, near=True)
        alone = len({m.ids for m in inside}) == 1 and (not _brought_in().search(head) or _by_its_unit(quantity))
        return Attached(last, near=alone)
    if following is not None:
        return Attached(following, near=False)
    return None


def _by_its_unit(quantity: Quantity) -> bool:
    """Whether the unit and how often it is taken alone tie an amount to the only substance of a sentence: `50,000 IU a week`."""
    return quantity.unit is not None and quantity.unit.code == "[IU]" and quantity.rate is not None


def _has_its_own(text: str, tail: int, following: Mention, neighbours: Sequence[Quantity], inside: Sequence[Mention]) -> bool:
    """Whether the next mention has an amount of its own behind it: `alendronate 10 mg daily or 70 mg weekly, risedronate 35 mg`."""
    before = any(m.end <= tail for m in inside)
    return before and "," in text[tail : following.start] and any(0 <= q.core_start - following.end <= 2 for q in neighbours)


def _after_pair(text: str, quantity: Quantity) -> int:
    """Where the words after a quantity begin: behind its second unit in brackets, and behind its rate."""
    at = quantity.end
    rest = text[at : at + 60]
    stripped = rest.lstrip()
    if stripped.startswith(("(", "[")):
        close = stripped.find(")" if stripped[0] == "(" else "]")
        inner = stripped[1:close] if close > 0 else ""
        if close > 0 and (any(c.isdigit() for c in inner) or len(inner) <= 6 or _unit_word().search(inner) is not None):
            return at + len(rest) - len(stripped) + close + 1
    return at


@cache
def _after() -> Any:
    return re2.compile("(?i)" + _AFTER)


@cache
def _before() -> Any:
    return re2.compile("(?i)" + _BEFORE)


@cache
def _compared() -> Any:
    """A comparison with the amount right behind it, which brings in nothing else: `not less than`."""
    return re2.compile(r"\b(?:more|less|fewer|lower|higher|greater) than $")


@cache
def _unit_word() -> Any:
    """A bracket that only says how a unit is written: `(also called mcg)`."""
    return re2.compile(r"(?i)^(?:[a-z]+ ){0,3}(?:m?cg|µg|ug|mg|iu|g)$")


@cache
def _apart() -> Any:
    """Words that bring in something else which the quantity may be of."""
    return re2.compile(
        r"[;.?!]|\b(?:with|plus|and|or|alongside|including|such|like|other|while|unlike|than|but|when|if|against|by|because|which|who)\b"
    )


@cache
def _brought_in() -> Any:
    """Words that bring in something else, also where the sentence names one substance only."""
    return re2.compile(
        r"\b(?:with|plus|alongside|including|such|like|than|contain\w*|ha[sd]|have|because|which|who)\b|\bfrom (?:[b-z]|a[^g])|[?!]"
    )


@cache
def _other_noun() -> Any:
    return re2.compile(_OTHER_NOUN)
