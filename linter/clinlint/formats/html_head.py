"""The head of an HTML page while it is read: title, language, `meta` elements and JSON-LD become fields, each at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from clinlint.formats.builder import Builder, Finished
from clinlint.formats.html_metadata import of_linked_data, of_meta
from clinlint.formats.html_tokens import NOTHING, Attribute, tokens
from clinlint.model.document import Fields, Path
from clinlint.model.span import Span


class Head:
    """The metadata of one page; of two values for a field, the first holds."""

    def __init__(self) -> None:
        self.in_title = False
        self._span: Span | None = None
        self._shown: dict[str, Span] = {}
        self._values: dict[str, Any] = {}
        self._spans: dict[Path, Span] = {}

    def open(self, tag: str, attributes: Mapping[str, Attribute], span: Span) -> None:
        """A `head`, `title` or `meta` begins."""
        if tag == "meta":
            name = (attributes.get("name") or attributes.get("property") or NOTHING).value
            content = attributes.get("content", NOTHING)
            if found := of_meta(name, content.value):
                self._found(*found, {(found[0],): content.span})
                if found[0] == "description":
                    self._shown.setdefault("description", content.span)
        else:
            self.in_title = tag == "title"
            self._span = self._span or span

    def close(self, tag: str, end: int) -> None:
        """A `head` or `title` ends."""
        self.in_title = False
        if tag == "head" and self._span:
            self._span = Span(self._span.start, end)

    def title(self, text: str, start: int) -> None:
        """The words of the title."""
        if words := text.strip():
            at = start + text.index(words)
            self._found("title", " ".join(unescape(words).split()), {("title",): Span(at, at + len(words))})
            self._shown.setdefault("title", Span(at, at + len(words)))

    def language(self, attributes: Mapping[str, Attribute]) -> None:
        """The language that the `html` element names."""
        given = attributes.get("lang") or attributes.get("xml:lang") or NOTHING
        if given.value:
            self._found("locale", given.value, {("locale",): given.span})

    def linked_data(self, text: str, start: int) -> None:
        """A JSON-LD script."""
        for name, value, spans in of_linked_data(text, start):
            self._found(name, value, spans)

    def shown(self, text: str) -> Iterator[tuple[str, Finished]]:
        """What searchers read of the page: its title, unless the first heading says the same, and its description."""
        for name, span in self._shown.items():
            builder = Builder()
            for token in tokens(text[span.start : span.end]):
                if token.kind == "text":
                    builder.spaced(token.value, span.start + token.start)
                elif token.kind == "entity":
                    builder.replaced(token.value, span.start + token.start, span.start + token.end)
            done = builder.finish()
            heading = re.search(r"<h1\b[^>]*>(.{1,2000}?)</h1", text, re.IGNORECASE | re.DOTALL) if name == "title" else None
            said = " ".join(unescape(re.sub(r"<[^>]*>", "", heading[1])).split()) if heading else ""
            if done.text and not (said and said in done.text):
                yield name, done

    def fields(self) -> Fields | None:
        """All metadata found, or None."""
        if not self._values:
            return None
        return Fields(self._values, self._span or min(self._spans.values()), self._spans, {})

    def _found(self, name: str, value: Any, spans: Mapping[Path, Span]) -> None:
        if name not in self._values:
            self._values[name] = value
            self._spans.update(spans)
