"""Front matter: YAML between two lines of three dashes at the top of a file."""

from __future__ import annotations

import re

from clinlint.formats.builder import Finished
from clinlint.formats.yaml_comments import yaml_comments
from clinlint.model.document import Comment, Fault, Fields
from clinlint.model.span import Piece, SourceMap, Span
from clinlint.record import record

_OPEN = r"\ufeff?---[ \t]*(?:\r\n|\r|\n)(?![ \t]*[\r\n])"
_CLOSE = r"(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)"
_TOML = r"\ufeff?\+\+\+[ \t]*(?:\r\n|\r|\n)"
_TOML_CLOSE = r"(?<=[\r\n])\+\+\+[ \t]*(?:\r\n|\r|\n|\Z)"
_KEY = r"[\w-]+[ \t]*:(?=[ \t\r\n]|\Z)"
_GAP = r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)|\Z"
_SHOWN = ("title", "description")
"""Fields that readers see, in search results and above the article."""


@record
class FrontMatter:
    """Metadata of an article, what is wrong with it, where the article's text begins, and the texts that readers see by name."""

    fields: Fields | None
    faults: tuple[Fault, ...]
    body: int
    shown: tuple[tuple[str, Finished], ...] = ()
    comments: tuple[Comment, ...] = ()


def cut(text: str) -> FrontMatter:
    """The front matter of a text; without any, fields are None and the body begins at the first character after a BOM.

    A rule of three dashes above a blank line is a line across the page, no front matter. Front matter that is never closed is read up to its first gap.
    """
    start = 1 if text.startswith("\ufeff") else 0
    opening = re.match(_OPEN, text) if text.startswith("---", start) else None
    if opening is None:
        return _toml(text, start)
    begin = opening.end()
    closing = re.compile(_CLOSE).search(text, begin)
    if closing is not None:
        return _read(text, Span(start, closing.end()), Span(begin, closing.start()), ())
    if re.compile(_KEY).match(text, begin) is None:
        return FrontMatter(None, (), start)
    gap = re.compile(_GAP).search(text, begin)
    end = gap.start() if gap else len(text)
    fault = Fault("front matter begins here but is never closed by a line of ---", Span(start, start + 3), "unclosed")
    return _read(text, Span(start, end), Span(begin, end), (fault,))


def _toml(text: str, start: int) -> FrontMatter:
    opening = re.match(_TOML, text) if text.startswith("+++", start) else None
    if opening is None:
        return FrontMatter(None, (), start)
    fault = Fault("TOML front matter is not read; write YAML between two lines of ---", Span(start, start + 3), "toml")
    closing = re.compile(_TOML_CLOSE).search(text, opening.end())
    return FrontMatter(None, (fault,), closing.end() if closing else opening.end())


def _read(text: str, whole: Span, inside: Span, faults: tuple[Fault, ...]) -> FrontMatter:
    from clinlint.structured.yaml_ import parse

    parsed = parse(text[inside.start : inside.end], inside.start)
    empty = Fields({}, whole, {}, {})
    if isinstance(parsed.values, dict):
        fields = Fields(parsed.values, whole, parsed.value_spans, parsed.key_spans)
        return FrontMatter(
            fields, (*faults, *parsed.faults), whole.end, tuple(_shown(text, fields)), tuple(yaml_comments(text, inside.start, inside.end))
        )
    if parsed.values is None or parsed.faults or faults:
        return FrontMatter(empty, (*faults, *parsed.faults)[:1], whole.end)
    if isinstance(parsed.values, str):
        return FrontMatter(None, (), whole.start)
    return FrontMatter(empty, (Fault("metadata must be keys with values, such as title: …", whole, "shape"),), whole.end)


def _shown(text: str, fields: Fields) -> list[tuple[str, Finished]]:
    from clinlint.structured.scalars import scalar_map

    shown = []
    for name in _SHOWN:
        value, span = fields.values.get(name), fields.value_spans.get((name,))
        if isinstance(value, str) and value.strip() and span is not None:
            shown.append((name, trimmed(value, scalar_map(text, span, value))))
    return shown


def trimmed(value: str, source_map: SourceMap) -> Finished:
    """A value without the blanks at its ends, as a block's text."""
    words = value.strip()
    left = value.index(words)
    inner = SourceMap((Piece(0, len(words), left, left + len(words), True),))
    return Finished(words, inner.through(source_map), ())
