"""The seam of every input format."""

from __future__ import annotations

from collections.abc import Callable

from clinlint.model.document import Document
from clinlint.model.source import Source
from clinlint.record import record


@record
class Format:
    """One input format: the suffixes of its files, and its parser, which never raises on content."""

    suffixes: tuple[str, ...]
    parse: Callable[[Source], Document]
