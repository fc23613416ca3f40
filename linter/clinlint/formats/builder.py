"""Builds a block's text piece by piece, each tied to the source it comes from."""

from __future__ import annotations

import re
from functools import cache

from clinlint.formats.marks import found
from clinlint.model.document import Mark, MarkKind
from clinlint.model.span import Piece, SourceMap
from clinlint.record import record

_BLANKS = " \t\r\n\f"
_MOST_OPEN = 64
"""Marks that may be open at once; markup nested deeper is a trick or broken."""


@cache
def _run() -> re.Pattern[str]:
    return re.compile(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")


@record
class Finished:
    """A block's text with its map and marks."""

    text: str
    map: SourceMap
    marks: tuple[Mark, ...]


class Builder:
    """The text of one block while it is read, with its source map and marks."""

    __slots__ = ("_joins", "_marks", "_open", "_parts", "_pieces", "length")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._pieces: list[tuple[int, int, int, int, bool]] = []
        self._marks: list[Mark] = []
        self._open: list[tuple[MarkKind, int, str]] = []
        self._joins = -1
        self.length = 0

    def exact(self, text: str, start: int) -> None:
        """Text that stands in the source character by character from `start`."""
        if not text:
            return
        size = len(text)
        end = start + size
        if start == self._joins:
            at, before, begin, _, _ = self._pieces[-1]
            self._pieces[-1] = (at, before + size, begin, end, True)
        else:
            self._pieces.append((self.length, size, start, end, True))
        self._joins = end
        self._parts.append(text)
        self.length += size

    def replaced(self, text: str, start: int, end: int) -> None:
        """Text that stands for source `[start, end)`: an entity, an escape, a line break."""
        if text:
            self._pieces.append((self.length, len(text), start, end, False))
            self._joins = -1
            self._parts.append(text)
            self.length += len(text)

    def spaced(self, text: str, start: int) -> None:
        """Text in which a run of blanks and line breaks counts as one blank, as in HTML."""
        at = len(text) - len(text.lstrip(_BLANKS)) if self.ends_blank else 0
        for match in _run().finditer(text, at):
            self.exact(text[at : match.start()], start + at)
            self.blank(start + match.start(), start + match.end())
            at = match.end()
        self.exact(text[at:], start + at)

    def blank(self, start: int, end: int) -> None:
        """One blank for source `[start, end)`, unless the text is empty or already ends with one."""
        if not self.ends_blank:
            self.replaced(" ", start, end)

    @property
    def ends_blank(self) -> bool:
        """Whether a blank would be one too many here: at the beginning, and after a blank."""
        return not self._parts or self._parts[-1][-1] in _BLANKS

    def open(self, kind: MarkKind, target: str = "") -> None:
        """Begin a mark."""
        if len(self._open) < _MOST_OPEN:
            self._open.append((kind, self.length, target))

    def close(self, kind: MarkKind) -> None:
        """End the innermost open mark of a kind; nothing happens where there is none."""
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] is kind:
                _, start, target = self._open.pop(index)
                self.mark(kind, start, self.length, target)
                return

    def mark(self, kind: MarkKind, start: int, end: int, target: str = "") -> None:
        """Mark text `[start, end)`."""
        if start < end:
            self._marks.append(Mark(start, end, kind, target))

    def finish(self) -> Finished:
        """The text without blanks at its ends, its map, and its marks with those of templates and addresses."""
        while self._open:
            self.close(self._open[-1][0])
        whole = "".join(self._parts)
        text = whole.strip(_BLANKS)
        marks = self._marks
        if len(text) == len(whole):
            pieces = [Piece(*piece) for piece in self._pieces]
        else:
            left = len(whole) - len(whole.lstrip(_BLANKS)) if text else 0
            right = left + len(text)
            pieces = [piece for old in self._pieces if (piece := _cut(old, left, right)) is not None]
            clipped = ((max(m.start, left) - left, min(m.end, right) - left, m) for m in marks)
            marks = [Mark(start, end, m.kind, m.target) for start, end, m in clipped if start < end]
        marks = found(text, marks)
        if len(marks) > 1:
            marks.sort(key=lambda m: (m.start, m.end))
        return Finished(text, SourceMap(tuple(pieces)), tuple(marks))


def _cut(piece: tuple[int, int, int, int, bool], left: int, right: int) -> Piece | None:
    at, length, begin, finish, exact = piece
    start, end = max(at, left), min(at + length, right)
    if start >= end:
        return None
    if not exact:
        return Piece(start - left, end - start, begin, finish, False)
    begin += start - at
    return Piece(start - left, end - start, begin, begin + end - start, True)
