"""The seam of every input format."""

from __future__ import annotations

from collections.abc import Callable

from clinlint.model.document import Document
from clinlint.model.source import Source
from clinlint.record import record


@record
class Unreadable:
    """Why a file has no text that could be linted: the name of a rule of pack `schema`, and a message."""

    rule: str
    message: str


@record
class Format:
    """One input format: the suffixes of its files, and its parser, which never raises on content.

    `read` is there for files that are no text: from a file's bytes and path to its rendering, or to why there is none.
    """

    suffixes: tuple[str, ...]
    parse: Callable[[Source], Document]
    read: Callable[[bytes, str], tuple[Source, Unreadable | None]] | None = None
