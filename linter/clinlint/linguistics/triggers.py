"""The patterns of all rules over one article: words decide which patterns are worth a look, RE2 decides which match.

Hundreds of patterns in RE2 sets cost as much as everything else together, and their automata grow without end. Nearly every pattern needs
some words, though (`required`), so the words of an article's blocks are looked up first; the few patterns that need none go into sets.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import re2

from clinlint.linguistics.factors import DIGIT, FOREIGN, Need
from clinlint.linguistics.index import Index, index_of

_TOGETHER = 20
"""Patterns of one set. The automata of a set multiply, so several small sets are faster than one."""
_WORDS = bytes(c if (c < 128 and chr(c).isalnum()) or c == 95 else 32 for c in range(256))
"""What parts words: every byte of UTF-8 that is no ASCII letter, digit or underscore."""
_REMEMBERED = 50_000
"""Words whose patterns are remembered; English has fewer, and what has more is no prose."""


class TriggerSet:
    """Named RE2 patterns (case-insensitive) that are looked for together in normalised text.

    `compiled` is an index, made beforehand, of patterns among which some of these are. Raises ValueError with the pattern's name where RE2
    cannot compile it.
    """

    def __init__(self, patterns: Mapping[str, str], compiled: Index | None = None) -> None:
        self._sources = dict(patterns)
        self._compiled: dict[str, re2._Regexp[str]] = {}
        self._indexes: list[tuple[int, Index]] = []
        self._sharing: list[Sequence[str]] = []
        self._patterns: list[str] = []
        self._ways: list[tuple[int, int]] = []
        self._asked_last: dict[int, tuple[frozenset[str], ...]] = {}
        self._plain: list[int] = []
        self._deciding: dict[int, Any] = {}
        self._entries: dict[str, tuple[tuple[int, int], ...]] = {}
        own = self._sources
        if compiled is not None:
            known = compiled.by_name
            own = {name: pattern for name, pattern in patterns.items() if known.get(name) != pattern}
            self._take(compiled, None if len(patterns) - len(own) == len(known) else patterns.keys() - own.keys())
        if own:
            self._take(Index(index_of(own, _needs)), None)

    def __len__(self) -> int:
        return len(self._sources)

    def _take(self, index: Index, wanted: Container[str] | None) -> None:
        """Look for the patterns of an index too; where `wanted` is given, only for those of its names."""
        first = len(self._patterns)
        self._indexes.append((len(self._ways), index))
        self._patterns += index.patterns
        self._sharing += index.names if wanted is None else ([name for name in names if name in wanted] for names in index.names)
        self._ways += ((first + number, count) for number, count in zip(index.ways, index.wanted, strict=True))
        self._plain += (first + number for number in index.plain if self._sharing[first + number])

    @cached_property
    def _sets(self) -> list[tuple[Sequence[int], Any]]:
        """The patterns for which no word speaks."""
        groups = [self._plain[first : first + _TOGETHER] for first in range(0, len(self._plain), _TOGETHER)]
        return [(numbers, _set((self._sharing[n][0], folded(self._patterns[n])) for n in numbers)) for numbers in groups]

    def fired(self, texts: Iterable[tuple[int, str]]) -> dict[str, tuple[int, ...]]:
        """Numbers of the texts in which each pattern matches somewhere, by its name; those that match nowhere are left out.

        Letter case is not looked at here, so a pattern that asks for capitals may be named and then have no matches.
        """
        held: dict[str, list[int]] = {}
        lowered: dict[int, bytes] = {}
        words: dict[int, set[str]] = {}
        found: dict[int, list[int]] = {}
        for number, text in texts:
            line = lowered[number] = lower(text).encode("utf-8", "surrogatepass")
            words[number] = set(line.translate(_WORDS).decode("ascii").split())
            for word in words[number]:
                if self._speaks_for(word):
                    held.setdefault(word, []).append(number)
            if not _DIGITS.isdisjoint(line):
                held.setdefault(DIGIT, []).append(number)
            if not text.isascii():
                held.setdefault(FOREIGN, []).append(number)
            for numbers, patterns in self._sets:
                for index in patterns.Match(line) or ():
                    found.setdefault(numbers[index], []).append(number)
        for pattern, numbers in self._candidates(held, words):
            decide = self._deciding.get(pattern)
            if decide is None:
                decide = self._deciding[pattern] = _set([(self._sharing[pattern][0], folded(self._patterns[pattern]))])
            matching = [number for number in numbers if decide.Match(lowered[number])]
            if matching:
                found[pattern] = matching
        return {name: numbers for index in sorted(found) for numbers in (tuple(found[index]),) for name in self._sharing[index]}

    def _speaks_for(self, word: str) -> tuple[tuple[int, int], ...]:
        """Ways to match, and their factors, for which a word speaks."""
        known = self._entries.get(word)
        if known is None:
            known = tuple((first + way, place) for first, index in self._indexes for way, place in index.spoken_for(word))
            if len(self._entries) > _REMEMBERED:
                self._entries.clear()
            self._entries[word] = known
        return known

    def _candidates(self, held: Mapping[str, Sequence[int]], words: Mapping[int, set[str]]) -> Iterator[tuple[int, list[int]]]:
        """Patterns, and the texts that hold what each requires; `words` are those of each text."""
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
            if count == wanted and self._sharing[pattern]:
                both = set.intersection(*(places[way, place] for place in range(wanted)))
                if both and (factors := self._last(way)):
                    both = {number for number in both if not any(words[number].isdisjoint(factor) for factor in factors)}
                if both:
                    found.setdefault(pattern, set()).update(both)
        for pattern in sorted(found):
            yield pattern, sorted(found[pattern])

    def _last(self, way: int) -> tuple[frozenset[str], ...]:
        """The factors of a way that are asked for last."""
        if way not in self._asked_last:
            first, index = next((first, index) for first, index in reversed(self._indexes) if way >= first)
            self._asked_last[way] = tuple(frozenset(index.asked[int(number)].split()) for number in index.last[way - first].split())
        return self._asked_last[way]

    def matches(self, name: str, text: str) -> Iterator[tuple[int, int]]:
        """Code-point spans of a pattern's matches, leftmost, without overlap; of its group `target`, where it has one."""
        pattern = self._compiled.get(name)
        if pattern is None:
            pattern = self._compiled[name] = re2.compile(self._sources[name], _options())
        group = pattern.groupindex.get("target", 0)
        for match in pattern.finditer(text):
            yield match.span(group)


_DIGITS = frozenset(b"0123456789")


def _needs(name: str, pattern: str) -> Sequence[Need]:
    """What a pattern requires. Raises ValueError where RE2 cannot compile it."""
    from clinlint.linguistics.required import required

    lowered = folded(pattern)
    _set([(name, lowered)])
    return required(lowered)


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
