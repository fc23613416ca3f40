"""The text of a file that is no text, such as a Word document: what its readers see, a paragraph a line, and where each stretch comes from."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from clinlint.model.document import Block, Comment, Fields
from clinlint.model.source import Source
from clinlint.record import record


@record
class Place:
    """From `start` of a rendering on, text comes from a run of a paragraph, both counted from 1; `inside` names a cell, a note, a box.

    Paragraph 0: no text of the document, but what its properties and its comments for clinlint say.
    """

    start: int
    paragraph: int
    run: int
    inside: str = ""

    def __str__(self) -> str:
        if not self.paragraph:
            return self.inside or "document properties"
        run = f", run {self.run}" if self.run else ""
        return f"paragraph {self.paragraph}{run}{f' ({self.inside})' if self.inside else ''}"


@record(slots=False)
class Rendering(Source):
    """A source whose text was made from a file's bytes; it cannot be written back. `digest` stands for these bytes."""

    blocks: tuple[Block, ...]
    fields: Fields | None
    places: tuple[Place, ...]
    digest: bytes
    comments: tuple[Comment, ...] = ()

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(place.start for place in self.places)

    def place(self, offset: int) -> str:
        """Paragraph and run of a code point, in words."""
        index = bisect_right(self._starts, offset) - 1
        return str(self.places[index]) if index >= 0 else ""
