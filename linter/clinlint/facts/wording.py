"""Words of a sentence by what they name: a food, a habit, a medical treatment, a disease, an organ; what is established."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache, lru_cache

from clinlint.linguistics.context import clause_words
from clinlint.linguistics.phrases import Nodes, longest
from clinlint.linguistics.tokens import tokens
from clinlint.record import record
from clinlint.resources import compiled

VOCABULARY = "clinlint.facts.vocabulary"
LIFESTYLE = frozenset({"food", "drink", "diet", "supplement", "herb", "habit", "alternative", "product", "goods"})
_SUFFIXES = ("itis", "osis", "emia", "aemia", "algia", "plegia", "trophy", "sclerosis", "phobia", "pathy", "uria", "paresis")
"""Endings by which a word that no list has names a disease."""
DISEASE = frozenset({"chronic", "acute"})


@record
class Named:
    """Words `[first, last)` of a sentence that name something, and the classes it belongs to."""

    first: int
    last: int
    classes: frozenset[str]


@cache
def _data() -> tuple[tuple[str, ...], Nodes, Nodes, frozenset[int]]:
    data = compiled(VOCABULARY)
    return tuple(data["classes"]), data["nodes"], data["established"], frozenset(data["anything"])


@cache
def _harmful() -> frozenset[int]:
    return frozenset(compiled(VOCABULARY)["harmful"])


@cache
def words(name: str) -> frozenset[str]:
    """A small set of words of the vocabulary, by its name. Raises KeyError where there is none."""
    return frozenset(compiled(VOCABULARY)["words"][name])


@cache
def _daily() -> frozenset[str]:
    return frozenset(compiled(VOCABULARY)["daily"])


def may_name_daily(text: str) -> bool:
    """Whether a normalised text holds a word of the name of something of daily life, or tells a habit; cheap, and never wrongly no."""
    found = tokens(text).words
    return (
        not _daily().isdisjoint(found)
        or any(word.endswith("ing") for word in found[-6:])
        or not words("doses").isdisjoint(found[-9:])
        or "a" in found[-3:]
        or "every" in found[-3:]
    )


@cache
def _daily_classes() -> tuple[bool, ...]:
    return tuple(name in LIFESTYLE or name == "exposure" for name in _data()[0])


def names_daily(found_words: Sequence[str]) -> bool:
    """Whether something of daily life, or what people live in, is named among the words of a sentence."""
    if _daily().isdisjoint(found_words):
        return False
    _, nodes, _, _ = _data()
    start, daily = nodes[0], _daily_classes()
    return any(
        daily[identifier]
        for index, word in enumerate(found_words)
        if word in start or word.isdigit()
        for identifier in longest(nodes, found_words, index)[1]
    )


def may_be_habit(found_words: Sequence[str]) -> bool:
    """Whether the words before a verb may tell something done: a gerund that opens a clause, an amount, how often."""
    if not words("doses").isdisjoint(found_words):
        return True
    openers, before = words("openers"), clause_words()
    opening = True
    for index, word in enumerate(found_words):
        if opening and word.endswith("ing") and len(word) > 4 and word not in words("procedures"):
            return True
        if word in {"a", "every"} and found_words[index + 1 : index + 2] in _PERIODS:
            return True
        opening = word in before or not word[0].isalnum() or (opening and word in openers)
    return False


_PERIODS = frozenset({("day",), ("week",), ("morning",), ("night",)})


@lru_cache(maxsize=256)
def names(text: str) -> tuple[Named, ...]:
    """Everything of a known class that a normalised sentence names, in order; the longest name wins."""
    classes, nodes, _, _ = _data()
    found_words = tokens(text).words
    found: list[Named] = []
    start = nodes[0]
    index = 0
    while index < len(found_words):
        word = found_words[index]
        end, ids = longest(nodes, found_words, index) if word in start or word[-3:] == "n't" or word.isdigit() else (index, ())
        if not ids:
            if len(word) > 6 and word.endswith(_SUFFIXES) and word not in words("procedures-by-name"):
                found.append(Named(index, index + 1, frozenset({"chronic"})))
            index += 1
            continue
        found.append(Named(index, end, frozenset(classes[identifier] for identifier in ids)))
        index = end
    return tuple(found)


def among(named: Sequence[Named], wanted: Collection[str], first: int = 0, last: int = 10_000) -> list[Named]:
    """Those of some classes that lie within words `[first, last)`."""
    return [name for name in named if name.first >= first and name.last <= last and not name.classes.isdisjoint(wanted)]


@lru_cache(maxsize=256)
def established(text: str, *, medical: bool, harm: bool = True) -> bool:
    """Whether a normalised text names a condition together with what is accepted to treat it, or where `harm` says so to bring it on."""
    _, _, nodes, anything = _data()
    harmful = frozenset() if harm else _harmful()
    found_words = tokens(text).words
    conditions: set[int] = set()
    treatments: set[int] = set(anything) if medical else set()
    index = 0
    while index < len(found_words):
        end, ids = longest(nodes, found_words, index)
        index = max(end, index + 1)
        for identifier in ids:
            if identifier // 2 not in harmful:
                (treatments if identifier % 2 else conditions).add(identifier // 2)
    return not conditions.isdisjoint(treatments)


@lru_cache(maxsize=256)
def curable(text: str) -> bool:
    """Whether a normalised text names a condition that has an accepted cure by some treatment."""
    _, _, nodes, _ = _data()
    found_words = tokens(text).words
    return any(
        identifier % 2 == 0 and identifier < 2 * _CURABLE
        for index in range(len(found_words))
        for identifier in longest(nodes, found_words, index)[1]
    )


_CURABLE = 8
"""The first rows of the table are about cure; the rest about prevention and reversal."""
