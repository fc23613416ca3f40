"""The patterns of all rules over one article: words decide which patterns are worth a look, RE2 decides which match.

Hundreds of patterns in RE2 sets cost as much as everything else together, and their automata grow without end. Nearly every pattern needs
some words, though (`required`), so the words of an article's blocks are looked up first; the few patterns that need none go into sets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import re2

from clinlint.linguistics.factors import DIGIT, STEM, Need

_TOGETHER = 20
"""Patterns of one set. The automata of a set multiply, so several small sets are faster than one."""
_WORDS = bytes(c if (c < 128 and chr(c).isalnum()) or c == 95 else 32 for c in range(256))
"""What parts words: every byte of UTF-8 that is no ASCII letter, digit or underscore."""
_REMEMBERED = 50_000
"""Words whose patterns are remembered; English has fewer, and what has more is no prose."""


class TriggerSet:
    """Named RE2 patterns (case-insensitive) that are looked for together in normalised text.

    `needs`: what each pattern requires, where that is known already. Raises ValueError with the pattern's name where RE2 cannot compile it.
    """

    def __init__(self, patterns: Mapping[str, str], needs: Mapping[str, Sequence[Need]] | None = None) -> None:
        self._sources = dict(patterns)
        self._compiled: dict[str, re2._Regexp[str]] = {}
        sharing: dict[str, list[str]] = {}
        for name, pattern in patterns.items():
            sharing.setdefault(pattern, []).append(name)
        self._sharing = tuple(sharing.values())
        self._patterns = tuple(folded(pattern) for pattern in sharing)
        self._known = needs or {}
        self._deciding: dict[int, Any] = {}
        self._entries: dict[str, tuple[tuple[int, int], ...]] = {}
        self._words: dict[str, list[tuple[int, int]]] = {}
        self._stems: dict[str, list[tuple[str, tuple[int, int]]]] = {}
        self._ways: list[tuple[int, int]] = []
        self._sets: list[tuple[Sequence[int], Any]] = []
        self._index()

    def __len__(self) -> int:
        return len(self._sources)

    def _index(self) -> None:
        """Which word speaks for which factor of which pattern; the patterns for which none does, as sets."""
        plain: list[int] = []
        known = self._words
        for number, names in enumerate(self._sharing):
            needs = self._required(names[0], self._patterns[number])
            if not needs:
                plain.append(number)
            for need in needs:
                way = len(self._ways)
                self._ways.append((number, len(need)))
                for place, factor in enumerate(need):
                    entry = (way, place)
                    for word in factor.split():
                        if word[-1] == "*":
                            self._stems.setdefault(word[:STEM], []).append((word[:-1], entry))
                        elif word in known:
                            known[word].append(entry)
                        else:
                            known[word] = [entry]
        for first in range(0, len(plain), _TOGETHER):
            numbers = plain[first : first + _TOGETHER]
            self._sets.append((numbers, _set((self._sharing[n][0], self._patterns[n]) for n in numbers)))

    def _required(self, name: str, pattern: str) -> Sequence[Need]:
        if name in self._known:
            return self._known[name]
        from clinlint.linguistics.required import required

        _set([(name, pattern)])
        return required(pattern)

    def fired(self, texts: Iterable[tuple[int, str]]) -> dict[str, tuple[int, ...]]:
        """Numbers of the texts in which each pattern matches somewhere, by its name; those that match nowhere are left out.

        Letter case is not looked at here, so a pattern that asks for capitals may be named and then have no matches.
        """
        held: dict[str, list[int]] = {}
        lowered: dict[int, bytes] = {}
        found: dict[int, list[int]] = {}
        for number, text in texts:
            line = lowered[number] = lower(text).encode("utf-8", "surrogatepass")
            for word in set(line.translate(_WORDS).decode("ascii").split()):
                if self._speaks_for(word):
                    held.setdefault(word, []).append(number)
            if not _DIGITS.isdisjoint(line):
                held.setdefault(DIGIT, []).append(number)
            for numbers, patterns in self._sets:
                for index in patterns.Match(line) or ():
                    found.setdefault(numbers[index], []).append(number)
        for pattern, numbers in self._candidates(held):
            decide = self._deciding.get(pattern)
            if decide is None:
                decide = self._deciding[pattern] = _set([(self._sharing[pattern][0], self._patterns[pattern])])
            matching = [number for number in numbers if decide.Match(lowered[number])]
            if matching:
                found[pattern] = matching
        return {name: numbers for index in sorted(found) for numbers in (tuple(found[index]),) for name in self._sharing[index]}

    def _speaks_for(self, word: str) -> tuple[tuple[int, int], ...]:
        """Ways to match, and their factors, for which a word speaks."""
        known = self._entries.get(word)
        if known is None:
            stems = (entry for stem, entry in self._stems.get(word[:STEM], ()) if word.startswith(stem))
            known = (*self._words.get(word, ()), *stems)
            if len(self._entries) > _REMEMBERED:
                self._entries.clear()
            self._entries[word] = known
        return known

    def _candidates(self, held: Mapping[str, Sequence[int]]) -> Iterator[tuple[int, list[int]]]:
        """Patterns, and the texts that hold what each requires."""
        places: dict[tuple[int, int], set[int]] = {}
        ways: dict[int, int] = {}
        for word, numbers in held.items():
            for entry in self._speaks_for(word):
                known = places.get(entry)
                if known is None:
                    places[entry] = set(numbers)
                    ways[entry[0]] = ways.get(entry[0], 0) + 1
                else:
                    known.update(numbers)
        found: dict[int, set[int]] = {}
        for way, count in ways.items():
            pattern, wanted = self._ways[way]
            if count == wanted:
                both = set.intersection(*(places[way, place] for place in range(wanted)))
                if both:
                    found.setdefault(pattern, set()).update(both)
        for pattern in sorted(found):
            yield pattern, sorted(found[pattern])

    def matches(self, name: str, text: str) -> Iterator[tuple[int, int]]:
        """Code-point spans of a pattern's matches, leftmost, without overlap; of its group `target`, where it has one."""
        pattern = self._compiled.get(name)
        if pattern is None:
            pattern = self._compiled[name] = re2.compile(self._sources[name], _options())
        group = pattern.groupindex.get("target", 0)
        for match in pattern.finditer(text):
            yield match.span(group)


_DIGITS = frozenset(b"0123456789")


def _set(patterns: Iterable[tuple[str, str]]) -> Any:
    result = re2.Set.SearchSet(_options(case_sensitive=True))
    for name, pattern in patterns:
        try:
            result.Add(pattern)
        except re2.error as error:
            raise ValueError(f"{name}: {error}") from error
    result.Compile()
    return result


def lower(text: str) -> str:
    """Text in lower case, of the same length."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def folded(pattern: str) -> str:
    """A pattern for text in lower case: its letters lowered, its escapes and group names left alone.

    Patterns that fold case themselves take twice as long to compile, which a short run would feel.
    """
    first, *rest = pattern.split("\\")
    parts = [first.lower()]
    literal = False
    for part in rest:
        if literal or not part:
            parts.append(part.lower())
            literal = not literal
        else:
            parts.append(part if part[0] in "pP" else part[0] + part[1:].lower())
    return "\\".join(parts).replace("(?p<", "(?P<")


def _options(*, case_sensitive: bool = False) -> re2.Options:
    options = re2.Options()
    options.case_sensitive = case_sensitive
    options.log_errors = False
    return options
