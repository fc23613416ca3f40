"""Articles in JSON."""

from __future__ import annotations

from clinlint.formats.format import Format
from clinlint.formats.structured_article import reader
from clinlint.structured.json_ import parse

FORMAT = Format(("json",), reader("json", parse))
