"""Patterns by the words that they need, so that the words of an article say which of hundreds of patterns are worth a look.

It can be made beforehand, as data: a run then begins with a few look-ups instead of the reading of every pattern.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from clinlint.linguistics.factors import ASKED_LAST, PART, STEM, Need


class Index:
    """Patterns by number. A pattern is worth a look where a text holds every factor of one of its ways to match.

    `names` are the names that share each pattern. `ways` has the pattern of each way, `wanted` how many factors are looked up for it,
    `last` which of the factors `asked` it is asked for last. `plain` are the patterns for which no word speaks.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.names: list[list[str]] = data["names"]
        self.patterns: list[str] = data["patterns"]
        self.ways: list[int] = data["ways"]
        self.wanted: list[int] = data["wanted"]
        self.last: list[str] = data["last"]
        self.asked: list[str] = data["asked"]
        self.plain: list[int] = data["plain"]
        self._words: dict[str, str] = data["words"]
        self._stems: dict[str, list[list[str]]] = data["stems"]
        self._parts: dict[str, list[list[str]]] = data["parts"]

    @cached_property
    def by_name(self) -> dict[str, str]:
        """Each name's pattern."""
        return {name: pattern for names, pattern in zip(self.names, self.patterns, strict=True) for name in names}

    def spoken_for(self, word: str) -> Iterator[tuple[int, int]]:
        """Ways, and which of their factors, for which a word speaks."""
        if word in self._words:
            yield from _entries(self._words[word])
        for stem, entries in self._stems.get(word[:STEM], ()):
            if word.startswith(stem):
                yield from _entries(entries)
        for start in range(len(word) - PART + 1):
            for part, entries in self._parts.get(word[start : start + PART], ()):
                if word.startswith(part, start):
                    yield from _entries(entries)


def index_of(patterns: Mapping[str, str], needs: Callable[[str, str], Sequence[Need]]) -> dict[str, Any]:
    """The data of an index of named patterns; `needs` gives what a pattern of a name requires."""
    sharing: dict[str, list[str]] = {}
    for name, pattern in patterns.items():
        sharing.setdefault(pattern, []).append(name)
    ways: list[int] = []
    wanted: list[int] = []
    last: list[str] = []
    asked: dict[str, str] = {}
    plain: list[int] = []
    words: dict[str, str] = {}
    stems: dict[str, dict[str, str]] = {}
    parts: dict[str, dict[str, str]] = {}
    for number, (pattern, names) in enumerate(sharing.items()):
        required = needs(names[0], pattern)
        if not required:
            plain.append(number)
        for need in required:
            looked_up = [factor for factor in need if not factor.startswith(ASKED_LAST)]
            for place, factor in enumerate(looked_up):
                for word in factor.split():
                    if word.startswith("*"):
                        shelf, key = parts.setdefault(word[1 : PART + 1], {}), word.strip("*")
                    elif word.endswith("*"):
                        shelf, key = stems.setdefault(word[:STEM], {}), word[:-1]
                    else:
                        shelf, key = words, word
                    shelf[key] = f"{shelf[key]} {len(ways)} {place}" if key in shelf else f"{len(ways)} {place}"
            ways.append(number)
            wanted.append(len(looked_up))
            last.append(" ".join(asked.setdefault(factor[1:], str(len(asked))) for factor in need[len(looked_up) :]))
    return {
        "names": [*sharing.values()],
        "patterns": [*sharing],
        "ways": ways,
        "wanted": wanted,
        "last": last,
        "asked": [*asked],
        "plain": plain,
        "words": words,
        "stems": {beginning: [[*item] for item in each.items()] for beginning, each in stems.items()},
        "parts": {beginning: [[*item] for item in each.items()] for beginning, each in parts.items()},
    }


def _entries(packed: str) -> Iterator[tuple[int, int]]:
    numbers = map(int, packed.split())
    return zip(numbers, numbers, strict=True)
