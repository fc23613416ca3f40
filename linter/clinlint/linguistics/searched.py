"""One RE2 pattern over text, by code points: text in ASCII, which is nearly all, is searched without a look at each character."""

from __future__ import annotations

from collections.abc import Iterator

import re2

_CONTINUING = bytes(range(0x80, 0xC0))
"""Bytes of UTF-8 that begin no character."""


class Searched:
    """A case-insensitive pattern. Raises re2.error where it is wrong."""

    def __init__(self, pattern: str, group: str = "", *, folded: bool = False) -> None:
        self._pattern = re2.compile(pattern.encode("utf-8", "surrogatepass"), options(case_sensitive=folded))
        self.folded = folded
        self.search = self._pattern.search
        self._group: int = self._pattern.groupindex.get(group.encode(), 0)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Code-point spans of the matches, leftmost, without overlap; of the pattern's group, where it has it."""
        data = text.encode("utf-8", "surrogatepass")
        group = self._group
        if len(data) == len(text):
            for match in self._pattern.finditer(data):
                yield match.span(group)
            return
        done = points = 0
        for match in self._pattern.finditer(data):
            start, end = match.span(group)
            if start < 0:
                yield start, end
                continue
            points += _points(data[done:start])
            length = _points(data[start:end])
            yield points, points + length
            points, done = points + length, end


def _points(data: bytes) -> int:
    return len(data.translate(None, _CONTINUING))


def options(*, case_sensitive: bool = False) -> re2.Options:
    """Options of a pattern; RE2 tells what is wrong by an error only."""
    result = re2.Options()
    result.case_sensitive = case_sensitive
    result.log_errors = False
    return result
