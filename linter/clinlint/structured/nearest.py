"""The known name that a mistyped one is nearest to."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that `name` most likely stands for, or "" where none is near.

    A name counts as near a known one within one slip for each three letters, and near one of its words within one for each four; swapped
    neighbours are one slip.
    """
    wanted = _plain(name)
    if not 2 < len(wanted) < 60:
        return ""
    best, fewest = "", 99
    for candidate in known:
        plain = _plain(candidate)
        slips = distance(wanted, plain, max(len(wanted), len(plain)) // 3)
        if slips < fewest:
            best, fewest = candidate, slips
        for word in plain.split("_"):
            if len(word) >= 5 and word != plain and len(wanted) >= 5:
                slips = distance(wanted, word, max(1, len(word) // 4)) + 1
                if slips < fewest:
                    best, fewest = candidate, slips
    return best if fewest < 99 else ""


def distance(one: str, other: str, limit: int) -> int:
    """Insertions, deletions, changes and swaps of neighbours between two words; 99 above the limit."""
    if abs(len(one) - len(other)) > limit:
        return 99
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(other, start=1):
            slips = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                slips = min(slips, earlier[j - 2] + 1)
            row.append(slips)
    return row[-1] if row[-1] <= limit else 99


def _plain(name: str) -> str:
    """Lower case, words joined by `_`, so that reviewedBy and reviewed-by are the same name."""
    spaced = "".join(f"_{c}" if c.isupper() and i and name[i - 1].islower() else c for i, c in enumerate(name))
    return spaced.lower().replace("-", "_").replace(" ", "_").strip("_")
