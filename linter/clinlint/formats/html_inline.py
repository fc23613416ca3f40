"""HTML inside running text: what one tag means for the words around it."""

from __future__ import annotations

from clinlint.formats.builder import Builder, Finished
from clinlint.formats.html_elements import BLOCKS, MARKS
from clinlint.formats.html_tokens import NOTHING, Attribute, Token, tokens
from clinlint.model.document import MarkKind


def open_inline(builder: Builder, tag: str, attributes: dict[str, Attribute], token: Token) -> Finished | None:
    """What a start tag inside running text means; gives an image's alternative text."""
    if tag == "br":
        builder.blank(token.start, token.end)
    elif tag in MARKS:
        builder.open(MARKS[tag])
    elif tag == "a":
        builder.open(MarkKind.LINK, attributes.get("href", NOTHING).value)
    elif tag in ("img", "area", "input"):
        alt = attributes.get("alt", NOTHING)
        if alt.value.strip():
            caption = Builder()
            if alt.span.end - alt.span.start == len(alt.value):
                caption.spaced(alt.value, alt.span.start)
            else:
                caption.replaced(" ".join(alt.value.split()), alt.span.start, alt.span.end)
            return caption.finish()
    return None


def close_inline(builder: Builder, tag: str) -> None:
    """What an end tag inside running text means."""
    if tag in MARKS:
        builder.close(MARKS[tag])
    elif tag == "a":
        builder.close(MarkKind.LINK)


def inline(builder: Builder, text: str, start: int, end: int, base: int) -> Finished | None:
    """What one tag `[start, end)` inside a paragraph of Markdown means for its text; gives an image's alternative text."""
    token = next(tokens(text[start:end]), None)
    if token is None or token.kind not in ("open", "close"):
        return None
    shifted = Token(token.kind, base + start, base + end, token.name)
    if token.name in BLOCKS:
        builder.blank(base + start, base + end)
    elif token.kind == "close":
        close_inline(builder, token.name)
    else:
        attributes = {name: each.shifted(base + start) for name, each in token.attributes(text[start:end]).items()}
        return open_inline(builder, token.name, attributes, shifted)
    return None
