"""A few RE2 sets over all patterns: a block that fires nothing costs a few passes, however many rules there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import re2


class TriggerSet:
    """Named RE2 patterns (case-insensitive) that are looked for together in normalised text.

    Raises ValueError with the pattern's name where RE2 cannot compile it.
    """

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self._names = tuple(patterns)
        self._sources = dict(patterns)
        self._compiled: dict[str, re2._Regexp[str]] = {}
        self._sets = [_compiled(self._names[first : first + _TOGETHER], self._sources) for first in range(0, len(self._names), _TOGETHER)]

    def __len__(self) -> int:
        return len(self._names)

    def fired(self, text: str) -> list[str]:
        """Names of the patterns that match somewhere, in the order they were given."""
        indices: list[int] = []
        for number, patterns in enumerate(self._sets):
            matched: Any = patterns.Match(text)
            if matched:
                indices += [number * _TOGETHER + index for index in matched]
        return [self._names[index] for index in sorted(indices)]

    def matches(self, name: str, text: str) -> Iterator[tuple[int, int]]:
        """Code-point spans of a pattern's matches, leftmost, without overlap; of its group `target`, where it has one."""
        pattern = self._compiled.get(name)
        if pattern is None:
            pattern = self._compiled[name] = re2.compile(self._sources[name], _options())
        group = pattern.groupindex.get("target", 0)
        for match in pattern.finditer(text):
            yield match.span(group)


def _compiled(names: Sequence[str], sources: Mapping[str, str]) -> Any:
    patterns = re2.Set.SearchSet(_options())
    for name in names:
        try:
            patterns.Add(sources[name])
        except re2.error as error:
            raise ValueError(f"{name}: {error}") from error
    patterns.Compile()
    return patterns


_TOGETHER = 40
"""Patterns of one set. The automata of a set multiply: 200 in one set overflow RE2's cache and run ten times slower than five sets."""


def _options() -> re2.Options:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    return options
