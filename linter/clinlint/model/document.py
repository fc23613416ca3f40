"""A parsed article: blocks of reader-visible text with exact maps, and its metadata fields."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Any, TypeAlias

from clinlint.model.source import Source
from clinlint.model.span import SourceMap, Span
from clinlint.record import field, record

Path: TypeAlias = tuple[str | int, ...]
"""Keys and indices from the root of the metadata to a value."""


class BlockKind(enum.Enum):
    """What a run of text is to its reader."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    CAPTION = "caption"
    FIELD = "field"
    FOOTNOTE = "footnote"
    CODE = "code"


class MarkKind(enum.Enum):
    """What is special about a stretch of a block's text."""

    QUOTATION = "quotation"
    CODE = "code"
    LINK = "link"
    URL = "url"
    FOOTNOTE_REFERENCE = "footnote-reference"
    SUPERSCRIPT = "superscript"
    EMPHASIS = "emphasis"
    OPAQUE = "opaque"


@record
class Mark:
    """Text `[start, end)` of a block is of a kind; `target` is a link's address, a footnote's label."""

    start: int
    end: int
    kind: MarkKind
    target: str = ""


@record
class Cell:
    """Where a table cell stands: the table's number in the document, its row and column from 0, and whether it is a header."""

    table: int
    row: int
    column: int
    header: bool


@record(slots=False)
class Block:
    """One run of reader-visible text.

    `headings`: indices of the headings above it, outermost first. `lead`: index of the block that introduces the list it is an item of
    (the paragraph or the outer item before the list), or -1. `list_id`: number of the list in the document, or -1. `quoted`: inside a
    block quotation. `label`: a footnote definition's label, or a field's name. `anchor`: its id, where the markup gives one.
    """

    kind: BlockKind
    text: str
    map: SourceMap
    marks: tuple[Mark, ...] = ()
    level: int = 0
    headings: tuple[int, ...] = ()
    lead: int = -1
    list_id: int = -1
    ordered: bool = False
    ordinal: int = 0
    cell: Cell | None = None
    quoted: bool = False
    label: str = ""
    anchor: str = ""

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Source span of text `[start, end)`; of the whole block without arguments."""
        return self.map.span(start, len(self.text) if end is None else end)


@record
class Fault:
    """What a parser could not read: a message in an editor's words and the place."""

    message: str
    span: Span
    code: str


@record
class Fields:
    """Metadata of an article (front matter, or the keys of a YAML or JSON article).

    `values` is plain data: mappings, lists, strings, ints, Decimals, booleans, None; dates stay strings. `span` is the whole front matter.
    `value_spans` and `key_spans` give the place of each value and key by path.
    """

    values: Mapping[str, Any]
    span: Span
    value_spans: Mapping[Path, Span]
    key_spans: Mapping[Path, Span]


@record(slots=False)
class Comment:
    """A comment in the source; carries suppressions. `about` is what it was attached to, where a format attaches comments to text."""

    text: str
    span: Span
    about: Span | None = None
    by: str = ""


@record(slots=False)
class Document:
    """A parsed article. `fields` is None where the file has no metadata at all."""

    source: Source
    format: str
    blocks: tuple[Block, ...]
    fields: Fields | None = None
    faults: tuple[Fault, ...] = ()
    comments: tuple[Comment, ...] = field(default=())
