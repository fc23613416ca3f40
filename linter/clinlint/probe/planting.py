"""Edits of a text: what a plant changes, and where the changed words stand afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from clinlint.model.finding import Edit
from clinlint.model.span import Span


@dataclass(frozen=True)
class Planted:
    """A text after a plant: its kind, the edits that made it, the spans of the changed words in the new text, and what changed, in words."""

    kind: str
    text: str
    edits: tuple[Edit, ...]
    spans: tuple[Span, ...]
    what: str

    def moved(self, offset: int) -> int:
        """Where a code point of the old text stands in the new one."""
        return offset + sum(len(e.text) - (e.span.end - e.span.start) for e in self.edits if e.span.end <= offset)


def planted(kind: str, text: str, edits: Sequence[Edit], *, reach: int = 0) -> Planted:
    """Carry out edits that do not overlap; `reach` lengthens the spans to the right (a sign that is gone marks its number)."""
    pieces: list[str] = []
    spans: list[Span] = []
    last = length = 0
    ordered = tuple(sorted(edits, key=lambda e: e.span))
    for edit in ordered:
        pieces += [text[last : edit.span.start], edit.text]
        length += edit.span.start - last
        spans.append(Span(length, length + len(edit.text) + reach))
        length += len(edit.text)
        last = edit.span.end
    what = "; ".join(f"{text[e.span.start : e.span.end] or '(nothing)'} → {e.text or '(nothing)'}" for e in ordered)
    return Planted(kind, "".join(pieces) + text[last:], ordered, tuple(spans), what)
