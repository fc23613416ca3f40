"""Which key or value of the front matter, or of an article in YAML or JSON, a place is.

Read by its lines or tokens, for half-written data does not parse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from clinlint.formats.parse import format_of
from clinlint.lsp.flow_place import flow_place
from clinlint.model.source import Source
from clinlint.model.span import Span
from clinlint.record import record

_MOST_LINES = 1000
"""Lines of front matter that are looked at."""
_MOST_JSON = 400_000
"""Characters of an article in JSON that are looked at."""
_KEY = re.compile(r"""(["']?)([\w.-]+)\1[ \t]*:(?:[ \t]+|$)""")
_WORD = re.compile(r"[\w.-]*")
_TOKEN = re.compile(r"[^\s\[\]{},\"']*$")
_ENDS = ("---", "...")


@record
class MetadataPlace:
    """A key to be named, or the value of one. `path` are the keys above it, and for a value its own; lists count for nothing.

    `word` is the word at the place, `before` the part of it up to the place, `beside` the keys that its mapping has already.
    `item`: a list's item that may be a value as well as the first key of a mapping. `open`: no colon follows the key yet. `quoted`: the
    word with its quotes, where what is written here has to stand in quotes.
    """

    path: tuple[str, ...]
    is_key: bool
    word: Span
    before: str
    beside: frozenset[str] = frozenset()
    item: bool = False
    open: bool = False
    quoted: Span | None = None


@record
class _Line:
    """A line with a key (its columns: of a dash before it, of the key, of its value), or with other words."""

    start: int
    indent: int
    column: int
    key: str
    value: int
    text: str

    @property
    def dashed(self) -> bool:
        return self.column > self.indent


def metadata_place(source: Source, offset: int) -> MetadataPlace | None:
    """What a place in an article's metadata is; None outside them, in a comment, and where words are free."""
    if format_of(source.path) == "json":
        return _flow(source, 0, min(len(source.text), _MOST_JSON), offset, (), json=True)
    lines = list(_lines(source))
    here = next((i for i, line in enumerate(lines) if line.start <= offset <= line.start + len(line.text)), -1)
    if here < 0 or lines[here].text.lstrip().startswith("#"):
        return None
    line = lines[here]
    at = offset - line.start
    if at < line.column:
        return None
    above = tuple(_above(lines, here))
    if line.key and at >= line.value and line.text[at - 1] != ":":
        if line.text[line.value : line.value + 1] in ("{", "["):
            return _flow(source, line.start + line.value, line.start + len(line.text), offset, (*above, line.key), json=False)
        token = _TOKEN.search(line.text[line.value : at])
        begin = line.value + token.start() if token else at
        return MetadataPlace((*above, line.key), False, _word(line, begin, at), line.text[begin:at])
    word = _word(line, line.column + (line.text[line.column : line.column + 1] in ("'", '"')), at)
    before = line.text[word.start - line.start : at]
    if (line.key and line.start + at > word.end) or not _WORD.fullmatch(before):
        return None
    beside = frozenset(_beside(lines, here)) - {line.key}
    return MetadataPlace(above, True, word, before, beside, item=line.dashed and not line.key, open=not line.key)


def _flow(source: Source, begin: int, end: int, offset: int, above: tuple[str, ...], *, json: bool) -> MetadataPlace | None:
    place = flow_place(source.text, begin, end, offset, json=json)
    if place is None:
        return None
    at = max(place.inner.start, min(offset, place.inner.end))
    before = source.text[place.inner.start : at]
    if place.is_key and not _WORD.fullmatch(before):
        return None
    token = _TOKEN.search(before)
    before = token[0] if token and not json else before
    word = Span(at - len(before), place.inner.end)
    quoted = place.outer if json else None
    return MetadataPlace((*above, *place.path), place.is_key, word, before, place.beside, open=place.is_key and place.open, quoted=quoted)


def _lines(source: Source) -> Iterator[_Line]:
    """The lines of the metadata."""
    whole = format_of(source.path) == "yaml"
    count = min(len(source.line_starts), _MOST_LINES)
    for number in range(1, count + 1):
        text, start = source.line(number), source.line_starts[number - 1]
        if number == 1:
            text, start = text.removeprefix("\ufeff"), start + text.startswith("\ufeff")
        if not whole and number == 1:
            if text.rstrip() != "---":
                return
        elif text.rstrip() in _ENDS:
            if not whole:
                return
        elif whole or number > 1:
            yield _read(text, start)


def _read(text: str, start: int) -> _Line:
    indent = column = len(text) - len(text.lstrip(" "))
    while text[column : column + 2] in ("- ", "-"):
        column += 1
        column += len(text[column:]) - len(text[column:].lstrip(" "))
    match = _KEY.match(text, column)
    return _Line(start, indent, column, match[2] if match else "", match.end() if match else len(text), text)


def _word(line: _Line, begin: int, at: int) -> Span:
    after = _WORD.match(line.text, at)
    return Span(line.start + begin, line.start + (after.end() if after else at))


def _above(lines: Sequence[_Line], here: int) -> list[str]:
    """The keys that a line stands under, outermost first."""
    found: list[str] = []
    column, dash = lines[here].column, lines[here].indent if lines[here].dashed else -1
    for line in reversed(lines[:here]):
        if not line.key or (column == 0 and dash < 0):
            continue
        if dash < 0 and line.column == column and line.dashed:
            dash = line.indent
        elif line.column < column if dash < 0 else (line.column < dash or (line.column == dash and not line.dashed)):
            found.insert(0, line.key)
            column, dash = line.column, line.indent if line.dashed else -1
    return found


def _beside(lines: Sequence[_Line], here: int) -> Iterator[str]:
    """Keys of the mapping that a line belongs to, on the lines around it."""
    column = lines[here].column
    if not lines[here].dashed:
        for line in reversed(lines[:here]):
            if line.text.strip() and line.column < column:
                break
            if line.column == column and line.key:
                yield line.key
                if line.dashed:
                    break
    for line in lines[here + 1 :]:
        if line.text.strip() and (line.column < column or (line.column == column and line.dashed)):
            break
        if line.column == column and line.key:
            yield line.key
