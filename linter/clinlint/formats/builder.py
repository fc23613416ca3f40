"""Builds a block's text piece by piece, each tied to the source it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from clinlint.model.document import Block, BlockKind, Mark, MarkKind
from clinlint.model.span import Piece, SourceMap

_TEMPLATE = re.compile(r"\{\{.{0,2000}?\}\}|\{%.{0,2000}?%\}", re.DOTALL)


class Builder:
    """The text of one block while it is read, with its source map and marks."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._pieces: list[Piece] = []
        self._marks: list[Mark] = []
        self._open: list[tuple[MarkKind, int, str]] = []
        self.length = 0

    def exact(self, text: str, start: int) -> None:
        """Text that stands in the source character by character from `start`."""
        if not text:
            return
        end = start + len(text)
        last = self._pieces[-1] if self._pieces else None
        if last is not None and last.exact and last.end == start:
            self._pieces[-1] = Piece(last.text, last.length + len(text), last.start, end, True)
        else:
            self._pieces.append(Piece(self.length, len(text), start, end, True))
        self._parts.append(text)
        self.length += len(text)

    def replaced(self, text: str, start: int, end: int) -> None:
        """Text that stands for source `[start, end)`: an entity, an escape, a line break."""
        if text:
            self._pieces.append(Piece(self.length, len(text), start, end, False))
            self._parts.append(text)
            self.length += len(text)

    def spaced(self, text: str, start: int) -> None:
        """Text in which runs of blanks and line breaks count as one blank, as in HTML."""
        at = 0
        for match in re.finditer(r"[ \t\r\n\f]+", text):
            self.exact(text[at : match.start()], start + at)
            if match[0] == " ":
                self.blank(start + match.start())
            elif self.length and not self.ends_blank:
                self.replaced(" ", start + match.start(), start + match.end())
            at = match.end()
        self.exact(text[at:], start + at)

    def blank(self, start: int) -> None:
        """One blank that stands in the source as itself, unless the text already ends with one."""
        if self.length and not self.ends_blank:
            self.exact(" ", start)

    @property
    def ends_blank(self) -> bool:
        """Whether the text so far ends with a blank."""
        return bool(self._parts) and self._parts[-1][-1:] in {" ", "\n"}

    def open(self, kind: MarkKind, target: str = "") -> None:
        """Begin a mark."""
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
        self._marks.append(Mark(start, end, kind, target))

    def finish(self) -> tuple[str, SourceMap, tuple[Mark, ...]]:
        """The text without blanks at its ends, its map and its marks."""
        for kind, _, _ in reversed(list(self._open)):
            self.close(kind)
        whole = "".join(self._parts)
        text = whole.strip(" \t\r\n\f")
        left = len(whole) - len(whole.lstrip(" \t\r\n\f")) if text else 0
        right = left + len(text)
        pieces = [piece for old in self._pieces if (piece := _cut(old, left, right)) is not None]
        marks = [Mark(max(m.start, left) - left, min(m.end, right) - left, m.kind, m.target) for m in self._marks if m.start <= right and m.end >= left]
        if "{" in text:
            marks += [Mark(m.start(), m.end(), MarkKind.OPAQUE) for m in _TEMPLATE.finditer(text)]
        return text, SourceMap(tuple(pieces)), tuple(sorted(marks, key=lambda m: (m.start, m.end, m.kind.value)))


def _cut(piece: Piece, left: int, right: int) -> Piece | None:
    start, end = max(piece.text, left), min(piece.text + piece.length, right)
    if start >= end:
        return None
    if not piece.exact:
        return Piece(start - left, end - start, piece.start, piece.end, False)
    begin = piece.start + start - piece.text
    return Piece(start - left, end - start, begin, begin + end - start, True)


def through(blocks: Iterable[Block], outer: SourceMap) -> Iterable[Block]:
    """Blocks of a text that is itself mapped: their maps composed."""
    return (replace(block, map=block.map.through(outer)) for block in blocks)


class Outline:
    """Blocks in order, with the headings above each and the block that leads into each list."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.lists = 0
        self.tables = 0
        self._headings: list[tuple[int, int]] = []

    @property
    def headings(self) -> tuple[int, ...]:
        """Indices of the headings above what comes next, outermost first."""
        return tuple(index for _, index in self._headings)

    def add(self, block: Block) -> int:
        """Append a block under the present headings; gives its index. A heading closes those of its level and below."""
        if block.kind is BlockKind.HEADING:
            while self._headings and self._headings[-1][0] >= block.level:
                self._headings.pop()
        index = len(self.blocks)
        self.blocks.append(replace(block, headings=self.headings))
        if block.kind is BlockKind.HEADING:
            self._headings.append((block.level, index))
        return index

    def extend(self, blocks: Iterable[Block]) -> None:
        """Append blocks that were outlined by themselves, their indices moved."""
        base, lists, tables = len(self.blocks), self.lists, self.tables
        for block in blocks:
            cell = replace(block.cell, table=block.cell.table + tables) if block.cell else None
            lead = block.lead + base if block.lead >= 0 else -1
            list_id = block.list_id + lists if block.list_id >= 0 else -1
            self.lists = max(self.lists, list_id + 1)
            self.tables = max(self.tables, cell.table + 1 if cell else 0)
            self.add(replace(block, cell=cell, lead=lead, list_id=list_id))
