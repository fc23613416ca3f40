"""Articles in YAML."""

from __future__ import annotations

import re

from clinlint.formats.format import Format
from clinlint.formats.structured_article import document
from clinlint.model.document import Comment, Document
from clinlint.model.source import Source
from clinlint.model.span import Span
from clinlint.record import replace
from clinlint.structured.yaml_ import parse

_COMMENT = r"(?<!\S)#[ \t]*(clinlint-ignore[^\r\n]*)"


def _parse(source: Source) -> Document:
    start = 1 if source.text.startswith("\ufeff") else 0
    read = document(source, "yaml", parse(source.text[start:], start))
    comments = (Comment(m[1], Span(m.start(1), m.end(1))) for m in re.finditer(_COMMENT, source.text))
    return replace(read, comments=tuple(sorted((*read.comments, *comments), key=lambda c: c.span)))


FORMAT = Format(("yaml", "yml"), _parse)
