"""Articles that are data: keys are metadata, long texts under text-like keys are Markdown, mapped through their quoting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from clinlint.formats.front_matter import trimmed
from clinlint.formats.outline import Outline
from clinlint.model.document import BlockKind, Comment, Document, Fault, Fields, Path
from clinlint.model.source import Source
from clinlint.model.span import Span
from clinlint.structured.parsed import Parsed
from clinlint.structured.scalars import scalar_map

_HEADINGS = frozenset(["title", "heading", "headline", "question", "name"])
_TEXTS = frozenset(
    [
        "body",
        "text",
        "content",
        "summary",
        "description",
        "intro",
        "introduction",
        "lead",
        "answer",
        "abstract",
        "paragraphs",
        "conclusion",
        "caption",
        "markdown",
        "excerpt",
    ]
)
_WALKED = frozenset(["sections", "section", "subsections", "blocks", "items", "chapters", "faq", "faqs", "questions", "parts", "article"])


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
            outline.add(kind, trimmed(value, outer), level=level, label=str(path[-1]))
        else:
            from clinlint.formats.markdown import read

            inner, found = read(value)
            outline.extend(inner, outer, level)
            comments += [Comment(c.text, outer.span(c.span.start, c.span.end)) for c in found]
    fields = Fields(parsed.values, whole, parsed.value_spans, parsed.key_spans)
    return Document(source, name, tuple(outline.blocks), fields, faults, tuple(comments))


def _texts(values: dict[str, Any], path: Path, level: int) -> Iterator[tuple[BlockKind, int, Path, str]]:
    deeper = min(level + 1, 6)
    for key, value in values.items():
        here = (*path, key)
        if isinstance(value, str) and value.strip():
            if key in _HEADINGS and (path or key != "name"):
                yield BlockKind.HEADING, level, here, value
            elif key in _TEXTS:
                yield BlockKind.PARAGRAPH, level, here, value
        elif key not in _TEXTS and key not in _WALKED:
            continue
        elif isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, str) and item.strip():
                    yield BlockKind.PARAGRAPH, level, (*here, index), item
                elif isinstance(item, dict):
                    yield from _texts(item, (*here, index), deeper)
        elif isinstance(value, dict):
            yield from _texts(value, here, deeper)


def reader(name: str, parse: Callable[[str, int], Parsed]) -> Callable[[Source], Document]:
    """A format's parser from the reader of its data."""

    def read(source: Source) -> Document:
        start = 1 if source.text.startswith("\ufeff") else 0
        return document(source, name, parse(source.text[start:], start))

    return read
