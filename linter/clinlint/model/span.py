"""Positions in a source: spans, and the map from a block's text back to them."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from clinlint.record import record


@record(order=True)
class Span:
    """Half-open pair of 0-based code-point offsets into a source (a BOM is code point 0)."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether both share a code point; an empty span overlaps what it lies in."""
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@record
class Piece:
    """Text code points `[text, text + length)` come from source `[start, end)`; exact: the same characters in the same order."""

    text: int
    length: int
    start: int
    end: int
    exact: bool


@record(slots=False)
class SourceMap:
    """From the text of a block to its source, piece by piece; pieces are in order and do not overlap, and they cover the text."""

    pieces: tuple[Piece, ...]

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(piece.text for piece in self.pieces)

    def _index(self, offset: int) -> int:
        return max(bisect_right(self._starts, offset) - 1, 0)

    def span(self, start: int, end: int) -> Span:
        """Smallest source span that holds text `[start, end)`; a replaced piece is taken whole."""
        if not self.pieces:
            return Span(0, 0)
        first = self.pieces[self._index(start)]
        last = self.pieces[self._index(max(end - 1, start))]
        begin = first.start + (min(start - first.text, first.length) if first.exact else 0)
        if end <= start:
            return Span(begin, begin)
        finish = last.start + (min(end - last.text, last.length)) if last.exact else last.end
        return Span(begin, max(begin, finish))

    def exact(self, start: int, end: int) -> bool:
        """Whether text `[start, end)` is one contiguous run of the same characters in the source, so that an edit may replace it."""
        if not self.pieces:
            return False
        expected = None
        for piece in self.pieces[self._index(start) : self._index(max(end - 1, start)) + 1]:
            if not piece.exact or (expected is not None and piece.start != expected):
                return False
            expected = piece.end
        return True

    def shifted(self, offset: int) -> SourceMap:
        """The same map where the source begins `offset` code points later."""
        return SourceMap(tuple(Piece(p.text, p.length, p.start + offset, p.end + offset, p.exact) for p in self.pieces)) if offset else self

    def through(self, outer: SourceMap) -> SourceMap:
        """The map when its source is itself a text that `outer` maps: the composition."""
        pieces: list[Piece] = []
        for piece in self.pieces:
            if not piece.exact:
                whole = outer.span(piece.start, piece.end)
                pieces.append(Piece(piece.text, piece.length, whole.start, whole.end, False))
                continue
            offset = piece.start
            while offset < piece.end:
                step = outer.pieces[outer._index(offset)]
                stop = min(piece.end, step.text + step.length)
                if stop <= offset:
                    stop = piece.end
                part = outer.span(offset, stop)
                pieces.append(Piece(piece.text + offset - piece.start, stop - offset, part.start, part.end, step.exact))
                offset = stop
        return SourceMap(tuple(pieces))


@record
class Location:
    """A place for people: line and column from 1, in code points, beside the 0-based offset."""

    line: int
    column: int
    offset: int
