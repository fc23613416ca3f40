"""One RE2 set over all patterns: a block that fires nothing costs one pass, however many rules there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from functools import cached_property

import re2


class TriggerSet:
    """Named RE2 patterns (case-insensitive) that are looked for together in normalised text.

    Raises ValueError with the pattern's name where RE2 cannot compile it.
    """

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self._names = tuple(patterns)
        self._sources = dict(patterns)
        self._compiled: dict[str, re2._Regexp[str]] = {}
        self._set = re2.Set.SearchSet(_options())
        for name, pattern in patterns.items():
            try:
                self._set.Add(pattern)
            except re2.error as error:
                raise ValueError(f"{name}: {error}") from error
        if patterns:
            self._set.Compile()

    def __len__(self) -> int:
        return len(self._names)

    def fired(self, text: str) -> list[str]:
        """Names of the patterns that match somewhere, in the order they were given."""
        if not self._names:
            return []
        return [self._names[i] for i in sorted(self._matched(text))]

    def _matched(self, text: str) -> list[int]:
        indices: Any = self._set.Match(text)
        return list(indices or ())

    def matches(self, name: str, text: str) -> Iterator[tuple[int, int]]:
        """Code-point spans of a pattern's matches, leftmost, without overlap; of its group `target`, where it has one."""
        pattern = self._compiled.get(name)
        if pattern is None:
            pattern = self._compiled[name] = re2.compile(self._sources[name], _options())
        group = pattern.groupindex.get("target", 0)
        for match in pattern.finditer(text):
            yield match.span(group)


def _options() -> re2.Options:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    return options
