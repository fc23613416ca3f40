"""Articles that are data: keys are metadata, long texts under text-like keys are Markdown, mapped through their quoting."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from clinlint.formats.builder import Outline, through
from clinlint.model.document import Block, BlockKind, Comment, Document, Fault, Fields, Path
from clinlint.model.source import Source
from clinlint.model.span import Piece, SourceMap, Span
from clinlint.structured.parsed import Parsed

_HEADINGS = frozenset("title heading headline question".split())
_TEXTS = frozenset("body text content summary description intro introduction answer abstract paragraphs conclusion caption".split())
_WALKED = frozenset("sections section blocks items chapters faq faqs questions parts".split())
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}(?:\\u[dD][c-fC-F][0-9a-fA-F]{2})?|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|\r\n|[\s\S])")
_RUN = re.compile(r"\s+")


def document(source: Source, name: str, parsed: Parsed) -> Document:
    """The document of an article that is data; what is no mapping is a fault."""
    text = source.text
    start = 1 if text.startswith("\ufeff") else 0
    whole = Span(start, len(text))
    faults = parsed.faults
    if not isinstance(parsed.values, dict):
        if not faults:
            faults = (Fault("an article must be keys with values, such as title: …", Span(start, min(start + 1, len(text))), "shape"),)
        return Document(source, name, (), Fields({}, whole, {}, {}), faults)
    outline = Outline()
    comments: list[Comment] = []
    for kind, level, path, value in _texts(parsed.values, (), 1):
        span = parsed.value_spans.get(path)
        if span is None:
            continue
        outer = scalar_map(text, span, value)
        if kind is BlockKind.HEADING:
            outline.add(Block(kind, value.strip(), _stripped(outer, value), level=level, label=str(path[-1])))
        else:
            from clinlint.formats.markdown import blocks

            inner, found = blocks(value)
            shifted = [_deeper(block, level) for block in through(inner, outer)]
            outline.extend(shifted)
            comments += [Comment(c.text, outer.span(c.span.start, c.span.end)) for c in found]
    fields = Fields(parsed.values, whole, parsed.value_spans, parsed.key_spans)
    return Document(source, name, tuple(outline.blocks), fields, faults, tuple(comments))


def _texts(values: Any, path: Path, level: int) -> Iterator[tuple[BlockKind, int, Path, str]]:
    for key, value in values.items():
        here = (*path, key)
        if isinstance(value, str) and value.strip():
            if key in _HEADINGS:
                yield BlockKind.HEADING, level, here, value
            elif key in _TEXTS:
                yield BlockKind.PARAGRAPH, level, here, value
        elif isinstance(value, list) and key in _TEXTS | _WALKED:
            for index, item in enumerate(value):
                if isinstance(item, str) and item.strip():
                    yield BlockKind.PARAGRAPH, level, (*here, index), item
                elif isinstance(item, dict):
                    yield from _texts(item, (*here, index), min(level + 1, 6))
        elif isinstance(value, dict) and key in _WALKED:
            yield from _texts(value, here, min(level + 1, 6))


def _deeper(block: Block, level: int) -> Block:
    from dataclasses import replace

    return replace(block, level=min(block.level + level - 1, 6)) if block.kind is BlockKind.HEADING and level > 1 else block


def _stripped(outer: SourceMap, value: str) -> SourceMap:
    left = len(value) - len(value.lstrip())
    inner = SourceMap((Piece(0, len(value.strip()), left, left + len(value.strip()), True),))
    return inner.through(outer)


def scalar_map(text: str, span: Span, value: str) -> SourceMap:
    """How the value of a YAML or JSON scalar at `span` comes from the source: exact where characters stand as they are.

    Runs of blanks and line breaks are matched run to run, escapes one by one; where both cannot be brought together, the rest of the
    value is tied to the rest of the scalar.
    """
    quote = text[span.start : span.start + 1]
    at, end = span.start, span.end
    if quote in ("'", '"'):
        at, end = at + 1, end - 1
    elif quote in ("|", ">"):
        line = re.compile(r"[|>][^\r\n]*(?:\r\n|\r|\n)").match(text, at)
        at = line.end() if line else at + 1
    return SourceMap(tuple(_align(text, at, end, value, quote)))


def _align(text: str, at: int, end: int, value: str, quote: str) -> Iterator[Piece]:
    done = 0
    while done < len(value):
        run = _RUN.match(value, done)
        written = _RUN.match(text, at, end)
        if run and written:
            exact = run[0] == written[0]
            yield Piece(done, len(run[0]), at, written.end(), exact)
            done, at = run.end(), written.end()
        elif written and not run:
            at = written.end()
        elif quote == '"' and text.startswith("\\", at):
            escape = _ESCAPE.match(text, at, end)
            stop = escape.end() if escape else at + 1
            if escape and escape[0][1:2] in "\r\n":
                at = stop
                continue
            yield Piece(done, 1, at, stop, False)
            done, at = done + 1, stop
        elif quote == "'" and text.startswith("''", at):
            yield Piece(done, 1, at, at + 2, False)
            done, at = done + 1, at + 2
        else:
            length = _common(value, done, text, at, end, quote)
            if length == 0:
                yield Piece(done, len(value) - done, min(at, end), max(at, end), False)
                return
            yield Piece(done, length, at, at + length, True)
            done, at = done + length, at + length


def _common(value: str, done: int, text: str, at: int, end: int, quote: str) -> int:
    stop = {'"': "\\", "'": "'"}.get(quote, "")
    length = 0
    while done + length < len(value) and at + length < end:
        character = value[done + length]
        if character != text[at + length] or character.isspace() or (stop and text[at + length] == stop):
            break
        length += 1
    return length


def reader(name: str, parse: Callable[[str, int], Parsed]) -> Callable[[Source], Document]:
    """A format's parser from the reader of its data."""

    def read(source: Source) -> Document:
        start = 1 if source.text.startswith("\ufeff") else 0
        return document(source, name, parse(source.text[start:], start))

    return read
