"""Cue phrases with gaps: a row of slots, each a choice of words, or up to some words of any kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from clinlint.record import record

Slot: TypeAlias = int | Sequence[str]
"""A number: up to so many words of any kind. Otherwise the alternatives, an empty one for an optional slot."""


def parse(phrase: str) -> list[Slot]:
    """Slots of a written phrase: `(a|b c|)` alternatives, `~3` up to three words, `_` one word, `#` a number.

    Slots at the beginning that may stay empty are left out. Raises ValueError where brackets do not match, or nothing is left.
    """
    found: list[Slot] = []
    rest = phrase.replace("-", " ").strip()
    while rest:
        if rest[0] == "(":
            inner, closed, rest = rest[1:].partition(")")
            if not closed or "(" in inner:
                raise ValueError(f"brackets do not match in {phrase!r}")
            found.append([option.strip() for option in inner.split("|")])
        else:
            word, _, rest = rest.partition(" ")
            found.append(int(word[1:]) if word[0] == "~" and word[1:].isdigit() else [word])
        rest = rest.strip()
    while found and (isinstance(found[0], int) or "" in found[0]):
        del found[0]
    if not found:
        raise ValueError(f"nothing to find in {phrase!r}")
    return found


@record
class _Entry:
    """A phrase on the shelf: its group and its slots."""

    group: int
    slots: Sequence[Slot]


class Cues:
    """Phrases of groups, found together in a row of words; a word that begins no phrase costs one look-up."""

    def __init__(self, groups: Sequence[Sequence[Sequence[Slot]]]) -> None:
        self._starts: dict[str, list[_Entry]] = {}
        for number, phrases in enumerate(groups):
            for slots in phrases:
                entry = _Entry(number, slots)
                first = slots[0]
                for word in {option.split(" ", maxsplit=1)[0] for option in first} if not isinstance(first, int) else ():
                    self._starts.setdefault(word, []).append(entry)

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int, int]]:
        """Group, first word and end of every phrase found; the longest reading of each."""
        starts: Mapping[str, list[_Entry]] = self._starts
        for index, word in enumerate(words):
            entries = starts.get(word, ())
            numeric = starts.get("#", ()) if word[0].isdigit() else ()
            for entry in (*entries, *numeric):
                end = _match(words, index, entry.slots, 0)
                if end > index:
                    yield entry.group, index, end


def _match(words: Sequence[str], at: int, slots: Sequence[Slot], number: int) -> int:
    """Where the slots from `number` on end if they begin at a word; -1 where they do not match."""
    if number == len(slots):
        return at
    slot = slots[number]
    if isinstance(slot, int):
        for skip in range(slot + 1):
            if skip and at + skip <= len(words) and words[at + skip - 1] in _MARKS:
                break
            end = _match(words, at + skip, slots, number + 1) if at + skip <= len(words) else -1
            if end >= 0:
                return end
        return -1
    for option in slot:
        parts = option.split() if " " in option else (option,) if option else ()
        if len(words) - at < len(parts) or not all(_same(words[at + i], part) for i, part in enumerate(parts)):
            continue
        end = _match(words, at + len(parts), slots, number + 1)
        if end >= 0:
            return end
    return -1


_MARKS = frozenset(",;:()")


def _same(word: str, wanted: str) -> bool:
    if wanted in {word, "_"}:
        return True
    if wanted == "#":
        return word[0].isdigit()
    return wanted == "#past" and len(word) == 4 and word.isdigit() and word < "1980"
