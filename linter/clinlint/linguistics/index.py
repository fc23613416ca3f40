"""Patterns by the words that they need, so that the words of an article say which of hundreds of patterns are worth a look.

It can be made beforehand, as data: a run then begins with a few look-ups instead of the reading of every pattern.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from clinlint.linguistics.factors import PART, STEM, Need

_REMEMBERED = 50_000
"""Words whose factors are remembered; English has fewer, and what has more is no prose."""


class Index:
    """Patterns by number. A pattern is worth a look where a text holds every factor of one of its ways to match.

    `names` are the names that share each pattern, `plain` the patterns for which no word speaks. A word meets factors, by number. Of each
    factor, `ways` has the ways whose rarest one it is: a pattern and the other factors. Patterns with the same ways are asked together, and
    only the first of them stands there.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.names: list[list[str]] = data["names"]
        self.patterns: list[str] = data["patterns"]
        self.plain: list[int] = data["plain"]
        self._packed_ways: list[str] = data["ways"]
        self._words: dict[str, str] = data["words"]
        self._stems: dict[str, list[list[str]]] = data["stems"]
        self._parts: dict[str, list[list[str]]] = data["parts"]
        self._together: list[list[int]] = data["together"]
        self._met: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = {}
        self._telling: set[str] = set()
        self._ways: dict[int, tuple[tuple[int, tuple[int, ...]], ...]] = {}

    @cached_property
    def by_name(self) -> dict[str, str]:
        """Each name's pattern."""
        return {name: pattern for names, pattern in zip(self.names, self.patterns, strict=True) for name in names}

    @cached_property
    def together(self) -> dict[int, tuple[int, ...]]:
        """Of each pattern that others are asked together with, all of them."""
        return {numbers[0]: tuple(numbers) for numbers in self._together}

    def held(self, words: Sequence[set[str]]) -> dict[str, int]:
        """The texts that hold each word that meets a factor, as bits of a number; `words` are those of each text."""
        every = set().union(*words)
        fresh = every.difference(self._met)
        if fresh and len(self._met) > _REMEMBERED:
            self._met.clear()
            self._telling.clear()
            fresh = every
        for word in fresh:
            met = dict.fromkeys(self._factors(word))
            ways = self._packed_ways
            self._met[word] = tuple([factor for factor in met if ways[factor]]), tuple([factor for factor in met if not ways[factor]])
            if met:
                self._telling.add(word)
        held = dict.fromkeys(every & self._telling, 0)
        for place, its_words in enumerate(words):
            bit = 1 << place
            for word in its_words & self._telling:
                held[word] |= bit
        return held

    def _factors(self, word: str) -> Iterator[int]:
        if word in self._words:
            yield from _numbers(self._words[word])
        for stem, factors in self._stems.get(word[:STEM], ()):
            if word.startswith(stem):
                yield from _numbers(factors)
        for start in range(len(word) - PART + 1):
            for part, factors in self._parts.get(word[start : start + PART], ()):
                if word.startswith(part, start):
                    yield from _numbers(factors)

    def candidates(self, held: Mapping[str, int]) -> dict[int, int]:
        """Patterns, and the texts that hold what each requires, as bits of a number; `held` are the texts that hold each word."""
        places = [0] * len(self._packed_ways)
        met: list[int] = []
        known_words = self._met
        for word, texts in held.items():
            rarest, others = known_words[word]
            for factor in rarest:
                if not places[factor]:
                    met.append(factor)
                places[factor] |= texts
            for factor in others:
                places[factor] |= texts
        found: dict[int, int] = {}
        known = self._ways
        for factor in met:
            for pattern, others in known[factor] if factor in known else self._unpacked(factor):
                both = places[factor]
                for other in others:
                    both &= places[other]
                    if not both:
                        break
                else:
                    found[pattern] = found.get(pattern, 0) | both
        return found

    def _unpacked(self, rarest: int) -> tuple[tuple[int, tuple[int, ...]], ...]:
        ways = map(_numbers, filter(None, self._packed_ways[rarest].split(",")))
        self._ways[rarest] = tuple((pattern, tuple(others)) for pattern, *others in ways)
        return self._ways[rarest]


def index_of(patterns: Mapping[str, str], needs: Callable[[str, str], Sequence[Need]]) -> dict[str, Any]:
    """The data of an index of named patterns; `needs` gives what a pattern of a name requires, of each way the rarest factor first."""
    sharing: dict[str, list[str]] = {}
    for name, pattern in patterns.items():
        sharing.setdefault(pattern, []).append(name)
    factors: dict[str, int] = {}
    ways: dict[int, list[str]] = {}
    plain: list[int] = []
    alike: dict[tuple[Need, ...], list[int]] = {}
    for number, (pattern, names) in enumerate(sharing.items()):
        required = needs(names[0], pattern)
        if not required:
            plain.append(number)
            continue
        same = alike.setdefault(tuple(map(tuple, required)), [])
        same.append(number)
        for need in required if same[0] == number else ():
            rarest, *others = (factors.setdefault(factor, len(factors)) for factor in need)
            ways.setdefault(rarest, []).append(" ".join(map(str, (number, *others))))
    words: dict[str, str] = {}
    stems: dict[str, dict[str, str]] = {}
    parts: dict[str, dict[str, str]] = {}
    for factor, number in factors.items():
        for word in factor.split():
            if word.startswith("*"):
                shelf, key = parts.setdefault(word[1 : PART + 1], {}), word.strip("*")
            elif word.endswith("*"):
                shelf, key = stems.setdefault(word[:STEM], {}), word[:-1]
            else:
                shelf, key = words, word
            shelf[key] = f"{shelf[key]} {number}" if key in shelf else str(number)
    return {
        "names": [*sharing.values()],
        "patterns": [*sharing],
        "plain": plain,
        "together": [numbers for numbers in alike.values() if len(numbers) > 1],
        "ways": [",".join(ways.get(number, ())) for number in factors.values()],
        "words": words,
        "stems": {beginning: [[*item] for item in each.items()] for beginning, each in stems.items()},
        "parts": {beginning: [[*item] for item in each.items()] for beginning, each in parts.items()},
    }


def _numbers(packed: str) -> tuple[int, ...]:
    return tuple(map(int, packed.split()))
