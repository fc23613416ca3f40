"""The text of a file exactly as stored, and where its lines begin."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from clinlint.model.span import Location, Span
from clinlint.record import record

_WORTHWHILE = 2_000
"""Characters of the shortest text that is packed."""
_LINE_END = re.compile(r"\r\n|\r|\n")


@record(slots=False)
class Source:
    r"""One article's text under the path that people know it by; lines end at `\n`, `\r\n` or `\r`."""

    path: str
    text: str

    def pack(self) -> None:
        """Keep the text in a fifth of the room; it is unpacked whenever somebody asks for it. For runs that hold many articles to their end."""
        if type(self) is Source and len(self.__dict__.get("text", "")) > _WORTHWHILE:
            from zlib import compress

            self.__dict__["_packed"] = compress(self.__dict__.pop("text").encode("utf-8", "surrogatepass"), 1)

    def __getattr__(self, name: str) -> str:
        if name == "text" and "_packed" in self.__dict__:
            from zlib import decompress

            return decompress(self.__dict__["_packed"]).decode("utf-8", "surrogatepass")
        raise AttributeError(name)

    @cached_property
    def line_starts(self) -> Sequence[int]:
        """Offset of the first code point of each line."""
        text = self.text
        if "\r" in text:
            return array("L", (0, *(match.end() for match in _LINE_END.finditer(text))))
        lengths = [len(line) + 1 for line in text.split("\n")]
        return array("L", accumulate(lengths[:-1], initial=0))

    def location(self, offset: int) -> Location:
        """Line and column, both from 1, of a code-point offset."""
        line = bisect_right(self.line_starts, offset)
        return Location(line, offset - self.line_starts[line - 1] + 1, offset)

    def line(self, number: int) -> str:
        """Text of a line (from 1) without its end."""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] if number < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def place(self, offset: int) -> str:  # noqa: ARG002  a rendering of a file that is no text knows more
        """Where a code point stands in the words of the program that people write the file in; "" where lines and columns say it."""
        return ""

    def slice(self, span: Span) -> str:
        """The characters that a span covers."""
        return self.text[span.start : span.end]
