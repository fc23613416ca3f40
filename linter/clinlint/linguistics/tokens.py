"""Words and punctuation marks of a sentence with their places; the alphabet in which cues are written."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache, cached_property, lru_cache

from clinlint.record import record


@record(slots=False)
class Tokens:
    """Lower-case words and marks of a text in order; `starts[i]` and `ends[i]` are code points of word i, found when first asked for."""

    words: tuple[str, ...]
    lowered: str

    @cached_property
    def _spans(self) -> tuple[tuple[int, int], ...]:
        return tuple([match.span() for match in _token(self.lowered).finditer(self.lowered)])

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each word begins."""
        return tuple([start for start, _ in self._spans])

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """Where each word ends."""
        return tuple([end for _, end in self._spans])

    def between(self, start: int, end: int) -> tuple[int, int]:
        """First and after last of the words that share a code point with `[start, end)`."""
        first = bisect_right(self.ends, start)
        return first, max(bisect_left(self.starts, end), first)


def _token(text: str) -> re.Pattern[str]:
    return _plain() if text.isascii() else _any()


@cache
def _plain() -> re.Pattern[str]:
    """The same for ASCII, twice as fast: its characters are told by a table."""
    return re.compile(r"[0-9A-Za-z]+(?:'[0-9A-Za-z]+)*|[!-,./:-@\[-^`{-~\x00-\x08\x0e-\x1b\x7f]|(?<=\s)-(?=\s)")


@cache
def _any() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+(?:'[^\W_]+)*|[^\w\s-]|(?<=\s)-(?=\s)")


@lru_cache(maxsize=128)
def tokens(text: str) -> Tokens:
    """Words, numbers and marks of normalised text. A hyphen inside a compound parts its words and is no token itself."""
    lowered = lower(text)
    return Tokens(tuple(_token(lowered).findall(lowered)), lowered)


def lower(text: str) -> str:
    """Lower case, one code point for each."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)
