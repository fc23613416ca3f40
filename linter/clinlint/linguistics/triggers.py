"""The patterns of all rules over one article: words decide which patterns are worth a look, RE2 decides which match.

Hundreds of patterns in RE2 sets cost as much as everything else together, and their automata grow without end. Nearly every pattern needs
some words, though (`required`), so the words of an article's blocks are looked up first; the few patterns that need none go into sets.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import islice
from typing import Any

import re2

from clinlint.linguistics.factors import DIGIT, ENDLESS, FOREIGN, SIGNS, Need
from clinlint.linguistics.index import Index, index_of
from clinlint.linguistics.searched import Searched, options

_TOGETHER = 20
"""Patterns of one set. The automata of a set multiply, so several small sets are faster than one."""
_AT_ONCE = 240
"""Texts whose words are looked up together."""
_LETTERS = bytes(c if (c < 128 and chr(c).isalpha()) or c == 95 else 32 for c in range(256))
"""What parts words: every byte of UTF-8 that is no ASCII letter or underscore."""
_DIGITS = b"0123456789"
_MARKS = [(sign, sign.encode()) for sign in SIGNS]
_CASED = re.compile(r"\(\?[a-z]*-[a-z]*i|\\[pP]").search


class TriggerSet:
    """Named RE2 patterns (case-insensitive) that are looked for together in normalised text.

    `compiled` is an index, made beforehand, of patterns among which some of these are. Raises ValueError with the pattern's name where RE2
    cannot compile it.
    """

    def __init__(self, patterns: Mapping[str, str], compiled: Index | None = None) -> None:
        self._sources = dict(patterns)
        self._searched: dict[str, Searched] = {}
        self._groups: list[_Group] = []
        own = self._sources
        if compiled is not None:
            known = compiled.by_name
            own = {name: pattern for name, pattern in patterns.items() if known.get(name) != pattern}
            self._groups.append(_Group(compiled, None if len(patterns) - len(own) == len(known) else patterns.keys() - own.keys()))
        if own:
            self._groups.append(_Group(Index(index_of(own, _needs)), None))

    def __len__(self) -> int:
        return len(self._sources)

    def fired(self, texts: Iterable[tuple[int, str]]) -> dict[str, tuple[int, ...]]:
        """Numbers of the texts in which each pattern matches somewhere, by its name; those that match nowhere are left out.

        Letter case is not looked at here, so a pattern that asks for capitals may be named and then have no matches.
        """
        found: dict[str, list[int]] = {}
        rest = iter(texts)
        while part := list(islice(rest, _AT_ONCE)):
            lines = [lower(text).encode("utf-8", "surrogatepass") for _, text in part]
            whole = b"\n".join(lines)
            signs = [(sign, byte) for sign, byte in _MARKS if byte in whole]
            words = [_words(line, signs) for line in lines]
            for group in self._groups:
                for name, places in group.fired(lines, words):
                    found.setdefault(name, []).extend([part[place][0] for place in places])
        return {name: tuple(numbers) for name, numbers in found.items()}

    def matches(self, name: str, text: str) -> Iterator[tuple[int, int]]:
        """Code-point spans of a pattern's matches, leftmost, without overlap; of its group `target`, where it has one."""
        pattern = self._searched.get(name)
        if pattern is None:
            pattern = self._searched[name] = _searched(self._sources[name])
        return pattern.spans(lower(text) if pattern.folded else text)


class _Group:
    """The patterns of an index; where `wanted` is given, only those of its names."""

    def __init__(self, index: Index, wanted: Container[str] | None) -> None:
        self._index = index
        self._names: Sequence[Sequence[str]] = (
            index.names if wanted is None else [[name for name in names if name in wanted] for names in index.names]
        )
        self._deciding: dict[int, tuple[Sequence[int], Any]] = {}

    def _folded(self, number: int) -> tuple[str, str]:
        return self._names[number][0], folded(self._index.patterns[number])

    @cached_property
    def _plain(self) -> list[tuple[Sequence[int], Any]]:
        """The patterns for which no word speaks."""
        plain = [number for number in self._index.plain if self._names[number]]
        parts = [plain[first : first + _TOGETHER] for first in range(0, len(plain), _TOGETHER)]
        return [(numbers, _set(map(self._folded, numbers))) for numbers in parts]

    def fired(self, lines: Sequence[bytes], words: Sequence[set[str]]) -> Iterator[tuple[str, Sequence[int]]]:
        """Names of the patterns that match, with the places of the lines in which they do; `words` are those of each line."""
        found: dict[int, list[int]] = {}
        for numbers, patterns in self._plain:
            _match(patterns, numbers, enumerate(lines), found)
        for number, places in self._index.candidates(self._index.held(words)).items():
            numbers, patterns = self._deciding.get(number) or self._decided(number)
            if numbers:
                _match(patterns, numbers, [(place, lines[place]) for place in _set_bits(places)], found)
        for number in sorted(found):
            for name in self._names[number]:
                yield name, found[number]

    def _decided(self, number: int) -> tuple[Sequence[int], Any]:
        """The patterns that are asked where one is, those of wanted names, and the set that holds them."""
        numbers = [each for each in self._index.together.get(number, (number,)) if self._names[each]]
        decided = self._deciding[number] = numbers, _set(map(self._folded, numbers)) if numbers else None
        return decided


def _match(patterns: Any, numbers: Sequence[int], lines: Iterable[tuple[int, bytes]], found: dict[int, list[int]]) -> None:
    """Adds the places of the lines in which patterns of a set match, by the patterns' numbers."""
    ask = patterns.Match
    for place, line in lines:
        for match in ask(line) or ():
            number = numbers[match]
            if number in found:
                found[number].append(place)
            else:
                found[number] = [place]


def _set_bits(places: int) -> list[int]:
    """The places whose bits are set, in order."""
    digits = bin(places)[:1:-1]
    result: list[int] = []
    place = digits.find("1")
    while place >= 0:
        result.append(place)
        place = digits.find("1", place + 1)
    return result


@cache
def _searched(pattern: str, *, always: bool = False) -> Searched:
    if always or not _CASED(pattern):
        return _folded(pattern)
    return Searched(pattern, "target")


@cache
def _folded(pattern: str) -> Searched:
    return Searched(folded(pattern), "target", folded=True)


def _words(line: bytes, signs: Iterable[tuple[str, bytes]]) -> set[str]:
    """The words of a line, those of the signs that it holds, and what else the needs of patterns name."""
    words = set(line.translate(_LETTERS).decode("ascii").split())
    if len(line.translate(None, _DIGITS)) != len(line):
        words.add(DIGIT)
    if not line.isascii():
        words.add(FOREIGN)
    for sign, byte in signs:
        if byte in line:
            words.add(sign)
    if b"." not in line and b"?" not in line and b"!" not in line:
        words.add(ENDLESS)
    return words


def _needs(name: str, pattern: str) -> Sequence[Need]:
    """What a pattern requires. Raises ValueError where RE2 cannot compile it."""
    from clinlint.linguistics.required import required

    lowered = folded(pattern)
    _set([(name, lowered)])
    return required(lowered)


def _set(patterns: Iterable[tuple[str, str]]) -> Any:
    result = re2.Set.SearchSet(options(case_sensitive=True))
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
