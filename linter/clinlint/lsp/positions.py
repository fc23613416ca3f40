"""Places in a text as editors count them: lines from 0, columns in the unit that was agreed with the client."""

from __future__ import annotations

from lsprotocol import types
from pygls.workspace import PositionCodec

from clinlint.model.source import Source
from clinlint.model.span import Span


def position(source: Source, offset: int, codec: PositionCodec) -> types.Position:
    """Where a code point stands."""
    place = source.location(min(offset, len(source.text)))
    before = source.text[source.line_starts[place.line - 1] : offset]
    return types.Position(place.line - 1, _units(before, codec))


def extent(source: Source, span: Span, codec: PositionCodec) -> types.Range:
    """Where a span stands."""
    return types.Range(position(source, span.start, codec), position(source, span.end, codec))


def offset(source: Source, place: types.Position, codec: PositionCodec) -> int:
    """The code point at a place; one past the end of a line or of the text means that end."""
    starts = source.line_starts
    if place.line >= len(starts):
        return len(source.text)
    start = starts[max(place.line, 0)]
    line = source.line(max(place.line, 0) + 1)
    if line.isascii():
        return start + min(max(place.character, 0), len(line))
    left = place.character
    for index, character in enumerate(line):
        if left <= 0:
            return start + index
        left -= _units(character, codec)
    return start + len(line)


def span(source: Source, range_: types.Range, codec: PositionCodec) -> Span:
    """The span of a range; one whose end is before its start is empty."""
    start = offset(source, range_.start, codec)
    return Span(start, max(start, offset(source, range_.end, codec)))


def _units(text: str, codec: PositionCodec) -> int:
    return len(text) if text.isascii() else codec.client_num_units(text)
