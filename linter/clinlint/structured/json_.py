"""JSON with positions: a small scanner of our own; the first error is a fault at its place."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from clinlint.model.document import Fault, Path
from clinlint.model.span import Span
from clinlint.structured.parsed import DEEPEST, Parsed

_BLANKS = re.compile(r"[ \t\r\n]*")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?")
_STRING = re.compile(r'"((?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+)"')
_ESCAPE = re.compile(r'\\(?:u([0-9a-fA-F]{4})|(["\\/bfnrt]))')
_SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_LONGEST_NUMBER = 400
_LARGEST_EXPONENT = 400
_STRANGE = {"'": "a string in single quotes; JSON wants double quotes", "/": "a comment; JSON has none", "#": "a comment; JSON has none"}
_NOT_NUMBERS = re.compile(r"[-+]?(?:NaN|Infinity)")


def parse(text: str, offset: int = 0) -> Parsed:
    """The data of a JSON text; duplicate keys are faults, the first syntax error ends the reading."""
    return _Reader(text, offset).read()


def unescape(body: str) -> str:
    """The characters that the inside of a JSON string stands for; surrogate pairs joined."""

    def one(match: re.Match[str]) -> str:
        return chr(int(match[1], 16)) if match[1] else _SHORT.get(match[2], match[2])

    joined = _ESCAPE.sub(one, body)
    return joined.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if "\\u" in body else joined


class _BrokenError(Exception):
    pass


class _Reader:
    def __init__(self, text: str, offset: int) -> None:
        self.text = text
        self.offset = offset
        self.at = 1 if text.startswith("\ufeff") else 0
        self.key_spans: dict[Path, Span] = {}
        self.value_spans: dict[Path, Span] = {}
        self.faults: list[Fault] = []

    def read(self) -> Parsed:
        values: Any = None
        try:
            values = self._value(())
            self._skip()
            if self.at < len(self.text):
                self._break("text after the end of the data")
        except _BrokenError:
            pass
        return Parsed(values, self.key_spans, self.value_spans, tuple(self.faults))

    def _skip(self) -> None:
        match = _BLANKS.match(self.text, self.at)
        self.at = match.end() if match else self.at

    def _break(self, message: str) -> None:
        start = min(self.at, len(self.text))
        span = Span(start + self.offset, min(start + 1, len(self.text)) + self.offset)
        self.faults.append(Fault(message, span, "broken"))
        raise _BrokenError

    def _value(self, path: Path) -> Any:
        self._skip()
        start = self.at
        head = self.text[start : start + 1]
        if len(path) > DEEPEST:
            self._break("nested too deeply to be an article")
        if head == "{":
            value: Any = self._object(path)
        elif head == "[":
            value = self._array(path)
        elif head == '"':
            value = self._string()
        else:
            value = self._bare()
        self.value_spans[path] = Span(start + self.offset, self.at + self.offset)
        return value

    def _object(self, path: Path) -> dict[str, Any]:
        result: dict[str, Any] = {}
        self.at += 1
        self._skip()
        while self.text[self.at : self.at + 1] != "}":
            self._skip()
            start = self.at
            if self.text[start : start + 1] != '"':
                self._break("a key in double quotes is expected here")
            key = self._string()
            span = Span(start + self.offset, self.at + self.offset)
            self._skip()
            if self.text[self.at : self.at + 1] != ":":
                self._break("a colon is expected after the key")
            self.at += 1
            if key in result:
                self.faults.append(Fault(f"{key} is given twice; only one value can hold", span, "duplicate"))
                self._value((*path, f"{key} (again)"))
            else:
                self.key_spans[(*path, key)] = span
                result[key] = self._value((*path, key))
            self._next("}")
        self.at += 1
        return result

    def _array(self, path: Path) -> list[Any]:
        result: list[Any] = []
        self.at += 1
        self._skip()
        while self.text[self.at : self.at + 1] != "]":
            result.append(self._value((*path, len(result))))
            self._next("]")
        self.at += 1
        return result

    def _next(self, close: str) -> None:
        self._skip()
        head = self.text[self.at : self.at + 1]
        if head == ",":
            self.at += 1
            self._skip()
            if self.text[self.at : self.at + 1] == close:
                self._break("a comma before the closing bracket")
        elif head != close:
            self._break(f"a comma or {close} is expected here")

    def _string(self) -> str:
        match = _STRING.match(self.text, self.at)
        if match is None:
            self._break("a string that is not closed, or holds a raw line break or a bad escape")
            return ""
        self.at = match.end()
        return unescape(match[1]) if "\\" in match[1] else match[1]

    def _bare(self) -> Any:
        for word, value in _WORDS.items():
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return value
        match = _NUMBER.match(self.text, self.at)
        if match is None:
            strange = _NOT_NUMBERS.match(self.text, self.at)
            head = self.text[self.at : self.at + 1]
            self._break(f"{strange[0]} is no number in JSON" if strange else _STRANGE.get(head, "a value is expected here"))
            return None
        if len(match[0]) > _LONGEST_NUMBER:
            self._break("a number too long to be read")
        if match[2] and abs(int(match[2][1:])) > _LARGEST_EXPONENT:
            self._break("a number too large to mean anything")
        self.at = match.end()
        return Decimal(match[0]) if match[1] or match[2] else int(match[0])
