"""Articles in YAML."""

from __future__ import annotations

from clinlint.formats.format import Format
from clinlint.formats.structured_article import document
from clinlint.formats.yaml_comments import yaml_comments
from clinlint.model.document import Document
from clinlint.model.source import Source
from clinlint.record import replace
from clinlint.structured.yaml_ import parse


def _parse(source: Source) -> Document:
    start = 1 if source.text.startswith("\ufeff") else 0
    read = document(source, "yaml", parse(source.text[start:], start))
    comments = yaml_comments(source.text, start, len(source.text))
    return replace(read, comments=tuple(sorted((*read.comments, *comments), key=lambda c: c.span)))


FORMAT = Format(("yaml", "yml"), _parse)
