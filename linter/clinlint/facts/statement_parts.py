"""Sentences with numbers, and the lines of a sentence that are statements of their own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import re2

from clinlint.linguistics.tokens import Tokens
from clinlint.model.document import Block
from clinlint.model.quantity import Quantity
from clinlint.record import record


@record
class Part:
    """A sentence with a number in it: code points in its block, words, the block's quantities in it with their index."""

    block: int
    start: int
    end: int
    text: str
    words: Tokens
    quantities: tuple[tuple[int, Quantity], ...]


def breaks_in(block: Block, source: str) -> list[int]:
    """Where a line of the source ends inside a block."""
    return [p.text for p in block.map.pieces if not p.exact and p.length == 1 and source[p.start : p.start + 1] in {"\n", "\r"}]


def lines_of(text: str, numbers: Sequence[tuple[int, int]], breaks: Sequence[int]) -> list[tuple[int, int]]:
    """The lines of a sentence that are statements of their own: each has a number and begins with a capital or a comparison.

    `breaks` are where the source has a line break.
    """
    found, start = [], 0
    for at in breaks:
        here = any(start <= first < at for first, _ in numbers)
        rest = any(first > at for first, _ in numbers) or _states().search(text, at) is not None
        if here and rest and _begins_anew(text, start, at) and not any(first < at < last for first, last in numbers):
            found.append((start, at))
            start = at + 1
    return [*found, (start, len(text))]


@cache
def _states() -> Any:
    """Words of a line that states something of its own."""
    return re2.compile(r":| (?:is|are|means?|indicates?|shows?) ")


def _begins_anew(text: str, start: int, at: int) -> bool:
    after, last = text[at + 1 : at + 40].lstrip(" *_-•·▪●"), text[start:at].rstrip().lower().rpartition(" ")[2]
    return bool(after) and (after[0].isupper() or after[0] in "<>≤≥") and last[-1:] not in set(",:(-") and last not in _OPEN


_OPEN = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "or",
        "and",
        "is",
        "are",
        "by",
        "for",
        "in",
        "with",
        "than",
        "at",
        "from",
        "between",
        "below",
        "above",
        "under",
        "over",
        "least",
        "most",
        "about",
    ]
)
"""Words that a line cannot end a statement with."""
