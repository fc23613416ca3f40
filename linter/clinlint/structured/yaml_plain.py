"""The YAML that most front matter is: keys, lists and values of one line, in blocks.

What it reads it reads as PyYAML does, values, places and styles (a test holds the two against each other); at the first line that might
mean anything else it gives up, and PyYAML reads the whole.
"""

from __future__ import annotations

import re
from typing import Any

from clinlint.model.document import Path
from clinlint.model.span import Span
from clinlint.structured.parsed import Parsed
from clinlint.structured.yaml_values import resolved

_LONGEST = 20_000
"""Characters of the longest text that is read here."""
_DEEPEST = 8
_LINE = r"( *)((?:- +)?)(?:([A-Za-z_][A-Za-z0-9_-]{0,99}):(?: +|$))?(.*)"
"""Indentation, the dash of an item, a key, a value."""
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
"""What no plain value begins with, but for a number below zero."""
_NEGATIVE = r"-[0-9.]+$"
_QUOTED = r"(?:\"[^\"\\]*\"|'[^']*')(?= *$| +#)"
_LIST = r"\[ *(?:[A-Za-z0-9][A-Za-z0-9 ._/-]*(?:, *[A-Za-z0-9][A-Za-z0-9 ._/-]*)*)?\](?= *$| +#)"
_LIST_ITEM = r"[A-Za-z0-9](?:[A-Za-z0-9 ._/-]*[A-Za-z0-9._/-])?"


class _Block:
    """An open mapping or list: where its lines begin, and what it holds so far."""

    __slots__ = ("indent", "path", "start", "values")

    def __init__(self, indent: int, path: Path, start: int, values: Any) -> None:
        self.indent = indent
        self.path = path
        self.start = start
        self.values = values


def plain(text: str, offset: int) -> Parsed | None:
    """The data of a text, or None where it needs a real parser."""
    return _Plain(text, offset).read() if len(text) < _LONGEST else None


class _Unclear(Exception):  # noqa: N818  no error: somebody else reads the text
    pass


class _Plain:
    def __init__(self, text: str, offset: int) -> None:
        self.text = text
        self.offset = offset
        self.key_spans: dict[Path, Span] = {}
        self.value_spans: dict[Path, Span] = {}
        self.styles: dict[Path, str] = {}
        self.open: list[_Block] = []
        self.waiting: tuple[Path, int] | None = None
        """A key without a value so far, and where one would stand."""

    def read(self) -> Parsed | None:
        line_of = re.compile(_LINE).fullmatch
        at = 0
        values: Any = None
        try:
            for line in self.text.split("\n"):
                match = line_of(line)
                if match is None or not line.isprintable():
                    return None
                if match[3] is not None or match[2] or (match[4] and match[4][0] != "#"):
                    self._line(match, at)
                    values = self.open[0].values
                at += len(line) + 1
            self._close(-1, len(self.text))
        except _Unclear:
            return None
        return Parsed(values, self.key_spans, self.value_spans, (), self.styles) if values is not None else None

    def _line(self, match: re.Match[str], at: int) -> None:
        indent, start = match.end(1), at + match.end(1)
        item, key = bool(match[2]), match[3]
        self._close(indent, start, item=item)
        block = self.open[-1] if self.open else None
        if block is None or indent > block.indent or (item and self._is_value(block)):
            if (block is None and indent) or (block is not None and self.waiting is None) or len(self.open) == _DEEPEST:
                raise _Unclear
            path = self.waiting[0] if self.waiting else ()
            self.waiting = None
            block = self._opened(indent, path, start, [] if item else {})
        elif self.waiting:
            self._empty()
        if isinstance(block.values, list) is not item:
            raise _Unclear
        if item:
            self._item(block, match, at)
        elif key is None:
            raise _Unclear
        else:
            self._key(block, match, at)

    def _is_value(self, block: _Block) -> bool:
        """Whether an item begins a list below a key of the same indentation."""
        return isinstance(block.values, dict) and self.waiting is not None

    def _opened(self, indent: int, path: Path, start: int, values: Any) -> _Block:
        if path:
            self.open[-1].values[path[-1]] = values
        block = _Block(indent, path, start, values)
        self.value_spans[path] = Span(start, start)
        self.open.append(block)
        return block

    def _close(self, indent: int, end: int, *, item: bool = False) -> None:
        """Close what is indented deeper than a line that begins at `end`; a list also for a key below which it stands."""
        while self.open:
            block = self.open[-1]
            if block.indent < indent or (block.indent == indent and (item or isinstance(block.values, dict))):
                return
            if block.indent == indent and len(self.open) == 1:
                raise _Unclear
            if self.waiting:
                self._empty()
            self.open.pop()
            while self.text[end - 1] in " \n":
                end -= 1
            self.value_spans[block.path] = Span(block.start + self.offset, end + self.offset)
        if indent >= 0 and self.value_spans:
            raise _Unclear

    def _empty(self) -> None:
        """The key that waits has no value."""
        assert self.waiting is not None
        path, at = self.waiting
        self.waiting = None
        self.styles[path] = "plain"
        self.value_spans[path] = Span(at + self.offset, at + self.offset)

    def _item(self, block: _Block, match: re.Match[str], at: int) -> None:
        path = (*block.path, len(block.values))
        block.values.append(None)
        if match[3] is None:
            if not match[4]:
                raise _Unclear
            block.values[-1] = self._value(path, match[4], at + match.start(4))
            return
        if len(self.open) == _DEEPEST:
            raise _Unclear
        inner = self._opened(match.start(3), path, at + match.start(3), {})
        self._key(inner, match, at)

    def _key(self, block: _Block, match: re.Match[str], at: int) -> None:
        key = match[3]
        if key in block.values:
            raise _Unclear
        path = (*block.path, key)
        self.key_spans[path] = Span(at + match.start(3) + self.offset, at + match.end(3) + self.offset)
        block.values[key] = None
        if match[4]:
            block.values[key] = self._value(path, match[4], at + match.start(4))
        else:
            self.waiting = path, at + match.end(3) + 1

    def _value(self, path: Path, written: str, at: int) -> Any:
        if written[0] in "\"'":
            quoted = re.match(_QUOTED, written)
            if quoted is None:
                raise _Unclear
            self._place(path, at, quoted[0], "quoted" if written[0] == '"' else "single")
            return quoted[0][1:-1]
        if written[0] == "[":
            listed = re.match(_LIST, written)
            if listed is None:
                raise _Unclear
            return self._list(path, listed[0], at)
        words = written.partition(" #")[0].rstrip(" ")
        if (words[0] in _INDICATORS and not re.match(_NEGATIVE, words)) or ": " in words or words[-1] == ":":
            raise _Unclear
        self._place(path, at, words, "plain")
        return resolved(words)

    def _list(self, path: Path, written: str, at: int) -> list[Any]:
        self._place(path, at, written, "")
        values: list[Any] = []
        for match in re.finditer(_LIST_ITEM, written):
            own = (*path, len(values))
            self._place(own, at + match.start(), match[0], "plain")
            values.append(resolved(match[0]))
        return values

    def _place(self, path: Path, at: int, written: str, style: str) -> None:
        if style:
            self.styles[path] = style
        self.value_spans[path] = Span(at + self.offset, at + len(written) + self.offset)
