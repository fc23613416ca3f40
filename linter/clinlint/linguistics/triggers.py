"""A few RE2 sets over all patterns: a block that fires nothing costs a few passes, however many rules there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import re2


class TriggerSet:
    """Named RE2 patterns (case-insensitive) that are looked for together in normalised text.

    Raises ValueError with the pattern's name where RE2 cannot compile it.
    """

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self._names = tuple(patterns)
        self._sources = dict(patterns)
        self._compiled: dict[str, tuple[re2._Regexp[str], int]] = {}
        sharing: dict[str, list[str]] = {}
        for name, pattern in patterns.items():
            sharing.setdefault(pattern, []).append(name)
        self._sharing = tuple(sharing.values())
        leading = [names[0] for names in self._sharing]
        self._sets = [(first, _compiled(leading[first : first + _TOGETHER], self._sources)) for first in range(0, len(leading), _TOGETHER)]

    def __len__(self) -> int:
        return len(self._names)

    def fired(self, texts: Iterable[tuple[int, str]]) -> dict[str, tuple[int, ...]]:
        """Numbers of the texts in which each pattern matches somewhere, by its name; those that match nowhere are left out.

        Letter case is not looked at here, so a pattern that asks for capitals may be named and then have no matches.
        """
        found: dict[int, list[int]] = {}
        for number, text in texts:
            lowered = lower(text).encode("utf-8", "surrogatepass")
            for first, patterns in self._sets:
                matched: Any = patterns.Match(lowered)
                if matched:
                    for index in matched:
                        found.setdefault(first + index, []).append(number)
        return {name: numbers for index in sorted(found) for numbers in (tuple(found[index]),) for name in self._sharing[index]}

    def matches(self, name: str, text: str) -> Iterator[tuple[int, int]]:
        """Code-point spans of a pattern's matches, leftmost, without overlap; of its group `target`, where it has one."""
        known = self._compiled.get(name)
        if known is None:
            pattern = re2.compile(self._sources[name], _options())
            known = self._compiled[name] = (pattern, pattern.groupindex.get("target", 0))
        pattern, group = known
        for match in pattern.finditer(text):
            yield match.span(group)


def _compiled(names: Sequence[str], sources: Mapping[str, str]) -> Any:
    options = _options(case_sensitive=True)
    options.max_mem = _MEMORY
    patterns = re2.Set.SearchSet(options)
    for name in names:
        try:
            patterns.Add(folded(sources[name]))
        except re2.error as error:
            raise ValueError(f"{name}: {error}") from error
    patterns.Compile()
    return patterns


_TOGETHER = 40
"""Patterns of one set. The automata of a set multiply: 200 in one set overflow RE2's cache and run ten times slower than five sets."""
_MEMORY = 32 << 20
"""Bytes that the automata of one set may grow to; those of 8 MiB are thrown away and built anew within one long article."""


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
