"""From the value of a YAML or JSON scalar back to its characters: through quotes, escapes, folding and indentation.

Each style is decoded again by its own rules, piece by piece; a value that does not come out as its parser gave it is tied to the scalar
as a whole, never to a wrong place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clinlint.model.span import Piece, SourceMap, Span

_DOUBLE = re.compile(
    r"(?P<text>[^\"\\ \t\r\n]+(?:[ \t]+[^\"\\ \t\r\n]+)*)"
    r"|(?P<join>\\(?:\r\n|\r|\n)[ \t]*)"
    r"|(?P<escape>\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|[\s\S]))"
    r"|(?P<fold>[ \t]*(?:\r\n|\r|\n)(?:[ \t]|\r\n|\r|\n)*)"
    r"|(?P<blanks>[ \t]+)"
)
_SINGLE = re.compile(
    r"(?P<text>[^' \t\r\n]+(?:[ \t]+[^' \t\r\n]+)*)|(?P<escape>'')|(?P<fold>[ \t]*(?:\r\n|\r|\n)(?:[ \t]|\r\n|\r|\n)*)|(?P<blanks>[ \t]+)"
)
_PLAIN = re.compile(r"(?P<text>[^ \t\r\n]+(?:[ \t]+[^ \t\r\n]+)*)|(?P<fold>[ \t]*(?:\r\n|\r|\n)(?:[ \t]|\r\n|\r|\n)*)|(?P<blanks>[ \t]+)")
_BREAK = re.compile(r"\r\n|\r|\n")
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(?:#[^\r\n]*)?(\r\n|\r|\n)")
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_NAMED = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip


def scalar_map(text: str, span: Span, value: str) -> SourceMap:
    """How the value of the scalar at `span` comes from the source: exact where characters stand as they are."""
    head = text[span.start : span.start + 1]
    if head == '"':
        pieces = _flow(text, Span(span.start + 1, span.end - 1), value, _DOUBLE)
    elif head == "'":
        pieces = _flow(text, Span(span.start + 1, span.end - 1), value, _SINGLE)
    elif head and head in "|>":
        pieces = _block(text, span, value, folded=head == ">")
    else:
        pieces = _flow(text, span, value, _PLAIN)
    return SourceMap(tuple(pieces) if pieces else (Piece(0, len(value), span.start, span.end, False),))


def _flow(text: str, span: Span, value: str, tokens: re.Pattern[str]) -> list[Piece] | None:
    pieces: list[Piece] = []
    done = 0
    at = span.start
    for match in tokens.finditer(text, span.start, span.end):
        if match.start() != at:
            return None
        kind, written = match.lastgroup, match[0]
        at = match.end()
        if kind in ("text", "blanks"):
            decoded, exact = written, True
        elif kind == "escape":
            decoded, exact = _escape(written), False
        elif kind == "fold":
            breaks = len(_BREAK.findall(written))
            decoded, exact = ("\n" * (breaks - 1) or " "), False
            if decoded == written:
                exact = True
        else:
            continue
        low = "\udc00" <= decoded <= "\udfff"
        if low and pieces and done and value[done - 1] > "\uffff":
            last = pieces[-1]
            pieces[-1] = Piece(last.text, last.length, last.start, at, False)
            continue
        if "\ud800" <= decoded <= "\udbff" and value[done : done + 1] > "\uffff":
            decoded = value[done]
        elif "\ud800" <= decoded <= "\udfff":
            decoded = "\ufffd"
        if not value.startswith(decoded, done):
            return None
        pieces.append(Piece(done, len(decoded), match.start(), at, exact))
        done += len(decoded)
    return pieces if done == len(value) and at == span.end else None


def _escape(written: str) -> str:
    if written == "''":
        return "'"
    code = written[1:]
    if len(code) > 1:
        number = int(code[1:], 16)
        return chr(number) if number <= 0x10FFFF else "\ufffd"
    return _NAMED.get(code, code)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Each line's begin, the end of its text, and the end of its break."""
    at = start
    while at < end:
        match = _LINE.match(text, at, end)
        if match is None or match.end() == at:
            return
        yield at, match.end(1), match.end()
        at = match.end()


def _block(text: str, span: Span, value: str, *, folded: bool) -> list[Piece] | None:
    header = _HEADER.match(text, span.start)
    if header is None:
        return None
    lines = list(_lines(text, header.end(), span.end))
    indent = _indentation(text, lines, value)
    pieces: list[Piece] = []
    done = 0
    broken: tuple[int, int, int, bool] | None = None
    for begin, stop, after in lines:
        at = min(begin + indent, stop)
        words = text[at:stop]
        if done >= len(value):
            break
        if not words:
            broken = (broken[0], after, broken[2] + 1, broken[3]) if broken else (begin, after, 1, True)
            continue
        more = words[0] in " \t"
        if broken:
            from_, to, count, earlier = broken
            plain = folded and not earlier and not more
            gap = ("\n" * (count - 1) or " ") if plain else "\n" * count
            if not value.startswith(gap, done):
                return None
            pieces.append(Piece(done, len(gap), from_, to, text[from_:to] == gap))
            done += len(gap)
        if not value.startswith(words, done):
            return None
        pieces.append(Piece(done, len(words), at, stop, True))
        done += len(words)
        broken = (stop, after, 1, more) if after > stop else None
    rest = value[done:]
    if rest:
        if rest.strip("\n"):
            return None
        begin, end = broken[:2] if broken else (span.end, span.end)
        pieces.append(Piece(done, len(rest), begin, end, text[begin:end] == rest))
    return pieces


def _indentation(text: str, lines: list[tuple[int, int, int]], value: str) -> int:
    """Blanks before each line: those of the first line with words, less those that the value itself begins with."""
    first = next((words for words in value.split("\n") if words.strip(" ")), "")
    kept = len(first) - len(first.lstrip(" "))
    for begin, stop, _ in lines:
        words = text[begin:stop]
        if words.strip(" "):
            return max(len(words) - len(words.lstrip(" ")) - kept, 0)
    return 0
