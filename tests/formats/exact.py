"""What holds of every document: pieces cover the text, are in order, and exact ones equal their source slice."""

from __future__ import annotations

import re

from clinlint.formats.parse import parse
from clinlint.model.document import Block, BlockKind, Document
from clinlint.model.source import Source


def parsed(text: str, path: str = "a.md") -> Document:
    """The document of a text, its source maps checked."""
    document = parse(Source(path, text))
    for block in document.blocks:
        check(block, text)
    for comment in document.comments:
        written = text[comment.span.start : comment.span.end]
        assert 0 <= comment.span.start <= comment.span.end <= len(text)
        if not path.endswith((".yaml", ".json")):  # whose quoting writes blanks and breaks in other ways
            assert all(line.strip() in written for line in re.split(r"\r\n|\r|\n", comment.text))
    for fault in document.faults:
        assert 0 <= fault.span.start <= fault.span.end <= len(text)
    return document


def check(block: Block, text: str) -> None:
    at, last = 0, 0
    for piece in block.map.pieces:
        assert piece.text == at, (block.text, piece)
        assert piece.length > 0
        assert last <= piece.start <= piece.end <= len(text), (block.text, piece)
        if piece.exact:
            assert text[piece.start : piece.end] == block.text[at : at + piece.length], (block.text, piece)
        at += piece.length
        last = piece.end if piece.exact else piece.start
    assert at == len(block.text), block.text
    assert block.text == block.text.strip(" \t\r\n\f")
    for mark in block.marks:
        assert 0 <= mark.start <= mark.end <= len(block.text), (block.text, mark)


def texts(document: Document, kind: BlockKind | None = None) -> list[str]:
    return [block.text for block in document.blocks if kind in (None, block.kind)]


def written(document: Document, words: str) -> str:
    """The source under the first occurrence of words in a block."""
    block = next(block for block in document.blocks if words in block.text)
    start = block.text.index(words)
    return document.source.slice(block.span(start, start + len(words)))
