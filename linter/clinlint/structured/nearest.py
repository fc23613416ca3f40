"""The known name that a mistyped one is nearest to."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that `name` most likely stands for, or "" where none is near.

    Both have as many words, and no word more slips than its length allows: none below four letters, one below nine, two from there on.
    Swapped neighbours are one slip. A name with a dot or colon belongs to some other program.
    """
    if len(name) > _LONGEST or "." in name or ":" in name:
        return ""
    wanted = _words(name)
    best, fewest = "", _FAR
    for candidate in known:
        words = _words(candidate)
        if len(words) != len(wanted) or abs(len(candidate) - len(name)) > _FARTHEST:
            continue
        slips = sum(distance(one, other, _allowed(one, other)) for one, other in zip(wanted, words, strict=True))
        if slips < fewest:
            best, fewest = candidate, slips
    return best


def distance(one: str, other: str, limit: int) -> int:
    """Insertions, deletions, changes and swaps of neighbours between two words; 99 above the limit."""
    if one == other:
        return 0
    if abs(len(one) - len(other)) > limit:
        return _FAR
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(other, start=1):
            slips = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                slips = min(slips, earlier[j - 2] + 1)
            row.append(slips)
    return row[-1] if row[-1] <= limit else _FAR


_FAR = 99
_FARTHEST = 4
"""Difference in length from which two names, with their hyphens and underscores, cannot be near."""
_LONGEST = 60


def _allowed(one: str, other: str) -> int:
    shorter = min(len(one), len(other))
    return 0 if shorter < 4 else 1 if shorter < 9 else 2


@lru_cache(maxsize=4096)
def _words(name: str) -> list[str]:
    """Lower-case words, so that reviewedBy, reviewed-by and reviewed_by are the same name."""
    spaced = "".join(f"_{c}" if c.isupper() and i and name[i - 1].islower() else c for i, c in enumerate(name[: _LONGEST + 1]))
    return spaced.lower().replace("-", "_").replace(" ", "_").strip("_").split("_")
