"""Which category a number belongs to in a sentence: the words between them decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from clinlint.facts.measures import data
from clinlint.record import record

_FAR, _FARTHEST = 16, 40
"""How many words may hold a number and a category apart, those left out that say nothing; and all of them."""
_CONDITIONS = frozenset({"if", "when", "whenever", "once", "where"})
_NAMING = frozenset({"then", "this", "it", "that", "is", "the", "word", "term", "name", "diagnosis", "of"})
_RANGING = frozenset({"range", "ranges", "ranging", "ranged", "runs", "run", "extends", "stretches"})
_FOUND = frozenset({"the", "diagnosed", "present", "confirmed", "likely"})


@record
class Item:
    """A number (`quantity` is its index) or a category (`label` is its index) at words `[first, last)`."""

    first: int
    last: int
    quantity: int = -1
    label: int = -1


@cache
def _words() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in data()["links"].items()}


def pairs(words: Sequence[str], items: Sequence[Item], skip: frozenset[int], *, alone: bool = False) -> list[tuple[int, int]]:
    """Indices of quantities and labels that belong together. `skip`: words that are a measure's name or tell ages.

    `alone`: the words are a list item or a table cell, where a number and a name may simply stand side by side.
    """
    scored: list[tuple[float, int]] = []
    ahead = _names_first(words, items)
    for index in range(len(items) - 1):
        a, b = items[index], items[index + 1]
        if (a.quantity >= 0) == (b.quantity >= 0) or (ahead and a.quantity >= 0):
            continue
        if a.quantity >= 0 and _has_its_own(words, items[index + 1 : index + 3]):
            continue
        gap = [words[i] for i in range(a.last, b.first) if i not in skip and not _opens_range(words, i, a)]
        price = _price(gap, number_first=a.quantity >= 0, alone=alone and len(items) == 2, condition=_is_condition(words, a, b))
        if price is not None:
            scored.append((price, index))
    scored.sort()
    used: set[int] = set()
    found: list[tuple[int, int]] = []
    for _, index in scored:
        if index in used or index + 1 in used:
            continue
        used |= {index, index + 1}
        a, b = items[index], items[index + 1]
        found.append((max(a.quantity, b.quantity), max(a.label, b.label)))
    return sorted(found)


def _has_its_own(words: Sequence[str], following: Sequence[Item]) -> bool:
    """Whether a name opens a bracket that holds a number of its own: `below 60 (normal: 90 or more)`."""
    if len(following) < 2 or following[1].quantity < 0 or words[following[0].first - 1] != "(":
        return False
    return ")" not in words[following[0].last : following[1].first]


def _names_first(words: Sequence[str], items: Sequence[Item]) -> bool:
    """Whether every name of a row stands before its number, so that none belongs to the one before: `Normal <120 Stage 1 130-139 Stage 2 ≥140`."""
    if sum(item.label >= 0 for item in items) < 2 or items[0].label < 0 or items[-1].quantity < 0:
        return False
    gaps = [words[a.last : b.first] for a, b in pairwise(items) if a.quantity >= 0 and b.label >= 0]
    return bool(gaps) and not any(_words()["strong"] & set(gap) or {"or", "and"} & set(gap) for gap in gaps)


def _opens_range(words: Sequence[str], at: int, before: Item) -> bool:
    """Whether a `from` only opens a range: `ranges from 60`, `is high from 200`."""
    return words[at] == "from" and (words[at - 1] in _RANGING or (at == before.last and before.label >= 0))


def _is_condition(words: Sequence[str], number: Item, label: Item) -> bool:
    """Whether a number ends a condition and a category is what follows from it: `if it is −2.5 or less, osteoporosis is the diagnosis`."""
    gap = words[number.last : label.first]
    if number.quantity < 0 or gap[:1] != (",",) or len(gap) > 5 or not _NAMING.issuperset(gap[1:]):
        return False
    after = words[label.last : label.last + 2]
    found = not after or not after[0].isalpha() or after[0] == "applies" or (after[0] == "is" and after[-1] in _FOUND)
    clause = words[max(0, number.first - 12) : number.first]
    return found and any(w in _CONDITIONS and not {",", ";", "."} & set(clause[i:]) for i, w in enumerate(clause))


def _price(gap: Sequence[str], *, number_first: bool, alone: bool, condition: bool) -> float | None:
    """How far apart the words between hold a number and a category; None where they do not tie them."""
    lists = _words()
    if condition:
        return 1.0
    far = len(gap) > _FAR and (len(gap) > _FARTHEST or sum(w not in lists["filler"] for w in gap) > _FAR)
    if far or (";" in gap and not alone) or "." in gap or any(w in lists["blockers"] or w.endswith("n't") for w in gap):
        return None
    gap = [w for w in gap if w != ";"]
    strong = sum(1 for w in gap if w in lists["strong"])
    joints = sum(1 for w in gap if w in {"and", ","})
    unknown = sum(1 for w in gap if w not in lists["strong"] and w not in lists["filler"] and w not in {",", "and"})
    if not strong:
        if not gap:
            return 0.5
        if joints:
            return 4.0 + unknown if alone and unknown <= 1 and "and" not in gap else None
        return 1.0 + unknown if unknown == 0 or (alone and unknown <= 2) else None
    if "and" in gap and not number_first and unknown:
        return None
    if unknown > 5:
        return None
    return 0.2 * len(gap) + unknown + 2.0 * joints
