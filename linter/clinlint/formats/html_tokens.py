"""The tokens of HTML with their places, in one pass: the standard library's parser takes quadratic time on unclosed markup.

Broken markup is read as browsers read it: an unclosed comment or script runs to the end, a `<` before no name is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import Literal

from clinlint.model.span import Span
from clinlint.record import record

RAW = frozenset({"script", "style", "template", "textarea", "title", "iframe", "noscript", "xmp", "noembed", "noframes"})
"""Elements whose inside is no markup; a title's entities are decoded by its reader."""

_SPECIAL = re.compile(r"[<&]")
_NAME = re.compile(r"</?([a-zA-Z][^\s/>]{0,60})")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_DELIMITER = re.compile(r"[>\"']")
_ATTRIBUTE = re.compile(r"([^\s\"'>/=]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>\"']+))?")


@record
class Attribute:
    """An attribute's value, decoded, and where it is written, without its quotes."""

    value: str
    span: Span

    def shifted(self, offset: int) -> Attribute:
        """The same attribute where the source begins `offset` code points earlier."""
        return Attribute(self.value, Span(self.span.start + offset, self.span.end + offset))


NOTHING = Attribute("", Span(0, 0))
"""An attribute that is not given."""


@record
class Token:
    """Source `[start, end)` is a start tag, an end tag, text, an entity or a comment.

    `name` is a tag's name in lower case; `value` the text, the character an entity stands for, or a comment's inside.
    """

    kind: Literal["open", "close", "text", "entity", "comment"]
    start: int
    end: int
    name: str = ""
    value: str = ""

    def attributes(self, text: str) -> dict[str, Attribute]:
        """A start tag's attributes by name in lower case."""
        begin = self.start + 1 + len(self.name)
        found: dict[str, Attribute] = {}
        for match in _ATTRIBUTE.finditer(text, begin, self.end - 1):
            start, end = match.span(2) if match[2] else (match.end(), match.end())
            if start < end and text[start] in "\"'":
                start, end = start + 1, end - 1
            found.setdefault(match[1].lower(), Attribute(unescape(text[start:end]), Span(start, end)))
        return found


def tokens(text: str) -> Iterator[Token]:
    """Every token in order; together they cover the text but for a BOM, declarations and processing instructions."""
    return _Scanner(text).scan(1 if text.startswith("\ufeff") else 0)


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.missing: set[str] = set()

    def scan(self, begin: int) -> Iterator[Token]:
        at = begun = begin
        while special := _SPECIAL.search(self.text, at):
            place = special.start()
            token, after = self._markup(place) if special[0] == "<" else self._entity(place)
            if after == place:
                at = place + 1
                continue
            if begun < place:
                yield Token("text", begun, place, value=self.text[begun:place])
            if token is not None:
                yield token
            at = begun = after
            if token is not None and token.kind == "open" and token.name in RAW:
                at = begun = self._raw_end(token.name, after)
                if after < at:
                    yield Token("text", after, at, value=self.text[after:at])
        if begun < len(self.text):
            yield Token("text", begun, len(self.text), value=self.text[begun:])

    def _find(self, what: str, at: int) -> int:
        """Where `what` stands next, or -1; what is missing once is not looked for again."""
        if what in self.missing:
            return -1
        place = self.text.find(what, at)
        if place < 0:
            self.missing.add(what)
        return place

    def _markup(self, place: int) -> tuple[Token | None, int]:
        if self.text.startswith("<!--", place):
            end = self._find("-->", place + 4)
            stop = len(self.text) if end < 0 else end + 3
            return Token("comment", place, stop, value=self.text[place + 4 : stop if end < 0 else end]), stop
        if self.text.startswith(("<!", "<?"), place):
            end = self._find(">", place)
            return None, len(self.text) if end < 0 else end + 1
        name = _NAME.match(self.text, place)
        if name is None:
            return None, place
        end = self._tag_end(name.end())
        if end < 0:
            return None, place
        closing = self.text.startswith("</", place)
        return Token("close" if closing else "open", place, end, name[1].lower()), end

    def _tag_end(self, at: int) -> int:
        first = self._find(">", at)
        if first < 0:
            return -1
        while delimiter := _DELIMITER.search(self.text, at):
            if delimiter[0] == ">":
                return delimiter.end()
            close = self._find(delimiter[0], delimiter.end())
            if close < 0:
                return first + 1
            at = close + 1
        return first + 1

    def _raw_end(self, name: str, at: int) -> int:
        if self.text.startswith("/", at - 2):
            return at
        end = _closing(name).search(self.text, at)
        return end.start() if end else len(self.text)

    def _entity(self, place: int) -> tuple[Token | None, int]:
        match = _ENTITY.match(self.text, place)
        if match is None:
            return None, place
        value = unescape(match[0])
        if value == match[0]:
            return None, place
        return Token("entity", place, match.end(), value=value), match.end()


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(f"</{name}(?![a-z0-9])", re.IGNORECASE)
