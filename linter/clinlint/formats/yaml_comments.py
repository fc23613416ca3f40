"""Suppressions in YAML, of an article or of front matter: comments that begin with `clinlint-ignore`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from clinlint.model.document import Comment
from clinlint.model.span import Span

_COMMENT = r"(?<![^\s\ufeff])#[ \t]*(clinlint-ignore[^\r\n]*)"


def yaml_comments(text: str, begin: int, end: int) -> Iterator[Comment]:
    """Comments for clinlint between two offsets of a source."""
    if "clinlint-ignore" in text:
        for match in re.compile(_COMMENT).finditer(text, begin, end):
            yield Comment(match[1], Span(match.start(1), match.end(1)))
