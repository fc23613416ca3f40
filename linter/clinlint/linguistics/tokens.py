"""Words and punctuation marks of a sentence with their places; the alphabet in which cues are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Tokens:
    """Lower-case words and marks of a text in order; `starts[i]` and `ends[i]` are code points of word i."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@cache
def _token() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+(?:'[^\W_]+)*|[^\w\s-]|(?<=\s)-(?=\s)")


def tokens(text: str) -> Tokens:
    """Words, numbers and marks of normalised text. A hyphen inside a compound parts its words and is no token itself."""
    lowered = lower(text)
    spans = [match.span() for match in _token().finditer(lowered)]
    return Tokens(tuple([lowered[s:e] for s, e in spans]), tuple([s for s, _ in spans]), tuple([e for _, e in spans]))


def lower(text: str) -> str:
    """Lower case, one code point for each."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)
