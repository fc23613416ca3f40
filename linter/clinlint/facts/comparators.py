"""Words and signs that compare a number or open an interval: `at least`, `≥`, `or lower`, `between`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from clinlint.facts.numbers import NOTATION
from clinlint.model.quantity import Form
from clinlint.record import record
from clinlint.resources import compiled

_WINDOW = 32


@record
class Phrases:
    """Comparators as the data has them: phrase endings and beginnings, longest first."""

    before: tuple[tuple[str, Form], ...]
    time: tuple[tuple[str, Form], ...]
    after: tuple[tuple[str, Form], ...]
    within: tuple[str, ...]
    between: tuple[str, ...]
    approximate: tuple[str, ...]
    below: tuple[str, ...]
    above: tuple[str, ...]
    to: frozenset[str]
    alternatives: frozenset[str]
    tolerance: frozenset[str]
    ratio: frozenset[str]
    openers: tuple[str, ...]
    closers: tuple[str, ...]


@cache
def phrases() -> Phrases:
    """The comparators of `notation/comparators.yaml`, ready to look for."""
    data: Mapping[str, Any] = compiled(NOTATION)["comparators"]

    def forms(group: Mapping[str, Sequence[str]]) -> tuple[tuple[str, Form], ...]:
        pairs = [(phrase, Form(form)) for form, phrases in group.items() for phrase in phrases]
        return tuple(sorted(pairs, key=lambda p: -len(p[0])))

    def longest(name: str) -> tuple[str, ...]:
        return tuple(sorted(data[name], key=len, reverse=True))

    before, after = forms(data["before"]), forms(data["after"])
    return Phrases(
        before,
        forms(data["time"]),
        after,
        longest("within"),
        longest("between"),
        longest("approximate"),
        longest("below"),
        longest("above"),
        frozenset(data["to"]),
        frozenset(data["or"]),
        frozenset(data["tolerance"]),
        frozenset(data["ratio"]),
        tuple(phrase for phrase, _ in before),
        tuple(phrase for phrase, _ in after),
    )


def opener(text: str, end: int, words: tuple[str, ...]) -> int:
    """Where a phrase begins that ends right before a code point, blanks apart; -1 where none does."""
    if text[end - 1 : end].isdigit() or (text[end - 1 : end] == " " and text[end - 2 : end - 1].isdigit()):
        return -1
    begin = max(0, end - _WINDOW)
    window = text[begin:end].lower().rstrip(" (") if words and len(text[begin:end].lower()) == end - begin else ""
    if not window.endswith(words):
        return -1
    for phrase in words:
        if window.endswith(phrase):
            start = len(window) - len(phrase)
            if start == 0 or not (window[start - 1].isalnum() and phrase[0].isalnum()):
                return begin + start
    return -1
